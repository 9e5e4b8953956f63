"""Clauses that hold what was filled into a form say so: anybody could have changed it since."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.model import Box, Clause, FormField, Page, Warn

__all__ = ["mark_fields"]

_CODE = "form-field"


def mark_fields(clauses: Sequence[Clause], pages: Sequence[Page]) -> tuple[Clause, ...]:
    """The clauses, those with a warning of their own on whose lines a field of the form stands."""
    fields = {page.number: page.fields for page in pages if page.fields}
    return tuple(_marked(clause, fields) for clause in clauses) if fields else tuple(clauses)


def _marked(clause: Clause, fields: dict[int, tuple[FormField, ...]]) -> Clause:
    inside = [
        (place.page, field)
        for place in clause.boxes
        for field in fields.get(place.page, ())
        if _stands_in(field.box, place.box) and _first_word(field.text) in clause.words
    ]
    if not inside:
        return clause
    what = "a field" if len(inside) == 1 else f"{len(inside)} fields"
    said = f"What was filled into {what} of the form stands in this text; it is not part of the print."
    return replace(clause, warnings=(*clause.warnings, Warn(_CODE, said, inside[0][0])))


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text.split() else text


def _stands_in(inner: Box, outer: Box) -> bool:
    """Whether the two share a row, and the inner one begins inside."""
    middle = (inner.y0 + inner.y1) / 2
    level = outer.y0 <= middle <= outer.y1 or inner.y0 <= (outer.y0 + outer.y1) / 2 <= inner.y1
    return level and outer.x0 - 1 <= inner.x0 <= outer.x1 + 1
