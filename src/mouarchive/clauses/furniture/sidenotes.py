"""Side notes cut off from the text beside them: small words in the margin at the height of a clause.

    Duty to     1.   The keeper shall light the lamp     statutes, and agreements drawn up like them, have
    light            at dusk.                            them instead of headings

A side note is set smaller than the text, wholly outside its left or right edge, and begins beside a line of
it. Lengths are in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mouarchive.clauses.layout import Sheet, aside, cut, pieces
from mouarchive.model import Aside, Line

__all__ = ["set_aside_side_notes"]

_SMALLER = 0.85
"""Side notes are set in at most this share of the text's size."""
_APART = 5.0
_SAME_EDGE = 4.0
_FEWEST = 3
"""Side notes of a page that begin beside lines of text, or lines that show where the text's edges are."""
_LETTERS = 3


def set_aside_side_notes(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Aside]]:
    """Cut side notes off the sheets; `size` is the size of the document's text."""
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        notes = _notes(sheet, size)
        lines: list[Line] = []
        for line in sheet.lines:
            text, found = _parted(line, notes)
            lines += text
            asides += (aside(note, "side-note") for note in found)
        left.append(Sheet(sheet.page, tuple(lines)) if notes else sheet)
    return left, asides


def _notes(sheet: Sheet, size: float) -> frozenset[tuple[float, float]]:
    """Where the page's side notes stand, left edge and baseline; none where too few begin beside text."""
    parts = [part for line in sheet.lines for part in pieces(line)]
    text = [part for part in parts if part.size > _SMALLER * size]
    small = [part for part in parts if part.size <= _SMALLER * size and part.text.strip()]
    first = _edge(part.box.x0 for part in text)
    last = _edge(-part.box.x1 for part in text)
    if not small or first is None or last is None:
        return frozenset()
    found = set[tuple[float, float]]()
    for column in (
        [part for part in small if part.box.x1 <= first - _APART],
        [part for part in small if part.box.x0 >= _APART - last],
    ):
        beside = [part for part in column if _begins_beside(part, text)]
        if len(beside) >= _FEWEST and _in_one_column(column):
            found |= {_place(part) for part in column}
    return frozenset(found)


def _edge(places: Iterable[float]) -> float | None:
    """The least place near which several lines of the text begin."""
    found = sorted(places)
    return next(
        (low for low, high in zip(found, found[_FEWEST - 1 :], strict=False) if high - low < _SAME_EDGE), None
    )


def _begins_beside(note: Line, text: Sequence[Line]) -> bool:
    """Whether a note of some letters begins on the baseline of a line of the text.

    Sums such as `GBP 100,000` have more figures than letters: they are the clause's own, for all their size.
    """
    letters = sum(letter.isalpha() for letter in note.text)
    worded = letters >= _LETTERS and letters > sum(letter.isdigit() for letter in note.text)
    return worded and any(abs(part.baseline - note.baseline) < note.size / 2 for part in text)


def _in_one_column(column: Sequence[Line]) -> bool:
    """Whether most notes begin at one edge, or end at one."""
    begins = Counter(round(part.box.x0 / _SAME_EDGE) for part in column)
    ends = Counter(round(part.box.x1 / _SAME_EDGE) for part in column)
    return 2 * max(*begins.values(), *ends.values()) > len(column)


def _place(part: Line) -> tuple[float, float]:
    return (part.box.x0, part.baseline)


def _parted(line: Line, notes: frozenset[tuple[float, float]]) -> tuple[list[Line], list[Line]]:
    """What is left of a line, and its side notes: they stand at its beginning or at its end."""
    parts = pieces(line) if notes else ()
    beside = [_place(part) in notes for part in parts]
    if not any(beside):
        return [line], []
    kept = [number for number, one in enumerate(beside) if not one]
    found = [part for part, one in zip(parts, beside, strict=True) if one]
    if not kept:
        return [], found
    ends = [
        span.end for span in line.spans if span.end > span.start and line.text[span.start : span.end].strip()
    ]
    starts = [span.start for span in line.spans if line.text[span.start : span.end].strip()]
    return [cut(line, starts[kept[0]], ends[kept[-1]])], found
