"""Forgiving look-up: what people type for a version or a clause, against what an archive holds. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from mouarchive import deadline
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause
from mouarchive.words import safe_line, spoken

__all__ = [
    "called", "find_clause", "find_version", "meant", "near_clauses", "nearest", "plain_label", "shown",
]  # fmt: skip

_NAMING = frozenset((
    "clause", "clauses", "cl", "paragraph", "paragraphs", "para", "paras", "section", "sect", "sec", "item",
    "subclause", "subparagraph",
))  # fmt: skip
"""Words that say that a number follows, and nothing of which."""
_SHORT = {
    "annexe": "annex", "app": "appendix", "art": "article", "ch": "chapter", "pt": "part", "sch": "schedule",
    "sched": "schedule", "signature": "signatures", "party": "parties", "fn": "footnote",
}  # fmt: skip
"""Other spellings of the words that name a part."""
_WORDLESS = re.compile(r"^(?:clause|paragraph|paras?|section|sect|sec|item|cl|§+)\.?\s*", re.IGNORECASE)
_VERSION_WORD = re.compile(r"^(?:version|vers|ver|v)[\s.:]*(?=\d)", re.IGNORECASE)
_CONTAINER = re.compile(
    r"^(?P<name>(?:annex|annexe|schedule|appendix|part|chapter)\s+[^\s,:]+?)[\s,:.]+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s+(?:of|in|to)\s+", re.IGNORECASE)
_PAIRED = re.compile(r"\([^()]*\)")
_SPAN = re.compile("[\u2010-\u2015/&]|[0-9]\\s*-")
_TOKEN = re.compile(r"\([^\W_]+\)|[^\W_]+")
_SHOWN = 60
"""Characters of what a person typed that a message repeats: it stays one line of a terminal."""
_LISTED = 8
"""Names in a message: more would not be read, and the rest is counted."""
_NEAR = 4
"""Clauses named as near: the one that contains what was asked for, and its like."""
_LIKE = 0.5
"""Share of letters in common, 0..1, from which a name is worth proposing; a typing error leaves more."""
_NAMING_PART = 3
"""Letters: a shorter part of an agreement's name is in too many names to mean one."""


class _Version(Protocol):
    """What a version is found by."""

    @property
    def id(self) -> str: ...
    @property
    def agreement(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def held(self) -> bool: ...


Found = TypeVar("Found", bound=_Version)


def shown(text: str) -> str:
    """A user's text as it may stand in a one-line message: control characters made visible, shortened."""
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 1] + "…"


def nearest(wanted: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names nearest to what was typed, best first; none where nothing resembles it."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(wanted.casefold(), list(names), n=count, cutoff=_LIKE)
    return tuple(names[name] for name in found)


def _or_nearest(names: Sequence[str], otherwise: Sequence[str], word: str = "held") -> str:
    between = "; " if any("," in name for name in (*names, *otherwise[:_LISTED])) else ", "
    if names:
        return "nearest: " + between.join(names)
    if not otherwise:
        return f"nothing is {word}"
    more = f" and {len(otherwise) - _LISTED} more" if len(otherwise) > _LISTED else ""
    return f"{word}: " + between.join(otherwise[:_LISTED]) + more


# ------------------------------------------------------------------ versions


def plain_label(label: str) -> str:
    """A version label without the word "version" and in small letters: "Version1.0" and "v1.0" are "1.0"."""
    return _VERSION_WORD.sub("", " ".join(label.split())).casefold()


def find_version(ref: str, versions: Sequence[Found]) -> Found:
    """Find what `ref` names: "AGREEMENT@LABEL", a bare LABEL or AGREEMENT.

    The agreement may be given by any unique part of its name. A bare label or agreement must be unique among
    the versions whose text is held. Raises NotFoundError with the nearest names, or with all it could mean.
    """
    agreement, at, label = (part.strip() for part in ref.strip().rpartition("@"))
    if at:
        return _with_label(ref, label, _of_agreement(ref, agreement, versions))
    held = [v for v in versions if v.held]
    by_label = [v for v in held if plain_label(v.label) == plain_label(label)]
    found = by_label or [v for v in held if v.agreement.casefold() == label.casefold()]
    if not found and len(label) >= _NAMING_PART:
        found = [v for v in held if label.casefold() in v.agreement]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(
            f"{shown(ref)}: could be {', '.join(v.id for v in found)}; name one of them in full"
        )
    registered = [v.id for v in versions if plain_label(v.label) == plain_label(label)]
    if registered:
        raise NotFoundError(
            f"{shown(ref)}: no text of such a version is held; registered: {', '.join(registered)}"
        )
    known = [v.id for v in held]
    names = {v.label for v in held} | {v.agreement for v in held} | set(known)
    raise NotFoundError(
        f"{shown(ref)}: no such version or agreement; {_or_nearest(nearest(label, names), known)}"
    )


def _of_agreement(ref: str, name: str, versions: Sequence[Found]) -> list[Found]:
    known = sorted({v.agreement for v in versions})
    wanted = name.casefold()
    found = [a for a in known if a.casefold() == wanted] or [
        a for a in known if wanted and wanted in a.casefold()
    ]
    if len(found) > 1:
        raise NotFoundError(
            f"{shown(ref)}: the agreement could be {', '.join(found)}; name one of them in full"
        )
    if not found:
        raise NotFoundError(
            f"{shown(ref)}: no agreement {shown(name)}; {_or_nearest(nearest(name, known), known)}"
        )
    return [v for v in versions if v.agreement == found[0]]


def _with_label(ref: str, label: str, versions: Sequence[Found]) -> Found:
    for version in versions:
        if version.label == label:
            return version
    for version in versions:
        if plain_label(version.label) == plain_label(label):
            return version
    labels = _or_nearest((), [v.label for v in versions], "known")
    raise NotFoundError(f"{shown(ref)}: no version {shown(label)} of {versions[0].agreement}; {labels}")


# ------------------------------------------------------------------ clauses


def _squeezed(text: str) -> str:
    """A clause number as compared: small letters, no white space, no closing full stop, colon or bracket."""
    return re.sub(r"\s+", "", text).casefold().rstrip(".:;,")


def _spellings(ref: str) -> list[str]:
    """What `ref` may mean as an identifier or a printed number, the most literal first.

    What stands before a number stays with it: paragraph 4 of a schedule is no clause 4.
    """
    text = _WORDLESS.sub("", " ".join(ref.split()))
    words = re.sub(r"\s+", "-", text.casefold(), count=1)  # "annex a" is annex-a, "article 4(2)" article-4(2)
    dotted = re.sub(r"[\s,:.]+", ".", words)  # "annex a 1.1" is annex-a.1.1
    tries = [_squeezed(ref), _squeezed(text), _squeezed(words), _squeezed(dotted)]
    return list(dict.fromkeys(t for t in tries if t))


Key = tuple[str, ...]
_ARTICLE = ("the",)


def _key(name: str) -> Key:
    """The words, numbers and letters of a name, the outermost first: "paragraph 4 of Schedule 2".

    >>> _key("the parties, paragraph 2"), _key("para 4(b) of Sch. 2")
    (('parties', 'paragraph', '2'), ('schedule', '2', 'para', '4', '(b)'))
    """
    outermost = " ".join(reversed(_WITHIN.split(name.casefold())))
    return tuple(_SHORT.get(token, token) for token in _TOKEN.findall(outermost) if token not in _ARTICLE)


def _is_name(ref: str) -> bool:
    """Whether `ref` may be read word by word: brackets are closed, and 2-4 is a span, no clause 2.4."""
    return _SPAN.search(ref) is None and not set("()") & set(_PAIRED.sub("", ref))


def _unworded(key: Key) -> Key:
    return tuple(token for token in key if token not in _NAMING)


def _bare(key: Key) -> Key:
    return tuple(token.strip("()") for token in _unworded(key))


def _keys(clause: Clause) -> list[Key]:
    """What a clause is called; the first passage of a kind by its place, too: "the opening, paragraph 1"."""
    key = _key(spoken(clause.eid, clause.label) or clause.eid)
    first = clause.passage and clause.eid.endswith("-1") and key[-1:] != ("1",)
    return [key, (*key, _PLACES.get(clause.kind, "paragraph"), "1")] if first else [key]


_PLACES = {"table": "row", "control": "row", "signature": "part"}
"""The word before the place of a passage, where it is not "paragraph"."""


def meant(ref: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that `ref` may name, by the plainest way of reading it that names any.

    By identifier; by the name that a redline gives ("Schedule 2, 4(b)", "recital (B)"); by the number alone
    as printed; by the name without "paragraph" or "clause", then without brackets; and in an annex that has
    no number of its own, "Annex 5 15.2.6", by the heading over the clause.
    """
    spellings = _spellings(ref)
    for wanted in spellings:
        deadline.check()
        if found := [c for c in clauses if c.eid.casefold() == wanted]:
            return found
    key = _key(ref) if _is_name(ref) else ()
    keys = [(c, one) for c in clauses for one in _keys(c)] if key else []
    if found := [c for c, one in keys if one == key]:
        return found
    for wanted in spellings:
        deadline.check()
        if found := [c for c in clauses if c.label and _squeezed(c.label) == wanted]:
            return found
    for form in (_unworded, _bare):
        deadline.check()
        sought = form(key)
        if found := [c for c, one in keys if sought and form(one) == sought]:
            return found
    return _under_heading(" ".join(ref.split()), clauses)


def _under_heading(ref: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of the number asked for, below a heading that begins with the annex asked for."""
    asked = _CONTAINER.match(ref)
    if asked is None:
        return []
    lead = _key(asked["name"])
    known = {c.eid: c for c in clauses}

    def below(clause: Clause) -> bool:
        seen: set[str] = set()
        at = clause
        while at.parent and at.parent not in seen and at.parent in known:
            seen.add(at.parent)
            at = known[at.parent]
            if lead in (_key(at.heading or at.text)[: len(lead)], _key(at.label)[: len(lead)]):
                return True
        return False

    return [c for c in meant(asked["rest"], clauses) if below(c)]


def find_clause(ref: str, clauses: Sequence[Clause], where: str) -> Clause:
    """Find the clause that `ref` names: "15.2.6.", "Schedule 2, paragraph 4", "annex a 1.1", "(b)".

    `where` names the version for the message. Raises NotFoundError with the nearest clauses, or with all that
    a number printed twice could mean.
    """
    if not clauses:
        raise NotFoundError(f"{where}: no clause of it can be shown: its text is not held, or has none")
    found = meant(ref, clauses)
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(called(c) for c in found)
        raise NotFoundError(f"{shown(ref)}: {where} has {len(found)} clauses so numbered: {names}")
    near = near_clauses(ref, clauses)
    raise NotFoundError(
        f"{where} has no clause {shown(ref)}; {_or_nearest(near, [called(c) for c in clauses], 'it has')}"
    )


def called(clause: Clause) -> str:
    """The name by which a clause is found again, as a redline gives it; of one without, its identifier."""
    return safe_line(spoken(clause.eid, clause.label) or clause.eid)


def _beginnings(text: str) -> Iterator[str]:
    """A clause number and what is left as its last steps are taken off: 2.4(a), 2.4, 2.

    Every place where a step may begin is taken once, so that brackets without their match end like others.
    """
    yield text
    for at in range(len(text) - 1, 0, -1):
        if text[at] in ".(" or text[at - 1] == ")":
            yield text[:at]


def near_clauses(ref: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Clauses that share the longest beginning with what was typed, then those spelled most like it."""
    names = {c.eid: called(c) for c in reversed(clauses)}
    wanted = (_spellings(ref) or [""])[-1]
    parent = next((part for part in _beginnings(wanted) if part in names), "")
    children = [c.eid for c in clauses if parent and c.parent == parent]
    like = nearest(wanted, names)
    best = [parent, *nearest(wanted, children)] if parent else []
    return tuple(dict.fromkeys(names[eid] for eid in (*best, *like)))[:_NEAR]
