"""Where the last clause ends though no label follows it: enclosures, indexes, back covers."""

from __future__ import annotations

from collections import Counter

import pytest

LONG = "The Authority keeps the data safe at all times and tells the other party of each loss."
NOTE = "This note says what is to be done, by whom, and until when it must be done.\n"


def _clauses(first, last):
    return "\n".join(f"2.{number}  {LONG}" for number in range(first, last + 1))


def _centred(text):
    return f"{' ' * (46 - len(text) // 2)}{text}\n"


ENCLOSURE = _centred("*OVERVIEW OF THE WORK*") + NOTE


def _drawing(last=LONG, title=ENCLOSURE, *, turn=40, after=""):
    """Forty-two clauses, the page turned after one of them, and a page that begins with a title."""
    before = f"*2  Duties*\n{_clauses(1, turn)}\n---\n{_clauses(turn + 1, 41)}"
    return f"{before}\n2.42  {last}\n---\n{title}{after}"


def test_an_enclosure_is_no_part_of_the_last_clause(drawn):
    """A centred title on a new page, after a page that ends short, begins unnumbered back matter."""
    found = drawn(_drawing())
    assert found.text("2.42") == LONG
    (last,) = [clause for clause in found.segmentation.clauses if clause.kind == "unnumbered"]
    assert last.eid == "heading-overview-of-the-work"
    assert last.heading == "OVERVIEW OF THE WORK"
    assert last.text.startswith("This note says")
    assert last.page == 3


def test_a_title_runs_over_several_lines(drawn):
    """Lines of one type below each other are one title."""
    found = drawn(_drawing(title=_centred("*OVERVIEW*") + _centred("*Quarterly Collection*") + NOTE))
    assert "OVERVIEW Quarterly Collection" in {clause.heading for clause in found.segmentation.clauses}


@pytest.mark.parametrize(
    ("reason", "drawing"),
    [
        ("the page before is full", _drawing(turn=3)),
        ("its sentence is not complete", _drawing(last=f"{LONG[:-1]} of the data and of the")),
        ("a list is announced", _drawing(last="These data are kept:")),
        ("the numbers go on", _drawing(after=f"2.43  {LONG}")),
        ("the next section follows", _drawing(after=f"3  Costs\n3.1  {LONG}")),
        ("the title is not centred", _drawing(title=ENCLOSURE.lstrip(" "))),
        ("it is in the type of the text", _drawing(title=_centred("Overview of the work") + NOTE)),
        ("it is a caption", _drawing(title=_centred("*Table 3: Fees*") + NOTE)),
        ("it says that it goes on", _drawing(title=_centred("*Duties (continued)*") + NOTE)),
        ("it is a title inside an annex of running text", _drawing(last=f"{LONG}\n---\n*Annex A*\n{LONG}")),
        ("it stands on every page", _drawing(after=f"---\n{ENCLOSURE}")),
    ],
)
def test_a_clause_that_runs_over_a_page_is_never_cut(drawn, reason, drawing):
    """One sign that the clause may go on is enough to leave it whole."""
    found = drawn(drawing)
    assert not any(clause.kind == "unnumbered" and clause.text for clause in found.segmentation.clauses), (
        reason
    )


def test_no_character_is_lost(drawn, layout_of):
    """What ends a clause is kept in a clause of its own, letter by letter."""
    drawing = _drawing(after="---\n" + _centred("*NOTES*") + LONG)
    clauses = drawn(drawing).segmentation.clauses
    kept = Counter("".join(f"{one.label}{one.heading or ''}{one.text}" for one in clauses))
    printed = Counter("".join(item.line.text for item in layout_of(drawing).body))
    del kept[" "], kept["\n"], printed[" "]
    assert kept == printed


def test_a_line_in_square_brackets_is_the_clauses_own(drawn):
    """Where a definition is from is said below it, in whatever type; another bold line is a heading."""
    page = """
        3.1 Paddy
        Rice that keeps its husk after threshing.

        *{}*

        3.2 Husked rice
        Rice without its husk, as it is sold to the mills of the whole district.
        """
    assert drawn(page.format("[SOURCE: ISO 7301, 3.1]")).eids == ["3.1", "3.2"]
    assert drawn(page.format("Sources of rice")).eids == ["3.1", "heading-sources-of-rice", "3.2"]
