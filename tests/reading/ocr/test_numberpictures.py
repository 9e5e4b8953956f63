"""Clause numbers that a word processor printed as small pictures are read by OCR, or at least pointed out."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from mouarchive.clauses import segment
from mouarchive.model import Box
from mouarchive.reading import engine, read_pdf
from mouarchive.reading.ocr.recognition import number_like, places
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

needs_ocr = pytest.mark.skipif(
    engine.ocr_engine() is None, reason="no OCR engine here: install mouarchive[ocr]"
)

CLAUSES = (
    ("1.", "Purpose of this specimen"),
    ("1.1", "The Department shares the records named below with the Office."),
    ("1.2", "The Office keeps the records for three months and deletes them then."),
    ("2.", "Responsibilities of both sides"),
    ("2.1", "The Department answers requests for records within five days."),
    ("2.2", "The Office tells the Department of any loss within one day."),
    ("2.2.1", "A loss is told in writing to the person named in the annex."),
    ("2.3", "Both sides look at this specimen again once every year."),
    ("3.", "Costs"),
    ("3.1", "Each side bears its own costs of sharing records."),
)


def picture_of(text: str, points: float = 12) -> tuple[ImageReader, float, float]:
    """A number as a word processor draws it: a picture of 200 dots an inch; its size in points."""
    scale = 200 / 72
    font = ImageFont.load_default(points * scale * 0.92)
    _, _, wide, _ = font.getbbox(text)
    image = Image.new("L", (int(wide) + 4, int(points * scale)), 255)
    ImageDraw.Draw(image).text((2, 1), text, fill=0, font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return ImageReader(io.BytesIO(buffer.getvalue())), image.width / scale, image.height / scale


def pictured(drawn, clauses=CLAUSES):
    """A page of clauses whose numbers are pictures."""

    def draw(canvas) -> None:
        for row, (number, text) in enumerate(clauses):
            y = 760 - 24 * row
            picture, wide, high = picture_of(number)
            canvas.drawImage(picture, 72, y - 2.5, wide, high)
            canvas.drawString(118, y, text)

    return drawn(draw)


@needs_ocr
def test_numbers_drawn_as_pictures_label_their_clauses(read, drawn) -> None:
    """Each number stands before its line, in a span of its own, and the page says how it was read."""
    page, warnings = read(pictured(drawn), ocr=True)
    assert [line.text.split(" ", 1)[0] for line in page.lines] == [number for number, _ in CLAUSES]
    assert all(len(line.spans) > 1 and line.confidence is None for line in page.lines)
    assert page.quality.ocr_confidence is None
    assert [warning.code for warning in warnings] == ["picture-number"]
    assert f"{len(CLAUSES)} numbers are pictures" in warnings[0].message


@needs_ocr
def test_clauses_carry_the_pictured_numbers(drawn, tmp_path) -> None:
    """The document is taken apart as if its numbers were text."""
    path = tmp_path / "pictured.pdf"
    path.write_bytes(pictured(drawn))
    document = read_pdf(path, witness="all")
    clauses = segment(document).clauses
    assert [clause.eid for clause in clauses if clause.kind != "front"] == [
        number.rstrip(".") for number, _ in CLAUSES
    ]
    # The second reader cannot see the pictures; that is no disagreement on the text.
    assert document.pages[0].quality.agreement == 1


def test_without_ocr_the_pictures_are_pointed_out(read, drawn) -> None:
    """Where nothing can read them, a person must know that the numbers are missing."""
    page, warnings = read(pictured(drawn), ocr=False)
    assert [line.text for line in page.lines] == [text for _, text in CLAUSES]
    assert [warning.code for warning in warnings] == ["picture-number"]
    assert f"{len(CLAUSES)} small pictures stand in front of lines" in warnings[0].message


def test_four_pictures_are_no_numbering(read, drawn) -> None:
    """A document with fewer than five such pictures has icons, not numbers."""
    page, warnings = read(pictured(drawn, CLAUSES[:4]), ocr=True)
    assert [line.text for line in page.lines] == [text for _, text in CLAUSES[:4]]
    assert warnings == []


@needs_ocr
@pytest.mark.parametrize("sign", ["o", "e.", "Note"])
def test_the_same_picture_before_every_line_is_a_bullet(read, drawn, sign) -> None:
    """Bullets and icons are never taken for numbers."""
    page, warnings = read(pictured(drawn, [(sign, text) for _, text in CLAUSES]), ocr=True)
    assert [line.text for line in page.lines] == [text for _, text in CLAUSES]
    assert warnings == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1.", True),
        ("1.3.2", True),
        ("12.10.", True),
        ("(a)", True),
        ("b)", True),
        ("(iv)", True),
        ("iv.", True),
        ("3)", True),
        ("(12)", True),
        ("a.", True),
        ("", False),
        ("o", False),
        ("o.", False),
        ("e..", False),
        ("2019", False),
        ("12", False),
        ("note", False),
        ("..", False),
    ],
)
def test_form_of_a_number(text, is_one) -> None:
    """What OCR reads counts where it has the form of a clause number, with its point or brackets."""
    assert number_like(text) is is_one


@pytest.mark.parametrize(
    ("picture", "stands"),
    [
        (Box(72, 80, 90, 92), True),
        (Box(72, 84, 76, 89), True),
        (Box(40, 80, 58, 92), False),
        (Box(72, 60, 90, 72), False),
        (Box(72, 70, 90, 100), False),
        (Box(20, 80, 110, 92), False),
        (Box(130, 80, 148, 92), False),
        (Box(72, 85, 74, 87), False),
    ],
)
def test_where_a_number_stands(picture, stands) -> None:
    """Before a line, within 50 points, on its middle, as high as type: neither farther, taller nor wider."""
    style = Style(12, bold=False, italic=False)
    piece = piece_of([Word("", "Purpose", 118, 80, 170, 92, 90, style)])
    assert bool(places([picture], [piece])) is stands
