"""Characters to words, and words to pieces: what the file draws in one go on one baseline.

A piece ends at a line end, at a hyphen that the engine used to join two printed lines (U+FFFE), where
the baseline jumps and where the writing goes back to the left. Spaces that the file leaves out are put in
where the gap between two letters is at least a tenth of the type size, unless the piece is letter-spaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import sub
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
_SAME_EDGE = 0.01
_TIGHT = 0.07
_SURROGATE = re.compile("[\ud800-\udfff]")
# U+FFFE is the engine's sign for a hyphen at a line's end, U+0000 a character that was struck out.
_TOKEN = re.compile(
    "(?P<word>[^\\s\ufffe\x00]+)|(?P<end>[\r\n]+)|(?P<space>[^\\S\r\n]+)|(?P<hyphen>\ufffe)|(?P<none>\x00+)"
)


class Word(NamedTuple):
    """Letters of one style without white space; `lead` is the white space, as extracted, before them.

    `glyphs` are the first and behind the last of its characters on the page.
    """

    lead: str
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    style: Style
    glyphs: tuple[int, int] = (0, 0)


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
    cutter = _Cutter(glyphs, style_of)
    text = glyphs.units.tobytes().decode("utf-16-le", "surrogatepass")
    whole_words = len(text) == len(glyphs.units) and not _SURROGATE.search(text)
    if not whole_words:
        # Characters beyond the first plane take two units: one entry for each unit again.
        letters = characters(glyphs.units)
        text = "".join(letter or "\x00" for letter in letters)
    for found in _TOKEN.finditer(text):
        first, end = found.span()
        kind = found.lastgroup
        if kind == "word":
            cutter.word(found.group(), first, end)
        elif kind == "space":
            cutter.space(found.group())
        elif kind == "hyphen":
            cutter.letter("-", first)
            cutter.end_piece(hyphen=True)
        elif kind == "end":
            cutter.end_piece()
    cutter.end_piece()
    return cutter.pieces


class _Cutter:
    """Collects letters into a word, words into a piece, pieces into a list."""

    def __init__(self, glyphs: Glyphs, style_of: Callable[[int], Style]) -> None:
        self.pieces: list[Piece] = []
        self._glyphs = glyphs
        self._style_of = style_of
        self._styles: dict[int, Style] = {}
        self._words: list[Word] = []
        self._lead = ""
        self._text = ""
        self._x0 = self._y0 = self._x1 = self._y1 = self._base = 0.0
        self._left = self._height = 0.0
        self._object = self._first = self._last = 0
        self._style = Style(0.0, bold=False, italic=False)

    def space(self, characters: str) -> None:
        """White space as extracted: it ends a word and stands before the next."""
        self._end_word()
        self._lead += characters

    def word(self, text: str, first: int, end: int) -> None:
        """Take characters without white space: in one go where they are set alike, else one by one."""
        if not self._alike(first, end):
            for index, letter in enumerate(text, start=first):
                self.letter(letter, index)
            return
        glyphs = self._glyphs
        left, top, bottom = glyphs.left[first], glyphs.top[first], glyphs.bottom[first]
        baseline, text_object = glyphs.baseline[first], glyphs.objects[first]
        if self._text or self._words:
            self._part(left, baseline, bottom - top, text_object)
        if self._text:
            self._text += text
            self._x1 = max(self._x1, glyphs.right[end - 1])
            self._y0, self._y1 = min(self._y0, top), max(self._y1, bottom)
        else:
            self._begin(text, first)
            self._x1 = glyphs.right[end - 1]
        self._last = end
        self._left, self._height, self._object = glyphs.left[end - 1], bottom - top, text_object

    def _alike(self, first: int, end: int) -> bool:
        """Whether characters stand side by side in type of one height, on one line, without a gap."""
        glyphs = self._glyphs
        if end - first == 1:
            return glyphs.right[first] > glyphs.left[first]
        tops, bottoms = glyphs.top[first:end], glyphs.bottom[first:end]
        if max(tops) - min(tops) > _SAME_EDGE or max(bottoms) - min(bottoms) > _SAME_EDGE:
            return False
        lefts, rights = glyphs.left[first:end], glyphs.right[first:end]
        height = bottoms[0] - tops[0]
        gaps = map(sub, lefts[1:], rights)
        steps = map(sub, lefts[1:], lefts)
        return (
            max(gaps) < _TIGHT * height
            and min(steps) >= 0
            and min(map(sub, rights, lefts)) > 0
            and self._style_at(glyphs.objects[first], height)
            is self._style_at(glyphs.objects[end - 1], height)
        )

    def letter(self, character: str, index: int) -> None:
        """Take one character; one without width stays with the word before it."""
        glyphs = self._glyphs
        x0, y0, x1, y1 = glyphs.left[index], glyphs.top[index], glyphs.right[index], glyphs.bottom[index]
        if self._text and x1 <= x0:
            self._text += character
            self._last = index + 1
            return
        text_object = glyphs.objects[index]
        if self._text or self._words:
            self._part(x0, glyphs.baseline[index], y1 - y0, text_object)
        if self._text:
            self._text += character
            self._x0, self._x1 = min(self._x0, x0), max(self._x1, x1)
            self._y0, self._y1 = min(self._y0, y0), max(self._y1, y1)
        else:
            self._begin(character, index)
        self._last = index + 1
        self._left, self._height, self._object = x0, y1 - y0, text_object

    def _begin(self, text: str, first: int) -> None:
        """Start a word at a character."""
        glyphs = self._glyphs
        self._text, self._first = text, first
        self._x0, self._y0 = glyphs.left[first], glyphs.top[first]
        self._x1, self._y1 = glyphs.right[first], glyphs.bottom[first]
        self._base = glyphs.baseline[first]
        self._style = self._style_at(glyphs.objects[first], self._y1 - self._y0)

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
                Word(
                    self._lead,
                    self._text,
                    self._x0,
                    self._y0,
                    self._x1,
                    self._y1,
                    self._base,
                    self._style,
                    (self._first, self._last),
                )
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
                glyphs=(before.glyphs[0], word.glyphs[1]),
                x1=max(before.x1, word.x1),
                y0=min(before.y0, word.y0),
                y1=max(before.y1, word.y1),
            )
        else:
            joined.append(word)
    return joined
