"""Drawn rules of a page gathered into grids: where ruled tables stand and how they are divided.

Lengths are in points; cells drawn one by one are merged into long rules first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels.reading import close
from mouarchive.clauses.layout import cut, join
from mouarchive.clauses.tables.tables_rules import TABLES
from mouarchive.clauses.text.joining import Hyphens, is_broken_word
from mouarchive.model import Box, Line, Page, Rule

__all__ = [
    "Cell",
    "Grid",
    "Table",
    "cell_text",
    "cut_at",
    "find_grids",
    "find_stacks",
    "is_label",
    "label_run",
    "mend_words",
    "row_line",
]

Cell = tuple[Line, ...]
_SOFT_HYPHEN = "\u00ad"

_NUMBER = r"\d{1,3}(?-i:[A-Z]{1,2}(?=\.))?(?:\.\d{1,3}(?-i:[A-Z]{1,2}(?=\.))?)*(?-i:[A-Z])?"
"""A number, with the letters of what was inserted later: 1A.2, 4AA."""
_LABEL = re.compile(
    rf"\(?({_NUMBER}|[a-z]{{1,2}}|[ivxlc]{{1,6}}|[A-Z]|[IVXLC]{{1,5}})[.):]*"
    r"(?:[\u2013\u2014-]?\([0-9a-z]{1,4}\))*"
    r"|(annex|appendix|schedule|part|article|section|clause|paragraph|chapter)\s+[\dA-Z]+(\.\d+)*[.:]?"
    r"|[\u2022\u00b7\u25cf\u25cb\u25aa\u2013\u2014\uf0b7\uf0a7*\u2023\u2043o-]",
    re.IGNORECASE,
)
_NUMBER_LABEL = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)]*(?=\s|$)")


class Table(msgspec.Struct, dict=True, frozen=True):
    """Rows of cells of one page, with the left edges of the columns; `number` counts through the document.

    Without slots, so that the texts of its cells, which many rules ask for, are put together once.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[float, ...]
    number: int = 0

    @property
    def lines(self) -> list[Line]:
        """All lines of the table, row by row and cell by cell."""
        return [line for row in self.rows for cell in row for line in cell]

    def texts(self, row: int) -> tuple[str, ...]:
        """The texts of a row's cells."""
        return self._texts[row]

    @cached_property
    def _texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(cell_text, row)) for row in self.rows)


def mend_words(table: Table, hyphens: Hyphens) -> Table:
    """The table with a soft hyphen wherever a word was only broken at the edge of its cell."""
    rows = tuple(tuple(_mended(cell, hyphens) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _mended(cell: Cell, hyphens: Hyphens) -> Cell:
    lines = list(cell)
    for index, (line, following) in enumerate(pairwise(cell)):
        text = line.text.rstrip()
        if is_broken_word(text, following.text.lstrip(), hyphens):
            soft = text[:-1] + _SOFT_HYPHEN + line.text[len(text) :]
            lines[index] = replace(line, text=soft)
    return tuple(lines)


def _cell_line(cell: Sequence[Line]) -> Line:
    """A cell's lines as one; an address broken at the cell's edge and a hyphenated word are closed up."""
    line = cell[0]
    for following in cell[1:]:
        text = line.text.rstrip()
        if text.endswith(_SOFT_HYPHEN):
            line = join([cut(line, 0, len(text) - 1), following], "")
            continue
        closed = text.endswith(("-", "\u2010")) or _is_broken_address(text, following.text)
        line = join([line, following], "" if closed else " ")
    return line


def _is_broken_address(text: str, following: str) -> bool:
    """Whether a line ends in a mail or web address that was broken at the edge of its cell."""
    last = text.rpartition(" ")[2]
    address = ("@" in last or "://" in last) and not last.endswith((",", ";", "."))
    return address and " " not in following.strip()


def cell_text(cell: Sequence[Line]) -> str:
    """A cell's lines as one text, white space evened out; empty for an empty cell."""
    return " ".join(_cell_line(cell).text.split()) if cell else ""


def is_label(text: str) -> bool:
    """Whether a whole text is a clause's or an item's mark: a number, a letter, a bullet, `Article 4`."""
    plain = close(text).strip()
    sign = 0 < len(plain) <= 2 and not any(letter.isalnum() for letter in plain)  # noqa: PLR2004 - a bullet's glyph
    return sign or _LABEL.fullmatch(plain) is not None


def label_run(texts: Sequence[str]) -> bool:
    """Whether texts begin with clause numbers that go up: the number column of clauses, not data."""
    found = [match[1] for text in texts if (match := _NUMBER_LABEL.match(close(text).strip()))]
    filled = [text for text in texts if text.strip()]
    if len(found) < 2 or len(found) < TABLES.mostly * len(filled):  # noqa: PLR2004 - one number is no run
        return False
    values = [tuple(int(part) for part in number.split(".")) for number in found]
    return all(low < high for low, high in pairwise(values))


def cut_at(line: Line, x: float) -> tuple[Line, Line] | None:
    """A line cut at the white space whose place on the page is nearest to x, within two letters' width."""
    width = (line.box.x1 - line.box.x0) / max(1, len(line.text))
    best: tuple[float, int] | None = None
    for index, letter in enumerate(line.text):
        if letter.isspace() and 0 < index < len(line.text) - 1:
            away = abs(cut(line, index + 1, len(line.text)).box.x0 - x)
            if best is None or away < best[0]:
                best = (away, index)
    if best is None or best[0] > TABLES.letters * width:
        return None
    return cut(line, 0, best[1]), cut(line, best[1], len(line.text))


def row_line(row: Sequence[Cell]) -> Line:
    """A row as one line: its cells' texts joined with a space."""
    return join([_cell_line(cell) for cell in row if cell])


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
