"""Just on this and just on the other side of each number by which labels are read and placed.

The text is of 10 points; its lines run from x 70 to 470, stand 14 points apart, and letters are 5 wide.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.labels import Mark, Reading, read_labels
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.numbering.candidates import Candidate, find_candidates
from mouarchive.clauses.numbering.evidence import label_evidence, runs_on
from mouarchive.clauses.numbering.fit import follows
from mouarchive.clauses.numbering.placing import places
from mouarchive.clauses.numbering.solving import guesses, solve
from mouarchive.clauses.numbering.stack import ROOT, Case, Node, Series
from mouarchive.clauses.numbering.uncounted import count_nothing
from mouarchive.model import Box, Line, Span
from mouarchive.rules import Rule

USUAL = Measures(size=10.0, left=70.0, right=470.0, step=14.0)


def line(text, *, x0=70.0, x1=470.0, y=100.0, size=10.0, page=1, **looks):
    """A line from x0 to x1 at baseline y."""
    return Line(text, page, Box(x0, y - size, x1, y + 2), y, size, **looks)


def cells(*parts, y=100.0, **looks):
    """A line of parts that stand apart, each (x0, x1, text)."""
    text, spans = "", []
    for x0, x1, words in parts:
        text = f"{text} {words}" if text else words
        spans.append(Span(len(text) - len(words), len(text), x0, x1, 10.0, bold=False))
    return line(text, x0=parts[0][0], x1=parts[-1][1], y=y, spans=tuple(spans), **looks)


def page_of(*texts):
    """Full lines of a page, one below the other."""
    return [BodyLine(line(text, y=100.0 + 14 * n)) for n, text in enumerate(texts)]


def reasons(printed):
    """The names of what speaks for and against the label that a line begins with."""
    return {rule.name for rule, _ in label_evidence(printed, read_labels(printed.text)[0], (), USUAL)}


# ------------------------------------------------------------------ how a label is printed


@pytest.mark.parametrize(
    ("printed", "apart", "why"),
    [
        (cells((70, 75, "1"), (82, 160, "The fees")), True, "seven points are no space between words"),
        (cells((70, 75, "1"), (80, 160, "The fees")), False, "five may be"),
        (cells((70, 75, "1"), (89, 129, "The fees"), (139, 200, "are due")), True, "14 beside a gap of 10"),
        (cells((70, 75, "1"), (87, 127, "The fees"), (137, 200, "are due")), False, "12: justified like it"),
        (line("1.   The fees"), True, "somebody typed three blanks"),
        (line("1.  The fees"), False, "two blanks stand behind any full stop"),
    ],
)
def test_a_label_set_apart_from_its_text(printed, apart, why):
    """By white space that is wider than between words, and wider than the line's other gaps."""
    assert ("set apart from its text" in reasons(printed)) is apart, why


@pytest.mark.parametrize(("size", "small"), [(7.0, True), (8.0, False)])
def test_a_number_too_small_for_a_label(size, small):
    """Notes are set in seven points where the text is set in ten; quotations in eight."""
    assert ("too small for a label" in reasons(line("7 The fees", size=size))) is small


@pytest.mark.parametrize(
    ("label", "width", "doubted", "why"),
    [
        ("l0.1.1z", 30, True, "seven letters"),
        ("l0.1.12.l.z", 35, False, "eleven are a word or a figure"),
        ("l0.z", 34, True, "34 points wide"),
        ("l0.z", 46, False, "46 points are wider than any label"),
    ],
)
def test_what_ocr_may_have_read_for_a_label(label, width, doubted, why):
    """Something short, set apart before its text."""
    scan = cells((70, 70 + width, label), (130, 300, "Surname of the child"), confidence=90.0)
    assert any(one.unsure for one in find_candidates([BodyLine(scan)], (), USUAL)) is doubted, why


# ------------------------------------------------------------------ numbers that count nothing


@pytest.mark.parametrize(("between", "runs"), [(5, True), (9, False)])
def test_a_list_inside_a_sentence_runs_on(between, runs):
    """Six lines below (i) inside a sentence a line may begin with its (ii); ten lines below it does not."""
    body = page_of(
        "It is shared (i) by order of", *["the court that has to do with"] * between, "(ii) or else"
    )
    mark = read_labels("(ii) or else")[0].marks[0]
    found = runs_on(body, len(body) - 1, replace(mark, family="lower-roman", path=(2,)))
    assert bool(found) is runs


@pytest.mark.parametrize(
    ("above", "runs", "why"),
    [
        ("It is shared (d) with the court, (e) with the", True, "words stand between: items of a list"),
        ("It ends as set out in Clause 16(d) and (e) of this", False, "one label after another: a reference"),
        ("It ends as set out in Clause 16(d), (e) of this", False, "the same with a comma"),
        ("It ends as set out in paragraph (e) of this", False, "a word names it"),
    ],
)
def test_what_is_spoken_of_is_no_list_inside_a_sentence(above, runs, why):
    """Below it a line that begins with (f) goes on such a list, or begins one of its own."""
    body = page_of(above, "agreement.", "(f) The keeper tells the parties.")
    mark = read_labels("(f) The keeper tells the parties.")[0].marks[0]
    assert bool(runs_on(body, 2, mark)) is runs, why


@pytest.mark.parametrize(("between", "opens"), [(5, True), (9, False)])
def test_a_list_inside_a_sentence_opens(between, opens):
    """(i) first on a line opens such a list where (ii) stands inside one of the next lines."""
    body = page_of("(i) by order of", *["the court that has to do with"] * between, "it, (ii) or else")
    mark = replace(read_labels("(i) by order of")[0].marks[0], family="lower-roman", path=(1,))
    assert bool(runs_on(body, 0, mark)) is opens


@pytest.mark.parametrize(("page", "letter"), [(2, True), (3, False)])
def test_a_covering_letter_stands_first(page, letter):
    """Behind a cover at most: on the third page a letter is part of the document."""
    texts = [("Dear Sir,", page), ("1. I enclose it.", page), ("Yours faithfully,", page)]
    texts += [(f"{n}. The lamp is lit.", page + 1) for n in (1, 2, 3)]
    body = [BodyLine(line(text, page=number)) for text, number in texts]
    found = {rule.name: rows for rule, rows in count_nothing(body, USUAL)}
    assert bool(found["in a covering letter"]) is letter


@pytest.mark.parametrize(("count", "houses"), [(3, True), (2, False)])
def test_three_addresses_are_a_list(count, houses):
    """Two numbers out of order may be a slip."""
    texts = ["14 Tower Street", "2 The Mole", "9 Cliff Road"][:count]
    body = [BodyLine(line(text, x1=200.0, y=100.0 + 14 * n)) for n, text in enumerate(texts)]
    found = {rule.name: rows for rule, rows in count_nothing(body, USUAL)}
    assert bool(found["the number of a house"]) is houses


@pytest.mark.parametrize(("same", "listed"), [(3, True), (2, False)])
def test_most_headings_are_worded_as_they_were_listed(same, listed):
    """Five headings are listed above: three come again in the same words, or only two."""
    titles = ["Fees", "Forms", "Ports", "Lamps", "Oil"]
    again = [title if n < same else "Stores" for n, title in enumerate(titles)]
    body = [BodyLine(line("ANNEX A", bold=1.0))]
    body += [BodyLine(line(f"{n}. {title}", y=120.0 + 14 * n)) for n, title in enumerate(titles, 1)]
    body += [BodyLine(line(f"{n}. {title}", y=300.0 + 14 * n, bold=1.0)) for n, title in enumerate(again, 1)]
    found = {rule.name: rows for rule, rows in count_nothing(body, USUAL)}
    assert bool(found["one of a list of headings that come further on"]) is listed


# ------------------------------------------------------------------ a number among the others

AT = Candidate(0, "", (), 1, 70.0, 80.0, 90.0, bold=False, size=10.0)


def series(key, last, x=70.0):
    """A list in progress that has reached a number, its labels at x."""
    return Series(key, last, 0, ".", x, x + 10, x + 20, bold=False, size=10.0, page=1)


def number(value, family="number", shape="."):
    """A number with its full stop."""
    return Mark(family, (value,), shape, str(value), 0, 2)


@pytest.mark.parametrize(("passed", "may_come"), [(3, True), (2, False)])
def test_of_many_numbers_passed_over_the_last_may_still_come(passed, may_come):
    """After 1 stands 8: 3 to 7 were moved behind it perhaps; 2 would be any number."""
    case = Case((ROOT,), number(8), AT, 1, chained=False, key="number.")
    assert (passed in case.series(series("number.", 1)).gaps) is may_come


@pytest.mark.parametrize(
    ("near", "far", "as_bad", "why"),
    [(9, 11, False, "ten numbers missing are worse than eight"), (13, 15, True, "more say no more")],
)
def test_how_many_numbers_are_missing(near, far, as_bad, why):
    """Each number missing speaks against a label, up to ten."""
    one, two = (follows(series("number.", 1), value)[1] for value in (near, far))
    assert (one == two) is as_bad, why
    assert two <= one < 0


@pytest.mark.parametrize(("open_", "room"), [(7, True), (12, False)])
def test_how_deep_clauses_are_numbered(open_, room):
    """Below seven levels an eighth may begin; nobody numbers a thirteenth."""
    levels = [Node(n, "item", f"level {n}", "lower", "1", "") for n in range(1, open_ + 1)]
    begun = [option.open()[0] for option in places((ROOT, *levels), number(1), AT, 99, chained=False)]
    assert any(len(stack) == open_ + 2 for stack in begun) is room


def test_a_list_belongs_to_what_was_opened_last(drawn):
    """Below (i), `(a)` begins a list of its own there, rather than the list above (i) over again."""
    found = drawn(
        """
        1.  The keeper holds:
             (a)  gates;
             (b)  lamps.
             (i)  The gates are:
             (a)  the sea gate;
             (b)  the land gate.
             (ii)  The lamps are lit.
        2.  It ends.
        """
    )
    assert found.eids == ["1", "1(a)", "1(b)", "1(i)", "1(i)(a)", "1(i)(b)", "1(ii)", "2"]


def test_articles_that_run_on_stand_in_their_chapters(drawn):
    """Article 2, set elsewhere than Article 1, goes on its numbers and opens inside its own chapter."""
    found = drawn(
        """
        *Chapter 1*
                  *Article 1*
        The lamp is lit.
        *Chapter 2*
               *Article 2*
        The lamp is put out.
        """
    )
    parents = {clause.eid: clause.parent for clause in found.segmentation.clauses}
    assert parents["article-2"] == "chapter-2"


def believed(*doubts):
    """Which of the numbers 1, 2, 3 and so on, each with points against it, are believed to be labels."""
    lines = [
        replace(
            AT,
            row=n,
            text=f"{n}.",
            readings=(Reading((number(n),), 2),),
            points=((Rule("doubt", "", "", -doubt), -doubt),),
            own=((),),
        )
        for n, doubt in enumerate(doubts, 1)
    ]
    return [placement.mark.last for placement in solve(lines)]


def test_a_reading_that_is_behind_may_come_back():
    """With 2 and 3 in doubt the true reading is five points behind after 3, and 4 makes that good."""
    assert believed(0, 6.5, 6.5, 0, 0) == [1, 2, 3, 4, 5]


def test_a_list_of_one_may_be_followed_by_another(drawn):
    """One item, then text of the clause and a list that begins with (a) again: nothing is lost."""
    found = drawn(
        """
        1.  The register holds:
             (a)  names.
        It holds also
             (a)  seas;
             (b)  ports.
        2.  It ends.
        """
    )
    assert found.eids == ["1", "1(a)", "1(a)#2", "1(b)", "2"]


# ------------------------------------------------------------------ labels that OCR could not read


def guessed(read, x=200.0):
    """What is made of something that OCR read, at x, where 15.1.5 is due at 70: points for its likeness."""
    fourth = series("decimal", 4)
    below = Node(2, "decimal", "decimal", "decimal", "15.1", "", (15, 1), series=(fourth,))
    where = Candidate(
        0, f"{read}  Date", (), 1, x, x + 30, 250.0, bold=False, size=10.0, unsure=(0, len(read))
    )
    found = guesses((ROOT, Node(1, "section", "number.", "number", "15", "", (15,)), below), where, 3)
    return [points for option, (_, points) in found if option.open()[1].mark.value == "15.1.5"]


@pytest.mark.parametrize(
    ("read", "is_label", "why"),
    [
        ("X515Z", True, "three signs of the label's four, two others: two thirds"),
        ("X51ZW", False, "two signs, three others: less than a half"),
    ],
)
def test_a_label_that_looks_like_what_is_due(read, is_label, why):
    """Away from its column a garbled label is known by its signs alone."""
    assert bool(guessed(read)) is is_label, why


@pytest.mark.parametrize(("read", "speaks_for"), [("X515Z", True), ("X51Z", False)])
def test_likeness_speaks_for_a_label_or_against(read, speaks_for):
    """Two thirds of the signs speak for the label that is due, half of them against it."""
    assert [points > 0 for points in guessed(read)] == [speaks_for]


@pytest.mark.parametrize(("x", "is_label"), [(74, True), (76, False)])
def test_a_garbled_label_stands_at_its_column(x, is_label):
    """Few signs are enough within five points of the column, as OCR measures it."""
    assert bool(guessed("X5Z1W", x=x)) is is_label


@pytest.mark.parametrize(
    ("parts", "best"),
    [
        (("SCHEDULE 2", "APPENDIX", "ANNEX I"), "schedule-2.appendix.annex-i"),
        (("SCHEDULE 2", "PART 1", "ANNEX I"), "schedule-2.annex-i"),  # a part has no annexes
        (("CHAPTER 1", "Article 1", "Section 1"), "article-1.section-1"),
    ],
)
def test_what_is_first_of_its_sort_belongs_to_the_part_it_stands_in(parts, best):
    """A place outside an open part that may hold it is weaker, even where nothing else tells them apart."""
    stack = (ROOT,)
    for uid, where in enumerate(find_candidates(page_of(*parts), (), USUAL)):
        first, *others = places(stack, where.readings[0].marks[0], where, uid, chained=False)
        stack, placed = first.open()
    assert placed.eid == best
    assert all(other.score < first.score for other in others)
