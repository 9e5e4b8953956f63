"""Running lines of two parts, one of which names the section, and first lines that only look like them."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


def book(printed, heads, *, size=8.0):
    """Pages of text under the lines given, each a tuple of its parts from left to right."""
    made = []
    for number, head in enumerate(heads, 1):
        lines = printed.prose(90, 40, words=f"Text of page {'x' * number} goes on")
        if head:
            lines.insert(0, printed.line(*zip((70, 400), head, strict=False), y=50, size=size))
        made.append(printed.page(number, *lines))
    return printed.document(*made)


@pytest.mark.parametrize(
    "heads",
    [
        [(), ("Harbour accord",), ("Harbour accord", "3. Costs"), ("Harbour accord", "Schedule 1")],
        [("1. Purpose \u2013 Order 12",), ("2. Costs \u2013 Order 12",), ("3. The end \u2013 Order 12",)],
        [("Harbour accord | Purpose",), ("Harbour accord | Costs",), ("Harbour accord | The end",)],
    ],
    ids=["white space", "a dash", "a stroke"],
)
def test_a_part_that_recurs_makes_the_line_a_header(printed, heads):
    """A line parted from the text whose one part recurs at its height is a header, whatever else it says."""
    layout = sort_lines(book(printed, heads))
    assert printed.set_aside(layout, "header") == [" ".join(head) for head in heads if head]
    assert all(text.startswith("Text") for text in printed.body(layout))


@pytest.mark.parametrize(
    ("heads", "size", "why"),
    [
        ([("Annex A", "Money"), ("Annex B", "People"), ("Annex C", "Time")], 8.0, "a label shows nothing"),
        ([("1.", "Money"), ("2.", "People"), ("3.", "Time")], 8.0, "a number shows nothing"),
        ([("Money - the rates",), ("People - the rates",)] + [()] * 2, 8.0, "two pages of four are too few"),
        (
            [("Money - the rates",), ("People - the rates",), ("Time - the rates",)] + [()] * 3,
            10.0,
            "headings in the text's type, on half of the pages",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_headings_stay_that_have_a_part_in_common(printed, heads, size, why):
    """Headings at the top of their pages are no header for what their words have in common."""
    layout = sort_lines(book(printed, heads, size=size))
    kept = [text for text in printed.body(layout) if not text.startswith("Text")]
    assert kept == [" ".join(head) for head in heads if head], why


@pytest.mark.parametrize(("size", "bold"), [(10.0, 1.0), (14.0, 0.0)])
def test_headings_in_heading_type_stay_on_whatever_share_of_pages(printed, size, bold):
    """Forms, each headed on its page in bold or large type, keep their headings."""
    pages = [
        printed.page(
            number,
            printed.line((70, f"{name} - form of request"), y=50, size=size, bold=bold),
            *printed.prose(90, 40, words=f"Text of page {'x' * number} goes on"),
        )
        for number, name in enumerate(("Money", "People", "Time"), 1)
    ]
    assert printed.set_aside(sort_lines(printed.document(*pages)), "header") == []


def test_a_part_must_stand_in_the_same_place(printed):
    """The same words at another height, or flush with nothing, make no header."""
    pages = [
        printed.page(
            number,
            printed.line((70 + 20 * number, f"{name} - the rates"), y=40 + 5 * number, size=8.0),
            *printed.prose(90, 40, words=f"Text of page {'x' * number} goes on"),
        )
        for number, name in enumerate(("Money", "People", "Time"), 1)
    ]
    assert printed.set_aside(sort_lines(printed.document(*pages)), "header") == []
