"""Where output goes."""

from __future__ import annotations

import os
import sys

import pytest

from mouarchive.errors import MouarchiveError, UsageError
from mouarchive.output.terminal import emit, emit_bytes, progress


def test_a_file_is_written_whole(tmp_path):
    """`-o` replaces the file in one step, readable like any new file."""
    target = tmp_path / "out.txt"
    target.write_text("before")
    emit(lambda file: file.write("naïve “text”\n"), target)

    assert target.read_text("utf-8") == "naïve “text”\n"
    assert target.stat().st_mode & 0o044 == 0o044
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_failure_leaves_the_file_as_it_was(tmp_path):
    """If writing fails half way, the file keeps its last good state and nothing is left beside it."""
    target = tmp_path / "out.txt"
    target.write_text("before")

    def fail(file):
        file.write("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        emit(fail, target)

    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_place_that_cannot_be_written(tmp_path):
    """A folder that is not there is named in one line."""
    with pytest.raises(MouarchiveError, match=r"nowhere/out.txt: there is no folder .*; make it first"):
        emit(lambda file: file.write("x"), tmp_path / "nowhere" / "out.txt")


def test_a_device_is_written_to(tmp_path):
    """A pipe or device is never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    emit(lambda file: file.write("text"), pipe)

    assert (os.read(reader, 10), pipe.is_fifo()) == (b"text", True)


def test_bytes_are_not_written_to_a_terminal(monkeypatch):
    """A Word file on the screen is noise: a file or a pipe is asked for."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    with pytest.raises(UsageError, match="name a file with -o FILE"):
        emit_bytes(b"PK")


def test_a_device_that_takes_nothing(tmp_path):
    """What the system says against it is passed on in one line."""
    with pytest.raises(MouarchiveError, match=r"cannot be written \(.*\); choose another place"):
        emit_bytes(b"PK", tmp_path)


def test_no_progress_in_a_pipe(capsys):
    """Where stderr is no terminal, progress says nothing."""
    with progress("Reading") as tell:
        tell(1, 2, "a.pdf")

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_progress_on_a_terminal(monkeypatch, capsys, patience, shown):
    """On a terminal a bar appears on stderr once the work has lasted a second, and not before."""
    monkeypatch.setattr("mouarchive.output.terminal._PATIENCE", patience)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with progress("Reading") as tell:
        tell(1, 2, "a\x1b[2J.pdf")
    out, err = capsys.readouterr()

    assert out == ""
    assert ("Reading" in err) == shown
    assert "\x1b[2J.pdf" not in err
