"""A black box is unknown text where text would stand, and nothing but ink elsewhere."""

from __future__ import annotations

from array import array

import pytest
from PIL import Image

from mouarchive.model import Box, Rule
from mouarchive.reading.redaction.boxes import _dark, letter_band, merged, standing
from mouarchive.reading.text.glyphs import Glyphs, Style
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


ONE = [line(300, (72, "The contact is"))]
"""A single line of type of ten points; its words end at 142."""
HEADED = [line(300, (72, "Post"), (400, "Name")), line(340, (72, "Registrar"))]
TWO = [
    line(280, (72, "The following staff may ask for records")),
    line(340, (72, "No other staff may ask for them")),
]


@pytest.mark.parametrize(
    ("what", "lines", "black", "stand"),
    [
        ("as high as capitals", ONE, Box(150, 293, 200, 301), True),
        ("as high as a dash", ONE, Box(150, 295.5, 200, 300), False),
        ("as high as one and a half lines", ONE, Box(150, 288, 200, 304), True),
        ("as high as two and a half lines", ONE, Box(150, 280, 200, 305), False),
        ("three letters' widths away", ONE, box(172, 300), True),
        ("five letters' widths away", ONE, box(192, 300), False),
        ("over more than half of the letters", ONE, Box(150, 283, 200, 297), True),
        ("over less than half of the letters", ONE, Box(150, 285, 200, 296), False),
        ("under the heading of its column", HEADED, box(400, 340), True),
        ("a little beside the heading's edge", HEADED, box(403, 340), True),
        ("farther beside the heading's edge", HEADED, box(404.5, 340), False),
        ("five lines under a heading", [HEADED[0], line(352, (72, "Registrar"))], box(400, 352), True),
        ("eight lines under a heading", [HEADED[0], line(384, (72, "Registrar"))], box(400, 384), False),
        ("right under the last line", ONE, Box(72, 320, 120, 330), True),
        ("a paragraph under the last line", ONE, Box(72, 330, 120, 340), False),
        ("between two lines, as wide as words", TWO, Box(90, 300, 140, 325), True),
        ("between two lines, as wide as a bullet", TWO, Box(90, 300, 115, 325), False),
    ],
)
def test_size_and_distance_of_a_box_that_stands_for_text(what, lines, black, stand) -> None:
    """One line high and near words of its row, in a column or under one; or as wide as text between two."""
    assert (what, standing([black], lines) == {black}) == (what, stand)


@pytest.mark.parametrize(
    ("what", "edges", "passages"),
    [
        ("a space apart", (205, 290, 300), 1),
        ("farther apart than a space", (208, 290, 300), 2),
        ("nearly on one row", (203, 292, 302), 1),
        ("half a line lower", (203, 295, 305), 2),
    ],
)
def test_boxes_that_are_one_passage(what, edges, passages) -> None:
    """Words blacked out one by one stand a space apart and on one row."""
    x0, y0, y1 = edges
    assert (what, len(merged([Box(160, 290, 200, 300), Box(x0, y0, x0 + 40, y1)], ONE))) == (what, passages)


@pytest.mark.parametrize(("rows", "found"), [(200, 2), (350, 1)])
def test_in_a_pattern_of_many_boxes_none_speaks_for_its_neighbours(rows, found) -> None:
    """A list has at most some hundred boxes; a chart or a pattern has more, and is looked at once."""
    lines = [line(20 * row, (72, "Office")) for row in range(1, rows + 1)]
    boxes = [box(x, 20 * row, 30) for row in range(1, rows + 1) for x in (120, 180)]
    assert len(standing(boxes, lines)) == found * rows


def test_only_a_box_that_is_dark_throughout_is_black() -> None:
    """A speck in a box is the scanner's; letters on it are not."""
    image = Image.new("L", (100, 100), 30)
    assert _dark(image, Box(0, 0, 100, 100), 1.0)
    image.paste(200, (40, 40, 45, 45))
    assert _dark(image, Box(0, 0, 100, 100), 1.0)
    image.paste(200, (40, 40, 80, 60))
    assert not _dark(image, Box(0, 0, 100, 100), 1.0)


def test_a_letter_must_show_above_its_baseline_and_beside_its_neighbours() -> None:
    """Looked at is the body of small letters, without the sides into which the next letter's ink reaches."""
    glyphs = Glyphs(array("H", [97]), [100.0], [200.0], [120.0], [220.0], lambda _: 215.0, lambda _: 1)
    left, top, right, bottom = letter_band(glyphs, 0)
    assert bottom == 215
    assert 205 <= top <= 208
    assert 102.5 <= left <= 103.5
    assert 116.5 <= right <= 117.5


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
        canvas.rect(70, 690, 60, 16, stroke=0, fill=1)
        canvas.rect(130, 690, 100, 16, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(76, 694, "Version")
        canvas.setFillGray(0)
        canvas.drawString(76, 676, "1.0")
        canvas.drawString(176, 676, "first")

    page, warnings = read(draw)
    assert [item.text for item in page.lines] == ["Version", "1.0 first"]
    assert warnings == []


def test_words_blacked_out_one_by_one_leave_one_sign(read) -> None:
    """A first and a last name under a box each are one passage on the page, too."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "The contact is")
        canvas.rect(160, 697, 30, 12, stroke=0, fill=1)
        canvas.rect(194, 697, 46, 12, stroke=0, fill=1)
        canvas.drawString(245, 700, "of the department.")

    page, _ = read(draw)
    assert [item.text for item in page.lines] == ["The contact is [redacted] of the department."]


def test_words_printed_on_a_box_stay(read) -> None:
    """A name under a white box is hidden; what is printed on the box is read."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "The contact is Jane Specimen of the department.")
        canvas.setFillGray(1)
        canvas.rect(146, 690, 200, 22, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(260, 694, "withheld")

    text = " ".join(item.text for item in read(draw)[0].lines)
    assert "withheld" in text
    assert "Jane" not in text
