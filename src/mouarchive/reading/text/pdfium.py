"""PDFium through ctypes, in bulk: the characters of a page as arrays, never one Python call each.

Only ever used in the worker: PDFium may abort the process on hostile files.
"""

from __future__ import annotations

import ctypes
import math
import mmap
import re
from array import array
from collections import Counter, deque
from functools import cache, partial
from itertools import pairwise, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from mouarchive.model import Box
from mouarchive.reading.text.glyphs import Glyphs, Style, combine, display_point, displayed_boxes
from mouarchive.reading.text.text_rules import FONT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mouarchive.reading.text.glyphs import Matrix

__all__ = ["OpenDocument", "OpenPage", "bold_name", "open_document", "set_upright", "slanted_name"]

_FORCE_BOLD = 1 << 18  # fact: flag of a font's descriptor
_ITALIC = 1 << 6  # fact: flag of a font's descriptor
_INVISIBLE = 3  # fact: a text's render mode
_FILL_AND_STROKE = 2
_IMAGE = 3  # fact: FPDF_PAGEOBJ_IMAGE
_FOUR = 4  # fact: edges of a box, parts of a colour; and the bytes of each
_FOUR_BYTES = 16  # fact: four floats
_MATRIX = 6  # fact: numbers of a matrix
_NAME_BYTES = 256  # fact: a name in a PDF has at most 127 bytes, here as UTF-8
_SPACE = 32  # fact: code of the space
_LOST, _HYPHEN, _LAST = 0xFFFD, 0xFFFE, 0xFFFF  # fact: U+FFFD, the engine's sign for a hyphen, the last unit
_HYPHEN_BYTES = array("H", [_HYPHEN]).tobytes()
_QUARTER, _HALF, _WHOLE = 90, 180, 360  # fact: degrees of turns


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
        three = (pointer, pointer, pointer)
        five = (*three, pointer, pointer)
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
        self.bounds = self._bind(raw.FPDFPageObj_GetBounds, integer, *five)
        self.draw_mode = self._bind(raw.FPDFPath_GetDrawMode, integer, *three)
        self.fill_colour = self._bind(raw.FPDFPageObj_GetFillColor, integer, *five)
        self.stroke_colour = self._bind(raw.FPDFPageObj_GetStrokeColor, integer, *five)
        self.stroke_width = self._bind(raw.FPDFPageObj_GetStrokeWidth, integer, pointer, pointer)
        self.segment_count = self._bind(raw.FPDFPath_CountSegments, integer, pointer)
        self.segment = self._bind(raw.FPDFPath_GetPathSegment, ctypes.c_size_t, pointer, integer)
        self.segment_type = self._bind(raw.FPDFPathSegment_GetType, integer, pointer)
        self.segment_point = self._bind(raw.FPDFPathSegment_GetPoint, integer, *three)
        self.clip_path = self._bind(raw.FPDFPageObj_GetClipPath, ctypes.c_size_t, pointer)
        self.clip_count = self._bind(raw.FPDFClipPath_CountPaths, integer, pointer)
        self.clip_segments = self._bind(raw.FPDFClipPath_CountPathSegments, integer, pointer, integer)
        self.clip_segment = self._bind(
            raw.FPDFClipPath_GetPathSegment, ctypes.c_size_t, pointer, integer, integer
        )

    @staticmethod
    def four(ask: Callable[..., int], item: int, kind: Any = ctypes.c_float) -> tuple[float, ...] | None:
        """The four numbers that a call gives of an object (its box, its colour); None where it gives none."""
        found = (kind * _FOUR)()
        at = ctypes.addressof(found)
        return tuple(found) if ask(item, *range(at, at + _FOUR_BYTES, _FOUR)) else None

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
        room = ((ctypes.c_float * _FOUR) * FONT.boxes_at_once)()
        self._each = list(room)
        self._bytes = memoryview(room).cast("B")
        self._room = room

    def fill(self, ask: Callable[..., int], text_page: ctypes.c_void_p, count: int) -> array[float]:
        """Left, top, right and bottom of the first `count` characters, in turn."""
        found = array("f")
        for first in range(0, count, FONT.boxes_at_once):
            some = min(FONT.boxes_at_once, count - first)
            # A box that is refused must not keep what stood there before.
            ctypes.memset(self._room, 0, _FOUR_BYTES * some)
            deque(map(ask, repeat(text_page), range(first, first + some), self._each), maxlen=0)
            found.frombytes(self._bytes[: _FOUR_BYTES * some])
        return found


class OpenPage:
    """One loaded page; `close` it before the next one."""

    def __init__(self, document: OpenDocument, index: int) -> None:
        self.raw = document.raw
        self.functions = document.functions
        self.handle = self.raw.FPDF_LoadPage(document.handle, index)
        if not self.handle:
            raise ValueError("the page could not be opened")
        self.rotation = _QUARTER * self.raw.FPDFPage_GetRotation(self.handle)
        self._measure()
        box = self.raw.FS_RECTF()
        if not self.raw.FPDF_GetPageBoundingBox(self.handle, ctypes.byref(box)):
            box.left, box.bottom, box.right, box.top = 0.0, 0.0, self.width, self.height
        self.form = document.form
        self.crop = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        self._text_page: Any = None
        self._room = document.boxes
        self._matrix = (ctypes.c_float * _MATRIX)()
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
        self.raw.FPDFPage_SetRotation(self.handle, rotation // _QUARTER)
        self.rotation = rotation
        self._measure()

    def picture_share(self) -> float:
        """Share 0..1 of the page that its largest picture covers, by its outline alone."""
        call, handle = self.functions, _address(self.handle)
        largest = 0.0
        for index in range(min(self.raw.FPDFPage_CountObjects(self.handle), FONT.objects)):
            item = call.page_object(handle, index)
            box = call.four(call.bounds, item) if call.object_type(item) == _IMAGE else None
            if box is not None:
                largest = max(largest, (box[2] - box[0]) * (box[3] - box[1]))
        return min(1.0, largest / max(1.0, self.width * self.height))

    def cover_annotations(self) -> list[tuple[Box, bool]]:
        """Boxes of annotations that may hide text; true where they only mark it for redaction."""
        raw = self.raw
        marks = {raw.FPDF_ANNOT_REDACT: True}
        covers = dict.fromkeys((raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_HIGHLIGHT), False)
        return [(box, marked) for marked, box in self._annotations(covers | marks)]

    def is_typed_on(self) -> bool:
        """Whether words were typed or stamped onto the page, beside its text layer."""
        kinds = (self.raw.FPDF_ANNOT_FREETEXT, self.raw.FPDF_ANNOT_STAMP)
        return any(True for _ in self._annotations(dict.fromkeys(kinds, True)))

    def links(self) -> list[Box]:
        """Boxes of the page's links."""
        return [box for _, box in self._annotations({self.raw.FPDF_ANNOT_LINK: True})]

    def _annotations(self, kinds: dict[int, bool]) -> Iterator[tuple[bool, Box]]:
        """What is told here of the kind of each annotation of these kinds, and its box."""
        point = display_point(self.crop, self.rotation)
        rectangle = self.raw.FS_RECTF()
        for index in range(min(self.raw.FPDFPage_GetAnnotCount(self.handle), FONT.annotations)):
            annotation = self.raw.FPDFPage_GetAnnot(self.handle, index)
            if not annotation:
                continue
            kind = self.raw.FPDFAnnot_GetSubtype(annotation)
            if kind in kinds and self.raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
                x0, y0 = point(rectangle.left, rectangle.bottom)
                x1, y1 = point(rectangle.right, rectangle.top)
                yield kinds[kind], Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            self.raw.FPDFPage_CloseAnnot(annotation)

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

        return baseline if self.rotation % _WHOLE else upright

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
        return array("H", (min(self.functions.unicode(page, i), _LAST) or _LOST for i in range(count)))

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
            turned = _off_level(math.degrees(math.atan2(b, a)) - self.rotation) > FONT.level_degrees
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
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        self.functions.font_name(font, ctypes.addressof(buffer), _NAME_BYTES)
        name = buffer.value.decode("utf-8", "replace")
        flags = max(0, self.functions.font_flags(font))
        heavy = self.functions.font_weight(font) >= FONT.bold_weight or bool(flags & _FORCE_BOLD)
        bold = bold_name(name) or heavy
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


# ------------------------------------------------------------------ pages drawn sideways


def set_upright(page: OpenPage) -> None:
    """Turn a page on which most letters stand turned alike; a few letters turn none.

    Many programs put a landscape table on a portrait page by drawing it turned, others say so by the page's
    own rotation. From here on both are the same: sizes, boxes and pictures are those of the upright page.
    """
    rotation = _upright(page.angles(FONT.letters_sampled))
    if rotation is not None and rotation != page.rotation:
        page.turn(rotation)


def _upright(angles: list[float]) -> int | None:
    """The rotation, clockwise in degrees, that sets most letters upright; None where there is none."""
    if len(angles) < FONT.turned_letters:
        return None
    counted: Counter[int | None] = Counter()
    for angle in angles:
        quarters = round(-angle / _QUARTER)
        level = _off_level(-angle - _QUARTER * quarters) <= FONT.level_degrees
        counted[_QUARTER * quarters % _WHOLE if level else None] += 1
    rotation, votes = max(counted.items(), key=itemgetter(1))
    return rotation if votes >= FONT.turned_share * counted.total() else None


def _off_level(degrees: float) -> float:
    """How far from level a direction is, 0 to 180 degrees."""
    return abs((degrees + _HALF) % _WHOLE - _HALF)


# ------------------------------------------------------------------ weight and slant from a font's name

# Embedded fonts often carry no weight and no flags: TeX's never do. TeX's names are families of two letters
# with a shape (Computer Modern, its successors, the eight-letter names of PostScript fonts); foundries end a
# name in a style, in words or in their short forms ("-BdIt", "DemiBold", "-Hv").
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_TEX_BOLD = re.compile(
    r"(?:cm(?:b|bx|bxsl|bxti|bxcd|bsy|mib|ssbx)"  # Computer Modern
    r"|(?:sf|ec|tc|la|ae)(?:bx|bi|bl|rb|sx|so|xc|oc)"  # its European successors
    r"|(?:rm-|ec-|ts1-|qx-)?lm(?:b|bo|bx|bxi|bxo|csb|mib|ssbx|ssbo|tkb?)"  # Latin Modern
    r"|(?:tx|px)b\w*?|(?:p|u|b|m)(?:tm|hv|pl|cr|bk|ag|nc)[bd]\w*?)\d+\w*",
    re.IGNORECASE,
)
_TEX_SLANTED = re.compile(
    r"(?:cm(?:ti|sl|mi|mib|bxti|bxsl|ssi|itt|sltt)|(?:sf|ec|tc|la)(?:ti|sl|bi|bl|si|so)"
    r"|(?:rm-|ec-|ts1-|qx-)?lm(?:ri|ro|mi|bxi|bxo|bo|sso))\d+\w*",
    re.IGNORECASE,
)
# URW's Medium is the bold of its Times; elsewhere Medium is a weight for running text.
_MEDIUM_IS_BOLD = re.compile(r"nimbus(?:rom|mon).*-medi(?!um)", re.IGNORECASE)
_HEAVY = frozenset({"black", "blk", "demi", "heavy", "halbfett", "fett", "extrabold", "ultrabold"})
_HEAVY_ENDINGS = frozenset({"b", "bd", "bi", "dm", "dmbd", "hv", "hvy", "sb", "sbd", "smbd", "xbd", "ultra"})
_LIGHT = frozenset({"light", "thin", "lt"})
_SLANTED = frozenset({"ital", "obl", "kursiv", "slanted"})
_SLANTED_ENDINGS = frozenset({"it", "i", "bi", "obl", "ita"})


@cache
def bold_name(name: str) -> bool:
    """Whether a font of this name is bold: semi-bold and demi count, medium and book do not."""
    name = _SUBSET.sub("", name)
    if "bold" in name.lower() or _TEX_BOLD.fullmatch(name) or _MEDIUM_IS_BOLD.match(name):
        return True
    for word, after in pairwise([*_words(name), ""]):
        if word in _HEAVY and after not in _LIGHT:
            return True
    return not _HEAVY_ENDINGS.isdisjoint(_style(name)) and _LIGHT.isdisjoint(_style(name))


@cache
def slanted_name(name: str) -> bool:
    """Whether a font of this name is italic or oblique."""
    name = _SUBSET.sub("", name)
    plain = name.lower()
    if "italic" in plain or "oblique" in plain or _TEX_SLANTED.fullmatch(name):
        return True
    return not _SLANTED.isdisjoint(_words(name)) or not _SLANTED_ENDINGS.isdisjoint(_style(name))


def _words(name: str) -> list[str]:
    return [word.lower() for word in _TOKEN.findall(name)]


def _style(name: str) -> list[str]:
    """The words behind the last hyphen or comma: there, short forms are styles and not syllables."""
    parts = re.split("[-,_]", name)
    return _words(parts[-1]) if len(parts) > 1 else []
