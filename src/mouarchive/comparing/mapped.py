"""A text made plain that knows, for each of its characters, where it stands in the text it was made from.

    source   the fol-⏎lowing in\u00adfor\ufb01ed words        as extracted: what is quoted
    text     the following informed words             made plain: where things are found
    runs     [start, source, length, source length]   a few numbers for a clause, not one for each letter

Every edit of the text is an edit of the map, so that a chain of them (ligatures, then hyphens, then white
space) still leads back to the source. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import msgspec

__all__ = ["Mapped", "Run", "mapped", "well_formed"]


class Run(NamedTuple):
    """`length` characters from `start` on, made from `source_length` characters of the source.

    Where both lengths are the same, the characters correspond one by one; else all of them to all.
    """

    start: int
    source: int
    length: int
    source_length: int

    @property
    def exact(self) -> bool:
        """Whether each character has one of its own in the source."""
        return self.length == self.source_length


class Mapped(msgspec.Struct, frozen=True):
    """A text and the way back to its source. The runs follow each other and leave out no character of `text`.

    What was left out of the source lies between two runs, so that a quote never takes in what stands beside
    it, such as a footnote's mark.
    """

    source: str
    text: str
    runs: tuple[Run, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source, as start and end; empty spans have an empty place.

        Raises IndexError for a span outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        if start == end:
            at = self._first(start) if start < len(self.text) else len(self.source)
            return at, at
        last = self._run(end - 1)
        stop = last.source + (end - last.start if last.exact else last.source_length)
        return self._first(start), stop

    def quote(self, start: int, end: int) -> str:
        """The words of the source that `text[start:end]` was made from, as extracted."""
        return self.source[slice(*self.span(start, end))]

    def replaced(self, pattern: re.Pattern[str], new: str) -> Mapped:
        """As `pattern.sub(new, text)`; `new` stands for itself, without references to groups."""
        return self.edited(
            (*match.span(), new) for match in pattern.finditer(self.text) if match.group() != new
        )

    def spelled(self, spelling: Mapping[str, str]) -> Mapped:
        """Each character that has a spelling is replaced by it, be it longer, shorter or empty."""
        if not any(char in self.text for char in spelling):
            return self
        edits = ((at, at + 1, spelling.get(char, char)) for at, char in enumerate(self.text))
        return self.edited(edit for edit in edits if edit[2] != self.text[edit[0]])

    def stripped(self) -> Mapped:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = max(start, len(self.text.rstrip()))
        return self.edited([(0, start, ""), (end, len(self.text), "")])

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> Mapped:
        """The text with `text[start:end]` replaced, for each (start, end, new) in order of place."""
        parts: list[str] = []
        made = _Made()
        at = 0
        for start, end, new in edits:
            parts += [self.text[at:start], new]
            made.add(self._within(at, start))
            if new and start < end:
                first, last = self.span(start, end)
                made.add([(first, len(new), last - first)])
            elif new:
                raise ValueError("a map has no place for what comes out of nothing")
            at = end
        if not parts:
            return self
        made.add(self._within(at, len(self.text)))
        return Mapped(self.source, "".join((*parts, self.text[at:])), tuple(made.runs))

    def _run(self, at: int) -> Run:
        return self.runs[bisect_right(self.runs, at, key=attrgetter("start")) - 1]

    def _first(self, at: int) -> int:
        run = self._run(at)
        return run.source + (at - run.start if run.exact else 0)

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """What the runs say of a part of the text: source, length and source length."""
        if start >= end:
            return
        first = bisect_right(self.runs, start, key=attrgetter("start")) - 1
        for run in self.runs[first:]:
            if run.start >= end:
                return
            low, high = max(start, run.start), min(end, run.start + run.length)
            if run.exact:
                yield run.source + low - run.start, high - low, high - low
            else:
                yield run.source, high - low, run.source_length


class _Made:
    """Runs as they are put together: neighbours that go on one by one are one run."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._end = 0

    def add(self, parts: Iterable[tuple[int, int, int]]) -> None:
        for source, length, source_length in parts:
            last = self.runs[-1] if self.runs else None
            exact = length == source_length
            if last and exact and last.exact and last.source + last.length == source:
                self.runs[-1] = last._replace(length=last.length + length, source_length=last.length + length)
            else:
                self.runs.append(Run(self._end, source, length, source_length))
            self._end += length


def mapped(source: str) -> Mapped:
    """A text as its own source: where every chain of edits begins."""
    return Mapped(source, source, (Run(0, 0, len(source), len(source)),) if source else ())


def well_formed(it: Mapped) -> bool:
    """Whether the runs tile the text in order and never go back in the source: what every edit keeps."""
    if not it.runs:
        return not it.text
    last = it.runs[-1]
    whole = it.runs[0].start == 0 and last.start + last.length == len(it.text)
    inside = last.source + last.source_length <= len(it.source)
    joined = all(a.start + a.length == b.start for a, b in pairwise(it.runs))
    return whole and inside and joined and all(_forward(it, run.start) for run in it.runs[1:])


def _forward(it: Mapped, at: int) -> bool:
    """Whether a character neither begins nor ends before the one before it does.

    Two may share a character of the source, as the letters of a ligature do.
    """
    before, after = it.span(at - 1, at), it.span(at, at + 1)
    return before[0] <= after[0] and before[1] <= after[1]
