"""The leak check, seen from the side that never parses: run the worker, gather what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mouarchive.model import Leak, LeakReport, Warn
from mouarchive.reading.child import Death, run
from mouarchive.reading.limits import DEFAULT, Limits
from mouarchive.reading.parent import job_for, opened, refusal
from mouarchive.reading.wire import End, Fault, Found, Head, Note, Started

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["check_leaks"]


def check_leaks(
    path: Path, limits: Limits = DEFAULT, *, progress: Callable[[int, int], None] | None = None
) -> LeakReport:
    """Look for text that a PDF carries and its pages do not show, in the limited worker.

    Found are: letters that nobody can see, whatever hides them; text outside the page; marks for redaction
    that were never applied; words of earlier revisions that are gone from the last one; comments; embedded
    files; names in the file's description of itself. The report says where and how much, never what.
    `progress` is called with pages done and pages in all. Raises UnreadableError as `read_pdf` does.
    """
    leaks: list[Leak] = []
    warnings: list[Warn] = []
    total = 0
    with opened(path, limits) as file:
        # `ocr` lifts the hard ceiling of computing time; each page is granted its own share.
        job = msgspec.structs.replace(job_for(path, file, limits, ocr=True), check=True)
        ended = False
        try:
            for message in run(job, limits.wall_seconds, limits.output_bytes):
                if isinstance(message, Found):
                    leaks.append(message.leak)
                elif isinstance(message, Note):
                    warnings.append(message.warn)
                elif isinstance(message, Head):
                    total = message.pages
                elif isinstance(message, Started) and progress is not None:
                    progress(message.page, total)
                elif isinstance(message, Fault):
                    raise refusal(path, message.code, message.message)
                ended = ended or isinstance(message, End)
        except Death as death:
            raise refusal(path, death.code, str(death)) from death
        if not ended:
            raise refusal(path, "crashed", "the check stopped before the end")
        return LeakReport(file.sha256, job.name, total, tuple(leaks), tuple(warnings))
