"""Where a file's own tags and the reading disagree, the pages are named; nothing else comes of it."""

from __future__ import annotations

import pytest

from mouarchive.clauses.cautions import tag_warnings
from mouarchive.model import Aside, Box, Line, Page, Quality, Warn


def page(tags, number: int = 1) -> Page:
    """A page with one line for each tag, from top to bottom."""
    boxes = [Box(72, 60 + 20 * row, 500, 72 + 20 * row) for row in range(len(tags))]
    lines = tuple(Line(f"line {row}", number, box, box.y1, 11) for row, box in enumerate(boxes))
    return Page(number, 595, 842, lines, Quality("test", 100), tags=tuple(tags))


def heads(one: Page, *rows: int) -> list[Aside]:
    return [Aside("header", one.lines[row].text, one.number, one.lines[row].box) for row in rows]


def codes(tags, *rows: int) -> list[str]:
    one = page(tags)
    return [warning.code for warning in tag_warnings([one], heads(one, *rows))]


@pytest.mark.parametrize(
    ("tags", "rows", "found"),
    [
        pytest.param([-1, 0, 1, 2, 3, -1], (0, 5), [], id="both say so"),
        pytest.param([0, 1, 2, 3, 4, 5], (0,), [], id="one line may be anything"),
        pytest.param([0, 1, 2, 3, 4, 5], (0, 1), ["tags-text"], id="furniture that is tagged as text"),
        pytest.param([*range(10), -1, -1], (), ["tags-artifact"], id="text that is tagged as none"),
        pytest.param([0, 1, -1, -1, -1, -1], (), [], id="tagged in part: nothing to go by"),
        pytest.param([-1, -1, -1], (), [], id="a page of artifacts, such as a picture"),
        pytest.param([5, 4, 3, 2, 1, 0], (), ["tags-order"], id="another order"),
        pytest.param([0, 1, 4, 2, 3, 5, 6], (), [], id="a cell or two in another order"),
        pytest.param([], (), [], id="no tags"),
    ],
)
def test_disagreements(tags, rows, found) -> None:
    """Two lines and more that only one of the two takes for text, or every fifth line in another order."""
    assert codes(tags, *rows) == found


def test_pages_are_named_together() -> None:
    """One warning for each kind, with its first pages, so that a long file gives few."""
    pages = [page([3, 2, 1, 0], number) for number in range(1, 12)]
    assert tag_warnings(pages, []) == (
        Warn(
            "tags-order",
            "The file's own tags put the lines in another order than they were read in:"
            " pages 1, 2, 3, 4, 5, 6, 7, 8, ....",
            1,
        ),
    )


def test_lines_that_were_added_since_are_not_asked_about() -> None:
    """Tags belong to the lines as they were read; with other lines they say nothing."""
    one = page([5, 4, 3, 2, 1, 0])
    assert tag_warnings([Page(1, 595, 842, one.lines[:2], one.quality, tags=one.tags)], []) == ()
