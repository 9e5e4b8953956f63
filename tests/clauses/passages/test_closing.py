"""What closes a document: signatures and end matter leave the last clause, sentences about signing stay."""

from __future__ import annotations

import re

import pytest

from mouarchive.clauses.passages.closing import is_end

CLAUSES = """
*1.  Term*

1.1  This text lasts for a year from the day on which it is signed by both of the parties.

1.2  It is governed by the law of Northby, and by no other law wherever it may be read.
"""

PARTIES = """
This Agreement is made between Northby Town Council and Southby Harbour Trust on 4 May 2018.

*1.  Term*

1.1  This text lasts for a year from the day on which it is signed with the consent of both.
"""


def closed(drawn, closing, after=""):
    """The words of 1.2, and kind and text of each passage behind it."""
    found = drawn(f"{CLAUSES}\n{closing}\n{after}")
    passages = [(one.kind, one.text) for one in found.segmentation.clauses if one.passage]
    return found.text("1.2"), passages


@pytest.mark.parametrize(
    "closing",
    [
        "IN WITNESS WHEREOF the parties have signed this text on the day first written above.",
        "Signed for the Council: Jane Specimen, Director",
        "Signed by ………… for the Council",
        "Signed for and on behalf of the Council",
        "SIGNED by JANE SPECIMEN",
        "For and on behalf of the Council of Northby",
        "EXECUTED as a DEED by the Council",
        "By: ____________\nName: Jane Specimen\nTitle: Director",
        "Signature: ______________\nName: ____________\nDate: ____________",
        "Name: ____________\nPosition: ____________\nSignature: ______________",
        "______________________\nSecretary of State",
        "Pour le Service : Yvonne Cariou, directrice",
        "Fait à Arcueil, le 1er août 2016",
        "Geschehen zu Wien am 1. August 2016",
        "Hecho en Madrid, el 1 de agosto de 2016",
        "Firmato per il Comune: Anna Rossi",
    ],
)
def test_a_signature_leaves_the_last_clause(drawn, closing):
    """What is signed, and the sentence that leads to it, stand after the clauses and belong to none."""
    text, passages = closed(drawn, closing)
    assert text.endswith("wherever it may be read.")
    assert {kind for kind, _ in passages} == {"signature"}
    assert "".join("".join(part for _, part in passages).split()) == "".join(closing.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "The Parties sign two copies, one of which stays with each of them for a year.",
        "Signed copies of this text shall be kept by the Council for as long as it lasts.",
        "Signed by both parties, the text shall be kept by the Council for as long as it lasts.",
        "By the end of the year each party says what it has spent.",
        "Name and address of the keeper are given in the annex.",
        "Name: ____________\nAddress: ____________",
        "A signature is a mark made by hand.",
        "The remainder of the fee is paid in May.",
    ],
)
def test_a_sentence_about_signing_stays_in_its_clause(drawn, sentence):
    """A clause may speak of signing, and a form may ask for a name: neither is a signature."""
    text, passages = closed(drawn, sentence)
    assert passages == []
    assert "".join(text.split()).endswith("".join(sentence.split()))


def test_each_that_signs_is_a_passage(drawn):
    """A changed signatory is one change, and the other signature none."""
    _, passages = closed(
        drawn,
        "IN WITNESS WHEREOF the parties have signed below.\n\n"
        "Signed for the Council: Jane Specimen\n\nSigned for the Trust: John Sample",
    )
    assert [text for _, text in passages] == [
        "IN WITNESS WHEREOF the parties have signed below.",
        "Signed for the Council: Jane Specimen",
        "Signed for the Trust: John Sample",
    ]


def test_numbers_that_go_on_make_it_a_form_in_a_clause(drawn):
    """A form to sign between 1.2 and 1.3 is text of 1.2; before an annex it is a signature."""
    form = "Signature: ______________\nName: ____________"
    text, passages = closed(drawn, form, "\n1.3  Costs are borne by each party.")
    assert passages == []
    assert "Signature" in text
    _, passages = closed(drawn, form, "\n*Annex A*\n*Items*\n1.  Names.\n2.  Places.")
    assert [kind for kind, _ in passages] == ["signature"]


def test_what_follows_the_signatures_is_end_matter(drawn):
    """A paragraph after them is no signature, unless another signature follows it."""
    block = "Signed for the Council: Jane Specimen"
    note = "This text was adopted by the assembly on the first of May and last amended by it in June."
    assert closed(drawn, f"{block}\n\n{note}")[1] == [("signature", block), ("end", note)]
    _, passages = closed(drawn, f"{block}\n\n{note}\n\nSignature: ________\nName: ________")
    assert {kind for kind, _ in passages} == {"signature"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("END OF BYLAWS", True),
        ("[Remainder of this page intentionally left blank]", True),
        ("[Signature page follows]", True),
        ("This page is intentionally left blank.", True),
        ("— END OF DOCUMENT —", True),
        ("END OF TERM", False),
        ("The remainder of this page lists the items.", False),
    ],
)
def test_words_that_end_the_text_are_no_clause(drawn, line, expected):
    """They say something of the paper or of the document, wherever they stand between clauses."""
    text, passages = closed(drawn, line, "\n1.3  Costs are borne by each party.")
    assert passages == ([("end", line)] if expected else [])
    assert not (expected and line in text)


def test_blank_lines_of_a_form_are_not_signed_over(drawn):
    """An address to be filled in goes on over blank lines; a blank with a name below it is signed over."""
    form = "Billing Address ______________\n______________________\n______________________\nCity"
    assert closed(drawn, form)[1] == []


def test_signatures_side_by_side_are_read_one_by_one(drawn):
    """Two that sign next to each other: the left column first, then the right one."""
    block = (
        "For and on behalf of          For and on behalf of\n"
        "the Council of Northby        the Trust of Southby\n"
        "Jane Specimen                 John Sample"
    )
    _, passages = closed(drawn, block)
    assert [text for _, text in passages] == [
        "For and on behalf of\nthe Council of Northby\nJane Specimen",
        "For and on behalf of\nthe Trust of Southby\nJohn Sample",
    ]


@pytest.mark.parametrize(
    ("block", "read"),
    [
        (  # fields on both sides: two that sign, in a table without rules
            [
                "CUSTOMER LTD                  SUPPLIER LTD",
                "Signature:                    Signature: J. Smit",
                "Name:                         Name: Jan Smit",
                "Title:                        Title: Master",
                "Date:                         Date: 4 May 2018",
            ],
            [
                "CUSTOMER LTD\nSignature:\nName:\nTitle:\nDate:",
                "SUPPLIER LTD\nSignature: J. Smit\nName: Jan Smit\nTitle: Master\nDate: 4 May 2018",
            ],
        ),
        (  # what is filled in stands apart from its field
            [
                "CUSTOMER LTD                              SUPPLIER LTD",
                "Signature:     J. Smit                    Signature:",
                "Name:          Jan Smit                   Name:",
            ],
            ["CUSTOMER LTD\nSignature:\nJ. Smit\nName:\nJan Smit", "SUPPLIER LTD\nSignature:\nName:"],
        ),
        (  # fields on the left alone: one that signs, and what is filled in
            [
                "Signed for the Survey",
                "Signature:                    ____________",
                "Name:                         Jan Smit",
                "Title:                        Master",
            ],
            ["Signed for the Survey\nSignature: ____________\nName: Jan Smit\nTitle: Master"],
        ),
        (  # the first field comes again: the next one signs
            ["Signature: ________", "Name:", "Date:", "Signature: ________", "Name:", "Date:"],
            ["Signature: ________\nName:\nDate:", "Signature: ________\nName:\nDate:"],
        ),
        (  # each signs below the other, and the field for the signature comes last
            [
                "On behalf of the exporter:",
                "Name:",
                "Address:",
                "Signature:",
                "On behalf of the importer:",
                "Name:",
                "Address:",
                "Signature:",
            ],
            [
                "On behalf of the exporter:\nName:\nAddress:\nSignature:",
                "On behalf of the importer:\nName:\nAddress:\nSignature:",
            ],
        ),
    ],
)
def test_each_that_signs_has_a_passage(drawn, block, read):
    """Fields belong to the name above them, on their own side; what is filled in to its field."""
    _, passages = closed(drawn, "\n\n".join(block))
    found = [re.sub(r" +", " ", text) for kind, text in passages if kind == "signature"]
    assert found == read


@pytest.mark.parametrize(
    ("block", "signs"),
    [
        ("For the Council               For the Trust\nJane Specimen                 John Sample", True),
        (
            "Por el Instituto,             Por la Escuela,\nJuana Prueba                  Jos\u00e9 Muestra",
            True,
        ),
        (
            "F\u00fcr die Stadt                 F\u00fcr das Land\n________                      ________",
            True,
        ),
        ("Namens de gemeente            Namens de stichting\nJan Proef                     Piet Staal", True),
        ("For the Council               For the Trust", True),
        (  # a name that wraps, an office, a date
            (
                "For the Council               For the Trust\n"
                "of Northby                    of Southby\n"
                "Jane Specimen, Director       John Sample\n"
                "4 May 2018                    5 May 2018"
            ),
            True,
        ),
        ("|For the Council|For the Trust|\n|Jane Specimen|John Sample|", True),
        ("For residents                 For visitors\nfree                          half price", False),
        ("For residents                 For visitors\nRoom 1                        Room 2", False),
        ("For the Council               at its office\nJane Specimen                 John Sample", False),
        (  # figures that are no date
            (
                "For the Council               For the Trust\n"
                "Jane Specimen                 John Sample\n"
                "20 copies                     30 copies"
            ),
            False,
        ),
        ("Format                        Forwarded\nPaper Copy                    John Sample", False),
        ("|Purpose|Reader|\n|For the Council|For the Trust|", False),  # the last row of a table
        (
            "They are:\n\nFor the Council               For the Trust\nAnn Specimen                  Bob Ray",
            False,
        ),
        (  # text in two columns
            (
                "For the Council it is         For the Trust it is\n"
                "kept by the clerk.            kept by the warden."
            ),
            False,
        ),
        (
            "\n".join(
                ["For the Council               For the Trust"]
                + ["Jane Specimen                 John Sample"] * 9
            ),
            False,
        ),
        (
            (
                "Jane Specimen                           John Sample\n"
                "Done at Northby, 4 May 2018             Done at Southby, 5 May 2018"
            ),
            True,
        ),
        (
            (
                "Jane Specimen                           John Sample\n"
                "Done at Northby                         Done at Southby"
            ),
            False,
        ),
        (
            (
                "Northby Town Council                    Southby Harbour Trust\n"
                "Jane Specimen                           John Sample"
            ),
            True,
        ),
        (  # no parties of this text
            (
                "Westby Town Council                     Eastby Harbour Trust\n"
                "Jane Specimen                           John Sample"
            ),
            False,
        ),
        (  # nobody's names
            (
                "Northby Town Council                    Southby Harbour Trust\n"
                "keeps the list                          reads the list"
            ),
            False,
        ),
    ],
)
def test_two_that_sign_side_by_side_need_no_word_for_it(drawn, block, signs):
    """Two or more cells that say for whom, or where and when, or the parties' names over people's names.

    They stand after the last clause. Tables and text in two columns stay what they are.
    """
    found = drawn(f"{PARTIES}\n\n{block}")
    signatures = [text for eid, text in found.passages if eid.startswith("signature")]
    assert len(signatures) == (2 if signs else 0)
    assert found.text("1.1").endswith("of both.") == signs
    if signs:
        rows = [re.split(r"  +|\|", row.strip("|")) for row in block.split("\n")]
        assert signatures == ["\n".join(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(("space", "signs"), [("", 0), ("\n\n", 2)])
def test_names_of_the_parties_in_a_table_of_a_clause_are_no_signature(drawn, space, signs):
    """Right below the clause's text and at its edge they are its table; white space parts them from it."""
    names = "|Northby Town Council|Southby Harbour Trust|\n|Jane Specimen|John Sample|"
    found = drawn(f"{PARTIES}{space}{names}")
    assert len([eid for eid, _ in found.passages if eid.startswith("signature")]) == signs


def test_what_ends_the_text_follows_two_that_sign(drawn):
    """The last line belongs to neither signature."""
    block = (
        "For the Council               For the Trust\nJane Specimen                 John Sample\n\nThe end"
    )
    assert closed(drawn, block)[1] == [
        ("signature", "For the Council\nJane Specimen"),
        ("signature", "For the Trust\nJohn Sample"),
        ("end", "The end"),
    ]


def test_fields_set_wide_apart_are_no_headings(drawn):
    """Lines for name and office stand far below each other, so that there is room to write."""
    block = (
        "IN WITNESS WHEREOF the parties have signed.\n\n\n\nSignature\n\n\n\nName\n\n\n\nTitle\n\n\n\nDate"
    )
    _, passages = closed(drawn, block, after="*SCHEDULE 1*\n\n1. The list is kept at the harbour.")
    assert passages[0] == ("signature", block.replace("\n\n\n\n", "\n"))


def test_a_list_in_a_text_ends_where_the_text_goes_on(drawn):
    """Text at the margin belongs to no item of a list that is set in from it; a wrapped line does."""
    found = drawn(
        """
        The layers of the map that the two of them make together are all of these:
             1. Place of each well
             2. Depth of each well
        Further layers can be added if the Trust asks for them, at any time of the year.
        """
    )
    assert found.text("2") == "Depth of each well"
    assert found.passages[-1] == (
        "end-1",
        "Further layers can be added if the Trust asks for them, at any time of the year.",
    )


@pytest.mark.parametrize("line", ["The end", "[end of document]", "*** THE END ***"])
def test_a_line_that_says_so_ends_the_text(line):
    """A sign or a capital letter begins it."""
    assert is_end(line)


def test_the_rest_of_a_sentence_does_not_end_the_text():
    """`\u2026 unless one party says otherwise a year before / the end.` wraps before its last words."""
    assert not is_end("the end.")
