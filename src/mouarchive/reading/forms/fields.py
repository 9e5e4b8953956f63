"""What was filled into a form or typed onto a page, put where it stands: no text layer holds it.

What programs type or stamp onto a finished page ("28" on the line for the day) is shown and printed with it.
A field's words stand in the file beside the page, too. What the page shows of a field is its appearance, a
small drawing; where that is missing or the file asks for new ones, programs draw the value. So the words
taken are those of the appearance where it has any, else the value's. Password fields are never read; what
nobody sees is counted, never read out.
"""

from __future__ import annotations

import textwrap
import unicodedata
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec.structs import replace

from mouarchive.model import Box, FormField, Warn
from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.forms.forms_rules import FORMS
from mouarchive.reading.text.glyphs import Style, display_point
from mouarchive.reading.text.lines import line_of
from mouarchive.reading.text.words import Piece, Word, piece_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.model import Line
    from mouarchive.reading.drawing.drawn import Drawing
    from mouarchive.reading.process.gate import Gate
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = [
    "CROSSED", "EMPTY", "TYPED", "Filled", "FilledIn", "FormFields", "add_to_lines", "covered", "dark_boxes",
    "fill_in",
]  # fmt: skip

CROSSED, EMPTY = "\u2612", "\u2610"
"""How a box that is ticked and one that is not are written: ballot boxes, whatever the form draws."""

TYPED = "typed"
"""The kind of what was typed or stamped onto the page."""

_UNSEEN = 0b100010  # fact: PDF's flags Hidden and NoView
_MULTILINE, _PASSWORD, _BUTTON, _COMBO = 1 << 12, 1 << 13, 1 << 16, 1 << 17  # fact: PDF's flags of fields
_FULL = 255  # fact: shades between black and white
_COLOURS = (("g", 1), ("rg", 3))  # fact: PDF's operators of a colour, and how many numbers each takes
_BLANKS = frozenset("_.\u2026-\u2013")
_TYPED = frozenset(("/FreeText", "/Stamp"))


class Filled(NamedTuple):
    """A field that holds something: its box on the displayed page, its words, its type size if it says one.

    `kind` is text, choice, box or typed; `unseen` says why nobody sees it (hidden, password, outside,
    white), and then `text` is empty and `letters` alone tell how much it holds. `other` counts the letters of
    a value that the page shows as other words.
    """

    kind: str
    box: Box
    text: str
    letters: int
    size: float | None = None
    lines: bool = False
    unseen: str = ""
    other: int = 0


class _Said(msgspec.Struct, frozen=True):
    """A field's words as they show, the letters stored, and those stored and not shown."""

    text: str
    letters: int
    other: int = 0


class FormFields:
    """The form of one file, where it has one, and what was typed onto its pages."""

    def __init__(self, gate: Gate) -> None:
        self._reader = gate.reader
        self._form = gate.form()
        self._fresh = _true(self._form, "/NeedAppearances")

    def on(self, page: OpenPage, number: int) -> tuple[Filled, ...]:
        """The filled fields of page `number` (from 1), in the file's order; a broken one is passed over."""
        found: list[Filled] = []
        try:
            if self._form is None and not page.is_typed_on():
                return ()
            pdf_page: Any = self._reader.pages[number - 1]
            entries = list(_plain(pdf_page.get("/Annots")) or ())[: FORMS.fields]
        except Exception:  # noqa: BLE001 - a broken list of notes never keeps the page from being read
            return ()
        for entry in entries:
            try:
                widget: Any = _plain(entry)
                if widget.get("/Subtype") == "/Widget" and self._form is not None:
                    found += self._filled(widget, pdf_page, page)
                elif widget.get("/Subtype") in _TYPED:
                    found += self._typed(widget, pdf_page, page)
            except Exception:  # noqa: BLE001, S112 - as above
                continue
        return tuple(found)

    def _filled(self, widget: Any, pdf_page: Any, page: OpenPage) -> Iterator[Filled]:
        flags = int(_inherited(widget, "/Ff") or 0)
        kind = str(_inherited(widget, "/FT"))
        box = _box(widget, page)
        if kind == "/Btn":
            if not flags & _BUTTON and not _hides(widget, box, page):
                yield Filled("box", box, CROSSED if _ticked(widget) else EMPTY, 0)
            return
        if kind not in {"/Tx", "/Ch"}:
            return
        secret = kind == "/Tx" and bool(flags & _PASSWORD)
        why = "password" if secret else _hides(widget, box, page) or self._white(widget)
        said = self._said(widget, pdf_page, drawn=not (why or (kind == "/Ch" and not flags & _COMBO)))
        if not said.letters and not said.text:
            return
        name = "text" if kind == "/Tx" else "choice"
        if why:
            yield Filled(name, box, "", said.letters, unseen=why)
            return
        size = self._type_size(widget)
        multiline = bool(flags & _MULTILINE)
        yield Filled(name, box, said.text, said.letters, size, multiline, other=said.other)

    def _typed(self, note: Any, pdf_page: Any, page: OpenPage) -> Iterator[Filled]:
        """What a note typed onto the page shows; a stamp that is only a picture says nothing."""
        box = _box(note, page)
        said = _appearance(note, pdf_page)
        if not said and note.get("/Subtype") == "/FreeText":
            said = _words(_plain(note.get("/Contents", "")))[: FORMS.characters]
        why = _hides(note, box, page)
        if _letters(said):
            lines = "\n" in said
            yield Filled(
                TYPED, box, "" if why else said, len(_letters(said)), self._type_size(note), lines, why
            )

    def _said(self, widget: Any, pdf_page: Any, *, drawn: bool) -> _Said:
        """What the field says; `drawn` where its appearance may be asked."""
        value = _value(widget)
        letters = _letters(value)
        shown = "" if self._fresh or not drawn else _appearance(widget, pdf_page)
        if not _letters(shown) or _bare(shown) == _bare(value):
            return _Said(value, len(letters))
        if letters and _bare(value).startswith(_bare(shown)):
            # A long value runs out of its box; the rest of it is there for who scrolls.
            return _Said(value, len(letters))
        return _Said(shown, len(_letters(shown)), len(letters))

    def _white(self, widget: Any) -> str:
        """Whether the field is set in white on a ground that is not darker."""
        words = str(_inherited(widget, "/DA") or _get(self._form, "/DA") or "").split()
        ground = _get(_get(widget, "/MK"), "/BG")
        return "white" if _in_white(words) and not (ground and not _are_white(ground)) else ""

    def _type_size(self, widget: Any) -> float | None:
        """The size its default appearance asks for; None where it is left to the program that draws."""
        words = str(_inherited(widget, "/DA") or _get(self._form, "/DA") or "").split()
        if "Tf" not in words or words.index("Tf") == 0:
            return None
        size = float(words[words.index("Tf") - 1])
        return size if size > 0 else None


# ------------------------------------------------------------------ one field


def _plain(item: Any) -> Any:
    return item.get_object() if hasattr(item, "get_object") else item


def _get(holder: Any, key: str) -> Any:
    """An entry of a dictionary that may be missing or no dictionary at all."""
    holder = _plain(holder)
    return _plain(holder.get(key)) if hasattr(holder, "get") else None


def _true(holder: Any, key: str) -> bool:
    value = _get(holder, key)
    return bool(getattr(value, "value", value))


def _are_white(tones: Sequence[Any]) -> bool:
    """Whether all parts of a colour, 0..1, are as light as paper."""
    return len(tones) > 0 and min(float(tone) for tone in tones) * _FULL >= DRAWING.white


def _in_white(words: list[str]) -> bool:
    """Whether a default appearance sets the colour of type to white."""
    for operator, many in _COLOURS:
        if operator in words:
            at = words.index(operator)
            return _are_white(words[max(0, at - many) : at])
    return False


def _inherited(widget: Any, key: str) -> Any:
    """An entry of a field or of the nearest field above it that has one."""
    holder = widget
    for _ in range(FORMS.depth):
        found = _get(holder, key)
        if found is not None:
            return found
        holder = _get(holder, "/Parent")
        if holder is None:
            return None
    return None


def _box(widget: Any, page: OpenPage) -> Box:
    left, bottom, right, top = (float(_plain(edge)) for edge in _get(widget, "/Rect"))
    point = display_point(page.crop, page.rotation)
    (ax, ay), (bx, by) = point(left, bottom), point(right, top)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _hides(widget: Any, box: Box, page: OpenPage) -> str:
    if int(_get(widget, "/F") or 0) & _UNSEEN or min(box.x1 - box.x0, box.y1 - box.y0) < 1:
        return "hidden"
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return "" if 0 <= x <= page.width and 0 <= y <= page.height else "outside"


def _ticked(widget: Any) -> bool:
    state = _get(widget, "/AS")
    if state is None:
        state = _inherited(widget, "/V")
        states = _get(_get(widget, "/AP"), "/N")
        if hasattr(states, "keys") and not hasattr(states, "get_data") and state not in states:
            return False
    return state is not None and str(state) not in {"/Off", ""}


def _value(widget: Any) -> str:
    value = _inherited(widget, "/V")
    names = {}
    for option in _inherited(widget, "/Opt") or ():
        pair = _plain(option)
        if isinstance(pair, list) and len(pair) > 1:
            names[_words(pair[0])] = _words(pair[1])
    values = value if isinstance(value, list) else [value]
    said = [_words(_plain(one)) for one in values if one is not None]
    return ", ".join(names.get(one, one) for one in said)[: FORMS.characters]


def _words(value: Any) -> str:
    """A value as text: control characters are spaces, lines stay."""
    if hasattr(value, "get_data"):
        value = value.get_data()
    if isinstance(value, bytes):
        utf16 = value[:2] in {b"\xfe\xff", b"\xff\xfe"}
        value = value.decode("utf-16" if utf16 else "latin-1", "replace")
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in text).strip()


def _appearance(widget: Any, pdf_page: Any) -> str:
    """The words that the field's own drawing shows; nothing where it has none or they cannot be told."""
    drawing = _get(_get(widget, "/AP"), "/N")
    if not hasattr(drawing, "get_data"):
        return ""
    try:
        text = _words(pdf_page.extract_xform_text(drawing))[: FORMS.characters]
    except Exception:  # noqa: BLE001 - a font that cannot be read says nothing against the value
        return ""
    return "" if "\ufffd" in text else text


def _letters(text: str) -> Sequence[str]:
    return [character for character in text if unicodedata.category(character)[0] in "LN"]


def _bare(text: str) -> str:
    return "".join(_letters(unicodedata.normalize("NFKC", text))).casefold()


# ------------------------------------------------------------------ among the words of the page


class FilledIn(msgspec.Struct, frozen=True):
    """A page's pieces with the words of its form; `added` are those that a picture of the page does not show.

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
    dark = [fill.box for fill in drawing.fills if max(fill.rgb) <= DRAWING.dark]
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
    usual = median(piece.size for piece in pieces) if pieces else FORMS.size
    for one in shown:
        for words in _rows(one, pieces, usual):
            if one.kind != TYPED:
                added.append(piece_of(words))
            whole = _with_words(whole, words, one.box)
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
    size = one.size or min(usual, FORMS.height * (one.box.y1 - one.box.y0)) or usual
    lines = [line.strip() for line in one.text.split("\n") if line.strip()]
    if one.lines:
        most = max(1, int((one.box.x1 - one.box.x0) / (FORMS.letter * size)))
        wrap = textwrap.TextWrapper(most, break_long_words=False, break_on_hyphens=False)
        lines = [part for line in lines for part in wrap.wrap(line)]
        tops = [one.box.y0 + 2 + size * (1 + FORMS.leading * at) for at in range(len(lines))]
        return [
            _set(line, one.box, min(top, one.box.y1), size) for line, top in zip(lines, tops, strict=True)
        ]
    middle = (one.box.y0 + one.box.y1) / 2 + FORMS.middle * size
    beside = _beside(one.box, middle, size, pieces)
    if beside is not None:
        return [_set(" ".join(lines), one.box, beside.baseline, beside.size)]
    return [_set(" ".join(lines), one.box, middle, size)]


def _beside(box: Box, baseline: float, size: float, pieces: Sequence[Piece]) -> Piece | None:
    """The printed line that the field belongs to: the nearest whose baseline runs through its box."""
    near = [
        piece
        for piece in pieces
        if not piece.turned
        and abs(piece.baseline - baseline) <= FORMS.beside * max(size, piece.size)
        and box.y0 - 2 <= piece.baseline <= box.y1 + 2
    ]
    middle = (box.x0 + box.x1) / 2
    return min(
        near,
        key=lambda it: (round(abs(it.baseline - baseline)), min(abs(it.x1 - middle), abs(it.x0 - middle))),
        default=None,
    )


def _set(text: str, box: Box, baseline: float, size: float) -> list[Word]:
    """Words side by side from the box's left edge, as wide as type of that size usually is."""
    style = Style(size, bold=False, italic=False)
    step = min(FORMS.letter * size, (box.x1 - box.x0) / max(1, len(text)))
    found: list[Word] = []
    at = 0
    for part in text.split():
        at = text.index(part, at)
        x0, x1 = box.x0 + at * step, box.x0 + (at + len(part)) * step
        top, bottom = baseline - FORMS.height * size, baseline + (1 - FORMS.height) * size
        found.append(Word(" ", part, x0, top, x1, bottom, baseline, style))
        at += len(part)
    return found


def _with_words(pieces: list[Piece], words: list[Word], box: Box) -> list[Piece]:
    """The pieces with words inside the one that they stand in, or as a piece of their own."""
    baseline, size = words[0].baseline, words[0].style.size
    left, right = words[0].x0, words[-1].x1
    for index, piece in enumerate(pieces):
        near = abs(piece.baseline - baseline) <= FORMS.same_line * size and not piece.turned
        if near and piece.x0 < right and piece.x1 > left:
            rest = [word for word in piece.words if not _written_over(word, box)]
            before = [word for word in rest if (word.x0 + word.x1) / 2 < (left + right) / 2]
            after = rest[len(before) :]
            after[:1] = [word._replace(lead=word.lead or " ") for word in after[:1]]
            line = [*before, *words, *after]
            whole = piece_of(line, hyphen=piece.hyphen, confidence=piece.confidence)
            return [*pieces[:index], whole, *pieces[index + 1 :]]
    return [*pieces, piece_of(words)]


def _written_over(word: Word, box: Box) -> bool:
    """Whether a word is a row of dots or underscores that the field stands on."""
    return set(word.text) <= _BLANKS and box.x0 - 2 <= (word.x0 + word.x1) / 2 <= box.x1 + 2


# ------------------------------------------------------------------ what to say of it


def _warnings(found: Sequence[Filled], shown: Sequence[Filled], under: int, number: int) -> list[Warn]:
    warnings: list[Warn] = []
    typed = sum(one.kind == TYPED for one in shown)
    if typed:
        warnings.append(
            Warn(
                "typed-on",
                f"words were typed or stamped onto page {number} after it was made:"
                " they stand in the text where they are shown",
                number,
            )
        )
    filled = sum(one.kind != TYPED and (one.letters > 0 or one.kind == "box") for one in shown)
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
