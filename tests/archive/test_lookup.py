"""Whatever is typed for a clause is answered: found, or named as unknown with what is near."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.api import read
from mouarchive.archive.lookup import called, find_clause, meant
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause
from mouarchive.words import in_full

CLAUSES = (
    Clause("2", "2.", "Data", "", 1, 1),
    Clause("2.4", "2.4", None, "The data are listed.", 1, 1, 1, parent="2"),
    Clause("2.4(a)", "(a)", None, "Names.", 1, 1, 2, parent="2.4"),
    Clause("2.4(b)", "(b)", None, "Ages.", 1, 1, 2, parent="2.4"),
)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("2.4(a", "2.4"),
        ("2.4(", "2.4"),
        ("2.4)", "2.4"),
        ("2.4(c)", "2.4(a)"),
        ("2.4(a))", "2.4(a)"),
        ("2.9.9.9", "2"),
        ("2.4(a)(i", "2.4(a)"),
    ],
)
def test_a_number_with_a_bracket_left_open_is_answered_with_what_is_near(typed, near):
    """An unmatched bracket, or a step too many, never hangs: the nearest clauses are named."""
    with pytest.raises(NotFoundError) as said:
        find_clause(typed, CLAUSES, "specimen@1.0")
    assert near in str(said.value).rpartition("nearest: ")[2].split(", ")


@given(st.text("0123456789.()[]ab \n-", max_size=40))
def test_any_spelling_is_answered_at_once(typed):
    """Digits, stops and brackets in any order end in an answer."""
    found = None
    with contextlib.suppress(NotFoundError):
        found = find_clause(typed, CLAUSES, "specimen@1.0")
    assert found is None or found in CLAUSES


def _clause(eid, label, kind="clause", parent=None, heading=None):
    return Clause(eid, label, heading, "Words.", 1, 1, kind=kind, parent=parent)


# A body and its schedules whose paragraphs begin again at 1, and every kind of passage.
WHOLE = (
    _clause("front-1", "", "front"),
    _clause("front-2", "", "front"),
    _clause("front-parties-1", "", "front"),
    _clause("front-parties-2", "", "front"),
    _clause("recital-a", "(A)", "recital"),
    _clause("recital-b", "(B)", "recital"),
    _clause("4", "4."),
    _clause("4.1", "4.1", parent="4"),
    _clause("4.1#2", "4.1", parent="4"),
    _clause("4.2", "4.2", parent="4"),
    _clause("4.2(a)", "(a)", parent="4.2"),
    _clause("article-4", "Article 4", "article"),
    _clause("article-4(2)", "(2)", parent="article-4"),
    _clause("15", "15.", heading="Annex 5 Process"),
    _clause("15.2", "15.2", parent="15"),
    _clause("schedule-2", "Schedule 2", "annex"),
    _clause("schedule-2.4", "4.", parent="schedule-2"),
    _clause("schedule-2.4(b)", "(b)", parent="schedule-2.4"),
    _clause("schedule-3", "Schedule 3", "annex"),
    _clause("schedule-3.part-2", "Part 2", "part", parent="schedule-3"),
    _clause("schedule-3.part-2.15", "15", parent="schedule-3.part-2"),
    _clause("schedule-3.part-2.15(b)", "(b)", parent="schedule-3.part-2.15"),
    _clause("footnote-3", "3", "footnote"),
    _clause("table-1", "", "table"),
    _clause("signature-1", "", "signature"),
    _clause("signature-3", "", "signature"),
    _clause("control-1", "", "control"),
    _clause("control-5", "", "control"),
)


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("Schedule 2, paragraph 4", "schedule-2.4"),
        ("paragraph 4 of Schedule 2", "schedule-2.4"),
        ("Paragraph 4(b) of Schedule 2", "schedule-2.4(b)"),
        ("paragraph 4 in the Schedule 2", "schedule-2.4"),
        ("Schedule 2 para 4", "schedule-2.4"),
        ("Sch. 2, para. 4", "schedule-2.4"),
        ("schedule 2 4", "schedule-2.4"),
        ("Schedule 2, 4(b)", "schedule-2.4(b)"),
        ("SCHEDULE 2", "schedule-2"),
        ("Schedule 3, Part 2, 15(b)", "schedule-3.part-2.15(b)"),
        ("paragraph 15(b) of Part 2 of Schedule 3", "schedule-3.part-2.15(b)"),
        ("clause 4", "4"),
        ("paragraph 4", "4"),
        ("cl 4.1", "4.1"),
        ("cl. 4.2 (a)", "4.2(a)"),
        ("§ 4.2", "4.2"),
        ("the second 4.1", "4.1#2"),
        ("the second clause 4.1", "4.1#2"),
        ("Article 4(2)", "article-4(2)"),
        ("art. 4(2)", "article-4(2)"),
        ("Annex 5 15.2", "15.2"),
        ("recital (B)", "recital-b"),
        ("Recital B", "recital-b"),
        ("the opening", "front-1"),
        ("the opening, paragraph 1", "front-1"),
        ("the opening, paragraph 2", "front-2"),
        ("the parties", "front-parties-1"),
        ("the parties, paragraph 2", "front-parties-2"),
        ("paragraph 2 of the parties", "front-parties-2"),
        ("footnote 3", "footnote-3"),
        ("the signatures", "signature-1"),
        ("the signatures, part 3", "signature-3"),
        ("document control", "control-1"),
        ("Document control, row 5", "control-5"),
        ("the table outside the clauses", "table-1"),
    ],
)
def test_a_clause_is_found_as_a_lawyer_writes_it(typed, eid):
    """A paragraph of a schedule by either order of words; a passage by the name that a redline gives it."""
    assert find_clause(typed, WHOLE, "made@1.0").eid == eid


@pytest.mark.parametrize(
    "typed",
    [
        "Schedule 9, paragraph 4",  # no such schedule: never clause 4 of the body
        "paragraph 4 of Schedule 9",
        "Schedule 2, paragraph 15",  # clause 15 is the body's
        "Annex 4 15.2",  # 15.2 stands under the heading of Annex 5
        "Part 1, 4.1",
        "footnote 4",
        "recital (C)",
        "document control, row 9",
        "the signatures, part 2",
        "4-1",  # a span, no clause 4.1
    ],
)
def test_what_stands_before_a_number_is_never_thrown_away(typed):
    """A schedule, annex or kind of passage that is not held is refused, whatever number follows it."""
    with pytest.raises(NotFoundError):
        find_clause(typed, WHOLE, "made@1.0")


def test_a_refusal_names_clauses_as_they_are_spoken_of():
    """What is near, and what a number could mean, is said in names that can be typed in turn."""
    with pytest.raises(NotFoundError, match=r"Schedule 2, 4\(b\)"):
        find_clause("Schedule 2, 4(c)", WHOLE, "made@1.0")
    with pytest.raises(NotFoundError, match=r"3 clauses so numbered: recital \(B\); Schedule 2, 4\(b\); Sch"):
        find_clause("(b)", WHOLE, "made@1.0")


SPECIMEN = Path(__file__).parents[2] / "documents" / "specimen-pupil-data" / "20190131-umbrella.pdf"


@pytest.mark.parametrize("clauses", [lambda: WHOLE, lambda: read(SPECIMEN).clauses], ids=["made", "specimen"])
def test_every_name_that_a_redline_gives_finds_its_clause(clauses):
    """The name said of any clause or passage, alone or with the word clause before it, finds that one."""
    found = clauses()
    for clause in found:
        for name in (called(clause), in_full(clause.eid, clause.label) or clause.eid):
            assert [one.eid for one in meant(name, found)] == [clause.eid], name
            assert find_clause(name.upper(), found, "").eid == clause.eid
