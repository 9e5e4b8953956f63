"""Words of the text layer that nobody can see on the page, found by painting it with and without its text.

A letter is seen where the two pictures differ: whatever lies over it, whatever colour it has, and whatever is
behind it. That needs no guess from the drawing, so that boxes, pictures, lines, skewed shapes, annotations,
white letters, clipped ones and layers switched off are all found in the same way.
Letters are counted, never kept.
"""

from __future__ import annotations

import ctypes
import unicodedata
from typing import TYPE_CHECKING, cast

import msgspec

from mouarchive.model import Box
from mouarchive.reading.drawing.outlines import outline
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.quality import image_share
from mouarchive.reading.text.glyphs import characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from PIL import Image

    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece, Word

__all__ = ["HiddenWord", "Pictures", "hidden_words", "is_letter", "painted_twice", "shades"]

DPI = 144
_INVISIBLE = 3
_SEEN = 8
_DARK = 100
_FLAT = 28
_BAND = 0.45
_MARGIN = 0.15
_HIDDEN_SHARE = 0.6
_IN_A_ROW = 3
_IN_BAND = 0.3
_SCAN_SHARE = 0.5

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
    """A page in grey as it is shown, what its text adds to that, and pixels for each point."""

    shown: Image.Image
    text: Image.Image
    scale: float


def painted_twice(page: OpenPage, glyphs: Glyphs, drawing: Drawing, most: int) -> Pictures:
    """Paint the page with its text and without; `most` is the ceiling of pixels.

    The page is as it was afterwards. Text that the file itself leaves unpainted adds nothing to the picture.
    Of texts that lie on each other with the same characters the engine names only the first; what is painted
    may be another one, so that all of the page's texts are taken away.
    """
    from PIL import ImageChops  # noqa: PLC0415 - only the check pays for it

    shown, scale = grey(page, DPI, most)
    objects = {glyphs.object_at(index) for index in range(len(glyphs.units))}.union(drawing.texts) - {0}
    modes = {item: page.functions.render_mode(item) for item in objects}
    painted = {item: mode for item, mode in modes.items() if mode != _INVISIBLE}
    if not painted:
        return Pictures(shown, ImageChops.difference(shown, shown), scale)
    try:
        for item in painted:
            page.raw.FPDFTextObj_SetTextRenderMode(_pointer(page, item), _INVISIBLE)
        bare, _ = grey(page, DPI, most)
    finally:
        for item, mode in painted.items():
            page.raw.FPDFTextObj_SetTextRenderMode(_pointer(page, item), mode)
    return Pictures(shown, ImageChops.difference(shown, bare), scale)


def _pointer(page: OpenPage, address: int) -> object:
    return ctypes.cast(address, page.raw.FPDF_PAGEOBJECT)


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
    scans = drawing.images if image_share(pictured, page.width, page.height) >= _SCAN_SHARE else []
    for piece in pieces:
        for word in piece.words:
            letters = [index for index in range(*word.glyphs) if is_letter(text[index])]
            if not letters:
                continue
            invisible = word.style.invisible
            on_picture = invisible and any(_inside(word, box) for box in pictured)
            bands = {i: _band(glyphs, i, word, pictures.scale) for i in letters}
            if on_picture:
                gone = [i for i, band in bands.items() if _blacked(pictures, band)]
                least = _IN_A_ROW
            else:
                gone = [i for i, band in bands.items() if not _seen(pictures, band)]
                if gone and scans and _under(word, glyphs.object_at(letters[0]), scans, drawing.order):
                    gone = [i for i in gone if _one_colour(pictures, bands[i])]
                if _enough(gone, letters):
                    gone = [i for i in gone if not _seen_elsewhere(page, pictures, i, bands[i])]
                least = 1
            if len(gone) >= least and _enough(gone, letters):
                box, text_object = _around(glyphs, gone), glyphs.object_at(gone[0])
                yield HiddenWord(box, word, tuple(gone), text_object, invisible, on_picture)


def is_letter(character: str) -> bool:
    """Whether a character is a letter or a figure: what can be read."""
    return bool(character) and unicodedata.category(character)[0] in "LN"


def _enough(gone: list[int], letters: list[int]) -> bool:
    """Whether so many letters are missing that it is no accident of thin strokes."""
    if len(gone) >= _HIDDEN_SHARE * len(letters):
        return True
    missing = set(gone)
    run = 0
    for index in letters:
        run = run + 1 if index in missing else 0
        if run >= _IN_A_ROW:
            return True
    return False


def _under(word: Word, text_object: int, scans: Iterable[Fill], order: Mapping[int, int]) -> bool:
    """Whether a picture was painted over the word."""
    own = order.get(text_object)
    return own is not None and any(scan.order > own and _inside(word, scan.box) for scan in scans)


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _band(glyphs: Glyphs, index: int, word: Word, scale: float) -> _Band:
    """The pixels where the letter itself must show: its middle, from the baseline to a small letter's top.

    The box is as high as the font and reaches into the lines above and below. Turned letters, which have no
    level baseline, are looked at in the middle of their box.
    """
    left, right = glyphs.left[index], glyphs.right[index]
    top, bottom = glyphs.top[index], glyphs.bottom[index]
    aside = _MARGIN * (right - left)
    if word.style.turned:
        up = _MARGIN * (bottom - top)
        top, bottom = top + up, bottom - up
    else:
        base = glyphs.baseline(index)
        top, bottom = base - _BAND * (bottom - top), base
    return _pixels(Box(left + aside, top, right - aside, bottom), scale)


def _seen(pictures: Pictures, band: _Band) -> bool:
    """Whether the text changes anything here: a difference of eight in 255 is what nobody can see."""
    return cast("tuple[int, int]", pictures.text.crop(band).getextrema())[1] > _SEEN


def _seen_elsewhere(page: OpenPage, pictures: Pictures, index: int, band: _Band) -> bool:
    """Whether the letter is painted outside its band, as low signs are, and is seen there.

    A font with a broken encoding has its underscores, say, under the code of a letter.
    """
    box = outline(page, index)
    if box is None:
        return False
    own = _pixels(box, pictures.scale)
    common = min(own[3], band[3]) - max(own[1], band[1])
    return common < _IN_BAND * (own[3] - own[1]) and _seen(pictures, own)


def _pixels(box: Box, scale: float) -> _Band:
    x0, y0 = int(box.x0 * scale), int(box.y0 * scale)
    return x0, y0, max(x0 + 1, round(box.x1 * scale)), max(y0 + 1, round(box.y1 * scale))


def _blacked(pictures: Pictures, band: _Band) -> bool:
    """Whether the page shows nothing but one dark colour here."""
    low, high = cast("tuple[int, int]", pictures.shown.crop(band).getextrema())
    return high - low <= _FLAT and high < _DARK


def _one_colour(pictures: Pictures, band: _Band) -> bool:
    low, high = cast("tuple[int, int]", pictures.shown.crop(band).getextrema())
    return high - low <= _FLAT


def shades(pictures: Pictures, box: Box) -> tuple[int, int]:
    """The darkest and the lightest grey, 0..255, that the page shows in a box."""
    return cast("tuple[int, int]", pictures.shown.crop(_pixels(box, pictures.scale)).getextrema())


def _around(glyphs: Glyphs, indices: list[int]) -> Box:
    return Box(
        min(glyphs.left[i] for i in indices),
        min(glyphs.top[i] for i in indices),
        max(glyphs.right[i] for i in indices),
        max(glyphs.bottom[i] for i in indices),
    )
