"""What compare() says of two versions, case by case."""

from __future__ import annotations

import pytest

from mouarchive.comparing import compare
from mouarchive.model import ChangeKind

ITEMS = """
Surname
Forename(s)
Date of birth
Gender
Home address
(once collected) nationality
Unique pupil number
School name
Enrolment date
Leaving date
""".strip().splitlines()


def section(items):
    head = [
        "15.2 | The following data items will be shared for each pupil found in the register:",
    ]
    return "\n".join([*head, *(f"15.2.{n} | {item}" for n, item in enumerate(items, 1))])


def counts(found):
    out = {str(kind): found.count(kind) for kind in ChangeKind if found.count(kind)}
    if found.renumbered:
        out["renumbered"] = found.renumbered
    if found.moved:
        out["moved"] = found.moved
    return out


def without(item):
    return [each for each in ITEMS if each != item]


def replaced(old, new):
    return [new if each == old else each for each in ITEMS]


NATIONALITY = "(once collected) nationality"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(ITEMS, {"unchanged": 11}, id="the same"),
        pytest.param(
            without(NATIONALITY),
            {"removed": 1, "unchanged": 10, "renumbered": 4},
            id="removed: those after it are renumbered, none is modified",
        ),
        pytest.param(
            replaced(NATIONALITY, "nationality"),
            {"modified": 1, "unchanged": 10},
            id="qualifier dropped: modified",
        ),
        pytest.param(
            replaced(NATIONALITY, "Country of birth"),
            {"removed": 1, "added": 1, "unchanged": 10},
            id="put in its place: one removed, one added",
        ),
        pytest.param(
            [NATIONALITY, *without(NATIONALITY)],
            {"unchanged": 11, "moved": 1, "renumbered": 5},
            id="moved up: one moved, those it passed renumbered",
        ),
        pytest.param(
            [item.replace("m", "rn").replace("l", "1") for item in ITEMS],
            {"modified": 7, "unchanged": 4},
            id="read by a scanner: modified, none removed or added",
        ),
    ],
)
def test_list_items(tree, items, expected):
    """A list item is followed by its words, never by its number."""
    assert counts(compare(tree(section(ITEMS)), tree(section(items)))) == expected
