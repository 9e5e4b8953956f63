"""Why clauses are what they are, and why other lines are none."""

from __future__ import annotations

import pytest

from mouarchive.clauses import segment
from mouarchive.clauses.explain import explain


@pytest.fixture(scope="module")
def agreement(printed):
    """Two pages with headings, an item, a house number in a sentence and a running header."""
    line = printed.line
    first = [
        line((60, "Sharing agreement"), y=30, size=8),
        line((70, "1"), (100, "Purpose"), y=100, bold=1.0),
        *printed.prose(114, 2),
        line((70, "1.1"), (100, "The Parties share:"), y=150),
        line((100, "(a)"), (130, "names;"), y=164),
        line((100, "(b)"), (130, "dates of birth, as set out in clause"), y=178),
        line((70, "3. and in the register of the town and of the county, which is kept by law;"), y=192),
        line((70, "2"), (100, "Term"), y=230, bold=1.0),
        *printed.prose(244, 3),
    ]
    second = [line((60, "Sharing agreement"), y=30, size=8), *printed.prose(100, 20)]
    return printed.document(printed.page(1, *first), printed.page(2, *second), printed.page(3, *second))


@pytest.fixture(scope="module")
def explanation(agreement):
    return explain(agreement)


def test_every_clause_is_explained_in_its_order(agreement, explanation):
    """No clause is left out, none is made up."""
    assert [one.eid for one in explanation.clauses] == [one.eid for one in segment(agreement).clauses]


def test_a_label_says_where_it_stood_and_what_it_was_read_as(explanation):
    """Page, line, label and reading are those of the printed label; what else it could be is told, too."""
    item = explanation.of("1.1(b)")
    assert (item.page, item.label, item.reading) == (1, "(b)", "the letter b")
    assert item.printed.startswith("(b)")
    assert item.parent == "1.1"


def test_the_rules_are_told_with_points_and_reason_the_strongest_first(explanation):
    """Next in its list speaks loudest for (b), and the points add up."""
    item = explanation.of("1.1(b)")
    assert item.reasons[0].rule == "next in its list"
    assert item.reasons[0].because
    assert item.points == pytest.approx(sum(one.points for one in item.reasons))
    assert all(
        abs(one.points) >= abs(two.points) for one, two in zip(item.reasons, item.reasons[1:], strict=False)
    )


def test_heading_and_text_say_where_they_came_from(explanation):
    """The heading stood beside its number, the text below it; each joined line is there."""
    clause = explanation.of("1")
    assert clause.heading_from == "the words beside its label"
    assert clause.text_from == "3 lines on page 1, up to the next label"
    assert len(clause.lines) == 3
    assert explanation.of("1.1(a)").text_from == "one line on page 1"


def test_a_line_that_only_looks_like_a_label_says_why_it_is_text(explanation):
    """`clause / 3.` refers: what speaks against it is named, with the clause that the line belongs to."""
    (line,) = [one for one in explanation.unbelieved if one.printed.startswith("3. and")]
    assert line.label == "3."
    assert line.within == "1.1(b)"
    assert line.points < 0
    assert "after a word of reference" in [one.rule for one in line.reasons]


def test_what_was_set_aside_has_its_role(explanation):
    """The running header is no part of a clause, and is told as what it is."""
    assert ("header", "Sharing agreement") in {(one.role, one.printed) for one in explanation.aside}


def test_paragraphs_without_numbers_are_explained_too(printed):
    """A text without any number has its paragraphs, and says so."""
    found = explain(printed.document(printed.page(1, *printed.prose(100, 6))))
    assert found.clauses
    assert all(one.reasons == () and "no numbers" in one.text_from for one in found.clauses)


def test_a_clause_that_is_not_there_is_not_explained(explanation):
    """Asking for a number that no clause has answers nothing."""
    assert explanation.of("99") is None
