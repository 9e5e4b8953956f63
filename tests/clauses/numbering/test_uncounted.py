"""Numbers that count no clause: a covering letter's, and those of houses."""

from __future__ import annotations

import pytest

LETTER = """
12 Tower Street
4 May 1903
Dear Sir,
1.  I enclose the order that was agreed in the spring of this year.
2.  Please sign it and send it back.
Yours faithfully,
A. Keeper
---
*1.  Lamp*
1.1  The oldest keeper has charge of the station.
1.2  Birds that strike the lantern are counted.
*2.  Stores*
2.1  A log of each watch is kept in the lantern room.
"""


@pytest.mark.parametrize(
    "close", ["Yours faithfully,", "Yours sincerely", "Kind regards,", "I am, yours truly,"]
)
def test_a_covering_letter_is_no_part_of_the_document(drawn, close):
    """Paragraphs of a letter before the document are front matter, though they are numbered."""
    found = drawn(LETTER.replace("Yours faithfully,", close))
    assert found.eids == ["1", "1.1", "1.2", "2", "2.1"]
    assert found.heading("1") == "Lamp"
    assert any("Please sign it" in text for _, text in found.passages)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Dear Sir,", "By order", "it has no salutation"),
        ("Yours faithfully,", "By order", "it has no close"),
        ("---", "", "what follows stands on the same page"),
        ("*1.  Lamp*", "*Annex A*\n*1.  Lamp*", "what follows is the letter's own annex"),
        ("12 Tower Street", "1.  Preface", "the document has begun before it"),
        ("1.1  The", "The", "too few clauses follow"),
    ],
    ids=lambda value: value if " " in value and "\n" not in value else "",
)
def test_a_letter_that_is_the_document_keeps_its_numbers(drawn, old, new, why):
    """Numbered paragraphs stay clauses where no other document is enclosed."""
    drawing = LETTER.replace(old, new)
    if why.startswith("too few"):
        drawing = drawing.split("1.2")[0]
    assert any("Please sign it" in clause.text for clause in drawn(drawing).segmentation.clauses), why


HOUSES = """
*1.  Stations*
1.1  The stations are at the places named here, each with its own keeper and store:
     1  Cliff Road, Port Ellis
     2  The Mole, Skerry
     14  Tower Street
     3  Cottages, Long Head
1.2  The flag is flown on the birthday of the sovereign, and on no other day at all.
"""


def test_house_numbers_count_nothing(drawn):
    """Short lines at one edge that begin with bare numbers out of order are addresses."""
    found = drawn(HOUSES)
    assert found.eids == ["1", "1.1", "1.2"]
    assert "Tower Street" in found.text("1.1")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("     14  Tower Street\n", "", "the numbers rise by one"),
        ("Skerry", "Skerry;", "a line ends as an item does"),
        ("2  The", "2.  The", "a number has a full stop"),
    ],
    ids=lambda value: value if value.count(" ") > 2 else "",
)
def test_a_list_that_counts_stays_a_list(drawn, old, new, why):
    """Items that rise by one, or are printed as items are, keep their numbers."""
    assert "1.1(1)" in drawn(HOUSES.replace(old, new)).eids, why
