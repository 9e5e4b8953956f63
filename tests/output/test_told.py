"""What happened to a clause, in words."""

from __future__ import annotations

import pytest

from mouarchive.model import Change, ChangeClass, ChangeKind, Clause
from mouarchive.output.told import aside, what

ITEM = Clause("15.2.6", "15.2.6", None, "Nationality", 15, 15)
REASON = "no clause like it in the newer version; it may stand under what is blacked out in 15.2"


@pytest.mark.parametrize(
    ("sort", "said", "facts"),
    [
        (ChangeClass.SUBSTANTIVE, "removed", ["page 15"]),
        (ChangeClass.REDACTION, "removed (redaction)", ["page 15", f"why: {REASON}"]),
    ],
)
def test_a_clause_that_may_be_under_a_black_box_says_so(sort, said, facts):
    """Only where a black box may explain the absence is the reason printed beside it."""
    change = Change(ChangeKind.REMOVED, ITEM, None, rule=REASON, change_class=sort)

    assert said == what(change)
    assert facts == aside(change)
