"""Running lines and markings that say something else now are told as data."""

from __future__ import annotations

import pytest

from mouarchive.comparing.furniture import FurnitureChange, furniture_changes
from mouarchive.model import Aside, Box, Control, Segmentation


def version(*lines, marking=None):
    """A version of nothing but running lines, `role: text`, each on a page of its own."""
    asides = tuple(
        Aside(role, text, page, Box(0, 0, 10, 10))
        for page, (role, text) in enumerate((line.split(": ", 1) for line in lines), 1)
    )
    return Segmentation((), asides, Control(marking=marking))


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
