"""Passages that stand word for word in both versions, more than once or in other containers."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.comparing import compare
from mouarchive.model import ChangeKind, Clause

SCHEDULE = """
1 | Term |
1.1 | This agreement begins when both have signed it and runs for two years.
schedule-1 | Crates |
schedule-1.1 | Each crate is weighed before it leaves the store and weighed again on arrival.
schedule-1.2 | The papers that go with a crate are:
schedule-1.2(a) | a list;
schedule-1.2(b) | a photograph.
schedule-2 | Money |
schedule-2.1 | An invoice that nobody disputes is paid within thirty days of its receipt.
schedule-2.2 | Interest runs at four per cent above the base rate on what is paid late.
schedule-2.3 | Nobody pays for a crate that was lost on the way.
"""


def kinds(old, new):
    return Counter(change.kind for change in compare(old, new).changes)


def copy_of(clauses):
    """The same clauses bound in a second time, with ids of their own."""
    return tuple(replace(c, eid=c.eid + "#2", parent=c.parent and c.parent + "#2") for c in clauses)


def without_heads(clauses, container="1"):
    """The clauses as they are read where the headings of the schedules were not: under the clause before."""
    lost = {c.eid for c in clauses if c.kind == "clause" and "." not in c.eid and c.eid != container}
    return tuple(
        replace(c, parent=container if c.parent in lost else c.parent) for c in clauses if c.eid not in lost
    )


def test_an_agreement_bound_twice_holds_every_clause_of_the_single_copy(tree):
    """Nothing is removed, and the second copy is added, whichever of the two files is the older."""
    once = tree(SCHEDULE)
    twice = (*once, *copy_of(once))
    assert kinds(once, twice) == {ChangeKind.UNCHANGED: len(once), ChangeKind.ADDED: len(once)}
    assert kinds(twice, once) == {ChangeKind.UNCHANGED: len(once), ChangeKind.REMOVED: len(once)}


def test_clauses_are_found_though_the_headings_of_both_copies_are_lost(tree):
    """With no container to go by every clause of each schedule is found word for word, none is removed."""
    once = tree(SCHEDULE)
    twice = (*without_heads(once), *without_heads(copy_of(once), "1#2"))
    found = compare(once, twice)
    here = {c.old.eid: c.new.eid for c in found.changes if c.old and c.new}
    assert {old for old in here if "." in old} == {c.eid for c in once if "." in c.eid}


def test_a_few_equal_items_make_no_passage(tree):
    """Surname and address stand in many lists: in a list that went and one that came they prove nothing."""
    old = "1 | Taxes |\n1.1 | Surname\n1.2 | Address\n1.3 | Age\n2 | Term |\n2.1 | Two years."
    new = "1 | Term |\n1.1 | Two years.\n2 | Dogs |\n2.1 | Surname\n2.2 | Address\n2.3 | Age\n2.4 | Breed"
    rules = {change.rule for change in compare(tree(old), tree(new)).changes}
    assert not any("passage" in rule for rule in rules)


WORDS = ("a list of the crates sent", "the weight of each on arrival at the store", "", "Surname", "a list")


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
@settings(max_examples=60)
def test_every_clause_is_told_once_whatever_is_repeated(old, new):
    """Copies in any number and order: each clause of either side is in exactly one change."""
    a, b = ([Clause(f"{n}", f"{n}", None, text, 1, 1) for n, text in enumerate(side)] for side in (old, new))
    changes = compare(a, b).changes
    assert sorted(c.old.eid for c in changes if c.old) == sorted(c.eid for c in a)
    assert sorted(c.new.eid for c in changes if c.new) == sorted(c.eid for c in b)
