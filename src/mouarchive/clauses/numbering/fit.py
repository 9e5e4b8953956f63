"""How well a label fits where it would be placed: its number among the others, its looks among its list's.

Each function answers the rules that hold, with their points.

On its own: what speaks for a label once those before it are believed.
"""

from __future__ import annotations

from mouarchive.clauses.labels import LETTERS, Mark
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES, Points, earned
from mouarchive.clauses.numbering.stack import Case, Node, Series
from mouarchive.clauses.vocabulary import ANNEXES, UNITS
from mouarchive.rules import Rule

__all__ = [
    "begins_again", "first_value", "fits_list", "follows", "interrupted", "nests", "series_key",
    "shelter", "starts_list",
]  # fmt: skip

_CLASSES = {"()": "()", ")": ")", "\u00a7": "\u00a7"}


def series_key(mark: Mark) -> str:
    """Labels of one sort: family and bracket; full stop, colon and nothing count as one sort."""
    family = "number" if mark.family == "decimal" and len(mark.path) == 1 else mark.family
    if mark.keyword or len(mark.path) > 1:
        return family
    return family + _CLASSES.get(mark.shape, ".")


def follows(series: Series, value: int, suffix: int = 0) -> tuple[Rule, float]:
    """How a number follows the last one of its list: next, inserted, missing, again or backwards."""
    named = series.key in UNITS
    step = value - series.last
    if step == 1 and not suffix:
        return earned(RULES.next)
    if step == 0:
        return earned(RULES.inserted if suffix > series.suffix else RULES.again)
    if step < 0:
        return earned(RULES.backwards)
    return earned(RULES.missing, min(NUMBERING.far_named if named else NUMBERING.far, step))


def first_value(mark: Mark) -> Points:
    """A list begins with 1, a, i: anything else needs other reasons. Annexes may stand apart."""
    letters = mark.suffix or (mark.family == "lower" and mark.last >= LETTERS)
    if letters and mark.family.startswith("lower"):  # (as), (or): rather a word
        return (earned(RULES.two_letters),)
    if mark.last <= 1:
        return ()
    if mark.family in ANNEXES:
        return (earned(RULES.later_annex),)
    if mark.last == 2:  # noqa: PLR2004 - the first may have been lost
        return (earned(RULES.second_first),)
    return (earned(RULES.bracket_middle if mark.shape == "()" else RULES.middle_first),)


def fits_list(series: Series, mark: Mark, where: Candidate, *, again: bool = False) -> Points:
    """Labels of one list stand in one column, in one weight and size, with one punctuation."""
    points = []
    at_column = _near(series.x, where.x)
    if at_column:
        points.append(earned(RULES.at_column))
    elif series.x >= 0 and not (_near(series.right, where.right) or _near(series.text_x, where.text_x)):
        points.append(earned(RULES.off_column))
    unlike = (
        series.bold != where.bold,
        abs(series.size - where.size) > MEASURES.same_size,
        series.shape != mark.shape,
    )
    if any(unlike):
        points.append(earned(RULES.unlike_list, sum(unlike)))
    onward = mark.last >= series.last and not again and not where.counted
    if where.table is not None and series.rooted and at_column and onward:
        points.append(earned(RULES.through_table))
    return tuple(points)


def _near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < MEASURES.column


def shelter(stack: tuple[Node, ...], owner: int) -> int:
    """Where a number of `owner`'s list is put: inside the parts whose numbers go on from outside."""
    at = owner
    while at + 1 < len(stack) and stack[at + 1].keyword and stack[at + 1].scope == "outer":
        at += 1
    return at


def interrupted(stack: tuple[Node, ...], at: int, key: str) -> Points:
    """A list seldom goes on behind a heading that was opened after its last label.

    3 ─ 6., then `3.1 Leadership`, then `7.`: goes on all the same, for nothing else fits a 7.
    """
    after = stack[at + 1] if at + 1 < len(stack) else None
    return (earned(RULES.behind_heading),) if after is not None and after.key != key else ()


def starts_list(where: Candidate, depth: int, *, chained: bool) -> Points:
    """A new list begins best in the clause just opened, after a colon."""
    first = earned(RULES.new_list if depth == 0 else RULES.list_above)
    if chained:
        return (first,)
    points = [first]
    if where.after_colon and depth == 0:
        points.append(earned(RULES.after_colon))
    if where.after_heading:
        points.append(earned(RULES.after_heading))
    return tuple(points)


def begins_again(old: Series, case: Case, at: int) -> Points:
    """A second list of one sort in one clause, best behind an unnumbered heading.

    Data Providers    1. 2. 3.
    Data Recipients   1. 2.      <- begins again
    """
    points = [earned(RULES.second_below_heading if case.where.after_heading else RULES.second_list)]
    if case.where.above_x is not None and case.where.above_x < case.where.x - MEASURES.indent:
        points.append(earned(RULES.after_outdent))
    after = case.stack[at + 1] if at + 1 < len(case.stack) else None
    if after is not None and after.key != case.key and after.kind != "virtual":
        points.append(earned(RULES.newer_heading))
    return (*points, *fits_list(old, case.mark, case.where, again=True))


def nests(stack: tuple[Node, ...], at: int, key: str, where: Candidate, *, chained: bool) -> Points:
    """A list inside another stands deeper, is no bolder, and looks unlike it."""
    parent = stack[at]
    points = []
    deeper = where.x - parent.x
    if parent.kind in {"section", "decimal", "item"} and not chained:
        if deeper > MEASURES.indent:
            points.append(earned(RULES.indented))
        elif parent.kind == "item" and deeper >= -MEASURES.column:
            points.append(earned(RULES.no_deeper))
        elif deeper < -MEASURES.column:
            points.append(earned(RULES.left_of_parent))
        if where.bold and not parent.bold:
            points.append(earned(RULES.bolder))
        if where.size > parent.size + MEASURES.same_size:
            points.append(earned(RULES.bolder))
    around = next((found for node in stack[:at] if (found := node.list_of(key))), None)
    if around is not None and not parent.holds_scope:
        unlike = (
            deeper > MEASURES.indent
            or around.bold != where.bold
            or abs(around.size - where.size) > MEASURES.same_size
        )
        points.append(earned(RULES.alike_but_deeper if unlike else RULES.same_sort))
    return tuple(points)
