"""Just on this and just on the other side of each limit of tables: lines of 10 points, letters 5 wide."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines
from mouarchive.clauses.tables.grids import cut_at, find_grids, find_stacks
from mouarchive.model import Box, Rule


def rows(printed, *lines, rules=()):
    """The rows of the tables of a page."""
    layout = sort_lines(printed.document(printed.page(1, *lines, rules=rules)))
    return [item.cells for item in layout.body if item.table is not None]


def two(printed, starts):
    """Rows of two columns, the second from these places on."""
    return [printed.line((70, "Anna"), (x, "Clerk of"), y=100 + 17 * n) for n, x in enumerate(starts)]


@pytest.mark.parametrize(
    ("starts", "count", "why"),
    [
        ((200, 201.6, 200, 201.6), 4, "letters' shapes move an edge by a point or two"),
        ((200, 202.6, 205.2, 207.8), 0, "words that gape begin anywhere"),
        ((200, 200, 200), 3, "three rows"),
        ((200, 200), 0, "two rows may be a place and a date"),
        ((200, 200, 200, 200, 212), 5, "one cell of five is set in"),
        ((200, 200, 206, 212, 218), 0, "two cells of five begin alike by chance"),
    ],
)
def test_two_columns_of_words(printed, starts, count, why):
    """Rows of two columns are the weakest sign of a table."""
    assert len(rows(printed, *two(printed, starts))) == count, why


def three(printed, *, step=17, lone=None, first=None):
    """Three rows of three columns; after the second a line on its own: its place, and its step."""
    lines, y = [], 100.0
    for row in range(3):
        cells = [(70, "Anna"), (200, "Clerk"), (330, "2016")]
        if first and row == 1:
            cells[0] = first
        lines.append(printed.line(*cells, y=y))
        if lone and row == 1:
            y += lone[1]
            lines.append(printed.line((lone[0], "further text"), y=y))
        y += step
    return lines


@pytest.mark.parametrize(
    ("made", "count", "why"),
    [
        ({"step": 30}, 3, "an empty line between rows"),
        ({"step": 40}, 0, "lines far apart are no rows"),
        ({"first": (72, "x" * 25)}, 3, "a cell ends three points before the next column"),
        ({"first": (73, "x" * 25)}, 0, "a line reaches into the next column"),
        ({"lone": (70, 15)}, 3, "the next line of a first cell"),
        ({"lone": (70, 20)}, 2, "below white space in the first column stands no cell"),
        ({"lone": (200, 24)}, 3, "a new paragraph in a second cell"),
        ({"lone": (200, 28)}, 2, "too far down for the same cell"),
    ],
)
def test_three_columns_of_words(printed, made, count, why):
    """What stands beside and below each other is a table."""
    assert len(rows(printed, *three(printed, **made))) == count, why


@pytest.mark.parametrize(
    ("step", "expected", "why"),
    [
        (17, ("Working contact", "The team of the annex"), "rows stand a fifth further apart than lines"),
        (15, ("Working", "The team of"), "where they hardly do, each first cell begins a row"),
    ],
)
def test_rows_are_parted_by_wider_steps(printed, step, expected, why):
    """Where rows are set further apart than the lines of a cell, a cell of several lines is one."""
    steps = [0, step, 14, step, 14]
    cells = [
        [(70, "Term"), (200, "Meaning")],
        [(70, "Batch"), (200, "A file of")],
        [(200, "requests")],
        [(70, "Working"), (200, "The team of")],
        [(70, "contact"), (200, "the annex")],
    ]
    lines = [printed.line(*row, y=100 + sum(steps[: n + 1])) for n, row in enumerate(cells)]
    assert expected in rows(printed, *lines), why


@pytest.mark.parametrize(
    ("texts", "count", "why"),
    [
        (("old text", "new text"), 0, "numbers that go up beside two columns are clauses' own"),
        (("Anna", "Clerk", "2016"), 4, "beside three columns they count the rows"),
    ],
)
def test_numbers_that_go_up_beside_columns(printed, texts, count, why):
    """The first column holds 4.1, 4.2 and so on."""
    lines = [
        printed.line((70, f"4.{n}"), *zip((130, 260, 390), texts, strict=False), y=90 + 17 * n)
        for n in range(1, 5)
    ]
    assert len(rows(printed, *lines)) == count, why


@pytest.mark.parametrize(
    ("letters", "words", "table", "why"),
    [
        (54, 8, False, "lines that end near the edge run on past the list"),
        (50, 8, True, "lines that end short of it are cells"),
        (54, 5, True, "a line of five words is data"),
    ],
)
def test_a_list_beside_a_letter(printed, letters, words, table, why):
    """A letterhead's list stands beside prose that pays no heed to it."""

    def text(length):
        told = " ".join(["committee"[: max(1, length // words - 1)]] * words)
        return told + "x" * (length - len(told))

    lines = []
    for n in range(5):
        lines.append(printed.line((70, "Anna"), (160, text(60 if n == 4 else letters)), y=100 + 28 * n))
        lines.append(printed.line((160, text(letters)), y=114 + 28 * n))
    assert bool(rows(printed, *lines)) is table, why


# ------------------------------------------------------------------ drawn rules


def upright(x, y0, y1):
    return Rule(Box(x, y0, x, y1), horizontal=False)


def level(y, x0, x1):
    return Rule(Box(x0, y, x1, y), horizontal=True)


@pytest.mark.parametrize(("apart", "edges"), [(1.6, 3), (2.6, 4)])
def test_double_rules_are_one_edge(printed, apart, edges):
    """Rules a point and a half apart are one edge; a narrow column is wider."""
    rules = [*printed.grid([70, 190, 400], [100, 150]), upright(190.25 + apart, 100, 150)]
    assert len(find_grids(printed.page(1, rules=rules))[0].xs) == edges


@pytest.mark.parametrize(("short", "found"), [(2, 1), (4, 0)])
def test_rules_that_nearly_meet_are_a_frame(printed, short, found):
    """Rules that end two points short of each other meet; those that end four points short do not."""
    rules = [level(y, 70, 400) for y in (100, 150)]
    rules += [upright(x, 100 + short, 150 - short) for x in (70, 190, 400)]
    assert len(find_grids(printed.page(1, rules=rules))) == found


@pytest.mark.parametrize(("tall", "found"), [(10, 1), (6, 0)])
def test_boxes_to_tick_are_no_tables(printed, tall, found):
    """A frame ten points high may hold a line of small type; one six points high holds none."""
    rules = [level(y, 70, 400) for y in (100, 100 + tall)]
    rules += [upright(x, 100, 100 + tall) for x in (70, 190, 400)]
    assert len(find_grids(printed.page(1, rules=rules))) == found


@pytest.mark.parametrize(("apart", "stacks"), [(200, 1), (300, 0)])
def test_rules_far_apart_frame_no_row(printed, apart, stacks):
    """Rules 200 points apart may hold a row of a table; 300 points apart they are parts of a page."""
    assert len(find_stacks(printed.page(1, rules=[level(y, 70, 400) for y in (100, 100 + apart)]))) == stacks


@pytest.mark.parametrize(("rule", "first"), [(115, ("Name", "Anna")), (113, ("Post", "Clerk"))])
def test_a_line_stands_where_its_middle_does(printed, rule, first):
    """A rule five points above the baseline of large type strikes through it; seven points above parts it."""
    lines = [
        printed.line((80, "Post"), (200, "Clerk"), y=98, size=8.0),
        printed.line((80, "Name"), (200, "Anna"), y=120, size=20.0),
    ]
    found = rows(printed, *lines, rules=printed.grid([70, 190, 400], [80, 100, rule, 150]))
    place = [y for y in (80, 100, rule) if y <= 114.1][-1]
    assert len(found) == 2
    assert (place == rule) is (rule == 113)
    below = printed.line((80, "Under"), (200, "Rule"), y=140, size=8.0)
    found = rows(printed, *lines, below, rules=printed.grid([70, 190, 400], [80, 100, rule, 150]))
    assert len(found) == (3 if rule == 115 else 2), first


@pytest.mark.parametrize(("shift", "numbers"), [(5, {1}), (7.5, {1, 2})])
def test_a_table_over_the_page(printed, shift, numbers):
    """On the next page a table's columns may be set five points further right; more is another table."""
    made = [
        printed.page(
            n,
            *[
                printed.line((70 + x, "Anna"), (200 + x, "Clerk"), (330 + x, f"201{row}"), y=100 + 17 * row)
                for row in range(4)
            ],
        )
        for n, x in ((1, 0), (2, shift))
    ]
    layout = sort_lines(printed.document(*made))
    assert {item.table for item in layout.body if item.table} == numbers


@pytest.mark.parametrize(("x", "cut"), [(83, True), (113, False)])
def test_cells_read_as_one_are_cut_at_a_blank(printed, x, cut):
    """A column that begins 12 points beside a blank is meant there; 18 points beside it is none."""
    assert (cut_at(printed.line((70, "Anna Clerk"), y=100), x) is not None) is cut
