"""What the document says changed, set beside what was found, ready to be shown on the comparison page."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from mouarchive.archive.database.rows import VersionRow
from mouarchive.comparing import Declared
from mouarchive.model import Clause, Comparison
from mouarchive.output.declaring import TITLE, UNDECLARED, told
from mouarchive.output.declaring import Item as Told
from mouarchive.site import addresses
from mouarchive.site.words import long_date, numbered

__all__ = ["DeclaredView", "Group", "Item", "Note", "declared_view"]


class Note(msgspec.Struct, frozen=True):
    """One row of the history: what it says, and the picture of the page it stands on (empty if not known)."""

    label: str
    date: str
    text: str
    picture: str
    page: int


class Item(msgspec.Struct, frozen=True):
    """One line: `quote` is the note's own words (empty for what no note names), `anchor` the change."""

    quote: str
    version: str
    said: str
    anchor: str


class Group(msgspec.Struct, frozen=True):
    """The lines of one verdict."""

    name: str
    meaning: str
    items: tuple[Item, ...]


class DeclaredView(msgspec.Struct, frozen=True):
    """Everything the section shows; `several` where the notes are of more than one version."""

    title: str
    notes: tuple[Note, ...]
    groups: tuple[Group, ...]
    unnamed: str
    undeclared: tuple[Item, ...]
    remarks: tuple[str, ...]
    several: bool


def declared_view(
    declared: Declared, compared: Comparison, new: VersionRow, shown: Collection[str]
) -> DeclaredView:
    """Lay it out; `shown` are the anchors that stand on the page, for a line to lead to."""
    found = told(declared, compared, _name)
    return DeclaredView(
        TITLE,
        tuple(
            Note(row.label, long_date(row.date), row.note, _picture(new, row.page), row.page)
            for row in found.notes
        ),
        tuple(Group(group.name, group.meaning, _items(group.items, shown)) for group in found.groups),
        UNDECLARED,
        _items(found.undeclared, shown),
        found.remarks,
        found.several,
    )


def _picture(version: VersionRow, page: int) -> str:
    return addresses.page_image(version.sha256, page) if version.sha256 and page else ""


def _items(items: Iterable[Told], shown: Collection[str]) -> tuple[Item, ...]:
    return tuple(_item(item, shown) for item in items)


def _item(item: Told, shown: Collection[str]) -> Item:
    anchors = (f"change-{at + 1}" for at in item.changes)
    return Item(item.quote, item.version, item.said, next((one for one in anchors if one in shown), ""))


def _name(clause: Clause) -> str:
    """The number a clause goes by; of an item the whole identifier, 2.4(a), for many are called (a)."""
    return clause.eid if clause.kind == "item" else numbered(clause.label) or clause.eid
