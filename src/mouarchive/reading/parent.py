"""The side that never parses: checks and hashes the bytes, runs the worker, puts its words together."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from mouarchive.errors import UnreadableError
from mouarchive.model import Document, Page, Quality, Warn
from mouarchive.reading.child import Death, run
from mouarchive.reading.engine import engine_name
from mouarchive.reading.limits import DEFAULT, Limits
from mouarchive.reading.redline import redline_warnings
from mouarchive.reading.sniff import has_pdf_marker, say_what_it_is
from mouarchive.reading.wire import End, Fault, Head, Job, Note, PageRead, Started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from mouarchive.reading.witness import Asked

__all__ = ["job_for", "opened", "read_all", "read_pdf", "refusal"]

_WORKERS = 2
_MOST_DEATHS = 3
_CHUNK = 1 << 20
_HEAD_BYTES = 8192


class _Opened(msgspec.Struct, frozen=True):
    """A checked file: its descriptor, hash and size."""

    fd: int
    sha256: str
    size: int


def read_pdf(
    path: Path,
    limits: Limits = DEFAULT,
    *,
    ocr: bool = True,
    witness: Asked = "suspicious",
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Read one PDF in a worker process; `progress` is called with pages done and pages in all.

    `ocr` lets pages without a usable text layer be read from their picture, where an OCR engine is there.
    `witness` says of which pages a second engine's reading is compared: `suspicious` ones, `all` or `none`.
    Raises UnreadableError, one line that names the file, what is wrong and what to do.
    """
    with opened(path, limits) as file:
        job = msgspec.structs.replace(job_for(path, file, limits, ocr=ocr), witness=witness)
        return _read(path, file, limits, job, progress)


def read_all(paths: Iterable[Path], limits: Limits = DEFAULT) -> list[Document | UnreadableError]:
    """Read several files, two at a time; the answers stand in the order of the paths."""

    def one(path: Path) -> Document | UnreadableError:
        try:
            return read_pdf(path, limits)
        except UnreadableError as error:
            return error

    with ThreadPoolExecutor(_WORKERS) as pool:
        return list(pool.map(one, paths))


class _Reading:
    """Gathers the worker's messages into a document."""

    def __init__(self, progress: Callable[[int, int], None] | None) -> None:
        self.pages: list[Page] = []
        self.warnings: list[Warn] = []
        self.info: tuple[tuple[str, str], ...] = ()
        self.total = 0
        self.started = 0
        self.ended = False
        self._progress = progress
        self._deaths = 0

    def take(self, message: object) -> None:
        """Put one message where it belongs; a Fault is raised as the end of the worker."""
        if isinstance(message, PageRead):
            self.pages.append(message.page)
            if self._progress is not None:
                self._progress(len(self.pages), self.total)
        elif isinstance(message, Started):
            self.started = message.page
        elif isinstance(message, Note):
            self.warnings.append(message.warn)
        elif isinstance(message, Head):
            self.total, self.info = message.pages, message.info
        elif isinstance(message, Fault):
            raise Death(message.code, message.message)
        elif isinstance(message, End):
            self.ended = True

    def must_have_ended(self) -> None:
        """The worker may not stop between two pages without a word."""
        if not self.ended:
            raise Death("crashed", "the reader stopped before the end")

    @property
    def next_page(self) -> int:
        """The first page that has not been read, from 1."""
        return len(self.pages) + 1

    def go_on(self, death: Death, job: Job) -> Job | None:
        """What to do after a worker's end: go on behind the page that did it, or None to give up.

        One page may need too much memory or crash the engine; the others are read all the same. Where
        several pages were under way, they are read again one by one, to find out which it was. When the
        time is over, what has been read stays, and the rest is marked.
        """
        self._deaths += 1
        if death.code == "time" and any(page.lines for page in self.pages):
            self._give_up_rest(death)
            return job
        page_did_it = death.code in {"memory", "crashed"} and self.started >= self.next_page
        if not page_did_it or self._deaths > _MOST_DEATHS:
            return None
        if self.started > self.next_page:
            return msgspec.structs.replace(job, first_page=self.next_page, ocr_workers=1)
        self._mark_unread(self.next_page)
        self.warnings.append(
            Warn("page-unread", f"page {self.started} could not be read: {death}", self.started)
        )
        if self.started >= self.total:
            self.ended = any(page.lines for page in self.pages)
            return job if self.ended else None
        return msgspec.structs.replace(job, first_page=self.next_page)

    def _mark_unread(self, number: int) -> None:
        self.pages.append(Page(number, 0.0, 0.0, (), Quality(engine_name(), 0, usable=False)))

    def _give_up_rest(self, death: Death) -> None:
        first, last = self.next_page, max(self.total, self.next_page)
        for number in range(first, last + 1):
            self._mark_unread(number)
        what = f"page {first} was" if first == last else f"pages {first} to {last} were"
        message = f"{what} not read: {death}; read the file again when the machine is less busy"
        self.warnings.append(Warn("page-unread", message, first))
        self.ended = True


def _read(
    path: Path,
    file: _Opened,
    limits: Limits,
    job: Job | None,
    progress: Callable[[int, int], None] | None,
) -> Document:
    reading = _Reading(progress)
    seconds = float(limits.wall_seconds)
    while job is not None and not reading.ended:
        started = time.monotonic()
        try:
            for message in run(job, seconds, limits.output_bytes):
                reading.take(message)
            reading.must_have_ended()
        except Death as death:
            # Time that OCR was allowed on top is not told apart here, so some is always left to go on with.
            seconds = max(limits.wall_seconds / _MOST_DEATHS, seconds - (time.monotonic() - started))
            job = reading.go_on(death, job)
            if job is None:
                raise refusal(path, death.code, str(death)) from death
    return Document(
        sha256=file.sha256,
        name=_shown(path),
        size=file.size,
        pages=tuple(reading.pages),
        engine=engine_name(),
        warnings=(*reading.warnings, *redline_warnings(reading.pages)),
        info=reading.info,
    )


def job_for(path: Path, file: _Opened, limits: Limits, *, ocr: bool) -> Job:
    """What the worker is told to do with a checked file: to read it, unless more is said."""
    return Job(
        fd=file.fd,
        name=_shown(path),
        cpu_seconds=limits.cpu_seconds,
        memory_bytes=limits.memory_bytes,
        open_files=limits.open_files,
        pages=limits.pages,
        text_characters=limits.text_characters,
        page_characters=limits.page_characters,
        image_pixels=limits.image_pixels,
        ocr=ocr,
        ocr_seconds_per_page=limits.ocr_seconds_per_page,
        ocr_pages=limits.ocr_pages,
    )


def refusal(path: Path, code: str, what: str) -> UnreadableError:
    """The one line about a file that cannot be read; `code` is a stable word."""
    return UnreadableError(code, f"{_shown(path)}: cannot be read: {what}")


def _shown(path: Path) -> str:
    """The file's name fit for a terminal: no control, no bidi sign, no half of a broken encoding."""
    name = path.name or str(path)
    clean = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "\ufffd" for character in clean)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[_Opened]:
    """Check that the path is a file that may be a PDF, and hash it; nothing is parsed."""
    shown = _shown(path)
    try:
        # Without O_NONBLOCK, opening a pipe would wait for someone to write to it.
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise UnreadableError("missing", f"{shown}: no such file; check the path") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise UnreadableError("denied", f"{shown}: cannot be opened ({what}); check its rights") from None
    try:
        status = os.fstat(fd)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError("directory", f"{shown}: is a folder; name the PDF files inside it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("special", f"{shown}: is a pipe or device; copy it to a file first")
        if status.st_size == 0:
            raise UnreadableError("empty", f"{shown}: is empty (0 bytes); fetch it again")
        if status.st_size > limits.file_bytes:
            raise UnreadableError(
                "too-big",
                f"{shown}: has {status.st_size} bytes, over the limit of {limits.file_bytes} (file_bytes);"
                " raise the limit to read it",
            )
        yield _hash(fd, status.st_size, shown)
    finally:
        os.close(fd)


def _hash(fd: int, size: int, shown: str) -> _Opened:
    digest = hashlib.sha256()
    at = 0
    while chunk := os.pread(fd, _CHUNK, at):
        if at == 0 and not has_pdf_marker(chunk):
            what = say_what_it_is(chunk[:_HEAD_BYTES])
            raise UnreadableError("not-pdf", f"{shown}: not a PDF but {what}")
        digest.update(chunk)
        at += len(chunk)
    return _Opened(fd, digest.hexdigest(), size)
