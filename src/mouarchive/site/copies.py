"""PDF files as received, and pictures of their pages; found by fingerprint, never by a name from outside.

On its own: the one place that sends a file of the record to a guest.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import threading
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from mouarchive.archive.store.store import Store
from mouarchive.errors import MouarchiveError, NotFoundError
from mouarchive.site.app import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datasette.utils.asgi import Request

__all__ = ["Served", "asked_tag", "pdf", "picture"]

# The content of an address never changes, since the address is its fingerprint.
_FOREVER: Final = "public, max-age=31536000, immutable"
# A PDF may run script of its own: it is handed over as a file, and in a sandbox where it is opened all the
# same. To look at a page there is its picture. (Browsers show a sandboxed PDF as an empty page.)
_PDF_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_DRAWING = threading.Semaphore(1)
_NEXT: Final = (1, 2, -1)
"""Pages drawn with the one asked for, told from it: who looks at a page often turns to the one beside it, and
starting the reader costs more than drawing them."""
_BLOCK: Final = 1 << 20


class Served(msgspec.Struct, frozen=True):
    """A file as answered."""

    body: bytes
    content_type: str
    status: int = 200
    headers: dict[str, str] = msgspec.field(default_factory=dict)


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
    folder = site.cache / "pages" / sha256
    kept = folder / str(page)
    if kept.is_file():
        body = kept.read_bytes()
    else:
        body = _drawn(_path(store, site, sha256), page, copy.pages or page, folder)
    return Served(body, "image/webp" if body.startswith(b"RIFF") else "image/png", 200, headers)


def _drawn(path: Path, page: int, last: int, folder: Path) -> bytes:
    """Draw a page, one at a time for all guests; those next to it are drawn behind the guest's back."""
    from mouarchive.reading import page_images  # noqa: PLC0415  heavy

    with ExitStack() as turn:
        turn.enter_context(_DRAWING)
        if (kept := folder / str(page)).is_file():
            return kept.read_bytes()
        beside = (page + step for step in _NEXT if 1 <= page + step <= last)
        wanted = [page, *(other for other in beside if not (folder / str(other)).is_file())]
        drawing = turn.enter_context(closing(page_images(path, wanted)))
        body = next(drawing)[1]
        _keep(kept, body)
        if len(wanted) > 1:
            rest = turn.pop_all()
            try:
                threading.Thread(target=_keep_others, args=(drawing, folder, rest)).start()
            except RuntimeError:  # no thread to be had: the others are drawn when they are asked for
                rest.close()
        return body


def _keep_others(drawing: Iterator[tuple[int, bytes]], folder: Path, rest: ExitStack) -> None:
    """Keep what the worker draws next, then end the turn; a page that gives no picture was not asked for."""
    with rest, suppress(MouarchiveError):
        for page, body in drawing:
            _keep(folder / str(page), body)


def _keep(kept: Path, body: bytes) -> None:
    """Write beside and rename, so that no reader ever sees half a picture.

    A cache that cannot be written is no fault.
    """
    with suppress(OSError):
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
