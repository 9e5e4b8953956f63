"""All places a mark could take in the tree of open clauses, each with its points.

root ─ 15 ─ 15.2 ─ 15.2(a) open; then "(b)" is next in 15.2's list, "(i)" may begin a list in 15.2(a),
"15.3" is next in 15's, "16" next in the root's, "Annex A" opens a container in the root.
"""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.clauses.candidates import Candidate
from mouarchive.clauses.labels import CONTAINERS, Mark
from mouarchive.clauses.rules import first_value, fits_list, follows, nests, series_key, starts_list
from mouarchive.clauses.stack import Node, Option, Placement, Points, Series, push

__all__ = ["ROOT", "places"]

ROOT = Node(None, "root", "", "", "")
_ANNEXES = frozenset({"annex", "appendix", "schedule", "attachment", "exhibit"})
_DIVISIONS = frozenset({"part", "chapter", "title"})
_RANK = {"title": 1, "part": 2, "chapter": 3, "article": 4, "section": 5, "clause": 6}
_DEEPEST = 9


def places(stack: tuple[Node, ...], mark: Mark, where: Candidate, uid: int, *, chained: bool) -> list[Option]:
    """Every sensible way to place the mark, best first."""
    if mark.keyword:
        options = list(_keyword(stack, mark, where, uid))
    elif len(mark.path) > 1:
        options = list(_decimal(stack, mark, where, uid))
    else:
        options = list(_listed(stack, mark, where, uid, chained=chained))
    return sorted(options, key=lambda option: -option.score)


def _series(
    mark: Mark, key: str, where: Candidate, *, value: int | None = None, chained: bool = False
) -> Series:
    x, right, text_x = (-1.0, -1.0, None) if chained else (where.x, where.right, where.text_x)
    return Series(
        key,
        mark.last if value is None else value,
        mark.suffix if value is None else 0,
        mark.shape,
        x,
        right,
        text_x,
        where.bold,
        where.size,
        where.page,
    )


def _node(
    uid: int, kind: str, mark: Mark, where: Candidate, eid: str, prefix: str, path: tuple[int, ...] | None
) -> Node:
    return Node(
        uid,
        kind,
        mark.family,
        eid,
        prefix,
        path,
        "",
        where.x,
        where.text_x,
        where.bold,
        where.size,
        where.row,
    )


def _parent(stack: tuple[Node, ...]) -> int | None:
    """The nearest printed clause that is open."""
    for node in reversed(stack):
        if node.uid is not None:
            return node.uid
    return None


def _option(
    stack: tuple[Node, ...],
    at: int,
    owner: int,
    series: Series,
    nodes: tuple[Node, ...],
    mark: Mark,
    where: Candidate,
    points: Points,
    scope: str | None = None,
) -> Option:
    node = nodes[-1]
    if scope is not None:
        stack = (*stack[:at], stack[at].copy(scope=scope), *stack[at + 1 :])
    opened = push(stack, at, owner, series, nodes)
    placement = Placement(node.uid or 0, where.row, mark, _parent(opened[:-1]), node.kind, node.eid, points)
    return Option(opened, placement, sum(value for _, value in points))


# ---------------------------------------------------------------- keywords


def _keyword(stack: tuple[Node, ...], mark: Mark, where: Candidate, uid: int) -> Iterator[Option]:
    """Annex, Part, Article …: next of their sort, or the first in a container of higher rank."""
    key = series_key(mark)
    kind = "container" if mark.family in CONTAINERS else "unit"
    if mark.family == "section" and len(mark.path) > 1:
        yield from _decimal(stack, mark, where, uid)
        return
    for at in range(len(stack) - 1, -1, -1):
        node = stack[at]
        if not _may_hold(node, mark):
            continue
        series = node.list_of(key)
        outer = _outer_series(stack, at, key) if series is None else None
        if series is not None:
            points: Points = (
                follows(series, mark.last, mark.suffix),
                *fits_list(series, mark, where, chained=False),
            )
        elif outer is not None and follows(stack[outer].list_of(key) or _none(), mark.last)[1] > 0:
            points = (("goes on from the part before", 3.0),)
            node_new = _keyword_node(stack[outer], mark, where, uid, kind, plain=True)
            yield _option(stack, at, outer, _series(mark, key, where), (node_new,), mark, where, points)
            continue
        else:
            points = (*starts_list(node, where, 0, again=False, chained=False), first_value(mark))
        node_new = _keyword_node(node, mark, where, uid, kind, plain=node.kind == "root")
        yield _option(stack, at, at, _series(mark, key, where), (node_new,), mark, where, points)


def _none() -> Series:
    return Series("", -9, 0, "", 0, 0, None, bold=False, size=0, page=0)


def _outer_series(stack: tuple[Node, ...], at: int, key: str) -> int | None:
    """The nearest clause below `at` that holds a list of this sort: articles that run on through chapters."""
    for owner in range(at - 1, -1, -1):
        if stack[owner].list_of(key) is not None:
            return owner
    return None


def _may_hold(node: Node, mark: Mark) -> bool:
    if node.kind == "root":
        return True
    if node.kind not in {"container", "unit"}:
        return node.kind == "section" and mark.family in {"part"}
    if mark.family in _ANNEXES:
        return node.family in _ANNEXES and node.family != mark.family and mark.family != "schedule"
    if node.family in _ANNEXES:
        return True
    return _RANK.get(node.family, 0) < _RANK.get(mark.family, 9) or (
        node.family == "section" and mark.family == "clause"
    )


def _keyword_node(parent: Node, mark: Mark, where: Candidate, uid: int, kind: str, *, plain: bool) -> Node:
    value = mark.value.lower().replace(".", "-")
    own = f"{mark.family}-{value}" if value else mark.family
    if parent.kind == "root" or plain:
        eid = parent.prefix + own
    else:
        eid = f"{parent.eid}.{own}"
    path = mark.path if mark.family not in _ANNEXES or mark.value[:1].isalpha() else None
    return _node(uid, kind, mark, where, eid, f"{eid}.", path)


# ---------------------------------------------------------------- lists and sections


def _listed(
    stack: tuple[Node, ...], mark: Mark, where: Candidate, uid: int, *, chained: bool
) -> Iterator[Option]:
    """Numbers and letters of one part: next in a list of any open clause, or the first of a new list."""
    key = series_key(mark)
    lowest = len(stack) - 1 if chained else 0
    for at in range(len(stack) - 1, lowest - 1, -1):
        node = stack[at]
        if node.kind == "virtual":
            continue
        series = node.list_of(key)
        if series is not None:
            points: Points = (
                follows(series, mark.last, mark.suffix),
                *fits_list(series, mark, where, chained=chained),
            )
            place = _shelter(stack, at)
            points += _leaving(stack, place)
            if not chained:
                yield _new_in(stack, place, at, mark, where, uid, points, chained=chained)
        if node.kind in {"container", "unit"} and node.scope != "own" and series is None:
            yield from _going_on(stack, at, mark, where, uid)
        if mark.last <= 2 or series is None:  # noqa: PLR2004 - a list begins with 1, or 2 at worst
            yield from _beginning(stack, at, mark, where, uid, chained=chained, again=series is not None)


def _leaving(stack: tuple[Node, ...], at: int) -> Points:
    """Numbers of the body do not usually go on after an annex that has numbers of its own."""
    after = stack[at + 1] if at + 1 < len(stack) else None
    if after is not None and after.kind in {"container", "unit"} and after.scope == "own":
        return (("goes on after a part with numbers of its own", -2.5),)
    return ()


def _shelter(stack: tuple[Node, ...], owner: int) -> int:
    """Where a number of `owner`'s list is put: inside the containers whose numbers go on from outside."""
    at = owner
    while (
        at + 1 < len(stack) and stack[at + 1].kind in {"container", "unit"} and stack[at + 1].scope == "outer"
    ):
        at += 1
    return at


def _going_on(stack: tuple[Node, ...], at: int, mark: Mark, where: Candidate, uid: int) -> Iterator[Option]:
    """An annex whose numbers continue the body's: after 14, `Annex 5` and then `15`."""
    key = series_key(mark)
    for owner in range(at - 1, -1, -1):
        series = stack[owner].list_of(key)
        if series is not None and stack[owner].holds_scope:
            points: Points = (follows(series, mark.last, mark.suffix), ("goes on from outside", 0.0))
            if points[0][1] > 0:
                yield _new_in(stack, at, owner, mark, where, uid, points, chained=False, scope="outer")
            return
        if stack[owner].scope == "own":
            return


def _beginning(
    stack: tuple[Node, ...], at: int, mark: Mark, where: Candidate, uid: int, *, chained: bool, again: bool
) -> Iterator[Option]:
    node = stack[at]
    if len(stack) > _DEEPEST:
        return
    key = series_key(mark)
    depth = len(stack) - 1 - at
    points = (
        *starts_list(node, where, depth, again=again, chained=chained),
        first_value(mark),
        *nests(stack, at, key, where, chained=chained),
    )
    old = node.list_of(key)
    if old is not None:
        points += fits_list(old, mark, where, chained=chained)
        points += (("only one in the list before", -2.0),) if old.last <= 1 else ()
    elif node.kind == "root" and node.series:
        points += (("another sort of section", -1.0),)
    scope = "own" if node.kind in {"container", "unit"} and _is_section(mark) else None
    yield _new_in(stack, at, at, mark, where, uid, points, chained=chained, scope=scope)


def _is_section(mark: Mark) -> bool:
    return mark.family in {"number", "decimal", "upper-roman"} and mark.shape != "()"


def _new_in(
    stack: tuple[Node, ...],
    at: int,
    owner: int,
    mark: Mark,
    where: Candidate,
    uid: int,
    points: Points,
    *,
    chained: bool,
    scope: str | None = None,
) -> Option:
    holder = stack[owner]
    section = holder.holds_scope and mark.family not in {"lower", "lower-roman"}
    if holder.kind == "root":
        eid = mark.value
    elif holder.kind == "container" and section:
        eid = holder.prefix + mark.value
    else:
        eid = f"{holder.eid}({mark.value})"
    kind = "section" if section else "item"
    path = mark.path if section else None
    node = _node(uid, kind, mark, where, eid, f"{eid}.", path)
    series = _series(mark, series_key(mark), where, chained=chained)
    return _option(stack, at, owner, series, (node,), mark, where, points, scope)


# ---------------------------------------------------------------- decimals


def _decimal(stack: tuple[Node, ...], mark: Mark, where: Candidate, uid: int) -> Iterator[Option]:
    """Numbers of several parts name their place: below the open clause whose number is their beginning."""
    at_least = len(stack) - 1
    for at in range(len(stack) - 1, -1, -1):
        node = stack[at]
        if _is_prefix(node, mark):
            yield _below(stack, at, mark, where, uid)
            return
        if node.holds_scope:
            if node.kind == "root" or node.scope == "own" or mark.path[0] == 1:
                yield _orphan(stack, at, mark, where, uid)
            if node.scope == "own" or node.kind == "root":
                if node.kind == "root":
                    return
                at_least = at - 1
    del at_least


def _is_prefix(node: Node, mark: Mark) -> bool:
    path = node.path
    if path is None or len(path) >= len(mark.path) or mark.path[: len(path)] != path:
        return False
    lettered = node.family in {"upper", "lettered"} or (node.family in _ANNEXES)
    return lettered == (mark.family == "lettered")


def _below(stack: tuple[Node, ...], at: int, mark: Mark, where: Candidate, uid: int) -> Option:
    node = stack[at]
    missing = mark.path[len(node.path or ()) :]
    series = node.list_of(_decimal_key(mark))
    points: Points
    if series is not None and len(missing) == 1:
        points = (follows(series, missing[0], mark.suffix), *fits_list(series, mark, where, chained=False))
    elif series is not None:
        points = (follows(series, missing[0]), ("a level is not printed", -0.75 - _after_one(missing[1:])))
    else:
        points = (("first below its number", 3.0 - _after_one(missing)),)
        if len(missing) > 1:
            points += (("a level is not printed", -0.75),)
    scope = "outer" if node.kind in {"container", "unit"} else None
    return _deep(stack, _shelter(stack, at), at, mark, where, uid, points, missing, scope)


def _decimal_key(mark: Mark) -> str:
    return "lettered" if mark.family == "lettered" else "decimal"


def _after_one(parts: tuple[int, ...]) -> float:
    """Points lost because a list does not begin with 1."""
    return sum(min(4.0, 1.5 + 0.5 * abs(part - 2)) for part in parts if part != 1)


def _orphan(stack: tuple[Node, ...], at: int, mark: Mark, where: Candidate, uid: int) -> Option:
    """A number whose section is not printed or not open: 3.1 under a heading without a number."""
    node = stack[at]
    series = node.list_of("number.") or node.list_of("decimal")
    lead, rest = mark.path[0], mark.path[1:]
    last = series.last if series else 0
    if lead == last + 1:
        points: Points = (("first below a number that is not printed", 1.5 - _after_one(rest)),)
    elif lead == 1 and all(part == 1 for part in rest):
        points = (("numbers begin again", 1.0 if where.after_heading else -1.5),)
    elif lead > last:
        points = (("number missing", max(-8.0, -1.5 - 0.75 * (lead - last - 1) - _after_one(rest))),)
    else:
        points = (("number runs backwards", -5.0),)
    points += _leaving(stack, at)
    scope = "own" if node.kind in {"container", "unit"} else None
    return _deep(stack, at, at, mark, where, uid, points, mark.path, scope)


def _deep(
    stack: tuple[Node, ...],
    at: int,
    owner: int,
    mark: Mark,
    where: Candidate,
    uid: int,
    points: Points,
    missing: tuple[int, ...],
    scope: str | None,
) -> Option:
    """Open the clause, and above it one unprinted clause for each part of the number that was never seen."""
    holder = stack[owner]
    base = holder.path or () if missing != mark.path else ()
    prefix = _scope_prefix(stack, owner)
    nodes: list[Node] = []
    inner = _series(mark, _decimal_key(mark), where)
    for depth in range(1, len(missing)):
        path = (*base, *missing[:depth])
        below = (
            inner
            if depth == len(missing) - 1
            else _series(mark, _decimal_key(mark), where, value=missing[depth])
        )
        nodes.append(Node(None, "virtual", mark.family, "", prefix, path, series=(below,), x=where.x))
    nodes.append(_node(uid, "decimal", mark, where, prefix + mark.value, prefix, mark.path))
    key = "number." if holder.holds_scope and not base and len(missing) > 1 else _decimal_key(mark)
    series = inner if len(missing) == 1 else _series(mark, key, where, value=missing[0])
    if len(missing) > 1:
        known = holder.list_of(key)
        if known is not None:
            series = Series(
                key,
                missing[0],
                0,
                known.shape,
                known.x,
                known.right,
                known.text_x,
                known.bold,
                known.size,
                known.page,
            )
    return _option(stack, at, owner, series, tuple(nodes), mark, where, points, scope)


def _scope_prefix(stack: tuple[Node, ...], owner: int) -> str:
    for node in reversed(stack[: owner + 1]):
        if node.kind == "root":
            return ""
        if node.kind in {"container", "unit"} and node.scope == "own":
            return node.prefix
        if node is stack[owner] and node.kind in {"container", "unit"} and node.path is None:
            return node.prefix
    return ""
