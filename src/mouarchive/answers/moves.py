"""Clauses that went together, told as one: "15.2.7-15.2.10 → 15.2.6-15.2.9", "8 → 9, with 8.1-8.4". Pure.

Only the words of the listing are joined; each clause keeps its own change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from mouarchive.answers.comparison import Compared
from mouarchive.model import Change, Clause
from mouarchive.words import counted, safe_line

__all__ = ["Run", "carriers", "runs"]

Pair = tuple[str, str]


class Run(msgspec.Struct, frozen=True):
    """Neighbours in both versions that went the same way, and what went along inside them.

    `carrier` is the clause with which they went where that is shown elsewhere, with its own words.
    """

    changes: tuple[Change, ...]
    carried: tuple[Change, ...] = ()
    carrier: Change | None = None

    @property
    def moved(self) -> bool:
        """Whether they stand in another place, not only under other numbers."""
        return self.changes[0].moved or bool(self.carrier and self.carrier.moved)

    def __str__(self) -> str:
        text = _there(self.changes)
        if self.carried:
            text += f", with {_inside(self.changes, self.carried)}"
        if self.carrier:
            text += f" ({'moved' if self.carrier.moved else 'renumbered'} with {_there([self.carrier])})"
        return text


def _there(changes: Sequence[Change]) -> str:
    sides = (_span([c.old for c in changes if c.old]), _span([c.new for c in changes if c.new]))
    return " → ".join(dict.fromkeys(side for side in sides if side))


def _span(clauses: Sequence[Clause]) -> str:
    if not clauses:
        return ""
    ends = dict.fromkeys(safe_line(clause.eid) for clause in (clauses[0], clauses[-1]))
    return "\u2013".join(ends)


def _inside(tops: Sequence[Change], carried: Sequence[Change]) -> str:
    """Name what one clause holds directly; of several clauses only count it."""
    if len(tops) == 1 and tops[0].old:
        direct = [change.old for change in carried if change.old and change.old.parent == tops[0].old.eid]
        if direct:
            deeper = len(carried) - len(direct)
            return _span(direct) + (f" and {counted(deeper, 'clause')} inside" if deeper else "")
    return counted(len(carried), "clause") + " inside"


def carriers(changes: Iterable[Change]) -> dict[Pair, Change]:
    """For each pair of clauses that went along with what contains it: the outermost such clause."""
    gone = {_pair(c): c for c in changes if c.old and c.new and (c.moved or c.renumbered)}
    found: dict[Pair, Change] = {}
    for pair, change in gone.items():
        at, seen = change, {pair}
        while not at.moved and at.old and at.new and at.old.parent and at.new.parent:
            above = (at.old.parent, at.new.parent)
            if above not in gone or above in seen:
                break
            seen.add(above)
            at = gone[above]
        if at is not change:
            found[pair] = at
    return found


def _pair(change: Change) -> Pair:
    return (change.old.eid if change.old else "", change.new.eid if change.new else "")


def runs(whole: Compared) -> tuple[Run, ...]:
    """The clauses whose words are the same but not number or place, told together where they went so."""
    brief = [change for change in whole.brief if change.old and change.new]
    shown = {_pair(change) for change in brief}
    carried_by = carriers(whole.whole.changes)
    ranks = (_ranks(whole.old.clauses), _ranks(whole.new.clauses))
    inside: dict[Pair, list[Change]] = {}
    groups: list[tuple[list[Change], Change | None]] = []
    for change in brief:
        carrier = carried_by.get(_pair(change))
        if carrier and _pair(carrier) in shown:
            inside.setdefault(_pair(carrier), []).append(change)
        elif groups and groups[-1][1] is carrier and _neighbours(groups[-1][0][-1], change, ranks):
            groups[-1][0].append(change)
        else:
            groups.append(([change], carrier))
    return tuple(
        Run(tuple(tops), tuple(c for top in tops for c in inside.get(_pair(top), ())), carrier)
        for tops, carrier in groups
    )


def _ranks(clauses: Sequence[Clause]) -> dict[str, tuple[str | None, int]]:
    """Each clause's container and its place in it."""
    counted: dict[str | None, int] = {}
    found = {}
    for clause in clauses:
        place = counted[clause.parent] = counted.get(clause.parent, -1) + 1
        found[clause.eid] = (clause.parent, place)
    return found


def _neighbours(before: Change, after: Change, ranks: Sequence[dict[str, tuple[str | None, int]]]) -> bool:
    """Whether one stands right before the other in both versions, and the same happened to both."""
    if (before.moved, before.renumbered) != (after.moved, after.renumbered):
        return False
    for first, second, rank in zip(_pair(before), _pair(after), ranks, strict=True):
        above, place = rank.get(first, (None, -2))
        if rank.get(second) != (above, place + 1):
            return False
    return True
