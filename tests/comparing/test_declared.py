"""What a document says changed, read from its notes and set beside what the comparison found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.clauses import segment
from mouarchive.comparing import compare, set_beside
from mouarchive.comparing.declared import notes_outside, read_claims
from mouarchive.model import Clause, HistoryRow
from mouarchive.reading import read_pdf

PURPOSE = "This memorandum records how the two departments exchange information about pupils in schools."
KEEP = "Records received under this agreement are destroyed within two years of the date of receipt."
AUDIT = "Each side may inspect the premises of the other on ten working days' notice, once a year at most."
PRESS = "Questions from the press are answered by the department that was asked, after it has told the other."


def row(note, label="1.1"):
    return HistoryRow(label, "2016-01", note, 2)


def read(note):
    return [(c.verb and c.verb.value, " ".join(map(str, c.named))) for c in read_claims([row(note)])]


@pytest.mark.parametrize(
    ("kind", "old", "new", "notes"),
    [
        ("footnote", "Version 1 of May.", "Version 2 contains changes to Section 5.4. It is in force.",
         ["Version 2 contains changes to Section 5.4."]),
        ("front", "Charter", "Charter. As amended in 2021, clause 3 is removed.",
         ["As amended in 2021, clause 3 is removed."]),
        # said before, so it speaks of an earlier step
        ("footnote", "Version 1 changes clause 4.", "Version 1 changes clause 4. See the web.", []),
        # speaks of no version, of no clause, or of no change
        ("front", "", "The Board may change the fee under clause 4.", []),
        ("front", "", "Version 2, as amended in June.", []),
        ("front", "", "Version 2 holds clause 4.", []),
        # a clause is no note about the document
        ("clause", "", "This version amends clause 4.", []),
    ],
)  # fmt: skip
def test_a_sentence_outside_the_clauses_may_declare_a_change(kind, old, new, notes):
    """A new sentence on the cover or in a note that speaks of a version, a change and a clause is a note."""
    sides = [[Clause("x-1", "", None, text, 3, 3, kind=kind)] if text else [] for text in (old, new)]

    assert [one.note for one in notes_outside(compare(*sides), "2.0")] == notes


@pytest.mark.parametrize(
    ("note", "claims"),
    [
        ("Paragraph 4.2 removed; paragraph 6.3 divided; 8.4 amended",
         [("removed", "4.2"), ("divided", "6.3"), ("amended", "8.4")]),
        ("8.4 amended, 8.5 deleted and new 8.6 inserted",
         [("amended", "8.4"), ("removed", "8.5"), ("added", "8.6")]),
        ("Removed paras 3.1 to 3.4, added 5.2(a)", [("removed", "3.1 3.2 3.3 3.4"), ("added", "5.2(a)")]),
        ("Amended to remove 4.2", [("removed", "4.2")]),
        ("Para. 4.2 updated. Clause 5 deleted", [("amended", "4.2"), ("removed", "5")]),
        ("Addition of 4.2 and removal of 4.3", [("added", "4.2"), ("removed", "4.3")]),
        ("Sections 8 and 9 exchanged; Annex 6 added", [("moved", "8 9"), ("added", "Annex 6")]),
        ("4.2 renumbered as 4.3", [("renumbered", "4.2 4.3")]),
        ("Schedule A replaced by Schedule B", [("replaced", "Schedule A Schedule B")]),
        ("8.4 amended to delete reference to 4.2", [("amended", "8.4")]),
        ("Paragraph 4.2: retention period", [(None, "4.2")]),
        ("No change to the text", [("unchanged", "")]),
        ("to reduce scope of elements sent and change the mechanism", [("amended", "")]),
        ("Version 2.1 approved after review on 12.05.2014", [(None, "")]),
        ("Section 5 of the Education Act 1996 taken into account", [(None, "")]),
        ("Signed", [(None, "")]),
        (" ; . ", []),
    ],
)  # fmt: skip
def test_a_note_is_read_into_claims(note, claims):
    """Verbs and numbers in either order; versions, dates and Acts are no clauses; the rest is free text."""
    assert read(note) == claims


OLD = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}\n2 | Press |\n2.1 | {PRESS}\n3 | Annex 6 |"
NEW = (
    f"1 | Use |\n1.1 | {PURPOSE.replace('schools', 'nurseries')}\n1.2 | {AUDIT}\n2 | Press |\n2.1 | {PRESS}\n"
    "3 | Annex 6 |\n3.1 | The items that are sent each month are listed here.\n3.1.1 | Surname\n"
    "3.1.2 | Address"
)


@pytest.mark.parametrize(
    ("note", "verdict", "said"),
    [
        ("1.2 removed", "found", "1.2 is not in the newer version"),
        ("1.1 amended", "found", "1.1 was reworded"),
        ("1.1 removed", "otherwise", "1.1 was reworded"),
        ("2.1 amended", "not-found", "2.1 has not changed"),
        ("1.3 renumbered", "found", "1.3 was renumbered (from 1.3 to 1.2)"),
        ("7.1 removed", "not-found", "the older version has no clause 7.1"),
        ("1.3 added", "not-found", "the newer version has no clause 1.3"),
        ("3.1 added", "found", "3.1 is new in the newer version and has 2 changed clauses inside it"),
        ("Annex 6 amended", "found", "Annex 6 has 3 changed clauses inside it"),
        ("Section 2 removed", "not-found", "2 has not changed"),
        ("2.1: no change", "found", "2.1 has not changed"),
        ("No change to 1.1", "otherwise", "1.1 was reworded"),
        ("No change to the text", "otherwise", "5 clauses have changed"),
        ("Scope reduced", "free", "names no clause: read it beside what was found"),
    ],
)
def test_each_claim_gets_a_verdict_and_what_was_found(tree, note, verdict, said):
    """Found as declared, found otherwise, not found, or not to be judged: each says what stands there."""
    (finding,) = set_beside([row(note)], compare(tree(OLD), tree(NEW))).findings
    assert (finding.verdict.value, finding.said) == (verdict, said)


def test_a_division_is_found_by_the_number_it_had(tree):
    """The clause that was divided is that of the older version, whatever number its parts have now."""
    old = f"1 | Use |\n1.1 | {PURPOSE} {KEEP}\n1.2 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    comparison = compare(tree(old), tree(new))
    assert any(change.split_from for change in comparison.changes)
    declared = set_beside([row("1.1 divided")], comparison)
    assert [f.verdict.value for f in declared.findings] == ["found"]
    assert declared.undeclared == ()


def test_what_no_note_declares_is_left_over(tree):
    """Every change is declared, left over, or counted as small; a clause that came with its items is one."""
    comparison = compare(tree(OLD), tree(NEW))
    declared = set_beside([row("1.1 amended")], comparison)
    left = [(comparison.changes[u.change], u.inside) for u in declared.undeclared]
    assert [((c.new or c.old).eid, inside) for c, inside in left] == [("1.2", 0), ("3.1", 2)]
    assert declared.small == 0


def test_differences_that_may_be_none_are_counted_apart(tree):
    """What a black box hides is not held against the notes, and its number is said."""
    hidden = KEEP.replace("two years", "[redacted]")
    declared = set_beside([row("Signed")], compare(tree(f"1 | {KEEP}"), tree(f"1 | {hidden}")))
    assert (declared.undeclared, declared.small) == ((), 1)


def test_no_change_in_one_of_several_versions_says_nothing_of_the_whole(tree):
    """A note of one version in between is not held against what later versions did."""
    rows = [row("No change to the text"), row("1.1 amended", "1.2")]
    found = set_beside(rows, compare(tree(OLD), tree(NEW))).findings
    assert [f.verdict.value for f in found] == ["free", "found"]
    assert found[0].said == "speaks of version 1.1 alone"


WORDS = [
    "removed",
    "added",
    "no change",
    "4.2",
    "1.1",
    "paragraph",
    "annexes",
    "A",
    "to",
    ";",
    ". ",
    "(",
    "and",
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=15).map(" ".join))
def test_any_note_can_be_read(note):
    """Whatever stands in a note, each claim quotes words that are in it, and names numbers that can be."""
    for claim in read_claims([row(note)]):
        assert claim.quote in " ".join(note.split())
        assert all(named.number for named in claim.named)


def test_a_long_note_is_read_quickly():
    """A note of twenty thousand letters is read in seconds, whatever it repeats; claims are limited."""
    began = time.process_time()
    for words in (
        "no further ",
        "1.1 ",
        "removed 1.1 to 9.9, ",
        "1.1 removed; ",
        "paragraphs 1, 2, ",
        "(((",
        ". . ",
    ):
        claims = read_claims([row(words * (20_000 // len(words)))])
        assert len(claims) <= 500
        assert all(len(claim.quote) <= 1_000 for claim in claims)
    assert time.process_time() - began < 10


SERIES = {
    ("0.2", "1.0"): [("removed", "15.2.6"), ("divided", "6.3"), ("amended", "8.4")],
    ("1.0", "1.1"): [("unchanged", "None")],
    ("1.1", "2.0"): [("moved", "8"), ("moved", "9"), ("added", "Annex 6"), ("amended", "6.5")],
    ("2.0", "2.1"): [("added", "15.2.6"), ("added", "15.2.9"), ("removed", "12.2")],
}


@pytest.mark.slow
@pytest.mark.accuracy
def test_a_labelled_series_declares_what_was_found(accuracy):
    """In a series whose notes are true, every claim that names a clause is found, read from the PDFs."""
    folder = accuracy / "pdf" / "A"
    texts = {
        label: segment(read_pdf(folder / f"A_v{label}.pdf", ocr=False)) for pair in SERIES for label in pair
    }
    for (old, new), claims in SERIES.items():
        rows = [each for each in texts[new].control.history if each.label == new]
        whole = compare(texts[old].clauses, texts[new].clauses)
        declared = set_beside(rows, whole)
        found = [f for f in declared.findings if f.verdict != "free"]
        assert [(f.claim.verb.value, str(f.named)) for f in found] == claims
        assert {f.verdict.value for f in found} == {"found"}
        # its own label and date on the cover and in its history no version declares
        left = [one for one in declared.undeclared if whole.changes[one.change].where == "clause"]
        assert bool(left) == (new != "1.1")


def test_no_change_is_said_of_the_text_and_not_of_its_cover():
    """A version that declares "no change" bears another label and one row more; another party is a change."""

    def version(label, party):
        return [
            Clause("front-1", "", None, f"Memorandum, version {label}", 1, 1, kind="front"),
            Clause(
                "front-parties-1",
                "",
                None,
                f"between the Council of Northby and {party}",
                1,
                1,
                kind="parties",
            ),
            Clause("1", "1", None, PURPOSE, 2, 2),
        ]

    for party, verdict in (("Northby Health Trust", "found"), ("Southby Care Limited", "otherwise")):
        whole = compare(version("1.0", "Northby Health Trust"), version("1.1", party))
        declared = set_beside([row("No change to the text")], whole)
        assert [finding.verdict.value for finding in declared.findings] == [verdict]


@pytest.mark.parametrize(("kind", "left"), [("footnote", []), ("control", []), ("clause", ["x-1"])])
def test_the_passage_that_declares_a_change_is_no_change_undeclared(kind, left):
    """A note has to differ to say what else does: itself it need not name."""
    note = "This version 2 amends clause 1."

    def version(words, says):
        said = Clause("x-1", "x", None, says, 1, 1, kind=kind)
        return [said, Clause("1", "1", None, words, 2, 2)]

    whole = compare(version(PURPOSE, "This is version 1."), version(PURPOSE + " Anew.", note))
    declared = set_beside([row(note)], whole)
    assert [f.verdict.value for f in declared.findings] == ["found"]
    undeclared = [whole.changes[one.change] for one in declared.undeclared]
    assert [change.new.eid for change in undeclared if change.new] == left
