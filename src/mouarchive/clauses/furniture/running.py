"""Running headers that name the section: each text stands once or twice, often on every other page only.

Repetition does not show them. What does: the line is parted from the text at the height of furniture, and
its words are a heading's that stands on this page or before it. A heading that merely comes first on its
page is not found a second time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    SAME_HEIGHT,
    SAME_SIZE,
    SHORT,
    Place,
    Reach,
    clusters,
    outermost,
    sheets_of,
)
from mouarchive.clauses.layout import Sheet
from mouarchive.model import Line

__all__ = ["section_heads"]

_SLOT = 0.6
"""Share of the pages, or of the left or the right ones, on which a line stands at a height."""
_NAMED = 0.6
"""Share of the lines at that height whose words are a heading's elsewhere."""
_LONGEST = 20
"""Words of a heading, at most."""
_BOLDER = 0.3
_LABEL = re.compile(r"\d+|[ivxlc]+|[a-z]")
_LABELLED = re.compile(r"\s*\d+\.\s")
_WORD = re.compile(r"[^\W_]+")
_CONTENTS = re.compile(r"(table\s+of\s+)?contents(\s+page)?\W*", re.IGNORECASE)
_Words = tuple[str, ...]
_Titles = dict[_Words, list[tuple[int, Line]]]


def section_heads(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines parted from the text that repeat a heading, at the height of `known` furniture or of a slot."""
    found: list[Place] = []
    for top in (True, False):
        some = [place for place in outermost(sheets, within, top=top) if place.key != NUMBER]
        wanted = {way for place in some for way in _said(place)}
        if not wanted:
            continue
        titles = _titles(sheets, {id(place.line) for place in some}, wanted)
        for cluster in clusters(some):
            named = [place for place in cluster if _repeats(place, titles)]
            if _is_slot(cluster, named, len(sheets)):
                found += [place for place in cluster if place in named or _like(place, named[0])]
            else:
                found += [place for place in named if _with_furniture(place, known)]
    return found


def _is_slot(cluster: Sequence[Place], named: Sequence[Place], pages: int) -> bool:
    """Whether lines stand at this height on most pages, or most left or right ones, and name sections."""
    on = sheets_of(cluster)
    sides = [(len(on), pages)]
    sides += [(sum(sheet % 2 == side for sheet in on), len(range(side, pages, 2))) for side in (0, 1)]
    often = any(count >= SHORT and count >= _SLOT * total for count, total in sides)
    return often and len(named) >= max(2, _NAMED * len(cluster))


def _like(one: Place, other: Place) -> bool:
    """Whether two lines are set in the same type."""
    alike = abs(one.line.size - other.line.size) <= SAME_SIZE
    return alike and abs(one.line.bold - other.line.bold) <= _BOLDER


def _with_furniture(place: Place, known: Sequence[Place]) -> bool:
    """Whether words recur at this height on other pages."""
    level = (
        other
        for other in known
        if other.top == place.top and abs(other.distance - place.distance) <= SAME_HEIGHT
    )
    return len(sheets_of(level) - {place.sheet}) > 1


# ------------------------------------------------------------------ headings and their words


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _said(place: Place) -> set[_Words]:
    """A line's words with and without a page number, where they are words and no mere label.

    A number with a full stop is a label's: `6. Costs` does not repeat the heading `2. Costs`.
    """
    words = _words(place.line.text)
    ways = {words}
    if words and words[0].isdecimal() and not _LABELLED.match(place.line.text):
        ways.add(words[1:])
    if words and words[-1].isdecimal():
        ways.add(words[:-1])
    # a word, not a label
    return {way for way in ways if any(len(word) > 2 and not word.isdecimal() for word in way)}  # noqa: PLR2004


def _repeats(place: Place, titles: _Titles) -> bool:
    """Whether a line's words, a page number aside, are a heading's on the same page or an earlier one.

    The heading is set at least as large and as bold as the line that repeats it.
    """
    return any(
        sheet <= place.sheet
        and line.size >= place.line.size - SAME_SIZE
        and line.bold >= place.line.bold - _BOLDER
        for way in _said(place)
        for sheet, line in titles.get(way, ())
    )


def _titles(sheets: Sequence[Sheet], besides: set[int], wanted: Collection[_Words]) -> _Titles:
    """Where the `wanted` words could be a heading, with or without its number; lists of contents left out."""
    found: _Titles = defaultdict(list)
    ends = {words[-1] for words in wanted}

    def enter(sheet: int, line: Line, words: _Words) -> None:
        # The ways to give a heading all end with its last word, but for a label alone.
        if 0 < len(words) <= _LONGEST and (words[-1] in ends or words[0] in KEYWORDS):
            for way in _ways(words):
                if way in wanted:
                    found[way].append((sheet, line))

    for index, sheet in enumerate(sheets):
        if any(_CONTENTS.fullmatch(line.text.strip()) for line in sheet.lines):
            continue
        lines = [line for line in sheet.lines if id(line) not in besides]
        rows = [_words(line.text) for line in lines]
        for line, row in zip(lines, rows, strict=True):
            enter(index, line, row)
        for (line, row), (_, more) in pairwise(zip(lines, rows, strict=True)):
            enter(index, line, row + more)
    return found


def _ways(words: _Words) -> Iterator[_Words]:
    """A heading's words as a running header may give them: whole, without its number, or its label alone."""
    yield words
    start = 1 if words[0] in KEYWORDS else 0
    end = start
    while end < min(len(words) - 1, start + 3) and _LABEL.fullmatch(words[end]):
        end += 1
    if end > start:
        yield words[end:]
        if start:
            yield words[: start + 1]
