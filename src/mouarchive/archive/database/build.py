"""Make `db/mouarchive.db` agree with `documents/`.

The same record gives the same database, whatever the order, the machine or the time. It is written beside the
old one and takes its place whole: a reader sees the old or the new, and a kill leaves the old. One PDF that
can't be read never stops the rest: it is listed with the reason, and the report says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from mouarchive.archive.database.derive import NO_TEXT, Rows, derive
from mouarchive.archive.database.fingerprints import build_code
from mouarchive.archive.database.readings import (
    HELD_BACK,
    Progress,
    Reading,
    Unread,
    leaking_copies,
    prune,
    read_copies,
)
from mouarchive.archive.database.schema import SCHEMA_VERSION, TABLES, create_tables, finish, insert_rows
from mouarchive.archive.database.upgrades import kept_readings
from mouarchive.archive.files import plain_errors, publish, sweep, temporary
from mouarchive.archive.locate import Root
from mouarchive.archive.record.load import load_record
from mouarchive.archive.record.values import Record
from mouarchive.errors import MouarchiveError

__all__ = ["BuildReport", "build", "ensure_built"]


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did; counts are those of the database.

    `built` is False where nothing had changed; `problems` is one line for each copy that was refused by the
    reader, `held_back` one for each that is held back until a person has decided about what it hides,
    `warnings` one for each oddity of the record and each scan that waits for OCR.
    """

    database: Path
    built: bool
    agreements: int
    versions: int
    held: int
    clauses: int
    changes: int
    files_read: int
    files_unchanged: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    held_back: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where a person is needed: a copy could not be read, or one is held back; else 0."""
        return 1 if self.problems or self.held_back else 0


def build(
    root: Root,
    *,
    jobs: int = 2,
    progress: Progress | None = None,
    force: bool = False,
    retry: bool = True,
) -> BuildReport:
    """Bring the database up to date; `force` makes it anew (readings of unchanged files are still used).

    With `retry`, a copy that was refused is tried again even where nothing changed: a busy machine may have
    been the cause.
    `progress` is called with files done, files in all, and a name. Raises RecordError where `documents/` is
    broken, MouarchiveError where the disk fails; the database is then as it was.
    """
    record = load_record(root.documents)
    made_from = _made_from(record)
    if not force and _is_current(root.database, made_from):
        report = _report(root.database, record, built=False, read=0, unchanged=0)
        if not (retry and report.problems):
            return report
    with plain_errors("the database could not be written"):
        root.database.parent.mkdir(parents=True, exist_ok=True)
        sweep(root.database.parent)
        files = {
            copy.digest: agreement.folder / copy.file
            for agreement in record.agreements
            for version in agreement.versions
            for copy in version.copies
            if copy.file and copy.digest
        }
        readings, unchanged = read_copies(files, root.cache, jobs=jobs, progress=progress)
        read = [found for found in readings.values() if isinstance(found, Reading)]
        open_files = {one.sha256: files[one.sha256] for one in read if one.sha256 not in _decided(record)}
        shut = leaking_copies(open_files, root.cache, jobs=jobs, progress=progress) | _shut(record)
        shown = {sha256: _unless(sha256 in shut, found) for sha256, found in readings.items()}
        kept = kept_readings(root.readings, root.cache, [one for one in read if one.sha256 not in shut])
        _write(root.database, derive(record, shown, kept), made_from)
        prune(root.cache, [reading.sha256 for reading in read])
    return _report(root.database, record, built=True, read=len(files) - unchanged, unchanged=unchanged)


def _decided(record: Record) -> dict[str, str]:
    """What people decided about copies that hide text, by SHA-256; held back where they differ."""
    found: dict[str, str] = {}
    for agreement in record.agreements:
        for version in agreement.versions:
            for copy in version.copies:
                if copy.digest and copy.decision and found.get(copy.digest) != "hold-back":
                    found[copy.digest] = copy.decision
    return found


def _shut(record: Record) -> set[str]:
    return {sha256 for sha256, decision in _decided(record).items() if decision == "hold-back"}


def _unless(shut: bool, found: Reading | Unread) -> Reading | Unread:  # noqa: FBT001 - a private step
    """What is made public of a copy: nothing where it is held back, not even where it hides what."""
    return (
        Unread(found.sha256, HELD_BACK, "a copy is held back until a person has decided") if shut else found
    )


def ensure_built(root: Root, progress: Progress | None = None) -> Path:
    """The path of a database that agrees with `documents/`, built first where needed. Raises as `build`."""
    return build(root, progress=progress, retry=False).database


def _made_from(record: Record) -> dict[str, str]:
    return {"record": record.fingerprint, "code": build_code(), "schema": str(SCHEMA_VERSION)}


def _is_current(database: Path, made_from: dict[str, str]) -> bool:
    """Whether the database was made from just this; one that cannot be read is not current."""
    if not database.is_file():
        return False
    try:
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as conn:
            return dict(conn.execute("select id, value from made_from")) == made_from
    except sqlite3.Error:
        return False


def _write(database: Path, rows: Iterable[Rows], made_from: dict[str, str]) -> None:
    """Write a whole new database beside the old one and put it in its place."""
    with temporary(database.parent, ".db") as path:
        try:
            with closing(sqlite3.connect(path)) as conn:
                _fill(conn, rows, made_from)
        except sqlite3.Error as error:
            if "full" not in str(error) and "disk I/O" not in str(error):
                raise
            what = f"the database could not be written: {error}"
            raise MouarchiveError(f"{database.parent}: {what}") from error
        publish(path, database, replace=True)


def _fill(conn: sqlite3.Connection, rows: Iterable[Rows], made_from: dict[str, str]) -> None:
    # The file is no one's until it is published, which syncs it: a journal would only cost time.
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    create_tables(conn)
    for some in rows:
        for table in TABLES:
            insert_rows(conn, table.name, some.get(table.name, ()))
    insert_rows(conn, "made_from", ({"id": key, "value": made_from[key]} for key in sorted(made_from)))
    conn.commit()
    finish(conn)
    found = conn.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the new database is damaged (disk I/O): {found}")


def _report(database: Path, record: Record, *, built: bool, read: int, unchanged: int) -> BuildReport:
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        counts = {
            name: conn.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608 - fixed names
            for name in ("agreements", "versions", "clauses", "changes")
        }
        held = conn.execute("select count(*) from versions where held").fetchone()[0]
        unread = conn.execute(
            "select distinct copies.agreement, warnings.code, warnings.message from copies join warnings"
            " on warnings.sha256 = copies.sha256 and warnings.version = copies.version"
            " where copies.state = 'unreadable' and (copies.pages is null or warnings.code = ?)"
            " order by 1, 3",
            (NO_TEXT,),
        ).fetchall()
        shut = {row[0] for row in conn.execute("select id from copies where state = ?", (HELD_BACK,))}
    lines = [(code, f"documents/{agreement}: {message}") for agreement, code, message in unread]
    refused = tuple(line for code, line in lines if code != NO_TEXT)
    without_text = tuple(line for code, line in lines if code == NO_TEXT)
    return BuildReport(
        database, built, counts["agreements"], counts["versions"], held, counts["clauses"], counts["changes"],
        read, unchanged, refused, (*record.warnings, *without_text), tuple(_undecided(record, shut)),
    )  # fmt: skip


def _undecided(record: Record, shut: Collection[str]) -> Iterator[str]:
    """A line for each copy (of these ids) that is held back and about which nobody has decided."""
    for agreement in record.agreements:
        for version in agreement.versions:
            for number, copy in enumerate(version.copies, 1):
                if f"{agreement.id}@{version.label}/{number}" in shut and not copy.decision:
                    yield (
                        f"documents/{agreement.id}/{copy.file}: holds text that its pages do not show, or"
                        " could not be checked for it: it is held back from all that is published; see"
                        " mouarchive check, then say what shall be done with: mouarchive decide"
                    )
