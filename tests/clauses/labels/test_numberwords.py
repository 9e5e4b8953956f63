"""Numbers in words at the end of a line."""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels.numberwords import number_at_end


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
