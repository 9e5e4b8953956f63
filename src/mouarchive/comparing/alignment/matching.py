"""The pairs found so far, and how alike two clauses are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from zlib import crc32

import msgspec
from rapidfuzz.distance import Indel

from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT
from mouarchive.comparing.alignment.sides import ROOT, Forms, Side
from mouarchive.comparing.normalise import only_redaction_differs

__all__ = [
    "SMALL_WORDS", "Link", "Matching", "contained", "heaviest_chain", "other_word", "shares_matter",
    "word_similarity",
]  # fmt: skip

# Weights are whole numbers, so that sums are exact; what breaks ties stands in lower places.
_THOUSAND = 1_000  # fact: room for a chance below, and for a place in a list below that
_MILLION = 1_000_000  # fact: parts into which a likeness of 1 is cut, and room for all that breaks ties
_BILLION = 1_000_000_000  # fact: room for the sum of all distances in a list

SMALL_WORDS = frozenset(
    ("the", "a", "an", "of", "and", "or", "to", "in", "for", "on", "by", "any", "all", "other", "not", "no")
)
"""Words that say nothing of what an item is."""


def word_similarity(a: str, b: str, least: float = 0.0) -> float:
    """Share of words in common, in order, 0..1: twice the longest common subsequence over both lengths.

    Takes texts as word letters; 0 where it is below `least`. Of texts too long for that (20,000 words a
    side) the words in common are counted without regard to order.
    """
    if len(a) * len(b) > ALIGNMENT.longest**2:
        score = 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
        return score if score >= least else 0.0
    return float(Indel.normalized_similarity(a, b, score_cutoff=least or None))


class Matching(msgspec.Struct, dict=True):
    """A growing one-to-one matching of old and new clauses; each pair keeps the rule that made it.

    `apart` are the pairs that people have ruled out.
    """

    old: Side
    new: Side
    forward: dict[int, int] = msgspec.field(default_factory=dict)
    backward: dict[int, int] = msgspec.field(default_factory=dict)
    rules: dict[int, str] = msgspec.field(default_factory=dict)
    votes: Counter[tuple[int, int]] = msgspec.field(default_factory=Counter)
    apart: Collection[tuple[int, int]] = ()
    _most: tuple[dict[int, int], dict[int, int]] = msgspec.field(default_factory=lambda: ({}, {}))

    def pair(self, i: int, j: int, rule: str) -> None:
        """Match old clause i with new clause j, both still free; what people keep apart is never matched."""
        if (i, j) in self.apart:
            return
        self.forward[i] = j
        self.backward[j] = i
        self.rules[i] = rule

    def part(self, i: int, j: int) -> None:
        """Undo the pair of old clause i and new clause j."""
        del self.forward[i], self.backward[j], self.rules[i]

    def free(self, i: int, j: int) -> bool:
        """Whether neither is matched yet, and the two may be."""
        return i not in self.forward and j not in self.backward and (i, j) not in self.apart

    def same_place(self, i: int, j: int) -> bool:
        """Whether the containers of the two are each other's match (the document contains the outermost)."""
        a, b = self.old.parent[i], self.new.parent[j]
        return (a == ROOT and b == ROOT) or (a != ROOT and self.forward.get(a) == b)

    def neighbours_agree(self, i: int, j: int) -> bool:
        """Whether the clause just before or just after is matched alike, in the list or in the document."""
        for side in (-1, 1):
            a, b = i + side, j + side
            if 0 <= a < len(self.old) and self.forward.get(a) == b:
                return True
        return False

    def equal(self, i: int, j: int) -> bool:
        """Whether the two have the same words."""
        return self.old.forms[i].form == self.new.forms[j].form and bool(self.old.forms[i].form)

    def text_similarity(self, i: int, j: int, least: float = 0.0) -> float:
        """How alike two clauses' own words are, 0..1; two short items by their letters."""
        if (i, j) in self.apart:
            return 0.0
        a, b = self.old.forms[i], self.new.forms[j]
        if a.form == b.form:
            return 1.0
        if self.old.short[i] and self.new.short[j]:
            return _items_similarity(a, b)
        if a.redacted or b.redacted:
            score = word_similarity(a.code, b.code)
            one = score < ALIGNMENT.alike and can_be_one_text(a, b)
            return ALIGNMENT.alike if one else score
        longest, shortest = max(len(a.code), len(b.code)), min(len(a.code), len(b.code))
        if 2 * shortest < least * (longest + shortest):
            return 0.0
        return word_similarity(a.code, b.code, least)

    def children_similarity(self, i: int, j: int) -> float | None:
        """Share of what they contain, at any depth, with the same words, 0..1; None unless both do."""
        mine, theirs = self.old.children.get(i), self.new.children.get(j)
        if not mine or not theirs:
            return None
        paired = sum(self.new.parent[self.forward[k]] == j for k in mine if k in self.forward)
        heads = {self.old.forms[k].form for k in mine} & {self.new.forms[k].form for k in theirs}
        if not paired and not heads:
            return 0.0  # a container put around another is not that other
        ours, other = self.old.contents(i), self.new.contents(j)
        common = (ours & other).total()
        for k in mine:  # pairs already known count too, whatever their words
            partner = self.forward.get(k)
            if partner is not None and self.new.parent[partner] == j and not self.equal(k, partner):
                common += 1
        return 2 * common / (ours.total() + other.total())

    def similarity(self, i: int, j: int, least: float = 0.0, *, deep: bool = False) -> float:
        """How alike two clauses are, 0..1: containers half by their words, half by their children.

        `deep`: reworded children count too, though less than those that stayed as they were, and a title
        without text counts little: titles are often renamed.
        """
        if (i, j) in self.apart:
            return 0.0
        below = self.children_similarity(i, j)
        if below is None:
            return self.text_similarity(i, j, least)
        text = self.text_similarity(i, j)
        if deep and not (self.old.clauses[i].text or self.new.clauses[j].text):
            title, items = ALIGNMENT.bare_title, ALIGNMENT.bare_list
            reworded = max(below, self._reworded_children(i, j))
            return title * text + items * reworded + (1 - title - items) * below
        return (text + below) / 2

    def _reworded_children(self, i: int, j: int) -> float:
        """Share of children that have a like one among the other's, 0..1, each used once."""
        mine, theirs = self.old.children[i], self.new.children[j]
        if len(mine) * len(theirs) > ALIGNMENT.few_cells:
            return 0.0
        links: list[tuple[int, int, int, int]] = []
        paired, alike = 0, ALIGNMENT.alike
        for a in mine:
            partner = self.forward.get(a)
            paired += partner is not None and self.new.parent[partner] == j
            links.extend(
                (-self.weight(a, b, score), a + b, a, b)
                for b in theirs
                if self.free(a, b) and (score := self.text_similarity(a, b, alike)) >= alike
            )
        used_old: set[int] = set()
        used_new: set[int] = set()
        for _, _, a, b in sorted(links):
            if a not in used_old and b not in used_new:
                used_old.add(a)
                used_new.add(b)
        return 2 * (paired + len(used_old)) / (len(mine) + len(theirs))

    def weight(self, i: int, j: int, score: float) -> int:
        """A score as link weight; ties are broken by number, contents and texts, the same way swapped."""
        same_label = self.old.label[i] == self.new.label[j] != ""
        low, high = sorted((self.old.forms[i].form, self.new.forms[j].form))
        chance = crc32(high.encode(), crc32(low.encode())) % _THOUSAND
        votes = min(ALIGNMENT.votes, self.votes[i, j]) if self.votes else 0
        parts = (score, same_label * ALIGNMENT.same_label, votes * ALIGNMENT.vote)
        return sum(round(part * _MILLION) for part in parts) * _MILLION + chance * _THOUSAND

    def weight_in_order(self, i: int, j: int, score: float, place: int) -> int:
        """As `weight`; of equal chains the one nearer the start, whichever side is old."""
        return self.weight(i, j, score) + max(0, _THOUSAND - 1 - place)

    def standing(self, i: int, j: int) -> int:
        """Weight of a pair that stays: each counts more than any bulk, then words, texts and distance."""
        words = self.sizes[0][i] + self.sizes[1][j]
        chance = self.weight(i, j, 0.0) % _MILLION
        bulk = (_MILLION**2 + words) * _MILLION + chance
        return (bulk * _BILLION + _MILLION - abs(i - j)) * _BILLION + i + j

    def count_votes(self) -> None:
        """Let every pair found so far speak for the containers above it: what tells near-copies apart."""
        self.votes = Counter()
        for i, j in self.forward.items():
            for a in self._above(self.old, i):
                for b in self._above(self.new, j):
                    self.votes[a, b] += 1
        self._most = ({}, {})
        for (a, b), count in self.votes.items():
            for most, index in zip(self._most, (a, b), strict=True):
                most[index] = max(most.get(index, 0), count)

    def belongs_elsewhere(self, i: int, j: int) -> bool:
        """Whether what two containers hold has found partners, and none of it in each other."""
        return not self.votes[i, j] and max(self._most[0].get(i, 0), self._most[1].get(j, 0)) > 1

    @staticmethod
    def _above(side: Side, index: int) -> Iterator[int]:
        while (index := side.parent[index]) != ROOT:
            yield index

    @cached_property
    def sizes(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Words in each old and each new clause with all that it contains."""
        return _sizes(self.old), _sizes(self.new)


def _sizes(side: Side) -> tuple[int, ...]:
    total = [len(forms.words) + 1 for forms in side.forms]
    for index in range(len(total) - 1, -1, -1):
        above = side.parent[index]
        if above != ROOT:
            total[above] += total[index]
    return tuple(total)


# ------------------------------------------------------------------ two texts


def can_be_one_text(a: Forms, b: Forms) -> bool:
    """Whether what can be read of one stands in the other in order, three words or more beside the box."""
    readable = min(len(a.words), len(b.words)) >= ALIGNMENT.item_words and not (a.hidden or b.hidden)
    return readable and only_redaction_differs(a.raw, b.raw)


def _items_similarity(a: Forms, b: Forms) -> float:
    """Near-equal letters (also after a scanner's confusions), or all words of one within the other."""
    if a.confusion == b.confusion != "":
        return (1 + ALIGNMENT.item_astray) / 2
    letters = float(Indel.normalized_similarity(a.form, b.form, score_cutoff=ALIGNMENT.item_alike))
    if letters >= ALIGNMENT.item_alike and not other_word(a.words, b.words):
        return ALIGNMENT.other_figures * letters if _digits(a.form) != _digits(b.form) else letters
    return contained(a.words, b.words)


def contained(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two items are of which one has all words of the other; 0 where it has not."""
    few, many = sorted((Counter(a), Counter(b)), key=Counter.total)
    if not few or not few <= many or SMALL_WORDS.issuperset(few):
        return 0.0
    return ALIGNMENT.alike + (ALIGNMENT.item_astray - ALIGNMENT.alike) * few.total() / many.total()


def other_word(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one word of two items that differ in one is another word, not that word misread or inflected.

    "Date of birth" and "place of birth" have most letters in common and are two items.
    """
    if len(a) != len(b) or len(a) == 1:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return any(Indel.normalized_similarity(x, y) < ALIGNMENT.half for x, y in differ)


def shares_matter(a: Sequence[str], b: Sequence[str], least: float) -> bool:
    """Whether two phrases are alike (`least`, 0..1) by the words that mean something, too.

    "The name of the Master" has most of its words in "the name and address of the first buyer". In a
    sentence the small words are no longer most of the text.
    """
    if min(len(a), len(b)) >= ALIGNMENT.sentence_words:
        return True
    mine, theirs = (Counter(word for word in words if word not in SMALL_WORDS) for words in (a, b))
    if not mine or not theirs:
        return True
    return 2 * (mine & theirs).total() >= least * (mine.total() + theirs.total())


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


# ------------------------------------------------------------------ chains


Link = tuple[int, int, int]
"""Place on the old side, place on the new side, weight above zero."""


def heaviest_chain(links: Sequence[Link]) -> list[Link]:
    """Links that rise strictly on both sides and weigh most together, in order; O(k log k) for k links.

    The same choice as a dynamic programme over the whole table, and the longest increasing run where all
    weights are equal. Of equally heavy chains the one found does not depend on the order of `links`.
    """
    order = sorted(links, key=lambda link: (link[0], -link[1]))
    columns = sorted({link[1] for link in order})
    best: list[tuple[int, int]] = [(0, -1)] * (
        len(columns) + 1
    )  # Fenwick tree of (weight, link) over columns
    before = [-1] * len(order)
    top = (0, -1)
    for at, (_, new, weight) in enumerate(order):
        place = bisect_left(columns, new)
        below, step = (0, -1), place
        while step > 0:
            below = max(below, best[step])
            step &= step - 1
        before[at] = below[1]
        mine = (below[0] + weight, at)
        top = max(top, mine)
        step = place + 1
        while step <= len(columns):
            best[step] = max(best[step], mine)
            step += step & -step
    chain: list[Link] = []
    at = top[1]
    while at >= 0:
        chain.append(order[at])
        at = before[at]
    chain.reverse()
    return chain
