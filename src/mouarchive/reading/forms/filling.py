"""Put what was filled into a form where it stands among a page's words."""

from __future__ import annotations

import textwrap
from statistics import median
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.model import FormField, Warn
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.lines import line_of
from mouarchive.reading.text.words import Piece, Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mouarchive.model import Box, Line
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.forms.fields import Filled
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["FilledIn", "add_to_lines", "covered", "dark_boxes", "fill_in"]

_DEFAULT_SIZE = 11.0
_HEIGHT_SHARE = 0.75
_LETTER_EM = 0.5
_LEADING = 1.15
_RISE_EM, _DEPTH_EM = 0.75, 0.2
_MIDDLE_EM = 0.35
_SNAP_EM = 0.6
_SLACK = 2.0
_DARK = 100
_BLANKS = frozenset("_.\u2026-\u2013")


class FilledIn(msgspec.Struct, frozen=True):
    """A page's pieces with the words of its form; `added` are the new ones by themselves.

    `fields` are what was put in; `warnings` what a reader must know of them.
    """

    pieces: list[Piece]
    added: tuple[Piece, ...] = ()
    fields: tuple[FormField, ...] = ()
    warnings: tuple[Warn, ...] = ()

    @property
    def words(self) -> str:
        """All that was put in: no other reader of the page's text layer knows it."""
        return "".join(field.text for field in self.fields)


def dark_boxes(page: OpenPage, drawing: Drawing) -> list[Box]:
    """Boxes that black something out, and marks that ask for it: a field there says nothing."""
    dark = [fill.box for fill in drawing.fills if max(fill.rgb) < _DARK]
    return dark + [box for box, certain in page.cover_annotations() if certain]


def fill_in(pieces: list[Piece], found: Sequence[Filled], covers: Sequence[Box], number: int) -> FilledIn:
    """Put each field that can be seen at its place among the pieces of page `number`.

    `covers` are the passages blacked out on the page: a field under one says nothing. What was printed for
    the pen to write on, a row of dots or underscores, goes where the words stand on it.
    """
    if not found:
        return FilledIn(pieces)
    shown = [one for one in found if one.text and not covered(one.box, covers)]
    under = sum(one.letters for one in found if one not in shown and not one.unseen)
    whole, added = list(pieces), list[Piece]()
    usual = median(piece.size for piece in pieces) if pieces else _DEFAULT_SIZE
    for one in shown:
        for words in _rows(one, pieces, usual):
            added.append(piece_of(words))
            _place(whole, words, one.box)
    fields = tuple(FormField(one.kind, _rounded(one.box), one.text) for one in shown)
    return FilledIn(whole, tuple(added), fields, tuple(_warnings(found, shown, under, number)))


def add_to_lines(lines: Sequence[Line], added: Sequence[Piece], number: int) -> tuple[Line, ...]:
    """Lines read from a picture, which shows no form, with each field's words as a line at its height."""
    whole = list(lines)
    for piece in added:
        line = line_of([piece], number)
        at = next((at for at, other in enumerate(whole) if other.baseline > line.baseline), len(whole))
        whole.insert(at, line)
    return tuple(whole)


def covered(box: Box, covers: Sequence[Box]) -> bool:
    """Whether a passage blacked out lies over (or, being drawn first, under) the middle of a field."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(cover.x0 <= x <= cover.x1 and cover.y0 <= y <= cover.y1 for cover in covers)


def _rounded(box: Box) -> Box:
    return replace(box, **{edge: round(getattr(box, edge), 2) for edge in ("x0", "y0", "x1", "y1")})


# ------------------------------------------------------------------ where it stands


def _rows(one: Filled, pieces: Sequence[Piece], usual: float) -> list[list[Word]]:
    """The words of a field, line by line, each with its place."""
    size = one.size or min(usual, _HEIGHT_SHARE * (one.box.y1 - one.box.y0)) or usual
    lines = [line.strip() for line in one.text.split("\n") if line.strip()]
    if one.lines:
        most = max(1, int((one.box.x1 - one.box.x0) / (_LETTER_EM * size)))
        wrap = textwrap.TextWrapper(most, break_long_words=False, break_on_hyphens=False)
        lines = [part for line in lines for part in wrap.wrap(line)]
        tops = [one.box.y0 + _SLACK + size * (1 + _LEADING * at) for at in range(len(lines))]
        return [
            _words(line, one.box, min(top, one.box.y1), size) for line, top in zip(lines, tops, strict=True)
        ]
    middle = (one.box.y0 + one.box.y1) / 2 + _MIDDLE_EM * size
    beside = _beside(one.box, middle, size, pieces)
    if beside is not None:
        return [_words(" ".join(lines), one.box, beside.baseline, beside.size)]
    return [_words(" ".join(lines), one.box, middle, size)]


def _beside(box: Box, baseline: float, size: float, pieces: Sequence[Piece]) -> Piece | None:
    """The printed line that the field belongs to: the nearest whose baseline runs through its box."""
    near = [
        piece
        for piece in pieces
        if not piece.turned
        and abs(piece.baseline - baseline) <= _SNAP_EM * max(size, piece.size)
        and box.y0 - _SLACK <= piece.baseline <= box.y1 + _SLACK
    ]
    middle = (box.x0 + box.x1) / 2
    return min(
        near,
        key=lambda it: (round(abs(it.baseline - baseline)), min(abs(it.x1 - middle), abs(it.x0 - middle))),
        default=None,
    )


def _words(text: str, box: Box, baseline: float, size: float) -> list[Word]:
    """Words side by side from the box's left edge, as wide as type of that size usually is."""
    style = Style(size, bold=False, italic=False)
    step = min(_LETTER_EM * size, (box.x1 - box.x0) / max(1, len(text)))
    found: list[Word] = []
    at = 0
    for part in text.split():
        at = text.index(part, at)
        x0, x1 = box.x0 + at * step, box.x0 + (at + len(part)) * step
        top, bottom = baseline - _RISE_EM * size, baseline + _DEPTH_EM * size
        found.append(Word(" ", part, x0, top, max(x1, x0 + 0.1), bottom, baseline, style))
        at += len(part)
    return found


def _place(pieces: list[Piece], words: list[Word], box: Box) -> None:
    """Put words inside the piece that they stand in, or as a piece of their own."""
    baseline, size = words[0].baseline, words[0].style.size
    left, right = words[0].x0, words[-1].x1
    for index, piece in enumerate(pieces):
        near = abs(piece.baseline - baseline) <= 0.3 * size and not piece.turned
        if near and piece.x0 < right and piece.x1 > left:
            rest = [word for word in piece.words if not _written_over(word, box)]
            before = [word for word in rest if (word.x0 + word.x1) / 2 < (left + right) / 2]
            after = rest[len(before) :]
            if after:
                after = [after[0]._replace(lead=after[0].lead or " "), *after[1:]]
            pieces[index] = piece_of(
                [*before, *words, *after], hyphen=piece.hyphen, confidence=piece.confidence
            )
            return
    pieces.append(piece_of(words))


def _written_over(word: Word, box: Box) -> bool:
    """Whether a word is a row of dots or underscores that the field stands on."""
    return set(word.text) <= _BLANKS and box.x0 - _SLACK <= (word.x0 + word.x1) / 2 <= box.x1 + _SLACK


# ------------------------------------------------------------------ what to say of it


def _warnings(found: Sequence[Filled], shown: Sequence[Filled], under: int, number: int) -> list[Warn]:
    warnings: list[Warn] = []
    filled = sum(one.letters > 0 or one.kind == "box" for one in shown)
    if filled:
        what = "1 form field" if filled == 1 else f"{filled} form fields"
        them = "what it holds stands" if filled == 1 else "what they hold stands"
        warnings.append(
            Warn("form-field", f"page {number} has {what}: {them} in the text where it is shown", number)
        )
    unseen = sum(one.letters for one in found if one.unseen)
    if unseen:
        warnings.append(
            Warn(
                "form-hidden",
                f"page {number} has form fields that nobody sees ({_so_many(unseen)});"
                " they are left out here",
                number,
            )
        )
    if under:
        warnings.append(
            Warn(
                "text-under-box",
                f"the file still holds form fields under boxes on page {number} ({_so_many(under)});"
                " they are left out here, do not publish the file before a person has looked",
                number,
            )
        )
    if any(one.other for one in shown):
        warnings.append(
            Warn(
                "form-differs",
                f"page {number} has a form field that shows other words than it stores;"
                " those shown are taken",
                number,
            )
        )
    return warnings


def _so_many(letters: int) -> str:
    return "1 letter" if letters == 1 else f"{letters} letters"
