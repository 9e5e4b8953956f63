"""Headings that stand in a column of their own beside the text: read before it, never in its midst.

    1. Purpose     1.1 The Board shares records       a numbered heading is a line before the text beside
       of this     1.2 They are kept for a year.      it, with the lines that it is wrapped over

    Costs          9.  Each side bears its own.       one without a number, beside clauses that have them,
                   10. Nothing else is owed.          is a side note: it speaks of the clauses beside it

Left alone are labels by themselves, whose text stands beside them; rows of one line, a table's; and
columns without numbers on either side: definitions, forms. Lengths are in points.

On its own: a page laid out in rows is told by its headings, not by its white space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from statistics import median

import msgspec

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Apart, Sheet, cut, join
from mouarchive.clauses.layout_rules import COLUMNS, SIDEHEADS
from mouarchive.clauses.tables.grids import find_grids
from mouarchive.model import Line

__all__ = ["read_side_headings"]


class _Row(msgspec.Struct, frozen=True):
    """A line as what stands left of the text's edge, and the text: either may be None, not both."""

    head: Line | None
    text: Line | None


def read_side_headings(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Apart]]:
    """The sheets with headings beside the text put before it; those without numbers set apart as notes."""
    left, apart = list[Sheet](), list[Apart]()
    usual = {_edge(sheet) for sheet in sheets if sheet.columns == 1} - {None}
    for sheet in sheets:
        edge = (_edge(sheet) or _edge(sheet, usual)) if sheet.columns == 1 else None
        if edge is None:
            left.append(sheet)
            continue
        lines, notes = list[Line](), list[Line]()
        numbered = any(_is_heading(row.head) for row in _rows(sheet, edge) if row.head and row.text)
        for block in _blocks(_rows(sheet, edge), edge):
            heads = [row.head for row in block if row.head is not None]
            text = [row.text for row in block if row.text is not None]
            if block[0].head is None or block[0].text is None:  # nothing stands beside its first line
                lines += [line for row in block for line in (row.head, row.text) if line is not None]
            elif numbered:
                lines += [*heads, *text]
            else:
                lines += text
                notes.append(join(heads))
        left.append(Sheet(sheet.page, tuple(lines), beside=edge - COLUMNS.edge))
        apart += [Apart("side-note", (note,)) for note in notes]
    return left, apart


def _rows(sheet: Sheet, edge: float) -> list[_Row]:
    return [_row(line, edge) for line in sheet.lines]


def _row(line: Line, edge: float) -> _Row:
    """A line cut at the edge of the text, if a piece of it begins there; else all of it on its side."""
    over = COLUMNS.edge
    if line.box.x0 >= edge - over:
        return _Row(None, line)
    starts = [span.start for span in line.spans[1:] if abs(span.x0 - edge) <= SIDEHEADS.same_edge]
    if not starts:
        return _Row(line, None)
    return _Row(cut(line, 0, starts[0]), cut(line, starts[0], len(line.text)))


def _blocks(rows: Sequence[_Row], edge: float) -> Iterator[list[_Row]]:
    """Rows from one heading to the next; a line that goes over both columns is a block of its own.

    A heading that is wrapped goes on with the next line on its side, one step below.
    """
    block: list[_Row] = []
    last: Line | None = None
    for row in rows:
        crosses = row.head is not None and row.head.box.x1 > edge
        ended = last is not None and last.box.x1 > edge
        if block and (crosses or ended or (row.head is not None and not _goes_on(row.head, last))):
            yield block
            block, last = [], None
        block.append(row)
        last = row.head or last
    if block:
        yield block


def _goes_on(head: Line, last: Line | None) -> bool:
    """Whether a line left of the text is the next line of the heading above it."""
    step = head.baseline - last.baseline if last is not None else 0.0
    return 0 < step <= SIDEHEADS.wrapped * head.size and not read_labels(head.text)


def _edge(sheet: Sheet, usual: Collection[float | None] = ()) -> float | None:
    """Where the text beside the page's headings begins; None where no headings stand beside text.

    At an edge that is usual in the document one heading is enough.
    """
    lines = _free(sheet)
    starts = Counter(round(line.box.x0) for line in lines)
    inner = [span.x0 for line in lines for span in line.spans[1:]]
    likely = [edge for edge in starts if any(abs(x - edge) <= SIDEHEADS.same_edge for x in inner)]
    found = [edge for edge in likely if _stand_beside(lines, edge, 1 if edge in usual else SIDEHEADS.heads)]
    return float(max(found, key=lambda edge: (starts[edge], -edge))) if found else None


def _free(sheet: Sheet) -> list[Line]:
    grids = find_grids(sheet.page)
    return [
        line for line in sheet.lines if not any(grid.box.y0 <= line.baseline <= grid.box.y1 for grid in grids)
    ]


def _stand_beside(lines: Sequence[Line], edge: float, least: int) -> bool:
    """Whether headings stand left of an edge, and right of it prose that is longer than they are."""
    rows = [_row(line, edge) for line in lines]
    both = [(row.head, row.text) for row in rows if row.head is not None and row.text is not None]
    text = [row.text for row in rows if row.text is not None]
    crossing = sum(row.head is not None and row.head.box.x1 > edge for row in rows)
    if len(both) < least or len(text) < SIDEHEADS.lines * len(both) or crossing > len(text):
        return False
    if median(len(line.text.split()) for line in text) < COLUMNS.words:
        return False
    if any(len(head.text.split()) > SIDEHEADS.words for head, _ in both):
        return False
    named = sum(_is_heading(head) for head, _ in both)
    counted = sum(bool(read_labels(beside.text)) and _is_name(head) for head, beside in both)
    return max(named, counted) >= SIDEHEADS.mostly * len(both)


def _is_heading(head: Line) -> bool:
    """Whether a line is a number and a name; a number alone is the label of the text beside it."""
    return any(_is_worded(head.text[reading.rest :]) for reading in read_labels(head.text))


def _is_name(head: Line) -> bool:
    return not read_labels(head.text) and _is_worded(head.text)


def _is_worded(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= SIDEHEADS.letters
