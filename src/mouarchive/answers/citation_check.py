"""Citations checked against the bytes that are here: offline, each failure with its reason."""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from mouarchive.answers.citation_list import Entry, parse
from mouarchive.answers.citing import Citation, holds
from mouarchive.answers.texts import Progress, archive, load, quiet
from mouarchive.errors import MouarchiveError, NotFoundError, RecordError, UnreadableError
from mouarchive.model import Clause
from mouarchive.words import safe_line

if TYPE_CHECKING:
    from mouarchive.archive.database.rows import CopyRow
    from mouarchive.archive.store.store import Store

__all__ = ["Checker", "Reason", "Verdict", "Verdicts", "check_list"]

_CHUNK = 1 << 20
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~&])")
"""What Markdown writes for a sign that would otherwise be its own."""


class Reason(enum.StrEnum):
    """Why a citation failed; OK where it did not."""

    OK = "ok"
    NO_CITATION = "no citation"
    UNKNOWN_FILE = "unknown file"
    ALTERED_BYTES = "altered bytes"
    UNREADABLE = "unreadable file"
    WRONG_VERSION = "wrong version"
    WRONG_CLAUSE = "wrong clause"
    ALTERED_QUOTE = "altered quote"
    WRONG_PAGE = "wrong page"


class Verdict(msgspec.Struct, frozen=True):
    """What became of one entry of a list: where it stands in it, what it cites, and the reason in words."""

    place: str
    cited: str
    reason: Reason
    told: str = ""

    @property
    def ok(self) -> bool:
        """Whether the bytes, the clause, the words and the page are still as cited."""
        return self.reason is Reason.OK

    @property
    def sentence(self) -> str:
        """The verdict in one line."""
        if self.ok:
            return f"ok      {self.place}: {self.cited}"
        about = f" {self.cited}:" if self.cited else ""
        return f"FAILED  {self.place}:{about} {self.reason.value}: {self.told}"


class Verdicts(msgspec.Struct, frozen=True):
    """The answer to `cite --check`: what became of each citation of a list."""

    found: tuple[Verdict, ...]

    @property
    def failed(self) -> int:
        """How many failed."""
        return sum(not one.ok for one in self.found)

    @property
    def sentence(self) -> str:
        """How many were checked, and how many failed."""
        return f"{len(self.found)} checked, {self.failed} failed"


class Checker:
    """Checks citations against an archive (where there is one) and PDF files in some folders.

    Bytes are hashed anew for each file, once; the clauses of a copy of record are those of the database,
    those of any other file are read from it.
    """

    def __init__(
        self, folders: Sequence[Path], store: Store | None = None, documents: Path | None = None
    ) -> None:
        self._folders = folders
        self._store = store
        self._documents = documents
        self._hashes: dict[Path, str] = {}
        self._clauses: dict[str, tuple[Clause, ...] | str] = {}

    def check(self, entry: Entry) -> Verdict:
        """One entry of a list: the first thing that is wrong with it, in the order of `Reason`."""
        one = entry.citation
        if one is None:
            return Verdict(entry.place, "", Reason.NO_CITATION, entry.problem)
        cited = safe_line(f"{one.version or one.file or one.sha256[:12]}, clause {one.clause}")
        reason, told = self._judge(one)
        return Verdict(entry.place, cited, reason, told)

    def _judge(self, one: Citation) -> tuple[Reason, str]:
        path, told = self._find(one)
        if path is None:
            unknown = f"no file here has the sha256 {one.sha256[:12]}…; name its folder with --files"
            return (Reason.ALTERED_BYTES, told) if told else (Reason.UNKNOWN_FILE, unknown)
        copies = self._copies(one.sha256)
        versions = sorted({copy.version for copy in copies})
        if one.version and versions and one.version not in versions:
            return Reason.WRONG_VERSION, f"these bytes are {', '.join(versions)}, not {one.version}"
        clauses = self._read(path, one.sha256, copies)
        if isinstance(clauses, str):
            return Reason.UNREADABLE, clauses
        return _words(one, clauses)

    def _copies(self, sha256: str) -> list[CopyRow]:
        if self._store is None:
            return []
        return [copy for copy in self._store.copies() if copy.sha256 == sha256 and copy.file]

    def _find(self, one: Citation) -> tuple[Path | None, str]:
        """The file with the cited bytes; or none, with what is wrong with a file of that name."""
        wrong = ""
        for path in self._candidates(one):
            if not path.is_file():
                continue
            now = self._hash(path)
            if now == one.sha256:
                return path, ""
            wrong = (
                wrong or f"{path.name} has the sha256 {now[:12]}… now, the citation says {one.sha256[:12]}…"
            )
        return None, safe_line(wrong)

    def _candidates(self, one: Citation) -> Iterator[Path]:
        """Where the file may lie: in the archive, under its name in the folders, under any name in them."""
        if self._store is not None and self._documents is not None:
            same = [copy for copy in self._store.copies() if copy.file and copy.sha256 == one.sha256]
            named = [
                copy
                for copy in self._store.copies()
                if copy.file == one.file and (not one.version or copy.version == one.version)
            ]
            yield from (self._documents / c.agreement / c.file for c in (*same, *named) if c.file)
        name = PurePosixPath(one.file.replace("\\", "/"))
        if one.file and ".." not in name.parts:
            inside = [name.name] if name.is_absolute() else [str(name), name.name]
            yield from (folder / part for folder in self._folders for part in dict.fromkeys(inside))
        for folder in self._folders:
            yield from (path for path in sorted(folder.glob("*.pdf")) if self._hash(path) == one.sha256)

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
            self._hashes[path] = digest.hexdigest()
        return self._hashes[path]

    def _read(self, path: Path, sha256: str, copies: Sequence[CopyRow]) -> tuple[Clause, ...] | str:
        if sha256 not in self._clauses:
            of_record = next((copy.version for copy in copies if copy.of_record), None)
            if self._store is not None and of_record:
                self._clauses[sha256] = self._store.clauses(of_record)
            else:
                self._clauses[sha256] = _from_file(path)
        return self._clauses[sha256]


def _from_file(path: Path) -> tuple[Clause, ...] | str:
    try:
        return load([str(path)])[0].clauses
    except UnreadableError as error:
        return str(error)


def _words(one: Citation, clauses: Sequence[Clause]) -> tuple[Reason, str]:
    """Whether the clause is there, holds the quote, and stands on the page."""
    clause = next((c for c in clauses if c.eid == one.clause), None)
    if clause is None or not holds(clause.words, one.quote):
        others = [c.eid for c in clauses if one.quote and holds(c.words, one.quote)]
        there = f"the quote stands in {', '.join(others[:4])}"
        if clause is None:
            return Reason.WRONG_CLAUSE, f"no clause {safe_line(one.clause)}" + (
                f"; {there}" if others else ""
            )
        if others:
            return Reason.WRONG_CLAUSE, f"{there}, not in {clause.eid}"
        return Reason.ALTERED_QUOTE, f"clause {clause.eid} reads otherwise: “{_start(clause)}”"
    if not clause.page <= one.page <= clause.page_end:
        return Reason.WRONG_PAGE, f"clause {clause.eid} stands on page {clause.page}, not {one.page}"
    return Reason.OK, ""


def _start(clause: Clause) -> str:
    words = clause.words.split()
    return safe_line(" ".join(words[:30])) + (" …" if len(words) > 30 else "")  # noqa: PLR2004 - a line's worth


_LARGEST = 20_000_000
"""Bytes of a list; a longer one is no list of citations."""


def check_list(listed: Path, folders: Sequence[Path] = (), *, progress: Progress = quiet) -> Verdicts:
    """Check every citation of a file; beside `folders` it looks in the file's own folder and the current one.

    Raises MouarchiveError where the file cannot be read or holds no citation at all.
    """
    try:
        if listed.stat().st_size > _LARGEST:
            raise MouarchiveError(f"{listed}: too long for a list of citations ({_LARGEST:,} bytes at most)")
        text = listed.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise MouarchiveError(f"{listed}: is no text in UTF-8") from None
    except OSError as error:
        raise MouarchiveError(f"{listed}: cannot be read ({error.strerror})") from None
    entries = parse(text)
    if not entries:
        raise MouarchiveError(f"{listed}: holds no citation")
    places = list(dict.fromkeys([*folders, listed.parent, Path()]))
    store, documents = _archive(progress)
    with store or nullcontext():
        checker = Checker(places, store, documents)
        found = tuple(checker.check(entry) for entry in entries)
        again = parse(_ESCAPED.sub(r"\1", text))
        if len(again) == len(entries):  # a list kept in Markdown reads the same with fewer signs
            seconds = (one if one.ok else checker.check(two) for one, two in zip(found, again, strict=True))
            found = tuple(two if two.ok else one for one, two in zip(found, seconds, strict=True))
        return Verdicts(found)


def _archive(progress: Progress) -> tuple[Store | None, Path | None]:
    """The archive around the current folder and its documents; nothing where there is none.

    Where its record is broken (which an altered file is), the database as last built must do: the check is
    there to say which citations that concerns.
    """
    from mouarchive.archive.locate import find_root  # noqa: PLC0415 - loaded when there is a list to check
    from mouarchive.archive.store.store import open_store  # noqa: PLC0415

    try:
        root = find_root()
    except NotFoundError:
        return None, None
    try:
        return archive(progress), root.documents
    except RecordError:
        return open_store(root.database), root.documents
