"""Clauses followed through many versions."""

from __future__ import annotations

from mouarchive.comparing import lineages

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
