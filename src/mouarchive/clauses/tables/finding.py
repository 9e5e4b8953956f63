"""Tables of a page, ruled or not, as rows of cells; and tables that run on over pages.

A frame that only holds a document's own numbering (number | text) is no table: its lines stay lines, put
into reading order row by row. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.layout import Sheet, aside, bands, flows, join, phrases
from mouarchive.clauses.tables.borderless import assemble_rows, find_borderless, spread
from mouarchive.clauses.tables.grids import Cell, Grid, Table, find_grids, find_stacks, label_run, mend_words
from mouarchive.clauses.tables.tables_rules import TABLES
from mouarchive.clauses.text.joining import learn_hyphens
from mouarchive.model import Aside, Line

__all__ = ["Item", "Placed", "place_tables"]

Item = Line | Table
IsHead = Callable[[Sequence[str]], bool]
_DECIMAL = re.compile(r"\(?\d{1,3}\.\d{1,3}")
_BULLETS = frozenset("\u2022\u00b7\u25cf\u25cb\u25aa\u2023\u2043\uf0b7\uf0a7")


class Placed(msgspec.Struct, frozen=True):
    """A sheet's lines and tables in reading order, and repeated table heads to be set aside."""

    sheet: Sheet
    items: tuple[Item, ...]
    repeated: tuple[Line, ...] = ()


class _Found(msgspec.Struct, frozen=True):
    """What takes the place of some pieces of a page: a table, or lines put in order."""

    sources: tuple[Line, ...]
    items: tuple[Item, ...]


def place_tables(sheets: Sequence[Sheet], is_head: IsHead) -> tuple[list[Placed], list[Aside]]:
    """Find the tables of each sheet, number them through the document, and join those that run on.

    `is_head` tells whether a row's texts are the head of a table for certain. The heads that are printed
    again on further pages are set aside.
    """
    placed = _run_on([Placed(sheet, tuple(_page_items(sheet, is_head))) for sheet in sheets])
    return _mended(placed), [aside(line, "header") for one in placed for line in one.repeated]


def _mended(placed: Sequence[Placed]) -> list[Placed]:
    """The tables with their broken words made whole, by what all lines teach about hyphens."""
    if not any(isinstance(item, Table) for one in placed for item in one.items):
        return list(placed)
    hyphens = learn_hyphens(text for one in placed for item in one.items for text in _texts(item))
    return [
        replace(
            one,
            items=tuple(mend_words(item, hyphens) if isinstance(item, Table) else item for item in one.items),
        )
        for one in placed
    ]


def _texts(item: Item) -> Iterable[str]:
    """A line's text, or those of a table's lines with an empty one between any two cells."""
    if not isinstance(item, Table):
        yield item.text
        return
    for row in item.rows:
        for cell in row:
            yield from (line.text for line in cell)
            yield ""


# ------------------------------------------------------------------ one page


def _page_items(sheet: Sheet, is_head: IsHead) -> list[Item]:
    parts = {id(line): phrases(line) for line in sheet.lines}
    loose = [part for line in sheet.lines for part in parts[id(line)]]
    found: list[_Found] = []
    for grid in find_grids(sheet.page):
        inside = [part for part in loose if _within(part, grid)]
        table = _ruled(inside, grid)
        if table is None:
            continue
        loose = _rest(loose, inside)
        found.append(_Found(tuple(inside), tuple(_in_order(table)) if _is_numbering(table) else (table,)))
    stacks = find_stacks(sheet.page)
    for flow in flows(replace(sheet, lines=tuple(loose))):
        for run in find_borderless(bands(flow), is_head):
            columns, cells = spread(run)
            rows = _rows_between(stacks, run, cells) or assemble_rows(cells)
            found.append(_Found(tuple(line for band in run for line in band), (Table(tuple(rows), columns),)))
    return _ordered(sheet, parts, found)


def _rest(lines: Sequence[Line], gone: Iterable[Line]) -> list[Line]:
    ids = {id(line) for line in gone}
    return [line for line in lines if id(line) not in ids]


def _within(line: Line, grid: Grid) -> bool:
    middle = (line.box.x0 + line.box.x1) / 2
    return (
        grid.box.x0 - TABLES.inside <= middle <= grid.box.x1 + TABLES.inside
        and grid.box.y0 - TABLES.inside
        <= line.baseline - TABLES.middle * line.size
        <= grid.box.y1 + TABLES.inside
    )


def _ruled(inside: Sequence[Line], grid: Grid) -> Table | None:
    """The lines inside a grid by its rows and columns; None where fewer than two columns hold text."""
    rows = len(grid.ys) - 1
    columns = len(grid.xs) - 1
    cells: list[list[list[Line]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for band in bands(inside):
        for line in band:
            row = _interval(grid.ys, line.baseline - TABLES.middle * line.size)
            column = _interval(grid.xs, line.box.x0 + min(TABLES.aligned, (line.box.x1 - line.box.x0) / 2))
            cells[row][column].append(line)
    used = [index for index in range(columns) if any(row[index] for row in cells)]
    filled = [[tuple(row[index]) for index in used] for row in cells if any(row)]
    if len(used) < 2 or not filled:  # noqa: PLR2004 - one column is a box around text
        return None
    return Table(tuple(tuple(row) for row in filled), tuple(grid.xs[index] for index in used))


def _interval(edges: Sequence[float], value: float) -> int:
    return max(0, min(len(edges) - 2, sum(edge <= value for edge in edges) - 1))


def _rows_between(
    stacks: Iterable[Grid], run: Sequence[Sequence[Line]], cells: Sequence[Sequence[Cell]]
) -> list[tuple[Cell, ...]]:
    """A table's bands as rows where horizontal rules part them; none where they only frame the table."""
    left, right = min(band[0].box.x0 for band in run), max(band[-1].box.x1 for band in run)
    rules = [
        y
        for stack in stacks
        for y in stack.ys
        if stack.box.x0 <= left + TABLES.inside and right <= stack.box.x1 + TABLES.inside
    ]
    heights = [sum(y <= band[0].baseline - TABLES.middle * band[0].size for y in rules) for band in run]
    fullest = max(heights.count(height) for height in heights)
    if len(set(heights)) == 1 or fullest > max(TABLES.rows, TABLES.mostly * len(run)):
        return []
    rows: list[list[Cell]] = []
    for index, (height, band) in enumerate(zip(heights, cells, strict=True)):
        if index and heights[index - 1] == height:
            rows[-1] = [(*above, *below) for above, below in zip(rows[-1], band, strict=True)]
        else:
            rows.append(list(band))
    return [tuple(row) for row in rows]


def _is_numbering(table: Table) -> bool:
    """Whether a ruled table only lays out numbered clauses: a column of rising numbers beside prose."""
    first = [table.texts(row)[0] for row in range(len(table.rows))]
    if len(table.columns) != 2 or not label_run(first):  # noqa: PLR2004 - number | text
        return False
    words = [len(table.texts(row)[1].split()) for row in range(len(table.rows))]
    decimal = any(_DECIMAL.match(text.strip()) for text in first)
    return decimal or sum(words) / len(words) >= TABLES.prose


def _in_order(table: Table) -> list[Line]:
    """The lines of a frame in reading order: row by row, a number joined with the line beside it."""
    found: list[Line] = []
    for row in table.rows:
        first = row[0]
        rest = list(row[1])
        if (
            len(first) == 1
            and rest
            and abs(first[0].baseline - rest[0].baseline) <= TABLES.middle * rest[0].size
        ):
            found.append(join([first[0], rest.pop(0)], "  "))
        else:
            found += first
        found += rest
    return found


def _ordered(sheet: Sheet, parts: dict[int, tuple[Line, ...]], found: Iterable[_Found]) -> list[Item]:
    """Lines and tables in the order of the sheet: a table stands where its first line stood."""
    owner = {id(part): one for one in found for part in one.sources}
    items: list[Item] = []
    done: set[int] = set()
    for line in sheet.lines:
        own = parts[id(line)]
        if not any(id(part) in owner for part in own):
            items.append(line)
            continue
        for part in own:
            one = owner.get(id(part))
            if one is None:
                items.append(part)
            elif id(one) not in done:
                done.add(id(one))
                items += one.items
    return items


# ------------------------------------------------------------------ over pages


def _run_on(placed: Sequence[Placed]) -> list[Placed]:
    """Number the tables; one that goes on at the top of the next page keeps its number and loses its head."""
    done: list[Placed] = []
    number = 0
    head: tuple[str, ...] = ()
    for page in placed:
        before = done[-1].items[-1] if done and done[-1].items else None
        items, repeated = list[Item](), list[Line]()
        for index, item in enumerate(page.items):
            if not isinstance(item, Table):
                items.append(item)
            elif index == 0 and isinstance(before, Table) and _same_columns(before, item):
                table, gone = _without_head(replace(item, number=before.number), head)
                before, table = _closed_up(before, table)
                done[-1] = replace(done[-1], items=(*done[-1].items[:-1], before))
                repeated += gone
                items += [table] if table.rows else []
            else:
                number += 1
                head = item.texts(0)
                items.append(replace(item, number=number))
        done.append(Placed(page.sheet, tuple(items), tuple(repeated)))
    return done


def _without_head(table: Table, head: tuple[str, ...]) -> tuple[Table, list[Line]]:
    """A table that runs on without its head printed again, and that head's lines."""
    if len(table.rows) < 2 or not _same_words(table.texts(0), head):  # noqa: PLR2004 - a head and a row
        return table, []
    return replace(table, rows=table.rows[1:]), [line for cell in table.rows[0] for line in cell]


def _closed_up(table: Table, following: Table) -> tuple[Table, Table]:
    """Two parts of a table, with a row that the page break cut in two in the first part alone."""
    if not table.rows[-1][0] or (following.rows[0][0] and not _is_rest_of_list(table, following)):
        return table, following
    row = tuple((*cell, *more) for cell, more in zip(table.rows[-1], following.rows[0], strict=True))
    return replace(table, rows=(*table.rows[:-1], row)), replace(following, rows=following.rows[1:])


def _is_rest_of_list(table: Table, following: Table) -> bool:
    """Whether the first row of a page is the rest of a bulleted cell: no row begins inside such a list."""
    texts = following.texts(0)
    bullet = texts[0][:1]
    return bullet in _BULLETS and not all(texts) and bullet in table.texts(len(table.rows) - 1)[0][1:]


def _same_words(one: Iterable[str], other: Iterable[str]) -> bool:
    return "".join("".join(one).split()) == "".join("".join(other).split())


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(x - y) <= TABLES.same_columns for x, y in zip(one.columns, other.columns, strict=True)
    )
