"""Coverage: every letter of the pages is counted once, and those of the texts are those of the lines."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.clauses import segment
from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.sorting import sort_lines

ROWS = [
    "DATA SHARING AGREEMENT", "Version: 2.1", "THIS AGREEMENT is made between", "(1) THE COUNCIL; and",
    "(A) The Council holds records.", "WHEREAS it holds them", "1. Definitions", "1.1 Words have a meaning.",
    "2. Term", "2.1 It lasts a year.1", "(a) a well;", "Signed for the Council: Jane Specimen",
    "By: ________", "Name: ________", "[Remainder of this page intentionally left blank]", "Annex A",
    "Notes", "1 See section 12.", "Version Date Author", "1.0 30 June 2014 DSF", "a broken-", "word of it",
    "Deleted: three",
]  # fmt: skip
LINES = st.lists(
    st.tuples(st.sampled_from(ROWS), st.sampled_from((70, 90, 430)), st.sampled_from((11.0, 8.0))),
    min_size=1,
    max_size=24,
)


def pages_of(printed, drawn):
    pages = []
    for number, lines in enumerate(drawn, 1):
        made = [
            printed.line((x, text), y=60.0 + 26 * row, size=size) for row, (text, x, size) in enumerate(lines)
        ]
        pages.append(printed.page(number, *made))
    return printed.document(*pages)


def letters(texts):
    """Letters and figures; hyphens at line ends may rightly go."""
    return Counter(mark for text in texts for mark in text if mark.isalnum())


@settings(max_examples=120, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_the_parts_add_up_to_all_letters(printed, drawn):
    """Clauses, passages, what is set aside and what is unread are all that the pages hold."""
    found = segment(pages_of(printed, drawn)).coverage
    aside = sum(count for _, count in found.aside)
    assert found.letters == found.clauses + found.passages + aside + found.unread


@settings(max_examples=120, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_no_letter_is_lost_or_doubled(printed, drawn):
    """Labels, headings and texts hold each letter of the lines once, the marks of known notes left out."""
    document = pages_of(printed, drawn)
    layout = sort_lines(document)
    body = drop_footnote_marks(layout.body, layout.apart)
    found = segment(document)
    parts = [part for one in found.clauses for part in (one.label, one.heading or "", one.text)]
    lines = [*(item.line.text for item in body), *(line.text for one in layout.apart for line in one.lines)]
    assert letters(parts) == letters(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_passages_stand_at_the_top_with_names_of_their_own(printed, drawn):
    """No two share a name, none has a clause above it, and each is called by its kind."""
    found = segment(pages_of(printed, drawn)).clauses
    assert len({one.eid for one in found}) == len(found)
    for one in found:
        if one.passage:
            assert (one.parent, one.depth) == (None, 0)
            assert re.match(rf"(?:front-)?{one.kind}-", one.eid)


@pytest.mark.parametrize(
    ("usable", "share", "lines", "unread"),
    [(True, 0.0, 0, False), (True, 0.29, 0, False), (True, 0.3, 0, True), (False, 0.0, 0, True),
     (True, 0.9, 1, False)],
)  # fmt: skip
def test_a_page_without_a_letter_is_unread_where_it_is_a_picture(printed, usable, share, lines, unread):
    """A blank page is read; a scan without text, and a page that failed, are not."""
    page = printed.page(1, *printed.prose(100, lines))
    page = replace(page, quality=replace(page.quality, usable=usable, image_share=share))
    assert segment(printed.document(page)).coverage.pages_unread == ((1,) if unread else ())


def test_garbled_pages_are_counted_as_unread(printed):
    """What cannot be relied on is in no clause and no passage, and is counted apart."""
    line = printed.line((70, "3URFHVVLQJ RI 3HUVRQDO 'DWD"), y=100)
    page = printed.page(1, line)
    page = replace(page, quality=replace(page.quality, usable=False))
    found = segment(printed.document(page)).coverage
    assert (found.letters, found.unread, found.pages_unread) == (24, 24, (1,))
