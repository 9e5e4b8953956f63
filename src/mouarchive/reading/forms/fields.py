"""What was filled into a form: values of fields, which no text layer holds, at their places on the page.

A field's words stand in the file beside the page, not on it. What the page shows of a field is its
appearance, a small drawing; where that is missing or the file asks for new ones, programs draw the value.
So the words taken are those of the appearance where it has any, else the value's. Password fields are never
read; fields that nobody sees are counted, never read out.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mouarchive.model import Box
from mouarchive.reading.text.glyphs import display_point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mouarchive.reading.gate import Gate
    from mouarchive.reading.text.pdfium import OpenPage

__all__ = ["CROSSED", "EMPTY", "Filled", "FormFields"]

CROSSED, EMPTY = "\u2612", "\u2610"
"""How a box that is ticked and one that is not are written: ballot boxes, whatever the form draws."""

_MOST_FIELDS = 2_000
_MOST_CHARACTERS = 20_000
_DEEPEST = 16
_UNSEEN = 0b100010  # the flags Hidden and NoView
_MULTILINE, _PASSWORD, _BUTTON, _COMBO = 1 << 12, 1 << 13, 1 << 16, 1 << 17
_LEAST = 1.0
_WHITE = 0.94


class Filled(NamedTuple):
    """A field that holds something: its box on the displayed page, its words, its type size if it says one.

    `kind` is text, choice or box; `unseen` says why nobody sees it (hidden, password, outside, white), and
    then `text` is empty and `letters` alone tell how much it holds. `other` counts the letters of a value
    that the page shows as other words.
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
    """The form of one file, where it has one."""

    def __init__(self, gate: Gate) -> None:
        self._reader = gate.reader
        self._form = gate.form()
        self._fresh = _true(self._form, "/NeedAppearances")

    def on(self, page: OpenPage, number: int) -> tuple[Filled, ...]:
        """The filled fields of page `number` (from 1), in the file's order; a broken one is passed over."""
        if self._form is None:
            return ()
        found: list[Filled] = []
        try:
            pdf_page: Any = self._reader.pages[number - 1]
            entries = list(_plain(pdf_page.get("/Annots")) or ())[:_MOST_FIELDS]
        except Exception:  # noqa: BLE001 - a broken list of notes never keeps the page from being read
            return ()
        for entry in entries:
            try:
                widget: Any = _plain(entry)
                if widget.get("/Subtype") == "/Widget":
                    found += self._filled(widget, pdf_page, page)
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
        if ground is not None and len(ground) and min(float(part) for part in ground) < _WHITE:
            return ""
        for operator, many in (("g", 1), ("rg", 3)):
            if operator in words:
                at = words.index(operator)
                tones = [float(word) for word in words[max(0, at - many) : at]]
                return "white" if tones and min(tones) >= _WHITE else ""
        return ""

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


def _inherited(widget: Any, key: str) -> Any:
    """An entry of a field or of the nearest field above it that has one."""
    holder = widget
    for _ in range(_DEEPEST):
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
    if int(_get(widget, "/F") or 0) & _UNSEEN or min(box.x1 - box.x0, box.y1 - box.y0) < _LEAST:
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
    return ", ".join(names.get(one, one) for one in said)[:_MOST_CHARACTERS]


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
        text = _words(pdf_page.extract_xform_text(drawing))[:_MOST_CHARACTERS]
    except Exception:  # noqa: BLE001 - a font that cannot be read says nothing against the value
        return ""
    return "" if "\ufffd" in text else text


def _letters(text: str) -> Sequence[str]:
    return [character for character in text if unicodedata.category(character)[0] in "LN"]


def _bare(text: str) -> str:
    return "".join(_letters(unicodedata.normalize("NFKC", text))).casefold()
