"""Text drawn twice at the same place, for a shadow or to look bold: read once.

The engine passes over a text that is drawn again just as it was; it cannot tell where the second time is in
other pieces. A letter that lies where the same letter of the same size lies already is the same letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.words import Piece

__all__ = ["strike_doubles"]

_NEAR_EM = 0.2
_SAME_SIZE = 0.1
_OVERLAP_EM = 0.5
_COVERED = 0.8
_LOOKED_BACK = 40
_SPACE = 32


def strike_doubles(glyphs: Glyphs, pieces: Sequence[Piece]) -> bool:
    """Strike out the letters that stand there twice; whether there were any.

    A piece is a double where at least four fifths of its letters lie on letters of another one. Of two such
    pieces the one that the other holds goes, else the later one.
    """
    level = sorted([piece for piece in pieces if not piece.turned], key=attrgetter("baseline"))
    found = False
    for index, piece in enumerate(level):
        above = piece.baseline - _NEAR_EM * piece.size
        for before in range(index - 1, max(-1, index - 1 - _LOOKED_BACK), -1):
            other = level[before]
            if other.baseline < above:
                break
            if _overlap(piece, other):
                found |= _strike(glyphs, piece, other)
    return found


def _overlap(piece: Piece, other: Piece) -> bool:
    em = min(piece.size, other.size)
    common = min(piece.x1, other.x1) - max(piece.x0, other.x0)
    return (
        common > _OVERLAP_EM * em
        and abs(piece.baseline - other.baseline) <= _NEAR_EM * em
        and abs(piece.size - other.size) <= _SAME_SIZE * em
    )


def _strike(glyphs: Glyphs, piece: Piece, other: Piece) -> bool:
    first, second = sorted((piece, other), key=lambda one: one.words[0].glyphs)
    early, late = _letters(glyphs, first), _letters(glyphs, second)
    near = _NEAR_EM * min(piece.size, other.size)
    again, before = _on(glyphs, late, early, near), _on(glyphs, early, late, near)
    double = again if len(again) * len(early) >= len(before) * len(late) else before
    if not double or len(double) < _COVERED * len(late if double is again else early):
        return False
    for index in double:
        glyphs.units[index] = 0
    return True


def _letters(glyphs: Glyphs, piece: Piece) -> list[int]:
    """The places of a piece's letters that are not struck out yet."""
    units = glyphs.units
    return [index for word in piece.words for index in range(*word.glyphs) if units[index] > _SPACE]


def _on(glyphs: Glyphs, upper: Sequence[int], lower: Sequence[int], near: float) -> list[int]:
    """Those of the upper letters that lie on the same letter below, each of which counts once."""
    places = defaultdict[int, list[float]](list)
    for index in lower:
        places[glyphs.units[index]].append(glyphs.left[index])
    for lefts in places.values():
        lefts.sort()
    found = []
    for index in upper:
        lefts = places.get(glyphs.units[index], [])
        at = bisect_left(lefts, glyphs.left[index] - near)
        if at < len(lefts) and lefts[at] <= glyphs.left[index] + near:
            del lefts[at]
            found.append(index)
    return found
