"""What people decided about pairs of clauses holds before everything that the comparison finds by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing import ByHand, compare, lineages
from mouarchive.comparing.alignment import align
from mouarchive.model import ChangeKind, Clause, Op

PURPOSE = "This memorandum records how the two departments exchange information about pupils in schools."
KEEP = "Records received under this agreement are destroyed within two years of the date of receipt."
AUDIT = "Each side may inspect the premises of the other on ten working days' notice, once a year at most."

ITEMS = "1 | Items |\n1.1 | The items are:\n1.1.1 | Surname\n1.1.2 | Nationality\n1.1.3 | Address"


def by_hand(old, new, *, together=True):
    return ByHand(old, new, together, "J. Doe", "seen in the file")


def pairs(comparison):
    return {c.old.eid: c.new.eid for c in comparison.changes if c.old and c.new}


def change(comparison, side, eid):
    return next(c for c in comparison.changes if getattr(c, side) and getattr(c, side).eid == eid)


def test_a_pair_made_by_hand_is_a_pair_however_unlike_the_words(tree):
    """Clauses without a word in common are one clause where a person says so; the rule names that person."""
    old, new = tree(f"1 | Purpose |\n1.1 | {PURPOSE}"), tree(f"1 | Purpose |\n1.1 | {AUDIT}\n2 | {KEEP}")
    assert "1.1" not in pairs(compare(old, new)) or pairs(compare(old, new))["1.1"] != "2"
    found = compare(old, new, [by_hand("1.1", "2")])
    pair = change(found, "old", "1.1")
    assert (pair.new.eid, pair.kind) == ("2", ChangeKind.MODIFIED)
    assert pair.rule == "paired by hand (J. Doe: seen in the file)"
    assert change(found, "new", "1.1").kind is ChangeKind.ADDED


@pytest.mark.parametrize(
    ("old", "new", "eid"),
    [
        (f"1 | {PURPOSE}", f"1 | {PURPOSE}", "1"),  # equal texts, each once
        (ITEMS, ITEMS, "1.1.2"),  # equal items in one list
        (f"1 | Purpose |\n1.1 | {PURPOSE}", f"1 | Purpose |\n1.1 | {PURPOSE[:-1]} or nurseries.", "1.1"),
        (f"1 | Audit |\n1.1 | {AUDIT}\n2 | {KEEP}", f"1 | {KEEP}\n2 | Audit |\n2.1 | {AUDIT}", "1.1"),
        ("1 | Data |\n1.1 | Surname\n1.2 | Forename", "1 | Data |\n1.1 | Surname\n1.2 | Forename", "1"),
    ],
)
def test_clauses_kept_apart_are_never_paired(tree, old, new, eid):
    """What a person keeps apart no pass puts together: not equal texts, moves, titles or places."""
    before, after = tree(old), tree(new)
    partner = pairs(compare(before, after))[eid]
    found = compare(before, after, [by_hand(eid, partner, together=False)])
    assert pairs(found).get(eid) != partner
    note = f"kept apart from {partner} by hand (J. Doe: seen in the file)"
    assert note in change(found, "old", eid).rule
    assert f"kept apart from {eid} by hand" in change(found, "new", partner).rule
    assert change(found, "old", eid).merged_into != partner
    assert change(found, "new", partner).split_from != eid


def test_what_is_kept_apart_may_find_another_partner(tree):
    """Un-pairing two of three like clauses lets the right two find each other."""
    old = f"1 | Data |\n1.1 | {KEEP}"
    new = f"1 | Data |\n1.1 | {KEEP}\n1.2 | {KEEP.replace('two', 'seven')}"
    found = compare(tree(old), tree(new), [by_hand("1.1", "1.1", together=False)])
    assert pairs(found)["1.1"] == "1.2"


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ([by_hand("9.9", "1.1.1")], "the older version has no clause 9.9"),
        ([by_hand("9.9", "8.8")], "no clause 9.9 and the newer version has no clause 8.8"),
        ([by_hand("1.1.1", "1.1.1"), by_hand("1.1.1", "1.1.2")], "already has another partner by hand"),
        ([by_hand("1.1.1", "1.1.1"), by_hand("1.1.1", "1.1.1", together=False)], "says the opposite"),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_a_warning(tree, decisions, says):
    """The comparison goes on, and its warning names the decision, who made it and what is wrong with it."""
    found = compare(tree(ITEMS), tree(ITEMS), decisions)
    assert [w.code for w in found.warnings] == ["pairing-unusable"]
    assert says in found.warnings[0].message
    assert "J. Doe: seen in the file" in found.warnings[0].message
    assert len(pairs(found)) == 5


EIDS = st.sampled_from(["1", "1.1", "1.1.1", "1.1.2", "1.1.3"])
DECISIONS = st.lists(st.builds(by_hand, EIDS, EIDS, together=st.booleans()), max_size=6)


@given(DECISIONS)
def test_whatever_is_decided_every_clause_is_told_once_and_both_texts_can_be_rebuilt(decisions):
    """Any decisions, contradictory ones too, leave a whole comparison that honours those it accepted."""
    clauses = [
        Clause("1", "1", "Items", "", 1, 1),
        Clause("1.1", "1.1", None, "The items are:", 1, 1, 1, parent="1"),
        *(Clause(f"1.1.{n}", f"1.1.{n}", None, t, 1, 1, 2, parent="1.1") for n, t in enumerate(ITEM, 1)),
    ]
    found = align(clauses, clauses, decisions)
    made = {(pair.old, pair.new) for pair in found.pairs}
    assert made >= set(found.decided.together)
    assert not made & set(found.decided.apart)
    compared = compare(clauses, clauses, decisions)
    for side, op in (("old", Op.DELETE), ("new", Op.INSERT)):
        told = [getattr(c, side) for c in compared.changes if getattr(c, side)]
        assert sorted(c.eid for c in told) == sorted(c.eid for c in clauses)
        for c in compared.changes:
            text = getattr(c, side).words if getattr(c, side) else ""
            assert "".join(p.text for p in c.diff if p.op in (Op.EQUAL, op)) == text


ITEM = ("Surname", "Nationality", "Address")


def test_lineages_follow_what_people_decided(tree):
    """A pair made by hand is one lineage, a pair undone is two; also across versions in between."""
    versions = [("1", tree(ITEMS)), ("2", tree(ITEMS)), ("3", tree(ITEMS))]
    steps = {line.steps for line in lineages(versions, "x")}
    assert (("1", "1.1.2"), ("2", "1.1.2"), ("3", "1.1.2")) in steps
    undone = {("2", "3"): [by_hand("1.1.2", "1.1.2", together=False)]}
    steps = {line.steps for line in lineages(versions, "x", undone)}
    assert {(("1", "1.1.2"), ("2", "1.1.2")), (("3", "1.1.2"),)} <= steps
    across = {("1", "3"): [by_hand("1.1.2", "1.1.3"), by_hand("1.1.1", "1.1.1", together=False)]}
    steps = {line.steps for line in lineages(versions, "x", across)}
    assert (("1", "1.1.2"), ("2", "1.1.2"), ("3", "1.1.3")) in steps
    assert {(("1", "1.1.1"), ("2", "1.1.1")), (("3", "1.1.1"),)} <= steps
    told = sorted(step for line in steps for step in line)
    assert told == sorted((label, c.eid) for label, clauses in versions for c in clauses)


def test_what_returns_is_not_joined_to_what_people_keep_apart(tree):
    """A clause that came back under the same words is a new one where a person says so."""
    without = ITEMS.replace("1.1.2 | Nationality\n", "").replace("1.1.3", "1.1.2")
    versions = [("1", tree(ITEMS)), ("2", tree(without)), ("3", tree(ITEMS))]
    assert (("1", "1.1.2"), ("3", "1.1.2")) in {line.steps for line in lineages(versions, "x")}
    apart = {("1", "3"): [by_hand("1.1.2", "1.1.2", together=False)]}
    assert (("1", "1.1.2"),) in {line.steps for line in lineages(versions, "x", apart)}
