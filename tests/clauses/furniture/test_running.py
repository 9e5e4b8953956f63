"""Running headers that name their section, and the words at the top of a page that only look like one."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines

SECTIONS = ["1 Purpose", "2 Legal footing", "3 What is sent", "4 Keeping it safe", "5 Money", "6 The end"]


def book(printed, count, head, *, sections=SECTIONS, size=10.0):
    """Pages of text, each with a section's heading half way down, under the header that `head` gives."""
    made = []
    for number in range(1, count + 1):
        lines = []
        if words := head(number):
            lines.append(printed.line((70 if number % 2 else 300, words), y=50, size=size))
        lines += printed.prose(90, 18, words=f"Text of page {'x' * number} goes on")
        if number <= len(sections):
            lines.append(printed.line((70, sections[number - 1]), y=400, bold=1.0, size=12.0))
        lines += printed.prose(424, 15, words=f"More text of page {'y' * number} goes on")
        made.append(printed.page(number, *lines))
    return printed.document(*made)


def test_the_section_is_named_on_right_pages_and_the_title_on_left_ones(printed):
    """Where the title stands on every left page, a section's name on right pages is a header."""
    layout = sort_lines(
        book(printed, 6, lambda n: SECTIONS[n - 1] if n % 2 else "Memorandum of Understanding")
    )
    assert printed.set_aside(layout, "header") == [
        "1 Purpose",
        "Memorandum of Understanding",
        "3 What is sent",
        "Memorandum of Understanding",
        "5 Money",
        "Memorandum of Understanding",
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (lambda n: SECTIONS[n - 1], "the heading as it is"),
        (lambda n: SECTIONS[n - 1].upper(), "in capitals"),
        (lambda n: SECTIONS[n - 1][2:], "without its number"),
        (lambda n: f"{SECTIONS[n - 1]}  {n}", "with the page number"),
        (lambda n: SECTIONS[n - 1] if n % 2 else "", "on right pages alone"),
        (lambda n: SECTIONS[n - 1] if n % 2 == 0 else "", "on left pages alone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_that_stand_once_each_are_a_header_all_the_same(printed, head, said):
    """Lines at one height that repeat the headings of their pages are headers, however they give them."""
    layout = sort_lines(book(printed, 6, head))
    assert len(printed.set_aside(layout, "header")) == sum(bool(head(n)) for n in range(1, 7)), said
    assert [text for text in printed.body(layout) if text in SECTIONS] == SECTIONS


def test_a_heading_over_two_lines_is_repeated_in_one(printed):
    """A header gives in one line what its heading says in two."""
    document = book(
        printed,
        6,
        lambda n: "7 Bringing the arrangement to an end" if n % 2 else "The Agreement",
        sections=["7 Bringing the arrangement"],
    )
    first = document.pages[0]
    wrapped = printed.line((84, "to an end"), y=414, bold=1.0, size=12.0)
    lines = [line for line in first.lines if line.baseline <= 400]
    rest = [line for line in first.lines if line.baseline > 400]
    document = printed.document(printed.page(1, *lines, wrapped, *rest), *document.pages[1:])
    layout = sort_lines(document)
    assert len(printed.set_aside(layout, "header")) == 6


def test_annexes_may_be_named_by_their_label_alone(printed):
    """`Annex A` over pages whose heading is `Annex A: Words to be given` is a header."""
    sections = [f"Annex {letter}: {name}" for letter, name in zip("ABCDEF", SECTIONS, strict=True)]
    layout = sort_lines(book(printed, 6, lambda n: sections[n - 1].split(":")[0], sections=sections))
    assert len(printed.set_aside(layout, "header")) == 6


def test_the_first_heading_of_a_page_stays(printed):
    """Headings that stand first on their pages at one height, far above the text, are no headers."""
    layout = sort_lines(book(printed, 6, lambda n: SECTIONS[n - 1], sections=[], size=12.0))
    assert [text for text in printed.body(layout) if text in SECTIONS] == SECTIONS


def test_schedules_listed_on_the_first_page_keep_their_headings(printed):
    """Larger headings at page tops that a list on the first page names are headings, not headers."""
    names = [f"Schedule {n}" for n in range(1, 7)]
    front = printed.page(
        1, *printed.prose(90, 10), *[printed.line((70, name), y=260 + 14 * n) for n, name in enumerate(names)]
    )
    rest = [
        printed.page(
            number,
            printed.line((70, name), y=50, size=14.0, bold=1.0),
            *printed.prose(90, 30, words=f"Text of {'x' * number}"),
        )
        for number, name in enumerate(names, 2)
    ]
    layout = sort_lines(printed.document(front, *rest))
    assert [text for text in printed.body(layout) if text in names] == names * 2


def test_a_clause_at_the_top_of_a_page_stays_although_a_header_stands_there_elsewhere(printed):
    """A clause that begins at the header's height on a page without one is text."""
    clauses = {2: "2.1 Each Party shall act", 4: "4.3 Costs are shared", 6: "(b) in writing;"}
    layout = sort_lines(book(printed, 6, lambda n: clauses.get(n, "The Agreement")))
    assert printed.set_aside(layout, "header") == ["The Agreement"] * 3
    assert [text for text in printed.body(layout) if text in clauses.values()] == list(clauses.values())


def test_a_title_on_left_pages_alone_is_a_header(printed):
    """Words that recur on three of four left pages are a header, though most pages lack them."""
    layout = sort_lines(book(printed, 9, lambda n: "The Agreement" if n in {4, 6, 8} else "", sections=[]))
    assert printed.set_aside(layout, "header") == ["The Agreement"] * 3


def test_annexes_on_every_other_page_are_no_title(printed):
    """Headings that differ in their number, one on every second page, do not recur."""
    layout = sort_lines(book(printed, 8, lambda n: f"Annex {n // 2}" if n % 2 == 0 else "", sections=[]))
    assert [text for text in printed.body(layout) if "Annex" in text] == [f"Annex {n}" for n in range(1, 5)]


def test_pages_printed_small_show_their_header_further_in(printed):
    """Where every page is printed small on its sheet, the header stands below the usual zone."""
    made = [
        printed.page(
            number,
            printed.line((300, "Version 1.5"), y=134, size=7.5),
            printed.line((300, f"Page {number} of 5"), y=151, size=7.5),
            *printed.prose(180, 25, words=f"Text of page {'x' * number} goes on"),
        )
        for number in range(1, 6)
    ]
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "header") == ["Version 1.5"] * 5
    assert printed.set_aside(layout, "page-number") == [f"Page {n} of 5" for n in range(1, 6)]


def test_a_header_on_a_page_scanned_askew_is_the_same_header(printed):
    """Outermost words a few points off their usual height are the header that they are on other pages."""
    made = [
        printed.page(
            number,
            printed.line((70, "The Agreement"), y=60 + (6 if number == 3 else 0)),
            *printed.prose(110, 20, words=f"Text of page {'x' * number} goes on"),
        )
        for number in range(1, 6)
    ]
    layout = sort_lines(printed.document(*made))
    assert printed.set_aside(layout, "header") == ["The Agreement"] * 5


def test_a_wrong_page_number_stands_where_the_others_do(printed):
    """A page bound in from elsewhere has a number out of turn, at the place of the others."""
    printed_numbers = ["1", "2", "9", "4", "5"]
    made = [
        printed.page(page, *printed.prose(90, 20), printed.line((300, number), y=780))
        for page, number in enumerate(printed_numbers, 1)
    ]
    assert printed.set_aside(sort_lines(printed.document(*made)), "page-number") == printed_numbers
