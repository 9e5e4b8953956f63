"""Nothing is lost: each character of a document is in the body or in exactly one aside."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.clauses.sorting import sort_lines
from mouarchive.reading import read_pdf

WORDS = st.sampled_from(
    ["Contents", "1", "1.1", "(a)", "Version", "Date", "0.2", "12 May 2014", "OFFICIAL", "Page 2 of 9",
     "t..... 4",
     "Deleted: word", "The Participants will agree on it", "Annex A", "pupils.1", "1 The figures", "x", "37"]
)  # fmt: skip
CELLS = st.lists(st.tuples(st.sampled_from([40, 70, 130, 230, 420]), WORDS), min_size=1, max_size=4)
ROWS = st.lists(st.tuples(CELLS, st.sampled_from([8.0, 10.0, 30.0])), max_size=14)
FRAMES = st.sampled_from([None, ([60, 200, 400], [90, 200, 500]), ([60, 500], [300, 400])])


def letters(texts):
    return Counter(letter for text in texts for letter in text if not letter.isspace())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ROWS, FRAMES), min_size=1, max_size=5))
def test_every_character_is_in_body_or_asides_once(printed, sheets):
    """Whatever pages hold, sorting neither loses nor doubles a character."""
    pages = []
    for number, (rows, frame) in enumerate(sheets, 1):
        lines = [
            printed.line(*sorted(dict(cells).items()), y=40.0 + 52 * row, size=size)
            for row, (cells, size) in enumerate(rows)
        ]
        pages.append(printed.page(number, *lines, rules=printed.grid(*frame) if frame else ()))
    layout = sort_lines(printed.document(*pages))
    before = letters(line.text for page in pages for line in page.lines)
    after = letters(
        [
            *(item.line.text for item in layout.body),
            *(aside.text for aside in (*layout.asides, *layout.apart)),
        ]
    )
    assert before == after


def test_a_body_line_knows_its_place_on_the_page(printed):
    """The first line of each page is marked as first; the white space above the others is told in points."""
    lines = [printed.line((70, "one"), y=100), printed.line((70, "two"), y=130)]
    layout = sort_lines(printed.document(printed.page(1, *lines), printed.page(2, *lines)))
    assert [(item.first_in_page, item.gap) for item in layout.body] == [
        (True, 0),
        (False, 18),
        (True, 0),
        (False, 18),
    ]


def test_an_empty_document_has_an_empty_layout(printed):
    """Pages without lines give neither body nor asides."""
    layout = sort_lines(printed.document(printed.page(1)))
    assert layout.body == ()
    assert layout.asides == ()


def test_the_same_document_is_sorted_the_same_way(printed):
    """Sorting is a function of the document alone."""
    made = printed.document(*(printed.page(n, *printed.prose(100, 20)) for n in range(1, 4)))
    assert sort_lines(made) == sort_lines(made)


@pytest.mark.corpus
@pytest.mark.slow
def test_real_documents_lose_nothing(corpus):
    """On real documents of every kind each character is kept once."""
    names = ["omf-bylaws--v1.50", "federal-register-2020-17221", "le-sa-diff-v1.5-v1.6", "fpki-change-2306",
             "nhs-open-api-policy", "va-data-asset-memo", "chhs-data-sharing-agreement"]  # fmt: skip
    for name in names:
        document = read_pdf(corpus / f"{name}.pdf")
        layout = sort_lines(document)
        before = letters(line.text for page in document.pages for line in page.lines)
        after = letters(
            [
                *(item.line.text for item in layout.body),
                *(aside.text for aside in (*layout.asides, *layout.apart)),
            ]
        )
        assert before == after, name


@pytest.mark.corpus
@pytest.mark.slow
def test_real_line_numbers_history_columns_and_balloons_are_found(corpus):
    """Margin numbers, a long revision table, three columns and balloons of real documents are told apart."""
    bylaws = sort_lines(read_pdf(corpus / "omf-bylaws--v1.50.pdf"))
    assert sum(aside.role == "line-number" for aside in bylaws.asides) > 2000
    policy = sort_lines(read_pdf(corpus / "fpki-common--v2.5.pdf"))
    assert [row.label for row in policy.control.history][:3] == ["1.0", "1.1", "1.2"]
    assert policy.control.history[-1].label == policy.control.label == "2.5"
    assert len(policy.contents) > 300
    notice = sort_lines(read_pdf(corpus / "federal-register-2020-17221.pdf"))
    assert max(item.line.box.x1 - item.line.box.x0 for item in notice.body if item.line.page == 2) < 200
    redline = sort_lines(read_pdf(corpus / "le-sa-diff-v1.5-v1.6.pdf"))
    assert not any("Deleted:" in item.line.text for item in redline.body)


@pytest.mark.accuracy
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "control", "entries", "versions"),
    [
        ("A/A_v1.0", ("1.0", "2014-06-30", "final", "OFFICIAL-SENSITIVE"), 15, 2),
        ("A/A_v1.1", ("1.1", "2014-10-08", "final", "OFFICIAL"), 25, 3),
        ("A/A_v2.1", ("2.1", "2016-10-18", "final", "OFFICIAL-SENSITIVE"), 26, 5),
        ("C/C_v2.0", (None, "2020-10-12", None, None), 17, 0),
        ("C/C_v3.0", ("3.0", "2023-03-01", None, None), 19, 0),
    ],
)
def test_labelled_series_are_sorted_as_printed(accuracy, name, control, entries, versions):
    """Version, date, status, marking, contents and history of the labelled series are read as printed."""
    layout = sort_lines(read_pdf(accuracy / "pdf" / f"{name}.pdf"))
    found = layout.control
    assert (found.label, found.date, found.status, found.marking) == control
    assert len(layout.contents) == entries
    assert len(found.history) == versions


def test_dust_that_ocr_saw_is_set_aside_and_kept(printed):
    """Marks that are no letters stand apart from the text, on their page, and none is lost."""
    page = printed.page(1, *printed.prose(100, 6))
    layout = sort_lines(printed.document(replace(page, specks=(printed.line((300, "~"), y=120),))))
    assert printed.set_aside(layout, "speck") == ["~"]
    assert "~" not in " ".join(printed.body(layout))
