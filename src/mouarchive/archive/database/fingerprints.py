"""What derived data was made by: a SHA-256 of the code that made it, and the names of the engines."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from importlib import metadata
from pathlib import Path

__all__ = ["build_code", "clauses_code", "comparison_engine", "reading_code"]

_READING = ("model.py", "reading")
_ALL = (*_READING, "clauses", "comparing", "archive")


@functools.cache
def _code(parts: tuple[str, ...]) -> str:
    """SHA-256 over the source files of parts of this package, by name: the same on every machine."""
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for part in parts:
        path = package / part
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            digest.update(f"{file.relative_to(package).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def clauses_code() -> str:
    """What clauses found in a document are valid for: what read it, and the code that takes it apart."""
    known = f"{reading_code()} {_code(('clauses', 'archive/database/readings.py'))}"
    return hashlib.sha256(known.encode()).hexdigest()


def reading_code() -> str:
    """What a document as read is valid for: the code that read it, and the engines at hand."""
    from mouarchive.reading import engine_name  # noqa: PLC0415 - loads the reading room

    known = f"{_code(_READING)} {engine_name()} {_ocr_at_hand()}"
    return hashlib.sha256(known.encode()).hexdigest()


def build_code() -> str:
    """What a database is valid for: all code that leads to it, and the engines at hand."""
    known = f"{_code(_ALL)} {reading_code()} {comparison_engine()}"
    return hashlib.sha256(known.encode()).hexdigest()


def _ocr_at_hand() -> str:
    """Version of the OCR binding, where there is one: a scan that was unread may then be read."""
    if importlib.util.find_spec("tesserocr") is None:
        return "no OCR"
    try:
        return f"tesserocr {metadata.version('tesserocr')}"
    except metadata.PackageNotFoundError:
        return "tesserocr"


@functools.cache
def comparison_engine() -> str:
    """Name and version of what compares: this package, and the libraries whose answers it uses."""
    names = ("mouarchive", "rapidfuzz", "diff-match-patch")
    return " / ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"
