"""A series of redlines begins with a table of its versions, alike in every format."""

from __future__ import annotations

import csv
import io
import json

import docx
import pytest
from msgspec.structs import replace

from mouarchive.answers.comparison import Redlines, compared
from mouarchive.answers.overview import lines, overview
from mouarchive.archive.database.series import Between
from mouarchive.comparing import compare
from mouarchive.output import as_csv, as_docx, as_html, as_json, as_markdown, as_text
from mouarchive.output.serializer import Wish

HEADER = ("version", "dated", "public", "read", "against the one before", "between, not held")


@pytest.fixture
def series(old, new):
    """Three versions: 2.1 took a clause and changed another, 3.0 is as 2.1; 1.1 lies between, 2.0 is held."""
    known = {"label": "2.1", "dated": "2016-10-07", "disclosed": "2016-12-15"}
    new = replace(new, name="pupil-data@2.1", version="pupil-data@2.1", **known)
    third = replace(new, name="pupil-data@3.0", version="pupil-data@3.0", label="3.0", disclosed=None)
    first = compared(old, new, compare(old.clauses, new.clauses))
    second = compared(new, third, compare(new.clauses, third.clauses))
    passed = (Between("1.1", held=False), Between("2.0", held=True))
    return Redlines((replace(first, in_between=passed), second), "pupil-data", ("0.1", "4.0"))


def test_each_version_stands_beside_the_one_before(series):
    """Label, dates, what was read, what changed by class, and what lies between and is not held."""
    found = overview(series)

    assert found.header == HEADER
    assert found.rows == (
        ("1.0", "2015-12-18", "2017-02", "5 clauses, 0 passages", "none before it here", "none"),
        ("2.1", "2016-10-07", "2016-12-15", "4 clauses, 0 passages", "2 substantive", "1.1"),
        ("3.0", "2016-10-07", "?", "4 clauses, 0 passages", "no difference", "none"),
    )
    assert found.warning == "Before or after these: 0.1 and 4.0, whose texts are not held."


def test_pages_that_were_not_read_are_said(series):
    """A text that was read in part is not counted as if it were whole."""
    first = series.pairs[0]
    part = replace(first, new=replace(first.new, pages=18, pages_read=17))

    assert lines(replace(series, pairs=(part,)))[1].read == ("4 clauses, 0 passages, 17 of 18 pages read")


def test_a_pair_that_was_not_asked_for_leaves_a_gap(series):
    """Where a pair of the series is left out, the next version has nothing beside it."""
    alone = replace(series, pairs=(series.pairs[1],))

    assert [(line.source.label, line.classes is None) for line in lines(alone)] == [
        ("2.1", True),
        ("3.0", False),
    ]


def test_a_single_pair_has_no_table(series):
    """One comparison begins as ever."""
    assert overview(Redlines(series.pairs[:1])) is None


def test_text_fits_a_hundred_columns(series):
    """The table comes first, and no line of it is wider than a page of 100 letters."""
    wide = replace(series, beyond=tuple(f"a very long label, number {n}" for n in range(9)))
    made = io.StringIO()
    as_text.write(wide, Wish(), made)
    head = made.getvalue().split("compared with")[0]

    assert head.startswith("pupil-data: all versions held, each compared with the next"[:30])
    assert max(map(len, made.getvalue().splitlines())) <= 100
    table = made.getvalue().split("\n\n")[1]
    assert "1.0" in table
    assert "2 substantive" in table
    assert "Before or after these" in table


def test_every_format_has_the_table(series):
    """Markdown, HTML, Word, JSON and the summary as CSV hold the same cells, before the first redline."""
    cells = [cell for row in overview(series).rows for cell in row]
    page, note = io.StringIO(), io.StringIO()
    as_html.write(series, Wish("html"), page)
    as_markdown.write(series, Wish("md"), note)
    word = docx.Document(io.BytesIO(as_docx.data(series, Wish("docx"))))
    table = csv.reader(io.StringIO(as_csv.summary(series.pairs, overview(series))))
    listed = [row for row in table if row[2] == "The series"]

    for text in (page.getvalue(), note.getvalue()):
        head = text[: text.index("2 substantive") + 400]
        assert [cell for cell in cells if cell not in head] == []
        assert text.index("2 substantive") < text.index("Nationality")
    assert [cell.text for row in word.tables[0].rows[1:] for cell in row.cells] == cells
    assert [row[3] for row in listed] == ["1.0", "2.1", "3.0", ""]
    assert "against the one before: 2 substantive" in listed[1][4]


def test_json_has_the_versions_as_data(series):
    """What the table says in words stands in JSON as numbers and lists."""
    made = io.StringIO()
    as_json.write(series, Wish("json"), made)
    found = json.loads(made.getvalue())

    assert found["beyond"] == ["0.1", "4.0"]
    assert [(one["label"], one["classes"], one["missing"]) for one in found["versions"]] == [
        ("1.0", None, []),
        ("2.1", {"substantive": 2}, ["1.1"]),
        ("3.0", {}, []),
    ]
