"""In place, top-down: the children of two matched containers are matched among themselves.

From the document downwards, so that a list is only ever compared with the list that took its place: this
is what tells two lists of the same data items apart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Indel

from mouarchive import deadline
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import Link, Matching, heaviest_chain, shares_matter
from mouarchive.comparing.alignment.sides import FRAGILE, ROOT, Forms, Side
from mouarchive.comparing.worddiff import Letters

__all__ = [
    "gaps", "is_namesake", "lists", "lone_titles", "match_astray", "match_hidden", "match_in_order",
    "match_in_place", "match_reworded", "match_texts", "match_titles",
]  # fmt: skip


class Strictness(msgspec.Struct, frozen=True):
    """Least similarity 0..1 for a pair in order (short items: `item`), and the rule that it is paired by.

    `deep`: containers may be known by reworded children (costly, so not at first). `through`: an annex or
    part found in one version alone is seen through.
    """

    least: float
    item: float
    rule: str
    deep: bool = False
    through: bool = False


def match_in_place(found: Matching, *, reworded: bool = False, through: bool = False) -> None:
    """Match what stands in corresponding lists, from the document downwards: strictly, or `reworded` too.

    Reads and adds to `found`; a pair once made stays.
    """
    found.count_votes()
    for olds, news in lists(found, through=through):
        match_texts(found, olds, news)
        match_titles(found, olds, news)
        if reworded:
            match_reworded(found, olds, news)
        else:
            match_in_order(found, olds, news)
        match_hidden(found, olds, news)
        match_astray(found, olds, news, deep=reworded)


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
    mine, theirs = lone_titles(found.old, olds, found.forward), lone_titles(found.new, news, found.backward)
    if mine and not theirs:
        olds = _opened(found.old, olds, mine)
    elif theirs and not mine:
        news = _opened(found.new, news, theirs)
    return olds, news


def lone_titles(side: Side, members: Sequence[int], matched: Mapping[int, int]) -> Collection[int]:
    """Titles of annexes and parts without text of their own and without partner."""
    return {
        index
        for index in members
        if index not in matched and index in side.children
        and side.clauses[index].kind in FRAGILE and not side.clauses[index].text
    }  # fmt: skip


def _opened(side: Side, members: Sequence[int], titles: Collection[int]) -> list[int]:
    return [each for m in members for each in ((m, *side.children[m]) if m in titles else (m,))]


# ------------------------------------------------------------------ one of a kind on both sides


def match_texts(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair equal texts that stand once in each list; of containers half of the items must agree."""
    for i, j in _one_each(found, olds, news, lambda forms: forms.form or None):
        below = found.children_similarity(i, j)
        if below is None or below >= ALIGNMENT.half:
            found.pair(i, j, PAIRING.same_text.name)


def match_titles(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair clauses whose title stands once in each list, unless their texts are strangers."""
    for i, j in _one_each(found, olds, news, lambda forms: forms.title):
        if not is_namesake(found, i, j) and (found.equal(i, j) or _titles_agree(found, i, j)):
            found.pair(i, j, PAIRING.title.name)


def is_namesake(found: Matching, i: int, j: int) -> bool:
    """Whether two sections have no more than their title in common: what they held is elsewhere."""
    return found.belongs_elsewhere(i, j)


def _titles_agree(found: Matching, i: int, j: int) -> bool:
    title = found.old.forms[i].title or ""
    words = title.split()
    alone = len(words) in {len(found.old.forms[i].words), len(found.new.forms[j].words)}
    return len(words) > 1 or alone or found.text_similarity(i, j) >= ALIGNMENT.one_word_title


def _one_each(
    found: Matching, olds: Sequence[int], news: Sequence[int], key: Callable[[Forms], str | None]
) -> Iterator[tuple[int, int]]:
    """Free clauses whose key occurs once in each list; pairs made meanwhile are no longer free."""
    mine, theirs = _once(found.old, olds, key), _once(found.new, news, key)
    for text, i in mine.items():
        j = theirs.get(text, ROOT)
        if i >= 0 and j >= 0 and found.free(i, j):
            yield i, j


def _once(side: Side, members: Sequence[int], key: Callable[[Forms], str | None]) -> dict[str, int]:
    """Key to clause; -1 where several clauses of the list have the key."""
    out: dict[str, int] = {}
    for index in members:
        text = key(side.forms[index])
        if text is not None:
            out[text] = ROOT if text in out else index
    return out


# ------------------------------------------------------------------ in order, between what is matched


def match_in_order(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair in each gap between pairs the most alike clauses that keep their order."""
    _in_order(found, olds, news, Strictness(ALIGNMENT.alike, ALIGNMENT.item_alike, PAIRING.place.name))


def match_reworded(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """As `match_in_order`, with less in common."""
    level = Strictness(ALIGNMENT.reworded, ALIGNMENT.alike, PAIRING.reworded.name, deep=True)
    _in_order(found, olds, news, level)


def _in_order(found: Matching, olds: Sequence[int], news: Sequence[int], level: Strictness) -> None:
    if len(olds) * len(news) > ALIGNMENT.cells:
        for mine, theirs in gaps(found, olds, news):
            if len(mine) * len(theirs) > ALIGNMENT.cells:
                _equal_in_order(found, mine, theirs)
    for mine, theirs in gaps(found, olds, news):
        if len(mine) * len(theirs) > ALIGNMENT.cells:
            continue  # the index of rare words breaks such a gap first
        links: list[Link] = []
        scores: dict[tuple[int, int], float] = {}
        for a, i in enumerate(mine):
            for b, j in enumerate(theirs):
                score = _accepted(found, i, j, level)
                if score:
                    scores[a, b] = score
                    links.append((a, b, found.weight_in_order(i, j, score, a + b)))
        for a, b, _ in heaviest_chain(links):
            i, j = mine[a], theirs[b]
            found.pair(i, j, _rule(found, i, j, level.rule, scores[a, b]))


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
                found.pair(i, j, PAIRING.same_text.name)


def _rule(found: Matching, i: int, j: int, word: str, score: float) -> str:
    return PAIRING.same_text.name if found.equal(i, j) else f"{word} ({score:.2f})"


def _accepted(found: Matching, i: int, j: int, level: Strictness) -> float:
    """The similarity of two clauses if it is enough, else 0."""
    both_short = found.old.short[i] and found.new.short[j]
    floor = level.item if both_short else level.least
    score = found.similarity(i, j, floor, deep=level.deep)
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


def match_hidden(found: Matching, olds: Sequence[int], news: Sequence[int]) -> None:
    """A clause wholly blacked out in one copy is the clause of its place in the other, not a removed one.

    Where there is one of each nothing else can be meant; among several only the printed number can tell.
    """
    for mine, theirs in gaps(found, olds, news):
        alone = len(mine) == 1 and len(theirs) == 1
        for i in mine:
            for j in theirs:
                hidden = found.old.forms[i].hidden or found.new.forms[j].hidden
                same_label = found.old.label[i] == found.new.label[j] != ""
                if hidden and found.free(i, j) and (alone or same_label):
                    found.pair(i, j, PAIRING.hidden.name)


# ------------------------------------------------------------------ out of order within one list


def match_astray(found: Matching, olds: Sequence[int], news: Sequence[int], *, deep: bool = False) -> None:
    """Pair what is left of one list in any order, the most alike first."""
    mine = [i for i in olds if i not in found.forward]
    theirs = [j for j in news if j not in found.backward]
    if not mine or not theirs or len(mine) * len(theirs) > ALIGNMENT.cells:
        return
    level = Strictness(ALIGNMENT.alike, ALIGNMENT.item_astray, PAIRING.astray.name, deep=deep)
    long_list = max(len(olds), len(news)) > ALIGNMENT.long_list
    ranked: list[tuple[int, int, int, int, float]] = []
    for a, i in enumerate(mine):
        for b, j in enumerate(theirs):
            score = _accepted(found, i, j, level)
            if score and _own_words(found, i, j):
                ranked.append((-found.weight(i, j, score), abs(a - b), a + b, a, score))
    for _, _apart, total, a, score in sorted(ranked):
        i, j = mine[a], theirs[total - a]
        if long_list and found.old.short[i] and not found.neighbours_agree(i, j):
            continue
        if found.free(i, j):
            found.pair(i, j, _rule(found, i, j, level.rule, score))


def _own_words(found: Matching, i: int, j: int) -> bool:
    """Whether two clauses are alike by more than small words; containers are known by what they hold."""
    if i in found.old.children or j in found.new.children or found.equal(i, j):
        return True
    return shares_matter(found.old.forms[i].words, found.new.forms[j].words, ALIGNMENT.alike)
