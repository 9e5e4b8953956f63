"""Where a line is cut into the cells it may hold, and where only a sentence ends."""

from __future__ import annotations

import pytest

from mouarchive.clauses.layout import sort_lines
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


def test_the_space_after_a_sentence_parts_no_cells(printed):
    """A wider space after a full stop, inside a cell of a glossary, does not end the table."""
    glossary = [
        [(70, "Access"), (220, "Leave to read what the register holds.")],
        [(220, "It is given in writing.")],
        [(70, "Extract"), (220, "What is taken from the register at a time.")],
        [(70, "Ledger"), (220, "The book of all extracts in their order.")],
    ]
    lines = [printed.line(*cells, y=200 + 14 * row) for row, cells in enumerate(glossary)]
    words = "It is given in writing."
    second = (220 + 5 * len(words) + 5, "[The Act]")
    lines[1] = printed.line((220, words), second, y=214)
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert [item.cells for item in layout.body] == [
        ("Access", "Leave to read what the register holds. It is given in writing. [The Act]"),
        ("Extract", "What is taken from the register at a time."),
        ("Ledger", "The book of all extracts in their order."),
    ]
