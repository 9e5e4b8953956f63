"""The methods measured: ours, and what people do without it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

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
    "mouarchive": ours,
}
