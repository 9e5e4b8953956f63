"""Pictures of text to words: Tesseract through its Python binding, or its program where there is none.

Page mode 4 (one column of varying sizes) always: mode 3 tears hanging clause numbers into a block of
their own. Both ways answer in Tesseract's TSV, so rows are rebuilt by the same code.
"""

from __future__ import annotations

import csv
import subprocess
import time
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.reading.engine import ocr_engine, tessdata
from mouarchive.reading.ocr.inkweight import bold_words
from mouarchive.reading.ocr.labels import Corners, Seen, reread
from mouarchive.reading.ocr.leftink import unread_heads, with_heads
from mouarchive.reading.ocr.specks import sift
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word, piece_of

if TYPE_CHECKING:
    from PIL import Image

    from mouarchive.reading.text.words import Piece

__all__ = ["Recognised", "Seen", "deskew_angle", "pieces_of", "recognise", "turned"]

_PAGE_MODE = 4
_UNSURE = 60
_LINE_MODE = 7
_WORD_LEVEL = "5"
_WIDEST_ANGLE = 3.0
_STEPS = (0.5, 0.1)
_LEAST_ANGLE = 0.15
_SMALL_HEIGHT = 900
_INK = 128
_EDGES = 0.05  # share of a page, at each side, where shadows lie and no lines
_DESCENDING = frozenset("gjpqyQJ,;()[]{}/|@$")
_ASCENDING = frozenset("bdfhklt")
# Height of a word's box in em, by whether its letters rise above and fall below the small ones.
_EM = {(False, False): 0.47, (True, False): 0.69, (False, True): 0.68, (True, True): 0.90}


class Recognised(msgspec.Struct, frozen=True):
    """What OCR found on a page; boxes are in points. `dirt` are marks that are no letters.

    `unread` counts places where ink stands in front of lines and no letter could be made of it.
    """

    pieces: list[Piece]
    confidence: float
    engine: str
    dirt: tuple[Piece, ...] = ()
    unread: int = 0


def turned(image: Image.Image, angle: float) -> Image.Image:
    """The page turned by some degrees against the clock, with white at the corners."""
    from PIL import Image  # noqa: PLC0415 - only pages without text pay for it

    if not angle:
        return image
    return image.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)


def recognise(image: Image.Image, scale: float, seconds: float) -> Recognised:
    """Read a grey, level page image with `scale` pixels for a point, where an engine is installed.

    Raises TimeoutError where it takes longer than `seconds`.
    """
    engine = ocr_engine() or ""
    read = _by_binding if engine.startswith("tesserocr") else _by_program
    words, dirt, unread = read(image, round(scale * 72), seconds)
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
        if not api.Recognize(max(1, int(seconds * 1000))):
            raise TimeoutError
        words, dirt = sift(parse_tsv(api.GetTSVText(0)))

        def line(box: Corners) -> tuple[str, float]:
            api.SetImage(image.crop(box))
            api.SetSourceResolution(dpi)
            return api.GetUTF8Text().strip(), api.MeanTextConf()

        def ink(box: Corners) -> Corners | None:
            dark = image.crop(box).point(lambda value: 1 if value < _INK else 0).getbbox()
            return dark and (box[0] + dark[0], box[1] + dark[1], box[0] + dark[2], box[1] + dark[3])

        api.SetPageSegMode(_LINE_MODE)
        words, unread = with_heads(words, unread_heads(image, words, dirt), line)
        api.SetVariable("tessedit_char_whitelist", "0123456789.")
        return _Read(reread(words, line, ink), dirt, unread)


def _by_program(image: Image.Image, dpi: int, seconds: float) -> _Read:
    ends = time.monotonic() + seconds

    def line(box: Corners) -> tuple[str, float]:
        seen = _program(image.crop(box), dpi, _LINE_MODE, max(0.1, ends - time.monotonic()))
        return "".join(word.text for word in seen), min((word.confidence for word in seen), default=0.0)

    words, dirt = sift(_program(image, dpi, _PAGE_MODE, seconds))
    words, unread = with_heads(words, unread_heads(image, words, dirt), line)
    return _Read(words, dirt, unread)


def _program(image: Image.Image, dpi: int, mode: int, seconds: float) -> list[Seen]:
    """The picture goes in and the words come out through pipes: the worker may not write files."""
    command = ["tesseract", "stdin", "stdout", "--psm", str(mode), "--dpi", str(dpi), "-l", "eng", "tsv"]
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
        if len(row) < 12 or row[0] != _WORD_LEVEL:  # noqa: PLR2004 - the table has twelve columns
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
    baseline = median(flat) if flat else median(lowest) - 0.21 * size * scale
    styles = {weight: Style(size, bold=weight, italic=False) for weight in set(bold)}
    letters = sum(len(word.text) for word in seen)
    piece = piece_of(
        [
            _word(word, scale, baseline / scale, styles[weight], first=index == 0)
            for index, (word, weight) in enumerate(zip(seen, bold, strict=True))
        ],
        confidence=sum(word.confidence * len(word.text) for word in seen) / letters,
    )
    piece.unsure = tuple(word.text for word in seen if word.confidence < _UNSURE)
    return piece


def _size(word: Seen) -> float:
    """Type size in pixels from the height of a word and the letters in it."""
    rises = any(letter.isupper() or letter.isdigit() or letter in _ASCENDING for letter in word.text)
    falls = bool(_DESCENDING & set(word.text))
    return word.height / _EM[rises, falls]


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


def deskew_angle(image: Image.Image) -> float:
    """By how many degrees to turn the page so that its lines are level; 0 where they are.

    Lines are level where the rows of pixels differ most: full ones in the text, empty ones between.
    """
    edge_x, edge_y = round(_EDGES * image.width), round(_EDGES * image.height)
    image = image.crop((edge_x, edge_y, image.width - edge_x, image.height - edge_y))
    ratio = _SMALL_HEIGHT / max(1, image.height)
    small = image.resize((max(1, round(image.width * ratio)), _SMALL_HEIGHT)) if ratio < 1 else image
    ink = small.point(lambda value: 255 if value < _INK else 0)
    best = 0.0
    reach = _WIDEST_ANGLE
    for step in _STEPS:
        count = round(reach / step)
        angles = [best + step * index for index in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (_unevenness(ink, angle), -abs(angle)))
        reach = step
    return round(best, 2) if abs(best) >= _LEAST_ANGLE else 0.0


def _unevenness(ink: Image.Image, angle: float) -> float:
    from PIL import Image  # noqa: PLC0415 - as in turned

    turned = ink.rotate(angle, resample=Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), resample=Image.Resampling.BOX).tobytes()
    return sum((first - second) ** 2 for first, second in pairwise(rows))
