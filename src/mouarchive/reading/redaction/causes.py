"""Why a word cannot be seen: said after it was found, from what is painted over it and in what colour."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from mouarchive.model import Box
from mouarchive.reading.drawing.clips import clipped
from mouarchive.reading.text.glyphs import IDENTITY, combine, display_point, move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.reading.redaction.carried import Annotation
    from mouarchive.reading.redaction.hidden import HiddenWord
    from mouarchive.reading.text.glyphs import Matrix
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["Paint"]

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_MOST_OBJECTS = 60_000
_MOST_DEPTH = 8
_OPAQUE = 128
_WHITE = 240
_SLACK = 1.0
_LEAST_BAR = 2.0
_RECTANGLE = (4, 5, 6)


class _Cover(msgspec.Struct, frozen=True):
    """Something painted that may lie over text: where, as what, and when."""

    box: Box
    cause: str
    order: int


class Paint:
    """What is painted on one page, in order; made only for pages that hide something."""

    def __init__(self, page: OpenPage, notes: Sequence[Annotation]) -> None:
        self._page = page
        self._point = display_point(page.crop, page.rotation)
        self._four = (ctypes.c_float * 4)()
        self._uints = (ctypes.c_uint * 4)()
        self._notes = [note for note in notes if note.covers]
        self._order: dict[int, int] = {}
        self._layered: set[int] = set()
        handle = ctypes.cast(page.handle, ctypes.c_void_p).value
        count = min(page.raw.FPDFPage_CountObjects(page.handle), _MOST_OBJECTS)
        top = [page.functions.page_object(handle, index) for index in range(count)]
        self._covers = list(self._visit(top, IDENTITY, 0))

    def cause(self, word: HiddenWord) -> str:
        """A stable word: what lies over the word last, else what is odd about the word itself."""
        if word.invisible:
            return "scan" if word.on_picture else "unpainted"
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
        for note in self._notes:
            if _holds(note.box, x, y):
                return "highlight" if note.kind == "Highlight" else "annotation"
        order = self._order.get(word.text_object, 0)
        over = [cover for cover in self._covers if cover.order > order and _holds(cover.box, x, y)]
        if over:
            return over[-1].cause
        if word.text_object in self._layered:
            return "layer"
        return "clip" if clipped(self._page, [word.text_object]) else self._own(word.text_object)

    def _own(self, text_object: int) -> str:
        """What hides a text that nothing lies over: its own colour, or else an empty font."""
        rgb, alpha = self._colour(self._page.functions.fill_colour, text_object)
        if alpha < _OPAQUE:
            return "transparent"
        return "white" if min(rgb) >= _WHITE else "background"

    def _visit(
        self, objects: Sequence[int], outer: Matrix, depth: int, *, off: bool = False
    ) -> Iterator[_Cover]:
        """Everything that covers, in the order of painting: a form's parts come where the form stands."""
        call = self._page.functions
        for item in objects:
            if len(self._order) >= _MOST_OBJECTS:
                return
            order = self._order[item] = len(self._order)
            kind = call.object_type(item)
            hidden = off or self._marked_as_layer(item)
            if hidden:
                self._layered.add(item)
            if kind == _FORM and depth < _MOST_DEPTH:
                count = min(call.form_count(item), _MOST_OBJECTS - len(self._order))
                inside = [call.form_object(item, index) for index in range(count)]
                yield from self._visit(inside, combine(self._matrix(item), outer), depth + 1, off=hidden)
            elif kind in {_PATH, _IMAGE, _SHADING} and (cause := self._covering(item, kind)):
                box = self._bounds(item, outer)
                if box is not None:
                    yield _Cover(box, cause, order)

    def _covering(self, item: int, kind: int) -> str | None:
        """As what an object lies over others; None for frames and thin lines, which leave gaps."""
        if kind != _PATH:
            return "picture" if kind == _IMAGE else "shape"
        call, mode = self._page.functions, (ctypes.c_int * 2)()
        at = ctypes.addressof(mode)
        if not call.draw_mode(item, at, at + 4):
            return None
        if mode[0] and self._colour(call.fill_colour, item)[1] >= _OPAQUE:
            return "box" if call.segment_count(item) in _RECTANGLE and self._level(item) else "shape"
        if mode[1] and call.stroke_width(item, ctypes.addressof(self._four)) and self._four[0] >= _LEAST_BAR:
            return "line"
        return None

    def _level(self, item: int) -> bool:
        """Whether each side of a path is level or upright in its own space."""
        call, at = self._page.functions, ctypes.addressof(self._four)
        points = []
        for index in range(call.segment_count(item)):
            call.segment_point(call.segment(item, index), at, at + 4)
            points.append((self._four[0], self._four[1]))
        return all(min(abs(ax - bx), abs(ay - by)) <= _SLACK for (ax, ay), (bx, by) in pairwise(points))

    def _marked_as_layer(self, item: int) -> bool:
        """Whether a mark around the object makes it part of an optional layer."""
        raw = self._page.raw
        pointer = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
        for index in range(min(max(raw.FPDFPageObj_CountMarks(pointer), 0), _MOST_DEPTH)):
            name = ctypes.create_string_buffer(64)
            length = ctypes.c_ulong()
            mark = raw.FPDFPageObj_GetMark(pointer, index)
            units = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
            named = raw.FPDFPageObjMark_GetName(mark, units, 64, ctypes.byref(length))
            if named and name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "OC":
                return True
        return False

    def _colour(self, ask: object, item: int) -> tuple[tuple[int, int, int], int]:
        at = ctypes.addressof(self._uints)
        if not callable(ask) or not ask(item, at, at + 4, at + 8, at + 12):
            return (0, 0, 0), 255
        red, green, blue, alpha = self._uints
        return (red, green, blue), alpha

    def _matrix(self, item: int) -> Matrix:
        matrix = (ctypes.c_float * 6)()
        if not self._page.functions.matrix(item, ctypes.addressof(matrix)):
            return IDENTITY
        a, b, c, d, e, f = matrix
        return (a, b, c, d, e, f)

    def _bounds(self, item: int, outer: Matrix) -> Box | None:
        at = ctypes.addressof(self._four)
        if not self._page.functions.bounds(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top = self._four
        corners = [(left, bottom), (right, top), (left, top), (right, bottom)]
        points = [self._point(*move(outer, x, y)) for x, y in corners]
        return Box(
            min(x for x, _ in points),
            min(y for _, y in points),
            max(x for x, _ in points),
            max(y for _, y in points),
        )


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 - _SLACK <= x <= box.x1 + _SLACK and box.y0 - _SLACK <= y <= box.y1 + _SLACK
