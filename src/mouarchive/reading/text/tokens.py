"""Put `[redacted]` into the lines where a box covers them: unknown text, not absent text."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Piece, Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.model import Box

__all__ = ["TOKEN", "insert_tokens"]

TOKEN = "[redacted]"  # noqa: S105 - the printed sign for unknown text, no secret
_DEPTH_EM = 0.25
_DEFAULT_SIZE = 11.0
_COVERED = 0.5
_RISE_EM = 0.7


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
        if all(abs(piece.baseline - baseline) > _COVERED * size for baseline, size in found):
            found.append((piece.baseline, piece.size))
    if found:
        return sorted(found)
    size = median(piece.size for piece in pieces) if pieces else _DEFAULT_SIZE
    size = max(size, 1.0)
    return [(min(box.y1 - _DEPTH_EM * size, box.y0 + size), size)]


def _crosses(box: Box, piece: Piece) -> bool:
    """Whether the box covers at least half of the height of a line's small letters."""
    rise = _RISE_EM * piece.size
    return min(box.y1, piece.baseline) - max(box.y0, piece.baseline - rise) >= _COVERED * rise


def _place(pieces: list[Piece], box: Box, baseline: float, size: float) -> None:
    """Put one token at its place between the words of a piece, or as a piece of its own."""
    style = Style(size, bold=False, italic=False)
    rise = 0.75 * size
    word = Word(" ", TOKEN, box.x0, baseline - rise, box.x1, baseline + 0.2 * size, baseline, style)
    for index, piece in enumerate(pieces):
        near = abs(piece.baseline - baseline) <= 0.3 * size and not piece.turned
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
