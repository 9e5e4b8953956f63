"""Sorts the lines of a document into its body, in reading order, and what is set aside.

A pure step: Document in, Layout out. Nothing is dropped: each non-space character of each page is in the
body or in exactly one aside. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mouarchive.clauses.columns import read_columns
from mouarchive.clauses.contents import set_aside_contents
from mouarchive.clauses.control import read_control
from mouarchive.clauses.furniture.finding import set_aside_furniture
from mouarchive.clauses.furniture.margins import (
    set_aside_balloons,
    set_aside_line_numbers,
    set_aside_turned,
    set_aside_watermarks,
)
from mouarchive.clauses.furniture.sidenotes import set_aside_side_notes
from mouarchive.clauses.furniture.typedrules import set_aside_typed_rules
from mouarchive.clauses.history import is_history_head, set_aside_history
from mouarchive.clauses.layout_values import BodyLine, ContentsEntry, Layout
from mouarchive.clauses.notes.footnotes import set_aside_footnotes
from mouarchive.clauses.pieces import Sheet, aside, body_size
from mouarchive.clauses.tables.finding import Placed, place_tables
from mouarchive.clauses.tables.values import Table, row_line
from mouarchive.model import Aside, Control, Document, HistoryRow, Line

_FRONT_PAGES = 4
"""Pages at the front on which a document-control table is looked for."""

__all__ = ["BodyLine", "ContentsEntry", "Layout", "sort_lines"]


def sort_lines(document: Document) -> Layout:
    """Sort every line of the document into body and asides."""
    size = body_size(document)
    sheets = [Sheet(page, page.lines) for page in document.pages]
    asides = [aside(line, "speck") for page in document.pages for line in page.specks]

    def keep(step: tuple[Sequence[Sheet], Iterable[Aside]]) -> Sequence[Sheet]:
        asides.extend(step[1])
        return step[0]

    left = keep(set_aside_typed_rules(keep(set_aside_turned(sheets))))
    left = keep(set_aside_balloons(left))
    left = keep(set_aside_line_numbers(left))
    left = keep(set_aside_watermarks(left, size))
    left = keep(set_aside_furniture(left))
    left = keep(set_aside_side_notes(left, size))
    left, found, contents = set_aside_contents(left)
    asides += found
    left = keep(set_aside_footnotes(read_columns(left), size))
    placed = place_tables(left, is_history_head)
    asides += [aside(line, "header") for one in placed for line in one.repeated]
    placed, found, history = set_aside_history(placed)
    asides += found
    body = [line for one in placed for line in _body_lines(one)]
    asides.sort(key=lambda one: (one.page, one.box.y0, one.box.x0))
    control = _control(document, placed, asides, history)
    return Layout(tuple(body), tuple(asides), tuple(contents), control)


def _control(
    document: Document, placed: Sequence[Placed], asides: Iterable[Aside], history: Sequence[HistoryRow]
) -> Control:
    """What the document prints about itself, from its first pages and what was set aside."""
    aside_texts = {one.text for one in asides if one.page == 1 and one.role != "marking"}
    cover = [line for page in document.pages[:1] for line in page.lines if line.text not in aside_texts]
    tables = [item for one in placed[:_FRONT_PAGES] for item in one.items if isinstance(item, Table)]
    rows = [table.texts(row) for table in tables for row in range(len(table.rows))]
    return read_control(cover, rows, list(asides), history)


def _body_lines(placed: Placed) -> list[BodyLine]:
    """A page's items as body lines, with the white space above each."""
    found: list[BodyLine] = []
    above: Line | None = None
    for line, table, cells in _flat(placed):
        gap = 0.0
        if above is not None and line.box.y0 >= above.box.y0:
            gap = max(0.0, line.box.y0 - above.box.y1)
        found.append(BodyLine(line, table, cells, first_in_page=above is None, gap=gap))
        above = line
    return found


def _flat(placed: Placed) -> Iterable[tuple[Line, int | None, tuple[str, ...]]]:
    for item in placed.items:
        if isinstance(item, Table):
            for index, row in enumerate(item.rows):
                yield row_line(row), item.number, item.texts(index)
        else:
            yield item, None, ()
