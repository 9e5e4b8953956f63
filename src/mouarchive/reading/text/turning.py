"""Pages whose words the file draws sideways: set upright before anything is read or painted.

Many programs put a landscape table on a portrait page by drawing it turned, others say so by the page's own
rotation. From here on both are the same: sizes, boxes and pictures are those of the upright page.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["set_upright"]

_SAMPLED, _COUNTED = 3, 400
_MOSTLY = 0.6
_LEVEL_DEGREES = 10
_FEWEST = 40


def set_upright(page: OpenPage) -> None:
    """Turn a page on which at least six of ten letters stand turned alike; a few letters turn none."""
    off = [abs((angle + page.rotation + 180) % 360 - 180) for angle in page.angles(_SAMPLED)]
    if max(off, default=0.0) <= _LEVEL_DEGREES:
        return
    angles = page.angles(_COUNTED)
    rotation = _rotation(angles)
    if rotation is not None and rotation != page.rotation and len(angles) >= _FEWEST:
        page.turn(rotation)


def _rotation(angles: Iterable[float]) -> int | None:
    """The rotation, clockwise in degrees, that sets most letters upright; None where there is none."""
    counted: Counter[int | None] = Counter()
    for angle in angles:
        quarters = round(-angle / 90)
        level = abs(-angle - 90 * quarters) <= _LEVEL_DEGREES
        counted[quarters % 4 * 90 if level else None] += 1
    rotation, votes = max(counted.items(), key=itemgetter(1), default=(None, 0))
    return rotation if votes >= _MOSTLY * counted.total() else None
