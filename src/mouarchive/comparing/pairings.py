"""What people decided about pairs of clauses: that two are the same clause, or that they are not. Pure.

A person's decision comes before every pass of the alignment and is never overruled by one. It is shown
through the rule of each clause it touches, with who decided and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from mouarchive.model import Clause, Warn

__all__ = ["ByHand", "Decided", "Decisions", "apart_note", "decide", "flipped"]


class ByHand(msgspec.Struct, frozen=True):
    """Clauses `old` and `new` (eids) are the same clause (`together`) or are not, as `who` decided."""

    old: str
    new: str
    together: bool
    who: str
    why: str

    @property
    def said(self) -> str:
        """Who decided, and why."""
        return f"{self.who}: {self.why}"


Decisions = Mapping[tuple[str, str], Sequence[ByHand]]
"""By label of the older and the newer version."""


class Decided(msgspec.Struct, frozen=True):
    """Decisions that can be carried out, by index of old and new clause; `unusable` tells of the others."""

    together: Mapping[tuple[int, int], ByHand]
    apart: Mapping[tuple[int, int], ByHand]
    unusable: tuple[Warn, ...] = ()


def flipped(decisions: Iterable[ByHand]) -> tuple[ByHand, ...]:
    """The same decisions for the two versions the other way round."""
    return tuple(ByHand(one.new, one.old, one.together, one.who, one.why) for one in decisions)


def decide(old: Sequence[Clause], new: Sequence[Clause], decisions: Iterable[ByHand]) -> Decided:
    """Find the clauses of each decision; one that cannot be carried out becomes a warning, not a failure.

    It cannot where a clause is not there, or where an earlier decision gave the clause another partner.
    """
    mine, theirs = _places(old), _places(new)
    together: dict[tuple[int, int], ByHand] = {}
    apart: dict[tuple[int, int], ByHand] = {}
    unusable: list[Warn] = []
    for one in decisions:
        i, j = mine.get(one.old.casefold()), theirs.get(one.new.casefold())
        if i is None or j is None:
            unusable.append(_unusable(one, " and ".join(_missing(one, i, j))))
        elif one.together and any((a == i) != (b == j) for a, b in together):
            unusable.append(_unusable(one, "one of the two already has another partner by hand"))
        elif (i, j) in (apart if one.together else together):
            unusable.append(_unusable(one, "an earlier decision says the opposite"))
        else:
            (together if one.together else apart).setdefault((i, j), one)
    return Decided(together, apart, tuple(unusable))


def _places(clauses: Sequence[Clause]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, clause in enumerate(clauses):
        found.setdefault(clause.eid.casefold(), index)
    return found


def _missing(one: ByHand, i: int | None, j: int | None) -> Iterator[str]:
    if i is None:
        yield f"the older version has no clause {one.old}"
    if j is None:
        yield f"the newer version has no clause {one.new}"


def _unusable(one: ByHand, why: str) -> Warn:
    what = "paired with" if one.together else "kept apart from"
    message = f"{one.old} cannot be {what} {one.new}, as decided by hand ({one.said}): {why}"
    return Warn("pairing-unusable", message)


def apart_note(apart: Mapping[tuple[int, int], ByHand], i: int | None, j: int | None) -> str:
    """What to add to the rule of an old clause (index `i`) or a new one (`j`), or a pair of them."""
    notes = [
        f"; kept apart from {one.new if a == i else one.old} by hand ({one.said})"
        for (a, b), one in apart.items()
        if a == i or b == j
    ]
    return "".join(notes)
