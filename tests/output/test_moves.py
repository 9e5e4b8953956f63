"""Clauses that went together are told as one."""

from __future__ import annotations

from msgspec import structs

from mouarchive.answers.comparison import compared, runs
from mouarchive.answers.texts import Source
from mouarchive.comparing.comparison import compare
from mouarchive.model import Clause

WORDS = {
    "retention": ("Retention", "Records are kept for six months after the request was answered."),
    "a": (None, "The Department destroys what it has received within thirty days."),
    "b": (None, "The Office confirms destruction in writing to the named contact."),
    "c": (None, "Backups are overwritten in the ordinary course of business."),
    "d": (None, "Paper copies are shredded on the premises by cleared staff."),
    "security": ("Security", "Both departments protect information according to its marking."),
    "audit": ("Audit", "Each department may inspect the other's records once a year."),
    "costs": ("Costs", "Each department bears its own costs of carrying out this agreement."),
}


def source(name, *layout):
    """A text from (eid, key of WORDS); what stands before the last full stop contains it."""
    clauses = []
    for eid, key in layout:
        heading, text = WORDS[key]
        parent = eid.rpartition(".")[0] or None
        clauses.append(Clause(eid, eid, heading, text, 1, 1, eid.count("."), parent=parent))
    return Source(name, f"{name}.pdf", name[0] * 64, 1, "made", tuple(clauses))


def told(old, new):
    return [str(run) for run in runs(compared(old, new, compare(old.clauses, new.clauses)))]


INSIDE = [("8", "retention"), ("8.1", "a"), ("8.2", "b"), ("8.3", "c"), ("8.4", "d")]
OLD = source("old", ("7", "security"), *INSIDE, ("9", "costs"))


def _as(number, layout=INSIDE):
    return [(number + eid[1:], key) for eid, key in layout]


def test_neighbours_that_were_renumbered():
    """Clauses that stand side by side in both versions and got other numbers are one line."""
    old = source("old", ("1", "security"), ("1.1", "a"), ("1.2", "b"), ("1.3", "c"), ("1.4", "d"))
    new = source("new", ("1", "security"), ("1.1", "b"), ("1.2", "c"), ("1.3", "d"))

    assert told(old, new) == ["1.2\u20131.4 → 1.1\u20131.3"]


def test_a_section_with_all_it_holds():
    """What moved along inside a section is told with it, not again for each."""
    new = source("new", ("7", "security"), ("8", "audit"), *_as("9"), ("10", "costs"))

    assert told(OLD, new) == ["8\u20139 → 9\u201310, with 4 clauses inside"]
    new = source("new", ("7", "security"), ("8", "costs"), *_as("9"))
    (section,) = [text for text in told(OLD, new) if text.startswith("8")]
    assert section == "8 → 9, with 8.1\u20138.4"


def test_a_section_whose_words_changed_too():
    """What went along with a section that is shown with its own words says so."""
    new = source("new", ("7", "security"), ("8", "audit"), *_as("9"), ("10", "costs"))
    changed = structs.replace(new.clauses[2], text=new.clauses[2].text.replace("six", "twelve"))
    new = structs.replace(new, clauses=(*new.clauses[:2], changed, *new.clauses[3:]))

    assert "8.1\u20138.4 → 9.1\u20139.4 (renumbered with 8 → 9)" in told(OLD, new)


def test_what_did_not_stand_together_is_told_apart():
    """Clauses between which another was put are two lines, and every clause is told once."""
    old = source("old", ("1", "security"), ("1.1", "a"), ("1.2", "b"), ("1.3", "c"))
    new = source("new", ("1", "security"), ("1.1", "b"), ("1.2", "d"), ("1.3", "c"))
    new_whole = compared(old, new, compare(old.clauses, new.clauses))
    found = runs(new_whole)

    assert [str(run) for run in found] == ["1.2 → 1.1"]
    assert sum(len(run.changes) + len(run.carried) for run in found) == len(new_whole.brief)


def test_nothing_moved():
    """Two equal texts have nothing to tell."""
    assert told(OLD, OLD) == []
