"""The pages of a clause: its words and how to cite them, and the same clause through all versions."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from markupsafe import Markup

from mouarchive.answers.changes import named, title_of
from mouarchive.answers.citing import cite
from mouarchive.answers.history import Step as Told
from mouarchive.answers.history import course
from mouarchive.answers.texts import held_text
from mouarchive.archive.database.rows import AgreementRow, LineageRow, PageRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause, PageBox
from mouarchive.output.redline import settle
from mouarchive.site import addresses
from mouarchive.site.rendering import (
    Ask,
    Crumb,
    Frame,
    Moved,
    agreement_frame,
    cut,
    redline,
    shown,
    version_frame,
)
from mouarchive.site.views.version import find_version
from mouarchive.words import numbered, spoken

__all__ = ["ClauseView", "LineageView", "Step", "clause", "lineage"]

_CRUMB = 48
_SHORT = 80


class Near(msgspec.Struct, frozen=True):
    """A neighbouring clause."""

    label: str
    title: str
    href: str


class Step(msgspec.Struct, frozen=True):
    """The clause in one held version: `said` is what happened since the held version before."""

    version: VersionRow
    name: str
    label: str | None
    href: str | None
    page: int | None
    said: str
    compare: str | None
    change: str | None
    here: bool
    text: Markup
    marked: bool


class Picture(msgspec.Struct, frozen=True):
    """The page the clause begins on, in points, and the boxes of the clause on it."""

    href: str
    pdf: str
    page: PageRow
    boxes: tuple[PageBox, ...]


class ClauseView(msgspec.Struct, frozen=True):
    """Everything the page of a clause shows.

    `letters` says of how much of the text the archive speaks, `warned` where that is not all; `bears` is what
    bears the mark of a footnote, `notes` are the footnotes of which this bears the mark.
    """

    template: ClassVar[str] = "clause.html"
    frame: Frame
    agreement: AgreementRow
    version: VersionRow
    clause: Clause
    title: str
    letters: str
    warned: tuple[str, ...]
    bears: Near | None
    notes: tuple[Near, ...]
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
    known = {other.eid: other for other in clauses}
    bears = known.get(found.note_of or "")
    name = title_of(found, bears)
    text = held_text(store, version.id)
    return ClauseView(
        version_frame(
            agreement,
            version,
            f"{name}, version {version.label}, {agreement.title}",
            *crumbs,
            Crumb(name),
        ),
        agreement,
        version,
        found,
        name,
        text.reach.sentence,
        tuple(warning.message for warning in text.reach.warnings()),
        _near(version, bears) if bears else None,
        tuple(_near(version, other) for other in clauses if other.note_of == found.eid),
        tuple(_near(version, other) for other in clauses if other.parent == found.eid),
        _near(version, clauses[at - 1]) if at else None,
        _near(version, clauses[at + 1]) if at + 1 < len(clauses) else None,
        _picture(store, version, found),
        cite(text, found).sentence,
        lineage,
        steps_of(store, lineage, version.id) if lineage else (),
    )


def _crumb(clause: Clause) -> str:
    """A container in the breadcrumbs: the outermost with its title, since "15" alone says little."""
    title = clause.heading or (clause.text if len(clause.text) <= _CRUMB else "")
    titled = " ".join(part for part in (numbered(clause.label), title) if part)
    named = titled if clause.depth == 0 or not clause.label else numbered(clause.label)
    return named if len(named) <= _CRUMB else named[: _CRUMB - 1].rstrip() + "…"


def _near(version: VersionRow, clause: Clause) -> Near:
    title = clause.heading or cut(clause.text, _SHORT)
    name = spoken(clause.eid, clause.label)
    return Near(
        f"{name[:1].upper()}{name[1:]}",
        title,
        addresses.clause(version.agreement, version.label, clause.eid),
    )


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


def steps_of(store: Store, lineage: LineageRow, here: str | None = None) -> tuple[Step, ...]:
    """A lineage as lines of a table, oldest version first."""
    steps: list[Step] = []
    before: VersionRow | None = None
    for told in course(store, lineage).steps:
        version, clause = told.row.version, told.row.clause
        steps.append(
            Step(
                version,
                title_of(clause) if clause else "",
                named(clause) if clause else None,
                addresses.clause(version.agreement, version.label, clause.eid) if clause else None,
                clause.page if clause else None,
                told.said,
                addresses.compare(version.agreement, before.label, version.label) if before else None,
                _change_page(told),
                version.id == here,
                _text(told),
                told.marked,
            )
        )
        before = version
    return tuple(steps)


def _change_page(told: Told) -> str | None:
    """The page of what happened to it since the held version before, where that is a change."""
    change = told.row.change or told.row.doubt
    return addresses.change(change.change_id) if change and change.number and change.change_id else None


def _text(told: Told) -> Markup:
    change, clause = told.row.change, told.row.clause
    if change and told.marked:
        return redline(settle(change.diff))
    return shown(clause.words) if clause else Markup("")


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


# ------------------------------------------------------------------ one clause through all versions


class LineageView(msgspec.Struct, frozen=True):
    """Everything the page of a lineage shows."""

    template: ClassVar[str] = "lineage.html"
    frame: Frame
    agreement: AgreementRow
    lineage: LineageRow
    title: str
    steps: tuple[Step, ...]


def lineage(store: Store, ask: Ask) -> LineageView:
    """Make the page of a lineage. Raises NotFoundError."""
    agreement = store.agreement(ask.parts["agreement"])
    row = store.lineage(ask.parts["lineage"])
    if row.agreement != agreement.id:
        raise NotFoundError(f"{agreement.title} has no such lineage")
    steps = steps_of(store, row)
    last = next((one.name for one in reversed(steps) if one.name), "This text")
    name = f"{last} through the versions"
    return LineageView(
        agreement_frame(agreement, f"{name}, {agreement.title}", Crumb(name)),
        agreement,
        row,
        name,
        steps,
    )
