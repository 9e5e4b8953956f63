"""The small twin of the benchmark of edits: no lesser name for a legal edit, no change of typography."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.edits.__main__ import tables

SIZE = 440
MOST_WRONG_TAGS = 2
"""Of 100 drafting edits, in sentences made use of and kept apart; the full benchmark has one in a hundred."""


@pytest.fixture(scope="module")
def made():
    """The three tables of a small run."""
    return [rows for _, rows in tables(SIZE)]


@pytest.mark.parametrize(("at", "least"), [(0, 440), (1, 220)])
def test_marks_are_named_for_what_they_are(made, at, least):
    """Legal edits are never unchanged, cosmetic or ocr-like; what a typesetter does is never a change."""
    rows = made[at]

    assert sum(row.seen[0] + row.kept[0] for row in rows) >= least
    assert {row.kind: row.wrong for row in rows if row.seen[1] or row.kept[1]} == {}


def test_drafting_edits_have_their_tags(made):
    """All tags of their kind and no other."""
    rows = made[2]

    assert sum(row.seen[0] + row.kept[0] for row in rows) >= 80
    assert sum(row.seen[1] + row.kept[1] for row in rows) <= MOST_WRONG_TAGS
