"""The record: what people assert in `documents/`, read and checked.

`load_record` reads every `agreement.toml` (and `corrections.toml`) and either returns all of it, or raises
RecordError with every problem at once. Nothing is ever written here.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mouarchive.archive.files import Fingered, finger_file
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.record.corrections import check_corrections
from mouarchive.archive.record.toml_check import Checker, keys_of, value_of
from mouarchive.archive.record.values import (
    SLUG,
    Agreement,
    Copy,
    Corrections,
    Record,
    Version,
)
from mouarchive.errors import RecordError

__all__ = ["check_folder", "load_record"]


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


# ------------------------------------------------------------------ one folder

Finger = Callable[[Path], Fingered]


class Checked(msgspec.Struct):
    """What came of one folder: the agreement, or problems; `files` are (name, SHA-256) of all that counts."""

    agreement: Agreement | None = None
    problems: list[str] = msgspec.field(default_factory=list)
    warnings: list[str] = msgspec.field(default_factory=list)
    files: list[tuple[str, str]] = msgspec.field(default_factory=list)


def stray_files(documents: Path) -> Iterator[str]:
    """A line for each PDF that lies in `documents/` itself, where no agreement can name it."""
    for entry in sorted(documents.iterdir()):
        if entry.is_file() and _is_pdf(entry.name):
            yield f"documents/{_safe(entry.name)}: belongs to no agreement; take it in with: mouarchive add"


def check_folder(folder: Path, finger: Finger) -> Checked:
    """Check one agreement's folder: every problem, none of them twice."""
    checked = Checked()
    toml = folder / "agreement.toml"
    shown = f"documents/{_safe(folder.name)}/agreement.toml"
    if not re.fullmatch(SLUG, folder.name):
        checked.problems.append(
            f"documents/{_safe(folder.name)}: the folder's name is part of addresses: use small letters, "
            "figures and single hyphens only (as in pupil-data)"
        )
    if folder.is_symlink():
        checked.problems.append(f"documents/{_safe(folder.name)}: is a link; put the folder itself there")
        return checked
    data = _read_plain(toml, shown, checked)
    if data is None:
        return checked
    checked.files.append((f"{folder.name}/agreement.toml", finger(toml).sha256))
    checker = Checker(shown, data)
    if not checker.problems:
        clean = checker.table(checker.raw, keys_of(Agreement))
        agreement = value_of(Agreement, clean, id=folder.name, folder=folder)
        files = _Files(folder, checker, checked, finger)
        versions = [_check_version(f"version[{i}]", v, files) for i, v in enumerate(agreement.versions, 1)]
        _check_labels(agreement, checker)
        _check_texts(agreement, checker)
        unnamed = files.unnamed()
        by_hand = _corrections(agreement, checked, finger)
        checked.agreement = replace(
            agreement,
            versions=tuple(versions),
            unnamed=unnamed,
            corrections=by_hand.corrections,
            pairings=by_hand.pairings,
        )
    checked.problems += checker.problems
    return checked


def _read_plain(path: Path, shown: str, checked: Checked) -> bytes | None:
    """Bytes of a file that must be there and be no link."""
    if path.is_symlink():
        checked.problems.append(f"{shown}: is a link; put the file itself there")
    elif not path.is_file():
        checked.problems.append(f"{shown}: missing; write it, or take the PDFs in with: mouarchive add")
    else:
        try:
            return path.read_bytes()
        except OSError as error:
            checked.problems.append(f"{shown}: cannot be read: {error.strerror}")
    return None


# ------------------------------------------------------------------ what must fit together


def _check_version(path: str, version: Version, files: _Files) -> Version:
    """The version with what its copies' files give; what does not fit together is a problem."""
    start, until = version.in_force_from, version.in_force_until
    if start and until and until < start[: len(until)]:
        files.checker.problem(f"{path}.in_force", f"ends ({until}) before it begins ({start})")
    copies = tuple(files.copy(f"{path}.copy[{i}]", copy) for i, copy in enumerate(version.copies, 1))
    if version.held is False and any(copy.file for copy in copies):
        files.checker.problem(f"{path}.held", "is false, yet a copy names a file; take one of the two out")
    if version.held is True and not copies:
        files.checker.problem(f"{path}.held", "is true, yet no [[version.copy]] says which file that is")
    return replace(version, copies=copies)


def _check_labels(agreement: Agreement, checker: Checker) -> None:
    seen: dict[str, int] = {}
    for number, version in enumerate(agreement.versions, 1):
        plain = plain_label(version.label)
        if plain and plain in seen:
            checker.problem(
                f"version[{number}].label",
                f'"{version.label}" is already the label of version[{seen[plain]}]; a second PDF of the same '
                "version is a second [[version.copy]] there",
            )
        seen.setdefault(plain, number)


def _check_texts(agreement: Agreement, checker: Checker) -> None:
    seen: dict[str, int] = {}
    for number, phrase in enumerate(agreement.phrases, 1):
        plain = " ".join(phrase.text.split()).casefold()
        if plain and plain in seen:
            checker.problem(
                f"phrase[{number}].text", f"the same phrase as phrase[{seen[plain]}]; take one out"
            )
        seen.setdefault(plain, number)
    if not agreement.versions and "version" not in checker.raw:
        checker.problem("", "no [[version]]: an agreement needs at least one, held or not")


def _corrections(agreement: Agreement, checked: Checked, finger: Finger) -> Corrections:
    path = agreement.folder / "corrections.toml"
    if not path.exists() and not path.is_symlink():
        return Corrections()
    shown = f"documents/{agreement.id}/corrections.toml"
    data = _read_plain(path, shown, checked)
    if data is None:
        return Corrections()
    checked.files.append((f"{agreement.id}/corrections.toml", finger(path).sha256))
    checker = Checker(shown, data)
    found = check_corrections(checker, [version.label for version in agreement.versions if version.label])
    checked.problems += checker.problems
    return found


# ------------------------------------------------------------------ files


class _Files:
    """The PDFs of one folder against the copies that name them."""

    def __init__(self, folder: Path, checker: Checker, checked: Checked, finger: Finger) -> None:
        self.folder = folder
        self.checker = checker
        self.checked = checked
        self.finger = finger
        self.named: dict[str, str] = {}

    def copy(self, path: str, copy: Copy) -> Copy:
        """One copy, its file checked: there, no link, in the folder, named once, with the SHA-256 given."""
        if copy.decision and not (copy.decided_by and copy.decided_why):
            self.checker.problem(f"{path}.decision", "says neither who decided nor why; give both")
        found = self._file(path, copy.file, copy.sha256) if copy.file else None
        return replace(copy, digest=found.sha256, size=found.size) if found else copy

    def _file(self, path: str, name: str, sha256: str | None) -> Fingered | None:
        wrong = self._wrong_file(name)
        key = os.path.normcase(name).casefold()
        if key in self.named:
            wrong = f"{_safe(name)} is already named by {self.named[key]}; one file is one copy"
        self.named.setdefault(key, path)
        if wrong:
            self.checker.problem(f"{path}.file", wrong)
            return None
        try:
            found = self.finger(self.folder / name)
        except OSError as error:
            self.checker.problem(f"{path}.file", f"{_safe(name)} cannot be read: {error.strerror}")
            return None
        self.checked.files.append((f"{self.folder.name}/{name}", found.sha256))
        if sha256 and sha256 != found.sha256:
            self.checker.problem(
                f"{path}.sha256",
                f"does not match {_safe(name)}: its bytes give {found.sha256}; the file or the record was "
                "changed: put the right one back",
            )
        elif not sha256:
            self.checked.warnings.append(
                f"{self.checker.shown}: {path}: no sha256 is recorded for {_safe(name)}; its bytes give "
                f"{found.sha256}"
            )
        return found

    def _wrong_file(self, name: str) -> str | None:
        if "/" in name or "\\" in name or name in (".", "..") or "\0" in name:
            return (
                f"{_safe(name)} leaves the folder; put the PDF beside agreement.toml and give its name only"
            )
        try:
            mode = (self.folder / name).lstat().st_mode
        except OSError:
            return (
                f"{_safe(name)} is not in documents/{self.folder.name}; put it there, or take the key out "
                "while the copy is only registered"
            )
        if stat.S_ISLNK(mode):
            return f"{_safe(name)} is a link; put the file itself there"
        return None if stat.S_ISREG(mode) else f"{_safe(name)} is not a file"

    def unnamed(self) -> tuple[str, ...]:
        """PDFs that no copy names: each a warning, since nothing may lie in an archive unsaid."""
        names = []
        for entry in sorted(self.folder.iterdir()):
            if _is_pdf(entry.name) and os.path.normcase(entry.name).casefold() not in self.named:
                names.append(entry.name)
                self.checked.warnings.append(
                    f"documents/{self.folder.name}/{_safe(entry.name)}: no copy in agreement.toml names it; "
                    "add a [[version.copy]], or move it away"
                )
        self.checked.files += [(f"{self.folder.name}/{name}", "unnamed") for name in names]
        return tuple(names)


def _is_pdf(name: str) -> bool:
    return name.casefold().endswith(".pdf") and not name.startswith(".")


def _safe(name: str) -> str:
    """A file's name as it may stand in a message: printable characters only."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)
