"""Where output goes: a terminal, a pager, a pipe or a file; the one place that decides on colour."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from mouarchive.errors import MouarchiveError, UsageError
from mouarchive.words import safe_line

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Bar",
    "console",
    "emit",
    "emit_bytes",
    "page",
    "progress",
]

_PIPE_WIDTH = 100
_WIDEST = 120  # longer lines are hard to read, however wide the window


def console(file: IO[str] | None = None, *, wide: bool = False) -> Console:
    """A console on `file` (stdout by default): colour only on a terminal that wants it.

    NO_COLOR (set to anything), TERM=dumb and everything that is no terminal give plain text with no escape
    sequence at all. Text is wrapped at the window's width (up to 120 characters, unless it is to be
    `wide`), in a pipe or file at COLUMNS or 100.
    """
    from rich.console import Console  # noqa: PLC0415 - loaded only when something is drawn

    stream = file if file is not None else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    made = Console(
        file=stream,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    given = os.environ.get("COLUMNS", "")
    if not given.isdigit():
        widest = made.width if wide else _WIDEST
        made.width = min(made.width, widest) if stream.isatty() else _PIPE_WIDTH
    return made


def emit(
    write: Callable[[IO[str]], object], output: Path | None = None, *, pager: bool | None = False
) -> None:
    """Let `write` fill stdout, or the file `output`: whole or not at all, in UTF-8.

    `pager` shows it through one where stdout is a terminal (None: where it does not fit in the window).
    Raises MouarchiveError where the file cannot be written.
    """
    if output is not None:
        text = io.StringIO(newline="")
        write(text)
        _write_file(output, text.getvalue().encode("utf-8", "backslashreplace"))
        return
    if pager is not False and sys.stdout.isatty():
        page(write, always=bool(pager))
        return
    # Pipes always carry UTF-8, so that JSON and Markdown are exact; a terminal keeps its own encoding.
    if not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    write(sys.stdout)
    sys.stdout.flush()


def emit_bytes(data: bytes, output: Path | None = None) -> None:
    """Write a file that is no text to `output`, whole or not at all, or into the pipe that stdout is.

    Raises UsageError where stdout is a terminal.
    """
    if output is not None:
        _write_file(output, data)
    elif sys.stdout.isatty():
        raise UsageError("this format is no text: name a file with -o FILE, or send it into a pipe")
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _write_file(output: Path, data: bytes) -> None:
    from mouarchive.archive.files import write_whole  # noqa: PLC0415 - loaded only when a file is written

    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)  # a device or pipe such as /dev/null: to be written to, never replaced
            return
        if not output.parent.is_dir():
            raise MouarchiveError(f"{output}: there is no folder {output.parent}; make it first")
        write_whole(output, data)
    except OSError as error:
        raise MouarchiveError(
            f"{output}: cannot be written ({error.strerror}); choose another place"
        ) from None


@contextlib.contextmanager
def progress(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on stderr, for work that turns out to take over a second, on a terminal only.

    Yields a function of (done, total, what): call it as often as there is something to say.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _done, _total, _what: None
        return
    with Bar(title) as bar:
        yield bar.update


_USUAL = "less"


class _Window(io.StringIO):
    """Text for a terminal: it has the terminal's colours and width, but is kept."""

    def isatty(self) -> bool:
        return True


def page(write: Callable[[IO[str]], object], *, always: bool = False) -> None:
    """Let `write` fill a pager; stdout itself where there is none, or where all fits into the window.

    An empty PAGER, PAGER=cat and TERM=dumb mean: no pager. `always` pages what would fit, too.
    """
    window = _Window()
    write(window)
    text = window.getvalue()
    command = shlex.split(os.environ.get("PAGER", _USUAL))
    fits = text.count("\n") < shutil.get_terminal_size().lines
    plain = not command or command == ["cat"] or os.environ.get("TERM") == "dumb"
    if plain or (fits and not always) or not _paged(command, text):
        sys.stdout.write(text)
        sys.stdout.flush()


def _paged(command: list[str], text: str) -> bool:
    """Whether the pager could be started; it has then shown the text."""
    # F: end at once where all fits; R: show colours; X: leave the text on the screen afterwards.
    surroundings = {"LESS": "FRX", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=surroundings)
    except OSError:
        return False
    assert pager.stdin is not None  # noqa: S101 - asked for above
    with contextlib.suppress(BrokenPipeError):  # the reader has had enough
        pager.stdin.write(text.encode("utf-8", "backslashreplace"))
    with contextlib.suppress(BrokenPipeError):
        pager.stdin.close()
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:
            continue  # the pager takes the key for itself
        return True


_PATIENCE = 1.0  # seconds of work before a bar is worth drawing


class Bar:
    """A bar on stderr that first shows itself when the work has lasted a second."""

    def __init__(self, title: str) -> None:
        from rich.progress import (  # noqa: PLC0415 - drawn on a terminal only
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )  # fmt: skip

        self._started = time.monotonic()
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[what]}", markup=False),
            console=console(sys.stderr),
            transient=True,
        )
        self._task = self._progress.add_task(title, total=None, what="")
        self._shown = False

    def update(self, done: int, total: int, what: str = "") -> None:
        """Say how many of how many are done, and what is being worked on."""
        if not self._shown and time.monotonic() - self._started >= _PATIENCE:
            self._progress.start()
            self._shown = True
        self._progress.update(self._task, completed=done, total=total, what=safe_line(what)[-40:])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._progress.stop()
