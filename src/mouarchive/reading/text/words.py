"""Characters to words, and words to pieces: what the file draws in one go on one baseline.

A piece ends at a line end, at a hyphen that the engine used to join two printed lines (U+FFFE), where
the baseline jumps and where the writing goes back to the left. Spaces that the file leaves out are put in
where the gap between two letters is at least a tenth of the type size, unless the piece is letter-spaced.
"""

from __future__ import annotations

import re
from operator import gt, sub
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.reading.text.controls import name_controls
from mouarchive.reading.text.glyphs import Style, characters
from mouarchive.reading.text.spacing import REPAIRED, settle_spaces

if TYPE_CHECKING:
    from collections.abc import Callable

    from mouarchive.reading.text.glyphs import Glyphs

__all__ = ["Piece", "Word", "cut", "piece_of"]

_SPACE_GAP_EM = 0.10
_SCRIPT_GAP_EM = 0.25
_SAME_BASELINE = 0.12
_JITTER = 0.25
_SCRIPT_SHIFT = 0.60
_SCRIPT_SIZE = 0.88
_GOES_BACK = 0.8
# A letter that rises above its font's own height makes its box a little higher.
_SAME_EDGE = 0.08
_TIGHT = 0.07
_SURROGATE = re.compile("[\ud800-\udfff]")
# White space with the word behind it, a line's end, white space by itself. U+FFFE is the engine's sign for
# a hyphen at a line's end; U+0000, a character that was struck out, is passed over.
_TOKEN = re.compile("([^\\S\r\n]*)([^\\s\ufffe\x00]+)|([\r\n]+)|([^\\S\r\n]+)|(\ufffe)")
_WORD, _END, _SPACE = 2, 3, 4


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


class Piece(msgspec.Struct):
    """Words in one stroke on one baseline.

    `hyphen` where the engine saw a hyphen at a line's end; `confidence` is the OCR engine's, 0..100, and
    `unsure` are the words that it doubts.
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
    unsure: tuple[str, ...] = ()


def piece_of(words: list[Word], *, hyphen: bool = False, confidence: float | None = None) -> Piece:
    """A piece around its words: its baseline and size are those of its largest type."""
    largest = words[0]
    if any(word.style is not largest.style for word in words):
        largest = max(words, key=lambda word: (round(word.style.size, 1), len(word.text)))
    _, _, lefts, tops, rights, bottoms, *_ = zip(*words, strict=True)
    return Piece(
        words,
        x0=min(lefts),
        y0=min(tops),
        x1=max(rights),
        y1=max(bottoms),
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
    text = name_controls(text, glyphs.units)
    for found in _TOKEN.finditer(text):
        kind = found.lastindex
        if kind == _WORD:
            if found[1]:
                cutter.space(found[1])
            cutter.word(found[2], *found.span(2))
        elif kind == _END:
            cutter.end_piece()
        elif kind == _SPACE:
            cutter.space(found[4])
        else:
            cutter.letter("-", found.start())
            cutter.end_piece(hyphen=True)
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
        text_object = self._alike(first, end)
        if text_object is not None:
            self._take(text, first, end, text_object)
            return
        for index, letter in enumerate(text, start=first):
            self.letter(letter, index)

    def _alike(self, first: int, end: int) -> int | None:
        """The first character's text object, where all stand side by side in type of one height on one line.

        None where there is a gap, a step or another style between them.
        """
        glyphs = self._glyphs
        lefts, rights = glyphs.left[first:end], glyphs.right[first:end]
        if end - first == 1:
            return glyphs.object_at(first) if rights[0] > lefts[0] else None
        tops, bottoms = glyphs.top[first:end], glyphs.bottom[first:end]
        height, many = bottoms[0] - tops[0], end - first
        if tops.count(tops[0]) < many or bottoms.count(bottoms[0]) < many or height < 0:
            uneven = _SAME_EDGE * height
            if max(tops) - min(tops) > uneven or max(bottoms) - min(bottoms) > uneven:
                return None
        if not all(map(gt, rights, lefts)):
            return None
        if sorted(lefts) != lefts or max(map(sub, lefts[1:], rights)) >= _TIGHT * height:
            return None
        start, last = glyphs.object_at(first), glyphs.object_at(end - 1)
        alike = start == last or self._style_at(start, height) is self._style_at(last, height)
        return start if alike else None

    def letter(self, character: str, index: int) -> None:
        """Take one character; one without width stays with the word before it."""
        if self._text and self._glyphs.right[index] <= self._glyphs.left[index]:
            self._text += character
            self._last = index + 1
        else:
            self._take(character, index, index + 1, self._glyphs.object_at(index))

    def _take(self, text: str, first: int, end: int, text_object: int) -> None:
        """Add characters set alike to the word, or start the next one with them."""
        glyphs = self._glyphs
        x0, y0, x1, y1 = glyphs.left[first], glyphs.top[first], glyphs.right[end - 1], glyphs.bottom[first]
        baseline, height = glyphs.baseline(first), y1 - y0
        if self._text or self._words:
            self._part(x0, baseline, height, text_object)
        if self._text:
            self._text += text
            self._x0, self._x1 = min(self._x0, x0), max(self._x1, x1)
            self._y0, self._y1 = min(self._y0, y0), max(self._y1, y1)
        else:
            self._text, self._first, self._base = text, first, baseline
            self._x0, self._y0, self._x1, self._y1 = x0, y0, x1, y1
            self._style = self._styles.get(text_object) or self._style_at(text_object, height)
        self._last = end
        self._left, self._height, self._object = glyphs.left[end - 1], height, text_object

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
            self._lead = REPAIRED

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
            self._lead = REPAIRED
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
            box = (self._x0, self._y0, self._x1, self._y1)
            glyphs = (self._first, self._last)
            # Word(...) itself, made for every word of a document, takes three times as long.
            made = (self._lead, self._text, *box, self._base, self._style, glyphs)
            self._words.append(tuple.__new__(Word, made))
            self._text = self._lead = ""

    def end_piece(self, *, hyphen: bool = False) -> None:
        """Close the piece, if there is one; white space at its end is dropped."""
        self._end_word()
        if self._words:
            self.pieces.append(piece_of(settle_spaces(self._words), hyphen=hyphen))
        self._words = []
        self._lead = ""
