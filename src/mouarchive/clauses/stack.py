"""The values the numbering solver works on: open clauses, the lists in progress in each, what was placed.

All are frozen, so that alternatives share what they have in common.
"""

from __future__ import annotations

from dataclasses import dataclass

from mouarchive.clauses.labels import Mark

__all__ = ["Node", "Option", "Placement", "Points", "Series", "push"]

Points = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A list in progress: the last number placed in it and how its labels are set."""

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
    count: int = 1


@dataclass(frozen=True, slots=True)
class Node:
    """An open clause.

    `uid` is the number of its placement (None for the root and for numbers that are not printed);
    `kind` is root, container, unit, section, decimal, item or virtual; `path` its number within its scope,
    None for list items; `scope` says, for containers and units, whether the numbers inside are its "own",
    go on from "outer", or are not known yet (""); `prefix` stands before the eids of numbers in its scope.
    """

    uid: int | None
    kind: str
    family: str
    eid: str
    prefix: str
    path: tuple[int, ...] | None = None
    scope: str = ""
    x: float = 0.0
    text_x: float | None = None
    bold: bool = False
    size: float = 0.0
    row: int = -1
    series: tuple[Series, ...] = ()

    @property
    def holds_scope(self) -> bool:
        """Whether numbering may start again inside."""
        return self.kind in {"root", "container", "unit"}

    def list_of(self, key: str) -> Series | None:
        """The list in progress with labels of this sort."""
        for series in self.series:
            if series.key == key:
                return series
        return None

    def with_series(self, new: Series) -> Node:
        """The same clause with one list begun or taken further."""
        kept = tuple(series for series in self.series if series.key != new.key)
        return self.copy(series=(*kept, new))

    def copy(self, *, series: tuple[Series, ...] | None = None, scope: str | None = None) -> Node:
        """The same clause with other lists or another scope."""
        return Node(
            self.uid,
            self.kind,
            self.family,
            self.eid,
            self.prefix,
            self.path,
            self.scope if scope is None else scope,
            self.x,
            self.text_x,
            self.bold,
            self.size,
            self.row,
            self.series if series is None else series,
        )


@dataclass(frozen=True, slots=True)
class Placement:
    """One label believed: where it stands in the body and in the tree, and the rules that spoke for it."""

    uid: int
    row: int
    mark: Mark
    parent: int | None
    kind: str
    eid: str
    points: Points


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place a mark: the new open clauses, what was placed and the points it earns."""

    stack: tuple[Node, ...]
    placement: Placement
    score: float


def push(
    stack: tuple[Node, ...], at: int, owner: int, series: Series, nodes: tuple[Node, ...]
) -> tuple[Node, ...]:
    """Close what is open below `at`, note the number in `owner`'s list and open the new clauses."""
    kept = list(stack[: at + 1])
    kept[owner] = kept[owner].with_series(series)
    return (*kept, *nodes)
