"""The number of a document's only page, and numbers at a page's foot that are none."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


def one_page(printed, text, *, x, y=660):
    """A page of prose that ends above 400 points, with a line below it."""
    lines = [*printed.prose(120, 20), printed.line((x, text), y=y)]
    return sort_lines(printed.document(printed.page(1, *lines)))


@pytest.mark.parametrize("text", ["1", "- 1 -"])
def test_the_number_of_an_only_page_is_set_aside(printed, text):
    """A number alone in the middle below the text that is the page's own is a page number."""
    layout = one_page(printed, text, x=295)
    assert text not in printed.body(layout)
    assert printed.set_aside(layout, "page-number") == [text]


@pytest.mark.parametrize(
    ("text", "x", "y"), [("7", 295, 660), ("1", 70, 660), ("1", 295, 450), ("1. Fees", 285, 660)]
)
def test_another_number_below_the_text_stays(printed, text, x, y):
    """Another page's number, one at the label column, one further up or one before words may be a label."""
    assert text in printed.body(one_page(printed, text, x=x, y=y))
