"""What each copy was read as, each reading kept: a newer reader may find other words in the same bytes.

    db/readings/<sha256>/0001   as first read
    db/readings/<sha256>/0002   as read since: only where the text differs, whatever the engine

A document does not change because a reader got better. Readings are kept so that such a difference can be
told as what it is, a technical upgrade; the folder can be thrown away like the rest of `db/`, and then the
history of readings begins anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from mouarchive.archive.database.fingerprints import clauses_code
from mouarchive.archive.database.readings import Reading, earlier_reading
from mouarchive.archive.database.rows import json_text
from mouarchive.archive.database.series import HeldVersion, Series
from mouarchive.archive.files import write_whole
from mouarchive.model import Change, ChangeKind, Clause

__all__ = ["Kept", "kept_readings", "upgrade_rows"]

_MOST = 20
"""Readings of one copy that are kept; a copy that has more is read by a reader under repair."""


class Kept(msgspec.Struct, frozen=True):
    """A copy's clauses as one reader gave them: its name, its code's fingerprint, the first day."""

    sha256: str
    engine: str
    code: str
    day: str
    pages_read: int
    clauses: tuple[Clause, ...]

    @property
    def words(self) -> tuple[tuple[str, str, str], ...]:
        """All that a reader of the clauses could tell two readings apart by."""
        return tuple((clause.eid, clause.label, clause.words) for clause in self.clauses)


def kept_readings(
    folder: Path, cache: Path, readings: Iterable[Reading], day: str | None = None
) -> Mapping[str, tuple[Kept, ...]]:
    """The readings of each copy (by SHA-256), oldest first, today's last; today's is kept where it differs.

    Of a copy without a kept reading, one that an older build left in `cache` counts as the first. `day` is
    today's date as ISO text. What cannot be written is only missing from the history; nothing is raised.
    """
    today = day or dt.datetime.now(dt.UTC).date().isoformat()
    return {reading.sha256: _chain(folder / reading.sha256, cache, reading, today) for reading in readings}


def _chain(folder: Path, cache: Path, reading: Reading, today: str) -> tuple[Kept, ...]:
    chain = _load(folder)
    if not chain and (old := earlier_reading(cache, reading.sha256)) is not None:
        chain = [_of(old, "", "")]
        _keep(folder, chain[0])
    now = _of(reading, clauses_code()[:16], today)
    if chain and chain[-1].words == now.words:
        return tuple(chain)
    _keep(folder, now)
    return (*chain, now)[-_MOST:]


def _of(reading: Reading, code: str, day: str) -> Kept:
    clauses = reading.cut.clauses
    return Kept(reading.sha256, reading.engine, code, day, reading.pages_read, clauses)


def _load(folder: Path) -> list[Kept]:
    """The kept readings of a copy; one that is damaged, or of a kind not known here, is no reading."""
    found: list[Kept] = []
    for path in sorted(folder.glob("[0-9]*"))[-_MOST:]:
        with contextlib.suppress(OSError, zlib.error, msgspec.DecodeError):
            found.append(msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Kept))
    return found


def _keep(folder: Path, one: Kept) -> None:
    """Write a reading behind those that are there; never over one."""
    last = max((int(path.name) for path in folder.glob("[0-9]*") if path.name.isdigit()), default=0)
    with contextlib.suppress(OSError, UnicodeEncodeError):
        folder.mkdir(parents=True, exist_ok=True)
        data = zlib.compress(msgspec.msgpack.encode(one), 6)
        write_whole(folder / f"{last + 1:04}", data, replace=False)


# ------------------------------------------------------------------ technical upgrades

Row = dict[str, Any]


def upgrade_rows(series: Series, kept: Mapping[str, Sequence[Kept]]) -> Iterator[Row]:
    """One row for each copy of each version and each time that its bytes were read otherwise than before."""
    for item in series.versions:
        for number, (_, reading) in enumerate(item.copies, 1):
            if isinstance(reading, Reading):
                yield from _of_copy(series, item, number, kept.get(reading.sha256, ()))


def _of_copy(series: Series, item: HeldVersion, number: int, chain: Sequence[Kept]) -> Iterator[Row]:
    from mouarchive.comparing import compare  # noqa: PLC0415 - loads the comparing room

    at = 0
    for old, new in pairwise(chain):
        changes = compare(old.clauses, new.clauses).changes
        if not any(map(_differs, changes)):
            continue  # white space and the like, which nobody would call another reading
        at += 1
        counted = {kind: sum(change.kind is kind for change in changes) for kind in ChangeKind}
        yield {
            "id": f"{item.id}/{number}/{at}",
            "agreement": series.agreement.id,
            "version": item.id,
            "sha256": new.sha256,
            "number": at,
            "seen": new.day or None,
            "old_engine": old.engine,
            "new_engine": new.engine,
            "old_code": old.code or None,
            "new_code": new.code or None,
            "modified": counted[ChangeKind.MODIFIED],
            "only_old": counted[ChangeKind.REMOVED],
            "only_new": counted[ChangeKind.ADDED],
            "renumbered": sum(change.renumbered for change in changes),
            "old_pages_read": old.pages_read,
            "new_pages_read": new.pages_read,
            "differences": json_text([list(_told(change)) for change in changes if _differs(change)]),
        }


def _differs(change: Change) -> bool:
    return change.kind is not ChangeKind.UNCHANGED or change.renumbered


def _told(change: Change) -> Iterator[Any]:
    """Kind, identifier before and now, and the words before and now as a redline."""
    yield change.kind.value
    yield change.old.eid if change.old else None
    yield change.new.eid if change.new else None
    yield [[part.op.value, part.text] for part in change.diff]
