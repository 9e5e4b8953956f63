"""Running headers, footers, page numbers and markings: what leaves the body and what stays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.furniture.edges import is_page_number
from mouarchive.clauses.furniture.finding import is_marking
from mouarchive.clauses.sorting import sort_lines


def pages(printed, count, *, top=None, foot=None):
    """Pages of running text with a line at the top and one at the foot, each made from the page's number."""
    made = []
    for number in range(1, count + 1):
        lines = printed.prose(120, 30 + number % 3, words=f"Text of page {'x' * number} goes on")
        if top:
            lines.insert(0, printed.line((70, top(number)), y=40))
        if foot:
            lines.append(printed.line((70, foot(number)), y=780))
        made.append(printed.page(number, *lines))
    return printed.document(*made)


def test_words_repeated_at_one_height_leave_the_body(printed):
    """A footer whose words recur at the same height on every page is set aside, whatever its number."""
    layout = sort_lines(pages(printed, 6, foot=lambda n: f"Version 1.0 Final Page {n} of 6"))
    assert printed.set_aside(layout, "footer") == [f"Version 1.0 Final Page {n} of 6" for n in range(1, 7)]
    assert not any("Version" in text for text in printed.body(layout))


_MISREAD_FEET = (
    "https:/www.gov.example/publications/council-agreement",
    "https:/Awww.gov.exampie/publications/council-agreement",
    "hitps:/Avww.gov.example/publications/councii-agreement",
    "https://www.gov.example/pubiications/council-agreement",
    "https:/www. gov.exampie/publicalions/council-agreement",
)


@pytest.mark.parametrize("confidence", [80.0, None])
def test_a_footer_that_ocr_reads_in_another_way_each_time_is_one_footer(printed, confidence):
    """Lines of a scan at one height whose letters are nearly the same are the same words, misread."""
    document = pages(printed, 5, foot=lambda n: f"{_MISREAD_FEET[n - 1]} {n}")
    document = replace(
        document,
        pages=tuple(
            replace(page, lines=tuple(replace(line, confidence=confidence) for line in page.lines))
            for page in document.pages
        ),
    )
    assert len(printed.set_aside(sort_lines(document), "footer")) == (5 if confidence else 0)


def test_left_and_right_pages_may_print_the_number_on_either_side(printed):
    """A footer with its number before the words on even pages and after them on odd ones is one footer."""
    layout = sort_lines(
        pages(printed, 6, foot=lambda n: f"Exchange MoU {n}" if n % 2 else f"{n} Exchange MoU")
    )
    assert len(printed.set_aside(layout, "footer")) == 6


def test_a_header_that_names_its_section_is_set_aside(printed):
    """A line parted from the text at one height on most pages is a header, though it names its section."""
    layout = sort_lines(pages(printed, 8, top=lambda n: "Part One" if n < 5 else "Part Two"))
    assert printed.set_aside(layout, "header") == ["Part One"] * 4 + ["Part Two"] * 4


def test_words_that_recur_at_other_heights_stay(printed):
    """The same words at a different height on each page are text: a form's field or a table's head."""
    made = [
        printed.page(
            n, printed.line((70, "Extension Required Critical"), y=30 + 9 * n), *printed.prose(140, 20)
        )
        for n in range(1, 7)
    ]
    layout = sort_lines(printed.document(*made))
    assert printed.body(layout).count("Extension Required Critical") == 6


def test_a_page_number_alone_counts_on(printed):
    """Numbers alone at the foot are page numbers where they count on with the pages."""
    layout = sort_lines(pages(printed, 5, foot=lambda n: str(n + 2)))
    assert printed.set_aside(layout, "page-number") == ["3", "4", "5", "6", "7"]


def test_clause_numbers_at_the_top_of_pages_are_no_page_numbers(printed):
    """Numbers alone that do not count on with the pages are labels of clauses and stay."""
    numbers = ["4", "9", "11", "15", "17"]
    layout = sort_lines(pages(printed, 5, top=lambda n: numbers[n - 1]))
    assert [text for text in printed.body(layout) if text in numbers] == numbers


def test_a_marking_keeps_its_role_and_is_told_of_the_document(printed):
    """A protective marking at the top of each page has the role marking and stands in the control block."""
    layout = sort_lines(pages(printed, 4, top=lambda _: "OFFICIAL-SENSITIVE"))
    assert printed.set_aside(layout, "marking") == ["OFFICIAL-SENSITIVE"] * 4
    assert layout.control.marking == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize(
    "text",
    [
        "Page 2 of 2",
        "2/2",
        "NOT PROTECTIVELY MARKED",
        "https://www.gov.example/a/b 1/2",
        "DocuSign Envelope ID: 0A1B-22",
        "Data sharing agreement - GOV.EXAMPLE 12/10/2020, 16:41",
    ],
)
def test_a_single_page_shows_furniture_by_its_words_alone(printed, text):
    """On a document of one page an outermost line that says what it is is set aside."""
    layout = sort_lines(
        printed.document(printed.page(1, *printed.prose(120, 20), printed.line((300, text), y=780)))
    )
    assert text not in printed.body(layout)


@pytest.mark.parametrize("text", ["https://www.gov.example/policy", "6.1 Each Participant", "(a)", "Final"])
def test_a_single_page_keeps_its_last_line_otherwise(printed, text):
    """An address, a clause or a word at the foot of an only page is text."""
    layout = sort_lines(
        printed.document(printed.page(1, *printed.prose(120, 20), printed.line((70, text), y=780)))
    )
    assert text in printed.body(layout)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("OFFICIAL", True),
        ("OFFICIAL - SENSITIVE", True),
        ("OFFICIAL SENSITIVE when completed (personal data)".upper(), True),
        ("NOT PROTECTIVELY MARKED", True),
        ("Official", False),
        ("OFFICIAL STATISTICS ORDER", False),
        ("THE SECRET SERVICE", False),
    ],
)
def test_what_a_marking_is(text, is_one):
    """A marking is printed in capitals and is the whole line."""
    assert is_marking(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("4", True), ("- 4 -", True), ("iv", True), ("Page 4 of 11", True), ("Page | 4", True), ("4.", False),
     ("(4)", False), ("civil", False), ("4 items", False), ("", False)],
)  # fmt: skip
def test_what_a_page_number_is(text, is_one):
    """A page number is a number with nothing else but the word page, a total or dashes."""
    assert is_page_number(text) is is_one
