"""How bold a text is, its label left aside."""

from __future__ import annotations

import pytest

from mouarchive.clauses.text.joining import text_weight


@pytest.mark.parametrize(
    ("drawing", "weight"),
    [
        ("*1.1  Fees*", 1.0),
        ("1.1  *Fees*", 1.0),
        ("*1.1*  Fees", 0.0),
        ("1.1  Fees", 0.0),
        ("*Fees*", 1.0),
        ("1.1  *Fees* paid", 0.5),
        ("*1.1  Fees* paid", 0.5),
        ("*1.1*", 1.0),
    ],
)
def test_the_label_does_not_count(layout_of, drawing, weight):
    """The share of bold letters is that of the words after the label, whether it is bold or not."""
    assert text_weight(layout_of(drawing).body[0].line) == pytest.approx(weight)
