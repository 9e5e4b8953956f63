"""Pictures of text to words: Tesseract through its Python binding, or its program where there is none.

Whole pages in page mode 4 (one column of varying sizes) always: mode 3 tears hanging clause numbers into a
block of their own. Both ways answer in Tesseract's TSV, so rows are rebuilt by the same code.

Some word processors print automatic numbers as small pictures: no text reader sees them. A picture of the
height of a line and at most an inch wide, that stands on the middle of a line and a little to the left of it,
is taken for one where the document has some of them. Icons and bullets stand there too: what OCR reads counts
only where it has the form of a number, and not where several on a page read the same.
"""

from __future__ import annotations

import csv
import re
import subprocess
import time
from collections import Counter
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.model import Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.engine import ocr_engine, switched_off, tessdata
from mouarchive.reading.ocr.ocr_rules import OCR
from mouarchive.reading.ocr.seen import Corners, Seen, bold_words, reread, sift, unread_heads, with_heads
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL import Image

    from mouarchive.model import Box
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = [
    "Labelled", "NumberPictures", "Recognised", "number_like", "parse_tsv", "pieces_of", "places",
    "recognise",
]  # fmt: skip

_PAGE_MODE, _LINE_MODE = 4, 7  # fact: Tesseract's modes for one column and for one line
_COLUMNS, _WORD_LEVEL = 12, "5"  # fact: Tesseract's table
_INCH = 72  # fact: points
_WHITE = 255  # fact: the lightest shade
_MILLISECONDS = 1000  # fact: in a second
_DIGITS = "0123456789."
_OF_NUMBERS = "0123456789.()abcdefghijklmnopqrstuvwxyz"
_DESCENDING = frozenset("gjpqyQJ,;()[]{}/|@$")
_ASCENDING = frozenset("bdfhklt")
_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){1,5}\.?|\d{1,3}[.)]|\(\d{1,3}\)|\(?(?:[a-z]|[ivxl]{2,6})\)|[ivxl]{2,6}\.|[a-df-np-z]\."
)


class Recognised(msgspec.Struct, frozen=True):
    """What OCR found on a page; boxes are in points. `dirt` are marks that are no letters.

    `unread` counts places where ink stands in front of lines and no letter could be made of it.
    """

    pieces: list[Piece]
    confidence: float
    engine: str
    dirt: tuple[Piece, ...] = ()
    unread: int = 0


def recognise(image: Image.Image, scale: float, seconds: float) -> Recognised:
    """Read a grey, level page image with `scale` pixels for a point, where an engine is installed.

    Raises TimeoutError where it takes longer than `seconds`.
    """
    engine = ocr_engine() or ""
    read = _by_binding if engine.startswith("tesserocr") else _by_program
    words, dirt, unread = read(image, round(scale * _INCH), seconds)
    letters = sum(len(word.text) for word in words)
    confidence = sum(word.confidence * len(word.text) for word in words) / max(1, letters)
    pieces = pieces_of(words, scale, image)
    return Recognised(pieces, round(confidence, 1), engine, tuple(pieces_of(dirt, scale)), unread)


class _Read(NamedTuple):
    """Words, marks that are none, and how many places with ink in front of lines could not be read."""

    words: list[Seen]
    dirt: list[Seen]
    unread: int = 0


def _by_binding(image: Image.Image, dpi: int, seconds: float) -> _Read:
    import tesserocr  # noqa: PLC0415 - only pages without text pay for it

    with tesserocr.PyTessBaseAPI(path=str(tessdata()), lang="eng", psm=_PAGE_MODE) as api:
        api.SetImage(image)
        api.SetSourceResolution(dpi)
        if not api.Recognize(max(1, int(seconds * _MILLISECONDS))):
            raise TimeoutError
        words, dirt = sift(parse_tsv(api.GetTSVText(0)))

        def line(box: Corners) -> tuple[str, float]:
            api.SetImage(image.crop(box))
            api.SetSourceResolution(dpi)
            return api.GetUTF8Text().strip(), api.MeanTextConf()

        def ink(box: Corners) -> Corners | None:
            dark = image.crop(box).point(lambda value: 1 if value < OCR.ink else 0).getbbox()
            return dark and (box[0] + dark[0], box[1] + dark[1], box[0] + dark[2], box[1] + dark[3])

        api.SetPageSegMode(_LINE_MODE)
        words, unread = with_heads(words, unread_heads(image, words, dirt), line)
        api.SetVariable("tessedit_char_whitelist", _DIGITS)
        return _Read(reread(words, line, ink), dirt, unread)


def _by_program(image: Image.Image, dpi: int, seconds: float) -> _Read:
    ends = time.monotonic() + seconds

    def line(box: Corners) -> tuple[str, float]:
        seen = _program(image.crop(box), dpi, _LINE_MODE, max(0.0, ends - time.monotonic()))
        return "".join(word.text for word in seen), min((word.confidence for word in seen), default=0.0)

    words, dirt = sift(_program(image, dpi, _PAGE_MODE, seconds))
    words, unread = with_heads(words, unread_heads(image, words, dirt), line)
    return _Read(words, dirt, unread)


def _program(image: Image.Image, dpi: int, mode: int, seconds: float, allowed: str = "") -> list[Seen]:
    """The picture goes in and the words come out through pipes: the worker may not write files."""
    command = ["tesseract", "stdin", "stdout", "--psm", str(mode), "--dpi", str(dpi), "-l", "eng"]
    command += ["-c", f"tessedit_char_whitelist={allowed}", "tsv"] if allowed else ["tsv"]
    portable = b"P5 %d %d 255\n" % image.size + image.tobytes()
    try:
        done = subprocess.run(command, input=portable, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    except OSError:
        return []
    return parse_tsv(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else []


def parse_tsv(table: str) -> list[Seen]:
    """The words of Tesseract's table, noise and all."""
    words: list[Seen] = []
    for row in csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < _COLUMNS or row[0] != _WORD_LEVEL:
            continue
        text = row[11].strip()
        if not text:
            continue
        left, top, width, height = (int(value) for value in row[6:10])
        line = tuple(int(value) for value in row[1:5])
        words.append(Seen(line, left, top, width, height, float(row[10]), text))
    return words


def pieces_of(words: list[Seen], scale: float, image: Image.Image | None = None) -> list[Piece]:
    """One piece for each line the engine saw; lines it tore apart are joined later by their baseline.

    With the page's `image` it is measured what is set in bold.
    """
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    heavy = bold_words(image, lines) if image is not None else [[False] * len(line) for line in lines]
    return [_piece(line, bold, scale) for line, bold in zip(lines, heavy, strict=True)]


def _piece(seen: list[Seen], bold: list[bool], scale: float) -> Piece:
    size = round(2 * median(_size(word) for word in seen) / scale) / 2
    flat = [word.top + word.height for word in seen if not _DESCENDING & set(word.text)]
    lowest = [word.top + word.height for word in seen]
    baseline = median(flat) if flat else median(lowest) - OCR.descent * size * scale
    styles = {weight: Style(size, bold=weight, italic=False) for weight in set(bold)}
    letters = sum(len(word.text) for word in seen)
    piece = piece_of(
        [
            _word(word, scale, baseline / scale, styles[weight], first=index == 0)
            for index, (word, weight) in enumerate(zip(seen, bold, strict=True))
        ],
        confidence=sum(word.confidence * len(word.text) for word in seen) / letters,
    )
    piece.unsure = tuple(word.text for word in seen if word.confidence < OCR.doubted)
    return piece


def _size(word: Seen) -> float:
    """Type size in pixels from the height of a word and the letters in it."""
    rises = any(letter.isupper() or letter.isdigit() or letter in _ASCENDING for letter in word.text)
    falls = bool(_DESCENDING & set(word.text))
    high = (OCR.ascent if rises else OCR.x_height) + (OCR.descent if falls else 0.0)
    return word.height / high


def _word(seen: Seen, scale: float, baseline: float, style: Style, *, first: bool) -> Word:
    return Word(
        "" if first else " ",
        seen.text,
        seen.left / scale,
        seen.top / scale,
        (seen.left + seen.width) / scale,
        (seen.top + seen.height) / scale,
        baseline,
        style,
    )


# ------------------------------------------------------------------ numbers drawn as small pictures


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
    return OCR.picture <= high <= OCR.picture_high and OCR.picture <= wide <= OCR.picture_wide


def _behind(box: Box, pieces: Sequence[Piece]) -> Piece | None:
    """The first piece to the right of a picture on its line; None where text touches it or ends before."""
    middle = (box.y0 + box.y1) / 2
    beside = [piece for piece in pieces if not piece.turned and piece.y0 <= middle <= piece.y1]
    if not beside or any(piece.x0 < box.x1 - 2 and piece.x1 > box.x0 - OCR.before for piece in beside):
        return None
    after = [it for it in beside if it.x0 + 2 >= box.x1 and it.x0 - box.x1 <= OCR.after]
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
        image, scale = grey(page, OCR.dpi, self._job.image_pixels)
        read = [_clean(text) for text in _recognise([_crop(image, place.box, scale) for place in found])]
        often = {text for text, count in Counter(read).items() if count >= OCR.several}
        added = [
            (place, text)
            for place, text in zip(found, read, strict=True)
            if number_like(text) and text not in often
        ]
        if not added:
            # Bullets and icons are no numbers, and nothing is missing.
            return Labelled(pieces)
        numbers = tuple(text for _, text in added)
        labels = [_labelled(place, text) for place, text in added]
        return Labelled([*labels, *pieces], numbers, _said(number, len(added), len(found) - len(added)))

    def _has_enough(self, number: int, here: int) -> bool:
        """Whether the document has enough such pictures; where this page has fewer, the others are looked at.

        On the others only the size is asked, which needs no text.
        """
        if self._enough is None:
            count = here
            for index in range(self._document.pages):
                if count >= OCR.pictures:
                    break
                if index != number - 1:
                    count += self._sized_on(index)
            self._enough = count >= OCR.pictures
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


def _labelled(place: Place, text: str) -> Piece:
    """The number as type of the line it belongs to, in its picture's place."""
    first, box = place.piece.words[0], place.box
    word = Word("", text, box.x0, first.y0, min(box.x1, first.x0), first.y1, first.baseline, first.style)
    return piece_of([word])


def _crop(image: Image.Image, box: Box, scale: float) -> Image.Image:
    """The picture with a margin of white: OCR reads no letter that touches the edge."""
    from PIL import Image  # noqa: PLC0415 - only documents with such pictures pay for it

    cut = image.crop((int(box.x0 * scale), int(box.y0 * scale), int(box.x1 * scale), int(box.y1 * scale)))
    margin = round(OCR.white * scale)
    framed = Image.new("L", (cut.width + 2 * margin, cut.height + 2 * margin), _WHITE)
    framed.paste(cut, (margin, margin))
    return framed


def _recognise(pictures: list[Image.Image]) -> list[str]:
    """What stands on each picture of one line, in a number's characters; nothing where that fails."""
    if not (ocr_engine() or "").startswith("tesserocr"):
        return [_by_program_alone(picture) for picture in pictures]
    import tesserocr  # noqa: PLC0415 - only documents with such pictures pay for it

    read: list[str] = []
    with tesserocr.PyTessBaseAPI(path=str(tessdata()), lang="eng", psm=_LINE_MODE) as api:
        api.SetVariable("tessedit_char_whitelist", _OF_NUMBERS)
        for picture in pictures:
            api.SetImage(picture)
            api.SetSourceResolution(OCR.dpi)
            read.append(str(api.GetUTF8Text()))
    return read


def _by_program_alone(picture: Image.Image) -> str:
    try:
        words = _program(picture, OCR.dpi, _LINE_MODE, OCR.seconds, _OF_NUMBERS)
    except TimeoutError:
        return ""
    return "".join(word.text for word in words)
