"""`diff` in every format, of two files and of a series."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

SPECIMEN = "specimen-pupil-data"


@pytest.fixture(scope="module", autouse=True)
def _archive(project):
    patch = pytest.MonkeyPatch()
    patch.setenv("MOUARCHIVE", str(project))
    yield
    patch.undo()


def test_every_format_says_the_same(run, first, second):
    """The removed clause, the renumbered one and the changed word are told in each format."""
    told = {
        form: run("diff", first, second, "--format", form) for form in ("text", "html", "md", "csv", "json")
    }

    for form, (code, out, err) in told.items():
        assert (code, err) == (0, ""), form
        assert "(Once collected) Nationality of the child" in out, form
        assert "twelve" in out, form
        assert "2.3" in out, form


def test_word_goes_to_a_file_or_a_pipe(run, process, first, second, tmp_path):
    """A Word file is written whole to a file, or as it is into a pipe."""
    target = tmp_path / "redline.docx"
    assert run("diff", first, second, "--format", "docx", "-o", target)[0] == 0
    piped = process("diff", first, second, "--format", "docx").stdout

    assert target.read_bytes() == piped
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(piped)).namelist()


def test_a_series(run):
    """--all compares each held version with the next, in order."""
    code, out, _ = run("diff", "--all", SPECIMEN, "--format", "json")
    pairs = json.loads(out)["comparisons"]

    assert code == 0
    assert len(pairs) >= 3
    assert [pair["old"]["name"] for pair in pairs[1:]] == [pair["new"]["name"] for pair in pairs[:-1]]
    _, one, _ = run("diff", pairs[0]["old"]["name"], pairs[0]["new"]["name"], "--format", "json")
    assert json.loads(one)["changes"] == pairs[0]["changes"]


def test_a_series_in_one_table(run):
    """A series as CSV has one header."""
    _, out, _ = run("diff", "--all", SPECIMEN, "--format", "csv", "--only", "removed")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"), newline="")))

    assert {row["kind"] for row in rows} == {"removed"}
    assert len({row["old_version"] for row in rows}) > 1


def test_one_clause_of_a_series(run):
    """With --clause only the pairs that have the clause are told; a clause that none has is an error."""
    code, out, _ = run("diff", "--all", SPECIMEN, "--clause", "15.2.6")
    assert code == 0
    assert "Nationality" in out

    code, _, err = run("diff", "--all", SPECIMEN, "--clause", "99.9")
    assert code == 2
    assert "no version of specimen-pupil-data that is held has a clause 99.9" in err


@pytest.mark.parametrize(
    "words",
    [(), ("only-one.pdf",), ("a.pdf", "b.pdf", "--all", SPECIMEN), ("--all", "dfe-home-office-pupil-data")],
)
def test_what_cannot_be_meant(run, words):
    """Two texts, or a series with at least two texts held, and nothing in between."""
    code, out, err = run("diff", *words)

    assert code in {1, 2}
    assert out == ""
    assert err.count("\n") == 1


def test_side_by_side(run, first, second):
    """--side-by-side sets older and newer words in columns."""
    _, out, _ = run("diff", first, second, "--side-by-side")

    assert any("[-six-]" in line and " │ " in line and "{+twelve+}" in line for line in out.splitlines())


@pytest.mark.parametrize(
    ("name", "starts"),
    [("r.docx", b"PK"), ("r.html", b"<!doctype html>"), ("r.HTM", b"<!doctype html>"), ("r.md", b"# "),
     ("r.csv", b"\xef\xbb\xbfold_version"), ("r.json", b"{"), ("redline", b"")],
)  # fmt: skip
def test_the_ending_of_the_file_says_the_format(run, first, second, tmp_path, name, starts):
    """-o redline.docx is Word without another word; a name without an ending is text, as on the screen."""
    code, _, err = run("diff", first, second, "-o", tmp_path / name)

    assert (code, err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(starts)


def test_a_format_that_is_named_goes_before_the_ending(run, first, second, tmp_path):
    """Who says --format means it."""
    assert run("diff", first, second, "--format", "md", "-o", tmp_path / "r.txt")[0] == 0
    assert (tmp_path / "r.txt").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("command", [("diff", "r.xlsx"), ("show", "r.docx")])
def test_an_ending_that_nothing_has_is_refused(run, first, second, tmp_path, command):
    """Text in a file called redline.xlsx helps nobody: the endings that are possible are named."""
    name, file = command
    code, out, err = run(name, first, *([second] if name == "diff" else []), "-o", tmp_path / file)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "nothing is written here with this ending" in err
    assert ".html" in err
    assert not (tmp_path / file).exists()


def test_exit_code_says_whether_they_differ(run, first, second, tmp_path):
    """With --exit-code 0 means no difference, 1 some, 2 a problem; without it a difference is no failure."""
    (tmp_path / "no.pdf").write_text("no PDF")

    assert run("diff", first, second)[0] == 0
    assert run("diff", first, second, "--exit-code")[0] == 1
    assert run("diff", first, second, "--exit-code", "--summary")[0] == 1
    assert run("diff", first, first, "--exit-code")[0] == 0
    assert run("diff", first, tmp_path / "no.pdf")[0] == 1
    assert run("diff", first, tmp_path / "no.pdf", "--exit-code")[0] == 2
    assert run("diff", first, second, "--exit-code", "--clause", "1.1")[0] == 0


def test_author_and_date_of_tracked_changes(run, first, second, tmp_path):
    """They stand on the changes of a Word file, and are refused elsewhere, as is what is no day."""
    target = tmp_path / "r.docx"
    assert (
        run("diff", first, second, "-o", target, "--author", "A. Solicitor", "--date", "2016-10-07")[0] == 0
    )
    xml = zipfile.ZipFile(target).read("word/document.xml").decode()

    assert 'w:author="A. Solicitor" w:date="2016-10-07T00:00:00Z"' in xml
    assert run("diff", first, second, "--author", "A. Solicitor")[0] == 2
    assert run("diff", first, second, "-o", target, "--date", "yesterday")[0] == 2
