"""Labels as statutes print them: `1.—(1)`, and what was inserted between others, 1A.2 and (ba)."""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.tables.grids import is_label

DRAWINGS = {
    "a section opens with its first subsection behind a dash": (
        """
        1.—(1) The keeper lights the lamp at dusk.
        (2) The log is kept.
        (3) The keeper may:
             (a) draw oil;
             (b) sound the horn.
        2.—(1) Nobody climbs the tower alone.
        (2) The keeper goes before.
        2A. — (1) A child is led by the hand.
        (2) A dog stays below.
        """,
        "1 1(1) 1(2) 1(3) 1(3)(a) 1(3)(b) 2 2(1) 2(2) 2A 2A(1) 2A(2)",
    ),
    "a dash before a bracket opens letters too": (
        """
        3.1—(a) the lamp;
             (b) the horn.
        3.2  Stores are counted.
        """,
        "3.1 3.1(a) 3.1(b) 3.2",
    ),
    "below an inserted section stand clauses of its number": (
        """
        *1.  Lamp*
        1.1  It is lit at dusk.
        *1A.  Fog*
        1A.1  The horn is wound.
        1A.2  It is sounded each minute.
        *2.  Oil*
        2.1  It is measured.
        """,
        "1 1.1 1A 1A.1 1A.2 2 2.1",
    ),
    "1.2 behind an inserted 1A is no clause of 1A": (
        """
        *1  Lamp*
        1.1  It is lit at dusk.
        1.1A  It is trimmed.
        1.1A.1  With care.
        1.1A.2  And often.
        1.2  It is put out at dawn.
        """,
        "1 1.1 1.1A 1.1A.1 1.1A.2 1.2",
    ),
    "clauses of an inserted section that is not printed": (
        """
        *1  Lamp*
        1.1  It is lit at dusk.
        1A.1  The horn is wound.
        1A.2  It is sounded each minute.
        *2  Oil*
        2.1  It is measured.
        """,
        "1 1.1 1A.1 1A.2 2 2.1",
    ),
    "letters inserted between letters": (
        """
        1.1  The keeper counts:
             (a) lamps;
             (aa) wicks;
             (ab) glasses;
             (b) ropes;
             (ba) blocks;
             (c) boats;
             (ca) oars.
        """,
        "1.1 1.1(a) 1.1(aa) 1.1(ab) 1.1(b) 1.1(ba) 1.1(c) 1.1(ca)",
    ),
    "what was inserted between roman numbers": (
        """
        1.1  The keeper counts:
             (a) lamps, that is:
                  (i) those lit;
                  (ii) those out;
                  (iia) those broken;
                  (iii) those lost;
             (b) ropes.
        """,
        "1.1 1.1(a) 1.1(a)(i) 1.1(a)(ii) 1.1(a)(iia) 1.1(a)(iii) 1.1(b)",
    ),
    "two letters are inserted later still, before 4A and between 4A and 4B": (
        """
        *4  Pay*
        *4ZA.  Leave*
        *4A.  Relief*
        *4AA.  Stores*
        *4B.  Boats*
        *5  Term*
        """,
        "4 4ZA 4A 4AA 4B 5",
    ),
    "an inserted number of which the one before is repealed": (
        """
        *4  Pay*
        4.1  It is paid.
        *4B.  Boats*
        4B.1  They are kept.
        *5  Term*
        """,
        "4 4.1 4B 4B.1 5",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
def test_statutory_labels_get_the_identifiers_that_a_reader_would_give(drawn, name):
    """Each drawing's clauses have the identifiers written beside it."""
    drawing, expected = DRAWINGS[name]
    assert drawn(drawing).eids == expected.split()


def test_a_word_in_brackets_is_no_inserted_letter(drawn):
    """(as) at the beginning of a line is a word, for no (a) stands before it."""
    found = drawn(
        """
        1.1  The Trust pays.
        (as) before
        1.2  The keeper works.
        """
    )
    assert found.eids == ["1.1", "1.2"]


@pytest.mark.parametrize("text", ["16GB of memory", "2AA is a postcode", "7am at the light"])
def test_figures_with_a_unit_are_no_inserted_numbers(text):
    """Two letters behind a number make a label only with a full stop or a part of the number behind them."""
    assert read_labels(text) == ()


@pytest.mark.parametrize("text", ["1A.1", "1.1A", "4A.", "4AA.", "1.\u2014(1)", "3(1)", "(a)"])
def test_a_label_alone_is_no_cell_of_a_table(text):
    """Labels that stand apart from their text are known as such, inserted and run-on ones too."""
    assert is_label(text)
