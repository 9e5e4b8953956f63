"""What stands beside or behind the text: margin line numbers, reviewers' balloons, stamps, watermarks.

Lengths are in points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from mouarchive.clauses.furniture.linenumbers import set_aside_line_numbers
from mouarchive.clauses.layout import Sheet, aside, cut, pieces
from mouarchive.model import Aside, Line

__all__ = ["set_aside_balloons", "set_aside_line_numbers", "set_aside_turned", "set_aside_watermarks"]

_BALLOON = re.compile(
    r"(deleted|formatted(\s+table)?|comment(ed)?|inserted|moved)\b\s*(\[[^\]]*\]|[\w (),]*)\s*:",
    re.IGNORECASE,
)
_SAME_EDGE = 4.0
_BALLOON_FROM = 0.6
"""Share of the page's width right of which a reviewer's balloon may begin."""
_WATERMARK_SIZE = 1.8
_WATERMARK_SHARE = 0.6


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
            if part.box.x0 > _BALLOON_FROM * sheet.page.width and _BALLOON.match(part.text)
        ]
        if not starts:
            left.append(sheet)
            continue
        edge = min(starts) - _SAME_EDGE / 2
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
            if max(line.size, tall / 2) >= _WATERMARK_SIZE * size:
                key = (line.text.strip().casefold(), round(line.box.x0 / 10), round(line.box.y0 / 10))
                places[key].append((index, line))
    left, asides = list(sheets), list[Aside]()
    for found in places.values():
        if len(found) >= max(3, _WATERMARK_SHARE * len(sheets)):
            for index, line in found:
                left[index] = left[index].without([line])
                asides.append(aside(line, "watermark"))
    return left, asides
