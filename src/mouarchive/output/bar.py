"""The progress bar."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mouarchive.output.safe import safe_line
from mouarchive.output.terminal import console

__all__ = ["Bar"]

_PATIENCE = 1.0  # seconds of work before a bar is worth drawing


class Bar:
    """A bar on stderr that first shows itself when the work has lasted a second."""

    def __init__(self, title: str) -> None:
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
