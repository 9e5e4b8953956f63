"""A clause's course through the versions held, whatever its number in each, and what happened in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from mouarchive.answers.changes import named, what
from mouarchive.archive.database.rows import LineageRow
from mouarchive.archive.database.series import Between
from mouarchive.archive.store.store import LineageStep, Store
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeKind, Op
from mouarchive.words import counted, listed, safe_line

__all__ = ["Course", "History", "Step", "course", "history"]


class Step(msgspec.Struct, frozen=True):
    """A clause in one held version: `said` is what happened since the held version before.

    `marked` says that its words differ from those of that version, and a redline shows how.
    """

    row: LineageStep
    said: str
    marked: bool


class Course(msgspec.Struct, frozen=True):
    """One clause through all versions held, oldest first."""

    lineage: LineageRow
    steps: tuple[Step, ...]


class History(msgspec.Struct, frozen=True):
    """The answer to `history`: the course of every clause that has borne the number asked for."""

    asked: str
    courses: tuple[Course, ...]

    @property
    def sentence(self) -> str:
        """That the number has been that of several clauses, where it has."""
        if len(self.courses) < 2:  # noqa: PLR2004 - one clause needs no explanation
            return ""
        clauses = counted(len(self.courses), "clause")
        return f"{safe_line(self.asked)} has been the number of {clauses}; each in turn:"


def history(store: Store, name: str, clause: str) -> History:
    """Follow the clauses of this number in the version named (AGREEMENT@LABEL), or in any (AGREEMENT).

    Raises NotFoundError where no such version, agreement or clause is held.
    """
    return History(clause, tuple(course(store, row) for row in _lineages(store, name, clause)))


def course(store: Store, lineage: LineageRow) -> Course:
    """One clause through all versions held, with what happened in each step."""
    rows = store.lineage_steps(lineage.id)
    passed = [store.in_between(old.version.id, new.version.id) for old, new in pairwise(rows)]
    return Course(lineage, tuple(_steps(rows, [(), *passed])))


def _steps(rows: Sequence[LineageStep], passed: Sequence[Sequence[Between]]) -> Iterator[Step]:
    before: LineageStep | None = None
    for row, between in zip(rows, passed, strict=bool(rows)):
        change = row.change
        marked = bool(change and change.kind is ChangeKind.MODIFIED and change.diff)
        yield Step(row, _said(before, row) + _passed(between), marked)
        before = row


def _passed(between: Sequence[Between]) -> str:
    """That versions lie between this one and the held one before: what came and went there is not known."""
    missing = listed([safe_line(one.label) for one in between if not one.held])
    return f"; in between {'lies' if len(between) == 1 else 'lie'} {missing}, not held" if missing else ""


def _said(before: LineageStep | None, step: LineageStep) -> str:
    """What happened between two held versions, in words that claim no more than is known."""
    if step.clause is None:
        next_held = ", the next one held" if before and before.clause is not None else ""
        gone = f"not in this version{next_held}"
        return "unknown: blacked out where it would stand" if step.unknown else gone
    if before is None:
        return "in the oldest version held"
    if before.unknown:
        return "in this version; what the one before says is blacked out"
    if step.change is None:
        return "in this version"
    said = _come_from(step.change) or what(step.change)
    if before.clause is not None and before.clause.eid != step.clause.eid:
        said += f" ({named(before.clause)} → {named(step.clause)})"
    return said


def _come_from(change: Change) -> str:
    """Of a clause that was cut out of another: from which, and whether its words are others."""
    if not change.split_from or change.merged_into:
        return ""
    differs = any(part.op is not Op.EQUAL and part.text.strip() for part in change.diff)
    return f"split from {safe_line(change.split_from)}{', and reworded' if differs else ''}"


def _lineages(store: Store, name: str, clause: str) -> list[LineageRow]:
    if "@" in name:
        version = store.resolve(name)
        return [store.lineage_of(version.id, store.clause(version.id, clause).eid)]
    agreement = store.agreement(name)
    found: dict[str, LineageRow] = {}
    missing: NotFoundError | None = None
    for version in store.versions(agreement.id, held_only=True):
        try:
            row = store.lineage_of(version.id, store.clause(version.id, clause).eid)
        except NotFoundError as error:
            missing = error
        else:
            found.setdefault(row.id, row)
    if not found:
        raise missing or NotFoundError(
            f"{agreement.id}: the text of no version is held; see: mouarchive status"
        )
    return list(found.values())
