"""CSV that a spreadsheet opens as text: a cell that begins like a formula is kept from being one.

JSON and the database stay exact; only the CSV of Datasette's table pages passes through here.

On its own: it stands round Datasette's own tables, which no page of ours makes.
"""

from __future__ import annotations

import csv
import io

from mouarchive.output.as_csv import harmless_cell
from mouarchive.site.headers import Asgi, Message, Receive, Scope, Send

__all__ = ["guarded_csv", "harmless", "harmless_cell"]


def harmless(text: str) -> str:
    """A CSV text with every cell made harmless; rows and order stay as they are."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow([harmless_cell(cell) for cell in row])
    return made.getvalue()


def guarded_csv(app: Asgi) -> Asgi:
    """Wrap `app`: an answer that is CSV is gathered, made harmless, and sent on in one piece."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(".csv"):
            await app(scope, receive, send)
            return
        gathered = _Gathered(send)
        await app(scope, receive, gathered.take)

    return wrapped


class _Gathered:
    """Holds an answer back until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        """Take one message; pass the whole answer on with its last part."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        headers = list(self._start.get("headers", []))
        body = bytes(self._body)
        # The page that shows a CSV in a text field says text/html; a download says text/csv.
        if _is_plain(headers):
            body = harmless(body.decode("utf-8", "replace")).encode()
            headers = [pair for pair in headers if pair[0].lower() != b"content-length"]
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_plain(headers: list[tuple[bytes, bytes]]) -> bool:
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    return kind.startswith((b"text/csv", b"text/plain"))
