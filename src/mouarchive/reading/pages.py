"""The worker's main loop: each page to lines, rules, boxes, pictures and a verdict on its text."""

from __future__ import annotations

import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Self

import msgspec

from mouarchive.model import Page, Quality, Warn
from mouarchive.reading.engine import engine_name
from mouarchive.reading.forms.fields import FormFields
from mouarchive.reading.ocr.numberpictures import NumberPictures
from mouarchive.reading.onepage import Aids, begin_page
from mouarchive.reading.sandbox import grant_seconds
from mouarchive.reading.text.pdfium import open_document
from mouarchive.reading.wire import Fault, Job, Message, Note, PageRead, Started, Widen
from mouarchive.reading.witness import ALLOWED_SECONDS, Witness

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.gate import Gate

_Read = tuple[Page, list[Warn]]

__all__ = ["lost", "must_be_measured", "read_pages"]


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
    job = msgspec.structs.replace(job, layers=gate.layers())
    ocr_pages = job.ocr_pages

    def widen() -> bool:
        """Allow a page's OCR its own time, if pages of that kind are left."""
        nonlocal ocr_pages
        ocr_pages -= 1
        if ocr_pages < 0:
            return False
        send(Widen(job.ocr_seconds_per_page))
        grant_seconds(job.ocr_seconds_per_page * job.ocr_workers)
        return True

    def allow() -> None:
        """Allow the second reader its time, which is its own for the whole document."""
        send(Widen(ALLOWED_SECONDS))
        grant_seconds(ALLOWED_SECONDS * job.ocr_workers)

    form = FormFields(gate) if gate.form() is not None else None
    aids = Aids(NumberPictures(document, job, widen), Witness(gate.reader, job.witness, allow), form)
    with _Queue(job, send) as queue:
        for number in range(job.first_page, max(count, gate.pages) + 1):
            send(Started(number))
            if number > count:
                queue.put(number, _unopened)
                continue
            try:
                begun = begin_page(document, number, job, widen, aids)
            except (ValueError, ArithmeticError) as error:
                queue.put(number, partial(_again, error))
                continue
            if not queue.put(number, begun.finish, slow=begun.photo is not None):
                return
        queue.flush(0)


class _Queue:
    """Pages on their way: those for OCR are read two at a time, and all are sent in their order."""

    def __init__(self, job: Job, send: Callable[[Message], None]) -> None:
        self._job = job
        self._send = send
        self._waiting: deque[tuple[int, Future[_Read]]] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._characters = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def put(self, number: int, finish: Callable[[], _Read], *, slow: bool = False) -> bool:
        """Take a page; false where the document has become too long to go on."""
        if slow and self._job.ocr_workers > 1:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._job.ocr_workers)
            future = self._pool.submit(finish)
        else:
            future = Future()
            try:
                future.set_result(finish())
            except Exception as error:  # noqa: BLE001 - raised again where the page's turn comes
                future.set_exception(error)
        self._waiting.append((number, future))
        # No more pictures are held at a time than can be read at once, and one.
        slow_ones = sum(not waiting.done() for _, waiting in self._waiting)
        return self.flush(len(self._waiting) - (slow_ones > self._job.ocr_workers))

    def flush(self, most: int) -> bool:
        """Send what is finished in its order, and wait until at most `most` pages are left."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][1].done()):
            number, future = self._waiting.popleft()
            try:
                page, warnings = future.result()
                must_be_measured(page)
            except (ValueError, ArithmeticError) as error:
                # A page that cannot be loaded or has impossible measures: the others must still be read.
                lost(number, str(error) or type(error).__name__, self._send)
                continue
            if not self._emit(page, warnings):
                return False
        return True

    def _emit(self, page: Page, warnings: list[Warn]) -> bool:
        most = self._job.text_characters
        self._characters += page.quality.characters
        if self._characters > most:
            self._send(Fault("limit", f"its text is over the limit of {most} (text_characters)"))
            return False
        self._send(PageRead(page))
        for warning in warnings:
            self._send(Note(warning))
        return True


def must_be_measured(page: Page) -> None:
    """Raise ValueError where a measure is infinite or no number, which a hostile file can bring about."""
    boxes = [line.box for line in page.lines] + [rule.box for rule in page.rules]
    boxes += [*page.filled, *page.images]
    total = sum([box.x0 + box.y0 + box.x1 + box.y1 for box in boxes])
    total += sum([line.baseline + line.size for line in page.lines]) + page.width + page.height
    total += sum([span.x0 + span.x1 for line in page.lines for span in line.spans])
    if not math.isfinite(total):
        raise ValueError("its measures are no numbers")


def _unopened() -> _Read:
    raise ValueError("it cannot be opened")


def _again(error: Exception) -> _Read:
    raise error


def lost(number: int, why: str, send: Callable[[Message], None]) -> None:
    """A page that could not be read keeps its place, empty and marked as unusable."""
    quality = Quality(engine=engine_name(), characters=0, usable=False)
    send(PageRead(Page(number, 0.0, 0.0, (), quality)))
    send(Note(Warn("page-unread", f"page {number} could not be read: {why}", number)))
