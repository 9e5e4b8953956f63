"""The leak check in the worker: each page, then what the file carries besides its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from mouarchive.model import Box, Leak, Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.drawing.outlines import sheet
from mouarchive.reading.forms.fields import FormFields
from mouarchive.reading.forms.filling import covered, dark_boxes
from mouarchive.reading.redaction.carried import carried, notes_on
from mouarchive.reading.redaction.causes import Paint
from mouarchive.reading.redaction.hidden import hidden_words, is_letter, painted_twice
from mouarchive.reading.redaction.revisions import revisions
from mouarchive.reading.sandbox import grant_seconds
from mouarchive.reading.text.glyphs import characters
from mouarchive.reading.text.offpage import part_by_page
from mouarchive.reading.text.pdfium import open_document
from mouarchive.reading.text.words import cut
from mouarchive.reading.wire import End, Fault, Found, Message, Note, Started, Widen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mouarchive.reading.forms.fields import Filled
    from mouarchive.reading.gate import Gate
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.text.words import Piece
    from mouarchive.reading.wire import Job

__all__ = ["check_file"]

_SECONDS = 5
"""What one page may take at most; the usual one takes a fiftieth."""
_NEAR_EM = 1.2


def check_file(job: Job, gate: Gate, send: Callable[[Message], None]) -> None:
    """Check a file and send what is found; a page that fails is named and the others are checked."""
    try:
        document = open_document(job.fd)
    except ValueError as error:
        send(Fault("broken", f"its pages cannot be opened ({error}); ask for a new copy"))
        return
    for number in range(1, document.pages + 1):
        send(Started(number))
        send(Widen(_SECONDS))
        grant_seconds(_SECONDS)
        try:
            leaks = list(_check_page(document, number, job, gate))
        except (ValueError, ArithmeticError) as error:
            why = str(error) or type(error).__name__
            send(Note(Warn("page-unchecked", f"page {number} could not be checked: {why}", number)))
            continue
        for leak in leaks:
            send(Found(leak))
    for leak in carried(gate):
        send(Found(leak))
    send(Widen(_SECONDS * 2))
    grant_seconds(_SECONDS * 2)
    for leak in revisions(job, document):
        send(Found(leak))
    send(End())


def _check_page(document: OpenDocument, number: int, job: Job, gate: Gate) -> Iterator[Leak]:
    page = document.page(number - 1)
    try:
        drawing = look(page)
        glyphs = page.glyphs(job.page_characters)
        pieces = cut(glyphs, page.style)
        notes = list(notes_on(gate, number, page))
        shown, unseen = part_by_page(pieces, page.width, page.height)
        found = list(_outside(page, unseen, glyphs, number))
        found += _marked(page, shown, glyphs, number)
        pictures = painted_twice(page, glyphs, drawing, job.image_pixels)
        words = list(hidden_words(page, glyphs, shown, pictures, drawing))
        paint = Paint(page, notes) if words else None
        for word in words:
            cause = paint.cause(word) if paint else ""
            found.append(Leak("hidden", cause, word.letters, number, word.box))
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
    paper = sheet(page)
    text = characters(glyphs.units)
    for piece in pieces:
        letters = _letters_of(piece, text)
        if letters:
            x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
            inside = paper.x0 <= x <= paper.x1 and paper.y0 <= y <= paper.y1
            box = Box(piece.x0, piece.y0, piece.x1, piece.y1)
            yield Leak("off-page", "cropped" if inside else "outside", len(letters), number, box)


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
            box = Box(
                min(last.box.x0, leak.box.x0),
                min(last.box.y0, leak.box.y0),
                max(last.box.x1, leak.box.x1),
                max(last.box.y1, leak.box.y1),
            )
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
    return common >= high / 2 and gap <= _NEAR_EM * high


def _upright(box: Box) -> bool:
    """Whether a word runs up or down the page."""
    return box.y1 - box.y0 > box.x1 - box.x0


def _on_its_side(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def rounded(box: Box) -> Box:
    """Tenths of a point: what a person needs to find the place."""
    return Box(round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1))
