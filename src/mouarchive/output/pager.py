"""Long text shown a window at a time, by the pager that the reader has chosen ($PAGER, else less)."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import IO

__all__ = ["page"]

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
