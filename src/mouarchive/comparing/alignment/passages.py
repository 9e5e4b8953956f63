"""Which passage of one version is which passage of the other, and which clause left the numbering.

Passages stand outside the numbered clauses and never decide which clause is which. They are matched among
themselves as one flat list: first what has the same words, then within each kind in order, then across kinds,
since a printer decides whether a line is read as the opening or as the parties. What is left between equal
passages may be one text cut into other paragraphs.

On its own: clauses are paired by their tree, and passages have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from mouarchive.comparing.alignment import in_place, left_over, moves
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import Matching, heaviest_chain, word_similarity
from mouarchive.comparing.alignment.recut import overlaps
from mouarchive.comparing.alignment.sides import Side
from mouarchive.model import Clause

__all__ = [
    "flat",
    "is_passage_moved",
    "left_the_numbering",
    "match_outside",
    "moved_outside",
    "shared_outside",
]

_NOTES = frozenset(("footnote", "note", "signature", "control"))
"""Kinds whose place is the printer's: at the foot or the end, beside the text, by the row."""


def flat(clauses: Sequence[Clause]) -> list[Clause]:
    """Passages as one list, whatever they stand under."""
    return [replace(clause, parent=None) for clause in clauses]


def match_outside(found: Matching) -> None:
    """Pair the passages of two versions; `found` holds nothing else."""
    moves.match_anchors(found)
    lists = [*_kinds(found), (list(range(len(found.old))), list(range(len(found.new))))]
    for olds, news in lists:
        in_place.match_texts(found, olds, news)
    for olds, news in lists:
        in_place.match_in_order(found, olds, news)
        in_place.match_titles(found, olds, news)
        in_place.match_hidden(found, olds, news)
    moves.match_moves(found, moves.Index(found.old, found.new))
    for olds, news in lists[:-1]:
        in_place.match_reworded(found, olds, news)
        in_place.match_astray(found, olds, news)
        match_alone(found, olds, news)
    left_over.match_sole_survivors(found, set(), set())


def _kinds(found: Matching) -> Iterator[tuple[list[int], list[int]]]:
    for kind in dict.fromkeys(clause.kind for clause in found.old.clauses):
        olds, news = (
            [at for at, clause in enumerate(side.clauses) if clause.kind == kind]
            for side in (found.old, found.new)
        )
        if news:
            yield olds, news


def match_alone(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair the one short passage of a kind that is left between two pairs: a date, a name, a row.

    Prose must have matter in common besides, as clauses have.
    """
    for mine, theirs in in_place.gaps(found, olds, news):
        if len(mine) != 1 or len(theirs) != 1:
            continue
        i, j = mine[0], theirs[0]
        if is_short(found.old, i) and is_short(found.new, j):
            found.pair(i, j, f"{PAIRING.one_of_kind.name} ({found.text_similarity(i, j):.2f})")


def is_short(side: Side, index: int) -> bool:
    """Whether a passage is no prose: too short for its words to prove what it is."""
    return len(side.forms[index].words) < ALIGNMENT.sentence_words


# ------------------------------------------------------------------ moved


def moved_outside(found: Matching) -> set[int]:
    """Old passages that stand in another order among those of their kind: the fewest that can be."""
    moved: set[int] = set()
    for olds, news in _kinds(found):
        place = {j: b for b, j in enumerate(news)}
        links = [
            (a, place[j], found.standing(i, j))
            for a, i in enumerate(olds)
            if (j := found.forward.get(i)) in place and j is not None
        ]
        kept = {a for a, _, _ in heaviest_chain(links)}
        moved |= {olds[a] for a, _, _ in links if a not in kept and is_passage_moved(found, olds[a])}
    return moved


def is_passage_moved(found: Matching, i: int) -> bool:
    """Whether another place means anything: of prose, and of no kind that the printer places."""
    return found.old.clauses[i].kind not in _NOTES and not is_short(found.old, i)


# ------------------------------------------------------------------ one text cut into other paragraphs


def shared_outside(found: Matching) -> set[tuple[int, int]]:
    """Passages (old, new) that have words of each other though others are their pairs.

    Looked for between passages that are the same. Two that found no partner and share most of their words
    are paired here.
    """
    equal = [(i, j, found.standing(i, j)) for i, j in sorted(found.forward.items()) if found.equal(i, j)]
    edges = [(-1, -1), *((i, j) for i, j, _ in heaviest_chain(equal)), (len(found.old), len(found.new))]
    shared: set[tuple[int, int]] = set()
    for (i0, j0), (i1, j1) in pairwise(edges):
        olds = [i for i in range(i0 + 1, i1) if not _apart(found, i, range(j0 + 1, j1))]
        news = [j for j in range(j0 + 1, j1) if not _apart_back(found, j, range(i0 + 1, i1))]
        if olds and news and not (
            all(i in found.forward for i in olds) and all(j in found.backward for j in news)
        ):  # fmt: skip
            shared |= _recut(found, olds, news)
    return shared


def _apart(found: Matching, i: int, within: range) -> bool:
    return i in found.forward and (found.forward[i] not in within or found.equal(i, found.forward[i]))


def _apart_back(found: Matching, j: int, within: range) -> bool:
    return j in found.backward and (found.backward[j] not in within or found.equal(found.backward[j], j))


def _recut(found: Matching, olds: Sequence[int], news: Sequence[int]) -> set[tuple[int, int]]:
    texts = [found.old.forms[i].raw for i in olds], [found.new.forms[j].raw for j in news]
    if max(len(olds), len(news)) > ALIGNMENT.crowded or any(
        sum(len(text.split()) for text in side) > ALIGNMENT.longest for side in texts
    ):
        return set()
    cells = {(olds[a], news[b]) for a, b in overlaps(*texts)}
    free = [cell for cell in cells if found.free(*cell)]
    for _, _, _, i, j in sorted(
        (-found.weight(i, j, found.text_similarity(i, j)), abs(i - j), i + j, i, j) for i, j in free
    ):
        if found.free(i, j):
            found.pair(i, j, f"{PAIRING.recut.name} ({found.text_similarity(i, j):.2f})")
    return {(i, j) for i, j in cells if found.forward.get(i) != j}


# ------------------------------------------------------------------ across


class Crossing(msgspec.Struct, frozen=True):
    """A clause and a passage, as indexes of one older and one newer text, and how alike they are, 0..1."""

    old: int
    new: int
    score: float


def left_the_numbering(clauses: Matching, outside: Matching) -> tuple[list[Crossing], list[Crossing]]:
    """Clauses that stand outside the numbering now, and passages that have come into it; both still free.

    Old clauses with new passages first, then old passages with new clauses; each used once, most alike first.
    """
    return _crossing(clauses.old, clauses.forward, outside.new, outside.backward), _crossing(
        outside.old, outside.forward, clauses.new, clauses.backward
    )


def _crossing(old: Side, matched: dict[int, int], new: Side, taken: dict[int, int]) -> list[Crossing]:
    olds = [i for i in range(len(old)) if i not in matched and i not in old.children]
    news = [j for j in range(len(new)) if j not in taken and j not in new.children]
    if len(olds) * len(news) > ALIGNMENT.cells:
        return []
    found = [
        Crossing(i, j, score)
        for i in olds
        for j in news
        if (score := word_similarity(old.forms[i].code, new.forms[j].code, ALIGNMENT.near_copy))
        and is_one_text(min(len(old.forms[i].words), len(new.forms[j].words)), score)
    ]
    out: list[Crossing] = []
    for one in sorted(
        found, key=lambda one: (-one.score, abs(one.old - one.new), one.old + one.new, one.old)
    ):
        if all(one.old != other.old and one.new != other.new for other in out):
            out.append(one)
    return out


def is_one_text(words: int, score: float) -> bool:
    """Whether a clause and a passage, the shorter of so many words, are all but the same and long."""
    return words >= ALIGNMENT.sentence_words and score >= ALIGNMENT.near_copy
