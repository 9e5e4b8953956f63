"""Pages set in columns of prose: their lines cut at the gutters and read column by column.

A gutter is a strip that hardly any line crosses, with prose of some width on both sides; a number column
beside its text, or a table of short cells, is none. Lengths are in points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from mouarchive.clauses.grids import find_grids
from mouarchive.clauses.pieces import Sheet, bands, cut, pieces
from mouarchive.model import Line

__all__ = ["read_columns"]

_STEP = 2.0
_NARROWEST = 8.0
"""Width of the narrowest gutter."""
_CROSSED = 0.12
"""Share of the lines that may cross a gutter: titles, tables and figures over several columns."""
_FEWEST = 10
_WORDS = 4
_DENSITY = 0.6
"""Share of the lines of the fuller column that the other has at least over the same height."""
_NARROWEST_COLUMN = 90.0
_FILLED = 0.6
"""Share of a column's width that its usual line fills, where it is prose."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a line between two gutters; `column` is None where it crosses one."""

    line: Line
    column: int | None


def read_columns(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with lines of pages set in columns put into the order they are read in."""
    return [_read(sheet) for sheet in sheets]


def _read(sheet: Sheet) -> Sheet:
    gutters = _gutters(sheet)
    if not gutters:
        return sheet
    parts = [part for line in sheet.lines for part in _split(line, gutters)]
    ordered: list[Line] = []
    block: list[_Part] = []
    by_line = {id(part.line): part for part in parts}
    for band in bands(part.line for part in parts):
        found = [by_line[id(line)] for line in band]
        if any(part.column is None for part in found):
            ordered += _columnwise(block, len(gutters) + 1)
            block = []
            ordered += [part.line for part in found]
        else:
            block += found
    ordered += _columnwise(block, len(gutters) + 1)
    return Sheet(sheet.page, tuple(ordered), len(gutters) + 1)


def _columnwise(block: Iterable[_Part], columns: int) -> list[Line]:
    """The parts of a block, column after column, each from the top down."""
    parts = list(block)
    return [
        line
        for column in range(columns)
        for band in bands(part.line for part in parts if part.column == column)
        for line in band
    ]


def _split(line: Line, gutters: Sequence[float]) -> list[_Part]:
    """A line cut where a wide gap lies over a gutter."""
    spans = line.spans
    cuts = [0]
    for before, after in pairwise(spans):
        if any(before.x1 <= gutter + _STEP and gutter - _STEP <= after.x0 for gutter in gutters):
            cuts.append(after.start)
    cuts.append(len(line.text))
    found = []
    for start, end in pairwise(cuts):
        part = cut(line, start, end)
        if part.text:
            crosses = any(part.box.x0 < gutter - _STEP and part.box.x1 > gutter + _STEP for gutter in gutters)
            column = None if crosses else sum(part.box.x0 > gutter - _STEP for gutter in gutters)
            found.append(_Part(part, column))
    return found


# ------------------------------------------------------------------ gutters


def _gutters(sheet: Sheet) -> list[float]:
    """Middles of the page's gutters from left to right; none where the page has one column."""
    grids = find_grids(sheet.page)
    lines = [
        piece
        for line in sheet.lines
        for piece in pieces(line)
        if not any(grid.box.y0 <= line.baseline <= grid.box.y1 for grid in grids)
    ]
    if len(lines) < 2 * _FEWEST:
        return []
    middles = [(low + high) / 2 for low, high in _strips(lines)]
    while middles:
        narrow = next(
            (index for index, side in enumerate(_sides(lines, middles)) if not _is_prose(side)), None
        )
        if narrow is None:
            break
        # what is no column of its own, a number say, belongs to the text on its right; the last to its left
        del middles[min(narrow, len(middles) - 1)]
    sides = _sides(lines, middles)
    while middles and (
        apart := [i for i in range(len(middles)) if not _side_by_side(sides[i], sides[i + 1])]
    ):
        del middles[apart[0]]
        sides = _sides(lines, middles)
    return middles


def _sides(lines: Sequence[Line], middles: Sequence[float]) -> list[list[Line]]:
    """The lines between each two gutters, the page's edges included; those that cross one are in none."""
    edges = [float("-inf"), *middles, float("inf")]
    return [
        [line for line in lines if low <= line.box.x0 and line.box.x1 <= high]
        for low, high in pairwise(edges)
    ]


def _strips(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Upright strips that few lines cross, between the left and the right edge of the text."""
    left = min(line.box.x0 for line in lines)
    right = max(line.box.x1 for line in lines)
    allowed = _CROSSED * len(lines)
    found: list[tuple[float, float]] = []
    begins, ends = sorted(line.box.x0 for line in lines), sorted(line.box.x1 for line in lines)
    x = left + _STEP
    while x < right:
        if bisect_left(begins, x) - bisect_right(ends, x) <= allowed:  # lines begun and not yet ended at x
            if found and x - found[-1][1] <= _STEP * 1.5:
                found[-1] = (found[-1][0], x)
            else:
                found.append((x, x))
        x += _STEP
    return [(low, high) for low, high in found if high - low >= _NARROWEST - _STEP and low > left + _STEP]


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two columns stand beside each other over half the height of the shorter, about equally full."""
    top = max(min(line.baseline for line in side) for side in (left, right))
    bottom = min(max(line.baseline for line in side) for side in (left, right))
    beside = [[band for band in bands(side) if top <= band[0].baseline <= bottom] for side in (left, right)]
    if min(map(len, beside)) < _DENSITY * max(map(len, beside)):
        return False
    shorter = min(_height(left), _height(right))
    return bottom - top >= shorter / 2


def _height(lines: Sequence[Line]) -> float:
    return max(line.baseline for line in lines) - min(line.baseline for line in lines)


def _is_prose(column: Sequence[Line]) -> bool:
    rows = bands(column)
    if len(rows) < _FEWEST:
        return False
    width = max(line.box.x1 for line in column) - min(line.box.x0 for line in column)
    usual = median(band[-1].box.x1 - band[0].box.x0 for band in rows)
    words = median(sum(len(line.text.split()) for line in band) for band in rows)
    return width >= _NARROWEST_COLUMN and usual >= _FILLED * width and words >= _WORDS
