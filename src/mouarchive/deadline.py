"""A time by which an answer must be there, kept by our own loops as SQL keeps its own.

A thread can't be stopped from outside while it runs Python, so work that may grow with what a stranger asks
(each hit, clause, version, comparison) asks `check` once a turn. Where nobody set a deadline, as on the
command line, asking costs next to nothing and never stops anything.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from mouarchive.errors import TookTooLongError

__all__ = ["check", "within"]

_here = threading.local()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what runs inside, on this thread, so many seconds; an earlier deadline around it holds too.

    Raises TookTooLongError from `check`, at its first call after the time.
    """
    before: float | None = getattr(_here, "until", None)
    until = time.monotonic() + seconds
    _here.until = until if before is None else min(before, until)
    try:
        yield
    finally:
        _here.until = before


def check() -> None:
    """Raise TookTooLongError where this thread's deadline has passed."""
    until: float | None = getattr(_here, "until", None)
    if until is not None and time.monotonic() > until:
        raise TookTooLongError("This took too long. Ask for less at once, or try again later.")
