"""What is left between matched neighbours once all else has found its partner."""

from __future__ import annotations

import pytest

from mouarchive.comparing import compare
from mouarchive.model import ChangeKind

STAY = "A file is kept until the account it belongs to has been settled in full."
WIPE = "The Library destroys each file within thirty days of the end of that time."
OLD = "Aggregated counts in which no reader can be recognised are kept for any length of time."
REWRITTEN = "Figures may be printed once the loans of a single person cannot be told from them."
VISIT = "An auditor chosen by the Council visits the reading room on giving ten days' notice."
ANOTHER = "Lamps in the stacks are switched off by whoever leaves the building last."
OTHERS = "Loans to schools are free of charge and end with the summer term."


def pairs(tree, old, new):
    """Old to new ids of all pairs of a comparison."""
    changes = compare(tree(old), tree(new)).changes
    return {change.old.eid: change.new.eid for change in changes if change.old and change.new}


def section(*texts, number=1):
    """A section as the lines of a made-up version."""
    lines = [f"{number}.{n} | {text}" for n, text in enumerate(texts, 1)]
    return "\n".join([f"{number} | Section {number} |", *lines])


ELSEWHERE = section(VISIT, OTHERS, number=2)


@pytest.mark.parametrize(
    ("new", "partner"),
    [
        pytest.param(section(STAY, VISIT, WIPE, REWRITTEN), "1.4", id="a clause moved in further up"),
        pytest.param(section(STAY, WIPE, REWRITTEN), "1.3", id="nothing else"),
        pytest.param(section(STAY, VISIT, WIPE, ANOTHER), None, id="another matter beside a move"),
        pytest.param(section(STAY, WIPE, VISIT, REWRITTEN), None, id="a clause moved to the very spot"),
    ],
)
def test_a_clause_moved_in_does_not_part_a_clause_from_its_rewriting(tree, new, partner):
    """What came from elsewhere says nothing about what stayed, unless it stands between the two."""
    moved = VISIT in new
    old = f"{section(STAY, WIPE, OLD)}\n{ELSEWHERE}"
    after = f"{new}\n{section(OTHERS, number=2) if moved else ELSEWHERE}"
    assert pairs(tree, old, after).get("1.3") == partner


DATES = "Time is not of the essence, but best endeavours are used to meet the dates in Schedule 7."
DATES_ANEW = "The dates in Schedule 7 matter: a crate that comes a week late earns nine tenths of its price."
DRIVER = "The Carrier replaces any driver to whom the Museum reasonably objects in writing."


def test_a_figure_tells_which_of_two_was_rewritten(tree):
    """Of two clauses left, the one that names the schedule of the new one is the old one of it."""
    old = section(STAY, DRIVER, DATES, WIPE)
    found = pairs(tree, old, section(STAY, DATES_ANEW, WIPE))
    assert found["1.3"] == "1.2"
    assert "1.2" not in found
    without = pairs(tree, old.replace("Schedule 7", "the plan"), section(STAY, DATES_ANEW, WIPE))
    assert "1.3" not in without


ITEMS = """
1 | Loans |
1.1 | For each loan the Library sends:
1.1(a) | the number of the card;
1.1(b) | {}
1.1(c) | the shelf mark of the book;
1.1(d) | the day it is due;
{}
1.1(f) | the branch
"""


@pytest.mark.parametrize(
    ("old", "new", "one"),
    [
        ("the name of the Reader;", "the name and address of the first owner;", False),
        ("the name of the Reader;", "the name of the Reader and of the guarantor;", True),
        ("the colour of the binding of it;", "the binding and its colour, the spine;", False),
    ],
)
def test_an_item_elsewhere_in_its_list_is_another_unless_its_own_words_return(tree, old, new, one):
    """Two items at different places are no pair for having "the name of the" in common."""
    before = ITEMS.format(old, "1.1(e) | the fee;")
    lines = ITEMS.format("the fee;", f"1.1(e) | {new}")
    removed = [c for c in compare(tree(before), tree(lines)).changes if c.kind is ChangeKind.REMOVED]
    assert (not removed) is one
