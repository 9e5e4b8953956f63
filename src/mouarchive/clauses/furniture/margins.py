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

from mouarchive.clauses.contents import has_leader
from mouarchive.clauses.furniture.furniture_rules import FURNITURE, MARGINS
from mouarchive.clauses.layout import Apart, Sheet, aside, cut, pieces
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


def _taken(sheets: Sequence[Sheet], found: Sequence[Line], role: str) -> tuple[list[Sheet], list[Aside]]:
    """The sheets without these lines, which are set aside in a role."""
    return [sheet.without(found) for sheet in sheets], [aside(line, role) for line in found]


def set_aside_typed_rules(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take off lines of five or more signs that draw a rule, and nothing else."""
    found = [line for sheet in sheets for line in sheet.lines if _is_typed_rule(line.text)]
    return _taken(sheets, found, "rule")


def _is_typed_rule(text: str) -> bool:
    """Whether a line is a rule made of signs. Underscores are left alone: they are blanks to be filled in."""
    return _RULE.fullmatch(text) is not None


def set_aside_turned(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take off lines that run up or down a page's edge, beside all else that is printed: stamps, imprints."""
    return _taken(sheets, [line for sheet in sheets for line in _turned(sheet)], "watermark")


def _turned(sheet: Sheet) -> list[Line]:
    """Lines up or down the edge; what stands between the rules of a table is the head of some of its rows."""
    others = [line.box for line in sheet.lines if not line.turned]
    if len(others) in {0, len(sheet.lines)}:
        return []
    others += [rule.box for rule in sheet.page.rules]
    x0, x1 = min(box.x0 for box in others), max(box.x1 for box in others)
    return [line for line in sheet.lines if line.turned and (line.box.x1 <= x0 or line.box.x0 >= x1)]


def set_aside_watermarks(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Aside]]:
    """Take off large words that stand at the same place of most pages; `size` is the body's, in points."""
    return _taken(sheets, _watermarks(sheets, size), "watermark")


def _watermarks(sheets: Sequence[Sheet], size: float) -> list[Line]:
    places = defaultdict[tuple[str, float, float], list[Line]](list)
    for sheet in sheets:
        for line in sheet.lines:
            tall = line.box.y1 - line.box.y0
            if max(line.size, tall / 2) >= MARGINS.large * size:
                place = round(line.box.x0, -1), round(line.box.y0, -1)
                places[line.text.strip().casefold(), *place].append(line)
    least = max(FURNITURE.few, FURNITURE.mostly * len(sheets))
    return [line for found in places.values() if len(found) >= least for line in found]


# ------------------------------------------------------------------ balloons


def set_aside_balloons(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Apart]]:
    """Cut reviewers' balloons ("Deleted: …") out of a right-hand margin, with the lines they run on over."""
    left, found = list[Sheet](), list[Apart]()
    for sheet in sheets:
        edge = _balloons_from(sheet)
        if edge is None:
            left.append(sheet)
            continue
        lines, notes = list[Line](), list[Line]()
        for line in sheet.lines:
            cells = pieces(line)
            beside = [part for part in cells if part.box.x0 >= edge]
            notes += beside
            if len(beside) < len(cells):
                lines.append(cut(line, 0, line.spans[-len(beside)].start) if beside else line)
        left.append(Sheet(sheet.page, tuple(lines)))
        found += [Apart("comment", note) for note in _one_by_one(notes)]
    return left, found


def _one_by_one(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The lines of a margin as notes: each begins with what balloons begin with, or below white space."""
    notes: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        last = notes[-1][-1] if notes else None
        apart = last is None or line.baseline - last.baseline > MARGINS.note_step * max(line.size, last.size)
        if apart or _BALLOON.match(line.text):
            notes.append([])
        notes[-1].append(line)
    return [tuple(note) for note in notes]


def _balloons_from(sheet: Sheet) -> float | None:
    """The left edge of a page's balloons, in points; None where it has none."""
    far = MARGINS.balloons * sheet.page.width
    said = (line for line in sheet.lines if ":" in line.text and _BALLOON.search(line.text))
    starts = [
        part.box.x0
        for line in said
        for part in pieces(line)
        if part.box.x0 > far and _BALLOON.match(part.text)
    ]
    return min(starts) - MARGINS.same_edge / 2 if starts else None


# ------------------------------------------------------------------ side notes


def set_aside_side_notes(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Apart]]:
    """Cut side notes off the sheets; `size` is the size of the document's text."""
    left, apart = list[Sheet](), list[Apart]()
    for sheet in sheets:
        places = _side_notes(sheet, size)
        lines, notes = list[Line](), list[Line]()
        for line in sheet.lines:
            text, found = _parted(line, places)
            lines += text
            notes += found
        left.append(Sheet(sheet.page, tuple(lines)) if places else sheet)
        middle = sheet.page.width / 2
        for column in (
            [note for note in notes if note.box.x0 < middle],
            [note for note in notes if note.box.x0 >= middle],
        ):
            apart += [Apart("side-note", note) for note in _one_by_one(column)]
    return left, apart


def _side_notes(sheet: Sheet, size: float) -> frozenset[tuple[float, float]]:
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
    A title that dots lead to its page number is a contents list's, also where its number is set larger.
    """
    letters = sum(letter.isalpha() for letter in note.text)
    worded = letters >= MARGINS.letters and letters > sum(letter.isdigit() for letter in note.text)
    led = has_leader(note.text)
    return worded and not led and any(abs(part.baseline - note.baseline) < note.size / 2 for part in text)


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
