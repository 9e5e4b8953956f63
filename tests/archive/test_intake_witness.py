"""A receipt names the pages on which two readers have different letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from mouarchive.archive.database.readings import Reading
from mouarchive.archive.intake.incoming import AddOptions, Chosen, Incoming, alarms
from mouarchive.model import Segmentation, Warn


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((), None),
        ((4,), "page 4:"),
        ((2, 3), "pages 2, 3:"),
        (tuple(range(1, 12)), "pages 1, 2, 3, 4, 5, 6, 7, 8, ...:"),
    ],
)
def test_disagreement_of_two_readers_is_said_on_the_way_in(pages, said) -> None:
    """One line names the pages, the first eight of many; none where both read the same."""
    warnings = tuple(Warn("engines-disagree", "two readers", number) for number in pages)
    reading = Reading("0" * 64, "engine", (), Segmentation(()), warnings)
    incoming = Incoming(Path("specimen.pdf"), "0" * 64, 1, reading, None)
    found = list(alarms(incoming, Chosen("specimen", "1.0", AddOptions(), ()), None))
    assert len(found) == bool(said)
    assert said is None or said in found[0]
