"""Changes whose two versions were neighbours until another was made public between them. Pure.

    public in this order: 1.0, 2.1, 2.0        1.0 → 2.1 was a pair of neighbours until 2.0 came,
                                               and its changes had ids that people may have quoted

The order in which texts became public is the record's: of each version the first copy with a text, by the
day on which it was disclosed, or else taken into the archive; a date known by its month or year counts as the
last day of it, and a version without any date was there from the start. So the same `documents/` tell the
same, whatever was taken in first, and what became public on one day was never apart. Each version breaks one
pair at most: a long series costs no more than one comparison for each version that came late.

On its own: the one place where the order of becoming public counts, and not that of the texts.
"""

from __future__ import annotations

import calendar
from bisect import bisect, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import msgspec

from mouarchive.archive.database.readings import Reading
from mouarchive.archive.database.rows import json_text
from mouarchive.archive.database.series import HeldVersion
from mouarchive.model import Change, Comparison

__all__ = ["Broken", "Followed", "broken_pairs", "public_since", "superseded_rows"]

_FIRST = ""
"""Stands before every date: a version without one was there from the start."""

_Following = tuple[str, bool]
"""The id of a change that may have followed another, and whether a text of it is blacked out there."""

Followed = Mapping[tuple[str, str], str]
"""The lineage of a clause by the label of its version and its eid."""


class Broken(msgspec.Struct, frozen=True):
    """Two versions (by place in the series) that were neighbours until the day `since`, when `by` came."""

    old: int
    new: int
    by: tuple[int, ...]
    since: str

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs of neighbours that took the place of this one."""
        return tuple(pairwise((self.old, *self.by, self.new)))


def public_since(item: HeldVersion) -> str:
    """The day by which a version's text had become public: an ISO date, empty where none is known."""
    days = [
        _last_day(known)
        for copy, reading in item.copies
        if isinstance(reading, Reading) and (known := copy.disclosed or copy.accessioned)
    ]
    return min(days, default=_FIRST)


def _last_day(date: str) -> str:
    """The last day that a date of day, month or year precision can mean."""
    year, month, day = [*date.split("-"), "", ""][:3]
    if not month:
        return f"{year}-12-31"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"


def broken_pairs(days: Sequence[str]) -> tuple[Broken, ...]:
    """The pairs that were broken, in the order in which they were; `days` are those of `public_since`."""
    there: list[int] = []
    found: list[Broken] = []
    order = sorted(range(len(days)), key=lambda at: (days[at], at))
    for day, come in groupby(order, key=lambda at: days[at]):
        before = list(there)
        between: dict[tuple[int, int], list[int]] = {}
        for at in come:
            place = bisect(before, at)
            if 0 < place < len(before):
                between.setdefault((before[place - 1], before[place]), []).append(at)
            insort(there, at)
        found += [Broken(old, new, tuple(by), day) for (old, new), by in between.items()]
    return tuple(found)


def superseded_rows(
    versions: Sequence[HeldVersion],
    pairs: Sequence[Broken],
    compared: Mapping[tuple[int, int], Comparison],
    lineage: Followed,
) -> Iterator[dict[str, Any]]:
    """A row for each change between versions that are no neighbours any more.

    What followed a change is what says the same of the clause now. Where a version in between blacks it out,
    nothing is known there, so that the change between the new neighbours is no follower: it is `unknown_by`.
    A change that was in doubt itself is followed by those in doubt, too.
    `compared` holds the comparison of every pair of neighbours, of now and of before, with numbers and ids.
    """
    ids = {pair: _by_lineage(versions, pair, whole, lineage) for pair, whole in compared.items()}
    for one in pairs:
        old, new = versions[one.old], versions[one.new]
        for change in compared[one.old, one.new].changes:
            if not change.number:
                continue
            lines = _lineages(change, old, new, lineage)
            after = dict.fromkeys(
                known for pair in one.pairs for line in lines for known in ids[pair].get(line, ())
            )
            yield {
                "id": f"{old.id}..{new.id}/{change.number}",
                "agreement": old.id.rpartition("@")[0],
                "change_id": change.change_id,
                "old_version": old.id,
                "new_version": new.id,
                "number": change.number,
                "broken_by": json_text([versions[at].id for at in one.by]),
                "since": one.since,
                "superseded_by": json_text([known for known, doubt in after if change.doubtful or not doubt]),
                "unknown_by": json_text([known for known, doubt in after if doubt and not change.doubtful]),
            }


def _by_lineage(
    versions: Sequence[HeldVersion], pair: tuple[int, int], whole: Comparison, lineage: Followed
) -> dict[str, list[_Following]]:
    """The ids of a comparison's changes by the lineages of their clauses."""
    found: dict[str, list[_Following]] = {}
    for change in whole.changes:
        if change.number:
            for line in _lineages(change, versions[pair[0]], versions[pair[1]], lineage):
                found.setdefault(line, []).append((change.change_id, change.doubtful))
    return found


def _lineages(change: Change, old: HeldVersion, new: HeldVersion, lineage: Followed) -> tuple[str, ...]:
    sides = ((old, change.old), (new, change.new))
    known = (lineage.get((item.version.label, clause.eid)) for item, clause in sides if clause)
    return tuple(dict.fromkeys(line for line in known if line))
