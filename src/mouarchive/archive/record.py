"""The record: what people assert in `documents/`, read and checked.

`load_record` reads every `agreement.toml` (and `corrections.toml`) and either returns all of it, or raises
RecordError with every problem at once. Nothing is ever written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from mouarchive.archive.files import Fingered, finger_file
from mouarchive.archive.record_check import check_folder, stray_files
from mouarchive.archive.record_values import (
    Agreement,
    Claim,
    Copy,
    Correction,
    InForce,
    Pairing,
    Phrase,
    Record,
    Statement,
    Version,
)
from mouarchive.errors import RecordError

__all__ = [
    "Agreement", "Claim", "Copy", "Correction", "InForce", "Pairing", "Phrase", "Record", "Statement",
    "Version", "load_record",
]  # fmt: skip


def load_record(documents: Path, finger: Callable[[Path], Fingered] = finger_file) -> Record:
    """Read and check all of `documents/`.

    `finger` gives size and SHA-256 of a file (the default reads it). Raises RecordError with one line for
    each problem in any file; a missing `documents/` is one problem.
    """
    if not documents.is_dir():
        raise RecordError([f"{documents}: no such folder; start an archive with: mouarchive init"])
    problems: list[str] = []
    warnings: list[str] = list(stray_files(documents))
    agreements = []
    files: list[tuple[str, str]] = []
    for folder in sorted(entry for entry in documents.iterdir() if _counts(entry)):
        checked = check_folder(folder, finger)
        problems += checked.problems
        warnings += checked.warnings
        files += checked.files
        if checked.agreement is not None:
            agreements.append(checked.agreement)
    if problems:
        raise RecordError(problems)
    return Record(documents, tuple(agreements), tuple(warnings), _fingerprint(files), tuple(files))


def _counts(entry: Path) -> bool:
    """Whether a folder is meant to be an agreement: hidden ones and empty ones are not."""
    return entry.is_dir() and not entry.name.startswith((".", "_")) and any(entry.iterdir())


def _fingerprint(files: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"{digest} {name}" for name, digest in sorted(files))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()
