"""Words that the text layer holds and the page does not show, taken out of what is read.

Only a page that gives reason is painted twice: text in white, unpainted or in the colour behind it, layers,
and pictures, odd shapes or notes over text. Words under something leave a box for the sign of unknown text;
words that are just not painted leave nothing, since no reader misses them. A word stays where the reason
why it does not show may be ours: a font that this machine does not have.
"""

from __future__ import annotations

import ctypes
from collections import deque
from operator import attrgetter
from typing import TYPE_CHECKING

from mouarchive.model import Box
from mouarchive.reading.drawing.clips import clipped
from mouarchive.reading.redaction.carried import Annotation
from mouarchive.reading.redaction.causes import Paint
from mouarchive.reading.redaction.flow import merged
from mouarchive.reading.redaction.hidden import hidden_words, painted_twice, shades
from mouarchive.reading.redaction.redactions import Hidden
from mouarchive.reading.text.glyphs import display_point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.redaction.hidden import HiddenWord, Pictures
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece, Word
    from mouarchive.reading.wire import Job

__all__ = ["mask"]

_PALE = 240
_OPAQUE = 128
_ALIKE = 24
_MOST_COVERS = 300
_MOST_NOTES = 2_000
_LEAST = (6.0, 5.0)
_WHOLE = 0.6
_RISE_EM = 0.7
_SPACES = {0x20, 0x09, 0xA0}
_COVERS = {"box", "picture", "line", "shape", "annotation", "highlight", "scan"}
_UNPAINTED = {"layer", "clip"}
_UNSEEN_NOTE = 0b100010  # the flags Hidden and NoView

_Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0..255."""
_Paints = dict[int, _Colour]
"""The colours of text objects by their address."""
_BLACK = (0, 0, 0, 255)
_unpainted = attrgetter("style.invisible")


def mask(page: OpenPage, job: Job, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece]) -> Hidden:
    """What hides words of the page; their letters are struck from `glyphs` in place."""
    if not pieces:
        return Hidden()
    paints = dict(zip(drawing.texts, _asked(page, drawing.texts), strict=True))
    notes = list(_notes(page))
    clips = clipped(page, drawing.texts)
    if not (
        job.layers or clips or _reason(page, drawing, glyphs, pieces, paints) or _under_notes(notes, pieces)
    ):
        return Hidden()
    pictures = painted_twice(page, glyphs, drawing, job.image_pixels)
    paint: Paint | None = None
    covered_words: list[HiddenWord] = []
    letters = unpainted = 0
    for word in list(hidden_words(page, glyphs, pieces, pictures, drawing)):
        paint = paint or Paint(page, notes)
        covered = _covered(word, paint, paints, pictures)
        if covered is None:
            continue
        _strike(glyphs, word)
        if covered:
            covered_words.append(word)
            letters += word.letters
        else:
            unpainted += word.letters
    boxes = merged(list(_passages(covered_words)), pieces)
    return Hidden(tuple(boxes), letters, unpainted=unpainted)


# ------------------------------------------------------------------ whether to look


def _reason(
    page: OpenPage, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece], paints: _Paints
) -> bool:
    """Whether anything on the page could hide text; told from what is listed, without painting."""
    colours = set(paints.values())
    if drawing.crowded or any(min(colour[:3]) >= _PALE or colour[3] < _OPAQUE for colour in colours):
        return True
    if page.unpainted and any(any(map(_unpainted, piece.words)) for piece in pieces):
        return True
    if not (drawing.images or drawing.shapes or drawing.fills):
        return False  # as on most pages: text and some rules
    first = min(map(drawing.order.__getitem__, drawing.texts), default=0)
    pictures = [fill for fill in drawing.images if _large(fill.box)]
    shapes = [fill for fill in drawing.shapes if fill.order > first and _large(fill.box)]
    tinted = [
        fill
        for fill in (*drawing.fills, *drawing.shapes)
        if min(fill.rgb) < _PALE and any(_near(fill.rgb, colour) for colour in colours)
    ]
    if len(pictures) + len(shapes) + len(tinted) > _MOST_COVERS:
        return True
    return any(
        _beneath(piece, glyphs, drawing, shapes) or _in_own_colour(piece, glyphs, tinted, paints)
        for piece in pieces
    ) or any(_meets(fill.box, piece) for fill in pictures for piece in pieces)


def _asked(page: OpenPage, texts: Sequence[int]) -> list[_Colour]:
    """The colour of each text object, asked for in one go; what has no plain colour is out of range."""
    count = len(texts)
    buffer = (ctypes.c_uint * (4 * count))()
    ctypes.memset(buffer, 0xFF, 16 * count)
    at = ctypes.addressof(buffer)
    ends = [range(at + 4 * part, at + 4 * part + 16 * count, 16) for part in range(4)]
    deque(map(page.functions.fill_colour, texts, *ends), maxlen=0)
    flat = buffer[:]
    return list(zip(flat[0::4], flat[1::4], flat[2::4], flat[3::4], strict=True))


def _beneath(piece: Piece, glyphs: Glyphs, drawing: Drawing, covers: Sequence[Fill]) -> bool:
    """Whether something was painted over the piece after it."""
    over = [cover for cover in covers if _meets(cover.box, piece)]
    if not over:
        return False
    first, end = piece.words[0].glyphs[0], piece.words[-1].glyphs[1]
    orders = [drawing.order.get(glyphs.object_at(index), 0) for index in range(first, end)]
    return any(cover.order > min(orders, default=0) for cover in over)


def _in_own_colour(piece: Piece, glyphs: Glyphs, fills: Sequence[Fill], paints: _Paints) -> bool:
    """Whether a fill has the colour of a word that meets it."""
    near = [fill for fill in fills if _meets(fill.box, piece)]
    if not near:
        return False
    colours = [paints.get(glyphs.object_at(word.glyphs[0])) for word in piece.words]
    return any(_near(fill.rgb, paint) for fill in near for paint in colours if paint is not None)


def _under_notes(notes: Sequence[Annotation], pieces: Sequence[Piece]) -> bool:
    return any(_meets(note.box, piece) for note in notes for piece in pieces)


def _notes(page: OpenPage) -> Iterator[Annotation]:
    """Notes that are painted, and may lie over text."""
    raw = page.raw
    count = min(raw.FPDFPage_GetAnnotCount(page.handle), _MOST_NOTES)
    if count <= 0:
        return
    beside = {
        raw.FPDF_ANNOT_LINK: "Link",
        raw.FPDF_ANNOT_WIDGET: "Widget",
        raw.FPDF_ANNOT_POPUP: "Popup",
        raw.FPDF_ANNOT_TEXT: "Text",
        raw.FPDF_ANNOT_REDACT: "Redact",
        raw.FPDF_ANNOT_FILEATTACHMENT: "FileAttachment",
    }
    point, edges = display_point(page.crop, page.rotation), raw.FS_RECTF()
    for index in range(count):
        note = raw.FPDFPage_GetAnnot(page.handle, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        painted = kind not in beside and not raw.FPDFAnnot_GetFlags(note) & _UNSEEN_NOTE
        if painted and raw.FPDFAnnot_GetRect(note, ctypes.byref(edges)):
            (ax, ay), (bx, by) = point(edges.left, edges.bottom), point(edges.right, edges.top)
            name = "Highlight" if kind == raw.FPDF_ANNOT_HIGHLIGHT else "Note"
            yield Annotation(name, Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), 0, covers=True)
        raw.FPDFPage_CloseAnnot(note)


def _large(box: Box) -> bool:
    return box.x1 - box.x0 >= _LEAST[0] and box.y1 - box.y0 >= _LEAST[1]


def _meets(box: Box, piece: Piece) -> bool:
    return piece.x0 < box.x1 and piece.x1 > box.x0 and piece.y0 < box.y1 and piece.y1 > box.y0


def _near(fill: tuple[int, int, int], colour: _Colour) -> bool:
    return all(abs(one - two) <= _ALIKE for one, two in zip(fill, colour, strict=False))


# ------------------------------------------------------------------ what to do


def _covered(word: HiddenWord, paint: Paint, paints: _Paints, pictures: Pictures) -> bool | None:
    """True for a word under something, false for one that is not painted; None where it is to stay."""
    low, high = shades(pictures, _place(word))
    if word.invisible and not word.on_picture:
        # Letters drawn as outlines, with their text laid over them, are seen after all.
        return None if high - low > _ALIKE else False
    cause = paint.cause(word)
    red, green, blue, alpha = paints.get(word.text_object, _BLACK)
    pale = min(red, green, blue) >= _PALE and low >= _PALE
    if cause in _COVERS:
        return not pale
    if cause in _UNPAINTED or alpha < _OPAQUE:
        return False
    tone = 0.299 * red + 0.587 * green + 0.114 * blue
    return False if low - _ALIKE <= tone <= high + _ALIKE and high - low <= _ALIKE else None


def _place(word: HiddenWord) -> Box:
    """Where the hidden letters stand, as high as small letters: a font's own box reaches other lines."""
    whole = word.word
    if whole.style.turned:
        return word.box
    return Box(word.box.x0, whole.baseline - _RISE_EM * whole.style.size, word.box.x1, whole.baseline)


def _passages(words: Sequence[HiddenWord]) -> Iterator[Box]:
    """The places of words; turned ones that follow each other are one place, level ones are merged later."""
    last: HiddenWord | None = None
    box: Box | None = None
    for word in words:
        place, turned = _place(word), word.word.style.turned
        near = last is not None and 0 <= word.word.glyphs[0] - last.word.glyphs[1] <= 1
        if box is not None and turned and near and last is not None and last.word.style.turned:
            place = Box(
                min(box.x0, place.x0), min(box.y0, place.y0), max(box.x1, place.x1), max(box.y1, place.y1)
            )
        elif box is not None:
            yield box
        last, box = word, place
    if box is not None:
        yield box


def _strike(glyphs: Glyphs, hidden: HiddenWord) -> None:
    """Strike out the letters; where most are hidden the whole word, with the spaces before it."""
    word: Word = hidden.word
    if hidden.letters < _WHOLE * len(word.text):
        for index in hidden.gone:
            glyphs.units[index] = 0
        return
    start, end = word.glyphs
    while start and glyphs.units[start - 1] in _SPACES:
        start -= 1
    for index in range(start, end):
        glyphs.units[index] = 0
