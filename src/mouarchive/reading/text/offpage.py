"""Parts text into what stands on the page as displayed and what lies outside it, where nobody sees it."""

from __future__ import annotations

from collections.abc import Iterable

from mouarchive.reading.text.words import Piece, Word, piece_of

__all__ = ["part_by_page"]


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
            x, y = (part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2
            (inside if 0 <= x <= width and 0 <= y <= height else outside).append(part)
    return inside, outside


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
