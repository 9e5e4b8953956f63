"""Splits and merges: a clause left over whose words are what its neighbour's partner has to spare."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel, LCSseq

from mouarchive.comparing.alignment.matching import Matching
from mouarchive.comparing.alignment.prepare import ROOT, Side

__all__ = ["find_merges", "find_splits"]

_SHARE, _CHILD_SHARE, _WORDS, _MOST_WORDS = 0.75, 0.60, 4, 20_000
_LETTERS = 3


def find_splits(found: Matching) -> dict[int, int]:
    """New clause to the old clause it was split from."""
    apart = {(j, i) for i, j in found.apart}
    return _pieces(found.old, found.new, found.backward, apart)


def find_merges(found: Matching) -> dict[int, int]:
    """Old clause to the new clause it went into."""
    return _pieces(found.new, found.old, found.forward, set(found.apart))


def _pieces(whole: Side, cut: Side, partner: dict[int, int], apart: set[tuple[int, int]]) -> dict[int, int]:
    """Unmatched clauses of `cut` that are an ordered part of one of `whole` whose match is beside them.

    Of a piece below four words all must be left over, one after the other: an item glued to its neighbour.
    `apart` holds the (piece, origin) that people have ruled out.
    """
    out: dict[int, int] = {}
    for piece in range(len(cut)):
        words = cut.forms[piece].code
        if piece in partner or len(words) > _MOST_WORDS or len(cut.forms[piece].form) < _LETTERS:
            continue
        best = (0.0, 0, ROOT)
        for holder in _beside(cut, piece):
            origin = partner.get(holder)
            if origin is None or (piece, origin) in apart or len(whole.forms[origin].code) > _MOST_WORDS:
                continue
            spare = _left_over(whole.forms[origin].code, cut.forms[holder].code)
            share = _share(words, spare)
            least = _CHILD_SHARE if cut.parent[piece] == holder else _SHARE
            if share >= least:
                best = max(best, (share, -abs(holder - piece), origin))
        if best[0]:
            out[piece] = best[2]
    return out


def _beside(side: Side, index: int) -> Iterator[int]:
    """The container, two neighbours either way in the list, and what stands just before."""
    above = side.parent[index]
    if above != ROOT:
        yield above
    members, rank = side.children[above], side.rank[index]
    yield from (members[k] for k in range(max(0, rank - 2), min(len(members), rank + 3)) if k != rank)
    if index and side.parent[index - 1] != above and index - 1 != above:
        yield index - 1


def _share(words: str, spare: list[str]) -> float:
    """How much of a piece is left over in order, 0..1; of a short one all or nothing."""
    if len(words) < _WORDS:
        return float(any(words in run for run in spare))
    return LCSseq.similarity(words, "".join(spare)) / len(words)


def _left_over(whole: str, kept: str) -> list[str]:
    """The runs of words of `whole` that are not in `kept`, in order."""
    return [whole[op.src_start : op.src_end] for op in Indel.opcodes(whole, kept) if op.tag == "delete"]
