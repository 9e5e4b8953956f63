"""The page of a version: its clauses with numbers and pages, and where its text comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec
from markupsafe import Markup

from mouarchive.answers.changes import named, part_of
from mouarchive.answers.coverage import Reach, set_aside_as
from mouarchive.answers.heading import warned
from mouarchive.answers.standing import upgraded
from mouarchive.archive.database.rows import (
    AgreementRow,
    ClaimRow,
    CopyRow,
    UpgradeRow,
    VersionRow,
    WarningRow,
)
from mouarchive.archive.store.store import Store
from mouarchive.model import Clause, DiffPart, Op, Warn
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Frame, Moved, cut, redline, version_frame
from mouarchive.words import numbered

__all__ = ["VersionView", "find_version", "version"]

# Numbers a reader finds his way by; deeper ones stand in the text only.
_OUTLINE_DEPTH = 1
_SHORT = 70


class ClauseLine(msgspec.Struct, frozen=True):
    """A clause or passage as it stands on the page; `part` is where a new part of the document begins."""

    clause: Clause
    name: str
    href: str
    anchor: str
    part: str


class OutlineLine(msgspec.Struct, frozen=True):
    """A line of the contents."""

    anchor: str
    label: str
    title: str
    depth: int


class SetAside(msgspec.Struct, frozen=True):
    """What was set aside of one kind: how often, and examples."""

    role: str
    count: int
    examples: tuple[str, ...]


class Upgrade(msgspec.Struct, frozen=True):
    """A technical upgrade: what is said of it, and the clauses it concerns, words before and since."""

    said: str
    clauses: tuple[tuple[str, Markup], ...]


class VersionView(msgspec.Struct, frozen=True):
    """Everything the page of a version shows.

    `letters` says where the letters of the text stand. `warnings` concern the text used, `notes` (by copy id)
    the other copies; `before` and `after` are the held neighbours.
    """

    template: ClassVar[str] = "version.html"
    frame: Frame
    agreement: AgreementRow
    version: VersionRow
    copies: tuple[CopyRow, ...]
    claims: tuple[ClaimRow, ...]
    warnings: tuple[str, ...]
    notes: dict[str, tuple[str, ...]]
    letters: str
    lines: tuple[ClauseLine, ...]
    outline: tuple[OutlineLine, ...]
    asides: tuple[SetAside, ...]
    upgrades: tuple[Upgrade, ...]
    before: VersionRow | None
    after: VersionRow | None


def find_version(store: Store, agreement: AgreementRow, label: str) -> tuple[VersionRow, bool]:
    """The version meant by `label`, and whether that is its own spelling. Raises NotFoundError."""
    row = store.version(f"{agreement.id}@{label}")
    return row, row.agreement == agreement.id and row.label == label


def version(store: Store, ask: Ask) -> VersionView | Moved:
    """Make the page of a version; another spelling of the label leads to the permanent address."""
    agreement = store.agreement(ask.parts["agreement"])
    row, spelled = find_version(store, agreement, ask.parts["label"])
    if not spelled:
        return Moved(addresses.version(row.agreement, row.label))
    clauses = store.clauses(row.id)
    held = store.versions(agreement.id, held_only=True)
    copies, said = store.copies(version=row.id), _said(store.warnings(version=row.id))
    return VersionView(
        version_frame(agreement, row, f"Version {row.label}, {agreement.title}"),
        agreement,
        row,
        copies,
        store.claims(version=row.id),
        said.pop(None, ()) + said.pop(row.sha256, ()),
        {copy.id: said.get(copy.sha256, ()) for copy in copies},
        Reach(
            next((c.coverage for c in copies if c.sha256 == row.sha256), None), row.pages or 0, row.pages_read
        ).sentence,
        tuple(_lines(clauses, row)),
        _outline(clauses),
        _asides(store, row.sha256),
        tuple(_upgrade(one) for one in store.upgrades(version=row.id) if one.sha256 == row.sha256),
        next((v for v in reversed(held) if v.position < row.position), None),
        next((v for v in held if v.position > row.position), None),
    )


def _letters(version: VersionRow, copies: Iterable[CopyRow]) -> str:
    """Where the letters of its text stand; empty where they were not counted."""
    known = next((copy.coverage for copy in copies if copy.sha256 == version.sha256), None)
    return Reach(known, version.pages or 0, version.pages_read).sentence if version.held else ""


def _said(warnings: Iterable[WarningRow]) -> dict[str | None, tuple[str, ...]]:
    """Warnings about the version's own copies, each once, in sentences, by fingerprint."""
    said: dict[str | None, list[Warn]] = {}
    for row in warnings:
        if not row.old_version:
            said.setdefault(row.sha256, []).append(Warn(row.code, row.message, row.page))
    return {
        sha256: tuple(f"{where}: {told}" if where else told for where, told in warned(found))
        for sha256, found in said.items()
    }


def _lines(clauses: Sequence[Clause], version: VersionRow) -> Iterator[ClauseLine]:
    parts = _parts(clauses)
    for clause, part in zip(clauses, parts, strict=True):
        name = named(clause) if clause.passage else ""
        href = addresses.clause(version.agreement, version.label, clause.eid)
        yield ClauseLine(clause, f"{name[:1].upper()}{name[1:]}", href, f"c-{clause.eid}", part)


def _parts(clauses: Sequence[Clause]) -> list[str]:
    """The part that begins with each clause; empty inside a part, and where all stand in one."""
    names = [part_of(clause.kind if clause.passage else "") for clause in clauses]
    several = len(set(names)) > 1
    return [name if several and name != last else "" for last, name in zip(["", *names], names, strict=False)]


def _outline(clauses: Sequence[Clause]) -> tuple[OutlineLine, ...]:
    lines = []
    for clause, part in zip(clauses, _parts(clauses), strict=True):
        if part and clause.passage:
            lines.append(OutlineLine(f"c-{clause.eid}", "", part, 0))
        if clause.passage:
            continue
        titled = clause.heading or (clause.text if clause.depth == 0 else "")
        if clause.depth <= _OUTLINE_DEPTH and titled and clause.kind != "item":
            lines.append(OutlineLine(f"c-{clause.eid}", clause.label, cut(titled, _SHORT), clause.depth))
    return tuple(lines)


def _upgrade(one: UpgradeRow) -> Upgrade:
    """What a newer reader reads otherwise, clause by clause; the number is today's where there is one."""
    said = upgraded(one)
    shown_first = [
        (numbered(new or old or ""), redline([DiffPart(Op(step), text) for step, text in diff]))
        for _, old, new, diff in one.differences[:_EXAMPLES]
    ]
    return Upgrade(said[:1].upper() + said[1:] + ".", tuple(shown_first))


def _asides(store: Store, sha256: str | None) -> tuple[SetAside, ...]:
    rows = store.conn.execute(
        "select role, text, count(*) from asides where sha256 = ?"
        " group by role, text order by role, min(rowid)",
        (sha256,),
    ).fetchall()
    found: dict[str, list[tuple[str, int]]] = {}
    for role, text, count in rows:
        found.setdefault(role, []).append((text, count))
    return tuple(
        SetAside(
            set_aside_as(role), sum(count for _, count in texts), tuple(text for text, _ in texts[:_EXAMPLES])
        )
        for role, texts in found.items()
    )


_EXAMPLES = 40
