"""A column of numbers that the OCR engine leaves out is seen by its ink and read by itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from mouarchive.reading import engine
from mouarchive.reading.ocr import recognition as ocr
from mouarchive.reading.ocr.seen import Seen, unread_heads, with_heads

needs_ocr = pytest.mark.skipif(
    engine.ocr_engine() is None, reason="no OCR engine here: install mouarchive[ocr]"
)
HIGH, STEP = 30, 60
TEXT, LABEL = 400, 250


def page(marks: dict[int, tuple[int, int, int]], lines: int = 6) -> tuple[Image.Image, list[Seen]]:
    """A white page with words of one line each, and marks in front of some: left, width, height."""
    image = Image.new("L", (1200, 100 + STEP * lines), 255)
    brush = ImageDraw.Draw(image)
    words = []
    for line in range(lines):
        top = 50 + STEP * line
        for index in range(4):
            left = TEXT + 150 * index
            brush.rectangle((left, top, left + 120, top + HIGH), fill=0)
            words.append(Seen((1, 1, 1, line), left, top, 120, HIGH, 95.0, f"word{index}"))
    for line, (left, wide, high) in marks.items():
        bottom = 50 + STEP * line + HIGH
        brush.rectangle((left, bottom - high, left + wide, bottom), fill=0)
    return image, words


def lines_of(places) -> list[int]:
    return [place.line[-1] for place in places]


@pytest.mark.parametrize(
    ("what", "marks", "found"),
    [
        ("a column of three", dict.fromkeys((0, 2, 4), (LABEL, 40, 28)), [0, 2, 4]),
        ("numbers of one to three digits", {row: (LABEL, 20 * row + 20, 28) for row in range(3)}, [0, 1, 2]),
        ("two alone prove nothing", dict.fromkeys((0, 2), (LABEL, 40, 28)), []),
        ("each at another place", {row: (LABEL - 50 * row, 40, 28) for row in range(3)}, []),
        ("dust", dict.fromkeys((0, 1, 2, 3), (LABEL, 5, 5)), []),
        ("a bar through many lines", dict.fromkeys((0, 1, 2, 3), (LABEL, 8, 60)), []),
        ("far out at the page's edge", dict.fromkeys((0, 1, 2, 3), (10, 40, 28)), []),
        ("close to the text: a part of its first word", dict.fromkeys((0, 1, 2), (TEXT - 12, 10, 28)), []),
    ],
)  # fmt: skip
def test_only_a_column_like_labels_is_taken_for_one(what, marks, found) -> None:
    """Ink of a letter's height in front of at least three lines, at one left edge, is a column of labels."""
    assert lines_of(unread_heads(*page(marks))) == found, what


def test_what_was_read_or_set_aside_is_not_read_again() -> None:
    """A place that a word or a speck of the engine covers is not free ink."""
    image, words = page(dict.fromkeys((0, 1, 2), (LABEL, 40, 28)))
    known = [Seen((2, 1, 1, line), LABEL, 50 + STEP * line, 41, HIGH, 90.0, "1.1") for line in range(3)]
    assert unread_heads(image, [*words, *known]) == []
    assert unread_heads(image, words, known) == []


def test_readings_stand_first_on_their_lines() -> None:
    """What is read is put before the line's words; what cannot be read is counted and loses no word."""
    image, words = page(dict.fromkeys((0, 2, 4), (LABEL, 40, 28)))
    said = iter([("1.1", 90.0), ("", 0.0), ("1. 3", 80.0)])
    found, unread = with_heads(words, unread_heads(image, words), lambda _: next(said))
    assert unread == 1
    assert [word.text for word in found if word.line[-1] in {0, 4} and word.left < TEXT] == ["1.1", "1.3"]
    assert [word for word in found if word.left >= TEXT] == words


NUMBERED = ("1.", "1.1", "1.2", "1.3", "1.4", "2.", "2.1", "2.2", "2.3")
WORDS = ("The parties exchange", "Records are kept for", "Nobody else may read", "The head may refuse in")


@needs_ocr
def test_a_column_that_the_engine_passes_over_is_read(read, drawn, monkeypatch) -> None:
    """Where the engine sees the text and not the numbers, each number is found and read."""

    def draw(canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for row, number in enumerate(NUMBERED):
            canvas.drawString(72, 740 - 22 * row, number)
            canvas.drawString(120, 740 - 22 * row, f"{WORDS[row % 4]} in each school of the county.")

    parse, edge = ocr.parse_tsv, 110 * 300 / 72
    without = lambda table: [word for word in parse(table) if not 60 < word.left < edge]  # noqa: E731
    monkeypatch.setattr(ocr, "parse_tsv", without)
    page, _ = read(picture_of(drawn(draw), drawn), ocr=True)
    assert [line.text.split()[0] for line in page.lines] == list(NUMBERED)


def picture_of(data: bytes, drawn) -> bytes:
    """A page as a scanner would deliver it: nothing but a picture."""
    import pypdfium2  # noqa: PLC0415 - only this test paints

    image = pypdfium2.PdfDocument(data)[0].render(scale=200 / 72, grayscale=True).to_pil()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    picture = ImageReader(io.BytesIO(buffer.getvalue()))
    return drawn(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842))
