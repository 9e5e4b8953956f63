"""Words that a redline has put in: set in a colour, and underlined or beside a bar in the margin.

A link is coloured and underlined too: what lies in a link, is spelled like an address or has the colour that
programs give to links is left out (the last only on pages where nothing is struck out).
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from typing import TYPE_CHECKING

from mouarchive.reading.text.glyphs import display_point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.model import Box, Rule
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece, Word

__all__ = ["inserted_letters"]

_VIVID = 60
_THIN = 1.8
_ABOVE, _BELOW = 0.05, 0.3
_COVERED = 0.6
_LEAST_BAR = 8.0
_BAR_GAP = 3.0
_MOST_ANNOTATIONS = 2_000
_LINK_COLOURS = (
    (0, 0, 255),
    (0, 0, 238),
    (5, 99, 193),
    (17, 85, 204),
    (6, 69, 173),
    (29, 112, 184),
    (0, 94, 165),
    (70, 120, 134),
)
_NEAR = 6
_ADDRESS = ("://", "www.", "@")


def inserted_letters(
    page: OpenPage, glyphs: Glyphs, pieces: Sequence[Piece], rules: Sequence[Rule], *, struck: bool
) -> int:
    """How many letters of a page look put in; `struck` says that others on it are struck out."""
    level = [rule.box for rule in rules if rule.horizontal and rule.box.y1 - rule.box.y0 <= _THIN]
    bars = _bars(pieces, rules)
    if not level and not bars:
        return 0
    level.sort(key=_height)
    heights = [_height(box) for box in level]
    marked = [
        word
        for piece in pieces
        for word in piece.words
        if word.glyphs[0] < word.glyphs[1]
        and (_underlined(word, level, heights) or any(bar.y0 <= word.baseline <= bar.y1 for bar in bars))
    ]
    coloured = [word for word in marked if _coloured(page, glyphs, word, links=struck)]
    if not coloured:
        return 0
    links = list(_links(page))
    return sum(len(word.text) for word in coloured if not _is_link(word, links))


def _bars(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Box]:
    """Upright rules on one side of all text: change bars. Those on both sides are a table or a frame."""
    if not pieces:
        return []
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    upright = [rule.box for rule in rules if not rule.horizontal and rule.box.y1 - rule.box.y0 >= _LEAST_BAR]
    outer = [box for box in upright if box.x1 <= left - _BAR_GAP or box.x0 >= right + _BAR_GAP]
    return outer if len({round(box.x0) for box in outer}) == 1 else []


def _height(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _underlined(word: Word, level: Sequence[Box], heights: Sequence[float]) -> bool:
    """Whether one of the level rules, sorted by their heights, underlines most of a word."""
    em = word.style.size
    for at in range(bisect_left(heights, word.baseline - _ABOVE * em), len(level)):
        if heights[at] > word.baseline + _BELOW * em:
            return False
        box = level[at]
        if min(box.x1, word.x1) - max(box.x0, word.x0) >= _COVERED * (word.x1 - word.x0):
            return True
    return False


def _coloured(page: OpenPage, glyphs: Glyphs, word: Word, *, links: bool) -> bool:
    """Whether a word is set in a colour rather than in grey, and not in one that means a link."""
    four = (ctypes.c_uint * 4)()
    at = ctypes.addressof(four)
    text_object = glyphs.object_at(word.glyphs[0])
    if not text_object or not page.functions.fill_colour(text_object, at, at + 4, at + 8, at + 12):
        return False
    rgb = four[0], four[1], four[2]
    if max(rgb) - min(rgb) < _VIVID:
        return False
    like_link = any(
        all(abs(a - b) <= _NEAR for a, b in zip(rgb, known, strict=True)) for known in _LINK_COLOURS
    )
    return links or not like_link


def _links(page: OpenPage) -> Iterator[tuple[float, float, float, float]]:
    point = display_point(page.crop, page.rotation)
    rectangle = page.raw.FS_RECTF()
    for index in range(min(page.raw.FPDFPage_GetAnnotCount(page.handle), _MOST_ANNOTATIONS)):
        annotation = page.raw.FPDFPage_GetAnnot(page.handle, index)
        if not annotation:
            continue
        link = page.raw.FPDFAnnot_GetSubtype(annotation) == page.raw.FPDF_ANNOT_LINK
        if link and page.raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
            (x0, y0), (x1, y1) = (
                point(rectangle.left, rectangle.bottom),
                point(rectangle.right, rectangle.top),
            )
            yield min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1
        page.raw.FPDFPage_CloseAnnot(annotation)


def _is_link(word: Word, links: Sequence[tuple[float, float, float, float]]) -> bool:
    if any(sign in word.text for sign in _ADDRESS):
        return True
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in links)
