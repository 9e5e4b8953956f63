"""Numbers in words, figures and Roman numerals."""

from __future__ import annotations

import pytest

from mouarchive.words import number_at_end, roman_value, to_roman


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a period of thirty", 30),
        ("within Twenty-four", 24),
        ("within twenty four ", 24),
        ("not less than one hundred and eighty", 180),
        ("a hundred", 100),
        ("clauses one and two", 2),
        ("one, two", 2),
        ("of the twelve months", None),
        ("someone", None),
        ("the first two and", None),
        ("", None),
    ],
)
def test_a_number_in_words_is_read_where_it_ends_the_text(text, number):
    """Units, tens and hundreds that stand last are one number; words that only end alike are none."""
    assert number_at_end(text) == number


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "i"), (14, "xiv"), (49, "xlix"), (944, "cmxliv"), (2026, "mmxxvi")]
)
def test_roman_numerals_are_written_as_they_are_read(number, numeral):
    """A number and its numeral are told from each other."""
    assert to_roman(number) == numeral
    assert roman_value(numeral) == number
