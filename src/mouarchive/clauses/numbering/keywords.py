"""Where `Annex B`, `Part 2`, `Article IV`, `Section 3` stand: next of their sort, or first in a higher part.

Schedule 1 ─ Part 1 ─ 1.        a part belongs to the schedule it stands in
Article 1 ─ Section 1           sections that begin again in each article: article-2.section-1
Chapter 2 ─ Article 9           articles that run on through the chapters: article-9
"""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.clauses.labels import ANNEXES, CONTAINERS, Mark
from mouarchive.clauses.numbering.rules import first_value, fits_list, follows, starts_list
from mouarchive.clauses.numbering.stack import Case, Node, Option, Points, Series

__all__ = ["place_keyword"]

_LARGER = 0.8  # points: headings of another level
_RANK = {"title": 1, "part": 2, "chapter": 3, "article": 4, "section": 5, "clause": 6}


def place_keyword(case: Case) -> Iterator[Option]:
    """Every part open that may hold this one."""
    stack, mark, where = case.stack, case.mark, case.where
    for at in range(len(stack) - 1, -1, -1):
        node = stack[at]
        if not _may_hold(node, mark):
            continue
        series = node.list_of(case.key)
        outer = _outer(case, at) if series is None else None
        if series is not None:
            points: Points = (_next(case, at, series), *fits_list(series, mark, where))
            if mark.last <= 1 < series.last:
                again: Points = (("numbers begin again", -1.5), *fits_list(series, mark, where))
                yield _open(case, at, at, again)
        elif outer is not None:
            if node.keyword:
                yield _open(case, at, outer, (("goes on from the part before", 3.0),))
            continue
        else:
            points = (*starts_list(where, 0, chained=False), first_value(mark))
            if node.kind == "root" and mark.family in ANNEXES and not node.series:
                points += (("an annex before any clause", -7.0),)
        if _is_beside(node, case):
            points += (("the contents list has it beside this part", -3.0),)
        yield _open(case, at, at, points)


def _is_beside(node: Node, case: Case) -> bool:
    """Whether an annex is set like the schedule before it and listed at its level: it stands beside it."""
    where = case.where
    alike = node.bold == where.bold and abs(node.size - where.size) <= _LARGER
    return node.family in ANNEXES and node.family != case.mark.family and alike and where.listed_beside


def _next(case: Case, at: int, series: Series) -> tuple[str, float]:
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


def _open(case: Case, at: int, owner: int, points: Points) -> Option:
    mark, holder = case.mark, case.stack[owner]
    value = mark.value.lower().replace(".", "-")
    own = f"{mark.family}-{value}" if value else mark.family
    base = "" if holder.kind == "root" else f"{holder.eid}."
    kind = "container" if mark.family in CONTAINERS else "unit"
    path = mark.path if mark.family not in ANNEXES or mark.value[:1].isalpha() else None
    return case.option(at, owner, case.series(), (case.node(kind, base + own, base, path),), points)


def _may_hold(node: Node, mark: Mark) -> bool:
    if node.kind == "root":
        return True
    if not node.keyword:
        return node.kind == "section" and mark.family == "part"
    if mark.family in ANNEXES:
        return node.family in ANNEXES and mark.family not in {node.family, "schedule"}
    if node.family in ANNEXES:
        return True
    return _RANK.get(node.family, 0) < _RANK.get(mark.family, 9)
