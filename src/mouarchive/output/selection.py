"""Which changes of a comparison to list. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mouarchive.archive.lookup import nearest
from mouarchive.errors import NotFoundError, UsageError
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause
from mouarchive.output.counts import UNKNOWN
from mouarchive.output.told import how

__all__ = ["CHOICES", "UNCHANGED_TOO", "differs", "parse_only", "select", "words_of"]

CHOICES = (
    *(kind.value for kind in ChangeKind),
    UNKNOWN,
    "renumbered",
    "moved",
    *(sort.value for sort in ChangeClass),
)

UNCHANGED_TOO = frozenset(
    (ChangeKind.UNCHANGED.value, ChangeClass.COSMETIC.value, ChangeClass.OCR_LIKE.value)
)
"""Words that unchanged clauses answer to, too: who asks for them wants to see those."""


def parse_only(text: str) -> frozenset[str]:
    """Read a list such as "added,removed"; empty text means everything.

    Raises UsageError naming the words that are possible.
    """
    words = frozenset(word.strip().casefold() for word in text.split(",") if word.strip())
    unknown = sorted(words.difference(CHOICES))
    if unknown:
        raise UsageError(f"--only {', '.join(unknown)}: not one of {', '.join(CHOICES)}")
    return words


def differs(change: Change) -> bool:
    """Whether there is anything to tell: other words, another number or another place."""
    return change.kind is not ChangeKind.UNCHANGED or change.renumbered or change.moved


def select(changes: Sequence[Change], only: Collection[str] = (), clause: str = "") -> tuple[Change, ...]:
    """The changes of these kinds or classes (any where none is named), in this clause and all it contains.

    `clause` is an identifier or a printed number, in the older or the newer version.
    Raises NotFoundError where neither version has such a clause.
    """
    found = [change for change in changes if not only or words_of(change) & set(only)]
    if not clause:
        return tuple(found)
    wanted = _squeezed(clause)
    inside = [
        {side.eid for side in _inside(wanted, [getattr(c, name) for c in changes if getattr(c, name)])}
        for name in ("old", "new")
    ]
    if not any(inside):
        both = dict.fromkeys(side.eid for c in changes for side in (c.new, c.old) if side)
        near = ", ".join(nearest(wanted, both))
        where = f"nearest: {near}" if near else "list them with: mouarchive show VERSION"
        raise NotFoundError(f"neither version has a clause {clause}; {where}")
    return tuple(
        change
        for change in found
        if (change.old and change.old.eid in inside[0]) or (change.new and change.new.eid in inside[1])
    )


def words_of(change: Change) -> set[str]:
    """Every word of --only that is true of a change."""
    return {*how(change), *([change.change_class.value] if change.change_class else [])}


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold().rstrip(".:;,")


def _inside(wanted: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses named, and those they contain by their parents (which need not stand before them)."""
    named = [c for c in clauses if c.eid.casefold() == wanted]
    named = named or [c for c in clauses if _squeezed(c.label) == wanted]
    parents = {c.eid: c.parent for c in clauses}
    tops = {c.eid for c in named}

    def contained(clause: Clause) -> bool:
        seen: set[str] = set()
        at: str | None = clause.eid
        while at is not None and at not in seen:
            if at in tops:
                return True
            seen.add(at)
            at = parents.get(at)
        return False

    return [c for c in clauses if contained(c)]
