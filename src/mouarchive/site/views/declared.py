"""What the document says changed, set beside what was found, ready to be shown on the comparison page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from mouarchive.archive.rows import VersionRow
from mouarchive.comparing import Declared, Finding, Undeclared, Verdict
from mouarchive.model import Change, ChangeKind, Comparison
from mouarchive.site import addresses
from mouarchive.site.words import counted, long_date, numbered

__all__ = ["DeclaredView", "Group", "Item", "Note", "declared_view"]

# In the order in which they matter to a reader, with what each means.
_GROUPS: Final = {
    Verdict.NOT_FOUND: ("Declared, not found", "the notes say so, and nothing was found there"),
    Verdict.OTHERWISE: ("Declared, found otherwise", "something else was found there than the notes say"),
    Verdict.FOUND: ("Declared and found", "the notes say so, and so it was found"),
    Verdict.FREE: ("Not to be judged here", "the notes name no clause"),
}
_KINDS: Final = {
    ChangeKind.ADDED: "new in the newer version",
    ChangeKind.REMOVED: "not in the newer version",
    ChangeKind.MODIFIED: "changed wording",
    ChangeKind.UNCHANGED: "moved",
}
_TITLE = 80


@dataclass(frozen=True, slots=True)
class Note:
    """One row of the history: what it says, and the picture of the page it stands on (empty if not known)."""

    label: str
    date: str
    text: str
    picture: str
    page: int


@dataclass(frozen=True, slots=True)
class Item:
    """One line: `quote` is the note's own words (empty for what no note declares), `anchor` the change."""

    quote: str
    version: str
    said: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one verdict."""

    name: str
    meaning: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DeclaredView:
    """Everything the section shows; `several` where the notes are of more than one version."""

    notes: tuple[Note, ...]
    groups: tuple[Group, ...]
    undeclared: tuple[Item, ...]
    small: int
    several: bool


def declared_view(
    declared: Declared, compared: Comparison, new: VersionRow, shown: Collection[str]
) -> DeclaredView:
    """Lay it out; `shown` are the anchors that stand on the page, for a line to lead to."""
    notes = tuple(
        Note(row.label, long_date(row.date), row.note, _picture(new, row.page), row.page)
        for row in declared.rows
    )
    groups = (
        Group(name, meaning, tuple(_item(f, shown) for f in declared.findings if f.verdict is verdict))
        for verdict, (name, meaning) in _GROUPS.items()
    )
    return DeclaredView(
        notes,
        tuple(group for group in groups if group.items),
        tuple(_left(one, compared.changes[one.change], shown) for one in declared.undeclared),
        declared.small,
        len({row.label for row in declared.rows}) > 1,
    )


def _picture(version: VersionRow, page: int) -> str:
    return addresses.page_image(version.sha256, page) if version.sha256 and page else ""


def _item(finding: Finding, shown: Collection[str]) -> Item:
    anchors = (f"change-{at + 1}" for at in finding.changes) if finding.named else ()
    anchor = next((one for one in anchors if one in shown), "")
    return Item(finding.claim.quote, finding.claim.version, finding.said, anchor)


def _left(one: Undeclared, change: Change, shown: Collection[str]) -> Item:
    clause = change.new or change.old
    label = numbered(clause.label) if clause and clause.label and clause.kind != "item" else ""
    name = label or (clause.eid if clause else "")
    title = " ".join((clause.heading or clause.text).split()) if clause else ""
    title = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
    inside = f", with {counted(one.inside, 'clause')} inside it" if one.inside else ""
    anchor = f"change-{one.change + 1}"
    return Item("", "", f"{name} {title}: {_KINDS[change.kind]}{inside}", anchor if anchor in shown else "")
