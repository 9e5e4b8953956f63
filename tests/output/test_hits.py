"""What a search shows of a long clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.answers.hits import excerpt

LONG = "word " * 100


@pytest.mark.parametrize(
    ("words", "spans", "shown"),
    [
        ("a short clause", [(2, 7)], "a *short* clause"),
        ("two hits here", [(0, 3), (9, 13)], "*two* hits *here*"),
        (LONG + "found " + LONG, [(500, 505)], "… " + "word " * 16 + "*found* " + "word " * 16 + "…"),
        ("number only", [], "number only"),
    ],
)
def test_excerpt(words, spans, shown):
    """The passage is shown with some words on either side, cut between words."""
    pieces = excerpt(words, spans)
    marked = "".join(f"*{text}*" if sought else text for text, sought in pieces)

    assert " ".join(marked.split()) == " ".join(shown.split())


@given(st.text("ab \n", max_size=400), st.data())
def test_excerpts_only_quote(words, data):
    """Whatever is cut, what is shown stands in the clause, in order."""
    ends = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=6)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    text = "".join(text for text, _ in excerpt(words, spans)).removeprefix("… ").removesuffix(" …")

    assert text in words
