"""Footnote marks: put back into the line they are raised on, and taken out once their notes are set aside.

                                          3
    Title II adds a new section to the Act to create     ->  Title II adds a new section to the Act3 to create

A raised figure stands higher than its line and is much smaller, so that it may be read before it. Once its
note is known the figure goes: a raised 3 after a word is no part of the sentence. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from mouarchive.clauses.footnotes_rules import NOTES
from mouarchive.clauses.layout import BodyLine, Sheet, cut, union
from mouarchive.clauses.vocabulary import one_of
from mouarchive.model import Aside, Line, Span

__all__ = ["drop_footnote_marks", "join_raised", "with_mark"]

_MARK = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}")
_ONLY_MARK = re.compile(r"\s*(\d{1,3}|[*\u2020\u2021\u00a7]{1,3})\s*")
_SHORT = "as|at|be|by|do|he|if|in|is|it|me|my|of|on|or|so|to|up|us|we"
"""Short words that may end a sentence or a part of it; others of two letters are rather abbreviations."""
_GLUED = re.compile(
    rf"(?:(?P<word>[^\W\d_]{{3,}}|(?<![^\W_])(?:{_SHORT}))[)\]\u2019\u201d\"']*[.,;:?!]?"
    r"|[)\]\u2019\u201d\"'][.,;:?!]?)"
    r"(?P<mark>\d{1,3}|[*\u2020\u2021]{1,3})(?=[\s,;:)\]]|[.](?!\d)|$)"
)
"""A number or sign right behind a word's end or a closing bracket or quotation mark, with no white space."""
_ABBREVIATIONS = frozenset(one_of("abbreviated").split("|"))
"""Words whose number may be printed without white space before it."""
_BEFORE_POINT = re.compile(r"\s+(?=[,.;:)])")
"""White space that only the mark put before a punctuation mark."""
_Cut = tuple[int, int]


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
            at = _index(mark, now)
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
    low, high = NOTES.lowest * line.size, NOTES.highest * line.size
    near = NOTES.near * line.size
    behind = mark.size <= line.size and mark.box.x0 >= line.box.x1 - 1
    return (
        (mark.size <= NOTES.raised * line.size or behind)
        and low <= line.baseline - mark.baseline <= high
        and line.box.x0 - near <= mark.box.x1
        and mark.box.x0 <= line.box.x1 + near
    )


def _index(mark: Line, line: Line) -> int | None:
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
        spans=_with_raised(line.spans, mark, at, size),
        superscript=tuple(sorted((*shifted, (at, at + len(text.strip()))))),
    )


def _with_raised(spans: Sequence[Span], mark: Line, at: int, size: int) -> tuple[Span, ...]:
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


# ------------------------------------------------------------------ marks taken out


def drop_footnote_marks(body: Sequence[BodyLine], asides: Sequence[Aside]) -> tuple[BodyLine, ...]:
    """The body without the marks of those footnotes that were set aside.

    A raised figure without a footnote stays: it may be an exponent or the only trace of a note. A mark
    that the font itself draws raised is told by its place alone: glued to a word's end, once on the page of
    the footnote, where nothing raised refers to it.
    """
    notes, on_page = set[str](), defaultdict[int, set[str]](set)
    for aside in asides:
        if aside.role == "footnote" and (found := _ONLY_MARK.match(aside.text)):
            notes.add(found[1])
            on_page[aside.page].add(found[1])
    if not notes:
        return tuple(body)
    glued = _glued(body, on_page)
    return tuple(
        replace(item, line=_without(item.line, cuts))
        if (cuts := sorted({*_raised(item.line, notes), *glued.get(row, ())}))
        else item
        for row, item in enumerate(body)
    )


def _raised(line: Line, notes: set[str]) -> list[_Cut]:
    return [(start, end) for start, end in line.superscript if _is_mark(line.text[start:end], notes)]


def _glued(body: Sequence[BodyLine], on_page: Mapping[int, set[str]]) -> dict[int, list[_Cut]]:
    """By row, where the only reference on a footnote's page is a mark glued to a word's end."""
    places = defaultdict[tuple[int, str], list[tuple[int, _Cut]]](list)
    for row, item in enumerate(body):
        line = item.line
        if line.page not in on_page:
            continue
        for low, high in line.superscript:
            places[line.page, line.text[low:high].strip()].append((row, (low, low)))
        for found in _GLUED.finditer(line.text):
            if (found["word"] or "").casefold() not in _ABBREVIATIONS:
                places[line.page, found["mark"]].append((row, found.span("mark")))
    cuts = defaultdict[int, list[_Cut]](list)
    for (page, mark), references in places.items():
        row, (low, high) = references[0]
        if mark in on_page[page] and len(references) == 1 and low < high:
            cuts[row].append((low, high))
    return cuts


def _without(line: Line, cuts: Sequence[_Cut]) -> Line:
    """The line without the marks at `cuts`; its spans move with the text."""
    text, spans = line.text, list(line.spans)
    for start, last in reversed(cuts):
        space = _BEFORE_POINT.match(text, last)
        end = space.end() if space else last
        text = text[:start] + text[end:]
        spans = [_shift(span, start, end) for span in spans]
    return replace(
        line, text=text, spans=tuple(span for span in spans if span.end > span.start), superscript=()
    )


def _is_mark(text: str, notes: set[str]) -> bool:
    found = _ONLY_MARK.fullmatch(text)
    return found is not None and found[1] in notes


def _shift(span: Span, start: int, end: int) -> Span:
    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - (end - start))

    return replace(span, start=moved(span.start), end=moved(span.end))
