"""One label as read: the forms it may be printed in, and what its numbers, letters and words count for.

A mark is read from its form alone; whether it may follow another one is asked in `reading`.
"""

from __future__ import annotations

import re

import msgspec

from mouarchive.clauses.vocabulary import ANNEXES, CONTAINERS, UNITS, family_of, labelled
from mouarchive.words import CARDINALS, to_roman

__all__ = ["BLANK", "LETTERS", "RUN_ON", "Mark", "marks_at", "parse_roman", "skip_blank", "spell"]

BLANK = r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]"
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
    """Place of inserted letters: ZA, before A, is 1; A 27; AA, between A and B, 28; B 54; 0 for none."""
    if not letters:
        return 0
    first, second = (ord(letter) - ord("@") for letter in f"{letters.upper()}@"[:2])
    return second if first == _ALPHABET and second else first * LETTERS + second


# ------------------------------------------------------------------ the forms a label may be printed in


_NO_ROMAN = frozenset("abcdefgh")
"""Letters that what was inserted after a roman number ends with: (iia) comes after (ii)."""
_KEYWORD = re.compile(
    rf"(?P<word>{labelled().title()}|{labelled().upper()})"
    rf"(?:(?:{BLANK}+(?:No\.?{BLANK}*)?|(?=\d))"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[A-Z]?|[A-Z][.-]?\d{{1,2}}|[IVXLivxl]{{1,7}}|[A-Z]"
    rf"|(?i:{'|'.join(CARDINALS)}))"
    rf"(?P<end>[.:)\]]|{BLANK}*[\u2013\u2014-])?(?=$|{BLANK})"
    rf"|(?P<only>:|{BLANK}*[\u2013\u2014]|{BLANK}+-)(?={BLANK}+[A-Z0-9\u201c\u2018\"'])|{BLANK}*$)"
)  # OCR and tight setting join `Article6`
RUN_ON = rf"(?:{BLANK}?[\u2013\u2014-]{BLANK}?(?=\([0-9a-zA-Z]{{1,4}}\)))"
"""The dash of `1.\u2014(1)`, between the number of a section and that of its first subsection."""
_INSERTED = r"[A-Z]{1,2}"
"""Letters behind the number of what was put in between later: 4A, 4AA."""
_SECTION_SIGN = re.compile(
    rf"\u00a7+{BLANK}*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?)(?P<end>[.:)])?(?=$|{BLANK})"
)
_DECIMAL = re.compile(
    rf"(?P<number>\d{{1,3}}(?:{_INSERTED}(?=\.\d))?(?:\.\d{{1,3}}(?:{_INSERTED}(?=\.\d))?){{1,6}}"
    r"|[A-Z][.-]?\d{1,3}(?:\.\d{1,3}){0,5})"
    rf"(?P<suffix>{_INSERTED}(?![A-Za-z]))?(?P<end>[.:)])?(?=$|{BLANK}|[A-Z(\u201c\u2018\"']|{RUN_ON})"
)
_NUMBER = re.compile(
    rf"(?P<open>[(\[])(?P<inner>\d{{1,3}}(?:{_INSERTED})?)[)\]]\.?"
    rf"|(?P<plain>\d{{1,3}})(?P<suffix>{_INSERTED}(?![A-Za-z]))?"
    rf"(?:(?P<end>[.):])(?=$|{BLANK}|[A-Za-z(\u201c\u2018\"']|{RUN_ON})"
    rf"|(?=$|{BLANK}|\([0-9a-zA-Z]{{1,4}}\)|{RUN_ON}))"
)
_LETTER = re.compile(
    rf"\((?P<inner>[a-z]{{1,5}}|[A-Z]{{1,5}})\)\.?"
    rf"|(?P<plain>[a-z]{{1,5}}|[A-Z]{{1,5}})(?P<end>[.)])(?=$|{BLANK})"
    rf"|(?P<bare>[A-Z])(?=$|{BLANK})"
)


def marks_at(text: str, start: int) -> list[Mark]:
    """The marks that may begin at an offset of a line, the likeliest sort first; empty for none."""
    found = _keyword_marks(text, start) or _section_sign(text, start)
    if found:
        return found
    decimals = _decimal_marks(text, start)
    if decimals:
        return decimals
    return _number_marks(text, start) + _letter_marks(text, start)


def _keyword_marks(text: str, start: int) -> list[Mark]:
    match = _KEYWORD.match(text, start)
    if not match:
        return []
    family = family_of(match["word"])
    number = match["number"]
    if number is None:  # the only one of its sort: `Appendix: Title`, `SCHEDULE`
        if family not in ANNEXES or not (match["only"] or match["word"].isupper()):
            return []
        end = match.end("only") if match["only"] else match.end("word")
        return [Mark(family, (0,), (match["only"] or "word").strip(), "", start, end)]
    shape = (match["end"] or "bare").strip()
    marks = []
    for path, suffix in _values_after_word(number):
        marks.append(Mark(family, path, shape, number, start, match.end(), suffix))
    return marks


def _values_after_word(number: str) -> list[tuple[tuple[int, ...], int]]:
    digits = re.fullmatch(r"(\d+(?:\.\d+)*)([A-Z]?)", number)
    if digits:
        return [(tuple(int(part) for part in digits[1].split(".")), suffix_value(digits[2]))]
    if number.lower() in CARDINALS:
        return [((CARDINALS[number.lower()],), 0)]
    if re.fullmatch(r"[A-Z][.-]?\d+", number):
        return [((ord(number[0]) - ord("A") + 1, int(number[1:].lstrip(".-"))), 0)]
    roman = parse_roman(number)
    letters = letter_value(number) if len(number) == 1 and number.isupper() else None
    return [((value,), 0) for value in (roman, letters) if value]


def _section_sign(text: str, start: int) -> list[Mark]:
    match = _SECTION_SIGN.match(text, start)
    if not match:
        return []
    number = re.match(r"[\d.]+", match["number"])
    path = tuple(int(part) for part in (number[0] if number else "0").strip(".").split("."))
    return [Mark("section", path, "\u00a7", match["number"], start, match.end())]


def _decimal_marks(text: str, start: int) -> list[Mark]:
    match = _DECIMAL.match(text, start)
    if not match:
        return []
    number = match["number"]
    lettered = number[0].isalpha()
    parts = re.findall(r"(\d+)([A-Z]*)", number)
    path = tuple(int(part) for part, _ in parts)
    inserted = tuple(suffix_value(letters) for _, letters in parts[:-1])
    if lettered:
        path, inserted = (ord(number[0]) - ord("@"), *path), ()
    shape = match["end"] or "bare"
    family = "lettered" if lettered else "decimal"
    while len(path) > 1 and path[-1] == 0:  # 1.0 is printed for 1
        path, inserted = path[:-1], inserted[:-1]
    suffix = match["suffix"]
    value = number + (suffix or "")
    if not any(inserted):
        inserted = ()
    marks = [Mark(family, path, shape, value, start, match.end(), suffix_value(suffix), inserted)]
    if suffix:
        end = match.start("suffix")
        marks.append(Mark(family, path, "bare", number, start, end, inserted=inserted))
    return marks


def _number_marks(text: str, start: int) -> list[Mark]:
    match = _NUMBER.match(text, start)
    if not match:
        return []
    if match["inner"]:
        digits = re.match(r"\d+", match["inner"])
        letter = match["inner"].lstrip("0123456789")
        inner = int(digits[0]) if digits else 0
        return [Mark("number", (inner,), "()", match["inner"], start, match.end(), suffix_value(letter))]
    value = match["plain"] + (match["suffix"] or "")
    shape = match["end"] or "bare"
    if shape == "bare" and len(match["suffix"] or "") > 1:  # 16GB, 2AA of a postcode
        return []
    return [
        Mark(
            "number", (int(match["plain"]),), shape, value, start, match.end(), suffix_value(match["suffix"])
        )
    ]


def _letter_marks(text: str, start: int) -> list[Mark]:
    match = _LETTER.match(text, start)
    if not match:
        return []
    value = match["inner"] or match["plain"] or match["bare"]
    shape = "()" if match["inner"] else (match["end"] or "bare")
    case = "lower" if value.islower() else "upper"
    marks = []
    letter, roman = letter_value(value), parse_roman(value)
    if letter:
        marks.append(Mark(case, (letter,), shape, value, start, match.end()))
    if roman and shape != "bare":
        marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end()))
    if shape == "()" and case == "lower":
        before, inserted = value[:-1], suffix_value(value[-1])
        roman = parse_roman(before) if value[-1] in _NO_ROMAN else None
        if len(before) == 1:
            marks.append(Mark(case, (letter_value(before) or 0,), shape, value, start, match.end(), inserted))
        if roman:
            marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end(), inserted))
    return marks
