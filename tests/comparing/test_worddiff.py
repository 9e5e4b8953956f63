"""Redlines: exact both ways, in whole words, readable."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mouarchive.comparing import redline, worddiff
from mouarchive.comparing.normalise import same_layout
from mouarchive.model import Op


def sides(parts):
    old = "".join(part.text for part in parts if part.op is not Op.INSERT)
    new = "".join(part.text for part in parts if part.op is not Op.DELETE)
    return old, new


def shown(old, new):
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(marks[part.op].format(part.text) for part in redline(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param("same words", "same words", "same words", id="equal"),
        pytest.param("", "new", "{+new+}", id="all inserted"),
        pytest.param("old", "", "[-old-]", id="all deleted"),
        pytest.param("will not share it", "will share it", "will [-not -]share it", id="a word less"),
        pytest.param(
            "see 15.2.6 below",
            "see 15.2.5 below",
            "see [-15.2.6-]{+15.2.5+} below",
            id="a number stays whole",
        ),
        pytest.param(
            "it doesn't", "it don't", "it [-doesn't-]{+don't+}", id="an apostrophe is inside a word"
        ),
        pytest.param(
            "names of [redacted] staff",
            "names of Jane Doe staff",
            "names of [-[redacted]-]{+Jane Doe+} staff",
            id="a blacked-out span is one word",
        ),
        pytest.param(
            "alpha beta of gamma delta",
            "one two of three four",
            "[-alpha beta of gamma delta-]{+one two of three four+}",
            id="an island of one word is drawn into the edits around it",
        ),
        pytest.param(
            "the infor- mation is here",
            "the information is there",
            "the [-infor- mation-]{+information+} is [-here-]{+there+}",
            id="layout keeps to itself beside a change",
        ),
    ],
)
def test_redline(old, new, expected):
    """What a lawyer would mark, word by word."""
    assert shown(old, new) == expected


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "data",
            "will",
            "not",
            "be",
            "shared",
            "15.2.6",
            ";",
            "“MoU”",
            "infor-",
            "mation",
            "[redacted]",
            "\n",
        ]
    )
).map(" ".join)


@given(st.one_of(st.text(), WORDS), st.one_of(st.text(), WORDS))
def test_both_texts_are_rebuilt_exactly(old, new):
    """Equal and deleted parts give the old text, equal and inserted parts the new one, to the character."""
    parts = redline(old, new)
    assert sides(parts) == (old, new)
    assert all(part.text for part in parts)


@given(WORDS, WORDS)
def test_no_edit_means_the_same_text(old, new):
    """A redline without deletions and insertions is one of equal texts, and the other way round."""
    assert all(part.op is Op.EQUAL for part in redline(old, new)) is (old == new)


@given(WORDS)
def test_layout_alone_never_shows_a_word_as_changed(text):
    """Where texts differ in white space alone, no word is marked as another word."""
    other = text.replace(" ", "\n ")
    assert same_layout(text, other)
    edits = [part for part in redline(text, other) if part.op is not Op.EQUAL]
    assert all(same_layout(gone.text, come.text) for gone, come in zip(edits[::2], edits[1::2], strict=True))


def test_long_texts_take_the_linear_way_and_stay_exact():
    """Above 3,000 words a side the result is still exact, and does not take long."""
    chance = random.Random(4)  # noqa: S311 - test data
    old = [chance.choice(["alpha", "beta", "gamma", "delta", "epsilon"]) + str(k % 97) for k in range(12_000)]
    new = [word for word in old if chance.random() > 0.1]
    assert sides(redline(" ".join(old), " ".join(new))) == (" ".join(old), " ".join(new))


def test_huge_texts_are_compared_by_paragraph(monkeypatch):
    """Above the limit on characters whole paragraphs are marked."""
    monkeypatch.setattr(worddiff, "COMPARING", replace(worddiff.COMPARING, coarse=20))
    parts = redline("first line\nsecond line\nthird", "first line\nsecond verse\nthird")
    assert [(part.op.value, part.text) for part in parts] == [
        ("equal", "first line\n"),
        ("delete", "second line\n"),
        ("insert", "second verse\n"),
        ("equal", "third"),
    ]
