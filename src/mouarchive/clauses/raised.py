"""Footnote marks that were read as lines of their own, put back into the line they are raised on.

                                          3
    Title II adds a new section to the Act to create     ->  Title II adds a new section to the Act3 to create

A raised figure stands higher than its line and is much smaller, so that it may be read before it. Lengths
are in points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mouarchive.clauses.pieces import Sheet, union
from mouarchive.model import Line, Span

__all__ = ["join_raised"]

_MARK = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}")
_SMALLER = 0.75
"""Size of a raised mark, as a share of its line's, at most."""
_HIGHER = (0.1, 0.6)
"""How much higher than its line's baseline it stands, as a share of the line's size."""
_NEAR = 0.4
"""White space between the mark and a word beside it, as a share of the line's size, at most."""


def join_raised(sheet: Sheet) -> Sheet:
    """The sheet with each raised mark that is a line of its own joined to the line it stands on."""
    marks = [line for line in sheet.lines if _MARK.fullmatch(line.text.strip())]
    joined: dict[int, Line] = {}
    gone: list[Line] = []
    for mark in marks:
        line = next((line for line in sheet.lines if _is_raised(mark, line)), None)
        if line is not None:
            now = joined.get(id(line), line)
            at = _place(mark, now)
            if at is not None:
                joined[id(line)] = _with_mark(now, mark, at)
                gone.append(mark)
    if not gone:
        return sheet
    rest = sheet.without(gone)
    return replace(rest, lines=tuple(joined.get(id(line), line) for line in rest.lines))


def _is_raised(mark: Line, line: Line) -> bool:
    """Whether a line is the one that a mark is raised on: larger, a little lower, and beside it."""
    low, high = (share * line.size for share in _HIGHER)
    near = _NEAR * line.size
    return (
        mark.size <= _SMALLER * line.size
        and low <= line.baseline - mark.baseline <= high
        and line.box.x0 - near <= mark.box.x1
        and mark.box.x0 <= line.box.x1 + near
    )


def _place(mark: Line, line: Line) -> int | None:
    """The index in the line's text at which the mark stands: before it all, or right behind a word."""
    if mark.box.x1 <= line.box.x0 + 1:
        return 0
    spans = line.spans or (Span(0, len(line.text), line.box.x0, line.box.x1, line.size, bold=False),)
    middle = (mark.box.x0 + mark.box.x1) / 2
    before = [span for span in spans if span.x0 < mark.box.x0]
    if not before:
        return None
    last = before[-1]
    if last.x1 <= middle:
        return last.end
    share = (mark.box.x0 - last.x0) / max(1.0, last.x1 - last.x0)
    guess = last.start + share * (last.end - last.start)
    ends = [found.end() for found in re.finditer(r"\S+", line.text) if last.start < found.end() <= last.end]
    return min(ends, key=lambda end: abs(end - guess), default=None)


def _with_mark(line: Line, mark: Line, at: int) -> Line:
    """The line with the mark's text put in at an index, as a raised run of it."""
    text = mark.text.strip() + ("" if at else " ")
    size = len(text)
    shifted = tuple((low + size, high + size) if low >= at else (low, high) for low, high in line.superscript)
    return replace(
        line,
        text=line.text[:at] + text + line.text[at:],
        box=union((line.box, mark.box)),
        spans=_spans(line.spans, mark, at, size),
        superscript=tuple(sorted((*shifted, (at, at + len(text.strip()))))),
    )


def _spans(spans: Sequence[Span], mark: Line, at: int, size: int) -> tuple[Span, ...]:
    """The spans with the mark in that which it is glued to: the one that ends, or first begins, there."""
    found: list[Span] = []
    for number, span in enumerate(spans):
        if span.start < at <= span.end or (at == 0 and number == 0):
            x0, x1 = min(span.x0, mark.box.x0), max(span.x1, mark.box.x1)
            found.append(replace(span, end=span.end + size, x0=x0, x1=x1))
        elif span.start >= at:
            found.append(replace(span, start=span.start + size, end=span.end + size))
        else:
            found.append(span)
    return tuple(found)
