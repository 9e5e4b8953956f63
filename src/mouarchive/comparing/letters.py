"""Words as single letters, so that fast character algorithms compare word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

__all__ = ["Letters"]

# CJK extension B first, then other ranges of assigned ideographs and syllables: all are letters to
# `str.isalnum` (diff-match-patch scores boundaries with it) and none is a surrogate. Past these 107,000
# any unused plane does.
_RANGES = ((0x20000, 0x2A6D6), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x30000, 0x3134A), (0x40000, 0x10FFFF))


class Letters:
    """A growing alphabet: each different word gets one letter, the same for all texts of one comparison."""

    __slots__ = ("_free", "_letters", "_words")

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._free: Iterator[int] = chain.from_iterable(range(*bounds) for bounds in _RANGES)

    def letter(self, word: str) -> str:
        """The letter of this word."""
        known = self._letters.get(word)
        if known is None:
            known = chr(next(self._free))
            self._letters[word] = known
            self._words[known] = word
        return known

    def encode(self, words: Iterable[str]) -> str:
        """One letter a word."""
        return "".join(map(self.letter, words))

    def word(self, letter: str) -> str:
        """The word of a letter; KeyError for a letter never given."""
        return self._words[letter]
