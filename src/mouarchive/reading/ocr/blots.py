"""What must not be read as letters on a scanned page, found in its pixels: black boxes, upright rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mouarchive.model import Box, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

__all__ = ["black_boxes", "round_spot", "ruled", "without"]

_INK = 70
_LEAST_RUN = 12
_LEAST_ROWS = 6
_FILL = 0.9
_EDGE = 6
_MOST_SHARE = 0.4
_RUN = re.compile(rb"\x01{%d,}" % _LEAST_RUN)
_AROUND = 3
_MOSTLY = 0.6
_WHITE = 255
_PEN = 1.0
_RULE_POINTS = 28.0
_RULE_THICK = 2.4
_RULE_INK = 140
_FUZZ = 0.5
_JOINT = 1.5
_SQUARE = 0.6
_CORNER = 0.12
_CORNER_INK = 0.75


def black_boxes(image: Image.Image, scale: float) -> list[Box]:
    """Solid black rectangles at least 12 by 6 points, in points; `scale` is pixels for a point.

    Shadows at the edge of the glass, areas over two fifths of the page and the plain parts of a dark
    heading with light letters are left out.
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
    return [box for box in found if not _part_of_more(box, small)]


def round_spot(image: Image.Image, box: Box, scale: float) -> bool:
    """Whether a box is about as high as wide and its corners are white: a punched hole, a dot, a seal."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if not _SQUARE <= wide / high <= 1 / _SQUARE:
        return False
    size = _CORNER * max(wide, high)
    white = 0
    for x0 in (box.x0, box.x1 - size):
        for y0 in (box.y0, box.y1 - size):
            corner = image.crop((x0 * scale, y0 * scale, (x0 + size) * scale, (y0 + size) * scale))
            dark = sum(corner.histogram()[:_RULE_INK])
            white += dark < _CORNER_INK * corner.width * corner.height
    return white > 2  # noqa: PLR2004 - three of four corners


def _part_of_more(box: Box, ink: Image.Image) -> bool:
    """Whether the dark goes on beyond one of the box's sides: it then is a heading's, around letters."""
    x0, y0, x1, y1 = (int(edge) for edge in (box.x0, box.y0, box.x1, box.y1))
    for strip in (
        (x0 - _AROUND, y0 + 1, x0, y1 - 1),
        (x1, y0 + 1, x1 + _AROUND, y1 - 1),
        (x0 + 1, y0 - _AROUND, x1 - 1, y0),
        (x0 + 1, y1, x1 - 1, y1 + _AROUND),
    ):
        part = ink.crop(strip)
        if part.histogram()[1] > _MOSTLY * part.width * part.height:
            return True
    return False


def ruled(image: Image.Image, scale: float) -> list[Rule]:
    """The rules of a page's tables, in points; `scale` is pixels for a point.

    Lines over 28 points long, longer than any letter is high, and at most 2.4 thick; level ones only where
    they meet an upright one, so that underlined words and blanks to be filled in are none.
    """
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    ink = image.point(lambda value: 1 if value < _RULE_INK else 0)
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    uprights = [Box(y0, x0, y1, x1) for x0, y0, x1, y1 in _lines(turned, scale)]
    levels = [Box(*line) for line in _lines(ink, scale)]
    joint = _JOINT * scale
    levels = [level for level in levels if any(_meet(level, other, joint) for other in uprights)]
    return [
        Rule(Box(box.x0 / scale, box.y0 / scale, (box.x1 + 1) / scale, (box.y1 + 1) / scale), horizontal=flat)
        for flat, boxes in ((False, uprights), (True, levels))
        for box in boxes
    ]


def without(image: Image.Image, boxes: Sequence[Box], rules: Sequence[Rule], scale: float) -> Image.Image:
    """The page with black boxes and a table's rules painted white.

    An OCR engine takes a box's ends for stray letters and a rule for "|", "I" or "l".
    """
    from PIL import ImageDraw  # noqa: PLC0415 - only pages without text pay for it

    clean = image.copy()
    draw = ImageDraw.Draw(clean)
    for margin, areas in ((_PEN, boxes), (_FUZZ, [rule.box for rule in rules])):
        for box in areas:
            edges = (box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin)
            draw.rectangle([round(edge * scale) for edge in edges], fill=_WHITE)
    return clean


def _lines(ink: Image.Image, scale: float) -> list[tuple[int, int, int, int]]:
    """Long thin level lines as boxes in pixels: left, top, right, bottom."""
    width = ink.width
    thick = max(2, round(_RULE_THICK * scale))
    found: list[tuple[int, int, int, int]] = []
    for run in re.finditer(rb"\x01{%d,}" % round(_RULE_POINTS * scale), ink.tobytes()):
        y, left = divmod(run.start(), width)
        right = left + run.end() - run.start()
        if right > width:  # the run goes on in the next row of pixels
            continue
        around = ink.crop((left, max(0, y - thick), right, min(ink.height, y + thick + 1)))
        if around.histogram()[1] <= (thick + 1) * (right - left):
            found.append((left, y, right - 1, y))
    return found


def _meet(one: Box, other: Box, joint: float) -> bool:
    return (
        one.x0 - joint <= other.x1
        and one.x1 + joint >= other.x0
        and one.y0 - joint <= other.y1
        and one.y1 + joint >= other.y0
    )


def _close(box: list[int], found: list[Box], width: int, height: int) -> None:
    x0, x1, top, bottom, ink = box
    rows = bottom - top + 1
    area = (x1 - x0) * rows
    at_edge = x0 < _EDGE or top < _EDGE or x1 > width - _EDGE or bottom > height - _EDGE
    if rows >= _LEAST_ROWS and ink >= _FILL * area and not at_edge and area <= _MOST_SHARE * width * height:
        found.append(Box(float(x0), float(top), float(x1), float(bottom + 1)))
