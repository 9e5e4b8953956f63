"""Dates of day, month or year precision, and what they say about one day. Pure."""

from __future__ import annotations

import calendar
import datetime as dt

from mouarchive.errors import UsageError

__all__ = ["Likely", "by", "day", "in_words", "within"]

Likely = bool | None
"""True, False, or None where the date is not precise enough to tell."""


def day(text: str) -> dt.date:
    """A day as people type it: 2016-10-07. Raises UsageError."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text}: not a date; write it as 2016-10-07") from None


def in_words(text: str | None) -> str:
    """A date as it stands in running text: "18 December 2015", "July 2015", "2015"; nothing for none."""
    if not text:
        return ""
    year, *rest = text.split("-")
    month = calendar.month_name[int(rest[0])] if rest else ""
    day_of_month = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day_of_month, month, year) if part)


def _span(text: str) -> tuple[dt.date, dt.date]:
    """First and last day that a date of day, month or year precision can mean."""
    year, month, of_month = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    last_month = month or 12
    last = of_month or calendar.monthrange(year, last_month)[1]
    return dt.date(year, month or 1, of_month or 1), dt.date(year, last_month, last)


def by(text: str | None, asked: dt.date) -> Likely:
    """Whether what happened at `text` had happened by the end of the day asked; False without a date."""
    if not text:
        return False
    first, last = _span(text)
    if last <= asked:
        return True
    return None if first <= asked else False


def within(start: str | None, end: str | None, asked: dt.date) -> Likely:
    """Whether the day asked lies between two dates, both included; an open end lasts, no start is unknown."""
    begun = by(start, asked)
    if begun is False or not end:
        return begun
    first, last = _span(end)
    if asked <= first:
        return begun
    return None if asked <= last else False
