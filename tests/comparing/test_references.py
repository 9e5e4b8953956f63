"""References from clause to clause, and what becomes of them when clauses are renumbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing import Fate, compare, follow, references
from mouarchive.comparing.mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as set out in paragraph 15.2.6", ["15.2.6"]),
        ("see paragraphs 4.1, 4.2 and 4.4 below", ["4.1", "4.2", "4.4"]),
        ("paragraphs 4.1 to 4.3", ["4.1", "4.3"]),
        ("under clause 5(2)(a) of this agreement", ["5(2)(a)"]),
        ("see sub-paragraph (b)", ["(b)"]),
        ("in paragraph\n3.1.", ["3.1"]),
        ("the contacts in Annex A and Schedule 2", ["A", "2"]),
        ("paragraph 1.1 of Annex A", ["1.1", "A"]),
        ("section 9 of the Agreement", ["9"]),
        ("under section 4 of the MOU", ["4"]),
        ("within section 5 and 10 working days", ["5"]),
        # Numbers of other documents.
        ("section 537A of the Education Act 1996", []),
        ("section 40 of the Freedom of Information Act", []),
        ("Article 6 GDPR", []),
        ("Schedule 2 to the Act", []),
        ("the Data Protection Act 1998, section 29", []),
        ("the Act applies; section 7 gives the right of access", []),
        ("paragraph 4 of the letter", []),
        ("paragraph 2016. It", []),
        ("paragraph 4.1% of", []),
        ("no reference at all: 15.2.6", []),
    ],
)
def test_what_is_a_reference(text, expected):
    """A number names a clause of the document itself unless the words say that it is another document's."""
    assert [mention.number for mention in mentions(text)] == expected


@given(st.text(max_size=300))
def test_quotes_stand_in_the_text(text):
    """Whatever the text, a mention's place is where its words stand."""
    for mention in mentions(text):
        assert " ".join(text[mention.start : mention.end].split()) == mention.quote


OLD = """
1 | Scope
1.1 | The items are listed in paragraph 2.2 and sent as paragraph 2.4 says.
1.2 | Nothing in paragraph 9.9 applies.
2 | Information
2.1 | Surname of the child
2.2 | Nationality, once it has been collected from the parents
2.3 | Address of the child as the school last reported it
2.4 | Requests are sent by the secure portal of the Department
annex-a | Annex A Contacts
annex-a.1 | The contact points under paragraph 2 are set out in paragraph 1 of Annex A.
annex-a.2 | See paragraph 1.
"""


def _fates(compared):
    return [(fate.new.clause, fate.new.number, fate.fate.value) for fate in follow(compared)]


def test_each_reference_means_a_clause(tree):
    """A number means the clause of that number, in an annex first the annex's own."""
    found = {(ref.clause, ref.number): ref.target for ref in references(tree(OLD))}

    assert found == {
        ("1.1", "2.2"): "2.2",
        ("1.1", "2.4"): "2.4",
        ("1.2", "9.9"): None,
        ("annex-a.1", "2"): "annex-a.2",
        ("annex-a.1", "1"): "annex-a.1",
        ("annex-a.1", "A"): "annex-a",
        ("annex-a.2", "1"): "annex-a.1",
    }


def test_nothing_changes(tree):
    """Where nothing was renumbered every reference is intact, but for one that never meant anything."""
    assert {fate for *_, fate in _fates(compare(tree(OLD), tree(OLD)))} == {"intact", "dangling"}
    assert ("1.2", "9.9", "dangling") in _fates(compare(tree(OLD), tree(OLD)))


@pytest.mark.parametrize(
    ("now", "fate", "amended"),
    [
        ("paragraph 2.2", Fate.ELSEWHERE, False),  # it meant the nationality, now it means the address
        ("paragraph 2.9", Fate.DANGLING, True),
        ("paragraph 2.3", Fate.ELSEWHERE, True),
    ],
)
def test_the_clause_it_meant_is_gone(tree, now, fate, amended):
    """A reference to a removed clause points elsewhere or nowhere, and says whether it was amended."""
    new = OLD.replace("2.2 | Nationality, once it has been collected from the parents\n", "")
    new = new.replace("\n2.3 |", "\n2.2 |").replace("\n2.4 |", "\n2.3 |")
    new = new.replace("paragraph 2.4 says", "paragraph 2.3 says").replace("paragraph 2.2", now)
    found = {fate.old.number: fate for fate in follow(compare(tree(OLD), tree(new))) if fate.old}

    assert (found["2.2"].fate, found["2.2"].amended) == (fate, amended)
    assert found["2.2"].was is None
    assert (found["2.4"].fate, found["2.4"].was) == (Fate.FOLLOWED, "2.3")


def test_renumbered_and_forgotten(tree):
    """A reference that gives a number no clause has any more is dangling; the new number is told."""
    new = OLD.replace("2.2 | Nationality, once it has been collected from the parents\n", "")
    new = new.replace("\n2.3 |", "\n2.2 |").replace("\n2.4 |", "\n2.3 |")
    (found,) = [fate for fate in follow(compare(tree(OLD), tree(new))) if fate.new.number == "2.4"]

    assert (found.fate, found.amended, found.was) == (Fate.DANGLING, False, "2.3")


def test_an_item_that_is_no_clause(tree):
    """A reference to an item of a clause whose items were not taken apart means that clause."""
    text = "1 | See paragraph 2(b).\n2 | The items are (a) one and (b) two."

    assert [ref.target for ref in references(tree(text))] == ["2"]


def test_a_reference_that_comes_right(tree):
    """A number that meant nothing and now names a clause is resolved."""
    old = "1 | See paragraph 2.2 for more.\n2 | Information\n2.1 | Surname of each child"
    new = old + "\n2.2 | Forename and any former names"

    assert _fates(compare(tree(old), tree(new))) == [("1", "2.2", "resolved")]
