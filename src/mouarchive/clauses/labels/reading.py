"""The grammar of clause labels: what a line may begin with, before anything is known of its neighbours.

A line yields *readings*, each a chain of one or more *marks*:

    15.2.6 The pupil      one mark, decimal, path (15, 2, 6)
    1. (a) The purpose    two marks: number 1, then letter a
    4(9)(c) A vote        three marks, run on
    1.—(1) A keeper       two marks, as statutes print a section that has subsections
    1A.2, (ba)            inserted later, after 1 and after (b): 1 with the letter A, b with the letter a
    (i) the name          two readings: letter i (the ninth) or roman i (the first)
    Annex B: Contacts     one mark, keyword annex, letter B

The forms of single marks are told in `forms` and `keywords`. Which reading holds, if any, is decided in
`numbering` from the sequence of all labels.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels.forms import RUN_ON, marks_at
from mouarchive.clauses.labels.marks import BLANK, Mark, skip_blank
from mouarchive.clauses.vocabulary import CONTAINERS, one_of, printed_as
from mouarchive.words import MONTH_SPELLINGS

__all__ = [
    "INVISIBLE", "Reading", "Tight", "as_figures", "close", "is_plain_word", "read_labels", "read_misread",
    "tightened",
]  # fmt: skip

_DASH = re.compile(RUN_ON)
_PARTING = re.compile(rf"{BLANK}*(?P<dash>[\u2013\u2014-]){BLANK}+(?=[A-Z\u201c\u2018\"'])")
"""The dash between a number and its heading: `1 \u2013 Lamp`."""
_MAY = r"May(?=\s+(?:\d|(?:and|or|to|until|of|in|each)\b)|\s*[,;])"
_MONTH = "|".join(month if month != "May" else _MAY for month in MONTH_SPELLINGS)
_FOREIGN_MONTH = rf"(?:de\s+|d['\u2019]\s*)?(?:{one_of('months')})\b"
_NOT_A_NUMBER = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d)|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?{BLANK}+(?:{_MONTH})\b"  # 18 December
    rf"|\d{{1,2}}(?:er|\u00ba|\u00b0)?{BLANK}+{_FOREIGN_MONTH}"  # 8 de febrero
    rf"|\d{{1,2}}\.{BLANK}*{_FOREIGN_MONTH}{BLANK}+(?:de{BLANK}+)?\d{{4}}"  # 8. Februar 2016
    rf"|\d+(?:[.,]\d+)*\s?(?:[%\u00a3$\u20ac]|{one_of('measures')})"
    r"|\d+(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}\.?{BLANK}*(?:(?:&|and){BLANK}*\d{{1,2}}\.?{BLANK}*)?"
    rf"(?:{one_of('reigns')}){BLANK}*"
    rf"(?:[1-9]|[IVX]+\b|ch?\.{BLANK}*\d)"  # 10 & 11 Geo. 6, c. 54: an Act cited by its reign
    rf"|\d+{BLANK}+(?:{one_of('codes')})\b",  # 14 CFR: a code of law cited
    re.IGNORECASE,
)


class Reading(msgspec.Struct, frozen=True):
    """A chain of marks at the beginning of a line; `rest` is where the text after them starts."""

    marks: tuple[Mark, ...]
    rest: int


def read_labels(text: str, apart: int = 0) -> tuple[Reading, ...]:
    """All readings of the label a line may begin with; empty where it cannot begin with one.

    Longer chains come first; each shorter chain of the same marks is a reading too, so that
    `1. (a) text` may also be clause 1 with the text "(a) text". `apart` is where the line's first part
    ends, if white space sets it apart: there `1. 1` is one label.
    """
    tight = tightened(text, apart)
    if tight is None:
        return _read(text)
    close = [_spread(reading, tight, text) for reading in _read(tight.text)]
    return tuple(close) if tight.sure else (*close, *_read(text))


def _spread(reading: Reading, tight: Tight, text: str) -> Reading:
    """A reading of a line whose label was made close, as one of the line itself."""
    marks = tuple(
        replace(mark, start=tight.places[mark.start], end=tight.end(mark.end)) for mark in reading.marks
    )
    return Reading(marks, skip_blank(text, marks[-1].end))


def _read(text: str) -> tuple[Reading, ...]:
    """The readings of a line whose label is printed close; a dash before the words belongs to the label."""
    bullet = _BULLET.match(text, skip_blank(text))
    start = bullet.end() if bullet else skip_blank(text)
    if start == len(text) or _NOT_A_NUMBER.match(text, start):
        return ()
    chains = _chains(text, start, first=True)
    readings = {}
    for chain in chains:
        for size in range(len(chain), 0, -1):
            marks = _with_dash(text, chain[:size])
            if bullet:  # it stands before the number as brackets do
                marks = (replace(marks[0], start=bullet.start()), *marks[1:])
            readings[marks] = Reading(marks, skip_blank(text, marks[-1].end))
    return tuple(readings.values())


def _with_dash(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, the last with the dash that parts it from a heading: `1 - Lamp`, but not `1 - 3 months`."""
    last = marks[-1]
    dash = None if last.keyword else _PARTING.match(text, last.end)
    return (*marks[:-1], replace(last, end=dash.end("dash"))) if dash else marks


def _chains(text: str, start: int, *, first: bool) -> list[tuple[Mark, ...]]:
    chains: list[tuple[Mark, ...]] = []
    for mark in marks_at(text, start):
        if not first and not _may_follow(text, mark, start):
            continue
        dash = None if mark.keyword else _DASH.match(text, mark.end)
        after = dash.end() if dash else skip_blank(text, mark.end)
        tails = [] if mark.keyword and mark.family in CONTAINERS else _chains(text, after, first=False)
        chains.extend((mark, *tail) for tail in tails)
        if not tails:
            chains.append((mark,))
    return chains


def _may_follow(text: str, mark: Mark, start: int) -> bool:
    """Only a bracketed or dotted small label may follow another on one line: `1. (a)`, `1. a.`, `2(1)`."""
    if mark.shape == "()":
        return True
    return (
        mark.shape in {".", ")"}
        and mark.family in {"lower", "lower-roman"}
        and text[start - 1 : start] != "("
    )


# ------------------------------------------------------------------ labels with blanks inside


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters without ink or width, as a table for `str.translate` that drops them."""

# What a label with something inside begins with; most lines begin with neither.
_LIKELY = re.compile(r"\s*(?:[(\[]|(?:[^\W\d_]\s){4}|\d{1,3}[\s.])|.{0,16}[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACED = re.compile(r"\s*(?:[^\W\d_]\s){4,}[^\W\d_]?")
_BULLET = re.compile(
    rf"[\u2022\u25cf\u25aa\u25a0\u25e6\u25cb\u25a1\u2756\u27a2\u27a4\u2713\uf0a7\uf0b7\uf0d8]{BLANK}*"
    r"(?=\d+(?:\.\d+)+|\d+[.)]|\([0-9a-z]{1,4}\))"
)
"""A bullet before a number: `\u2022 3.1.1: Fees`."""
_BRACKETED = re.compile(r"\s*[(\[]\s?(?:\d{1,3}[A-Z]?|[a-z]{1,5}|[A-Z]{1,5})\s?[)\]]")
_NUMBER = re.compile(r"\s*\d{1,3}(?:\s?\.\s?\d{1,3}(?!\d))*(?:\s?\.(?=\s|$))?")
_BLANK_STOP = re.compile(r"\d\s\.")
_BLANK = re.compile(r"\s")


class Tight(NamedTuple):
    """A line without the blanks in its label; `places` are the kept characters' places in the line.

    `sure` is false where the line may be read with its blanks, too.
    """

    text: str
    places: tuple[int, ...]
    sure: bool

    def end(self, index: int) -> int:
        """Where in the line what ends at an index of `text` ends."""
        return self.places[index - 1] + 1 if index else 0


def tightened(text: str, apart: int = 0) -> Tight | None:
    r"""The line with its label made close; None where nothing stands inside the label.

        1 . 1   The parties      typed or typeset with blanks round the full stop
        ( a )   any data         as above
        1.\u200b3 The parties    an invisible place for a line break, as web pages and Word put them in

    `1. 1` may also be the number 1 before a text that begins with a number, so it is one label only where it
    is set apart from what follows; and with a blank before the stop the other reading is kept beside it.
    `apart` is where the line's first part ends, if white space sets it apart from the rest, else 0.
    """
    if not _LIKELY.match(text):
        return None
    gone = set[int]()
    if not text.isascii():
        gone = {index for index, letter in enumerate(text[:24]) if ord(letter) in INVISIBLE}
    plain = text if not gone else "".join(letter for index, letter in enumerate(text) if index not in gone)
    places = [index for index in range(len(text)) if index not in gone]
    blanks, sure = _blanks(plain, sum(index < apart for index in places) if gone else apart)
    if not gone and not blanks:
        return None
    kept = [index for index in range(len(plain)) if index not in blanks]
    return Tight("".join(plain[index] for index in kept), tuple(places[index] for index in kept), sure)


def close(text: str) -> str:
    """A text that may be a label alone, without what stands inside the label."""
    tight = tightened(text, len(text))
    return text if tight is None else tight.text


def _blanks(text: str, apart: int) -> tuple[set[int], bool]:
    """The places of blanks inside the label, and whether they must be."""
    spaced = _spaced_word(text)
    if spaced:
        return spaced, True
    found, sure = _BRACKETED.match(text), True
    if not found:
        found = _NUMBER.match(text)
        if not found or not (whole := found[0].strip()):
            return set(), True
        inside = _BLANK.search(whole)
        if not inside or not (_BLANK_STOP.search(whole) or text[:apart].strip() == whole):
            return set(), True
        sure = not _BLANK.search(whole.rstrip(" ."))
    first = len(text) - len(text.lstrip())
    return {index for index in range(first, found.end()) if text[index].isspace()}, sure


def _spaced_word(text: str) -> set[int]:
    """The places of the blanks in a word that opens labels, its letters set apart: `A N N E X 1`."""
    letters = _SPACED.match(text)
    places = [index for index in range(letters.end()) if text[index].isalpha()] if letters else []
    for size in range(len(places), 0, -1):
        if printed_as("".join(text[index] for index in places[:size])):
            return {index for index in range(places[0], places[size - 1]) if text[index].isspace()}
    return set()


# ------------------------------------------------------------------ labels that OCR misread


# Each figure or sign and the letter it is taken for, and the other way round.
_LETTERS = str.maketrans("6015984\u00a2\u20ac\u00e9\u00e8\u00a9\u00ae@|!<>", "bolsgadceeeccallcb")
_ROMANS = str.maketrans("1lI|!jtf\u00ed\u00ecy", "iiiiiiiiiiv")
# Letters that differ by one stroke: after (c), an (a) is a (d).
_SIBLINGS = str.maketrans("adcebhgqijuvmn", "daechbqgjivunm")
_FIGURES = str.maketrans("lLIi|!OoSsZzBbGgq,\u00b7", "111111005522" + "866" + "99" + "..")
_IN_BRACKETS = re.compile(r"(?:[({\[<\u00ab]|[ilt](?=[a-hjkm-uwyz][)}\]]))(?P<inner>[^\s()]{1,5})[)}\]]")
"""Also where the first bracket was taken for a thin letter or a sign: <a), ib)."""
_FIGURED = re.compile(
    r"(?=[^\s]*\d)[\dlIi|!OoSsZzBbGgq]{1,2}(?:[.,\u00b7][\dlIi|!OoSsZzBbGgq]{1,2}){0,4}[.,]?(?=\s|$)"
)
_ROMAN_NAMED = re.compile(r"[^\W\d_]{4,}\s+(?=[Il1|]*[l1|])(?=[l1|]*I)([Il1|]{2,3})(?=[\s:.\u2013-]|$)")
"""A word with a Roman number of strokes, some of which are small letters or figures: Annex Il."""
_DOUBLED = re.compile(r"([A-Za-z])(?!\1)(?i:\1)\)(?=\s|$)")
_TWICE = 2
_SIGN = re.compile("[\u00a9\u00ae\u20ac](?=\\s)")


def read_misread(text: str) -> tuple[Reading, ...]:
    """Further readings of a line that came out of OCR: (6) for (b), <a) for (a), l.2 for 1.2, \u00a9 for (c).

    Each variant is as long as the line, so that places in it are places in the line. A variant only offers
    more readings; the sequence of labels decides, and the label itself is kept as it was read.
    """
    start = skip_blank(text)
    variants: list[str] = []
    bracketed, number = _IN_BRACKETS.match(text, start), _FIGURED.match(text, start)
    if bracketed:
        inner = bracketed["inner"]
        spelled = [inner] if text[start] not in "({[" else []
        spelled += [inner.translate(_LETTERS), inner.lower().translate(_ROMANS), inner.translate(_FIGURES)]
        if len(inner) == 1:
            spelled.append(inner.translate(_SIBLINGS))
        rest = text[bracketed.end() :]
        if len(inner) == _TWICE and len(set(inner)) == 1 and inner.isalpha():
            spelled.append(f"{inner[0]} ")  # (c) seen double
        variants = [f"{text[:start]}({wanted}){rest}" for wanted in spelled if len(wanted) == len(inner)]
    doubled = _DOUBLED.match(text, start)
    roman = _ROMAN_NAMED.match(text, start)
    if roman:
        variants.append(text[: roman.start(1)] + "I" * len(roman[1]) + text[roman.end(1) :])
    if doubled:  # c) with its letter seen twice, large and small
        variants.append(f"{text[:start]} {text[start + 1 :]}")
    if number:
        end = number.end()
        variants.append(text[:start] + number[0].translate(_FIGURES) + text[end:])
    known = {tuple(_sense(mark) for mark in reading.marks) for reading in read_labels(text)}
    found: dict[tuple[Mark, ...], Reading] = {}
    for reading in (reading for variant in variants for reading in read_labels(variant)):
        sense = tuple(_sense(mark) for mark in reading.marks)
        if sense not in known:
            found.setdefault(sense, reading)
    sign = _SIGN.match(text, start)
    if sign:
        letter = sign[0].translate(_LETTERS)
        mark = Mark("lower", (ord(letter) - ord("a") + 1,), "()", letter, start, sign.end())
        found[(_sense(mark),)] = Reading((mark,), skip_blank(text, mark.end))
    return tuple(found.values())


def is_plain_word(text: str) -> bool:
    """Whether text read by OCR is a word, and not figures taken for letters.

    A misread number is a jumble of small and capital letters, or has a figure, or only letters like figures.

    >>> [is_plain_word(text) for text in ("Bridge", "CA", "Title:", "aBaF", "ill", "fx", "2B")]
    [True, True, True, False, False, False, False]
    """
    word = text.strip(" .,:;()")
    cased = word.istitle() or word.isupper() or (word.islower() and len(word) > 2)  # noqa: PLR2004 - letters
    return len(word) > 1 and word.isalpha() and cased and not as_figures(word).isdigit()


def as_figures(text: str) -> str:
    """Text with letters and signs read as the figures they are taken for."""
    return text.translate(_FIGURES)


def _sense(mark: Mark) -> Mark:
    return replace(mark, start=0, end=0)
