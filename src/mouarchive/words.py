"""The one phrasebook: dates, counts, lists, numbers in words, and characters that cannot be seen. Pure.

Terminal, Word, HTML, site and exports all ask here, so that the same fact reads the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = [
    "CARDINALS", "MONTHS", "MONTH_SPELLINGS", "ROMAN", "UNSEEN", "called", "counted", "in_full", "listed",
    "long_date", "month_number", "number_at_end", "numbered", "ordinal", "pages", "period", "roman_value",
    "safe", "safe_line", "short_hash", "spoken", "to_roman", "unseen_name",
]  # fmt: skip

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months' English names; index 0 is January. Their usual abbreviation is the first three letters."""
MONTH_SPELLINGS = (*MONTHS, *(month[:3] for month in MONTHS if month != "May"), "Sept")
"""The months as they are printed in dates, without the full stop of an abbreviation."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CARDINALS = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
"""Numbers in words, up to nineteen and the tens, with their values."""
_HUNDRED = 100
_IN_WORDS = re.compile(rf"(?:\b(?:{'|'.join((*CARDINALS, 'hundred', 'and'))})\b[\s-]*)+$", re.IGNORECASE)
_ROMAN_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TEENS = range(11, 14)  # fact: 11th, 12th and 13th, where 21st, 22nd and 23rd are said
_TWIN = re.compile(r"[#~](\d+)$")
_PASSAGE = re.compile(r"(front-parties|front|recital|footnote|table|note|signature|control|end)-([^#~]+)")
# How a passage of each kind is called: the first of its kind, and any.
_PASSAGE_NAMES = {
    "front": ("the opening", "the opening, paragraph {}"),
    "front-parties": ("the parties", "the parties, paragraph {}"),
    "recital": ("recital ({})", "recital ({})"),
    "footnote": ("footnote {}", "footnote {}"),
    "table": ("the table outside the clauses", "the table outside the clauses, row {}"),
    "note": ("the side note", "side note {}"),
    "signature": ("the signatures", "the signatures, part {}"),
    "control": ("document control", "document control, row {}"),
    "end": ("the end matter", "the end matter, paragraph {}"),
}
_CONTAINER = re.compile(r"([a-z]{3,})(?:-([0-9a-z]+))?((?:\(.*)?)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


# ------------------------------------------------------------------ dates


def month_number(name: str) -> int | None:
    """The number of the month that a name of three letters or more begins: "Sept" is 9; None for others."""
    start = name.strip(".").casefold()
    if len(start) < 3:  # noqa: PLR2004 - "Ju" is June or July
        return None
    return next((at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(start)), None)


def long_date(iso: str | None) -> str:
    """A date in words, as precise as it is known: "18 December 2015", "July 2015", "2015"."""
    match = _DATE.fullmatch(iso or "")
    if not match:
        return iso or ""
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= len(MONTHS):
        return iso if month and iso else year
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def period(start: str | None, end: str | None) -> str:
    """A span of dates, either end of which may not be known: "2015-12-18 to 2016-10-06", "from 2019"."""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


# ------------------------------------------------------------------ counts, numbers, lists


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 clause", "2 clauses", "1,204 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "1.1", "1.1 and 2.0", "0.3, 0.4 and 1.1"; empty for none."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def pages(found: Iterable[int]) -> str:
    """Pages as people write them: "page 3", or "pages" and 1, an en dash, 4, 7; nothing for none."""
    ordered = sorted(set(found))
    runs: list[list[int]] = []
    for page in ordered:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if not runs:
        return ""
    listed = ", ".join(str(first) if first == last else f"{first}\u2013{last}" for first, last in runs)
    return f"{'page' if len(ordered) == 1 else 'pages'} {listed}"


def roman_value(text: str) -> int:
    """The value of a Roman numeral, large or small: "xiv" is 14. Raises KeyError for other letters."""
    values = [ROMAN[letter] for letter in text.casefold()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def to_roman(number: int) -> str:
    """A number as a small Roman numeral, the other way round: 14 is "xiv"."""
    out = ""
    for value, letters in _ROMAN_PARTS:
        out += letters * (number // value)
        number %= value
    return out


def number_at_end(text: str) -> int | None:
    """The number below a thousand that a text ends with in words, None where it ends otherwise.

    >>> number_at_end("within the preceding twelve"), number_at_end("not less than one hundred and eighty")
    (12, 180)
    >>> number_at_end("the first twenty-four "), number_at_end("of the twelve months")
    (24, None)
    """
    found = _IN_WORDS.search(text)
    if found is None:
        return None
    total = 0
    for word in re.split(r"[\s-]+", found[0].casefold().strip(" -")):
        if word == "hundred":
            total = max(total, 1) * _HUNDRED
        elif word == "and" and total < _HUNDRED:
            total = 0  # the two and twelve: only what stands last is one number
        else:
            total += CARDINALS.get(word, 0)
    return total or None


def numbered(label: str) -> str:
    """A printed number as it is spoken of: "15.2.6." with its closing full stop is clause 15.2.6."""
    return label.strip().removesuffix(".") or label


def spoken(eid: str, label: str) -> str:
    """What a clause is called: by its identifier, which is unlike any other's, as people say it.

    "15.2.6", "2.4(a)", "Article 4(2)", "Annex A, 1.1", "the second 4.1"; a text without numbers has none. The
    printed number alone would not do: many clauses are called (a), and a scan's may be misread. A passage is
    called by its kind and place: "recital (B)", "footnote 3", "document control, row 2".
    """
    twin = _TWIN.search(eid)
    name = eid[: twin.start()] if twin else eid
    passage = _PASSAGE.fullmatch(name)
    said = (
        _spoken_passage(passage[1], passage[2]) if passage else _spoken_number(name) if label.strip() else ""
    )
    return f"the {ordinal(int(twin[1]))} {said.removeprefix('the ')}" if twin and said else said


def called(eid: str) -> str:
    """What the clause of an identifier is called where that is all that is known of it, on one line."""
    return safe_line(spoken(eid, eid) or eid)


def in_full(eid: str, label: str) -> str:
    """What a clause is called in a sentence that does not say before that it is one.

    "clause 15.2.6", "the second clause 4.1", "Article 4(2)", "recital (B)"; empty as `spoken` is.
    """
    said = spoken(eid, label)
    name = _TWIN.sub("", eid)
    return f"{said.removesuffix(name)}clause {name}" if said.endswith(name) else said


def _spoken_passage(kind: str, place: str) -> str:
    first, any_place = _PASSAGE_NAMES[kind]
    return (first if place == "1" else any_place).format(place if place.isdigit() else place.upper())


def ordinal(number: int) -> str:
    """The place of something in a row: "second", "tenth", "11th", "22nd"."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _spoken_number(name: str) -> str:
    """Each container by its word and number, then the number inside: "Schedule 3, Part 2, 15(b)"."""
    outer, dot, inner = name.partition(".")
    found = _CONTAINER.fullmatch(outer)
    if not found or not (found[2] or set(found[1]) - set(ROMAN)):
        return name
    word, number, rest = found.groups()
    said = f"{word.title()} {(number or '').upper()}".strip() + rest
    return f"{said}, {_spoken_number(inner)}" if dot else said


def short_hash(sha256: str | None) -> str:
    """The first twelve digits of a fingerprint: enough to tell files apart, short enough to read."""
    return (sha256 or "")[:12]


# ------------------------------------------------------------------ characters that cannot be seen

_JOINER, _OTHER = "[\u200c\u200d]", "[^\x00-\x7f]"
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<!{_OTHER}){_JOINER}|{_JOINER}(?!{_OTHER})"
)
"""Controls (but tab and line feed), separators in disguise, soft hyphen, zero-width and bidirectional
controls, tags, noncharacters, and the lone surrogates that stand for undecodable bytes of a file name.
Joiners are spared between letters that are no ASCII: some scripts need them."""


def _code(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def unseen_name(char: str) -> str:
    """What an unseen character is called: "right-to-left override"."""
    return unicodedata.name(char, "CONTROL CHARACTER").lower()


def safe(text: str) -> str:
    """The text with every unseen character shown by its code, as [U+202E]; newlines and tabs stay."""
    return UNSEEN.sub(lambda match: _code(match[0]), text)


def safe_line(text: str) -> str:
    """The text on one line, safe to show: each run of white space becomes one space."""
    return " ".join(safe(text).split())
