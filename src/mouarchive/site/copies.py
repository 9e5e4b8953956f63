"""PDF files as received, and pictures of their pages; found by fingerprint, never by a name from outside."""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mouarchive.archive.store import Store
from mouarchive.errors import MouarchiveError, NotFoundError
from mouarchive.site.app import Site

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

__all__ = ["Served", "asked_tag", "pdf", "picture"]

# The content of an address never changes, since the address is its fingerprint.
_FOREVER: Final = "public, max-age=31536000, immutable"
# A PDF may run script of its own: it is handed over as a file, and in a sandbox where it is opened all the
# same. To look at a page there is its picture. (Browsers show a sandboxed PDF as an empty page.)
_PDF_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_DRAWING = threading.Semaphore(1)
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Served:
    """A file as answered."""

    body: bytes
    content_type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def asked_tag(request: Request) -> str:
    """The ETag a browser already has, or nothing."""
    return str(request.headers.get("if-none-match") or "")


def pdf(store: Store, site: Site, sha256: str, asked: str) -> Served:
    """The bytes of a copy. Raises NotFoundError, or MouarchiveError where the file is damaged."""
    path = _path(store, site, sha256)
    tag = f'"{sha256}"'
    headers = {
        "cache-control": _FOREVER,
        "etag": tag,
        "content-security-policy": _PDF_POLICY,
        "content-disposition": f'attachment; filename="{sha256[:12]}.pdf"',
    }
    if tag in asked:
        return Served(b"", "application/pdf", 304, headers)
    return Served(path.read_bytes(), "application/pdf", 200, headers)


def picture(store: Store, site: Site, sha256: str, page: int, asked: str) -> Served:
    """A page as a picture, drawn when first asked for and kept. Raises NotFoundError, MouarchiveError."""
    copy = store.copy(sha256)
    if not 1 <= page <= (copy.pages or 0):
        raise NotFoundError(f"this file has {copy.pages or 0} pages; page {page} is not one of them")
    tag = f'"{sha256}-{page}"'
    headers = {"cache-control": _FOREVER, "etag": tag}
    if tag in asked:
        return Served(b"", "image/png", 304, headers)
    kept = site.cache / "pages" / sha256 / f"{page}.png"
    body = kept.read_bytes() if kept.is_file() else _drawn(_path(store, site, sha256), page, kept)
    return Served(body, "image/png", 200, headers)


def _drawn(path: Path, page: int, kept: Path) -> bytes:
    """Draw a page, one at a time for all guests, and keep it; a cache that cannot be written is no fault."""
    from mouarchive.reading import page_image  # noqa: PLC0415  heavy

    with _DRAWING:
        body: bytes = kept.read_bytes() if kept.is_file() else page_image(path, page)
    try:
        _keep(kept, body)
    except OSError:
        return body
    return body


def _keep(kept: Path, body: bytes) -> None:
    """Write beside and rename, so that no reader ever sees half a picture."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=kept.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
    Path(name).replace(kept)


def _path(store: Store, site: Site, sha256: str) -> Path:
    """Where the copy with this fingerprint lies, checked to be inside documents/ and undamaged."""
    copy = store.copy(sha256)
    if not copy.file:
        raise NotFoundError("this copy is known, but its file is not held here")
    folder = site.documents.resolve()
    path = (folder / copy.agreement / copy.file).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise NotFoundError("the file of this copy is missing")
    info = path.stat()
    if _sha256(path, info.st_mtime_ns, info.st_size) != sha256:
        raise MouarchiveError("the file of this copy no longer has the fingerprint it was taken in with")
    return path


@functools.lru_cache(maxsize=512)
def _sha256(path: Path, _changed: int, _size: int) -> str:
    """Fingerprint of a file; asked again only when its time or size changes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
