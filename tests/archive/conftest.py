"""A small database made from rows, and small PDFs made on the spot."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mouarchive.archive import values
from mouarchive.archive.store import Store
from mouarchive.archive.tables import create_tables, finish, insert_rows
from mouarchive.model import Box, Change, ChangeClass, ChangeKind, Clause, DiffPart, Op, PageBox, Warn

OLD = (
    Clause("15", "15", "Annex 5", "", 4, 4, kind="annex"),
    Clause("15.2", "15.2", None, "Data  items", 4, 4, 1, parent="15"),
    Clause("15.2.5", "15.2.5.", None, "Home address", 4, 4, 2, parent="15.2"),
    Clause(
        "15.2.6", "15.2.6.", None, "(Once  collected)\nNationality", 4, 5, 2, parent="15.2",
        boxes=(PageBox(4, Box(72, 100.25, 400, 112)),), ocr=True, warnings=(Warn("low", "hard to read", 4),),
    ),
    Clause("15.2.7", "15.2.7.", None, "School of\xa0attendance\xb2", 5, 5, 2, parent="15.2"),
    Clause("annex-a", "Annex A", "Contacts", "", 6, 6, kind="annex"),
    Clause("annex-a.1.1", "1.1", None, "The once-collected nationality of o\ufb03cials", 6, 6, 1),
    Clause("16(a)", "(a)", None, "first", 6, 6, 1),
    Clause("17(a)", "(a)", None, "second", 6, 6, 1),
)  # fmt: skip
NEW = (*OLD[:3], Clause("15.2.6", "15.2.6.", None, "School of attendance", 5, 5, 2, parent="15.2"), *OLD[5:])


def _comparison() -> list[Change]:
    same = [Change(ChangeKind.UNCHANGED, c, c, similarity=1.0, rule="same words") for c in OLD[:3]]
    gone = Change(
        ChangeKind.REMOVED, OLD[3], None, change_class=ChangeClass.SUBSTANTIVE, rule="nothing alike",
        diff=(DiffPart(Op.DELETE, OLD[3].words),),
    )  # fmt: skip
    kept = Change(
        ChangeKind.UNCHANGED, OLD[4], NEW[3], renumbered=True, similarity=0.9876543, rule="in place"
    )
    return [*same, gone, kept]


def _version(agreement, label, position, **more):
    row = {"id": f"{agreement}@{label}", "agreement": agreement, "label": label, "position": position}
    return row | {"held": 0, "state": "declared"} | more


@pytest.fixture
def conn(tmp_path: Path):
    """A database of one agreement with two held versions and one declared, and one without texts."""
    connection = sqlite3.connect(tmp_path / "small.db")
    create_tables(connection)
    insert_rows(connection, "agreements", [
        {"id": "pupil-data", "title": "Pupil data", "parties": '["A","B"]', "specimen": 1},
        {"id": "visa-data", "title": "Visa data", "parties": "[]", "specimen": 0},
    ])  # fmt: skip
    held = {"held": 1, "state": "held", "sha256": "a" * 64}
    insert_rows(connection, "versions", [
        _version("pupil-data", "0.2", 0),
        _version("pupil-data", "1.0", 1, **held),
        _version("pupil-data", "2.1", 2, **held),
        _version("visa-data", "1.0", 0, state="registered"),
        _version("visa-data", "3.0", 1, state="registered"),
    ])  # fmt: skip
    insert_rows(connection, "lineages", [
        {"id": "L1", "agreement": "pupil-data", "first_version": "pupil-data@1.0",
         "last_version": "pupil-data@2.1", "versions": 2, "label": "15.2.6.", "words": "School"},
    ])  # fmt: skip
    for version, clauses, followed in (("1.0", OLD, "15.2.7"), ("2.1", NEW, "15.2.6")):
        rows = [values.clause_row(c, f"pupil-data@{version}", "pupil-data", i) for i, c in enumerate(clauses)]
        extra = [{"sha256": "a" * 64, "lineage": "L1" if row["eid"] == followed else None} for row in rows]
        insert_rows(connection, "clauses", [row | more for row, more in zip(rows, extra, strict=True)])
    rows = [
        values.change_row(c, "pupil-data@1.0", "pupil-data@2.1", "pupil-data", i)
        | {"lineage": "L1" if c.renumbered else None}
        for i, c in enumerate(_comparison())
    ]
    insert_rows(connection, "changes", rows)
    finish(connection)
    yield connection
    connection.close()


@pytest.fixture
def store(conn) -> Store:
    return Store(conn)


@pytest.fixture
def clauses_1_0() -> tuple[Clause, ...]:
    return OLD
