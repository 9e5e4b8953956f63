"""How characters become lines: what a reader of the printed page would call one line."""

from __future__ import annotations

import io
import random

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, NumberObject
from reportlab.lib.units import inch
from reportlab.pdfbase.pdfmetrics import stringWidth


def spans(line) -> list[str]:
    return [line.text[span.start : span.end] for span in line.spans]


def turned(data: bytes, degrees: int) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0][NameObject("/Rotate")] = NumberObject(degrees)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_number_drawn_after_its_text_stands_first(texts) -> None:
    """The order of drawing does not matter on one baseline: the number at the left comes first."""

    def draw(canvas) -> None:
        canvas.drawString(110, 700, "The parties agree.")
        canvas.drawString(72, 700, "4.2")

    assert texts(draw) == ["4.2 The parties agree."]


def test_slightly_different_baselines_are_one_line(texts) -> None:
    """A number set a point higher than its text is still on its line."""

    def draw(canvas) -> None:
        canvas.drawString(72, 701.2, "(a)")
        canvas.drawString(110, 700, "any personal data;")

    assert texts(draw) == ["(a) any personal data;"]


def test_next_line_is_another_line(texts) -> None:
    """Lines set solid, one type size apart, are not mixed."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "first line of the clause")
        canvas.drawString(72, 688, "second line of the clause")

    assert texts(draw) == ["first line of the clause", "second line of the clause"]


def test_footer_drawn_first_is_read_last(texts) -> None:
    """A footer that the file draws before the body stands at the end, where it is printed."""

    def draw(canvas) -> None:
        canvas.drawString(72, 40, "Page 1 of 9")
        canvas.drawString(72, 700, "1. Purpose")
        canvas.drawString(72, 680, "Text of the clause.")

    assert texts(draw) == ["1. Purpose", "Text of the clause.", "Page 1 of 9"]


def test_table_cells_are_spans_of_one_line(read) -> None:
    """The cells of a row are one line, cut where the gaps are wide."""

    def draw(canvas) -> None:
        for x, text in ((72, "Version"), (160, "Date"), (260, "Summary of changes")):
            canvas.drawString(x, 700, text)

    (line,) = read(draw)[0].lines
    assert spans(line) == ["Version", "Date", "Summary of changes"]


def test_upright_rule_parts_cells_that_stand_close(read) -> None:
    """A drawn rule between two words makes them two cells, however narrow the gap."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "Draft")
        at = 72 + stringWidth("Draft", "Times-Roman", 12)
        canvas.drawString(at + 5, 700, "2016")
        canvas.line(at + 2.5, 690, at + 2.5, 715)

    (line,) = read(draw)[0].lines
    assert spans(line) == ["Draft", "2016"]


def test_justified_line_is_one_span(read) -> None:
    """Gaps stretched alike by justification do not cut a line."""

    def draw(canvas) -> None:
        x = 72.0
        for word in ["the", "parties", "will", "share", "data", "under", "this", "agreement"]:
            canvas.drawString(x, 700, word)
            x += stringWidth(word, "Times-Roman", 12) + 9

    (line,) = read(draw)[0].lines
    assert len(line.spans) == 1
    assert line.text == "the parties will share data under this agreement"


def test_space_left_out_by_the_file_is_put_back(texts) -> None:
    """Words set apart by position alone are words, not one long word."""

    def draw(canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("and")
        text.moveCursor(stringWidth("and", "Times-Roman", 12) + 2.2, 0)
        text.textOut("maintain")
        canvas.drawText(text)

    assert texts(draw) == ["and maintain"]


def test_letter_spaced_heading_keeps_its_words(texts) -> None:
    """A heading set with wide letter spacing is not torn into letters."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "AGREEMENT", charSpace=2)

    assert texts(draw) == ["AGREEMENT"]


def test_bold_lead_and_share(read) -> None:
    """A run-in heading is known by its bold start, a heading by its bold share."""

    def draw(canvas) -> None:
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(72, 700, "1.2 Certification.")
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(175, 700, "If the laboratory applies for certification, it shall say so.")
        canvas.setFont("Times-BoldItalic", 14)
        canvas.drawString(72, 660, "Heading")

    run_in, heading = read(draw)[0].lines
    assert run_in.lead_bold
    assert 0 < run_in.bold < 0.5
    assert (heading.bold, heading.italic, heading.size) == (1.0, 1.0, 14.0)


def test_size_is_what_is_printed_not_what_the_file_says(read) -> None:
    """Type said to be of size 1 and scaled twelvefold by the matrix is 12 points."""

    def draw(canvas) -> None:
        canvas.saveState()
        canvas.translate(72, 700)
        canvas.scale(12, 12)
        canvas.setFont("Times-Roman", 1)
        canvas.drawString(0, 0, "scaled text")
        canvas.restoreState()

    (line,) = read(draw)[0].lines
    assert line.size == pytest.approx(12, abs=0.1)


def test_text_inside_a_scaled_form_has_its_printed_size(read) -> None:
    """Type inside a form that is drawn at twice its size is measured as printed."""

    def draw(canvas) -> None:
        canvas.beginForm("part")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(0, 0, "inside a form there are words")
        canvas.endForm()
        canvas.translate(72, 700)
        canvas.scale(2, 2)
        canvas.doForm("part")

    (line,) = read(draw)[0].lines
    assert line.size == pytest.approx(12, abs=0.1)
    assert line.text == "inside a form there are words"


def test_footnote_mark_is_superscript(read) -> None:
    """A small raised figure belongs to its line and is marked."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "former pupils.")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72 + stringWidth("former pupils.", "Times-Roman", 12), 704.5, "1")

    (line,) = read(draw)[0].lines
    assert line.text == "former pupils.1"
    assert line.superscript == ((14, 15),)


def test_line_end_hyphen_is_kept_and_marked(read) -> None:
    """Two printed lines joined by the engine over a hyphen are two lines again, the first marked."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "the rights of a non-")
        canvas.drawString(72, 686, "person under the act")

    first, second = read(draw)[0].lines
    assert (first.text, first.hyphen) == ("the rights of a non-", True)
    assert (second.text, second.hyphen) == ("person under the act", False)
    assert first.box.y1 < second.baseline


def test_struck_out_letters_are_counted(read) -> None:
    """A rule through letters strikes them out; one below them does not."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "seventy-five days")
        canvas.line(72, 703.3, 72 + stringWidth("seventy-five days", "Times-Roman", 12), 703.3)
        canvas.drawString(72, 660, "thirty days")
        canvas.line(72, 658.5, 200, 658.5)

    struck, underlined = read(draw)[0].lines
    assert struck.struck == len("seventy-fivedays")
    assert underlined.struck == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rotated_page_reads_as_displayed(read, drawn, turn) -> None:
    """Whatever /Rotate says, lines come as the reader sees them, with boxes in the displayed page."""

    def draw(canvas) -> None:
        matrix = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, 595, 0),
            180: (-1, 0, 0, -1, 595, 842),
            270: (0, -1, 1, 0, 0, 842),
        }[turn]
        canvas.transform(*matrix)
        high = 842 if turn in {0, 180} else 595
        canvas.drawString(72, high - 100, "1.1 First clause of the page")
        canvas.drawString(72, high - 116, "and its second line.")

    page, _ = read(turned(drawn(draw), turn))
    assert (page.width, page.height) == ((595, 842) if turn in {0, 180} else (842, 595))
    assert [line.text for line in page.lines] == ["1.1 First clause of the page", "and its second line."]
    assert page.lines[0].baseline == pytest.approx(100, abs=0.2)
    assert page.lines[0].box.x0 == pytest.approx(72, abs=0.2)


def test_crop_box_is_the_page(read) -> None:
    """Positions count from the crop box, and what lies outside it is left out with a warning."""

    def draw(canvas) -> None:
        canvas.setCropBox((50, 50, 545, 792))
        canvas.drawString(72, 700, "inside")
        canvas.drawString(72, 20, "cropped away")

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["inside"]
    assert page.lines[0].box.x0 == pytest.approx(22, abs=0.2)
    assert [warning.code for warning in warnings] == ["off-page"]


def test_two_columns_are_read_one_after_the_other(texts) -> None:
    """On a page of two columns the left one is read to its end first; a headline above both comes first."""

    def draw(canvas) -> None:
        canvas.drawString(72, 780, "A headline that is set right across both of the columns of this page")
        for index in range(12):
            canvas.drawString(72, 740 - 14 * index, f"left column line number {index}")
        for index in range(12):
            canvas.drawString(4.5 * inch, 740 - 14 * index, f"right column line number {index}")

    lines = texts(draw)
    assert lines[0].startswith("A headline")
    assert lines[1:13] == [f"left column line number {index}" for index in range(12)]
    assert lines[13:] == [f"right column line number {index}" for index in range(12)]


def test_rules_and_dark_boxes_are_reported(read) -> None:
    """Drawn lines and the sides of boxes are rules; white fills are nothing."""

    def draw(canvas) -> None:
        canvas.line(72, 600, 400, 600)
        canvas.rect(72, 400, 200, 50, stroke=1, fill=0)
        canvas.setFillGray(1)
        canvas.rect(72, 300, 200, 50, stroke=0, fill=1)

    page, _ = read(draw)
    assert sum(rule.horizontal for rule in page.rules) == 3
    assert sum(not rule.horizontal for rule in page.rules) == 2
    assert page.filled == ()


@pytest.mark.parametrize("seed", range(6))
def test_words_drawn_in_any_order_stand_in_line(texts, seed) -> None:
    """Words drawn one by one, in whatever order, are read from left to right on their line."""
    lines = {
        700: "4.2 A visitor is not to see the records without the head of the school.",
        680: "4.3 The head is to keep a list of all who did.",
    }
    words = []
    for y, line in lines.items():
        x = 72.0
        for word in line.split():
            words.append((x, y, word))
            x += stringWidth(f"{word} ", "Times-Roman", 12)
    random.Random(seed).shuffle(words)  # noqa: S311 - an order, no secret

    def draw(canvas) -> None:
        for x, y, word in words:
            canvas.drawString(x, y, word)

    assert texts(draw) == list(lines.values())


def test_a_word_whose_letters_are_drawn_in_any_order(texts) -> None:
    """No space comes between letters that stand side by side, whichever was drawn first."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "The")
        canvas.drawString(72 + stringWidth("The part", "Times-Roman", 12), 700, "ies agree.")
        canvas.drawString(72 + stringWidth("The ", "Times-Roman", 12), 700, "part")

    assert texts(draw) == ["The parties agree."]
