"""The values the numbering solver works on: open clauses, the lists in progress in each, what was placed.

All are frozen, so that alternatives share what they have in common; and tuples, since the solver makes many
more of them than it keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from mouarchive.clauses.labels import Mark
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, Points

__all__ = ["ROOT", "Case", "Node", "Option", "Placement", "Series", "option"]


class Series(NamedTuple):
    """A list in progress: the last number placed in it and how its labels are set.

    `gaps` are the numbers passed over, which may still come, out of order; `rooted` is false for a list that
    stands in a table from its first label on.
    """

    key: str
    last: int
    suffix: int
    shape: str
    x: float
    right: float
    text_x: float | None
    bold: bool
    size: float
    page: int
    rooted: bool = True
    gaps: tuple[int, ...] = ()


class Node(NamedTuple):
    """An open clause.

    `uid` is the number of its placement (None for the root and for numbers that are not printed);
    `kind` is root, container, unit, section, decimal, item or virtual; `key` the sort of its label;
    `path` its number within its scope, None for list items, and `letters` those inserted behind each part of
    it (a section 1A is not the section 1); `scope` says, for containers and units, whether
    the numbers inside are its "own", go on from "outer", or are not known yet (""); `base` stands before the
    eids of decimal numbers below it.
    """

    uid: int | None
    kind: str
    key: str
    family: str
    eid: str
    base: str
    path: tuple[int, ...] | None = None
    scope: str = ""
    x: float = 0.0
    bold: bool = False
    size: float = 0.0
    series: tuple[Series, ...] = ()
    letters: tuple[int, ...] = ()

    @property
    def keyword(self) -> bool:
        """Whether it is opened by a word such as Annex or Article."""
        return self.kind in {"container", "unit"}

    @property
    def holds_scope(self) -> bool:
        """Whether numbering may start again inside."""
        return self.keyword or self.kind == "root"

    def begins(self, mark: Mark) -> bool:
        """Whether this clause's number is the mark's, or what the mark's begins with: 1A of 1A.2."""
        path, size = self.path, len(self.path or ())
        return path is not None and mark.path[:size] == path and mark.letters[:size] == self.letters

    def list_of(self, key: str) -> Series | None:
        """The list in progress with labels of this sort."""
        for series in self.series:
            if series.key == key:
                return series
        return None

    def with_series(self, new: Series) -> Node:
        """The same clause with one list begun or taken further."""
        kept = tuple(series for series in self.series if series.key != new.key)
        return self._replace(series=(*kept, new))


ROOT = Node(None, "root", "", "", "", "")


class Placement(NamedTuple):
    """One label believed: where it stands in the body and in the tree, and the rules that spoke for it."""

    uid: int
    row: int
    mark: Mark
    parent: int | None
    kind: str
    eid: str
    points: Points


class Option(NamedTuple):
    """One way to place a mark: the points it earns, and how the clause is opened where it is looked at.

    `open` answers the new open clauses and what was placed: the solver looks at few of the options it weighs.
    """

    points: Points
    score: float
    open: Callable[[], tuple[tuple[Node, ...], Placement]]


def option(
    points: Points, open_: Callable[..., tuple[tuple[Node, ...], Placement]], *given: object
) -> Option:
    """The option that earns these points, to be opened by a function of what is given and the points."""
    return Option(points, sum(value for _, value in points), partial(open_, *given, points))


class Case(NamedTuple):
    """A mark to be placed: the open clauses, the line it stands in, its number if it is believed.

    `chained` is true for the second and further labels of one line, whose column says nothing.
    """

    stack: tuple[Node, ...]
    mark: Mark
    where: Candidate
    uid: int
    chained: bool
    key: str

    def series(
        self, old: Series | None = None, *, value: tuple[int, int] | None = None, key: str | None = None
    ) -> Series:
        """The list with this mark as its last, taking `old` further where there is one.

        `value` is for a number that is not printed and its inserted letters, `key` for a list of another
        sort than the mark's.
        """
        mark, where = self.mark, self.where
        last, suffix = (mark.last, mark.suffix) if value is None else value
        gaps = old.gaps if old is not None else ()
        if old is not None and last in gaps:  # 4.2 after 4.3: the list goes on behind 4.3
            gaps = tuple(gap for gap in gaps if gap != last)
            last, suffix = old.last, old.suffix
        elif old is not None and last > old.last:
            gaps = (*gaps, *range(old.last + 1, last))[-NUMBERING.gaps :]
        x, right, text_x = (-1.0, -1.0, None) if self.chained else (where.x, where.right, where.text_x)
        return Series(
            key=key or self.key,
            last=last,
            suffix=suffix,
            shape=mark.shape,
            x=x,
            right=right,
            text_x=text_x,
            bold=where.bold,
            size=where.size,
            page=where.page,
            rooted=where.table is None
            or (old is not None and old.rooted and abs(old.x - where.x) < MEASURES.column),
            gaps=gaps,
        )

    def node(self, kind: str, eid: str, base: str, path: tuple[int, ...] | None) -> Node:
        """The clause this mark opens."""
        where, mark = self.where, self.mark
        return Node(
            self.uid, kind, self.key, mark.family, eid, base, path, "", where.x, where.bold, where.size,
            letters=() if path is None else mark.letters,
        )  # fmt: skip

    def opened(  # noqa: PLR0917 - the parts of one act
        self, at: int, owner: int, series: Series, nodes: tuple[Node, ...], scope: str, points: Points
    ) -> tuple[tuple[Node, ...], Placement]:
        """Close what is open below `at`, note the number in `owner`'s list, open the new clauses."""
        kept = list(self.stack[: at + 1])
        if scope:
            kept[at] = kept[at]._replace(scope=scope)
        kept[owner] = kept[owner].with_series(series)
        parent = next((node.uid for node in reversed((*kept, *nodes[:-1])) if node.uid is not None), None)
        node = nodes[-1]
        placement = Placement(self.uid, self.where.row, self.mark, parent, node.kind, node.eid, points)
        return (*kept, *nodes), placement
