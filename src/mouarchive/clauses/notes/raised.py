"""Footnote marks that were read as lines of their own, put back into the line they are raised on.

                                          3
    Title II adds a new section to the Act to create     ->  Title II adds a new section to the Act3 to create

A raised figure stands higher than its line and is much smaller, so that it may be read before it. Lengths
are in points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.clauses.layout import Sheet, cut, union
from mouarchive.model import Line, Span

__all__ = ["join_raised", "with_mark"]

_MARK = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}")
_SMALLER = 0.75
"""Size of a raised mark, as a share of its line's, at most."""
_HIGHER = (0.1, 0.6)
"""How much higher than its line's baseline it stands, as a share of the line's size."""
_NEAR = 0.4
"""White space between the mark and a word beside it, as a share of the line's size, at most."""


def join_raised(sheet: Sheet) -> Sheet:
    """The sheet with each raised mark that is a line of its own joined to the line it stands on."""
    sheet = _parted(sheet)
    marks = [line for line in sheet.lines if _MARK.fullmatch(line.text.strip())]
    joined: dict[int, Line] = {}
    gone: list[Line] = []
    for mark in marks:
        line = next((line for line in sheet.lines if _is_raised(mark, line)), None)
        if line is not None:
            now = joined.get(id(line), line)
            at = _place(mark, now)
            if at is not None:
                joined[id(line)] = with_mark(now, mark, at)
                gone.append(mark)
    if not gone:
        return sheet
    rest = sheet.without(gone)
    return replace(rest, lines=tuple(joined.get(id(line), line) for line in rest.lines))


def _parted(sheet: Sheet) -> Sheet:
    """The sheet with marks cut off lines that they only share a height with.

    A mark may raise its line so that the line's own label stands level with the mark: `3.2  1` and, a little
    lower and between the two, the sentence that the mark ends.
    """
    lines: list[Line] = []
    for line in sheet.lines:
        mark = cut(line, line.spans[-1].start, len(line.text)) if len(line.spans) > 1 else None
        if (
            mark is not None
            and _MARK.fullmatch(mark.text)
            and any(_ends_before(mark, other) for other in sheet.lines if other is not line)
        ):
            lines += [cut(line, 0, line.spans[-1].start), mark]
        else:
            lines.append(line)
    return replace(sheet, lines=tuple(lines)) if len(lines) > len(sheet.lines) else sheet


def _ends_before(mark: Line, line: Line) -> bool:
    """Whether a mark is raised right behind the end of a line."""
    return mark.box.x0 >= line.box.x1 - 1 and _is_raised(mark, line)


def _is_raised(mark: Line, line: Line) -> bool:
    """Whether a line is the one that a mark is raised on: a little lower, and beside it.

    The mark is much smaller, or at least no larger and behind the line's end, where nothing else is raised.
    """
    low, high = (share * line.size for share in _HIGHER)
    near = _NEAR * line.size
    behind = mark.size <= line.size and mark.box.x0 >= line.box.x1 - 1
    return (
        (mark.size <= _SMALLER * line.size or behind)
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


def with_mark(line: Line, mark: Line, at: int) -> Line:
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
