"""What is said of letters and fields, and what a document's own history and markings come to."""

from __future__ import annotations

import pytest

from mouarchive.clauses.cautions import mark_fields, mark_lost
from mouarchive.clauses.control import read_control
from mouarchive.clauses.sorting import sort_lines
from mouarchive.model import Aside, Box, Clause, FormField, Page, PageBox, Quality

HERE = Box(70, 100, 400, 130)
COLUMNS = (70, 130, 230)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The office keeps it.", []),
        ("The of\ufffdce keeps it.", ["One letter of this text is"]),
        ("The of\ufffdce keeps\ufffd it.", ["2 letters of this text are"]),
    ],
)
def test_letters_that_a_font_does_not_name(text, said):
    """A clause with letters that are not known says how many."""
    (clause,) = mark_lost([Clause("1", "1", None, text, 1, 1)])
    assert [one.message[: len(said[0])] for one in clause.warnings] == said
    assert all(one.code == "lost-letter" for one in clause.warnings)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([], []),
        ([("Anna", 120)], ["a field"]),
        ([("Anna", 120), ("Kent", 110)], ["2 fields"]),
        ([("Anna", 300)], []),
        ([("Bert", 120)], []),
    ],
)
def test_words_filled_into_a_form(fields, said):
    """A clause on whose lines a filled field stands says so, and only where its words are the field's."""
    made = tuple(FormField("text", Box(90, y, 200, y + 10), text) for text, y in fields)
    page = Page(1, 600, 800, (), Quality("test", 0), fields=made)
    clause = Clause("1", "1", None, "Name: Anna of Kent", 1, 1, boxes=(PageBox(1, HERE),))
    (found,) = mark_fields([clause], [page])
    assert [one.message.removeprefix("What was filled into ").split(" of the form")[0]
            for one in found.warnings] == said  # fmt: skip


def test_the_commonest_marking_is_the_documents():
    """What most pages are marked with is the document's marking."""
    texts = ["OFFICIAL", "OFFICIAL", "DRAFT"]
    asides = [Aside("marking", text, page, HERE) for page, text in enumerate(texts, 1)]
    assert read_control((), (), asides, ()).marking == "OFFICIAL"


def history(printed, y, heading):
    rows = [
        ("Version", "Date", "Change"),
        ("0.2", "12 May 2014", "For comment"),
        ("1.0", "30 June 2014", "Final"),
    ]
    lines = [printed.line(*zip(COLUMNS, row, strict=True), y=y + 17 * n) for n, row in enumerate(rows)]
    return [printed.line((70, heading), y=y - 30), *lines]


def test_a_second_copy_of_the_history_declares_nothing_new(printed):
    """The same table at the front and in an annex is one history, and its headings go with it."""
    made = [
        printed.page(1, *history(printed, 140, "Document history"), *printed.prose(300, 6)),
        printed.page(2, *history(printed, 140, "Version history"), *printed.prose(300, 6)),
    ]
    layout = sort_lines(printed.document(*made))
    assert [row.label for row in layout.control.history] == ["0.2", "1.0"]
    assert not any("istory" in text for text in printed.body(layout))
