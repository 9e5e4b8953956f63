"""Text drawn twice at the same place is read once."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

TEXT = "4.2 The parties exchange the records of the pupils."


def halves(canvas, x: float, y: float, text: str, at: int) -> None:
    """Draw a text in two pieces, the second where the first ends."""
    canvas.drawString(x, y, text[:at])
    canvas.drawString(x + stringWidth(text[:at], "Times-Roman", 12), y, text[at:])


@pytest.mark.parametrize("at", [3, 9, 20, len(TEXT) - 2])
@pytest.mark.parametrize("shift", [0.0, 0.4, 1.0])
def test_a_line_drawn_whole_and_again_in_pieces(texts, at, shift) -> None:
    """The second time, in other pieces and a little aside, adds nothing."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, TEXT)
        halves(canvas, 72 + shift, 700 - shift, TEXT, at)

    assert texts(draw) == [TEXT]


def test_pieces_first_and_the_whole_after(texts) -> None:
    """Which of the two was drawn first makes no difference."""

    def draw(canvas) -> None:
        halves(canvas, 72, 700, TEXT, 20)
        canvas.drawString(72.3, 700, TEXT)

    assert texts(draw) == [TEXT]


def test_a_part_drawn_again_to_look_bold(texts) -> None:
    """Only the label and its first word are drawn a second time."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, TEXT)
        canvas.drawString(72.4, 700, TEXT[:7])

    assert texts(draw) == [TEXT]


def test_other_words_at_the_same_place_stay(texts) -> None:
    """What lies over a line and says something else is another text, however much of it agrees."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "The parties exchange the records of the pupils.")
        canvas.drawString(72, 699.9, "The parties withhold any reports on the schools.")

    joined = " ".join(texts(draw))
    assert "exchange" in joined
    assert "withhold" in joined


def test_the_same_words_side_by_side_stay(texts) -> None:
    """A word that a table's row has twice stands in two places."""

    def draw(canvas) -> None:
        for x in (72, 200, 330):
            canvas.drawString(x, 700, "Registrar")

    assert texts(draw) == ["Registrar Registrar Registrar"]


def test_equal_lines_below_each_other_stay(texts) -> None:
    """Two equal lines set solid are two lines."""

    def draw(canvas) -> None:
        canvas.drawString(72, 700, "Not used.")
        canvas.drawString(72, 690, "Not used.")

    assert texts(draw) == ["Not used.", "Not used."]


def test_a_hidden_double_does_not_take_the_words_away(texts) -> None:
    """A layer that is not painted may lie over a page: the words that are painted stay, once."""

    def draw(canvas) -> None:
        for mode, parts in ((0, (TEXT[:12], TEXT[12:])), (3, (TEXT,))):
            layer = canvas.beginText(72, 700)
            layer.setTextRenderMode(mode)
            for part in parts:
                layer.textOut(part)
            canvas.drawText(layer)

    assert texts(draw) == [TEXT]
