"""Ink in front of text lines that an OCR engine passed over: a narrow column of clause numbers.

Tesseract takes a column of short numbers, far from its text, for the edge of the page and leaves all of it
out; without the numbers the page is one paragraph. What stands alone in front of at least three lines, at one
left edge and as high as letters, is handed back as places to be read one by one.
"""

from __future__ import annotations

from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from mouarchive.reading.ocr.labels import Corners, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

__all__ = ["unread_heads", "with_heads"]

_INK = 128
_PAPER = 255
_FEWEST = 3
_SAME_EDGE = 0.4
_FARTHEST, _NEAREST = 9.0, 0.5
_WIDEST = 6.0
_LOWEST, _HIGHEST = 0.35, 1.6
_LEAST_SURE = 20
_REACH = 0.25
_MARGIN = 0.4


def unread_heads(image: Image.Image, words: Sequence[Seen], dirt: Sequence[Seen] = ()) -> list[Seen]:
    """Places in front of lines where ink stands that is in no word, each with the line it belongs to.

    All measures are in heights of a usual line of the page.
    """
    from PIL import ImageDraw  # noqa: PLC0415 - only pages without text pay for it

    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    if len(lines) < _FEWEST:
        return []
    usual = median(word.height for word in words)
    rest = image.point(lambda value: _PAPER if value < _INK else 0)
    brush = ImageDraw.Draw(rest)
    for word in (*words, *dirt):
        brush.rectangle(
            (word.left - 2, word.top - 2, word.left + word.width + 2, word.top + word.height + 2), 0
        )
    found = [place for line in lines if (place := _in_front(line, rest, usual)) is not None]
    near = _SAME_EDGE * usual
    return [
        place for place in found if sum(abs(place.left - other.left) <= near for other in found) >= _FEWEST
    ]


def _in_front(line: Sequence[Seen], rest: Image.Image, usual: float) -> Seen | None:
    """The ink in front of a line, as a word without text; None where there is none like a label."""
    first = min(line, key=lambda word: word.left)
    reach = round(_REACH * usual)
    top, bottom = min(word.top for word in line) - reach, max(word.top + word.height for word in line) + reach
    left, right = round(first.left - _FARTHEST * usual), round(first.left - _NEAREST * usual)
    box = (max(0, left), max(0, top), max(0, right), bottom)
    ink = rest.crop(box).getbbox() if box[2] > box[0] and box[3] > box[1] else None
    if ink is None:
        return None
    wide, high = ink[2] - ink[0], ink[3] - ink[1]
    # What goes on beyond the place that was looked at is no label: a bar along changed lines, say.
    cut = (ink[0] == 0 and box[0] > 0) or (ink[1] == 0 and ink[3] == box[3] - box[1])
    if cut or wide > _WIDEST * usual or not _LOWEST * usual <= high <= _HIGHEST * usual:
        return None
    return Seen(first.line, box[0] + ink[0], box[1] + ink[1], wide, high, 0.0, "")


def with_heads(
    words: Sequence[Seen], places: Sequence[Seen], read: Callable[[Corners], tuple[str, float]]
) -> tuple[list[Seen], int]:
    """The words with what `read` makes of each place put first on its line; how many it could not read."""
    heads: dict[tuple[int, ...], Seen] = {}
    for place in places:
        margin = max(4, round(_MARGIN * place.height))
        right, bottom = place.left + place.width + margin, place.top + place.height + margin
        text, sure = read((place.left - margin, place.top - margin, right, bottom))
        if text and sure >= _LEAST_SURE:
            heads[place.line] = place._replace(text="".join(text.split()), confidence=sure)
    found: list[Seen] = []
    for line, group in groupby(words, key=lambda word: word.line):
        found += [heads[line]] if line in heads else []
        found += group
    return found, len(places) - len(heads)
