"""What documents say changed, kept row by row and asked of the store."""

from __future__ import annotations

import pytest

from mouarchive.archive.database.schema import insert_rows
from mouarchive.archive.database.series import rows_between
from mouarchive.model import HistoryRow

ROWS = tuple(HistoryRow(label, date, "", 1) for label, date in (
    ("0.2", "2015-05"), ("1.0", "2015-12-18"), ("v1.1", "2016-07"), ("2.1", "2016-10-07"), ("3.0", "2018"),
    ("x", None),
))  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "labels"),
    [
        (("1.0", None), ("2.1", None), ["v1.1", "2.1"]),
        (("2.1", None), ("3.0", None), ["3.0"]),
        (("2.1", None), ("1.0", None), []),
        (("1.0", None), ("umbrella-2019", None), []),  # it counts anew, and nothing is dated
        (("1.0", "2015-12-18"), ("umbrella-2019", "2019-01-31"), ["v1.1", "2.1", "3.0"]),
    ],
)
def test_the_notes_after_the_older_version_are_read(old, new, labels):
    """Rows after the older version up to the newer one: by number, else by date, else none."""
    assert [row.label for row in rows_between(ROWS, old, new)] == labels


def test_the_store_sets_notes_beside_what_was_found(conn, store):
    """Notes of the newer document alone count; the other way round, or without notes, there is nothing."""
    insert_rows(conn, "history", [
        {"id": f"pupil-data@{version}/{n}", "version": f"pupil-data@{version}", "agreement": "pupil-data",
         "label": label, "date": "2016", "note": note, "page": 2}
        for n, (version, label, note) in enumerate([
            ("2.1", "1.0", "15.2.5 removed"), ("2.1", "2.1", "15.2.6 removed; 15.2.5 amended"),
            ("1.0", "2.1", "15.2.7 removed"),
        ])
    ])  # fmt: skip
    declared = store.declared("pupil-data@1.0", "pupil-data@2.1")
    assert declared is not None
    assert [(f.verdict.value, str(f.named), f.claim.page) for f in declared.findings] == [
        ("found", "15.2.6", 2),
        ("not-found", "15.2.5", 2),
    ]
    assert store.declared("pupil-data@2.1", "pupil-data@1.0") is None
    assert [row.note for row in store.history("pupil-data@2.1")] == [
        "15.2.5 removed",
        "15.2.6 removed; 15.2.5 amended",
    ]
    conn.execute("delete from history")
    assert store.declared("pupil-data@1.0", "pupil-data@2.1") is None
