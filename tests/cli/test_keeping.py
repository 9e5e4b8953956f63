"""`init` and `add`: starting an archive and taking releases in."""

from __future__ import annotations

import hashlib

import pytest

from mouarchive.cli import add as add_module


def test_init(run, tmp_path):
    """`init` makes the folders and says what comes next; a second time it changes nothing."""
    code, out, err = run("init", tmp_path / "mine")

    assert (code, err) == (0, "")
    assert "take in a release with: mouarchive add FILE.pdf" in out
    assert sorted(p.name for p in (tmp_path / "mine").iterdir() if p.is_dir()) == ["db", "documents"]
    assert run("init", tmp_path / "mine")[0] == 0


def test_an_empty_archive(run, fresh):
    """An archive without agreements is no problem: it says that it is empty."""
    assert run("status")[1] == "The archive is empty: take in a PDF with mouarchive add.\n"
    assert "0 agreements" in run("build")[1]
    assert run("trace", "nationality")[0] == 0
    assert fresh.is_dir()


def test_add(run, fresh, first, second):
    """A release goes into the record byte for byte, with a receipt; the next of its series is recognised."""
    name = ("--agreement", "pupils", "--title", "Pupils", "--party", "A", "--party", "B")
    code, out, err = run("add", first, *name, "--label", "1.0", "--disclosed", "2016-12")

    assert (code, err) == (0, "")
    sha256 = hashlib.sha256(first.read_bytes()).hexdigest()
    assert f"sha256 {sha256}, {first.stat().st_size} bytes, 9 clauses" in out
    (stored,) = (fresh / "documents" / "pupils").glob("*.pdf")
    assert stored.read_bytes() == first.read_bytes()
    _, out, _ = run("add", second, "--label", "2.1")
    assert "taken in as pupils@2.1" in out
    assert "  agreement: pupils (" in out
    assert "1 removed" in run("diff", "1.0", "2.1")[1]


def test_add_twice(run, fresh, first):
    """The same bytes are never taken in twice."""
    run("add", first, "--agreement", "pupils", "--title", "Pupils", "--label", "1.0")
    before = (fresh / "documents" / "pupils" / "agreement.toml").read_bytes()
    code, out, _ = run("add", first, "--agreement", "pupils", "--label", "2.0")

    assert (code, "held already as pupils@1.0" in out) == (0, True)
    assert (fresh / "documents" / "pupils" / "agreement.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{first}"], 1, "it is not clear which agreement this belongs to; name it with --agreement"),
        (["{first}", "--agreement", "pupils", "--label", "1"], 1, "A new one needs its title: --title"),
        (
            ["{first}", "--agreement", "pupils", "--title", "P"],
            1,
            "prints no version label; give the label with --label",
        ),
        (["missing.pdf", "--agreement", "pupils"], 1, "missing.pdf: no such file"),
        (
            ["{first}", "--agreement", "../x", "--title", "P", "--label", "1"],
            1,
            "cannot be an agreement's name",
        ),
        (["{first}", "--disclosed", "last May"], 2, "last May is no date; write 2015-12-18, 2015-07 or 2015"),
        (["{first}", "{first}", "--label", "1"], 2, "one label cannot stand for several files"),
        (["{first}", "--status", "secret"], 2, "'secret' is not one of"),
    ],
)
def test_what_cannot_be_added(run, fresh, first, arguments, code, said):
    """What is refused is one line with the reason and the option to give; nothing is written."""
    result = run("add", *[argument.replace("{first}", str(first)) for argument in arguments])

    assert (result[0], result[1], result[2].count("\n")) == (code, "", 1)
    assert said in result[2]
    assert list((fresh / "documents").iterdir()) == []


def test_questions_on_a_terminal(run, fresh, first, monkeypatch):
    """On a terminal what cannot be known is asked for, and then what a refusal says is missing."""
    answers = {"Made public": "2016-12-15", "Agreement": "pupils", "Title": "Pupils", "Version label": "1.0"}
    asked = []

    def answer(question, default=None, **_):
        asked.append(question.split(" (")[0].split(",")[0])
        return next((said for name, said in answers.items() if question.startswith(name)), default)

    monkeypatch.setattr(add_module.click, "prompt", answer)
    monkeypatch.setattr(add_module, "_on_a_terminal", lambda: True)
    code, out, _ = run("add", first)

    assert (code, "taken in as pupils@1.0" in out) == (0, True)
    assert asked[:4] == [
        "Made public on",
        "Public body that released it",
        "FOI request reference",
        "Address where it was published",
    ]
    assert set(asked[4:]) == {"Agreement", "Title of the new agreement", "Version label"}
    assert 'disclosed = "2016-12-15"' in (fresh / "documents" / "pupils" / "agreement.toml").read_text()


def test_no_questions_in_a_pipe(process, fresh, first):
    """Where nobody can answer, nothing is asked: the command says what is missing and ends."""
    done = process("add", first, cwd=fresh)

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
