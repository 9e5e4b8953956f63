"""The page of a version: its clauses with numbers and pages, and where its text comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from markupsafe import Markup

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
from mouarchive.site.rendering import Ask, Frame, Moved, redline, version_frame
from mouarchive.words import numbered

__all__ = ["VersionView", "find_version", "version"]

# Numbers a reader finds his way by; deeper ones stand in the text only.
_OUTLINE_DEPTH = 1
_SHORT = 70


class ClauseLine(msgspec.Struct, frozen=True):
    """A clause as it stands on the page."""

    clause: Clause
    href: str
    anchor: str


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

    `warnings` concern the text used, `notes` (by copy id) the other copies; `before` and `after` are the
    held neighbours.
    """

    template: ClassVar[str] = "version.html"
    frame: Frame
    agreement: AgreementRow
    version: VersionRow
    copies: tuple[CopyRow, ...]
    claims: tuple[ClaimRow, ...]
    warnings: tuple[str, ...]
    notes: dict[str, tuple[str, ...]]
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
        tuple(ClauseLine(c, addresses.clause(agreement.id, row.label, c.eid), f"c-{c.eid}") for c in clauses),
        _outline(clauses),
        _asides(store, row.sha256),
        tuple(_upgrade(one) for one in store.upgrades(version=row.id) if one.sha256 == row.sha256),
        next((v for v in reversed(held) if v.position < row.position), None),
        next((v for v in held if v.position > row.position), None),
    )


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


def _outline(clauses: tuple[Clause, ...]) -> tuple[OutlineLine, ...]:
    lines = []
    for clause in clauses:
        titled = clause.heading or (clause.text if clause.depth == 0 else "")
        if clause.depth <= _OUTLINE_DEPTH and titled and clause.kind not in {"front", "item"}:
            title = titled if len(titled) <= _SHORT else titled[: _SHORT - 1].rstrip() + "…"
            lines.append(OutlineLine(f"c-{clause.eid}", clause.label, title, clause.depth))
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
        SetAside(role, sum(count for _, count in texts), tuple(text for text, _ in texts[:_EXAMPLES]))
        for role, texts in found.items()
    )


_EXAMPLES = 40
