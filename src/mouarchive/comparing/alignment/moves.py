"""Moves: clauses found again elsewhere by their rarest words, and only where nothing else comes close.

A wrong move is worse than none. What decides is distinctiveness: the pair must be clearly better than the
next best candidate on either side (the one threshold that matters: without it .017 of F1 are lost).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from mouarchive.comparing.alignment.matching import Matching, word_similarity
from mouarchive.comparing.alignment.prepare import ROOT, Side

__all__ = [
    "match_anchors",
    "match_last_copies",
    "match_moved_lists",
    "match_moves",
    "release_anchors",
]

_ANCHOR_WORDS = 6
_RARE_WORDS, _CANDIDATES = 12, 6
_MOVE, _MOVE_WORDS, _MARGIN = 0.70, 8, 0.05
_CROWDED = 200
_NEAR_COPY = 0.85
_LIST_SHARE, _LIST_RIVAL, _LIST_TELLS = 0.50, 0.80, 0.40


def match_anchors(found: Matching) -> None:
    """Pair clauses of six words or more whose words are the same and stand once in each version."""
    mine, theirs = _unique(found.old), _unique(found.new)
    for form, i in mine.items():
        j = theirs.get(form)
        if j is not None and len(found.old.forms[i].words) >= _ANCHOR_WORDS and found.free(i, j):
            found.pair(i, j, "identical text")


def release_anchors(found: Matching) -> bool:
    """Undo anchors between different places where a near-copy stands in place on either side.

    Of twin annexes one may have been edited to what the other said: place comes before the very words then.
    What stands in place is matched next; an anchor that nothing takes is found again. Tells whether any was.
    """
    before = len(found.forward)
    for i, j in sorted(found.forward.items()):
        if found.same_place(i, j) or found.neighbours_agree(i, j) or not found.equal(i, j):
            continue
        here = found.forward.get(found.old.parent[i], ROOT)
        there = found.backward.get(found.new.parent[j], ROOT)
        like = any(
            k not in found.backward and found.text_similarity(i, k, _NEAR_COPY) >= _NEAR_COPY
            for k in (found.new.children.get(here, ()) if here != ROOT else ())
        ) or any(
            k not in found.forward and found.text_similarity(k, j, _NEAR_COPY) >= _NEAR_COPY
            for k in (found.old.children.get(there, ()) if there != ROOT else ())
        )
        if like:
            found.part(i, j)
    return len(found.forward) < before


def match_last_copies(found: Matching) -> None:
    """Pair the copy that is left on each side where all other copies of a text have found each other.

    Eight words or more: a sentence that stands in many places, of which one was moved. What went with its
    container or came with a new one was not moved.
    """
    free: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at, (side, matched) in enumerate(((found.old, found.forward), (found.new, found.backward))):
        for index, forms in enumerate(side.forms):
            if index not in matched and len(forms.words) >= _MOVE_WORDS and index not in side.children:
                free[forms.form][at].append(index)
    for form in sorted(free):
        mine, theirs = free[form]
        if len(mine) != 1 or len(theirs) != 1:
            continue
        above, below = found.old.parent[mine[0]], found.new.parent[theirs[0]]
        if (above == ROOT or above in found.forward) and (below == ROOT or below in found.backward):
            found.pair(mine[0], theirs[0], "identical text elsewhere, the only copy left")


def _unique(side: Side) -> dict[str, int]:
    count = Counter(forms.form for forms in side.forms)
    return {forms.form: index for index, forms in enumerate(side.forms) if count[forms.form] == 1}


# ------------------------------------------------------------------ single clauses


class Index:
    """Which clauses of a version hold a word; built over both versions so that rarity is the same swapped."""

    def __init__(self, old: Side, new: Side) -> None:
        self.frequency: Counter[str] = Counter()
        for side in (old, new):
            for forms in side.forms:
                self.frequency.update(set(forms.code))
        self.total = len(old) + len(new)
        self.places = (_postings(old), _postings(new))
        self._rare: dict[str, tuple[str, ...]] = {}

    def rare(self, code: str) -> tuple[str, ...]:
        """The rarest words of a clause, rarest first, each once; words in over 200 clauses never."""
        if code not in self._rare:
            frequency = self.frequency
            words = sorted((frequency[letter], letter) for letter in set(code))
            self._rare[code] = tuple(w for n, w in words[:_RARE_WORDS] if n <= _CROWDED)
        return self._rare[code]

    def candidates(self, code: str, side: int) -> list[int]:
        """Up to six clauses of the other version (0 old, 1 new) that share most of the rarest words."""
        votes: defaultdict[int, float] = defaultdict(float)
        for letter in self.rare(code):
            weight = log(1 + self.total / self.frequency[letter])
            for index in self.places[side].get(letter, ()):
                votes[index] += weight
        best = sorted(votes.items(), key=lambda vote: (-round(vote[1], 6), vote[0]))
        return [index for index, _ in best[:_CANDIDATES]]


def _postings(side: Side) -> dict[str, list[int]]:
    out: defaultdict[str, list[int]] = defaultdict(list)
    for index, forms in enumerate(side.forms):
        for letter in set(forms.code):
            out[letter].append(index)
    return out


def match_moves(found: Matching, index: Index) -> None:
    """Pair clauses found elsewhere: similarity .70, eight words (six if equal), .05 ahead of any rival.

    A rival counts whether it is matched or not; a pair whose container or neighbour is matched alike
    needs no lead.
    """
    scores = _candidate_scores(found, index)
    by_old: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    by_new: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), score in scores.items():
        by_old[i].append((score, j))
        by_new[j].append((score, i))
    ranked = sorted((-found.weight(i, j, s), abs(i - j), i + j, i, j) for (i, j), s in scores.items())
    for _, _, _, i, j in ranked:
        score = scores[i, j]
        if not found.free(i, j) or not _enough(found, i, j, score):
            continue
        rival = max((s for s, k in by_old[i] if k != j), default=0.0)
        rival = max(rival, max((s for s, k in by_new[j] if k != i), default=0.0))
        if score - rival >= _MARGIN or found.same_place(i, j) or found.neighbours_agree(i, j):
            found.pair(i, j, _rule(found, i, j, score))


def _rule(found: Matching, i: int, j: int, score: float) -> str:
    likeness = "identical text" if found.equal(i, j) else "similar text"
    where = "in the same part" if found.same_place(i, j) else "elsewhere"
    return f"{likeness} {where}" if found.equal(i, j) else f"{likeness} {where} ({score:.2f})"


def _enough(found: Matching, i: int, j: int, score: float) -> bool:
    if found.old.short[i] or found.new.short[j]:
        return False
    words = min(len(found.old.forms[i].words), len(found.new.forms[j].words))
    if found.equal(i, j):
        return words >= _ANCHOR_WORDS
    return score >= _MOVE and words >= _MOVE_WORDS


def _candidate_scores(found: Matching, index: Index) -> dict[tuple[int, int], float]:
    """Similarity of every candidate pair with at least one free clause, from both directions."""
    pairs: set[tuple[int, int]] = set()
    for i, forms in enumerate(found.old.forms):
        if i not in found.forward and not found.old.short[i]:
            pairs.update((i, j) for j in index.candidates(forms.code, 1))
    for j, forms in enumerate(found.new.forms):
        if j not in found.backward and not found.new.short[j]:
            pairs.update((i, j) for i in index.candidates(forms.code, 0))
    out: dict[tuple[int, int], float] = {}
    for i, j in sorted(pairs):
        score = word_similarity(found.old.forms[i].code, found.new.forms[j].code, _MOVE - _MARGIN)
        if score:
            out[i, j] = score
    return out


# ------------------------------------------------------------------ lists, recognised by their items


def match_moved_lists(found: Matching) -> None:
    """Pair unmatched containers that hold the same items, rare items counting more.

    At least half of the items' weight in common, and the next best list below .8 of that. One item at least
    must stand in hardly any other list: "surname, forename, date of birth" is in all of them.
    """
    olds = [i for i in found.old.lists() if i not in found.forward]
    news = [j for j in found.new.lists() if j not in found.backward]
    if not olds or not news:
        return
    count = _item_count(found.old) + _item_count(found.new)
    shares: dict[tuple[int, int], float] = {}
    for i, j in sorted(_sharing(found, olds, news)):
        share = _item_share(found, i, j, count)
        if share > _LIST_SHARE * _LIST_RIVAL:
            shares[i, j] = share
    ranked = sorted((-found.weight(i, j, s), abs(i - j), i + j, i, j) for (i, j), s in shares.items())
    for _, _, _, i, j in ranked:
        share = shares[i, j]
        rivals = [s for (a, b), s in shares.items() if (a == i) != (b == j)]
        if share >= _LIST_SHARE and max(rivals, default=0.0) < _LIST_RIVAL * share and found.free(i, j):
            found.pair(i, j, f"same items ({share:.2f})")


def _item_count(side: Side) -> Counter[str]:
    return Counter(forms.form for forms in side.forms if forms.form)


def _items(side: Side, above: int) -> set[str]:
    return {side.forms[k].form for k in side.children[above] if side.forms[k].form}


def _sharing(found: Matching, olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j in news:
        for form in _items(found.new, j):
            holders[form].append(j)
    return {(i, j) for i in olds for form in _items(found.old, i) for j in holders.get(form, ())}


def _item_share(found: Matching, i: int, j: int, count: Counter[str]) -> float:
    mine, theirs = _items(found.old, i), _items(found.new, j)
    weights = {form: 1 / count[form] for form in mine | theirs}
    common = sum(sorted(weights[form] for form in mine & theirs))
    if common < _LIST_TELLS:
        return 0.0
    return 2 * common / (sum(sorted(weights[f] for f in mine)) + sum(sorted(weights[f] for f in theirs)))
