"""Which words a level rule underlines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mouarchive.model import Box
from mouarchive.reading.redline import _height, _underlined
from mouarchive.reading.text.glyphs import Style
from mouarchive.reading.text.words import Word

EIGHTHS = st.integers(0, 800).map(lambda number: number / 8)
RULES = st.lists(st.builds(lambda x, y, wide: Box(x, y, x + wide, y + 0.5), EIGHTHS, EIGHTHS, EIGHTHS))


@given(rules=RULES, x=EIGHTHS, baseline=EIGHTHS)
def test_the_sorted_search_finds_what_looking_at_every_rule_finds(
    rules: list[Box], x: float, baseline: float
) -> None:
    """A word is underlined where any rule runs just below its baseline under most of it."""
    word = Word(
        "", "word", x, baseline - 8, x + 20, baseline + 2, baseline, Style(10, bold=False, italic=False)
    )
    expected = any(
        -0.5 <= _height(rule) - baseline <= 3 and min(rule.x1, x + 20) - max(rule.x0, x) >= 12
        for rule in rules
    )
    rules.sort(key=_height)
    assert _underlined(word, rules, [_height(rule) for rule in rules]) == expected
