"""How heavily words are printed, measured on the page's picture: what is bold on a scan.

A letter's strokes are as thick as its ink divided by the number of strokes that a row of pixels meets. Ink is
counted in shades, so that a blurred picture gives the same as a sharp one. Bold type is a third to a half
heavier than the page's usual type of its size, so each word is measured against the page's own median.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from mouarchive.reading.ocr.labels import Seen

__all__ = ["bold_words"]

_INK = 128
_PAPER = 225
_HEAVY = 1.26
_HEAVY_LINE = 1.22
_FEW_LETTERS = 3
_LEAST_WORDS = 12
_MOSTLY = 0.75


def bold_words(image: Image.Image, lines: Sequence[Sequence[Seen]]) -> list[list[bool]]:
    """For each word of each line whether it is set in bold; `image` is the page that was read.

    A line is bold throughout, or at its beginning (a heading with the text run on), or not at all: a single
    heavy word in running text is more often a blot than a change of type.
    """
    strokes = [[_stroke(image, word) for word in line] for line in lines]
    known = [
        stroke
        for line, found in zip(lines, strokes, strict=True)
        for word, stroke in zip(line, found, strict=True)
        if stroke and _letters(word) >= _FEW_LETTERS
    ]
    if len(known) < _LEAST_WORDS:
        return [[False] * len(line) for line in lines]
    usual = median(known)
    return [
        _settled(line, [stroke / usual for stroke in found])
        for line, found in zip(lines, strokes, strict=True)
    ]


def _stroke(image: Image.Image, word: Seen) -> float:
    """Thickness of a word's strokes in pixels; 0 where it has none."""
    part = image.crop((word.left, word.top, word.left + word.width, word.top + word.height))
    ink = sum((_PAPER - shade) * count for shade, count in enumerate(part.histogram()[:_PAPER]))
    rows = part.point(lambda value: 1 if value < _INK else 0).tobytes()
    strokes = rows.count(b"\x00\x01")
    return ink / _PAPER / strokes if strokes else 0.0


def _letters(word: Seen) -> int:
    return sum(letter.isalpha() for letter in word.text)


def _settled(line: Sequence[Seen], weights: Sequence[float]) -> list[bool]:
    """Weights as bold or not, made whole: all of the line, its beginning, or nothing."""
    sizes = [len(word.text) for word in line]
    heavy = [weight >= _HEAVY for weight in weights]
    mean = sum(weight * size for weight, size in zip(weights, sizes, strict=True)) / sum(sizes)
    share = sum(size for size, yes in zip(sizes, heavy, strict=True) if yes) / sum(sizes)
    if mean >= _HEAVY_LINE and share >= _MOSTLY:
        return [True] * len(line)
    return [False] * len(line)
