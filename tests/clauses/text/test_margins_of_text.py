"""Just on this and just on the other side of what counts as a heading, a full line, a paragraph."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type, readable
from mouarchive.clauses.text.joining import begins_paragraph, goes_on
from mouarchive.clauses.text.tree import heading_eid

USUAL = Measures(11.0, 70.0, 470.0, 14.0)
PLAIN = "The parties share what they hold"


def _line(printed, text=PLAIN, *, y=100, x=70, width=None, **looks):
    line = printed.line((x, text), y=y, size=looks.pop("size", 11.0))
    if width is not None:
        line = replace(line, box=replace(line.box, x1=x + width))
    return replace(line, **looks)


@pytest.mark.parametrize(
    ("looks", "words", "heading"),
    [
        ({"size": 11.4}, 5, False),
        ({"size": 11.75}, 5, True),
        ({"bold": 0.6}, 5, False),
        ({"bold": 0.9}, 5, True),
        ({"bold": 1.0}, 12, True),
        ({"bold": 1.0}, 17, False),
    ],
)
def test_a_heading_is_short_and_bold_or_larger(printed, looks, words, heading):
    """0.75 pt larger is a heading, 0.4 is chance; 12 bold words are a heading, 17 a sentence."""
    line = _line(printed, " ".join(["word"] * words), **looks)
    assert is_heading_type(line, USUAL) is heading


@pytest.mark.parametrize(("width", "full"), [(280, False), (380, True)])
def test_a_full_line_reaches_nine_tenths_of_the_text(printed, width, full):
    """A line of 280 pt in a text of 400 was not wrapped, one of 380 was."""
    assert USUAL.fills(_line(printed, width=width)) is full


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("strngths of thngs", False),  # too few vowels
        ("strong old lamp on it", True),
        ("area", False),  # three in four
        ("oared sea due", False),
        ("rated on a date", True),
        ("NATO UN EU DFE Ab dec", False),  # mostly capitals
        ("NATO and UN rules", True),
    ],
)
def test_a_page_that_cannot_be_relied_on_is_read_where_its_letters_look_like_words(printed, text, read):
    """Words have a third to a half of vowels, and mostly small letters."""
    body, _ = readable([BodyLine(_line(printed, text))], frozenset({1}))
    assert bool(body) is read


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        # a step of 1.1 lines is one paragraph, of 1.6 two
        ({"width": 390}, {"y": 116}, False),
        ({"width": 390}, {"y": 123}, True),
        # larger type has larger steps: 16 pt at a step of 20
        ({"width": 390, "size": 16.0}, {"y": 122, "size": 16.0}, False),
        ({"width": 390, "size": 16.0}, {"y": 128, "size": 16.0}, True),
        # behind a full stop: a line of 280 pt ends its paragraph, one of 370 may go on
        ({"text": "The parties share.", "width": 280}, {"y": 114}, True),
        ({"text": "The parties share.", "width": 370}, {"y": 114}, False),
        # an indent of 4 pt is none, one of 8 is one
        ({"text": "The parties share.", "width": 390}, {"y": 114, "x": 74}, False),
        ({"text": "The parties share.", "width": 390}, {"y": 114, "x": 78}, True),
        # 0.75 pt larger is the same type, 1.25 another
        ({"text": "The parties share.", "width": 390}, {"y": 114, "size": 11.75}, False),
        ({"text": "The parties share.", "width": 390}, {"y": 114, "size": 12.25}, True),
    ],
)
def test_where_a_paragraph_begins(printed, before, after, new):
    """White space, another size, an indent, or a short line behind a full stop part paragraphs."""
    above, below = BodyLine(_line(printed, **before)), BodyLine(_line(printed, **after))
    assert begins_paragraph(below, above, USUAL) is new


@pytest.mark.parametrize(("width", "more"), [(340, False), (392, True)])
def test_a_bold_line_goes_on_where_its_first_word_had_no_room(printed, width, more):
    """Behind a line of 340 pt a word of 30 had room; behind one of 392 it had not."""
    before = _line(printed, width=width)
    assert goes_on(before, _line(printed, "Policy Framework", y=114, bold=1.0), USUAL) is more


def test_what_stands_for_a_heading_without_number_is_its_first_six_words():
    """Long headings are told apart by their first words; the rest would only be long."""
    assert heading_eid("One two three four five six seven eight") == "heading-one-two-three-four-five-six"
