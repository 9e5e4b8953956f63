"""The page of a lineage: one clause followed through all versions held."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from markupsafe import Markup

from mouarchive.archive.database.rows import AgreementRow, LineageRow
from mouarchive.archive.store.store import LineageStep, Store
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeKind
from mouarchive.site.marks import redline, shown
from mouarchive.site.views.clause import Step, steps_of
from mouarchive.site.views.frame import Ask, Crumb, Frame, agreement_frame
from mouarchive.site.words import numbered

__all__ = ["LineageView", "lineage"]


class Text(msgspec.Struct, frozen=True):
    """The clause's words in one version, as a redline against the held version before where they differ."""

    step: Step
    text: Markup
    marked: bool


class LineageView(msgspec.Struct, frozen=True):
    """Everything the page of a lineage shows."""

    template: ClassVar[str] = "lineage.html"
    frame: Frame
    agreement: AgreementRow
    lineage: LineageRow
    steps: tuple[Step, ...]
    texts: tuple[Text, ...]


def lineage(store: Store, ask: Ask) -> LineageView:
    """Make the page of a lineage. Raises NotFoundError."""
    agreement = store.agreement(ask.parts["agreement"])
    row = store.lineage(ask.parts["lineage"])
    if row.agreement != agreement.id:
        raise NotFoundError(f"{agreement.title} has no such lineage")
    steps = steps_of(store, row.id)
    pairs = zip(steps, store.lineage_steps(row.id), strict=True)
    name = (
        f"Clause {numbered(row.label)} through the versions"
        if row.label
        else "An unnumbered clause through the versions"
    )
    return LineageView(
        agreement_frame(agreement, f"{name}, {agreement.title}", Crumb(name)),
        agreement,
        row,
        steps,
        tuple(_text(step, told) for step, told in pairs if told.clause),
    )


def _text(step: Step, told: LineageStep) -> Text:
    change = told.change
    marked = _differs(change)
    words = told.clause.words if told.clause else ""
    return Text(step, redline(change.diff) if change and marked else shown(words), marked)


def _differs(change: Change | None) -> bool:
    return bool(change and change.kind is ChangeKind.MODIFIED and change.diff)
