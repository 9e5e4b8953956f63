"""The events of a phrase in sentences that a citizen can read and a lawyer can quote.

Never "deleted on": only "vanishes between", for nobody saw the day. What lies between is named, and an
absence says what it rests on.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from mouarchive.comparing.phrases import Hit

__all__ = ["Event", "between", "rests_on", "said"]

_MOST_PLACES = 3


class Event(enum.StrEnum):
    """What happened to a phrase; at the first and last of the series, the edge of what we hold."""

    PRESENT_IN_OLDEST = "present-in-oldest"
    APPEARS = "appears"
    VANISHES = "vanishes"
    RETURNS = "returns"
    PRESENT_IN_NEWEST = "present-in-newest"


def said(phrase: str, event: Event, version: str, previous: str | None, hits: Sequence[Hit]) -> str:
    """The event itself, with the places where the phrase stands (stood, where it vanishes)."""
    where = _places(hits)
    quoted = f"\u201c{phrase}\u201d"
    if event is Event.PRESENT_IN_OLDEST:
        return f"{quoted} already stands in {version}, the oldest version that could be read, at {where}"
    if event is Event.PRESENT_IN_NEWEST:
        return f"{quoted} still stands in {version}, the newest version that could be read, at {where}"
    if event is Event.APPEARS:
        return f"{quoted} appears in {version} at {where}, and is not in {previous}"
    if event is Event.RETURNS:
        return f"{quoted} returns in {version} at {where}, and is not in {previous}"
    return f"{quoted} vanishes between {previous}, where it stands at {where}, and {version}"


def _places(hits: Sequence[Hit]) -> str:
    """Clause, what it lies in and page of the first places; of many, how many more there are."""
    first = {hit.eid: hit for hit in reversed(hits)}
    shown = [first[eid] for eid in dict.fromkeys(hit.eid for hit in hits)]
    if len(shown) > _MOST_PLACES:
        named = ", ".join(hit.eid for hit in shown[:_MOST_PLACES])
        return f"{named} and {len(shown) - _MOST_PLACES} other clauses"
    return ", ".join(_place(hit) for hit in shown)


def _place(hit: Hit) -> str:
    inside = f"{' '.join(hit.path[0].split())}, " if hit.path else ""
    return f"{hit.eid} ({inside}page {hit.page})"


def between(gaps: Sequence[tuple[str, str]]) -> str:
    """The versions that say nothing, by reason: "0.3 and 0.4 are not held; 2.0 is unknown (redacted)"."""
    reasons: dict[str, list[str]] = {}
    for version, why in gaps:
        reasons.setdefault(why, []).append(version)
    return "; ".join(
        f"{_listed(versions)} {'are' if len(versions) > 1 else 'is'} {why}"
        for why, versions in reasons.items()
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def rests_on(version: str, pages: tuple[int | None, int | None], redactions: int, near: Sequence[Hit]) -> str:
    """What an absence rests on: pages (read, in all), passages blacked out elsewhere, the nearest."""
    read, total = pages
    parts = []
    if read is not None and total is not None:
        parts.append(f"{read} of {total} pages were read")
    if redactions:
        parts.append(
            f"{redactions} passage{'s' if redactions > 1 else ''} elsewhere "
            f"{'are' if redactions > 1 else 'is'} blacked out"
        )
    if near:
        parts.append(f"the nearest words are \u201c{' '.join(near[0].quote.split())}\u201d at {near[0].eid}")
    return f"in {version}, {_listed(parts)}" if parts else ""
