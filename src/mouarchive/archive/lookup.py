"""Forgiving look-up: what people type for a version or a clause, against what an archive holds. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from mouarchive import deadline
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause

__all__ = ["find_clause", "find_version", "nearest", "plain_label", "shown"]

_NAMING = re.compile(r"^(?:clause|paragraph|paras?|section|sect|sec|item|§+)\.?\s*", re.IGNORECASE)
_VERSION_WORD = re.compile(r"^(?:version|vers|ver|v)[\s.:]*(?=\d)", re.IGNORECASE)
_CONTAINER = re.compile(
    r"^(?:annex|annexe|schedule|appendix|part|chapter)\s+\S+?[\s,:.]+(?=\S)", re.IGNORECASE
)
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
    if names:
        return "nearest: " + ", ".join(names)
    if not otherwise:
        return f"nothing is {word}"
    more = f" and {len(otherwise) - _LISTED} more" if len(otherwise) > _LISTED else ""
    return f"{word}: " + ", ".join(otherwise[:_LISTED]) + more


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
    """What `ref` may mean, the most literal first."""
    text = _NAMING.sub("", " ".join(ref.split()))
    without = _NAMING.sub("", _CONTAINER.sub("", text))
    words = re.sub(r"\s+", "-", text.casefold(), count=1)  # "annex a" is annex-a, "article 4(2)" article-4(2)
    dotted = re.sub(r"[\s,:.]+", ".", words)  # "annex a 1.1" is annex-a.1.1
    tries = [_squeezed(ref), _squeezed(text), _squeezed(words), _squeezed(dotted), _squeezed(without)]
    return list(dict.fromkeys(t for t in tries if t))


def find_clause(ref: str, clauses: Sequence[Clause], where: str) -> Clause:
    """Find the clause that `ref` names: "15.2.6.", "Annex 5 15.2.6", "annex a 1.1", "(b)".

    `where` names the version for the message. Raises NotFoundError with the nearest clauses, or with all that
    a number printed twice could mean.
    """
    if not clauses:
        raise NotFoundError(f"{where}: no clause of it can be shown: its text is not held, or has none")
    for wanted in _spellings(ref):
        deadline.check()
        exact = [c for c in clauses if c.eid.casefold() == wanted]
        found = exact or [c for c in clauses if c.label and _squeezed(c.label) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            eids = ", ".join(c.eid for c in found)
            raise NotFoundError(f"{shown(ref)}: {where} has {len(found)} clauses so numbered: {eids}")
    near = _near_clauses(_spellings(ref), clauses)
    raise NotFoundError(
        f"{where} has no clause {shown(ref)}; {_or_nearest(near, [c.eid for c in clauses], 'it has')}"
    )


def _beginnings(text: str) -> Iterator[str]:
    """A clause number and what is left as its last steps are taken off: 2.4(a), 2.4, 2.

    Every place where a step may begin is taken once, so that brackets without their match end like others.
    """
    yield text
    for at in range(len(text) - 1, 0, -1):
        if text[at] in ".(" or text[at - 1] == ")":
            yield text[:at]


def _near_clauses(spellings: Sequence[str], clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Clauses that share the longest beginning with what was typed, then those spelled most like it."""
    eids = [c.eid for c in clauses]
    known = set(eids)
    wanted = spellings[-1] if spellings else ""
    parent = next((part for part in _beginnings(wanted) if part in known), "")
    children = [c.eid for c in clauses if parent and c.parent == parent]
    like = nearest(wanted, eids)
    best = [parent, *nearest(wanted, children)] if parent else []
    return tuple(dict.fromkeys([*best, *like]))[:_NEAR]
