"""Long text on a terminal goes through the reader's pager, and nowhere else."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys

import pytest

from mouarchive.output import terminal


class Screen(io.StringIO):
    """A stdout that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    """A terminal of 10 lines by 60."""
    made = Screen()
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((60, 10)))
    monkeypatch.setenv("TERM", "xterm")
    return made


@pytest.fixture
def pager(monkeypatch, tmp_path):
    """A pager that writes what it gets into a file."""
    target = tmp_path / "paged"
    program = f"import sys; open({str(target)!r}, 'w').write(sys.stdin.read())"
    monkeypatch.setenv("PAGER", shlex.join([sys.executable, "-c", program]))
    return target


LONG = "line\n" * 40


def _emit(screen, text, pager):
    with contextlib.redirect_stdout(screen):
        terminal.emit(lambda file: file.write(text), pager=pager)


def test_long_text_is_paged(screen, pager):
    """What does not fit into the window goes to the program that PAGER names."""
    _emit(screen, LONG, None)

    assert pager.read_text() == LONG
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("text", "asked"), [("short\n", None), (LONG, False)])
def test_no_pager(screen, pager, text, asked):
    """What fits, and what is not to be paged, is written to the terminal."""
    _emit(screen, text, asked)

    assert screen.getvalue() == text
    assert not pager.exists()


def test_a_pager_on_request(screen, pager):
    """With --pager even what fits is paged."""
    _emit(screen, "short\n", pager=True)

    assert pager.read_text() == "short\n"


@pytest.mark.parametrize("chosen", ["", "cat", "no-such-pager-anywhere --really"])
def test_no_such_pager(screen, monkeypatch, chosen):
    """Without a pager, or with one that is not there, the text is written all the same."""
    monkeypatch.setenv("PAGER", chosen)
    _emit(screen, LONG, pager=True)

    assert screen.getvalue() == LONG


@pytest.mark.usefixtures("pager")
def test_a_simple_terminal(screen, monkeypatch):
    """A terminal that cannot move its cursor gets no pager."""
    monkeypatch.setenv("TERM", "dumb")
    _emit(screen, LONG, pager=True)

    assert screen.getvalue() == LONG


def test_a_pager_that_stops_early(screen, monkeypatch):
    """A reader who leaves the pager before the end is no problem."""
    monkeypatch.setenv("PAGER", shlex.join([sys.executable, "-c", "pass"]))
    _emit(screen, "x" * 10_000_000, pager=True)

    assert screen.getvalue() == ""


def test_never_in_a_pipe(capsys, pager):
    """In a pipe there is no pager, even if one is asked for."""
    terminal.emit(lambda file: file.write(LONG), pager=True)

    assert capsys.readouterr().out == LONG
    assert not pager.exists()
