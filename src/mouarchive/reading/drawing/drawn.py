"""What is drawn on a page besides text: rules, filled boxes, pictures, and what covers what.

Boxes are in the page as displayed. Fills in white without an outline are Word's paragraph shading and
are left out: taken for boxes they would turn most paragraphs into tables.
"""

from __future__ import annotations

import ctypes
import math
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.model import Box, Rule
from mouarchive.reading.text.glyphs import IDENTITY, combine, display_point, move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mouarchive.reading.text.glyphs import Matrix
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["Drawing", "Fill", "look"]

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_LINE_TO, _MOVE_TO = 0, 2
_MOST_OBJECTS = 60_000
_MOST_PATHS = 4_000
_MOST_POINTS = 2_000
_MOST_DEPTH = 8
_BROAD = 3.0
_THIN = 3.0
_SHORT = 4.0
_WHITE = 245
_DARK = 96
_SOLID = 200
_FAINT = 50
_LINE = 0.3
_NO_COLOUR = (255, 255, 255)
_SLACK = 0.75
_LEAST_BOX = (5.0, 4.5)


class Fill(NamedTuple):
    """An opaque filled box: its colour 0..255 and its place in the order of painting."""

    box: Box
    rgb: tuple[int, int, int]
    order: int

    @property
    def dark(self) -> bool:
        """Near black and grey rather than coloured: what blacking out looks like."""
        return max(self.rgb) <= _DARK and max(self.rgb) - min(self.rgb) <= _DARK // 2


class _Paint(NamedTuple):
    """How a path is painted: opaque fill, visible outline, and how wide that is in points."""

    fill: tuple[int, int, int] | None
    ink: tuple[int, int, int] | None
    pen: float


class Drawing(msgspec.Struct):
    """Everything on a page that is no text; `order` tells when each object is painted.

    `texts` are the addresses of the text objects; `shapes` the boxes around what is filled or drawn with a
    broad pen and is neither a level line nor an upright rectangle; `crowded` where there are more paths than
    were looked at.
    """

    rules: list[Rule] = msgspec.field(default_factory=list)
    fills: list[Fill] = msgspec.field(default_factory=list)
    images: list[Fill] = msgspec.field(default_factory=list)
    order: dict[int, int] = msgspec.field(default_factory=dict)
    texts: list[int] = msgspec.field(default_factory=list)
    shapes: list[Fill] = msgspec.field(default_factory=list)
    crowded: bool = False

    @property
    def filled(self) -> list[Box]:
        """The dark boxes."""
        return [fill.box for fill in self.fills if fill.dark]


def look(page: OpenPage) -> Drawing:
    """Collect rules, fills and pictures, forms inside forms included, within fixed ceilings."""
    drawing = Drawing()
    collector = _Collector(page, drawing)
    collector.objects()
    return drawing


class _Collector:
    def __init__(self, page: OpenPage, drawing: Drawing) -> None:
        self._page = page
        self._raw = page.raw
        self._point = display_point(page.crop, page.rotation)
        self._drawing = drawing
        self._paths = self._painted = 0
        self._four = (ctypes.c_float * 4)()
        self._uints = (ctypes.c_uint * 4)()
        self._mode = (ctypes.c_int * 2)()

    def objects(self) -> None:
        """All objects of the page, in the order of painting."""
        count = min(self._raw.FPDFPage_CountObjects(self._page.handle), _MOST_OBJECTS)
        handle = ctypes.cast(self._page.handle, ctypes.c_void_p).value
        self._visit(list(map(self._page.functions.page_object, repeat(handle), range(count))), IDENTITY, 0)

    def _visit(self, objects: list[int], outer: Matrix, depth: int) -> None:
        call = self._page.functions
        first = self._painted
        self._painted += len(objects)
        self._drawing.order.update(zip(objects, range(first, self._painted), strict=True))
        if outer is not IDENTITY:
            self._page.form_matrices.update(zip(objects, repeat(outer), strict=False))
        kinds = list(map(call.object_type, objects))
        self._drawing.texts += [item for item, kind in zip(objects, kinds, strict=True) if kind == _TEXT]
        for order, (item, kind) in enumerate(zip(objects, kinds, strict=True), first):
            if kind == _TEXT:
                continue
            if kind == _PATH:
                if self._paths >= _MOST_PATHS:
                    self._drawing.crowded = True
                    continue
                self._paths += 1
                self._path(item, outer, order)
            elif kind == _SHADING:
                self._odd(item, outer, order, _NO_COLOUR)
            elif kind == _IMAGE:
                if (box := self._bounds(item, outer)) is not None:
                    self._drawing.images.append(Fill(box, (0, 0, 0), order))
            elif kind == _FORM and depth < _MOST_DEPTH and self._painted < _MOST_OBJECTS:
                count = min(call.form_count(item), _MOST_OBJECTS - self._painted)
                inner = combine(self._matrix(item), outer)
                self._visit(list(map(call.form_object, repeat(item), range(count))), inner, depth + 1)

    def _bounds(self, item: int, outer: Matrix) -> Box | None:
        at = ctypes.addressof(self._four)
        if not self._page.functions.bounds(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top = self._four
        corners = [self._point(*move(outer, x, y)) for x, y in ((left, bottom), (right, top), (left, top))]
        return _around(corners)

    def _matrix(self, item: int) -> Matrix:
        matrix = (ctypes.c_float * 6)()
        if not self._page.functions.matrix(item, ctypes.addressof(matrix)):
            return IDENTITY
        a, b, c, d, e, f = matrix
        return (a, b, c, d, e, f)

    def _path(self, item: int, outer: Matrix, order: int) -> None:
        call = self._page.functions
        at = ctypes.addressof(self._mode)
        if not call.draw_mode(item, at, at + 4):
            return
        filled, stroked = self._mode
        rgb, alpha = self._colour(call.fill_colour, item) if filled else (_NO_COLOUR, 0)
        if filled and (alpha < _FAINT or (min(rgb) >= _WHITE and not stroked)):
            self._cover(item, outer, order, rgb, alpha)
            filled = 0
        ink = self._ink(item) if stroked else None
        if ink is None and not filled:
            return
        inner = combine(self._matrix(item), outer)
        pen = self._pen(item, inner) if ink is not None else 0.0
        fill = rgb if filled and alpha >= _SOLID else None
        upright = False
        for shape in self._shapes(item, inner):
            upright = True
            self._shape(shape, _Paint(fill, ink, pen), order)
        if not upright and (fill is not None or pen >= _BROAD):
            self._odd(item, outer, order, rgb)

    def _odd(self, item: int, outer: Matrix, order: int, rgb: tuple[int, int, int]) -> None:
        """Something painted that is no upright box: what may lie over text, by the box around it."""
        if (box := self._bounds(item, outer)) is not None:
            self._drawing.shapes.append(Fill(box, rgb, order))

    def _cover(self, item: int, outer: Matrix, order: int, rgb: tuple[int, int, int], alpha: int) -> None:
        """A white fill is no box, but it may lie over text."""
        if alpha < _SOLID:
            return
        box = self._bounds(item, outer)
        if box is not None and box.x1 - box.x0 >= _LEAST_BOX[0] and box.y1 - box.y0 >= _LEAST_BOX[1]:
            self._drawing.fills.append(Fill(box, rgb, order))

    def _ink(self, item: int) -> tuple[int, int, int] | None:
        """The colour of an outline that shows on white paper."""
        rgb, alpha = self._colour(self._page.functions.stroke_colour, item)
        return rgb if alpha >= _FAINT and min(rgb) < _WHITE else None

    def _pen(self, item: int, inner: Matrix) -> float:
        """How wide an outline is drawn, in points; 0 means as thin as the device can."""
        at = ctypes.addressof(self._four)
        if not self._page.functions.stroke_width(item, at):
            return 0.0
        return float(self._four[0]) * math.sqrt(abs(inner[0] * inner[3] - inner[1] * inner[2]))

    def _colour(self, ask: Callable[..., int], item: int) -> tuple[tuple[int, int, int], int]:
        at = ctypes.addressof(self._uints)
        if not ask(item, at, at + 4, at + 8, at + 12):
            return (0, 0, 0), 255
        red, green, blue, alpha = self._uints
        return (red, green, blue), alpha

    def _rule(self, box: Box) -> None:
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if max(wide, high) >= _SHORT:
            box = Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))
            self._drawing.rules.append(Rule(box, horizontal=wide >= high))

    def _shape(self, box: Box, paint: _Paint, order: int) -> None:
        """A level line or box: a thin one is a rule, an outlined one four rules, a filled one a fill."""
        half = paint.pen / 2
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if paint.ink is not None and min(wide, high) < _LINE:
            # A line's own thickness is its pen's; one drawn with a broad pen is a bar.
            across = (0.0, half) if wide >= high else (half, 0.0)
            box = Box(box.x0 - across[0], box.y0 - across[1], box.x1 + across[0], box.y1 + across[1])
            paint = _Paint(paint.ink, None, 0.0)
            wide, high = box.x1 - box.x0, box.y1 - box.y0
        if min(wide, high) <= _THIN:
            self._rule(box)
            return
        if paint.fill is not None and wide >= _LEAST_BOX[0] and high >= _LEAST_BOX[1]:
            self._drawing.fills.append(Fill(box, paint.fill, order))
        if paint.ink is not None:
            for x0, y0, x1, y1 in (
                (box.x0, box.y0 - half, box.x1, box.y0 + half),
                (box.x0, box.y1 - half, box.x1, box.y1 + half),
                (box.x0 - half, box.y0, box.x0 + half, box.y1),
                (box.x1 - half, box.y0, box.x1 + half, box.y1),
            ):
                self._rule(Box(x0, y0, x1, y1))

    def _shapes(self, item: int, inner: Matrix) -> Iterator[Box]:
        """The boxes of a path's parts that are level lines or upright rectangles."""
        count = self._page.functions.segment_count(item)
        if count > _MOST_POINTS:
            return
        call = self._page.functions
        at = ctypes.addressof(self._four)
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = call.segment(item, index)
            kind = call.segment_type(segment)
            if not call.segment_point(segment, at, at + 4):
                return
            if kind == _MOVE_TO:
                if straight and (box := _upright(points)):
                    yield box
                points, straight = [], True
            elif kind != _LINE_TO:
                straight = False
            points.append(self._point(*move(inner, self._four[0], self._four[1])))
        if straight and (box := _upright(points)):
            yield box


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def _upright(points: list[tuple[float, float]]) -> Box | None:
    """The box of a level line or rectangle; None where a point lies off the box's sides' corners."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    box = _around(points)
    left, right = box.x0 + _SLACK, box.x1 - _SLACK
    top, bottom = box.y0 + _SLACK, box.y1 - _SLACK
    off = any(left < x < right or top < y < bottom for x, y in points)
    return None if off else box
