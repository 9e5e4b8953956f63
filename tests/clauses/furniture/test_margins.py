"""Balloons and watermarks, and pages set in columns."""

from __future__ import annotations

from msgspec.structs import replace

from mouarchive.clauses.sorting import sort_lines


def test_reviewers_balloons_leave_their_lines(printed):
    """Balloons in the right-hand margin are comments, and the line they stand beside keeps its own words."""
    lines = [
        printed.line((70, "You will ask for the Certificate"), (480, "Deleted: certificate"), y=100),
        printed.line((70, "and keep the key safe."), (480, "at any time"), y=114),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.body(layout) == ["You will ask for the Certificate", "and keep the key safe."]
    assert printed.set_aside(layout, "comment") == ["Deleted: certificate at any time"]


def test_lines_along_the_edge_are_set_aside(printed):
    """A line that runs up the page beside its text is no text of a clause; one amid the text stays."""
    stamp = replace(printed.line((28, "2.4"), y=300), text="2.4 Printed in 2014", turned=True, spans=())
    label = replace(printed.line((120, "Age"), y=320), turned=True)
    made = printed.page(1, *printed.prose(100, 6), stamp, label)
    layout = sort_lines(printed.document(made))
    assert printed.set_aside(layout, "watermark") == ["2.4 Printed in 2014"]
    assert "Age" in printed.body(layout)


def test_turned_heads_of_a_tables_rows_stay(printed):
    """A turned word in the first column of a ruled table says what its rows are about."""
    head = replace(printed.line((72, "Fees"), y=120), turned=True, spans=())
    rows = [printed.line((110, "Each request"), (300, "ten pounds"), y=110 + 14 * row) for row in range(3)]
    made = printed.page(1, head, *rows, rules=printed.grid((70, 100, 280, 420), (96, 145)))
    layout = sort_lines(printed.document(made))
    assert printed.set_aside(layout, "watermark") == []


def test_a_watermark_is_set_aside(printed):
    """A large word at the same place of each page is a watermark."""
    made = [
        printed.page(n, *printed.prose(100, 12), printed.line((150, "SPECIMEN"), y=400, size=48),
                     *printed.prose(500, 8))
        for n in range(1, 5)
    ]  # fmt: skip
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "watermark") == ["SPECIMEN"] * 4


def test_columns_of_prose_are_read_one_after_the_other(printed):
    """On a page in two columns, lines cut by the gutter are read down the left, then down the right."""
    lines = [
        printed.line(
            (60, f"left hand column line number {n:02d} of text"),
            (330, f"right hand column line number {n:02d} of it"),
            y=100 + 14 * n,
        )
        for n in range(20)
    ]
    body = printed.body(sort_lines(printed.document(printed.page(1, *lines))))
    assert body == [f"left hand column line number {n:02d} of text" for n in range(20)] + [
        f"right hand column line number {n:02d} of it" for n in range(20)
    ]


def test_a_title_over_both_columns_is_read_first(printed):
    """A line across the gutter parts the page into what stands above and below it."""
    title = printed.line((60, "A title set across both of the columns of this page, from edge to edge"), y=80)
    lines = [
        printed.line(
            (60, f"left {n} column of prose with words"),
            (330, f"right {n} column of prose with words"),
            y=100 + 14 * n,
        )
        for n in range(15)
    ]
    body = printed.body(sort_lines(printed.document(printed.page(1, title, *lines))))
    assert body[0].startswith("A title")
    assert body[1:3] == ["left 0 column of prose with words", "left 1 column of prose with words"]


def test_numbers_hang_inside_their_own_column(printed):
    """In a contract of two columns each clause number stays with the text of its column."""
    lines = [
        printed.line(
            (50, f"1.{n}"),
            (80, "the left hand clause text runs here"),
            (320, f"2.{n}"),
            (350, "the right hand clause text runs here"),
            y=100 + 14 * n,
        )
        for n in range(1, 15)
    ]
    body = printed.body(sort_lines(printed.document(printed.page(1, *lines))))
    assert body[0] == "1.1 the left hand clause text runs here"
    assert body[14] == "2.1 the right hand clause text runs here"
