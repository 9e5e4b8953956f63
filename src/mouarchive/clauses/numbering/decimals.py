"""Where numbers of several parts stand: below the open clause whose number is their beginning.

2 ─ 2.1 ─ 2.1.3      then "2.2" belongs to 2, "3.1" to a section 3 that is not printed,
                     "1.1" begins a new part (or refers to something else)
"""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.clauses.labels import ANNEXES, DIVISIONS
from mouarchive.clauses.numbering.rules import fits_list, follows, leaves, shelter
from mouarchive.clauses.numbering.stack import SAME_COLUMN, Case, Node, Option, Points, Series

__all__ = ["place_decimal"]

_PARAGRAPH = {"space above", "after a full stop"}


def place_decimal(case: Case) -> Iterator[Option]:
    """Below the nearest open beginning of its number, or as the first of a number that is not printed."""
    for at in range(len(case.stack) - 1, -1, -1):
        node = case.stack[at]
        if _is_beginning(node, case):
            yield _below(case, at)
            return
        if not node.holds_scope:
            continue
        if node.kind == "root" or node.scope == "own" or case.mark.path[0] == 1:
            yield _orphan(case, at, at)
        if node.kind == "root":
            return
        if node.family in DIVISIONS and node.scope != "own":
            yield _orphan(case, at, 0)


def _is_beginning(node: Node, case: Case) -> bool:
    if len(node.path or ()) >= len(case.mark.path) or not node.begins(case.mark):
        return False
    lettered = node.family in {"upper", "lettered"} or node.family in ANNEXES
    return lettered == (case.mark.family == "lettered")


def _below(case: Case, at: int) -> Option:
    node, mark = case.stack[at], case.mark
    missing = mark.path[len(node.path or ()) :]
    series = node.list_of(_key(case))
    points: Points
    if series is not None and len(missing) == 1:
        points = (_next(case, series, missing[0]), *fits_list(series, mark, case.where))
    elif series is not None:
        letters = mark.letters[len(node.path or ())]
        points = (
            follows(series, missing[0], letters),
            ("a level is not printed", -0.75 - _after_one(missing[1:])),
        )
    else:
        points = (("first below its number", 3.0 - _after_one(missing)),)
        points += (("a level is not printed", -0.75),) if len(missing) > 1 else ()
    return _open(case, shelter(case.stack, at), at, points, missing, scope="outer" if node.keyword else "")


def _next(case: Case, series: Series, value: int) -> tuple[str, float]:
    """How a number follows its list; one that was passed over may come late where a paragraph begins.

    4.1, 4.3, 4.2, 4.4: the number names its place, whoever put the clauses into this order.
    """
    begins = _PARAGRAPH & {name for name, _ in case.where.points}
    if value in series.gaps and begins and abs(series.x - case.where.x) < SAME_COLUMN:
        return ("number out of order", -1.0)
    return follows(series, value, case.mark.suffix)


def _key(case: Case) -> str:
    return "lettered" if case.mark.family == "lettered" else "decimal"


def _after_one(parts: tuple[int, ...]) -> float:
    """Points lost because a list does not begin with 1."""
    return sum(min(4.0, 1.5 + 0.5 * abs(part - 2)) for part in parts if part != 1)


def _orphan(case: Case, at: int, owner: int) -> Option:
    """A number whose section is not printed or not open: 3.1 under a heading without a number."""
    node, mark = case.stack[owner], case.mark
    series = node.list_of("number.")
    lead, rest = mark.path[0], mark.path[1:]
    last = series.last if series else 0
    inserted = series is not None and lead == last and mark.letters[0] > series.suffix
    if lead == last + 1 or inserted:
        points: Points = (("first below a number that is not printed", 1.5 - _after_one(rest)),)
    elif lead == 1 and all(part == 1 for part in rest):
        points = (("numbers begin again", 1.0 if case.where.after_heading else -1.5),)
    elif lead > last:
        points = (("number missing", max(-8.0, -1.5 - 0.75 * (lead - last - 1) - _after_one(rest))),)
    else:
        points = (("number runs backwards", -5.0),)
    if owner != at:
        return _open(case, at, owner, (*points, ("numbers may run on", 0.1)), mark.path, scope="outer")
    points += leaves(case.stack, at)
    return _open(case, at, at, points, mark.path, scope="own" if node.keyword else "")


def _open(case: Case, at: int, owner: int, points: Points, missing: tuple[int, ...], *, scope: str) -> Option:
    """Open the clause, and above it one unprinted clause for each part of the number that was never seen."""
    holder, mark = case.stack[owner], case.mark
    orphan = missing == mark.path
    known = () if orphan else (holder.path or ())
    letters = mark.letters[len(known) :]
    base = f"{holder.eid}." if orphan and holder.keyword else holder.base
    nodes = []
    for depth in range(1, len(missing)):
        value = None if depth == len(missing) - 1 else (missing[depth], letters[depth])
        below = case.series(value=value, key=_key(case))
        nodes.append(
            Node(
                None, "virtual", _key(case), mark.family, "", base, (*known, *missing[:depth]),
                x=case.where.x, series=(below,), letters=mark.letters[: len(known) + depth],
            )
        )  # fmt: skip
    nodes.append(case.node("decimal", base + mark.value, base, mark.path))
    if len(missing) == 1:
        series = case.series(holder.list_of(_key(case)), key=_key(case))
    else:
        key = "number." if orphan else _key(case)
        old = holder.list_of(key)
        series = (
            case.series(value=(missing[0], letters[0]), key=key)
            if old is None
            else old._replace(last=missing[0], suffix=letters[0])
        )
    return case.option(at, owner, series, tuple(nodes), points, scope=scope)
