"""White space between the words of a piece: what the file leaves out, and what letter-spaced type puts in."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mouarchive.reading.text.words import Word

__all__ = ["REPAIRED", "settle_spaces"]

REPAIRED: Final = "\x00"
"""What stands before a word where a gap was found and no white space: not yet settled what it means."""

_LETTER_SPACED_SHARE = 0.4
_LEAST_PATTERN = 2
_SPELT = 4
_LEAST_GAP_EM = 0.1
_WIDEST_GAP_EM = 0.9
# A gap between two words of letter-spaced type is wider than this many of those between its letters.
_EVEN = 1.6


def settle_spaces(words: list[Word]) -> list[Word]:
    """Turn the gaps found between letters into spaces, or into nothing where the type is letter-spaced.

    Between two words of letter-spaced type the gap is wider than between two letters.
    """
    gaps = [word.lead for word in words].count(REPAIRED)
    if not gaps:
        if len(words) >= _SPELT and len(words[-1].text) == len(words[-2].text) == 1:
            return _unspelt(words)
        return words
    pairs = sum(len(word.text) - 1 for word in words) + gaps
    if gaps < _LEAST_PATTERN or gaps < _LETTER_SPACED_SHARE * pairs:
        return [word._replace(lead=" ") if word.lead == REPAIRED else word for word in words]
    widths = [after.x0 - word.x1 for word, after in pairwise(words) if after.lead == REPAIRED]
    widest = _EVEN * max(median(widths), _LEAST_GAP_EM * words[0].style.size)
    return _join_letters(words, widest)


def _unspelt(words: list[Word]) -> list[Word]:
    """A heading spelt with a blank between each two letters, as words: `1. R E L I E F`.

    Only where a piece has no other words, but for its label, and its gaps are even; a row of letters that
    count on (A B C D) is a row of letters.
    """
    first = len(words)
    while first and len(words[first - 1].text) == 1 and words[first - 1].text.isalpha():
        first -= 1
    spelt = words[first:]
    letters = "".join(word.text for word in spelt)
    counting = all(ord(after) - ord(letter) == 1 for letter, after in pairwise(letters))
    if len(set(letters)) < _SPELT - 1 or counting or any(word.text[:2].isalpha() for word in words[:first]):
        return words
    widths = [after.x0 - word.x1 for word, after in pairwise(spelt)]
    usual = median(widths)
    if not _LEAST_GAP_EM <= usual / max(1.0, spelt[0].style.size) <= _WIDEST_GAP_EM:
        return words
    near = [spelt[0], *(word._replace(lead=REPAIRED) for word in spelt[1:])]
    return [*words[:first], *_join_letters(near, _EVEN * usual)]


def _join_letters(words: list[Word], widest: float) -> list[Word]:
    """Join what gaps that are no wider, in points, part; a space stands for each wider one."""
    joined: list[Word] = []
    for word in words:
        if word.lead == REPAIRED and joined and word.x0 - joined[-1].x1 <= widest:
            before = joined[-1]
            joined[-1] = before._replace(
                text=before.text + word.text,
                glyphs=(before.glyphs[0], word.glyphs[1]),
                x1=max(before.x1, word.x1),
                y0=min(before.y0, word.y0),
                y1=max(before.y1, word.y1),
            )
        else:
            joined.append(word._replace(lead=" ") if word.lead == REPAIRED else word)
    return joined
