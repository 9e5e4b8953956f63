"""What the command line and the site ask of the database."""

from __future__ import annotations

import sqlite3

import pytest

from mouarchive import deadline
from mouarchive.archive.database.schema import insert_rows
from mouarchive.archive.store.store import open_store
from mouarchive.errors import MouarchiveError, NotFoundError, TookTooLongError
from mouarchive.model import ChangeKind


@pytest.mark.parametrize(
    ("ref", "meant"),
    [
        ("pupil-data@1.0", "pupil-data@1.0"),
        ("pupil-data@0.2", "pupil-data@0.2"),  # named in full, a version without text is found too
        ("PUPIL-DATA@v1.0", "pupil-data@1.0"),
        ("pupil@Version 2.1", "pupil-data@2.1"),
        ("1.0", "pupil-data@1.0"),  # the only 1.0 whose text is held
        ("v2.1", "pupil-data@2.1"),
        ("visa-data@1.0", "visa-data@1.0"),
    ],
)
def test_version_is_found_by_what_people_type(store, ref, meant):
    """A version is found by full name, part of the agreement's name, or a label only one held text has."""
    assert store.resolve(ref).id == meant


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("pupil-data@1.1", ("no version 1.1", "known: 0.2, 1.0, 2.1")),
        ("pupil-dat@1.0x", ("no version 1.0x", "known: 0.2, 1.0, 2.1")),
        ("pupl-data@1.0", ("no agreement pupl-data", "nearest: pupil-data")),
        ("data@1.0", ("could be pupil-data, visa-data",)),
        ("3.0", ("no text", "visa-data@3.0")),
        ("pupil-data", ("could be pupil-data@1.0, pupil-data@2.1",)),
        ("", ("no such version", "held:")),
        ("zzz\x1b[31m\n", ("zzz\\u001b[31m",)),
        ("@", ("no agreement",)),
    ],
)
def test_unknown_version_names_the_nearest(store, ref, words):
    """What is not held is answered in one line that names what is near or what it could mean."""
    with pytest.raises(NotFoundError) as caught:
        store.resolve(ref)
    message = str(caught.value)
    assert all(word in message for word in words), message
    assert "\n" not in message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("ref", "eid"),
    [
        ("15.2.6", "15.2.6"),
        (" 15.2.6. ", "15.2.6"),
        ("clause 15.2.6", "15.2.6"),
        ("§15.2.6", "15.2.6"),
        ("Annex 5 15.2.6", "15.2.6"),
        ("Annex 5, para 15.2.6", "15.2.6"),
        ("ANNEX A", "annex-a"),
        ("annex a 1.1", "annex-a.1.1"),
        ("Annex A: 1.1", "annex-a.1.1"),
        ("annex-a.1.1", "annex-a.1.1"),
        ("1.1", "annex-a.1.1"),
        ("16 (a)", "16(a)"),
    ],
)
def test_clause_is_found_by_what_people_type(store, ref, eid):
    """A clause is found by identifier or printed number, whatever the spaces, full stops or naming words."""
    assert store.clause("pupil-data@1.0", ref).eid == eid


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("15.2.9", ("no clause 15.2.9", "15.2.")),
        ("(a)", ("2 clauses so numbered", "16(a); 17(a)")),
        ("", ("no clause",)),
        ("banana", ("no clause banana",)),
    ],
)
def test_unknown_clause_names_the_nearest(store, ref, words):
    """A number the version does not have is answered with its neighbours; one printed twice with both."""
    with pytest.raises(NotFoundError) as caught:
        store.clause("pupil-data@1.0", ref)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_clauses_come_back_as_they_went_in(store, clauses_1_0):
    """A clause read from the database equals the one that was stored: text, boxes, warnings and all."""
    assert store.clauses("pupil-data@1.0") == clauses_1_0


def test_stored_comparison_comes_back(store, clauses_1_0):
    """Neighbouring versions' changes come back typed, in order, with the clauses they are about."""
    comparison = store.comparison("pupil-data@1.0", "pupil-data@2.1")
    assert [c.kind for c in comparison.changes] == [ChangeKind.UNCHANGED] * 3 + [
        ChangeKind.REMOVED,
        ChangeKind.UNCHANGED,
    ]
    removed = comparison.changes[3]
    assert (removed.old, removed.new) == (clauses_1_0[3], None)
    assert "".join(part.text for part in removed.diff) == removed.old.words
    assert comparison.renumbered == 1


def test_comparison_needs_both_texts(store):
    """Nothing is compared with a version whose text is not held; the message names it."""
    with pytest.raises(NotFoundError, match=r"pupil-data@0\.2: its text is not held"):
        store.comparison("pupil-data@0.2", "pupil-data@1.0")


def test_lineage_follows_a_clause_through_the_held_versions(store):
    """A lineage names the clause in each held version, and the change that brought it there."""
    lineage = store.lineage_of("pupil-data@2.1", "15.2.6")
    steps = store.lineage_steps(lineage.id)
    assert [(s.version.label, s.clause.eid if s.clause else None) for s in steps] == [
        ("1.0", "15.2.7"),
        ("2.1", "15.2.6"),
    ]
    assert steps[0].change is None
    assert steps[1].change.renumbered


def test_rows_are_typed(store):
    """JSON lists come as tuples and 0/1 as truth values."""
    first, second = store.agreements()
    assert (first.parties, first.specimen, second.specimen) == (("A", "B"), True, False)
    assert [v.label for v in store.versions("pupil-data", held_only=True)] == ["1.0", "2.1"]
    assert store.counts()["held"] == 2


def test_unknown_agreement_names_those_held(store):
    """An unknown agreement is answered with the nearest names."""
    with pytest.raises(NotFoundError, match="held: pupil-data"):
        store.agreement("pupil-dta")


def test_the_connection_of_another_is_left_as_it_was(conn, store):
    """The site's own connection keeps its row factory."""
    store.agreements()
    assert conn.row_factory is None


def test_missing_or_foreign_database_says_what_to_do(tmp_path):
    """No database, a file that is none and one of another version: each one line with the command to run."""
    with pytest.raises(NotFoundError, match="mouarchive build"):
        open_store(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database" * 100)
    with pytest.raises(MouarchiveError, match="not a usable database"):
        open_store(tmp_path / "text.db")
    sqlite3.connect(tmp_path / "other.db").execute("create table t(a)").connection.close()
    with pytest.raises(MouarchiveError, match="another version"):
        open_store(tmp_path / "other.db")


def test_opened_store_cannot_write(tmp_path, conn):
    """The store opens the database so that nothing can be written to it."""
    conn.commit()
    with (
        open_store(tmp_path / "small.db") as opened,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        opened.conn.execute("delete from clauses")


def test_what_the_record_says_is_asked_by_agreement(conn, store):
    """Claims, phrases, statements and the register come with the agreement asked for, or all of them."""
    insert_rows(conn, "claims", [
        {"id": "pupil-data@1.0/1", "version": "pupil-data@1.0", "agreement": "pupil-data", "about": "dated",
         "value": "2015"},
    ])  # fmt: skip
    insert_rows(conn, "phrases", [{"id": "pupil-data/1", "agreement": "pupil-data", "text": "nationality"}])
    insert_rows(conn, "register", [
        {"id": "pupil-data@9", "agreement": "pupil-data", "label": "9", "state": "declared",
         "declared_in": '["pupil-data@1.0"]'},
        {"id": "pupil-data@1.0", "agreement": "pupil-data", "label": "1.0", "state": "held"},
    ])  # fmt: skip
    assert [claim.value for claim in store.claims("pupil-data")] == ["2015"]
    assert [phrase.text for phrase in store.phrases()] == ["nationality"]
    assert store.phrases("visa-data") == ()
    assert [row.label for row in store.register("pupil-data")] == ["1.0", "9"]
    assert store.register()[1].declared_in == ("pupil-data@1.0",)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.copy("f" * 64),
        lambda store: store.lineage("nothing"),
        lambda store: store.lineage_of("pupil-data@1.0", "15.2.6"),
        lambda store: store.comparison("pupil-data@0.2", "pupil-data@1.0"),
        lambda store: store.version("nothing@9"),
    ],
)
def test_what_is_not_there_is_said(store, ask):
    """A look-up that finds nothing raises the error that people are shown, never returns an empty value."""
    with pytest.raises(NotFoundError):
        ask(store)


def test_a_question_ends_at_the_deadline(store):
    """Every row that is read asks the deadline."""
    with pytest.raises(TookTooLongError), deadline.within(-1):
        store.clauses("pupil-data@1.0")
