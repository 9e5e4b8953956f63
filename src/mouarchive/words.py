"""The one phrasebook: dates, counts, lists, numbers in words, and characters that cannot be seen. Pure.

Terminal, Word, HTML, site and exports all ask here, so that the same fact reads the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = [
    "MONTHS", "ROMAN", "UNSEEN", "counted", "long_date", "month_number", "numbered", "pages", "period",
    "roman_value", "safe", "safe_line", "short_hash", "unseen_name",
]  # fmt: skip

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months' English names; index 0 is January. Their usual abbreviation is the first three letters."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
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


def pages(found: Iterable[int]) -> str:
    """Pages as people write them: "page 3", "pages 1-4, 7"; nothing for none."""
    ordered = sorted(set(found))
    runs: list[list[int]] = []
    for page in ordered:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if not runs:
        return ""
    listed = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"{'page' if len(ordered) == 1 else 'pages'} {listed}"


def roman_value(text: str) -> int:
    """The value of a Roman numeral, large or small: "xiv" is 14. Raises KeyError for other letters."""
    values = [ROMAN[letter] for letter in text.casefold()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def numbered(label: str) -> str:
    """A printed number as it is spoken of: "15.2.6." with its closing full stop is clause 15.2.6."""
    return label.strip().removesuffix(".") or label


def short_hash(sha256: str | None) -> str:
    """The first twelve digits of a fingerprint: enough to tell files apart, short enough to read."""
    return (sha256 or "")[:12]


# ------------------------------------------------------------------ characters that cannot be seen

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls (but tab and line feed), separators in disguise, soft hyphen, zero-width and bidirectional
controls, tags, noncharacters, and the lone surrogates that stand for undecodable bytes of a file name."""


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
