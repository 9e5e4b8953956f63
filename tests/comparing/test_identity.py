"""What a change is called: numbers in the order of the redline, and ids that never move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.comparing import compare, identified
from mouarchive.comparing.identity import ALPHABET
from mouarchive.model import ChangeKind, Clause

OLD, NEW = "pupils@1.0", "pupils@2.0"


def clause(eid, text, **more):
    """A clause of one page."""
    return Clause(eid, eid, None, text, 1, 1, **more)


def changes(old, new, names=(OLD, NEW)):
    """The numbered changes between two lists of texts, which are numbered from 1."""
    sides = [[clause(str(at), text) for at, text in enumerate(texts, 1)] for texts in (old, new)]
    whole = identified(compare(*sides), *names)
    return [change for change in whole.changes if change.number]


BEFORE = [
    "The purpose of this agreement is to share data.",
    "The data is kept by the department and destroyed after thirty days.",
    "Files are shredded.",
]
AFTER = [
    "The purpose of this agreement is to share data.",
    "The data is kept by the department and destroyed after fourteen days.",
    "Files are shredded.",
]


def test_changes_are_numbered_in_the_order_of_the_redline():
    """From 1, without a gap; what is unchanged has neither number nor id."""
    whole = identified(
        compare(
            [
                clause("1", "One thing is so."),
                clause("2", "Kept for two days."),
                clause("3", "It ends here."),
            ],
            [
                clause("1", "One thing is so."),
                clause("2", "Kept for six days."),
                clause("4", "A new party joins."),
            ],
        ),
        OLD,
        NEW,
    )
    counted = [change for change in whole.changes if change.kind is not ChangeKind.UNCHANGED]
    assert [change.number for change in counted] == list(range(1, len(counted) + 1))
    assert len(counted) > 1
    assert all((c.number, c.change_id) == (0, "") for c in whole.changes if c.kind is ChangeKind.UNCHANGED)


def test_an_id_is_twelve_letters_that_nobody_misreads():
    """Small consonants: no l that is a 1, no o that is a 0, and no word."""
    (one,) = changes(BEFORE, AFTER)
    assert len(one.change_id) == 12
    assert set(one.change_id) <= set(ALPHABET)
    assert not set(ALPHABET) & set("aeioul01")


def test_an_id_is_what_it_was():
    """Written down once: whoever quoted it in a letter finds it for good."""
    (one,) = changes(BEFORE, AFTER)
    assert one.change_id == "wqppnyqqpmhf"


def test_an_id_does_not_move_with_its_clause():
    """Clauses added in front or behind, and another number of the clause itself, leave it as it is."""
    (one,) = changes(BEFORE, AFTER)
    more = ["A recital that was not read before stands here.", *AFTER, "An annex was added behind all else."]
    ids = {change.change_id for change in changes(BEFORE, more)}
    assert one.change_id in ids
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("The data is kept\nby the department and destroyed after fourteen days.", "another line break"),
        ("The data  is kept by the department and destroyed after four\u00adteen days.", "a soft hyphen"),
        (
            "The data is kept by the department and destroyed after fourteen days ",
            "a full stop that was not seen",
        ),
    ],
)
def test_another_copy_that_differs_in_looks_gives_the_same_id(words, why):
    """White space, hyphenation and marks enter no id: only letters and figures do."""
    (one,) = changes(BEFORE, AFTER)
    (other,) = changes(BEFORE, [AFTER[0], words, AFTER[2]])
    assert other.change_id == one.change_id, why


@pytest.mark.parametrize(
    ("words", "names", "why"),
    [
        ("The data is kept by the department and destroyed after fifteen days.", (OLD, NEW), "other words"),
        (
            "The data is kept by the department and destroyed after fourteen days.",
            (OLD, "pupils@2.1"),
            "another version",
        ),
        (
            "The data is kept by the department and destroyed after fourteen days.",
            ("nurses@1.0", NEW),
            "another agreement",
        ),
        (
            "The data is kept by the department and destroyed after fourteen days.",
            (NEW, OLD),
            "the other way round",
        ),
    ],
)
def test_another_change_has_another_id(words, names, why):
    """Other letters or another version make it another change."""
    (one,) = changes(BEFORE, AFTER)
    (other,) = changes(BEFORE, [AFTER[0], words, AFTER[2]], names)
    assert other.change_id != one.change_id, why


def test_twins_are_told_apart_by_their_order():
    """Two clauses of the same words that come at once have two ids; the first has that of one alone."""
    alone = changes(BEFORE, [*BEFORE, "Signed for the Secretary of State."])
    both = changes(
        BEFORE, [*BEFORE, "Signed for the Secretary of State.", "Signed for the Secretary of State."]
    )
    assert both[0].change_id == alone[0].change_id
    assert len({change.change_id for change in both}) == 2


texts = st.lists(st.text("abc xyz.", min_size=3, max_size=40), max_size=6)


@given(texts, texts)
def test_ids_are_of_one_change_each_and_numbers_without_gap(old, new):
    """Whatever is compared: no id twice in one comparison, the same in a second run, from 1 to the last."""
    found = changes(old, new)
    assert [change.number for change in found] == list(range(1, len(found) + 1))
    assert len({change.change_id for change in found}) == len(found)
    assert changes(old, new) == found


@given(texts, texts)
def test_numbering_alters_nothing_else(old, new):
    """A comparison stays what it was but for numbers and ids."""
    sides = [[clause(str(at), text) for at, text in enumerate(one)] for one in (old, new)]
    plain = compare(*sides)
    told = identified(plain, OLD, NEW)
    bare = tuple(replace(change, number=0, change_id="") for change in told.changes)
    assert replace(told, changes=bare) == plain
