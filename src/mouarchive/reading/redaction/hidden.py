"""Words of the text layer that nobody can see on the page, found by painting it with and without its text.

A letter is seen where the two pictures differ: whatever lies over it, whatever colour it has, and whatever is
behind it. That needs no guess from the drawing, so that boxes, pictures, lines, skewed shapes, annotations,
white letters, clipped ones and layers switched off are all found in the same way. Why a word cannot be seen
is said afterwards, from what is painted over it and in what colour. Letters are counted, never kept.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import msgspec

from mouarchive.model import Box
from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.drawing.drawn import on_layer
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.redaction.boxes import is_letter, letter_band
from mouarchive.reading.redaction.redaction_rules import REDACTION
from mouarchive.reading.text.glyphs import characters, covered_share, display_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL import Image

    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece, Word

__all__ = [
    "Colour", "HiddenWord", "Note", "Pictures", "cause", "clipped", "colours", "displayed", "hidden_words",
    "notes_on", "painted_twice", "shades",
]  # fmt: skip

_INVISIBLE = 3  # fact: PDF's mode of text that is not painted
_UNSEEN_NOTE = 0b100010  # fact: PDF's flags Hidden and NoView
_ROOM = 4  # fact: bytes of each number that PDFium writes
_FULL = 255  # fact: wholly opaque
_RECTANGLE = (4, 5)  # fact: segments of a rectangle, its closing one said or not
_SEES_THROUGH = ("Link", "Widget", "Popup", "Redact", "Text", "FileAttachment")
_COMMENTS = (
    "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Square", "Circle", "Polygon",
    "PolyLine", "Line", "Stamp", "FileAttachment", "Sound",
)  # fmt: skip

Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0..255; out of that range where a text has no plain colour."""
_Band = tuple[int, int, int, int]


class HiddenWord(msgspec.Struct, frozen=True):
    """Hidden letters of one word: where they stand in points, their characters, one of their text objects.

    `invisible` where the file itself says that they are not painted; `on_picture` where such a word lies on
    a picture, as the text under a scan does.
    """

    box: Box
    word: Word
    gone: tuple[int, ...]
    text_object: int
    invisible: bool = False
    on_picture: bool = False

    @property
    def letters(self) -> int:
        """How many letters and figures cannot be seen."""
        return len(self.gone)


class Pictures(msgspec.Struct, frozen=True):
    """A page in grey as shown, where its text adds to that (a byte a pixel), and pixels for each point."""

    shown: Image.Image
    seen: bytes
    scale: float


def painted_twice(page: OpenPage, glyphs: Glyphs, drawing: Drawing, most: int) -> Pictures:
    """Paint the page with its text and without; `most` is the ceiling of pixels.

    The page is as it was afterwards. Text that the file itself leaves unpainted adds nothing to the picture.
    Of texts that lie on each other with the same characters the engine names only the first; what is painted
    may be another one, so that all of the page's texts are taken away.
    """
    from PIL import ImageChops  # noqa: PLC0415 - only pages that give reason pay for it

    shown, scale = grey(page, REDACTION.dpi, most)
    objects = {glyphs.object_at(index) for index in range(len(glyphs.units))}.union(drawing.texts) - {0}
    modes = {item: page.functions.render_mode(item) for item in objects}
    painted = {item: mode for item, mode in modes.items() if mode != _INVISIBLE}
    if not painted:
        return Pictures(shown, bytes(shown.width * shown.height), scale)
    change, pointer = page.raw.FPDFTextObj_SetTextRenderMode, page.raw.FPDF_PAGEOBJECT
    try:
        for item in painted:
            change(ctypes.cast(item, pointer), _INVISIBLE)
        bare, _ = grey(page, REDACTION.dpi, most)
    finally:
        for item, mode in painted.items():
            change(ctypes.cast(item, pointer), mode)
    differs = ImageChops.difference(shown, bare).point(lambda value: value > REDACTION.seen)
    return Pictures(shown, differs.tobytes(), scale)


def hidden_words(
    page: OpenPage, glyphs: Glyphs, pieces: Iterable[Piece], pictures: Pictures, drawing: Drawing
) -> Iterator[HiddenWord]:
    """Words of which three letters in a row, or three in five, cannot be seen.

    Text that is not painted is the layer of a scan where it lies on a picture; there it is hidden where the
    picture shows a dark area instead of letters, elsewhere always. Some scans have their pictures painted
    over the layer instead: such text is hidden where the picture shows nothing but one colour.
    """
    text = characters(glyphs.units)
    pictured = [image.box for image in drawing.images]
    scans = drawing.images if covered_share(pictured, page.width, page.height) >= DRAWING.scan else []
    for word in (word for piece in pieces for word in piece.words):
        letters = [index for index in range(*word.glyphs) if is_letter(text[index])]
        if not letters:
            continue
        invisible = word.style.invisible
        on_picture = invisible and any(_inside(word, box) for box in pictured)
        bands = {i: _band(glyphs, i, word, pictures.scale) for i in letters}
        if on_picture:
            gone = [i for i, band in bands.items() if _blacked(pictures, band)]
        else:
            gone = [i for i, band in bands.items() if not _seen(pictures, band)]
            if gone and _under_scan(word, glyphs.object_at(letters[0]), scans, drawing):
                gone = [i for i in gone if _one_colour(pictures, bands[i])]
            if _enough(gone, letters):
                gone = [i for i in gone if not _seen_elsewhere(page, pictures, i, bands[i])]
        if len(gone) >= (REDACTION.letters if on_picture else 1) and _enough(gone, letters):
            box, text_object = _around(glyphs, gone), glyphs.object_at(gone[0])
            yield HiddenWord(box, word, tuple(gone), text_object, invisible, on_picture)


def _enough(gone: list[int], letters: list[int]) -> bool:
    """Whether so many letters are missing that it is no accident of thin strokes."""
    if len(gone) >= REDACTION.share * len(letters):
        return True
    missing = set(gone)
    run = 0
    for index in letters:
        run = run + 1 if index in missing else 0
        if run >= REDACTION.letters:
            return True
    return False


def _under_scan(word: Word, text_object: int, scans: Iterable[Fill], drawing: Drawing) -> bool:
    """Whether a picture of the page was painted over the word: its letters show there, not the layer's."""
    own = drawing.order.get(text_object)
    return own is not None and any(scan.order > own and _inside(word, scan.box) for scan in scans)


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _band(glyphs: Glyphs, index: int, word: Word, scale: float) -> _Band:
    """The pixels where a letter must show; turned ones have no level baseline: the middle of their box."""
    left, top, right, bottom = letter_band(glyphs, index)
    if word.style.turned:
        top, bottom = glyphs.top[index], glyphs.bottom[index]
        aside = REDACTION.aside * (bottom - top)
        top, bottom = top + aside, bottom - aside
    return _pixels(Box(left, top, right, bottom), scale)


def _pixels(box: Box, scale: float) -> _Band:
    x0, y0 = int(box.x0 * scale), int(box.y0 * scale)
    return x0, y0, max(x0 + 1, round(box.x1 * scale)), max(y0 + 1, round(box.y1 * scale))


def _seen(pictures: Pictures, band: _Band) -> bool:
    """Whether the text changes anything here."""
    width, height = pictures.shown.size
    left, right = max(0, band[0]), min(width, band[2])
    rows = range(max(0, band[1]) * width, min(height, band[3]) * width, width)
    return left < right and any(1 in pictures.seen[row + left : row + right] for row in rows)


def _seen_elsewhere(page: OpenPage, pictures: Pictures, index: int, band: _Band) -> bool:
    """Whether the letter is painted outside its band, as low signs are, and is seen there.

    A font with a broken encoding has its underscores, say, under the code of a letter.
    """
    edges = [ctypes.c_double() for _ in band]
    text_page = page._text_page  # noqa: SLF001 - loaded once for all that is asked of a page's characters
    if not page.raw.FPDFText_GetCharBox(text_page, index, *map(ctypes.byref, edges)):
        return False
    left, right, bottom, top = (edge.value for edge in edges)
    own = _pixels(displayed(page, left, bottom, right, top), pictures.scale)
    common = min(own[3], band[3]) - max(own[1], band[1])
    return common < REDACTION.in_band * (own[3] - own[1]) and _seen(pictures, own)


def displayed(page: OpenPage, left: float, bottom: float, right: float, top: float) -> Box:
    """A box of the file in the page as displayed."""
    point = display_point(page.crop, page.rotation)
    (x0, y0), (x1, y1) = point(left, bottom), point(right, top)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _one_colour(pictures: Pictures, band: _Band) -> bool:
    low, high = cast("tuple[int, int]", pictures.shown.crop(band).getextrema())
    return high - low <= REDACTION.flat


def _blacked(pictures: Pictures, band: _Band) -> bool:
    """Whether the page shows nothing but one dark colour here."""
    low, high = cast("tuple[int, int]", pictures.shown.crop(band).getextrema())
    return high - low <= REDACTION.flat and high < DRAWING.dark


def shades(pictures: Pictures, box: Box) -> tuple[int, int, int]:
    """The darkest, the commonest and the lightest grey, 0..255, that the page shows in a box."""
    counts = pictures.shown.crop(_pixels(box, pictures.scale)).histogram()
    there = [shade for shade, count in enumerate(counts) if count]
    return there[0], counts.index(max(counts)), there[-1]


def _around(glyphs: Glyphs, indices: list[int]) -> Box:
    return Box(
        min(glyphs.left[i] for i in indices),
        min(glyphs.top[i] for i in indices),
        max(glyphs.right[i] for i in indices),
        max(glyphs.bottom[i] for i in indices),
    )


# ------------------------------------------------------------------ why


class Note(msgspec.Struct, frozen=True):
    """A note on a page: its kind and place, the letters it says beside it, whether it may cover text."""

    kind: str
    box: Box
    letters: int
    covers: bool


def notes_on(page: OpenPage) -> tuple[Note, ...]:
    """The notes on a page, in the file's order."""
    raw, edges, found = page.raw, page.raw.FS_RECTF(), []
    kinds = {
        getattr(raw, f"FPDF_ANNOT_{kind.upper()}"): kind for kind in {*_COMMENTS, *_SEES_THROUGH, "FreeText"}
    }
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.handle), REDACTION.notes)):
        note = raw.FPDFPage_GetAnnot(page.handle, index)
        if not note:
            continue
        kind = kinds.get(raw.FPDFAnnot_GetSubtype(note), "Note")
        unseen = bool(raw.FPDFAnnot_GetFlags(note) & _UNSEEN_NOTE)
        if raw.FPDFAnnot_GetRect(note, ctypes.byref(edges)):
            box = displayed(page, edges.left, edges.bottom, edges.right, edges.top)
            beside = kind in _COMMENTS or (kind == "FreeText" and unseen)
            letters = sum(map(is_letter, _said(page, note))) if beside else 0
            found.append(Note(kind, box, letters, not (unseen or kind in _SEES_THROUGH)))
        raw.FPDFPage_CloseAnnot(note)
    return tuple(found)


def _said(page: OpenPage, note: object) -> str:
    ask = page.raw.FPDFAnnot_GetStringValue
    length = ask(note, b"Contents", None, 0)
    room = ctypes.create_string_buffer(length)
    ask(note, b"Contents", ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), length)
    return room.raw.decode("utf-16-le", "replace")


def cause(page: OpenPage, word: HiddenWord, drawing: Drawing, notes: Sequence[Note]) -> str:
    """A stable word: what lies over the word last, else what is odd about the word itself."""
    if word.invisible:
        return "scan" if word.on_picture else "unpainted"
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    for note in notes:
        if note.covers and _holds(note.box, x, y):
            return "highlight" if note.kind == "Highlight" else "annotation"
    order = drawing.order.get(word.text_object, 0)
    over = [cover.kind for cover in drawing.covers if cover.order > order and _holds(cover.box, x, y)]
    return over[-1] if over else _odd(page, word.text_object, drawing)


def _odd(page: OpenPage, text_object: int, drawing: Drawing) -> str:
    """What hides a text that nothing is known to lie over."""
    if on_layer(page, drawing, text_object):
        return "layer"
    if clipped(page, [text_object]):
        return "clip"
    if drawing.crowded:
        return "shape"  # one of those that were not looked at
    ((*rgb, alpha),) = colours(page, [text_object])
    if alpha < DRAWING.opaque:
        return "transparent"
    return "white" if DRAWING.white <= min(rgb) <= _FULL else "background"


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1


def colours(page: OpenPage, texts: Sequence[int]) -> list[Colour]:
    """The colour of each text object, asked for in one go."""
    count, parts = len(texts), len(("red", "green", "blue", "opacity"))
    buffer = (ctypes.c_uint * (parts * count))(*[2 * _FULL] * parts * count)
    at, each = ctypes.addressof(buffer), _ROOM * parts
    ends = [range(at + _ROOM * part, at + _ROOM * part + each * count, each) for part in range(parts)]
    deque(map(page.functions.fill_colour, texts, *ends), maxlen=0)
    flat = iter(buffer[:])
    return list(zip(flat, flat, flat, flat, strict=True))


def clipped(page: OpenPage, texts: Sequence[int]) -> frozenset[int]:
    """Those of the text objects (by address) that their clip paths do not plainly leave whole.

    A clip is a shape outside of which nothing is painted. Most text has none of its own, which is asked in
    one go; where it has one that is no rectangle around it, only painting the page tells what is left of it.
    """
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
    four = (ctypes.c_float * len(Box.__struct_fields__))()
    at = ctypes.addressof(four)
    if count > REDACTION.clips or not page.functions.bounds(
        text, *range(at, at + ctypes.sizeof(four), _ROOM)
    ):
        return False
    left, bottom, right, top = four
    middle = (bottom + top) / 2
    for index in range(count):
        corners = _corners(page, path, index)
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        level = all(
            min(abs(x0 - x1), abs(y0 - y1)) <= DRAWING.askew for (x0, y0), (x1, y1) in pairwise(corners)
        )
        if not (corners and level and min(xs) <= left + 1 and right - 1 <= max(xs)):
            return False
        if not min(ys) <= middle <= max(ys):
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
        if not call.segment_point(call.clip_segment(path, index, segment), at, at + _ROOM):
            return []
        found.append((two[0], two[1]))
    return found
