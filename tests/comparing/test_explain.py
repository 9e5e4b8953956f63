"""Why each change is shown as it is, in words that a lawyer can check."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.comparing import ByHand, compare, explain, lineages
from mouarchive.comparing.alignment import align
from mouarchive.comparing.comparison import compared
from mouarchive.model import Clause

PURPOSE = "This memorandum records how the two departments exchange information about pupils in schools."
KEEP = "Records received under this agreement are destroyed within two years of the date of receipt."
LOCKED = "Records received under this agreement are kept under lock for two years."
AUDIT = "Each side may inspect the premises of the other on ten working days' notice, once a year at most."
OLD = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}\n2 | Items |\n2.1 | Surname\n2.2 | Address"


def told(old, new, eid, pairings=()):
    """What is said of the change of one clause, by its number in the newer version, else in the older."""
    every = explain(compare(old, new, pairings))
    newer = {one.change.new.eid: one for one in every if one.change.new}
    return newer.get(eid) or next(one for one in every if one.change.old and one.change.old.eid == eid)


@pytest.mark.parametrize(
    ("new", "eid", "part", "words"),
    [
        (OLD.replace(KEEP, LOCKED), "1.2", "pairing", "40% of the words in common, in order"),
        (OLD.replace(KEEP, LOCKED), "1.2", "sort", "substantive: words differ, and no other class"),
        (OLD.replace("2.1 | Surname\n2.2", "2.1"), "2.1", "place", "renumbered: was 2.2, is 2.1"),
        (
            OLD.replace(f"1.3 | {AUDIT}\n", "") + f"\n2.3 | {AUDIT}", "2.3", "place",
            "moved: stood in 1, stands in 2, which is not its counterpart",
        ),
        (
            OLD.replace(f"1.1 | {PURPOSE}\n1.2 | {KEEP}", f"1.1 | {KEEP}\n1.2 | {PURPOSE}"), "1.2", "place",
            "moved: the fewest clauses of its list that changed their order are called moved",
        ),
        (OLD + "\n2.3 | Ward", "2.3", "nearest", "nothing in the other version has words in common with it"),
        (OLD + "\n2.3 | Records of another kind are fed to the dogs", "2.3", "nearest",
         "even in the same place 40% are asked for"),
        (OLD + f"\n2.3 | {KEEP}", "2.3", "nearest", "(100% of the words in common): that is 1.2"),
        (OLD.replace(f"1.1 | {PURPOSE}", f"1.1 | {PURPOSE[:-1]}"), "1.1", "sort", "punctuation: only commas"),
        (OLD.replace(KEEP, KEEP.replace(" ", "  ")), "1.2", "sort", "cosmetic: typesetting alone"),
        (OLD.replace(KEEP, "[redacted]"), "1.2", "sort", "redaction: a copy with more blacked out"),
    ],
)  # fmt: skip
def test_a_change_says_why(tree, new, eid, part, words):
    """The rule and what it asks for, moved or renumbered, the class, and what came nearest."""
    assert words in getattr(told(tree(OLD), tree(new), eid), part)


def test_pieces_say_that_they_are(tree):
    """A clause split off names its origin and the reason; the other way round its goal."""
    whole = f"1 | Use |\n1.1 | {PURPOSE} {KEEP}\n1.2 | {AUDIT}"
    cut = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    for old, new, start in ((whole, cut, "split from 1.1: "), (cut, whole, "merged into 1.1: ")):
        pieces = [one for one in explain(compare(tree(old), tree(new))) if one.pairing.startswith(start)]
        assert len(pieces) == 1
        assert not pieces[0].nearest


@pytest.mark.parametrize(
    ("far", "words"),
    [
        (
            "Records received under this agreement are kept under a lock in the town",
            "it stands in another place",
        ),
        ("Surname or home name", "in another place a text of less than 8 words proves nothing"),
    ],
)
def test_what_came_near_elsewhere_says_what_is_asked_there(tree, far, words):
    """Out of its place a clause needs more words, and more of them in common."""
    old = (
        f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n2 | Press |\n2.1 | {AUDIT}\n2.2 | Surname or maiden name"
    )
    new = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {AUDIT}\n3 | Far |\n3.1 | {far}"
    assert words in told(tree(old), tree(new), "3.1").nearest


def test_of_two_as_near_neither_is_believed(tree):
    """Where two clauses are equally like one that went, nobody can say which it is."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {AUDIT}\n2.2 | {KEEP}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {AUDIT}"
    new += f"\n3 | A |\n3.1 | {KEEP[:-1]} today\n4 | B |\n4.1 | {KEEP[:-1]} here"
    assert "another clause is as near" in told(tree(old), tree(new), "2.2").nearest


def test_a_decision_by_hand_is_said_with_its_reason(tree):
    """Who paired two clauses and why stands in the rule already."""
    by_hand = ByHand("2.1", "2.2", together=True, who="J. Doe", why="seen in the file")
    said = told(tree(OLD), tree(OLD), "2.2", [by_hand]).pairing
    assert said.startswith("paired by hand (J. Doe: seen in the file): ")


def test_a_misread_scan_says_so(tree):
    """Of two reasons for ocr-like the one counts by which it is no change."""
    old, scan = tree("1 | The school keeps records"), tree("1 | The schoo! keeps records")
    assert "what an engine makes of one print" in told(old, [replace(scan[0], ocr=True)], "1").sort


def test_rewritten_says_how_little_is_in_common(tree):
    """The class rewritten comes with its likeness."""
    new = OLD.replace(KEEP, "Nobody needs to be told of the date on which files are shredded.")
    assert "% in common)" in told(tree(OLD), tree(new), "1.2").sort


def test_items_under_a_black_box_say_so(tree):
    """A removed item that may stand under a black box is explained by it."""
    old = tree("1 | The items are:\n1.1 | Surname")
    new = [Clause("1", "1", None, "The items are: [redacted]", 1, 1)]
    assert told(old, new, "1.1").sort.startswith("redaction: a black box over a list hides its items")


def test_in_a_vast_comparison_nothing_is_looked_for():
    """Each clause that came against each that stood would take too long."""
    old = [Clause(f"a{n}", "", None, f"old{n} text", 1, 1) for n in range(150)]
    new = [Clause(f"b{n}", "", None, f"new{n} words", 1, 1) for n in range(150)]
    assert {one.nearest for one in explain(compare(old, new))} == {""}


def test_an_alignment_made_once_serves_comparison_and_lineages(tree):
    """Both say the same whether they align themselves or are handed the alignment."""
    old, new = tree(OLD), tree(OLD.replace(KEEP, LOCKED))
    found = align(old, new)
    assert compared(found) == compare(old, new)
    versions = [("1", old), ("2", new)]
    assert lineages(versions, "seed", aligned=[found]) == lineages(versions, "seed")
