"""The forms of a text that people search and quote in, each with the way back to the text as extracted.

Made by the very rules of `normalise`, so that `search_map(t).text == search_text(t)` and
`layout_map(t).text == layout_form(t)`, whatever `t` is. They are not stored: a map follows from the text and
the rules alone, and is made where something was found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

import msgspec

from mouarchive.comparing.normalise import BLANK, BLANK_SHOWN, BULLET, LIGATURES, PLAIN, search_rules

__all__ = ["Mapped", "Run", "layout_map", "located", "mapped", "search_map"]

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SPACE = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"…|\.\.\.")


def search_map(text: str) -> Mapped:
    """The text as the search index holds it, with its map."""
    found = mapped(text).spelled(LIGATURES)
    for rule in search_rules():
        found = found.replaced(rule.pattern, rule.replacement)
    return found.stripped()


def layout_map(text: str) -> Mapped:
    """The text as a reader sees it, whatever the typesetter did, with its map."""
    found = mapped(text).replaced(BULLET, " ")
    if not found.text.isascii():
        found = found.edited(_composed(found.text))
        found = found.edited(
            (at, at + 1, plain)
            for at, char in enumerate(found.text)
            if (not char.isascii() or char == "`") and (plain := PLAIN[ord(char)]) != char
        )
    elif "`" in found.text:
        found = found.spelled({"`": "'"})
    return found.replaced(_SPACE, " ").stripped().replaced(BLANK, BLANK_SHOWN)


def located(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Where a quote stands in a text as extracted: one span, or one for each part that an ellipsis leaves.

    White space, quotation marks, dashes and ligatures make no difference; letters, case and digits do.
    Nothing where it does not stand there.
    """
    plain, at = layout_map(text), 0
    spans: list[tuple[int, int]] = []
    for piece in (layout_map(part).text for part in _ELLIPSIS.split(quote)):
        found = plain.text.find(piece, at)
        if found < 0:
            return ()
        at = found + len(piece)
        if piece:
            spans.append(plain.span(found, at))
    return tuple(spans)


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits that put letters and their accents together, as `unicodedata.normalize("NFC", text)` does.

    A letter is composed with the marks behind it, also an ASCII letter. Where a script composes in another
    way (Hangul), all of its run is one edit.
    """
    for match in _FOREIGN.finditer(text):
        start, end = match.span()
        if start and unicodedata.combining(text[start]):
            start -= 1
        whole = unicodedata.normalize("NFC", text[start:end])
        if whole == text[start:end]:
            continue
        edits = list(_clusters(text, start, end))
        if "".join(new for _, _, new in edits) != whole:
            edits = [(start, end, whole)]
        yield from (edit for edit in edits if text[edit[0] : edit[1]] != edit[2])


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A letter with the marks that follow it, each as one edit."""
    first = start
    for at in range(start + 1, end + 1):
        if at == end or not unicodedata.combining(text[at]):
            yield first, at, unicodedata.normalize("NFC", text[first:at])
            first = at


# ------------------------------------------------------------------ mapped


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
