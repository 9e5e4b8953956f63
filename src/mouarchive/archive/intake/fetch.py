"""Fetching the copies that are registered with an address and not held yet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from mouarchive.archive.files import TEMPORARY, finger_file, plain_errors
from mouarchive.archive.intake.accession import AddOptions, Receipt, add
from mouarchive.archive.intake.download import RefusedError, download
from mouarchive.archive.locate import Root
from mouarchive.archive.record.load import load_record
from mouarchive.archive.record.values import Agreement, Copy, Record, Version

__all__ = ["fetch"]

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
