"""Technical upgrades: what a newer reader reads otherwise in the same bytes, no change of the text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from mouarchive.archive.kept import Kept
from mouarchive.archive.readings import Reading
from mouarchive.archive.series import HeldVersion, Series
from mouarchive.archive.values import json_text
from mouarchive.model import Change, ChangeKind

__all__ = ["upgrade_rows"]

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
