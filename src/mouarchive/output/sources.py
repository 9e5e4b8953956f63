"""What a person or a program names, turned into texts: PDF files, standard input, versions of the archive.

The commands and the functions of `mouarchive` itself (`mouarchive.read`, `.compare`, `.trace`) all ask here.
"""

# ruff: noqa: PLC0415 - what reads PDFs or databases is loaded when there is one to read

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mouarchive.errors import MouarchiveError, UnreadableError, UsageError
from mouarchive.output.source import Source

if TYPE_CHECKING:
    from mouarchive.archive.store.store import Store
    from mouarchive.model import Comparison

__all__ = ["STDIN", "archive", "compare", "is_file", "load", "series"]

STDIN = "-"
"""The name that means a PDF on standard input."""

_CHUNK = 1 << 20


def is_file(name: str) -> bool:
    """Whether a name means a file: standard input, one that is there, or one spelled like a PDF file."""
    path = Path(name)
    return name == STDIN or path.exists() or path.suffix.casefold() == ".pdf" or "/" in name or "\\" in name


def archive() -> Store:
    """The archive around the current folder, its database made or brought up to date first.

    Raises NotFoundError where there is none, RecordError where `documents/` is broken.
    """
    from mouarchive.archive.database.build import ensure_built
    from mouarchive.archive.locate import find_root
    from mouarchive.archive.store.store import open_store
    from mouarchive.output.terminal import progress

    root = find_root()
    with progress("Building") as tell:
        ensure_built(root, tell)
    return open_store(root.database)


def load(names: Sequence[str], *, ocr: bool = True) -> list[Source]:
    """The texts of these names, files read at the same time. Raises the first name's problem that there is.

    "-" is a PDF on standard input. After "AGREEMENT@1.0" a bare "2.1" means the same agreement.
    """
    from mouarchive.output.terminal import progress

    files = [name for name in names if is_file(name)]
    if files.count(STDIN) > 1:
        raise UsageError("- can stand for one text only: standard input is read once")
    store = archive() if len(files) < len(names) else None
    with (
        _spooled(needed=STDIN in files) as spool,
        progress("Reading") as tell,
        ThreadPoolExecutor(max(len(files), 1)) as pool,
    ):
        pages = _Pages(tell)
        paths = {name: spool if name == STDIN else Path(name) for name in files}
        reading = {
            name: pool.submit(_from_file, path, name, pages.of(name), ocr=ocr) for name, path in paths.items()
        }
        found: list[Source] = []
        for name in names:
            if store and name not in reading:
                found.append(_from_archive(store, _in_full(name, found)))
            else:
                found.append(reading[name].result())
        return found


@contextlib.contextmanager
def _spooled(*, needed: bool) -> Iterator[Path]:
    """A file with what comes in on standard input, up to the size that reading allows; gone afterwards."""
    from mouarchive.reading import DEFAULT

    spool = tempfile.TemporaryDirectory(prefix="mouarchive-") if needed else contextlib.nullcontext(".")
    with spool as folder:
        path = Path(folder) / "standard input"
        if needed:
            size = 0
            with path.open("wb") as file:
                while chunk := sys.stdin.buffer.read(_CHUNK):
                    size += len(chunk)
                    if size > DEFAULT.file_bytes:
                        raise UnreadableError(
                            "too-big",
                            f"standard input: over the limit of {DEFAULT.file_bytes} bytes (file_bytes)",
                        )
                    file.write(chunk)
        yield path


def series(agreement: str) -> list[tuple[Source, Source, Comparison]]:
    """The versions of an agreement whose text is held, each compared with the next, oldest first.

    Raises NotFoundError for an unknown agreement, MouarchiveError where fewer than two texts are held.
    """
    with archive() as store:
        found = store.agreement(agreement)
        texts = {row.id: _from_archive(store, row.id) for row in store.versions(found.id, held_only=True)}
        pairs = [(texts[a], texts[b], store.comparison(a, b)) for a, b in pairwise(texts)]
    if not pairs:
        raise MouarchiveError(
            f"{found.id}: {len(texts)} of its texts held, so there is no pair to compare; "
            "see what is held with: mouarchive status"
        )
    return pairs


def _in_full(name: str, before: Sequence[Source]) -> str:
    versions = [source.version for source in before if source.version]
    return f"{versions[-1].rpartition('@')[0]}@{name}" if versions and "@" not in name else name


def compare(old: Source, new: Source) -> Comparison:
    """Everything that differs between two texts; between neighbours of the archive as it is stored there."""
    if old.version and new.version:
        with archive() as store:
            return store.comparison(old.version, new.version)
    from mouarchive.comparing import compare as compare_clauses

    return compare_clauses(old.clauses, new.clauses)


class _Pages:
    """Adds up the pages of files that are read at the same time."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._done: dict[str, tuple[int, int]] = {}

    def of(self, name: str) -> Callable[[int, int], None]:
        """A function of (pages done, pages in all) for one file."""

        def update(done: int, total: int) -> None:
            with self._lock:
                self._done[name] = (done, total)
                sums = [sum(side) for side in zip(*self._done.values(), strict=True)]
                self._tell(sums[0], sums[1], f"{Path(name).name} page {done}")

        return update


def _from_file(path: Path, name: str, tell: Callable[[int, int], None], *, ocr: bool) -> Source:
    from mouarchive.archive.database.readings import can_be_relied_on
    from mouarchive.clauses import segment
    from mouarchive.reading import read_pdf

    document = read_pdf(path, ocr=ocr, progress=tell)
    cut = segment(document)
    return Source(
        name=path.name,
        file=name,
        sha256=document.sha256,
        pages=len(document.pages),
        engine=document.engine,
        clauses=cut.clauses,
        warnings=document.warnings + cut.warnings,
        printed=cut.control,
        pages_read=sum(can_be_relied_on(page.quality) for page in document.pages),
    )


def _from_archive(store: Store, name: str) -> Source:
    from mouarchive.model import Control, Warn

    version = store.resolve(name)
    if not version.held or version.sha256 is None:
        raise MouarchiveError(
            f"{version.id}: its text is not held ({version.state}); see what is held with: mouarchive status"
        )
    copy, agreement = store.copy(version.sha256), store.agreement(version.agreement)
    return Source(
        name=version.id,
        file=copy.file,
        sha256=version.sha256,
        pages=version.pages or 0,
        engine=version.engine or "",
        clauses=store.clauses(version.id),
        warnings=tuple(
            Warn(warning.code, warning.message, warning.page)
            for warning in store.warnings(version=version.id)
            if warning.old_version is None and warning.sha256 in {None, version.sha256}  # no other copy's
        ),
        printed=Control(
            version.printed_label, version.printed_date, None, version.marking, store.history(version.id)
        ),
        version=version.id,
        label=version.label,
        dated=version.dated,
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        disclosed=copy.disclosed,
        request=copy.request,
        specimen=agreement.specimen,
        pages_read=version.pages_read,
        title=agreement.title,
        parties=agreement.parties,
        url=copy.url,
    )
