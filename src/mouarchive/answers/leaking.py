"""What files carry and their pages do not show: where and how much, never what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from mouarchive.answers.texts import Progress, archive, is_file, quiet
from mouarchive.archive.locate import find_root
from mouarchive.archive.record.load import load_record
from mouarchive.errors import MouarchiveError, UnreadableError
from mouarchive.model import LeakReport
from mouarchive.reading import check_leaks
from mouarchive.reading.redaction import describe
from mouarchive.words import counted, safe_line

__all__ = ["Leaks", "describe", "leaks", "said_of"]

_AT_ONCE = 2


class Leaks(msgspec.Struct, frozen=True):
    """The answer to `check`: a report on each file by its name, and why some could not be checked."""

    reports: tuple[tuple[str, LeakReport], ...]
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def alarming(self) -> bool:
        """Whether a person must look: something leaks, or a file or page could not be checked."""
        return bool(self.refused) or any(r.leaking or r.warnings for _, r in self.reports)


def said_of(report: LeakReport) -> Iterator[str]:
    """What was found in a file, a sentence each: leaks, then notes, then pages not looked at."""
    for leak in sorted(report.leaks, key=lambda leak: not leak.grave):
        yield f"{'' if leak.grave else 'note: '}{describe(leak)}"
    for warning in report.warnings:
        yield safe_line(warning.message)
    if not report.leaking and not report.warnings:
        yield f"nothing hidden in {counted(report.pages, 'page')}"


def leaks(names: Sequence[str], *, progress: Progress = quiet) -> Leaks:
    """Check the files and versions named, or every copy that the archive holds.

    Raises MouarchiveError where a version named has no copy here.
    """
    files = _files(names, progress)
    found: list[tuple[str, LeakReport]] = []
    refused: list[tuple[str, str]] = []
    with progress("Checking") as tell, ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(_checked, [path for _, path in files])
        for number, ((name, path), answer) in enumerate(zip(files, answers, strict=True), 1):
            if isinstance(answer, UnreadableError):
                refused.append((name, str(answer)))
            else:
                found.append((name, answer))
            tell(number, len(files), path.name)
    return Leaks(tuple(found), tuple(refused))


def _checked(path: Path) -> LeakReport | UnreadableError:
    try:
        return check_leaks(path)
    except UnreadableError as error:
        return error


def _files(names: Sequence[str], progress: Progress) -> list[tuple[str, Path]]:
    """What people call each file, and where it lies: those named, or all that the archive holds."""
    if not names:
        root = find_root()
        return [
            (f"{one.id}@{version.label} {copy.file}", root.documents / one.id / copy.file)
            for one in load_record(root.documents).agreements
            for version in one.versions
            for copy in version.copies
            if copy.file
        ]
    found: list[tuple[str, Path]] = []
    for name in names:
        found += [(name, Path(name))] if is_file(name) else _copies(name, progress)
    return found


def _copies(name: str, progress: Progress) -> list[tuple[str, Path]]:
    root = find_root()
    with archive(progress) as store:
        version = store.resolve(name)
        copies = [copy for copy in store.copies(version=version.id) if copy.file]
    if not copies:
        raise MouarchiveError(f"{version.id}: no copy of it is held; see: mouarchive status")
    return [
        (f"{version.id} {copy.file}", root.documents / version.agreement / str(copy.file)) for copy in copies
    ]
