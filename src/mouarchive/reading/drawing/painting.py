"""In the worker: pages as encoded pictures. Loads nothing that only the reading of text needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouarchive.reading.drawing.marking import marked
from mouarchive.reading.drawing.raster import encode, picture
from mouarchive.reading.text.pdfium import open_document
from mouarchive.reading.text.turning import set_upright
from mouarchive.reading.wire import Fault, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.text.pdfium import OpenDocument
    from mouarchive.reading.wire import Job, Message

__all__ = ["paint_pages"]


def paint_pages(job: Job, send: Callable[[Message], None]) -> None:
    """Send a picture of each of `job.image_pages` in turn, or say at which one that cannot be done."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    for number in job.image_pages:
        if not 1 <= number <= document.pages:
            send(Fault("page", f"it has no page {number}, only 1 to {document.pages}"))
            return
        try:
            painted = _painted(document, number, job)
        except ValueError as error:
            send(Fault("broken", f"page {number} cannot be drawn ({error})"))
            return
        send(painted)


def _painted(document: OpenDocument, number: int, job: Job) -> Picture:
    page = document.page(number - 1)
    try:
        set_upright(page)
        image = picture(page, job.dpi, job.image_pixels)
        boxes = [place.box for place in job.boxes if place.page == number]
        if boxes:
            return marked(image, number, boxes, image.width / page.width)
        return encode(image, number, page.picture_share())
    finally:
        page.close()
