"""What the worker tells its parent: MessagePack objects, each behind its length in four bytes.

Most of what is told is numbers, which MessagePack takes as they are: as JSON they would have to be written
out and read again, and a page's would take its parent four times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mouarchive.model import Leak, Page, PageBox, Warn
from mouarchive.reading.witness import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "End",
    "Fault",
    "Found",
    "Head",
    "Job",
    "Message",
    "Note",
    "PageRead",
    "Picture",
    "Started",
    "Widen",
    "framed",
    "unframed",
]

_LENGTH_BYTES = 4


class Job(msgspec.Struct, frozen=True):
    """What the worker is to do with the file on descriptor `fd`.

    `layers` where the file has layers that can be switched off.
    """

    fd: int
    name: str
    cpu_seconds: int
    memory_bytes: int
    open_files: int
    pages: int
    text_characters: int
    page_characters: int
    image_pixels: int
    ocr: bool = False
    ocr_seconds_per_page: int = 30
    ocr_pages: int = 300
    ocr_workers: int = 2
    first_page: int = 1
    image_pages: tuple[int, ...] = ()
    dpi: int = 120
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


Message = Head | Started | Widen | PageRead | Note | Fault | Picture | Found | End
