"""What stands over a clause, and under which part of the document: plain words, never an identifier."""

from __future__ import annotations

import pytest

from mouarchive.answers.changes import CUT_ALONE, aside, by_part, cut_alone, part_of, title_of
from mouarchive.comparing import compare
from mouarchive.model import Change, ChangeKind, Clause

BEARER = Clause("4.1", "4.1", None, "The data are kept.", 1, 1)
REST = "The records of pupils of each school are handed over once a year in a sealed file."


def _clause(eid, label, heading=None, text="", kind="clause"):
    return Clause(eid, label, heading, text, 1, 1, kind=kind)


@pytest.mark.parametrize(
    ("clause", "marked", "title"),
    [
        (_clause("15.2.6", "15.2.6"), None, "Clause 15.2.6"),
        (_clause("article-5", "Article 5", "Term"), None, "Article 5"),
        (_clause("front-2", "", text="Between A and B", kind="front"), None, "The opening, paragraph 2"),
        (_clause("recital-b", "(B)", kind="recital"), None, "Recital (B)"),
        (_clause("footnote-3", "3", kind="footnote"), BEARER, "Footnote 3 (to clause 4.1)"),
        (_clause("footnote-3", "3", kind="footnote"), None, "Footnote 3"),
        (
            _clause("footnote-4", "4", kind="footnote"),
            _clause("p2", "", text="Data"),
            "Footnote 4 (to “Data”)",
        ),
        (_clause("background", "", "Background"), None, "Background"),
        (_clause("p3", "", text="The parties agree."), None, "“The parties agree.”"),
        (_clause("p4", ""), None, "Text without a number"),
    ],
)
def test_the_title_of_a_clause_or_passage(clause, marked, title):
    """By number, or by heading, or by the first words; a note says to what it is one."""
    assert title_of(clause, marked) == title


def test_changes_stand_under_the_part_of_the_document_that_they_are_in():
    """Opening, clauses with their footnotes, signatures; a comparison of clauses alone has no parts."""
    kinds = ("front", "recital", "clause", "footnote", "signature")
    changes = [Change(ChangeKind.REMOVED, _clause(f"{kind}-1", "1", kind=kind), None) for kind in kinds]
    assert [(name, len(run)) for name, run in by_part(changes)] == [
        ("Opening, parties and recitals", 2),
        ("Clauses", 2),
        ("Signatures", 1),
    ]
    assert [name for name, _ in by_part(changes[2:4])] == [""]
    assert part_of("control") == "Document control"


def test_a_clause_that_was_divided_and_kept_its_words_says_so():
    """Its list entry and its line name what happened, and what it was cut into names it in plain words."""
    old = [Clause("schedule-2", "Schedule 2", "Types of data", f"{BEARER.text}\n{REST}", 1, 1)]
    new = [
        Clause("schedule-2", "Schedule 2", "Types of data", "", 1, 1),
        Clause("schedule-2.1", "1", None, BEARER.text, 1, 1, parent="schedule-2"),
        Clause("schedule-2.2", "2", None, REST, 1, 1, parent="schedule-2"),
    ]
    first, *items = compare(old, new).changes

    assert cut_alone(first)
    assert CUT_ALONE in aside(first)
    assert not any(map(cut_alone, items))
    assert all("split from Schedule 2" in aside(item) for item in items)
