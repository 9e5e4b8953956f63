"""What a person or a program names, turned into texts: PDF files, standard input, versions of the archive.

Everybody who needs a text asks here, by its name; a text is the same value whether it comes from a bare file
or from the archive.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.answers.coverage import Reach
from mouarchive.errors import MouarchiveError, NotFoundError, UnreadableError, UsageError
from mouarchive.model import Aside, Clause, Control, Coverage, Warn

if TYPE_CHECKING:
    from mouarchive.archive.store.store import Store
    from mouarchive.model import Comparison, Document

__all__ = [
    "ENDINGS",
    "STDIN",
    "Progress",
    "Source",
    "Tell",
    "archive",
    "branch",
    "compare",
    "file_of",
    "held_text",
    "is_file",
    "load",
    "own_title",
    "quiet",
    "read_document",
    "read_files",
    "series",
]


Tell = Callable[[int, int, str], None]
"""Told how many of how many are done, and what is being worked on."""

Progress = Callable[[str], AbstractContextManager[Tell]]
"""Given a title, what shows how far a piece of work has come; a surface for people brings its own."""


@contextlib.contextmanager
def quiet(_title: str) -> Iterator[Tell]:
    """Work that nobody watches."""
    yield lambda _done, _total, _what: None


class Source(msgspec.Struct, frozen=True):
    """One text and where it comes from.

    `name` is what people call it ("agreement@label" or the file's name); `file` the name of its PDF, with
    its folder where it is no part of an archive; `printed` what the document says of itself; dates are ISO,
    of day, month or year precision; `pages_read` counts the pages whose text can be relied on, None where
    that is not known; `coverage` counts its letters, None where they were not; `title`, `parties` and `url`
    are what the record says of the agreement and the copy; a file that is in no archive has the title that
    it prints itself. `held_as` is the version of the archive around whose copy a file named by itself is: the
    record's facts are then those of that copy. `running` are the lines of its pages that are no text of it,
    as `comparing.running_lines` gives them; `asides` are all that was set aside of a file's pages (of a
    version of the archive the store has them).
    """

    name: str
    file: str | None
    sha256: str
    pages: int
    engine: str
    clauses: tuple[Clause, ...]
    warnings: tuple[Warn, ...] = ()
    printed: Control = msgspec.field(default_factory=Control)
    version: str | None = None
    label: str | None = None
    dated: str | None = None
    in_force_from: str | None = None
    in_force_until: str | None = None
    disclosed: str | None = None
    request: str | None = None
    specimen: bool = False
    pages_read: int | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    url: str | None = None
    coverage: Coverage | None = None
    held_as: str | None = None
    running: tuple[tuple[str, str], ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def known_as(self) -> str | None:
        """The version of the archive that it is, whether it was named so or as a file."""
        return self.version or self.held_as

    @property
    def reach(self) -> Reach:
        """Of how much of it anything can be said."""
        return Reach(self.coverage, self.pages, self.pages_read)

    @property
    def agreement(self) -> str | None:
        """The agreement of a version of the archive; bare files are taken to be of one agreement."""
        return self.known_as.rpartition("@")[0] if self.known_as else None

    @property
    def key(self) -> str:
        """What tells this text from all others: its version, or the sha256 of a bare file."""
        return self.known_as or self.sha256

    @property
    def redacted(self) -> int:
        """How many clauses hold a blacked-out passage: text that is unknown."""
        from mouarchive.comparing.normalise import has_redaction

        return sum(has_redaction(clause.words) for clause in self.clauses)


def file_of(source: Source) -> Path:
    """Where the PDF of a text lies. Raises MouarchiveError where it is not held as a file."""
    from mouarchive.archive.locate import find_root

    if source.file is None:
        raise MouarchiveError(f"{source.name}: its file is not held")
    if source.version is None:
        return Path(source.file)
    return find_root().documents / source.version.partition("@")[0] / source.file


def branch(clauses: Sequence[Clause], top: Clause) -> tuple[Clause, ...]:
    """A clause and all it contains, in document order.

    Raises NotFoundError where the clause is none of these.
    """
    if top not in clauses:
        raise NotFoundError(f"no clause {top.eid}")
    inside = {top.eid}
    found = []
    for clause in clauses:
        if clause is top or clause == top or (clause.parent in inside and clause.parent != clause.eid):
            inside.add(clause.eid)
            found.append(clause)
    return tuple(found)


# ruff: noqa: PLC0415 - what reads PDFs or databases is loaded when there is one to read


STDIN = "-"
"""The name that means a PDF on standard input."""

ENDINGS = (".pdf", ".docx", ".odt")
"""Endings of the names of files that can be read; what a file is, its bytes say."""

_CHUNK = 1 << 20


def is_file(name: str) -> bool:
    """Whether a name means a file: standard input, one that is there, or one spelled like a text's."""
    path = Path(name)
    return name == STDIN or path.exists() or path.suffix.casefold() in ENDINGS or "/" in name or "\\" in name


def archive(progress: Progress = quiet) -> Store:
    """The archive around the current folder, its database made or brought up to date first.

    Raises NotFoundError where there is none, RecordError where `documents/` is broken.
    """
    from mouarchive.archive.database.build import ensure_built
    from mouarchive.archive.locate import find_root
    from mouarchive.archive.store.store import open_store

    root = find_root()
    with progress("Building") as tell:
        ensure_built(root, tell)
    return open_store(root.database)


def load(names: Sequence[str], *, ocr: bool = True, progress: Progress = quiet) -> list[Source]:
    """The texts of these names, files read at the same time. Raises the first name's problem that there is.

    "-" is a PDF on standard input. After "AGREEMENT@1.0" a bare "2.1" means the same agreement.
    """
    files = [name for name in names if is_file(name)]
    if files.count(STDIN) > 1:
        raise UsageError("- can stand for one text only: standard input is read once")
    store = archive(progress) if len(files) < len(names) else None
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
                found.append(held_text(store, _in_full(name, found)))
            else:
                found.append(reading[name].result())
        return _with_records(found)


_AT_ONCE = 2
"""Files read at the same time: each takes a processor and a limited worker's memory."""


def read_files(
    paths: Sequence[Path], *, ocr: bool = True, progress: Progress = quiet
) -> list[Source | UnreadableError]:
    """The texts of many files, or why one could not be read, in the order of the paths."""

    def one(path: Path) -> Source | UnreadableError:
        try:
            return _from_file(path, path.name, pages.of(str(path)), ocr=ocr)
        except UnreadableError as error:
            return error

    with progress("Reading") as tell, ThreadPoolExecutor(_AT_ONCE) as pool:
        pages = _Pages(tell)
        found = list(pool.map(one, paths))
    known = iter(_with_records([source for source in found if isinstance(source, Source)]))
    return [next(known) if isinstance(one, Source) else one for one in found]


def _with_records(sources: Sequence[Source]) -> list[Source]:
    """The texts, those of files with what the archive around records of the same bytes.

    Only a database that is there is asked, and none is made: the files themselves are what was asked about.
    """
    from mouarchive.archive.locate import find_root
    from mouarchive.archive.store.store import open_store

    if all(source.version for source in sources):
        return list(sources)
    with contextlib.suppress(MouarchiveError), open_store(find_root().database) as store:
        return [source if source.version else _with_record(source, store) for source in sources]
    return list(sources)


def _with_record(source: Source, store: Store) -> Source:
    """A file's text with what the record says of the same bytes, where the archive holds them."""
    try:
        copy = store.copy(source.sha256)
    except NotFoundError:
        return source
    version, agreement = store.version(copy.version), store.agreement(copy.agreement)
    return replace(
        source,
        held_as=version.id,
        label=version.label,
        dated=version.dated,
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        disclosed=copy.disclosed,
        request=copy.request,
        specimen=agreement.specimen,
        title=agreement.title,
        parties=agreement.parties,
        url=copy.url,
    )


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


def series(agreement: str, progress: Progress = quiet) -> list[tuple[Source, Source, Comparison]]:
    """The versions of an agreement whose text is held, each compared with the next, oldest first.

    Raises NotFoundError for an unknown agreement, MouarchiveError where fewer than two texts are held.
    """
    with archive(progress) as store:
        found = store.agreement(agreement)
        texts = {row.id: held_text(store, row.id) for row in store.versions(found.id, held_only=True)}
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


def compare(old: Source, new: Source, progress: Progress = quiet) -> Comparison:
    """Everything that differs between two texts; between neighbours of the archive as it is stored there."""
    if old.version and new.version:
        with archive(progress) as store:
            return store.comparison(old.version, new.version)
    from mouarchive.comparing import compare as compare_clauses
    from mouarchive.comparing import identified

    return identified(compare_clauses(old.clauses, new.clauses), old.key, new.key)


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


def read_document(path: Path, *, ocr: bool, progress: Callable[[int, int], None]) -> Document:
    """Read a PDF, or a Word or OpenDocument text as LibreOffice lays it out. Raises UnreadableError."""
    import hashlib

    from mouarchive.reading import as_pdf, read_pdf

    with as_pdf(path) as laid:
        document = read_pdf(laid.path, ocr=ocr, progress=progress)
        if not laid.made:
            return document
        maker = dict(document.info).get("Producer", "LibreOffice")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    told = (
        f"laid out by {maker}: page numbers are those of its pages, and need not be those of other programs"
    )
    return replace(
        document,
        sha256=sha256,
        name=path.name,
        size=path.stat().st_size,
        engine=f"{maker} / {document.engine}",
        warnings=(Warn("laid-out", told), *document.warnings),
    )


def _from_file(path: Path, name: str, tell: Callable[[int, int], None], *, ocr: bool) -> Source:
    from mouarchive.archive.database.readings import can_be_relied_on
    from mouarchive.clauses.segment import segment
    from mouarchive.comparing import running_lines

    document = read_document(path, ocr=ocr, progress=tell)
    cut = segment(document)
    return _with_limits(
        Source(
            name=path.name,
            file=name,
            sha256=document.sha256,
            pages=len(document.pages),
            engine=document.engine,
            clauses=cut.clauses,
            warnings=document.warnings + cut.warnings,
            printed=cut.control,
            pages_read=sum(can_be_relied_on(page.quality) for page in document.pages),
            coverage=_counted(cut.coverage),
            title=own_title(cut.clauses),
            running=running_lines(cut.control, ((one.role, one.text) for one in cut.asides)),
            asides=cut.asides,
        )
    )


_TITLE = 160
"""Letters of a title at most: four lines of a cover. What is longer is the first sentence of a text."""


def own_title(clauses: Sequence[Clause]) -> str | None:
    """The title that a document prints over its text: its first passage, where that is an opening."""
    first = next((" ".join(clause.words.split()) for clause in clauses[:1] if clause.kind == "front"), "")
    return first if 0 < len(first) <= _TITLE and any(map(str.isalpha, first)) else None


def _with_limits(source: Source) -> Source:
    """The text with a warning where not all of it, furniture apart, is in what anything can be said of."""
    return replace(source, warnings=(*source.warnings, *source.reach.warnings()))


def _counted(found: Coverage) -> Coverage | None:
    """A count of letters; None where nobody counted any."""
    return found if found.letters or found.pages_unread else None


def held_text(store: Store, name: str) -> Source:
    """The text of a version of the archive. Raises MouarchiveError where it is not held."""
    from mouarchive.comparing import running_lines

    version = store.resolve(name)
    if not version.held or version.sha256 is None:
        raise MouarchiveError(
            f"{version.id}: its text is not held ({version.state}); see what is held with: mouarchive status"
        )
    copy, agreement = store.copy(version.sha256), store.agreement(version.agreement)
    printed = Control(
        version.printed_label,
        version.printed_date,
        version.printed_status,
        version.marking,
        store.history(version.id),
    )
    return _with_limits(
        Source(
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
            printed=printed,
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
            coverage=copy.coverage,
            running=running_lines(printed, ((one.role, one.text) for one in store.asides(version.sha256))),
        )
    )
