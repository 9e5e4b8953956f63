"""Clauses without a counterpart that may stand under what the other version blacks out: unknown, not gone.

15.2  The following items are passed on:        15.2  The following items are passed on:
15.2.1  Surname                                       [redacted]
15.2.2  Address
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mouarchive.comparing.redactions import has_redaction, is_all_redacted
from mouarchive.model import Change, ChangeClass, Clause

__all__ = ["mark_covered"]


def mark_covered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, with class redaction for those that a black box in the other version may explain.

    It does where the clause that holds them is blacked out there in its own words, and not here, or holds
    there a clause of nothing but a blacked-out span. The kind stays: what two texts show is all it says.
    """
    held = {(side, one.eid): other for side, one, other in _pairs(changes)}
    boxes = {
        (side, clause.parent): clause
        for change in changes
        for side, clause in ((0, change.old), (1, change.new))
        if clause is not None and (change.old is None or change.new is None) and is_all_redacted(clause.words)
    }
    return tuple(_marked(change, held, boxes) for change in changes)


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[int, Clause, tuple[Clause, Clause]]]:
    """Each paired clause by its side (0 old, 1 new), with itself and its counterpart."""
    for change in changes:
        if change.old is not None and change.new is not None:
            yield 0, change.old, (change.old, change.new)
            yield 1, change.new, (change.new, change.old)


def _marked(
    change: Change,
    held: dict[tuple[int, str], tuple[Clause, Clause]],
    boxes: dict[tuple[int, str | None], Clause],
) -> Change:
    alone = change.old or change.new
    if (change.old and change.new) or alone is None or alone.parent is None:
        return change
    side = 0 if change.old else 1
    holders = held.get((side, alone.parent))
    if holders is None or change.split_from or change.merged_into or has_redaction(alone.words):
        return change
    here, there = holders
    box = there if has_redaction(there.words) and not has_redaction(here.words) else None
    box = box or boxes.get((1 - side, there.eid))
    if box is None:
        return change
    rule = f"{change.rule}; it may stand under what is blacked out in {box.eid}"
    return replace(change, change_class=ChangeClass.REDACTION, rule=rule)
