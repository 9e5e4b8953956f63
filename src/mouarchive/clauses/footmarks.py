"""Footnote marks taken out of the text: a raised 3 after a word is no part of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mouarchive.clauses.layout_values import BodyLine
from mouarchive.model import Aside, Line, Span

__all__ = ["drop_footnote_marks"]

_MARK = re.compile(r"\s*(\d{1,3}|[*\u2020\u2021\u00a7]{1,3})\s*")


def drop_footnote_marks(body: Sequence[BodyLine], asides: Sequence[Aside]) -> tuple[BodyLine, ...]:
    """The body without the raised marks of those footnotes that were set aside.

    A raised figure without a footnote stays: it may be an exponent or the only trace of a note.
    """
    notes = set()
    for aside in asides:
        if aside.role == "footnote" and (found := _MARK.match(aside.text)):
            notes.add(found[1])
    return tuple(
        replace(item, line=_without(item.line, notes)) if item.line.superscript else item for item in body
    )


def _without(line: Line, notes: set[str]) -> Line:
    """The line without the raised marks in `notes`; its spans move with the text."""
    cuts = [(start, end) for start, end in line.superscript if _is_mark(line.text[start:end], notes)]
    if not cuts:
        return line
    text, spans = line.text, list(line.spans)
    for start, end in reversed(cuts):
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
