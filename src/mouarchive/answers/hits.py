"""Clauses that hold some words, or changes that brought or took them: how many, which, and the passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from mouarchive.answers.as_at import DATES, Likely, holds, recorded
from mouarchive.answers.changes import quoted_number, what
from mouarchive.answers.coverage import Reach
from mouarchive.archive.database.rows import CopyRow, VersionRow
from mouarchive.archive.lookup import find_version, plain_label
from mouarchive.archive.store.searching import InChange, Mode, SearchHit, SearchResult, Side
from mouarchive.archive.store.store import Store
from mouarchive.errors import MouarchiveError, UsageError
from mouarchive.words import counted, listed, safe_line

__all__ = ["INSIDE", "Hits", "InChange", "Scope", "excerpt", "found_in", "hits", "searched"]

_AROUND = 80
"""Letters shown on either side of a passage found: enough to understand it, short enough for a list."""


INSIDE = ("text", "added", "removed")
"""Where words may be sought: in the texts, in what each change added, or in what it took away."""


class Scope(msgspec.Struct, frozen=True):
    """Which texts or changes are searched, as a person asks for it.

    `version` is a label, or AGREEMENT@LABEL; `on` a day, on which a version must have been in force, dated,
    public or in the archive (`which`: by that one of the four dates alone). Of changes it is the newer
    version that counts. Raises UsageError where it cannot be meant.
    """

    inside: str = "text"
    version: str | None = None
    on: dt.date | None = None
    which: str | None = None

    def __post_init__(self) -> None:
        if self.inside not in INSIDE:
            raise UsageError(f"--in {self.inside}: use {', '.join(INSIDE)}")
        if self.which and self.on is None:
            raise UsageError("--by says by which date --as-at is meant: give both, or neither")

    @property
    def narrow(self) -> bool:
        """Whether some of the versions are searched alone."""
        return bool(self.version or self.on)

    @property
    def dates(self) -> tuple[str, ...]:
        """The names of those of the four dates that are asked for."""
        if self.on is None:
            return ()
        return (self.which,) if self.which else tuple(DATES)


class Hits(msgspec.Struct, frozen=True):
    """The answer to `search`: what was found, and how much of it is listed in one sentence.

    Where nothing was found, or some versions alone were searched, `not_held` counts the versions whose text
    is not held, and `in_part` names those of which a part alone could be read. `days` are what held on the
    day asked for, by each of the dates, with the versions (ids) that were searched and whether it is certain;
    `undated` are versions of which no such date is recorded; `between` what is not held between two versions.
    """

    found: SearchResult
    not_held: int = 0
    in_part: tuple[str, ...] = ()
    scope: Scope = Scope()
    days: tuple[tuple[str, tuple[tuple[str, Likely], ...]], ...] = ()
    undated: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    between: Mapping[tuple[str, str], tuple[str, ...]] = {}

    @property
    def sentence(self) -> str:
        """How many clauses hold the words, how they were sought, and how many of them are listed.

        Changes of which it is not known, since a text is blacked out, are counted apart where all are listed.
        """
        found, doubt = self.found, self._hidden
        listed_all = len(found.hits) == found.total
        if doubt and listed_all:
            return self._apart(doubt)
        least = "at least " if found.capped else ""
        noun, verb = _SAID[self.scope.inside]
        total = f"{least}{counted(found.total, noun)}" if found.total else f"No {noun}"
        how = " (all of them, in any order)" if found.mode == "all" else ""
        more = f"; the first {len(found.hits)} of them" if len(found.hits) < found.total else ""
        return (
            f"{total} {verb[found.total > 1]} “{safe_line(found.words)}”{how}{self._where}{more}"
            f"{self._doubtful if found.total else self._unsearched}"
        )

    @property
    def _where(self) -> str:
        scope = self.scope
        which = f" in {safe_line(scope.version)}" if scope.version else ""
        if scope.on is None:
            return which
        held = [DATES[name].removesuffix(" by then") for name in scope.dates]
        return (
            f"{which} in what was {' or '.join(filter(None, (', '.join(held[:-1]), held[-1])))} on {scope.on}"
        )

    @property
    def _doubtful(self) -> str:
        """That words may have been there all the time, under what is blacked out in the other text."""
        hidden = self._hidden
        return (
            f"; of {hidden} of those listed it is not known: blacked out in the other text" if hidden else ""
        )

    @property
    def _hidden(self) -> int:
        """Of how many of the changes listed nothing is known, because the other text is blacked out."""
        return sum(hit.change.change.doubtful for hit in self.found.hits if hit.change)

    def _apart(self, doubt: int) -> str:
        """The changes that are certain, and those of which it is not known, all of them listed."""
        found, sure = self.found, self.found.total - self._hidden
        how = " (all of them, in any order)" if found.mode == "all" else ""
        what = f"“{safe_line(found.words)}”{how}{self._where}"
        verb = _SAID[self.scope.inside][1][0]
        least = "at least " if found.capped else ""
        known = (
            f"{least}{counted(sure, 'change')} {verb}"
            if sure
            else f"No change is known to have {_DONE[verb]}"
        )
        more = " more" if sure else ""
        return f"{known} {what}; of {doubt}{more} it is not known: blacked out in the other text"

    @property
    def _unsearched(self) -> str:
        """What nothing can be said of."""
        return _left_out(self.in_part, self.not_held)

    @property
    def on_the_day(self) -> tuple[tuple[str, str], ...]:
        """What was searched of the day asked for, by each date: its name in words, and the versions."""
        return tuple(
            (DATES[name], "; ".join(_perhaps(version, likely) for version, likely in found) or "no version")
            for name, found in self.days
        )

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a search of some versions alone did not look at, a sentence each."""
        said = []
        if self.unheld:
            said.append(f"not searched, because the text is not held: {_names(self.unheld)}")
        if self.undated:
            said.append(f"not searched, because no such date is recorded: {_names(self.undated)}")
        if self.scope.narrow and self.in_part and self.found.total:
            said.append(f"searched in part alone: {_names(self.in_part)}")
        if self._hidden:
            said.append(
                "only changes from one version held to the next are searched: where one is blacked out, "
                "two versions further apart may show it"
            )
        return tuple(said)

    def remark(self, hit: SearchHit) -> str:
        """What is to be known of one hit: other punctuation, its change, why it counts on the day."""
        exact = hit.exact or self.found.mode == "all"
        return " · ".join(filter(None, ("" if exact else "other punctuation", *self._told(hit))))

    def _told(self, hit: SearchHit) -> Iterator[str]:
        if hit.change:
            yield from _of_change(hit.change, self.scope.inside == "added")
            missing = self.between.get((hit.change.old_version, hit.change.new_version), ())
            lie = "lies" if len(missing) == 1 else "lie"
            yield f"in between {lie} {_names(missing)}, not held" if missing else ""
        version = hit.change.new_version if hit.change else hit.version
        certain = {name: dict(found)[version] for name, found in self.days if version in dict(found)}
        yield ", ".join(f"{DATES[name]}{'' if sure else ' (perhaps)'}" for name, sure in certain.items())


_SAID = {
    "text": ("clause", ("holds", "hold")),
    "added": ("change", ("added", "added")),
    "removed": ("change", ("took away", "took away")),
}

_DONE = {"added": "added", "took away": "taken away"}


def _of_change(one: InChange, added: bool) -> Iterator[str]:  # noqa: FBT001 - which side is meant
    old, new = (safe_line(name.rpartition("@")[2]) for name in (one.old_version, one.new_version))
    yield f"{quoted_number(one.change)} of {old} → {new}: {what(one.change)}".lstrip()
    if not one.whole:
        yield f"some of these words alone {'came' if added else 'went'} with it"
    if one.both:
        yield f"the {'older' if added else 'newer'} text of the clause has them, too"
    yield f"id {one.change.change_id}" if one.change.change_id else ""


def _names(names: Sequence[str]) -> str:
    return listed([safe_line(name) for name in names])


def _perhaps(version: str, likely: Likely) -> str:
    return f"{safe_line(version)}{'' if likely else ' (perhaps: the date is not precise)'}"


def hits(
    store: Store,
    words: str,
    *,
    mode: Mode = "phrase",
    agreement: str | None = None,
    scope: Scope | None = None,
    limit: int = 20,
) -> Hits:
    """Search every version held, those of one agreement, or those in a scope.

    Raises UsageError where there is no word, NotFoundError for an unknown agreement or version,
    MouarchiveError where the text of the version asked for is not held.
    """
    if not any(letter.isalnum() for letter in words):
        raise UsageError("nothing to search for: give at least one letter or digit")
    only = store.agreement(agreement).id if agreement else None
    scope = scope or Scope()
    if scope == Scope():
        return found_in(store, store.search(words, mode=mode, agreement=only, limit=limit), only)
    named = _named(store, scope.version, only)
    copies = store.copies(only)
    days = tuple(_day(named, copies, scope, name) for name in scope.dates)
    chosen = [row for row in named if any(row.id in dict(found) for _, found in days)] if days else named
    held = {row.id for row in chosen if row.held} if scope.narrow else None
    if scope.inside == "text":
        result = store.search(words, mode=mode, agreement=only, versions=held, limit=limit)
    else:
        side: Side = "added" if scope.inside == "added" else "removed"
        result = store.search_changes(words, side, mode=mode, agreement=only, versions=held, limit=limit)
    return Hits(
        result,
        sum(not row.held for row in chosen),
        tuple(_in_part(chosen, copies)),
        scope,
        tuple((name, tuple((v, sure) for v, sure in found if v in (held or ()))) for name, found in days),
        tuple(row.id for row in named if scope.on and not _dated(row, copies, scope)),
        tuple(f"{row.id} ({row.state})" for row in chosen if scope.narrow and not row.held),
        _between(store, result),
    )


def _named(store: Store, version: str | None, agreement: str | None) -> list[VersionRow]:
    """The versions that --version means: one by its full name, or all with this label."""
    rows = list(store.versions(agreement))
    if version is None:
        return rows
    if "@" not in version:
        wanted = plain_label(version)
        found = [row for row in rows if plain_label(row.label) == wanted]
        if not found:
            find_version(f"{agreement}@{version}" if agreement else version, rows)
            raise UsageError(f"--version {safe_line(version)}: no version has this label")
    else:
        found = [store.resolve(version)]
        if agreement not in {None, found[0].agreement}:
            raise UsageError(f"--version {safe_line(version)}: is no version of {agreement}")
    if not any(row.held for row in found):
        state = f"{found[0].id}: its text is not held ({found[0].state})"
        raise MouarchiveError(f"{state}; see what is held with: mouarchive status")
    return found


def _day(
    rows: Sequence[VersionRow], copies: Sequence[CopyRow], scope: Scope, name: str
) -> tuple[str, tuple[tuple[str, Likely], ...]]:
    """The versions for which one of the dates holds on the day asked for, each certainly or perhaps."""
    asked = scope.on or dt.date.max
    found = ((row.id, holds(row, _own(row, copies), asked, name)) for row in rows)
    return name, tuple((version, likely) for version, likely in found if likely is not False)


def _own(row: VersionRow, copies: Sequence[CopyRow]) -> list[CopyRow]:
    return [copy for copy in copies if copy.version == row.id]


def _dated(row: VersionRow, copies: Sequence[CopyRow], scope: Scope) -> bool:
    return any(recorded(row, _own(row, copies), name) for name in scope.dates)


def _between(store: Store, result: SearchResult) -> dict[tuple[str, str], tuple[str, ...]]:
    pairs = dict.fromkeys(
        (hit.change.old_version, hit.change.new_version) for hit in result.hits if hit.change
    )
    return {pair: tuple(one.label for one in store.in_between(*pair) if not one.held) for pair in pairs}


def found_in(store: Store, result: SearchResult, agreement: str | None = None) -> Hits:
    """A search result as an answer, with what was not searched where nothing was found."""
    if result.total:
        return Hits(result)
    versions = store.versions(agreement)
    parts = tuple(_in_part(versions, store.copies(agreement)))
    return Hits(result, sum(not row.held for row in versions), parts)


def searched(store: Store, agreement: str | None = None) -> str:
    """Of how much a search of every version, or of one agreement's, speaks: searched, and left out."""
    versions = store.versions(agreement)
    held = sum(row.held for row in versions)
    left = _left_out(tuple(_in_part(versions, store.copies(agreement))), len(versions) - held)
    return f"{counted(held, 'version')} searched as far as their text could be read{left}"


def _left_out(in_part: Sequence[str], not_held: int) -> str:
    said = [f"part of {listed([safe_line(name) for name in in_part])}"] if in_part else []
    if not_held:
        said.append(f"{counted(not_held, 'version')} whose text is not held")
    return f"; not searched: {', and '.join(said)}" if said else ""


def _in_part(versions: Sequence[VersionRow], copies: Sequence[CopyRow]) -> Iterator[str]:
    """The held versions of which a part alone could be read."""
    known = {copy.sha256: copy.coverage for copy in copies}
    for row in versions:
        if row.held and not Reach(known.get(row.sha256), row.pages or 0, row.pages_read).whole:
            yield row.id


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
