"""Fetching the copies that are registered with an address and not held yet."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

import msgspec
from msgspec.structs import replace

from mouarchive.archive.files import TEMPORARY, finger_file, plain_errors
from mouarchive.archive.intake.accession import AddOptions, Receipt, add
from mouarchive.archive.locate import Root
from mouarchive.archive.record.load import load_record
from mouarchive.archive.record.values import Agreement, Copy, Record, Version
from mouarchive.errors import UnreadableError
from mouarchive.rules import Tolerances, Why

__all__ = [
    "FetchLimits",
    "RefusedError",
    "checked_target",
    "download",
    "fetch",
]

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16
"""Bytes taken at a time: the limits are asked after each."""

Resolve = Callable[[str], list[str]]


class RefusedError(UnreadableError):
    """The address may not or could not be fetched; the text is one line without the address."""

    def __init__(self, message: str) -> None:
        super().__init__("not-fetched", message)


class FetchLimits(Tolerances, frozen=True):
    """What one download may cost."""

    size: Annotated[
        int, Why("bytes", "the largest releases are scans of 100 MB; the reader takes no more")
    ] = 200_000_000
    seconds: Annotated[float, Why("s", "in all: a slow host sends the largest file in two minutes")] = 120.0
    silence: Annotated[float, Why("s", "without a byte; a host that is busy answers sooner")] = 20.0
    redirects: Annotated[int, Why("redirects", "publishers move a file once or twice; more is a loop")] = 5


class _Target(msgspec.Struct, frozen=True):
    """An address that was checked, and the numeric address to connect to."""

    host: str
    path: str
    address: str


def _resolve(host: str) -> list[str]:
    """Every address of a host name. Raises OSError."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


def checked_target(url: str, hosts: Collection[str], resolve: Resolve = _resolve) -> _Target:
    """Check an address before anything is sent. Raises RefusedError with the reason."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(f"the address cannot be read ({error})") from None
    host = (parts.hostname or "").rstrip(".").casefold()
    if parts.scheme != "https":
        raise RefusedError(f"only https is fetched, not {parts.scheme or 'an address without scheme'}")
    if parts.username is not None or parts.password is not None or port not in (None, 443):
        raise RefusedError("an address with a user name or a port of its own is not fetched")
    if host not in hosts:
        raise RefusedError(f"the host {host or '(none)'} is not among those that the record names")
    try:
        addresses = resolve(host)
    except OSError as error:
        raise RefusedError(f"the host {host} was not found ({error.strerror or error})") from None
    for address in addresses:
        if not _is_public(address):
            raise RefusedError(f"the host {host} leads to {address}, which is not a public address")
    if not addresses:
        raise RefusedError(f"the host {host} has no address")
    return _Target(host, _path_of(parts), addresses[0])


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inside = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inside is None or inside.is_global)


def _path_of(parts: SplitResult) -> str:
    """Path and query with everything outside plain ASCII escaped: no line break can reach the request."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return f"{path}?{query}" if query else path


class _Pinned(http.client.HTTPSConnection):
    """A TLS connection to the address that was checked, under the host's name."""

    def __init__(self, target: _Target, timeout: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(target.host, 443, timeout=timeout, context=self._tls)
        self._address = target.address

    def connect(self) -> None:
        """Connect to the pinned address; the certificate must be the host's."""
        plain = socket.create_connection((self._address, 443), self.timeout)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


_DEFAULT = FetchLimits()

Connect = Callable[[_Target, float], http.client.HTTPConnection]


def download(
    url: str,
    into: Path,
    hosts: Collection[str],
    *,
    limits: FetchLimits = _DEFAULT,
    resolve: Resolve = _resolve,
    connect: Connect = _Pinned,
) -> int:
    """Fetch `url` into the file `into`; returns its size. `resolve` and `connect` are for tests.

    Raises RefusedError, and OSError where the file cannot be written.
    """
    end = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        target = checked_target(url, hosts, resolve)
        connection = connect(target, min(limits.silence, limits.seconds))
        try:
            response = _ask(connection, target)
            if response.status not in _REDIRECTS:
                return _save(response, into, limits, end)
            url = urljoin(url, response.getheader("Location") or "")
        finally:
            connection.close()
        if time.monotonic() > end:
            raise RefusedError(f"it takes longer than {limits.seconds:g} seconds")
    raise RefusedError(f"it redirects more than {limits.redirects} times")


def _ask(connection: http.client.HTTPConnection, target: _Target) -> http.client.HTTPResponse:
    try:
        headers = {
            "User-Agent": "mouarchive",
            "Accept": "application/pdf,*/*;q=0.5",
            "Accept-Encoding": "identity",
        }
        connection.request("GET", target.path, headers=headers)
        return connection.getresponse()
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise RefusedError(f"{target.host} did not answer ({error or type(error).__name__})") from None


def _save(response: http.client.HTTPResponse, into: Path, limits: FetchLimits, end: float) -> int:
    if response.status != http.client.OK:
        raise RefusedError(f"the host answered {response.status} {response.reason}")
    size = 0
    with into.open("wb") as stream:
        while chunk := _chunk(response):
            size += len(chunk)
            if size > limits.size:
                raise RefusedError(f"it is larger than {limits.size} bytes")
            if time.monotonic() > end:
                raise RefusedError(f"it takes longer than {limits.seconds:g} seconds")
            stream.write(chunk)
    declared = response.getheader("Content-Length")
    if declared and declared.isdigit() and int(declared) != size:
        raise RefusedError(f"the answer was cut short: {size} of {declared} bytes came")
    return size


def _chunk(response: http.client.HTTPResponse) -> bytes:
    """What has arrived; `read1` returns at once, so that a slow body cannot hold the clock."""
    try:
        return response.read1(_CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise RefusedError(f"the answer was cut short ({error or type(error).__name__})") from None


_LONGEST_NAME = 120
"""Characters kept of a name as received, from its end: file systems take 255 bytes."""

Download = Callable[[str, Path, frozenset[str]], int]


def fetch(
    root: Root,
    agreement: str | None = None,
    *,
    today: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    download: Download = download,
) -> tuple[Receipt, ...]:
    """Download every copy that is registered with an address and take it in; one receipt for each, in order.

    Only hosts that the record itself names are asked. Bytes that do not match a recorded SHA-256 are refused.
    Raises RecordError where the record is broken, MouarchiveError where the disk fails.
    """
    record = load_record(root.documents)
    hosts = _hosts(record)
    wanted = [
        (one, version, copy)
        for one in record.agreements
        for version in one.versions
        for copy in version.copies
        if copy.file is None and copy.url and agreement in (None, one.id)
    ]
    receipts = []
    with plain_errors("the copies could not be fetched"):
        root.database.parent.mkdir(exist_ok=True)
        for number, (one, version, copy) in enumerate(wanted):
            if progress:
                progress(number, len(wanted), f"{one.id}@{version.label}")
            receipts.append(_fetch_one(root, one, version, copy, _Way(download, hosts, today)))
    return tuple(receipts)


def _hosts(record: Record) -> frozenset[str]:
    """Hosts of all addresses of copies in the record."""
    urls = (copy.url for a in record.agreements for v in a.versions for copy in v.copies if copy.url)
    return frozenset((urlsplit(url).hostname or "").casefold() for url in urls) - {""}


class _Way:
    """How a copy is fetched: by what, from which hosts, taken in on which day."""

    def __init__(self, download: Download, hosts: frozenset[str], today: str | None) -> None:
        self.download = download
        self.hosts = hosts
        self.today = today


def _fetch_one(root: Root, agreement: Agreement, version: Version, copy: Copy, way: _Way) -> Receipt:
    url = copy.url or ""
    place = f"{agreement.id}@{version.label}"
    # A folder of its own: the name a file was received under must not meet anything that lies in db/.
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=root.database.parent) as folder:
        path = Path(folder) / _name(copy, url)
        try:
            way.download(url, path, way.hosts)
        except RefusedError as refused:
            return Receipt(url, "refused", f"{place}: {url} was not fetched: {refused}")
        found = finger_file(path)
        if copy.sha256 and copy.sha256 != found.sha256:
            message = f"{place}: {url} gives other bytes than recorded (SHA-256 {found.sha256}); not taken in"
            return Receipt(url, "refused", message, found.sha256, found.size)
        said = AddOptions(
            agreement.id, label=version.label, status=version.status, dated=version.dated, url=copy.url
        )
        (receipt,) = add(root, [path], said, today=way.today)
    return replace(receipt, source=url, message=receipt.message.replace(str(path), url))


def _name(copy: Copy, url: str) -> str:
    """The name as received: as recorded, else the last part of the address."""
    last = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    name = copy.received_as or last or "copy.pdf"
    return (
        "".join(c if c.isprintable() and c not in "/\\\0" else "_" for c in name)[-_LONGEST_NAME:].lstrip(".")
        or "copy.pdf"
    )
