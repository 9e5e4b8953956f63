"""Every held copy read and taken apart: several at a time, and again only when something changed."""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from mouarchive.archive.database.fingerprints import clauses_code, reading_code
from mouarchive.archive.files import write_whole
from mouarchive.errors import MouarchiveError, UnreadableError
from mouarchive.model import Document, LeakReport, Page, Quality, Segmentation, Warn

__all__ = [
    "HELD_BACK", "PageText", "Progress", "Reading", "Unread", "can_be_relied_on", "earlier_reading",
    "leaking_copies", "prune", "read_copies", "reading_of",
]  # fmt: skip

Item = TypeVar("Item")
Result = TypeVar("Result")
Kept = TypeVar("Kept")

_PICTURE = 0.3
"""Share of a page, 0..1, from which a picture without text is taken to be a scan, not a letterhead."""

HELD_BACK = "held-back"
"""Code of a copy that is shown to nobody: it holds text that its pages hide, and nobody has decided yet."""

Progress = Callable[[int, int, str], None]


class PageText(msgspec.Struct, frozen=True):
    """A page without its geometry of lines: size in points, the lines' text, how far it can be relied on."""

    number: int
    width: float
    height: float
    text: str
    quality: Quality


class Reading(msgspec.Struct, frozen=True):
    """What is kept of a copy that could be read."""

    sha256: str
    engine: str
    pages: tuple[PageText, ...]
    cut: Segmentation
    warnings: tuple[Warn, ...] = ()

    @property
    def by_ocr(self) -> bool:
        """Whether any page's text comes from OCR."""
        return any(page.quality.ocr_confidence is not None for page in self.pages)

    @property
    def pages_read(self) -> int:
        """How many pages have text that can be relied on; blank pages count as read."""
        return sum(can_be_relied_on(page.quality) for page in self.pages)


def can_be_relied_on(quality: Quality) -> bool:
    """A page that is a picture without a letter of text is not blank but unread."""
    return quality.usable and (quality.characters > 0 or quality.image_share < _PICTURE)


class Unread(msgspec.Struct, frozen=True):
    """A copy that could not be read: a stable code and one sentence."""

    sha256: str
    code: str
    message: str


def reading_of(document: Document) -> Reading:
    """Take a document apart and keep what the archive keeps; clause identifiers are made to differ."""
    from mouarchive.clauses import segment  # noqa: PLC0415 - loads the clauses room

    cut = segment(document)
    return Reading(
        document.sha256,
        document.engine,
        tuple(_page_text(page) for page in document.pages),
        _distinct(cut),
        document.warnings,
    )


def _page_text(page: Page) -> PageText:
    return PageText(
        page.number,
        round(page.width, 2),
        round(page.height, 2),
        "\n".join(line.text for line in page.lines),
        page.quality,
    )


def _distinct(cut: Segmentation) -> Segmentation:
    """Identifiers are keys: a second clause with the same one gets a mark of its own, and a warning."""
    seen: dict[str, int] = {}
    clauses, warnings = [], list(cut.warnings)
    for clause in cut.clauses:
        seen[clause.eid] = seen.get(clause.eid, 0) + 1
        if seen[clause.eid] == 1:
            clauses.append(clause)
            continue
        eid = f"{clause.eid}~{seen[clause.eid]}"
        clauses.append(replace(clause, eid=eid))
        message = f"two clauses are numbered {clause.eid}; the later one is listed as {eid}"
        warnings.append(Warn("same-number", message, clause.page))
    return replace(cut, clauses=tuple(clauses), warnings=tuple(warnings))


# ------------------------------------------------------------------ many files, and the cache


def read_copies(
    files: Mapping[str, Path], cache: Path, *, jobs: int = 2, progress: Progress | None = None
) -> tuple[dict[str, Reading | Unread], int]:
    """Read the files (by SHA-256), `jobs` at a time: what came of each, and how many came from the cache.

    What is in the cache for the same bytes, code and engines is not read again; refusals are never kept
    there, since a busy machine may be their cause. Raises MouarchiveError where a file changes meanwhile.
    """
    _spread(cache)
    kept = _Cache(cache)
    lock = threading.Lock()
    done = 0

    def one(item: tuple[str, Path]) -> tuple[str, Reading | Unread, bool]:
        nonlocal done
        sha256, path = item
        found: Reading | Unread | None = kept.reading(sha256)
        document = None if found else kept.document(sha256)
        unchanged = found is not None or document is not None
        found = found or _read(sha256, path, document, kept)
        with lock:
            done += 1
            if progress:
                progress(done, len(files), path.name)
        return sha256, found, unchanged

    results = _in_parallel(one, sorted(files.items()), jobs)
    return {sha256: found for sha256, found, _ in results}, sum(cached for _, _, cached in results)


def _in_parallel(work: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> list[Result]:
    """`work` on each item, in order; the first failure (or Ctrl-C) stops what has not begun."""
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        futures = [pool.submit(work, item) for item in items]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _read(sha256: str, path: Path, document: Document | None, kept: _Cache) -> Reading | Unread:
    from mouarchive.reading import read_pdf  # noqa: PLC0415 - loads the reading room

    if document is None:
        try:
            document = read_pdf(path)
        except UnreadableError as error:
            return Unread(sha256, error.code, str(error))
        if document.sha256 != sha256:
            raise MouarchiveError(f"{path}: changed while it was being read; build again")
        kept.keep(sha256, document)
    reading = reading_of(document)
    kept.keep(sha256, reading)
    return reading


def leaking_copies(
    files: Mapping[str, Path], cache: Path, *, jobs: int = 2, progress: Progress | None = None
) -> set[str]:
    """Which of the files (by SHA-256) hold text that their pages hide, or could not be checked for it.

    One that could not be checked counts as leaking: what nobody looked at is not published. Such a failure is
    not kept in the cache, since a busy machine may be its cause.
    """
    kept = _Cache(cache)
    lock = threading.Lock()
    done = 0

    def one(item: tuple[str, Path]) -> str | None:
        nonlocal done
        sha256, path = item
        report = kept.load(kept.path(sha256, LeakReport), LeakReport) or _checked(sha256, path, kept)
        with lock:
            done += 1
            if progress:
                progress(done, len(files), path.name)
        return sha256 if report is None or report.leaking or report.warnings else None

    return set(filter(None, _in_parallel(one, sorted(files.items()), jobs)))


def _checked(sha256: str, path: Path, kept: _Cache) -> LeakReport | None:
    from mouarchive.reading import check_leaks  # noqa: PLC0415 - loads the reading room

    try:
        report = check_leaks(path)
    except UnreadableError:
        return None
    if not report.warnings:
        kept.keep(sha256, report)
    return report


class _Cache:
    """Documents as read, and what was taken from them, by bytes and code.

    Spread over 256 folders, so that looking for what older code left of a copy lists few names. Two layers,
    since reading (above all by OCR) costs far more than taking apart. A damaged entry counts as
    none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read = reading_code()[:16]
        self._codes = {Document: read, LeakReport: read, Reading: clauses_code()[:16]}

    def path(self, sha256: str, kind: type[Document | Reading | LeakReport]) -> Path:
        """Where an entry of this kind stands."""
        return self.folder / sha256[:2] / f"{sha256}-{kind.__name__.lower()}-{self._codes[kind]}"

    def document(self, sha256: str) -> Document | None:
        """The document as read, or None."""
        return self.load(self.path(sha256, Document), Document)

    def reading(self, sha256: str) -> Reading | None:
        """What was taken from the document, or None."""
        return self.load(self.path(sha256, Reading), Reading)

    def load(self, path: Path, kind: type[Kept]) -> Kept | None:
        """What stands in an entry, or None where it is missing or damaged."""
        try:
            data = zlib.decompress(path.read_bytes())
            return msgspec.msgpack.decode(data, type=kind)
        except (OSError, zlib.error, msgspec.DecodeError):
            return None

    def keep(self, sha256: str, value: Document | Reading | LeakReport) -> None:
        """Keep it; without it the next build is only slower, so a full disk is no failure here."""
        with contextlib.suppress(OSError, UnicodeEncodeError):
            data = zlib.compress(msgspec.msgpack.encode(value), 1)
            write_whole(self.path(sha256, type(value)), data)


def _spread(cache: Path) -> None:
    """Move what an older build kept, all in one folder, to where it is looked for."""
    for path in cache.glob("*-*-*"):
        target = cache / path.name[:2] / path.name
        with contextlib.suppress(OSError):
            target.parent.mkdir(exist_ok=True)
            path.replace(target)


def earlier_reading(cache: Path, sha256: str) -> Reading | None:
    """What older code took from a copy, if the cache still has it: the latest such, else None."""
    kept = _Cache(cache)
    own = kept.path(sha256, Reading)

    def written(path: Path) -> tuple[int, str]:
        return path.stat().st_mtime_ns, path.name

    with contextlib.suppress(OSError):
        older = [path for path in own.parent.glob(f"{sha256}-reading-*") if path != own]
        for path in sorted(older, key=written, reverse=True):
            if (found := kept.load(path, Reading)) is not None:
                return found
    return None


def prune(cache: Path, keep: Iterable[str]) -> None:
    """Drop cache entries that no copy or no present code can use."""
    kept = _Cache(cache)
    wanted = {kept.path(sha256, kind).name for sha256 in keep for kind in (Document, LeakReport, Reading)}
    for path in cache.glob("*/*-*-*"):
        if path.name not in wanted and not path.name.startswith("."):
            with contextlib.suppress(OSError):
                path.unlink()
