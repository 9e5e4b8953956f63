"""The page of a clause: its words, where they stand, how to cite them, and what became of it."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from mouarchive.archive.database.rows import AgreementRow, LineageRow, PageRow, VersionRow
from mouarchive.archive.store.store import LineageStep, Store
from mouarchive.errors import NotFoundError
from mouarchive.model import ChangeKind, Clause, PageBox
from mouarchive.site import addresses
from mouarchive.site.views.frame import Ask, Crumb, Frame, Moved, version_frame
from mouarchive.site.views.version import find_version
from mouarchive.site.words import long_date, numbered

__all__ = ["ClauseView", "Step", "clause", "steps_of"]

_CRUMB = 48


class Near(msgspec.Struct, frozen=True):
    """A neighbouring clause."""

    label: str
    title: str
    href: str


class Step(msgspec.Struct, frozen=True):
    """The clause in one held version: `said` is what happened since the held version before."""

    version: VersionRow
    label: str | None
    href: str | None
    page: int | None
    said: str
    compare: str | None
    here: bool


class Picture(msgspec.Struct, frozen=True):
    """The page the clause begins on, in points, and the boxes of the clause on it."""

    href: str
    pdf: str
    page: PageRow
    boxes: tuple[PageBox, ...]


class ClauseView(msgspec.Struct, frozen=True):
    """Everything the page of a clause shows."""

    template: ClassVar[str] = "clause.html"
    frame: Frame
    agreement: AgreementRow
    version: VersionRow
    clause: Clause
    below: tuple[Near, ...]
    before: Near | None
    after: Near | None
    picture: Picture | None
    citation: str
    lineage: LineageRow | None
    steps: tuple[Step, ...]


def clause(store: Store, ask: Ask) -> ClauseView | Moved:
    """Make the page of a clause; another spelling leads to the permanent address. Raises NotFoundError."""
    agreement = store.agreement(ask.parts["agreement"])
    version, _ = find_version(store, agreement, ask.parts["label"])
    found = store.clause(version.id, ask.parts["eid"])
    if (version.agreement, version.label, found.eid) != (
        agreement.id,
        ask.parts["label"],
        ask.parts["eid"],
    ):
        return Moved(addresses.clause(version.agreement, version.label, found.eid))
    clauses = store.clauses(version.id)
    at = next(index for index, other in enumerate(clauses) if other.eid == found.eid)
    above = _above(found, {other.eid: other for other in clauses})
    lineage = _lineage(store, version, found)
    crumbs = [Crumb(_crumb(c), addresses.clause(agreement.id, version.label, c.eid)) for c in above]
    name = _name(found)
    return ClauseView(
        version_frame(
            agreement, version, f"{name}, version {version.label}, {agreement.title}", *crumbs, Crumb(name)
        ),
        agreement,
        version,
        found,
        tuple(_near(version, other) for other in clauses if other.parent == found.eid),
        _near(version, clauses[at - 1]) if at else None,
        _near(version, clauses[at + 1]) if at + 1 < len(clauses) else None,
        _picture(store, version, found),
        _citation(agreement, version, found),
        lineage,
        steps_of(store, lineage.id, version.id) if lineage else (),
    )


def _name(clause: Clause) -> str:
    return f"Clause {numbered(clause.label)}" if clause.label else (clause.heading or "Unnumbered text")[:60]


def _crumb(clause: Clause) -> str:
    """A container in the breadcrumbs: the outermost with its title, since "15" alone says little."""
    title = clause.heading or (clause.text if len(clause.text) <= _CRUMB else "")
    titled = " ".join(part for part in (numbered(clause.label), title) if part)
    named = titled if clause.depth == 0 or not clause.label else numbered(clause.label)
    return named if len(named) <= _CRUMB else named[: _CRUMB - 1].rstrip() + "…"


def _near(version: VersionRow, clause: Clause) -> Near:
    title = clause.heading or " ".join(clause.text.split())[:80]
    return Near(numbered(clause.label), title, addresses.clause(version.agreement, version.label, clause.eid))


def _above(clause: Clause, known: dict[str, Clause]) -> list[Clause]:
    """The clauses that contain this one, outermost first."""
    chain: list[Clause] = []
    parent = known.get(clause.parent or "")
    while parent and parent not in chain:
        chain.insert(0, parent)
        parent = known.get(parent.parent or "")
    return chain


def _lineage(store: Store, version: VersionRow, clause: Clause) -> LineageRow | None:
    try:
        return store.lineage_of(version.id, clause.eid)
    except NotFoundError:
        return None


def steps_of(store: Store, lineage_id: str, here: str | None = None) -> tuple[Step, ...]:
    """A lineage as lines of a table, oldest version first."""
    steps: list[Step] = []
    before: LineageStep | None = None
    for step in store.lineage_steps(lineage_id):
        version = step.version
        compare = (
            addresses.compare(version.agreement, before.version.label, version.label) if before else None
        )
        clause = step.clause
        href = addresses.clause(version.agreement, version.label, clause.eid) if clause else None
        steps.append(
            Step(
                version,
                (numbered(clause.label) or "(no number)") if clause else None,
                href,
                clause.page if clause else None,
                _said(before, step),
                compare,
                version.id == here,
            )
        )
        before = step
    return tuple(steps)


def _said(before: LineageStep | None, step: LineageStep) -> str:
    """What happened between two held versions, in words that claim no more than is known."""
    if step.unknown:
        return "unknown: blacked out where it would stand"
    if step.clause is None:
        return "no longer in it" if before and before.clause else "not in it"
    if before is None:
        return "in the oldest version held"
    if before.unknown:
        return "in this version; what the one before says is blacked out"
    if before.clause is None:
        return "in this version, not in the one before"
    parts = []
    change = step.change
    parts.append("wording changed" if change and change.kind is ChangeKind.MODIFIED else "same words")
    if before.clause.label != step.clause.label:
        parts.append(f"renumbered {numbered(before.clause.label)} → {numbered(step.clause.label)}")
    if change and change.moved:
        parts.append("moved")
    return ", ".join(parts)


def _picture(store: Store, version: VersionRow, clause: Clause) -> Picture | None:
    if not version.sha256:
        return None
    page = next((row for row in store.pages(version.sha256) if row.page == clause.page), None)
    if page is None:
        return None
    boxes = tuple(box for box in clause.boxes if box.page == clause.page)
    return Picture(
        addresses.page_image(version.sha256, page.page),
        addresses.copy(version.sha256),
        page,
        boxes,
    )


def _citation(agreement: AgreementRow, version: VersionRow, clause: Clause) -> str:
    """One line that pins the words to a page of a file."""
    specimen = "SPECIMEN, not a released text: " if agreement.specimen else ""
    dated = f" ({long_date(version.dated)})" if version.dated else ""
    place = f"clause {numbered(clause.label)}" if clause.label else clause.eid
    return (
        f"{specimen}{agreement.title}, version {version.label}{dated}, {place}, "
        f"page {clause.page} of the file with SHA-256 {version.sha256}"
    )
