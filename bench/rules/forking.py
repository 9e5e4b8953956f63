"""Work done in forked children, each of which may change this program as it likes and is thrown away."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

__all__ = ["DIES", "HANGS", "Answer", "Job", "answers"]

AT_ONCE = 2
CPU_FACTOR, CPU_MORE, WALL_FACTOR = 4.0, 20, 15
MOST_MEMORY = 6 << 30
MOST_SECONDS = 3600.0
HANGS, DIES = "hangs", "dies"


class Job(NamedTuple):
    """Work about something; `seconds`: what it takes without a change, 0 if that is not known.

    A child may use four times as much of the processor and a little more, fifteen times that on the clock.
    """

    about: Any
    work: Callable[[], bytes]
    seconds: float = 0.0


class Answer(NamedTuple):
    """What a job answered; `ended`: "", or `hangs` or `dies` where it did not answer."""

    about: Any
    data: bytes
    ended: str


class _Child(NamedTuple):
    about: Any
    pid: int
    pipe: int
    until: float
    folder: str


def answers(jobs: Iterable[Job], at_once: int = AT_ONCE) -> Iterator[Answer]:
    """Do jobs in children, so many at a time, and give the answers as they come; none outlives this."""
    waiting = iter(jobs)
    children: dict[int, _Child] = {}
    try:
        while True:
            while len(children) < at_once and (job := next(waiting, None)):
                child = _forked(job)
                children[child.pipe] = child
            if not children:
                return
            wait = max(0.0, min(child.until for child in children.values()) - time.monotonic())
            ready, _, _ = select.select(list(children), [], [], wait)
            late = [pipe for pipe, child in children.items() if child.until <= time.monotonic()]
            for pipe in ready or late[:1]:
                yield _answer(children.pop(pipe), answered=pipe in ready)
    finally:
        for child in children.values():
            _end(child, 0)


def _forked(job: Job) -> _Child:
    folder = tempfile.mkdtemp(prefix="rules-")
    out, into = os.pipe()
    pid = os.fork()
    if pid:
        os.close(into)
        limit = (job.seconds * CPU_FACTOR + CPU_MORE) * WALL_FACTOR if job.seconds else MOST_SECONDS
        return _Child(job.about, pid, out, time.monotonic() + limit, folder)
    status = 1
    try:
        os.setpgid(0, 0)
        os.close(out)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        if job.seconds:
            cpu = int(job.seconds * CPU_FACTOR + CPU_MORE)
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        answer = job.work()
        while answer:
            answer = answer[os.write(into, answer) :]
        status = 0
    finally:
        os._exit(status)


def _answer(child: _Child, *, answered: bool) -> Answer:
    if not answered:
        _end(child, 0)
        return Answer(child.about, b"", HANGS)
    data = b"".join(iter(lambda: os.read(child.pipe, 1 << 16), b""))
    status = _end(child, 1)
    if os.WIFSIGNALED(status):
        return Answer(child.about, b"", HANGS if os.WTERMSIG(status) == signal.SIGXCPU else DIES)
    return Answer(child.about, data, DIES if os.WEXITSTATUS(status) else "")


def _end(child: _Child, wait: float) -> int:
    """End a child with whatever it started, after so many seconds by force; return its status."""
    os.close(child.pipe)
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    until = time.monotonic() + wait
    while not pid and time.monotonic() < until:
        time.sleep(0.005)
        pid, status = os.waitpid(child.pid, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    if not pid:
        _, status = os.waitpid(child.pid, 0)
    shutil.rmtree(child.folder, ignore_errors=True)
    return status
