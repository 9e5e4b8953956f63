"""What a person says about incoming PDFs, what becomes of each, and what is known of one on its way in."""

from __future__ import annotations

from pathlib import Path

import msgspec

from mouarchive.archive.readings import Reading
from mouarchive.errors import UnreadableError
from mouarchive.model import LeakReport

__all__ = ["AddOptions", "Chosen", "Incoming", "Receipt"]


class AddOptions(msgspec.Struct, frozen=True):
    """What a person says about the PDFs; what is None is proposed by the document where it can be.

    `agreement` is an existing agreement's id or the id of a new one, for which `title` is needed.
    """

    agreement: str | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    label: str | None = None
    status: str | None = None
    dated: str | None = None
    disclosed: str | None = None
    authority: str | None = None
    request: str | None = None
    url: str | None = None
    exemptions: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None


class Receipt(msgspec.Struct, frozen=True):
    """What became of one file.

    `state` is added, known (the same bytes are held already) or refused; `message` says it in one line.
    `proposed` lists (key, value, ground) for all that was taken from the document itself, `alarms` one line
    for each thing that a person must look at: hidden text, a redline, names that do not fit.
    """

    source: str
    state: str
    message: str
    sha256: str | None = None
    size: int | None = None
    agreement: str | None = None
    label: str | None = None
    stored: Path | None = None
    proposed: tuple[tuple[str, str, str], ...] = ()
    clauses: int | None = None
    alarms: tuple[str, ...] = ()


class Incoming(msgspec.Struct, frozen=True):
    """A file on its way in, and what the reader made of it (`unread` says why it made nothing).

    `leaks` is what the leak check found, `unchecked` why there is none.
    """

    path: Path
    sha256: str
    size: int
    reading: Reading | None
    unread: UnreadableError | None
    leaks: LeakReport | None = None
    unchecked: str | None = None


class Chosen(msgspec.Struct, frozen=True):
    """All that has to be known before a file is taken in; `proposed` lists what the document itself said."""

    agreement: str
    label: str
    options: AddOptions
    proposed: tuple[tuple[str, str, str], ...]
