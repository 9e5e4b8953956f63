"""Pages read from their picture: OCR, black boxes, and what to tell the reader about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mouarchive.model import Warn
from mouarchive.reading.blots import black_boxes
from mouarchive.reading.engine import ocr_engine
from mouarchive.reading.flow import merged, standing
from mouarchive.reading.layout import rows
from mouarchive.reading.lines import line_of
from mouarchive.reading.ocr import recognise
from mouarchive.reading.raster import grey
from mouarchive.reading.tokens import insert_tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.model import Box, Line
    from mouarchive.reading.drawn import Drawing
    from mouarchive.reading.pdfium import OpenPage
    from mouarchive.reading.wire import Job
    from mouarchive.reading.words import Piece

__all__ = ["Scan", "read_scan"]

_DPI = 300
_DOUBTFUL = 85


@dataclass(frozen=True, slots=True)
class Scan:
    """Lines read from a page's picture."""

    lines: tuple[Line, ...]
    engine: str
    confidence: float
    warnings: tuple[Warn, ...]


def read_scan(
    page: OpenPage, number: int, job: Job, drawing: Drawing, widen: Callable[[], bool]
) -> Scan | None:
    """Read a page by OCR; None where no engine is installed, or no page of the limit is left.

    `widen` allows the page its own time.
    """
    if ocr_engine() is None or not widen():
        return None
    image, scale = grey(page, _DPI, job.image_pixels)
    seen = recognise(image, scale, job.ocr_seconds_per_page)
    if seen is None:
        return None
    blots = black_boxes(image, scale)
    pieces = [piece for piece in seen.pieces if not _under(piece, blots)]
    in_text = standing(blots, pieces, drawing.rules)
    boxes = merged([box for box in blots if box in in_text], pieces)
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
    marked = insert_tokens(pieces, boxes, seen.pieces)
    lines = tuple(line_of(row, number, drawing.rules) for row in rows(marked, page.width))
    return Scan(lines, seen.engine, seen.confidence, tuple(warnings))


def _under(piece: Piece, boxes: list[Box]) -> bool:
    """Whether OCR took a box's own pixels for letters."""
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return any(
        box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 and piece.x1 - piece.x0 <= box.x1 - box.x0 + 4
        for box in boxes
    )
