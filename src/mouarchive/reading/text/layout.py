"""Reading order: the order of the file, unless the geometry shows that it cannot be the reader's.

1. Pieces drawn one below the other, in the file's order, make a run. Two runs that stand side by side for
   eight lines or more, each at least a sixth of the page wide, are columns (a newspaper page).
2. Outside columns, pieces on one baseline are one line (a number and its text, the cells of a table's row).
3. Lines go from top to bottom. Within columns, the left one is read before the right one; a line that
   crosses the gap between columns cuts them, so that what stands above it is read first.
"""

from __future__ import annotations

import msgspec

from mouarchive.reading.text.lines import share_baseline
from mouarchive.reading.text.words import Piece

__all__ = ["rows"]

_COLUMN_LINES = 8
_COLUMN_WIDTH = 1 / 6
_SIDE_BY_SIDE = 0.5
_NEXT_LINE = 3.0


class _Run(msgspec.Struct):
    """Pieces drawn one below the other."""

    pieces: list[Piece] = msgspec.field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0

    def add(self, piece: Piece) -> None:
        if not self.pieces:
            self.x0, self.x1, self.y0, self.y1 = piece.x0, piece.x1, piece.y0, piece.y1
        self.pieces.append(piece)
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)
        self.y0, self.y1 = min(self.y0, piece.y0), max(self.y1, piece.y1)


def rows(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """Put pieces in reading order and gather those that make one line; `width` is the page's, in points."""
    columns = _columns(pieces, width)
    if not columns:
        return _gather(pieces)
    return _in_columns(pieces, columns)


def _runs(pieces: list[Piece]) -> list[_Run]:
    runs: list[_Run] = []
    for piece in pieces:
        if piece.turned:
            continue
        run = runs[-1] if runs else None
        if run is None or not _continues(run, piece):
            run = _Run()
            runs.append(run)
        run.add(piece)
    return runs


def _continues(run: _Run, piece: Piece) -> bool:
    """Whether a piece stands under the last one of a run, at most three lines down."""
    last = run.pieces[-1]
    step = piece.baseline - last.baseline
    return 0 < step <= _NEXT_LINE * max(piece.size, last.size) and min(run.x1, piece.x1) > max(
        run.x0, piece.x0
    )


def _columns(pieces: list[Piece], width: float) -> list[tuple[float, float]]:
    """Left and right edges of the page's columns, from left to right; none on a page of one column."""
    long = [
        run
        for run in _runs(pieces)
        if len(run.pieces) >= _COLUMN_LINES and run.x1 - run.x0 >= _COLUMN_WIDTH * width
    ]
    beside = [run for run in long if any(_side_by_side(run, other) for other in long if other is not run)]
    edges: list[tuple[float, float]] = []
    for run in sorted(beside, key=lambda run: run.x0):
        if edges and run.x0 < edges[-1][1]:
            edges[-1] = (edges[-1][0], max(edges[-1][1], run.x1))
        else:
            edges.append((run.x0, run.x1))
    return edges if len(edges) > 1 else []


def _side_by_side(first: _Run, second: _Run) -> bool:
    if min(first.x1, second.x1) > max(first.x0, second.x0):
        return False
    common = min(first.y1, second.y1) - max(first.y0, second.y0)
    return common >= _SIDE_BY_SIDE * min(first.y1 - first.y0, second.y1 - second.y0)


def _gather(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline together, from top to bottom."""
    ordered = sorted(pieces, key=lambda piece: (piece.baseline, piece.x0))
    gathered: list[list[Piece]] = []
    for piece in ordered:
        for row in reversed(gathered[-4:]):
            if all(share_baseline(other, piece) for other in row):
                row.append(piece)
                break
        else:
            gathered.append([piece])
    return gathered


def _in_columns(pieces: list[Piece], columns: list[tuple[float, float]]) -> list[list[Piece]]:
    """Read band by band: a band ends at each line that no single column holds."""
    inside: list[list[Piece]] = [[] for _ in columns]
    across: list[Piece] = []
    for piece in pieces:
        middle = (piece.x0 + piece.x1) / 2
        for index, (x0, x1) in enumerate(columns):
            if x0 - piece.size <= piece.x0 and piece.x1 <= x1 + piece.size and x0 <= middle <= x1:
                inside[index].append(piece)
                break
        else:
            across.append(piece)
    ordered: list[list[Piece]] = []
    stacks = [_gather(column) for column in inside]
    for row in _gather(across):
        top = min(piece.y0 for piece in row)
        for index, stack in enumerate(stacks):
            above = [line for line in stack if line[0].baseline <= top + row[0].size / 2]
            ordered += above
            stacks[index] = stack[len(above) :]
        ordered.append(row)
    for stack in stacks:
        ordered += stack
    return ordered
