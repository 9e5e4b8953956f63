"""What people corrected: in the text as extracted, and in which clause is which."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from mouarchive.archive.database.build import build
from mouarchive.archive.record.corrections import between, corrected
from mouarchive.archive.record.load import load_record
from mouarchive.archive.record.values import Correction, Pairing
from mouarchive.archive.store.store import open_store
from mouarchive.errors import RecordError
from mouarchive.model import ChangeKind, Clause, Segmentation

CUT = Segmentation(
    (
        Clause("15", "15", "Annex S", "", 4, 4),
        Clause("15.2.6", "15.2.G", None, "Nationa1ity of the pupil and of each parent", 4, 4, parent="15"),
    )
)


def correction(what, was, now):
    return Correction(f"1.0/{what}", was, now, "J. Doe", "seen on page 4", "1.0", *what.rsplit(" ", 1))


@pytest.mark.parametrize(
    ("what", "was", "now", "field", "value"),
    [
        ("15.2.6 text", "Nationa1ity", "Nationality", "text", "Nationality of the pupil and of each parent"),
        ("15.2.6 text", "Nationa1ity of the pupil and of each parent", "Nationality", "text", "Nationality"),
        ("15.2.6 label", "15.2.G", "15.2.6", "label", "15.2.6"),
        ("15 heading", "Annex S", "Annex 5", "heading", "Annex 5"),
    ],
)
def test_a_correction_is_carried_out_and_the_clause_says_so(what, was, now, field, value):
    """Where `was` is all of it, or stands in it once, it is replaced; a mark names who, why and what was."""
    done = corrected(CUT, [correction(what, was, now)])
    clause = next(c for c in done.cut.clauses if c.eid == done.eids[0])
    assert getattr(clause, field) == value
    assert [w.code for w in clause.warnings] == ["corrected"]
    assert (
        clause.warnings[0].message == f"{field} corrected by J. Doe: seen on page 4 (as extracted: “{was}”)"
    )
    assert not done.cut.warnings


@pytest.mark.parametrize(
    ("what", "was", "says"),
    [
        ("15.2.6 text", "Nationality", "“Nationality” is not its text"),
        ("15.2.6 text", "of", "“of” stands 2 times in the text"),
        ("15.2.6 label", "15.2", "“15.2” is not its label"),
        ("15.9 text", "x", "no clause 15.9"),
    ],
)
def test_a_correction_that_no_longer_fits_changes_nothing_and_is_a_warning(what, was, says):
    """Where the text no longer reads so, or the clause is gone, the text stays as extracted."""
    done = corrected(CUT, [correction(what, was, "y")])
    assert done.cut.clauses == CUT.clauses
    assert done.eids == (None,)
    assert [w.code for w in done.cut.warnings] == ["correction-lapsed"]
    assert says in done.cut.warnings[0].message
    assert "J. Doe (seen on page 4) no longer applies" in done.cut.warnings[0].message


def test_pairings_hold_whichever_version_is_named_first():
    """A decision that names the newer version first is turned round."""
    one = Pairing("2.1", "1.0", "8", "9", together=True, who="J.", why="x")
    assert between([one], "1.0", "2.1") == (
        Pairing("1.0", "2.1", "9", "8", together=True, who="J.", why="x"),
    )
    assert between([one], "1.0", "2.0") == ()


BY = 'who = "J. Doe"\nwhy = "seen in the file"\n'


def _pairing(old, new, together, versions=("1.0", "2.1")):
    return (
        f'[[pairing]]\nold = "{versions[0]}"\nnew = "{versions[1]}"\nold_clause = "{old}"\n'
        f'new_clause = "{new}"\ntogether = {together}\n{BY}'
    )


def _write(root, text):
    (root.documents / "pupil-data" / "corrections.toml").write_text(text)


def test_every_fault_of_the_file_is_named(root):
    """Places that are none, unknown versions, doubled and contradicting decisions: all at once."""
    _write(
        root,
        '[[correction]]\nwhat = "clause 3"\nwas = "a"\nnow = "a"\n' + BY
        + '[[correction]]\nwhat = "7.0/3 text"\nwas = "a"\nnow = "b"\n' + BY
        + _pairing("1", "1", "true", ("1.0", "v1.0"))
        + _pairing("1", "1", "true") + _pairing("1", "2", "true")
        + _pairing("1", "1", "true") + _pairing("1", "1", "false", ("2.1", "1.0"))
        + '[[pairing]]\nold = "1.0"\nnew = "9"\nold_clause = "1"\ntogether = "yes"\n'
        + BY + "when = 1\n",
    )  # fmt: skip
    with pytest.raises(RecordError) as caught:
        load_record(root.documents)
    file = "documents/pupil-data/corrections.toml, line"
    assert [line.removeprefix(file).split(": ", 1)[1] for line in caught.value.problems] == [
        "pairing[6].when: unknown key; known keys: old, new, old_clause, new_clause, together, who, why",
        'pairing[6]: the key "new_clause" is missing',
        "pairing[6].together: must be true or false (without quotes), not text",
        ("correction[1].what: 'clause 3' names no place; "
        'write it as "1.0/15.2.6 text" (or label, or heading)'),
        "correction[1].now: is what it was; take the correction out",
        "correction[2].what: '7.0' is no version of this agreement; it has 1.0, 2.1, 0.1, 3.0",
        'pairing[1].new: is the same version as old ("1.0"); name two versions',
        "pairing[6].new: '9' is no version of this agreement; it has 1.0, 2.1, 0.1, 3.0",
        "pairing[3]: gives 1 of 1.0 another partner than pairing[2]; a clause has one",
        "pairing[4]: says the same as pairing[2]; take one out",
        "pairing[5]: says the opposite of pairing[2]; take one out",
    ]  # fmt: skip


def test_a_build_carries_out_what_people_decided(root):
    """Stored changes, lineages, clauses and warnings all follow the file, and its rows tell what it says."""
    _write(
        root,
        '[[correction]]\nwhat = "1.0/2.1.1 text"\nwas = "Home"\nnow = "Private"\n' + BY
        + '[[correction]]\nwhat = "1.0/2.1.2 text"\nwas = "gone"\nnow = "here"\n' + BY
        + '[[correction]]\nwhat = "3.0/1 text"\nwas = "x"\nnow = "y"\n' + BY
        + _pairing("clause 2.1.2", "2.1.1.", "true") + _pairing("2.1.3", "2.1.2", "false")
        + _pairing("2.1.9", "2.1.1", "false") + _pairing("1.1", "1.1", "true", ("0.1", "1.0")),
    )  # fmt: skip
    build(root)
    with open_store(root.database) as store:
        old = store.clause("pupil-data@1.0", "2.1.1")
        assert (old.text, [w.code for w in old.warnings]) == ("Private address", ["corrected"])
        found = store.comparison("pupil-data@1.0", "pupil-data@2.1")
        pair = next(c for c in found.changes if c.old and c.old.eid == "2.1.2")
        assert pair.new is not None
        assert (pair.new.eid, pair.rule) == ("2.1.1", "paired by hand (J. Doe: seen in the file)")
        apart = next(c for c in found.changes if c.old and c.old.eid == "2.1.3")
        assert apart.kind is ChangeKind.REMOVED
        assert "kept apart from 2.1.2 by hand (J. Doe: seen in the file)" in apart.rule
        line = store.lineage_steps(store.lineage_of("pupil-data@2.1", "2.1.1").id)
        assert [step.clause.eid for step in line] == ["2.1.2", "2.1.1"]
        (traced,) = [text for text in store.version_texts("pupil-data") if text.label == "1.0"]
        assert ("2.1.2", "2.1.1", True) in [
            (one.old, one.new, one.together) for one in traced.decided["2.1"]
        ]  # so that a trace looks where a person says
        backwards = store.comparison("pupil-data@2.1", "pupil-data@1.0")
        assert next(c for c in backwards.changes if c.new and c.new.eid == "2.1.2").rule == pair.rule
        told = sorted((w.code, w.version) for w in store.warnings("pupil-data"))
        assert told == [
            ("correction-lapsed", "pupil-data@1.0"),
            ("correction-lapsed", "pupil-data@3.0"),
            ("pairing-unusable", "pupil-data@1.0"),
            ("pairing-unusable", "pupil-data@2.1"),
        ]
    with closing(sqlite3.connect(root.database)) as conn:
        assert conn.execute("select clause, applied from corrections").fetchall() == [
            ("pupil-data@1.0/2.1.1", 1), (None, 0), (None, 0),
        ]  # fmt: skip
        assert conn.execute("select old_clause, new_clause, together from pairings").fetchall() == [
            ("pupil-data@1.0/2.1.2", "pupil-data@2.1/2.1.1", 1),
            ("pupil-data@1.0/2.1.3", "pupil-data@2.1/2.1.2", 0),
            (None, "pupil-data@2.1/2.1.1", 0),
            (None, "pupil-data@1.0/1.1", 1),
        ]


def test_a_decision_holds_for_versions_further_apart(root, make_pdf):
    """What was paired or kept apart for 1.0 and 2.1 holds between 1.0 and 4.0 too, either way round."""
    folder = root.documents / "pupil-data"
    items = ["The parties share data monthly. (pupil-data)", "Forename", "Home address", "School"]
    digest = make_pdf(folder / "v4.0.pdf", "4.0", items)
    with (folder / "agreement.toml").open("a") as file:
        file.write(f'[[version]]\nlabel = "4.0"\n[[version.copy]]\nfile = "v4.0.pdf"\nsha256 = "{digest}"\n')
    _write(root, _pairing("2.1.2", "2.1.1", "true") + _pairing("2.1.3", "2.1.2", "false"))
    build(root)
    with open_store(root.database) as store:
        forth = store.comparison("pupil-data@1.0", "pupil-data@4.0")
        back = store.comparison("pupil-data@4.0", "pupil-data@1.0")
    pairs = {(c.old.eid, c.new.eid): c.rule for c in forth.changes if c.old and c.new}
    assert pairs["2.1.2", "2.1.2"].startswith("paired by hand (J. Doe: seen in the file; decided for ")
    assert ("2.1.3", "2.1.3") not in pairs
    assert not [w for w in (*forth.warnings, *back.warnings) if w.code == "pairing-unusable"]
    assert {(c.new.eid, c.old.eid) for c in back.changes if c.old and c.new} == set(pairs)
