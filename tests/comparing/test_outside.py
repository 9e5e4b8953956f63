"""Passages are compared with passages, and never decide which clause is which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.comparing import ByHand, compare
from mouarchive.comparing.alignment import align
from mouarchive.model import PASSAGES, ChangeKind, Clause, Op

RECITAL = "The Council holds the records of pupils that the Department needs for its work."
OTHER = "The Department has no power to ask for anything beyond what this agreement names."
NOTE = "Counted from the day on which the request was received."
WITNESS = "In witness of which the parties have signed below on the day that is named above."


def passage(eid, text, label="", **rest):
    """A passage whose kind is what its eid begins with."""
    return Clause(eid, label, None, text, 1, 1, kind=eid.split("-")[0], **rest)


def clause(eid, text):
    return Clause(eid, eid, None, text, 1, 1)


def told(old, new):
    """Kind, eids, and the words struck and added, of all that is a change."""
    return [
        (
            c.kind.value,
            c.old and c.old.eid,
            c.new and c.new.eid,
            "".join(p.text for p in c.diff if p.op is Op.DELETE).strip(),
            "".join(p.text for p in c.diff if p.op is Op.INSERT).strip(),
        )
        for c in compare(old, new).changes
        if c.kind is not ChangeKind.UNCHANGED
    ]


FRONT = (passage("front-1", "DATA SHARING AGREEMENT"), passage("front-2", "1 March 2019"))
BODY = (
    clause("1", "The Council sends the records each month."),
    clause("2", "Records are kept for two years."),
)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        # a date, a party, a recital, a note, who signs, a row of the control table
        (FRONT, (FRONT[0], passage("front-2", "1 June 2021")),
         ("modified", "front-2", "front-2", "March 2019", "June 2021")),
        ((passage("front-parties-1", "(1) Northby Health Trust of 1 High Street"),),
         (passage("front-parties-1", "(1) Southby Care Limited of 1 High Street"),),
         ("modified", "front-parties-1", "front-parties-1", "Northby Health Trust", "Southby Care Limited")),
        ((passage("recital-a", RECITAL, "(A)"),),
         (passage("recital-a", RECITAL.replace("pupils", "parents"), "(A)"),),
         ("modified", "recital-a", "recital-a", "pupils", "parents")),
        ((passage("footnote-1", NOTE, "1"),), (passage("footnote-1", NOTE.replace("day", "week"), "1"),),
         ("modified", "footnote-1", "footnote-1", "day", "week")),
        ((passage("signature-1", "Jane Specimen, Director"),), (passage("signature-1", "John Sample, Head"),),
         ("modified", "signature-1", "signature-1", "Jane Specimen, Director", "John Sample, Head")),
        ((passage("control-1", "1.0 First issue"),), (passage("control-1", "2.0 First issue"),),
         ("modified", "control-1", "control-1", "1.0", "2.0")),
    ],
)  # fmt: skip
def test_a_word_changed_outside_the_clauses_is_a_change(old, new, change):
    """Each kind of passage is compared as a clause is."""
    assert told((*old, *BODY), (*new, *BODY)) == [change]


def test_a_note_that_bears_another_number_is_no_change():
    """A footnote put before another renumbers it: one is added, the other is as it was."""
    old = (*BODY, passage("footnote-1", NOTE, "1"))
    new = (*BODY, passage("footnote-1", "As agreed by both.", "1"), passage("footnote-2", NOTE, "2"))
    found = compare(old, new)
    assert [c.kind.value for c in found.changes] == ["unchanged", "unchanged", "added", "unchanged"]
    assert not found.renumbered
    assert not found.moved


def test_a_recital_with_another_letter_is_renumbered_and_a_place_is_no_number():
    """(A) that is (B) now is renumbered; front-1 that is front-2 stands behind something new."""
    old = (passage("front-1", "DATA SHARING AGREEMENT"), passage("recital-a", RECITAL, "(A)"))
    new = (
        passage("front-1", "Protected"),
        passage("front-2", "DATA SHARING AGREEMENT"),
        passage("recital-a", OTHER, "(A)"),
        passage("recital-b", RECITAL, "(B)"),
    )
    flags = {c.new.eid: (c.renumbered, c.moved) for c in compare(old, new).changes if c.old and c.new}
    assert flags == {"front-2": (False, False), "recital-b": (True, False)}


def test_recitals_in_another_order_are_moved_and_notes_are_not():
    """A drafter puts recitals in their order; where notes stand is the printer's."""
    for kind, moved in (("recital", 1), ("footnote", 0)):
        both = [passage(f"{kind}-a", RECITAL, "(A)"), passage(f"{kind}-b", OTHER, "(B)")]
        other = [passage(f"{kind}-a", OTHER, "(A)"), passage(f"{kind}-b", RECITAL, "(B)")]
        assert compare(both, other).moved == moved


def test_the_kind_of_a_passage_is_no_wall():
    """One printer's opening is read as the parties of another: the words say that it is one text."""
    old, new = (passage("front-1", RECITAL),), (passage("front-parties-1", RECITAL),)
    assert told(old, new) == []


def test_a_title_page_cut_into_other_paragraphs_shows_only_what_differs():
    """Three lines in one file, one paragraph in the other: nothing but the year is struck and added."""
    old = [
        passage("front-1", "DATA SHARING AGREEMENT"),
        passage("front-2", "between the Council and the Department"),
        passage("front-3", "dated the first of March 2019"),
    ]
    new = [
        passage("front-1", "DATA SHARING AGREEMENT between the Council"),
        passage("front-2", "and the Department dated the first of March 2021"),
    ]
    for a, b, years in ((old, new, ("2019", "2021")), (new, old, ("2021", "2019"))):
        changed = told(a, b)
        assert [(one[3], one[4]) for one in changed if one[3] or one[4]] == [years]
        assert {one[0] for one in changed} == {"modified"}


@pytest.mark.parametrize(
    ("text", "one"),
    [(RECITAL, True), ("In witness whereof", False), (RECITAL.replace("pupils", "adults"), True)],
)
def test_a_recital_that_became_a_clause_is_one_text(text, one):
    """Numbered in one version alone: a sentence says so, short texts prove nothing."""
    old = (passage("recital-a", RECITAL if one else text, "(A)"), *BODY)
    new = (*BODY, clause("3", text))
    found = compare(old, new)
    pairs = {(c.old.eid, c.new.eid) for c in found.changes if c.old and c.new}
    assert (("recital-a", "3") in pairs) is one
    back = compare(new, old)
    assert {(b, a) for a, b in ((c.old.eid, c.new.eid) for c in back.changes if c.old and c.new)} == pairs


def test_a_decision_by_hand_may_pair_a_passage_with_a_clause():
    """Who has read both files may say that a paragraph of the opening is clause 1 now."""
    old, new = (passage("front-1", "By and between"),), (clause("1", "Parties"),)
    found = compare(old, new, [ByHand("front-1", "1", together=True, who="J. Doe", why="read both")])
    assert [(c.old.eid, c.new.eid) for c in found.changes] == [("front-1", "1")]
    assert "paired by hand (J. Doe: read both)" in found.changes[0].rule


TEXTS = st.sampled_from([RECITAL, OTHER, NOTE, WITNESS, "1 March 2019", "Surname", "", "Records are kept."])


@st.composite
def mixed(draw):
    """Clauses and passages in any order."""
    out = []
    for number in range(draw(st.integers(0, 7))):
        kind = draw(st.sampled_from(["clause", "clause", *sorted(PASSAGES)]))
        out.append(
            clause(str(number), draw(TEXTS)) if kind == "clause" else passage(f"{kind}-{number}", draw(TEXTS))
        )
    return out


@given(mixed(), mixed())
@settings(max_examples=80)
def test_clauses_are_paired_as_if_there_were_no_passages(old, new):
    """Which clause is which does not depend on what stands outside; a clause left over may find a passage."""
    alone = [[c for c in side if not c.passage] for side in (old, new)]
    found, without = align(old, new), align(*alone)
    pairs = {
        (found.old[p.old].eid, found.new[p.new].eid, p.moved, p.renumbered)
        for p in found.pairs
        if not (found.old[p.old].passage or found.new[p.new].passage)
    }
    assert pairs == {(alone[0][p.old].eid, alone[1][p.new].eid, p.moved, p.renumbered) for p in without.pairs}


@given(mixed(), mixed())
@settings(max_examples=80)
def test_no_word_outside_the_clauses_is_lost(old, new):
    """All is told in full, in the order of the newer text, and swapped the pairs are the same."""
    there, back = compare(old, new), compare(new, old)
    for side, texts in ((lambda c: c.old, old), (lambda c: c.new, new)):
        whole = {}
        for change in there.changes:
            if side(change):
                whole[side(change).eid] = whole.get(side(change).eid, "") + side(change).words
        assert whole == {c.eid: c.words for c in texts}
    order = list(dict.fromkeys(c.new.eid for c in there.changes if c.new))
    assert order == [c.eid for c in new]
    assert {(c.old.eid, c.new.eid) for c in there.changes if c.old and c.new} == {
        (c.new.eid, c.old.eid) for c in back.changes if c.old and c.new
    }
