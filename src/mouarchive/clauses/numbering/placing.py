"""All places a mark could take in the tree of open clauses, each with its points.

root ─ 15 ─ 15.2 ─ 15.2(a) open; then "(b)" is next in 15.2's list, "(i)" may begin a list in 15.2(a),
"15.3" is next in 15's, "16" next in the root's, "Annex A" opens a container in the root.
"""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.clauses.labels import Mark
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.fit import (
    begins_again,
    first_value,
    fits_list,
    follows,
    interrupted,
    nests,
    series_key,
    shelter,
    starts_list,
)
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES, Points, earned
from mouarchive.clauses.numbering.stack import Case, Node, Option, Placement, Series, option
from mouarchive.clauses.vocabulary import ANNEXES, CONTAINERS, DIVISIONS, UNITS
from mouarchive.rules import Rule

__all__ = ["place_decimal", "place_keyword", "places"]


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
            points: Points = (follows(series, mark.last, mark.suffix),)
            yield option(points, _open, case, top, top, "")
        else:
            yield from _beginning(case, top)
        return
    for at in range(top, -1, -1):
        node = stack[at]
        if node.kind == "virtual" or (mark.shape == "\u00a7" and node.family != "article"):
            continue  # \u00a7 1\u00ba is a paragraph of an article, and of nothing else
        series = node.list_of(case.key)
        if series is not None:
            place = shelter(stack, at)
            points = (
                _after(case, series),
                *fits_list(series, mark, case.where),
                *interrupted(stack, place, case.key),
            )
            yield option(points, _open, case, place, at, "")
        elif node.keyword and node.scope != "own":
            yield from _going_on(case, at)
        if mark.last <= 2 or series is None:  # noqa: PLR2004 - a list begins with 1, or 2 at worst
            yield from _beginning(case, at)


def _after(case: Case, series: Series) -> tuple[Rule, float]:
    """How a number follows its list; one out of it is kept where all else says that it is of the list.

    3. 5. 3. 5. 9.      by-laws amended by hand: each is printed, and each is a clause
    """
    found = follows(series, case.mark.last, case.mark.suffix)
    if found[0] is RULES.backwards and _is_slip(case, series):
        return earned(RULES.slip)
    if found[0] is RULES.missing and _is_slip(case, series):
        return earned(RULES.missing, min(NUMBERING.far_named, case.mark.last - series.last))
    return found


def _is_slip(case: Case, series: Series) -> bool:
    """Whether a paragraph begins here, set in every way like the list that it does not go on."""
    where, mark = case.where, case.mark
    begins = {rule for rule, points in where.points if points > 0} & {RULES.full_stop, RULES.space_above}
    doubted = any(points < 0 for _, points in where.points)
    alike = all(rule is RULES.at_column for rule, _ in fits_list(series, mark, where))
    near = abs(series.x - where.x) < MEASURES.column
    return bool(begins) and not doubted and alike and near and mark.last > 1 and mark.shape != "bare"


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
                *first_value(case.mark),
                earned(RULES.runs_over_parts),
            )
            yield option(first, _open, case, at, owner, "outer")
        if series is not None and holder.holds_scope:
            points = (follows(series, case.mark.last, case.mark.suffix),)
            if points[0][1] > 0:
                yield option(points, _open, case, at, owner, "outer")
            return
        if holder.scope == "own":
            return


def _beginning(case: Case, at: int) -> Iterator[Option]:
    """The first of a new list, or of a list that begins again, in the clause at `at`."""
    stack, mark = case.stack, case.mark
    if len(stack) > NUMBERING.deepest:
        return
    node = stack[at]
    old = node.list_of(case.key)
    depth = len(stack) - 1 - at
    points = (
        *(starts_list(case.where, depth, chained=case.chained) if old is None else ()),
        *(begins_again(old, case, at) if old is not None else ()),
        *first_value(mark),
        *nests(stack, at, case.key, case.where, chained=case.chained),
    )
    if old is None and node.family in DIVISIONS and _around(stack, at).list_of(case.key):
        points += (earned(RULES.parts_ran_on),)
    if old is None and node.kind == "root" and node.series:
        points += (earned(RULES.another_sort),)
    scope = "own" if node.keyword and _is_section(mark) else ""
    yield option(points, _open, case, at, at, scope)


def _around(stack: tuple[Node, ...], at: int) -> Node:
    """The annex a part stands in, or the document: what the numbers of its parts could run on in."""
    return next((node for node in reversed(stack[:at]) if node.family in ANNEXES), stack[0])


def _is_section(mark: Mark) -> bool:
    """Whether such a number, first inside an annex, shows that its sections begin again."""
    return mark.family in {"number", "decimal", "upper-roman"} and mark.shape != "()"


def _open(case: Case, at: int, owner: int, scope: str, points: Points) -> tuple[tuple[Node, ...], Placement]:
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
    return case.opened(at, owner, case.series(holder.list_of(case.key)), (node,), scope, points)


# ------------------------------------------------------------------ labels that a word opens


_RANKS = (*DIVISIONS, *UNITS)
"""What holds what, from the outside in."""


def place_keyword(case: Case) -> Iterator[Option]:
    """Next of its sort, or first in a higher part: every part open that may hold this one.

    Schedule 1 ─ Part 1 ─ 1.        a part belongs to the schedule it stands in
    Article 1 ─ Section 1           sections that begin again in each article: article-2.section-1
    Chapter 2 ─ Article 9           articles that run on through the chapters: article-9
    """
    stack, mark, where = case.stack, case.mark, case.where
    for at in range(len(stack) - 1, -1, -1):
        node = stack[at]
        if not _may_hold(node, mark):
            continue
        series = node.list_of(case.key)
        outer = _outer(case, at) if series is None else None
        if series is not None:
            points: Points = (_next_part(case, at, series), *fits_list(series, mark, where))
            if mark.last <= 1 < series.last:
                again: Points = (earned(RULES.from_one), *fits_list(series, mark, where))
                yield option(again, _open_part, case, at, at)
        elif outer is not None:
            if node.keyword and (going_on := stack[outer].list_of(case.key)) is not None:
                looks = fits_list(going_on, mark, where) if mark.family in UNITS else ()
                onward = (earned(RULES.from_part_before), *looks)
                yield option(onward, _open_part, case, at, outer)
            continue
        else:
            points = _first_part(case, at)
            owner = _counts_through(case, at)
            if owner is not None:
                yield option((*points, earned(RULES.runs_over_parts)), _open_part, case, at, owner)
        if _is_beside(node, case):
            points += (earned(RULES.beside),)
        yield option(points, _open_part, case, at, at)


def _first_part(case: Case, at: int) -> Points:
    """The points of a part that is the first of its sort in the part at `at`."""
    node, mark = case.stack[at], case.mark
    points: Points = (*starts_list(case.where, 0, chained=False), *first_value(mark))
    excerpt = case.where.heads_page  # an annex alone, or behind pages without numbers
    if node.kind == "root" and mark.family in ANNEXES and not node.series and not excerpt:
        points += (earned(RULES.annex_first),)
    closed = sum(_may_hold(inner, mark) for inner in case.stack[at + 1 :] if inner.keyword)
    if closed:
        points += (earned(RULES.part_outside, closed),)
    around = case.stack[_holder(case.stack, at)]
    if node.family in DIVISIONS and mark.family in UNITS and around.list_of(case.key):
        points += (earned(RULES.parts_ran_on),)
    return points


def _holder(stack: tuple[Node, ...], at: int) -> int:
    """The annex a part stands in, or the document: what may count through its parts."""
    return next((owner for owner in range(at - 1, -1, -1) if stack[owner].family not in DIVISIONS), 0)


def _counts_through(case: Case, at: int) -> int | None:
    """The annex or document whose articles may be counted through its chapters, for the first of them.

    Chapter 1 \u2500 Article 1, Article 2; Chapter 2 \u2500 Article 3: article-1, article-2, article-3
    """
    stack, mark = case.stack, case.mark
    if stack[at].family not in DIVISIONS or mark.family not in UNITS:
        return None
    owner = _holder(stack, at)
    first = all((node.path or (1,))[-1] <= 1 for node in stack[owner + 1 : at + 1])
    return owner if first or mark.last > 1 else None


def _is_beside(node: Node, case: Case) -> bool:
    """Whether an annex is set like the schedule before it and listed at its level: it stands beside it."""
    where = case.where
    alike = node.bold == where.bold and abs(node.size - where.size) <= MEASURES.same_size
    return node.family in ANNEXES and node.family != case.mark.family and alike and where.listed_beside


def _next_part(case: Case, at: int, series: Series) -> tuple[Rule, float]:
    """How a part follows the one before it; letters with figures count on in both.

    Appendix A, Appendix B-1, Appendix B-2, Appendix C
    """
    before = (
        stack[at + 1].path if at + 1 < len(stack := case.stack) and stack[at + 1].key == case.key else None
    )
    path = case.mark.path
    if before is None or len(before) == len(path) == 1:
        return follows(series, case.mark.last, case.mark.suffix)
    same = before[0] == path[0] and path[1:] == (before[-1] + 1,) and len(before) > 1
    following = path[0] == before[0] + 1 and path[1:] in {(), (1,)}
    return follows(series, series.last + 1 if same or following else case.mark.last, case.mark.suffix)


def _outer(case: Case, at: int) -> int | None:
    """The part further out whose list of this sort the number goes on.

    Chapter 2 ─ Article 9 goes on with the articles of Chapter 1; but Part 2 of a schedule never goes on
    inside Part 1, nor below its paragraph 3.
    """
    for owner in range(at - 1, -1, -1):
        series = case.stack[owner].list_of(case.key)
        if series is not None:
            return owner if follows(series, case.mark.last, case.mark.suffix)[1] > 0 else None
    return None


def _open_part(case: Case, at: int, owner: int, points: Points) -> tuple[tuple[Node, ...], Placement]:
    mark, holder = case.mark, case.stack[owner]
    value = mark.value.lower().replace(".", "-")
    own = f"{mark.family}-{value}" if value else mark.family
    base = "" if holder.kind == "root" else f"{holder.eid}."
    kind = "container" if mark.family in CONTAINERS else "unit"
    path = mark.path if mark.family not in ANNEXES or mark.value[:1].isalpha() else None
    return case.opened(at, owner, case.series(), (case.node(kind, base + own, base, path),), "", points)


def _may_hold(node: Node, mark: Mark) -> bool:
    if node.kind == "root":
        return True
    if not node.keyword:
        return node.kind == "section" and mark.family == "part"
    if mark.family in ANNEXES:
        return node.family in ANNEXES and mark.family not in {node.family, "schedule"}
    if node.family in ANNEXES:
        return True
    return _RANKS.index(node.family) < _RANKS.index(mark.family)


# ------------------------------------------------------------------ numbers of several parts


def place_decimal(case: Case) -> Iterator[Option]:
    """Below the nearest open beginning of its number, or as the first of a number that is not printed.

    2 ─ 2.1 ─ 2.1.3      then "2.2" belongs to 2, "3.1" to a section 3 that is not printed,
                         "1.1" begins a new part (or refers to something else)
    """
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
    series = node.list_of(_decimal_key(case))
    points: Points
    if series is not None and len(missing) == 1:
        points = (_next_decimal(case, series, missing[0]), *fits_list(series, mark, case.where))
    elif series is not None:
        letters = mark.letters[len(node.path or ())]
        points = (
            follows(series, missing[0], letters),
            earned(RULES.level_missing),
            *_late(missing[1:]),
        )
    else:
        points = (earned(RULES.first_below), *_late(missing))
        points += (earned(RULES.level_missing),) if len(missing) > 1 else ()
    scope = "outer" if node.keyword else ""
    return option(points, _open_decimal, case, shelter(case.stack, at), at, missing, scope)


def _next_decimal(case: Case, series: Series, value: int) -> tuple[Rule, float]:
    """How a number follows its list; one that was passed over may come late where a paragraph begins.

    4.1, 4.3, 4.2, 4.4: the number names its place, whoever put the clauses into this order.
    """
    begins = any(rule is RULES.space_above or rule is RULES.full_stop for rule, _ in case.where.points)
    if value in series.gaps and begins and abs(series.x - case.where.x) < MEASURES.column:
        return earned(RULES.out_of_order)
    return follows(series, value, case.mark.suffix)


def _decimal_key(case: Case) -> str:
    return "lettered" if case.mark.family == "lettered" else "decimal"


def _late(parts: tuple[int, ...]) -> Points:
    """Points lost because a list does not begin with 1: for each such level, or far from it for two."""
    late = sum(min(2, part - 1) for part in parts if part > 1)
    return (earned(RULES.starts_late, late),) if late else ()


def _orphan(case: Case, at: int, owner: int) -> Option:
    """A number whose section is not printed or not open: 3.1 under a heading without a number."""
    node, mark = case.stack[owner], case.mark
    series = node.list_of("number.")
    lead, rest = mark.path[0], mark.path[1:]
    last = series.last if series else 0
    inserted = series is not None and lead == last and mark.letters[0] > series.suffix
    if lead == last + 1 or inserted:
        points: Points = (earned(RULES.unprinted), *_late(rest))
    elif lead == 1 and all(part == 1 for part in rest):
        points = (earned(RULES.one_below_heading if case.where.after_heading else RULES.from_one),)
    elif lead > last:
        points = (earned(RULES.missing, min(NUMBERING.far, lead - last)), *_late(rest))
    else:
        points = (earned(RULES.backwards),)
    if owner != at:
        points += (earned(RULES.runs_over_parts),)
        return option(points, _open_decimal, case, at, owner, mark.path, "outer")
    return option(points, _open_decimal, case, at, at, mark.path, "own" if node.keyword else "")


def _open_decimal(  # noqa: PLR0917 - as the option gives them
    case: Case, at: int, owner: int, missing: tuple[int, ...], scope: str, points: Points
) -> tuple[tuple[Node, ...], Placement]:
    """Open the clause, and above it one unprinted clause for each part of the number that was never seen."""
    holder, mark = case.stack[owner], case.mark
    orphan = missing == mark.path
    known = () if orphan else (holder.path or ())
    letters = mark.letters[len(known) :]
    base = f"{holder.eid}." if orphan and holder.keyword else holder.base
    nodes = []
    for depth in range(1, len(missing)):
        value = None if depth == len(missing) - 1 else (missing[depth], letters[depth])
        below = case.series(value=value, key=_decimal_key(case))
        nodes.append(
            Node(
                None, "virtual", _decimal_key(case), mark.family, "", base, (*known, *missing[:depth]),
                x=case.where.x, series=(below,), letters=mark.letters[: len(known) + depth],
            )
        )  # fmt: skip
    nodes.append(case.node("decimal", base + mark.value, base, mark.path))
    if len(missing) == 1:
        series = case.series(holder.list_of(_decimal_key(case)), key=_decimal_key(case))
    else:
        key = "number." if orphan else _decimal_key(case)
        old = holder.list_of(key)
        series = (
            case.series(value=(missing[0], letters[0]), key=key)
            if old is None
            else old._replace(last=missing[0], suffix=letters[0])
        )
    return case.opened(at, owner, series, tuple(nodes), scope, points)
