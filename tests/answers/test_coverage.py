"""Of how much of a text an answer speaks, in words; and that nothing is denied of what was not looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.answers.comparison import compared
from mouarchive.answers.coverage import Reach, limits
from mouarchive.answers.heading import nothing
from mouarchive.answers.texts import Source, own_title
from mouarchive.model import FURNITURE, Clause, Comparison, Coverage

ALL = Coverage(12_304, 11_900, 350, (("page-number", 34), ("header", 20)))


def source(known, pages=9, pages_read=9):
    """A text of which so much was read."""
    return Source("a.pdf", "a.pdf", "0" * 64, pages, "", (), coverage=known, pages_read=pages_read)


def test_the_letters_are_told_by_where_they_went():
    """In clauses, in passages, set aside and as what, unread."""
    assert Reach(ALL, 9, 9).sentence == (
        "12,304 letters read: 11,900 in clauses, 350 in passages; 54 set aside (page numbers, headers); "
        "nothing unread"
    )


@pytest.mark.parametrize(
    ("known", "pages_read", "lack", "why"),
    [
        (ALL, 9, "", "running lines belong to the page"),
        (None, 9, "", "letters that nobody counted, on pages that were all read"),
        (None, 8, "1 of 9 pages unread", "a page that was not read"),
        (
            Coverage(10, 6, 0, (("unreadable", 4),)),
            9,
            "4 letters set aside as unreadable text",
            "no furniture",
        ),
        (
            Coverage(10, 6, 0, (("table", 3), ("header", 1))),
            9,
            "3 letters set aside as tables",
            "a table is text",
        ),
        (
            Coverage(10, 6, 0, (), 4, (2, 3)),
            7,
            "4 letters unread, pages 2\u20133 unread",
            "pages that are garbled",
        ),
        (Coverage(0, 0, 0, (), 0, (1,)), 8, "page 1 unread", "a scan that nobody read"),
    ],
)
def test_what_was_not_looked_at(known, pages_read, lack, why):
    """Anything but furniture that is in no clause and no passage is told, and is a warning."""
    reach = Reach(known, 9, pages_read)

    assert reach.lack == lack, why
    assert reach.whole is not bool(lack)
    assert [warn.code for warn in reach.warnings()] == (["in-part"] if lack else [])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ALL, ALL, "No difference."),
        (None, None, "No difference."),
        (
            ALL,
            Coverage(10, 6, 0, (), 4, (2,)),
            "No difference in what could be read: newer text: 4 letters unread, page 2 unread.",
        ),
    ],
)
def test_no_difference_is_said_of_what_was_looked_at(old, new, told):
    """Without more words it is said only where all of both texts was compared."""
    assert nothing(compared(source(old), source(new), Comparison(()))) == told


roles = st.sampled_from([*sorted(FURNITURE), "unreadable", "table", "front"])
counts = st.integers(0, 5_000)


@given(counts, counts, st.dictionaries(roles, st.integers(1, 900)), counts)
def test_whatever_is_not_whole_says_so(clauses, passages, aside, unread):
    """All of a text was looked at if and only if nothing is unread and only furniture set aside."""
    letters = clauses + passages + sum(aside.values()) + unread
    reach = Reach(Coverage(letters, clauses, passages, tuple(aside.items()), unread), 1, 1)

    assert reach.whole == (not unread and set(aside) <= FURNITURE)
    assert bool(limits([("old", reach)])) is not reach.whole
    assert f"{letters - unread:,} letter" in reach.sentence


@pytest.mark.parametrize(
    ("kind", "text", "title"),
    [
        ("front", "DATA PROCESSING\nADDENDUM", "DATA PROCESSING ADDENDUM"),
        ("clause", "The parties agree.", None),
        ("front", "2022 / 23", None),
        ("front", "This agreement is made between the parties named below. " * 4, None),
    ],
)
def test_the_title_a_document_prints_itself(kind, text, title):
    """Its first passage, where that is an opening, has letters, and is no sentence of the text."""
    assert own_title([Clause("front-1", "", None, text, 1, 1, kind=kind)]) == title
