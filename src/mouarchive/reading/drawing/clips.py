"""Text that its own clip path may cut away: in the file, in order, in black, and on no page.

A clip is a shape outside of which nothing is painted. Most text has none of its own, which is asked in one
go; where it has one that is no rectangle around the text, only painting the page tells what is left of it.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["clipped"]

_SLACK = 1.0
_MOST_PATHS = 16
_RECTANGLE = (4, 5)
_ALIKE = 0.1


def clipped(page: OpenPage, texts: Sequence[int]) -> frozenset[int]:
    """Those of the text objects (by address) that their clip paths do not plainly leave whole."""
    call = page.functions
    paths = list(map(call.clip_path, texts))
    counts = list(map(call.clip_count, paths))
    if max(counts, default=0) <= 0:
        return frozenset()
    return frozenset(
        text
        for text, path, count in zip(texts, paths, counts, strict=True)
        if count > 0 and not _left_whole(page, text, path, count)
    )


def _left_whole(page: OpenPage, text: int, path: int, count: int) -> bool:
    """Whether each clip is an upright rectangle around the text; in the space that both are drawn in."""
    if count > _MOST_PATHS:
        return False
    four = (ctypes.c_float * 4)()
    at = ctypes.addressof(four)
    if not page.functions.bounds(text, at, at + 4, at + 8, at + 12):
        return False
    left, bottom, right, top = four
    middle = (bottom + top) / 2
    for index in range(count):
        corners = _corners(page, path, index)
        if not corners:
            return False
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        upright = all(
            min(abs(x - min(xs)), abs(x - max(xs))) <= _ALIKE
            and min(abs(y - min(ys)), abs(y - max(ys))) <= _ALIKE
            for x, y in corners
        )
        wide = min(xs) <= left + _SLACK and right - _SLACK <= max(xs)
        if not (upright and wide and min(ys) <= middle <= max(ys)):
            return False
    return True


def _corners(page: OpenPage, path: int, index: int) -> list[tuple[float, float]]:
    """The corners of one clip where it has as many as a rectangle; else none."""
    call, two = page.functions, (ctypes.c_float * 2)()
    at = ctypes.addressof(two)
    count = call.clip_segments(path, index)
    if count not in _RECTANGLE:
        return []
    found = []
    for segment in range(count):
        if not call.segment_point(call.clip_segment(path, index, segment), at, at + 4):
            return []
        found.append((two[0], two[1]))
    return found
