"""Running lines of two parts: one is the same on every page, the other names the section.

    Contract for the survey of jetties                    9. General      parted by white space
    2. Stores - Order 1903                                                parted by a dash

No two of them need be the same, so that repetition of whole lines does not show them; that of their parts
does. Digits are left out, and a part that is a number or a mere label shows nothing. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    SAME_HEIGHT,
    SAME_SIZE,
    SHORT,
    Place,
    Reach,
    key_of,
    outermost,
    sheets_of,
)
from mouarchive.clauses.layout import Sheet
from mouarchive.model import Line

__all__ = ["lines_in_parts"]

_REPEATED = 0.4
"""Share of the pages on which a part must recur at the same height and on the same edge."""
_USUAL = 0.6
"""The same where the lines are set like the text and no two are the same, as headings are."""
_BOLD = 0.5
_LETTERS = 5
"""Letters of a part that shows something, at least."""
_SEPARATOR = re.compile(r"\s+[\u2013\u2014\u00b7\u2022/|-]+\s+")


class _Part(msgspec.Struct, frozen=True):
    """A part of a line near an edge: its words without digits, and the extent that it is aligned by.

    A part before or behind a dash has the extent of what the white space on either side leaves.
    """

    place: Place
    key: str
    x0: float
    x1: float


def lines_in_parts(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines parted from the text one part of which stands at that height of many pages."""
    found: list[Place] = []
    size = _usual_size(sheets)
    for top in (True, False):
        edge = outermost(sheets, within, top=top)
        by_key = defaultdict[str, list[_Part]](list)
        for part in _parts([*edge, *(place for place in known if place.top == top)]):
            by_key[part.key].append(part)
        for same in by_key.values():
            found += [
                one.place
                for one in same
                if one.place in edge and _recurs([two for two in same if _level(one, two)], len(sheets), size)
            ]
    return found


def _recurs(same: Sequence[_Part], pages: int, size: float) -> bool:
    """Whether a part stands on enough pages; lines in the text's type that all differ may be headings.

    In larger type, or in bold, they are.
    """
    lines = [part.place.line for part in same]
    on = sheets_of(part.place for part in same)
    least = min(pages, SHORT) if pages > 2 else 2  # noqa: PLR2004 - both of two pages
    small = all(line.size <= size - SAME_SIZE for line in lines)
    if small or len({line.text for line in lines}) < len(on):
        return len(on) >= max(least, _REPEATED * pages)
    plain = all(line.size <= size + SAME_SIZE and line.bold <= _BOLD for line in lines)
    return plain and len(on) >= max(least, _USUAL * pages)


def _level(one: _Part, other: _Part) -> bool:
    """Whether two parts stand at the same height in the same type, flush with each other or centred."""
    return (
        abs(one.place.distance - other.place.distance) <= SAME_HEIGHT
        and abs(one.place.line.size - other.place.line.size) <= SAME_SIZE
        and (
            abs(one.x0 - other.x0) <= SAME_HEIGHT
            or abs(one.x1 - other.x1) <= SAME_HEIGHT
            or abs(one.x0 + one.x1 - other.x0 - other.x1) <= 2 * SAME_HEIGHT
        )
    )


def _parts(some: Iterable[Place]) -> Iterator[_Part]:
    """The parts of lines that hold words and are no labels."""
    for place in some:
        for text, x0, x1 in _pieces(place.line):
            for part in _SEPARATOR.split(text):
                key = key_of(part)
                if key != NUMBER and key not in KEYWORDS and sum(map(str.isalpha, key)) >= _LETTERS:
                    yield _Part(place, key, x0, x1)


def _pieces(line: Line) -> Iterator[tuple[str, float, float]]:
    """What white space parts, with its extent."""
    if not line.spans:
        yield line.text, line.box.x0, line.box.x1
    for span in line.spans:
        yield line.text[span.start : span.end], span.x0, span.x1


def _usual_size(sheets: Sequence[Sheet]) -> float:
    """The size of type that most of the letters are set in."""
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)
