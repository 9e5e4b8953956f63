"""What opens a document: the kind of each passage, with cases just on this and just on that side."""

from __future__ import annotations

import pytest

TERMS = """

        *1.  Definitions*
        1.1  Words have their usual meaning in this text, and in all that is made under it.
        1.2  A day is a working day, wherever it is counted from and whoever counts it.
"""


def kinds(drawn, opening):
    """Kind and text of each passage of an opening above two clauses."""
    found = drawn(opening + TERMS).segmentation.clauses
    return [(one.kind, one.label, one.text) for one in found if one.passage]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Data Sharing Agreement", "front"),
        ("Version: 2.1", "control"),
        ("Version 2.1", "control"),
        ("Issue 3 of 2014", "control"),
        ("Owner: Data Policy", "control"),
        ("Date: 18 December 2015", "control"),
        ("Classification: OFFICIAL", "control"),
        ("The owner of the data is the Council.", "front"),
        ("This version replaces all others that were ever issued.", "front"),
        ("THIS AGREEMENT is made on 1 June 2021 between the Council and the Trust.", "parties"),
        ("This Memorandum is entered into by and between the Council and the Trust.", "parties"),
        ("Memorandum of Understanding between the Council and the Trust", "parties"),
        ("BETWEEN the Council and the Trust.", "parties"),
        ("Cette convention est conclue entre le Service et l'Observatoire.", "parties"),
        ("Dieser Vertrag wird zwischen dem Land und dem Bund geschlossen.", "parties"),
        ("The link between the two registers is a number.", "front"),
        ("WHEREAS the Council holds records of pupils;", "recital"),
        ("Having regard to the Treaty,", "recital"),
        ("Considérant que le Service tient un registre,", "recital"),
        ("In Erwägung nachstehender Gründe,", "recital"),
        ("The Council, whereas it holds records, keeps them.", "front"),
        ("IT IS AGREED as follows:", "front"),
    ],
)
def test_each_line_of_an_opening_is_of_its_kind(drawn, opening, expected):
    """A line says by its first words, or by word and value, whether it is control, parties or recital."""
    assert [kind for kind, _, _ in kinds(drawn, opening)] == [expected]


def test_parties_are_listed_until_the_background_begins(drawn):
    """Below "between" each numbered line is a party; a letter begins a recital; agreed words end them."""
    opening = """
        THIS AGREEMENT is made on 1 June 2021 between:

        (1)  THE COUNCIL of North Mere; and

        (2)  THE BOARD of Waters.

        *BACKGROUND*

        (A)  The Council is the authority.

        (B)  The Board holds registers.

        IT IS AGREED as follows:
    """
    assert kinds(drawn, opening) == [
        ("parties", "", "THIS AGREEMENT is made on 1 June 2021 between:"),
        ("parties", "(1)", "THE COUNCIL of North Mere; and"),
        ("parties", "(2)", "THE BOARD of Waters."),
        ("front", "", "BACKGROUND"),
        ("recital", "(A)", "The Council is the authority."),
        ("recital", "(B)", "The Board holds registers."),
        ("front", "", "IT IS AGREED as follows:"),
    ]


def test_a_recital_is_called_by_its_letter_and_others_by_their_place(drawn):
    """`recital-a` keeps its name when a party is put in before it; what has no letter is counted by kind."""
    opening = "\n*BACKGROUND*\n\n(A)  The Council is the authority.\n\nThe Board holds registers."
    eids = [one.eid for one in drawn(opening + TERMS).segmentation.clauses if one.passage]
    assert eids == ["front-1", "recital-a", "recital-1"]


def test_what_follows_the_last_party_says_why(drawn):
    """A sentence after the party that ends with a full stop is a recital; before that stop it is a party."""
    last = (
        "\nBETWEEN:\n\nthe Council of North Mere; and\n\nthe Board of Waters{}\n\nThe Board holds registers."
    )
    assert [kind for kind, _, _ in kinds(drawn, last.format("."))][-2:] == ["parties", "recital"]
    assert [kind for kind, _, _ in kinds(drawn, last.format(";"))][-2:] == ["parties", "parties"]


def test_a_table_before_the_clauses_is_one_passage(drawn):
    """Rows of data are read together; rows that name version and owner are each a line of control."""
    data = "\n| Item | Frequency |\n| Names | Weekly |\n| Places | Yearly |"
    control = "\n| Version | 2.1 |\n| Owner | Data Policy |\n| Date | 1 June 2021 |"
    assert kinds(drawn, data) == [("table", "", "Item Frequency\nNames Weekly\nPlaces Yearly")]
    assert kinds(drawn, control) == [
        ("control", "", "Version 2.1"),
        ("control", "", "Owner Data Policy"),
        ("control", "", "Date 1 June 2021"),
    ]


def test_a_sentence_that_ends_with_room_left_ends_its_paragraph(drawn):
    """Without white space between them, two parties are told apart by the room for the next word."""
    short = "\nBETWEEN:\nthe Harbour Lettings Board; and\nthe Valley Housing Inspectorate."
    assert [text for _, _, text in kinds(drawn, short)] == [
        "BETWEEN:",
        "the Harbour Lettings Board; and",
        "the Valley Housing Inspectorate.",
    ]


def test_a_text_without_labels_keeps_its_paragraphs(drawn):
    """Where nothing is numbered the paragraphs are the clauses, and no passages."""
    found = drawn("Dear Madam,\n\nWHEREAS you wrote to us.\n\nYours faithfully,")
    assert found.eids == ["p1", "p2", "p3"]
    assert found.passages == []


def test_a_cover_in_large_type_names_its_parties(drawn):
    """After "between" and "and" a line is a party however it is set; what the text is about is none."""
    cover = """
        *Memorandum of Understanding*

        *between the*

        *Department for Schools*

        *and the*

        *Borders Office*

        *in respect of the exchange of data*
    """
    assert [kind for kind, _, _ in kinds(drawn, cover)] == ["front", *["parties"] * 4, "front"]


def test_a_title_that_names_both_parties_is_all_of_them(drawn):
    """What follows such a title, a date or a summary, is no party."""
    title = "\n*Agreement between the Council and the Trust*\n\nPublished 4 June 2018"
    assert [kind for kind, _, _ in kinds(drawn, title)] == ["parties", "front"]
