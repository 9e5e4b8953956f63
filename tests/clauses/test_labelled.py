"""The labelled series: every clause found, none invented, each on its page."""

from __future__ import annotations

import json
import re

import pytest

from mouarchive.clauses import segment
from mouarchive.reading import read_pdf

SERIES = [
    ("A", "0.2"), ("A", "1.0"), ("A", "1.1"), ("A", "2.0"), ("A", "2.1"),
    ("C", "1.0"), ("C", "1.1"), ("C", "2.0"), ("C", "3.0"),
]  # fmt: skip


def plain(text):
    """Text without white space and signs that print differently from one program to the next."""
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.accuracy
@pytest.mark.slow
@pytest.mark.parametrize(("series", "version"), SERIES)
def test_each_labelled_clause_is_found_on_its_page(accuracy, series, version):
    """Of a hundred labelled clauses at least 99 have their identifier and page, and as few are invented."""
    gold = json.loads((accuracy / "gold" / series / f"{version}.json").read_text())
    document = read_pdf(accuracy / "pdf" / series / f"{series}_v{version}.pdf")
    cut = segment(document).clauses
    clauses = [clause for clause in cut if not clause.passage and clause.kind != "unnumbered"]
    found = {(plain(clause.eid), clause.page) for clause in clauses}
    wanted = {(plain(clause["id"]), clause["page"]) for clause in gold["clauses"]}
    assert len(found & wanted) >= 0.99 * max(len(found), len(wanted))
