"""The feed of the archive: what changed from version to version, what was made public, what was said.

On its own: a format with readers and rules of its own (Atom).
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

import msgspec

from mouarchive.answers.changes import summary
from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.site import addresses
from mouarchive.site.rendering import EVENTS
from mouarchive.words import long_date

__all__ = ["atom"]

_ATOM: Final = "http://www.w3.org/2005/Atom"
_MOST: Final = 100
# XML 1.0 has no place for these, however escaped.
_NOT_IN_XML: Final = (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_REPLACED: Final = dict.fromkeys(_NOT_IN_XML, "\N{REPLACEMENT CHARACTER}")


class _Entry(msgspec.Struct, frozen=True):
    key: str
    date: str
    title: str
    text: str
    path: str


def atom(store: Store, host: str) -> str:
    """The feed as XML, newest first; `host` is scheme and host of this site, for links."""
    entries = [entry for row in store.agreements() for entry in _entries(store, row)]
    entries.sort(key=lambda entry: (entry.date, entry.key), reverse=True)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _identity("feed"))
    _add(feed, "title", "mouarchive: changes and statements")
    _add(feed, "updated", _stamp(entries[0].date if entries else "1970"))
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "mouarchive")
    ET.SubElement(feed, f"{{{_ATOM}}}link", {"rel": "self", "href": host + "/changes.atom"})
    for entry in entries[:_MOST]:
        _write(feed, entry, host)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode")


def _entries(store: Store, agreement: AgreementRow) -> Iterator[_Entry]:
    mark = "[SPECIMEN] " if agreement.specimen else ""
    held = store.versions(agreement.id, held_only=True)
    for old, new in itertools.pairwise(held):
        yield _change(store, agreement, old, new, mark)
    for event in store.events(agreement.id):
        if event.kind in {"disclosed", "statement"}:
            where = EVENTS[event.kind]
            yield _Entry(
                f"event {event.id}",
                event.date,
                f"{mark}{where}: {event.title}",
                f"{long_date(event.date)}. {event.detail or event.title}",
                addresses.agreement(agreement.id),
            )


def _change(store: Store, agreement: AgreementRow, old: VersionRow, new: VersionRow, mark: str) -> _Entry:
    compared = store.comparison(old.id, new.id)
    return _Entry(
        f"change {old.id} {new.id}",
        new.dated or old.dated or "",
        f"{mark}{agreement.title}: {old.label} → {new.label}",
        f"{summary(compared)}.",
        addresses.compare(agreement.id, old.label, new.label),
    )


def _write(feed: ET.Element, entry: _Entry, host: str) -> None:
    element = ET.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(element, "id", _identity(entry.key))
    _add(element, "title", entry.title)
    _add(element, "updated", _stamp(entry.date))
    ET.SubElement(element, f"{{{_ATOM}}}link", {"rel": "alternate", "href": host + entry.path})
    _add(element, "summary", entry.text)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text.translate(_REPLACED)


def _identity(key: str) -> str:
    """A permanent id that depends on nothing but the thing itself."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"mouarchive:{key}").urn


def _stamp(date: str) -> str:
    """An ISO date of any precision as the full time that Atom asks for: its first moment."""
    parts = [*date.split("-"), "01", "01"][:3] if date else ["1970", "01", "01"]
    return "-".join(parts) + "T00:00:00Z"
