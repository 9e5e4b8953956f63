"""Bold type on a scan, measured by the thickness of its strokes."""

from __future__ import annotations

from PIL import Image, ImageFilter

from mouarchive.reading.ocr.seen import Seen, bold_words


def page(thick: list[list[int]], blur: float = 0.0) -> tuple[Image.Image, list[list[Seen]]]:
    """Lines of words drawn as strokes so many pixels thick."""
    image = Image.new("L", (1200, 60 * len(thick) + 40), 250)
    lines: list[list[Seen]] = []
    for row, widths in enumerate(thick):
        words = []
        for at, wide in enumerate(widths):
            left, top = 40 + 180 * at, 20 + 60 * row
            for stroke in range(6):
                image.paste(15, (left + 20 * stroke, top, left + 20 * stroke + wide, top + 32))
            words.append(Seen((row,), left - 2, top - 2, 124, 36, 95.0, "Signed"))
        lines.append(words)
    return image.filter(ImageFilter.GaussianBlur(blur)), lines


def test_heavy_line_is_bold_also_when_blurred() -> None:
    """Strokes two fifths thicker than the page's usual ones are bold, sharp or blurred."""
    for blur in (0.0, 1.5):
        found = bold_words(*page([[7, 7, 7], *[[5] * 6] * 4], blur))
        assert found == [[True] * 3, *[[False] * 6] * 4]


def test_single_heavy_word_in_running_text_is_a_blot() -> None:
    """One dark word among others of its line says nothing of the line."""
    found = bold_words(*page([[5, 8, 5, 5, 5], *[[5] * 6] * 3]))
    assert not any(map(any, found))


def test_too_few_words_tell_nothing() -> None:
    """On a page of a few words there is no usual weight to be heavier than."""
    assert bold_words(*page([[7, 7], [5, 5, 5]])) == [[False] * 2, [False] * 3]
