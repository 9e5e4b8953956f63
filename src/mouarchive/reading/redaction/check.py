"""The leak check in the worker: each page, then what the file carries besides its pages.

A program that saves a PDF «incrementally» adds what is new behind the old file. Whoever cuts the file at an
earlier end mark reads what stood there before; so each earlier revision is opened as well.
"""

from __future__ import annotations

import ctypes
import html
import io
import mmap
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from mouarchive.model import Box, Leak, Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.forms.fields import FormFields, covered, dark_boxes
from mouarchive.reading.process.wire import End, Fault, Found, Message, Note, Started, allow_seconds
from mouarchive.reading.redaction.boxes import around, is_letter
from mouarchive.reading.redaction.hidden import cause, displayed, hidden_words, notes_on, painted_twice
from mouarchive.reading.redaction.redaction_rules import REDACTION
from mouarchive.reading.text.glyphs import characters
from mouarchive.reading.text.pdfium import OpenDocument, open_document
from mouarchive.reading.text.pieces import part_by_page
from mouarchive.reading.text.words import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mouarchive.reading.forms.fields import Filled
    from mouarchive.reading.process.gate import Gate
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["carried", "check_file", "check_page", "in_rows", "revisions", "rounded"]

_NAMED = ("Author", "LastModifiedBy", "Manager", "Company")
_XMP_NAMES = re.compile(
    rb"<(?P<key>dc:creator|pdf:Author|xmp:Author|photoshop:AuthorsPosition|xmpMM:ManagedBy)\b[^>]*>"
    rb"(?P<value>.*?)</(?P=key)>",
    re.DOTALL,
)
_XMP_AUTHORS = (b"dc:creator", b"pdf:Author", b"xmp:Author")
_TAG = re.compile(rb"<[^>]*>")
_NOBODY = ("anonymous", "unknown", "unspecified", "none", "n/a")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\r\n]{0,2}")


def check_file(job: Job, gate: Gate, send: Callable[[Message], None]) -> None:
    """Check a file and send what is found; a page that fails is named and the others are checked."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    for number in range(1, document.pages + 1):
        send(Started(number))
        allow_seconds(REDACTION.seconds, send)
        try:
            leaks = list(check_page(document, number, job, gate))
        except (ValueError, ArithmeticError) as error:
            why = str(error) or type(error).__name__
            send(Note(Warn("page-unchecked", f"page {number} could not be checked: {why}", number)))
            continue
        for leak in leaks:
            send(Found(leak))
    for leak in carried(gate):
        send(Found(leak))
    allow_seconds(2 * REDACTION.seconds, send)
    for leak in revisions(job, document):
        send(Found(leak))
    send(End())


def check_page(document: OpenDocument, number: int, job: Job, gate: Gate) -> Iterator[Leak]:
    """What page `number` (from 1) holds and does not show."""
    page = document.page(number - 1)
    try:
        drawing = look(page)
        glyphs = page.glyphs(job.page_characters)
        pieces = cut(glyphs, page.style)
        notes = notes_on(page)
        shown, unseen = part_by_page(pieces, page.width, page.height)
        found = list(_outside(page, unseen, glyphs, number))
        found += _marked(page, shown, glyphs, number)
        pictures = painted_twice(page, glyphs, drawing, job.image_pixels)
        found += [
            Leak("hidden", cause(page, word, drawing, notes), word.letters, number, word.box)
            for word in hidden_words(page, glyphs, shown, pictures, drawing)
        ]
        yield from in_rows(found)
        for note in notes:
            if note.letters:
                yield Leak("comment", note.kind.lower(), note.letters, number, rounded(note.box))
        if gate.form() is not None:
            yield from _filled(FormFields(gate).on(page, number), dark_boxes(page, drawing), number)
    finally:
        page.close()


def _filled(fields: Iterable[Filled], dark: list[Box], number: int) -> Iterator[Leak]:
    """What a form holds and does not show: hidden fields, passwords, values under other words or a box."""
    for one in fields:
        box = rounded(one.box)
        if one.unseen:
            yield Leak("hidden", f"form-{one.unseen}", one.letters, number, box)
        elif one.letters and covered(one.box, dark):
            yield Leak("hidden", "form-box", one.letters, number, box)
        elif one.other:
            yield Leak("hidden", "form-value", one.other, number, box)


def _outside(page: OpenPage, pieces: Iterable[Piece], glyphs: Glyphs, number: int) -> Iterator[Leak]:
    """Text outside the page as displayed: cropped away, or never on the sheet."""
    paper = _sheet(page)
    text = characters(glyphs.units)
    for piece in pieces:
        letters = _letters_of(piece, text)
        if letters:
            x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
            inside = paper.x0 <= x <= paper.x1 and paper.y0 <= y <= paper.y1
            box = Box(piece.x0, piece.y0, piece.x1, piece.y1)
            yield Leak("off-page", "cropped" if inside else "outside", len(letters), number, box)


def _sheet(page: OpenPage) -> Box:
    """The whole sheet (media box), of which the displayed page may be a part, from the page's corner."""
    left, bottom, right, top = (ctypes.c_float() for _ in Box.__struct_fields__)
    if not page.raw.FPDFPage_GetMediaBox(page.handle, *map(ctypes.byref, (left, bottom, right, top))):
        return Box(0.0, 0.0, page.width, page.height)
    return displayed(page, left.value, bottom.value, right.value, top.value)


def _marked(page: OpenPage, pieces: Iterable[Piece], glyphs: Glyphs, number: int) -> Iterator[Leak]:
    """Letters under marks for redaction, which show until somebody applies them."""
    boxes = [box for box, certain in page.cover_annotations() if certain]
    if not boxes:
        return
    text = characters(glyphs.units)
    letters = [index for piece in pieces for index in _letters_of(piece, text)]
    for box in boxes:
        under = [index for index in letters if _middle_in(glyphs, index, box)]
        if under:
            yield Leak("marked", "redact", len(under), number, box)


def _letters_of(piece: Piece, text: list[str]) -> list[int]:
    return [index for word in piece.words for index in range(*word.glyphs) if is_letter(text[index])]


def _middle_in(glyphs: Glyphs, index: int, box: Box) -> bool:
    x = (glyphs.left[index] + glyphs.right[index]) / 2
    y = (glyphs.top[index] + glyphs.bottom[index]) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def in_rows(leaks: Iterable[Leak]) -> list[Leak]:
    """Words side by side that are hidden by the same are one finding."""
    rows: list[Leak] = []
    for leak in leaks:
        last = rows[-1] if rows else None
        if last is not None and _continues(last, leak):
            assert last.box is not None  # noqa: S101 - as `_continues` saw
            assert leak.box is not None  # noqa: S101
            box = around([last.box, leak.box])
            rows[-1] = replace(last, letters=last.letters + leak.letters, box=box)
        else:
            rows.append(leak)
    return [replace(row, box=rounded(row.box)) if row.box is not None else row for row in rows]


def _continues(last: Leak, leak: Leak) -> bool:
    if (last.kind, last.cause, last.page) != (leak.kind, leak.cause, leak.page):
        return False
    if last.box is None or leak.box is None or leak.kind == "marked":
        return False
    if _upright(last.box) and _upright(leak.box):
        return _beside(_on_its_side(last.box), _on_its_side(leak.box)) or _beside(last.box, leak.box)
    return _beside(last.box, leak.box)


def _beside(first: Box, second: Box) -> bool:
    high = min(first.y1 - first.y0, second.y1 - second.y0)
    common = min(first.y1, second.y1) - max(first.y0, second.y0)
    gap = max(second.x0 - first.x1, first.x0 - second.x1)
    return common >= high / 2 and gap <= REDACTION.side_by_side * high


def _upright(box: Box) -> bool:
    """Whether a word runs up or down the page."""
    return box.y1 - box.y0 > box.x1 - box.x0


def _on_its_side(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def rounded(box: Box) -> Box:
    """Tenths of a point: what a person needs to find the place."""
    return Box(round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1))


# ------------------------------------------------------------------ besides the pages


def carried(gate: Gate) -> Iterator[Leak]:
    """Embedded files, with their length in bytes, and names in the file's description, with their letters."""
    with suppress(Exception):  # what cannot be listed is named by the gate's own warnings
        for embedded in list(gate.reader.attachment_list)[: REDACTION.notes]:
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
    data = stream.get_object().get_data()[: REDACTION.description] if stream is not None else b""
    for match in _XMP_NAMES.finditer(data):
        key = "author" if match["key"] in _XMP_AUTHORS else "manager"
        yield key, _named(html.unescape(_TAG.sub(b" ", match["value"]).decode("utf-8", "replace")))


def _named(text: str) -> int:
    """Letters of a name; what programs write where there is none counts as nothing."""
    return 0 if text.strip(" ()").casefold() in _NOBODY else sum(map(is_letter, text))


# ------------------------------------------------------------------ earlier revisions


def revisions(job: Job, document: OpenDocument) -> Iterator[Leak]:
    """Letters, by page, of words that an earlier revision has and the last one has nowhere.

    A form that was filled in or a signature that was added changes no word. `document` is the file as opened.
    """
    ends = _ends(job.fd)
    if not ends:
        return
    last = sum((_words(document, number, job) for number in range(document.pages)), Counter())
    said: Counter[tuple[int, str]] = Counter()
    for end in ends:
        earlier = _open(job, end, document)
        if earlier is None:
            continue
        for number in range(min(earlier.pages, job.pages)):
            gone = _words(earlier, number, job) - last
            new = {word: count for word, count in gone.items() if count > said[number, word]}
            letters = sum(len(word) * (count - said[number, word]) for word, count in new.items())
            said.update({(number, word): count - said[number, word] for word, count in new.items()})
            if letters >= REDACTION.letters:
                yield Leak("revision", "earlier", letters, number + 1)


def _ends(fd: int) -> list[int]:
    """Where earlier revisions end, the oldest first. The first part of a file made for the web is none."""
    with mmap.mmap(fd, 0, access=mmap.ACCESS_READ) as data:
        found = [match.end() for match in _END.finditer(data) if int(match[1]) > 0]
    return [end for end in found[:-1] if end <= REDACTION.revision][-REDACTION.revisions :]


def _open(job: Job, end: int, document: OpenDocument) -> OpenDocument | None:
    """The file as it was up to an end mark; None where that is no whole document."""
    import pypdf  # noqa: PLC0415 - loaded by the gate already

    mapping = mmap.mmap(job.fd, end, access=mmap.ACCESS_COPY)
    try:
        reader = pypdf.PdfReader(io.BytesIO(mapping[:]))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        if not 0 < len(reader.pages) <= job.pages:
            return None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what pypdf refuses is never given to the other engine
        return None
    earlier = OpenDocument(document.raw, mapping)
    return earlier if earlier.handle else None


def _words(document: OpenDocument, number: int, job: Job) -> Counter[str]:
    """The words of a page (from 0), letters and figures only; none where it cannot be opened."""
    try:
        page = document.page(number)
    except ValueError:
        return Counter()
    try:
        text = "".join(characters(page.glyphs(job.page_characters).units))
    except ValueError:
        return Counter()
    finally:
        page.close()
    plain = "".join(c if is_letter(c) else " " for c in text)
    return Counter(plain.split())
