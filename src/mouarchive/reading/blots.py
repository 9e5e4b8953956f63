"""Black boxes on a scanned page, found in its pixels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mouarchive.model import Box

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["black_boxes"]

_INK = 70
_LEAST_RUN = 12
_LEAST_ROWS = 6
_FILL = 0.9
_EDGE = 6
_MOST_SHARE = 0.4
_RUN = re.compile(rb"\x01{%d,}" % _LEAST_RUN)


def black_boxes(image: Image.Image, scale: float) -> list[Box]:
    """Solid black rectangles at least 12 by 6 points, in points; `scale` is pixels for a point.

    Shadows at the edge of the glass and areas over two fifths of the page are left out.
    """
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    ratio = 1.0 / scale
    small = image.resize(
        (max(1, round(image.width * ratio)), max(1, round(image.height * ratio))), Image.Resampling.BOX
    ).point(lambda value: 1 if value < _INK else 0)
    width, height = small.size
    data = small.tobytes()
    found: list[Box] = []
    open_boxes: list[list[int]] = []  # x0, x1, first row, last row, ink
    for y in range(height + 1):
        row = data[y * width : (y + 1) * width] if y < height else b""
        runs = [match.span() for match in _RUN.finditer(row)]
        still: list[list[int]] = []
        for box in open_boxes:
            match = next((run for run in runs if run[0] < box[1] and run[1] > box[0]), None)
            if match is None:
                _close(box, found, width, height)
                continue
            runs.remove(match)
            box[0], box[1], box[3] = min(box[0], match[0]), max(box[1], match[1]), y
            box[4] += match[1] - match[0]
            still.append(box)
        open_boxes = still + [[start, end, y, y, end - start] for start, end in runs]
    return found


def _close(box: list[int], found: list[Box], width: int, height: int) -> None:
    x0, x1, top, bottom, ink = box
    rows = bottom - top + 1
    area = (x1 - x0) * rows
    at_edge = x0 < _EDGE or top < _EDGE or x1 > width - _EDGE or bottom > height - _EDGE
    if rows >= _LEAST_ROWS and ink >= _FILL * area and not at_edge and area <= _MOST_SHARE * width * height:
        found.append(Box(float(x0), float(top), float(x1), float(bottom + 1)))
