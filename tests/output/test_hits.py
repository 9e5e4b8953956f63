"""What a search shows of a long clause."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.answers.hits import Hits, Scope, excerpt
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause

_COVERED = "blacked out in the other text"
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


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        (["substantive"], "1 change took away “nationality”"),
        (
            ["redaction"],
            "No change is known to have taken away “nationality”; of 1 it is not known: " + _COVERED,
        ),
        (
            ["substantive", "redaction"],
            "1 change took away “nationality”; of 1 more it is not known: blacked out in the other text",
        ),
    ],
)
def test_what_is_certain_and_what_is_not_known_are_counted_apart(classes, said):
    """Words that may stand under a black box were taken away by no change that is known."""
    found = []
    for name in classes:
        change = Change(
            ChangeKind.REMOVED, Clause("1", "1", None, "Nationality", 1, 1), None,
            change_class=ChangeClass(name), number=1,
        )  # fmt: skip
        found.append(SimpleNamespace(change=SimpleNamespace(change=change)))
    result = SimpleNamespace(
        hits=tuple(found), total=len(found), capped=False, words="nationality", mode="phrase"
    )
    answer = Hits(result, scope=Scope("removed"))

    assert answer.sentence == said
    assert any("further apart" in one for one in answer.cautions) == ("redaction" in classes)
