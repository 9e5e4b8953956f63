"""Order-keeping choice: the heaviest set of links in which both sides go forward."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["Link", "heaviest_chain"]

Link = tuple[int, int, int]
"""Place on the old side, place on the new side, weight above zero."""


def heaviest_chain(links: Sequence[Link]) -> list[Link]:
    """Links that rise strictly on both sides and weigh most together, in order; O(k log k) for k links.

    The same choice as a dynamic programme over the whole table, and the longest increasing run where all
    weights are equal. Of equally heavy chains the one found does not depend on the order of `links`.
    """
    order = sorted(links, key=lambda link: (link[0], -link[1]))
    columns = sorted({link[1] for link in order})
    best: list[tuple[int, int]] = [(0, -1)] * (
        len(columns) + 1
    )  # Fenwick tree of (weight, link) over columns
    before = [-1] * len(order)
    top = (0, -1)
    for at, (_, new, weight) in enumerate(order):
        place = bisect_left(columns, new)
        below, step = (0, -1), place
        while step > 0:
            below = max(below, best[step])
            step &= step - 1
        before[at] = below[1]
        mine = (below[0] + weight, at)
        top = max(top, mine)
        step = place + 1
        while step <= len(columns):
            best[step] = max(best[step], mine)
            step += step & -step
    chain: list[Link] = []
    at = top[1]
    while at >= 0:
        chain.append(order[at])
        at = before[at]
    chain.reverse()
    return chain
