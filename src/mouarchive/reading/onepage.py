"""One page: its text layer, or what OCR reads where that is missing or garbled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.model import FormField, Page, Quality, Warn
from mouarchive.reading.drawing.drawn import look
from mouarchive.reading.engine import engine_name
from mouarchive.reading.forms.fields import FilledIn, add_to_lines, dark_boxes, fill_in
from mouarchive.reading.insertions import inserted_letters
from mouarchive.reading.ocr.numberpictures import NumberPictures
from mouarchive.reading.ocr.scans import photograph, read_photo
from mouarchive.reading.quality import garbled, image_share, stop_word_share
from mouarchive.reading.redaction.masking import mask
from mouarchive.reading.tags import line_tags
from mouarchive.reading.text.doubles import strike_doubles
from mouarchive.reading.text.layout import rows
from mouarchive.reading.text.lines import line_of
from mouarchive.reading.text.lostletters import lost_letters
from mouarchive.reading.text.offpage import part_by_page
from mouarchive.reading.text.tokens import insert_tokens
from mouarchive.reading.text.turning import set_upright
from mouarchive.reading.text.words import cut
from mouarchive.reading.witness import agreement, disagreement

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.model import Line
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.forms.fields import FormFields
    from mouarchive.reading.ocr.scans import Photo, Scan
    from mouarchive.reading.redaction.boxes import Hidden
    from mouarchive.reading.text.pdfium import OpenDocument, OpenPage
    from mouarchive.reading.text.words import Piece
    from mouarchive.reading.wire import Job
    from mouarchive.reading.witness import Witness

__all__ = ["Aids", "Begun", "begin_page", "read_page"]

_SCAN_IMAGE_SHARE = 0.3
_STAMPED_SCAN_SHARE = 0.7
_STAMP_LETTERS = 150
_OUTLINES = 40
_UNUSABLE = 0.2
_WHOLLY = 0.5
_SCAN = "a picture"
_STAMPED = "a picture with a few words"


class _Text(msgspec.Struct):
    """What was read of a page, and how."""

    lines: tuple[Line, ...]
    engine: str
    hidden: int = 0
    confidence: float | None = None
    fault: str | None = None
    inserted: int = 0
    garbled: float = 0.0
    pictured: tuple[str, ...] = ()
    specks: tuple[Line, ...] = ()
    form: FilledIn | None = None

    @property
    def unprinted(self) -> str:
        """What no reader of the text layer can know: numbers that are pictures, and a form's words."""
        return "".join(self.pictured) + (self.form.words if self.form else "")


class Aids(msgspec.Struct, frozen=True):
    """What helps to read all pages of one document: the second reader, OCR for pictured numbers, its form."""

    numbers: NumberPictures
    witness: Witness | None = None
    fields: FormFields | None = None


class Begun(msgspec.Struct, frozen=True):
    """A page of which all is known that PDFium can tell; `photo` is still to be read by OCR.

    `said` is what the second reader makes of its text layer, where it was asked.
    """

    page: Page
    text: _Text
    warnings: tuple[Warn, ...]
    photo: Photo | None
    seconds: int
    said: str | None = None

    def finish(self) -> tuple[Page, list[Warn]]:
        """The page with what OCR reads, where it is needed; uses no PDFium."""
        page, text, warnings = self.page, self.text, list(self.warnings)
        if self.photo is not None:
            text = _by_picture(page.number, text, read_photo(self.photo, self.seconds), warnings)
            page = _with_text(page, text)
        warnings += lost_letters(page.lines, page.number)
        return _compared(page, text, self.said, warnings)


def begin_page(
    document: OpenDocument, number: int, job: Job, widen: Callable[[], bool], aids: Aids | None = None
) -> Begun:
    """Read the text layer of page `number` (from 1), and take its picture where that is not enough.

    `widen` is asked before OCR: it allows the page its own time, or refuses. `aids` are those of the
    document; without them no second reader is asked.
    """
    aids = aids or Aids(NumberPictures(document, job, widen))
    page = document.page(number - 1)
    try:
        warnings: list[Warn] = []
        set_upright(page)
        drawing = look(page)
        text = _text_layer(page, number, job, drawing, warnings, aids=aids)
        share = image_share([image.box for image in drawing.images], page.width, page.height)
        text.fault = _fault(text, share, drawing)
        photo: Photo | None = None
        if text.fault is not None:
            taken = photograph(page, number, job, drawing, widen)
            if isinstance(taken, str):
                text = _by_picture(number, text, taken, warnings)
            else:
                photo = taken
        read = _page(page, number, text, drawing, share)
        if job.witness == "all" and photo is None:
            read = replace(read, tags=line_tags(page, drawing, read.lines))
        said: str | None = None
        if aids.witness is not None:
            said = aids.witness.hear(read, warnings, doubted=text.fault is not None)
        return Begun(read, text, tuple(warnings), photo, job.ocr_seconds_per_page, said)
    finally:
        page.close()


def read_page(
    document: OpenDocument, number: int, job: Job, widen: Callable[[], bool]
) -> tuple[Page, list[Warn]]:
    """Read page `number` (from 1) to the end, with what must be known about it."""
    return begin_page(document, number, job, widen).finish()


def _compared(page: Page, text: _Text, said: str | None, warnings: list[Warn]) -> tuple[Page, list[Warn]]:
    """The page with how far a second reader agrees on it, and what that one says where it does not.

    It read the text layer, so it has nothing to say where OCR has read the picture instead.
    """
    if said is None or text.confidence is not None:
        return page, warnings
    ours = Counter("\n".join(line.text for line in text.lines))
    ours.subtract(text.unprinted)
    share = agreement("".join(ours.elements()), said)
    quality = replace(page.quality, agreement=share)
    warning = disagreement(page.number, share)
    if warning is None:
        return replace(page, quality=quality), warnings
    return replace(page, quality=quality, witness=said), [*warnings, warning]


def _text_layer(
    page: OpenPage,
    number: int,
    job: Job,
    drawing: Drawing,
    warnings: list[Warn],
    *,
    aids: Aids,
) -> _Text:
    glyphs = page.glyphs(job.page_characters)
    if glyphs.cut:
        limit = f"{job.page_characters} (page_characters)"
        warnings.append(Warn("limit", f"page {number} has more text than the limit of {limit}", number))
    pieces = _on_page(cut(glyphs, page.style), page, number, warnings)
    hidden = mask(page, job, drawing, glyphs, pieces)
    left = pieces
    if hidden.boxes or hidden.unpainted:
        left = _on_page(cut(glyphs, page.style), page, number, [])
    if strike_doubles(glyphs, left):
        left = _on_page(cut(glyphs, page.style), page, number, [])
    pieces = insert_tokens(left, hidden.boxes, pieces)
    if hidden.boxes or hidden.unpainted:
        warnings += _redaction_warnings(number, hidden)
    form = None if aids.fields is None else _form(page, number, drawing, pieces, hidden, aids.fields)
    if form is not None:
        pieces = form.pieces
        warnings += form.warnings
    labelled = aids.numbers.label(page, number, drawing, pieces)
    if labelled.warning is not None:
        warnings.append(labelled.warning)
    lines = tuple(line_of(row, number, drawing.rules) for row in rows(labelled.pieces, page.width))
    struck = any(line.struck for line in lines)
    inserted = inserted_letters(page, glyphs, pieces, drawing.rules, struck=struck)
    return _Text(
        lines,
        engine_name(),
        hidden.letters + hidden.unpainted,
        inserted=inserted,
        pictured=labelled.numbers,
        form=form,
    )


def _form(  # noqa: PLR0917 - all that is known of the page
    page: OpenPage,
    number: int,
    drawing: Drawing,
    pieces: list[Piece],
    hidden: Hidden,
    fields: FormFields,
) -> FilledIn | None:
    """The pieces with what the page's form holds; None where it has no field."""
    found = fields.on(page, number)
    if not found:
        return None
    return fill_in(pieces, found, [*hidden.boxes, *dark_boxes(page, drawing)], number)


def _on_page(pieces: list[Piece], page: OpenPage, number: int, warnings: list[Warn]) -> list[Piece]:
    """Leave out what lies outside the displayed page: nobody who reads the page sees it."""
    inside, outside = part_by_page(pieces, page.width, page.height)
    if outside:
        count = len(outside)
        what, gone = ("piece of text lies", "is") if count == 1 else ("pieces of text lie", "are")
        warnings.append(Warn("off-page", f"{count} {what} outside page {number} and {gone} left out", number))
    return inside


def _redaction_warnings(number: int, hidden: Hidden) -> list[Warn]:
    count = len(hidden.boxes) - hidden.unapplied
    warnings = []
    if count > 0:
        what = "1 passage is" if count == 1 else f"{count} passages are"
        warnings.append(Warn("redaction", f"{what} blacked out on page {number}", number))
    if hidden.unapplied:
        warnings.append(
            Warn(
                "redaction-unapplied",
                f"page {number} marks text for redaction that still shows; it is left out here",
                number,
            )
        )
    if hidden.letters:
        warnings.append(
            Warn(
                "text-under-box",
                f"the file still holds text under boxes on page {number} ({_so_many(hidden.letters)});"
                " it is left out here, do not publish the file before a person has looked",
                number,
            )
        )
    if hidden.unpainted:
        warnings.append(
            Warn(
                "hidden-text",
                f"page {number} holds text that nobody can see ({_so_many(hidden.unpainted)});"
                " it is left out here",
                number,
            )
        )
    return warnings


def _so_many(letters: int) -> str:
    return "1 letter" if letters == 1 else f"{letters} letters"


def _fault(text: _Text, share: float, drawing: Drawing) -> str | None:
    """Why the text layer is not what is printed; None where nothing speaks against it."""
    count = _letters(text.lines) - len("".join(text.unprinted.split()))
    if count <= 0 and (share >= _SCAN_IMAGE_SHARE or len(drawing.order) >= _OUTLINES):
        return _SCAN
    if count < _STAMP_LETTERS and share >= _STAMPED_SCAN_SHARE:
        return _STAMPED
    found = garbled([line.text for line in text.lines])
    if found is None:
        return None
    text.garbled = found.share
    return found.why


def _by_picture(number: int, text: _Text, scan: Scan | str, warnings: list[Warn]) -> _Text:
    """Take what was read from the picture; where that could not be done, say so and keep what there is."""
    what = f"page {number} is a picture of text"
    if (
        text.fault == _STAMPED
        and not isinstance(scan, str)
        and _letters(scan.lines) < 2 * _letters(text.lines)
    ):
        # A cover with a background picture: the text layer says it all, and exactly.
        text.fault = None
        return text
    if text.fault not in {_SCAN, _STAMPED}:
        part = "the text layer" if text.garbled > _WHOLLY else "part of the text layer"
        what = f"{part} of page {number} is not what is printed ({text.fault})"
        warnings.append(Warn("garbled", what, number))
    if isinstance(scan, str):
        if 0 < text.garbled < _UNUSABLE:
            # A heading's font is broken: what can be read is worth more than nothing.
            text.fault = None
        warnings.append(Warn("unread-picture", f"{what}: {scan}", number))
        return text
    added = text.form.added if text.form else ()
    if not scan.lines and not added:
        warnings.append(Warn("picture", f"page {number} is a picture in which no text was found", number))
        return text
    warnings += scan.warnings
    lines = add_to_lines(scan.lines, added, number) if added else scan.lines
    return _Text(lines, scan.engine, text.hidden, scan.confidence, specks=scan.specks, form=text.form)


def _letters(lines: tuple[Line, ...]) -> int:
    return sum(len("".join(line.text.split())) for line in lines)


def _with_text(page: Page, text: _Text) -> Page:
    """The page with other lines, and what is to be said about them."""
    whole = "\n".join(line.text for line in text.lines)
    quality = replace(
        page.quality,
        engine=text.engine,
        characters=_letters(text.lines),
        stop_words=stop_word_share(whole),
        ocr_confidence=text.confidence,
        struck=sum(line.struck for line in text.lines),
        hidden=text.hidden,
        inserted=0 if text.fault else text.inserted,
        usable=text.fault is None,
    )
    fields: tuple[FormField, ...] = text.form.fields if text.form else ()
    return replace(page, lines=text.lines, quality=quality, fields=fields, specks=text.specks)


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
