"""The command as a whole: help, exit codes, and problems said in one line."""

from __future__ import annotations

import subprocess
import sys

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
