"""Questions answered by views of the database, in plain SQL."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from mouarchive.archive.database.build import build
from mouarchive.archive.database.schema import TABLES, VIEWS, create_tables, insert_rows


@pytest.fixture
def empty():
    """A database with all tables and no rows."""
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.row_factory = sqlite3.Row
        create_tables(conn)
        yield conn


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_column_of_a_view_is_described(empty, view):
    """The columns that a view describes are those that it has, in their order; no table has its name."""
    selected = empty.execute(f"select * from {view.name}")  # noqa: S608 - our own names
    found = [column[0] for column in selected.description]
    assert found == [column.name for column in view.columns]
    assert set(view.facets) <= set(found)
    assert view.name not in {table.name for table in TABLES}


def _disclosed(conn, label, position, *dates):
    version = f"a@{label}"
    insert_rows(conn, "versions", [{"id": version, "agreement": "a", "label": label, "position": position}])
    insert_rows(conn, "copies", [
        {"id": f"{version}/{n}", "version": version, "agreement": "a", "number": n, "disclosed": date}
        for n, date in enumerate(dates)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("older", "newer", "out_of_order"),
    [
        (["2017-02-10"], ["2016-12-15"], True),
        (["2016-12-15"], ["2017-02-10"], False),
        (["2017-02"], ["2016-12-15"], True),
        (["2016"], ["2016-12-15"], False),  # the year is not enough to tell
        (["2017", "2015"], ["2016-12-15"], False),  # a first copy had been public before
        (["2018", None], ["2016-12-15"], True),
        ([None], ["2016-12-15"], False),
        ([], ["2016"], False),
    ],
)
def test_newer_text_that_was_public_first_is_listed(empty, older, newer, out_of_order):
    """The first copy of each version counts, and only dates precise enough to tell."""
    _disclosed(empty, "1.0", 0, *older)
    _disclosed(empty, "2.1", 1, *newer)
    found = [
        (row["older_version"], row["newer_version"])
        for row in empty.execute("select * from disclosed_out_of_order")
    ]
    assert found == ([("a@1.0", "a@2.1")] if out_of_order else [])


def test_the_story_is_told_by_views_of_a_built_archive(root):
    """What vanished, how a phrase went, what is not held and what people decided, from one build."""
    (root.documents / "pupil-data" / "corrections.toml").write_text(
        '[[pairing]]\nold = "1.0"\nnew = "2.1"\nold_clause = "2.1.3"\nnew_clause = "2.1.2"\ntogether = true\n'
        'who = "J. Doe"\nwhy = "the same item"\n'
    )
    build(root)
    with closing(sqlite3.connect(root.database)) as conn:
        conn.row_factory = sqlite3.Row

        def rows(view):
            found = conn.execute(f"select * from {view} where agreement = 'pupil-data'").fetchall()  # noqa: S608 - our own names
            return [dict(row) for row in found]

        (gone,) = rows("vanished_clauses")
        assert (gone["label"], gone["last_version"], gone["next_version"], gone["page"]) == (
            "2.1.2", "pupil-data@1.0", "pupil-data@2.1", 1,
        )  # fmt: skip
        assert (gone["not_held_between"], gone["hidden"], gone["merged_into"]) == (0, 0, None)
        assert gone["unknown_in"] == "[]"
        assert [(r["event"], r["version"], r["disclosed"]) for r in rows("phrase_timeline")] == [
            ("present-in-oldest", "pupil-data@1.0", "2017-02"),
            ("vanishes", "pupil-data@2.1", "2017-02"),
        ]
        assert [(r["label"], r["state"]) for r in rows("not_held")] == [
            ("0.1", "withheld"),
            ("3.0", "registered"),
        ]
        (decided,) = rows("decided_by_hand")
        assert decided["what"] == "pupil-data@1.0/2.1.3 and pupil-data@2.1/2.1.2"
        assert (decided["kind"], decided["who"], decided["carried_out"]) == ("together", "J. Doe", 1)


@pytest.mark.parametrize(
    ("covered", "next_version", "unknown"),
    [
        ((), "a@2", []),
        (("2",), "a@3", ["a@2"]),
        (("2", "3"), None, ["a@2", "a@3"]),
        (("3",), "a@2", []),
    ],
    ids=["shown", "one blacks it out", "both do", "the later does, when it was gone already"],
)
def test_a_clause_under_a_black_box_has_not_vanished(empty, covered, next_version, unknown):
    """The next version is one that surely lacks the clause; those that black it out are named apart."""
    insert_rows(empty, "agreements", [{"id": "a"}])
    labels = ("1", "2", "3")
    insert_rows(
        empty,
        "versions",
        [
            {"id": f"a@{label}", "agreement": "a", "label": label, "position": at, "held": 1, "state": "held"}
            for at, label in enumerate(labels)
        ],
    )
    insert_rows(
        empty,
        "lineages",
        [
            {"id": "top", "agreement": "a", "first_version": "a@1", "last_version": "a@3", "versions": 3},
            {"id": "gone", "agreement": "a", "first_version": "a@1", "last_version": "a@1", "versions": 1},
        ],
    )
    clauses = [
        {"id": f"a@{label}/1", "version": f"a@{label}", "agreement": "a", "eid": "1", "position": 0,
         "lineage": "top", "search_text": "The data: ████" if label in covered else "The data:"}
        for label in labels
    ]  # fmt: skip
    item = {"id": "a@1/1(a)", "version": "a@1", "agreement": "a", "eid": "1(a)", "position": 1}
    clauses.append(item | {"lineage": "gone", "parent": "1", "search_text": "nationality"})
    insert_rows(empty, "clauses", clauses)

    (row,) = empty.execute("select next_version, unknown_in from vanished_clauses")

    assert (row[0], json.loads(row[1])) == (next_version, unknown)
