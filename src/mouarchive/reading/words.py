"""Characters to words, and words to pieces: what the file draws in one go on one baseline.

A piece ends at a line end, at a hyphen that the engine used to join two printed lines (U+FFFE), where
the baseline jumps and where the writing goes back to the left. Spaces that the file leaves out are put in
where the gap between two letters is at least a tenth of the type size, unless the piece is letter-spaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mouarchive.reading.glyphs import Style, characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mouarchive.reading.glyphs import Glyphs

__all__ = ["Piece", "Word", "cut", "piece_of"]

_SPACE_GAP_EM = 0.10
_SCRIPT_GAP_EM = 0.25
_SAME_BASELINE = 0.12
_JITTER = 0.25
_SCRIPT_SHIFT = 0.60
_SCRIPT_SIZE = 0.88
_GOES_BACK = 0.8
_LETTER_SPACED_SHARE = 0.4
_LEAST_PATTERN = 2
_REPAIRED = "\x00"
_LINE_ENDS = "\r\n"
_ENGINE_HYPHEN = "\ufffe"


class Word(NamedTuple):
    """Letters of one style without white space; `lead` is the white space, as extracted, before them."""

    lead: str
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    style: Style


@dataclass(slots=True)
class Piece:
    """Words in one stroke on one baseline.

    `hyphen` where the engine saw a hyphen at a line's end; `confidence` is the OCR engine's, 0..100.
    """

    words: list[Word]
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    hyphen: bool = False
    turned: bool = False
    confidence: float | None = None


def piece_of(words: list[Word], *, hyphen: bool = False, confidence: float | None = None) -> Piece:
    """A piece around its words: its baseline and size are those of its largest type."""
    largest = max(words, key=lambda word: (round(word.style.size, 1), len(word.text)))
    return Piece(
        words,
        x0=min(word.x0 for word in words),
        y0=min(word.y0 for word in words),
        x1=max(word.x1 for word in words),
        y1=max(word.y1 for word in words),
        baseline=largest.baseline,
        size=largest.style.size,
        hyphen=hyphen,
        turned=largest.style.turned,
        confidence=confidence,
    )


def cut(glyphs: Glyphs, style_of: Callable[[int], Style]) -> list[Piece]:
    """Cut a page's characters (in display coordinates) into pieces, in content order.

    `style_of` answers for a text object's address.
    """
    cutter = _Cutter(style_of)
    letter, space, end = cutter.letter, cutter.space, cutter.end_piece
    for character, x0, y0, x1, y1, baseline, text_object in zip(
        characters(glyphs.units),
        glyphs.left,
        glyphs.top,
        glyphs.right,
        glyphs.bottom,
        glyphs.y,
        glyphs.objects,
        strict=True,
    ):
        if not character or character == "\x00":
            continue
        if character in _LINE_ENDS:
            end()
        elif character == _ENGINE_HYPHEN:
            letter("-", x0, y0, x1, y1, baseline, text_object)
            end(hyphen=True)
        elif character.isspace():
            space(character)
        else:
            letter(character, x0, y0, x1, y1, baseline, text_object)
    end()
    return cutter.pieces


class _Cutter:
    """Collects letters into a word, words into a piece, pieces into a list."""

    def __init__(self, style_of: Callable[[int], Style]) -> None:
        self.pieces: list[Piece] = []
        self._style_of = style_of
        self._styles: dict[int, Style] = {}
        self._words: list[Word] = []
        self._lead = ""
        self._text = ""
        self._x0 = self._y0 = self._x1 = self._y1 = self._base = 0.0
        self._left = self._height = 0.0
        self._object = 0
        self._style = Style(0.0, bold=False, italic=False)

    def space(self, character: str) -> None:
        """White space as extracted: it ends a word and stands before the next."""
        self._end_word()
        self._lead += character

    def letter(  # noqa: PLR0917 - called once a character: names would cost a tenth of the time
        self, character: str, x0: float, y0: float, x1: float, y1: float, baseline: float, text_object: int
    ) -> None:
        """Take the next character; a zero-width one stays with the word before it."""
        height = y1 - y0
        if self._text and x1 <= x0:
            self._text += character
            return
        if self._text or self._words:
            self._part(x0, baseline, height, text_object)
        if self._text:
            self._text += character
            self._x0, self._x1 = min(self._x0, x0), max(self._x1, x1)
            self._y0, self._y1 = min(self._y0, y0), max(self._y1, y1)
        else:
            self._text = character
            self._style = self._style_at(text_object, height)
            self._x0, self._y0, self._x1, self._y1, self._base = x0, y0, x1, y1, baseline
        self._left, self._height, self._object = x0, height, text_object

    def _part(self, x0: float, baseline: float, height: float, text_object: int) -> None:
        """Decide what stands between the last letter and the next: nothing, a word's end or a piece's."""
        shift = abs(baseline - self._base)
        tall = max(height, self._height)
        if shift > _SAME_BASELINE * tall or x0 < self._left - _GOES_BACK * tall:
            self._jump(shift, tall, x0, height, text_object)
            return
        if not self._text:
            return
        if text_object != self._object and self._style_at(text_object, height) != self._style:
            # Before the gap is judged: "1.2" in bold and the heading in regular type may stand close.
            self._end_word_with_gap(x0, _SPACE_GAP_EM * min(tall, self._style.size or tall))
        elif x0 - self._x1 >= _SPACE_GAP_EM * min(tall, self._style.size or tall):
            self._end_word()
            self._lead = _REPAIRED

    def _jump(self, shift: float, tall: float, x0: float, height: float, text_object: int) -> None:
        """The baseline moved or the writing went back: turned text, a raised figure or a new piece."""
        style = self._style_at(text_object, height)
        if style.turned and self._style.turned:
            if text_object != self._object:
                self.end_piece()
            return
        if x0 < self._left - _GOES_BACK * tall or style.turned != self._style.turned:
            self.end_piece()
            return
        small = min(height, self._height) < _SCRIPT_SIZE * tall
        if small and shift <= _SCRIPT_SHIFT * tall:
            self._end_word_with_gap(x0, _SCRIPT_GAP_EM * tall)
        elif shift <= _JITTER * tall:
            self._end_word_with_gap(x0, _SPACE_GAP_EM * tall)
        else:
            self.end_piece()

    def _end_word_with_gap(self, x0: float, least: float) -> None:
        if self._text and x0 - self._x1 >= least:
            self._end_word()
            self._lead = _REPAIRED
        else:
            self._end_word()

    def _style_at(self, text_object: int, height: float) -> Style:
        if not text_object:
            return self._style if self._text else Style(height, bold=False, italic=False)
        known = self._styles.get(text_object)
        if known is None:
            known = self._style_of(text_object)
            if known.size <= 0:
                known = known._replace(size=height)
            self._styles[text_object] = known
        return known

    def _end_word(self) -> None:
        if self._text:
            self._words.append(
                Word(self._lead, self._text, self._x0, self._y0, self._x1, self._y1, self._base, self._style)
            )
            self._text = self._lead = ""

    def end_piece(self, *, hyphen: bool = False) -> None:
        """Close the piece, if there is one; white space at its end is dropped."""
        self._end_word()
        if self._words:
            self.pieces.append(piece_of(_settle_spaces(self._words), hyphen=hyphen))
        self._words = []
        self._lead = ""


def _settle_spaces(words: list[Word]) -> list[Word]:
    """Turn the gaps found between letters into spaces, or into nothing where the type is letter-spaced."""
    gaps = sum(word.lead == _REPAIRED for word in words)
    if not gaps:
        return words
    pairs = sum(len(word.text) - 1 for word in words) + gaps
    if gaps < _LEAST_PATTERN or gaps < _LETTER_SPACED_SHARE * pairs:
        return [word._replace(lead=" ") if word.lead == _REPAIRED else word for word in words]
    return list(_join_letters(words))


def _join_letters(words: list[Word]) -> Iterable[Word]:
    joined: list[Word] = []
    for word in words:
        if word.lead == _REPAIRED and joined:
            before = joined[-1]
            joined[-1] = before._replace(
                text=before.text + word.text,
                x1=max(before.x1, word.x1),
                y0=min(before.y0, word.y0),
                y1=max(before.y1, word.y1),
            )
        else:
            joined.append(word)
    return joined
