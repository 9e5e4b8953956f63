"""What alone is left in its place when everything around it is matched: rewritten, or removed and added?

Place is one half of the evidence, the matter of the two texts the other. Words in order are none: the best
paraphrase has no more of them in common than any two clauses ("shall be … by the … of the").
"""

from __future__ import annotations

from collections.abc import Sequence

from mouarchive.comparing.alignment.chains import Link, heaviest_chain
from mouarchive.comparing.alignment.in_place import gaps, lists
from mouarchive.comparing.alignment.matching import Matching
from mouarchive.comparing.alignment.prepare import ROOT, Side
from mouarchive.comparing.alignment.subject import Subjects
from mouarchive.comparing.alignment.synonyms import item_name

__all__ = ["BY_PLACE", "match_renamed_items", "match_sole_survivors"]

BY_PLACE = ("only clause left in its place", "same matter in its place")
"""How the rules begin of pairs for which place speaks more than words."""

_WORDS, _STAYED = 8, 0.60
_TWO_TITLES = 2
_SOLE, _AMONG, _AMONG_FEW = 0.06, 0.25, 0.15
"""Least matter in common, 0..1. In real series six of seven clauses alone in their place were the old ones
rewritten, so there little is enough; where several are left, or others were moved to the very spot, the place
says less. Among two or three less will do where a figure outlived the rewriting ("the dates in Schedule 1")
and nothing else there comes near."""
_FEW, _LEAD, _HALF = 3, 3.0, 0.50
_CELLS = 400


def match_sole_survivors(found: Matching, merged: set[int], split: set[int]) -> None:
    """Pair prose that is left between two matched neighbours of corresponding lists, by its matter.

    Where one clause alone is left on each side of a list that otherwise stayed, any matter in common is
    enough; among several, or in a list much changed, it must be plain. The two must not have two different
    titles. Such a pair is mostly of class rewritten. Unrelated text in the place of another is one clause
    removed and one added. `merged` and `split` are clauses already accounted for.
    """
    subjects: Subjects | None = None
    for olds, news in lists(found, through=True):
        stayed = _stayed(found, olds, news)
        for every_i, every_j in gaps(found, olds, news):
            mine = [i for i in every_i if i not in merged and _is_prose(found.old, i)]
            theirs = [j for j in every_j if j not in split and _is_prose(found.new, j)]
            if not mine or not theirs or len(mine) * len(theirs) > _CELLS:
                continue
            subjects = subjects or Subjects(found.old, found.new)
            close = _close(found, (olds, news), (every_i, every_j))
            least = _least(stayed[close], len(every_i) * len(every_j), close=close)
            _pair_by_matter(found, subjects, (mine, theirs), least)


def _stayed(found: Matching, olds: Sequence[int], news: Sequence[int]) -> tuple[float, float]:
    """How much of a list stayed, 0..1; and how much of it when what was moved in or out is not counted."""
    here, there = set(olds), set(news)
    stayed = sum(found.forward.get(i) in there for i in olds)
    mine = sum(found.forward.get(i, ROOT) in there or i not in found.forward for i in olds)
    theirs = sum(found.backward.get(j, ROOT) in here or j not in found.backward for j in news)
    return stayed / max(len(olds), len(news)), stayed / max(mine, theirs, 1)


def _close(
    found: Matching, lists: tuple[Sequence[int], Sequence[int]], gap: tuple[Sequence[int], Sequence[int]]
) -> bool:
    """Whether what stands right before a gap and right after it is a pair, or both times the list's edge."""
    (olds, news), (mine, theirs) = lists, gap
    before = (olds.index(mine[0]) - 1, news.index(theirs[0]) - 1)
    after = (olds.index(mine[-1]) + 1, news.index(theirs[-1]) + 1)
    for a, b in (before, after):
        i = olds[a] if 0 <= a < len(olds) else ROOT
        j = news[b] if 0 <= b < len(news) else ROOT
        if (i != ROOT or j != ROOT) and found.forward.get(i, ROOT - 1) != j:
            return False
    return True


def _least(stayed: float, cells: int, *, close: bool) -> float:
    """Matter that two clauses must have in common in a gap of so many pairs."""
    if cells == 1 and stayed >= _STAYED:
        return _SOLE
    return _AMONG_FEW if cells <= _FEW and close and stayed >= _HALF else _AMONG


def _pair_by_matter(
    found: Matching, subjects: Subjects, gap: tuple[list[int], list[int]], least: float
) -> None:
    mine, theirs = gap
    links: list[Link] = []
    shared = {(i, j): subjects.common(i, j) if _one_title(found, i, j) else 0.0 for i in mine for j in theirs}
    for a, i in enumerate(mine):
        for b, j in enumerate(theirs):
            matter = shared[i, j]
            enough = matter >= least and (least != _AMONG_FEW or _stands_out(subjects, shared, i, j))
            if enough or matter >= _AMONG:
                links.append((a, b, found.weight(i, j, matter)))
    for a, b, _ in heaviest_chain(links):
        i, j = mine[a], theirs[b]
        word = (
            "only clause left in its place" if len(mine) == len(theirs) == 1 else "same matter in its place"
        )
        found.pair(i, j, f"{word} ({found.text_similarity(i, j):.2f})")


def _stands_out(subjects: Subjects, shared: dict[tuple[int, int], float], i: int, j: int) -> bool:
    """Whether two clauses of a small gap name one figure and have far less matter in common with the rest."""
    rivals = [matter for (a, b), matter in shared.items() if (a == i) != (b == j)]
    return shared[i, j] >= _LEAD * max(rivals, default=0.0) and subjects.figure_in_common(i, j)


def match_renamed_items(found: Matching) -> None:
    """Pair items left in one place that are known names of one data item, one each."""
    for olds, news in lists(found, through=True):
        for mine, theirs in gaps(found, olds, news):
            before, after = _named(found.old, mine), _named(found.new, theirs)
            for name, i in sorted(before.items()):
                j = after.get(name)
                if i is not None and j is not None:
                    found.pair(i, j, "same item by another name")


def _named(side: Side, members: Sequence[int]) -> dict[int, int | None]:
    """Known data item to the clause that names it; None where two do."""
    out: dict[int, int | None] = {}
    for index in members:
        name = item_name(side.forms[index].form) if side.short[index] else None
        if name is not None:
            out[name] = None if name in out else index
    return out


def _one_title(found: Matching, i: int, j: int) -> bool:
    return len({found.old.forms[i].title, found.new.forms[j].title} - {None}) < _TWO_TITLES


def _is_prose(side: Side, index: int) -> bool:
    return index not in side.children and len(side.forms[index].words) >= _WORDS
