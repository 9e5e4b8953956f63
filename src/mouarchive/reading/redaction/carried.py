"""What a file carries besides its pages: comments, embedded files, names in its description of itself."""

from __future__ import annotations

import html
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from mouarchive.model import Box, Leak
from mouarchive.reading.text.glyphs import display_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mouarchive.reading.gate import Gate
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["Annotation", "carried", "notes_on"]

_MOST = 2_000
_HIDDEN = 0b100010  # the flags Hidden and NoView
_NO_COVER = {"Link", "Widget", "Popup", "Redact", "Text", "FileAttachment"}
_COMMENTS = {
    "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Square", "Circle", "Polygon",
    "PolyLine", "Line", "Stamp", "FileAttachment", "Sound",
}  # fmt: skip
_NAMED = ("Author", "LastModifiedBy", "Manager", "Company")
_XMP_NAMES = re.compile(
    rb"<(?P<key>dc:creator|pdf:Author|xmp:Author|photoshop:AuthorsPosition|xmpMM:ManagedBy)\b[^>]*>"
    rb"(?P<value>.*?)</(?P=key)>",
    re.DOTALL,
)
_XMP_AUTHORS = {b"dc:creator", b"pdf:Author", b"xmp:Author"}
_TAG = re.compile(rb"<[^>]*>")
_NOBODY = {"anonymous", "unknown", "unspecified", "none", "n/a"}
_MOST_XMP = 1_000_000


class Annotation(msgspec.Struct, frozen=True):
    """A note on a page: its kind and place, the letters it says beside it, whether it may cover text."""

    kind: str
    box: Box
    letters: int
    covers: bool


def notes_on(gate: Gate, number: int, page: OpenPage) -> Iterator[Annotation]:
    """The notes on page `number` (from 1); one that is broken is passed over."""
    try:
        entries: Any = gate.reader.pages[number - 1].get("/Annots") or []
        entries = list(entries.get_object() if hasattr(entries, "get_object") else entries)[:_MOST]
    except Exception:  # noqa: BLE001 - a broken list of notes never keeps the page from being checked
        return
    point = display_point(page.crop, page.rotation)
    for entry in entries:
        try:
            note: Any = entry.get_object()
            kind = str(note["/Subtype"])[1:]
            left, bottom, right, top = (float(edge) for edge in note["/Rect"])
            said = _letters(str(note.get("/Contents", "")))
            unseen = bool(int(note.get("/F", 0)) & _HIDDEN)
        except Exception:  # noqa: BLE001, S112 - as above
            continue
        (x0, y0), (x1, y1) = point(left, bottom), point(right, top)
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        beside = kind in _COMMENTS or (kind == "FreeText" and unseen)
        yield Annotation(kind, box, said if beside else 0, kind not in _NO_COVER and not unseen)


def carried(gate: Gate) -> Iterator[Leak]:
    """Embedded files, with their length in bytes, and names in the file's description, with their letters."""
    with suppress(Exception):  # what cannot be listed is named by the gate's own warnings
        for embedded in list(gate.reader.attachment_list)[:_MOST]:
            yield Leak("attachment", "embedded", _size(embedded))
    found: dict[str, int] = {}
    with suppress(Exception):  # a broken description says no names
        metadata: Any = gate.reader.metadata or {}
        found.update({key.lower(): _named(str(metadata.get(f"/{key}") or "")) for key in _NAMED})
    with suppress(Exception):
        for key, letters in _named_in_xmp(gate):
            found[key] = max(found.get(key, 0), letters)
    for key, letters in found.items():
        if letters:
            yield Leak("metadata", key, letters, grave=False)


def _size(embedded: Any) -> int:
    try:
        return len(embedded.content)
    except Exception:  # noqa: BLE001 - a file that cannot be unpacked is there all the same
        return 0


def _named_in_xmp(gate: Gate) -> Iterator[tuple[str, int]]:
    """The names in the file's other description, an XML packet: searched, never parsed."""
    stream: Any = gate.reader.root_object.get("/Metadata")
    data = stream.get_object().get_data()[:_MOST_XMP] if stream is not None else b""
    for match in _XMP_NAMES.finditer(data):
        key = "author" if match["key"] in _XMP_AUTHORS else "manager"
        yield key, _named(html.unescape(_TAG.sub(b" ", match["value"]).decode("utf-8", "replace")))


def _named(text: str) -> int:
    """Letters of a name; what programs write where there is none counts as nothing."""
    return 0 if text.strip(" ()").casefold() in _NOBODY else _letters(text)


def _letters(text: str) -> int:
    return sum(unicodedata.category(character)[0] in "LN" for character in text)
