"""Which clause of one version is which clause of the other.

What people decided comes first. The passes after that, in order: anchors (long equal texts that stand once
in each version) · in place, top-down · distinctive moves · in place again, looser · the last three repeated
until nothing changes · passages that stand word for word elsewhere · splits and merges · what alone is left
between matched neighbours · whether a pair was moved or renumbered. The printed number never makes a pair, it
breaks ties. A decision by a person is never overruled; it shows in the rule of each clause that it touches,
with who decided and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from mouarchive.comparing.alignment import in_place, left_over, moves
from mouarchive.comparing.alignment.alignment_rules import PAIRING
from mouarchive.comparing.alignment.matching import Matching, heaviest_chain
from mouarchive.comparing.alignment.passages import (
    flat,
    left_the_numbering,
    match_outside,
    moved_outside,
    shared_outside,
)
from mouarchive.comparing.alignment.sides import FRAGILE, ROOT, Forms, Side, prepare
from mouarchive.comparing.worddiff import Letters
from mouarchive.model import Clause, Warn

__all__ = ["Alignment", "ByHand", "Decided", "Decisions", "Pair", "align", "apart_note", "decide", "flipped"]


class Pair(msgspec.Struct, frozen=True):
    """Clauses `old` and `new` (indexes) are the same clause, by `rule`; `similarity` is 0..1 on words."""

    old: int
    new: int
    rule: str
    similarity: float
    moved: bool
    renumbered: bool


class Alignment(msgspec.Struct, frozen=True):
    """Two versions and their pairs in old order; `splits` maps new to old clauses, `merges` old to new.

    `shared` are the other clauses (old, new) that have words of each other. `decided` are the decisions of
    people that were carried out, and warnings for those that could not be.
    Made once for two neighbouring versions, it serves their comparison and their lineages.
    """

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    pairs: tuple[Pair, ...]
    splits: dict[int, int]
    merges: dict[int, int]
    decided: Decided
    shared: frozenset[tuple[int, int]] = frozenset()


def align(old: Sequence[Clause], new: Sequence[Clause], pairings: Iterable[ByHand] = ()) -> Alignment:
    """Match the clauses of two versions: the same pairs whatever the hash seed, and swapped.

    `pairings` are what people decided; they hold before anything else. Passages are matched among
    themselves: which clause is which is the same with them and without. Clauses and passages without
    partner that are one text are paired last.
    """
    letters = Letters()
    known: dict[tuple[str | None, str], Forms] = {}
    decided = decide(old, new, pairings)
    inside, outside = (
        _Part(*(_of_part(side, passage=passage) for side in (old, new))) for passage in (False, True)
    )
    clauses = Matching(
        prepare([old[at] for at in inside.old], letters, known),
        prepare([new[at] for at in inside.new], letters, known),
        apart=inside.only(decided.apart).keys(),
    )
    passages = Matching(
        prepare(flat([old[at] for at in outside.old]), letters, known),
        prepare(flat([new[at] for at in outside.new]), letters, known),
        apart=outside.only(decided.apart).keys(),
    )
    _match_clauses(clauses, inside.only(decided.together))
    splits, merges = left_over.find_splits(clauses), left_over.find_merges(clauses)
    left_over.match_renamed_items(clauses)
    left_over.match_sole_survivors(clauses, set(merges), set(splits))
    pair_by_hand(passages, outside.only(decided.together))
    match_outside(passages)
    shared = shared_outside(passages)
    pairs = [
        *_pairs(clauses, inside, decided, moved_pairs(clauses)),
        *_pairs(passages, outside, decided, moved_outside(passages)),
        *_across(clauses, passages, (inside, outside), decided, (splits, merges)),
    ]
    return Alignment(
        tuple(old),
        tuple(new),
        tuple(sorted(pairs, key=lambda pair: pair.old)),
        {inside.new[j]: inside.old[i] for j, i in splits.items()},
        {inside.old[i]: inside.new[j] for i, j in merges.items()},
        decided,
        frozenset((outside.old[i], outside.new[j]) for i, j in shared),
    )


def _of_part(side: Sequence[Clause], *, passage: bool) -> list[int]:
    return [at for at, clause in enumerate(side) if clause.passage is passage]


class _Part(msgspec.Struct, frozen=True):
    """The clauses of both versions, or their passages, as places in the whole."""

    old: list[int]
    new: list[int]

    def only(self, decisions: Mapping[tuple[int, int], ByHand]) -> dict[tuple[int, int], ByHand]:
        """The decisions about two of this part, by place in it."""
        mine, theirs = ({at: n for n, at in enumerate(side)} for side in (self.old, self.new))
        return {(mine[i], theirs[j]): one for (i, j), one in decisions.items() if i in mine and j in theirs}


def _match_clauses(found: Matching, together: Mapping[tuple[int, int], ByHand]) -> None:
    pair_by_hand(found, together)
    _match(found)
    moves.match_last_copies(found)
    moves.match_passages(found)
    left_over.match_divided(found)


def _pairs(found: Matching, part: _Part, decided: Decided, moved: set[int]) -> Iterator[Pair]:
    for i, j in sorted(found.forward.items()):
        a, b = part.old[i], part.new[j]
        yield Pair(
            a,
            b,
            found.rules[i] + apart_note(decided.apart, a, b),
            round(found.text_similarity(i, j), 4),
            i in moved,
            i not in moved and renumbered(found.old.clauses[i], found.new.clauses[j]),
        )


def _across(
    clauses: Matching,
    passages: Matching,
    parts: tuple[_Part, _Part],
    decided: Decided,
    pieces: tuple[dict[int, int], dict[int, int]],
) -> Iterator[Pair]:
    """Pairs of a clause and a passage: those decided by hand, then those that are one text."""
    inside, outside = parts
    mixed = {
        (i, j): one for (i, j), one in decided.together.items() if (i in inside.old) is not (j in inside.new)
    }
    for (i, j), by_hand in mixed.items():
        rule = f"{PAIRING.by_hand.name} ({by_hand.said})" + apart_note(decided.apart, i, j)
        yield Pair(i, j, rule, 0.0, moved=False, renumbered=False)
    taken = {i for i, _ in mixed}, {j for _, j in mixed}
    left, come = left_the_numbering(clauses, passages)
    splits, merges = pieces
    crossing = [
        (inside.old[one.old], outside.new[one.new], one.score) for one in left if one.old not in merges
    ]
    crossing += [
        (outside.old[one.old], inside.new[one.new], one.score) for one in come if one.new not in splits
    ]
    for i, j, score in crossing:
        if i not in taken[0] and j not in taken[1] and (i, j) not in decided.apart:
            rule = f"{PAIRING.crossed.name} ({score:.2f})" + apart_note(decided.apart, i, j)
            yield Pair(i, j, rule, round(score, 4), moved=False, renumbered=False)


def pair_by_hand(found: Matching, together: Mapping[tuple[int, int], ByHand]) -> None:
    """Pair first what people said is one clause."""
    for (i, j), one in together.items():
        found.pair(i, j, f"{PAIRING.by_hand.name} ({one.said})")


def _match(found: Matching) -> None:
    """Anchors, then what stands in place; what is left by what moved, in rounds, since pairs make pairs."""
    moves.match_anchors(found)
    in_place.match_in_place(found)
    if moves.release_anchors(found):
        in_place.match_in_place(found)
        moves.match_anchors(found)
    if len(found.forward) == len(found.old) == len(found.new):
        return
    left_over.match_same_inside(found)
    in_place.match_in_place(found)
    index = moves.Index(found.old, found.new)
    before = -1
    while len(found.forward) > before:
        before = len(found.forward)
        moves.match_moves(found, index)
        in_place.match_in_place(found)
        in_place.match_in_place(found, reworded=True)
        moves.match_moved_lists(found)
        moves.match_titled_lists(found)
        if len(found.forward) == before:
            in_place.match_in_place(found, reworded=True, through=True)


# ------------------------------------------------------------------ moved, or renumbered


def renumbered(old: Clause, new: Clause) -> bool:
    """Whether the printed path differs; an identifier that we made up for want of a number says nothing.

    A passage's identifier is its place. Its letter counts where it is a recital's: a note is called by
    another number as soon as a note is put before it.
    """
    if old.passage or new.passage:
        return old.kind == new.kind == "recital" and old.label != new.label
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
        elif not only_regrouped(found, i, j):
            moved.add(i)
    for members in lists.values():
        if all(a[1] < b[1] for a, b in pairwise(members)):
            continue
        links = [(i, j, found.standing(i, j)) for i, j in members]
        kept = {i for i, _, _ in heaviest_chain(links)}
        moved.update(i for i, _ in members if i not in kept)
    return moved


def only_regrouped(found: Matching, i: int, j: int) -> bool:
    """Whether number and next matched container are the same and only annex or part titles came between.

    Such a title found in one version alone is a new grouping or a reading, and moves nothing.
    """
    if found.old.clauses[i].eid != found.new.clauses[j].eid:
        return False
    a, b = _solid_parent(found.old, i, found.forward), _solid_parent(found.new, j, found.backward)
    return (a == ROOT and b == ROOT) or (a != ROOT and found.forward.get(a) == b)


def _solid_parent(side: Side, index: int, matched: dict[int, int]) -> int:
    above = side.parent[index]
    while above != ROOT and above not in matched and side.clauses[above].kind in FRAGILE:
        above = side.parent[above]
    return above


# ------------------------------------------------------------------ what people decided


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
