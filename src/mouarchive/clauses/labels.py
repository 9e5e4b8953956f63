"""The grammar of clause labels: what a line may begin with, before anything is known of its neighbours.

A line yields *readings*, each a chain of one or more *marks*:

    15.2.6 The pupil      one mark, decimal, path (15, 2, 6)
    1. (a) The purpose    two marks: number 1, then letter a
    4(9)(c) A vote        three marks, run on
    1.—(1) A keeper       two marks, as statutes print a section that has subsections
    1A.2, (ba)            inserted later, after 1 and after (b): 1 with the letter A, b with the letter a
    (i) the name          two readings: letter i (the ninth) or roman i (the first)
    Annex B: Contacts     one mark, keyword annex, letter B

Which reading holds, if any, is decided in `numbering` from the sequence of all labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mouarchive.clauses.looselabels import Tight, tightened

__all__ = [
    "ANNEXES",
    "CONTAINERS",
    "DIVISIONS",
    "LETTERS",
    "UNITS",
    "Mark",
    "Reading",
    "parse_roman",
    "read_labels",
    "skip_blank",
    "to_roman",
]

#: Words that open what stands after the body of a document.
ANNEXES = frozenset({"annex", "appendix", "schedule", "attachment", "exhibit"})
#: Words that open a part of the body; in these, and in annexes, numbering may start again.
DIVISIONS = frozenset({"part", "chapter", "title"})
CONTAINERS = ANNEXES | DIVISIONS
#: Words printed before the number of an ordinary clause.
UNITS = frozenset({"article", "section", "clause"})

_BLANK = r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]"
_BLANKS = re.compile(f"{_BLANK}*")
_LARGEST_ROMAN = 60
_ALPHABET = 26
#: Steps from one inserted letter (4A) to the next (4B); what stands between them (4AA) has those of one.
LETTERS = _ALPHABET + 1
_NO_ROMAN = frozenset("abcdefgh")
"""Letters that what was inserted after a roman number ends with: (iia) comes after (ii)."""
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_KEYWORD = re.compile(
    r"(?P<word>Article|Section|Clause|Part|Schedule|Annexe?|Appendix|Chapter|Title|Attachment|Exhibit"
    r"|ARTICLE|SECTION|CLAUSE|PART|SCHEDULE|ANNEXE?|APPENDIX|CHAPTER|TITLE|ATTACHMENT|EXHIBIT)"
    rf"(?:(?:{_BLANK}+(?:No\.?{_BLANK}*)?|(?=\d))"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[A-Z]?|[A-Z][.-]?\d{{1,2}}|[IVXLivxl]{{1,7}}|[A-Z]"
    rf"|(?i:{'|'.join(_WORDS)}))"
    rf"(?P<end>[.:)\]]|{_BLANK}*[\u2013\u2014-])?(?=$|{_BLANK})"
    rf"|(?P<only>:|{_BLANK}*[\u2013\u2014]|{_BLANK}+-)(?={_BLANK}+[A-Z0-9\u201c\u2018\"'])|{_BLANK}*$)"
)  # OCR and tight setting join `Article6`
_RUN_ON = rf"(?:{_BLANK}?[\u2013\u2014-]{_BLANK}?(?=\([0-9a-zA-Z]{{1,4}}\)))"
"""The dash of `1.\u2014(1)`, between the number of a section and that of its first subsection."""
_DASH = re.compile(_RUN_ON)
_PARTING = re.compile(rf"{_BLANK}*(?P<dash>[\u2013\u2014-]){_BLANK}+(?=[A-Z\u201c\u2018\"'])")
"""The dash between a number and its heading: `1 \u2013 Lamp`."""
_INSERTED = r"[A-Z]{1,2}"
"""Letters behind the number of what was put in between later: 4A, 4AA."""
_SECTION_SIGN = re.compile(
    rf"\u00a7+{_BLANK}*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?)(?P<end>[.:)])?(?=$|{_BLANK})"
)
_DECIMAL = re.compile(
    rf"(?P<number>\d{{1,3}}(?:{_INSERTED}(?=\.\d))?(?:\.\d{{1,3}}(?:{_INSERTED}(?=\.\d))?){{1,6}}"
    r"|[A-Z][.-]?\d{1,3}(?:\.\d{1,3}){0,5})"
    rf"(?P<suffix>{_INSERTED}(?![A-Za-z]))?(?P<end>[.:)])?(?=$|{_BLANK}|[A-Z(\u201c\u2018\"']|{_RUN_ON})"
)
_NUMBER = re.compile(
    rf"(?P<open>[(\[])(?P<inner>\d{{1,3}}(?:{_INSERTED})?)[)\]]\.?"
    rf"|(?P<plain>\d{{1,3}})(?P<suffix>{_INSERTED}(?![A-Za-z]))?"
    rf"(?:(?P<end>[.):])(?=$|{_BLANK}|[A-Za-z(\u201c\u2018\"']|{_RUN_ON})"
    rf"|(?=$|{_BLANK}|\([0-9a-zA-Z]{{1,4}}\)|{_RUN_ON}))"
)
_LETTER = re.compile(
    rf"\((?P<inner>[a-z]{{1,5}}|[A-Z]{{1,5}})\)\.?"
    rf"|(?P<plain>[a-z]{{1,5}}|[A-Z]{{1,5}})(?P<end>[.)])(?=$|{_BLANK})"
    rf"|(?P<bare>[A-Z])(?=$|{_BLANK})"
)
_MONTHS = (
    "january", "february", "march", "april", r"may(?=\s+\d)", "june", "july", "august", "september",
    "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
)  # fmt: skip
_NOT_A_NUMBER = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d)|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?{_BLANK}+(?:{'|'.join(_MONTHS)})\b"  # 18 December
    r"|\d+(?:[.,]\d+)*\s?(?:%|per cent|percent|million|billion|pm\b|am\b|[\u00a3$\u20ac])"
    r"|\d+(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}\.?{_BLANK}*(?:(?:&|and){_BLANK}*\d{{1,2}}\.?{_BLANK}*)?"
    rf"(?:(?:Geo|Vict|Edw|Eliz|Anne)\b\.?|(?:Will|Wm|Hen|Jac|Cha|Car|Ric)\.){_BLANK}*"
    rf"(?:[1-9]|[IVX]+\b|ch?\.{_BLANK}*\d)"  # 10 & 11 Geo. 6, c. 54: an Act cited by its reign
    rf"|\d+{_BLANK}+(?:C\.?F\.?R|U\.?S\.?C|Stat|Fed\.?{_BLANK}*Reg|F\.?R)\b",  # 14 CFR: a code of law cited
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
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


@dataclass(frozen=True, slots=True)
class Reading:
    """A chain of marks at the beginning of a line; `rest` is where the text after them starts."""

    marks: tuple[Mark, ...]
    rest: int


def skip_blank(text: str, start: int = 0) -> int:
    """Offset of the first character from `start` on that is no white space and not of zero width."""
    match = _BLANKS.match(text, start)
    return match.end() if match else start


def parse_roman(text: str) -> int | None:
    """Value of a well-formed roman numeral of at most 60 in either case, else None.

    >>> parse_roman("xiv"), parse_roman("iiii"), parse_roman("d")
    (14, None, None)
    """
    return _ROMANS.get(text.lower())


def to_roman(number: int) -> str:
    """A number from 1 to 60 as a small roman numeral."""
    parts = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, letters in parts:
        while number >= value:
            out += letters
            number -= value
    return out


_ROMANS = {to_roman(number): number for number in range(1, _LARGEST_ROMAN + 1)}


def _letters(text: str) -> int | None:
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


def _suffix(letters: str | None) -> int:
    """Place of inserted letters: ZA, before A, is 1; A 27; AA, between A and B, 28; B 54; 0 for none."""
    if not letters:
        return 0
    first, second = (ord(letter) - ord("@") for letter in f"{letters.upper()}@"[:2])
    return second if first == _ALPHABET and second else first * LETTERS + second


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
    start = skip_blank(text)
    if start == len(text) or _NOT_A_NUMBER.match(text, start):
        return ()
    chains = _chains(text, start, first=True)
    readings = {}
    for chain in chains:
        for size in range(len(chain), 0, -1):
            marks = _with_dash(text, chain[:size])
            readings[marks] = Reading(marks, skip_blank(text, marks[-1].end))
    return tuple(readings.values())


def _with_dash(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, the last with the dash that parts it from a heading: `1 - Lamp`, but not `1 - 3 months`."""
    last = marks[-1]
    dash = None if last.keyword else _PARTING.match(text, last.end)
    return (*marks[:-1], replace(last, end=dash.end("dash"))) if dash else marks


def _chains(text: str, start: int, *, first: bool) -> list[tuple[Mark, ...]]:
    chains: list[tuple[Mark, ...]] = []
    for mark in _marks_at(text, start):
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


def _marks_at(text: str, start: int) -> list[Mark]:
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
    word = match["word"].lower()
    family = "annex" if word == "annexe" else word
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
        return [(tuple(int(part) for part in digits[1].split(".")), _suffix(digits[2]))]
    if number.lower() in _WORDS:
        return [((_WORDS.index(number.lower()) + 1,), 0)]
    if re.fullmatch(r"[A-Z][.-]?\d+", number):
        return [((ord(number[0]) - ord("A") + 1, int(number[1:].lstrip(".-"))), 0)]
    roman = parse_roman(number)
    letters = _letters(number) if len(number) == 1 and number.isupper() else None
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
    inserted = tuple(_suffix(letters) for _, letters in parts[:-1])
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
    marks = [Mark(family, path, shape, value, start, match.end(), _suffix(suffix), inserted)]
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
        return [Mark("number", (inner,), "()", match["inner"], start, match.end(), _suffix(letter))]
    value = match["plain"] + (match["suffix"] or "")
    shape = match["end"] or "bare"
    if shape == "bare" and len(match["suffix"] or "") > 1:  # 16GB, 2AA of a postcode
        return []
    return [
        Mark("number", (int(match["plain"]),), shape, value, start, match.end(), _suffix(match["suffix"]))
    ]


def _letter_marks(text: str, start: int) -> list[Mark]:
    match = _LETTER.match(text, start)
    if not match:
        return []
    value = match["inner"] or match["plain"] or match["bare"]
    shape = "()" if match["inner"] else (match["end"] or "bare")
    case = "lower" if value.islower() else "upper"
    marks = []
    letter, roman = _letters(value), parse_roman(value)
    if letter:
        marks.append(Mark(case, (letter,), shape, value, start, match.end()))
    if roman and shape != "bare":
        marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end()))
    if shape == "()" and case == "lower":
        before, inserted = value[:-1], _suffix(value[-1])
        roman = parse_roman(before) if value[-1] in _NO_ROMAN else None
        if len(before) == 1:
            marks.append(Mark(case, (_letters(before) or 0,), shape, value, start, match.end(), inserted))
        if roman:
            marks.append(Mark(f"{case}-roman", (roman,), shape, value, start, match.end(), inserted))
    return marks
