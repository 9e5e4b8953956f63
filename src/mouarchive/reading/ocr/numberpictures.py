"""Clause numbers that are drawn as small pictures: found by their place, read by OCR.

Some word processors print automatic numbers as pictures: no text reader sees them. A picture of the height
of a line and at most an inch wide, that stands on the middle of a line and a little to the left of it, is
taken for one where the document has at least five such. Icons and bullets stand there too: what OCR reads
counts only where it has the form of a number, and not where three on a page read the same.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mouarchive.model import Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.engine import ocr_engine, switched_off, tessdata
from mouarchive.reading.text.words import Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL import Image

    from mouarchive.model import Box
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["Labelled", "NumberPictures", "number_like", "places"]

_HEIGHTS, _WIDTHS = (4.0, 22.0), (4.0, 70.0)
_REACH, _OVERLAP, _BEFORE = 50.0, 2.0, 18.0
_LEAST = 5
_SAME = 3
_DPI = 300
_MARGIN = 1.5
_WHITE = 255
_LINE_MODE = "7"
_ALLOWED = "0123456789.()abcdefghijklmnopqrstuvwxyz"
_SECONDS = 10
_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){1,5}\.?|\d{1,3}[.)]|\(\d{1,3}\)|\(?(?:[a-z]|[ivxl]{2,6})\)|[ivxl]{2,6}\.|[a-df-np-z]\."
)


class Place(NamedTuple):
    """A picture, and the piece of text that it stands in front of."""

    box: Box
    piece: Piece


class Labelled(msgspec.Struct, frozen=True):
    """A page's pieces with the numbers read from pictures; `numbers` is what was added."""

    pieces: list[Piece]
    numbers: tuple[str, ...] = ()
    warning: Warn | None = None


def places(images: Iterable[Box], pieces: Sequence[Piece]) -> list[Place]:
    """The pictures that stand where a clause number would: before a line, at its height, nothing between."""
    return [Place(box, piece) for box in images if _sized(box) and (piece := _behind(box, pieces))]


def _sized(box: Box) -> bool:
    high, wide = box.y1 - box.y0, box.x1 - box.x0
    return _HEIGHTS[0] <= high <= _HEIGHTS[1] and _WIDTHS[0] <= wide <= _WIDTHS[1]


def _behind(box: Box, pieces: Sequence[Piece]) -> Piece | None:
    """The first piece to the right of a picture on its line; None where text touches it or ends before."""
    middle = (box.y0 + box.y1) / 2
    beside = [piece for piece in pieces if not piece.turned and piece.y0 <= middle <= piece.y1]
    if not beside or any(piece.x0 < box.x1 - _OVERLAP and piece.x1 > box.x0 - _BEFORE for piece in beside):
        return None
    after = [piece for piece in beside if -_OVERLAP <= piece.x0 - box.x1 <= _REACH]
    return min(after, key=lambda piece: piece.x0, default=None)


def number_like(text: str) -> bool:
    """Whether OCR's words have the form of a clause number: `1.2`, `3.`, `(a)`, `iv.`; `o.` has not."""
    return _NUMBER.fullmatch(text) is not None


class NumberPictures:
    """The pictured numbers of one document; whether it has enough of them is found out once."""

    def __init__(self, document: OpenDocument, job: Job, widen: Callable[[], bool]) -> None:
        self._document = document
        self._job = job
        self._widen = widen
        self._enough: bool | None = None

    def label(self, page: OpenPage, number: int, drawing: Drawing, pieces: list[Piece]) -> Labelled:
        """The pieces of page `number` with what its pictured numbers say put in front of their lines."""
        found = places((image.box for image in drawing.images), pieces)
        if not found or not self._has_enough(number, len(found)):
            return Labelled(pieces)
        why = self._cannot_read()
        if why:
            return Labelled(pieces, (), _unread(number, len(found), why))
        image, scale = grey(page, _DPI, self._job.image_pixels)
        read = [_clean(text) for text in _recognise([_crop(image, place.box, scale) for place in found])]
        often = {text for text, count in Counter(read).items() if count >= _SAME}
        added = [
            (place, text)
            for place, text in zip(found, read, strict=True)
            if number_like(text) and text not in often
        ]
        if not added:
            # Bullets and icons are no numbers, and nothing is missing.
            return Labelled(pieces)
        numbers = tuple(text for _, text in added)
        labels = [_piece(place, text) for place, text in added]
        return Labelled([*labels, *pieces], numbers, _said(number, len(added), len(found) - len(added)))

    def _has_enough(self, number: int, here: int) -> bool:
        """Whether the document has five such pictures; where this page has fewer, the others are looked at.

        On the others only the size is asked, which needs no text.
        """
        if self._enough is None:
            count = here
            for index in range(self._document.pages):
                if count >= _LEAST:
                    break
                if index != number - 1:
                    count += self._sized_on(index)
            self._enough = count >= _LEAST
        return self._enough

    def _sized_on(self, index: int) -> int:
        try:
            page = self._document.page(index)
        except ValueError:
            return 0
        try:
            return sum(_sized(image.box) for image in look(page).images)
        finally:
            page.close()

    def _cannot_read(self) -> str | None:
        if not self._job.ocr or switched_off():
            return "they were not read, since OCR is switched off"
        if ocr_engine() is None:
            return "install mouarchive[ocr], or the tesseract program, to have them read"
        if not self._widen():
            return f"they were not read, over the limit of {self._job.ocr_pages} pages by OCR (ocr_pages)"
        return None


def _unread(number: int, count: int, why: str) -> Warn:
    what = "1 small picture stands" if count == 1 else f"{count} small pictures stand"
    return Warn(
        "picture-number",
        f"on page {number}, {what} in front of lines, where clause numbers would: {why}",
        number,
    )


def _said(number: int, read: int, unread: int) -> Warn:
    what = "1 number is a picture" if read == 1 else f"{read} numbers are pictures"
    rest = f"; {unread} more such pictures could not be read as numbers" if unread else ""
    return Warn(
        "picture-number",
        f"on page {number}, {what} and read by OCR: check them against the page{rest}",
        number,
    )


def _clean(text: str) -> str:
    return "".join(text.split())


def _piece(place: Place, text: str) -> Piece:
    """The number as type of the line it belongs to, in its picture's place."""
    first, box = place.piece.words[0], place.box
    word = Word("", text, box.x0, first.y0, min(box.x1, first.x0), first.y1, first.baseline, first.style)
    return piece_of([word])


def _crop(image: Image.Image, box: Box, scale: float) -> Image.Image:
    """The picture with a margin of white: OCR reads no letter that touches the edge."""
    from PIL import Image  # noqa: PLC0415 - only documents with such pictures pay for it

    cut = image.crop((int(box.x0 * scale), int(box.y0 * scale), int(box.x1 * scale), int(box.y1 * scale)))
    margin = round(_MARGIN * 4 * scale)
    framed = Image.new("L", (cut.width + 2 * margin, cut.height + 2 * margin), _WHITE)
    framed.paste(cut, (margin, margin))
    return framed


def _recognise(pictures: list[Image.Image]) -> list[str]:
    engine = ocr_engine() or ""
    return _by_binding(pictures) if engine.startswith("tesserocr") else [_by_program(it) for it in pictures]


def _by_binding(pictures: list[Image.Image]) -> list[str]:
    import tesserocr  # noqa: PLC0415 - as in _crop

    with tesserocr.PyTessBaseAPI(path=str(tessdata()), lang="eng", psm=int(_LINE_MODE)) as api:
        api.SetVariable("tessedit_char_whitelist", _ALLOWED)
        return [_one(api, picture) for picture in pictures]


def _one(api: Any, picture: Image.Image) -> str:
    api.SetImage(picture)
    api.SetSourceResolution(_DPI)
    return str(api.GetUTF8Text())


def _by_program(picture: Image.Image) -> str:
    """As for whole pages: through pipes, since the worker may not write files."""
    options = (
        "--psm",
        _LINE_MODE,
        "--dpi",
        str(_DPI),
        "-l",
        "eng",
        "-c",
        f"tessedit_char_whitelist={_ALLOWED}",
    )
    portable = b"P5 %d %d 255\n" % picture.size + picture.tobytes()
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options],
            input=portable,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
