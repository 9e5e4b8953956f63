"""References from clause to clause, and what becomes of them when clauses are renumbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.comparing import Fate, compare, follow, references, sole_reference
from mouarchive.comparing.references import mentions
from mouarchive.model import Tag


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
        ("see paragraphs 3 to 5", ["3", "5"]),
        ("under sections 3-5 of this agreement", ["3", "5"]),
        ("paras 6.2 & 6.3", ["6.2", "6.3"]),
        ("clause 4 above", ["4"]),
        ("clause 9 (Termination) of this Agreement", ["9"]),
        ("clause 5 to the extent that it applies", ["5"]),
        ("Schedule 1, paragraph 2", ["1", "2"]),
        ("paragraph 2 of Schedule 1 to this agreement", ["2", "1"]),
        # What a list leaves out is what the number before it has.
        ("paragraphs 15.2.1(a) and (c)", ["15.2.1(a)", "15.2.1(c)"]),
        ("paragraphs 3(a) to (d)", ["3(a)", "3(d)"]),
        ("clause 4(a)(i), (ii) and (b)", ["4(a)(i)", "4(a)(ii)", "4(b)"]),
        ("clause 5(2)(a) and (3)", ["5(2)(a)", "5(3)"]),
        ("paragraph 5(2)(h), (i) or (j)", ["5(2)(h)", "5(2)(i)", "5(2)(j)"]),
        ("sub-paragraphs (a) to (d)", ["(a)", "(d)"]),
        ("either (i) clause 4(a) and (ii) clause 5", ["4(a)", "5"]),
        # No number, no reference.
        ("this clause does not apply", []),
        # Numbers of other documents.
        ("Section 10 of the Data Protection Act 1998", []),
        ("Paragraphs 4 and 5 of Schedule 2 to the Act", []),
        ("paragraph 3 to the Data Protection Act 2018", []),
        ("clause 5 of the Framework Agreement", []),
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


PARTS = """
1 | Scope
1.1 | The contacts are in Part 2 of Schedule 1 and the fees in Schedule 2, paragraph 2.
schedule-1 | Schedule 1 Contacts
schedule-1.part-1 | Part 1 Departments
schedule-1.part-2 | Part 2 Agencies
schedule-2 | Schedule 2 Fees
schedule-2.1 | Fees are due as Part 2 says.
schedule-2.2 | Fees are paid monthly under paragraph 1.1(a) and (b).
schedule-2.part-2 | Part 2 Dates of payment
"""


def test_a_part_means_that_of_its_own_schedule(tree):
    """Part 2 is the part of the schedule that is named, else of the schedule that speaks."""
    found = {(ref.clause, ref.number): ref.target for ref in references(tree(PARTS))}

    assert found["1.1", "2"] == "schedule-2.2"  # the last of the two numbers 2: the paragraph
    assert [ref.target for ref in references(tree(PARTS)) if ref.clause == "1.1"] == [
        "schedule-1.part-2",
        "schedule-1",
        "schedule-2",
        "schedule-2.2",
    ]
    assert found["schedule-2.1", "2"] == "schedule-2.part-2"


LISTS = """
1 | Scope
1.1 | Shared are paragraphs 2.1(a) and (c), and what paragraphs 2.2 to 2.3 say.
2 | Information
2.1 | The items are:
2.1(a) | Surname of the child
2.1(b) | Nationality
2.1(c) | Address of the child as the school reported it
2.2 | Requests are sent by the secure portal of the Department
2.3 | Replies are sent within two working days of a request
"""


@pytest.mark.parametrize(
    ("words", "fates"),
    [
        # An item was taken out, and nobody touched the reference.
        ("2.1(a) and (c)", {"2.1(a)": "intact", "2.1(c)": "dangling"}),
        ("2.1(a) and (b)", {"2.1(a)": "intact", "2.1(b)": "followed"}),
        ("2.1(b) and (a)", {"2.1(b)": "elsewhere", "2.1(a)": "elsewhere"}),
    ],
)
def test_each_number_of_a_list_is_followed(tree, words, fates):
    """Every number of a list, written in full or not, has its own fate after the list was renumbered."""
    new = LISTS.replace("2.1(b) | Nationality\n", "").replace("2.1(c) |", "2.1(b) |")
    new = new.replace("2.1(a) and (c)", words)
    found = {number: fate for _, number, fate in _fates(compare(tree(LISTS), tree(new)))}

    assert {number: found[number] for number in fates} == fates
    assert (found["2.2"], found["2.3"]) == ("intact", "intact")


def test_an_annex_with_clauses_of_its_own_means_these(tree):
    """Clause 9(d) in a schedule with a clause 9 of its own is not clause 9 of the body."""
    text = """
9 | Costs of the agreement
schedule-5 | Schedule 5 Standard clauses
schedule-5.clause-3 | Third parties may rely on Clause 9(a) and (d), not on Clause 8.
schedule-5.clause-9 | Processors
schedule-5.clause-9(a) | No processor is used without authority
8 | Disputes
"""
    assert [ref.target for ref in references(tree(text))] == [
        "schedule-5.clause-9(a)",
        "schedule-5.clause-9",
        "8",
    ]


NUMBERED = """
1 | Use
1.1 | Records are used for one purpose, as the register says, and for no other.
1.2 | Whoever breaks the rule of clause 1.1 tells the board of it on the same day.
1.3 | Each side may look at the premises of the other on ten days' notice.
"""
MOVED_ON = (
    NUMBERED.replace("1.3 |", "1.4 |")
    .replace("1.2 |", "1.3 |")
    .replace("1.1 |", "1.2 |")
    .replace("1.2 | Rec", "1.1 | The words of the law mean the same in every part of this text.\n1.2 | Rec")
)


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("clause 1.2", Fate.FOLLOWED),
        ("clause 1.9", Fate.DANGLING),
        ("clause 1.4", Fate.ELSEWHERE),
        ("clause 1.1", None),  # left as it was: nothing differs in its words
        ("every rule of clause 1.2", None),  # other words differ, too
    ],
)
def test_a_change_of_nothing_but_a_reference_is_known(tree, words, fate):
    """It followed its clause, names one that does not exist, or another one; with other words it is none."""
    whole = compare(tree(NUMBERED), tree(MOVED_ON.replace("clause 1.1", words)))
    (change,) = [c for c in whole.changes if c.new and "breaks" in c.new.text]

    assert sole_reference(change, follow(whole)) is fate
    assert (change.tags == (Tag.REFERENCE,)) is (fate is not None)
