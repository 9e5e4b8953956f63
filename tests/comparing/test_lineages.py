"""Clauses followed through many versions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.comparing import lineages
from mouarchive.model import Clause

V1 = """
1 | Purpose |
1.1 | This memorandum records how the two departments exchange information about pupils.
2 | Data |
2.1 | The following items are shared every month with the other department:
2.1(a) | Surname
2.1(b) | Nationality
2.1(c) | Address
"""
V2 = """
1 | Purpose |
1.1 | This memorandum records how the two departments exchange information about pupils.
2 | Data |
2.1 | The following items are shared every month with the other department:
2.1(a) | Surname
2.1(b) | Address
"""
V3 = """
1 | Purpose |
2 | Data |
2.1 | The following items are shared every month with the other department:
2.1(a) | Surname
2.1(b) | Address
2.1(c) | Nationality
3 | Scope |
3.1 | This memorandum records how the two departments exchange information about pupils.
"""


def steps(found):
    return {lineage.steps for lineage in found}


def test_renumbered_clauses_keep_their_lineage(tree):
    """A number that changes does not break a lineage."""
    found = lineages([("1", tree(V1)), ("2", tree(V2))], "x")
    assert (("1", "2.1(c)"), ("2", "2.1(b)")) in steps(found)
    assert (("1", "2.1(b)"),) in steps(found)


def test_a_clause_that_returns_finds_its_lineage(tree):
    """A short item that returns to its list is the old item, with a gap."""
    found = lineages([("1", tree(V1)), ("2", tree(V2)), ("3", tree(V3))], "x")
    assert (("1", "2.1(b)"), ("3", "2.1(c)")) in steps(found)
    assert (("1", "1.1"), ("2", "1.1"), ("3", "3.1")) in steps(found)


def test_every_clause_is_in_one_lineage_once(tree):
    """No clause is lost or followed twice, and every id is different."""
    versions = [("1", tree(V1)), ("2", tree(V2)), ("3", tree(V3))]
    found = lineages(versions, "x")
    assert sorted(step for lineage in found for step in lineage.steps) == sorted(
        (label, clause.eid) for label, clauses in versions for clause in clauses
    )
    assert len({lineage.id for lineage in found}) == len(found)


def test_ids_are_permanent(tree):
    """A later version changes no id; another agreement has other ids."""
    two = lineages([("1", tree(V1)), ("2", tree(V2))], "x")
    three = lineages([("1", tree(V1)), ("2", tree(V2)), ("3", tree(V3))], "x")
    assert {lineage.id for lineage in two} <= {lineage.id for lineage in three}
    assert {lineage.id for lineage in two}.isdisjoint(l.id for l in lineages([("1", tree(V1))], "y"))  # noqa: E741


def test_where_a_lineage_stands(tree):
    """A lineage says its eid in a version, or None."""
    found = lineages([("1", tree(V1)), ("2", tree(V2))], "x")
    gone = next(lineage for lineage in found if lineage.steps == (("1", "2.1(b)"),))
    assert gone.eid("1") == "2.1(b)"
    assert gone.eid("2") is None


TEXTS = (
    "Surname",
    "Nationality",
    "Address",
    "Records received under this agreement are destroyed within two years of receipt.",
    "Each side may inspect the premises of the other on ten working days' notice.",
    "Requests are made by the contact points alone and answered within five days.",
    "Either department may end this agreement by three months' notice in writing.",
)


def version(texts):
    """One list of items in a section, as (eid, text) in order."""
    return (
        Clause("1", "1", "Items", "", 1, 1),
        *(Clause(f"1.{n}", f"1.{n}", None, text, 1, 1, 1, "clause", "1") for n, text in enumerate(texts, 1)),
    )


series = st.lists(st.lists(st.sampled_from(TEXTS), max_size=6, unique=True), min_size=1, max_size=6)


def labelled(made):
    return [(str(number), version(texts)) for number, texts in enumerate(made, 1)]


@given(series)
@settings(max_examples=80)
def test_whatever_comes_and_goes_every_clause_is_followed_once(made):
    """In any series each clause of each version stands in one lineage, at most once a version, in order."""
    versions = labelled(made)
    found = lineages(versions, "x")
    told = [step for line in found for step in line.steps]
    assert sorted(told) == sorted((label, c.eid) for label, clauses in versions for c in clauses)
    for line in found:
        numbers = [int(label) for label, _ in line.steps]
        assert numbers == sorted(set(numbers))
    assert len({line.id for line in found}) == len(found)


@given(series, st.lists(st.sampled_from(TEXTS), max_size=6, unique=True))
@settings(max_examples=80)
def test_a_later_version_changes_nothing_that_was_known(made, more):
    """With a version added at the end every lineage keeps its id and its steps, and may gain one."""
    before = {line.id: line.steps for line in lineages(labelled(made), "x")}
    after = {line.id: line.steps for line in lineages(labelled([*made, more]), "x")}
    assert {name: steps[: len(before[name])] for name, steps in after.items() if name in before} == before


@given(series)
@settings(max_examples=80)
def test_an_item_that_returns_under_the_same_words_is_the_old_one(made):
    """Where each text stands once in a list that stays, every text has one lineage, whatever its gaps."""
    full = [*made, list(TEXTS)]
    versions = labelled([list(TEXTS), *full])
    words = {(label, c.eid): c.text for label, clauses in versions for c in clauses if c.parent}
    for line in lineages(versions, "x"):
        assert len({words[step] for step in line.steps if step in words}) <= 1
    whole = [line for line in lineages(versions, "x") if len(line.steps) > 1]
    assert {words[line.steps[0]] for line in whole if line.steps[0] in words} == set(TEXTS)


def test_the_very_words_of_an_old_clause_go_before_a_place(tree):
    """A clause that returns word for word is the old one, though it stands where another one stood."""
    other = "Either department may end this agreement by three months' notice in writing."
    once = "Each side may inspect the premises of the other on ten working days' notice."
    first = f"1 | Items |\n1.1 | {TEXTS[3]}\n1.2 | {once}\n1.3 | {other}\n1.4 | {TEXTS[5]}"
    without = f"1 | Items |\n1.1 | {TEXTS[3]}\n1.2 | {once}\n1.3 | {TEXTS[5]}"
    returned = f"1 | Items |\n1.1 | {TEXTS[3]}\n1.2 | {other}\n1.3 | {TEXTS[5]}"
    found = lineages([("1", tree(first)), ("2", tree(without)), ("3", tree(returned))], "x")
    assert {(("1", "1.3"), ("3", "1.2")), (("1", "1.2"), ("2", "1.2"))} <= steps(found)
