"""What is drawn on a page besides text: rules, filled boxes, pictures, and what covers what.

Boxes are in the page as displayed. Fills in white without an outline are Word's paragraph shading and
are left out: taken for boxes they would turn most paragraphs into tables.
"""

from __future__ import annotations

import ctypes
import math
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mouarchive.model import Box, Rule
from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.text.glyphs import IDENTITY, combine, display_point, move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mouarchive.reading.text.glyphs import Matrix
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["Drawing", "Fill", "look", "on_layer"]

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5  # fact: PDFium's kinds of objects
_LINE_TO, _MOVE_TO = 0, 2  # fact: PDFium's kinds of segments
_ROOM = 4  # fact: bytes of each number that PDFium writes
_LAYER_MARK = "OC"
_LONGEST_MARK = 64  # fact: bytes, more than the two letters of that mark need
_FULL = 255  # fact: the lightest shade, and wholly opaque
_NO_COLOUR = (_FULL, _FULL, _FULL)

Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""


class Fill(NamedTuple):
    """Something opaque: the box around it, its colour, its place in the order of painting, as what it covers.

    `kind` is box (filled, upright), line (drawn with a broad pen), picture, or shape (anything else).
    """

    box: Box
    rgb: Colour
    order: int
    kind: str = "box"

    @property
    def dark(self) -> bool:
        """Near black and grey rather than coloured: what blacking out looks like."""
        return max(self.rgb) <= DRAWING.dark and max(self.rgb) - min(self.rgb) <= DRAWING.dark // 2


class _Paint(NamedTuple):
    """How a path is painted: opaque fill, visible outline, and how wide that is in points."""

    fill: Colour | None
    ink: Colour | None
    pen: float
    kind: str = "box"


class Drawing(msgspec.Struct):
    """Everything on a page that is no text; `order` tells when each object is painted.

    `texts` are the addresses of the text objects, `forms` tell in which form an object stands; `shapes` are
    filled or drawn with a broad pen, and neither level lines nor upright rectangles; `crowded` where there
    are more paths than were looked at.
    """

    rules: list[Rule] = msgspec.field(default_factory=list)
    fills: list[Fill] = msgspec.field(default_factory=list)
    images: list[Fill] = msgspec.field(default_factory=list)
    order: dict[int, int] = msgspec.field(default_factory=dict)
    texts: list[int] = msgspec.field(default_factory=list)
    forms: dict[int, int] = msgspec.field(default_factory=dict)
    shapes: list[Fill] = msgspec.field(default_factory=list)
    crowded: bool = False

    @property
    def filled(self) -> list[Box]:
        """The dark boxes."""
        return [fill.box for fill in self.fills if fill.dark]

    @property
    def covers(self) -> list[Fill]:
        """All that may lie over text, in the order of painting."""
        return sorted((*self.fills, *self.images, *self.shapes), key=lambda fill: fill.order)


def look(page: OpenPage) -> Drawing:
    """Collect rules, fills and pictures, forms inside forms included, within fixed ceilings."""
    collector = _Collector(page)
    collector.objects()
    return collector.drawing


def on_layer(page: OpenPage, drawing: Drawing, item: int) -> bool:
    """Whether a mark around an object, or around a form that it stands in, makes it part of a layer."""
    raw, name, length = page.raw, ctypes.create_string_buffer(_LONGEST_MARK), ctypes.c_ulong()
    units = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
    while item:
        pointer = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
        for index in range(min(max(raw.FPDFPageObj_CountMarks(pointer), 0), DRAWING.depth)):
            mark = raw.FPDFPageObj_GetMark(pointer, index)
            named = raw.FPDFPageObjMark_GetName(mark, units, _LONGEST_MARK, ctypes.byref(length))
            said = name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")
            if named and said == _LAYER_MARK:
                return True
        item = drawing.forms.get(item, 0)
    return False


def _is_shading(rgb: Colour, alpha: int, *, outlined: bool) -> bool:
    """Whether a fill is not seen on paper: a word processor's ground of a paragraph."""
    return alpha < DRAWING.faint or (min(rgb) >= DRAWING.white and not outlined)


def _inked(box: Box, pen: float) -> Box:
    """A line as high, or as wide, as its pen makes it."""
    half = pen / 2
    across = (0.0, half) if box.x1 - box.x0 >= box.y1 - box.y0 else (half, 0.0)
    return Box(box.x0 - across[0], box.y0 - across[1], box.x1 + across[0], box.y1 + across[1])


def _sized(box: Box) -> bool:
    """Whether a fill is large enough to hide text."""
    return min(box.x1 - box.x0, box.y1 - box.y0) >= DRAWING.box


class _Collector:
    def __init__(self, page: OpenPage) -> None:
        self.drawing = Drawing()
        self._page = page
        self._call = page.functions
        self._point = display_point(page.crop, page.rotation)
        self._paths = 0
        self._four = (ctypes.c_float * len(Box.__struct_fields__))()
        self._uints = (ctypes.c_uint * (len(_NO_COLOUR) + 1))()
        self._mode = (ctypes.c_int * 2)()

    def objects(self) -> None:
        """All objects of the page, in the order of painting."""
        count = min(self._page.raw.FPDFPage_CountObjects(self._page.handle), DRAWING.objects)
        handle = ctypes.cast(self._page.handle, ctypes.c_void_p).value
        self._visit(list(map(self._call.page_object, repeat(handle), range(count))), IDENTITY, 0)

    def _visit(self, objects: list[int], outer: Matrix, depth: int) -> None:
        drawing, call = self.drawing, self._call
        if outer is not IDENTITY:
            self._page.form_matrices.update(zip(objects, repeat(outer), strict=False))
        for item, kind in zip(objects, map(call.object_type, objects), strict=True):
            order = drawing.order[item] = len(drawing.order)
            if kind == _TEXT:
                drawing.texts.append(item)
            elif kind == _PATH:
                self._paths += 1
                if self._paths > DRAWING.paths:
                    drawing.crowded = True
                else:
                    self._path(item, outer, order)
            elif kind == _SHADING:
                self._odd(item, outer, order, _NO_COLOUR)
            elif kind == _IMAGE:
                if (box := self._bounds(item, outer)) is not None:
                    drawing.images.append(Fill(box, (0, 0, 0), order, "picture"))
            elif kind == _FORM and depth < DRAWING.depth:
                count = max(0, min(call.form_count(item), DRAWING.objects - len(drawing.order)))
                inside = list(map(call.form_object, repeat(item), range(count)))
                drawing.forms.update(zip(inside, repeat(item), strict=False))
                self._visit(inside, combine(self._matrix(item), outer), depth + 1)

    def _bounds(self, item: int, outer: Matrix) -> Box | None:
        if not self._call.bounds(item, *_places(self._four)):
            return None
        left, bottom, right, top = self._four
        corners = ((left, bottom), (right, top), (left, top), (right, bottom))
        return _around([self._point(*move(outer, x, y)) for x, y in corners])

    def _matrix(self, item: int) -> Matrix:
        matrix = (ctypes.c_float * len(IDENTITY))()
        if not self._call.matrix(item, ctypes.addressof(matrix)):
            return IDENTITY
        a, b, c, d, e, f = matrix
        return (a, b, c, d, e, f)

    def _path(self, item: int, outer: Matrix, order: int) -> None:
        if not self._call.draw_mode(item, *_places(self._mode)):
            return
        filled, stroked = self._mode
        rgb, alpha = self._colour(self._call.fill_colour, item) if filled else (_NO_COLOUR, 0)
        if filled and _is_shading(rgb, alpha, outlined=bool(stroked)):
            # It is no box, but it may lie over text.
            if alpha >= DRAWING.opaque and (box := self._bounds(item, outer)) is not None and _sized(box):
                self.drawing.fills.append(Fill(box, rgb, order))
            filled = 0
        ink = self._ink(item) if stroked else None
        if ink is None and not filled:
            return
        inner = combine(self._matrix(item), outer)
        pen = self._pen(item, inner) if ink is not None else 0.0
        fill = rgb if filled and alpha >= DRAWING.opaque else None
        upright = False
        for shape in self._shapes(item, inner):
            upright = True
            self._shape(shape, _Paint(fill, ink, pen), order)
        if not upright and (fill is not None or pen >= DRAWING.thin):
            self._odd(item, outer, order, rgb, "line" if fill is None else "shape")

    def _odd(self, item: int, outer: Matrix, order: int, rgb: Colour, kind: str = "shape") -> None:
        """Something painted that is no upright box: what may lie over text, by the box around it."""
        if (box := self._bounds(item, outer)) is not None:
            self.drawing.shapes.append(Fill(box, rgb, order, kind))

    def _ink(self, item: int) -> Colour | None:
        """The colour of an outline that shows on white paper."""
        rgb, alpha = self._colour(self._call.stroke_colour, item)
        return rgb if alpha >= DRAWING.faint and min(rgb) < DRAWING.white else None

    def _pen(self, item: int, inner: Matrix) -> float:
        """How wide an outline is drawn, in points; 0 means as thin as the device can."""
        if not self._call.stroke_width(item, ctypes.addressof(self._four)):
            return 0.0
        return float(self._four[0]) * math.sqrt(abs(inner[0] * inner[3] - inner[1] * inner[2]))

    def _colour(self, ask: Callable[..., int], item: int) -> tuple[Colour, int]:
        if not ask(item, *_places(self._uints)):
            return (0, 0, 0), _FULL
        red, green, blue, alpha = self._uints
        return (red, green, blue), alpha

    def _rule(self, box: Box) -> None:
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if max(wide, high) >= DRAWING.short:
            box = Box(round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))
            self.drawing.rules.append(Rule(box, horizontal=wide >= high))

    def _shape(self, box: Box, paint: _Paint, order: int) -> None:
        """A level line or box: a thin one is a rule, an outlined one four rules, a filled one a fill."""
        half = paint.pen / 2
        if paint.ink is not None and min(box.x1 - box.x0, box.y1 - box.y0) < DRAWING.level:
            box, paint = _inked(box, paint.pen), _Paint(paint.ink, None, 0.0, "line")
        if min(box.x1 - box.x0, box.y1 - box.y0) <= DRAWING.thin:
            self._rule(box)
            return
        if paint.fill is not None and _sized(box):
            self.drawing.fills.append(Fill(box, paint.fill, order, paint.kind))
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
        call = self._call
        count = call.segment_count(item)
        if count > DRAWING.points:
            return
        x, y, *_ = _places(self._four)
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = call.segment(item, index)
            kind = call.segment_type(segment)
            if not call.segment_point(segment, x, y):
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


def _places(numbers: ctypes.Array[Any]) -> range:
    """The addresses of the numbers of a buffer, for PDFium to write to."""
    at = ctypes.addressof(numbers)
    return range(at, at + _ROOM * len(numbers), _ROOM)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def _upright(points: list[tuple[float, float]]) -> Box | None:
    """The box of a level line or rectangle; None where a point is no corner of it, or a side slants."""
    if not points[1:]:
        return None
    box = _around(points)
    left, right = box.x0 + DRAWING.askew, box.x1 - DRAWING.askew
    top, bottom = box.y0 + DRAWING.askew, box.y1 - DRAWING.askew
    off = any(left < x < right or top < y < bottom for x, y in points)
    off = off or any(
        min(abs(ax - bx), abs(ay - by)) > DRAWING.askew for (ax, ay), (bx, by) in pairwise(points)
    )
    return None if off else box
