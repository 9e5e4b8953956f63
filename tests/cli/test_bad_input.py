"""Bad input: each case is one line that names what and where and what to do, with exit code 1 or 2."""

from __future__ import annotations

import os

import click
import pytest
from pypdf import PdfWriter

from mouarchive.cli import main


@pytest.fixture
def bad(tmp_path, first, monkeypatch):
    """A folder of files that cannot be read, and one that can; no archive around it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MOUARCHIVE", raising=False)
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "text.pdf").write_text("Dear all,\nplease find attached")
    (tmp_path / "page.pdf").write_text("<!DOCTYPE html><html><body>Not found</body></html>")
    (tmp_path / "cut.pdf").write_bytes(first.read_bytes()[:300])
    (tmp_path / "good.pdf").write_bytes(first.read_bytes())
    writer = PdfWriter(clone_from=first)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(tmp_path / "locked.pdf")
    return tmp_path


FILES = [
    ("missing.pdf", "missing.pdf: no such file"),
    ("folder.pdf", "folder.pdf: is a folder"),
    ("empty.pdf", "empty.pdf: is empty"),
    ("text.pdf", "text.pdf: not a PDF"),
    ("page.pdf", "page.pdf: not a PDF"),
    ("cut.pdf", "cut.pdf: "),
    ("locked.pdf", "locked.pdf: "),
    ("./no/such/place.pdf", "place.pdf: no such file"),
    ("a\x1b[2Jb\n.pdf", ".pdf: no such file"),
]


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize(("name", "said"), FILES)
@pytest.mark.parametrize("command", [("show",), ("diff", "good.pdf")])
def test_files_that_cannot_be_read(run, command, name, said):
    """A file that cannot be read is named with what is wrong; there is no output and no traceback."""
    code, out, err = run(*command, name)

    assert (code, out) == (1, "")
    assert err.startswith("mouarchive: ")
    assert said in err
    assert err.count("\n") == 1
    assert "\x1b" not in err


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "Missing argument 'VERSION'"),
        (["diff", "good.pdf"], "name two texts, OLD and NEW"),
        (["show", "good.pdf", "9.9"], "no clause 9.9"),
        (["show", "good.pdf", "--format", "pdf"], "'pdf' is not one of"),
        (["show", "good.pdf", "--colour"], "No such option '--colour'"),
        (["diff", "good.pdf", "good.pdf", "--only", "gone"], "--only gone: not one of added, removed"),
        (["diff", "good.pdf", "good.pdf", "--clause", "9.9"], "neither version has a clause 9.9"),
        (["diff", "good.pdf", "good.pdf", "--context", "few"], "few: give a number of words, or all"),
    ],
)
def test_wrong_use(run, arguments, said):
    """Wrong use is one line that says what was meant to stand there, with exit code 2."""
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("bad")
@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only there")
def test_a_name_that_is_no_utf8(process):
    """A file name that is not UTF-8 is shown byte by byte, under LC_ALL=C too."""
    done = process("show", os.fsdecode(b"caf\xe9.pdf"), LC_ALL="C")

    assert done.returncode == 1
    assert b"caf" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_nothing_is_written_half(run, bad):
    """A problem leaves no output file behind."""
    code, _, _ = run("diff", bad / "good.pdf", bad / "empty.pdf", "-o", bad / "out.txt")

    assert code == 1
    assert not (bad / "out.txt").exists()


def test_an_unwritable_place(run, first):
    """A place that cannot be written is named."""
    code, _, err = run("show", first, "-o", "/nowhere/out.txt")

    assert (code, err) == (1, "mouarchive: /nowhere/out.txt: there is no folder /nowhere; make it first\n")


def test_every_command_has_help_with_an_example(run):
    """Every command says what it does, explains each option, and gives an example."""
    for name in main.list_commands(None):
        command = main.get_command(None, name)
        code, out, _ = run(name, "--help")

        assert code == 0
        assert command.help
        assert command.examples
        assert all(f"mouarchive {name}" in example for example in command.examples)
        assert all(example in out for example in command.examples)
        options = [param for param in command.params if isinstance(param, click.Option)]
        assert [option.name for option in options if not option.help] == []
