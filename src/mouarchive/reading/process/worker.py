"""The process that opens one untrusted PDF: `python -I -m mouarchive.reading.process.worker JOB`.

On its own: it is started as a program; only its limits are also taken by `office`, before it becomes another.
It takes from itself what a PDF must never have (time, memory, files, the network), does the one job, says
what it finds in messages, and is thrown away afterwards. Engines are loaded when the limits are set.
"""

from __future__ import annotations

import ctypes
import gc
import math
import os
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Self

import msgspec

from mouarchive.model import Page, Quality, Warn
from mouarchive.reading.engine import engine_name
from mouarchive.reading.page_rules import WORKER
from mouarchive.reading.process.wire import End, Fault, Head, Job, Message, Note, PageRead, Started, framed

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.process.gate import Gate

__all__ = ["confine", "leave_network", "main", "must_be_measured", "take_limits"]

_Read = tuple[Page, tuple[Warn, ...]]

_NEW_USER = 0x10000000  # fact: CLONE_NEWUSER
_NEW_NETWORK = 0x40000000  # fact: CLONE_NEWNET


def main(arguments: list[str]) -> int:
    """Do the one job given as JSON on the command line."""
    job = msgspec.json.decode(arguments[0], type=Job)
    confine(job)
    gc.set_threshold(WORKER.made_before_search)
    encoder = msgspec.msgpack.Encoder()
    out = sys.stdout.buffer

    def send(message: Message) -> None:
        out.write(framed(encoder.encode(message)))
        out.flush()

    try:
        do(job, send)
    except MemoryError:
        send(Fault("memory", "it needs more memory than a document may use"))
    return 0


def do(job: Job, send: Callable[[Message], None]) -> None:
    """Open the file and do what is asked: draw pages, look for leaks, or read."""
    from mouarchive.reading.process.gate import GateError, open_gate  # noqa: PLC0415 - after the limits are set

    try:
        gate = open_gate(job.fd)
    except GateError as error:
        send(Fault(error.code, str(error)))
        return
    if gate.pages > job.pages:
        send(Fault("limit", f"it has {gate.pages} pages, over the limit of {job.pages} (pages)"))
        return
    if job.image_pages:
        from mouarchive.reading.drawing.raster import paint_pages  # noqa: PLC0415 - only for pictures

        paint_pages(job, send)
        send(End())
        return
    send(Head(gate.pages, gate.info()))
    if job.check:
        from mouarchive.reading.redaction.check import check_file  # noqa: PLC0415 - only for a check

        check_file(job, gate, send)
        return
    if job.first_page == 1:
        for warning in gate.warnings():
            send(Note(warning))
    read_pages(job, gate, send)
    send(End())


# ------------------------------------------------------------------ the sandbox


def confine(job: Job) -> None:
    """Set the limits the system knows; one it does not know is left out (macOS has no RLIMIT_AS)."""
    take_limits(RLIMIT_AS=job.memory_bytes, RLIMIT_FSIZE=0, RLIMIT_NOFILE=job.open_files, RLIMIT_CORE=0)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    most = job.cpu_seconds + (job.pages * job.ocr_seconds_per_page if job.ocr else 0)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, most))
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    leave_network()


def take_limits(**limits: int) -> None:
    """Lower limits of this process, by the system's names for them; one that it does not know is left out."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for name, value in limits.items():
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        try:
            _, hard = resource.getrlimit(limit)
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)  # noqa: PLW2901 - a lower limit set from outside stands
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


def leave_network() -> None:
    """On Linux, move to an empty network namespace where that is allowed; elsewhere nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    if os.geteuid() != 0 or unshare(_NEW_NETWORK) != 0:
        unshare(_NEW_USER | _NEW_NETWORK)


# ------------------------------------------------------------------ all pages, in their order


def read_pages(job: Job, gate: Gate, send: Callable[[Message], None]) -> None:
    """Read all pages from `job.first_page` on and send each; one that fails is kept, empty and marked."""
    from mouarchive.reading.page import open_book  # noqa: PLC0415 - only where text is read

    try:
        book = open_book(job, gate, send)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    if book.pages != gate.pages and job.first_page == 1:
        counts = f"two readers count {gate.pages} and {book.pages} pages"
        send(Note(Warn("page-count", f"{counts}: the file is damaged, some may be missing")))
    # A page tree may claim a million pages: beyond what a document may have, only those that are there count.
    pages = max(book.pages, gate.pages) if book.pages <= job.pages else gate.pages
    with _Queue(job, send) as queue:
        for number in range(job.first_page, pages + 1):
            send(Started(number))
            if number > book.pages:
                queue.put(number, partial(_again, ValueError("it cannot be opened")))
                continue
            try:
                begun = book.begin(number)
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
                self._lost(number, str(error) or type(error).__name__)
                continue
            if not self._emit(page, warnings):
                return False
        return True

    def _emit(self, page: Page, warnings: tuple[Warn, ...]) -> bool:
        most = self._job.text_characters
        self._characters += page.quality.characters
        if self._characters > most:
            self._send(Fault("limit", f"its text is over the limit of {most} (text_characters)"))
            return False
        self._send(PageRead(page))
        for warning in warnings:
            self._send(Note(warning))
        return True

    def _lost(self, number: int, why: str) -> None:
        """A page that could not be read keeps its place, empty and marked as unusable."""
        self._send(PageRead(Page(number, 0.0, 0.0, (), Quality(engine_name(), 0, usable=False))))
        self._send(Note(Warn("page-unread", f"page {number} could not be read: {why}", number)))


def must_be_measured(page: Page) -> None:
    """Raise ValueError where a measure is infinite or no number, which a hostile file can bring about."""
    boxes = [line.box for line in page.lines] + [rule.box for rule in page.rules]
    boxes += [*page.filled, *page.images]
    total = sum([box.x0 + box.y0 + box.x1 + box.y1 for box in boxes])
    total += sum([line.baseline + line.size for line in page.lines]) + page.width + page.height
    total += sum([span.x0 + span.x1 for line in page.lines for span in line.spans])
    if not math.isfinite(total):
        raise ValueError("its measures are no numbers")


def _again(error: Exception) -> _Read:
    raise error


if __name__ == "__main__":
    _status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # All is said. To take the libraries apart object by object would cost a quarter of a short file's time.
    os._exit(_status)
