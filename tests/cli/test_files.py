"""`show` and `diff` on bare PDF files, with no archive at all."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mouarchive.answers.texts import load
from mouarchive.errors import UnreadableError
from mouarchive.reading.page_rules import Limits


def test_show(run, first):
    """Each clause is shown with its page, and the file with its SHA-256."""
    code, out, err = run("show", first)

    assert (code, err) == (0, "")
    assert hashlib.sha256(first.read_bytes()).hexdigest() in out
    assert "  2.2  · page 1\n    (Once collected) Nationality of the child\n" in out


@pytest.mark.parametrize("asked", ["2.2", "2.2.", "clause 2.2"])
def test_show_one_clause(run, first, asked):
    """One clause is found however its number is written."""
    code, out, _ = run("show", first, asked, "--format", "json")

    assert code == 0
    assert [(c["id"], c["text"]) for c in json.loads(out)["clauses"]] == [
        ("2.2", "(Once collected) Nationality of the child")
    ]


def test_show_a_clause_with_what_it_contains(run, first):
    """A clause brings the clauses inside it."""
    _, out, _ = run("show", first, "2", "--format", "json")

    assert [c["id"] for c in json.loads(out)["clauses"]] == ["2", "2.1", "2.2", "2.3"]


def test_diff(run, first, second):
    """A removed clause is removed, the one after it renumbered, a changed word changed, and nothing else."""
    code, out, err = run("diff", first, second)

    assert (code, err) == (0, "")
    assert "1 removed, 0 added, 1 modified (substantive), 7 unchanged; 1 renumbered, 0 moved" in out
    assert "[-(Once collected) Nationality of the child-]" in out
    assert "Records are destroyed [-six-]{+twelve+} months after" in out
    assert "Renumbered, words unchanged: 2.3 → 2.2" in out


def test_diff_json(run, first, second):
    """The JSON holds every clause, and its parts rebuild both texts."""
    _, out, _ = run("diff", first, second, "--format", "json")
    found = json.loads(out)

    assert found["summary"]["unchanged"] == 7
    assert len(found["changes"]) == 9
    for change in found["changes"]:
        for side, gone in (("old", "insert"), ("new", "delete")):
            if change[side]:
                words = "\n".join(filter(None, (change[side]["heading"], change[side]["text"])))
                assert "".join(text for op, text in change["diff"] if op != gone) == words


def test_same_file_twice(run, first):
    """A file compared with itself has no change."""
    _, out, _ = run("diff", first, first)

    assert "0 removed, 0 added, 0 modified, 9 unchanged; 0 renumbered, 0 moved" in out


def test_only_and_clause(run, first, second):
    """The list can be narrowed; the counts stay whole."""
    _, out, _ = run("diff", first, second, "--only", "removed", "--clause", "2", "--format", "json")
    found = json.loads(out)

    assert [change["kind"] for change in found["changes"]] == ["removed"]
    assert (found["hidden"], found["summary"]["modified"]) == (8, 1)


def test_output_file(run, first, second, tmp_path):
    """`-o` writes the file and nothing on the screen."""
    target = tmp_path / "redline.md"

    assert run("diff", first, second, "--format", "md", "-o", target) == (0, "", "")
    assert "<del>six</del><ins>twelve</ins>" in target.read_text("utf-8")


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_pipes_carry_utf8_without_escapes(process, first, second, environment):
    """In a pipe the output is UTF-8 without one escape sequence, whatever the locale."""
    done = process("diff", first, second, FORCE_COLOR="1", **environment)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "2.3 → 2.2" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout


def test_a_closed_pipe_is_no_problem(first):
    """`mouarchive show … | head -1` ends quietly."""
    script = f"{sys.executable} -m mouarchive show {first} --format json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, timeout=60, check=False
    )

    assert (done.stdout, done.stderr) == (b"{", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_a_full_output_is_one_line(first):
    """`mouarchive show … > full-disk/file` says so in one line, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mouarchive", "show", str(first)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"the output could not be written" in done.stderr


def test_a_pdf_from_a_pipe(first, second):
    """A text named "-" is read from standard input, and is said to come from there."""
    command = [sys.executable, "-m", "mouarchive", "diff", "-", str(second), "--format", "json"]
    done = subprocess.run(command, input=first.read_bytes(), capture_output=True, timeout=60, check=True)
    found = json.loads(done.stdout)

    assert (found["old"]["name"], found["old"]["file"]) == ("standard input", "-")
    assert found["old"]["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert found["summary"]["removed"] == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [(b"", "standard input: is empty"), (b"no PDF at all", "standard input: not a PDF")],
)
def test_a_pipe_without_a_pdf(sent, said, second):
    """What comes in on standard input is checked like any file."""
    command = [sys.executable, "-m", "mouarchive", "diff", "-", str(second)]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)

    assert done.returncode == 1
    assert said in done.stderr.decode()


def test_too_much_from_a_pipe(monkeypatch):
    """Standard input is read up to the limit of a file's size, no further."""
    monkeypatch.setattr("mouarchive.reading.DEFAULT", Limits(file_bytes=10), raising=False)
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"buffer": io.BytesIO(b"%PDF-1.7 and more")})())
    with pytest.raises(UnreadableError, match="over the limit of 10 bytes"):
        load(["-"])


def test_a_pipe_is_read_once(run):
    """Standard input cannot be both texts."""
    code, _, err = run("diff", "-", "-")

    assert code == 2
    assert "one text only" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "a.pdf", "b.pdf", "-o", "a.pdf"),
        ("diff", "a.pdf", "b.pdf", "-o", "./b.pdf"),
        ("diff", "a.pdf", "b.pdf", "-o", "linked.pdf"),
        ("diff", "a.pdf", "b.pdf", "-o", "archive/documents/redline.pdf"),
        ("diff", "a.pdf", "b.pdf", "-o", "archive/documents/mou/redline.docx"),
        ("show", "a.pdf", "--format", "json", "-o", "a.pdf"),
        ("cite", "a.pdf", "2.2", "--format", "text", "-o", "a.pdf"),
        ("cite", "--check", "list.txt", "-o", "list.txt"),
        ("trace", "nationality", "--format", "json", "-o", "archive/documents/x.json"),
    ],
)
def test_no_output_takes_the_place_of_what_is_read(run, first, second, tmp_path, monkeypatch, arguments):
    """An input, by whatever name, and whatever lies with an archive's originals, is refused in one line."""
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(first.read_bytes())
    Path("b.pdf").write_bytes(second.read_bytes())
    Path("linked.pdf").symlink_to("a.pdf")
    Path("list.txt").write_text("Nothing cited.\n", "utf-8")
    Path("archive/documents/mou").mkdir(parents=True)
    Path("archive/documents/mou/agreement.toml").write_text("", "utf-8")
    monkeypatch.setenv("MOUARCHIVE", str(tmp_path / "archive"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    code, out, err = run(*arguments)

    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert f"-o {Path(arguments[-1])}: " in err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
