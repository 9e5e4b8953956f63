"""Clauses as rows of the database, and back."""

from __future__ import annotations

from mouarchive.archive.database.rows import clause_row, clause_value
from mouarchive.model import Clause


def test_a_clause_comes_back_from_its_row_as_it_was():
    """What OCR doubts is kept with a clause, so that an archive compares as the files themselves do."""
    clause = Clause("3.1", "3.1", None, "Wf6ng words", 4, 5, ocr=True, unsure=("Wf6ng", "é"))
    for one in (clause, Clause("3.2", "3.2", "Fees", "None are due.", 5, 5)):
        assert clause_value(clause_row(one, "a/1.0", "a", 1)) == one
