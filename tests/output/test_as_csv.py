"""Changes as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from msgspec import structs

from mouarchive.answers.comparison import compared
from mouarchive.model import Change, ChangeKind, Comparison, DiffPart, Op
from mouarchive.output import as_csv


def rows(*pairs):
    text = as_csv.changes(pairs)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_one_row_for_each_change(old, new, whole):
    """Every change that is shown is one row, with both texts, pages, hashes and the redline."""
    removed, renumbered, modified = rows(compared(old, new, whole))

    assert removed["kind"] == "removed"
    assert (removed["old_clause"], removed["new_clause"], removed["new_text"]) == ("15.2.6", "", "")
    assert (renumbered["kind"], renumbered["renumbered"]) == ("unchanged", "yes")
    assert modified["redline"] == "Records are kept for [-six-]{+twelve+} months."
    assert (modified["old_page"], modified["new_page"], modified["class"]) == ("11", "10", "substantive")
    assert {row["old_sha256"] for row in (removed, renumbered, modified)} == {"a" * 64}
    assert removed["specimen"] == "yes"


def test_a_series_has_one_header(old, new, whole):
    """The rows of several pairs stand under one header and say which pair they are of."""
    found = rows(compared(old, new, whole), compared(new, old, Comparison(())), compared(old, old, whole))

    assert [row["new_version"] for row in found] == ["v2.pdf"] * 3 + ["pupil-data@1.0"] * 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "  =", "\uff1d"])
def test_no_formula(old, new, start):
    """A cell that a spreadsheet would calculate begins with an apostrophe."""
    bad = structs.replace(old.clauses[0], heading=None, text=f'{start}HYPERLINK("http://x";"y")', eid="=1")
    change = Change(ChangeKind.REMOVED, bad, None, diff=(DiffPart(Op.DELETE, bad.words),))
    (row,) = rows(compared(old, new, Comparison((change,))))

    assert row["old_text"].startswith("'")
    assert row["old_clause"] == "'=1"


def test_a_carriage_return_is_named(old, new):
    """Characters that could break a row or command a screen are shown by name."""
    bad = structs.replace(old.clauses[0], heading=None, text="\r=1+1 \x1b[31m")
    change = Change(ChangeKind.REMOVED, bad, None, diff=(DiffPart(Op.DELETE, bad.words),))
    (row,) = rows(compared(old, new, Comparison((change,))))

    assert row["old_text"] == "[U+000D]=1+1 [U+001B][31m"
