"""Margin line numbers, cut off the lines they count, so that the same text with other numbers is the same.

    12  The Participants agree that            every line, left of the text
        the data is kept safe and        15    every fifth, right of it
    654 Board: 3.1     697 Staff: 3.5          a second column, whose numbers go on from the first's

A page's numbers show themselves where they stand apart: a column of integers that goes on line by line. A
short line next to them may have been read as one with its number (`1148 E-3. Strategy`): it is known by its
place in that column and in the count. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.furniture.furniture_rules import MARGINS
from mouarchive.clauses.layout import Sheet, aside, cut, join, pieces
from mouarchive.model import Aside, Box, Line, Span

__all__ = ["set_aside_line_numbers"]

_INTEGER = re.compile(r"\d{1,5}")
_LEADING = re.compile(r"\s*(\d{1,5})(?=\s|$)")
_TRAILING = re.compile(r"(?:^|(?<=\s))(\d{1,5})\s*$")
_STEPS = frozenset({1, 5, 10})  # fact: margins count each line, every fifth or every tenth


class _Number(msgspec.Struct, frozen=True):
    """An integer that begins or ends a span of a line: `start` and `end` index the line's text.

    `alone` where it is the whole span, so that its edges are known; `after` is true for one that ends it.
    """

    line: Line
    value: int
    start: int
    end: int
    x0: float
    x1: float
    alone: bool
    after: bool = False

    @property
    def digits(self) -> int:
        return self.end - self.start


def set_aside_line_numbers(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Cut margin line numbers off the lines they count: a column of integers that goes on line by line."""
    columns = [_margin_column(sheet) for sheet in sheets]
    numbered = sum(column is not None for column in columns)
    only = len(sheets) == 1 and columns[0] is not None and len(columns[0]) >= MARGINS.numbers_alone
    if not only and (numbered < 2 or numbered < len(sheets) / 2):  # noqa: PLR2004 - one page proves nothing
        return list(sheets), []
    found = [column for column in columns if column]
    if _step(found) == 1 and not _run_on([number for column in found for number in column]):
        return list(sheets), []
    left, asides = list[Sheet](), list[Aside]()
    for sheet, column in zip(sheets, columns, strict=True):
        cutting = _loose(sheet) if column is None else [*column, *_beside(sheet, column)]
        gone = defaultdict[int, list[_Number]](list)
        for number in cutting:
            gone[id(number.line)].append(number)
        edges = [number.x1 for number in cutting if not number.after]
        starts = _text_starts(sheet, max(edges, default=0.0))
        lines: list[Line] = []
        for line in sheet.lines:
            numbers = sorted(gone[id(line)], key=lambda number: number.start)
            asides.extend(_as_aside(number) for number in numbers)
            lines += _without(line, numbers, starts) if numbers else [line]
        left.append(Sheet(sheet.page, tuple(lines)))
    return left, asides


def _step(columns: Iterable[Sequence[_Number]]) -> int:
    """What the numbers go on by. Items of a list count by ones: every fifth number is a margin's alone."""
    steps = Counter(low.value - high.value for column in columns for high, low in pairwise(column))
    return max(steps, key=lambda step: steps[step])


def _run_on(numbers: Sequence[_Number]) -> bool:
    """Whether text runs on from line to line beside the numbers, or stands apart from them."""
    beside = [number.line.text[0 if number.after else number.end :].strip() for number in numbers]
    worded = [text for text in beside if any(map(str.isalpha, text))]
    return sum(text[0].islower() for text in worded) >= MARGINS.run_on * len(worded)


# ------------------------------------------------------------------ the numbers a page may hold


def _spans(line: Line) -> tuple[Span, ...]:
    whole = Span(0, len(line.text), line.box.x0, line.box.x1, line.size, bold=False)
    return line.spans or (whole,)


def _leading(line: Line, span: Span) -> _Number | None:
    """The integer that a span begins with."""
    found = _LEADING.match(line.text, span.start, span.end)
    if found is None:
        return None
    start, end = found.span(1)
    alone = not line.text[end : span.end].strip()
    x1 = span.x1 if alone else cut(line, start, end).box.x1
    return _Number(line, int(found[1]), start, end, span.x0, x1, alone)


def _trailing(line: Line, span: Span) -> _Number | None:
    """The integer that a span ends with."""
    found = _TRAILING.search(line.text[span.start : span.end])
    if found is None:
        return None
    start, end = (span.start + at for at in found.span(1))
    alone = not line.text[span.start : start].strip()
    x0 = span.x0 if alone else cut(line, start, end).box.x0
    return _Number(line, int(found[1]), start, end, x0, span.x1, alone, after=True)


def _margin_column(sheet: Sheet) -> list[_Number] | None:
    """The numbers of a page whose margin counts its lines, on the left or else on the right."""
    before = [number for line in sheet.lines if (number := _leading(line, _spans(line)[0]))]
    column = _counting(before, sheet)
    if column is not None:
        return column
    behind = [number for line in sheet.lines if (number := _trailing(line, _spans(line)[-1]))]
    column = _counting(behind, sheet)
    if column is None or not _outside(column, sheet):
        return None
    return column


def _outside(column: Sequence[_Number], sheet: Sheet) -> bool:
    """Whether numbers on the right stand clear of all text."""
    edge = min(number.x0 for number in column if number.alone)
    return all(
        part.box.x1 < edge for line in sheet.lines for part in pieces(line) if not _INTEGER.search(part.text)
    )


def _counting(numbers: Sequence[_Number], sheet: Sheet) -> list[_Number] | None:
    """Of a page's numbers those of one column that goes on line by line, or by fives or tens."""
    column = _aligned(numbers)
    steps = Counter(low.value - high.value for high, low in pairwise(column))
    step = max(steps, key=lambda step: steps[step]) if steps else 0
    least = max(MARGINS.numbers, MARGINS.numbered * len(sheet.bands))
    enough = step in _STEPS and step * len(column) >= least
    return column if enough and steps[step] >= MARGINS.in_step * (len(column) - 1) else None


def _aligned(numbers: Sequence[_Number]) -> list[_Number]:
    """The numbers on the commonest edge, from the top of the page down.

    The edge is that towards the text. Numbers read as one with their text belong to it where their outer
    edge and their figures' width say so, and their value lies between the neighbours'.
    """
    alone = [number for number in numbers if number.alone]
    edges = Counter(round(_edge(number) / MARGINS.same_edge) for number in alone)
    if not edges:
        return []
    best = max(edges, key=lambda edge: edges[edge] + edges[edge - 1] + edges[edge + 1])
    column = [number for number in alone if abs(round(_edge(number) / MARGINS.same_edge) - best) <= 1]
    edge = median(map(_edge, column))
    width = median((number.x1 - number.x0) / number.digits for number in column)
    loose = (number for number in numbers if not number.alone)
    near = (number for number in loose if abs(_edge(number, width) - edge) <= MARGINS.same_edge)
    glued = [number for number in near if _fits(number, column)]
    return sorted((*column, *glued), key=lambda number: number.line.baseline)


def _edge(number: _Number, width: float | None = None) -> float:
    """A number's edge towards the text; from its outer edge where `width`, a figure's, is given."""
    if width is None:
        return number.x0 if number.after else number.x1
    return number.x1 - number.digits * width if number.after else number.x0 + number.digits * width


def _fits(number: _Number, column: Iterable[_Number]) -> bool:
    """Whether a value lies between those above and below it."""
    height = number.line.baseline
    return all(
        other.value < number.value if other.line.baseline < height else other.value > number.value
        for other in column
    )


def _beside(sheet: Sheet, column: Sequence[_Number]) -> list[_Number]:
    """The numbers of further columns of text, each of which goes on where the one before it ends."""
    known = {(id(number.line), number.start) for number in column}
    others = [
        number
        for line in sheet.lines
        for span in _spans(line)
        if (number := _leading(line, span)) and (id(line), number.start) not in known
    ]
    values = sorted(number.value for number in column)
    step = Counter(high - low for low, high in pairwise(values)).most_common(1)[0][0]
    found: list[_Number] = []
    following, edge = values[-1] + step, max(number.x1 for number in column)
    while run := _run(others, following, step, edge):
        found += run
        following, edge = run[-1].value + step, max(number.x1 for number in run)
    return found


def _run(numbers: Sequence[_Number], first: int, step: int, edge: float) -> list[_Number]:
    """The numbers right of an edge that count on from `first` down one column: none unless enough do."""
    for start in numbers:
        if start.value != first or start.x0 <= edge or not start.alone:
            continue
        near = (number for number in numbers if abs(number.x0 - start.x0) <= 2 * MARGINS.same_edge)
        run: list[_Number] = []
        for number in sorted(near, key=lambda number: number.line.baseline):
            if number.value == first + step * len(run) and number.line.baseline >= start.line.baseline:
                run.append(number)
        if len(run) >= MARGINS.second:
            return run
    return []


def _loose(sheet: Sheet) -> list[_Number]:
    """Margin numbers of a page with too few lines to show a column: left of all that is no number."""
    others = [
        part.box.x0 for other in sheet.lines for part in pieces(other) if not _INTEGER.fullmatch(part.text)
    ]
    edge = min(others, default=sheet.page.width / 2)
    first = (_leading(line, _spans(line)[0]) for line in sheet.lines)
    return [number for number in first if number and number.alone and number.x1 <= edge]


# ------------------------------------------------------------------ cutting them off


def _text_starts(sheet: Sheet, edge: float) -> list[float]:
    """Where text begins on a page, right of the numbers' edge."""
    return [
        span.x0
        for line in sheet.lines
        for span in _spans(line)
        if span.x0 > edge and not _INTEGER.fullmatch(line.text[span.start : span.end].strip())
    ]


def _as_aside(number: _Number) -> Aside:
    return aside(cut(number.line, number.start, number.end), "line-number")


def _without(line: Line, numbers: Sequence[_Number], starts: Sequence[float]) -> list[Line]:
    """The line without its numbers, in order; none where nothing is left."""
    parts, start = list[Line](), 0
    for number in numbers:
        before = cut(line, start, number.start)
        parts += [before] if before.text else []
        start = number.end
    rest = cut(line, start, len(line.text))
    if rest.text:
        known = numbers[-1].alone or numbers[-1].after
        parts.append(rest if known else _moved(rest, starts))
    return [join(parts, "  ")] if parts else []


def _moved(rest: Line, starts: Sequence[float]) -> Line:
    """What was read as one with its number, at the edge of the text near which it was reckoned to begin."""
    x0 = min(starts, key=lambda start: abs(start - rest.box.x0), default=rest.box.x0)
    if abs(x0 - rest.box.x0) > rest.size or x0 >= rest.box.x1 or not rest.spans:
        return rest
    first = rest.spans[0]
    box = Box(x0, rest.box.y0, rest.box.x1, rest.box.y1)
    return replace(rest, box=box, spans=(replace(first, x0=min(x0, first.x1)), *rest.spans[1:]))
