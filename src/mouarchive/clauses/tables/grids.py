"""Drawn rules of a page gathered into grids: where ruled tables stand and how they are divided.

Lengths are in points; cells drawn one by one are merged into long rules first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from mouarchive.clauses.tables.tables_rules import TABLES
from mouarchive.model import Box, Page, Rule

__all__ = ["Grid", "find_grids", "find_stacks"]


class Grid(msgspec.Struct, frozen=True):
    """A table's frame: `xs` divide the columns and `ys` the rows, outer edges included.

    `xs` holds the outer edges alone where no vertical rules are drawn.
    """

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]


class _Stroke(msgspec.Struct, frozen=True):
    """A rule along an axis: its position across, and where it starts and ends along."""

    at: float
    start: float
    end: float


def _merged(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Strokes on one line that touch, as one stroke."""
    lines: list[list[_Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if lines and stroke.at - lines[-1][0].at <= TABLES.inside:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    merged: list[_Stroke] = []
    for line in lines:
        line.sort(key=lambda stroke: stroke.start)
        current = line[0]
        for stroke in line[1:]:
            if stroke.start <= current.end + TABLES.touch:
                current = _Stroke(current.at, current.start, max(current.end, stroke.end))
            else:
                merged.append(current)
                current = stroke
        merged.append(current)
    return [stroke for stroke in merged if stroke.end - stroke.start >= TABLES.shortest]


def _strokes(rules: Sequence[Rule]) -> tuple[list[_Stroke], list[_Stroke]]:
    """Horizontal and vertical strokes of a page."""
    across = (
        _Stroke((rule.box.y0 + rule.box.y1) / 2, rule.box.x0, rule.box.x1)
        for rule in rules
        if rule.horizontal
    )
    down = (
        _Stroke((rule.box.x0 + rule.box.x1) / 2, rule.box.y0, rule.box.y1)
        for rule in rules
        if not rule.horizontal
    )
    return _merged(across), _merged(down)


def _meet(across: _Stroke, down: _Stroke) -> bool:
    return (
        across.start - TABLES.touch <= down.at <= across.end + TABLES.touch
        and down.start - TABLES.touch <= across.at <= down.end + TABLES.touch
    )


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TABLES.inside:
            found.append(value)
    return tuple(found)


def find_grids(page: Page) -> list[Grid]:
    """Grids of crossing rules with at least two columns and one row, from the top of the page down."""
    across, down = _strokes(page.rules)
    groups: list[tuple[list[_Stroke], list[_Stroke]]] = []
    for stroke in down:
        mine = [other for other in across if _meet(other, stroke)]
        touching = [group for group in groups if any(other in group[0] for other in mine)]
        merged = ([*mine], [stroke])
        for group in touching:
            merged = (
                [*merged[0], *(one for one in group[0] if one not in merged[0])],
                [*group[1], *merged[1]],
            )
            groups.remove(group)
        groups.append(merged)
    grids = []
    for horizontal, vertical in groups:
        if len(horizontal) < 2:  # noqa: PLR2004 - a table has a rule above and one below
            continue
        xs = _distinct([*(one.at for one in vertical), *_ends(horizontal)])
        ys = _distinct(one.at for one in horizontal)
        if len(xs) > 2 and len(ys) > 1:  # noqa: PLR2004 - two edges are one column
            grids.append(Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), xs, ys))
    return sorted(grids, key=lambda grid: grid.box.y0)


def _ends(horizontal: Sequence[_Stroke]) -> tuple[float, float]:
    return min(one.start for one in horizontal), max(one.end for one in horizontal)


def find_stacks(page: Page) -> list[Grid]:
    """Stacks of horizontal rules of one length with nothing drawn between them: rows without columns."""
    across, down = _strokes(page.rules)
    alone = [one for one in across if not any(_meet(one, other) for other in down)]
    stacks: list[list[_Stroke]] = []
    for stroke in sorted(alone, key=lambda stroke: stroke.at):
        for stack in stacks:
            last = stack[-1]
            same = (
                abs(last.start - stroke.start) <= TABLES.touch and abs(last.end - stroke.end) <= TABLES.touch
            )
            if same and stroke.at - last.at <= TABLES.tallest:
                stack.append(stroke)
                break
        else:
            stacks.append([stroke])
    return [
        Grid(
            Box(stack[0].start, stack[0].at, stack[0].end, stack[-1].at),
            (stack[0].start, stack[0].end),
            _distinct(stroke.at for stroke in stack),
        )
        for stack in stacks
        if len(stack) > 1
    ]
