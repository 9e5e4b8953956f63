"""Two documents in one file are said to be two; annexes and reprinted numbers are not."""

from __future__ import annotations

import pytest

from mouarchive.clauses.cautions import bound_warnings
from mouarchive.clauses.text.tree import distinct
from mouarchive.model import Aside, Box, Clause

HERE = Box(0, 0, 1, 1)
TEXTS = (
    "Definitions of the words used in this agreement",
    "Each party shall keep the information it receives secure",
    "Neither party passes on what it has received",
    "Requests are answered within twenty days",
    "Records are destroyed six months after the request",
    "Either party may end this agreement in writing",
    "Disputes are settled between the two signatories",
)


def numbered(*pages_of_texts: tuple[int, tuple[str, ...]], prefix: str = "") -> list[Clause]:
    """Clauses 1, 2, 3 … from each page given, as the tree would name them."""
    told = [
        (f"{prefix}{number}", page, text)
        for page, texts in pages_of_texts
        for number, text in enumerate(texts, 1)
    ]
    eids = distinct([eid for eid, _, _ in told])
    return [
        Clause(eid, raw, None, text, page, page) for eid, (raw, page, text) in zip(eids, told, strict=True)
    ]


def page_numbers(*texts: str, role: str = "page-number") -> list[Aside]:
    """What stands at the foot of pages 1, 2, 3 …; nothing where the text is empty."""
    return [Aside(role, text, page, HERE) for page, text in enumerate(texts, 1) if text]


def pages(clauses, asides=()) -> list[int | None]:
    return [warning.page for warning in bound_warnings(clauses, asides)]


def test_two_versions_in_one_file_are_told_by_their_clauses() -> None:
    """The numbering begins again, and most clauses stand there a second time."""
    second = (*TEXTS[:3], "Requests are answered within five days", *TEXTS[4:])
    (warning,) = bound_warnings(numbered((1, TEXTS), (9, second)), [])
    assert (warning.code, warning.page) == ("bound-together", 9)
    assert "6 clauses stand there again" in warning.message


def test_three_versions_are_two_warnings() -> None:
    """Each beginning is named, so that the file can be split."""
    assert pages(numbered((1, TEXTS), (4, TEXTS), (7, TEXTS))) == [4, 7]


@pytest.mark.parametrize(
    ("clauses", "why"),
    [
        (numbered((1, TEXTS)), "one document"),
        (numbered((1, TEXTS), (5, TEXTS), prefix="annex-a.")[:9], "two numbers printed twice"),
        (numbered((1, TEXTS), (5, tuple(f"Item {n} of the other list" for n in range(7)))), "other clauses"),
        (
            [*numbered((1, TEXTS), prefix="annex-a."), *numbered((3, TEXTS), prefix="annex-b.")],
            "twin annexes",
        ),
        (numbered((1, TEXTS), (1, TEXTS)), "both on one page: a table in two languages, say"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_one_document_is_not_called_two(clauses, why) -> None:
    """Annexes alike, lists that begin again with other words, numbers printed twice are ordinary."""
    assert pages(clauses) == [], why


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param(
            ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3", "Page 1 of 2", "Page 2 of 2"), [4], id="of"
        ),
        pytest.param(("1/2", "2/2", "1/2", "2/2"), [3], id="slash"),
        pytest.param(("1 of 1", "1 of 1"), [2], id="single pages"),
        pytest.param(("1 of 1", "1 of 2", "2 of 2"), [2], id="a letter and its annex"),
        pytest.param(("", "1 of 3", "2 of 3", "3 of 3"), [], id="cover without number"),
        pytest.param(("1", "2", "1", "2"), [], id="no total: annexes often count their own pages"),
        pytest.param(("1 of 4", "2 of 4", "", "4 of 4"), [], id="one not read"),
        pytest.param(("1 of 4", "1 of 4", "3 of 4"), [], id="misread"),
        pytest.param(("9 of 3", "1 of 3"), [], id="no such page"),
    ],
)
def test_page_numbers_that_begin_again(texts, found) -> None:
    """Page 1 of n behind another such number begins a document; numbers without a total say nothing."""
    assert pages([], page_numbers(*texts)) == found


def test_dates_beside_other_words_are_no_page_numbers() -> None:
    """In a running head only the word "page" makes a page number."""
    assert pages([], page_numbers("Issue 3/2015", "Issue 1/2016", role="header")) == []
    assert pages([], page_numbers("Final, page 2 of 2", "Final, page 1 of 2", role="footer")) == [2]


def test_both_signs_are_one_warning() -> None:
    """Clauses and page numbers that begin again on the same page are said together."""
    asides = page_numbers("Page 1 of 2", "Page 2 of 2", "Page 1 of 2", "Page 2 of 2")
    (warning,) = bound_warnings(numbered((1, TEXTS), (3, TEXTS)), asides)
    assert "page numbers begin again" in warning.message
    assert "7 clauses" in warning.message
