"""A label is the same label with blanks or invisible characters inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.labels.reading import close, tightened
from mouarchive.clauses.tables.grids import is_label

ZERO_WIDTH = "\u200b"


def first(text: str, apart: int = 0) -> tuple[str, str]:
    """The value of the first reading's marks, and the text behind them."""
    reading = read_labels(text, apart)[0]
    return " ".join(mark.value for mark in reading.marks), text[reading.rest :]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 . 1 The parties agree.", "1.1"),
        ("1 .1 The parties agree.", "1.1"),
        ("2 . 10 . 3 The parties agree.", "2.10.3"),
        ("3 . The parties agree.", "3"),
        ("( a ) The parties agree.", "a"),
        ("( 12 ) The parties agree.", "12"),
        (f"1.{ZERO_WIDTH}3 The parties agree.", "1.3"),
        (f"1.3{ZERO_WIDTH} The parties agree.", "1.3"),
        (f"{ZERO_WIDTH}(\u2060b\ufeff) The parties agree.", "b"),
    ],
)
def test_what_stands_inside_a_label_is_no_part_of_it(text, value) -> None:
    """Blanks round a full stop or inside brackets, and characters without width, do not break a label."""
    assert first(text) == (value, "The parties agree.")


def test_a_stop_and_a_blank_part_label_and_text_unless_set_apart() -> None:
    """`1. 1` is the number 1 before a text, and clause 1.1 only where white space sets the whole apart."""
    assert first("1. 10 copies are sent.") == ("1", "10 copies are sent.")
    assert first("1. 1 The parties agree.", apart=4) == ("1.1", "The parties agree.")


def test_both_readings_are_kept_where_either_may_be_meant() -> None:
    """`1 . 12 copies` may be clause 1.12 or twelve copies under clause 1: the sequence tells."""
    values = {reading.marks[0].value for reading in read_labels("1 . 12 copies are sent.")}
    assert values == {"1.12", "1"}


@pytest.mark.parametrize(
    "text", ["1.1 The parties", "(a) any data", "The ( a ) parties", "Part 1 . 2", "5 May 2020"]
)
def test_ordinary_lines_are_left_alone(text) -> None:
    """A label that stands close, and a line that begins with none, have nothing to mend."""
    assert tightened(text) is None


def test_a_label_alone_in_its_column_is_a_label() -> None:
    """Text beside a column of such labels is no table of them."""
    assert all(map(is_label, ("1 . 1", "( a )", f"1.{ZERO_WIDTH}2")))
    assert close("any data") == "any data"


@given(st.text(alphabet=f"1 .(a){ZERO_WIDTH}\u00adx", max_size=30), st.integers(0, 30))
def test_every_reading_leads_back_to_the_line(text, apart) -> None:
    """Marks and rest are places in the line as it stands, in order, whatever was passed over."""
    for reading in read_labels(text, min(apart, len(text))):
        places = [place for mark in reading.marks for place in (mark.start, mark.end)]
        assert places == sorted(places)
        assert 0 <= places[0] < places[-1] <= reading.rest <= len(text)
        assert all(mark.start < mark.end for mark in reading.marks)
