"""Which clause of one version is which clause of the other.

What people decided comes first. The passes after that, in order: anchors (long equal texts that stand once
in each version) · in place, top-down · distinctive moves · in place again, looser · the last three repeated
until nothing changes · passages that stand word for word elsewhere · splits and merges · what alone is left
between matched neighbours · status. The printed number never makes a pair, it breaks ties. Measured
thresholds; see `bench/alignment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from mouarchive.comparing.alignment.in_place import LOOSE, STRICT, THROUGH, match_in_place
from mouarchive.comparing.alignment.matching import Matching
from mouarchive.comparing.alignment.moves import (
    Index,
    match_anchors,
    match_last_copies,
    match_moved_lists,
    match_moves,
    release_anchors,
)
from mouarchive.comparing.alignment.passages import match_passages
from mouarchive.comparing.alignment.pieces import find_merges, find_splits
from mouarchive.comparing.alignment.prepare import Forms, prepare
from mouarchive.comparing.alignment.status import moved_pairs, renumbered
from mouarchive.comparing.alignment.survivors import match_renamed_items, match_sole_survivors
from mouarchive.comparing.letters import Letters
from mouarchive.comparing.pairings import ByHand, Decided, apart_note, decide
from mouarchive.model import Clause

__all__ = ["Alignment", "Pair", "align"]

_ROUNDS = 4


class Pair(msgspec.Struct, frozen=True):
    """Clauses `old` and `new` (indexes) are the same clause, by `rule`; `similarity` is 0..1 on words."""

    old: int
    new: int
    rule: str
    similarity: float
    moved: bool
    renumbered: bool


class Alignment(msgspec.Struct, frozen=True):
    """All pairs in old order; `splits` maps new to old clauses, `merges` old to new (indexes).

    `decided` are the decisions of people that were carried out, and warnings for those that could not be.
    """

    pairs: tuple[Pair, ...]
    splits: dict[int, int]
    merges: dict[int, int]
    decided: Decided


def align(old: Sequence[Clause], new: Sequence[Clause], pairings: Iterable[ByHand] = ()) -> Alignment:
    """Match the clauses of two versions: the same pairs whatever the hash seed, and swapped.

    `pairings` are what people decided; they hold before anything else.
    """
    letters = Letters()
    known: dict[tuple[str | None, str], Forms] = {}
    decided = decide(old, new, pairings)
    found = Matching(prepare(old, letters, known), prepare(new, letters, known), apart=set(decided.apart))
    for (i, j), one in decided.together.items():
        found.pair(i, j, f"paired by hand ({one.said})")
    _match(found)
    match_last_copies(found)
    match_passages(found)
    splits, merges = find_splits(found), find_merges(found)
    match_renamed_items(found)
    match_sole_survivors(found, set(merges), set(splits))
    moved = moved_pairs(found)
    pairs = (
        Pair(
            i,
            j,
            found.rules[i] + apart_note(decided.apart, i, j),
            _similarity(found, i, j),
            i in moved,
            i not in moved and renumbered(old[i], new[j]),
        )
        for i, j in sorted(found.forward.items())
    )
    return Alignment(tuple(pairs), splits, merges, decided)


def _match(found: Matching) -> None:
    match_anchors(found)
    match_in_place(found, STRICT)
    if release_anchors(found):
        match_in_place(found, STRICT)
        match_anchors(found)
    if len(found.forward) == len(found.old) == len(found.new):
        return
    index = Index(found.old, found.new)
    for _ in range(_ROUNDS):
        before = len(found.forward)
        match_moves(found, index)
        match_in_place(found, STRICT)
        match_in_place(found, LOOSE)
        match_moved_lists(found)
        if len(found.forward) == before:
            match_in_place(found, THROUGH)
        if len(found.forward) == before:
            break


def _similarity(found: Matching, i: int, j: int) -> float:
    return round(found.text_similarity(i, j), 4)
