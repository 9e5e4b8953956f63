"""The pairs found so far, and how alike two clauses are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from zlib import crc32

import msgspec
from rapidfuzz.distance import Indel

from mouarchive.comparing.alignment.prepare import ROOT, Side
from mouarchive.comparing.redactions import only_redaction_differs

__all__ = ["EXACT", "Matching", "word_similarity"]

EXACT = 1_000_000
"""Room below a millionth of similarity for what breaks ties; weights are whole, so that sums are exact."""

_LONGEST = 20_000**2
_SHORT_EQUAL = 0.80
_CONTAINED = 0.60
_SAME_WORD = 0.50
_VOTES, _VOTE = 10, 5_000
_CHILD_ALIKE, _CHILD_CELLS = 0.60, 1_600
_PHRASE = 8
_MASKED, _READABLE = 0.60, 4
_STOP = frozenset(
    ("the", "a", "an", "of", "and", "or", "to", "in", "for", "on", "by", "any", "all", "other", "not", "no")
)


def word_similarity(a: str, b: str, least: float = 0.0) -> float:
    """Share of words in common, in order, 0..1: twice the longest common subsequence over both lengths.

    Takes texts as word letters; 0 where it is below `least`. Of texts too long for that (20,000 words a
    side) the words in common are counted without regard to order.
    """
    if len(a) * len(b) > _LONGEST:
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
            return self._short_similarity(i, j)
        if a.redacted or b.redacted:
            return self._masked_similarity(i, j)
        longest, shortest = max(len(a.code), len(b.code)), min(len(a.code), len(b.code))
        if 2 * shortest < least * (longest + shortest):
            return 0.0
        return word_similarity(a.code, b.code, least)

    def _masked_similarity(self, i: int, j: int) -> float:
        """At least .60 where what can be read of one stands in the other in order, three words or more."""
        a, b = self.old.forms[i], self.new.forms[j]
        score = word_similarity(a.code, b.code)
        readable = min(len(a.words), len(b.words)) >= _READABLE and not (a.hidden or b.hidden)
        if score < _MASKED and readable:
            return (
                _MASKED
                if only_redaction_differs(self.old.clauses[i].words, self.new.clauses[j].words)
                else score
            )
        return score

    def _short_similarity(self, i: int, j: int) -> float:
        """Near-equal letters (also after a scanner's confusions), or all words of one within the other."""
        a, b = self.old.forms[i], self.new.forms[j]
        if a.confusion == b.confusion != "":
            return 0.95
        letters = float(Indel.normalized_similarity(a.form, b.form, score_cutoff=_SHORT_EQUAL))
        if letters >= _SHORT_EQUAL and not _other_word(a.words, b.words):
            return 0.7 * letters if _digits(a.form) != _digits(b.form) else letters
        few, many = sorted((Counter(a.words), Counter(b.words)), key=Counter.total)
        if few and few <= many and any(word not in _STOP for word in few):
            return _CONTAINED + 0.3 * few.total() / many.total()
        return 0.0

    def shares_matter(self, i: int, j: int, least: float) -> bool:
        """Whether a phrase is like another (`least`, 0..1) by the words that mean something, too.

        "The name of the Master" has most of its words in "the name and address of the first buyer". From
        eight words on, the small ones are no longer most of a text; containers are known by what they hold.
        """
        a, b = self.old.forms[i].words, self.new.forms[j].words
        holds = i in self.old.children or j in self.new.children
        if holds or min(len(a), len(b)) >= _PHRASE or self.equal(i, j):
            return True
        mine, theirs = (Counter(word for word in words if word not in _STOP) for words in (a, b))
        if not mine or not theirs:
            return True
        return 2 * (mine & theirs).total() >= least * (mine.total() + theirs.total())

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
        without text counts .15: titles are often renamed.
        """
        if (i, j) in self.apart:
            return 0.0
        below = self.children_similarity(i, j)
        if below is None:
            return self.text_similarity(i, j, least)
        text = self.text_similarity(i, j)
        if deep and not (self.old.clauses[i].text or self.new.clauses[j].text):
            return 0.15 * text + 0.25 * below + 0.6 * max(below, self._reworded_children(i, j))
        return (text + below) / 2

    def _reworded_children(self, i: int, j: int) -> float:
        """Share of children that have a like one among the other's, 0..1, each used once."""
        mine, theirs = self.old.children[i], self.new.children[j]
        if len(mine) * len(theirs) > _CHILD_CELLS:
            return 0.0
        links: list[tuple[int, int, int, int]] = []
        paired = 0
        for a in mine:
            partner = self.forward.get(a)
            paired += partner is not None and self.new.parent[partner] == j
            links.extend(
                (-self.weight(a, b, score), a + b, a, b)
                for b in theirs
                if self.free(a, b) and (score := self.text_similarity(a, b, _CHILD_ALIKE)) >= _CHILD_ALIKE
            )
        used_old: set[int] = set()
        used_new: set[int] = set()
        for _, _, a, b in sorted(links):
            if a not in used_old and b not in used_new:
                used_old.add(a)
                used_new.add(b)
        return 2 * (paired + len(used_old)) / (len(mine) + len(theirs))

    def weight(self, i: int, j: int, score: float) -> int:
        """A score as link weight; number, what stands inside and the texts break ties, the same way swapped.

        The printed number counts .02 at most: more would pull near-copies together (measured, notes 2.3).
        """
        same_label = self.old.label[i] == self.new.label[j] != ""
        low, high = sorted((self.old.forms[i].form, self.new.forms[j].form))
        chance = crc32(high.encode(), crc32(low.encode())) % 1000
        votes = min(_VOTES, self.votes[i, j]) * _VOTE if self.votes else 0
        return (round(score * 1_000_000) + same_label * 20_000 + votes) * EXACT + chance * 1000

    def standing(self, i: int, j: int) -> int:
        """Weight of a pair that stays: each counts more than any bulk, then words, texts and distance."""
        words = self.sizes[0][i] + self.sizes[1][j]
        chance = self.weight(i, j, 0.0) % 10**6
        return 10**36 + words * 10**24 + chance * 10**18 + (10**6 - abs(i - j)) * 10**9 + i + j

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


def _other_word(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one word of two items that differ in one is another word, not that word misread or inflected.

    "Date of birth" and "place of birth" have most letters in common and are two items.
    """
    if len(a) != len(b) or len(a) == 1:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return any(Indel.normalized_similarity(x, y) < _SAME_WORD for x, y in differ)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
