"""What is usual in a document: the yardsticks for "larger", "apart", "a full line"."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence

import msgspec

from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.model import Aside, Line

__all__ = ["Measures", "fold", "is_heading_type", "measure", "readable"]


class Measures(msgspec.Struct, frozen=True):
    """Usual body size, left and right edge of the text and step between baselines, in points."""

    size: float
    left: float
    right: float
    step: float

    @property
    def width(self) -> float:
        """Width of a full line of text."""
        return max(1.0, self.right - self.left)

    def fills(self, line: Line, short: float = 0.0) -> bool:
        """Whether a line reaches the right edge (less `short` points), so that it was wrapped there."""
        return line.box.x1 >= self.left + MEASURES.full * self.width - short


def fold(text: str) -> str:
    """Text for comparing titles and labels: small letters, single spaces, no end punctuation."""
    return re.sub(r"[\s\u200b\u00ad]+", " ", text).strip(" .:\u2013\u2014-").casefold()


def measure(body: Sequence[BodyLine]) -> Measures:
    """What is usual in this body; harmless defaults where there is none."""
    lines = [item.line for item in body if item.line.text.strip()]
    if not lines:
        return Measures(1.0, 0.0, 1.0, 1.0)
    sizes: dict[float, int] = {}
    for line in lines:
        key = round(line.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + len(line.text)
    size = max(sizes, key=lambda key: (sizes[key], -key))
    ends = sorted(line.box.x1 for line in lines)
    starts = sorted(line.box.x0 for line in lines)
    right = ends[int(len(ends) * 0.93)] if len(ends) > 1 else ends[0]
    left = starts[int(len(starts) * 0.05)]
    steps = [
        round(after.baseline - before.baseline, 1)
        for before, after in itertools.pairwise(lines)
        if before.page == after.page
        and 0 < after.baseline - before.baseline < MEASURES.spread * size
        and before.box.x1 > left + MEASURES.full * (right - left)
    ]
    step = statistics.median(steps) if len(steps) >= MEASURES.wrapped else size * MEASURES.leading
    return Measures(size, left, right, step)


def is_heading_type(line: Line, usual: Measures) -> bool:
    """Whether a line is set as a heading: bold or larger than the text, and short."""
    short = len(line.text.split()) <= MEASURES.heading_words
    return short and (line.bold > MEASURES.bold or line.size > usual.size + MEASURES.larger)


def readable(
    body: Sequence[BodyLine], unusable: frozenset[int]
) -> tuple[tuple[BodyLine, ...], tuple[Aside, ...]]:
    """The lines of pages whose text can be relied on, and the others set aside as they are.

    A page that only lacks common English words is read all the same if its letters look like words: it may
    be in another language.
    """
    texts: dict[int, str] = {}
    for item in body:
        if item.line.page in unusable:
            texts[item.line.page] = texts.get(item.line.page, "") + item.line.text
    lost = {page for page, text in texts.items() if not _looks_like_words(text)}
    unread = (item.line for item in body if item.line.page in lost)
    return (
        tuple(item for item in body if item.line.page not in lost),
        tuple(Aside("unreadable", line.text, line.page, line.box) for line in unread),
    )


def _looks_like_words(text: str) -> bool:
    """Enough small letters of the Latin alphabet, with as many vowels as languages have."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.isascii() and letter.islower() for letter in letters)
    vowels = sum(letter in "aeiouyAEIOUY" for letter in letters)
    return (
        bool(letters)
        and small > MEASURES.small_letters * len(letters)
        and MEASURES.vowels[0] < vowels / len(letters) < MEASURES.vowels[1]
    )
