"""Whatever is typed for a clause is answered: found, or named as unknown with what is near."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.archive.lookup import find_clause
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause

CLAUSES = (
    Clause("2", "2.", "Data", "", 1, 1),
    Clause("2.4", "2.4", None, "The data are listed.", 1, 1, 1, parent="2"),
    Clause("2.4(a)", "(a)", None, "Names.", 1, 1, 2, parent="2.4"),
    Clause("2.4(b)", "(b)", None, "Ages.", 1, 1, 2, parent="2.4"),
)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("2.4(a", "2.4"),
        ("2.4(", "2.4"),
        ("2.4)", "2.4"),
        ("2.4(c)", "2.4(a)"),
        ("2.4(a))", "2.4(a)"),
        ("2.9.9.9", "2"),
        ("2.4(a)(i", "2.4(a)"),
    ],
)
def test_a_number_with_a_bracket_left_open_is_answered_with_what_is_near(typed, near):
    """An unmatched bracket, or a step too many, never hangs: the nearest clauses are named."""
    with pytest.raises(NotFoundError) as said:
        find_clause(typed, CLAUSES, "specimen@1.0")
    assert near in str(said.value).rpartition("nearest: ")[2].split(", ")


@given(st.text("0123456789.()[]ab \n-", max_size=40))
def test_any_spelling_is_answered_at_once(typed):
    """Digits, stops and brackets in any order end in an answer."""
    found = None
    with contextlib.suppress(NotFoundError):
        found = find_clause(typed, CLAUSES, "specimen@1.0")
    assert found is None or found in CLAUSES
