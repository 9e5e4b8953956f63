"""What became of a matched clause: in place, renumbered or moved."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from mouarchive.comparing.alignment.chains import heaviest_chain
from mouarchive.comparing.alignment.matching import Matching
from mouarchive.comparing.alignment.prepare import ROOT, Side
from mouarchive.model import Clause

__all__ = ["moved_pairs", "renumbered"]

_FRAGILE = frozenset(("annex", "part", "unnumbered", "front"))


def renumbered(old: Clause, new: Clause) -> bool:
    """Whether the printed path differs; an identifier that we made up for want of a number says nothing."""
    return old.eid != new.eid and bool(old.label or new.label)


def moved_pairs(found: Matching) -> set[int]:
    """Old clauses that stand in another container now, or in another order within it.

    Of clauses that changed order the fewest are called moved, and of equal choices those with fewer
    words: two swapped sections are one move. What moves along inside its container has not moved itself.
    """
    moved: set[int] = set()
    lists: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in sorted(found.forward.items()):
        if found.same_place(i, j):
            lists[found.old.parent[i]].append((i, j))
        elif not _only_regrouped(found, i, j):
            moved.add(i)
    for members in lists.values():
        if all(a[1] < b[1] for a, b in pairwise(members)):
            continue
        links = [(i, j, found.standing(i, j)) for i, j in members]
        kept = {i for i, _, _ in heaviest_chain(links)}
        moved.update(i for i, _ in members if i not in kept)
    return moved


def _only_regrouped(found: Matching, i: int, j: int) -> bool:
    """Whether number and next matched container are the same and only annex or part titles came between.

    Such a title found in one version alone is a new grouping or a reading, and moves nothing.
    """
    if found.old.clauses[i].eid != found.new.clauses[j].eid:
        return False
    a, b = _solid_parent(found.old, i, found.forward), _solid_parent(found.new, j, found.backward)
    return (a == ROOT and b == ROOT) or (a != ROOT and found.forward.get(a) == b)


def _solid_parent(side: Side, index: int, matched: dict[int, int]) -> int:
    above = side.parent[index]
    while above != ROOT and above not in matched and side.clauses[above].kind in _FRAGILE:
        above = side.parent[above]
    return above
