"""One label as read, and what its numbers and letters count for.

Words before numbers are read in `keywords`, all other forms in `forms`.
"""

from __future__ import annotations

import re

import msgspec

from mouarchive.clauses.vocabulary import CONTAINERS, LATIN, UNITS
from mouarchive.words import to_roman

__all__ = [
    "BETWEEN", "BLANK", "LATIN_APART", "LATIN_CLOSE", "LETTERS", "Mark", "letter_value", "parse_roman",
    "skip_blank", "spell", "suffix_value",
]  # fmt: skip

BLANK = r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]"
LATIN_CLOSE = rf"(?:{'|'.join((*LATIN, *(word.upper() for word in LATIN)))})(?![^\W_])"
BETWEEN = rf"(?:{LATIN_CLOSE}|[A-Z]{{1,2}}|[a-z](?![^\W_]))"
"""What is set close to the number of what was put in between later: 4A, 4AA, 4a, 4bis."""
LATIN_APART = rf"(?:(?:{BLANK}|-)(?:{LATIN_CLOSE})(?=$|{BLANK}*[.:)\]\u2013\u2014(-]|{BLANK}+[^a-z\s]))"
"""The same set apart: `2 bis`, `2-bis`; but `2 ter inzage` goes on in Dutch."""
_BLANKS = re.compile(f"{BLANK}*")
_LARGEST_ROMAN = 89  # fact: from 90 on Roman numerals have a C, which labels print as a letter
_ALPHABET = 26  # fact: letters
#: Steps from one inserted letter (4A) to the next (4B); what stands between them (4AA) has those of one.
LETTERS = _ALPHABET + 1


class Mark(msgspec.Struct, frozen=True):
    """One label as read.

    `family` is decimal, number, lower, upper (letters), lower-roman, upper-roman, or a keyword in small
    letters (annex, article, …). `path` holds the number's parts (one for all but decimals); `suffix` is the
    place of the letters of what was inserted later (4A, (ba)) among others, 0 for none, and `inserted` those
    of the parts before the last (1A.2); `shape` is the punctuation round it: "()", ")", ".", "bare", …;
    `value` is the number without punctuation, as printed; `start`, `end` are offsets in the line's text.
    """

    family: str
    path: tuple[int, ...]
    shape: str
    value: str
    start: int
    end: int
    suffix: int = 0
    inserted: tuple[int, ...] = ()

    @property
    def letters(self) -> tuple[int, ...]:
        """For each part of the number the place of the letters inserted behind it, 0 for none."""
        return (*(self.inserted or (0,) * (len(self.path) - 1)), self.suffix)

    @property
    def keyword(self) -> bool:
        """Whether a word such as Annex or Article stands in the label."""
        return self.family in CONTAINERS or self.family in UNITS

    @property
    def last(self) -> int:
        """The number that counts within its list."""
        return self.path[-1]


def skip_blank(text: str, start: int = 0) -> int:
    """Offset of the first character from `start` on that is no white space and not of zero width."""
    match = _BLANKS.match(text, start)
    return match.end() if match else start


def parse_roman(text: str) -> int | None:
    """Value of a well-formed roman numeral below 90 in either case, else None.

    >>> parse_roman("xiv"), parse_roman("iiii"), parse_roman("d")
    (14, None, None)
    """
    return _ROMANS.get(text.lower())


_ROMANS = {to_roman(number): number for number in range(1, _LARGEST_ROMAN + 1)}


def spell(family: str, value: int) -> str:
    """A number as labels of a family print it: 3 is "3", "c", "C", "iii" or "III"; "" past the letter z."""
    if family.endswith("roman"):
        text = to_roman(value)
    elif family in {"lower", "upper"}:
        text = chr(ord("a") + value - 1) if value <= _ALPHABET else ""
    else:
        text = str(value)
    return text.upper() if family.startswith("upper") else text


def letter_value(text: str) -> int | None:
    """Place of a letter label: a is 1, z 26, aa 27, then bb (doubled) or ab (counted) 28."""
    low = text.lower()
    if len(low) == 1:
        return ord(low) - ord("a") + 1
    if len(low) == 2:  # noqa: PLR2004 - two letters
        first, second = (ord(letter) - ord("a") + 1 for letter in low)
        if first == second:
            return _ALPHABET + first
        if first == 1:
            return _ALPHABET + second
    return None


def suffix_value(letters: str | None) -> int:
    """Place of inserted letters: ZA, before A, is 1; A 27; AA, between A and B, 28; B 54; 0 for none.

    The Latin words bis, ter … stand behind all letters.
    """
    letters = (letters or "").strip(" -\u00a0")
    if not letters:
        return 0
    if letters.lower() in LATIN:
        return LETTERS * LETTERS + LATIN.index(letters.lower())
    first, second = (ord(letter) - ord("@") for letter in f"{letters.upper()}@"[:2])
    return second if first == _ALPHABET and second else first * LETTERS + second
