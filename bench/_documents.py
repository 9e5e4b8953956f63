"""Documents read once and kept, for benches that only take them apart again and again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
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


def read_all(paths: Iterable[Path], *, ocr: bool = False) -> dict[Path, Document]:
    """Read files, as they were read before where file and code are the same; no refused file.

    Where `ocr` is asked for, files with pages that have no usable text are read by it.
    """
    paths = list(paths)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = zip(paths, pool.map(partial(_read, ocr=ocr), paths), strict=True)
        return {path: document for path, document in found if document}


def _read(path: Path, *, ocr: bool) -> Document | None:
    document = _kept(path, ocr=False)
    if ocr and document and not all(page.quality.usable for page in document.pages):
        return _kept(path, ocr=True)
    return document


def _kept(path: Path, *, ocr: bool) -> Document | None:
    name = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    kept = _folder() / f"{name}{'-ocr' if ocr else ''}.msgpack"
    if kept.exists():
        return msgspec.msgpack.decode(kept.read_bytes(), type=Document | None)
    try:
        document = read_pdf(path, ocr=ocr)
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
