"""Text that recurs at one height of several pages stays text."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines

FULL = "The words of this Annex have the meaning that they have in the Agreement, and where"
REST = "the two do not agree the Agreement goes before it."


def _annexes(printed, *opening, head="Annex"):
    """Pages that each begin with a heading of their own and go on with the same lines, 14 points apart."""
    made = []
    for number, letter in enumerate("ABCDE", 1):
        lines = [printed.line((70, text), y=64 + 14 * at) for at, text in enumerate(opening)]
        prose = printed.prose(150, 30, words=f"The officers of the {letter * 3} office keep the list of it")
        made.append(printed.page(number, printed.line((70, f"{head} {letter}"), y=40), *lines, *prose))
    return printed.document(*made)


@pytest.mark.parametrize(
    "opening",
    [
        ("1. This Annex is part of the Agreement.",),
        ("This Annex forms part of the Agreement.",),
        (f"1. {FULL}", REST),
        (f"(a) {FULL}", REST),
        (f"2.1 {FULL}", f"{FULL} at last", REST),
        (FULL, REST),
    ],
)
def test_annexes_that_open_with_the_same_words_keep_them(printed, opening):
    """A clause or a sentence below a heading of the page's own is no running line, however often it comes."""
    layout = sort_lines(_annexes(printed, *opening))
    assert printed.set_aside(layout, "header") == []
    found = printed.body(layout)
    assert [found.count(text) for text in opening] == [5] * len(opening)


@pytest.mark.parametrize("label", ["{}.1", "{}.", "({})"])
def test_clauses_that_begin_each_page_alike_keep_their_words(printed, label):
    """Pages that each open with a clause in the same words are pages of clauses, whatever their numbers."""
    made = []
    for number in range(1, 6):
        first = printed.line((70, f"{label.format(number)} {FULL}"), y=60)
        prose = printed.prose(120, 30, words=f"The officers of the {'o' * number} office keep the register")
        made.append(printed.page(number, first, printed.line((70, REST), y=74), *prose))
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "header") == []
    assert printed.body(layout).count(REST) == 5


@pytest.mark.parametrize(
    ("step", "headers"),
    [
        (14, 0),  # the list goes on at the usual step: clauses
        (40, 4),  # parted from the text: a header
    ],
)
def test_page_tops_alike_that_count_on_are_clauses(printed, step, headers):
    """Short clauses of one pattern, the first of each page, are text where the text goes on below them."""
    made = []
    for number in range(1, 5):
        items = [
            (f"({letter}) Berth {letter} is let.", 60 + step + 14 * at) for at, letter in enumerate("abc")
        ]
        lines = [printed.line((90, text), y=y) for text, y in items]
        made.append(printed.page(number, printed.line((70, f"{number}. Duty {number}"), y=60), *lines))
    found = printed.set_aside(sort_lines(printed.document(*made)), "header")
    assert sum("Duty" in text for text in found) == headers


@pytest.mark.parametrize("words", ["Specimen Office of Records", f"{FULL} it"])
def test_a_running_line_below_the_sections_name_is_one(printed, words):
    """Two running lines, of which the outer one names the section, are both set aside."""
    made = []
    for number, name in enumerate(["Scope", "Purpose", "Costs", "Terms", "Ends"], 1):
        heading = printed.line((70, f"{number} {name}"), y=110, bold=1.0)
        prose = printed.prose(130, 30, words=f"The officers of the {'o' * number} office keep the register")
        top = [printed.line((70, f"{number} {name}"), y=40), printed.line((70, words), y=52)]
        made.append(printed.page(number, *top, heading, *prose))
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "header").count(words) == 5


def test_headings_with_numbers_of_their_own_repeat_none(printed):
    """`6. Costs` first on a page is section 6, though `2. Costs` was a heading before it."""
    made = []
    for number, (name, later) in enumerate(
        [("DRAFT AGREEMENT", "2. Costs"), ("6. Costs", "7. Term"), ("11. Term", "12. Scope")], 1
    ):
        prose = printed.prose(90, 12, words=f"The officers of the {'o' * number} office keep the register")
        more = printed.prose(320, 12, words=f"The officers of the {'u' * number} office keep the register")
        heads = [printed.line((70, name), y=50, bold=1.0), printed.line((70, later), y=290, bold=1.0)]
        made.append(printed.page(number, heads[0], *prose, heads[1], *more))
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "header") == []


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ("22.01.16", 4),  # six digits: a date
        ("2016-01-22", 4),
        ("1.2.16", 0),  # four may be a clause's number
        ("20{}6-01-22", 0),  # it does not recur
    ],
)
def test_a_date_alone_is_a_header_where_it_recurs(printed, head, headers):
    """Some agreements have no header but the date of their version."""
    made = []
    for number in range(1, 5):
        prose = printed.prose(100, 30, words=f"The officers of the {'o' * number} office keep the register")
        made.append(printed.page(number, printed.line((70, head.format(number)), y=40), *prose))
    assert len(printed.set_aside(sort_lines(printed.document(*made)), "header")) == headers
