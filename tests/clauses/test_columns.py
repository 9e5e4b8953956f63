"""Pages set in columns: where their gutters are, and in which order their lines are read."""

from __future__ import annotations

import pytest

from mouarchive.clauses.columns import read_columns
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.sorting import sort_lines

RIGHT = 307.0
"""Where the second column of these pages begins, its labels; its text begins 20 points on."""


def two_columns(printed, rows, *, y=60.0):
    """Rows of a page in two columns: on the left ragged text, on the right clauses with their labels."""
    left = [printed.line((50, f"left text {row} {'word ' * (4 + row % 3)}".strip()), y=y + 14 * row)
            for row in range(rows)]  # fmt: skip
    right = [
        printed.line((RIGHT, f"{row}."), (RIGHT + 20, f"right text {row} in some words"), y=y + 14 * row)
        if row % 5 == 0
        else printed.line((RIGHT + 20, f"right text {row} in some more words"), y=y + 14 * row)
        for row in range(rows)
    ]
    return left, right


def read(printed, *pages):
    """The texts of each page in the order they are read in."""
    sheets = [Sheet(page, page.lines) for page in pages]
    return [printed.texts(sheet.lines) for sheet in read_columns(sheets)]


def test_the_labels_of_the_second_column_stay_with_their_text(printed):
    """A column of few labels is no part of the gutter: each label is read with the text beside it."""
    left, right = two_columns(printed, 25)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    assert read(printed, printed.page(1, *rows)) == [printed.texts([*left, *right])]


def test_long_lines_of_a_ragged_column_cross_no_gutter(printed):
    """Where only the longest lines of a ragged column reach, there is still that column and no gutter."""
    left = [
        printed.line((50, "x" * (45 if row in {3, 11} else 36 + row % 4) + f" {row} a b c"), y=60 + 14 * row)
        for row in range(25)
    ]
    right = [printed.line((330, f"the second column has row {row}"), y=60 + 14 * row) for row in range(25)]
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    assert read(printed, printed.page(1, *rows)) == [printed.texts([*left, *right])]


def test_a_label_may_hang_out_into_a_gutter_no_wider_than_a_space(printed):
    """A number that ends a line of the first column without a gap is the label of the text behind it."""
    left = [printed.line((50, f"left text {row:02d} {'w' * 37}"), y=60 + 14 * row) for row in range(24)]
    right = two_columns(printed, 24)[1]
    both = printed.line((50, f"left text 24 {'w' * 37} 7."), (RIGHT + 20, "A seventh clause it is"), y=396)
    found = read(printed, printed.page(1, *left, *right, both))[0]
    assert found[24] == f"left text 24 {'w' * 37}"
    assert found[-1] == "7. A seventh clause it is"


def test_a_short_page_has_the_gutters_of_the_others(printed):
    """The last page of a document in two columns is read by column, however little stands on it."""
    full = printed.page(1, *(line for side in two_columns(printed, 25) for line in side))
    left, right = two_columns(printed, 3)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    assert read(printed, full, printed.page(2, *rows))[1] == printed.texts([*left, *right])


def test_a_short_page_with_a_line_across_is_no_page_in_columns(printed):
    """What little text there is must keep clear of the other pages' gutters, or it is one column."""
    full = printed.page(1, *(line for side in two_columns(printed, 25) for line in side))
    left, right = two_columns(printed, 3)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    across = printed.line((50, "A line that goes on over both of the columns of the page before"), y=140)
    assert read(printed, full, printed.page(2, *rows, across))[1] == printed.texts([*rows, across])


def test_a_short_table_is_not_read_by_columns(printed):
    """Cells of a word or two on the last page are a table, whatever the gutters of the pages before."""
    full = printed.page(1, *(line for side in two_columns(printed, 25) for line in side))
    rows = [printed.line((50, f"Fee {row}"), (320, f"{row}0 pounds"), y=60 + 14 * row) for row in range(6)]
    assert read(printed, full, printed.page(2, *rows))[1] == printed.texts(rows)


def test_a_figure_over_all_columns_parts_what_is_above_and_below(printed):
    """White space as tall as a figure, over all columns, is not read across: first above it, then below."""
    above, below = two_columns(printed, 25), two_columns(printed, 12, y=600)
    page = printed.page(1, *(line for half in (above, below) for side in half for line in side), height=900.0)
    expected = [line for half in (above, below) for side in half for line in side]
    assert read(printed, page) == [printed.texts(expected)]


@pytest.mark.parametrize("gap", [60, 200])
def test_numbered_text_in_one_column_has_no_gutter(printed, gap):
    """Labels and the text beside them are one column, however far apart they stand."""
    rows = [
        printed.line(
            (50, f"{row + 1}."), (gap, f"clause {row + 1} says what the parties do"), y=60 + 14 * row
        )
        for row in range(25)
    ]
    document = printed.document(printed.page(1, *rows))
    assert [item.line.text.split()[0] for item in sort_lines(document).body] == [
        f"{row + 1}." for row in range(25)
    ]


@pytest.mark.parametrize(
    ("word", "columns"),
    [
        ("undzwarhabenFachschaftenStimmen", 2),  # a line without blanks
        ("Verwaltungsvereinbar", 1),  # one long word: a cell of a table
    ],
)
def test_lines_that_lost_their_blanks_are_prose_by_their_letters(printed, word, columns):
    """Narrow columns justified tight have lines without a blank: they are as long as prose all the same."""
    left = [printed.line((50, word), y=60 + 14 * row) for row in range(14)]
    right = [printed.line((RIGHT, word), y=60 + 14 * row) for row in range(14)]
    page = printed.page(1, *(line for pair in zip(left, right, strict=True) for line in pair))
    assert read_columns([Sheet(page, page.lines)])[0].columns == columns
