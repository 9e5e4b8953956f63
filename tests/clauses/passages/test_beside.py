"""Notes and the history of versions: whose they are, and where they stand among the clauses."""

from __future__ import annotations

import pytest

from mouarchive.clauses import segment

TEXT = "The Council may share the data with the Trust for the purpose"


def raised(printed, text, y, mark="1"):
    """A line that ends with a raised mark."""
    whole = text + mark
    return printed.line((70, whole), y=y, superscript=((len(text), len(whole)),))


def noted(printed, foot, *, mark="1"):
    """Two numbered clauses, the first with a mark, and what stands at the foot of the page."""
    lines = [
        raised(printed, f"1. {TEXT}.", 100, mark),
        printed.line((70, "2. The Trust may not pass them on to anybody else."), y=120),
        *printed.prose(140, 20),
        printed.line((70, foot), y=720, size=8.0),
    ]
    return segment(printed.document(printed.page(1, *lines)))


def test_a_footnote_follows_the_clause_that_bears_its_mark(printed):
    """It has its mark as its label, and the mark stands neither in its text nor in the clause's."""
    clauses = noted(printed, "1 In this agreement a day is a working day.").clauses
    note = clauses[1]
    assert [one.eid for one in clauses] == ["1", "footnote-1", "2"]
    assert (note.label, note.text, note.note_of) == ("1", "In this agreement a day is a working day.", "1")
    assert clauses[0].text == f"{TEXT}."


def test_a_renumbered_footnote_keeps_its_name(printed):
    """Footnotes are called by their place, so that another printed mark is no other note."""
    note = noted(printed, "7 In this agreement a day is a working day.", mark="7").clauses[1]
    assert (note.eid, note.label) == ("footnote-1", "7")


@pytest.mark.parametrize(
    ("title", "label", "expected"),
    [("Notes", "1", True), ("Endnotes", "[1]", True), ("Notes", "2", False), ("Remarks", "1", False)],
)
def test_end_notes_are_footnotes(printed, title, label, expected):
    """Under a title such as Notes, last in the document, numbered from 1 as the marks in the text are."""
    lines = [
        raised(printed, f"1. {TEXT}.", 100),
        printed.line((70, "2. The Trust may not pass them on to anybody else."), y=120),
        printed.line((70, title), y=160),
        printed.line((70, f"{label} It is counted from the first of May."), y=190),
    ]
    found = segment(printed.document(printed.page(1, *lines))).clauses
    notes = [(one.label, one.text, one.note_of) for one in found if one.kind == "footnote"]
    assert notes == ([(label, "It is counted from the first of May.", "1")] if expected else [])


def test_each_version_declared_is_a_passage_of_its_own(printed):
    """A row that is added to the history is one change, and the others none."""
    columns = (70, 130, 230, 320)
    rows = (
        ("Version", "Date", "Author", "Summary of changes"),
        ("0.2", "12 May 2014", "Data Policy", "For comment"),
        ("1.0", "30 June 2014", "DSF", "6.3 divided"),
    )
    lines = [
        printed.line((70, "Version history"), y=110),
        *(printed.line(*zip(columns, row, strict=True), y=140 + 17 * n) for n, row in enumerate(rows)),
        printed.line((70, f"1. {TEXT}."), y=300),
        printed.line((70, "2. The Trust may not pass them on."), y=320),
    ]
    found = segment(printed.document(printed.page(1, *lines))).clauses
    assert [(one.eid, one.heading, one.text) for one in found if one.passage] == [
        ("control-1", "Version history", "Version Date Author Summary of changes"),
        ("control-2", None, "0.2 12 May 2014 Data Policy For comment"),
        ("control-3", None, "1.0 30 June 2014 DSF 6.3 divided"),
    ]


def test_a_side_note_stands_behind_what_it_is_beside(printed):
    """It is no part of the sentence, and one note however many lines it has."""
    lines = []
    for number in range(1, 4):
        y = 60.0 + 80 * number
        lines += [
            printed.line((135, f"{number}. {TEXT} {number}"), y=y),
            printed.line((40, f"Light {'x' * number}"), y=y, size=7.0),
            printed.line((40, "keeping"), y=y + 9, size=7.0),
            printed.line((135, f"{TEXT}, in the second line"), y=y + 14),
        ]
    found = segment(printed.document(printed.page(1, *lines))).clauses
    assert [(one.eid, one.text) for one in found if one.kind == "note"] == [
        ("note-1", "Light x keeping"),
        ("note-2", "Light xx keeping"),
        ("note-3", "Light xxx keeping"),
    ]
    assert [one.eid for one in found] == ["1", "note-1", "2", "note-2", "3", "note-3"]
