"""Blacked-out passages are unknown text: marked where they stand, and what lies under them never shown."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

BEFORE, SECRET, AFTER = "The contact is ", "Jane Specimen", " of the department."


def sentence(canvas, y: float) -> tuple[float, float]:
    """Draw a sentence; answer where its middle part begins and ends."""
    canvas.drawString(72, y, BEFORE + SECRET + AFTER)
    start = 72 + stringWidth(BEFORE, "Times-Roman", 12)
    return start, start + stringWidth(SECRET, "Times-Roman", 12)


def box(canvas, x0: float, x1: float, y: float) -> None:
    canvas.rect(x0 - 0.5, y - 3, x1 - x0 + 1, 12, stroke=0, fill=1)


def codes(warnings) -> list[str]:
    return [warning.code for warning in warnings]


@pytest.mark.parametrize("shade", [0, 1, 0.5])
def test_text_under_a_box_is_left_out(read, shade) -> None:
    """Whatever the box's colour, the words under it are replaced by one sign and never stand in the text."""

    def draw(canvas) -> None:
        x0, x1 = sentence(canvas, 700)
        canvas.setFillGray(shade)
        box(canvas, x0, x1, 700)

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["The contact is [redacted] of the department."]
    assert page.quality.hidden == len(SECRET.replace(" ", ""))
    assert "text-under-box" in codes(warnings)


def test_box_without_text_under_it_is_marked(read) -> None:
    """A copy redacted properly holds nothing under the box; the gap is still said to be text unknown."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "The contact is")
        box(canvas, 160, 240, 700)
        canvas.drawString(245, 700, "of the department.")

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["The contact is [redacted] of the department."]
    assert codes(warnings) == ["redaction"]


def test_box_over_three_lines_marks_each(read) -> None:
    """A box that covers a whole paragraph gives one sign on each line it covers."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "4.1 The following staff may ask:")
        for index in range(3):
            canvas.drawString(72, 684 - 14 * index, f"name of a person number {index} and a telephone number")
        canvas.rect(70, 652, 320, 44, stroke=0, fill=1)
        canvas.drawString(72, 636, "4.2 No other staff may ask.")

    page, _ = read(draw)
    assert [line.text for line in page.lines] == [
        "4.1 The following staff may ask:",
        "[redacted]",
        "[redacted]",
        "[redacted]",
        "4.2 No other staff may ask.",
    ]


def test_light_text_on_a_dark_heading_stays(read) -> None:
    """A table's dark heading with light letters is no redaction."""

    def draw(canvas) -> None:
        canvas.rect(70, 690, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(76, 696, "Version")
        canvas.drawString(200, 696, "Summary of changes")
        canvas.setFillGray(0)
        canvas.drawString(76, 676, "1.0")
        canvas.drawString(200, 676, "first")

    page, warnings = read(draw)
    assert page.lines[0].text == "Version Summary of changes"
    assert warnings == []


def test_shading_under_text_stays(read) -> None:
    """Grey shading painted before the text hides nothing."""

    def draw(canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(70, 690, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(76, 696, "OFFICIAL SENSITIVE")

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["OFFICIAL SENSITIVE"]
    assert warnings == []


def test_black_logo_in_the_margin_is_no_redaction(read) -> None:
    """A black square far from any line of text is decoration."""

    def draw(canvas) -> None:
        canvas.rect(450, 770, 60, 50, stroke=0, fill=1)
        canvas.drawString(72, 700, "1. Purpose of this agreement")

    page, warnings = read(draw)
    assert [line.text for line in page.lines] == ["1. Purpose of this agreement"]
    assert warnings == []


def test_broad_line_over_text_is_a_redaction(read) -> None:
    """A stroke with a broad pen blacks out as a box does."""

    def draw(canvas) -> None:
        x0, x1 = sentence(canvas, 700)
        canvas.setLineWidth(12)
        canvas.line(x0, 703, x1, 703)

    page, _ = read(draw)
    assert page.lines[0].text == "The contact is [redacted] of the department."
