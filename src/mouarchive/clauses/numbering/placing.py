"""All places a mark could take in the tree of open clauses, each with its points.

root ─ 15 ─ 15.2 ─ 15.2(a) open; then "(b)" is next in 15.2's list, "(i)" may begin a list in 15.2(a),
"15.3" is next in 15's, "16" next in the root's, "Annex A" opens a container in the root.
"""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.clauses.labels import ANNEXES, DIVISIONS, Mark
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.decimals import place_decimal
from mouarchive.clauses.numbering.keywords import place_keyword
from mouarchive.clauses.numbering.rules import (
    begins_again,
    first_value,
    fits_list,
    follows,
    interrupted,
    leaves,
    nests,
    series_key,
    shelter,
    starts_list,
)
from mouarchive.clauses.numbering.stack import Case, Node, Option, Points

__all__ = ["places"]

_DEEPEST = 10


def places(stack: tuple[Node, ...], mark: Mark, where: Candidate, uid: int, *, chained: bool) -> list[Option]:
    """Every sensible way to place the mark, best first."""
    case = Case(stack, mark, where, uid, chained, series_key(mark))
    if mark.keyword and not (mark.family == "section" and len(mark.path) > 1):
        options = list(place_keyword(case))
    elif len(mark.path) > 1:
        options = list(place_decimal(case))
    else:
        options = list(_listed(case))
    return sorted(options, key=lambda option: -option.score)


def _listed(case: Case) -> Iterator[Option]:
    """Numbers and letters of one part: next in a list of any open clause, or the first of a new list."""
    stack, mark = case.stack, case.mark
    top = len(stack) - 1
    if case.chained:
        series = stack[top].list_of(case.key)
        if series is not None:
            yield _open(case, top, top, (follows(series, mark.last, mark.suffix), ("label upon label", 0.5)))
        else:
            yield from _beginning(case, top)
        return
    for at in range(top, -1, -1):
        node = stack[at]
        if node.kind == "virtual":
            continue
        series = node.list_of(case.key)
        if series is not None:
            place = shelter(stack, at)
            points: Points = (
                follows(series, mark.last, mark.suffix),
                *fits_list(series, mark, case.where),
                *leaves(stack, place),
                *interrupted(stack, place, case.key),
            )
            yield _open(case, place, at, points)
        elif node.keyword and node.scope != "own":
            yield from _going_on(case, at)
        if mark.last <= 2 or series is None:  # noqa: PLR2004 - a list begins with 1, or 2 at worst
            yield from _beginning(case, at)


def _going_on(case: Case, at: int) -> Iterator[Option]:
    """An annex whose numbers continue the body's: after 14, `Annex 5` and then `15`; parts that run on."""
    node = case.stack[at]
    for owner in range(at - 1, -1, -1):
        holder = case.stack[owner]
        series = holder.list_of(case.key)
        runs_on = node.family in DIVISIONS and _is_section(case.mark) and not case.where.after_colon
        if holder.kind == "root" and series is None and runs_on:
            first: Points = (
                *starts_list(case.where, 0, chained=False),
                first_value(case.mark),
                ("numbers may run on", 0.1),
            )
            yield _open(case, at, owner, first, "outer")
        if series is not None and holder.holds_scope:
            points: Points = (
                follows(series, case.mark.last, case.mark.suffix),
                ("goes on from outside", 0.0),
            )
            if points[0][1] > 0:
                yield _open(case, at, owner, points, "outer")
            return
        if holder.scope == "own":
            return


def _beginning(case: Case, at: int) -> Iterator[Option]:
    """The first of a new list, or of a list that begins again, in the clause at `at`."""
    stack, mark = case.stack, case.mark
    if len(stack) > _DEEPEST:
        return
    node = stack[at]
    old = node.list_of(case.key)
    depth = len(stack) - 1 - at
    points = (
        *(starts_list(case.where, depth, chained=case.chained) if old is None else ()),
        *(begins_again(old, case, at) if old is not None else ()),
        first_value(mark),
        *nests(stack, at, case.key, case.where, chained=case.chained),
    )
    if old is None and node.family in DIVISIONS and _around(stack, at).list_of(case.key):
        points += (("the parts before ran on", -1.0),)
    if old is None and node.kind == "root" and node.series:
        points += (("another sort of section", -0.25 if case.where.bold else -1.0),)
    scope = "own" if node.keyword and _is_section(mark) else ""
    yield _open(case, at, at, points, scope)


def _around(stack: tuple[Node, ...], at: int) -> Node:
    """The annex a part stands in, or the document: what the numbers of its parts could run on in."""
    return next((node for node in reversed(stack[:at]) if node.family in ANNEXES), stack[0])


def _is_section(mark: Mark) -> bool:
    """Whether such a number, first inside an annex, shows that its sections begin again."""
    return mark.family in {"number", "decimal", "upper-roman"} and mark.shape != "()"


def _open(case: Case, at: int, owner: int, points: Points, scope: str = "") -> Option:
    """Open the clause as a section of the root or an annex, or as an item of any other clause."""
    holder, mark = case.stack[owner], case.mark
    section = holder.holds_scope and not mark.family.startswith("lower")
    if holder.kind == "root":
        eid, base = mark.value, ""
    elif holder.kind == "container" and section:
        eid, base = f"{holder.eid}.{mark.value}", f"{holder.eid}."
    else:
        eid, base = f"{holder.eid}({mark.value})", f"{holder.eid}." if holder.keyword else holder.base
    node = case.node("section" if section else "item", eid, base, mark.path if section else None)
    return case.option(at, owner, case.series(holder.list_of(case.key)), (node,), points, scope=scope)
