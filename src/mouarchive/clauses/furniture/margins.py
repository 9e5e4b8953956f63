"""What stands beside or behind the text: rules made of signs, balloons, stamps, watermarks, side notes.

    2.  Meaning of words
    --------------------        a rule under a heading, as typewriters have it, no word of it
    +--------+---------+        the edge of a table drawn with signs

    Duty to     1.   The keeper shall light the lamp     a side note: statutes, and agreements drawn up
    light            at dusk.                            like them, have them instead of headings

A side note is set smaller than the text, wholly outside its left or right edge, and begins beside a line of
it. Margin line numbers are found in `linenumbers`. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from mouarchive.clauses.furniture.furniture_rules import FURNITURE, MARGINS
from mouarchive.clauses.layout import Sheet, aside, cut, pieces
from mouarchive.model import Aside, Line

__all__ = [
    "set_aside_balloons",
    "set_aside_side_notes",
    "set_aside_turned",
    "set_aside_typed_rules",
    "set_aside_watermarks",
]

_RULE = re.compile(r"\s*[-=~*+\u2010-\u2015\u2500-\u257f](?:\s?[-=~*+|\u2010-\u2015\u2500-\u257f]){4,}\s*")
_BALLOON = re.compile(
    r"(deleted|formatted(\s+table)?|comment(ed)?|inserted|moved)\b\s*(\[[^\]]*\]|[\w (),]*)\s*:",
    re.IGNORECASE,
)


def set_aside_typed_rules(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take off lines of five or more signs that draw a rule, and nothing else."""
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        rules = [line for line in sheet.lines if _RULE.fullmatch(line.text)]
        asides.extend(aside(line, "rule") for line in rules)
        left.append(sheet.without(rules))
    return left, asides


# ------------------------------------------------------------------ balloons


def set_aside_balloons(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Cut reviewers' balloons ("Deleted: …") out of a right-hand margin, with the lines they run on over."""
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        if not any(":" in line.text and _BALLOON.search(line.text) for line in sheet.lines):
            left.append(sheet)
            continue
        parts = [(line, pieces(line)) for line in sheet.lines]
        starts = [
            part.box.x0
            for _, cells in parts
            for part in cells
            if part.box.x0 > MARGINS.balloons * sheet.page.width and _BALLOON.match(part.text)
        ]
        if not starts:
            left.append(sheet)
            continue
        edge = min(starts) - MARGINS.same_edge / 2
        lines: list[Line] = []
        for line, cells in parts:
            beside = [part for part in cells if part.box.x0 >= edge]
            asides.extend(aside(part, "comment") for part in beside)
            if len(beside) < len(cells):
                kept = sum(len(part.text.strip()) > 0 for part in cells) - len(beside)
                lines.append(cut(line, 0, line.spans[kept].start) if beside else line)
        left.append(Sheet(sheet.page, tuple(lines)))
    return left, asides


# ------------------------------------------------------------------ along the edges


def set_aside_turned(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take off lines that run up or down a page's edge, beside all else that is printed: stamps, imprints.

    What stands between the rules of a table is the head of some of its rows.
    """
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        turned = [line for line in sheet.lines if line.turned]
        if turned and len(turned) < len(sheet.lines):
            others = [line.box for line in sheet.lines if not line.turned]
            others += [rule.box for rule in sheet.page.rules]
            x0, x1 = min(box.x0 for box in others), max(box.x1 for box in others)
            beside = [line for line in turned if line.box.x1 <= x0 or line.box.x0 >= x1]
            asides.extend(aside(line, "watermark") for line in beside)
            left.append(sheet.without(beside))
        else:
            left.append(sheet)
    return left, asides


# ------------------------------------------------------------------ watermarks


def set_aside_watermarks(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Aside]]:
    """Take off large words that stand at the same place of most pages; `size` is the body's, in points."""
    places = defaultdict[tuple[str, int, int], list[tuple[int, Line]]](list)
    for index, sheet in enumerate(sheets):
        for line in sheet.lines:
            tall = line.box.y1 - line.box.y0
            if max(line.size, tall / 2) >= MARGINS.large * size:
                key = (line.text.strip().casefold(), round(line.box.x0 / 10), round(line.box.y0 / 10))
                places[key].append((index, line))
    left, asides = list(sheets), list[Aside]()
    for found in places.values():
        if len(found) >= max(FURNITURE.few, FURNITURE.mostly * len(sheets)):
            for index, line in found:
                left[index] = left[index].without([line])
                asides.append(aside(line, "watermark"))
    return left, asides


# ------------------------------------------------------------------ side notes


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
    text = [part for part in parts if part.size > MARGINS.small * size]
    small = [part for part in parts if part.size <= MARGINS.small * size and part.text.strip()]
    first = _edge(part.box.x0 for part in text)
    last = _edge(-part.box.x1 for part in text)
    if not small or first is None or last is None:
        return frozenset()
    found = set[tuple[float, float]]()
    for column in (
        [part for part in small if part.box.x1 <= first - MARGINS.apart],
        [part for part in small if part.box.x0 >= MARGINS.apart - last],
    ):
        beside = [part for part in column if _begins_beside(part, text)]
        if len(beside) >= MARGINS.notes and _in_one_column(column):
            found |= {_place(part) for part in column}
    return frozenset(found)


def _edge(places: Iterable[float]) -> float | None:
    """The least place near which several lines of the text begin."""
    found = sorted(places)
    return next(
        (
            low
            for low, high in zip(found, found[MARGINS.notes - 1 :], strict=False)
            if high - low < MARGINS.same_edge
        ),
        None,
    )


def _begins_beside(note: Line, text: Sequence[Line]) -> bool:
    """Whether a note of some letters begins on the baseline of a line of the text.

    Sums such as `GBP 100,000` have more figures than letters: they are the clause's own, for all their size.
    """
    letters = sum(letter.isalpha() for letter in note.text)
    worded = letters >= MARGINS.letters and letters > sum(letter.isdigit() for letter in note.text)
    return worded and any(abs(part.baseline - note.baseline) < note.size / 2 for part in text)


def _in_one_column(column: Sequence[Line]) -> bool:
    """Whether most notes begin at one edge, or end at one."""
    begins = Counter(round(part.box.x0 / MARGINS.same_edge) for part in column)
    ends = Counter(round(part.box.x1 / MARGINS.same_edge) for part in column)
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
