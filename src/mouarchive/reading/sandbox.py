"""The worker takes from itself what a PDF must never have: time, memory, files, the network."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mouarchive.reading.wire import Job

__all__ = ["confine", "grant_seconds"]

_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000


def confine(job: Job) -> None:
    """Set the limits the system knows; one it does not know is left out (macOS has no RLIMIT_AS)."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_AS", job.memory_bytes),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", job.open_files),
        ("RLIMIT_CORE", 0),
    ):
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        try:
            _, hard = resource.getrlimit(limit)
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)  # noqa: PLW2901 - a lower limit set from outside stands
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue
    most = job.cpu_seconds + (job.pages * job.ocr_seconds_per_page if job.ocr else 0)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, most))
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (job.cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    _leave_network()


def grant_seconds(seconds: int) -> None:
    """Allow so many more seconds of computing time from now on: a page for OCR begins."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = max(soft, int(used.ru_utime + used.ru_stime) + seconds + 1)
    if soft == resource.RLIM_INFINITY:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == -1 else min(wanted, hard), hard))


def _leave_network() -> None:
    """On Linux, move to an empty network namespace where that is allowed; elsewhere nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    if os.geteuid() != 0 or unshare(_NEW_NETWORK) != 0:
        unshare(_NEW_USER | _NEW_NETWORK)
