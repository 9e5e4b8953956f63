"""Where output goes: a terminal, a pipe or a file; the one place that decides on colour and width."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mouarchive.errors import MouarchiveError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "emit", "emit_bytes", "progress"]

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
        from mouarchive.output.pager import page  # noqa: PLC0415 - on a terminal only

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
    from mouarchive.output.bar import Bar  # noqa: PLC0415 - draws with rich

    with Bar(title) as bar:
        yield bar.update
