"""Headers of every answer: what a browser may do with a page, and how long a copy of it is good.

One ASGI wrapper around the whole of Datasette, so that errors, static files and Datasette's own pages
are covered too. Every page is a function of (database, code, address): that is its ETag.

CSV is guarded, too: a cell that a spreadsheet could take for a formula is kept from being one. JSON and the
database stay exact.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any, Final

from mouarchive.output.as_csv import harmless_cell

__all__ = [
    "SECURITY",
    "Asgi",
    "Message",
    "Receive",
    "Scope",
    "Send",
    "guarded",
    "guarded_csv",
    "harmless",
    "harmless_cell",
    "inline_script_hashes",
    "page_policy",
    "table_policy",
]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

SECURITY: Final[tuple[tuple[str, str], ...]] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)

_CACHE = "public, max-age=60, s-maxage=86400, stale-while-revalidate=604800"
_ALLOWED_METHODS = frozenset({"GET", "HEAD"})


def inline_script_hashes() -> tuple[str, ...]:
    """CSP hashes of the inline scripts on Datasette's own pages, read from the installed Datasette."""
    import datasette  # noqa: PLC0415  heavy; only the site needs it

    folder = Path(datasette.__file__).parent / "templates"
    scripts = [
        script
        for name in ("_close_open_menus.html", "_codemirror_foot.html")
        for script in re.findall(r"<script>(.*?)</script>", (folder / name).read_text("utf-8"), re.DOTALL)
    ]
    scripts += ["DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;"]
    return tuple(_source_hash(script) for script in scripts)


def _source_hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _policy(scripts: Iterable[str] = (), style: str = "") -> str:
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            f"style-src 'self'{style}",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def page_policy() -> str:
    """Content-Security-Policy of our own pages: nothing inline at all."""
    return _policy()


def table_policy() -> str:
    """Content-Security-Policy of Datasette's table pages, which carry one style block and fixed scripts."""
    return _policy(inline_script_hashes(), " 'unsafe-inline'")


def guarded(app: Asgi, *, fingerprint: str, tables: str) -> Asgi:
    """Wrap `app`: refuse all but reading, answer 304 where nothing changed, add the headers.

    `fingerprint` names database and code; `tables` is the path under which Datasette's own pages stand.
    """
    own, datasettes = page_policy(), table_policy()

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        policy = datasettes if scope["path"].startswith(tables) else own
        if scope["method"] not in _ALLOWED_METHODS:
            headers = [*_base(policy), (b"allow", b"GET, HEAD")]
            await _short(send, 405, headers, b"This archive is read only.\n")
            return
        tag = _etag(fingerprint, scope)
        cacheable = not _has(scope["headers"], b"cookie", b"authorization")
        if cacheable and tag in _value(scope["headers"], b"if-none-match"):
            await _short(send, 304, [*_base(policy), (b"etag", tag), (b"cache-control", _CACHE.encode())])
            return
        await app(scope, receive, _finishing(send, policy, tag if cacheable else None))

    return wrapped


def _finishing(send: Send, policy: str, tag: bytes | None) -> Send:
    """Add to an answer's headers what it does not already say for itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if tag and message["status"] == 200 and not _has(headers, b"etag", b"set-cookie"):  # noqa: PLR2004
                dropped = {b"vary", b"cache-control", b"etag"}
                headers = [pair for pair in headers if pair[0].lower() not in dropped]
                headers += [
                    (b"etag", tag),
                    (b"cache-control", _CACHE.encode()),
                    (b"vary", b"Accept-Encoding"),
                ]
            headers = [
                (name, _inside(value) if name.lower() == b"location" else value) for name, value in headers
            ]
            present = {name.lower() for name, _ in headers}
            headers += [pair for pair in _base(policy) if pair[0] not in present]
            message = {**message, "headers": headers}
        await send(message)

    return sending


def _inside(location: bytes) -> bytes:
    """A redirect that stays on this site: two slashes, of either kind, would lead to another host."""
    return location if re.match(rb"/(?![/\\])", location) else b"/"


def _base(policy: str) -> list[tuple[bytes, bytes]]:
    pairs = (("content-security-policy", policy), *SECURITY)
    return [(name.encode(), value.encode()) for name, value in pairs]


def _etag(fingerprint: str, scope: Scope) -> bytes:
    path = scope.get("raw_path") or scope["path"].encode()
    digest = hashlib.sha256(fingerprint.encode() + b"\0" + path + b"?" + scope["query_string"])
    return f'W/"{digest.hexdigest()[:32]}"'.encode()


def _has(headers: Iterable[tuple[bytes, bytes]], *names: bytes) -> bool:
    return any(name.lower() in names for name, _ in headers)


def _value(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> bytes:
    return next((value for name, value in headers if name.lower() == wanted), b"")


async def _short(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8")] if body else []
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *plain]})
    await send({"type": "http.response.body", "body": body})


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
