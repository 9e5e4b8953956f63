"""Documents read once and kept, for benches that only take them apart again and again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import msgspec

import mouarchive
from mouarchive.errors import UnreadableError
from mouarchive.model import Document
from mouarchive.reading import read_pdf

__all__ = ["cache_folder", "read_all"]

AT_ONCE = 2
SOURCE = Path(mouarchive.__file__).parent


def cache_folder() -> Path:
    """The user's folder for what benches keep; it may be thrown away."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = root / "mouarchive-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_all(paths: Iterable[Path]) -> dict[Path, Document]:
    """Read files without OCR, as they were read before where file and code are the same; no refused file."""
    paths = list(paths)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = zip(paths, pool.map(_read, paths), strict=True)
        return {path: document for path, document in found if document}


def _read(path: Path) -> Document | None:
    name = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    kept = _folder() / f"{name}.msgpack"
    if kept.exists():
        return msgspec.msgpack.decode(kept.read_bytes(), type=Document | None)
    try:
        document = read_pdf(path, ocr=False)
    except UnreadableError:
        document = None
    beside = kept.with_suffix(f".{os.getpid()}")
    beside.write_bytes(msgspec.msgpack.encode(document))
    beside.replace(kept)
    return document


@cache
def _folder() -> Path:
    """The folder of this state of the reader."""
    code = hashlib.sha256()
    rooms = [*SOURCE.glob("*.py"), *(SOURCE / "words").rglob("*.py"), *(SOURCE / "reading").rglob("*.py")]
    for path in sorted(rooms):
        code.update(path.read_bytes())
    folder = cache_folder() / code.hexdigest()[:16]
    folder.mkdir(exist_ok=True)
    return folder
