"""Whether an annex belongs to the schedule before it or stands beside it, told from the contents list."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.layout import ContentsEntry
from mouarchive.clauses.numbering.candidates import beside_others
from mouarchive.clauses.segment import segment_layout

PARTS = """
    1.  The services are in the Schedules.
    *Schedule 1*
    *Charges*
    1.  Each survey is charged.
    *Schedule 2*
    *Disputes*
    1.  The managers meet.
    *Annex 1*
    *Jetties*
    1.  North Haven.
    *Annex 2*
    *Addresses*
    1.  Harbour House.
    """


def listed(*entries):
    """A contents list of these labels, each with the indentation, in points, at which it stands."""
    return tuple(ContentsEntry(label, "A title", "3", 1, left) for label, left in entries)


@pytest.mark.parametrize(
    ("annexes", "where"),
    [
        ((("Annex 1", 72.0), ("Annex 2", 72.0)), "annex-1 annex-1.1 annex-2 annex-2.1"),
        (
            (("Annex 1", 90.0), ("Annex 2", 90.0)),
            "schedule-2.annex-1 schedule-2.annex-1.1 schedule-2.annex-2 schedule-2.annex-2.1",
        ),
        (
            (),
            "schedule-2.annex-1 schedule-2.annex-1.1 schedule-2.annex-2 schedule-2.annex-2.1",
        ),
    ],
)
def test_the_contents_list_shows_whether_an_annex_stands_beside_a_schedule(layout_of, annexes, where):
    """An annex set like the schedule before it and listed at its level stands beside it; else it is in it."""
    contents = listed(("Schedule 1", 72.0), ("Schedule 2", 72.0), *annexes)
    found = segment_layout(replace(layout_of(PARTS), contents=contents))
    eids = [clause.eid for clause in found.clauses]
    assert eids == ["1", "schedule-1", "schedule-1.1", "schedule-2", "schedule-2.1", *where.split()]


def test_annexes_counted_anew_in_each_schedule_belong_to_it():
    """Where a contents list names one annex twice, no annex stands beside the schedules."""
    contents = listed(
        ("Schedule 1", 72.0), ("Annex 1", 72.0), ("Schedule 2", 72.0), ("Annex 1", 72.0), ("Annex 2", 72.0)
    )
    assert beside_others(contents) == {"schedule 1", "schedule 2"}
