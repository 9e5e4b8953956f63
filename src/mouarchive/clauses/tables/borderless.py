"""Tables without rules: neighbouring bands of a page whose spans line up in two or more columns.

A label beside its text is no table, nor is prose in which a justified line happens to gape. In doubt there
is no table: its words stay in the body either way. Lengths are in points.

On its own: tables without rules are found by their columns alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from mouarchive.clauses.tables.grids import Cell, cut_at, is_label, label_run
from mouarchive.clauses.tables.tables_rules import TABLES
from mouarchive.model import Line

__all__ = ["assemble_rows", "find_borderless", "spread"]

_NUMBERS = re.compile(r"(?:(?:serial|sl\.?|s\.?)\s?)?(?:nos?|nr)\.?|item|row|serial|#|\u2116", re.IGNORECASE)
"""The head of a column of numbers that only count the rows of a table."""

Band = Sequence[Line]


class _Region(msgspec.Struct):
    """A table as it grows downwards: its bands, and each column's extent so far."""

    bands: list[Band] = msgspec.field(default_factory=list)
    columns: list[list[float]] = msgspec.field(default_factory=list)

    def place(self, line: Line) -> list[int]:
        """The columns a line overlaps."""
        return [
            index
            for index, (x0, x1) in enumerate(self.columns)
            if line.box.x0 < x1 + TABLES.gutter / 2 and line.box.x1 > x0 - TABLES.gutter / 2
        ]

    def seed(self, band: Band) -> None:
        self.columns = [[line.box.x0, line.box.x1] for line in band]

    def add(self, band: Band) -> None:
        self.bands.append(band)
        for line in band:
            for index in self.place(line):
                if line.box.x0 >= self._left(index) - TABLES.aligned and line.box.x1 < self._right(index):
                    column = self.columns[index]
                    column[0], column[1] = min(column[0], line.box.x0), max(column[1], line.box.x1)

    def _left(self, index: int) -> float:
        return self.columns[index - 1][1] if index else 0.0

    def _right(self, index: int) -> float:
        return self.columns[index + 1][0] if index + 1 < len(self.columns) else float("inf")

    def accepts(self, band: Band) -> bool:
        """Whether a band fits the columns: no line across a gutter, a lone line only as a continuation."""
        places = [self.place(line) for line in band]
        if len(band) == 1:
            return self._continues(band[0], places[0])
        if any(len(place) > 1 for place in places):
            return False
        found = {place[0] for place in places if place}
        return len(found) > 1 and len(found) == len(band)

    def _continues(self, line: Line, place: list[int]) -> bool:
        if len(place) != 1:
            return False
        step = line.baseline - self.bands[-1][0].baseline
        tight = step <= (TABLES.paragraph if place[0] else TABLES.tight) * line.size
        inside = line.box.x1 < self._right(place[0]) - 1
        aligned = abs(line.box.x0 - self.columns[place[0]][0]) <= TABLES.aligned
        return tight and inside and aligned and not is_label(line.text.split()[0] if place[0] == 0 else "")


def _splits_header(region: _Region, band: Band) -> bool:
    """Whether a region of one band is a header whose cells stand too near each other to be told apart."""
    if len(region.bands) != 1 or len(band) <= len(region.bands[0]):
        return False
    starts = [line.box.x0 for line in region.bands[0]]
    known = [line.box.x0 for line in band]
    return all(any(abs(start - x) <= TABLES.aligned for x in known) for start in starts)


def _without_label(band: Band) -> Band:
    return band[1:] if len(band) > 1 and is_label(band[0].text) else band


def _grow(bands: Sequence[Band], start: int) -> _Region:
    region = _Region()
    region.seed(bands[start])
    region.add(bands[start])
    for band in bands[start + 1 :]:
        step = band[0].baseline - region.bands[-1][0].baseline
        if step > TABLES.far * max(line.size for line in band):
            break
        if not region.accepts(band):
            if not _splits_header(region, band):
                break
            region.seed(band)
        region.add(band)
    while region.bands and len(region.bands[-1]) == 1 and region.place(region.bands[-1][0]) == [0]:
        region.bands.pop()
    return region


def _convincing(region: _Region) -> bool:
    """Whether the bands of a region are rows: what is in doubt is none."""
    full = [band for band in region.bands if len(band) > 1]
    if len(region.columns) == 2:  # noqa: PLR2004 - the weakest evidence
        return _begins_alike(full) and not _are_items(full) and not _runs_through(region)
    if len(full) < 2 or _gapes_once(full) or label_run([band[1].text for band in full]):  # noqa: PLR2004
        return False
    return _counts_rows(region) or not _are_clauses(region, full)


def _begins_alike(full: Sequence[Band]) -> bool:
    """Whether a second column begins at one place in most of its rows, of which there are enough."""
    starts = [band[1].box.x0 for band in full if len(band) == 2]  # noqa: PLR2004 - no third
    best = max((sum(abs(x - other) <= TABLES.aligned / 2 for other in starts) for x in starts), default=0)
    return len(full) >= TABLES.rows and best >= TABLES.mostly * len(full)


def _are_items(full: Sequence[Band]) -> bool:
    """Whether the first of two columns holds the labels of items."""
    return 2 * sum(is_label(band[0].text) for band in full) >= len(full)


def _gapes_once(full: Sequence[Band]) -> bool:
    """Whether the bands are items, one line of which is justified with wide gaps."""
    items = all(is_label(band[0].text) for band in full)
    return items and sum(len(band) > 2 for band in full) < 2  # noqa: PLR2004 - label and text


def _counts_rows(region: _Region) -> bool:
    """Whether the head of the first column says that it only numbers the table's rows."""
    head = region.bands[0]
    return _NUMBERS.fullmatch(head[0].text.strip()) is not None and len(head) == len(region.columns)


def _are_clauses(region: _Region, full: Sequence[Band]) -> bool:
    """Whether the first column numbers clauses, from the first band on, beside few columns."""
    numbered = is_label(region.bands[0][0].text) and label_run([band[0].text for band in full])
    return numbered and len(region.columns) < TABLES.columns


def _runs_through(region: _Region) -> bool:
    """Whether the second column is prose that pays no heed to the first: a letterhead's list beside a letter.

    In a table the line before a row ends where its cell's text ends; prose fills that line as any other.
    """
    edge = region.columns[1][0] - TABLES.aligned
    right = max(line.box.x1 for band in region.bands for line in band)
    ends: list[Line] = []
    last: Line | None = None
    for band in region.bands:
        first, beside = band[0].box.x0 < edge, [line for line in band if line.box.x0 >= edge]
        if first and beside and last is not None:
            ends.append(last)
        last = beside[-1] if beside else last
    filled = [line for line in ends if line.box.x1 >= right - TABLES.filled * (right - edge)]
    prose = [line for line in filled if len(line.text.split()) >= TABLES.prose]
    return len(ends) >= TABLES.rows and len(prose) >= TABLES.mostly * len(ends)


def find_borderless(bands: Sequence[Band], is_head: Callable[[Sequence[str]], bool]) -> list[list[Band]]:
    """Runs of bands that make tables; `bands` hold the pieces of one page, top down, left to right.

    A band whose texts `is_head` knows as a table's head needs no further evidence than a row below it.
    """
    found: list[list[Band]] = []
    index = 0
    while index < len(bands):
        if len(_without_label(bands[index])) > 1:
            region = _grow(bands, index)
            known = len(region.bands) > 1 and is_head([line.text for line in region.bands[0]])
            if known or _convincing(region):
                found.append(list(region.bands))
                index += len(region.bands)
                continue
            if len(region.columns) == 2 and _runs_through(region):  # noqa: PLR2004
                index += len(region.bands)
                continue
        index += 1
    return found


def spread(bands: Sequence[Band]) -> tuple[tuple[float, ...], list[list[Cell]]]:
    """The columns of a table's bands, and each band as cells of these columns."""
    fullest = max(bands, key=len)
    starts = [line.box.x0 for line in fullest]
    columns = []
    for index, start in enumerate(starts):
        floor = fullest[index - 1].box.x1 if index else float("-inf")
        near = [
            line.box.x0 for band in bands for line in band if floor < line.box.x0 <= start + TABLES.aligned
        ]
        columns.append(min([x for x in near if x >= floor], default=start))
    return tuple(columns), [_cells(band, columns) for band in bands]


def _cells(band: Band, columns: Sequence[float]) -> list[Cell]:
    cells: list[list[Line]] = [[] for _ in columns]
    todo = [(line, 0) for line in band]
    while todo:
        line, least = todo.pop(0)
        index = max(
            (i for i, x in enumerate(columns) if i <= least or x <= line.box.x0 + TABLES.aligned), default=0
        )
        following = columns[index + 1] if index + 1 < len(columns) else float("inf")
        if line.box.x1 > following + TABLES.aligned and (parts := cut_at(line, following)):
            line = parts[0]
            todo.insert(0, (parts[1], index + 1))
        cells[index].append(line)
    return [tuple(cell) for cell in cells]


def assemble_rows(bands: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Bands of cells as rows: a row takes in the bands that go on inside its cells.

    Rows are parted by wider steps where the table has any; else each band with a first cell begins a row.
    """
    heights = [min(line.baseline for cell in band for line in cell) for band in bands]
    steps = [low - high for high, low in pairwise(heights)]
    inner = [
        step
        for step, band in zip(steps, bands[1:], strict=False)
        if not band[0] or (len(band) > 1 and not any(band[1:]))
    ]
    within = median(inner) if inner else 0.0
    parted = bool(inner) and any(step > TABLES.looser * within for step in steps)
    rows: list[list[Cell]] = [list(bands[0])]
    for step, band in zip(steps, bands[1:], strict=False):
        lone = bool(band[0]) and not any(band[1:])
        begins = step > TABLES.looser * within if parted else not lone
        if band[0] and begins:
            rows.append(list(band))
        else:
            rows[-1] = [(*above, *below) for above, below in zip(rows[-1], band, strict=True)]
    return [tuple(row) for row in rows]
