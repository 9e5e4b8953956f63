"""What may be asked of a file, from the side that never parses: its document, its pages' pictures, its leaks.

The bytes are checked and hashed here, a worker is run, and what it says is put together.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import IO, TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict, replace

from mouarchive.errors import UnreadableError
from mouarchive.model import Document, Leak, LeakReport, Page, PageBox, Quality, Warn
from mouarchive.reading.engine import SWITCH, engine_name
from mouarchive.reading.page_rules import DEFAULT, WORKER, Limits
from mouarchive.reading.process.wire import (
    Asked,
    End,
    Fault,
    Found,
    Head,
    Job,
    Message,
    Note,
    PageRead,
    Picture,
    Started,
    Widen,
    unframed,
)
from mouarchive.reading.redline import redline_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from mouarchive.model import Box

__all__ = [
    "Death",
    "check_leaks",
    "page_image",
    "page_images",
    "read_all",
    "read_pdf",
    "run",
]

_PIPE_BYTES = 65_536  # fact: what a pipe holds
_PASSED_ON = (
    *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT", "TESSDATA_PREFIX", "VIRTUAL_ENV"),
    SWITCH,
)


class Death(Exception):  # noqa: N818 - not an error of ours: what became of the worker
    """The worker ended without finishing: `code` is a stable word, the text what happened."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def run(job: Job, wall_seconds: float, output_bytes: int) -> Iterator[Message]:
    """Start one worker and yield what it says; raises Death where it ends badly.

    Each page that needs OCR widens the time allowed by its own limit. Whatever happens, no process of
    the worker's group is left behind.
    """
    clock = _Clock(wall_seconds)
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "mouarchive.reading.process.worker", msgspec.json.encode(job).decode()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        pass_fds=(job.fd,),
        start_new_session=True,
        cwd="/",
    )
    stderr = bytearray()
    try:
        decoder = msgspec.msgpack.Decoder(Message)
        for told in _messages(process, clock, output_bytes, stderr):
            try:
                message = decoder.decode(told)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Death("crashed", "the reader's answer was cut short") from error
            if isinstance(message, Widen):
                clock.widen(min(message.seconds, job.ocr_seconds_per_page))
            else:
                yield message
        status = process.wait(timeout=WORKER.farewell)
        if status:
            raise _death(status, _words(stderr))
    finally:
        _end(process)


class _Clock:
    """How long a worker may still run. Time the caller spends between two messages does not count."""

    def __init__(self, seconds: float) -> None:
        self.left = self.allowed = seconds

    def widen(self, seconds: float) -> None:
        """Allow more seconds."""
        self.left += seconds
        self.allowed += seconds

    def wait(self, waiting: selectors.BaseSelector) -> list[tuple[selectors.SelectorKey, int]]:
        """What the worker has to say; raises Death when its time is over."""
        started = time.monotonic()
        ready = waiting.select(max(0.0, self.left))
        self.left -= time.monotonic() - started
        if self.left <= 0:
            raise Death("time", f"it takes longer than {self.allowed:g} seconds (wall_seconds)")
        return ready


def _messages(
    process: subprocess.Popen[bytes], clock: _Clock, output_bytes: int, stderr: bytearray
) -> Iterator[bytes]:
    """Complete messages of the worker's output, while time and the cap on its length last."""
    buffer = bytearray()
    received = 0
    assert process.stdout is not None  # noqa: S101 - both were asked for as pipes
    assert process.stderr is not None  # noqa: S101
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        waiting.register(process.stderr, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in clock.wait(waiting):
                source: IO[bytes] = key.fileobj  # type: ignore[assignment]
                data = os.read(source.fileno(), _PIPE_BYTES)
                if not data:
                    waiting.unregister(source)
                elif source is process.stderr:
                    stderr += data[: max(0, WORKER.stderr_bytes - len(stderr))]
                else:
                    received += len(data)
                    if received > output_bytes:
                        raise Death("limit", f"it yields more than {output_bytes} bytes (output_bytes)")
                    buffer += data
                    yield from unframed(buffer)
    if buffer:
        yield bytes(buffer)


def _environment() -> dict[str, str]:
    """No proxies, no tokens, nothing the worker has no use for; one OCR thread for each worker."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "PYTHONHASHSEED": "0"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker's whole group, then collect it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _words(stderr: bytearray) -> str:
    return bytes(stderr).decode("utf-8", "replace")


def _death(status: int, stderr: str) -> Death:
    """What an exit status means. PDFium aborts when memory runs out; so does a failed import."""
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return Death("time", "it takes more computing time than a document may use (cpu_seconds)")
    if "MemoryError" in stderr or status == -signal.SIGABRT:
        return Death("memory", "it needs more memory than a document may use (memory_bytes)")
    if status < 0:
        return Death("crashed", f"it made the reader crash ({signal.Signals(-status).name})")
    last = (
        stderr.strip().splitlines()[-1][: WORKER.said_characters]
        if stderr.strip()
        else f"exit status {status}"
    )
    return Death("crashed", f"the reader failed ({last})")


# ------------------------------------------------------------------ a document


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
    with _opened(path, limits) as file:
        return _read(path, file, limits, _job(path, file, limits, ocr=ocr, witness=witness), progress)


def read_all(paths: Iterable[Path], limits: Limits = DEFAULT) -> list[Document | UnreadableError]:
    """Read several files, two at a time; the answers stand in the order of the paths."""

    def one(path: Path) -> Document | UnreadableError:
        try:
            return read_pdf(path, limits)
        except UnreadableError as error:
            return error

    with ThreadPoolExecutor(WORKER.files_at_once) as pool:
        return list(pool.map(one, paths))


class _Reading:
    """Gathers the worker's messages into a document."""

    def __init__(self, progress: Callable[[int, int], None] | None, most: int) -> None:
        self._most = most
        self.pages: list[Page] = []
        self.warnings: list[Warn] = []
        self.info: tuple[tuple[str, str], ...] = ()
        self.total = 0
        self.started = 0
        self.ended = False
        self._progress = progress
        self._deaths = 0

    def take(self, message: object) -> None:
        """Put one message where it belongs; a Fault, or more than was allowed, is the end of the worker."""
        if isinstance(message, PageRead):
            if len(self.pages) >= self._most:
                raise Death("limit", f"it yields more pages than the limit of {self._most} (pages)")
            self.pages.append(message.page)
            if self._progress is not None:
                self._progress(len(self.pages), self.total)
        elif isinstance(message, Started):
            self.started = message.page
        elif isinstance(message, Note):
            self.warnings.append(message.warn)
        elif isinstance(message, Head):
            if message.pages > self._most:
                raise Death("limit", f"it has more pages than the limit of {self._most} (pages)")
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
        if not page_did_it or self._deaths > WORKER.deaths:
            return None
        if self.started > self.next_page:
            return replace(job, first_page=self.next_page, ocr_workers=1)
        self._mark_unread(self.next_page)
        self.warnings.append(
            Warn("page-unread", f"page {self.started} could not be read: {death}", self.started)
        )
        if self.started >= self.total:
            self.ended = any(page.lines for page in self.pages)
            return job if self.ended else None
        return replace(job, first_page=self.next_page)

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
    """Run workers until all pages are read or given up."""
    reading = _Reading(progress, limits.pages)
    seconds = float(limits.wall_seconds)
    while job is not None and not reading.ended:
        started = time.monotonic()
        try:
            for message in run(job, seconds, limits.output_bytes):
                reading.take(message)
            reading.must_have_ended()
        except Death as death:
            # Time that OCR was allowed on top is not told apart here, so some is always left to go on with.
            seconds = max(limits.wall_seconds / WORKER.deaths, seconds - (time.monotonic() - started))
            job = reading.go_on(death, job)
            if job is None:
                raise _refusal(path, death.code, str(death)) from death
    return Document(
        sha256=file.sha256,
        name=_shown(path),
        size=file.size,
        pages=tuple(reading.pages),
        engine=engine_name(),
        warnings=(*reading.warnings, *redline_warnings(reading.pages)),
        info=reading.info,
    )


# ------------------------------------------------------------------ pictures and leaks


def page_image(
    path: Path,
    page: int,
    dpi: int = WORKER.picture_dpi,
    limits: Limits = DEFAULT,
    *,
    boxes: Iterable[Box] = (),
) -> bytes:
    """A picture of one page (from 1): PNG with few colours, or WebP where the page is a scan.

    With `boxes` (in points) it is a PNG on which these places are marked.

    The first bytes tell which. A page that would need more than `limits.image_pixels` is drawn smaller.
    Raises UnreadableError, one line that names the file, what is wrong and what to do.
    """
    places = [PageBox(page, box) for box in boxes]
    with closing(page_images(path, (page,), dpi, limits, boxes=places)) as drawn:
        return next(drawn)[1]


def page_images(
    path: Path,
    pages: Iterable[int],
    dpi: int = WORKER.picture_dpi,
    limits: Limits = DEFAULT,
    *,
    boxes: Iterable[PageBox] = (),
) -> Generator[tuple[int, bytes], None, None]:
    """Pictures of several pages (from 1) of one file, each with its page as soon as it is drawn.

    They come in the order asked, as `page_image` gives them one by one, for a fraction of its time. Raises
    UnreadableError at the first page that gives none.
    """
    wanted, places, most = tuple(pages), tuple(boxes), WORKER.pictures_at_once
    with _opened(path, limits) as file:
        for first in range(0, len(wanted), most):
            some = wanted[first : first + most]
            marked = tuple(place for place in places if place.page in some)
            job = _job(path, file, limits, dpi=dpi, image_pages=some, boxes=marked)
            drawn = 0
            for message in _told(path, job, limits):
                if isinstance(message, Picture):
                    drawn += 1
                    yield message.page, message.data
            if drawn < len(some):
                raise _refusal(path, "crashed", f"page {some[drawn]} gave no picture")


def check_leaks(
    path: Path, limits: Limits = DEFAULT, *, progress: Callable[[int, int], None] | None = None
) -> LeakReport:
    """Look for text that a PDF carries and its pages do not show, in the limited worker.

    Found are: letters that nobody can see, whatever hides them; text outside the page; marks for redaction
    that were never applied; words of earlier revisions that are gone from the last one; comments; embedded
    files; names in the file's description of itself. The report says where and how much, never what.
    `progress` is called with pages done and pages in all. Raises UnreadableError as `read_pdf` does.
    """
    leaks: list[Leak] = []
    warnings: list[Warn] = []
    total = 0
    ended = False
    with _opened(path, limits) as file:
        # `ocr` lifts the hard ceiling of computing time; each page is granted its own share.
        job = _job(path, file, limits, ocr=True, check=True)
        for message in _told(path, job, limits):
            if isinstance(message, Found):
                leaks.append(message.leak)
            elif isinstance(message, Note):
                warnings.append(message.warn)
            elif isinstance(message, Head):
                total = message.pages
            elif isinstance(message, Started) and progress is not None:
                progress(message.page, total)
            ended = ended or isinstance(message, End)
        if not ended:
            raise _refusal(path, "crashed", "the check stopped before the end")
        return LeakReport(file.sha256, job.name, total, tuple(leaks), tuple(warnings))


def _told(path: Path, job: Job, limits: Limits) -> Iterator[Message]:
    """What one worker says; a fault of the file or the worker's death is raised as the file's refusal."""
    try:
        for message in run(job, limits.wall_seconds, limits.output_bytes):
            if isinstance(message, Fault):
                raise _refusal(path, message.code, message.message)
            yield message
    except Death as death:
        raise _refusal(path, death.code, str(death)) from death


# ------------------------------------------------------------------ the file itself


class _Opened(msgspec.Struct, frozen=True):
    """A checked file: its descriptor, hash and size."""

    fd: int
    sha256: str
    size: int


def _job(path: Path, file: _Opened, limits: Limits, **wanted: Any) -> Job:
    """What the worker is told to do with a checked file."""
    return Job(fd=file.fd, name=_shown(path), **asdict(limits), **wanted)


def _refusal(path: Path, code: str, what: str) -> UnreadableError:
    """The one line about a file that cannot be read; `code` is a stable word."""
    return UnreadableError(code, f"{_shown(path)}: cannot be read: {what}")


def _shown(path: Path) -> str:
    """The file's name fit for a terminal: no control, no bidi sign, no half of a broken encoding."""
    name = path.name or str(path)
    clean = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "\ufffd" for character in clean)


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[_Opened]:
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
    head = os.pread(fd, WORKER.head_bytes, 0)
    if not _has_pdf_marker(head):
        raise UnreadableError("not-pdf", f"{shown}: not a PDF but {_what_it_is(head)}")
    with open(fd, "rb", closefd=False) as file:
        return _Opened(fd, hashlib.file_digest(file, "sha256").hexdigest(), size)


# ------------------------------------------------------------------ what a file that is no PDF really is

_PDF_SEARCH_BYTES = 1024  # fact: where readers accept the marker (ISO 32000-1, Annex H, note 13)

_LONGEST_CHARACTER = 4  # fact: bytes of a character in UTF-8
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file; save it as PDF"),
    (b"{\\rtf", "a rich-text document; save it as PDF"),
    (b"\x89PNG", "a PNG picture; save it as PDF"),
    (b"\xff\xd8\xff", "a JPEG picture; save it as PDF"),
    (b"GIF8", "a GIF picture; save it as PDF"),
    (b"II*\x00", "a TIFF picture; save it as PDF"),
    (b"MM\x00*", "a TIFF picture; save it as PDF"),
    (b"%!PS", "a PostScript file; convert it to PDF"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def _has_pdf_marker(head: bytes) -> bool:
    """Whether `%PDF-` stands in the first kilobyte."""
    return b"%PDF-" in head[:_PDF_SEARCH_BYTES]


def _what_it_is(head: bytes) -> str:
    """A few words on what the first bytes of a file that is no PDF show it to be."""
    if not head.strip(b"\x00"):
        return "nothing but zero bytes"
    if head.startswith(b"PK\x03\x04"):
        return _office_or_zip(head)
    return next((words for signature, words in _SIGNATURES if head.startswith(signature)), _text_kind(head))


def _text_kind(head: bytes) -> str:
    lowered = head[: WORKER.heading_bytes].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return "a web page (HTML); download the PDF itself"
    if lowered.startswith((b"<?xml", b"<svg")):
        return "an XML file"
    if lowered.startswith((b"from ", b"return-path:", b"received:", b"mime-version:")):
        return "an e-mail; save its attachment"
    return "plain text" if _is_text(head) else "data of no kind known here"


def _office_or_zip(head: bytes) -> str:
    """Office files are zips whose first members tell the program they belong to."""
    for member, words in (
        (b"word/", "a Word document (docx); save it as PDF, or ask for the PDF that was released"),
        (b"xl/", "an Excel workbook (xlsx); save it as PDF"),
        (b"ppt/", "a PowerPoint file (pptx); save it as PDF"),
        (b"opendocument", "an OpenDocument file; save it as PDF, or ask for the PDF that was released"),
        (b"[Content_Types].xml", "an Office document (docx, xlsx or pptx); save it as PDF"),
    ):
        if member in head:
            return words
    return "a zip archive; unpack it first"


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - _LONGEST_CHARACTER:
            return False
        text = head[: error.start].decode("utf-8")
    return sum(character < " " and character not in "\t\r\n\f" for character in text) == 0
