"""Dates of day, month or year precision say what they can about one day, and no more."""

from __future__ import annotations

import datetime as dt

import pytest

from mouarchive.answers.as_at import by, day, within
from mouarchive.errors import UsageError

DAY = dt.date(2016, 10, 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2016-10-07", True),
        ("2016-10-08", False),
        ("2016-09", True),
        ("2016-10", None),
        ("2016-11", False),
        ("2015", True),
        ("2016", None),
        ("2017", False),
        (None, False),
        ("", False),
    ],
)
def test_by(text, said):
    """Whether something had happened by a day: yes, no, or not to be told from so rough a date."""
    assert by(text, DAY) is said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2016-10-07", None, True),
        ("2016-10-07", "2016-10-07", True),
        ("2015-12-18", "2016-10-06", False),
        ("2016-10-08", None, False),
        ("2015", "2016-10", None),
        ("2016-10", "2017", None),
        (None, "2017", False),
        ("2012-02", "2012-02", False),
    ],
)
def test_within(start, end, said):
    """Whether a day lies between two dates, both included; without a start nothing can be claimed."""
    assert within(start, end, DAY) is said


def test_a_rough_end_in_a_leap_year():
    """The last day of February is known."""
    assert within("2016", "2016-02", dt.date(2016, 2, 29)) is None
    assert within("2016", "2016-02", dt.date(2016, 3, 1)) is False


@pytest.mark.parametrize("text", ["", "7 October 2016", "2016-10", "2016-02-30", "20161007x"])
def test_day(text):
    """A day is asked for as a full ISO date."""
    assert day(" 2016-10-07 ") == DAY
    with pytest.raises(UsageError, match="write it as 2016-10-07"):
        day(text)
