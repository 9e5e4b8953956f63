"""What the worker tells its parent: MessagePack objects, each behind its length in four bytes.

Most of what is told is numbers, which MessagePack takes as they are: as JSON they would have to be written
out and read again, and a page's would take its parent four times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from mouarchive.model import Leak, Page, PageBox, Warn
from mouarchive.reading.page_rules import WORKER, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "Asked", "End", "Fault", "Found", "Head", "Job", "Message", "Note", "PageRead", "Picture", "Started",
    "Widen", "allow_seconds", "framed", "unframed",
]  # fmt: skip

_LENGTH_BYTES = 4  # fact: room for messages of four gigabytes

Asked = Literal["suspicious", "all", "none"]
"""Of which pages a second reader is asked."""


class Job(Limits, frozen=True, kw_only=True):
    """What the worker is to do with the file on descriptor `fd`, within which limits.

    `layers` where the file has layers that can be switched off.
    """

    fd: int
    name: str
    ocr: bool = False
    ocr_workers: int = msgspec.field(default_factory=lambda: WORKER.pages_by_ocr_at_once)
    first_page: int = 1
    image_pages: tuple[int, ...] = ()
    dpi: int = msgspec.field(default_factory=lambda: WORKER.picture_dpi)
    check: bool = False
    witness: Asked = "suspicious"
    boxes: tuple[PageBox, ...] = ()
    layers: bool = False


class Head(msgspec.Struct, tag="head", frozen=True):
    """The file opens: how many pages it has and what it says about itself."""

    pages: int
    info: tuple[tuple[str, str], ...] = ()


class Started(msgspec.Struct, tag="started", frozen=True):
    """Work on this page (from 1) begins: if the worker dies now, this page did it."""

    page: int


class Widen(msgspec.Struct, tag="widen", frozen=True):
    """A page goes to OCR: allow so many more seconds."""

    seconds: int


class PageRead(msgspec.Struct, tag="page", frozen=True):
    """One finished page."""

    page: Page


class Note(msgspec.Struct, tag="warn", frozen=True):
    """Something the reader of the document must know."""

    warn: Warn


class Fault(msgspec.Struct, tag="fault", frozen=True):
    """The worker gives up: a stable code and one sentence without the file's name."""

    code: str
    message: str


class Found(msgspec.Struct, tag="leak", frozen=True):
    """Text that the file carries and does not show."""

    leak: Leak


class Picture(msgspec.Struct, tag="picture", frozen=True):
    """An encoded image of a page (from 1)."""

    page: int
    data: bytes
    media_type: str


class End(msgspec.Struct, tag="end", frozen=True):
    """All pages were sent."""


def framed(message: bytes) -> bytes:
    """An encoded message behind its length."""
    return len(message).to_bytes(_LENGTH_BYTES, "big") + message


def unframed(buffer: bytearray) -> Iterator[bytes]:
    """Take the complete messages out of what has arrived so far; the rest stays in `buffer`."""
    at = 0
    while len(buffer) >= (first := at + _LENGTH_BYTES):
        end = first + int.from_bytes(buffer[at:first], "big")
        if end > len(buffer):
            break
        yield bytes(buffer[first:end])
        at = end
    del buffer[:at]


def allow_seconds(seconds: int, send: Callable[[Message], None], at_once: int = 1) -> None:
    """In the worker: allow so many seconds more from now on, of the parent's clock and of computing time.

    Each of the threads that work `at_once` takes its own share of the latter.
    """
    send(Widen(seconds))
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft == resource.RLIM_INFINITY:
        return
    wanted = max(soft, int(used.ru_utime + used.ru_stime) + seconds * at_once + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == -1 else min(wanted, hard), hard))


Message = Head | Started | Widen | PageRead | Note | Fault | Picture | Found | End
