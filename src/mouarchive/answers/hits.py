"""Clauses that hold some words: how many, which, and the passage in each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mouarchive.answers.coverage import Reach
from mouarchive.archive.store.searching import Mode, SearchHit, SearchResult
from mouarchive.archive.store.store import Store
from mouarchive.errors import UsageError
from mouarchive.words import counted, listed, safe_line

__all__ = ["Hits", "excerpt", "found_in", "hits"]

_AROUND = 80
"""Letters shown on either side of a passage found: enough to understand it, short enough for a list."""


class Hits(msgspec.Struct, frozen=True):
    """The answer to `search`: what was found, and how much of it is listed in one sentence.

    Where nothing was found, `not_held` counts the versions whose text is not held, and `in_part` names those
    of which a part alone could be read.
    """

    found: SearchResult
    not_held: int = 0
    in_part: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How many clauses hold the words, how they were sought, and how many of them are listed."""
        found = self.found
        least = "at least " if found.capped else ""
        total = f"{least}{counted(found.total, 'clause')}" if found.total else "No clause"
        holds = "holds" if found.total <= 1 else "hold"
        how = " (all of them, in any order)" if found.mode == "all" else ""
        more = f"; the first {len(found.hits)} of them" if len(found.hits) < found.total else ""
        return (
            f"{total} {holds} “{safe_line(found.words)}”{how}{more}{'' if found.total else self._unsearched}"
        )

    @property
    def _unsearched(self) -> str:
        """What nothing can be said of."""
        said = [f"part of {listed([safe_line(name) for name in self.in_part])}"] if self.in_part else []
        if self.not_held:
            said.append(f"{counted(self.not_held, 'version')} whose text is not held")
        return f"; not searched: {', and '.join(said)}" if said else ""

    def remark(self, hit: SearchHit) -> str:
        """What is to be known of one hit: that the words stand there with other punctuation."""
        return "" if hit.exact or self.found.mode == "all" else "other punctuation"


def hits(
    store: Store, words: str, *, mode: Mode = "phrase", agreement: str | None = None, limit: int = 20
) -> Hits:
    """Search every version held, or those of one agreement. Raises UsageError where there is no word."""
    if not any(letter.isalnum() for letter in words):
        raise UsageError("nothing to search for: give at least one letter or digit")
    only = store.agreement(agreement).id if agreement else None
    return found_in(store, store.search(words, mode=mode, agreement=only, limit=limit), only)


def found_in(store: Store, result: SearchResult, agreement: str | None = None) -> Hits:
    """A search result as an answer, with what was not searched where nothing was found."""
    if result.total:
        return Hits(result)
    known = {copy.sha256: copy.coverage for copy in store.copies(agreement)}
    versions = store.versions(agreement)
    parts = (
        row.id
        for row in versions
        if row.held and not Reach(known.get(row.sha256), row.pages or 0, row.pages_read).whole
    )
    return Hits(result, sum(not row.held for row in versions), tuple(parts))


def excerpt(
    words: str, spans: Sequence[tuple[int, int]], before: int = _AROUND, after: int = _AROUND
) -> tuple[tuple[str, bool], ...]:
    """The first found passage and what stands around it, as (text, whether it was sought) pieces.

    `before` and `after` count letters; it is cut between words.
    """
    first = spans[0][0] if spans else 0
    start = words.rfind(" ", 0, max(first - before, 0)) + 1 if first > before else 0
    last = max((end for _, end in spans if end <= first + 2 * after), default=first)
    cut = words.find(" ", last + after)
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
