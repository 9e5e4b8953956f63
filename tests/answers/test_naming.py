"""What stands over a clause, and under which part of the document: plain words, never an identifier."""

from __future__ import annotations

import pytest

from mouarchive.answers.changes import by_part, part_of, title_of
from mouarchive.model import Change, ChangeKind, Clause

BEARER = Clause("4.1", "4.1", None, "The data are kept.", 1, 1)


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
