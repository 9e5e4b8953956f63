"""Labels beside text, and heads whose cells stand too near each other."""

from __future__ import annotations

from mouarchive.clauses.layout import phrases
from mouarchive.clauses.tables.borderless import find_borderless


def found(printed, *rows):
    """How many rows the tables of these rows of cells have."""
    bands = [phrases(printed.line(*cells, y=100 + 17 * n)) for n, cells in enumerate(rows)]
    return [len(table) for table in find_borderless(bands, lambda _: False)]


def test_labels_are_no_column(printed):
    """Items with labels apart from the text are a list, whatever stands above; words are a table."""
    items = ["Item", "(b)", "(c)", "(d)"]
    assert found(printed, *[[(70, label), (200, "an item")] for label in items]) == []
    words = ["Anna", "Bert", "Carl", "Dora"]
    assert found(printed, *[[(70, word), (200, "an item")] for word in words]) == [4]


def test_a_label_before_a_line_begins_no_table(printed):
    """A label and its text above a table are no row of it."""
    label = [(70, "3."), (200, "The board")]
    rows = [[(70, word), (200, "an item")] for word in ("Anna", "Bert", "Carl")]
    assert found(printed, label, *rows) == [3]


def test_a_head_whose_cells_stand_too_near(printed):
    """A head that is read as two cells is one of three columns where its cells begin as theirs do."""
    head = [(70, "Name of person"), (300, "Since")]
    rows = [[(70, "Anna"), (120, "Clerk"), (300, "2016")] for _ in range(3)]
    assert found(printed, head, *rows) == [4]
