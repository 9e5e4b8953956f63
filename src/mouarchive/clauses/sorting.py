"""Sorts the lines of a document into its body, in reading order, and what is set aside.

A pure step: Document in, Layout out. Nothing is dropped: each non-space character of each page is in the
body or in exactly one aside. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from mouarchive.clauses.columns import read_columns
from mouarchive.clauses.contents import set_aside_contents
from mouarchive.clauses.control import is_history_head, read_control, set_aside_history
from mouarchive.clauses.endnotes import set_apart_endnotes
from mouarchive.clauses.footnotes import set_aside_footnotes
from mouarchive.clauses.furniture.finding import set_aside_furniture
from mouarchive.clauses.furniture.linenumbers import set_aside_line_numbers
from mouarchive.clauses.furniture.margins import (
    set_aside_balloons,
    set_aside_side_notes,
    set_aside_turned,
    set_aside_typed_rules,
    set_aside_watermarks,
)
from mouarchive.clauses.layout import Apart, BodyLine, Layout, Sheet, aside, body_size, letters
from mouarchive.clauses.layout_rules import CONTROL
from mouarchive.clauses.sideheads import read_side_headings
from mouarchive.clauses.tables.finding import Placed, place_tables
from mouarchive.clauses.tables.grids import Table, row_line
from mouarchive.model import Aside, Control, Document, HistoryRow, Line

__all__ = ["sort_lines"]

_Step = Callable[[Sequence[Sheet]], tuple[list[Sheet], list[Aside]]]


def sort_lines(document: Document) -> Layout:
    """Sort every line of the document into body and asides."""
    size = body_size(document)
    specks = [aside(line, "speck") for page in document.pages for line in page.specks]
    sheets, beside = _in_turn(
        [Sheet(page, page.lines) for page in document.pages], (set_aside_turned, set_aside_typed_rules)
    )
    sheets, comments = set_aside_balloons(sheets)
    sheets, running = _in_turn(
        sheets,
        (set_aside_line_numbers, partial(set_aside_watermarks, size=size), set_aside_furniture),
    )
    sheets, margin = set_aside_side_notes(sheets, size)
    sheets, listed, contents = set_aside_contents(sheets)
    sheets = read_columns(sheets)
    sheets, named = read_side_headings(sheets)
    sheets, notes = set_aside_footnotes(sheets, size)
    sheets, last = set_apart_endnotes(sheets)
    placed, heads = place_tables(sheets, is_history_head)
    placed, declared, history = set_aside_history(placed)
    asides = [*specks, *beside, *running, *listed, *heads]
    asides.sort(key=lambda one: (one.page, one.box.y0, one.box.x0))
    return Layout(
        body=tuple(line for one in placed for line in _body_lines(one)),
        apart=(*comments, *margin, *named, *notes, *last, *declared),
        asides=tuple(asides),
        contents=tuple(contents),
        control=_control(
            document, placed, [*asides, *comments, *margin, *named, *notes, *last, *declared], history
        ),
    )


def _in_turn(sheets: list[Sheet], steps: Iterable[_Step]) -> tuple[list[Sheet], list[Aside]]:
    """The sheets after one step after the other, and what these set aside."""
    asides: list[Aside] = []
    for step in steps:
        sheets, found = step(sheets)
        asides += found
    return sheets, asides


def _control(
    document: Document,
    placed: Sequence[Placed],
    asides: Sequence[Aside | Apart],
    history: Sequence[HistoryRow],
) -> Control:
    """What the document prints about itself, from its first pages and what was set aside."""
    aside_texts = {one.text for one in asides if one.page == 1 and one.role != "marking"}
    cover = [line for page in document.pages[:1] for line in page.lines if line.text not in aside_texts]
    tables = [item for one in placed[: CONTROL.front] for item in one.items if isinstance(item, Table)]
    rows = [table.texts(row) for table in tables for row in range(len(table.rows))]
    return read_control(cover, rows, asides, history)


def _body_lines(placed: Placed) -> Iterator[BodyLine]:
    """A page's items as body lines, with the white space above each."""
    above: Line | None = None
    for line, table, cells, mended in _flat(placed):
        down = above is not None and line.box.y0 >= above.box.y0
        gap = max(0.0, line.box.y0 - above.box.y1) if above is not None and down else 0.0
        yield BodyLine(line, table, cells, first_in_page=above is None, gap=gap, mended=mended)
        above = line


def _flat(placed: Placed) -> Iterator[tuple[Line, int | None, tuple[str, ...], int]]:
    for item in placed.items:
        if isinstance(item, Table):
            for index, row in enumerate(item.rows):
                line = row_line(row)
                mended = sum(letters(part.text) for cell in row for part in cell) - letters(line.text)
                yield line, item.number, item.texts(index), mended
        else:
            yield item, None, (), 0
