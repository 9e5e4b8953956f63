"""In place, top-down: the children of two matched containers are matched among themselves.

From the document downwards, so that a list is only ever compared with the list that took its place: this
is what tells two lists of the same data items apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from mouarchive import deadline
from mouarchive.comparing.alignment.chains import Link, heaviest_chain
from mouarchive.comparing.alignment.matching import Matching
from mouarchive.comparing.alignment.prepare import ROOT, Side
from mouarchive.comparing.letters import Letters

__all__ = ["LOOSE", "STRICT", "THROUGH", "Strictness", "gaps", "lists", "match_in_place"]

_FRAGILE = frozenset(("annex", "part", "unnumbered", "front"))
_CELLS = 40_000
_LIST = 60
_TITLE, _ONE_WORD_TITLE = 0.02, 0.10
_ITEMS_AGREE = 0.50


class Strictness(msgspec.Struct, frozen=True):
    """Least similarity 0..1 for a pair in order (short items: `short`) and out of order within one list.

    `deep`: containers may be known by reworded children (costly, so not at first). `through`: an annex or
    part found in one version alone is seen through.
    """

    least: float
    short: float
    astray: float
    short_astray: float
    word: str
    deep: bool = False
    through: bool = False


STRICT = Strictness(0.60, 0.80, 0.60, 0.90, "same place")
LOOSE = Strictness(0.40, 0.60, 0.60, 0.90, "same place (reworded)", deep=True)
THROUGH = replace(LOOSE, through=True)


def match_in_place(found: Matching, level: Strictness) -> None:
    """Match what stands in corresponding lists, from the document downwards.

    Reads and adds to `found`; a pair once made stays.
    """
    found.count_votes()
    for olds, news in lists(found, through=level.through):
        _same_key(found, (olds, news), _by_text, _identical, "identical text")
        _same_key(found, (olds, news), _by_title, _titles_agree, "same clause title")
        _in_order(found, olds, news, level)
        _astray(found, olds, news, level)


def lists(found: Matching, *, through: bool) -> Iterator[tuple[list[int], list[int]]]:
    """Corresponding lists, from the document downwards; pairs made meanwhile are followed."""
    waiting: deque[tuple[int, int]] = deque([(ROOT, ROOT)])
    seen: set[int] = set()
    while waiting:
        deadline.check()
        p, q = waiting.popleft()
        if p in seen:
            continue
        seen.add(p)
        olds, news = _list_pair(found, p, q, through=through)
        if olds and news:
            yield olds, news
        waiting.extend((i, found.forward[i]) for i in olds if i in found.forward and i in found.old.children)
    for i in found.old.lists():  # containers found elsewhere are no children of a matched pair
        if i in found.forward and i not in seen:
            yield _list_pair(found, i, found.forward[i], through=through)


def _list_pair(found: Matching, p: int, q: int, *, through: bool) -> tuple[list[int], list[int]]:
    """The clauses of two corresponding lists.

    `through`: where one version alone has annexes or parts left without partner, the clauses in those
    stand in the list beside them. Such titles are what extraction most easily misses in one of two
    versions.
    """
    olds, news = list(found.old.children.get(p, ())), list(found.new.children.get(q, ()))
    if not through:
        return olds, news
    mine, theirs = _lone_titles(found.old, olds, found.forward), _lone_titles(found.new, news, found.backward)
    if mine and not theirs:
        olds = _opened(found.old, olds, mine)
    elif theirs and not mine:
        news = _opened(found.new, news, theirs)
    return olds, news


def _lone_titles(side: Side, members: Sequence[int], matched: dict[int, int]) -> set[int]:
    return {
        index
        for index in members
        if index not in matched and index in side.children
        and side.clauses[index].kind in _FRAGILE and not side.clauses[index].text
    }  # fmt: skip


def _opened(side: Side, members: Sequence[int], titles: set[int]) -> list[int]:
    return [each for m in members for each in ((m, *side.children[m]) if m in titles else (m,))]


# ------------------------------------------------------------------ one of a kind on both sides


def _by_text(side: Side, index: int) -> str | None:
    return side.forms[index].form or None


def _by_title(side: Side, index: int) -> str | None:
    return side.forms[index].title


def _identical(found: Matching, i: int, j: int) -> bool:
    below = found.children_similarity(i, j)
    return below is None or below >= _ITEMS_AGREE


def _titles_agree(found: Matching, i: int, j: int) -> bool:
    if found.belongs_elsewhere(i, j):
        return False  # two sections of the same name: "Background"
    if found.equal(i, j):
        return True
    title = found.old.forms[i].title or ""
    least = _TITLE if " " in title else _ONE_WORD_TITLE
    a, b = found.old.forms[i], found.new.forms[j]
    words = len(title.split())
    if len(a.words) == words or len(b.words) == words:  # nothing but the title on one side
        return True
    return found.text_similarity(i, j) >= least


def _same_key(
    found: Matching,
    lists: tuple[Sequence[int], Sequence[int]],
    key: Callable[[Side, int], str | None],
    agree: Callable[[Matching, int, int], bool],
    rule: str,
) -> None:
    """Pair clauses whose key occurs once in each list."""
    mine, theirs = _once(found.old, lists[0], key), _once(found.new, lists[1], key)
    for text, i in mine.items():
        j = theirs.get(text, ROOT)
        if i >= 0 and j >= 0 and found.free(i, j) and agree(found, i, j):
            found.pair(i, j, rule)


def _once(side: Side, members: Sequence[int], key: Callable[[Side, int], str | None]) -> dict[str, int]:
    """Key to clause; -1 where several clauses of the list have the key."""
    out: dict[str, int] = {}
    for index in members:
        text = key(side, index)
        if text is not None:
            out[text] = ROOT if text in out else index
    return out


# ------------------------------------------------------------------ in order, between what is matched


def _in_order(found: Matching, olds: Sequence[int], news: Sequence[int], level: Strictness) -> None:
    if len(olds) * len(news) > _CELLS:
        for mine, theirs in gaps(found, olds, news):
            if len(mine) * len(theirs) > _CELLS:
                _equal_in_order(found, mine, theirs)
    for mine, theirs in gaps(found, olds, news):
        if len(mine) * len(theirs) > _CELLS:
            continue  # the index of rare words breaks such a gap first
        links: list[Link] = []
        scores: dict[tuple[int, int], float] = {}
        for a, i in enumerate(mine):
            for b, j in enumerate(theirs):
                score = _accepted(found, i, j, level.least, level.short, deep=level.deep)
                if score:
                    scores[a, b] = score
                    # of equal chains the one nearer the start, whichever side is old
                    links.append((a, b, found.weight(i, j, score) + 999 - min(999, a + b)))
        for a, b, _ in heaviest_chain(links):
            i, j = mine[a], theirs[b]
            found.pair(i, j, _rule(found, i, j, level.word, scores[a, b]))
        _pair_hidden(
            found, [i for i in mine if i not in found.forward], [j for j in theirs if j not in found.backward]
        )


def _equal_in_order(found: Matching, mine: Sequence[int], theirs: Sequence[int]) -> None:
    """Pair equal texts in order over a gap too wide for anything else, as a text diff would."""
    letters = Letters()
    olds, news = ([found.old.forms[i].form for i in mine], [found.new.forms[j].form for j in theirs])
    turned = news < olds  # always one way round, so that swapped it is the same
    a, b = (letters.encode(texts) for texts in ((news, olds) if turned else (olds, news)))
    for op in Indel.opcodes(a, b):
        if op.tag != "equal":
            continue
        for x, y in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True):
            i, j = (mine[y], theirs[x]) if turned else (mine[x], theirs[y])
            if found.equal(i, j):
                found.pair(i, j, "identical text")


def _rule(found: Matching, i: int, j: int, word: str, score: float) -> str:
    return "identical text" if found.equal(i, j) else f"{word} ({score:.2f})"


def _accepted(found: Matching, i: int, j: int, least: float, short: float, *, deep: bool) -> float:
    """The similarity of two clauses if it is enough, else 0."""
    both_short = found.old.short[i] and found.new.short[j]
    floor = short if both_short else least
    score = found.similarity(i, j, floor, deep=deep)
    return score if score >= floor else 0.0


def gaps(found: Matching, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of free clauses on both sides between the longest run of pairs that keep their order."""
    if all(i in found.forward for i in olds) or all(j in found.backward for j in news):
        return  # most lists: nothing is free on one side
    place = {j: b for b, j in enumerate(news)}
    matched = [(a, i, found.forward[i]) for a, i in enumerate(olds) if found.forward.get(i) in place]
    kept = [(a, place[j], found.standing(i, j)) for a, i, j in matched]
    edges = [(-1, -1), *((a, b) for a, b, _ in heaviest_chain(kept)), (len(olds), len(news))]
    for (a0, b0), (a1, b1) in pairwise(edges):
        mine = [i for i in olds[a0 + 1 : a1] if i not in found.forward]
        theirs = [j for j in news[b0 + 1 : b1] if j not in found.backward]
        if mine and theirs:
            yield mine, theirs


def _pair_hidden(found: Matching, mine: Sequence[int], theirs: Sequence[int]) -> None:
    """A clause wholly blacked out in one copy is the clause of its place in the other, not a removed one.

    Where there is one of each nothing else can be meant; among several only the printed number can tell.
    """
    alone = len(mine) == 1 and len(theirs) == 1
    for i in mine:
        for j in theirs:
            hidden = found.old.forms[i].hidden or found.new.forms[j].hidden
            same_label = found.old.label[i] == found.new.label[j] != ""
            if hidden and found.free(i, j) and (alone or same_label):
                found.pair(i, j, "same place (blacked out in one copy)")


# ------------------------------------------------------------------ out of order within one list


def _astray(found: Matching, olds: Sequence[int], news: Sequence[int], level: Strictness) -> None:
    mine = [i for i in olds if i not in found.forward]
    theirs = [j for j in news if j not in found.backward]
    if not mine or not theirs or len(mine) * len(theirs) > _CELLS:
        return
    long_list = max(len(olds), len(news)) > _LIST
    ranked: list[tuple[int, int, int, int, float]] = []
    for a, i in enumerate(mine):
        for b, j in enumerate(theirs):
            score = _accepted(found, i, j, level.astray, level.short_astray, deep=level.deep)
            if score and found.shares_matter(i, j, level.astray):
                ranked.append((-found.weight(i, j, score), abs(a - b), a + b, a, score))
    for _, _apart, total, a, score in sorted(ranked):
        b = total - a
        i, j = mine[a], theirs[b]
        if long_list and found.old.short[i] and not found.neighbours_agree(i, j):
            continue  # without containers the list is the whole document: items stand in many lists
        if found.free(i, j):
            found.pair(i, j, _rule(found, i, j, "same list, another place", score))
