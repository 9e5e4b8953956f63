"""Characters to words, and words to pieces: what the file draws in one go on one baseline.

A piece ends at a line end, at a hyphen that the engine used to join two printed lines (U+FFFE), where
the baseline jumps and where the writing goes back to the left. Spaces that the file leaves out are put in
where the gap between two letters is at least a tenth of the type size, unless the piece is letter-spaced.
Every letter that a font draws is kept: named where its code tells what it is, as U+FFFD where nothing does.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import gt, sub
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from mouarchive.model import Warn
from mouarchive.reading.text.glyphs import Style, characters
from mouarchive.reading.text.text_rules import TYPE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    from mouarchive.model import Line
    from mouarchive.reading.text.glyphs import Glyphs

__all__ = ["LOST", "Piece", "Word", "cut", "lost_letters", "name_controls", "piece_of"]

LOST = "\ufffd"
"""A letter that a font draws and does not name."""

# What stands before a word where a gap was found and no white space: not yet settled what it means.
_GAP = "\x00"
_SURROGATE = re.compile("[\ud800-\udfff]")
# White space with the word behind it, a line's end, white space by itself. U+FFFE is the engine's sign for
# a hyphen at a line's end; U+0000, a character that was struck out, is passed over.
_TOKEN = re.compile(
    "(?P<lead>[^\\S\r\n]*)(?P<word>[^\\s\ufffe\x00]+)|(?P<end>[\r\n]+)|(?P<space>[^\\S\r\n]+)|(?P<hyphen>\ufffe)"
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
        kind = found.lastgroup
        if kind == "word":
            if found["lead"]:
                cutter.space(found["lead"])
            cutter.word(found["word"], *found.span("word"))
        elif kind == "end":
            cutter.end_piece()
        elif kind == "space":
            cutter.space(found["space"])
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

        None where there may be a gap, a step or another style between them.
        """
        glyphs = self._glyphs
        lefts, rights = glyphs.left[first:end], glyphs.right[first:end]
        if end - first == 1:
            return glyphs.object_at(first) if rights[0] > lefts[0] else None
        tops, bottoms = glyphs.top[first:end], glyphs.bottom[first:end]
        height, many = bottoms[0] - tops[0], end - first
        if tops.count(tops[0]) < many or bottoms.count(bottoms[0]) < many or height < 0:
            uneven = TYPE.same_edge * height
            if max(tops) - min(tops) > uneven or max(bottoms) - min(bottoms) > uneven:
                return None
        if sorted(lefts) != lefts or not all(map(gt, rights, lefts)):
            return None
        start, last = glyphs.object_at(first), glyphs.object_at(end - 1)
        style = self._style_at(start, height)
        if max(map(sub, lefts[1:], rights)) >= TYPE.space * min(height, style.size):
            return None
        return start if start == last or self._style_at(last, height) is style else None

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
        if shift > TYPE.level * tall or x0 < self._left - TYPE.goes_back * tall:
            self._jump(shift, tall, x0, height, text_object)
            return
        if not self._text:
            return
        if text_object != self._object and self._style_at(text_object, height) != self._style:
            # Before the gap is judged: "1.2" in bold and the heading in regular type may stand close.
            self._end_word_with_gap(x0, TYPE.space * min(tall, self._style.size or tall))
        elif x0 - self._x1 >= TYPE.space * min(tall, self._style.size or tall):
            self._end_word()
            self._lead = _GAP

    def _jump(self, shift: float, tall: float, x0: float, height: float, text_object: int) -> None:
        """The baseline moved or the writing went back: turned text, a raised figure or a new piece."""
        style = self._style_at(text_object, height)
        if style.turned and self._style.turned:
            if text_object != self._object:
                self.end_piece()
            return
        if x0 < self._left - TYPE.goes_back * tall or style.turned != self._style.turned:
            self.end_piece()
            return
        small = min(height, self._height) < TYPE.small * tall
        if small and shift <= TYPE.raised * tall:
            self._end_word_with_gap(x0, TYPE.space_by_mark * tall)
        elif shift <= TYPE.same_line * tall:
            self._end_word_with_gap(x0, TYPE.space * tall)
        else:
            self.end_piece()

    def _end_word_with_gap(self, x0: float, least: float) -> None:
        if self._text and x0 - self._x1 >= least:
            self._end_word()
            self._lead = _GAP
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
            self.pieces.append(piece_of(_settle_spaces(self._words), hyphen=hyphen))
        self._words = []
        self._lead = ""


# ------------------------------------------------------------------ white space between the words of a piece


def _settle_spaces(words: list[Word]) -> list[Word]:
    """Turn the gaps found between letters into spaces, or into nothing where the type is letter-spaced.

    Between two words of letter-spaced type the gap is wider than between two letters.
    """
    gaps = [word.lead for word in words].count(_GAP)
    if not gaps:
        if len(words) >= TYPE.spelt_letters and len(words[-1].text) == len(words[-2].text) == 1:
            return _unspelt(words)
        return words
    if not _letter_spaced(words, gaps):
        return [word._replace(lead=" ") if word.lead == _GAP else word for word in words]
    widths = [after.x0 - word.x1 for word, after in pairwise(words) if after.lead == _GAP]
    widest = TYPE.even * max(median(widths), TYPE.space * words[0].style.size)
    return _join_letters(words, widest)


def _letter_spaced(words: list[Word], gaps: int) -> bool:
    """Whether a piece has a gap between so many of its letters that the type is spaced."""
    pairs = sum(len(word.text) - 1 for word in words) + gaps
    return gaps >= max(TYPE.spaced_gaps, TYPE.spaced_share * pairs)


def _unspelt(words: list[Word]) -> list[Word]:
    """A heading spelt with a blank between each two letters, as words: `1. R E L I E F`.

    Only where a piece has no other words, but for its label, and its gaps are even; a row of letters that
    count on (A B C D) is a row of letters.
    """
    first = len(words)
    while first and len(words[first - 1].text) == 1 and words[first - 1].text.isalpha():
        first -= 1
    spelt = words[first:]
    letters = "".join(word.text for word in spelt)
    counting = all(ord(after) - ord(letter) == 1 for letter, after in pairwise(letters))
    if (
        len(set(letters)) < TYPE.spelt_letters - 1
        or counting
        or any(word.text[:2].isalpha() for word in words[:first])
    ):
        return words
    widths = [after.x0 - word.x1 for word, after in pairwise(spelt)]
    usual = median(widths)
    if not TYPE.space <= usual / max(1.0, spelt[0].style.size) <= TYPE.spelt_gap:
        return words
    near = [spelt[0], *(word._replace(lead=_GAP) for word in spelt[1:])]
    return [*words[:first], *_join_letters(near, TYPE.even * usual)]


def _join_letters(words: list[Word], widest: float) -> list[Word]:
    """Join what gaps that are no wider, in points, part; a space stands for each wider one."""
    joined: list[Word] = []
    for word in words:
        if word.lead == _GAP and joined and word.x0 - joined[-1].x1 <= widest:
            before = joined[-1]
            joined[-1] = before._replace(
                text=before.text + word.text,
                glyphs=(before.glyphs[0], word.glyphs[1]),
                x1=max(before.x1, word.x1),
                y0=min(before.y0, word.y0),
                y1=max(before.y1, word.y1),
            )
        else:
            joined.append(word._replace(lead=" ") if word.lead == _GAP else word)
    return joined


# ------------------------------------------------------------------ letters named wrongly or not at all

# Old TeX fonts keep ligatures, quotation marks and dashes at codes below 32; without a table to Unicode those
# codes are what a reader gets ("O\x1ece" for "Office"). Letters of Windows' code page are those.
# U+0000 is no character here: it was struck out. Tabs and line ends are white space.
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04"
# TeX's layouts: T1 (EC fonts, from 1990) and OT1 (the first one); only what stands in English text.
_T1 = dict(zip("\x1b\x1c\x1d\x1e\x1f\x10\x11\x15\x16", _LIGATURES + "\u201c\u201d\u2013\u2014", strict=True))
_OT1 = dict(zip("\x0b\x0c\x0e\x0f", "\ufb00\ufb01\ufb03\ufb04", strict=True))
_IN_T1 = re.compile(r"(?<=[^\W\d_])[\x1b-\x1f](?=[a-z])|(?<![^\s(])[\x1b-\x1f](?=[a-z])")
_IN_OT1 = re.compile(r"(?<=[^\W\d_])[\x0b\x0c\x0e\x0f](?=[a-z])|(?<![^ (])[\x0b\x0c\x0e\x0f](?=[a-z])")


def name_controls(text: str, units: array[int]) -> str:
    """The page's text with its control characters named, here and in `units`, one for each character."""
    if not _CONTROL.search(text):
        return text
    names = dict(_OT1) if _IN_OT1.search(text) else dict(_T1) if _IN_T1.search(text) else {}
    named = _CONTROL.sub(lambda found: names.get(found[0]) or _by_code_page(found[0]), text)
    for index, (before, after) in enumerate(zip(text, named, strict=True)):
        if before != after:
            units[index] = ord(after)
    return named


def _by_code_page(character: str) -> str:
    """What Windows' code page 1252 has at a code from 128 to 159; U+FFFD where it has nothing."""
    return LOST if character.isascii() else bytes([ord(character)]).decode("cp1252", "replace")


def lost_letters(lines: Iterable[Line], number: int) -> list[Warn]:
    """A warning where letters of page `number` (from 1) are not named; nothing where all are."""
    count = sum(line.text.count(LOST) for line in lines)
    if not count:
        return []
    what = "1 letter" if count == 1 else f"{count} letters"
    stand = "it stands as \ufffd" if count == 1 else "they stand as \ufffd"
    said = f"the fonts of page {number} do not say which {what} they draw; {stand}: look at the page itself"
    return [Warn("lost-letter", said, number)]
