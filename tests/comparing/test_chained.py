"""Decisions of people carried over to versions further apart."""

from __future__ import annotations

from mouarchive.comparing import ByHand, compare, lineages
from mouarchive.comparing.lineages import chained

ONE = "1 | Items |\n1.1 | The items are:\n1.1.1 | Surname\n1.1.2 | Nationality\n1.1.3 | Address"
TWO = "1 | Items |\n1.1 | The items are:\n1.1.1 | Surname\n1.1.2 | Country of birth\n1.1.3 | Address"
THREE = (
    "1 | Items |\n1.1 | The items are:\n1.1.1 | Forename\n1.1.2 | Surname\n1.1.3 | Country of birth\n"
    "1.1.4 | Address"
)
ORDER = ("1", "2", "3")


def said(old, new, *, together=True):
    return ByHand(old, new, together, "J. Doe", "seen in the file")


def made(tree, decisions, old="1", new="3"):
    versions = {"1": tree(ONE), "2": tree(TWO), "3": tree(THREE)}
    lines = lineages([(label, versions[label]) for label in ORDER], "x", decisions)
    return versions, chained(decisions, lines, ORDER, old, new)


def test_a_pair_made_by_hand_holds_for_later_versions_too(tree):
    """What was paired by hand between 1 and 2 is one clause between 1 and 3, under its number there."""
    decisions = {("1", "2"): [said("1.1.2", "1.1.2")]}
    versions, found = made(tree, decisions)
    assert [(one.old, one.new, one.together) for one in found] == [("1.1.2", "1.1.3", True)]
    assert found[0].said == "J. Doe: seen in the file; decided for 1 and 2"
    changes = compare(versions["1"], versions["3"], found).changes
    assert next(c.old.eid for c in changes if c.new and c.new.eid == "1.1.3") == "1.1.2"
    plain = compare(versions["1"], versions["3"]).changes
    assert next(c.old for c in plain if c.new and c.new.eid == "1.1.3") is None


def test_what_is_kept_apart_stays_apart_in_later_versions(tree):
    """Two clauses kept apart between 1 and 2 are not paired between 1 and 3, in either place."""
    decisions = {("1", "2"): [said("1.1.3", "1.1.3", together=False)]}
    versions, found = made(tree, decisions)
    assert [(one.old, one.new, one.together) for one in found] == [("1.1.3", "1.1.4", False)]
    pairs = {(c.old.eid, c.new.eid) for c in compare(versions["1"], versions["3"], found).changes
             if c.old and c.new}  # fmt: skip
    assert ("1.1.3", "1.1.4") not in pairs
    assert not compare(versions["1"], versions["3"], found).warnings


def test_only_decisions_between_the_two_versions_count(tree):
    """A decision about versions outside, one about the two themselves, and one that failed add nothing."""
    assert made(tree, {("1", "2"): [said("1.1.2", "1.1.2")]}, "2", "3")[1] == ()
    assert made(tree, {("1", "3"): [said("1.1.2", "1.1.3")]})[1] == ()
    assert made(tree, {("1", "2"): [said("1.1.9", "1.1.2")]})[1] == ()
