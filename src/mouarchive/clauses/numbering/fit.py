"""The named rules by which a label's place among the others earns or loses points.

    (h)                          2.1 …                     1. …
    (i)  next in its list: +3    (a) first of a new        2. …
                                     list: +1.5            4. …  a number is missing: -1.5

A rule returns (name, points); the sum over a document decides. The points were set by hand so that one strong
reason (next in its list, at its column, where a paragraph begins) outweighs one doubt, and two doubts
outweigh it.
"""

from __future__ import annotations

from mouarchive.clauses.labels import LETTERS, Mark
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.stack import SAME_COLUMN, Case, Node, Points, Series
from mouarchive.clauses.vocabulary import ANNEXES

__all__ = [
    "begins_again",
    "first_value",
    "fits_list",
    "follows",
    "interrupted",
    "leaves",
    "nests",
    "series_key",
    "shelter",
    "starts_list",
]

_DEEPER = 6.0
_LARGER = 0.8
_FAR = 8.0
_CLASSES = {"()": "()", ")": ")"}


def series_key(mark: Mark) -> str:
    """Labels of one sort: family and bracket; full stop, colon and nothing count as one sort."""
    family = "number" if mark.family == "decimal" and len(mark.path) == 1 else mark.family
    if mark.keyword or len(mark.path) > 1:
        return family
    return family + _CLASSES.get(mark.shape, ".")


def follows(series: Series, value: int, suffix: int = 0) -> tuple[str, float]:
    """How a number follows the last one of its list: next, inserted, missing, again or backwards."""
    step = value - series.last
    if step == 1 and not suffix:
        return ("next in its list", 3.0)
    if step == 0 and suffix in {_next_letter(series.suffix), series.suffix + 1}:
        return ("inserted after its number", 3.0)
    if step == 0 and suffix > series.suffix:
        return ("inserted number missing", 1.0)
    if step == 0:
        return ("number again", -2.5)
    if step < 0:
        return ("number runs backwards", -6.0)
    return ("number missing", max(-_FAR, -0.75 * step))


def _next_letter(suffix: int) -> int:
    """After 4 comes 4A, after 4A and 4AA comes 4B (4AA itself is one more than 4A)."""
    return (suffix // LETTERS + 1) * LETTERS


def first_value(mark: Mark) -> tuple[str, float]:
    """A list begins with 1, a, i: anything else needs other reasons."""
    letters = mark.suffix or (mark.family == "lower" and mark.last >= LETTERS)
    if letters and mark.family.startswith("lower"):  # (as), (or): rather a word
        return ("list that begins with two letters", -6.0)
    if mark.last <= 1:
        return ("first of its list", 0.0)
    if mark.family in ANNEXES:
        return ("annex that is not the first", -0.5)
    if mark.last == 2:  # noqa: PLR2004 - the first may have been lost
        return ("list that begins in the middle", -2.0)
    return ("list that begins in the middle", -3.0 if mark.shape == "()" else -4.5)


def fits_list(series: Series, mark: Mark, where: Candidate, *, again: bool = False) -> Points:
    """Labels of one list stand in one column, in one weight and size, with one punctuation."""
    points: list[tuple[str, float]] = []
    at_column = abs(series.x - where.x) < SAME_COLUMN
    if at_column:
        points.append(("at its list's column", 1.0))
    elif series.x >= 0 and (
        abs(series.right - where.right) < SAME_COLUMN or _near(series.text_x, where.text_x)
    ):
        points.append(("aligned with its list", 0.75))
    elif series.x >= 0:
        points.append(("off its list's column", -1.0 if series.page == where.page else -0.75))
    if series.bold != where.bold:
        points.append(("other weight than its list", -1.0))
    if abs(series.size - where.size) > _LARGER:
        points.append(("other size than its list", -1.0))
    if series.shape != mark.shape:
        points.append(("other punctuation than its list", -0.75))
    onward = mark.last >= series.last and not again and not where.counted
    if where.table is not None and series.rooted and at_column and onward:
        points.append(("goes on a list from outside the table", 7.0))
    return tuple(points)


def _near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < SAME_COLUMN


def shelter(stack: tuple[Node, ...], owner: int) -> int:
    """Where a number of `owner`'s list is put: inside the parts whose numbers go on from outside."""
    at = owner
    while at + 1 < len(stack) and stack[at + 1].keyword and stack[at + 1].scope == "outer":
        at += 1
    return at


def leaves(stack: tuple[Node, ...], at: int) -> Points:
    """Numbers of the body do not usually go on after an annex that has numbers of its own."""
    after = stack[at + 1] if at + 1 < len(stack) else None
    if after is not None and after.keyword and after.scope == "own":
        return (("goes on after a part with numbers of its own", -2.5),)
    return ()


def interrupted(stack: tuple[Node, ...], at: int, key: str) -> Points:
    """A list seldom goes on behind a heading that was opened after its last label.

    3 ─ 6., then `3.1 Leadership`, then `7.`: goes on all the same, for nothing else fits a 7.
    """
    after = stack[at + 1] if at + 1 < len(stack) else None
    if after is not None and after.key != key:
        return (("goes on behind a newer heading", -1.5),)
    return ()


def starts_list(where: Candidate, depth: int, *, chained: bool) -> Points:
    """A new list begins best in the clause just opened, after a colon or a heading."""
    if chained:
        return (("first of a new list", 1.5), ("label upon label", 0.5))
    points = [
        ("first of a new list", 1.5)
        if depth == 0
        else ("first of a list in a clause above", 0.5 - 0.25 * depth)
    ]
    if where.after_colon and depth == 0:
        points.append(("after a colon", 0.75))
    if where.after_heading:
        points.append(("after a heading", 0.5))
    return tuple(points)


def begins_again(old: Series, case: Case, at: int) -> Points:
    """A second list of one sort in one clause, best behind an unnumbered heading.

    Data Providers    1. 2. 3.
    Data Recipients   1. 2.      <- begins again
    """
    points: list[tuple[str, float]] = [("list begins again", 1.0 if case.where.after_heading else -0.5)]
    if case.where.above_x is not None and case.where.above_x < case.where.x - _DEEPER:
        points.append(("after text left of the list", 1.0))
    if old.last <= 1:
        points.append(("only one in the list before", -2.0))
    after = case.stack[at + 1] if at + 1 < len(case.stack) else None
    if at == 0:
        points.append(("the whole document begins again", -1.0))
    if after is not None and after.key != case.key and after.kind != "virtual":
        points.append(("a newer heading could hold it", -3.0))
    return (*points, *fits_list(old, case.mark, case.where, again=True))


def nests(stack: tuple[Node, ...], at: int, key: str, where: Candidate, *, chained: bool) -> Points:
    """A list inside another stands deeper, is no bolder, and looks unlike it."""
    parent = stack[at]
    points: list[tuple[str, float]] = []
    deeper = where.x - parent.x
    if parent.kind in {"section", "decimal", "item"} and not chained:
        if deeper > _DEEPER:
            points.append(("indented below its parent", 0.75))
        elif parent.kind == "item" and deeper >= -SAME_COLUMN:
            points.append(("no deeper than its parent", -0.75))
        elif deeper < -SAME_COLUMN:
            points.append(("left of its parent", -1.0))
        if where.bold and not parent.bold:
            points.append(("bolder than its parent", -1.5))
        if where.size > parent.size + 0.8:
            points.append(("larger than its parent", -1.5))
    around = next((found for node in stack[:at] if (found := node.list_of(key))), None)
    if around is not None and not parent.holds_scope:
        unlike = deeper > _DEEPER or around.bold != where.bold or abs(around.size - where.size) > _LARGER
        points.append(("same sort of label as a list around it", -0.5 if unlike else -3.0))
    return tuple(points)
