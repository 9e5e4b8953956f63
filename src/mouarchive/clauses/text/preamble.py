"""Parties and recitals before the first section: numbered, but no clauses of the agreement.

(1) THE COUNCIL of …; and           preamble(1)
(2) THE BOARD of ….                 preamble(2)
(A) The Council is the authority.   preamble(A)
1.  INTERPRETATION                  1
"""

from __future__ import annotations

from collections.abc import Sequence

from mouarchive.clauses.numbering.stack import Placement

__all__ = ["set_preamble_apart"]


def set_preamble_apart(placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """Give bracketed labels before the first section identifiers and a kind of their own.

    Only where every label before that section is bracketed: a document whose clauses are all (1), (2) keeps
    them as its clauses.
    """
    first = next((number for number, placement in enumerate(placements) if _opens_body(placement)), None)
    if not first or any(placement.mark.shape != "()" for placement in placements[:first]):
        return tuple(placements)
    eids: dict[int, str] = {}
    front = []
    for placement in placements[:first]:
        parent = placement.parent
        if placement.mark.family == "upper":  # recitals are no part of the party before them
            parent = None
        base = "preamble" if parent is None else eids[parent]
        eid = eids[placement.uid] = f"{base}({placement.mark.value})"
        front.append(placement._replace(parent=parent, eid=eid, kind="front"))
    return (*front, *placements[first:])


def _opens_body(placement: Placement) -> bool:
    """The first number of the body: 1, 1., I., Article 1, 1.1 at the root."""
    mark = placement.mark
    return placement.parent is None and mark.shape != "()" and mark.path[0] == 1
