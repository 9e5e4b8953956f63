"""What stands beside or behind the text: margin line numbers, reviewers' balloons, watermarks.

They are cut off the lines they were printed beside, so that the same text with other line numbers is the
same text. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from mouarchive.clauses.pieces import Sheet, aside, cut, pieces
from mouarchive.model import Aside, Line

__all__ = ["set_aside_balloons", "set_aside_line_numbers", "set_aside_watermarks"]

_INTEGER = re.compile(r"\d{1,5}")
_BALLOON = re.compile(
    r"(deleted|formatted(\s+table)?|comment(ed)?|inserted|moved)\b\s*(\[[^\]]*\]|[\w (),]*)\s*:",
    re.IGNORECASE,
)
_SAME_EDGE = 4.0
_NUMBERED_BANDS = 0.6
"""Share of a page's bands that carry a number where a margin numbers each line."""
_FEWEST = 8
_ONE_PAGE_FEWEST = 20
"""Line numbers needed on a document's only page: fewer could be a list of one-line items."""
_BALLOON_FROM = 0.6
"""Share of the page's width right of which a reviewer's balloon may begin."""
_WATERMARK_SIZE = 1.8
_WATERMARK_SHARE = 0.6


# ------------------------------------------------------------------ line numbers


def _first_number(line: Line) -> tuple[int, int] | None:
    """Value and end index of an integer that is a line's first span, or a whole line."""
    end = line.spans[0].end if line.spans else len(line.text)
    text = line.text[:end].strip()
    return (int(text), end) if _INTEGER.fullmatch(text) else None


def _margin_column(sheet: Sheet) -> dict[int, int] | None:
    """Lines (by identity) that begin with a margin number, with the index where the number ends."""
    found = [(line, number) for line in sheet.lines if (number := _first_number(line))]
    edges = Counter(round(cut(line, 0, end).box.x1 / _SAME_EDGE) for line, (_, end) in found)
    if not edges:
        return None
    best = max(edges, key=lambda edge: edges[edge] + edges[edge - 1] + edges[edge + 1])
    column = [
        (line, value, end)
        for line, (value, end) in found
        if abs(round(cut(line, 0, end).box.x1 / _SAME_EDGE) - best) <= 1
    ]
    column.sort(key=lambda entry: entry[0].baseline)
    steps = Counter(low - high for (_, high, _), (_, low, _) in pairwise(column))
    step = max(steps, key=lambda step: steps[step]) if steps else 0
    enough = step > 0 and len(column) >= max(_FEWEST, _NUMBERED_BANDS * len(sheet.bands)) / step
    if not enough or steps[step] < 0.8 * (len(column) - 1) or step not in {1, 5, 10}:
        return None
    return {id(line): end for line, _, end in column}


def set_aside_line_numbers(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Cut margin line numbers off the lines they count: a column of integers that goes on line by line."""
    columns = [_margin_column(sheet) for sheet in sheets]
    numbered = sum(column is not None for column in columns)
    only = len(sheets) == 1 and columns[0] is not None and len(columns[0]) >= _ONE_PAGE_FEWEST
    if not only and (numbered < 2 or numbered < len(sheets) / 2):  # noqa: PLR2004 - one page proves nothing
        return list(sheets), []
    left, asides = list[Sheet](), list[Aside]()
    for sheet, column in zip(sheets, columns, strict=True):
        lines = []
        for line in sheet.lines:
            end = (column or {}).get(id(line)) or (0 if column is not None else _loose_number(sheet, line))
            if end:
                asides.append(aside(cut(line, 0, end), "line-number"))
            rest = cut(line, end, len(line.text))
            if rest.text:
                lines.append(rest)
        left.append(Sheet(sheet.page, tuple(lines)))
    return left, asides


def _loose_number(sheet: Sheet, line: Line) -> int:
    """Where a margin number ends on a page with too few lines to show a column: 0 for none."""
    number = _first_number(line)
    if number is None:
        return 0
    others = [
        part.box.x0 for other in sheet.lines for part in pieces(other) if not _INTEGER.fullmatch(part.text)
    ]
    if cut(line, 0, number[1]).box.x1 > min(others, default=sheet.page.width / 2):
        return 0
    return number[1]


# ------------------------------------------------------------------ balloons


def set_aside_balloons(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Cut reviewers' balloons ("Deleted: …") out of a right-hand margin, with the lines they run on over."""
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        if not any(":" in line.text and _BALLOON.search(line.text) for line in sheet.lines):
            left.append(sheet)
            continue
        parts = [(line, pieces(line)) for line in sheet.lines]
        starts = [
            part.box.x0
            for _, cells in parts
            for part in cells
            if part.box.x0 > _BALLOON_FROM * sheet.page.width and _BALLOON.match(part.text)
        ]
        if not starts:
            left.append(sheet)
            continue
        edge = min(starts) - _SAME_EDGE / 2
        lines: list[Line] = []
        for line, cells in parts:
            beside = [part for part in cells if part.box.x0 >= edge]
            asides.extend(aside(part, "comment") for part in beside)
            if len(beside) < len(cells):
                kept = sum(len(part.text.strip()) > 0 for part in cells) - len(beside)
                lines.append(cut(line, 0, line.spans[kept].start) if beside else line)
        left.append(Sheet(sheet.page, tuple(lines)))
    return left, asides


# ------------------------------------------------------------------ watermarks


def set_aside_watermarks(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Aside]]:
    """Take off large words that stand at the same place of most pages; `size` is the body's, in points."""
    places = defaultdict[tuple[str, int, int], list[tuple[int, Line]]](list)
    for index, sheet in enumerate(sheets):
        for line in sheet.lines:
            tall = line.box.y1 - line.box.y0
            if max(line.size, tall / 2) >= _WATERMARK_SIZE * size:
                key = (line.text.strip().casefold(), round(line.box.x0 / 10), round(line.box.y0 / 10))
                places[key].append((index, line))
    left, asides = list(sheets), list[Aside]()
    for found in places.values():
        if len(found) >= max(3, _WATERMARK_SHARE * len(sheets)):
            for index, line in found:
                left[index] = left[index].without([line])
                asides.append(aside(line, "watermark"))
    return left, asides
