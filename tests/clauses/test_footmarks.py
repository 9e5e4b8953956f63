"""Footnote marks that the font draws raised: no size or height tells them, only where they stand."""

from __future__ import annotations

import pytest

from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.sorting import sort_lines


def text_without_marks(printed, *lines, note="1The Act of 1998."):
    """The body's lines after footnotes and their marks have gone from a page that carries one note."""
    made = [printed.line((70, words), y=300 + 14 * index) for index, words in enumerate(lines)]
    page = printed.page(
        1, *printed.prose(100, 12), *made, printed.line((70, note), y=760, size=8.0), *printed.prose(420, 20)
    )
    layout = sort_lines(printed.document(page))
    assert printed.set_aside(layout, "footnote") == [note]
    body = printed.texts(item.line for item in drop_footnote_marks(layout.body, layout.apart))
    return [words for words in body if not words.startswith("The Participants will")]


@pytest.mark.parametrize(
    ("printed_as", "read_as"),
    [
        ("not pass an Extract to anyone else.1", "not pass an Extract to anyone else."),
        ("the Register1 and its copies", "the Register and its copies"),
        ("save where a statute obliges it to.1", "save where a statute obliges it to."),
        ("as the law requires of it,1 and", "as the law requires of it, and"),
        ("the \u201cOffice\u201d1, which is", "the \u201cOffice\u201d, which is"),
        ("the Register (as it stood)1 is", "the Register (as it stood) is"),
    ],
)
def test_a_mark_glued_to_a_word_goes_with_its_note(printed, printed_as, read_as):
    """A number right behind a word, once on the page of the note with that number, is its mark."""
    assert text_without_marks(printed, printed_as) == [read_as]


@pytest.mark.parametrize(
    "kept",
    [
        "as clause 4.1 says it",
        "paid under reg.1 of those",
        "under cl.1 and",
        "as in no.1 of",
        "on 1 May 2019",
        "a group G1 and",
        "version 2.1",
    ],
)
def test_a_number_that_is_no_mark_stays(printed, kept):
    """Parts of numbers, of names and of abbreviated references stay beside a real mark."""
    assert text_without_marks(printed, kept, "to anyone else.1") == [kept, "to anyone else."]


def test_two_numbers_that_could_both_be_the_mark_stay(printed):
    """Where two places could be the mark, neither is taken out."""
    lines = ["held in table1 of the", "to anyone else.1"]
    assert text_without_marks(printed, *lines) == lines


def test_a_raised_mark_leaves_no_space_before_a_comma(printed):
    """White space between a mark and the punctuation after it goes with the mark."""
    made = printed.line((70, "of the personal data1 , or"), y=300, superscript=((20, 21),))
    page = printed.page(
        1, *printed.prose(100, 12), made, printed.line((70, "1 The Act of 1998."), y=760, size=8.0)
    )
    layout = sort_lines(printed.document(page, printed.page(2, *printed.prose(100, 40))))
    body = drop_footnote_marks(layout.body, layout.apart)
    assert "of the personal data, or" in printed.texts(item.line for item in body)
