"""White space stands between words, and only there, however the type is set."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("1. R E L I E F S", "1. RELIEFS"),
        ("S T O R E S   A N D   O I L", "STORES AND OIL"),
        ("A B C D E", "A B C D E"),
        ("Y N Y N", "Y N Y N"),
        ("see A D E F", "see A D E F"),
    ],
)
def test_spelt_headings_are_words(texts, drawn, said) -> None:
    """A heading with a blank between each two letters is read as its words; rows of letters are not words."""
    assert texts(lambda canvas: canvas.drawString(72, 700, drawn)) == [said]


def test_words_of_letter_spaced_type_stay_apart(texts) -> None:
    """Letters set apart without blanks are words where the wider gaps are."""

    def draw(canvas) -> None:
        x = 72.0
        for letter in "STORES AND OIL":
            if letter != " ":
                canvas.drawString(x, 700, letter)
            x += stringWidth(letter, "Times-Roman", 12) + 2.5

    assert texts(draw) == ["STORES AND OIL"]
