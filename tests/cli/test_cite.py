"""`cite`, and `cite --check` on what time and people do to files and citations."""

from __future__ import annotations

import json
import shutil

import pytest

CITED = "(Once collected) Nationality of the child"


@pytest.fixture
def folder(first, second, tmp_path, monkeypatch):
    """A folder without an archive: two PDF files, and a list with a citation of the first."""
    monkeypatch.delenv("MOUARCHIVE", raising=False)
    for path in (first, second):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def listed(folder, run):
    """The list."""
    assert run("cite", "first.pdf", "2.2", "-o", "list.txt")[0] == 0
    return folder / "list.txt"


def test_a_bare_file(listed):
    """A PDF file without an archive is cited by its name, page, hash and words."""
    text = listed.read_text("utf-8")

    assert text.startswith("first.pdf, clause 2.2, page 1; file first.pdf, sha256 ")
    assert text.endswith(f": “{CITED}”\n")


def test_all_is_well(run, listed):
    """A citation whose bytes, clause, words and page are as cited is ok, with exit code 0."""
    code, out, err = run("cite", "--check", listed)

    assert (code, err) == (0, "")
    assert out == "ok      line 1: first.pdf, clause 2.2\n\n1 checked, 0 failed\n"


def test_a_list_in_markdown_is_checked_too(run, folder):
    """Markdown puts a backslash before signs of its own: the citation and its file are the same."""
    shutil.copy(folder / "first.pdf", folder / "a_b [1].pdf")
    assert run("cite", "a_b [1].pdf", "2.2", "--format", "md", "-o", "list.md")[0] == 0
    assert r"a\_b \[1\].pdf" in (folder / "list.md").read_text("utf-8")

    assert run("cite", "--check", folder / "list.md")[0] == 0


def _fails(run, listed, reason, *said, options=()):
    code, out, err = run("cite", "--check", listed, *options)

    assert code == 1
    assert err == f"mouarchive: {listed.name}: 1 of 1 citations failed\n"
    assert f"{reason}: " in out
    for words in said:
        assert words in out


@pytest.mark.parametrize(
    ("was", "now", "reason", "said"),
    [
        (CITED, "(Once collected) Religion of the child", "altered quote", CITED),
        ("Nationality", "nationality", "altered quote", CITED),
        ("clause 2.2", "clause 2.3", "wrong clause", "the quote stands in 2.2, not in 2.3"),
        ("clause 2.2", "clause 9.9", "wrong clause", "no clause 9.9; the quote stands in 2.2"),
        ("page 1", "page 7", "wrong page", "stands on page 1, not 7"),
        ("sha256", "sha257", "no citation", "no sha256"),
    ],
)
def test_an_altered_citation(run, listed, was, now, reason, said):
    """A citation that was altered fails and says what is wrong with it."""
    listed.write_text(listed.read_text("utf-8").replace(was, now), "utf-8")

    _fails(run, listed, reason, said)


def test_an_altered_byte(run, listed):
    """One byte more in the file, and its citations fail."""
    with (listed.parent / "first.pdf").open("ab") as file:
        file.write(b"\n")

    _fails(run, listed, "altered bytes", "first.pdf has the sha256")


def test_a_file_that_is_not_here(run, listed):
    """A citation of a file that is nowhere fails, and is found again where its folder is named."""
    elsewhere = listed.parent / "elsewhere"
    elsewhere.mkdir()
    (listed.parent / "first.pdf").rename(elsewhere / "renamed.pdf")

    _fails(run, listed, "unknown file", "--files")
    assert run("cite", "--check", listed, "--files", elsewhere)[0] == 0


def test_a_list_from_elsewhere_cannot_reach_out(run, listed):
    """A file name in a list does not lead out of the folders that are looked in."""
    outside = listed.parent / "inside"
    outside.mkdir()
    moved = listed.rename(outside / "list.txt")
    text = moved.read_text("utf-8").replace("file first.pdf", "file ../first.pdf")
    moved.write_text(text, "utf-8")
    (listed.parent / "first.pdf").rename(listed.parent / "first.txt")

    _fails(run, moved, "unknown file")


def test_results_for_a_program(run, listed):
    """--format json gives each verdict with its reason."""
    code, out, _ = run("cite", "--check", listed, "--format", "json")
    found = json.loads(out)

    assert code == 0
    assert (found["checked"], found["failed"]) == (1, 0)
    assert found["citations"] == [
        {"place": "line 1", "cited": "first.pdf, clause 2.2", "ok": True, "reason": "ok", "told": ""}
    ]


def test_csl_is_checked_too(run, folder):
    """A reference manager's file is as good as a list of lines."""
    run("cite", "first.pdf", "2.2", "--format", "csl", "-o", "list.json")

    assert run("cite", "--check", "list.json")[1].startswith("ok      entry 1: first.pdf, clause 2.2\n")
    assert folder


@pytest.fixture
def archived(project, tmp_path, monkeypatch):
    """A copy of the specimen series as an archive of its own."""
    name = "documents/specimen-pupil-data"
    shutil.copytree(project / name, tmp_path / name)
    monkeypatch.setenv("MOUARCHIVE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_a_version_of_the_archive(run, archived):
    """A version is cited with its release; an altered byte in the archive and a wrong version are found."""
    code, out, _ = run("cite", "specimen-pupil-data@1.0", "15.2.6")
    assert code == 0
    assert "clause 15.2.6, page 15; disclosed 2017-02-10, request SPEC-2016-001; file 2015" in out
    assert "[specimen: written for demonstration, never released by anyone]" in out

    listed = archived / "list.txt"
    listed.write_text(out, "utf-8")
    assert run("cite", "--check", listed)[0] == 0
    listed.write_text(out.replace("data@1.0", "data@2.1"), "utf-8")
    _fails(run, listed, "wrong version", "these bytes are specimen-pupil-data@1.0")
    listed.write_text(out, "utf-8")
    with (archived / "documents/specimen-pupil-data/20151218-final-v1.0-redacted.pdf").open("ab") as file:
        file.write(b"\n")
    _fails(run, listed, "altered bytes")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a VERSION and a CLAUSE"),
        (("first.pdf",), "name a VERSION and a CLAUSE"),
        (("first.pdf", "2.2", "--check", "first.pdf"), "alone"),
        (("--check", "first.pdf", "--format", "oscola"), "--check writes text"),
        (("first.pdf", "2.2", "--quote", "Religion"), "does not hold"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_use(run, words, said):
    """Wrong use is one line and exit code 2."""
    code, _, err = run("cite", *words)

    assert code == 2
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "holds no citation"), (b"\xff\xfe\x00", "no text in UTF-8")]
)
@pytest.mark.usefixtures("folder")
def test_no_list(run, content, said, tmp_path):
    """A file that is no list of citations is refused in one line."""
    (tmp_path / "list.txt").write_bytes(content)
    code, _, err = run("cite", "--check", "list.txt")

    assert code == 1
    assert said in err
