"""Where a line is cut into the cells it may hold, and where only a sentence ends."""

from __future__ import annotations

import pytest

from mouarchive.clauses.pieces import phrases


@pytest.mark.parametrize(
    ("first", "gap", "second", "parts"),
    [
        ("It is given in writing.", 6, "[The Act]", 1),
        ("as it stood (in 2015).", 6, "The Parties", 1),
        ("It is given in writing.", 8, "[The Act]", 2),
        ("1.", 6, "Purpose", 2),
        ("1.1.", 6, "Each Party", 2),
        ("(a)", 6, "Each Party", 2),
        ("Reference", 6, "Name", 2),
        ("it is affected.", 6, "and so on", 2),
    ],
)
def test_a_wider_space_after_a_sentence_parts_nothing(printed, first, gap, second, parts):
    """Ten-point words are kept together over a gap of six points only behind a sentence, before a capital."""
    line = printed.line((70, first), (70 + 5 * len(first) + gap, second), y=100)
    assert len(phrases(line)) == parts
    assert "".join("".join(part.text.split()) for part in phrases(line)) == "".join(line.text.split())
