"""CSV that does nothing in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.site.headers import harmless, harmless_cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx", "\rx", "  =1", "\n=1", "a\n=1", "a\r\n @x", "\uff1d1"]
)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(cell):
    """Also after spaces, and at the start of a later line of the cell."""
    assert harmless_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=b", "15.2.6", "-0.5", "+3", "1e-7", "a - b", "'=1", "(a)"])
def test_other_cells_stay_as_they_are(cell):
    """Numbers and ordinary words are not touched."""
    assert harmless_cell(cell) == cell


@given(st.lists(st.lists(st.text(alphabet="a=+-@,\"' \n\t1"), min_size=1, max_size=4), max_size=5))
def test_rows_and_cells_keep_their_place(rows):
    """Whatever stands in the cells, the table keeps its shape."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    read = list(csv.reader(io.StringIO(harmless(text.getvalue()), newline="")))
    expected = [[harmless_cell(cell) for cell in row] for row in rows]
    assert read == expected


def test_the_csv_of_a_table_page_is_harmless_and_its_json_exact(get, made):
    """A spreadsheet gets an apostrophe, a program the very text."""
    rows = list(csv.reader(io.StringIO(get("/mouarchive/clauses.csv?eid=5&agreement=hostile").text)))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["text"] == "'" + made.FORMULA
    exact = get("/mouarchive/clauses.json?eid=5&agreement=hostile&_shape=array").json()
    assert exact[0]["text"] == made.FORMULA
