"""Moves: clauses found again elsewhere by their rarest words, and only where nothing else comes close.

A wrong move is worse than none. What decides is distinctiveness: the pair must be clearly better than the
next best candidate on either side (the one threshold that matters: without it .017 of F1 are lost).

On its own: the one step that pairs across lists, and may be wrong by most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import Matching, word_similarity
from mouarchive.comparing.alignment.sides import ROOT, Side

__all__ = [
    "match_anchors", "match_last_copies", "match_moved_lists", "match_moves", "match_passages",
    "match_titled_lists", "release_anchors",
]  # fmt: skip


def match_anchors(found: Matching) -> None:
    """Pair clauses of six words or more whose words are the same and stand once in each version."""
    mine, theirs = _unique(found.old), _unique(found.new)
    for form, i in mine.items():
        j = theirs.get(form)
        if j is not None and len(found.old.forms[i].words) >= ALIGNMENT.anchor_words and found.free(i, j):
            found.pair(i, j, PAIRING.anchor.name)


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
            k not in found.backward
            and found.text_similarity(i, k, ALIGNMENT.near_copy) >= ALIGNMENT.near_copy
            for k in (found.new.children.get(here, ()) if here != ROOT else ())
        ) or any(
            k not in found.forward and found.text_similarity(k, j, ALIGNMENT.near_copy) >= ALIGNMENT.near_copy
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
            if (
                index not in matched
                and len(forms.words) >= ALIGNMENT.sentence_words
                and index not in side.children
            ):
                free[forms.form][at].append(index)
    for form in sorted(free):
        mine, theirs = free[form]
        if len(mine) != 1 or len(theirs) != 1:
            continue
        above, below = found.old.parent[mine[0]], found.new.parent[theirs[0]]
        if (above == ROOT or above in found.forward) and (below == ROOT or below in found.backward):
            found.pair(mine[0], theirs[0], PAIRING.last_copy.name)


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
            self._rare[code] = tuple(w for n, w in words[: ALIGNMENT.rare_words] if n <= ALIGNMENT.crowded)
        return self._rare[code]

    def candidates(self, code: str, side: int) -> list[int]:
        """Up to six clauses of the other version (0 old, 1 new) that share most of the rarest words."""
        votes: defaultdict[int, float] = defaultdict(float)
        for letter in self.rare(code):
            weight = log(1 + self.total / self.frequency[letter])
            for index in self.places[side].get(letter, ()):
                votes[index] += weight
        best = sorted(votes.items(), key=lambda vote: (-round(vote[1], 6), vote[0]))
        return [index for index, _ in best[: ALIGNMENT.candidates]]


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
        if score - rival >= ALIGNMENT.lead or found.same_place(i, j) or found.neighbours_agree(i, j):
            found.pair(i, j, _rule(found, i, j, score))


def _rule(found: Matching, i: int, j: int, score: float) -> str:
    same = found.equal(i, j)
    name = (PAIRING.same_elsewhere if same else PAIRING.alike_elsewhere).name
    name = name.replace("elsewhere", "in the same part") if found.same_place(i, j) else name
    return name if same else f"{name} ({score:.2f})"


def _enough(found: Matching, i: int, j: int, score: float) -> bool:
    if found.old.short[i] or found.new.short[j]:
        return False
    words = min(len(found.old.forms[i].words), len(found.new.forms[j].words))
    return enough_if_equal(words) if found.equal(i, j) else enough_if_alike(words, score)


def enough_if_equal(words: int) -> bool:
    """Whether a text of so many words, the same in both versions, proves itself wherever it stands."""
    return words >= ALIGNMENT.anchor_words


def enough_if_alike(words: int, score: float) -> bool:
    """Whether a text of so many words, alike by `score` (0..1), may have been moved."""
    return score >= ALIGNMENT.elsewhere and words >= ALIGNMENT.sentence_words


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
        score = word_similarity(
            found.old.forms[i].code, found.new.forms[j].code, ALIGNMENT.elsewhere - ALIGNMENT.lead
        )
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
        if share > ALIGNMENT.half * ALIGNMENT.list_rival:
            shares[i, j] = share
    ranked = sorted((-found.weight(i, j, s), abs(i - j), i + j, i, j) for (i, j), s in shares.items())
    for _, _, _, i, j in ranked:
        share = shares[i, j]
        rivals = [s for (a, b), s in shares.items() if (a == i) != (b == j)]
        if (
            share >= ALIGNMENT.half
            and max(rivals, default=0.0) < ALIGNMENT.list_rival * share
            and found.free(i, j)
        ):
            found.pair(i, j, f"{PAIRING.same_items.name} ({share:.2f})")


def match_titled_lists(found: Matching) -> None:
    """Pair unmatched containers of one title of which an item of the one is known as an item of the other.

    A level of headings was put above them or taken away, and little of them stayed in words.
    """
    for i in found.old.lists():
        if i in found.forward or not found.old.forms[i].title:
            continue
        there = {found.new.parent[found.forward[k]] for k in found.old.children[i] if k in found.forward}
        named = [j for j in sorted(there) if j >= 0 and is_titled_alike(found, i, j)]
        if len(named) == 1:
            found.pair(i, named[0], PAIRING.titled_items.name)


def is_titled_alike(found: Matching, i: int, j: int) -> bool:
    """Whether two containers may still be paired and have one title."""
    return found.free(i, j) and found.old.forms[i].title == found.new.forms[j].title


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
    if common < ALIGNMENT.list_tells:
        return 0.0
    return 2 * common / (sum(sorted(weights[f] for f in mine)) + sum(sorted(weights[f] for f in theirs)))


# ------------------------------------------------------------------ passages


_STEPS = ((1, 1), (2, 1), (1, 2), (2, 2))
"""To the next clause of a passage: one may be missing on a side, as a heading that was not read is."""


def match_passages(found: Matching) -> None:
    """Pair what is left of three clauses and twenty words or more that follow one another in both versions.

    The longest passage goes first, and of two copies the one nearer the start of its version.
    """
    runs = sorted(_runs(found), key=lambda run: (-_words(found, run), sum(run[0]), run))
    for run in runs:
        free = [(i, j) for i, j in run if found.free(i, j)]
        if len(free) >= ALIGNMENT.passage_clauses and _words(found, free) >= ALIGNMENT.passage_words:
            for i, j in free:
                found.pair(i, j, PAIRING.passage.name)


def _runs(found: Matching) -> list[list[tuple[int, int]]]:
    """Every run of equal texts without partner, as pairs of an old and a new clause."""
    equal = _equal(found)
    runs: list[list[tuple[int, int]]] = []
    for i, j in sorted(equal):
        if any((i - a, j - b) in equal for a, b in _STEPS):
            continue
        run = [(i, j)]
        while following := next(
            (
                (run[-1][0] + a, run[-1][1] + b)
                for a, b in _STEPS
                if (run[-1][0] + a, run[-1][1] + b) in equal
            ),
            None,
        ):
            run.append(following)
        if len(run) >= ALIGNMENT.passage_clauses:
            runs.append(run)
    return runs


def _equal(found: Matching) -> set[tuple[int, int]]:
    """All pairs of equal texts without partner, but for those of texts that stand everywhere."""
    olds: defaultdict[str, list[int]] = defaultdict(list)
    news: defaultdict[str, list[int]] = defaultdict(list)
    for places, side, matched in ((olds, found.old, found.forward), (news, found.new, found.backward)):
        for index, forms in enumerate(side.forms):
            if index not in matched and forms.form:
                places[forms.form].append(index)
    return {
        (i, j)
        for form in olds.keys() & news.keys()
        if len(olds[form]) * len(news[form]) <= ALIGNMENT.cells
        for i in olds[form]
        for j in news[form]
    }


def _words(found: Matching, run: Iterable[tuple[int, int]]) -> int:
    return sum(len(found.old.forms[i].words) for i, _ in run)
