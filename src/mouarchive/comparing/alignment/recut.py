"""One text cut in other places: which words of each old piece stand in which new piece.

    old   [The Recipient shall: keep the data; destroy the data.]
    new   [The Recipient shall:] [keep the data;] [destroy the data.]

All pieces of a side are laid end to end and compared once, in order; the comparison is then cut at the ends
of the pieces of both sides. So words that merely stand on the other side of a cut are never struck here and
written anew there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT
from mouarchive.comparing.comparing_rules import COMPARING
from mouarchive.comparing.worddiff import redline
from mouarchive.model import Op

__all__ = ["Portion", "overlaps", "recut"]

_WORD = re.compile(r"\w+")
_BETWEEN = "\n"


class Portion(msgspec.Struct, frozen=True):
    """`before`, a portion of the words of old piece `old`, is what `after` is of those of new piece `new`."""

    old: int
    new: int
    before: str
    after: str


class _Shared(msgspec.Struct):
    """What an old and a new piece have in common: the spans it covers in each, its words, its longest run."""

    old: tuple[int, int]
    new: tuple[int, int]
    words: int = 0
    longest: int = 0


def recut(
    olds: Sequence[str], news: Sequence[str], known: Collection[tuple[int, int]]
) -> tuple[Portion, ...] | None:
    """The portions of two runs of pieces, in order; those of each piece joined are its words exactly.

    `known` are the pieces (old, new) that have words in common. None where two of them have none in this
    order: then nothing is known of what stands where.
    """
    shared = {at: one for at, one in _shared(olds, news).items() if at in known}
    if set(shared) != set(known):
        return None
    order = sorted(shared)
    spans = [(a, shared[a, b].old) for a, b in order], [(b, shared[a, b].new) for a, b in order]
    before = _cuts(olds, spans[0], news, spans[1])
    after = _cuts(news, spans[1], olds, spans[0])
    return tuple(
        Portion(a, b, olds[a][slice(*here)], news[b][slice(*there)])
        for (a, b), here, there in zip(order, before, after, strict=True)
    )


def overlaps(olds: Sequence[str], news: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Old and new pieces of which one stands in the other for the most part, or that share a run of words."""
    sizes = [[len(_WORD.findall(text)) for text in side] for side in (olds, news)]
    return tuple(
        (a, b) for (a, b), one in sorted(_shared(olds, news).items())
        if is_overlap(one.longest, one.words, sizes[0][a], sizes[1][b])
    )  # fmt: skip


def is_overlap(run: int, shared: int, old: int, new: int) -> bool:
    """Whether words in common, the longest run of them and all, of so many in each piece, are no chance."""
    return run > COMPARING.island or shared >= ALIGNMENT.piece * min(old, new)


def _shared(olds: Sequence[str], news: Sequence[str]) -> dict[tuple[int, int], _Shared]:
    """What each old piece has in common with each new one; nothing but words counts."""
    out: dict[tuple[int, int], _Shared] = {}
    starts = [[0, *accumulate(len(text) + len(_BETWEEN) for text in side)] for side in (olds, news)]
    for i, j, length in _same(_BETWEEN.join(olds), _BETWEEN.join(news)):
        for a, b, at, end in _split_at(starts, i, j, length):
            x, y = i + at - starts[0][a], j + at - starts[1][b]
            span = min(end - at, len(olds[a]) - x, len(news[b]) - y)
            words = len(_WORD.findall(olds[a][x : x + span]))
            if not words:
                continue
            one = out.setdefault((a, b), _Shared((x, x + span), (y, y + span)))
            one.old, one.new = (one.old[0], x + span), (one.new[0], y + span)
            one.words += words
            one.longest = max(one.longest, words)
    return out


def _same(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """The runs that are equal: where each begins in the old and in the new text, and its length."""
    i = j = 0
    for part in redline(old, new):
        if part.op is Op.EQUAL:
            yield i, j, len(part.text)
        i += len(part.text) if part.op is not Op.INSERT else 0
        j += len(part.text) if part.op is not Op.DELETE else 0


def _split_at(
    starts: Sequence[Sequence[int]], i: int, j: int, length: int
) -> Iterator[tuple[int, int, int, int]]:
    """A run cut where a piece of either side begins: old piece, new piece, start and end in the run."""
    inner = {start - at for side, at in zip(starts, (i, j), strict=True) for start in side}
    for start, end in pairwise(sorted({0, length, *(at for at in inner if 0 < at < length)})):
        a, b = (
            max(n for n, first in enumerate(side[:-1]) if first <= at + start)
            for side, at in zip(starts, (i, j), strict=True)
        )
        yield a, b, start, end


Spans = Sequence[tuple[int, tuple[int, int]]]
"""Pieces by number, each with a span of it."""


def _cuts(
    texts: Sequence[str], spans: Spans, others: Sequence[str], other_spans: Spans
) -> list[tuple[int, int]]:
    """Each span of a piece made longer, so that the spans of a piece cover all of it, one after the other.

    What stands between two spans goes with the one before it, as what was struck at its end; with the one
    behind where words were put in at the beginning of that and none at the end of this: one for the other.
    """
    starts = [0] * len(spans)
    for at, (piece, span) in enumerate(spans):
        if at and spans[at - 1][0] == piece:
            end, begin = _loose(others, other_spans, at - 1)[1], _loose(others, other_spans, at)[0]
            starts[at] = spans[at - 1][1][1] if begin and not end else span[0]
    return [
        (
            starts[at],
            starts[at + 1] if at + 1 < len(spans) and spans[at + 1][0] == piece else len(texts[piece]),
        )
        for at, (piece, _) in enumerate(spans)
    ]


def _loose(texts: Sequence[str], spans: Spans, at: int) -> tuple[bool, bool]:
    """Whether words stand before the first span of a piece, and behind its last one, where this is that."""
    piece, (start, end) = spans[at]
    first = at == 0 or spans[at - 1][0] != piece
    last = at + 1 == len(spans) or spans[at + 1][0] != piece
    return (
        first and _WORD.search(texts[piece][:start]) is not None,
        last and _WORD.search(texts[piece][end:]) is not None,
    )
