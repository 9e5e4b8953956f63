"""Whether two texts are about the same thing: the rare word beginnings that they share.

Who rewrites a clause changes its words and keeps its matter: "records are destroyed six months after the case
is closed" and "once half a year has passed since an enquiry ended, its papers are shredded" have no run of
words in common. So words are taken for the notion that they are one word of, others are cut to their first
letters ("household", "householder"), the small words of the language are left out, and a word counts the more
the fewer clauses of the two versions hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log

from mouarchive.comparing.alignment.concepts import notion
from mouarchive.comparing.alignment.prepare import Side

__all__ = ["Subjects"]

_LETTERS = 4
_SMALL_WORDS = """
a about above after all also an and any are as at be because been before below between both but by can
could did do does down during each every for from had has have he her his how if in into is it its may
might more must no nor not of off on once only or other our out over own same shall she should so some
such than that the their them then there these they this those through to too two one under until up upon
us very was we were what when where whether which while who whom whose why will with within without would
you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())


class Subjects:
    """Shared matter of an old and a new clause; how rare a word is is counted over both versions.

    Takes time in proportion to the words of both, so it is made where there is a question only.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = (old, new)
        self._known: dict[str, frozenset[str]] = {}
        self._held: Counter[str] = Counter()
        self._clauses = len(old) + len(new)
        for side in self._sides:
            for forms in side.forms:
                self._held.update(self._stems(forms.form, forms.words))

    def common(self, i: int, j: int) -> float:
        """Share of their matter that old clause `i` and new clause `j` have in common, 0..1."""
        mine, theirs = (
            self._stems(forms.form, forms.words)
            for forms in (self._sides[0].forms[i], self._sides[1].forms[j])
        )
        whole = self._weight(mine) + self._weight(theirs)
        return 2 * self._weight(mine & theirs) / whole if whole > 0 else 0.0

    def figure_in_common(self, i: int, j: int) -> bool:
        """Whether both name one figure: a sum, a time in digits, the number of a schedule."""
        mine, theirs = (set(side.forms[at].words) for side, at in zip(self._sides, (i, j), strict=True))
        return any(letter.isdigit() for word in mine & theirs for letter in word)

    def _stems(self, form: str, words: Iterable[str]) -> frozenset[str]:
        if form not in self._known:
            self._known[form] = frozenset(filter(None, map(_stem, words)))
        return self._known[form]

    def _weight(self, stems: frozenset[str]) -> float:
        """Sum of rarities, in one order whatever the hash seed."""
        rarity = (log((self._clauses + 1) / (self._held[stem] + 0.5)) for stem in sorted(stems))
        return sum(max(0.0, each) for each in rarity)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str | None:
    """The beginning that forms of one word share; a number as it is; None for what means nothing alone."""
    if word in _SMALL:
        return None
    if any(letter.isdigit() for letter in word):
        return word
    letters = "".join(letter for letter in word if letter.isalpha())
    known = notion(letters)
    if known is not None:
        return known
    return letters[:_LETTERS] if len(letters) > 2 else None  # noqa: PLR2004 - "dsf" yes, "mr" no
