"""Addresses of pages: permanent, made in one place, every part percent-encoded."""

from __future__ import annotations

from urllib.parse import quote, urlencode

__all__ = [
    "agreement",
    "change",
    "clause",
    "compare",
    "copy",
    "lineage",
    "page_image",
    "phrase",
    "rows",
    "search",
    "version",
]

# Brackets stand in clause identifiers such as 15.2(a)(ii) and are allowed in a path.
_KEPT = "()"


def _path(*parts: str) -> str:
    """Join parts into a path; a slash inside a part is encoded, so that a part stays one part."""
    return "/" + "/".join(quote(part, safe=_KEPT) for part in parts)


def agreement(agreement_id: str) -> str:
    """The page of an agreement."""
    return _path("agreements", agreement_id)


def version(agreement_id: str, label: str) -> str:
    """The page of one version."""
    return _path("agreements", agreement_id, label)


def clause(agreement_id: str, label: str, eid: str) -> str:
    """The page of one clause of one version."""
    return _path("agreements", agreement_id, label, eid)


def compare(agreement_id: str, old: str, new: str) -> str:
    """The page that compares two versions."""
    return _path("agreements", agreement_id, "compare", old, new)


def change(change_id: str, old: str = "", new: str = "") -> str:
    """The page of one change, for good; of versions that were never neighbours their ids say where it is."""
    query = "?" + urlencode({"old": old, "new": new}) if old and new else ""
    return _path("changes", change_id) + query


def lineage(agreement_id: str, lineage_id: str) -> str:
    """The page of one clause through all versions."""
    return _path("agreements", agreement_id, "lineages", lineage_id)


def copy(sha256: str) -> str:
    """The PDF as received."""
    return f"/copies/{quote(sha256)}.pdf"


def page_image(sha256: str, page: int) -> str:
    """The picture of a page (from 1)."""
    return f"/copies/{quote(sha256)}/pages/{page}"


def phrase(text: str, agreement_id: str | None = None) -> str:
    """The page of a phrase, in every agreement or in one."""
    query = {"q": text} | ({"agreement": agreement_id} if agreement_id else {})
    return "/phrases/?" + urlencode(query)


def search(text: str, mode: str | None = None) -> str:
    """The page of search results."""
    return "/search?" + urlencode({"q": text} | ({"mode": mode} if mode else {}))


def rows(table: str, **filters: str) -> str:
    """Datasette's own page of a table, filtered by exact values."""
    query = "?" + urlencode(filters) if filters else ""
    return f"/mouarchive/{quote(table)}{query}"
