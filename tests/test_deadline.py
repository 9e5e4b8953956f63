"""Work that grows with what a stranger asks ends by its deadline, in Python as in SQL."""

from __future__ import annotations

import threading
import time

import pytest

from mouarchive import deadline
from mouarchive.comparing.comparison import compare
from mouarchive.comparing.tracing import VersionText, trace
from mouarchive.comparing.worddiff import redline
from mouarchive.errors import TookTooLongError
from mouarchive.model import Clause
from mouarchive.site.rendering import shown


def _clauses(word):
    return tuple(Clause(str(n), f"{n}.", None, f"{word} {n} shall be kept", 1, 1) for n in range(1, 40))


def test_without_a_deadline_nothing_is_ever_stopped():
    """The command line sets none: asking is free of effect."""
    deadline.check()


def test_a_deadline_that_has_not_passed_stops_nothing():
    """Inside its time work goes on, and afterwards the thread is free again."""
    with deadline.within(60):
        deadline.check()
    deadline.check()


@pytest.mark.parametrize(
    "work",
    [
        lambda: compare(_clauses("records"), _clauses("reports")),
        lambda: trace("kept", [VersionText("1", _clauses("records"))]),
        lambda: trace("records 7 shell be kept", [VersionText("1", _clauses("records"))]),
        lambda: redline("one two", "one three"),
        lambda: shown("any text of a page"),
    ],
    ids=["comparison", "trace", "near hits", "redline", "text on a page"],
)
def test_work_past_its_deadline_is_given_up(work):
    """Comparing, tracing, redlining and setting out text all notice that their time is over."""
    with deadline.within(-1), pytest.raises(TookTooLongError):
        work()


def test_the_earlier_of_two_deadlines_holds():
    """Work inside other work is never given more time than is left."""
    with deadline.within(-1), deadline.within(60), pytest.raises(TookTooLongError):
        deadline.check()


def test_a_deadline_belongs_to_its_thread():
    """One guest's deadline never stops another guest's page."""
    stopped = []

    def other():
        try:
            deadline.check()
        except TookTooLongError:
            stopped.append(True)

    with deadline.within(-1):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert stopped == []


def test_time_that_passes_counts():
    """The deadline is a time on the clock, not a number of steps."""
    with deadline.within(0.01):
        time.sleep(0.02)
        with pytest.raises(TookTooLongError):
            deadline.check()
