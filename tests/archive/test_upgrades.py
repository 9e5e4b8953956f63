"""A newer reader may find other words in the same bytes: an upgrade of the reading, no change of the text."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from mouarchive.answers.history import History, course
from mouarchive.answers.standing import Standings, standing, upgraded
from mouarchive.archive.database import fingerprints, readings, upgrades
from mouarchive.archive.database.build import build
from mouarchive.archive.database.readings import Reading
from mouarchive.archive.database.rows import UpgradeRow
from mouarchive.archive.database.upgrades import Kept, kept_readings
from mouarchive.archive.store.store import Store, open_store
from mouarchive.model import Clause, Segmentation
from mouarchive.output import as_json

OLDER = "pdfium 6000 / pypdf 4.0.0 / mouarchive-reading 1"


def reading(*clauses: Clause, sha256: str = "a" * 64, engine: str = "reader 2") -> Reading:
    return Reading(sha256, engine, (), Segmentation(clauses))


def first_of(root, version: str) -> Path:
    """Where the first reading of this version's copy is kept."""
    with open_store(root.database) as store:
        return root.readings / str(store.version(version).sha256) / "0001"


def make_older(path: Path, *, without: str = "", **words: str) -> None:
    """Turn a kept reading into an older reader's: other words for some clauses, one not found."""
    old = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Kept)
    clauses = tuple(
        replace(clause, text=words.get(f"c{clause.eid.replace('.', '_')}", clause.text))
        for clause in old.clauses
        if clause.eid != without
    )
    faked = replace(old, engine=OLDER, code="0123", day="2020-02-02", clauses=clauses)
    path.write_bytes(zlib.compress(msgspec.msgpack.encode(faked)))


@pytest.fixture
def upgraded_root(root):
    """An archive of which one copy was read otherwise by an older reader: a typo, and a clause not found."""
    build(root)
    make_older(first_of(root, "pupil-data@1.0"), without="2.1.3", c2_1_1="Horne address")
    build(root, force=True)
    return root


@pytest.fixture
def store(upgraded_root) -> Store:
    with open_store(upgraded_root.database) as opened:
        yield opened


def test_an_upgrade_says_what_was_read_otherwise_and_by_which_reader(store) -> None:
    """The older words, the newer ones, both readers' names, and no other copy's."""
    (one,) = store.upgrades()
    assert (one.version, one.old_engine) == ("pupil-data@1.0", OLDER)
    assert one.new_engine == store.version("pupil-data@1.0").engine
    assert (one.modified, one.only_new, one.only_old) == (1, 1, 0)
    told = {new: (kind, diff) for kind, _, new, diff in one.differences}
    assert told["2.1.3"][0] == "added"
    assert "".join(text for step, text in told["2.1.1"][1] if step != "insert") == "Horne address"
    assert one.seen
    assert one.touches("2.1.1")
    assert not one.touches("2.1.2")


def test_an_upgrade_is_no_change_between_versions(root) -> None:
    """The differences between two versions, and every lineage, are the same with and without an upgrade."""
    build(root)

    def told():
        with open_store(root.database) as store:
            found = store.comparison("pupil-data@1.0", "pupil-data@2.1")
            return found, store.lineages("pupil-data"), store.clauses("pupil-data@1.0")

    before = told()
    make_older(first_of(root, "pupil-data@1.0"), c2_1_1="Horne address")
    build(root, force=True)
    assert told() == before


def test_nothing_is_said_where_both_readers_agree(root) -> None:
    """Another reader with the same words, or with other white space alone, is no upgrade."""
    build(root)
    make_older(first_of(root, "pupil-data@1.0"))
    make_older(first_of(root, "visa-data@1.0"), c2_1_1="Home  address")
    build(root, force=True)
    with open_store(root.database) as store:
        assert store.upgrades() == ()


def test_each_build_by_the_same_reader_adds_nothing(upgraded_root) -> None:
    """Once a reading is kept, building again keeps it as it is: the same database, the same files."""

    def state():
        with open_store(upgraded_root.database) as store:
            files = {path: path.read_bytes() for path in upgraded_root.readings.rglob("*") if path.is_file()}
            return store.upgrades(), files

    before = state()
    build(upgraded_root, force=True)
    assert state() == before


def test_an_older_build_s_cache_counts_as_the_first_reading(root) -> None:
    """Where no reading was kept yet, what older code left in the cache is what was read before."""
    build(root)
    with open_store(root.database) as store:
        sha256 = str(store.version("pupil-data@1.0").sha256)
    shutil.rmtree(root.readings)
    (own,) = root.cache.rglob(f"{sha256}-reading-*")
    old = msgspec.msgpack.decode(zlib.decompress(own.read_bytes()), type=Reading)
    clauses = tuple(replace(clause, text=clause.text.upper()) for clause in old.cut.clauses)
    faked = replace(old, engine=OLDER, cut=replace(old.cut, clauses=clauses))
    data = zlib.compress(msgspec.msgpack.encode(faked))
    own.with_name(f"{sha256}-reading-{'0' * 16}").write_bytes(data)
    build(root, force=True)
    with open_store(root.database) as store:
        (one,) = store.upgrades()
    assert one.old_engine == OLDER
    assert one.modified > 0
    assert not list(root.cache.rglob(f"{sha256}-reading-{'0' * 16}"))


def test_readings_are_kept_in_order_and_only_where_they_differ(tmp_path) -> None:
    """Three readers, of which two agree, leave two readings; a damaged one counts as none."""
    first, second = Clause("1", "1", None, "one", 1, 1), Clause("1", "1", None, "two", 1, 1)
    for day, clause, engine in (("01", first, "A"), ("02", first, "B"), ("03", second, "C")):
        found = kept_readings(
            tmp_path / "readings", tmp_path / "cache", [reading(clause, engine=engine)], f"2026-01-{day}"
        )
    chain = found["a" * 64]
    assert [(one.engine, one.day, one.clauses) for one in chain] == [
        ("A", "2026-01-01", (first,)),
        ("C", "2026-01-03", (second,)),
    ]
    folder = tmp_path / "readings" / ("a" * 64)
    (folder / "0001").write_bytes(b"damaged")
    (folder / "notes.txt").write_text("not ours")
    found = kept_readings(tmp_path / "readings", tmp_path / "cache", [reading(second, engine="C")])
    assert [one.engine for one in found["a" * 64]] == ["C"]


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path) -> None:
    """Without room for readings the build goes on; only their history is missing."""
    (tmp_path / "readings").write_text("a file where the folder should be")
    found = kept_readings(tmp_path / "readings", tmp_path / "cache", [reading()])
    assert len(found["a" * 64]) == 1


def test_readings_of_a_reader_under_repair_do_not_pile_up(tmp_path) -> None:
    """At most twenty readings of a copy are looked at."""
    for number in range(upgrades._MOST + 5):
        clause = Clause("1", "1", None, f"reading {number}", 1, 1)
        found = kept_readings(tmp_path / "readings", tmp_path / "cache", [reading(clause)], "2026-01-01")
    assert len(found["a" * 64]) == upgrades._MOST


def test_status_and_history_tell_of_upgrades(store) -> None:
    """The archive's standing lists them, and a clause's history says where it was read otherwise before."""
    told = as_json.standings(Standings((standing(store, store.agreement("pupil-data")),)))
    (one,) = told["agreements"][0]["upgrades"]
    assert (one["old_engine"], one["modified"], one["only_new"]) == (OLDER, 1, 1)
    row = store.lineage_of("pupil-data@1.0", "2.1.1")
    (lineage,) = as_json.history(History("2.1.1", (course(store, row),)))["lineages"]
    assert [len(step["upgrades"]) for step in lineage["steps"]] == [1, 0]
    assert lineage["steps"][1]["kind"] == "unchanged"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"modified": 2}, "2 clauses (2 in other words)"),
        ({"only_new": 1, "only_old": 1}, "2 clauses (1 found only now, 1 no longer found)"),
        ({"renumbered": 1}, "1 clause (1 under another number)"),
    ],
)
def test_an_upgrade_in_words(counts, said) -> None:
    """It is called what it is, with how many clauses are read otherwise and by which readers."""
    zero = dict.fromkeys(("modified", "only_old", "only_new", "renumbered"), 0)
    names = {"id": "a@1/1/1", "agreement": "a", "version": "a@1", "sha256": "a" * 64, "number": 1}
    row = UpgradeRow(
        **names, seen="2026-01-02", old_engine="A", new_engine="B", old_code=None, new_code=None,
        old_pages_read=1, new_pages_read=1,
        differences=(("modified", "1", "1", []),) * sum(counts.values()), **zero | counts,
    )  # fmt: skip
    assert upgraded(row) == (
        "technical upgrade, no change of the agreement: the same bytes are read otherwise since 2026-01-02, "
        f"{said}; read by A before, by B since"
    )
    assert upgraded(replace(row, new_engine="A")).endswith("read by A with other rules")


def test_what_is_kept_is_tied_to_the_code(root, monkeypatch) -> None:
    """Code that reads otherwise under the same engine's name is told by its fingerprint."""
    monkeypatch.setattr(upgrades, "clauses_code", lambda: "f" * 64)
    clause = Clause("1", "1", None, "one", 1, 1)
    found = kept_readings(root.readings, root.cache, [reading(clause)], "2026-01-01")
    assert found["a" * 64][0].code == "f" * 16
    assert fingerprints.clauses_code()[:16] != "f" * 16
    assert readings.earlier_reading(root.cache, "b" * 64) is None
