"""Passages: clauses one after the other that stand word for word in both versions, wherever they stand.

Each of them may be in a version twice, and so no anchor: an agreement bound twice into one file, with the
headings of its schedules lost, still holds every clause of the single copy. A passage is known by its length,
as a quotation is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mouarchive.comparing.alignment.matching import Matching

__all__ = ["match_passages"]

_CLAUSES, _WORDS = 3, 20
_CROWDED = 40_000
_STEPS = ((1, 1), (2, 1), (1, 2), (2, 2))
"""To the next clause of a passage: one may be missing on a side, as a heading that was not read is."""


def match_passages(found: Matching) -> None:
    """Pair what is left of three clauses and twenty words or more that follow one another in both versions.

    The longest passage goes first, and of two copies the one nearer the start of its version.
    """
    runs = sorted(_runs(found), key=lambda run: (-_words(found, run), sum(run[0]), run))
    for run in runs:
        free = [(i, j) for i, j in run if found.free(i, j)]
        if len(free) >= _CLAUSES and _words(found, free) >= _WORDS:
            for i, j in free:
                found.pair(i, j, "identical text, in a passage found elsewhere")


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
        if len(run) >= _CLAUSES:
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
        if len(olds[form]) * len(news[form]) <= _CROWDED
        for i in olds[form]
        for j in news[form]
    }


def _words(found: Matching, run: Iterable[tuple[int, int]]) -> int:
    return sum(len(found.old.forms[i].words) for i, _ in run)
