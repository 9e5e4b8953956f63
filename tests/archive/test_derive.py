"""Rows made of a record and of what was read: pure, so that small made series tell what each row says."""

from __future__ import annotations

from pathlib import Path

import pytest

from mouarchive.archive.database.derive import derive
from mouarchive.archive.database.readings import PageText, Reading
from mouarchive.archive.database.rows import VersionRow, columns_of, said
from mouarchive.archive.record.values import (
    Agreement,
    Claim,
    Copy,
    Correction,
    Pairing,
    Record,
    Statement,
    Version,
)
from mouarchive.model import Clause, Control, HistoryRow, Quality, Segmentation


def _reading(sha256, words, **control):
    clauses = tuple(Clause(str(n), str(n), None, text, 1, 1) for n, text in enumerate(words, 1))
    page = PageText(1, 595, 842, "\n".join(words), Quality("engine", 100))
    return Reading(sha256, "engine", (page,), Segmentation(clauses, control=Control(**control)))


def _rows(*versions, readings=(), **said_of_it):
    agreement = Agreement("X", id="x", folder=Path("x"), versions=versions, **said_of_it)
    read = {reading.sha256: reading for reading in readings}
    (rows,) = derive(Record(Path("documents"), (agreement,)), read, {})
    return rows


def _copy(sha256, **more):
    return Copy(f"{sha256}.pdf", digest=sha256, **more)


def _messages(rows, code):
    return [(row["version"], row["message"]) for row in rows["warnings"] if row["code"] == code]


def test_what_does_not_fit_together_is_a_warning():
    """Another label on the cover or in the file's name, and a copy without text, are said of the version."""
    rows = _rows(
        Version("1.0", copies=(_copy("a", received_as="Final V0 1.pdf"),)),
        Version("2.0", copies=(_copy("b"),)),
        readings=[_reading("a", ["one"], label="1.1"), _reading("b", [])],
    )
    assert _messages(rows, "label-differs") == [
        ("x@1.0", "a.pdf: the document prints the version label 1.1, the record says 1.0")
    ]
    assert _messages(rows, "file-name-differs") == [
        ("x@1.0", 'the file name as received, "Final V0 1.pdf", says 0.1; the document itself says 1.1')
    ]
    assert [version for version, _ in _messages(rows, "no-text")] == ["x@2.0"]
    assert [row["state"] for row in rows["copies"]] == ["read", "unreadable"]


def test_decisions_about_texts_that_are_not_held_are_not_passed_over():
    """A correction or pairing that cannot be carried out, since a text is missing, is a warning."""
    rows = _rows(
        Version("1.0", copies=(_copy("a"),)),
        Version("2.0"),
        readings=[_reading("a", ["one"])],
        corrections=(Correction("2.0/1 text", "a", "b", "J.", "seen", "2.0", "1", "text"),),
        pairings=(Pairing("1.0", "2.0", "1", "1", together=True, who="J.", why="same"),),
    )
    assert [version for version, _ in _messages(rows, "correction-lapsed")] == ["x@2.0"]
    assert [version for version, _ in _messages(rows, "pairing-unusable")] == ["x@2.0"]
    assert [(row["version"], row["applied"]) for row in rows["corrections"]] == [("x@2.0", 0)]


def test_a_decision_about_versions_far_apart_that_cannot_be_carried_out_is_said():
    """No stored comparison has such a pair; the warning stands with the newer version all the same."""
    rows = _rows(
        *(Version(label, copies=(_copy(label),)) for label in ("1.0", "2.0", "3.0")),
        readings=[_reading(label, ["the same words"]) for label in ("1.0", "2.0", "3.0")],
        pairings=(Pairing("1.0", "3.0", "1", "9", together=True, who="J.", why="same"),),
    )
    told = [(row["old_version"], row["version"]) for row in rows["warnings"] if row.get("old_version")]
    assert told == [("x@1.0", "x@3.0")]


def test_a_file_that_two_versions_name_has_its_pages_once():
    """Pages belong to the bytes, not to the version."""
    rows = _rows(
        Version("1.0", copies=(_copy("a"),)), Version("2.0", copies=(_copy("a"),)),
        readings=[_reading("a", ["one"])],
    )  # fmt: skip
    assert len(rows["pages"]) == 1
    assert len(rows["clauses"]) == 2


def test_the_timeline_holds_all_dates_and_says_whose_they_are():
    """Dates of a text, of its force, of its copies, of claims and statements, by date; months before days."""
    rows = _rows(
        Version(
            "1.0", dated="2015-12-18", in_force_from="2016", in_force_until="2016-10-06",
            copies=(_copy("a", disclosed="2017-02", accessioned="2020-01-02", authority="DfE", request="7"),),
            claims=(Claim("disclosed", "2016-12", "W"), Claim("marking", "none")),
        ),
        readings=[_reading("a", ["one"])],
        statements=(Statement("2016-09-26", "DfE", "nothing is shared"),),
        sources=(("W", "https://example.org/w"),),
    )  # fmt: skip
    assert [(row["date"], row["precision"], row["title"]) for row in rows["events"]] == [
        ("2015-12-18", "day", "Version 1.0 is dated"),
        ("2016", "year", "Version 1.0 comes into force"),
        ("2016-09-26", "day", "DfE"),
        ("2016-10-06", "day", "Last day in force of version 1.0"),
        ("2016-12", "month", "Version 1.0 is made public, according to another source"),
        ("2017-02", "month", "Version 1.0 is made public"),
        ("2020-01-02", "day", "A copy of version 1.0 is taken into the archive"),
    ]
    sources = {row["title"]: row["source"] for row in rows["events"]}
    assert sources["Version 1.0 is made public, according to another source"] == "https://example.org/w"
    assert [row["detail"] for row in rows["events"] if row["kind"] == "disclosed"][-1] == "DfE, request 7"


def test_versions_that_only_a_document_names_stand_in_the_register():
    """What a document's own history declares is known of, though nobody asserts or holds it."""
    rows = _rows(
        Version("1.0", dated="2016", copies=(_copy("a"),)),
        readings=[_reading("a", ["one"], history=(HistoryRow("0.3", "2015", "first draft", 1),))],
    )
    assert [(row["id"], row["state"], row["declared_date"]) for row in rows["register"]] == [
        ("x@1.0", "held", None),
        ("x@0.3", "declared", "2015"),
    ]
    assert [row["note"] for row in rows["history"]] == ["first draft"]


def test_what_the_record_says_of_a_version_comes_by_itself():
    """Every key of the record that a version's table repeats has its column; sources are written out."""
    version = Version("1.0", status="final", in_force_from="2016", source="W", note="n")
    row = said(VersionRow, version, lambda name: f"<{name}>")
    assert row["status"] == "final"
    assert row["source"] == "<W>"
    assert row["in_force_from"] == "2016"
    assert set(row) == {column.name for column in columns_of(VersionRow) if column.said}


@pytest.mark.parametrize("name", ["position", "held", "printed_label"])
def test_a_column_of_its_own_stands_where_it_is_declared(name):
    """A table's own columns stand behind the key that they name: people know the order of the columns."""
    order = [column.name for column in columns_of(VersionRow)]
    before = {"position": "label", "held": "in_force_source", "printed_label": "source"}[name]
    assert order[order.index(name) - 1] == before


def test_a_change_of_the_text_is_a_row_with_both_sides():
    """Versions that are neighbours are compared clause by clause, and each clause has its lineage."""
    first = _reading("a", ["The parties to this agreement share the data of pupils monthly.", "Home address"])
    second = _reading("b", ["The parties to this agreement share the data of pupils weekly.", "Home address"])
    rows = _rows(
        Version("1.0", copies=(_copy("a"),)), Version("2.0", copies=(_copy("b"),)), readings=[first, second]
    )
    assert [(row["old_clause"], row["new_clause"], row["kind"]) for row in rows["changes"]] == [
        ("x@1.0/1", "x@2.0/1", "modified"),
        ("x@1.0/2", "x@2.0/2", "unchanged"),
    ]
    assert {row["lineage"] for row in rows["changes"]} == {row["id"] for row in rows["lineages"]}
