"""One page: its text layer, or what OCR reads where that is missing or garbled.

`begin_page` names the steps in their order; each takes values and returns values, its warnings among them.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.model import FormField, Page, Quality, Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.engine import engine_name
from mouarchive.reading.forms.fields import FilledIn, FormFields, add_to_lines, dark_boxes, fill_in
from mouarchive.reading.language import garbled, stop_word_share
from mouarchive.reading.ocr.recognition import NumberPictures
from mouarchive.reading.ocr.scans import photograph, read_photo
from mouarchive.reading.page_rules import PAGE, WITNESS
from mouarchive.reading.process.wire import allow_seconds
from mouarchive.reading.redaction.masking import mask
from mouarchive.reading.redline import inserted_letters
from mouarchive.reading.text.glyphs import covered_share
from mouarchive.reading.text.lines import line_of, rows
from mouarchive.reading.text.pdfium import open_document, set_upright
from mouarchive.reading.text.pieces import insert_tokens, part_by_page, strike_doubles
from mouarchive.reading.text.words import cut, lost_letters
from mouarchive.reading.witness import Witness, agreement, disagreement, line_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.model import Line, Rule
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.ocr.scans import Photo, Scan
    from mouarchive.reading.process.gate import Gate
    from mouarchive.reading.process.wire import Job, Message
    from mouarchive.reading.redaction.boxes import Hidden
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["Aids", "Begun", "Book", "begin_page", "open_book"]

_SCAN = "a picture"
_STAMPED = "a picture with a few words"


class Aids(msgspec.Struct, frozen=True):
    """What helps to read all pages of one document: the second reader, OCR for pictured numbers, its form."""

    numbers: NumberPictures
    witness: Witness | None = None
    fields: FormFields | None = None


def begin_page(
    document: OpenDocument, number: int, job: Job, widen: Callable[[], bool], aids: Aids | None = None
) -> Begun:
    """Read the text layer of page `number` (from 1), and take its picture where that is not enough.

    `widen` is asked before OCR: it allows the page its own time, or refuses. `aids` are those of the
    document; without them no second reader is asked. Raises ValueError where the page cannot be read.
    """
    aids = aids or Aids(NumberPictures(document, job, widen))
    with closing(document.page(number - 1)) as page:
        set_upright(page)
        drawing = look(page)
        letters = _letters(page, number, job)
        hidden = _hidden(page, job, drawing, letters)
        pieces = _shown(page, letters, hidden)
        form = _form(page, number, drawing, pieces, hidden, aids)
        pieces = form.pieces if form else pieces
        labelled = aids.numbers.label(page, number, drawing, pieces)
        lines = tuple(line_of(row, number, drawing.rules) for row in rows(labelled.pieces, page.width))
        struck = any(line.struck for line in lines)
        text = _Text(
            lines,
            engine_name(),
            (
                *letters.warnings,
                *_said_of_hidden(number, hidden),
                *(form.warnings if form else ()),
                *([labelled.warning] if labelled.warning else ()),
            ),
            hidden=hidden.letters + hidden.unpainted,
            inserted=inserted_letters(page, letters.glyphs, pieces, drawing.rules, struck=struck),
            pictured=labelled.numbers,
            form=form,
        )
        share = covered_share([image.box for image in drawing.images], page.width, page.height)
        text = _doubted(text, share, len(drawing.order))
        photo = photograph(page, number, job, drawing, widen) if text.fault else None
        if isinstance(photo, str):
            text, photo = _by_picture(number, text, photo), None
        read = _page(page, number, text, drawing, share)
        if job.witness == "all" and photo is None:
            read = replace(read, tags=line_tags(page, drawing, read.lines))
        said = None
        if aids.witness is not None:
            said = aids.witness.hear(read, text.warnings, doubted=text.fault is not None)
        return Begun(read, text, photo, job.ocr_seconds_per_page, said)


class Begun(msgspec.Struct, frozen=True):
    """A page of which all is known that PDFium can tell; `photo` is still to be read by OCR.

    `said` is what the second reader makes of its text layer, where it was asked.
    """

    page: Page
    text: _Text
    photo: Photo | None
    seconds: int
    said: str | None = None

    def finish(self) -> tuple[Page, tuple[Warn, ...]]:
        """The page with what OCR reads, where it is needed, and what must be known of it; uses no PDFium."""
        page, text = self.page, self.text
        if self.photo is not None:
            text = _by_picture(page.number, text, read_photo(self.photo, self.seconds))
            page = _with_text(page, text)
        page, differs = _compared(page, text, self.said)
        return page, (*text.warnings, *lost_letters(page.lines, page.number), *differs)


# ------------------------------------------------------------------ the text layer


class _Letters(msgspec.Struct, frozen=True):
    """The characters of a page, and the pieces of those that stand on it."""

    glyphs: Glyphs
    pieces: list[Piece]
    warnings: tuple[Warn, ...]


class _Text(msgspec.Struct, frozen=True):
    """What was read of a page, and how; `fault` says why the text layer is not what is printed."""

    lines: tuple[Line, ...]
    engine: str
    warnings: tuple[Warn, ...]
    hidden: int = 0
    confidence: float | None = None
    fault: str | None = None
    inserted: int = 0
    garbled: float = 0.0
    pictured: tuple[str, ...] = ()
    specks: tuple[Line, ...] = ()
    form: FilledIn | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def unprinted(self) -> str:
        """What no reader of the text layer can know: numbers that are pictures, and a form's words."""
        return "".join(self.pictured) + (self.form.words if self.form else "")


def _letters(page: OpenPage, number: int, job: Job) -> _Letters:
    """The page's characters; what lies outside the displayed page is left out: nobody sees it."""
    glyphs = page.glyphs(job.page_characters)
    inside, outside = part_by_page(cut(glyphs, page.style), page.width, page.height)
    warnings = []
    if glyphs.cut:
        limit = f"{job.page_characters} (page_characters)"
        warnings.append(Warn("limit", f"page {number} has more text than the limit of {limit}", number))
    if outside:
        count = len(outside)
        what, gone = ("piece of text lies", "is") if count == 1 else ("pieces of text lie", "are")
        warnings.append(Warn("off-page", f"{count} {what} outside page {number} and {gone} left out", number))
    return _Letters(glyphs, inside, tuple(warnings))


def _hidden(page: OpenPage, job: Job, drawing: Drawing, letters: _Letters) -> Hidden:
    """What boxes cover and what is not painted; its letters are struck out."""
    return mask(page, job, drawing, letters.glyphs, letters.pieces)


def _shown(page: OpenPage, letters: _Letters, hidden: Hidden) -> list[Piece]:
    """The pieces that are left, each once, with a token where a box covers text."""

    def left() -> list[Piece]:
        return part_by_page(cut(letters.glyphs, page.style), page.width, page.height)[0]

    pieces = left() if hidden.boxes or hidden.unpainted else letters.pieces
    if strike_doubles(letters.glyphs, pieces):
        pieces = left()
    return insert_tokens(pieces, hidden.boxes, letters.pieces)


def _form(  # noqa: PLR0917 - all that is known of the page
    page: OpenPage,
    number: int,
    drawing: Drawing,
    pieces: list[Piece],
    hidden: Hidden,
    aids: Aids,
) -> FilledIn | None:
    """The pieces with what the page's form holds; None where it has no field."""
    found = aids.fields.on(page, number) if aids.fields is not None else None
    if not found:
        return None
    return fill_in(pieces, found, [*hidden.boxes, *dark_boxes(page, drawing)], number)


def _said_of_hidden(number: int, hidden: Hidden) -> list[Warn]:
    """What must be known of a page that hides text."""
    count, page, out = len(hidden.boxes) - hidden.unapplied, f"page {number}", "it is left out here"
    passages = "1 passage is" if count == 1 else f"{count} passages are"
    under, unseen = _so_many(hidden.letters), _so_many(hidden.unpainted)
    publish = "do not publish the file before a person has looked"
    said = [
        (count > 0, "redaction", f"{passages} blacked out on {page}"),
        (hidden.unapplied, "redaction-unapplied", f"{page} marks text for redaction that still shows; {out}"),
        (
            hidden.letters,
            "text-under-box",
            f"the file still holds text under boxes on {page} ({under}); {out}, {publish}",
        ),
        (hidden.unpainted, "hidden-text", f"{page} holds text that nobody can see ({unseen}); {out}"),
    ]
    return [Warn(code, message, number) for so, code, message in said if so]


def _so_many(letters: int) -> str:
    return "1 letter" if letters == 1 else f"{letters} letters"


# ------------------------------------------------------------------ text or picture


def _doubted(text: _Text, share: float, drawn: int) -> _Text:
    """The text with its fault, where the text layer is not what is printed.

    `share` of the page is covered by pictures, and so many things are `drawn` on it.
    """
    count = _count(text.lines) - len("".join(text.unprinted.split()))
    if _is_picture(count, share, drawn):
        return replace(text, fault=_SCAN)
    if _is_stamped(count, share):
        return replace(text, fault=_STAMPED)
    found = garbled([line.text for line in text.lines])
    return text if found is None else replace(text, fault=found.why, garbled=found.share)


def _is_picture(letters: int, share: float, drawn: int) -> bool:
    """A page without letters is a scan where a picture is on it; its letters may be drawn as outlines too."""
    return letters <= 0 and (share >= PAGE.scan_share or drawn >= PAGE.outlines)


def _is_stamped(letters: int, share: float) -> bool:
    """A page that is all picture and has hardly a letter is a scan to which a stamp or number was added."""
    return letters < PAGE.stamp_letters and share >= PAGE.stamped_share


def _by_picture(number: int, text: _Text, scan: Scan | str) -> _Text:
    """Take what was read from the picture; where that could not be done, say so and keep what there is."""
    if _is_cover(text, scan):
        return replace(text, fault=None)
    what = f"page {number} is a picture of text"
    warnings = text.warnings
    if text.fault not in {_SCAN, _STAMPED}:
        part = "the text layer" if text.garbled > PAGE.wholly_garbled else "part of the text layer"
        what = f"{part} of page {number} is not what is printed ({text.fault})"
        warnings = (*warnings, Warn("garbled", what, number))
    if isinstance(scan, str):
        warnings = (*warnings, Warn("unread-picture", f"{what}: {scan}", number))
        return replace(text, warnings=warnings, fault=None if _is_of_use(text.garbled) else text.fault)
    added = text.form.added if text.form else ()
    if not scan.lines and not added:
        said = f"page {number} is a picture in which no text was found"
        return replace(text, warnings=(*warnings, Warn("picture", said, number)))
    lines = add_to_lines(scan.lines, added, number) if added else scan.lines
    warnings = (*warnings, *scan.warnings)
    return _Text(
        lines,
        scan.engine,
        warnings,
        text.hidden,
        scan.confidence,
        specks=scan.specks,
        form=text.form,
        rules=scan.rules,
    )


def _is_cover(text: _Text, scan: Scan | str) -> bool:
    """Whether a few words on a picture are all that the picture shows: the text layer has them exactly."""
    if text.fault != _STAMPED or isinstance(scan, str):
        return False
    return _count(scan.lines) < PAGE.more_in_picture * _count(text.lines)


def _is_of_use(share: float) -> bool:
    """Whether so little of a text layer is garbled, a heading's font, that the rest is worth having."""
    return 0 < share < PAGE.unusable_garbled


def _count(lines: tuple[Line, ...]) -> int:
    return sum(len("".join(line.text.split())) for line in lines)


# ------------------------------------------------------------------ the page as it is handed on


def _page(page: OpenPage, number: int, text: _Text, drawing: Drawing, share: float) -> Page:
    blank = Page(
        number,
        round(page.width, 2),
        round(page.height, 2),
        (),
        Quality(text.engine, 0, image_share=share),
        rules=tuple(drawing.rules),
        filled=tuple(drawing.filled),
        images=tuple(image.box for image in drawing.images),
        rotation=page.rotation,
    )
    return _with_text(blank, text)


def _with_text(page: Page, text: _Text) -> Page:
    """The page with other lines, and what is to be said about them."""
    quality = replace(
        page.quality,
        engine=text.engine,
        characters=_count(text.lines),
        stop_words=stop_word_share("\n".join(line.text for line in text.lines)),
        ocr_confidence=text.confidence,
        struck=sum(line.struck for line in text.lines),
        hidden=text.hidden,
        inserted=0 if text.fault else text.inserted,
        usable=text.fault is None,
    )
    fields: tuple[FormField, ...] = text.form.fields if text.form else ()
    rules = (*page.rules, *text.rules)
    return replace(page, lines=text.lines, quality=quality, fields=fields, specks=text.specks, rules=rules)


def _compared(page: Page, text: _Text, said: str | None) -> tuple[Page, list[Warn]]:
    """The page with how far a second reader agrees on it, and what that one says where it does not.

    It read the text layer, so it has nothing to say where OCR has read the picture instead.
    """
    if said is None or text.confidence is not None:
        return page, []
    ours = Counter("\n".join(line.text for line in text.lines))
    ours.subtract(text.unprinted)
    share = agreement("".join(ours.elements()), said)
    warning = disagreement(page.number, share)
    page = replace(page, quality=replace(page.quality, agreement=share))
    return (page, []) if warning is None else (replace(page, witness=said), [warning])


# ------------------------------------------------------------------ all pages of a document


class Book(msgspec.Struct, frozen=True):
    """An open document, and what is known for all its pages."""

    document: OpenDocument
    job: Job
    widen: Callable[[], bool]
    aids: Aids

    @property
    def pages(self) -> int:
        """How many pages PDFium counts."""
        return self.document.pages

    def begin(self, number: int) -> Begun:
        """`begin_page` for one page, from 1."""
        return begin_page(self.document, number, self.job, self.widen, self.aids)


def open_book(job: Job, gate: Gate, send: Callable[[Message], None]) -> Book:
    """Open the job's document for PDFium; raises ValueError where it refuses."""
    document = open_document(job.fd)
    job = replace(job, layers=gate.layers())
    left = iter(range(job.ocr_pages))

    def widen() -> bool:
        """Allow a page's OCR its own time, if pages of that kind are left."""
        if next(left, None) is None:
            return False
        allow_seconds(job.ocr_seconds_per_page, send, job.ocr_workers)
        return True

    def allow() -> None:
        """Allow the second reader its time, which is its own for the whole document."""
        allow_seconds(WITNESS.seconds, send, job.ocr_workers)

    aids = Aids(
        NumberPictures(document, job, widen), Witness(gate.reader, job.witness, allow), FormFields(gate)
    )
    return Book(document, job, widen, aids)
