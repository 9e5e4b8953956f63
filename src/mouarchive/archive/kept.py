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
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from mouarchive.archive.files import write_whole
from mouarchive.archive.fingerprints import clauses_code
from mouarchive.archive.readings import Reading, earlier_reading
from mouarchive.model import Clause

__all__ = ["Kept", "kept_readings"]

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
    import msgspec  # noqa: PLC0415 - heavy

    found: list[Kept] = []
    for path in sorted(folder.glob("[0-9]*"))[-_MOST:]:
        with contextlib.suppress(OSError, zlib.error, msgspec.DecodeError):
            found.append(msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Kept))
    return found


def _keep(folder: Path, one: Kept) -> None:
    """Write a reading behind those that are there; never over one."""
    import msgspec  # noqa: PLC0415 - heavy

    last = max((int(path.name) for path in folder.glob("[0-9]*") if path.name.isdigit()), default=0)
    with contextlib.suppress(OSError, UnicodeEncodeError):
        folder.mkdir(parents=True, exist_ok=True)
        data = zlib.compress(msgspec.msgpack.encode(one), 6)
        write_whole(folder / f"{last + 1:04}", data, replace=False)
