"""Dates as documents print them, read into ISO form: `2015-12-18`, or `2015-12` where no day is printed."""

from __future__ import annotations

import datetime as dt
import re

from mouarchive.words import MONTH_SPELLINGS, MONTHS, month_number

__all__ = ["begins_with_month", "find_date", "find_dates", "iso_date"]

_MONTH = rf"(?P<month>{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?"
_SPOKEN = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(st|nd|rd|th)?[\s-]+(of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4}}|\d{{2}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH}[\s-]+(?P<day>\d{{1,2}})(st|nd|rd|th)?,?[\s-]+(?P<year>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(rf"(?<!\d )(?<!\d-)\b{_MONTH},?[\s-]+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}}){_MONTH}(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_FIGURES = (
    re.compile(r"(?<![\d.])(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\w|\.\d)"),
    re.compile(
        r"(?<![\d./])(?P<day>\d{1,2})[-/.](?P<number>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?![\w/]|\.\d)"
    ),
)
_MONTH_FIRST = re.compile(rf"(?:{'|'.join(MONTH_SPELLINGS)})\b\.?(?!\w|\s+[A-Z])")
_CENTURY = 100  # fact: years
_THIS, _LAST, _FIRST_OF_LAST = 2000, 1900, 70  # fact: two figures mean 1970 to 2069, as computers take them


def begins_with_month(text: str) -> bool:
    """Whether a text begins with a month, and not with a person's name such as April Smith.

    >>> [begins_with_month(text) for text in ("November and", "Dec. 1902", "April Smith", "Marching")]
    [True, True, False, False]
    """
    return _MONTH_FIRST.match(text) is not None


def iso_date(text: str) -> str | None:
    """The first date in a text in ISO form; None where there is none.

    In figures the day is read before the month, as in the United Kingdom, unless that is no date.
    """
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[str, str] | None:
    """The first date in a text: its ISO form and the words as printed."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[tuple[str, str]]:
    """All dates in a text in their order: ISO form and the words as printed; the fullest reading of each."""
    found: list[tuple[int, int, str]] = []
    for pattern in (*_SPOKEN, *_FIGURES):
        for match in pattern.finditer(text):
            iso = _read(match)
            free = all(match.end() <= start or match.start() >= end for start, end, _ in found)
            if iso and free:
                found.append((match.start(), match.end(), iso))
    return [(iso, text[start:end]) for start, end, iso in sorted(found)]


def _read(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < _CENTURY:
        year += _THIS if year < _FIRST_OF_LAST else _LAST
    month = (month_number(parts["month"]) if parts.get("month") else int(parts["number"])) or 0
    if "day" not in parts:
        return f"{year:04d}-{month:02d}"
    day = int(parts["day"])
    if month > len(MONTHS) >= day and "number" in parts:  # month and day the other way round
        day, month = month, day
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
