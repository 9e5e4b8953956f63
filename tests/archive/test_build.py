"""The database made from the record: complete, the same every time, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from mouarchive.archive import files
from mouarchive.archive.database import readings
from mouarchive.archive.database.build import build, ensure_built
from mouarchive.archive.locate import Root
from mouarchive.archive.store.store import open_store
from mouarchive.comparing.tracing import trace
from mouarchive.errors import MouarchiveError, RecordError
from mouarchive.model import ChangeKind


def _dump(root: Root) -> list[str]:
    with contextlib.closing(sqlite3.connect(root.database)) as conn:
        return [
            line for line in conn.iterdump() if not line.startswith('INSERT INTO "made_from" VALUES(\'code')
        ]


def _edit(root: Root, old: str, new: str, name: str = "pupil-data") -> None:
    path = root.documents / name / "agreement.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_story_from_record_to_answers(root):
    """From PDFs and a record: order, one clause removed, its follower renumbered, the phrase traced."""
    report = build(root)
    assert (report.built, report.agreements, report.held, report.exit_code) == (True, 2, 4, 0)
    with open_store(root.database) as store:
        versions = store.versions("pupil-data")
        assert [(v.label, v.state) for v in versions] == [
            ("0.1", "withheld"),
            ("1.0", "held"),
            ("2.1", "held"),
            ("3.0", "registered"),
        ]
        comparison = store.comparison("pupil-data@1.0", "pupil-data@2.1")
        changed = [
            c
            for c in comparison.changes
            if c.where == "clause" and (c.kind is not ChangeKind.UNCHANGED or c.renumbered)
        ]
        assert [(c.kind.value, c.old.eid, c.new.eid if c.new else None) for c in changed] == [
            ("removed", "2.1.2", None),
            ("unchanged", "2.1.3", "2.1.2"),
        ]
        events = store.phrase_events("pupil-data")
        assert [(e.event, e.version, e.clauses) for e in events] == [
            ("present-in-oldest", "pupil-data@1.0", ("pupil-data@1.0/2.1.2",)),
            ("vanishes", "pupil-data@2.1", ("pupil-data@1.0/2.1.2",)),
        ]
        traced = trace("(once collected) nationality", store.version_texts("pupil-data"))
        assert [event.sentence for event in traced.events] == [event.note for event in events]
        school = store.lineage_steps(store.lineage_of("pupil-data@2.1", "2.1.2").id)
        assert [step.clause.eid for step in school] == ["2.1.3", "2.1.2"]
        assert [hit.eid for hit in store.search("once collected").hits] == ["2.1.2", "2.1.2"]


def test_every_column_of_the_schema_is_known_to_the_rows(root):
    """What is read back has a value for each column a typed row names, on a real database."""
    build(root)
    with open_store(root.database) as store:
        assert len(store.copies("pupil-data")) == 3
        assert store.pages(store.versions("pupil-data")[1].sha256)[0].text.startswith("Version 1.0")
        assert store.register("pupil-data")
        assert {e.kind for e in store.events()} == {"disclosed", "statement"}
        assert store.statements()[0].who == "A minister"
        assert store.warnings() == ()
        assert store.counts()["held"] == 4


@pytest.mark.slow
def test_same_record_gives_the_same_dump_whatever_order_seed_and_place(root, tmp_path):
    """Two builds elsewhere, with other hash seeds and files written in another order, give the same dump."""
    build(root)
    expected = _dump(root)
    names = sorted(p for p in root.documents.rglob("*") if p.is_file())
    for seed in ("1", "77"):
        other = Root.at(tmp_path / f"elsewhere-{seed}")
        random.Random(seed).shuffle(names)  # noqa: S311 - nothing secret
        for path in names:
            target = other.documents / path.relative_to(root.documents)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        _run(other, PYTHONHASHSEED=seed)
        assert _dump(other) == expected


def _run(root: Root, **environment: str) -> None:
    subprocess.run(_command(root), check=True, env=os.environ | environment)


def _command(root: Root) -> list[str]:
    code = (
        "import sys; from pathlib import Path; from mouarchive.archive.database.build import build;"
        "from mouarchive.archive.locate import Root; build(Root.at(Path(sys.argv[1])), force=True)"
    )
    return [sys.executable, "-c", code, str(root.folder)]


@pytest.mark.slow
def test_nothing_changed_nothing_done_and_one_change_reads_one_file(root, make_pdf):
    """A second build reads nothing; a new file alone is read; the result is that of a build from nothing."""
    build(root)
    before = root.database.stat()
    assert not build(root).built
    assert root.database.stat().st_ino == before.st_ino
    digest = make_pdf(root.documents / "pupil-data" / "v3.pdf", "3.0", ["Something new here."])
    _edit(root, 'url = "https://example.org/3.pdf"', f'file = "v3.pdf"\nsha256 = "{digest}"')
    report = build(root)
    assert (report.built, report.files_read, report.files_unchanged) == (True, 1, 4)
    expected = _dump(root)
    shutil.rmtree(root.database.parent)
    build(root)
    assert _dump(root) == expected


def _cached(root):
    return [path for path in root.cache.rglob("*") if path.is_file()]


def test_what_an_older_build_kept_in_one_folder_is_found(root):
    """Entries are spread over folders by the first letters of the name; those of one are moved there."""
    build(root)
    for path in _cached(root):
        path.replace(root.cache / path.name)
    (root.cache / "odd").mkdir()
    assert build(root, force=True).files_unchanged == 4
    assert {path.parent.name for path in _cached(root)} == {path.name[:2] for path in _cached(root)}


def test_cache_keeps_nothing_that_is_out_of_date_or_damaged(root):
    """Entries of files that are gone are dropped; a damaged entry is read anew."""
    build(root)
    assert len(_cached(root)) == 12  # a document, what was taken from it and what it hides, for each file
    for path in _cached(root):
        path.write_bytes(b"damaged")
    expected = _dump(root)
    assert build(root, force=True).files_read == 4
    assert _dump(root) == expected
    shutil.rmtree(root.documents / "visa-data")
    build(root)
    assert len(_cached(root)) == 6


def test_bad_pdf_never_stops_the_rest(root):
    """A file that is no PDF is listed with the reason, all else is built, and the report says so."""
    bad = b"<html>not a PDF</html>"
    (root.documents / "visa-data" / "v1.0.pdf").write_bytes(bad)
    text = (root.documents / "visa-data" / "agreement.toml").read_text()
    old = text.split('sha256 = "')[1][:64]
    _edit(root, old, hashlib.sha256(bad).hexdigest(), "visa-data")
    report = build(root)
    assert report.exit_code == 1
    assert len(report.problems) == 1
    assert report.problems[0].startswith("documents/visa-data: v1.0.pdf: not a PDF")
    assert build(root).problems == report.problems
    with open_store(root.database) as store:
        assert [v.state for v in store.versions("visa-data")] == ["withheld", "unread", "held", "registered"]
        assert store.copies(version="visa-data@1.0")[0].state == "unreadable"
        assert [w.code for w in store.warnings(version="visa-data@1.0")] == ["not-pdf"]
        assert len(store.versions("pupil-data", held_only=True)) == 2


def test_broken_record_leaves_the_database_as_it_was(root):
    """A record with a fault stops the build before anything is written."""
    build(root)
    expected = _dump(root)
    _edit(root, 'title = "pupil-data"', "title = 3")
    with pytest.raises(RecordError):
        build(root)
    assert _dump(root) == expected


def test_damaged_or_foreign_database_is_made_anew(root):
    """A database that cannot be read is no obstacle: it is derived, and derived again."""
    build(root)
    expected = _dump(root)
    root.database.write_bytes(b"rubbish" * 1000)
    assert build(root).built
    assert _dump(root) == expected


@pytest.mark.slow
def test_kill_at_any_moment_leaves_the_last_good_database(root):
    """SIGKILL at twelve moments of a build: the database is whole each time, and a rerun finishes the job."""
    build(root)
    expected = _dump(root)
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for _ in range(12):
        child = subprocess.Popen(_command(root), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 1.5))
        child.send_signal(signal.SIGKILL)
        child.wait()
        with contextlib.closing(sqlite3.connect(root.database)) as conn:
            assert conn.execute("pragma integrity_check").fetchone() == ("ok",)
        assert _dump(root) == expected
    for path in root.database.parent.glob(f"{files.TEMPORARY}*"):
        os.utime(path, (1, 1))  # as if the run had been killed long ago
    build(root, force=True)
    assert _dump(root) == expected
    assert list(root.database.parent.glob(f"{files.TEMPORARY}*")) == []


def test_two_builds_at_once_both_succeed(root):
    """Two builds of the same archive at the same time both end well, and the database is whole."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            build(root, force=True)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert build(root).built is False


def test_nth_failure_of_the_disk_leaves_a_whole_database_and_one_line(root, monkeypatch):
    """Whichever sync or rename fails: one line, the old or the new database whole, no file left behind."""
    _edit(root, 'status = "final"', 'status = "draft"')
    build(root)
    new = _dump(root)
    _edit(root, 'status = "draft"', 'status = "final"')
    build(root)
    old = _dump(root)
    _edit(root, 'status = "final"', 'status = "draft"')
    for at in range(1, 30):
        with monkeypatch.context() as patch:
            _fail_at(patch, at, root)
            message = _failure_of(lambda: build(root))
        if message is None:
            break
        assert "\n" not in message
        assert "No space left on device" in message
        assert _dump(root) in (old, new)
        assert list(root.database.parent.glob(f"{files.TEMPORARY}*")) == []
    assert 2 < at < 29
    assert _dump(root) == new


def _fail_at(patch: pytest.MonkeyPatch, at: int, root: Root) -> None:
    """Make the at-th sync, rename or opening of a file in db/ fail as on a full disk."""
    calls = 0

    def failing(real):
        def call(*args, **kwargs):
            nonlocal calls
            if threading.current_thread() is threading.main_thread() and _ours(args[0], root):
                calls += 1
                if calls == at:
                    raise OSError(28, "No space left on device", str(root.database.parent))
            return real(*args, **kwargs)

        return call

    for name in ("fsync", "replace", "open"):
        patch.setattr(os, name, failing(getattr(os, name)))


def _failure_of(work) -> str | None:
    try:
        work()
    except MouarchiveError as error:
        return str(error)
    return None


def _ours(first: object, root: Root) -> bool:
    return isinstance(first, int) or str(first).startswith(str(root.database.parent))


def test_ensure_built_returns_a_database_that_can_be_read(root):
    """`ensure_built` builds what is missing and tells how far reading is, then the look for hidden text."""
    told: list[tuple[int, int, str]] = []
    path = ensure_built(root, lambda done, total, what: told.append((done, total, what)))
    assert path.is_file()
    assert [(done, total) for done, total, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)] * 2


def test_file_that_changes_while_it_is_read_is_said(root, monkeypatch):
    """Bytes other than those that were hashed are never stored under the hash."""

    def wrong(items):
        return [("0" * 64, path) for _, path in items][:1]

    monkeypatch.setattr(readings, "sorted", wrong, raising=False)
    with pytest.raises(MouarchiveError, match="changed while it was being read"):
        build(root)
    assert not root.database.exists()


def test_full_disk_while_the_database_is_written_is_one_line(root, monkeypatch):
    """SQLite's own "database or disk is full" is one line that names the folder; the old database stays."""
    build(root)
    expected = _dump(root)

    def full(*_args):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("mouarchive.archive.database.build.finish", full)
    with pytest.raises(MouarchiveError, match="disk is full"):
        build(root, force=True)
    assert _dump(root) == expected
    assert list(root.database.parent.glob(f"{files.TEMPORARY}*")) == []


def test_site_search_of_plain_tables_works(root):
    """The full-text table names its content in double quotes: else plain Datasette ignores searches."""
    build(root)
    with contextlib.closing(sqlite3.connect(root.database)) as conn:
        sql = conn.execute("select sql from sqlite_master where name = 'clauses_fts'").fetchone()[0]
    assert 'content="clauses"' in sql
    assert "unicode61 remove_diacritics 2" in sql


def test_archive_is_read_from_any_place(root, monkeypatch):
    """A build touches nothing under documents/."""
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in root.documents.rglob("*") if p.is_file()}
    monkeypatch.chdir("/")
    build(root)
    assert {
        p: (p.stat().st_mtime_ns, p.read_bytes()) for p in root.documents.rglob("*") if p.is_file()
    } == before
    assert isinstance(root.database, Path)
