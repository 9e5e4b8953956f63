"""The search page: where words stand, exact hits first, near ones apart, by agreement and version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from markupsafe import Markup

from mouarchive.answers.changes import named_by
from mouarchive.answers.hits import excerpt, found_in, searched
from mouarchive.archive.database.rows import AgreementRow
from mouarchive.archive.store.searching import Mode, SearchHit, SearchResult
from mouarchive.archive.store.store import Store
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame, sought

__all__ = ["SearchView", "search"]

_LIMIT = 200
# Letters of a clause shown around its first hit: enough to understand it, short enough for a list.
_BEFORE, _AFTER = 160, 420


class Hit(msgspec.Struct, frozen=True):
    """A clause found."""

    label: str
    href: str
    page: int
    picture: str
    text: Markup


class Group(msgspec.Struct, frozen=True):
    """The hits in one version."""

    agreement: AgreementRow
    version_label: str
    href: str
    hits: tuple[Hit, ...]


class SearchView(msgspec.Struct, frozen=True):
    """Everything the search page shows; `result` is None where nothing was asked."""

    template: ClassVar[str] = "search.html"
    frame: Frame
    q: str
    mode: Mode
    agreement: str
    agreements: tuple[AgreementRow, ...]
    result: SearchResult | None
    sentence: str
    looked_at: str
    exact: tuple[Group, ...]
    near: tuple[Group, ...]
    listed: int


def search(store: Store, ask: Ask) -> SearchView:
    """Make the search page. Raises UsageError where the words are too long."""
    q, agreement = ask.one("q"), ask.one("agreement")
    mode: Mode = "all" if ask.one("mode") == "all" else "phrase"
    agreements = store.agreements()
    known = {row.id: row for row in agreements}
    wanted = agreement if agreement in known else ""
    result = store.search(q, mode=mode, agreement=wanted or None, limit=_LIMIT) if q else None
    hits = result.hits if result else ()
    title = f"{q[:60]} · Search · mouarchive" if q else "Search · mouarchive"
    return SearchView(
        Frame(title, "search", (Crumb("Agreements", "/"), Crumb("Search"))),
        q,
        mode,
        wanted,
        agreements,
        result,
        found_in(store, result, wanted or None).sentence if result else "",
        searched(store, wanted or None) if result else "",
        _groups((hit for hit in hits if hit.exact), known),
        _groups((hit for hit in hits if not hit.exact), known),
        len(hits),
    )


def _groups(hits: Iterable[SearchHit], known: dict[str, AgreementRow]) -> tuple[Group, ...]:
    found: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        found.setdefault((hit.agreement, hit.version_label), []).append(_hit(hit))
    return tuple(
        Group(known[agreement], label, addresses.version(agreement, label), tuple(these))
        for (agreement, label), these in found.items()
    )


def _hit(hit: SearchHit) -> Hit:
    return Hit(
        named_by(hit.eid, hit.label, hit.heading or hit.words),
        addresses.clause(hit.agreement, hit.version_label, hit.eid),
        hit.page,
        addresses.page_image(hit.sha256, hit.page),
        sought(excerpt(hit.words, hit.spans, _BEFORE, _AFTER)),
    )
