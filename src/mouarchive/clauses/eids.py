"""Identifiers of clauses inside one version: distinct, and the same for the same document every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["distinct"]


def distinct(eids: Sequence[str]) -> list[str]:
    """The same identifiers, the second of two equal ones with #2 added, the third with #3.

    >>> distinct(["1", "1(a)", "1(a)"])
    ['1', '1(a)', '1(a)#2']
    """
    seen: Counter[str] = Counter()
    out = []
    for eid in eids:
        seen[eid] += 1
        out.append(eid if seen[eid] == 1 else f"{eid}#{seen[eid]}")
    return out
