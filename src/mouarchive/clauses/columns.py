"""Pages set in columns of prose: their lines cut at the gutters and read column by column.

A gutter is a strip that hardly any line crosses, with prose of some width on both sides; a number column
beside its text, or a table of short cells, is none. A page with little text, the last say, has the gutters
of the other pages where none of its lines crosses them. Lengths are in points.

On its own: columns are a question of white space, asked before any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median

import msgspec

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet, bands, cut, join, pieces
from mouarchive.clauses.layout_rules import COLUMNS
from mouarchive.clauses.tables.grids import find_grids
from mouarchive.clauses.text.joining import is_bullet
from mouarchive.model import Line, Span

__all__ = ["read_columns"]


class _Part(msgspec.Struct, frozen=True):
    """A stretch of a line between two gutters; `column` is None where it crosses one."""

    line: Line
    column: int | None


def read_columns(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with lines of pages set in columns put into the order they are read in."""
    texts = [_texts(sheet) for sheet in sheets]
    own = [_gutters(lines) for lines in texts]
    usual = [list(found) for found, _ in Counter(tuple(found) for found in own if found).most_common()]
    return [
        _read(sheet, found or next((one for one in usual if _fits(lines, one)), []))
        for sheet, lines, found in zip(sheets, texts, own, strict=True)
    ]


def _read(sheet: Sheet, gutters: Sequence[float]) -> Sheet:
    if not gutters:
        return sheet
    parts = [part for line in sheet.lines for part in _split(line, gutters)]
    ordered: list[Line] = []
    block: list[_Part] = []
    by_line = {id(part.line): part for part in parts}
    above: float | None = None
    for band in bands(part.line for part in parts):
        found = [by_line[id(line)] for line in band]
        crossing = any(part.column is None for part in found)
        if crossing or (above is not None and _holds_figure(band[0].baseline - above, sheet)):
            ordered += _columnwise(block, len(gutters) + 1)
            block = []
        if crossing:
            ordered += [part.line for part in found]
        else:
            block += found
        above = band[0].baseline
    ordered += _columnwise(block, len(gutters) + 1)
    return Sheet(sheet.page, tuple(ordered), len(gutters) + 1)


def _holds_figure(space: float, sheet: Sheet) -> bool:
    """Whether white space over all columns is high enough for a figure: below it the text begins anew."""
    return space > COLUMNS.figure * sheet.leading


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
    """A line cut where a wide gap lies over a gutter, or a label begins behind one."""
    over = COLUMNS.edge
    cuts = [0]
    for before, after in pairwise(line.spans):
        if any(before.x1 - over <= gutter <= after.x0 + over for gutter in gutters):
            cuts.append(after.start)
        elif label := _label_behind(line, before, gutters):
            cuts.append(label)
    cuts.append(len(line.text))
    found = []
    for start, end in pairwise(cuts):
        part = cut(line, start, end)
        if part.text:
            crosses = any(part.box.x0 + over < gutter < part.box.x1 - over for gutter in gutters)
            column = None if crosses else sum(part.box.x0 + over > gutter for gutter in gutters)
            found.append(_Part(part, column))
    return found


def _label_behind(line: Line, span: Span, gutters: Sequence[float]) -> int:
    """Where the last word of a span begins, if it is the label of the text in the next column; else 0.

    … any word of the first column 4.   Text of the second: a narrow gutter is no wider than a space
    """
    text = line.text[span.start : span.end].rstrip()
    word = text.rpartition(" ")[2]
    over, near = COLUMNS.edge, COLUMNS.label_gap * span.size
    behind = any(span.x0 + over < gutter and over < span.x1 - gutter < near for gutter in gutters)
    return span.start + len(text) - len(word) if behind and len(word) < len(text) and _is_label(word) else 0


def _is_label(text: str) -> bool:
    """Whether text is a number, letter or bullet such as stands before a clause, and nothing else."""
    bullet = len(text) == 1 and is_bullet(f"{text} ")
    return bullet or any(
        reading.rest >= len(text) and not reading.marks[0].keyword for reading in read_labels(text)
    )


# ------------------------------------------------------------------ gutters


def _texts(sheet: Sheet) -> list[Line]:
    """The page's lines cut at their wide gaps, but for labels before their text; those of grids left out."""
    grids = find_grids(sheet.page)
    return [
        piece
        for line in sheet.lines
        for piece in _labelled(pieces(line))
        if not any(grid.box.y0 <= line.baseline <= grid.box.y1 for grid in grids)
    ]


def _labelled(found: Sequence[Line]) -> list[Line]:
    """Pieces of a line from left to right, each label joined to the text beside it.

    Else the white space between a column's labels and its text is a strip that hardly any line crosses, too.
    """
    joined: list[Line] = []
    for piece in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and piece.box.x0 - before.box.x1 < COLUMNS.label_gap * piece.size
            and _is_label(before.text)
        ):
            joined[-1] = join([before, piece])
        else:
            joined.append(piece)
    return joined


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Middles of the page's gutters from left to right; none where the page has one column."""
    if len(lines) < 2 * COLUMNS.rows:
        return []
    middles = _strips(lines)
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


def _fits(lines: Sequence[Line], gutters: Sequence[float]) -> bool:
    """Whether a page with little text is set in the columns of other pages: nothing crosses their gutters."""
    sides = _sides(lines, gutters)
    if sum(map(len, sides)) < len(lines):
        return False
    rows = [bands(side) for side in sides]
    return all(len(side) > 1 and _words(side) >= COLUMNS.words for side in rows)


def _words(rows: Sequence[Sequence[Line]]) -> float:
    """How many words a row usually has; one too long for a word is a row of them without its blanks."""
    return median(
        sum(
            COLUMNS.words if len(word) > COLUMNS.long_word else 1
            for line in row
            for word in line.text.split()
        )
        for row in rows
    )


def _sides(lines: Sequence[Line], middles: Sequence[float]) -> list[list[Line]]:
    """The lines between each two gutters, the page's edges included; those that cross one are in none."""
    edges = [float("-inf"), *middles, float("inf")]
    return [
        [line for line in lines if low <= line.box.x0 and line.box.x1 <= high]
        for low, high in pairwise(edges)
    ]


def _strips(lines: Sequence[Line]) -> list[float]:
    """Middles of upright strips that few lines cross, between the left and the right edge of the text."""
    left = min(line.box.x0 for line in lines)
    right = max(line.box.x1 for line in lines)
    allowed = COLUMNS.crossed * len(lines)
    begins, ends = sorted(line.box.x0 for line in lines), sorted(line.box.x1 for line in lines)
    found: list[list[tuple[float, int]]] = []
    x = left + 1
    while x < right:
        crossing = bisect_left(begins, x) - bisect_right(ends, x)  # lines begun and not yet ended at x
        if crossing <= allowed:
            if found and round(x - found[-1][-1][0]) == 1:
                found[-1].append((x, crossing))
            else:
                found.append([(x, crossing)])
        x += 1
    return [
        _emptiest(strip)
        for strip in found
        if strip[-1][0] - strip[0][0] >= COLUMNS.gutter - 1 and strip[0][0] > left + COLUMNS.edge
    ]


def _emptiest(strip: Sequence[tuple[float, int]]) -> float:
    """The middle of the stretch of a strip that the fewest lines cross, wide enough for a gutter if one is.

    In the middle of the whole strip the longer of ragged lines would cross, or stray labels be cut off.
    """
    widest = (0.0, strip[0][0])
    for most in sorted({crossing for _, crossing in strip}):
        for few, group in groupby(strip, key=lambda place: place[1] <= most):
            if few:
                places = [x for x, _ in group]
                widest = max(widest, (places[-1] - places[0], (places[0] + places[-1]) / 2))
        if widest[0] >= COLUMNS.gutter - 1:
            break
    return widest[1]


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two columns stand beside each other over half the height of the shorter, about equally full."""
    top = max(min(line.baseline for line in side) for side in (left, right))
    bottom = min(max(line.baseline for line in side) for side in (left, right))
    beside = [[band for band in bands(side) if top <= band[0].baseline <= bottom] for side in (left, right)]
    if min(map(len, beside)) < COLUMNS.density * max(map(len, beside)):
        return False
    shorter = min(_height(left), _height(right))
    return bottom - top >= shorter / 2


def _height(lines: Sequence[Line]) -> float:
    return max(line.baseline for line in lines) - min(line.baseline for line in lines)


def _is_prose(column: Sequence[Line]) -> bool:
    rows = bands(column)
    if len(rows) < COLUMNS.rows:
        return False
    width = max(line.box.x1 for line in column) - min(line.box.x0 for line in column)
    usual = median(band[-1].box.x1 - band[0].box.x0 for band in rows)
    return width >= COLUMNS.width and usual >= COLUMNS.filled * width and _words(rows) >= COLUMNS.words
