"""What a document's own amendment notes claim: which clauses, and what is said to have happened. Pure.

"Paragraph 15.2.6 removed; paragraph 6.3 divided; 8.4 amended" makes three claims. A note that names no
clause ("to reduce scope of elements sent") stays as it is printed: what it means is for a person to judge.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from mouarchive.comparing.mentions import mentions
from mouarchive.model import HistoryRow

__all__ = ["Claim", "Named", "Verb", "read_claims"]


class Verb(enum.StrEnum):
    """What a note says has happened."""

    REMOVED = "removed"
    ADDED = "added"
    AMENDED = "amended"
    REPLACED = "replaced"
    DIVIDED = "divided"
    MERGED = "merged"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    NOTHING = "unchanged"


class Named(msgspec.Struct, frozen=True):
    """A clause as a note names it: `noun` in the singular ("annex", "paragraph"), empty for a bare number."""

    noun: str
    number: str

    def __str__(self) -> str:
        return f"{self.noun.capitalize()} {self.number}" if self.noun in _ATTACHED else self.number


class Claim(msgspec.Struct, frozen=True):
    """One claim: `version` is the label of the row that makes it, `quote` its words on page `page`.

    `verb` is None where the note says nothing of what happened; `named` is empty where it names no clause.
    """

    version: str
    quote: str
    verb: Verb | None
    named: tuple[Named, ...]
    page: int = 0


_ATTACHED = frozenset(("annex", "schedule", "appendix", "part"))
_VERBS = {
    Verb.NOTHING: r"no\s+(?:other\s+|further\s+|textual\s+|substantive\s+|material\s+)*"
    r"(?:changes?|amendments?)|unchanged",
    Verb.REMOVED: r"remov(?:e[sd]?|ing|als?)|delet(?:e[sd]?|ing|ions?)|withdrawn|omit(?:ted|s)?|omissions?"
    r"|(?:taken|struck)\s+out|dropped|repealed",
    Verb.ADDED: r"add(?:s|ed|ing|itions?)?|insert(?:s|ed|ing|ions?)?|includ(?:e[sd]?|ing)"
    r"|introduc(?:e[sd]?|ing)|new",
    Verb.REPLACED: r"replac(?:e[sd]?|ing|ements?)|substitut(?:e[sd]?|ions?)|supersed(?:e[sd]?)",
    Verb.DIVIDED: r"divid(?:e[sd]?|ing)|divisions?|splits?|splitting|separated",
    Verb.MERGED: r"merg(?:e[sd]?|ing|ers?)|combin(?:e[sd]?|ing)|consolidat(?:e[sd]?|ions?)|joined",
    Verb.RENUMBERED: r"re-?number(?:s|ed|ing)?",
    Verb.MOVED: r"mov(?:e[sd]?|ing)|transferred|exchanged|swapped|re-?order(?:s|ed|ing)?|relocated"
    r"|transposed",
    Verb.AMENDED: r"amend(?:s|ed|ing|ments?)?|revis(?:e[sd]?|ing|ions?)|updat(?:e[sd]?|ing)"
    r"|chang(?:e[sd]?|ing)|correct(?:s|ed|ing|ions?)?|clarif(?:y|ied|ies|ications?)|reword(?:ed|ing)?"
    r"|re-?writ(?:e|ten)|re-?draft(?:ed)?|edit(?:s|ed)?|modif(?:y|ied|ications?)|extend(?:ed|s)?"
    r"|reduc(?:e[sd]?|tions?)|expand(?:ed|s)?|tighten(?:ed)?|alter(?:ed|ations?)?|simplified|shortened",
}
_VERB = re.compile(
    "|".join(rf"(?P<{verb.name}>\b(?:{words})\b)" for verb, words in _VERBS.items()), re.IGNORECASE
)
_PARTS = re.compile(r"[;\n\u2022\u25cf\u25aa]|(?<!(?i:para))(?<!(?i:paras))(?<!\b(?i:no))\.\s+(?=[A-Z0-9(])")
_BARE = re.compile(
    r"(?<![\w.,\u00a3$])\d{1,3}(?:\.\d{1,3}){1,5}(?:\s?\((?:\d{1,2}|[a-z]{1,5})\))*(?![\w%])(?!\.\d)",
    re.IGNORECASE,
)
# A number after one of these is a version's; one after "reference to" is what a clause speaks of.
_NO_CLAUSE = re.compile(
    r"(?:\b(?:version|issue|draft|release|revision|edition|rev|ver|v)s?\.?|\breferences?\s+(?:to|in)(?:\s+\w+)?)\s*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|[-\u2013\u2014])\s*", re.IGNORECASE)
_LAST = re.compile(r"(?P<before>(?:\d+\.)*)(?P<last>\d{1,3})")
_WIDEST = 50
# Notes are a line or two; a document that prints more is not worth the time of everybody who looks at it.
_LONGEST_PART, _MOST, _BEFORE = 1_000, 500, 40
# After these verbs comes where it went to or what took its place: "4.2 renumbered as 4.3".
_WITH_GOAL = frozenset((Verb.RENUMBERED, Verb.MOVED, Verb.MERGED, Verb.REPLACED))


class _Found(msgspec.Struct, frozen=True):
    """A named clause and where in the words it stands."""

    named: Named
    start: int
    end: int


def read_claims(rows: Sequence[HistoryRow]) -> tuple[Claim, ...]:
    """The claims of some rows of a version history, in their order: the first 500.

    A statement of over a thousand letters is taken as free text.
    """
    found = (claim for row in rows for part in _PARTS.split(row.note) for claim in _of_part(row, part))
    return tuple(islice(found, _MOST))


def _of_part(row: HistoryRow, part: str) -> Iterator[Claim]:
    """The claims of one statement: numbers go with the verb before them, or after where a number is first."""
    words = " ".join(part.split()).strip(" .,")
    if not words:
        return
    if len(words) > _LONGEST_PART:
        yield Claim(row.label, f"{words[: _LONGEST_PART - 1]}…", None, (), row.page)
        return
    numbers = _numbers(words)
    verbs = [(Verb[match.lastgroup or ""], match) for match in _VERB.finditer(words)]
    if not numbers or not verbs:
        verb = verbs[0][0] if verbs else None
        yield Claim(row.label, words, verb, _expanded(words, numbers, verb), row.page)
        return
    active = verbs[0][1].start() < numbers[0].start
    edges = [0, *(match.start() for _, match in verbs), len(words)]
    for at, (verb, match) in enumerate(verbs):
        start, end = (match.end(), edges[at + 2]) if active else (edges[at], match.start())
        if not active and at == len(verbs) - 1 and verb in _WITH_GOAL:
            end = len(words)
        named = _expanded(words, [n for n in numbers if start <= n.start < end], verb)
        if named:
            yield Claim(row.label, words, verb, named, row.page)


def _numbers(words: str) -> list[_Found]:
    """Clauses that the words name, in order: after a noun, or as a bare number with a point in it."""
    found = [_Found(Named(m.noun, m.number), m.start, m.end) for m in mentions(words)]
    taken = [(one.start, one.end) for one in found]
    found += [
        _Found(Named("", "".join(match.group().split())), match.start(), match.end())
        for match in _BARE.finditer(words)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    found.sort(key=lambda one: one.start)
    return [one for one in found if not _NO_CLAUSE.search(words[max(0, one.start - _BEFORE) : one.start])]


def _expanded(words: str, numbers: Sequence[_Found], verb: Verb | None) -> tuple[Named, ...]:
    """The clauses named, ranges written out: "4.1 to 4.3" is three, but "renumbered 4.1 to 4.3" is two."""
    out: list[Named] = []
    last: _Found | None = None
    for one in numbers:
        if last and verb not in _WITH_GOAL and _RANGE.fullmatch(words, last.end, one.start):
            out += _between(last.named, one.named)
        out.append(one.named)
        last = one
    return tuple(dict.fromkeys(out))


def _between(first: Named, last: Named) -> Iterator[Named]:
    a, b = _LAST.fullmatch(first.number), _LAST.fullmatch(last.number)
    if a and b and a["before"] == b["before"] and 0 < int(b["last"]) - int(a["last"]) <= _WIDEST:
        for number in range(int(a["last"]) + 1, int(b["last"])):
            yield Named(first.noun, f"{a['before']}{number}")
