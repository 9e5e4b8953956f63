"""What a contents list tells of the level of a part: is Annex 1 an annex of Schedule 4, or stands beside it?

Schedule 4  Data protection      7          Schedule 4  Data protection      7
Annex 1     List of jetties      7             Annex 1  List of jetties      7
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mouarchive.clauses.labels import ANNEXES, read_labels
from mouarchive.clauses.layout import ContentsEntry
from mouarchive.clauses.measures import fold

__all__ = ["beside_others"]

_SAME_EDGE = 3.0
"""Points by which the left edges of entries of one level differ, at most."""


def beside_others(contents: Sequence[ContentsEntry]) -> frozenset[str]:
    """Labels, folded, of annexes that stand at the left edge of annexes of another sort.

    Of a sort with a label that is listed twice there is none: each schedule counts its annexes from 1.
    """
    parts = [
        (fold(entry.label), family, entry.left)
        for entry in contents
        if entry.left is not None and (family := _family(entry.label)) in ANNEXES
    ]
    times = Counter(label for label, _, _ in parts)
    again = {family for label, family, _ in parts if times[label] > 1}
    return frozenset(
        label
        for label, family, left in parts
        if family not in again
        and any(other != family and abs(edge - left) <= _SAME_EDGE for _, other, edge in parts)
    )


def _family(label: str) -> str:
    readings = read_labels(label)
    return readings[0].marks[0].family if readings else ""
