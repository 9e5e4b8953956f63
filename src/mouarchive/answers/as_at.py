"""The four dates of a version, never merged, and whether one of them holds on a day. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from mouarchive.archive.database.rows import CopyRow, VersionRow
from mouarchive.errors import UsageError

__all__ = ["DATES", "Likely", "by", "day", "earliest", "holds", "recorded", "within"]

DATES = {
    "in-force": "in force",
    "dated": "dated by then",
    "disclosed": "public by then",
    "accessioned": "in this archive by then",
}
"""The four dates, never merged, and what holds on a day by each."""

Likely = bool | None
"""True, False, or None where the date is not precise enough to tell."""


def earliest(dates: Iterable[str | None]) -> str | None:
    """The earliest of some ISO dates of any precision; None where there is none."""
    known = sorted(date for date in dates if date)
    return known[0] if known else None


def day(text: str) -> dt.date:
    """A day as people type it: 2016-10-07. Raises UsageError."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text}: not a date; write it as 2016-10-07") from None


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


def holds(version: VersionRow, copies: Sequence[CopyRow], asked: dt.date, which: str) -> Likely:
    """Whether a version, of these copies, was in force, dated, public or in the archive on a day."""
    if which == "in-force":
        return within(version.in_force_from, version.in_force_until, asked)
    return by(_since(version, copies, which), asked)


def _since(version: VersionRow, copies: Sequence[CopyRow], which: str) -> str | None:
    """From when one of the four dates holds; None where it is not recorded."""
    if which == "in-force":
        return version.in_force_from
    if which == "dated":
        return version.dated
    if which == "disclosed":
        return earliest(copy.disclosed for copy in copies)
    return earliest(copy.accessioned for copy in copies if copy.file)


def recorded(version: VersionRow, copies: Sequence[CopyRow], which: str) -> bool:
    """Whether the record has that date of the version at all; without it nothing can be said of any day."""
    return _since(version, copies, which) is not None
