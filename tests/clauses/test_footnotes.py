"""Footnotes in the type of the text: known by the mark above and the place, unless a list counts them."""

from __future__ import annotations

import pytest

from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.sorting import sort_lines

NOTE = "1. See in particular section 12 of the 1992 Act."
CALL = "save where a statute obliges it to.1"


def pages(printed, *, call=None, foot=NOTE, x=64.0, above=(), below=()):
    """A page of prose with a call, a line at its foot, and a page after it; lists may stand round them."""
    called = call or printed.line((70, CALL), y=400, superscript=((len(CALL) - 1, len(CALL)),))
    first = [*printed.prose(100, 20), called, *above, printed.line((x, foot), y=700)]
    return printed.document(printed.page(1, *first), printed.page(2, *below, *printed.prose(200, 20)))


def read(printed, document):
    """The body without marks, and the footnotes set aside."""
    layout = sort_lines(document)
    body = printed.texts(item.line for item in drop_footnote_marks(layout.body, layout.apart))
    return body, printed.set_aside(layout, "footnote")


def test_a_note_in_the_type_of_the_text_is_set_aside(printed):
    """What stands last on a page, parted, and begins with a number raised above is its footnote."""
    body, notes = read(printed, pages(printed))
    assert notes == [NOTE]
    assert NOTE not in body
    assert CALL.removesuffix("1") in body


def test_a_mark_that_wrapped_onto_a_line_of_its_own_belongs_to_the_sentence_above(printed):
    """A mark may be the only thing that a line had no room for."""
    text = CALL.removesuffix("1")
    alone = printed.line((70, "1"), y=412, size=8.5)
    body, notes = read(
        printed, pages(printed, call=printed.line((70, f"The parties agree {text}"), y=400), above=[alone])
    )
    assert notes == [NOTE]
    assert f"The parties agree {text}" in body
    assert "1" not in body


@pytest.mark.parametrize(
    ("reason", "options"),
    [
        ("another number is raised", {"foot": "2. See in particular section 12 of the 1992 Act."}),
        ("nothing begins it", {"foot": "See in particular section 12 of the 1992 Act."}),
        ("the list goes on overleaf", {"x": 70.0, "below": (("2. A second item.", 70),)}),
        ("the list goes on overleaf, further out", {"x": 70.0, "below": (("2. A second item.", 60),)}),
    ],
)
def test_a_numbered_paragraph_at_the_foot_stays(printed, reason, options):
    """Without its mark above, or where a list at its left edge goes on, it is a paragraph of the text."""
    options = dict(options)
    below = [printed.line((x, text), y=120) for text, x in options.pop("below", ())]
    x = options.pop("x", 64.0)
    if reason.endswith("further out"):
        below += printed.prose(134, 4, x=60.0)
    body, notes = read(printed, pages(printed, x=x, below=below, **options))
    assert notes == []
    assert options.get("foot", NOTE) in body


def test_the_number_before_shows_that_a_list_counts(printed):
    """`2.` at the foot goes on the list with `1.` at its edge, whatever is raised on the page."""
    call = printed.line((70, "of 40 m2 each"), y=400, superscript=((7, 8),))
    first = printed.line((64, "1. A first item."), y=420)
    foot = "2. A second item."
    body, notes = read(printed, pages(printed, call=call, above=[first], foot=foot))
    assert notes == []
    assert foot in body


def noted(
    printed, *, heading="4", step=28, marks="12", foot=("1) Replaced by a later one.", "2) Now withdrawn.")
):
    """A page with two raised marks and two notes at its foot, which white space parts from each other."""
    calls = [
        printed.line((70, f"the first text{marks[0]})"), y=400, superscript=((14, 16),)),
        printed.line((70, f"the other text{marks[1]})"), y=414, superscript=((14, 16),)),
    ]
    notes = [printed.line((70, text), y=700 + step * at) for at, text in enumerate(foot)]
    top = printed.line((70, f"{heading} Documents that are referred to"), y=80)
    return printed.document(printed.page(1, top, *printed.prose(100, 20), *calls, *notes))


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ({}, 2),  # parted from each other as from the text
        ({"step": 14}, 2),
        ({"heading": "0"}, 2),  # a heading's bare number does not count on to 1)
        ({"heading": "0)"}, 0),  # a list's does
        ({"marks": "34"}, 0),  # the text bears no such marks
        ({"foot": ("1) Replaced by a later one.", "The chair signs it.")}, 0),  # what is parted is no note
    ],
)
def test_notes_with_brackets_may_be_parted_from_each_other(printed, made, found):
    """Standards print `1) …` and, below white space, `2) …` at the foot, in the type of the text."""
    assert len(read(printed, noted(printed, **made))[1]) == found
