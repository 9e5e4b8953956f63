"""Whether a black box stands where text would stand, judged by the lines around it.

It does where it is beside words of one line, in a column of a table or signature block on the row of other
words, in a ruled cell, or alone on lines between or right under other lines. Logos, bullets, bars in a
heading and blocks of colour do not. A box that stands in the text counts as a line for its neighbours, so
that a row or a column of boxes is found from its first one.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from mouarchive.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.model import Rule
    from mouarchive.reading.text.words import Piece

__all__ = ["merged", "same_row", "standing"]

_LEAST_HEIGHT_EM = 0.6
_MOST_HEIGHT_EM = 2.0
_ALONE_HEIGHT_EM = 0.8
_NEAR_EM = 4.0
_COLUMN_GAP_EM = 1.0
_EDGE_EM = 0.35
_COLUMN_EM = 6.0
_NEXT_LINE_EM = 2.5
_CELL_EM = 4.0
_TOUCHING_EM = 0.6
_SMALL_LETTERS_EM = 0.7
_MOST_BOXES = 500


class _Row(NamedTuple):
    """A line of text, or a box that stands for one; `starts` and `ends` are its cells' edges."""

    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    starts: tuple[float, ...]
    ends: tuple[float, ...]


def standing(boxes: Sequence[Box], pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> set[Box]:
    """Those of `boxes` that stand where text would, among a page's `pieces` and drawn `rules`.

    More than five hundred boxes are a drawing: there, no box speaks for its neighbours.
    """
    # Most pages have no box at all.
    rows = [_row(piece) for piece in pieces if not piece.turned and piece.size > 0] if boxes else []
    if not rows:
        return set()
    em = median(row.size for row in rows)
    found: set[Box] = set()
    left = list(dict.fromkeys(boxes))
    while left:
        more = [box for box in left if _stands(box, rows, rules)]
        more += [box for stack in _stacks(left) if _fills_lines(_around(stack), rows) for box in stack]
        found.update(more)
        if not more or len(boxes) > _MOST_BOXES:
            break
        left = [box for box in left if box not in found]
        rows += [_row_of_box(box, em) for box in dict.fromkeys(more)]
    return found


def _row(piece: Piece) -> _Row:
    gap = _COLUMN_GAP_EM * piece.size
    wide = [(one.x1, two.x0) for one, two in pairwise(piece.words) if two.x0 - one.x1 >= gap]
    starts = (piece.x0, *(start for _, start in wide))
    ends = (*(end for end, _ in wide), piece.x1)
    return _Row(piece.x0, piece.y0, piece.x1, piece.y1, piece.baseline, piece.size, starts, ends)


def _row_of_box(box: Box, em: float) -> _Row:
    baseline = box.y1 - 0.25 * min(em, box.y1 - box.y0)
    return _Row(box.x0, box.y0, box.x1, box.y1, baseline, em, (box.x0,), (box.x1,))


def _stands(box: Box, rows: Sequence[_Row], rules: Sequence[Rule]) -> bool:
    """Whether a box one line high is on a row of words near by or in its column, or right under one."""
    beside = [row for row in rows if _on_row(box, row)]
    if any(max(row.x0 - box.x1, box.x0 - row.x1) <= _NEAR_EM * row.size for row in beside):
        return True
    if beside and (_in_column(box, rows) or _in_cell(box, rules, beside[0].size)):
        return True
    return _under_line(box, rows)


def _on_row(box: Box, row: _Row) -> bool:
    """Whether a box one line high covers at least half of the small letters' height of a row."""
    high = box.y1 - box.y0
    if not _LEAST_HEIGHT_EM * row.size <= high <= _MOST_HEIGHT_EM * row.size:
        return False
    rise = _SMALL_LETTERS_EM * row.size
    return min(box.y1, row.baseline) - max(box.y0, row.baseline - rise) >= rise / 2


def _in_column(box: Box, rows: Sequence[_Row]) -> bool:
    """Whether a cell of a row near by begins or ends where the box does."""
    for row in rows:
        far = max(row.y0 - box.y1, box.y0 - row.y1)
        if not 0 <= far <= _COLUMN_EM * row.size:
            continue
        slack = _EDGE_EM * row.size
        if any(abs(start - box.x0) <= slack for start in row.starts):
            return True
        if any(abs(end - box.x1) <= slack for end in row.ends):
            return True
    return False


def _in_cell(box: Box, rules: Sequence[Rule], em: float) -> bool:
    """Whether level rules run above and below the box, as those of a table's cell do."""
    across = [
        rule.box
        for rule in rules
        if rule.horizontal and rule.box.x0 <= box.x0 + em and rule.box.x1 >= box.x1 - em
    ]
    above = any(-1 <= box.y0 - rule.y1 <= _CELL_EM * em for rule in across)
    return above and any(-1 <= rule.y0 - box.y1 <= _CELL_EM * em for rule in across)


def _under_line(box: Box, rows: Sequence[_Row]) -> bool:
    """Whether a box one line high begins where the line right above it begins: a name under a greeting."""
    high = box.y1 - box.y0
    return any(
        _ALONE_HEIGHT_EM * row.size <= high <= _MOST_HEIGHT_EM * row.size
        and 0 <= box.y0 - row.baseline <= _NEXT_LINE_EM * row.size
        and any(abs(start - box.x0) <= _EDGE_EM * row.size for start in row.starts)
        for row in rows
    )


def _stacks(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that lie one right under the other, as those of a passage over several lines do."""
    stacks: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        for stack in stacks:
            last = stack[-1]
            common = min(box.x1, last.x1) - max(box.x0, last.x0)
            if common > 0 and -1 <= box.y0 - last.y1 <= min(box.y1 - box.y0, last.y1 - last.y0):
                stack.append(box)
                break
        else:
            stacks.append([box])
    return stacks


def _fills_lines(box: Box, rows: Sequence[_Row]) -> bool:
    """A box of one or more lines: as wide as text, and with text of the same column above and below it."""
    wide = box.x1 - box.x0
    column = [
        row for row in rows if min(box.x1, row.x1) - max(box.x0, row.x0) >= min(wide, row.x1 - row.x0) / 2
    ]
    if not column:
        return False
    em = max(row.size for row in column)
    above = any(0 <= box.y0 - row.baseline <= _NEXT_LINE_EM * em for row in column)
    below = any(0 <= row.y0 - box.y1 <= _NEXT_LINE_EM * em for row in column)
    return wide >= 3 * em and above and below and box.y1 - box.y0 >= _LEAST_HEIGHT_EM * em


def same_row(box: Box, other: Box) -> bool:
    """Whether two boxes stand side by side: most of the lower one's height is the other's too."""
    common = min(box.y1, other.y1) - max(box.y0, other.y0)
    return common >= 0.7 * max(box.y1 - box.y0, other.y1 - other.y0)


def merged(boxes: Sequence[Box], pieces: Sequence[Piece]) -> list[Box]:
    """Boxes that overlap, or stand side by side no farther apart than words, are one passage.

    Each word may have been blacked out by itself, and a scanner's speck may cut a box in two; the cells
    of a table stand farther apart.
    """
    sizes = [piece.size for piece in pieces if not piece.turned and piece.size > 0]
    apart = max(1.0, _TOUCHING_EM * median(sizes)) if sizes else 1.0
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.x0, box.y0)):
        for index, other in enumerate(found):
            if box.x0 <= other.x1 + apart and same_row(box, other) and not _words_between(other, box, pieces):
                found[index] = _around([box, other])
                break
        else:
            found.append(box)
    return found


def _words_between(left: Box, right: Box, pieces: Sequence[Piece]) -> bool:
    """Whether a word stands in the gap between two boxes of one row."""
    if right.x0 <= left.x1:
        return False
    return any(
        left.x1 <= (word.x0 + word.x1) / 2 <= right.x0
        for piece in pieces
        if piece.y0 < left.y1 and piece.y1 > left.y0 and piece.x0 < right.x0 and piece.x1 > left.x1
        for word in piece.words
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
