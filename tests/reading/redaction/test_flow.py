"""A black box is unknown text where text would stand, and nothing but ink elsewhere."""

from __future__ import annotations

import pytest

from mouarchive.model import Box, Rule
from mouarchive.reading.redaction.boxes import merged, standing
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

STYLE = Style(10.0, bold=False, italic=False)


def line(baseline: float, *cells: tuple[float, str]):
    """A line of cells, each set at its left edge, five points a letter."""
    words = [
        Word(" " if index else "", text, x0, baseline - 8, x0 + 5 * len(text), baseline + 2, baseline, STYLE)
        for index, (x0, text) in enumerate(cells)
    ]
    return piece_of(words)


def box(x0: float, baseline: float, wide: float = 50, high: float = 10) -> Box:
    return Box(x0, baseline + 2 - high, x0 + wide, baseline + 2)


CONTACTS = [
    line(100, (72, "Department"), (200, "Post"), (300, "Name"), (420, "Telephone")),
    line(120, (72, "Department"), (200, "Registrar")),
    line(140, (72, "Office"), (200, "Tracing")),
    line(200, (72, "The contacts are changed by letter.")),
]


@pytest.mark.parametrize(
    ("what", "boxes", "stand"),
    [
        ("a cell beside words", [box(260, 120)], 1),
        ("a cell far from words, under its heading", [box(420, 120)], 1),
        ("two columns of boxes", [box(x, y) for x in (300, 420) for y in (120, 140)], 4),
        ("a row of which every cell is a box", [box(x, 160) for x in (72, 200, 300, 420)], 4),
        ("a line of its own between two lines", [box(72, 170, 200)], 1),
        ("a line of its own at the end, under the last", [box(72, 214, 90)], 1),
        ("a far box on a row, in no column", [box(505, 120)], 0),
        ("a far box in no row", [box(300, 60)], 0),
        ("a thin bar under a line", [box(72, 206, 200, high=4)], 0),
        ("a block as high as five lines", [box(330, 190, 100, high=50)], 0),
        ("a bullet that is too small for a letter", [box(60, 120, 6, high=5)], 0),
    ],
)
def test_boxes_that_stand_where_text_would(what: str, boxes: list[Box], stand: int) -> None:
    """Table cells, lines of their own and boxes in a row of boxes stand for text; ornaments do not."""
    assert (what, len(standing(boxes, CONTACTS))) == (what, stand)


def test_box_in_a_ruled_cell_stands_for_text() -> None:
    """Lines above and below a box on a row's baseline make it a cell, wherever the cell begins."""
    rules = [Rule(Box(70, y, 560, y + 0.5), horizontal=True) for y in (106, 126)]
    far = box(505, 120, 30)
    assert standing([far], CONTACTS, rules) == {far}
    assert standing([box(505, 60, 30)], CONTACTS, rules) == set()


def test_words_blacked_out_one_by_one_are_one_passage() -> None:
    """A gap as wide as a space parts no passages; a table's gap and a word in between do."""
    words = [box(72, 120, 30), box(105, 120, 40), box(149, 120, 20)]
    assert merged(words, CONTACTS) == [Box(72, 112, 169, 122)]
    assert len(merged([box(72, 120, 30), box(115, 120, 30)], CONTACTS)) == 2
    assert len(merged([box(72, 120, 30), box(107, 120, 30)], [line(120, (102.5, "a"))])) == 2


def test_lines_of_one_passage_stay_apart() -> None:
    """A passage over three lines, blacked out line by line, is marked on each of its lines."""
    lines = [box(72, 185 - 14 * index, 200 - 50 * (index == 2)) for index in range(3)]
    assert len(standing(lines, CONTACTS)) == 3
    assert len(merged(lines, CONTACTS)) == 3


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("step", [17, 30])
def test_each_blacked_out_cell_is_marked_once(read, ruled, step) -> None:
    """The same table gives the same marks whether its cells take one line or two, ruled or not."""

    def draw(canvas) -> None:
        for x, text in ((72, "Department"), (180, "Post"), (290, "Name"), (400, "Telephone")):
            canvas.drawString(x, 700, text)
        for row, post in enumerate(("Registrar", "Tracing desk"), start=1):
            y = 700 - step * row
            canvas.drawString(72, y, "Office")
            canvas.drawString(180, y, post)
            if step > 20:
                canvas.drawString(180, y - 13, "and access")
            canvas.rect(290, y - 3, 40, 12, stroke=0, fill=1)
            canvas.rect(400, y - 3, 70, 12, stroke=0, fill=1)
            if ruled:
                canvas.line(66, y - 0.4 * step, 500, y - 0.4 * step)
        canvas.drawString(72, 600, "The contacts are changed by letter.")

    page, (warning,) = read(draw)
    rows = [item.text for item in page.lines if "[redacted]" in item.text]
    assert rows == ["Office Registrar [redacted] [redacted]", "Office Tracing desk [redacted] [redacted]"]
    assert warning.message == "4 passages are blacked out on page 1"


def test_empty_cell_of_a_dark_heading_is_no_redaction(read) -> None:
    """A heading row with light letters may have a cell without any."""

    def draw(canvas) -> None:
        canvas.rect(70, 690, 100, 16, stroke=0, fill=1)
        canvas.rect(170, 690, 100, 16, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(76, 694, "Version")
        canvas.setFillGray(0)
        canvas.drawString(76, 676, "1.0")
        canvas.drawString(176, 676, "first")

    page, warnings = read(draw)
    assert [item.text for item in page.lines] == ["Version", "1.0 first"]
    assert warnings == []
