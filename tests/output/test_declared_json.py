"""What the newer document says changed, in the JSON of a comparison."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.answers.comparison import compared
from mouarchive.comparing.comparison import compare
from mouarchive.model import Control, HistoryRow
from mouarchive.output import as_json

HISTORY = (
    HistoryRow("1.0", "2015-12-18", "16 removed", 2),
    HistoryRow("2.1", "2016-10-07", "15.2.6 removed; scope reduced", 2),
)


def _json(old, new, labels=("1.0", "2.1"), versions=(None, None)):
    sides = [
        replace(
            side, label=None, dated=None, version=version, printed=Control(label, None, None, None, HISTORY)
        )
        for side, label, version in zip((old, new), labels, versions, strict=True)
    ]
    return as_json.comparison(compared(*sides, compare(old.clauses, new.clauses)))


def test_claims_stand_beside_what_was_found(old, new):
    """Notes after the older version alone, each claim with its verdict, and what is left over."""
    found = _json(old, new)
    declared = found["declared"]
    assert [note["note"] for note in declared["notes"]] == ["15.2.6 removed; scope reduced"]
    claim, free = declared["claims"]
    assert (claim["says"], claim["clause"], claim["verdict"]) == ("removed", "15.2.6", "found")
    assert [found["changes"][at]["old"]["id"] for at in claim["changes"]] == ["15.2.6"]
    assert (free["clause"], free["verdict"]) == (None, "free")
    left = [found["changes"][one["change"]] for one in declared["undeclared"]]
    assert all(change["kind"] != "unchanged" or change["moved"] for change in left)


@pytest.mark.parametrize(
    ("labels", "versions"),
    [
        (("2.1", "1.0"), (None, None)),  # read backwards
        (("2.1", "2.1"), (None, None)),  # the same version
        ((None, "2.1"), (None, None)),  # nothing tells which notes came after
        (("1.0", "2.1"), ("a@1.0", "b@2.1")),  # another agreement's notes
    ],
)
def test_without_notes_there_is_nothing(old, new, labels, versions):
    """Where the notes say nothing of these two texts, the key is null."""
    assert _json(old, new, labels, versions)["declared"] is None
