"""What may stand under a black box is of class redaction: unknown, whichever version is the older."""

from __future__ import annotations

import pytest

from mouarchive.comparing import compare
from mouarchive.model import ChangeClass, ChangeKind, Clause

ITEMS = ("Surname of the child", "Home addresses of the last five years", "Date of admission to the school")
LEAD = "The following items are passed on every month:"


def listing(lead, *items):
    """Clause 15.2 with its items."""
    rest = (
        Clause(f"15.2.{at}", f"15.2.{at}", None, words, 1, 1, depth=1, parent="15.2")
        for at, words in enumerate(items, start=1)
    )
    return (Clause("15.2", "15.2", None, lead, 1, 1), *rest)


HIDDEN = listing(f"{LEAD}\n[redacted]")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [(listing(LEAD, *ITEMS), HIDDEN, ChangeKind.REMOVED), (HIDDEN, listing(LEAD, *ITEMS), ChangeKind.ADDED)],
)
def test_items_under_a_black_box_are_unknown(old, new, kind):
    """A list blacked out in one version: its items in the other are neither gone nor new for certain."""
    alone = [change for change in compare(old, new).changes if change.kind is kind]

    assert 3 == len(alone)
    assert {ChangeClass.REDACTION} == {change.change_class for change in alone}
    assert all("may stand under what is blacked out in 15.2" in change.rule for change in alone)


def test_an_item_gone_from_a_readable_list_is_substantive():
    """Where the list can be read in both versions, a missing item is missing."""
    found = compare(listing(LEAD, *ITEMS), listing(LEAD, ITEMS[0], ITEMS[2])).changes
    gone = [change for change in found if change.kind is ChangeKind.REMOVED]

    assert [ChangeClass.SUBSTANTIVE] == [change.change_class for change in gone]
