"""Days of a month and Acts cited by a reign: numbers with a full stop that are no labels."""

from __future__ import annotations

import pytest

from mouarchive.clauses.labels import read_labels


def test_a_day_of_a_month_goes_on_the_sentence_above(drawn):
    """`1. November` below a line that ends without a stop is a date, though that line is short."""
    found = drawn(
        """
        1.1  The keeper tends the lamp of the station with care, and each day of the year.
        1.2  The lamp is lit on
             1. November and put out on
             31. March of each year.
        1.3  It is trimmed.
        """
    )
    assert found.eids == ["1.1", "1.2", "1.3"]


def test_a_list_of_months_is_a_list(drawn):
    """Months and names in a list that a colon or a full stop leads up to keep their numbers."""
    found = drawn(
        """
        1.1  Reports of what was counted at each of the stations are due in:
             1. March;
             2. July.
        1.2  The keepers are
             1. April Smith
             2. June Bell
        """
    )
    assert found.eids == ["1.1", "1.1(1)", "1.1(2)", "1.2", "1.2(1)", "1.2(2)"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Geo. 5 c. 12 (as amended)",
        "10 & 11 Geo. 6, c. 54",
        "4 and 5 Eliz. 2 c. 7",
        "38 & 39 Vict. c. 55",
        "1 Edw. VII",
    ],
)
def test_an_act_cited_by_its_reign_is_no_label(text):
    """The year of a reign, the sovereign and the chapter cite an Act."""
    assert read_labels(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "1. Georgia pays 5 pounds",
        "2. Will 3 parties sign?",
        "3. Anne Bell",
        "11 Annex 1 \u2013 Glossary",
        "4. Victims",
    ],
)
def test_a_word_that_only_begins_like_a_sovereign_follows_a_label(text):
    """Georgia, Will, Anne Bell and an annex are no reigns."""
    assert read_labels(text)[0].marks[0].family == "number"
