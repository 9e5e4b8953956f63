"""What a line may begin with: the label grammar in tables."""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import parse_roman, read_labels


def spell(text):
    """Readings as short words: each mark as family, number and punctuation."""
    return [
        " + ".join(f"{mark.family} {'.'.join(map(str, mark.path))} {mark.shape}" for mark in reading.marks)
        for reading in read_labels(text)
    ]


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("1 General", "number 1 bare", "General"),
        ("1. General", "number 1 .", "General"),
        ("1) General", "number 1 )", "General"),
        ("1 \u2013 General", "number 1 bare", "General"),
        ("1.2. - General", "decimal 1.2 .", "General"),
        ("1 \u2013 3 months", "number 1 bare", "\u2013 3 months"),
        ("(1) General", "number 1 ()", "General"),
        ("1.1 General", "decimal 1.1 bare", "General"),
        ("3.7. General", "decimal 3.7 .", "General"),
        ("15.2.6 Nationality", "decimal 15.2.6 bare", "Nationality"),
        ("15.2.10 Ninth after the first", "decimal 15.2.10 bare", "Ninth after the first"),
        ("5 May be shared", "number 5 bare", "May be shared"),
        ("E-2. Procedure", "lettered 5.2 .", "Procedure"),
        ("5.1.2.7.3 Deep", "decimal 5.1.2.7.3 bare", "Deep"),
        ("1.0 General", "decimal 1 bare", "General"),
        ("1.1This is glued", "decimal 1.1 bare", "This is glued"),
        ("1.1.\u200b After a zero-width space", "decimal 1.1 .", "After a zero-width space"),
        ("2\u00a0\tAfter other space", "number 2 bare", "After other space"),
        ("4A. Inserted", "number 4 .", "Inserted"),
        ("(a) first", "lower 1 ()", "first"),
        ("a) first", "lower 1 )", "first"),
        ("a. first", "lower 1 .", "first"),
        ("(aa) doubled", "lower 27 ()", "doubled"),
        ("(A) Recital", "upper 1 ()", "Recital"),
        ("B. Second", "upper 2 .", "Second"),
        ("(iv) fourth", "lower-roman 4 ()", "fourth"),
        ("IV. Fourth", "upper-roman 4 .", "Fourth"),
        ("Article 4 Purpose", "article 4 bare", "Purpose"),
        ("Article One", "article 1 bare", ""),
        ("ARTICLE IV. MEMBERS", "article 4 .", "MEMBERS"),
        ("Section 3: Fees", "section 3 :", "Fees"),
        ("Clause 12", "clause 12 bare", ""),
        ("Part B \u2013 Terms", "part 2 \u2013", "Terms"),
        ("Schedule 2", "schedule 2 bare", ""),
        ("SCHEDULE", "schedule 0 word", ""),
        ("Appendix: Worked example", "appendix 0 :", "Worked example"),
        ("Schedule \u2013 Fees", "schedule 0 \u2013", "Fees"),
        ("ANNEX - FEES", "annex 0 -", "FEES"),
        ("Appendix B-1 Forms", "appendix 2.1 bare", "Forms"),
        ("Appendix B.2: Forms", "appendix 2.2 :", "Forms"),
        ("Annex A: Contacts", "annex 1 :", "Contacts"),
        ("ANNEXE C", "annex 3 bare", ""),
        ("Appendix 1", "appendix 1 bare", ""),
        ("Chapter 7 Costs", "chapter 7 bare", "Costs"),
        ("\u00a7 3 Costs", "section 3 \u00a7", "Costs"),
        ("A.1.2 In an appendix", "lettered 1.1.2 bare", "In an appendix"),
        ("15 Annex 5 \u2013 Data", "number 15 bare", "Annex 5 \u2013 Data"),
        ("1(1) Run on", "number 1 bare + number 1 ()", "Run on"),
        ("4(9)(c) Run on", "number 4 bare + number 9 () + lower 3 ()", "Run on"),
        ("1. (a) Two labels", "number 1 . + lower 1 ()", "Two labels"),
        ("6.3 (a) (i) Three", "decimal 6.3 bare + lower 1 () + lower 9 ()", "Three"),
    ],
)
def test_a_label_is_read_as_printed(text, first, rest):
    """Each way of printing a label is read as its number, and the text after it is found."""
    readings = read_labels(text)
    assert spell(text)[0] == first
    assert text[readings[0].rest :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "The parties agree", "2016. was the year", "12 December 2015", "15.12.2015",
        "1 May 2015", "1/2/15", "3rd party", "14 CFR Part 39", "42 U.S.C. 4001",
        "25% of all", "1.5 million pounds", "e.g. an example", "i.e. that is", "10:30 on Monday",
    ],
)  # fmt: skip
def test_years_dates_and_money_are_no_labels(text):
    """What can only be a year, a date, an amount or a word is never offered as a label."""
    assert read_labels(text) == ()


def test_a_letter_that_is_a_roman_numeral_has_both_readings():
    """(i) may be the ninth letter or the first roman numeral: the sequence decides, not the grammar."""
    assert spell("(i) the name") == ["lower 9 ()", "lower-roman 1 ()"]
    assert spell("(h) the name") == ["lower 8 ()"]


def test_each_shorter_chain_is_a_reading_too():
    """`1. (a) text` may also be clause 1 whose text begins with (a)."""
    assert spell("1. (a) text") == ["number 1 . + lower 1 ()", "number 1 ."]


def test_roman_numerals_are_read_only_when_well_formed():
    """Iiii and ic are no roman numerals."""
    assert [parse_roman(text) for text in ("i", "IX", "xl", "iiii", "ic", "")] == [1, 9, 40, None, None, None]
