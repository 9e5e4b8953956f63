"""The worker's main loop: each page to lines, rules, boxes, pictures and a verdict on its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouarchive.model import Page, Quality, Warn
from mouarchive.reading.engine import engine_name
from mouarchive.reading.onepage import read_page
from mouarchive.reading.pdfium import open_document
from mouarchive.reading.raster import encode, picture
from mouarchive.reading.sandbox import grant_seconds
from mouarchive.reading.wire import Fault, Message, Note, PageRead, Started, Widen

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.gate import Gate
    from mouarchive.reading.sandbox import grant_seconds
from mouarchive.reading.wire import Job

__all__ = ["draw_page", "lost", "read_pages"]


def read_pages(job: Job, gate: Gate, send: Callable[[Message], None]) -> None:
    """Read all pages from `job.first_page` on and send each; one that fails is kept, empty and marked."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    count = document.pages
    if count != gate.pages and job.first_page == 1:
        counts = f"two readers count {gate.pages} and {count} pages"
        send(Note(Warn("page-count", f"{counts}: the file is damaged, some may be missing")))
    characters = 0
    ocr_pages = job.ocr_pages

    def widen() -> bool:
        """Allow a page's OCR its own time, if pages of that kind are left."""
        nonlocal ocr_pages
        ocr_pages -= 1
        if ocr_pages < 0:
            return False
        send(Widen(job.ocr_seconds_per_page))
        grant_seconds(job.ocr_seconds_per_page)
        return True

    for number in range(job.first_page, max(count, gate.pages) + 1):
        send(Started(number))
        if number > count:
            lost(number, "it cannot be opened", send)
            continue
        try:
            page, warnings = read_page(document, number, job, widen)
        except (ValueError, ArithmeticError) as error:
            # A page that cannot be loaded or has impossible measures: the others must still be read.
            lost(number, str(error) or type(error).__name__, send)
            continue
        characters += page.quality.characters
        if characters > job.text_characters:
            send(Fault("limit", f"its text is over the limit of {job.text_characters} (text_characters)"))
            return
        send(PageRead(page))
        for warning in warnings:
            send(Note(warning))


def lost(number: int, why: str, send: Callable[[Message], None]) -> None:
    """A page that could not be read keeps its place, empty and marked as unusable."""
    quality = Quality(engine=engine_name(), characters=0, usable=False)
    send(PageRead(Page(number, 0.0, 0.0, (), quality)))
    send(Note(Warn("page-unread", f"page {number} could not be read: {why}", number)))


def draw_page(job: Job) -> Message:
    """A picture of page `job.image_page`."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        return Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy")
    if not 1 <= job.image_page <= document.pages:
        return Fault("page", f"it has no page {job.image_page}, only 1 to {document.pages}")
    page = document.page(job.image_page - 1)
    return encode(picture(page, job.dpi, job.image_pixels), page.picture_share())
