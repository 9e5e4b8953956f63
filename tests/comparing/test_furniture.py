"""Running lines and markings that say something else now are told as data."""

from __future__ import annotations

import pytest

from mouarchive.comparing.furniture import FurnitureChange, furniture_changes, running_lines
from mouarchive.model import Control


def version(*lines, **said):
    """The running lines of a version that prints these, `role: text`, and says so much of itself."""
    return running_lines(Control(**said), [tuple(line.split(": ", 1)) for line in lines])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (["footer: Version 1.0"], ["footer: Version 2.0"], [("footer", "Version 1.0", "Version 2.0")]),
        (["marking: OFFICIAL"], ["marking: SECRET"], [("marking", "OFFICIAL", "SECRET")]),
        (["header: Draft"], [], [("header", "Draft", None)]),
        ([], ["watermark: Draft"], [("marking", None, "Draft")]),
        (["footer: MoU | Page 1 of 9", "footer: MoU | Page 2 of 9"], ["footer: MoU | Page 1 of 12"], []),
        (["footer: 1", "footer: - 2 -"], ["footer: 7"], []),
        (["header: Data sharing"], ["footer: Data  sharing"], []),
        (["header: \u201cThe Board\u201d"], ['header: "The Board"'], []),
        (["page-number: 1", "rule: ____", "contents: 1 Use 3"], ["page-number: 9"], []),
        (["footer: v1 May 2019", "footer: The Board"], ["footer: The Fleet", "footer: v2 May 2019"],
         [("footer", "v1 May 2019", "v2 May 2019"), ("footer", "The Board", "The Fleet")]),
        (["footer: Issued 05/2019"], ["footer: Issued 06/2019"],
         [("footer", "Issued 05/2019", "Issued 06/2019")]),
        (["footer: V1 1", "footer: V1 2"], ["footer: V1 1", "footer: V1 3"], []),
        (["footer: V1 1", "footer: V1 2"], ["footer: V2 1", "footer: V2 2"], [("footer", "V1", "V2")]),
        (["footer: Tariff 2018"], ["footer: Tariff 2019"], [("footer", "Tariff 2018", "Tariff 2019")]),
        (["footer: 3/12", "footer: 4 of 12"], ["footer: 3/14"], []),
    ],
)  # fmt: skip
def test_what_is_told_of_running_lines(old, new, told):
    """A version, date or marking that changed is told; page numbers, layout and another place are not."""
    assert furniture_changes(version(*old), version(*new)) == tuple(FurnitureChange(*one) for one in told)


def test_the_marking_that_a_document_states_counts_once():
    """The control block and the running line say the same: one change."""
    old = version("marking: OFFICIAL", marking="OFFICIAL")
    new = version("marking: OFFICIAL-SENSITIVE", marking="OFFICIAL-SENSITIVE")
    assert furniture_changes(old, new) == (FurnitureChange("marking", "OFFICIAL", "OFFICIAL-SENSITIVE"),)
    assert furniture_changes(old, old) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"label": "1.0"}, {"label": "2.1"}, [("version", "1.0", "2.1")]),
        ({"status": "draft"}, {"status": "final"}, [("status", "draft", "final")]),
        ({"label": "1.0"}, {"label": "1.0"}, []),
        ({"label": "1.0"}, {}, []),
        ({}, {"status": "draft"}, []),
    ],
)
def test_what_a_version_calls_itself_is_told_where_both_say_something(old, new, told):
    """Another printed version or status is told; one that was read on one side alone may only be unread."""
    assert furniture_changes(version(**old), version(**new)) == tuple(FurnitureChange(*one) for one in told)
