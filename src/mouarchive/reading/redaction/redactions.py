"""Blacked-out passages: found where they stand in the text, and what lies under them left out.

A candidate comes from the drawing (a dark box, a small picture, an annotation, anything opaque painted
over text); whether it hides anything is then seen in the rendered page, never guessed from the drawing
alone: light text on a dark table header stays, and so does text over a paragraph's shading.
The hidden letters are counted, never kept.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, cast

import msgspec

from mouarchive.model import Box
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.redaction.flow import merged, same_row, standing
from mouarchive.reading.text.glyphs import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.text.glyphs import Glyphs, Style
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["Hidden", "find"]

_DPI = 120
_PIXELS = 6_000_000
_DARK_GREY = 100
_DARK_SHARE = 0.995
_FLAT = 28
_BAND = 0.45
_MARGIN = 0.15
_LEAST_LETTERS = 3
_HIDDEN_SHARE = 0.6
_PICTURE_SHARE = 0.5
_LEAST_WIDTH = 6.0
_LEAST_HEIGHT = 5.0


class Hidden(msgspec.Struct, frozen=True):
    """Boxes that hide text or blank it out, and how many letters lie under them in the file.

    `unapplied` counts boxes that only mark text for redaction: the letters are there for all to see.
    `unpainted` counts letters that nothing lies over and that still cannot be seen: they leave no sign.
    """

    boxes: tuple[Box, ...] = ()
    letters: int = 0
    unapplied: int = 0
    unpainted: int = 0

    def joined(self, other: Hidden, pieces: Sequence[Piece]) -> Hidden:
        """Both as one: boxes of the two that touch are one passage."""
        boxes = self.boxes or other.boxes
        if self.boxes and other.boxes:
            boxes = tuple(merged([*self.boxes, *other.boxes], pieces))
        return Hidden(
            boxes,
            self.letters + other.letters,
            self.unapplied + other.unapplied,
            self.unpainted + other.unpainted,
        )


class _Candidate(msgspec.Struct):
    box: Box
    indices: list[int]
    dark: bool
    certain: bool = False


def find(
    page: OpenPage,
    drawing: Drawing,
    glyphs: Glyphs,
    pieces: Sequence[Piece],
    style_of: Callable[[int], Style],
) -> Hidden:
    """Boxes that hide text or blank it out; letters under them are struck from `glyphs` in place."""
    candidates = _candidates(page, drawing, glyphs, pieces)
    in_text = standing([candidate.box for candidate in candidates if candidate.dark], pieces, drawing.rules)
    candidates = [candidate for candidate in candidates if candidate.indices or candidate.box in in_text]
    if not candidates:
        return Hidden()
    image, scale = grey(page, _DPI, _PIXELS)
    text = characters(glyphs.units)
    boxes: list[Box] = []
    letters = unapplied = 0
    dark = [candidate for candidate in candidates if candidate.dark]
    black = {candidate.box for candidate in dark if _dark(image, candidate.box, scale)}
    header_rows = [candidate.box for candidate in dark if candidate.indices and candidate.box not in black]
    # Once more, since a logo or a heading's coloured cell is no neighbour to go by.
    in_text = standing(sorted(black, key=_place), pieces, drawing.rules)
    for candidate in candidates:
        under = [i for i in candidate.indices if _is_letter(text[i]) and _painted(glyphs, i, style_of)]
        flat = [i for i in under if candidate.certain or _flat(image, glyphs, i, scale)]
        hides = bool(flat) and (len(flat) >= _LEAST_LETTERS or len(flat) >= _HIDDEN_SHARE * len(under))
        blank = (
            candidate.dark
            and not under
            and candidate.box in in_text
            and not any(same_row(candidate.box, other) for other in header_rows)
        )
        if not (hides or blank):
            continue
        boxes.append(candidate.box)
        unapplied += candidate.certain
        # Letters that are not painted, as the layer of a scan, lie in the file under the box all the same.
        layer = [i for i in candidate.indices if _is_letter(text[i]) and not _painted(glyphs, i, style_of)]
        letters += sum(glyphs.units[i] != 0 for i in {*flat, *layer})
        for i in candidate.indices:
            glyphs.units[i] = 0
    return Hidden(tuple(merged(boxes, pieces)), letters, unapplied)


def _candidates(
    page: OpenPage, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece]
) -> list[_Candidate]:
    """Everything that could hide text, with the characters whose middle lies in it."""
    found: list[_Candidate] = []
    area = page.width * page.height
    for fill in drawing.fills:
        if _small(fill.box) or not (fill.dark or _over_text(fill, glyphs, drawing, pieces)):
            continue
        indices = _inside(glyphs, fill.box, pieces)
        if not fill.dark:
            indices = _below(fill, indices, glyphs, drawing)
        if fill.dark or indices:
            found.append(_Candidate(fill.box, indices, fill.dark))
    for fill in drawing.images:
        box = fill.box
        if _small(box) or (box.x1 - box.x0) * (box.y1 - box.y0) > _PICTURE_SHARE * area:
            continue
        indices = _below(fill, _inside(glyphs, box, pieces), glyphs, drawing)
        found.append(_Candidate(box, indices, dark=True))
    for box, certain in page.cover_annotations():
        if not _small(box):
            found.append(_Candidate(box, _inside(glyphs, box, pieces), not certain, certain))
    return found


def _small(box: Box) -> bool:
    return box.x1 - box.x0 < _LEAST_WIDTH or box.y1 - box.y0 < _LEAST_HEIGHT


def _over_text(fill: Fill, glyphs: Glyphs, drawing: Drawing, pieces: Sequence[Piece]) -> bool:
    """Whether a fill lies over a piece of text that was painted before it: shading is painted first."""
    box = fill.box
    return any(
        drawing.order.get(glyphs.object_at(piece.words[0].glyphs[0]), fill.order) < fill.order
        for piece in pieces
        if piece.x0 < box.x1 and piece.x1 > box.x0 and piece.y0 < box.y1 and piece.y1 > box.y0
    )


def _inside(glyphs: Glyphs, box: Box, pieces: Sequence[Piece]) -> list[int]:
    """Characters, spaces included, whose middle lies in the box."""
    return [
        index
        for piece in pieces
        if piece.x0 < box.x1 and piece.x1 > box.x0 and piece.y0 < box.y1 and piece.y1 > box.y0
        for index in range(piece.words[0].glyphs[0], piece.words[-1].glyphs[1])
        if box.x0 <= (glyphs.left[index] + glyphs.right[index]) / 2 <= box.x1
        and box.y0 <= (glyphs.top[index] + glyphs.bottom[index]) / 2 <= box.y1
    ]


def _below(fill: Fill, indices: list[int], glyphs: Glyphs, drawing: Drawing) -> list[int]:
    """Those characters that were painted before the fill."""
    return [i for i in indices if drawing.order.get(glyphs.object_at(i), fill.order) < fill.order]


def _place(box: Box) -> tuple[float, float, float, float]:
    return box.y0, box.x0, box.y1, box.x1


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LN"


def _painted(glyphs: Glyphs, index: int, style_of: Callable[[int], Style]) -> bool:
    """Whether the character is painted at all: invisible text is the layer under a scan."""
    text_object = glyphs.object_at(index)
    return text_object != 0 and not style_of(text_object).invisible


def _flat(image: Image.Image, glyphs: Glyphs, index: int, scale: float) -> bool:
    """Whether the middle of a letter shows nothing but one colour."""
    margin = _MARGIN * (glyphs.right[index] - glyphs.left[index])
    left, right = (glyphs.left[index] + margin) * scale, (glyphs.right[index] - margin) * scale
    base = glyphs.baseline(index) * scale
    top = base - _BAND * (glyphs.bottom[index] - glyphs.top[index]) * scale
    low, high = _darkest_and_lightest(image, left, top, right, base)
    return high - low <= _FLAT


def _darkest_and_lightest(
    image: Image.Image, left: float, top: float, right: float, bottom: float
) -> tuple[float, float]:
    x0, y0 = int(left), int(top)
    band = image.crop((x0, y0, max(x0 + 1, int(right)), max(y0 + 1, int(bottom))))
    low, high = cast("tuple[float, float]", band.getextrema())
    return low, high


def _dark(image: Image.Image, box: Box, scale: float) -> bool:
    """Whether the box, its outermost pixels left out, is dark throughout."""
    inner = image.crop(
        (
            int(box.x0 * scale) + 2,
            int(box.y0 * scale) + 2,
            max(int(box.x0 * scale) + 3, int(box.x1 * scale) - 1),
            max(int(box.y0 * scale) + 3, int(box.y1 * scale) - 1),
        )
    )
    counts = inner.histogram()
    return sum(counts[:_DARK_GREY]) >= _DARK_SHARE * max(1, sum(counts))
