"""How many clauses changed, and how: what heads every redline. Pure.

A clause that stands on one side only, where the other side is blacked out, is neither added nor removed as
far as anybody can know, and one that differs in what is blacked out need not be modified: both are unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from mouarchive.model import Change, ChangeClass, ChangeKind, Comparison

__all__ = ["UNKNOWN", "UNREDACTED", "Counts", "count_changes", "counted_as"]

UNKNOWN, UNREDACTED = "unknown", ChangeClass.UNREDACTED.value
_ORDER = ("removed", "added", "modified", UNKNOWN, UNREDACTED, "unchanged")


class Counts(msgspec.Struct, frozen=True):
    """Each clause once in `clauses`: removed, added, modified, unknown, unredacted, unchanged, in this order.

    `classes` are those of every changed clause, `modified` those of the modified ones alone, `unchanged`
    those of unchanged ones that differ in layout, or as a misread scan would: in the order of their names.
    The number or place of any clause may differ besides. `split` and `merged` count the pieces: clauses that
    come from part of one of the older text, or went into one of the newer.
    """

    clauses: Mapping[str, int]
    classes: Mapping[str, int]
    modified: Mapping[str, int]
    unchanged: Mapping[str, int]
    renumbered: int
    moved: int
    split: int
    merged: int


def counted_as(change: Change) -> str:
    """What a change counts as: its kind, or unknown or unredacted where it is a matter of black boxes."""
    if change.kind is not ChangeKind.UNCHANGED:
        if change.change_class is ChangeClass.REDACTION:
            return UNKNOWN
        if change.change_class is ChangeClass.UNREDACTED:
            return UNREDACTED
    return change.kind.value


def count_changes(whole: Comparison) -> Counts:
    """Count the clauses of a comparison, each once."""
    found = Counter(map(counted_as, whole.changes))
    return Counts(
        {name: found[name] for name in _ORDER},
        _classes(c for c in whole.changes if c.kind is not ChangeKind.UNCHANGED),
        _classes(c for c in whole.changes if counted_as(c) == ChangeKind.MODIFIED.value),
        _classes(c for c in whole.changes if c.kind is ChangeKind.UNCHANGED),
        whole.renumbered,
        whole.moved,
        sum(change.split_from is not None for change in whole.changes),
        sum(change.merged_into is not None for change in whole.changes),
    )


def _classes(changes: Iterable[Change]) -> dict[str, int]:
    found = Counter(change.change_class.value for change in changes if change.change_class)
    return dict(sorted(found.items()))
