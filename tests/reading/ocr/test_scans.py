"""Pages that are pictures: read by OCR where an engine is installed, and said to be unread where none is."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from mouarchive.reading import engine, read_pdf
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.ocr import recognition as ocr
from mouarchive.reading.ocr.scans import black_boxes, ruled, without
from mouarchive.reading.ocr.seen import Seen, reread, sift
from mouarchive.reading.text.pdfium import open_document

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


@needs_ocr
@pytest.mark.parametrize("angle", [0.0, 1.0])
def test_scanned_table_with_black_boxes_reads_clean(read, drawn, tmp_path, angle) -> None:
    """Neither the rules of a table nor the ends of black boxes are read as letters, also askew."""

    def table(canvas) -> None:
        for row, name in enumerate(("Department", "Office")):
            y = 600 - 18 * row
            canvas.drawString(80, y, name)
            for x, wide in ((200, 40), (320, 70)):
                canvas.rect(x, y - 3, wide, 12, stroke=0, fill=1)
        for y in (613, 595, 577):
            canvas.line(72, y, 450, y)
        for x in (72, 190, 310, 450):
            canvas.line(x, 577, x, 613)

    page, _ = read(scanned(drawn, tmp_path, angle, draw=table), ocr=True)
    assert [line.text for line in page.lines[3:]] == [
        "Department [redacted] [redacted]",
        "Office [redacted] [redacted]",
    ]


@needs_ocr
def test_passage_blacked_out_in_one_stroke_is_one_mark(read, drawn, tmp_path) -> None:
    """How many lines lie under a scanner's black block is not known, so it is one passage."""

    def blacken(canvas) -> None:
        canvas.rect(122, 560, 300, 80, stroke=0, fill=1)
        canvas.drawString(122, 540, "End of the list of items.")

    page, _ = read(scanned(drawn, tmp_path, draw=blacken), ocr=True)
    assert [line.text for line in page.lines[3:]] == ["[redacted]", "End of the list of items."]


def test_rules_are_painted_out_and_underlines_stay() -> None:
    """A table's rules vanish before OCR; an underline that meets no upright line stays, as letters do."""
    image = Image.new("L", (600, 400), 255)
    for box in ((100, 50, 102, 250), (300, 50, 302, 250), (100, 50, 300, 52), (100, 250, 300, 252)):
        image.paste(0, box)
    table = image.copy()
    image.paste(0, (150, 350, 400, 352))  # an underline
    image.paste(0, (150, 100, 153, 116))  # a letter l
    image.paste(0, (400, 50, 420, 300))  # a broad bar
    clean = without(image, [], ruled(image, 1.0), 1.0)
    assert without(table, [], ruled(table, 1.0), 1.0).getextrema() == (255, 255)
    assert [clean.getpixel(at) for at in ((200, 351), (151, 108), (410, 200))] == [0, 0, 0]


def test_plain_part_of_a_dark_heading_is_no_black_box() -> None:
    """A dark heading with light letters is no redaction, though much of it is plain black."""
    image = Image.new("L", (600, 800), 255)
    image.paste(0, (100, 100, 400, 120))
    for x in range(120, 200, 8):
        image.paste(255, (x, 105, x + 3, 116))
    assert black_boxes(image, 1.0) == []


@pytest.mark.parametrize(
    ("seen", "readings", "text"),
    [
        ("2.1,", [("2.1.", 95)], "2.1."),
        ("4.3.", [("1.3.", 78), ("1.3.", 94)], "1.3."),
        ("4.3.", [("4.3.", 90)], "4.3."),
        ("l.3.", [("1.3.", 78), ("1.3.", 94)], "1.3."),
        ("4.3.", [("1.3.", 40), ("1.3.", 94)], "4.3."),
        ("4.3.", [("", 0), ("..", 99)], "4.3."),
        ("withheld.", [("1.", 99), ("1.", 99)], "withheld."),
        ("1,200", [("1.200", 99), ("1.200", 99)], "1,200"),
    ],
)
def test_numbers_are_read_again_as_digits(seen: str, readings, text: str) -> None:
    """A second look corrects full stops at once, a digit only when two readings agree; words stay."""
    left = list(readings)
    words = [Seen((1,), 300, 100, 80, 33, 80.0, seen), Seen((1,), 500, 100, 80, 33, 80.0, "Costs")]
    assert [word.text for word in reread(words, lambda _: left.pop(0))] == [text, "Costs"]


@pytest.mark.parametrize(
    ("seen", "confidence", "reading", "text"),
    [
        ("Sik", 25.0, ("3.1", 95), "3.1"),
        ("Sik", 25.0, ("3.1", 60), "Sik"),  # not sure enough
        ("Sik", 25.0, ("13.21.3", 95), "Sik"),  # too long for the ink
        ("Name", 96.0, ("3.1", 95), "Name"),  # a word that the engine does not doubt
        ("(a)", 40.0, ("3.1", 95), "(a)"),
    ],
)
def test_garbled_number_in_a_column_of_numbers_is_read_again(seen, confidence, reading, text) -> None:
    """What the engine could not read where numbers stand is a number, if it reads so and is as wide."""
    words = [
        Seen((1,), 300, 100, 62, 33, 95.0, "2.1"),
        Seen((1,), 500, 100, 80, 33, 95.0, "Costs"),
        Seen((2,), 302, 200, 62, 33, confidence, seen),
        Seen((2,), 500, 200, 80, 33, 95.0, "Fees"),
    ]

    def digits(box: tuple[int, int, int, int]) -> tuple[str, float]:
        return reading if box[1] > 150 else ("2.1", 95)

    assert reread(words, digits, lambda box: box)[2].text == text


@pytest.mark.parametrize("read_elsewhere", [False, True])
def test_number_that_the_engine_passed_over_is_found_by_its_ink(*, read_elsewhere: bool) -> None:
    """A figure alone before a heading, in the column of the numbers, is read where no word stands yet."""
    words = [
        Seen((1,), 300, 100, 62, 33, 95.0, "2.1"),
        Seen((1,), 500, 100, 80, 33, 95.0, "Costs"),
        Seen((2,), 440, 200, 80, 33, 95.0, "Fees"),
        Seen((3,), 302, 200, 25, 33, 95.0, "8"),
    ]

    seen = words if read_elsewhere else words[:3]
    found = [
        word.text
        for word in reread(seen, lambda _: ("8", 96), lambda _: (302, 200, 327, 233))
        if word.line == (2,)
    ]
    assert found == (["Fees"] if read_elsewhere else ["8", "Fees"])


def test_number_inside_a_sentence_is_not_read_again() -> None:
    """A line may begin with a number of its sentence: only one set apart is a label."""
    words = [Seen((1,), 300, 100, 80, 33, 80.0, "2.1,"), Seen((1,), 390, 100, 80, 33, 80.0, "and")]
    assert reread(words, lambda _: ("9.9.", 99)) == words


def test_unread_picture_is_said_to_be_unread(read, drawn, tmp_path) -> None:
    """Without OCR a scanned page is not empty but unread."""
    page, warnings = read(scanned(drawn, tmp_path), ocr=False)
    assert not page.quality.usable
    assert page.quality.image_share > 0.9
    assert [warning.code for warning in warnings] == ["unread-picture"]


def test_missing_engine_is_named_with_its_remedy(read, drawn, tmp_path, monkeypatch) -> None:
    """Where no OCR engine is installed, the warning says what to install."""
    monkeypatch.setattr("mouarchive.reading.ocr.scans.ocr_engine", lambda: None)
    _, (warning,) = read(scanned(drawn, tmp_path), ocr=True)
    assert "install" in warning.message


@needs_ocr
def test_page_on_which_ocr_takes_too_long_is_unread_not_empty(read, drawn, tmp_path) -> None:
    """When the time for a page runs out, the page is said to be unread and why."""
    page, (warning,) = read(scanned(drawn, tmp_path), ocr=True, ocr_seconds_per_page=0)
    assert not page.quality.usable
    assert warning.code == "unread-picture"
    assert "ocr_seconds_per_page" in warning.message


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
    """Only words count: no layout rows, no marks that the engine doubts itself."""
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
    assert [seen.text for seen in sift(ocr.parse_tsv(table)).words] == ["4.1", '"quoted']


def test_black_boxes_are_solid_and_not_at_the_edge() -> None:
    """Letters are no boxes, nor is the shadow at the edge of the glass."""
    image = Image.new("L", (600, 800), 255)
    image.paste(0, (100, 100, 220, 116))
    image.paste(0, (0, 0, 600, 5))
    image.paste(0, (590, 0, 600, 800))
    image.paste(0, (300, 300, 306, 306))
    (box,) = black_boxes(image, 1.0)
    assert (box.x0, box.y0, box.x1, box.y1) == (100, 100, 220, 116)


@needs_ocr
def test_pages_come_in_their_order_whichever_is_read_first(drawn, tmp_path) -> None:
    """Scanned pages are read two at a time; the document has them in order, between pages with text."""
    scan = PdfReader(io.BytesIO(scanned(drawn, tmp_path)))
    plain = PdfReader(io.BytesIO(drawn(lambda canvas: canvas.drawString(72, 700, "1. Purpose"))))
    writer = PdfWriter()
    for reader in (plain, scan, scan, plain, scan, scan, plain):
        writer.add_page(reader.pages[0])
    path = tmp_path / "mixed.pdf"
    writer.write(path)
    document = read_pdf(path)
    assert [page.number for page in document.pages] == [1, 2, 3, 4, 5, 6, 7]
    assert [page.quality.ocr_confidence is not None for page in document.pages] == [
        *(False, True, True, False, True, True, False)
    ]
    assert [warning.page for warning in document.warnings if warning.code.startswith("ocr")] == [2, 3, 5, 6]


@needs_ocr
def test_environment_switches_ocr_off(drawn, tmp_path, monkeypatch) -> None:
    """With MOUARCHIVE_OCR=off scans stay unread, and the reader's name says so, so that caches differ."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(drawn, tmp_path))
    before = engine.engine_name()
    monkeypatch.setenv("MOUARCHIVE_OCR", "off")
    document = read_pdf(path)
    assert [warning.code for warning in document.warnings] == ["unread-picture"]
    assert document.engine == engine.engine_name()
    assert document.engine != before
    assert document.engine.endswith("OCR off")
