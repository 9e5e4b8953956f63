"""Tables by rules and by alignment; what looks like a table and is numbering or prose."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


def cells(layout):
    return [item.cells for item in layout.body if item.table is not None]


def test_a_ruled_table_keeps_each_cell_together(printed):
    """The lines of a ruled row are regrouped cell by cell, so that a wrapped cell reads on."""
    lines = [
        printed.line((80, "Role"), (200, "Name"), y=110),
        printed.line((80, "Security"), (200, "Departmental"), y=130),
        printed.line((80, "contact"), (200, "Security Officer"), y=142),
    ]
    layout = sort_lines(
        printed.document(printed.page(1, *lines, rules=printed.grid([70, 190, 400], [100, 116, 150])))
    )
    assert cells(layout) == [("Role", "Name"), ("Security contact", "Departmental Security Officer")]
    assert printed.body(layout)[1] == "Security contact Departmental Security Officer"


def test_spans_that_line_up_are_a_table_without_rules(printed):
    """Neighbouring rows whose spans stand at the same three places are rows of a table."""
    rows = [("Measure", "This year", "Last year"), ("Requests", "120", "90"), ("Refusals", "3", "1")]
    lines = [
        printed.line(*zip((70, 200, 300), row, strict=True), y=100 + 17 * n) for n, row in enumerate(rows)
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines, *printed.prose(200, 5))))
    assert cells(layout) == rows


def test_wrapped_cells_go_to_the_row_above_by_their_tighter_leading(printed):
    """Where rows are set further apart than lines within a cell, a tighter line goes on in its row."""
    lines = [
        printed.line((70, "Term"), (200, "Meaning"), y=100),
        printed.line((70, "Batch"), (200, "A file containing one request"), y=120),
        printed.line((200, "or more"), y=134),
        printed.line((70, "Working-level"), (200, "The team named in"), y=154),
        printed.line((70, "contact"), (200, "the annex"), y=168),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert cells(layout) == [
        ("Term", "Meaning"),
        ("Batch", "A file containing one request or more"),
        ("Working-level contact", "The team named in the annex"),
    ]


def test_labels_beside_their_text_are_no_table(printed):
    """A column of clause numbers, letters or bullets beside text is numbering."""
    for labels in (["1.1", "1.2", "1.3", "1.4"], ["(a)", "(b)", "(c)", "(d)"], ["\u2022"] * 4):
        lines = [
            printed.line((70, label), (110, "the text of it"), y=100 + 15 * n)
            for n, label in enumerate(labels)
        ]
        assert not cells(sort_lines(printed.document(printed.page(1, *lines))))


def test_one_gaping_line_among_labels_makes_no_table(printed):
    """`4.  A  record is`, with a gap after its first word, above `(a)  …` is still numbering beside text."""
    lines = [
        printed.line((52, "4."), (72, "A"), (92, "record is to be left out if:"), y=100),
        *(
            printed.line((72, label), (99, "the tenant has died;"), y=y)
            for label, y in (("(a)", 114), ("(b)", 128))
        ),
    ]
    assert not cells(sort_lines(printed.document(printed.page(1, *lines, *printed.prose(200, 5)))))


def test_a_frame_around_numbered_clauses_is_no_table(printed):
    """Where a ruled table's first column holds rising clause numbers, its rows are read as clauses."""
    lines = [
        printed.line((80, "1.1"), (130, "The Participants will appoint an officer"), y=110),
        printed.line((130, "of suitable grade."), y=124),
        printed.line((80, "1.2"), (130, "The officers will meet every quarter."), y=150),
    ]
    layout = sort_lines(
        printed.document(printed.page(1, *lines, rules=printed.grid([70, 120, 400], [98, 138, 160])))
    )
    assert not cells(layout)
    assert printed.body(layout)[0] == "1.1 The Participants will appoint an officer"


def test_numbered_words_beside_data_are_a_table(printed):
    """Cells such as `1. Reference` beside a number name the rows of a table; they open no clauses."""
    rows = [("Item", "Longest"), ("1. Reference", "12"), ("2. Name", "60"), ("3. Postcode", "8")]
    lines = [printed.line((80, a), (310, b), y=112 + 14 * n) for n, (a, b) in enumerate(rows)]
    rules = printed.grid([70, 300, 400], [100, 116, 130, 144, 158])
    assert cells(sort_lines(printed.document(printed.page(1, *lines, rules=rules)))) == rows


def test_a_numbered_table_of_data_stays_a_table(printed):
    """Numbers in the first of three ruled columns are data, not clauses."""
    rows = [("#", "Field", "Meaning"), ("1", "Title", "Name of the asset"), ("2", "Tags", "Words to find it")]
    lines = [
        printed.line(*zip((80, 130, 250), row, strict=True), y=112 + 20 * n) for n, row in enumerate(rows)
    ]
    rules = printed.grid([70, 120, 240, 420], [98, 118, 138, 158])
    assert cells(sort_lines(printed.document(printed.page(1, *lines, rules=rules)))) == rows


def test_a_table_that_runs_on_keeps_its_number_and_loses_its_second_head(printed):
    """A table cut by a page break is one table; its head printed again is set aside."""
    head = ("Type", "Month", "Year")
    first = [printed.line(*zip((70, 200, 300), row, strict=True), y=700 + 17 * n)
             for n, row in enumerate([head, ("Batch", "180", "2,160"), ("Urgent", "5", "60")])]  # fmt: skip
    second = [printed.line(*zip((70, 200, 300), row, strict=True), y=120 + 17 * n)
              for n, row in enumerate([head, ("Audit", "0", "80")])]  # fmt: skip
    layout = sort_lines(
        printed.document(
            printed.page(1, *first), printed.page(2, *second, *printed.prose(300, 9, words="Then"))
        )
    )
    assert cells(layout) == [head, ("Batch", "180", "2,160"), ("Urgent", "5", "60"), ("Audit", "0", "80")]
    assert {item.table for item in layout.body if item.cells} == {1}
    assert printed.set_aside(layout, "header") == list(head)


def test_a_bulleted_cell_cut_by_the_page_break_is_one_cell(printed):
    """A row that would begin with a bullet beside an empty cell is the rest of the row above the break."""
    columns = [70, 250, 400]
    first = [
        printed.line((80, "Key"), (260, "Backup"), y=710),
        printed.line((80, "Signing \u25cf policy-one"), (260, "Not permitted"), y=730),
    ]
    second = [
        printed.line((80, "\u25cf policy-two"), y=110),
        printed.line((80, "Device \u25cf policy-three"), (260, "Optional"), y=130),
    ]
    layout = sort_lines(
        printed.document(
            printed.page(1, *printed.prose(200, 20), *first, rules=printed.grid(columns, [700, 718, 742])),
            printed.page(2, *second, *printed.prose(200, 20), rules=printed.grid(columns, [100, 118, 142])),
        )
    )
    assert cells(layout) == [
        ("Key", "Backup"),
        ("Signing \u25cf policy-one \u25cf policy-two", "Not permitted"),
        ("Device \u25cf policy-three", "Optional"),
    ]


def test_an_address_broken_by_its_cell_is_closed_up(printed):
    """An e-mail address that a narrow cell breaks reads as one word."""
    lines = [
        printed.line((80, "Role"), (200, "Email"), y=110),
        printed.line((80, "Contact"), (200, "register@dsf.exam"), y=130),
        printed.line((200, "ple"), y=142),
    ]
    layout = sort_lines(
        printed.document(printed.page(1, *lines, rules=printed.grid([70, 190, 300], [100, 116, 150])))
    )
    assert cells(layout)[1] == ("Contact", "register@dsf.example")


def test_words_broken_in_a_cell_are_mended_as_in_running_text(printed):
    """What a document teaches about hyphens at line ends holds in its cells: `Man-ager`, `long-term`."""
    lines = [
        *printed.prose(20, 1, words="The Ledger Manager keeps long-term records"),
        printed.line((80, "Ledger Man-"), (200, "Priscilla"), y=110),
        printed.line((80, "ager"), (200, "Ohanzee"), y=122),
        printed.line((80, "For long-"), (200, "Tobias Wren-"), y=140),
        printed.line((80, "term records"), (200, "field"), y=152),
    ]
    layout = sort_lines(
        printed.document(printed.page(1, *lines, rules=printed.grid([70, 190, 400], [98, 128, 160])))
    )
    assert cells(layout) == [
        ("Ledger Manager", "Priscilla Ohanzee"),
        ("For long-term records", "Tobias Wrenfield"),
    ]
    assert printed.body(layout)[1:] == [
        "Ledger Manager Priscilla Ohanzee",
        "For long-term records Tobias Wrenfield",
    ]


def test_a_box_around_text_is_no_table(printed):
    """A frame with a single column leaves its lines as they are."""
    layout = sort_lines(
        printed.document(printed.page(1, *printed.prose(110, 4), rules=printed.grid([60, 500], [90, 160])))
    )
    assert not cells(layout)
    assert len(layout.body) == 4


def test_level_rules_alone_part_the_rows(printed):
    """Where only level rules are drawn, what stands between two of them is a row."""
    lines = [
        printed.line((70, "For HSD"), (300, "For PVS"), y=110),
        printed.line((70, "Imogen F"), (300, "Tobias L"), y=135),
        printed.line((70, "Director"), (300, "Deputy Director"), y=150),
    ]
    level = [rule for rule in printed.grid([60, 500], [120, 160]) if rule.horizontal]
    layout = sort_lines(printed.document(printed.page(1, *lines, rules=level)))
    assert cells(layout) == [("For HSD", "For PVS"), ("Imogen F Director", "Tobias L Deputy Director")]


def test_a_letterhead_beside_a_letter_is_no_table(printed):
    """A list of names beside prose that fills its lines regardless of it is no table."""
    names = ["Aging", "Child Support", "Health Services", "Managed Care", "Public Health", "Social Services"]
    lines = [
        printed.line(
            (40, name), (180, "within the agency in compliance with all the laws that apply"), y=100 + 14 * n
        )
        for n, name in enumerate(names)
    ]
    assert not cells(sort_lines(printed.document(printed.page(1, *lines))))


@pytest.mark.parametrize("head", ["No.", "Item", "#", "Serial no."])
def test_a_table_without_rules_may_count_its_rows(printed, head):
    """Under a head such as No., numbers count the rows of a table of three columns and begin no clause."""
    rows = [
        [(70, head), (140, "Post"), (300, "Telephone")],
        [(70, "1"), (140, "Night porter"), (300, "01632 960 480")],
        [(70, "2"), (140, "Duty engineer"), (300, "01632 960 481")],
        [(70, "3"), (140, "Press officer"), (300, "01632 960 482")],
    ]
    lines = [printed.line(*cells, y=300 + 14 * index) for index, cells in enumerate(rows)]
    layout = sort_lines(
        printed.document(printed.page(1, *printed.prose(100, 8), *lines, *printed.prose(400, 8)))
    )
    table = [item.cells for item in layout.body if item.table is not None]
    assert table == [tuple(text for _, text in cells) for cells in rows]
