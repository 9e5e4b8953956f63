"""What the worker tells its parent arrives whole, in order, however the pipe cuts it up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.model import Box, Line, Page, Quality, Rule, Span
from mouarchive.reading.process.wire import framed, unframed
from mouarchive.reading.process.worker import must_be_measured

LINE = Line("one", 1, Box(72, 90, 90, 102), 100.0, 11.0, spans=(Span(0, 3, 72, 90, 11.0, bold=False),))
PAGE = Page(
    1, 595.0, 842.0, (LINE,), Quality("test", 3), rules=(Rule(Box(72, 50, 300, 50.5), horizontal=True),)
)


@given(st.lists(st.binary(max_size=300)), st.integers(1, 70))
def test_messages_arrive_as_they_were_sent(messages: list[bytes], piece: int) -> None:
    """A pipe may hand over half a message or three at once; each comes out once, whole, in its order."""
    sent = b"".join(map(framed, messages))
    buffer, arrived = bytearray(), list[bytes]()
    for at in range(0, len(sent), piece):
        buffer += sent[at : at + piece]
        arrived += unframed(buffer)
    assert arrived == messages
    assert not buffer


def test_half_a_message_stays_until_its_rest_comes() -> None:
    """Where the worker dies in the middle of a message, what it said of it is left over and told apart."""
    buffer = bytearray(framed(b"whole") + framed(b"cut short")[:-1])
    assert list(unframed(buffer)) == [b"whole"]
    assert buffer.endswith(b"cut shor")


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_page_with_measures_that_are_no_numbers_is_refused(wrong: float) -> None:
    """A file can name sizes beyond all numbers: such a page is marked as unread, and none is built on it."""
    must_be_measured(PAGE)
    for page in (
        replace(PAGE, width=wrong),
        replace(PAGE, lines=(replace(LINE, baseline=wrong),)),
        replace(PAGE, lines=(replace(LINE, box=replace(LINE.box, x1=wrong)),)),
        replace(PAGE, lines=(replace(LINE, spans=(replace(LINE.spans[0], x0=wrong),)),)),
        replace(PAGE, filled=(Box(0, wrong, 10, 10),)),
    ):
        with pytest.raises(ValueError, match="no numbers"):
            must_be_measured(page)
