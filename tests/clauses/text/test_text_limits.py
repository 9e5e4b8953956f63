"""Just on this and just on the other side of each number by which lines become the texts of clauses.

The text is of 10 points; its lines run from x 70 to 470, stand 14 points apart, and letters are 5 wide.
"""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import Mark
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.collecting import Draft, find_back_matter
from mouarchive.clauses.text.joining import Piece, begins_paragraph, goes_on
from mouarchive.clauses.text.tree import heading_eid, heading_size
from mouarchive.model import Box, Line

USUAL = Measures(size=10.0, left=70.0, right=470.0, step=14.0)


def line(text, *, x0=70.0, x1=470.0, y=100.0, size=10.0, page=1, **looks):
    """A line from x0 to x1 at baseline y."""
    return Line(text, page, Box(x0, y - size, x1, y + 2), y, size, **looks)


# ------------------------------------------------------------------ paragraphs


@pytest.mark.parametrize(("step", "paragraph"), [(22, False), (27, True)])
def test_larger_lines_stand_further_apart(step, paragraph):
    """Lines of 16 points stand 18 to 23 apart; 27 are a new paragraph in that size, too."""
    above, below = (BodyLine(line("The Harbour of", size=16.0, y=y)) for y in (100.0, 100.0 + step))
    assert begins_paragraph(below, above, USUAL) is paragraph


@pytest.mark.parametrize(("x1", "paragraph"), [(400, True), (420, False)])
def test_the_last_line_of_a_paragraph_is_short(x1, paragraph):
    """A sentence that ends a sixth of the line before the edge ends its paragraph; an eighth is ragged."""
    above = BodyLine(line("The parties share what they hold.", x1=x1))
    assert begins_paragraph(BodyLine(line("They do so at once", y=114.0)), above, USUAL) is paragraph


@pytest.mark.parametrize(("size", "paragraph"), [(10.8, False), (11.2, True)])
def test_another_size_begins_a_paragraph(size, paragraph):
    """In mid-sentence a line of 10.8 points goes on one of 10, a line of 11.2 does not."""
    above = BodyLine(line("The parties share what they hold and"))
    assert begins_paragraph(BodyLine(line("so does", y=114.0, size=size)), above, USUAL) is paragraph


@pytest.mark.parametrize(
    ("word", "wraps", "why"),
    [
        ("Harbour", False, "35 points would have found room in the 50 left above"),
        ("Telecommunications", True, "90 points would not"),
    ],
)
def test_a_word_that_had_no_room_above(word, wraps, why):
    """A bold line goes on the sentence above where its first word did not fit there any more."""
    above = line("as is said by the", x1=400.0)
    bold = line(f"{word} Act", x1=70.0 + 5 * len(f"{word} Act"), y=114.0, bold=1.0)
    assert goes_on(above, bold, USUAL) is wraps, why


@pytest.mark.parametrize(
    ("text", "size", "wraps", "why"),
    [
        ("Harbour Act of the Isle", 11.6, True, "OCR misjudges the height of nineteen letters"),
        ("Harbour Act of the Isle", 12.4, False, "by a quarter it does not"),
        ("Harbour Act of the Isle and of its Waters", 11.6, False, "of thirty letters it knows the height"),
    ],
)
def test_the_size_of_few_letters_in_a_picture(text, size, wraps, why):
    """In a scan a short line seems larger than it is."""
    above = line("as is said by the", x1=465.0, confidence=90.0)
    scan = line(text, x1=70.0 + 5 * len(text), y=114.0, size=size, confidence=90.0)
    assert goes_on(above, scan, USUAL) is wraps, why


# ------------------------------------------------------------------ whose a line is


@pytest.mark.parametrize(("x", "own"), [(98, True), (96, False)])
def test_text_at_the_edge_of_its_clause(x, own):
    """A clause begins at 100: text at 98 may be its own, text at 96 stands left of it."""
    assert Draft(None, None, 100.0).holds(x) is own


@pytest.mark.parametrize(("one", "other", "alike"), [(100, 102, True), (97, 101, False)])
def test_labels_of_one_column_are_set_alike(one, other, alike):
    """Two points apart they are set alike, four points apart they are not."""
    looks = {Draft(None, None, float(x)).look for x in (one, other)}
    assert (len(looks) == 1) is alike


@pytest.mark.parametrize(
    ("words", "owner"),
    [("Head of Port", "1(b)"), ("They are signed by both", "1")],
    ids=["names", "sentence"],
)
def test_a_few_words_left_of_a_list_are_names(drawn, words, owner):
    """Three words below a list may be under a signature and stay there; five go back to the clause."""
    found = drawn(
        f"""
        *1  Powers*
        The keeper may do all of what follows:
             (a)  open the gate;
             (b)  close the gate.

        {words}

        *2  Term*
        One year.
        """
    )
    assert found.text(owner).endswith(words)


BOLD_LINES = ["*Of the Keeper*", "*Of the Gate*", "*Of the Lamp*", "*Of the Oil*"]


@pytest.mark.parametrize(("lines", "heading"), [(3, True), (4, False)])
def test_a_heading_without_number_runs_over_three_lines(drawn, lines, heading):
    """Three bold lines before a label are a heading; four are a paragraph in bold."""
    drawing = ["1.  Scope.", "", *BOLD_LINES[:lines], "", "2.  Term.", "The term is one year from today."]
    assert any(eid.startswith("heading") for eid in drawn("\n".join(drawing)).eids) is heading


@pytest.mark.parametrize(("bold", "heading"), [(6, False), (5, True)])
def test_where_all_is_bold_bold_says_nothing(drawn, bold, heading):
    """A bold line before a label is its heading, but not where the six lines from the label on are bold."""
    text = [f"*{n}.  The Keeper opens the gate.*" for n in range(2, 2 + bold)]
    text += [f"{n}.  The Keeper closes the gate." for n in range(2 + bold, 20)]
    found = drawn("\n".join(["1.  Scope.", "", "*Of the Gate*", "", *text]))
    assert any(eid.startswith("heading") for eid in found.eids) is heading


# ------------------------------------------------------------------ headings


SENTENCE = "The fees are due"


def heading_of(*printed):
    """How many lines, and how many letters of the next, are the heading of a section with these lines."""
    pieces = [Piece(one.text, paragraph=False) for one in printed]
    return heading_size(printed, pieces, USUAL, section=True, children=False)


@pytest.mark.parametrize(
    ("text", "heading", "why"),
    [
        ("Title " * 33, 1, "two hundred letters"),
        ("Title " * 40, 0, "two hundred and forty letters are a paragraph in bold"),
    ],
)
def test_how_long_a_heading_is(text, heading, why):
    """A title wraps once or twice."""
    assert heading_of(line(text.strip(), bold=1.0), line(SENTENCE)) == (heading, 0), why


@pytest.mark.parametrize(("text", "heading"), [("FEES", 0), ("COSTS", 1)])
def test_capitals_are_a_heading(text, heading):
    """A word of four capitals may be an acronym; five are a heading."""
    assert heading_of(line(text, x1=120.0), line(SENTENCE)) == (heading, 0)


LONG = "Fees. Each of the parties pays what it has to pay by the end of the month in which it is due to"


@pytest.mark.parametrize(
    ("bold", "expected", "why"),
    [
        (0.04, (0, 5), "four letters of a hundred are a word in bold"),
        (0.02, (0, 0), "two are a number or a bullet"),
        (0.80, (0, 0), "four fifths are no line that is a heading"),
        (0.95, (1, 0), "a line all in bold but its full stop"),
    ],
)
def test_a_line_that_is_bold_in_part(bold, expected, why):
    """A heading may be run in with its text, in bold; or be the whole line."""
    assert heading_of(line(LONG, bold=bold, lead_bold=True), line(SENTENCE)) == expected, why


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Fees of the harbour and of its lamps.", 37), ("Fees of the harbour and of all of its lamps.", 0)],
)
def test_where_bold_ends_in_a_line(title, heading):
    """Three tenths of a hundred letters are bold: a stop after 37 may end them, one after 44 does not."""
    text = f"{title} They are paid at the end of each month and at its beginning by both of them"[:100]
    assert heading_of(line(text, bold=0.3, lead_bold=True), line(SENTENCE)) == (0, heading)


def test_a_heading_without_number_is_called_by_its_first_words():
    """Six words tell headings apart and can still be read."""
    assert heading_eid("Fees and dues of the parties to the accord") == "heading-fees-and-dues-of-the-parties"


# ------------------------------------------------------------------ back matter


def back_matter(title, *, last=300.0, feet=(700.0,)):
    """Whether a title first on the page after clause 5 begins something new.

    Clause 5 ends at the height `last`; further pages end at `feet`.
    """
    body = [BodyLine(line("5. Ask the desk.", x1=300.0, y=90.0), first_in_page=True)]
    body += [BodyLine(line("It answers at once.", x1=300.0, y=last))]
    body += [BodyLine(title, first_in_page=True)]
    body += [
        BodyLine(line(f"Page {n}.", x1=120.0, y=foot, page=n), first_in_page=True)
        for n, foot in enumerate(feet, 3)
    ]
    five = Placement(1, 0, Mark("number", (5,), ".", "5", 0, 2), None, "section", "5", ())
    return 2 in find_back_matter(body, {0: [five]}, USUAL)


def title(x0=220.0, x1=320.0, size=10.0, bold=1.0):
    """The words OVERVIEW first on page 2."""
    return line("Overview", x0=x0, x1=x1, size=size, bold=bold, page=2)


@pytest.mark.parametrize(
    ("printed", "is_title", "why"),
    [
        (title(230, 330), True, "ten points off the middle"),
        (title(234, 334), False, "fourteen points off"),
        (title(98, 442), True, "28 points of white on both sides"),
        (title(90, 450), False, "20 points: as good as a full line"),
        (title(70, 150, 13.0, 0.0), True, "three points larger than the text, at the margin"),
        (title(70, 150, 12.0, 0.0), False, "two points larger: any heading"),
    ],
)
def test_how_the_title_of_back_matter_is_set(printed, is_title, why):
    """In the middle, or much larger than the text."""
    assert back_matter(printed) is is_title, why


@pytest.mark.parametrize(
    ("last", "feet", "short", "why"),
    [
        (340, [400], True, "room for four lines was left"),
        (350, [400], False, "room for three"),
        (620, [700], True, "more than a tenth of the page"),
        (640, [700], False, "four lines, but less than a tenth"),
        (300, [700, 700, 700, *[310] * 6], True, "three pages of eleven end at 700: as far as pages go"),
        (300, [700, *[310] * 8], False, "one of eleven pages is longer than all others"),
    ],
)
def test_the_page_before_back_matter_ends_short(last, feet, short, why):
    """Where there was room for more, the text had come to its end."""
    assert back_matter(title(), last=float(last), feet=map(float, feet)) is short, why
