"""What people decided about two versions, carried over to a comparison of versions further apart. Pure.

Who says that clause 5 of version 1 is clause 7 of version 2 has also said what it is in version 3, where the
lineage of clause 7 goes on; and two clauses kept apart stay apart whichever versions are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mouarchive.comparing.lineages import Lineage
from mouarchive.comparing.pairings import ByHand, Decisions

__all__ = ["chained", "decided"]


def chained(
    decisions: Decisions, lines: Sequence[Lineage], order: Sequence[str], old: str, new: str
) -> tuple[ByHand, ...]:
    """What the decisions made about other versions say about `old` and `new` (labels, the older first).

    Only decisions about versions from `old` to `new` count, in `order` (oldest first); `lines` are the
    lineages that were made with them. Each says between which versions it was decided.
    """
    rank = {label: place for place, label in enumerate(order)}
    owner = {step: line for line in lines for step in line.steps}
    found: dict[tuple[str, str, bool], ByHand] = {}
    for (a, b), given in sorted(decisions.items(), key=lambda entry: (rank[entry[0][0]], rank[entry[0][1]])):
        if (a, b) == (old, new) or not rank[old] <= rank[a] < rank[b] <= rank[new]:
            continue
        for one in given:
            before, after = owner.get((a, one.old)), owner.get((b, one.new))
            if before is None or after is None or (before is after) is not one.together:
                continue  # a decision that could not be carried out
            for mine, theirs in _sides(before, after, old, new):
                why = f"{one.why}; decided for {a} and {b}"
                found.setdefault(
                    (mine, theirs, one.together), ByHand(mine, theirs, one.together, one.who, why)
                )
    return tuple(found.values())


def decided(
    decisions: Decisions, lines: Sequence[Lineage], order: Sequence[str], old: str, new: str
) -> tuple[ByHand, ...]:
    """All that holds between `old` and `new`: decisions about these two first, then those carried over.

    What is carried over never gives a clause another partner than a decision about these two did.
    """
    direct = tuple(decisions.get((old, new), ()))
    mine = {one.old for one in direct if one.together}
    theirs = {one.new for one in direct if one.together}
    carried = chained(decisions, lines, order, old, new)
    return (*direct, *(one for one in carried if one.old not in mine and one.new not in theirs))


def _sides(before: Lineage, after: Lineage, old: str, new: str) -> Iterator[tuple[str, str]]:
    """The eids of the two lineages in the two versions, either way round."""
    for one, other in ((before, after), (after, before)):
        mine, theirs = one.eid(old), other.eid(new)
        if mine is not None and theirs is not None:
            yield mine, theirs
