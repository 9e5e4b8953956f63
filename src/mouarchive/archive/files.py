"""Writing files so that a kill at any moment leaves the old or the new one; telling files by their bytes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from mouarchive.errors import MouarchiveError

__all__ = [
    "Fingered", "finger_file", "plain_errors", "publish", "sweep", "sync_folder", "temporary",
    "write_whole",
]  # fmt: skip

TEMPORARY = ".mouarchive-"
_LEFT_BEHIND = 3600
"""Seconds: a temporary file older than an hour is a killed run's; no write takes that long."""


class Fingered(msgspec.Struct, frozen=True):
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


def finger_file(path: Path) -> Fingered:
    """Read a file for its size and SHA-256. Raises OSError."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Fingered(stream.tell(), digest)


@contextlib.contextmanager
def plain_errors(doing: str) -> Iterator[None]:
    """Turn a failure of the file system (disk full, no permission, ...) into one line that names the path."""
    try:
        yield
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        raise MouarchiveError(f"{named}{doing}: {error.strerror or error}") from error


@contextlib.contextmanager
def temporary(folder: Path, suffix: str = "") -> Iterator[Path]:
    """An empty file in `folder` to be written and published; whatever happens, it is not left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=suffix, dir=folder)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def publish(written: Path, target: Path, *, replace: bool, mode: int = 0o644) -> None:
    """Make a finished file durable under its name: fsync, rename, fsync of the folder.

    Without `replace`, raises FileExistsError where the name is taken, even by a file that came this moment.
    """
    with written.open("rb+") as stream:
        os.fchmod(stream.fileno(), mode)
        os.fsync(stream.fileno())
    if replace:
        written.replace(target)
    else:
        _link(written, target)
    sync_folder(target.parent)


def _link(written: Path, target: Path) -> None:
    """Give a file a second name that must be free; some network and memory-card file systems cannot."""
    try:
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        if target.exists() or target.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        written.rename(target)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(target: Path, data: bytes, *, replace: bool = True, mode: int = 0o644) -> None:
    """Write a file whole or not at all. Raises OSError, FileExistsError where it may not replace."""
    with temporary(target.parent) as path:
        with path.open("wb") as stream:
            _write_all(stream, data)
        publish(path, target, replace=replace, mode=mode)


def _write_all(stream: IO[bytes], data: bytes) -> None:
    stream.write(data)
    stream.flush()


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind: temporary files and folders older than any write takes."""
    for path in folder.glob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
