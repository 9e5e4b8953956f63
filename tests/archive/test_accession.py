"""Taking releases in: bytes kept, nothing overwritten, nothing half done, every guess said."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import tomllib

import pytest

from mouarchive.archive.database.build import build
from mouarchive.archive.database.readings import Reading
from mouarchive.archive.database.series import label_in_name
from mouarchive.archive.intake import accession
from mouarchive.archive.intake.accession import AddOptions, add, init_archive, with_copy
from mouarchive.archive.intake.incoming import file_name, propose, slug_of
from mouarchive.archive.record.load import load_record
from mouarchive.errors import MouarchiveError, UsageError
from mouarchive.model import Control, HistoryRow, Segmentation

NEW = AddOptions(
    agreement="school-data", title="School data", parties=("A", "B"), label="1.0", dated="2015-12-18"
)
ITEMS = ["The parties share data about schools with each other every single month.", "Home address", "School"]


@pytest.fixture
def empty(tmp_path):
    return init_archive(tmp_path / "archive")


@pytest.fixture
def release(tmp_path, make_pdf):
    path = tmp_path / "FOI release V1 0 REDACTED.pdf"
    make_pdf(path, "1.0", ITEMS)
    return path


def _toml(root, agreement="school-data"):
    return tomllib.loads((root.documents / agreement / "agreement.toml").read_text())


def test_init_makes_an_empty_archive_and_leaves_what_is_there(tmp_path):
    """Starting an archive twice changes nothing the second time."""
    root = init_archive(tmp_path / "a")
    (root.documents / "note.txt").write_text("mine")
    assert init_archive(tmp_path / "a") == root
    assert (root.documents / "note.txt").read_text() == "mine"
    assert load_record(root.documents).agreements == ()


def test_new_agreement_is_written_whole_and_can_be_built(empty, release):
    """A first release makes the folder, the record and a read-only copy with the same bytes."""
    before = release.read_bytes()
    (receipt,) = add(empty, [release], NEW, today="2026-11-23")
    assert (receipt.state, receipt.agreement, receipt.label) == ("added", "school-data", "1.0")
    assert receipt.stored.name == "20151218-v1.0-redacted.pdf"
    assert receipt.stored.read_bytes() == before == release.read_bytes()
    assert stat.S_IMODE(receipt.stored.stat().st_mode) == 0o444
    assert _toml(empty) == {
        "title": "School data",
        "parties": ["A", "B"],
        "version": [
            {
                "label": "1.0",
                "dated": "2015-12-18",
                "copy": [
                    {
                        "file": "20151218-v1.0-redacted.pdf",
                        "sha256": receipt.sha256,
                        "received_as": "FOI release V1 0 REDACTED.pdf",
                        "accessioned": "2026-11-23",
                    }
                ],
            }
        ],
    }
    assert build(empty).held == 1


def test_what_the_document_says_is_proposed_and_said(empty, release, make_pdf, tmp_path):
    """Label comes from the document, agreement from the clauses it shares; the receipt names both grounds."""
    add(empty, [release], NEW)
    build(empty)
    later = tmp_path / "later.pdf"
    make_pdf(later, "2.1", [ITEMS[0], "School", "Something else"])
    (receipt,) = add(empty, [later])
    assert (receipt.state, receipt.agreement, receipt.label) == ("added", "school-data", "2.1"), (
        receipt.message
    )
    assert [key for key, _, _ in receipt.proposed][:2] == ["agreement", "label"]
    assert [v["label"] for v in _toml(empty)["version"]] == ["1.0", "2.1"]


def test_same_bytes_are_taken_in_once(empty, release, tmp_path):
    """A file that is held already changes nothing, whatever its name; the receipt says where it is."""
    add(empty, [release], NEW)
    text = (empty.documents / "school-data" / "agreement.toml").read_bytes()
    again = tmp_path / "other name.pdf"
    again.write_bytes(release.read_bytes())
    (receipt,) = add(empty, [again], NEW)
    assert receipt.state == "known"
    assert "held already as school-data@1.0" in receipt.message
    assert (empty.documents / "school-data" / "agreement.toml").read_bytes() == text


def test_second_copy_of_a_version_stands_beside_the_first(empty, release, make_pdf, tmp_path):
    """Another release of the same version is a second copy with a name of its own."""
    other = tmp_path / "second redacted.pdf"
    make_pdf(other, "1.0", ["blacked out otherwise"])
    more = AddOptions("school-data", label="v1.0", dated="2015-12-18")
    receipts = [*add(empty, [release], NEW), *add(empty, [other], more)]
    assert [r.stored.name for r in receipts] == ["20151218-v1.0-redacted.pdf", "20151218-v1.0-redacted-2.pdf"]
    assert len(_toml(empty)["version"][0]["copy"]) == 2


RECORD = """# our own remark
title = "School data"   # as printed

# ---- drafts
[[version]]
label = "0.1"
held  = false           # withheld
exemption = "FOIA s.35"

[[version]]
label = "1.0"

  [[version.copy]]
  # to be fetched
  url = "https://example.org/1.pdf"
  disclosed = "2017-02"

[[phrase]]
text = "nationality"
"""


def test_comments_and_order_stay_and_a_registered_copy_is_filled_in():
    """Writing keeps every comment and key; a copy registered with the same address gets its file."""
    after = with_copy(
        RECORD, "1.0", {"status": "final"}, {"file": "a.pdf", "url": "https://example.org/1.pdf"}
    )
    assert "\n\n[[version]]" in with_copy(after, "3.0", {}, {"file": "b.pdf"})
    for line in ("# our own remark", "# as printed", "# ---- drafts", "# withheld", "# to be fetched"):
        assert line in after
    copies = tomllib.loads(after)["version"][1]["copy"]
    assert copies == [{"url": "https://example.org/1.pdf", "disclosed": "2017-02", "file": "a.pdf"}]
    assert tomllib.loads(after)["version"][1]["status"] == "final"
    assert list(tomllib.loads(after)) == ["title", "version", "phrase"]


def test_withheld_version_becomes_held_and_new_version_is_added():
    """`held = false` goes when the text comes, its exemption stays; a new label is a new version."""
    after = tomllib.loads(with_copy(RECORD, "v0.1", {}, {"file": "d.pdf"}))
    assert after["version"][0] == {"label": "0.1", "exemption": "FOIA s.35", "copy": [{"file": "d.pdf"}]}
    after = tomllib.loads(
        with_copy(RECORD, "2.1", {"dated": None}, {"file": "n.pdf", "exemptions": ("s.40",)})
    )
    assert after["version"][2] == {"label": "2.1", "copy": [{"file": "n.pdf", "exemptions": ["s.40"]}]}
    assert after["phrase"] == [{"text": "nationality"}]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (AddOptions(), "it is not clear which agreement this belongs to; name it with --agreement"),
        (AddOptions("school-data"), "A new one needs its title: --title"),
        (AddOptions("School Data", title="x"), "cannot be an agreement's name; use school-data"),
        (AddOptions("../x", title="x"), "cannot be an agreement's name; use x"),
        (AddOptions("x", title="x", label="a/b"), "would not be a good record"),
        (AddOptions("x", title="x", status="done"), "would not be a good record"),
        (AddOptions("x", title="x", url="nonsense"), "would not be a good record"),
    ],
)
def test_what_is_not_known_is_asked_for_and_nothing_is_written(empty, release, options, words):
    """A file is refused in one line that names the option to give; no folder and no file appear."""
    (receipt,) = add(empty, [release], options)
    assert receipt.state == "refused"
    assert words in receipt.message
    assert list(empty.documents.iterdir()) == []


def test_file_without_a_label_is_not_given_the_one_in_its_name(empty, make_pdf, tmp_path):
    """A label in a file's name misleads; it is named as a hint only."""
    path = tmp_path / "Final V0 1.pdf"
    make_pdf(path, "unnumbered", ["text"])
    (receipt,) = add(empty, [path], AddOptions("school-data", title="x"))
    assert receipt.state == "refused"
    assert "give the label with --label (its name says 0.1" in receipt.message


def test_bad_options_are_wrong_use(empty, release):
    """A date that is none, and one label for two files, are said before anything is read."""
    with pytest.raises(UsageError, match="is no date"):
        add(empty, [release], AddOptions(dated="18.12.2015"))
    with pytest.raises(UsageError, match="one label"):
        add(empty, [release, release], NEW)


def test_refused_file_stops_none_of_the_others(empty, release, tmp_path):
    """What is no PDF, empty or missing is refused in a line each; the good file is taken in."""
    (tmp_path / "page.pdf").write_text("<html>")
    (tmp_path / "empty.pdf").write_bytes(b"")
    files = [tmp_path / "page.pdf", release, tmp_path / "none.pdf", tmp_path / "empty.pdf", tmp_path]
    options = AddOptions("school-data", title="School data")
    states = [receipt.state for receipt in add(empty, files, options)]
    assert states == ["refused", "added", "refused", "refused", "refused"]


def test_damaged_pdf_is_kept_when_its_place_is_named(empty, tmp_path):
    """A PDF that cannot be read is evidence all the same: with its place named its bytes are kept."""
    path = tmp_path / "damaged.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"rubbish" * 50)
    (receipt,) = add(empty, [path], AddOptions("school-data", title="x"))
    assert receipt.state == "refused"
    assert "cannot be read" in receipt.message
    (receipt,) = add(empty, [path], NEW)
    assert receipt.state == "added"
    assert "kept, but it cannot be read" in receipt.message
    report = build(empty)
    assert (report.held, report.exit_code) == (0, 1)


@pytest.mark.parametrize("known", [False, True])
def test_nth_failure_leaves_the_record_as_it_was(empty, release, monkeypatch, known):
    """Whichever sync, link or rename fails: one line, nothing half written, and a rerun succeeds."""
    if known:
        (empty.documents / "school-data").mkdir()
        text = 'title = "School data"\n[[version]]\nlabel = "0.1"\n'
        (empty.documents / "school-data" / "agreement.toml").write_text(text)
    incoming = accession._read(release)
    monkeypatch.setattr(accession, "_read", lambda _path: incoming)  # reading is not what fails here
    for at in range(1, 30):
        with monkeypatch.context() as patch:
            _fail_at(patch, at)
            message = _failure_of(lambda: add(empty, [release], NEW))
        if message is None:
            break
        assert "\n" not in message
        assert "No space left" in message
        record = load_record(empty.documents)  # whole: every file named is there, and none is unnamed
        assert record.warnings == ()
    assert at > 4
    (receipt,) = add(empty, [release], NEW)
    assert receipt.state == "known"
    versions = _toml(empty)["version"]
    assert [copy["sha256"] for v in versions for copy in v.get("copy", ())] == [_digest(release)]


def _failure_of(work) -> str | None:
    try:
        work()
    except MouarchiveError as error:
        return str(error)
    return None


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fail_at(patch: pytest.MonkeyPatch, at: int) -> None:
    calls = 0

    def failing(real):
        def call(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(errno.ENOSPC, "No space left on device", "disk")
            return real(*args, **kwargs)

        return call

    for name in ("fsync", "link", "replace"):
        patch.setattr(os, name, failing(getattr(os, name)))


def test_copy_left_by_a_killed_run_is_taken_up(empty, release):
    """A PDF copied in before a kill, named by no copy yet, is not copied twice."""
    add(empty, [release], NEW)
    (empty.documents / "school-data" / "agreement.toml").unlink()
    folder = empty.documents / "school-data"
    (folder / "agreement.toml").write_text('title = "School data"\n[[version]]\nlabel = "0.1"\n')
    (receipt,) = add(empty, [release], NEW)
    assert receipt.state == "added"
    assert sorted(p.name for p in folder.iterdir()) == ["20151218-v1.0-redacted.pdf", "agreement.toml"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("20151218 DfE HO Final V0 1 REDACTED.PDF.pdf", "0.1"),
        ("DfE HO Final v2.0 Redacted.pdf", "2.0"),
        ("mou_v1_2_final.pdf", "1.2"),
        ("version-3-1.pdf", "3.1"),
        ("SPEC v1.0 final_redacted (2).pdf", "1.0"),
        ("HC 1234 v 2015.pdf", None),
        ("review10.2.pdf", None),
        ("annex.pdf", None),
    ],
)
def test_label_in_a_file_name(name, label):
    """A label in a file's name is a v or "version" before two small numbers."""
    assert label_in_name(name) == label


def test_names_made_by_the_archive_are_plain():
    """Folder and file names hold small letters, figures, hyphens and full stops only."""
    assert slug_of("DfE / Home Office: pupil-data (Übersicht)") == "dfe-home-office-pupil-data-ubersicht"
    assert file_name("Umbrella 2019/..", "final", "2019-01-31", "x.pdf") == "20190131-final-umbrella-2019.pdf"
    assert file_name("1.0", None, None, "X REDACTED.PDF") == "v1.0-redacted.pdf"


def test_two_accessions_at_once_both_succeed(empty, make_pdf, tmp_path):
    """Two people adding at the same moment wait for each other; both releases are in the record."""
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    make_pdf(paths[0], "1.0", ["One."])
    make_pdf(paths[1], "2.0", ["Two."])
    states: list[str] = []

    def run(path):
        options = AddOptions("school-data", title="School data")
        states.extend(receipt.state for receipt in add(empty, [path], options))

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["added", "added"]
    assert sorted(v["label"] for v in _toml(empty)["version"]) == ["1.0", "2.0"]


@pytest.mark.slow
def test_kill_at_any_moment_loses_nothing_and_a_rerun_finishes(empty, make_pdf, tmp_path):
    """SIGKILL at eight moments: the record is whole, what was reported is there, a rerun ends the job."""
    paths = []
    for label in ("1.0", "2.0", "3.0"):
        paths.append(tmp_path / f"{label}.pdf")
        make_pdf(paths[-1], label, [f"Text of {label}."])
    code = (
        "import sys; from pathlib import Path; from mouarchive.archive.intake.accession import *;"
        "from mouarchive.archive.locate import Root;"
        "[print(r.sha256, flush=True) for p in sys.argv[2:] for r in"
        " add(Root.at(Path(sys.argv[1])), [Path(p)], AddOptions('school-data', title='S'))]"
    )
    command = [sys.executable, "-c", code, str(empty.folder), *map(str, paths)]
    chance = random.Random(11)  # noqa: S311 - nothing secret
    for _ in range(8):
        shutil.rmtree(empty.documents)
        empty.documents.mkdir()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            time.sleep(chance.uniform(0.3, 2.5))
            child.send_signal(signal.SIGKILL)
            reported = child.stdout.read().split() if child.stdout else []
        record = load_record(empty.documents)
        held = [c.digest for a in record.agreements for v in a.versions for c in v.copies]
        assert set(reported) <= set(held)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        record = load_record(empty.documents)
        assert record.warnings == ()
        assert [v.label for v in record.agreements[0].versions] == ["1.0", "2.0", "3.0"]
        assert all(len(v.copies) == 1 for v in record.agreements[0].versions)


def test_date_may_stand_in_the_documents_own_history():
    """Where the cover prints no date, the row of the history for the document's own label gives it."""
    rows = (HistoryRow("0.1", "2015-04-13", "", 9), HistoryRow("V1.0", "2015-12-18", "", 9))
    cut = Segmentation((), control=Control("Version 1.0", None, "FINAL", None, rows))
    proposal = propose(Reading("a", "engine", (), cut), "x.pdf")
    assert (proposal.label, proposal.status, proposal.dated) == ("1.0", "final", "2015-12-18")
