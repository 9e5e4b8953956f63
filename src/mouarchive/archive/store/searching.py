"""Full-text search: one word index as the fast door, an exact check on every hit.

No user text is ever search syntax.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from mouarchive import deadline
from mouarchive.errors import UsageError
from mouarchive.model import Change, Op

if TYPE_CHECKING:
    from mouarchive.comparing.maps import Mapped

__all__ = [
    "InChange", "Mode", "SearchHit", "SearchResult", "Side", "fold", "search", "search_changes", "spans_of",
    "tokens",
]  # fmt: skip

Mode = Literal["phrase", "all"]
Side = Literal["added", "removed"]
"""What a change brought into a text, and what it took out of one."""

MOST_HITS = 5000
"""Hits: a common word can stand in most clauses; beyond these none is looked at, and the result says so."""
_LONGEST_QUERY = 1000
"""Characters: longer than any clause that people quote, short enough that no request keeps the index busy."""


class InChange(msgspec.Struct, frozen=True):
    """The change in which words came in or went out, and the versions (ids) between which it lies.

    `whole` says that all of the words came or went with it; otherwise it put some beside others that stood
    there before, or took some away. `both` says that the other side of the change holds the words as well.
    """

    change: Change
    old_version: str
    new_version: str
    whole: bool
    both: bool


class SearchHit(msgspec.Struct, frozen=True):
    """A clause that holds the words.

    `words` is heading and text as extracted; `spans` are (start, end) offsets in it to be highlighted.
    `exact` says that the words stand there with the same punctuation, apart from case and white space;
    otherwise the same words stand there in the same order with other punctuation (mode "phrase"), or
    somewhere in the clause (mode "all"). `change` is that in which they came or went, where that was asked.
    """

    clause_id: str
    agreement: str
    version: str
    version_label: str
    eid: str
    label: str
    heading: str | None
    words: str
    page: int
    sha256: str
    lineage: str | None
    exact: bool
    spans: tuple[tuple[int, int], ...]
    change: InChange | None = None


class SearchResult(msgspec.Struct, frozen=True):
    """Hits in the order exact ones first, then by agreement, version and place. Whole words only.

    `total` counts all hits and `exact` the exact ones, also those beyond the limit asked for; `capped` is
    true where there were more than could be looked at, so that the counts are lower bounds.
    """

    words: str
    mode: Mode
    hits: tuple[SearchHit, ...]
    total: int
    exact: int
    capped: bool


def spans_of(needle: str, words: str, mode: Mode) -> tuple[bool, tuple[tuple[int, int], ...]]:
    """Where `needle` stands in `words`: whether exactly, and the spans to highlight as offsets in `words`."""
    wanted = fold(needle).text.strip()
    folded = fold(words)
    if mode == "phrase" and wanted:
        found = [(at, at + len(wanted)) for at in _occurrences(wanted, folded.text)]
        if found:
            return True, _in_words(found, folded)
    sought = [token for token, _, _ in tokens(wanted)]
    if mode == "phrase":
        return False, _in_words(_sequences(sought, tokens(folded.text)), folded)
    every = [(start, end) for token, start, end in tokens(folded.text) if token in set(sought)]
    return wanted in folded.text, _in_words(every, folded)


def _occurrences(wanted: str, folded: str) -> Iterator[int]:
    """Offsets of the exact phrase where it begins and ends between words, not inside one."""
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside_before = at > 0 and folded[at - 1].isalnum() and wanted[0].isalnum()
        inside_after = end < len(folded) and folded[end].isalnum() and wanted[-1].isalnum()
        if not (inside_before or inside_after):
            yield at
        at = folded.find(wanted, at + 1)


def _sequences(sought: Sequence[str], found: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Spans where the sought words follow each other, whatever stands between them."""
    if not sought:
        return []
    names = [token for token, _, _ in found]
    width = len(sought)
    starts = [
        i
        for i in range(len(names) - width + 1)
        if names[i] == sought[0] and names[i : i + width] == list(sought)
    ]
    return [(found[i][1], found[i + width - 1][2]) for i in starts]


def _in_words(spans: Sequence[tuple[int, int]], folded: Mapped) -> tuple[tuple[int, int], ...]:
    """Spans of the folded form as offsets of the text as extracted, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for first, last in (folded.span(start, end) for start, end in sorted(spans) if start < end):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _match(words: str, mode: Mode) -> str:
    """The search expression: every word of the user in quotes, so none can be syntax; "" without words."""
    names = [token for token, _, _ in tokens(fold(words).text)]
    if mode == "phrase":
        return '"' + " ".join(names) + '"' if names else ""
    return " ".join(f'"{name}"' for name in dict.fromkeys(names))


def search(
    conn: sqlite3.Connection,
    words: str,
    *,
    mode: Mode = "phrase",
    agreement: str | None = None,
    versions: Collection[str] | None = None,
    limit: int = 100,
) -> SearchResult:
    """Search heading, text and number of every clause held, or of those of some versions (ids).

    See SearchResult for order and counts. Raises UsageError where `words` is longer than 1,000 characters or
    `mode` is unknown.
    """
    rows = _rows(conn, _CLAUSES, _checked(words, mode), agreement, versions)
    return _result(words, mode, [_hit(row, words, mode) for row in rows[:MOST_HITS]], rows, limit)


def search_changes(
    conn: sqlite3.Connection,
    words: str,
    side: Side,
    change_of: Callable[[sqlite3.Row], Change],
    *,
    mode: Mode = "phrase",
    agreement: str | None = None,
    versions: Collection[str] | None = None,
    limit: int = 100,
) -> SearchResult:
    """Search what each change between neighbours added, or took away: words that it shows as such.

    A phrase counts where at least one of its letters came in (or went out) with the change. `versions` are
    the newer ones; `change_of` makes the value of a row of `changes`. Raises as `search` does.
    """
    sql = _CHANGES.format(side="new" if side == "added" else "old")
    rows = _rows(conn, sql, _checked(words, mode), agreement, versions)
    found = (_changed(row, change_of(row), words, side, mode) for row in rows[:MOST_HITS])
    return _result(words, mode, [hit for hit in found if hit], rows, limit)


def _checked(words: str, mode: Mode) -> str:
    """The search expression for the index, of words that may be searched for."""
    if mode not in ("phrase", "all"):
        raise UsageError(f"search mode {mode!r} is unknown: use phrase or all")
    if len(words) > _LONGEST_QUERY:
        raise UsageError(f"the words searched for are longer than {_LONGEST_QUERY} characters")
    return _match(words, mode)


def _result(
    words: str, mode: Mode, hits: Sequence[SearchHit], rows: Sequence[sqlite3.Row], limit: int
) -> SearchResult:
    exact = [hit for hit in hits if hit.exact]
    ordered = exact + [hit for hit in hits if not hit.exact]
    return SearchResult(
        words, mode, tuple(ordered[: max(limit, 0)]), len(hits), len(exact), len(rows) > MOST_HITS
    )


_CLAUSES = (
    "select clauses.id, clauses.agreement, clauses.version, versions.label as version_label, clauses.eid,"
    " clauses.label, clauses.heading, clauses.text, clauses.page, clauses.sha256, clauses.lineage"
    " from clauses_fts join clauses on clauses.rowid = clauses_fts.rowid"
    " join versions on versions.id = clauses.version"
    " where clauses_fts match :match {only} and (:versions is null or clauses.version in"
    " (select value from json_each(:versions))) order by clauses_fts.rowid limit :most"
)
_CHANGES = (
    "select changes.*, clauses.version, versions.label as version_label, clauses.sha256"
    " from clauses_fts join clauses on clauses.rowid = clauses_fts.rowid"
    " join versions on versions.id = clauses.version"
    " join changes on changes.{side}_clause = clauses.id"
    " where clauses_fts match :match and changes.kind <> 'unchanged' {{only}}"
    " and (:versions is null or changes.new_version in (select value from json_each(:versions)))"
    " order by changes.rowid limit :most"
)


def _rows(
    conn: sqlite3.Connection,
    sql: str,
    match: str,
    agreement: str | None,
    versions: Collection[str] | None,
) -> list[sqlite3.Row]:
    """Matching rows in the order they were written: agreement, version, place; none without a word."""
    if not match:
        return []
    cursor = conn.cursor()
    cursor.row_factory = sqlite3.Row
    values = {
        "match": match,
        "agreement": agreement,
        "versions": None if versions is None else json.dumps(sorted(versions)),
        "most": MOST_HITS + 1,
    }
    only = "and clauses.agreement = :agreement" if agreement else ""
    return list(cursor.execute(sql.format(only=only), values))


def _hit(row: sqlite3.Row, words: str, mode: Mode) -> SearchHit:
    deadline.check()
    own = "\n".join(part for part in (row["heading"], row["text"]) if part)  # as Clause.words
    exact, spans = spans_of(words, own, mode)
    if not spans and mode == "phrase":  # the phrase is the clause's number
        exact = fold(row["label"] or "").text.rstrip(".") == fold(words).text.rstrip(".")
    return SearchHit(
        row["id"], row["agreement"], row["version"], row["version_label"], row["eid"], row["label"],
        row["heading"], own, row["page"], row["sha256"], row["lineage"], exact, spans,
    )  # fmt: skip


def _changed(row: sqlite3.Row, change: Change, words: str, side: Side, mode: Mode) -> SearchHit | None:
    """The clause in which the words came or went with a change; None where they only stand beside it."""
    deadline.check()
    mine, other = (Op.INSERT, Op.DELETE) if side == "added" else (Op.DELETE, Op.INSERT)
    clause = change.new if side == "added" else change.old
    if clause is None:
        return None
    text, differing = _side(change, other, mine)
    exact, every = spans_of(words, text, mode)
    spans = [span for span in every if _letters(text, span) & differing]
    held = {token for start, end in spans for token, _, _ in tokens(fold(text[start:end]).text)}
    if not spans or not held.issuperset(token for token, _, _ in tokens(fold(words).text)):
        return None
    whole = all(_letters(text, span) <= differing for span in spans)
    before, _ = _side(change, mine, other)
    found = InChange(
        change, row["old_version"], row["new_version"], whole, bool(spans_of(words, before, mode)[1])
    )
    return SearchHit(
        f"{row['version']}/{clause.eid}", row["agreement"], row["version"], row["version_label"], clause.eid,
        clause.label, clause.heading, text, clause.page, row["sha256"], row["lineage"], exact, tuple(spans),
        found,
    )  # fmt: skip


def _side(change: Change, without: Op, differing: Op) -> tuple[str, set[int]]:
    """One side of a change: its words, and where in them stands what differs."""
    text = ""
    places: set[int] = set()
    for part in change.diff:
        if part.op is without:
            continue
        if part.op is differing:
            places.update(range(len(text), len(text) + len(part.text)))
        text += part.text
    return text, places


def _letters(text: str, span: tuple[int, int]) -> set[int]:
    return {at for at in range(*span) if text[at].isalnum()}


# ------------------------------------------------------------------ the plain form

_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> Mapped:
    """The plain form in small letters, with the way back to `text`."""
    from mouarchive.comparing.maps import search_map  # noqa: PLC0415 - loads the comparing room

    found = search_map(text)
    # Letter for letter, so that the map stays true.
    return replace(found, text="".join(map(_small, found.text.translate(_SIGNS))))


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def tokens(folded: str) -> list[tuple[str, int, int]]:
    """Words of a folded text as the index sees them (accents taken off), with start and end offsets."""
    found = []
    for match in _WORD.finditer(folded):
        bare = unicodedata.normalize("NFD", match.group())
        found.append(("".join(c for c in bare if not unicodedata.combining(c)), match.start(), match.end()))
    return found
