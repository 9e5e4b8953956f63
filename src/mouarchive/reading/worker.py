"""The process that opens one untrusted PDF: `python -I -m mouarchive.reading.worker JOB`.

It limits itself before it looks at the file, writes messages, and is thrown away afterwards.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import msgspec

from mouarchive.reading.sandbox import confine
from mouarchive.reading.wire import End, Fault, Head, Job, Message, Note, framed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["main"]

_MADE_BEFORE_SEARCH = 100_000


def main(arguments: list[str]) -> int:
    """Do the one job given as JSON on the command line."""
    job = msgspec.json.decode(arguments[0], type=Job)
    confine(job)
    # Next to nothing that is made here refers to itself; searching for it every few hundred objects would
    # take a tenth of the time.
    gc.set_threshold(_MADE_BEFORE_SEARCH)
    encoder = msgspec.msgpack.Encoder()
    out = sys.stdout.buffer

    def send(message: Message) -> None:
        out.write(framed(encoder.encode(message)))
        out.flush()

    try:
        _work(job, send)
    except MemoryError:
        send(Fault("memory", "it needs more memory than a document may use"))
    return 0


def _work(job: Job, send: Callable[[Message], None]) -> None:
    from mouarchive.reading.gate import GateError, open_gate  # noqa: PLC0415 - after the limits are set

    try:
        gate = open_gate(job.fd)
    except GateError as error:
        send(Fault(error.code, str(error)))
        return
    if gate.pages > job.pages:
        send(Fault("limit", f"it has {gate.pages} pages, over the limit of {job.pages} (pages)"))
        return
    if job.image_pages:
        from mouarchive.reading.drawing.raster import paint_pages  # noqa: PLC0415 - as above, and only for pictures

        paint_pages(job, send)
        send(End())
        return
    send(Head(gate.pages, gate.info()))
    if job.check:
        from mouarchive.reading.redaction.check import check_file  # noqa: PLC0415 - as above, and only for a check

        check_file(job, gate, send)
        return
    from mouarchive.reading.pages import read_pages  # noqa: PLC0415 - as above

    if job.first_page == 1:
        for warning in gate.warnings():
            send(Note(warning))
    read_pages(job, gate, send)
    send(End())


if __name__ == "__main__":
    _status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # All is said. To take the libraries apart object by object would cost a quarter of a short file's time.
    os._exit(_status)
