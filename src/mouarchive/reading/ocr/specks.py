"""What an OCR engine takes for marks and is none: dust, creases, ends of rules; and bullets by their shape.

    (a) _ the singular     an underscore as high as the whole row: the engine had to name the white gap
    received.        :     a colon the size of a full stop, far from every word: a speck of dust
    _(c)  schoo|_          marks stuck to a word that no word begins or ends with
    ¢  the dates           a square spot of half a letter's height before a gap: a bullet

Nothing is thrown away: what is no mark is handed back apart from the words.
"""

from __future__ import annotations

import re
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.reading.ocr.labels import Seen

__all__ = ["Sifted", "sift"]

_LEAST_CONFIDENCE = 10
_RULES = "|\u00a6\u2502"
# A comma or quotation mark that no word touches is dirt on the glass; no word is a low line or a tilde.
_LONE = frozenset(",'`\u2018\u2019_~^\\\u00ac")
_LOW = frozenset("_.-\u2013\u2014~,:;'\"`\u2018\u2019\u201c\u201d*=\u00b0\u00b7\u00ab\u00bb\u00a2")
"""Marks that never stand as high as the row they are in."""
_TALL = 1.2
_SPECK = 0.22
_APART = 0.45
_OVERLAP = -0.2
_BLANK = 1.5  # a low line as long as this is a blank to be filled in
_BULLET = "\u2022"
_BULLET_LIKE = re.compile("[\u2022*\u00a2\u00ab\u00bb\u00a9\u00ae\u00b0\u20ac@>+eoOcCé\u201c\"'\u2018]{1,2}")
_BULLET_SIDES = (0.22, 0.56)
_BULLET_GAP = 0.6
_BULLET_RISE = 0.08
_EDGES = re.compile(r"^[_~|\u00a6]+(?=\w|\()|(?<=[\w.,;:)])[_~|\u00a6]+$")
_BEFORE_LABEL = re.compile(
    "^[_~|\u2018\u2019\u201c\u201d\"'`.,:;\u00b7\u2014-]{1,2}(?=\\([A-Za-z0-9]{1,5}\\)$)"
)


class Sifted(NamedTuple):
    """Words, and the marks that are none."""

    words: list[Seen]
    dirt: list[Seen]


def sift(seen: Sequence[Seen]) -> Sifted:
    """Part the words of a page from what is none; the order of both is kept."""
    usual = _height(seen)
    words: list[Seen] = []
    dirt: list[Seen] = []
    for _, group in groupby(seen, key=lambda word: word.line):
        line = list(group)
        kept = [index for index in range(len(line)) if not _is_dirt(line, index, usual)]
        dirt += [word for index, word in enumerate(line) if index not in kept]
        for place, index in enumerate(kept):
            after = line[kept[place + 1]] if place + 1 < len(kept) else None
            if place == 0 and _is_bullet(line[index], after, usual):
                words.append(line[index]._replace(text=_BULLET))
                continue
            for part, is_word in _trimmed(line[index]):
                (words if is_word else dirt).append(part)
    return Sifted(words, dirt)


def _height(seen: Sequence[Seen]) -> float:
    """How high words usually are, in pixels."""
    heights = [word.height for word in seen if len(word.text) > 2 and word.text.isalpha()]  # noqa: PLR2004
    return median(heights) if heights else 0.0


def _is_dirt(line: Sequence[Seen], index: int, usual: float) -> bool:
    word = line[index]
    text = word.text
    if any(letter.isalnum() for letter in text):
        return False
    if word.confidence < _LEAST_CONFIDENCE or not text.strip(_RULES):
        return True
    if len(text) == 1 and text in _LONE:
        return text != "_" or word.width < _BLANK * usual
    if not usual:
        return False
    before = word.left - line[index - 1].left - line[index - 1].width if index else usual
    after = line[index + 1].left - word.left - word.width if index + 1 < len(line) else usual
    if max(word.width, word.height) < _SPECK * usual and min(before, after) >= _APART * usual:
        return True
    ghost = _LOW.issuperset(text) and word.height > _TALL * usual
    return ghost or before < _OVERLAP * usual


def _is_bullet(word: Seen, after: Seen | None, usual: float) -> bool:
    """Whether the first word of a line is a spot as wide as high, above the baseline, before a gap."""
    if after is None or not usual or not _BULLET_LIKE.fullmatch(word.text):
        return False
    least, most = (share * usual for share in _BULLET_SIDES)
    gap = after.left - word.left - word.width
    level = after.top + after.height - word.top - word.height
    square = least <= word.width <= most and least <= word.height <= most
    return square and gap >= _BULLET_GAP * usual and level >= _BULLET_RISE * usual


def _trimmed(word: Seen) -> Iterator[tuple[Seen, bool]]:
    """A word without the marks that stuck to it, and those marks; whether each is the word."""
    cuts = [match.span() for match in (*_EDGES.finditer(word.text), *_BEFORE_LABEL.finditer(word.text))]
    start = max((end for low, end in cuts if low == 0), default=0)
    end = min((low for low, high in cuts if low > 0 and high == len(word.text)), default=len(word.text))
    if not cuts or not any(letter.isalnum() for letter in word.text[start:end]):
        yield word, True
        return
    share = word.width / len(word.text)
    for low, high in ((0, start), (start, end), (end, len(word.text))):
        if low < high:
            left = word.left + round(low * share)
            part = word._replace(text=word.text[low:high], left=left, width=round((high - low) * share))
            yield part, (low, high) == (start, end)
