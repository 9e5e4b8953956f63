"""Which changes are listed."""

from __future__ import annotations

import pytest

from mouarchive.answers.comparison import differs, parse_only, select
from mouarchive.errors import NotFoundError, UsageError


def _named(changes):
    return [(change.old or change.new).eid for change in changes]


@pytest.mark.parametrize(
    ("only", "clause", "listed"),
    [
        ("", "", ["15.2", "15.2.5", "15.2.6", "15.2.7", "16"]),
        ("removed", "", ["15.2.6"]),
        ("removed,modified", "", ["15.2.6", "16"]),
        ("renumbered", "", ["15.2.7"]),
        ("substantive", "", ["15.2.6", "16"]),
        ("", "15.2", ["15.2", "15.2.5", "15.2.6", "15.2.7"]),
        ("", "15.2.6", ["15.2.6", "15.2.7"]),
        ("", "15.2.7.", ["15.2.7"]),
        ("added", "15.2", []),
    ],
)
def test_select(whole, only, clause, listed):
    """A list can be narrowed to kinds and to a clause, by its number in either version."""
    assert _named(select(whole.changes, parse_only(only), clause)) == listed


def test_unknown_clause(whole):
    """A clause that neither version has is said to be unknown, not shown as an empty list."""
    with pytest.raises(NotFoundError, match="neither version has a clause 99"):
        select(whole.changes, (), "99")


def test_unknown_kind():
    """A word that is no kind is refused with the words that are."""
    with pytest.raises(UsageError, match="--only gone: not one of added, removed"):
        parse_only("added, gone")


def test_differs(whole):
    """Other words or another number are something to tell; sameness is not."""
    assert [differs(change) for change in whole.changes] == [False, False, True, True, True]
