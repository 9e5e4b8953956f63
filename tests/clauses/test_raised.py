"""Footnotes whose marks were read as lines of their own, or lost in a scan."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from mouarchive.clauses.footnotes import drop_footnote_marks, join_raised
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Box, Quality, Rule

BODY = "The Act adds a new section to the Copyright Act to create limits."


def _mark(printed, text, x, y):
    """A raised figure that the reader took for a line: small, four points above its line."""
    return printed.line((x, text), y=y - 4, size=6)


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (70 + 5 * len("The Act"), "The Act3 adds a new section to the Copyright Act to create limits."),
        (70 + 5 * len(BODY), f"{BODY}3"),
        (64, f"3 {BODY}"),
    ],
)
def test_a_raised_mark_goes_back_into_its_line(printed, x, text):
    """A small figure a little above a line is put where it stands: behind a word, or before them all."""
    sheet = Sheet(*_sheet(printed, printed.line((70, BODY), y=200), _mark(printed, "3", x, 200)))
    (line,) = join_raised(sheet).lines
    assert line.text == text
    assert [line.text[low:high] for low, high in line.superscript] == ["3"]
    assert line.spans[-1].end == len(text)


def test_a_mark_as_large_as_the_text_is_raised_behind_the_line(printed):
    """Print engines shrink a mark little or not at all: behind a line's end its height is enough."""
    mark = printed.line((70 + 5 * len(BODY) + 2, "3"), y=196, size=9.7)
    sheet = Sheet(*_sheet(printed, printed.line((70, BODY), y=200), mark))
    (line,) = join_raised(sheet).lines
    assert line.text == f"{BODY}3"
    assert [line.text[low:high] for low, high in line.superscript] == ["3"]


def test_a_mark_level_with_its_lines_label_goes_to_the_sentence(printed):
    """Where a mark pushes the sentence below its own label, label and mark share a height, and part again."""
    after = 110 + 5 * len(BODY) + 2
    level = printed.line((70, "3.2"), (after, "3"), y=196)
    sheet = Sheet(*_sheet(printed, level, printed.line((110, BODY), y=200)))
    assert [line.text for line in join_raised(sheet).lines] == ["3.2", f"{BODY}3"]


def test_a_mark_between_two_spans_belongs_to_the_word_before(printed):
    """Where the mark leaves a gap in the line, it is glued to the word on its left."""
    cells = ((70, "the Copyright Act"), (170, "to create"))
    sheet = Sheet(*_sheet(printed, printed.line(*cells, y=200), _mark(printed, "3", 156, 200)))
    (line,) = join_raised(sheet).lines
    assert line.text == "the Copyright Act3  to create"
    assert [line.text[span.start : span.end] for span in line.spans] == ["the Copyright Act3", "to create"]


@pytest.mark.parametrize(
    ("reason", "figure"),
    [
        ("it stands on the line", ((300, "3"), 200, 6)),
        ("it is as large as the text", ((300, "3"), 196, 10)),
        ("it is a word", ((300, "no"), 196, 6)),
        ("it stands far off", ((520, "3"), 196, 6)),
        ("it stands on the line above", ((300, "3"), 188, 6)),
    ],
)
def test_another_small_figure_stays_a_line(printed, reason, figure):
    """Only what is small, raised and beside a word is a mark."""
    cell, y, size = figure
    sheet = Sheet(*_sheet(printed, printed.line((70, BODY), y=200), printed.line(cell, y=y, size=size)))
    assert len(join_raised(sheet).lines) == 2, reason


def _sheet(printed, *lines):
    page = printed.page(1, *lines)
    return page, page.lines


def test_a_footnote_with_a_loose_mark_leaves_the_text(printed):
    """Mark and note are both found though the reader took each mark for a line."""
    note = printed.line((78, "Public Law No. 105 of that year."), y=700, size=9)
    lines = [
        *printed.prose(100, 20), printed.line((70, BODY), y=500), _mark(printed, "3", 70 + 5 * 48, 500),
        _mark(printed, "3", 73, 700), note,
    ]  # fmt: skip
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.set_aside(layout, "footnote") == ["3 Public Law No. 105 of that year."]
    texts = printed.texts(item.line for item in drop_footnote_marks(layout.body, layout.apart))
    assert BODY in texts


def _scan(printed, notes, *, rules=(), picture=1.0, y=680.0):
    """A page read from its picture: prose, and notes in small type at its foot."""
    small = [printed.line((70, text), y=y + 12 * at, size=8) for at, text in enumerate(notes)]
    page = printed.page(1, *printed.prose(100, 36), *small, rules=rules)
    return printed.document(replace(page, quality=Quality("test", 3000, image_share=picture)))


NOTES = ["I Memorandum on open data.", '"1 Executive order - making', "data open.", "3 Project - online."]


def test_notes_of_a_scan_need_no_known_mark(printed):
    """On a scanned page small type parted from the text, that begins with what was a mark, is notes."""
    layout = sort_lines(_scan(printed, NOTES))
    assert printed.set_aside(layout, "footnote") == [NOTES[0], f"{NOTES[1]} {NOTES[2]}", NOTES[3]]


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("the page is no scan", {"picture": 0.1}),
        ("no white space parts it", {"y": 604.0}),
        ("it begins with a word", {"notes": ["Signed for the Authority", *NOTES]}),
    ],
)
def test_other_small_type_at_the_foot_stays(printed, reason, change):
    """Without scan, space or mark, small type at the foot may be a clause or a signature."""
    layout = sort_lines(_scan(printed, **{"notes": NOTES, **change}))
    assert not printed.set_aside(layout, "footnote"), reason


def test_a_short_rule_parts_notes_like_space(printed):
    """Where a short rule stands above the notes they need no wide gap."""
    rule = Rule(Box(70, 596, 200, 597), horizontal=True)
    layout = sort_lines(_scan(printed, NOTES, rules=(rule,), y=608.0))
    assert len(printed.set_aside(layout, "footnote")) == 3


def test_no_character_is_lost(printed):
    """Marks put back and notes set aside keep every letter."""
    document = _scan(printed, NOTES)
    (page,) = document.pages
    page = replace(page, lines=(*page.lines, _mark(printed, "7", 300, 114)))
    layout = sort_lines(printed.document(page))
    kept = [item.line.text for item in layout.body] + [one.text for one in (*layout.asides, *layout.apart)]
    before = [line.text for line in page.lines]
    assert Counter("".join("".join(kept).split())) == Counter("".join("".join(before).split()))
