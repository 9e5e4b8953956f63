"""Pages that are pictures: read by OCR where an engine is installed, and said to be unread where none is."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from mouarchive.reading import engine, ocr
from mouarchive.reading.blots import black_boxes
from mouarchive.reading.pdfium import open_document
from mouarchive.reading.raster import grey

needs_ocr = pytest.mark.skipif(
    engine.ocr_engine() is None, reason="no OCR engine here: install mouarchive[ocr]"
)

CLAUSES = (
    "15.2.5 Date of birth of the pupil and gender",
    "15.2.6 Nationality as held in the register",
    "15.2.7 Home address of the pupil and postcode",
)


def scanned(drawn, tmp_path, angle: float = 0.0, draw=None) -> bytes:
    """A page of three clauses as a scanner would deliver it: nothing but a picture."""

    def clauses(canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        for index, text in enumerate(CLAUSES):
            number, words = text.split(" ", 1)
            canvas.drawString(72, 700 - 24 * index, number)
            canvas.drawString(122, 700 - 24 * index, words)
        if draw:
            draw(canvas)

    path = tmp_path / "source.pdf"
    path.write_bytes(drawn(clauses))
    with path.open("rb") as file:
        image, _ = grey(open_document(file.fileno()).page(0), 200, 10**7)
    turned = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    buffer = io.BytesIO()
    turned.save(buffer, "JPEG", quality=75)
    picture = ImageReader(io.BytesIO(buffer.getvalue()))
    return drawn(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842))


@needs_ocr
@pytest.mark.parametrize("angle", [0.0, 1.6])
def test_scanned_clauses_are_read_with_their_numbers(read, drawn, tmp_path, angle) -> None:
    """A number set far from its text stands on its line, also on a page that went in askew."""
    page, warnings = read(scanned(drawn, tmp_path, angle), ocr=True)
    # The engine may see a full stop behind a number; the clause is the same.
    assert [" ".join(line.text.split()).replace(". ", " ") for line in page.lines] == list(CLAUSES)
    assert page.quality.usable
    assert (page.quality.ocr_confidence or 0) > 70
    assert all((line.confidence or 0) > 60 for line in page.lines)
    assert [warning.code for warning in warnings] in (["ocr"], ["ocr-doubtful"])
    assert page.lines[0].box.x0 == pytest.approx(72, abs=12)


@needs_ocr
def test_black_box_on_a_scan_is_marked(read, drawn, tmp_path) -> None:
    """A passage blacked out with a pen before scanning is unknown text at its place."""

    def blacken(canvas) -> None:
        canvas.rect(180, 673, 90, 13, stroke=0, fill=1)

    page, warnings = read(scanned(drawn, tmp_path, draw=blacken), ocr=True)
    assert page.lines[1].text.startswith("15.2.6 Nationality")
    assert "[redacted]" in page.lines[1].text
    assert sum("[redacted]" in line.text for line in page.lines) == 1
    assert "redaction" in [warning.code for warning in warnings]


def test_unread_picture_is_said_to_be_unread(read, drawn, tmp_path) -> None:
    """Without OCR a scanned page is not empty but unread."""
    page, warnings = read(scanned(drawn, tmp_path), ocr=False)
    assert not page.quality.usable
    assert page.quality.image_share > 0.9
    assert [warning.code for warning in warnings] == ["unread-picture"]


def test_missing_engine_is_named_with_its_remedy(read, drawn, tmp_path, monkeypatch) -> None:
    """Where no OCR engine is installed, the warning says what to install."""
    for module in ("mouarchive.reading.scans", "mouarchive.reading.onepage"):
        monkeypatch.setattr(f"{module}.ocr_engine", lambda: None)
    _, (warning,) = read(scanned(drawn, tmp_path), ocr=True)
    assert "install" in warning.message


@pytest.mark.skipif(not shutil.which("tesseract"), reason="no tesseract program here")
def test_program_and_binding_answer_alike(drawn, tmp_path, monkeypatch) -> None:
    """The tesseract program, used where the binding is missing, gives the same lines."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(drawn, tmp_path))
    monkeypatch.setattr(ocr, "ocr_engine", lambda: "tesseract")
    with path.open("rb") as file:
        image, scale = grey(open_document(file.fileno()).page(0), 300, 10**7)
        seen = ocr.recognise(image, scale, 30)
    assert seen is not None
    words = " ".join(word.text for piece in seen.pieces for word in piece.words)
    assert all(number in words for number in ("15.2.5", "15.2.6", "15.2.7"))


def test_blank_page_is_blank_not_unread(read) -> None:
    """A page with nothing on it is read in full."""
    page, warnings = read(lambda canvas: canvas.showPage())
    assert page.quality.usable
    assert (page.lines, warnings) == ((), [])


def test_noise_and_broken_rows_of_the_engine_are_left_out() -> None:
    """Only words count: no layout rows, no specks without a letter."""
    table = "\n".join(
        "\t".join(row)
        for row in (
            ["level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width"],
            ["4", "1", "1", "1", "1", "0", "0", "0", "9", "9", "-1", ""],
            ["5", "1", "1", "1", "1", "1", "10", "10", "40", "12", "96.1", "4.1"],
            ["5", "1", "1", "1", "1", "2", "60", "10", "4", "4", "3.0", "~."],
            ["5", "1", "1", "1", "1", "3", "70", "10", "50", "12", "91.0", '"quoted'],
        )
    )
    assert [seen.text for seen in ocr.parse_tsv(table)] == ["4.1", '"quoted']


def test_black_boxes_are_solid_and_not_at_the_edge() -> None:
    """Letters are no boxes, nor is the shadow at the edge of the glass."""
    image = Image.new("L", (600, 800), 255)
    image.paste(0, (100, 100, 220, 116))
    image.paste(0, (0, 0, 600, 5))
    image.paste(0, (590, 0, 600, 800))
    image.paste(0, (300, 300, 306, 306))
    (box,) = black_boxes(image, 1.0)
    assert (box.x0, box.y0, box.x1, box.y1) == (100, 100, 220, 116)
