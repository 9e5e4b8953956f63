"""The command as a whole: help, exit codes, and problems said in one line."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mouarchive.cli import main
from mouarchive.cli.group import Command, Commands
from mouarchive.errors import MouarchiveError, NotFoundError, RecordError, UnreadableError


def _group_raising(error):
    """A command group with one command that raises."""

    @click.command(cls=Command, examples=("x fail",))
    def fail():
        raise error

    class One(Commands):
        def get_command(self, ctx, cmd_name):  # noqa: ARG002 - click's signature
            return fail if cmd_name == "fail" else None

    return One(name="x", sections={"All": ("fail",)}, examples=())


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (MouarchiveError("it could not; do this"), 1, ["mouarchive: it could not; do this"]),
        (UnreadableError("not-a-pdf", "a.pdf: not a PDF"), 1, ["mouarchive: a.pdf: not a PDF"]),
        (NotFoundError("no agreement 'x'; is it 'y'?"), 2, ["mouarchive: no agreement 'x'; is it 'y'?"]),
        (
            RecordError(["a.toml: one", "a.toml: two"]),
            1,
            ["mouarchive: a.toml: one", "mouarchive: a.toml: two"],
        ),
        (click.ClickException("odd"), 1, ["mouarchive: odd"]),
        (click.BadParameter("bad value."), 2, ["mouarchive: Invalid value: bad value; see x fail --help"]),
        (KeyboardInterrupt(), 130, ["mouarchive: stopped before it was done; nothing is left half written"]),
        (BrokenPipeError(), 0, []),
        (
            OSError(errno.ENOSPC, "full"),
            1,
            ["mouarchive: the output could not be written (full); free some space, or write it elsewhere"],
        ),
        (MouarchiveError("two\nlines\x1b[31m"), 1, ["mouarchive: two lines[U+001B][31m"]),
    ],
)
def test_each_problem_is_one_line(error, code, said):
    """A problem is one safe line on stderr, with the exit code of its kind."""
    result = CliRunner().invoke(_group_raising(error), ["fail"])

    assert (result.exit_code, result.stderr.strip().splitlines(), result.stdout) == (code, said, "")


def test_a_bug_is_not_hidden():
    """An unexpected exception is a bug: it may crash, so that somebody mends it."""
    result = CliRunner().invoke(_group_raising(ZeroDivisionError("bug")), ["fail"])

    assert isinstance(result.exception, ZeroDivisionError)


def test_unknown_command():
    """An unknown command is wrong use: one line and exit code 2."""
    result = CliRunner().invoke(main, ["frobnicate"])

    assert (result.exit_code, result.stderr) == (
        2,
        "mouarchive: No such command 'frobnicate'; see mouarchive --help\n",
    )


def test_without_arguments_the_help_is_shown():
    """`mouarchive` alone says how it is used, with exit code 2."""
    result = CliRunner().invoke(main, [])

    assert result.exit_code == 2
    assert "Usage: mouarchive" in result.stderr


def test_help_loads_nothing_heavy():
    """`mouarchive --help` imports none of the libraries that read PDFs, serve pages or draw on terminals."""
    heavy = "datasette pypdf pypdfium2 docx sqlite_utils PIL rich rapidfuzz tomlkit msgspec httpx"
    program = (
        "import sys; from mouarchive.cli import main\n"
        "try: main(['--help'], prog_name='mouarchive')\n"
        "except SystemExit as end: assert not end.code\n"
        f"print('LOADED', *(set({heavy.split()}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "LOADED"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mouarchive di", {"diff"}),
        ("mouarchive sea", {"search"}),
        ("mouarchive diff --exit", {"--exit-code"}),
        ("mouarchive search --in ", {"text", "added", "removed"}),
        ("mouarchive trace --by d", {"dated", "disclosed"}),
        ("mouarchive show --format h", {"html"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_options_and_words(line, offered, shell):
    """Each shell is offered the commands, the options and the words that an option takes."""
    *before, last = line.split(" ")
    asked = {"COMP_WORDS": line if shell != "fish" else " ".join(before), "COMP_CWORD": str(len(before))}
    if shell == "fish":
        asked["COMP_CWORD"] = last
    done = subprocess.run(
        [sys.executable, "-m", "mouarchive"],
        env={**os.environ, **asked, "_MOUARCHIVE_COMPLETE": f"{shell}_complete"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    found = set(re.findall(r"[\w-]+", done.stdout))

    assert (done.returncode, done.stderr) == (0, "")
    assert offered <= found
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_of_the_page_make_a_completion(shell):
    """What docs/lawyer.md puts into the shell's start-up file is a script that calls the program."""
    page = (Path(__file__).parents[2] / "docs" / "lawyer.md").read_text("utf-8")
    assert f"_MOUARCHIVE_COMPLETE={shell}_source mouarchive" in page
    done = subprocess.run(
        [sys.executable, "-m", "mouarchive"],
        env={**os.environ, "_MOUARCHIVE_COMPLETE": f"{shell}_source"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    if shell == "bash" and "requires" in done.stderr + done.stdout:
        pytest.skip("no bash of version 4.4 or later here, which completion needs")
    assert done.returncode == 0
    assert f"_MOUARCHIVE_COMPLETE={shell}_complete" in done.stdout
