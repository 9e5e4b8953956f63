"""The version-history table, footnotes, and what a document prints about itself."""

from __future__ import annotations

import pytest

from mouarchive.clauses.control import is_history_head
from mouarchive.clauses.dates import find_dates, iso_date
from mouarchive.clauses.sorting import sort_lines

COLUMNS = (70, 130, 230, 320)


def table(printed, *rows, y=140):
    return [
        printed.line(*((x, cell) for x, cell in zip(COLUMNS, row, strict=False) if cell), y=y + 17 * n)
        for n, row in enumerate(rows)
    ]


def declared(layout):
    return [(row.label, row.date, row.note) for row in layout.control.history]


HEAD = ("Version", "Date", "Author", "Summary of changes")


def test_the_history_is_set_aside_and_read(printed):
    """A version-history table leaves the body; each row is a version the document declares."""
    rows = table(
        printed,
        HEAD,
        ("0.2", "12 May 2014", "Data Policy", "For comment"),
        ("1.0", "30 June 2014", "DSF", "6.3 divided"),
    )
    layout = sort_lines(printed.document(printed.page(1, *rows, *printed.prose(300, 6))))
    assert declared(layout) == [("0.2", "2014-05-12", "For comment"), ("1.0", "2014-06-30", "6.3 divided")]
    assert len(printed.set_aside(layout, "history")) == 3
    assert len(layout.body) == 6


def test_a_numbered_clause_over_the_history_stays(printed):
    """The clause that holds the history keeps its heading, and only the rows are set aside."""
    lines = [
        printed.line((70, "11.2"), (110, "Version History"), y=100),
        *table(printed, HEAD, ("1.0", "18/12/2015", "DfE", "First issue")),
        printed.line((70, "11.3"), (110, "The next clause"), y=220),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.body(layout) == ["11.2 Version History", "11.3 The next clause"]
    assert declared(layout) == [("1.0", "2015-12-18", "First issue")]


def test_a_wrapped_row_is_one_version(printed):
    """Cells of a history row that wrap are read on inside their cell."""
    lines = [
        printed.line(*zip(COLUMNS, HEAD, strict=True), y=140),
        printed.line((70, "1.1"), (130, "8 October"), (230, "DSF"), (320, "Marking revised. No"), y=160),
        printed.line((130, "2014"), (320, "change to the text"), y=173),
        printed.line((70, "2.0"), (130, "7 July 2015"), (230, "BSO"), (320, "Annex 6 added"), y=193),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert declared(layout) == [
        ("1.1", "2014-10-08", "Marking revised. No change to the text"),
        ("2.0", "2015-07-07", "Annex 6 added"),
    ]


def test_lines_under_a_history_heading_are_read_without_a_table(printed):
    """A history printed as plain lines, each a version and a date, is read too."""
    lines = [
        printed.line((70, "Version history"), y=100),
        printed.line((70, "0.1 3 March 2015 first draft"), y=116),
        printed.line((70, "v1.0 \u2013 18 December 2015 \u2013 final"), y=132),
        *printed.prose(160, 3),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert declared(layout) == [("0.1", "2015-03-03", "first draft"), ("1.0", "2015-12-18", "final")]


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        (("Version", "Date", "Author", "Summary of changes"), True),
        (("Document Version", "Document Date", "Revision Details"), True),
        (("Issue", "Status", "Date"), True),
        (("Rev", "Description", "Approved by"), True),
        (("Version Date", "Author"), True),
        (("Role", "Name", "Telephone"), False),
        (("Date", "Amount"), False),
        (("This version replaces the earlier one and takes effect on the date of signature.",), False),
    ],
)
def test_what_heads_a_history(cells, is_one):
    """A history's head names the version and the date, the change or the author."""
    assert is_history_head(cells) is is_one


def test_a_footnote_leaves_the_foot_of_its_page(printed):
    """Small type at the foot of a page is a footnote where the text above carries its raised mark."""
    lines = [
        *printed.prose(100, 10),
        printed.line((70, "rather more former pupils.1"), y=260, superscript=((26, 27),)),
        printed.line((70, "1 The figures are taken from the Register"), y=700, size=8),
        printed.line((70, "as it stood in spring."), y=711, size=8),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.set_aside(layout, "footnote") == [
        "1 The figures are taken from the Register as it stood in spring."
    ]
    assert len(layout.body) == 11


def test_small_print_without_a_mark_above_is_text(printed):
    """Small numbered lines that nothing refers to stay in the body."""
    lines = [*printed.prose(100, 10), printed.line((70, "1 Small print of the form"), y=700, size=8)]
    assert len(sort_lines(printed.document(printed.page(1, *lines))).body) == 11


@pytest.mark.parametrize(
    ("cover", "label", "status", "date"),
    [
        (
            ["Memorandum of Understanding", "Version1.0", "Final", "18 December 2015"],
            "1.0",
            "final",
            "2015-12-18",
        ),
        (["Version: 2.1", "November 2016"], "2.1", None, "2016-11"),
        (["Agreement V0 1 DRAFT"], "0.1", "draft", None),
        (["BYLAWS (v1.50) APPROVED"], "1.50", None, None),
        (["Published 4 June 2018. Reissued 2 September 2019."], None, None, "2019-09-02"),
        (["Data Protection Act 2018"], None, None, None),
    ],
)
def test_the_cover_names_version_status_and_date(printed, cover, label, status, date):
    """Version, status and date are read from short lines of the first page, however they are spelt."""
    lines = [printed.line((200, text), y=200 + 30 * n, size=16) for n, text in enumerate(cover)]
    control = sort_lines(
        printed.document(printed.page(1, *lines), printed.page(2, *printed.prose(90, 9)))
    ).control
    assert (control.label, control.status, control.date) == (label, status, date)


@pytest.mark.parametrize(
    ("printed_date", "iso"),
    [
        ("18 December 2015", "2015-12-18"),
        ("1st of March, 2016", "2016-03-01"),
        ("July 17, 2007", "2007-07-17"),
        ("18/12/2015", "2015-12-18"),
        ("07/10/16", "2016-10-07"),
        ("2015-12-18", "2015-12-18"),
        ("12/18/2015", "2015-12-18"),
        ("Sept 2016", "2016-09"),
        ("31 February 2016", None),
        ("clause 10.2.2016a", None),
        ("1.2.3", None),
    ],
)
def test_dates_as_printed(printed_date, iso):
    """A date is read in the order day, month, year unless that is impossible."""
    assert iso_date(printed_date) == iso


def test_all_dates_of_a_line_in_their_order():
    """Every date of a line is found once, in the order of print."""
    assert [iso for iso, _ in find_dates("from 1 May 2014 until 30/06/2015")] == ["2014-05-01", "2015-06-30"]


def test_a_history_over_two_pages_is_one(printed):
    """Rows of a history that go on at the top of the next page are declared versions too."""
    first = table(
        printed, HEAD, ("0.1", "1 May 2014", "DSF", "Draft"), ("0.2", "12 May 2014", "DSF", "Comment")
    )
    second = table(
        printed, ("1.0", "30 June 2014", "DSF", "Issued"), ("1.1", "8 October 2014", "DSF", "Revised")
    )
    layout = sort_lines(
        printed.document(
            printed.page(1, *printed.prose(30, 4), *first), printed.page(2, *second, *printed.prose(300, 7))
        )
    )
    assert [label for label, _, _ in declared(layout)] == ["0.1", "0.2", "1.0", "1.1"]
    assert len(layout.body) == 11
