"""Footnote marks taken out of the text: a raised 3 after a word is no part of the sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from mouarchive.clauses.layout import BodyLine
from mouarchive.model import Aside, Line, Span

__all__ = ["drop_footnote_marks"]

_MARK = re.compile(r"\s*(\d{1,3}|[*\u2020\u2021\u00a7]{1,3})\s*")
_SHORT = "as|at|be|by|do|he|if|in|is|it|me|my|of|on|or|so|to|up|us|we"
"""Short words that may end a sentence or a part of it; others of two letters are rather abbreviations."""
_GLUED = re.compile(
    rf"(?:(?P<word>[^\W\d_]{{3,}}|(?<![^\W_])(?:{_SHORT}))[)\]\u2019\u201d\"']*[.,;:?!]?"
    r"|[)\]\u2019\u201d\"'][.,;:?!]?)"
    r"(?P<mark>\d{1,3}|[*\u2020\u2021]{1,3})(?=[\s,;:)\]]|[.](?!\d)|$)"
)
"""A number or sign right behind a word's end or a closing bracket or quotation mark, with no white space."""
_ABBREVIATIONS = frozenset(
    (
        "annex",
        "app",
        "art",
        "arts",
        "chap",
        "fig",
        "nos",
        "page",
        "para",
        "paras",
        "part",
        "reg",
        "regs",
        "sch",
    )
)
"""Words whose number may be printed without white space before it."""
_BEFORE_POINT = re.compile(r"\s+(?=[,.;:)])")
"""White space that only the mark put before a punctuation mark."""
_Cut = tuple[int, int]


def drop_footnote_marks(body: Sequence[BodyLine], asides: Sequence[Aside]) -> tuple[BodyLine, ...]:
    """The body without the marks of those footnotes that were set aside.

    A raised figure without a footnote stays: it may be an exponent or the only trace of a note. A mark
    that the font itself draws raised is told by its place alone: glued to a word's end, once on the page of
    the footnote, where nothing raised refers to it.
    """
    notes, on_page = set[str](), defaultdict[int, set[str]](set)
    for aside in asides:
        if aside.role == "footnote" and (found := _MARK.match(aside.text)):
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
    found = _MARK.fullmatch(text)
    return found is not None and found[1] in notes


def _shift(span: Span, start: int, end: int) -> Span:
    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - (end - start))

    return replace(span, start=moved(span.start), end=moved(span.end))
