"""Contents lists of every sort, and the text that only looks like one."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


def entries(layout):
    return [(entry.label, entry.title, entry.printed_page) for entry in layout.contents]


def made(printed, *lines):
    """A document whose first page holds these lines and whose second begins the text."""
    text = [printed.line((70, "1"), (100, "Introduction"), y=100), *printed.prose(130, 20)]
    return printed.document(printed.page(1, *lines), printed.page(2, *text))


def test_dot_leaders_make_a_contents_list(printed):
    """Rows with dot leaders under the heading Contents are entries with label, title and printed page."""
    layout = sort_lines(
        made(
            printed,
            printed.line((70, "Contents"), y=80),
            printed.line((70, "1"), (100, "Introduction.................2"), y=110),
            printed.line((70, "2"), (100, "Legal basis ................ 4"), y=125),
            printed.line((100, "2.1"), (140, "Powers ................ 4"), y=140),
        )
    )
    assert entries(layout) == [("1", "Introduction", "2"), ("2", "Legal basis", "4"), ("2.1", "Powers", "4")]
    assert printed.body(layout)[0] == "1 Introduction"
    assert len(printed.set_aside(layout, "contents")) == 4


@pytest.mark.parametrize(
    "heading",
    [
        "CONTENTS OF THE ANNEX",
        "Contents of this Schedule",
        "Table of contents of the appendix B",
        "Contents list",
    ],
)
def test_a_part_may_have_a_contents_list_of_its_own(printed, heading):
    """A list headed as the contents of a part is set aside wherever it stands in the document."""
    layout = sort_lines(
        printed.document(
            printed.page(
                1,
                *printed.prose(80, 20),
                printed.line((70, heading), y=400),
                printed.line((70, "1. Hours ................ 2"), y=420),
                printed.line((70, "2. Colours ................ 2"), y=434),
            ),
            printed.page(2, printed.line((70, "1. Hours"), y=80), *printed.prose(100, 20)),
        )
    )
    assert [title for _, title, _ in entries(layout)] == ["Hours", "Colours"]
    assert len(printed.set_aside(layout, "contents")) == 3


def test_numbers_on_rows_of_their_own_belong_to_their_titles(printed):
    """A page number on the row after its title, and a label on the row before it, are joined to the entry."""
    layout = sort_lines(
        made(
            printed,
            printed.line((70, "Contents"), y=80),
            printed.line((70, "1. Introduction"), (400, "2"), y=110),
            printed.line((70, "2. Legal"), y=125),
            printed.line((400, "3"), y=139),
            printed.line((70, "3"), y=153),
            printed.line((100, "Costs"), (400, "5"), y=167),
        )
    )
    assert entries(layout) == [("1", "Introduction", "2"), ("2", "Legal", "3"), ("3", "Costs", "5")]


def test_a_list_of_links_has_no_page_numbers(printed):
    """Under a contents heading, rows that come again as headings are entries up to where the text begins."""
    titles = ["1. About this agreement", "2. What we share", "Annex A: Contacts"]
    lines = [printed.line((70, "Contents"), y=80)]
    lines += [printed.line((70, f"\u2014 {title}"), y=100 + 15 * row) for row, title in enumerate(titles)]
    lines += [printed.line((70, titles[0]), y=200), *printed.prose(220, 3)]
    rest = [printed.line((70, titles[1]), y=90), *printed.prose(110, 3), printed.line((70, titles[2]), y=200)]
    layout = sort_lines(printed.document(printed.page(1, *lines), printed.page(2, *rest)))
    assert [entry.title for entry in layout.contents] == ["About this agreement", "What we share", "Contacts"]
    assert [text for text in printed.body(layout) if text in titles] == titles


def test_a_contents_list_goes_on_over_the_page(printed):
    """A contents list without a heading of its own on the next page is followed to its end."""
    first = [printed.line((70, "Table of contents"), y=80)]
    first += [
        printed.line((70, f"{n}. Title {'abc'[n % 3]} ........ {n}"), y=90 + 15 * n) for n in range(1, 30)
    ]
    second = [printed.line((70, f"{n}. Title {'abc'[n % 3]} ........ {n}"), y=15 * n) for n in range(30, 33)]
    layout = sort_lines(
        printed.document(
            printed.page(1, *first), printed.page(2, *second), printed.page(3, *printed.prose(90, 9))
        )
    )
    assert len(layout.contents) == 32
    assert len(layout.body) == 9


def test_a_list_of_amounts_is_no_contents_list(printed):
    """Rows ending in numbers that rise and fall are data."""
    amounts = [30, 12, 45, 7, 60, 21, 33, 18, 50]
    rows = [
        printed.line((70, f"Item {'x' * n}"), (400, str(amount)), y=90 + 15 * n)
        for n, amount in enumerate(amounts)
    ]
    layout = sort_lines(printed.document(printed.page(1, *rows)))
    assert not layout.contents


def test_a_clause_named_contents_with_prose_is_no_list(printed):
    """A heading Contents with running text below it sets nothing aside."""
    layout = sort_lines(
        printed.document(printed.page(1, printed.line((70, "Contents"), y=80), *printed.prose(100, 12)))
    )
    assert len(layout.body) == 13


def test_the_first_clause_after_the_list_keeps_its_number(printed):
    """A clause number on a row of its own after the last entry belongs to the text, not to the list."""
    lines = [
        printed.line((70, "- Contents |"), y=80),
        printed.line((70, "1."), (100, "Introduction"), (400, "1"), y=100),
        printed.line((70, "2."), (100, "Legal"), (400, "2"), y=115),
        printed.line((70, "1."), y=160),
        printed.line((70, "Introduction"), y=175),
        *printed.prose(200, 4),
    ]
    rest = [printed.line((70, "2."), y=80), printed.line((70, "Legal"), y=95), *printed.prose(120, 4)]
    layout = sort_lines(printed.document(printed.page(1, *lines), printed.page(2, *rest)))
    assert entries(layout) == [("1", "Introduction", "1"), ("2", "Legal", "2")]
    assert printed.body(layout)[:2] == ["1.", "Introduction"]


def test_a_list_with_page_numbers_ends_with_its_page(printed):
    """What comes first on the next page is the body, though its words come again further on."""
    titles = ["Introduct10n", "Legal basis", "Powers", "Costs"]  # the first as OCR may have garbled it
    lines = [printed.line((70, "Contents"), y=80)]
    lines += [
        printed.line((70, f"{row}. {title}"), (480, str(row + 1)), y=95 + 15 * row)
        for row, title in enumerate(titles, 1)
    ]
    text = [
        printed.line((70, "1. Introduction"), y=100),
        printed.line((70, "This agreement says what the parties share and for how long"), y=114),
        printed.line((70, "with each other."), y=128),
        printed.line((70, "This agreement says:"), y=142),
        *printed.prose(170, 10),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines), printed.page(2, *text)))
    assert printed.body(layout)[:2] == [
        "1. Introduction",
        "This agreement says what the parties share and for how long",
    ]
    assert len(layout.contents) == 4
