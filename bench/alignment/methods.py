"""The methods measured: ours, and what people do without it."""

from __future__ import annotations

import difflib
import importlib.util
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from mouarchive.comparing.alignment import align
from mouarchive.comparing.normalise import comparison_form
from mouarchive.model import Clause

__all__ = ["METHODS"]

Pairs = set[tuple[str, str]]


def by_number(old: Sequence[Clause], new: Sequence[Clause]) -> Pairs:
    """The same printed number is the same clause."""
    return {(eid, eid) for eid in {clause.eid for clause in old} & {clause.eid for clause in new}}


def by_difflib(old: Sequence[Clause], new: Sequence[Clause]) -> Pairs:
    """Difflib over the clauses' texts, replaced blocks paired by position."""
    a, b = [comparison_form(c.words) for c in old], [comparison_form(c.words) for c in new]
    out: Pairs = set()
    for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag in {"equal", "replace"}:
            out.update((old[i].eid, new[j].eid) for i, j in zip(range(i0, i1), range(j0, j1), strict=False))
    return out


def by_redlines(old: Sequence[Clause], new: Sequence[Clause]) -> Pairs:
    """The package redlines over the whole texts, one clause a line without its number.

    It marks words and knows no clauses: two clauses are taken as one where each shares more unmarked words
    with the other than with any other clause.
    """
    from redlines import Redlines  # noqa: PLC0415 - optional: not among the project's requirements
    from redlines.processor import tokenize_text  # noqa: PLC0415

    texts = [[" ".join(clause.words.split()) for clause in side] for side in (old, new)]
    # Each line ends in a paragraph mark, which redlines makes one word.
    ends = [list(accumulate(len(tokenize_text(f"{text} ¶ ")) for text in side)) for side in texts]
    found = Redlines("\n".join(texts[0]), "\n".join(texts[1]))
    shared: Counter[tuple[int, int]] = Counter()
    for tag, i0, i1, j0, _ in found.opcodes:
        if tag == "equal":
            for step in range(i1 - i0):
                shared[bisect_right(ends[0], i0 + step), bisect_right(ends[1], j0 + step)] += 1
    best: list[dict[int, tuple[int, int]]] = [{}, {}]
    for (i, j), words in sorted(shared.items()):
        best[0][i] = max(best[0].get(i, (0, 0)), (words, -j))
        best[1][j] = max(best[1].get(j, (0, 0)), (words, -i))
    return {
        (old[i].eid, new[-other].eid)
        for i, (words, other) in best[0].items()
        if words > 1 and i < len(old) and -other < len(new) and best[1][-other][1] == -i
    }


def ours(old: Sequence[Clause], new: Sequence[Clause]) -> Pairs:
    """mouarchive, split and merged pieces counted as pairs."""
    found = align(old, new)
    out = {(old[pair.old].eid, new[pair.new].eid) for pair in found.pairs}
    out.update((old[i].eid, new[j].eid) for j, i in found.splits.items())
    out.update((old[i].eid, new[j].eid) for i, j in found.merges.items())
    return out


METHODS: dict[str, Callable[[Sequence[Clause], Sequence[Clause]], Pairs]] = {
    "number": by_number,
    "difflib": by_difflib,
    **({"redlines": by_redlines} if importlib.util.find_spec("redlines") else {}),
    "mouarchive": ours,
}
