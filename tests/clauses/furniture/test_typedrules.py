"""Lines of signs that draw a rule are no words of a clause."""

from __future__ import annotations

import pytest

from mouarchive.clauses.sorting import sort_lines


@pytest.mark.parametrize(
    "rule", ["--------------------", "=====", "- - - - - - -", "+------+-------+", "\u2500" * 20]
)
def test_a_rule_of_signs_is_set_aside(printed, rule):
    """What a typist draws under a heading belongs to no heading, and is not lost either."""
    lines = [
        printed.line((70, "2."), (100, "Meaning of words"), y=100),
        printed.line((70, rule), y=112),
        printed.line((70, "2.1"), (100, "In this agreement words have their meaning."), y=130),
    ]
    layout = sort_lines(printed.document(printed.page(1, *lines)))
    assert printed.body(layout) == ["2. Meaning of words", "2.1 In this agreement words have their meaning."]
    assert printed.set_aside(layout, "rule") == [rule]


@pytest.mark.parametrize(
    "text", ["____________", "* * *", "----", "- the date of birth", "Signed ------------"]
)
def test_blanks_and_words_stay(printed, text):
    """Underscores are blanks to be filled in; a dash before words is a bullet; four signs are too few."""
    made = printed.page(1, *printed.prose(100, 3), printed.line((70, text), y=160))
    assert " ".join(text.split()) in printed.body(sort_lines(printed.document(made)))
