"""Pages read from their picture: OCR, black boxes, and what to tell the reader about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.model import Warn
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.engine import ocr_engine, switched_off
from mouarchive.reading.ocr.blots import black_boxes, round_spot, ruled, without
from mouarchive.reading.ocr.cleaning import evened, whitened, without_dust
from mouarchive.reading.ocr.recognition import deskew_angle, recognise, turned
from mouarchive.reading.redaction.boxes import merged, standing
from mouarchive.reading.text.lines import line_of, rows
from mouarchive.reading.text.pieces import insert_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

    from mouarchive.model import Line, Rule
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["Photo", "Scan", "photograph", "read_photo"]

_DPI = 300
_DOUBTFUL = 85


class Scan(msgspec.Struct, frozen=True):
    """Lines read from a page's picture."""

    lines: tuple[Line, ...]
    engine: str
    confidence: float
    warnings: tuple[Warn, ...]
    specks: tuple[Line, ...] = ()


class Photo(NamedTuple):
    """A page's picture, taken so that it can be read without the page: its number, pixels and measures."""

    number: int
    image: Image.Image
    scale: float
    width: float
    rules: Sequence[Rule]


def photograph(
    page: OpenPage, number: int, job: Job, drawing: Drawing, widen: Callable[[], bool]
) -> Photo | str:
    """The picture of a page for OCR; where it cannot be read, what keeps it from being read.

    `widen` allows the page its own time, or refuses where no page of the limit is left.
    """
    if not job.ocr or switched_off():
        return "it was not read, since OCR is switched off"
    if ocr_engine() is None:
        return "install mouarchive[ocr], or the tesseract program, to have it read"
    if not widen():
        return f"it was not read, over the limit of {job.ocr_pages} pages by OCR (ocr_pages)"
    image, scale = grey(page, _DPI, job.image_pixels)
    return Photo(number, image, scale, page.width, drawing.rules)


def read_photo(photo: Photo, seconds: int) -> Scan | str:
    """Read a page's picture; where it takes longer than `seconds`, the sentence that says so.

    PDFium is not used here, so that several pictures can be read at the same time.
    """
    number, scale = photo.number, photo.scale
    even = evened(photo.image)
    angle = deskew_angle(even)
    level = turned(photo.image, angle)
    blots, rules = black_boxes(level, scale), ruled(level, scale)
    clean = without(turned(even, angle), blots, rules, scale)
    try:
        seen = recognise(without_dust(whitened(clean), scale), scale, seconds)
    except TimeoutError:
        return f"it was not read, since OCR took over {seconds} seconds (ocr_seconds_per_page)"
    in_text = standing([box for box in blots if not round_spot(level, box, scale)], seen.pieces, rules)
    boxes = merged([box for box in blots if box in in_text], seen.pieces)
    warnings: list[Warn] = []
    if boxes:
        what = "1 passage is" if len(boxes) == 1 else f"{len(boxes)} passages are"
        warnings.append(Warn("redaction", f"{what} blacked out on page {number}", number))
    if seen.confidence < _DOUBTFUL:
        share = f"{seen.confidence:.0f} of 100"
        message = (
            f"page {number} was read from a poor picture (confidence {share}): check it against the page"
        )
        warnings.append(Warn("ocr-doubtful", message, number))
    else:
        warnings.append(Warn("ocr", f"page {number} was read from its picture", number))
    if seen.unread:
        some = "1 line" if seen.unread == 1 else f"{seen.unread} lines"
        said = f"in front of {some} of page {number} stands something that could not be read"
        warnings.append(Warn("unread-ink", f"{said}: clause numbers may be missing", number))
    marked = insert_tokens(seen.pieces, boxes, seen.pieces)
    upright_rules = [rule for rule in (*photo.rules, *rules) if not rule.horizontal]
    lines = tuple(line_of(row, number, upright_rules) for row in rows(marked, photo.width))
    specks = tuple(line_of([piece], number) for piece in seen.dirt)
    return Scan(lines, seen.engine, seen.confidence, tuple(warnings), specks)
