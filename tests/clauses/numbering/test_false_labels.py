"""Lines that begin with what looks like a label and is none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.clauses.segment import segment_layout, take_steps


@pytest.mark.parametrize(
    ("before", "after"),
    [("within twelve", "(12) months."), ("at least two", "(2) members."), ("in thirty-one", "(31) days.")],
)
def test_a_number_in_words_restated_in_figures_is_no_label(drawn, before, after):
    """`twelve (12) months` may wrap before the bracket: the figures belong to the word before them."""
    found = drawn(
        f"""
        *1  Term*
        1.1  Notice may be given
             by either party {before}

             {after}
        1.2  It is given in writing.
        """
    )
    assert found.eids == ["1", "1.1", "1.2"]
    assert f"{before} {after}" in " ".join(found.text("1.1").split())


def test_a_numbered_item_after_another_number_in_words_is_a_label(drawn):
    """Only the same number restates the word before it."""
    found = drawn(
        """
        *1  Term*
        1.1  The parties are:
             (1)  the first of the two

             (2)  the second.
        """
    )
    assert found.eids == ["1", "1.1", "1.1(1)", "1.1(2)"]


def _larger(layout, beginning):
    """The layout with lines from the one that begins so on set in larger type."""
    at = next(row for row, item in enumerate(layout.body) if item.line.text.startswith(beginning))
    body = tuple(
        item if row < at else replace(item, line=replace(item.line, size=12.5))
        for row, item in enumerate(layout.body)
    )
    return replace(layout, body=body)


@pytest.mark.parametrize("word", ["A Participant", "I"])
def test_the_words_a_and_i_begin_a_paragraph_however_large(layout_of, word):
    """A or I a space before a sentence is a word, also where a part of a text is set larger than the rest."""
    small = "\n".join(
        f"        1.{n}  The Participants share what they hold of number {n}" for n in range(1, 9)
    )
    layout = layout_of(
        f"""
        *1  Data*
{small}
        *2  Register*

        {word} may inspect the register at any time, if need be.
        """
    )
    clauses = segment_layout(_larger(layout, "2  Register")).clauses
    assert clauses[-1].eid == "2"
    assert clauses[-1].text.startswith(word)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A list of all parts can be had", True),  # the sentence goes on
        ("A List of all parts", False),
        ("*A list of all parts*", False),  # a heading
        ("B list of all parts can be had", False),  # no word
    ],
)
def test_a_word_of_one_letter_before_a_small_one_is_in_a_sentence(layout_of, line, sentence):
    """However well the text below would fit into it, A before a small word is no clause."""
    made = take_steps(layout_of(f"The parties keep these records.\n\n{line}\n\nAsk for it."), frozenset())
    taken = [points for found in made.candidates for own in found.own for _, points in own]
    assert (min(taken) < -6) == sentence  # more than a good place in a list could make up for


def test_a_capital_before_a_title_is_a_label(layout_of):
    """A and B before titles in bold are labels, a space from them or more."""
    layout = layout_of(
        """
        *A Purpose*
        The Participants share data.
        *B Scope*
        This is about schools.
        """
    )
    assert [clause.eid for clause in segment_layout(layout).clauses] == ["A", "B"]


def test_a_list_of_annexes_opens_none_of_them(drawn):
    """Three annexes named one under the other, after the last clause, are a list; each opens further on."""
    found = drawn(
        """
        *1  Scope*
        1.1  The parties share data.

        *List of Schedules*

        Schedule 1: Transfers abroad
        Schedule 2: Details of the data
        Schedule 3: Contacts

        The parties have signed this agreement:
        ---
        *SCHEDULE 1*
        *TRANSFERS*
        1.  No data are sent abroad.
        ---
        *SCHEDULE 2*
        *DATA*
        1.  Names.
        ---
        *SCHEDULE 3*
        *CONTACTS*
        1.  The Secretary.
        """
    )
    parts = [eid for eid in found.eids if eid.startswith("schedule") and "." not in eid]
    assert parts == ["schedule-1", "schedule-2", "schedule-3"]
    assert found.heading("schedule-3") == "CONTACTS"
