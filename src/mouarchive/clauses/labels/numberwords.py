"""Numbers in words, as agreements write them before the same number in figures: `thirty (30) days`."""

from __future__ import annotations

import re

__all__ = ["number_at_end"]

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: number for number, word in enumerate(_UNITS, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
_HUNDRED = 100
_NUMBER = re.compile(rf"(?:\b(?:{'|'.join((*_VALUES, 'hundred', 'and'))})\b[\s-]*)+$", re.IGNORECASE)


def number_at_end(text: str) -> int | None:
    """The number below a thousand that a text ends with in words, None where it ends otherwise.

    >>> number_at_end("within the preceding twelve"), number_at_end("not less than one hundred and eighty")
    (12, 180)
    >>> number_at_end("the first twenty-four "), number_at_end("of the twelve months")
    (24, None)
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    total = 0
    for word in re.split(r"[\s-]+", found[0].casefold().strip(" -")):
        if word == "hundred":
            total = max(total, 1) * _HUNDRED
        elif word == "and" and total < _HUNDRED:
            total = 0  # the two and twelve: only what stands last is one number
        else:
            total += _VALUES.get(word, 0)
    return total or None
