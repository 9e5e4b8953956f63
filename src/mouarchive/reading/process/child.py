"""Run the worker: its messages as they come, and one sentence for each way it can die.

What holds a worker from outside stands here: the clock, the length of what it says, its surroundings.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

import msgspec

from mouarchive.reading.engine import SWITCH
from mouarchive.reading.page_rules import WORKER
from mouarchive.reading.process.wire import Job, Message, Widen, unframed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Death", "run"]

_PIPE_BYTES = 65_536  # fact: what a pipe holds
_PASSED_ON = (
    *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT", "TESSDATA_PREFIX", "VIRTUAL_ENV"),
    SWITCH,
)


class Death(Exception):  # noqa: N818 - not an error of ours: what became of the worker
    """The worker ended without finishing: `code` is a stable word, the text what happened."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def run(job: Job, wall_seconds: float, output_bytes: int) -> Iterator[Message]:
    """Start one worker and yield what it says; raises Death where it ends badly.

    Each page that needs OCR widens the time allowed by its own limit. Whatever happens, no process of
    the worker's group is left behind.
    """
    clock = _Clock(wall_seconds)
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "mouarchive.reading.process.worker", msgspec.json.encode(job).decode()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        pass_fds=(job.fd,),
        start_new_session=True,
        cwd="/",
    )
    stderr = bytearray()
    try:
        decoder = msgspec.msgpack.Decoder(Message)
        for told in _messages(process, clock, output_bytes, stderr):
            try:
                message = decoder.decode(told)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise Death("crashed", "the reader's answer was cut short") from error
            if isinstance(message, Widen):
                clock.widen(min(message.seconds, job.ocr_seconds_per_page))
            else:
                yield message
        status = process.wait(timeout=WORKER.farewell)
        if status:
            raise _death(status, _words(stderr))
    finally:
        _end(process)


class _Clock:
    """How long a worker may still run. Time the caller spends between two messages does not count."""

    def __init__(self, seconds: float) -> None:
        self.left = self.allowed = seconds

    def widen(self, seconds: float) -> None:
        """Allow more seconds."""
        self.left += seconds
        self.allowed += seconds

    def wait(self, waiting: selectors.BaseSelector) -> list[tuple[selectors.SelectorKey, int]]:
        """What the worker has to say; raises Death when its time is over."""
        started = time.monotonic()
        ready = waiting.select(max(0.0, self.left))
        self.left -= time.monotonic() - started
        if self.left <= 0:
            raise Death("time", f"it takes longer than {self.allowed:g} seconds (wall_seconds)")
        return ready


def _messages(
    process: subprocess.Popen[bytes], clock: _Clock, output_bytes: int, stderr: bytearray
) -> Iterator[bytes]:
    """Complete messages of the worker's output, while time and the cap on its length last."""
    buffer = bytearray()
    received = 0
    assert process.stdout is not None  # noqa: S101 - both were asked for as pipes
    assert process.stderr is not None  # noqa: S101
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        waiting.register(process.stderr, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in clock.wait(waiting):
                source: IO[bytes] = key.fileobj  # type: ignore[assignment]
                data = os.read(source.fileno(), _PIPE_BYTES)
                if not data:
                    waiting.unregister(source)
                elif source is process.stderr:
                    stderr += data[: max(0, WORKER.stderr_bytes - len(stderr))]
                else:
                    received += len(data)
                    if received > output_bytes:
                        raise Death("limit", f"it yields more than {output_bytes} bytes (output_bytes)")
                    buffer += data
                    yield from unframed(buffer)
    if buffer:
        yield bytes(buffer)


def _environment() -> dict[str, str]:
    """No proxies, no tokens, nothing the worker has no use for; one OCR thread for each worker."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "PYTHONHASHSEED": "0"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker's whole group, then collect it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _words(stderr: bytearray) -> str:
    return bytes(stderr).decode("utf-8", "replace")


def _death(status: int, stderr: str) -> Death:
    """What an exit status means. PDFium aborts when memory runs out; so does a failed import."""
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return Death("time", "it takes more computing time than a document may use (cpu_seconds)")
    if "MemoryError" in stderr or status == -signal.SIGABRT:
        return Death("memory", "it needs more memory than a document may use (memory_bytes)")
    if status < 0:
        return Death("crashed", f"it made the reader crash ({signal.Signals(-status).name})")
    last = (
        stderr.strip().splitlines()[-1][: WORKER.said_characters]
        if stderr.strip()
        else f"exit status {status}"
    )
    return Death("crashed", f"the reader failed ({last})")
