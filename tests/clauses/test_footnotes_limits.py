"""Just on this and just on the other side of each limit of footnotes: text of 10 points, 14 apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.footnotes import is_power, join_raised
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Box, Rule

CALL = "save where a statute obliges it to.1"
NOTE = "1 See in particular section 12 of the 1992 Act."
SIGN = "* See in particular section 12 of the 1992 Act."


def notes(printed, *lines, rules=(), scan=0.0, last=()):
    """The footnotes of a page of these lines."""
    made = printed.page(1, *lines, rules=rules)
    made = replace(made, quality=replace(made.quality, image_share=scan))
    pages = [made, printed.page(2, *last, *printed.prose(200, 20))]
    return printed.set_aside(sort_lines(printed.document(*pages)), "footnote")


def called(printed, y, text=CALL):
    """A line of the text whose last character is a raised mark."""
    return printed.line((70, text), y=y, superscript=((len(text) - 1, len(text)),))


@pytest.mark.parametrize(
    ("y", "step", "size", "note", "why"),
    [
        (480, 14, 9.0, True, "a point smaller than the text"),
        (480, 14, 9.6, False, "as large as the text, but for rounding"),
        (480, 28, 10.0, True, "white space of a line above it"),
        (480, 18, 10.0, False, "hardly further down than the next line"),
        (300, 28, 10.0, True, "three eighths down a page that is not full"),
        (200, 28, 10.0, False, "a quarter down the page"),
    ],
)
def test_a_note_at_the_foot(printed, y, step, size, note, why):
    """What stands last on the page begins with a number that is raised above."""
    text = [*printed.prose(100, (y - 100) // 14 - 1), called(printed, y - step)]
    lines = [one for one in text if one.baseline <= y - step]
    lines += [printed.line((64, NOTE), y=y, size=size)]
    assert notes(printed, *lines) == [NOTE] * note, why


@pytest.mark.parametrize(
    ("wide", "above", "below", "note", "why"),
    [
        (250, 6, 18, True, "a rule as wide as two fifths of the page"),
        (450, 6, 18, False, "a rule over the whole text frames something"),
        (50, 6, 18, True, "a rule as wide as a word or two"),
        (30, 6, 18, False, "a line that short is an underlined word"),
        (120, 6, 30, False, "too far below the rule"),
        (120, 2.5, 18, True, "a rule just clear of the text"),
        (120, 1.5, 18, False, "a rule that underlines the text"),
    ],
)
def test_a_note_below_a_rule(printed, wide, above, below, note, why):
    """A note in the type of the text stands below a short rule at the left."""
    text = [*printed.prose(100, 25), called(printed, 450, f"{CALL[:-1]}*")]
    rule = Rule(Box(70, 450 + above, 70 + wide, 450 + above), horizontal=True)
    foot = printed.line((70, SIGN), y=450 + above + below)
    assert notes(printed, *text, foot, rules=[rule]) == [SIGN] * note, why


@pytest.mark.parametrize(("share", "note"), [(0.6, True), (0.4, False)])
def test_a_note_of_a_scanned_page(printed, share, note):
    """A picture of more than half the page is the page, whose raised marks are lost; a smaller is not."""
    lines = [*printed.prose(100, 25), printed.line((70, "l See section 12 of the Act."), y=480, size=8.0)]
    assert bool(notes(printed, *lines, scan=share)) is note


@pytest.mark.parametrize(("beside", "note"), [(1.6, False), (2.6, True)])
def test_a_paragraph_that_a_list_goes_on_from(printed, beside, note):
    """A list two points beside the note's edge counts on from it: it is no note."""
    lines = [*printed.prose(100, 25), called(printed, 450), printed.line((64, NOTE), y=700)]
    last = [printed.line((64 + beside, "2. Term of this agreement"), y=150)]
    last += [printed.line((70, "text below it"), y=166)]
    assert bool(notes(printed, *lines, last=last)) is note


@pytest.mark.parametrize(
    ("x", "higher", "size", "joined", "why"),
    [
        (150, 4, 7.0, True, "seven tenths of the text's size"),
        (150, 4, 8.5, False, "nearly as large as the text"),
        (150, 1.2, 7.0, True, "a little higher than the line"),
        (150, 0.7, 7.0, False, "level with the line"),
        (150, 5, 7.0, True, "half a letter higher"),
        (150, 7, 7.0, False, "so high that it is of the line above"),
        (62, 4, 7.0, True, "three points before the line"),
        (60, 4, 7.0, False, "five points before it, apart"),
    ],
)
def test_a_mark_read_as_a_line_of_its_own(printed, x, higher, size, joined, why):
    """A small figure beside a line and a little higher is raised on it."""
    text = printed.line((70, "Title II adds a new section to the Act to create"), y=300)
    mark = printed.line((x, "3"), y=300 - higher, size=size)
    page = printed.page(1, mark, text)
    assert (len(join_raised(Sheet(page, page.lines)).lines) == 1) is joined, why


@pytest.mark.parametrize(("ending", "goes_on"), [("", True), (".", False)])
def test_a_note_that_goes_on_over_the_page(printed, ending, goes_on):
    """What stands below the next page's rule is of the note before it, if that ends in mid-sentence."""
    pages = []
    for number, foot in (
        (1, f"1 See in particular section 12 of the Act and{ending}"),
        (2, "of all the others."),
    ):
        lines = [*printed.prose(100, 25), called(printed, 450)] if number == 1 else printed.prose(100, 26)
        rule = Rule(Box(70, 458, 190, 458), horizontal=True)
        pages.append(printed.page(number, *lines, printed.line((70, foot), y=474, size=8.0), rules=[rule]))
    (note,) = printed.set_aside(sort_lines(printed.document(*pages)), "footnote")
    assert note.endswith("of all the others.") is goes_on


@pytest.mark.parametrize(
    ("before", "power"),
    [
        ("no more than 250 m", True), ("an area of 12 km", True), ("3 m", True), ("kg/m", True),
        ("up to 10", True), ("of CO", True),
        # a mark stands behind a word, a year, a clause's number, the end of a sentence
        ("in the form", False), ("of the firm", False), ("in 2010", False), ("section 35(1)", False),
        ("no later than 12 May 2016", False), ("by 1.10", False), ("he", False), ("item", False),
        ("destroyed.", False), ("", False),
    ],
)  # fmt: skip
def test_a_power_is_no_mark_of_a_note(before, power):
    """The 2 of "250 m\u00b2" is part of a measure: as a note's mark it would be taken out of the text."""
    assert is_power(before) == power


@pytest.mark.parametrize(
    ("call", "start", "note"),
    [
        (CALL, "1. ", True), (CALL, "1) ", True), (CALL, "1.2 ", False),
        # nothing above refers to it, or only by a power
        ("save where a statute obliges it to.", "1. ", False), ("of no more than 250 m1", "1. ", False),
    ],
)  # fmt: skip
def test_a_note_whose_number_has_a_full_stop(printed, call, start, note):
    """Small type at the foot that begins with "1." is a note where a 1 is raised above, else an item."""
    raised = called(printed, 466, call) if call.endswith("1") else printed.line((70, call), y=466)
    text = [*printed.prose(100, 25), raised]
    foot = printed.line((70, f"{start}The service contract was signed in May."), y=480, size=9.0)
    assert bool(notes(printed, *text, foot)) == note
