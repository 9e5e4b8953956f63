"""What a document says changed, set beside what the comparison found. Pure.

    found         declared, and found as declared
    otherwise     declared, and something else was found there
    not-found     declared, and nothing was found there
    free          the note names no clause, so that only a person can judge it

and the other way round: what was found and no note declares. A note is evidence of what somebody wrote, no
more: neither side is taken to be right.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from mouarchive.comparing.comparing_rules import COMPARING
from mouarchive.comparing.references import ATTACHED, Mention, Numbers, mentions
from mouarchive.model import Change, ChangeClass, ChangeKind, Comparison, HistoryRow

__all__ = [
    "Claim", "Declared", "Finding", "Named", "Undeclared", "Verb", "Verdict", "notes_outside", "read_claims",
    "set_beside",
]  # fmt: skip

# Differences that need not be changes of the document: what is hidden is unknown, a scan may be misread.
_UNSURE = frozenset((ChangeClass.REDACTION, ChangeClass.UNREDACTED, ChangeClass.OCR_LIKE))
_SMALL = _UNSURE | {ChangeClass.COSMETIC}
_MODIFIED = {
    ChangeClass.COSMETIC: "differs in looks only",
    ChangeClass.REDACTION: "differs only in what is blacked out",
    ChangeClass.UNREDACTED: "shows what was blacked out",
    ChangeClass.OCR_LIKE: "differs as a misread scan would",
    ChangeClass.REWRITTEN: "was rewritten",
}


class Verdict(enum.StrEnum):
    """How a claim stands to what was found."""

    FOUND = "found"
    OTHERWISE = "otherwise"
    NOT_FOUND = "not-found"
    FREE = "free"


class Finding(msgspec.Struct, frozen=True):
    """One clause of a claim (None where it names none), the verdict, and in words what was found there.

    `changes` are the changes that bear on it, by place in the comparison.
    """

    claim: Claim
    named: Named | None
    verdict: Verdict
    said: str
    changes: tuple[int, ...] = ()


class Undeclared(msgspec.Struct, frozen=True):
    """A change that no note declares, by place in the comparison; `inside` counts those that lie in it."""

    change: int
    inside: int = 0


class Declared(msgspec.Struct, frozen=True):
    """Both sides; `rows` are the notes read.

    `small` counts changed clauses left out of `undeclared`, since they differ in looks, in what is blacked
    out, or as a misread scan would. `unnamed` are all the changes that `undeclared` stands for.
    """

    rows: tuple[HistoryRow, ...]
    findings: tuple[Finding, ...]
    undeclared: tuple[Undeclared, ...]
    small: int = 0
    unnamed: tuple[int, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many findings have this verdict."""
        return sum(finding.verdict is verdict for finding in self.findings)


def set_beside(rows: Sequence[HistoryRow], comparison: Comparison) -> Declared:
    """Set the amendment notes of the versions after the older one beside the comparison.

    Removals and divisions are read by the older version's numbers, additions by the newer one's, all else by
    the newer one's and then the older one's. Where the notes are of several versions, "no change" in one of
    them says nothing of the whole step.
    """
    seen = _Seen(comparison)
    one_step = len({row.label for row in rows}) == 1
    findings = tuple(
        finding for claim in read_claims(rows) for finding in _judged(claim, seen, one_step=one_step)
    )
    covered = {at for finding in findings if finding.named for at in finding.changes}
    told = {" ".join(row.note.split()) for row in rows if row.note.strip()}
    left = {
        at
        for at, change in enumerate(seen.changes)
        if at not in covered and _touched(change) and not _is_the_note(change, told)
    }
    small = {at for at in left if seen.changes[at].change_class in _SMALL and not seen.changes[at].moved}
    unnamed = tuple(sorted(left - small))
    return Declared(tuple(rows), findings, tuple(_outermost(seen, set(unnamed))), len(small), unnamed)


# ------------------------------------------------------------------ what was found


def _real(change: Change) -> bool:
    """Whether words differ, came or went, as far as can be known."""
    return change.kind is not ChangeKind.UNCHANGED and change.change_class not in _UNSURE


def _is_the_note(change: Change, notes: set[str]) -> bool:
    """Whether a change is the notes' own passage, which has to differ to say what else does."""
    if change.new is None or not change.new.passage:
        return False
    words = " ".join(change.new.text.split())
    return any(note in words for note in notes)


def _touched(change: Change) -> bool:
    return change.kind is not ChangeKind.UNCHANGED or change.moved


class _Seen:
    """A comparison by clause: what happened to each clause of the older and the newer version."""

    def __init__(self, comparison: Comparison) -> None:
        self.changes = comparison.changes
        olds = [(at, c.old) for at, c in enumerate(self.changes) if c.old and not (c.new and c.split_from)]
        news = [(at, c.new) for at, c in enumerate(self.changes) if c.new and not (c.old and c.merged_into)]
        self.old, self.new = (Numbers([clause for _, clause in side]) for side in (olds, news))
        self.of_old, self.of_new = ({clause.eid: at for at, clause in side} for side in (olds, news))
        self._about: defaultdict[int, list[int]] = defaultdict(list)
        for at, change in enumerate(self.changes):
            for holder in dict.fromkeys((*self._holders(change), *self._origins(change))):
                if holder != at:
                    self._about[holder].append(at)

    def _holders(self, change: Change) -> Iterator[int]:
        """The changes of the clauses that contain this one, in either version."""
        if change.old:
            yield from (self.of_old[eid] for eid in self.old.above(change.old.eid) if eid in self.of_old)
        if change.new:
            yield from (self.of_new[eid] for eid in self.new.above(change.new.eid) if eid in self.of_new)

    def _origins(self, change: Change) -> Iterator[int]:
        """The change of the clause that this one was split off from, or merged into."""
        if change.split_from in self.of_old:
            yield self.of_old[change.split_from]
        if change.merged_into in self.of_new:
            yield self.of_new[change.merged_into]

    def about(self, at: int) -> list[int]:
        """The clause of a change first, then all it contains, and all that came out of it or went into it."""
        return [at, *self._about[at]]


def _outermost(seen: _Seen, left: set[int]) -> Iterator[Undeclared]:
    """A clause that came or went with all it contains is one item; the rest stand for themselves."""
    inside: dict[int, int] = {}
    for at in sorted(left):
        holder = _holder(seen, at, left)
        inside[holder] = inside.get(holder, -1) + 1
    yield from (Undeclared(at, count) for at, count in inside.items())


def _holder(seen: _Seen, at: int, left: set[int]) -> int:
    """The outermost clause around this one that came (or went) with it; itself where there is none."""
    kind = seen.changes[at].kind
    clause = seen.changes[at].new or seen.changes[at].old
    if clause is None or kind not in {ChangeKind.ADDED, ChangeKind.REMOVED}:
        return at
    numbers, of = (seen.new, seen.of_new) if kind is ChangeKind.ADDED else (seen.old, seen.of_old)
    best = at
    for eid in numbers.above(clause.eid):
        other = of.get(eid)
        if other is None or other not in left or seen.changes[other].kind is not kind:
            break
        best = other
    return best


# ------------------------------------------------------------------ the verdict


def _judged(claim: Claim, seen: _Seen, *, one_step: bool) -> Iterator[Finding]:
    if claim.named:
        for named in claim.named:
            yield _of_clause(claim, named, seen)
    elif claim.verb is not Verb.NOTHING:
        yield Finding(claim, None, Verdict.FREE, "names no clause: read it beside what was found")
    elif not one_step:
        yield Finding(claim, None, Verdict.FREE, f"speaks of version {claim.version} alone")
    else:
        # Every version has another label and date on its cover and one row more in its history.
        told = (at for at, change in enumerate(seen.changes) if change.where not in {"front", "control"})
        real = tuple(at for at in told if _real(seen.changes[at]))
        said = f"{len(real)} {'clause has' if len(real) == 1 else 'clauses have'} changed"
        verdict = Verdict.OTHERWISE if real else Verdict.FOUND
        yield Finding(claim, None, verdict, said if real else "no clause has changed", real)


def _of_clause(claim: Claim, named: Named, seen: _Seen) -> Finding:
    at = _place(claim.verb, named, seen)
    if at is None:
        where = "the older version" if claim.verb in _OF_OLD else "neither version"
        where = "the newer version" if claim.verb is Verb.ADDED else where
        return Finding(claim, named, Verdict.NOT_FOUND, f"{where} has no clause {named}")
    about = seen.about(at)
    here = [seen.changes[index] for index in about]
    said = f"{named} {_happened(here[0], here[1:])}"
    changed = tuple(index for index in about if _touched(seen.changes[index]))
    quiet = not here[0].renumbered and not any(_real(change) or change.moved for change in here)
    if _bears_out(claim.verb, here):
        return Finding(claim, named, Verdict.FOUND, said, changed)
    return Finding(claim, named, Verdict.NOT_FOUND if quiet else Verdict.OTHERWISE, said, changed)


def _place(verb: Verb | None, named: Named, seen: _Seen) -> int | None:
    """The change of the clause that is meant, by the numbers of the version in which it must stand."""
    old, new = seen.old.named(named.noun, named.number), seen.new.named(named.noun, named.number)
    before = seen.of_old[old.eid] if old else None
    after = seen.of_new[new.eid] if new else None
    if verb in _OF_OLD:
        return before
    if verb is Verb.ADDED:
        return after
    both = [at for at in (after, before) if at is not None]
    meant = (at for at in both if _bears_out(verb, [seen.changes[index] for index in seen.about(at)]))
    return next(meant, both[0] if both else None)


def _bears_out(verb: Verb | None, here: Sequence[Change]) -> bool:
    """Whether what happened to a clause (the first), and to all in and of it, is what the verb says."""
    top = here[0]
    real = [change for change in here if _real(change)]
    split = any(change.split_from for change in here)
    parts = top.kind is ChangeKind.MODIFIED and any(change.kind is ChangeKind.ADDED for change in here)
    said = {
        Verb.REMOVED: top.kind is ChangeKind.REMOVED,
        Verb.ADDED: top.kind is ChangeKind.ADDED,
        Verb.DIVIDED: split or parts,
        Verb.MERGED: any(change.merged_into for change in here),
        Verb.RENUMBERED: any(change.renumbered or change.moved for change in here),
        Verb.MOVED: any(change.renumbered or change.moved for change in here),
        Verb.AMENDED: any(change is not top or change.kind is ChangeKind.MODIFIED for change in real),
        Verb.NOTHING: not real,
    }
    return said[verb] if verb in said else bool(real)


def _happened(top: Change, rest: Sequence[Change]) -> str:
    """What was found at a clause, as the end of a sentence that begins with its number."""
    words = list(_to_clause(top))
    split = [change.new.eid for change in rest if change.split_from and change.new]
    merged = [change.old.eid for change in rest if change.merged_into and change.old]
    words += [f"was divided: {', '.join(split)} comes from it"] if split else []
    words += [f"took in {', '.join(merged)}"] if merged else []
    inside = sum(_real(change) and not (change.split_from or change.merged_into) for change in rest)
    words += [f"has {inside} changed {'clause' if inside == 1 else 'clauses'} inside it"] if inside else []
    return " and ".join(words) or "has not changed"


def _to_clause(change: Change) -> Iterator[str]:
    if change.kind is ChangeKind.REMOVED:
        went = f", merged into {change.merged_into}" if change.merged_into else ""
        yield f"is not in the newer version{went}"
    elif change.kind is ChangeKind.ADDED:
        came = f", split off from {change.split_from}" if change.split_from else ""
        yield f"is new in the newer version{came}"
    elif change.kind is ChangeKind.MODIFIED:
        yield _MODIFIED.get(change.change_class or ChangeClass.SUBSTANTIVE, "was reworded")
    if change.moved and change.old and change.new:
        yield f"was moved (from {change.old.eid} to {change.new.eid})"
    elif change.renumbered and change.old and change.new:
        yield f"was renumbered (from {change.old.eid} to {change.new.eid})"


# ------------------------------------------------------------------ what the notes claim
#
# "Paragraph 15.2.6 removed; paragraph 6.3 divided; 8.4 amended" makes three claims. A note that names none
# ("to reduce scope of elements sent") stays as it is printed.


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
        return f"{self.noun.capitalize()} {self.number}" if self.noun in ATTACHED else self.number


class Claim(msgspec.Struct, frozen=True):
    """One claim: `version` is the label of the row that makes it, `quote` its words on page `page`.

    `verb` is None where the note says nothing of what happened; `named` is empty where it names no clause.
    """

    version: str
    quote: str
    verb: Verb | None
    named: tuple[Named, ...]
    page: int = 0


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
_OF_OLD = frozenset((Verb.REMOVED, Verb.DIVIDED))  # told by the older version's numbers
# After these verbs comes where it went to or what took its place: "4.2 renumbered as 4.3".
_WITH_GOAL = frozenset((Verb.RENUMBERED, Verb.MOVED, Verb.MERGED, Verb.REPLACED))


def read_claims(rows: Sequence[HistoryRow]) -> tuple[Claim, ...]:
    """The claims of some rows of a version history, in their order; of very many, the first.

    A statement much longer than a note is taken as free text.
    """
    found = (claim for row in rows for part in _PARTS.split(row.note) for claim in _of_part(row, part))
    return tuple(islice(found, COMPARING.most_claims))


_SENTENCE = re.compile(r"(?<=[a-z0-9)][.;])\s+(?=[A-Z(])|\n+")
_OF_VERSION = re.compile(
    r"\b(?:versions?|v\d|amend(?:ed|ments?)|revis(?:ed|ions?)|restated|edition|contains?\s+(?:the\s+)?"
    r"(?:changes|corrections|amendments))",
    re.IGNORECASE,
)


def notes_outside(comparison: Comparison, label: str) -> tuple[HistoryRow, ...]:
    """What new sentences outside the clauses say of the version, as rows of a history in `label`'s name.

    Read only where a sentence speaks of a version or its amendments, of a change, and of a clause by its
    number; many documents have no table of their versions but one such sentence on the cover or in a note:

    This v1.50, dated January 27, 2021, contains changes to the timeline in Section 5.4.
    """
    return tuple(
        HistoryRow(label, None, " ".join(sentence.split()), change.new.page)
        for change in comparison.changes
        if change.new and change.new.passage and change.kind is not ChangeKind.UNCHANGED
        for sentence in _SENTENCE.split(change.new.text)
        if _OF_VERSION.search(sentence) and _VERB.search(sentence) and _numbers(sentence)
        if not (change.old and " ".join(sentence.split()) in " ".join(change.old.text.split()))
    )


def _of_part(row: HistoryRow, part: str) -> Iterator[Claim]:
    """The claims of one statement: numbers go with the verb before them, or after where a number is first."""
    words = " ".join(part.split()).strip(" .,")
    if not words:
        return
    if len(words) > COMPARING.longest_note:
        yield Claim(row.label, f"{words[: COMPARING.longest_note - 1]}…", None, (), row.page)
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


def _numbers(words: str) -> list[Mention]:
    """Clauses that the words name, in order: after a noun, or as a bare number with a point in it."""
    found = list(mentions(words))
    taken = [(one.start, one.end) for one in found]
    found += [
        Mention("", "".join(match.group().split()), match.group(), match.start(), match.end())
        for match in _BARE.finditer(words)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    found.sort(key=lambda one: one.start)
    return [one for one in found if not _NO_CLAUSE.search(words[: one.start])]


def _expanded(words: str, numbers: Sequence[Mention], verb: Verb | None) -> tuple[Named, ...]:
    """The clauses named, ranges written out: "4.1 to 4.3" is three, but "renumbered 4.1 to 4.3" is two."""
    out: list[Named] = []
    last: Mention | None = None
    for one in numbers:
        if last and verb not in _WITH_GOAL and _RANGE.fullmatch(words, last.end, one.start):
            out += _between(last, one)
        out.append(Named(one.noun, one.number))
        last = one
    return tuple(dict.fromkeys(out))


def _between(first: Mention, last: Mention) -> Iterator[Named]:
    a, b = _LAST.fullmatch(first.number), _LAST.fullmatch(last.number)
    if (
        a
        and b
        and a["before"] == b["before"]
        and 0 < int(b["last"]) - int(a["last"]) <= COMPARING.widest_range
    ):
        for number in range(int(a["last"]) + 1, int(b["last"])):
            yield Named(first.noun, f"{a['before']}{number}")
