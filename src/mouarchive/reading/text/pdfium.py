"""PDFium through ctypes, in bulk: the characters of a page as arrays, never one Python call each.

Only ever used in the worker: PDFium may abort the process on hostile files.
"""

from __future__ import annotations

import ctypes
import math
import mmap
from array import array
from collections import deque
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any

from mouarchive.model import Box
from mouarchive.reading.text.fontnames import bold_name, slanted_name
from mouarchive.reading.text.glyphs import Glyphs, Style, combine, display_point, displayed_boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.text.glyphs import Matrix

__all__ = ["OpenDocument", "OpenPage", "open_document"]

_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
_INVISIBLE = 3
_LEVEL = 0.1
_IMAGE = 3
_MOST_ANNOTATIONS = 2_000
_MOST_LOOKED_AT = 20_000
_LEVEL_DEGREES = 10
_AT_ONCE = 4_096
_SPACE = 32
_LOST, _HYPHEN = 0xFFFD, 0xFFFE
_HYPHEN_BYTES = array("H", [_HYPHEN]).tobytes()


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


class _Functions:
    """PDFium's calls with plain-integer arguments, cheap enough for `map`.

    All are short, so they keep the interpreter's lock. Those made for each character or text object are
    `quick`: they take ctypes objects, never the number of an address, since half of such a call's time
    would go into turning its arguments.
    """

    def __init__(self, raw: Any) -> None:
        integer, pointer = ctypes.c_int, ctypes.c_void_p
        self.quick_box = self._quick(raw.FPDFText_GetLooseCharBox, integer)
        self.quick_origin = self._quick(raw.FPDFText_GetCharOrigin, integer)
        self.quick_text_object = self._quick(raw.FPDFText_GetTextObject, ctypes.c_size_t)
        self.quick_font = self._quick(raw.FPDFTextObj_GetFont, ctypes.c_size_t)
        self.quick_font_size = self._quick(raw.FPDFTextObj_GetFontSize, integer)
        self.quick_matrix = self._quick(raw.FPDFPageObj_GetMatrix, integer)
        self.quick_render_mode = self._quick(raw.FPDFTextObj_GetTextRenderMode, integer)
        self.render_mode = self._bind(raw.FPDFTextObj_GetTextRenderMode, integer, pointer)
        self.unicode = self._bind(raw.FPDFText_GetUnicode, ctypes.c_uint, pointer, integer)
        self.angle = self._bind(raw.FPDFText_GetCharAngle, ctypes.c_float, pointer, integer)
        self.matrix = self._bind(raw.FPDFPageObj_GetMatrix, integer, pointer, pointer)
        self.font_name = self._bind(
            raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, pointer, pointer, ctypes.c_size_t
        )
        self.font_weight = self._bind(raw.FPDFFont_GetWeight, integer, pointer)
        self.font_flags = self._bind(raw.FPDFFont_GetFlags, integer, pointer)
        self.page_object = self._bind(raw.FPDFPage_GetObject, ctypes.c_size_t, pointer, integer)
        self.object_type = self._bind(raw.FPDFPageObj_GetType, integer, pointer)
        self.form_count = self._bind(raw.FPDFFormObj_CountObjects, integer, pointer)
        self.form_object = self._bind(raw.FPDFFormObj_GetObject, ctypes.c_size_t, pointer, ctypes.c_ulong)
        self.bounds = self._bind(raw.FPDFPageObj_GetBounds, integer, *[pointer] * 5)
        self.draw_mode = self._bind(raw.FPDFPath_GetDrawMode, integer, *[pointer] * 3)
        self.fill_colour = self._bind(raw.FPDFPageObj_GetFillColor, integer, *[pointer] * 5)
        self.stroke_colour = self._bind(raw.FPDFPageObj_GetStrokeColor, integer, *[pointer] * 5)
        self.stroke_width = self._bind(raw.FPDFPageObj_GetStrokeWidth, integer, pointer, pointer)
        self.segment_count = self._bind(raw.FPDFPath_CountSegments, integer, pointer)
        self.segment = self._bind(raw.FPDFPath_GetPathSegment, ctypes.c_size_t, pointer, integer)
        self.segment_type = self._bind(raw.FPDFPathSegment_GetType, integer, pointer)
        self.segment_point = self._bind(raw.FPDFPathSegment_GetPoint, integer, *[pointer] * 3)
        self.clip_path = self._bind(raw.FPDFPageObj_GetClipPath, ctypes.c_size_t, pointer)
        self.clip_count = self._bind(raw.FPDFClipPath_CountPaths, integer, pointer)
        self.clip_segments = self._bind(raw.FPDFClipPath_CountPathSegments, integer, pointer, integer)
        self.clip_segment = self._bind(
            raw.FPDFClipPath_GetPathSegment, ctypes.c_size_t, pointer, integer, integer
        )

    @staticmethod
    def _bind(function: Any, *types: Any) -> Callable[..., int]:
        bound: Callable[..., int] = ctypes.PYFUNCTYPE(*types)(_address(function))
        return bound

    @staticmethod
    def _quick(function: Any, answer: Any) -> Callable[..., int]:
        """A call that turns none of its arguments."""
        bound: Callable[..., int] = ctypes.PYFUNCTYPE(answer)(_address(function))
        return bound


class _Boxes:
    """Room for the boxes of some thousand characters, used again for every page.

    Each box is an object of its own over the same memory, as the quick calls want it.
    """

    def __init__(self) -> None:
        room = ((ctypes.c_float * 4) * _AT_ONCE)()
        self._each = list(room)
        self._bytes = memoryview(room).cast("B")
        self._room = room

    def fill(self, ask: Callable[..., int], text_page: ctypes.c_void_p, count: int) -> array[float]:
        """Left, top, right and bottom of the first `count` characters, in turn."""
        found = array("f")
        for first in range(0, count, _AT_ONCE):
            some = min(_AT_ONCE, count - first)
            # A box that is refused must not keep what stood there before.
            ctypes.memset(self._room, 0, 16 * some)
            deque(map(ask, repeat(text_page), range(first, first + some), self._each), maxlen=0)
            found.frombytes(self._bytes[: 16 * some])
        return found


class OpenPage:
    """One loaded page; `close` it before the next one."""

    def __init__(self, document: OpenDocument, index: int) -> None:
        self.raw = document.raw
        self.functions = document.functions
        self.handle = self.raw.FPDF_LoadPage(document.handle, index)
        if not self.handle:
            raise ValueError("the page could not be opened")
        self.rotation = 90 * self.raw.FPDFPage_GetRotation(self.handle)
        self._measure()
        box = self.raw.FS_RECTF()
        if not self.raw.FPDF_GetPageBoundingBox(self.handle, ctypes.byref(box)):
            box.left, box.bottom, box.right, box.top = 0.0, 0.0, self.width, self.height
        self.form = document.form
        self.crop = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        self._text_page: Any = None
        self._room = document.boxes
        self._matrix = (ctypes.c_float * 6)()
        self._size = (ctypes.c_float * 1)()
        self.form_matrices: dict[int, Matrix] = {}
        self._known_styles: dict[Style, Style] = {}
        self._known_settings: dict[tuple[object, ...], Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def angles(self, most: int) -> list[float]:
        """How some of the page's letters are turned, clockwise in degrees on the page as the file has it."""
        self._load_text()
        call, text_page = self.functions, _address(self._text_page)
        count = max(0, self.raw.FPDFText_CountChars(self._text_page))
        some = range(0, count, max(1, count // most))
        return [math.degrees(call.angle(text_page, i)) for i in some if call.unicode(text_page, i) > _SPACE]

    def turn(self, rotation: int) -> None:
        """Display the page turned by 0, 90, 180 or 270 degrees, clockwise, whatever the file says."""
        if self._text_page:
            self.raw.FPDFText_ClosePage(self._text_page)
            self._text_page = None
        self.raw.FPDFPage_SetRotation(self.handle, rotation // 90)
        self.rotation = rotation
        self._measure()

    def picture_share(self) -> float:
        """Share 0..1 of the page that its largest picture covers, by its outline alone."""
        call = self.functions
        four = (ctypes.c_float * 4)()
        at = ctypes.addressof(four)
        handle = _address(self.handle)
        largest = 0.0
        for index in range(min(self.raw.FPDFPage_CountObjects(self.handle), _MOST_LOOKED_AT)):
            item = call.page_object(handle, index)
            if call.object_type(item) == _IMAGE and call.bounds(item, at, at + 4, at + 8, at + 12):
                largest = max(largest, (four[2] - four[0]) * (four[3] - four[1]))
        return min(1.0, largest / max(1.0, self.width * self.height))

    def cover_annotations(self) -> list[tuple[Box, bool]]:
        """Boxes of annotations that may hide text; true where they only mark it for redaction."""
        found: list[tuple[Box, bool]] = []
        kinds = {
            self.raw.FPDF_ANNOT_REDACT: True,
            self.raw.FPDF_ANNOT_SQUARE: False,
            self.raw.FPDF_ANNOT_STAMP: False,
            self.raw.FPDF_ANNOT_HIGHLIGHT: False,
        }
        point = display_point(self.crop, self.rotation)
        rectangle = self.raw.FS_RECTF()
        for index in range(min(self.raw.FPDFPage_GetAnnotCount(self.handle), _MOST_ANNOTATIONS)):
            annotation = self.raw.FPDFPage_GetAnnot(self.handle, index)
            if not annotation:
                continue
            kind = self.raw.FPDFAnnot_GetSubtype(annotation)
            if kind in kinds and self.raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
                x0, y0 = point(rectangle.left, rectangle.bottom)
                x1, y1 = point(rectangle.right, rectangle.top)
                found.append((Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), kinds[kind]))
            self.raw.FPDFPage_CloseAnnot(annotation)
        return found

    def _measure(self) -> None:
        self.width = float(self.raw.FPDF_GetPageWidthF(self.handle))
        self.height = float(self.raw.FPDF_GetPageHeightF(self.handle))

    def _load_text(self) -> None:
        if not self._text_page:
            self._text_page = self.raw.FPDFText_LoadPage(self.handle)
        if not self._text_page:
            raise ValueError("the text of the page could not be read")

    def close(self) -> None:
        """Give the page's memory back."""
        if self._text_page:
            self.raw.FPDFText_ClosePage(self._text_page)
        self.raw.FPDF_ClosePage(self.handle)

    def glyphs(self, most: int) -> Glyphs:
        """All characters in content order, at most `most`; to be used before the page is closed."""
        self._load_text()
        total = max(0, self.raw.FPDFText_CountChars(self._text_page))
        count = min(total, most)
        text_page = ctypes.c_void_p(_address(self._text_page))
        boxes = self._room.fill(self.functions.quick_box, text_page, count)
        left, top, right, bottom = displayed_boxes(boxes, self.crop, self.rotation)
        return Glyphs(
            units=self._units(self._text_page, count),
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            baseline=self._baseline_of(text_page),
            object_at=partial(self.functions.quick_text_object, text_page),
            cut=total > count,
        )

    def _baseline_of(self, text_page: ctypes.c_void_p) -> Callable[[int], float]:
        x, y = (ctypes.c_double * 1)(), (ctypes.c_double * 1)()
        ask = self.functions.quick_origin
        point = display_point(self.crop, self.rotation)
        top = self.crop[3]

        def baseline(index: int) -> float:
            ask(text_page, index, x, y)
            return point(x[0], y[0])[1]

        def upright(index: int) -> float:
            ask(text_page, index, x, y)
            return top - y[0]

        return baseline if self.rotation % 360 else upright

    def _units(self, text_page: Any, count: int) -> array[int]:
        """UTF-16 code units, one for each character index."""
        units = array("H", bytes(2 * (count + 1)))
        at, _ = units.buffer_info()
        written = self.raw.FPDFText_GetText(
            text_page, 0, count, ctypes.cast(at, ctypes.POINTER(ctypes.c_ushort))
        )
        if written == count + 1:
            del units[count:]
            self._name_lost(units)
            return units
        # Characters without a code are left out of the text, which would shift all that follow.
        page = _address(text_page)
        return array("H", (min(self.functions.unicode(page, i), 0xFFFF) or _LOST for i in range(count)))

    def _name_lost(self, units: array[int]) -> None:
        """Put U+FFFD for letters that the font names U+0000: the engine gives them the sign for a hyphen."""
        if _HYPHEN_BYTES not in units.tobytes():
            return
        for index, unit in enumerate(units):
            if unit == _HYPHEN and not self.raw.FPDFText_IsHyphen(self._text_page, index):
                units[index] = _LOST

    def style(self, text_object: int) -> Style:
        """Size in points on the page, weight, slant and visibility of a text object."""
        call = self.functions
        item = ctypes.c_void_p(text_object)
        size = self._size[0] if call.quick_font_size(item, self._size) else 0.0
        placed = self._matrix[:] if call.quick_matrix(item, self._matrix) else None
        outer = self.form_matrices.get(text_object) if self.form_matrices else None
        font, mode = call.quick_font(item), call.quick_render_mode(item)
        # Where on the page it stands makes no difference.
        setting = (size, placed and tuple(placed[:4]), outer and outer[:4], font, mode)
        known = self._known_settings.get(setting)
        if known is None:
            known = self._known_settings[setting] = self._style(size, placed, outer, font, mode)
        return known

    def _style(
        self, size: float, placed: list[float] | None, outer: Matrix | None, font: int, mode: int
    ) -> Style:
        turned = False
        if placed is not None:
            # Many Word files say size 1 and scale by the matrix.
            a, b, c, d, e, f = placed
            if outer:
                a, b, c, d, e, f = combine((a, b, c, d, e, f), outer)
            size *= math.hypot(c, d)
            if self.rotation or abs(b) > _LEVEL * abs(a):
                direction = math.degrees(math.atan2(b, a)) - self.rotation
                turned = abs((direction + 180) % 360 - 180) > _LEVEL_DEGREES
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = self._weight_and_slant(font)
        found = Style(
            round(size, 2), known[0] or mode == _FILL_AND_STROKE, known[1], mode == _INVISIBLE, turned
        )
        # One object for each style, so that words can be compared by identity.
        return self._known_styles.setdefault(found, found)

    @property
    def unpainted(self) -> bool:
        """Whether any of the styles asked for so far is of text that is not painted."""
        return any(style.invisible for style in self._known_styles)

    def _weight_and_slant(self, font: int) -> tuple[bool, bool]:
        if not font:
            return False, False
        buffer = ctypes.create_string_buffer(256)
        self.functions.font_name(font, ctypes.addressof(buffer), 256)
        name = buffer.value.decode("utf-8", "replace")
        flags = self.functions.font_flags(font)
        flags = max(0, flags)
        bold = (
            bold_name(name) or self.functions.font_weight(font) >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD)
        )
        return bold, slanted_name(name) or bool(flags & _ITALIC)


class OpenDocument:
    """A document PDFium has opened; keeps the bytes mapped while it lives."""

    def __init__(self, raw: Any, mapping: mmap.mmap) -> None:
        self.raw = raw
        self._mapping = mapping
        self._view = (ctypes.c_char * len(mapping)).from_buffer(mapping)
        self.functions = _Functions(raw)
        self.boxes = _Boxes()
        self.handle = raw.FPDF_LoadMemDocument64(self._view, len(mapping), None)
        self.form = self._open_form() if self.handle and raw.FPDF_GetFormType(self.handle) > 0 else None

    def _open_form(self) -> Any:
        """PDFium's form module for this document, which alone can paint its fields; None where it fails."""
        self._form_calls = self.raw.FPDF_FORMFILLINFO(version=2)
        form = self.raw.FPDFDOC_InitFormFillEnvironment(self.handle, self._form_calls)
        if form:
            self.raw.FPDF_SetFormFieldHighlightAlpha(form, 0)
        return form or None

    @property
    def pages(self) -> int:
        """How many pages PDFium counts."""
        return int(self.raw.FPDF_GetPageCount(self.handle))

    def page(self, index: int) -> OpenPage:
        """Load the page with this index, from 0."""
        return OpenPage(self, index)


def open_document(fd: int) -> OpenDocument:
    """Open the PDF on descriptor `fd`; raises ValueError with PDFium's error number if it refuses."""
    import pypdfium2_raw as raw  # type: ignore[import-untyped]  # noqa: PLC0415 - only the worker pays

    raw.FPDF_InitLibrary()
    document = OpenDocument(raw, mmap.mmap(fd, 0, access=mmap.ACCESS_COPY))
    if not document.handle:
        raise ValueError(f"PDFium error {raw.FPDF_GetLastError()}")
    return document
