"""A page whose words are drawn sideways is read, and painted, as the page a reader turns upright."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from mouarchive.model import Box, PageBox
from mouarchive.reading.drawing.raster import paint_pages
from mouarchive.reading.process.wire import Job

WIDTH, HEIGHT = 595, 842

ROWS = {
    740: [(72, "Annex A"), (150, "Fields of each record")],
    700: [(72, "1."), (110, "The surname of the pupil.")],
    680: [(72, "2."), (110, "The date of birth, and the age at entry.")],
}
SAID = [" ".join(text for _, text in cells) for cells in ROWS.values()]


def sideways(canvas, turn: int, rows=ROWS, height: float = HEIGHT) -> None:
    """Draw rows of cells, given as on an upright page, turned by so many degrees against the clock."""
    place = {0: (0, 0), 90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}
    canvas.translate(*place[turn])
    canvas.rotate(turn)
    top = WIDTH if turn % 180 else height
    for y, cells in rows.items():
        for x, text in cells:
            canvas.drawString(x, top - (HEIGHT - y), text)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_labels_stand_beside_their_text_however_the_page_is_drawn(read, turn) -> None:
    """Numbers and their texts, drawn apart and sideways, make the lines of the upright page."""
    page, _ = read(lambda canvas: sideways(canvas, turn))
    assert [line.text for line in page.lines] == SAID
    assert (page.width, page.height) == ((HEIGHT, WIDTH) if turn % 180 else (WIDTH, HEIGHT))
    assert page.rotation == turn
    assert not any(line.turned for line in page.lines)


def test_a_few_words_along_the_edge_turn_no_page(read) -> None:
    """An upright page with a turned stamp stays as it is, and the stamp's line is known as turned."""

    def draw(canvas) -> None:
        for y, cells in ROWS.items():
            for x, text in cells:
                canvas.drawString(x, y, text)
        canvas.translate(30, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Printed 2014")

    page, _ = read(draw)
    assert page.rotation == 0
    assert sorted(line.text for line in page.lines if line.turned) == ["Printed 2014"]
    assert [line.text for line in page.lines if not line.turned] == SAID


def test_a_lone_turned_word_turns_no_page(read) -> None:
    """Fewer than forty letters, a stamp on an empty page say, are no reason to turn it."""

    def draw(canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "This page is blank")

    assert read(draw)[0].rotation == 0


def test_the_picture_of_the_page_is_upright_too(drawn, tmp_path) -> None:
    """A box that was read on the upright page marks the same words in the page's picture."""
    path = tmp_path / "page.pdf"
    path.write_bytes(drawn(lambda canvas: sideways(canvas, 90)))
    sent = []
    mark = PageBox(1, Box(60, 90, 400, 120))
    with path.open("rb") as file:
        limits = {"cpu_seconds": 30, "memory_bytes": 10**9, "open_files": 64, "pages": 9}
        sizes = {"text_characters": 10**6, "page_characters": 10**5, "image_pixels": 10**7}
        wanted = {"image_pages": (1,), "boxes": (mark,), "dpi": 60}
        paint_pages(Job(fd=file.fileno(), name="page.pdf", **limits, **sizes, **wanted), sent.append)
    (painted,) = sent
    wide, high = Image.open(io.BytesIO(painted.data)).size
    assert wide > high
