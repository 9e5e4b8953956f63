"""A copy with words under a box reaches nobody before a person has decided."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from reportlab.pdfgen.canvas import Canvas

from mouarchive import reading
from mouarchive.archive.database.build import build
from mouarchive.archive.intake.accession import AddOptions, add, decide
from mouarchive.archive.locate import Root
from mouarchive.archive.record.load import load_record
from mouarchive.archive.store.store import open_store
from mouarchive.errors import NotFoundError, RecordError, UnreadableError, UsageError

HIDDEN = "Quillfeather"


@pytest.fixture(scope="module")
def leaking(tmp_path_factory):
    """A failed redaction: the name is still there, under a black box."""
    path = tmp_path_factory.mktemp("in") / "release.pdf"
    page = Canvas(str(path), invariant=1)
    lines = (
        "Version 1.0",
        "1. Introduction",
        "1.1 The parties share data monthly.",
        f"1.2 Ask {HIDDEN} first.",
    )
    for number, line in enumerate(lines):
        page.drawString(72, 760 - 24 * number, line)
    page.rect(107, 684, 80, 14, stroke=0, fill=1)
    page.save()
    return path


@pytest.fixture(scope="module")
def taken(tmp_path_factory, leaking):
    """An archive that has taken it in, and the receipt."""
    root = Root.at(tmp_path_factory.mktemp("archive"))
    root.documents.mkdir()
    options = AddOptions(
        agreement="visas", title="Visas", disclosed="2020-01-02", url="https://example.org/x"
    )
    (receipt,) = add(root, [leaking], options, today="2024-01-01")
    return root, receipt


def dump(root: Root) -> str:
    with closing(sqlite3.connect(root.database)) as conn:
        return "\n".join(conn.iterdump())


def test_held_back_until_decided(taken):
    """No word, name, hash, size, address or place of it is in the database, and both commands exit with 1."""
    root, receipt = taken
    assert receipt.held_back
    assert HIDDEN not in repr(receipt)
    report = build(root)
    assert report.exit_code == 1
    assert "held back" in report.held_back[0]
    assert HIDDEN not in repr(report)
    text, data = dump(root), root.database.read_bytes()
    for word in (HIDDEN, receipt.sha256, receipt.stored.name, "release.pdf", "example.org", "share data"):
        assert word not in text
        assert word.encode() not in data
    with open_store(root.database) as store:
        (copy,) = store.copies()
        assert (copy.state, copy.file, copy.pages, copy.bytes) == ("held-back", None, None, None)
        assert not store.versions()[0].held
        with pytest.raises(NotFoundError):
            store.copy(receipt.sha256)
    assert build(root).exit_code == 1, "a second build says it again"

    decide(root, "visas@1.0", "hold-back", "A. Keeper", "a name", today="2024-01-02")
    assert build(root).exit_code == 0
    assert receipt.sha256 not in dump(root)

    decide(root, receipt.stored.name, "publish", "A. Keeper", "it is known anyway", today="2024-01-03")
    assert build(root).exit_code == 0
    with open_store(root.database) as store:
        copy = store.copy(receipt.sha256)
        assert (copy.decision, copy.decided_by, copy.decided_on) == ("publish", "A. Keeper", "2024-01-03")
        assert store.versions()[0].held
        assert HIDDEN not in dump(root), "what is under the box stays unread"


def test_a_decision_names_one_copy_who_and_why(taken):
    """A copy that is not there, a decision by nobody and a word that is none are refused."""
    root, _ = taken
    with pytest.raises(NotFoundError):
        decide(root, "visas@9.9", "publish", "A", "B")
    with pytest.raises(UsageError, match="--who"):
        decide(root, "visas@1.0", "publish", " ", "B")
    with pytest.raises(UsageError, match="no decision"):
        decide(root, "visas@1.0", "perhaps", "A", "B")
    toml = root.documents / "visas" / "agreement.toml"
    before = toml.read_text()
    toml.write_text(f'{before.split("decision =")[0]}decision = "publish"\n')
    with pytest.raises(RecordError, match="neither who decided"):
        load_record(root.documents)
    toml.write_text(before)


def test_what_could_not_be_checked_is_held_back(tmp_path, make_pdf, monkeypatch):
    """A file that nobody could look into is not published either; another build looks again."""
    root = Root.at(tmp_path)
    root.documents.mkdir()
    make_pdf(tmp_path / "in.pdf", "1.0", ["The parties share data monthly.", "Home address"])
    add(root, [tmp_path / "in.pdf"], AddOptions(agreement="visas", title="Visas"), today="2024-01-01")

    def busy(*_):
        raise UnreadableError("time", "took too long")

    with monkeypatch.context() as patched:
        patched.setattr(reading, "check_leaks", busy, raising=False)
        assert build(root).exit_code == 1
    assert build(root, force=True).exit_code == 0
