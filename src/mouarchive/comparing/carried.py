"""Clauses that were divided, merged or cut elsewhere: each of their words told once, where it stands now.

    old   2  The Recipient shall: keep the data; destroy the data.
    new   2  The Recipient shall:          2 -> 2      nothing differs
          2(a)  keep the data;             2 -> 2(a)   carried from 2
          2(b)  destroy the data.          2 -> 2(b)   carried from 2

Such a clause stands in several changes, in each with a portion of its words; its portions, in the order in
which they stand in it, are its words exactly. So what was carried from one clause to another is neither
struck nor added, and in every change equal and deleted parts still give `old.words`, equal and inserted ones
`new.words`.

On its own: which words went where is one question, and what is said of it another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from mouarchive.comparing.alignment import Alignment, Pair
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT
from mouarchive.comparing.alignment.matching import word_similarity
from mouarchive.comparing.alignment.recut import recut
from mouarchive.comparing.comparing_rules import COMPARING
from mouarchive.comparing.normalise import comparison_form, same_layout
from mouarchive.comparing.worddiff import Letters, redline
from mouarchive.model import Clause, Op

__all__ = ["Carried", "carried", "likeness"]


class Carried(msgspec.Struct, frozen=True):
    """A portion of old clause `old` (an index) that is now a portion of new clause `new`, and its words.

    Of a pair neither `split_from` nor `merged_into` is set, and its change tells what became of the clause;
    the first is where the old clause has another counterpart, the second where the new one has. `divided`
    at the first portion of a clause that was divided or that others went into: a change even where all words
    stayed, since less, or more, stands under a number.
    """

    old: int
    new: int
    before: Clause
    after: Clause
    split_from: str | None = None
    merged_into: str | None = None
    divided: bool = False


def carried(found: Alignment) -> Mapping[int, tuple[Carried, ...]]:
    """By index of each new clause that was cut anew: the portions that it is made of, in their order.

    A group whose words do not follow each other in one order is left out: it stands as it was paired.
    """
    partner = {pair.old: pair.new for pair in found.pairs}
    origin = {pair.new: pair.old for pair in found.pairs}
    out: defaultdict[int, list[Carried]] = defaultdict(list)
    for olds, news, known in _groups(found, partner):
        texts = [found.old[i].words for i in olds], [found.new[j].words for j in news]
        if any(sum(map(len, side)) > COMPARING.coarse for side in texts):
            continue
        divided = any(found.splits.get(j) == i or found.merges.get(i) == j for i, j in known)
        cells = recut(*texts, {(olds.index(i), news.index(j)) for i, j in known}) or ()
        for at, one in enumerate(cells):
            i, j = olds[one.old], news[one.new]
            elsewhere = i in partner and partner[i] != j, j in origin and origin[j] != i
            made = Carried(
                i,
                j,
                found.old[i].portion(one.before, numbered=not elsewhere[0]),
                found.new[j].portion(one.after, numbered=not elsewhere[1]),
                found.old[i].eid if elsewhere[0] else None,
                found.new[j].eid if elsewhere[1] else None,
                divided and at == 0,
            )
            out[j].append(made)
    out |= _exchanged(found, {one.old for each in out.values() for one in each}, set(out))
    return {j: tuple(each) for j, each in out.items()}


def _groups(
    found: Alignment, partner: Mapping[int, int]
) -> Iterator[tuple[list[int], list[int], set[tuple[int, int]]]]:
    """Old and new clauses that have words of each other, where they are more than a pair."""
    links = {
        *partner.items(),
        *((i, j) for j, i in found.splits.items()),
        *found.merges.items(),
        *found.shared,
    }
    of_old: defaultdict[int, set[int]] = defaultdict(set)
    of_new: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in links:
        of_old[i].add(j)
        of_new[j].add(i)
    done: set[int] = set()
    for start in sorted(of_old):
        if start in done:
            continue
        olds, news, waiting = {start}, set[int](), [start]
        while waiting:
            for j in of_old[waiting.pop()] - news:
                news.add(j)
                waiting += of_new[j] - olds
                olds |= of_new[j]
        done |= olds
        if len(olds) + len(news) > 2:  # noqa: PLR2004 - a pair
            yield sorted(olds), sorted(news), {(i, j) for i in olds for j in of_old[i]}


# ------------------------------------------------------------------ a paragraph that changed hands
#
#   old   3  Members leave        3(4)  by a vote of the board.     new   3  Members leave
#            If a desk is empty ...                                       3(4)  by a vote of the board.
#                                                                               If a desk is empty ...


class _Edge(msgspec.Struct, frozen=True):
    """What a pair lost, or gained, at the start of its words (`first`) or at their end."""

    text: str
    form: str
    first: bool


def _exchanged(found: Alignment, olds: set[int], news: set[int]) -> dict[int, list[Carried]]:
    """Sentences that stand with a clause in one version and with one of its items in the other.

    `olds` and `news` are told already. A pair gives or takes one such paragraph at most.
    """
    free = [pair for pair in found.pairs if pair.old not in olds and pair.new not in news]
    where = {(found.old[pair.old].eid, found.new[pair.new].eid): pair for pair in free}
    out: dict[int, list[Carried]] = {}
    for one in free:
        above = where.get((found.old[one.old].parent or "", found.new[one.new].parent or ""))
        if above is None:
            continue
        for giver, taker in ((above, one), (one, above)):
            if giver.new in out or taker.new in out:
                continue
            given = _edges(found, giver, Op.DELETE)
            taken = _edges(found, taker, Op.INSERT) if given else ()
            match = next(((a, b) for a in given for b in taken if is_one_paragraph(a.form, b.form)), None)
            if match is not None:
                out |= _handed(found, giver, taker, *match)
    return out


def is_one_paragraph(given: str, taken: str) -> bool:
    """Whether what one clause lost is what the other gained: a sentence, and all but the same."""
    long = min(len(given.split()), len(taken.split())) >= ALIGNMENT.sentence_words
    return long and likeness(given, taken) >= ALIGNMENT.near_copy


def _edges(found: Alignment, pair: Pair, op: Op) -> tuple[_Edge, ...]:
    before, after = found.old[pair.old].words, found.new[pair.new].words
    if max(len(before), len(after)) > COMPARING.coarse or same_layout(before, after):
        return ()
    parts = [part for part in redline(before, after) if part.op in {Op.EQUAL, op} and part.text.strip()]
    ends = [(parts[0], True), (parts[-1], False)] if len(parts) > 1 else []
    return tuple(_Edge(part.text, comparison_form(part.text), first) for part, first in ends if part.op is op)


def _handed(
    found: Alignment, giver: Pair, taker: Pair, given: _Edge, taken: _Edge
) -> dict[int, list[Carried]]:
    gave, kept = _cut(found.old[giver.old].words, given)
    took, own = _cut(found.new[taker.new].words, taken)
    if not kept.strip() or not own.strip():
        return {}
    old, new = found.old[giver.old], found.new[taker.new]
    rest = Carried(giver.old, giver.new, old.portion(kept), found.new[giver.new])
    went = Carried(
        giver.old,
        taker.new,
        old.portion(gave, numbered=False),
        new.portion(took, numbered=False),
        old.eid,
        new.eid,
    )
    stayed = Carried(taker.old, taker.new, found.old[taker.old], new.portion(own))
    return {giver.new: [rest], taker.new: [went, stayed] if taken.first else [stayed, went]}


def _cut(words: str, edge: _Edge) -> tuple[str, str]:
    """The words at the edge, and all others."""
    at = words.index(edge.text) + len(edge.text) if edge.first else words.rindex(edge.text)
    return (words[:at], words[at:]) if edge.first else (words[at:], words[:at])


def likeness(before: str, after: str) -> float:
    """Share of words in common, in order, of two portions, 0..1."""
    letters = Letters()
    a, b = (letters.encode(comparison_form(text).split()) for text in (before, after))
    return round(word_similarity(a, b), 4) if a or b else 1.0
