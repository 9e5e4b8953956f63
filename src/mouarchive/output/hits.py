"""Search results as JSON, and their shortening for people. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mouarchive.archive.store.searching import SearchResult

__all__ = ["excerpt", "hits_json"]

_AROUND = 80


def hits_json(found: SearchResult) -> dict[str, Any]:
    """A search result; `spans` are offsets in `words` (heading, line break, text)."""
    return {
        "words": found.words,
        "mode": found.mode,
        "total": found.total,
        "exact": found.exact,
        "capped": found.capped,
        "hits": [
            {
                "version": hit.version,
                "id": hit.eid,
                "label": hit.label,
                "heading": hit.heading,
                "page": hit.page,
                "sha256": hit.sha256,
                "exact": hit.exact,
                "words": hit.words,
                "spans": [list(span) for span in hit.spans],
            }
            for hit in found.hits
        ],
    }


def excerpt(words: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The first found passage and what stands around it, as (text, whether it was sought) pieces."""
    first = spans[0][0] if spans else 0
    start = words.rfind(" ", 0, max(first - _AROUND, 0)) + 1 if first > _AROUND else 0
    last = max((end for _, end in spans if end <= first + 2 * _AROUND), default=first)
    cut = words.find(" ", last + _AROUND)
    end = len(words) if cut < 0 else cut
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for left, right in spans:
        if left < at or right > end:
            continue
        pieces += [(words[at:left], False), (words[left:right], True)]
        at = right
    pieces.append((words[at:end], False))
    if end < len(words):
        pieces.append((" …", False))
    return tuple((text, sought) for text, sought in pieces if text)
