"""Pieces of text that are not what the page shows: outside it, drawn twice, or under a box."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.text_rules import PIECE, TYPE
from mouarchive.reading.text.words import Piece, Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mouarchive.model import Box
    from mouarchive.reading.text.glyphs import Glyphs

__all__ = ["TOKEN", "insert_tokens", "part_by_page", "strike_doubles"]

TOKEN = "[redacted]"  # noqa: S105 - the printed sign for unknown text, no secret
_SPACE = 32  # fact: code of the space


# ------------------------------------------------------------------ outside the page


def part_by_page(pieces: Iterable[Piece], width: float, height: float) -> tuple[list[Piece], list[Piece]]:
    """The pieces on a page of this size in points, and those outside it, by the middle of each.

    Words wholly outside are cut off from a piece whose others are on the page: a full stop that a producer
    put far right of the sheet is not the end of the sentence that is printed.
    """
    inside: list[Piece] = []
    outside: list[Piece] = []
    for piece in pieces:
        if piece.x0 >= 0 and piece.x1 <= width and piece.y0 >= 0 and piece.y1 <= height:
            inside.append(piece)
            continue
        for part in _parted(piece, width, height):
            (outside if _outside(part, width, height) else inside).append(part)
    return inside, outside


def _outside(piece: Piece, width: float, height: float) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return not (0 <= x <= width and 0 <= y <= height)


def _parted(piece: Piece, width: float, height: float) -> list[Piece]:
    """A piece as it is, or without its words wholly outside the page, and these."""
    shown = [word for word in piece.words if _meets(word, width, height)]
    gone = [word for word in piece.words if not _meets(word, width, height)]
    if not shown or not gone:
        return [piece]
    shown[0] = shown[0]._replace(lead="")
    hyphen = piece.hyphen and shown[-1].glyphs == piece.words[-1].glyphs
    return [piece_of(shown, hyphen=hyphen, confidence=piece.confidence), piece_of(gone)]


def _meets(word: Word, width: float, height: float) -> bool:
    return word.x0 < width and word.x1 > 0 and word.y0 < height and word.y1 > 0


# ------------------------------------------------------------------ drawn twice


def strike_doubles(glyphs: Glyphs, pieces: Sequence[Piece]) -> bool:
    """Strike out the letters that stand there twice; whether there were any.

    The engine passes over a text that is drawn again just as it was; it cannot tell where the second time is
    in other pieces. A letter that lies where the same letter lies already is the same letter.

    A piece is a double where most of its letters lie on letters of another one. Of two such
    pieces the one that the other holds goes, else the later one.
    """
    level = sorted([piece for piece in pieces if not piece.turned], key=attrgetter("baseline"))
    found = False
    for index, piece in enumerate(level):
        above = piece.baseline - PIECE.near * piece.size
        for other in reversed(level[:index]):
            if other.baseline < above:
                break
            if _overlap(piece, other):
                found |= _strike(glyphs, piece, other)
    return found


def _overlap(piece: Piece, other: Piece) -> bool:
    em = min(piece.size, other.size)
    common = min(piece.x1, other.x1) - max(piece.x0, other.x0)
    return common > TYPE.overlap * em and abs(piece.baseline - other.baseline) <= PIECE.near * em


def _strike(glyphs: Glyphs, piece: Piece, other: Piece) -> bool:
    first, second = sorted((piece, other), key=lambda one: one.words[0].glyphs)
    early, late = _letters(glyphs, first), _letters(glyphs, second)
    near = PIECE.near * min(piece.size, other.size)
    again, before = _on(glyphs, late, early, near), _on(glyphs, early, late, near)
    double = again if len(again) * len(early) >= len(before) * len(late) else before
    if not double or len(double) < PIECE.covered * len(late if double is again else early):
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


# ------------------------------------------------------------------ under a box


def insert_tokens(pieces: Sequence[Piece], boxes: Sequence[Box], covered: Sequence[Piece]) -> list[Piece]:
    """The pieces with one token for each known line that each box covers.

    `covered` are the pieces as they were before the hidden letters were struck out: they tell on which
    baselines a box stands. How many lines a box hides where none is known is not guessed: a passage
    blacked out in one stroke is then one token, whatever the type or the width of the page.
    """
    marked = list(pieces)
    for box in boxes:
        for baseline, size in _baselines(box, pieces, covered):
            _place(marked, box, baseline, size)
    return marked


def _baselines(box: Box, pieces: Sequence[Piece], covered: Sequence[Piece]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for piece in (*covered, *pieces):
        if piece.turned or not _crosses(box, piece):
            continue
        if all(abs(piece.baseline - baseline) > PIECE.hidden * size for baseline, size in found):
            found.append((piece.baseline, piece.size))
    if found:
        return sorted(found)
    size = median(piece.size for piece in pieces) if pieces else PIECE.body_size
    size = max(size, 1.0)
    return [(min(box.y1 - PIECE.box_descent * size, box.y0 + size), size)]


def _crosses(box: Box, piece: Piece) -> bool:
    """Whether the box covers at least half of the height of a line's small letters."""
    rise = PIECE.ascent * piece.size
    return min(box.y1, piece.baseline) - max(box.y0, piece.baseline - rise) >= PIECE.hidden * rise


def _place(pieces: list[Piece], box: Box, baseline: float, size: float) -> None:
    """Put one token at its place between the words of a piece, or as a piece of its own."""
    style = Style(size, bold=False, italic=False)
    rise = PIECE.token_ascent * size
    fall = PIECE.token_descent * size
    word = Word(" ", TOKEN, box.x0, baseline - rise, box.x1, baseline + fall, baseline, style)
    for index, piece in enumerate(pieces):
        near = abs(piece.baseline - baseline) <= PIECE.token_near * size and not piece.turned
        if near and piece.x0 < box.x1 and piece.x1 > box.x0:
            before = [item for item in piece.words if (item.x0 + item.x1) / 2 < (box.x0 + box.x1) / 2]
            after = piece.words[len(before) :]
            if after:
                # The spaces between hidden words were struck out of the text, not out of the gap.
                after = [after[0]._replace(lead=" "), *after[1:]]
            pieces[index] = piece_of(
                [*before, word, *after], hyphen=piece.hyphen, confidence=piece.confidence
            )
            return
    pieces.append(piece_of([word]))
