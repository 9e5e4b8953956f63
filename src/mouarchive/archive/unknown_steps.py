"""Where a clause may stand under a black box: then it is unknown there, and never called gone or added.

1.0   15.2.7  Home addresses        15.2 and its items can be read
2.0           [redacted]            the items of 15.2 are blacked out: unknown
2.1   15.2.6  Home addresses        held against 1.0, not called added since 2.0
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from mouarchive.archive.rows import LineageStep
from mouarchive.comparing.redactions import has_redaction
from mouarchive.model import Change, Clause, Comparison

__all__ = ["mark_unknown"]


def mark_unknown(
    steps: Sequence[LineageStep],
    compared: Callable[[str, str], Comparison],
    clauses: Callable[[str], Sequence[Clause]],
) -> tuple[LineageStep, ...]:
    """Steps of a lineage in which absences at a blacked-out place are unknown.

    `compared` gives the comparison of two version ids, `clauses` the clauses of one. A step behind unknown
    ones carries what happened since the last version in which the clause can be read.
    """
    done: list[LineageStep] = []
    for step in steps:
        last = next((one for one in reversed(done) if one.clause is not None), None)
        if step.clause is None:
            hidden = last is not None and _is_hidden(last, step, compared, clauses)
            done.append(replace(step, change=None, unknown=True) if hidden else step)
        elif last is not None and done[-1].unknown:
            found = compared(last.version.id, step.version.id)
            done.append(replace(step, change=_change_to(found, step.clause)))
        else:
            done.append(step)
    return tuple(done)


def _is_hidden(
    last: LineageStep,
    step: LineageStep,
    compared: Callable[[str, str], Comparison],
    clauses: Callable[[str], Sequence[Clause]],
) -> bool:
    """Whether the clause that held it has its words or one of its own clauses blacked out here."""
    parent = last.clause.parent if last.clause is not None else None
    if parent is None:
        return False
    pairs = compared(last.version.id, step.version.id).changes
    holder = next((pair.new for pair in pairs if pair.old and pair.new and pair.old.eid == parent), None)
    if holder is None:
        return False
    inside = (clause for clause in clauses(step.version.id) if holder.eid in {clause.eid, clause.parent})
    return any(has_redaction(clause.words) for clause in inside)


def _change_to(found: Comparison, clause: Clause) -> Change | None:
    return next((change for change in found.changes if change.new and change.new.eid == clause.eid), None)
