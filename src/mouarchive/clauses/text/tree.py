"""Collected lines to clauses: headings, texts, boxes, warnings, distinct eids."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mouarchive.clauses.labels import ANNEXES
from mouarchive.clauses.labels.loose import INVISIBLE
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.numbering.guessing import GUESSED
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.collecting import Draft, collect
from mouarchive.clauses.text.eids import distinct, heading_eid
from mouarchive.clauses.text.headings import heading_size
from mouarchive.clauses.text.joining import Hyphens, Piece, join_pieces
from mouarchive.model import Box, Clause, Line, PageBox, Warn

__all__ = ["build_clauses", "merge_boxes"]

_HEADED = frozenset({"section", "annex", "part", "article"})
_DOUBTS = {
    GUESSED: (
        "label-inferred",
        "The number was read as {label!r}; its place in the sequence was used instead.",
    ),
    "number again": ("duplicate-number", "The number {label} is printed more than once in its list."),
    "number missing": ("missing-number", "Before {label} at least one number of its list was not found."),
    "number out of order": ("number-order", "The number {label} is lower than the one before it."),
    "number runs backwards": ("number-order", "The number {label} is lower than the one before it."),
    "list that begins in the middle": (
        "missing-number",
        "The list of {label} does not begin with its first number.",
    ),
}


class _Name(msgspec.Struct, frozen=True):
    eid: str
    depth: int


def build_clauses(
    body: Sequence[BodyLine], placements: Sequence[Placement], usual: Measures, hyphens: Hyphens
) -> tuple[Clause, ...]:
    """The clauses of a body from its first label on, in document order."""
    drafts = collect(body, placements, usual)
    raw = [
        heading_eid(" ".join(piece.text for piece in draft.heading))
        if draft.placement is None
        else draft.placement.eid
        for draft in drafts
    ]
    names: dict[int, _Name] = {}
    clauses = []
    for draft, eid in zip(drafts, distinct(raw), strict=True):
        parent = names[id(draft.parent)] if draft.parent is not None else None
        name = names[id(draft)] = _Name(eid, 0 if parent is None else parent.depth + 1)
        clauses.append(_clause(draft, name, parent, usual, hyphens))
    return tuple(clauses)


def _clause(draft: Draft, name: _Name, parent: _Name | None, usual: Measures, hyphens: Hyphens) -> Clause:
    placement = draft.placement
    kind = _kind(placement)
    if placement is None:
        label, heading, text = (
            "",
            join_pieces([Piece(piece.text, paragraph=False) for piece in draft.heading], hyphens),
            join_pieces(draft.pieces[len(draft.heading) :], hyphens),
        )
    else:
        mark = placement.mark
        label = draft.lines[0].text[mark.start : mark.end].translate(INVISIBLE).strip()
        size = heading_size(
            draft.lines,
            draft.pieces,
            usual,
            section=kind in _HEADED,
            children=draft.children and kind == "clause",
        )
        heading, text = _split(draft.pieces, *size, hyphens)
    return Clause(
        eid=name.eid,
        label=label,
        heading=heading or None,
        text=text,
        page=draft.lines[0].page,
        page_end=max(line.page for line in draft.lines),
        depth=name.depth,
        kind=kind,
        parent=None if parent is None else parent.eid,
        boxes=merge_boxes(draft.rows, draft.lines),
        ocr=any(line.confidence is not None for line in draft.lines),
        unsure=tuple(word for line in draft.lines for word in line.unsure),
        warnings=_warnings(placement, label, draft.lines[0].page),
    )


def _split(pieces: Sequence[Piece], whole: int, part: int, hyphens: Hyphens) -> tuple[str, str]:
    heading, text = list(pieces[:whole]), list(pieces[whole:])
    if part:
        heading.append(Piece(text[0].text[:part], paragraph=False))
        text[0] = Piece(text[0].text[part:], paragraph=True)
    return (
        join_pieces([Piece(piece.text, paragraph=False) for piece in heading], hyphens),
        join_pieces(text, hyphens),
    )


def _kind(placement: Placement | None) -> str:
    if placement is None:
        return "unnumbered"
    family = placement.mark.family
    if placement.kind == "container":
        return "annex" if family in ANNEXES else "part"
    if placement.kind == "unit":
        return "article" if family == "article" else "section"
    return {"section": "section", "decimal": "clause", "front": "front"}.get(placement.kind, "item")


def merge_boxes(rows: Sequence[int], lines: Sequence[Line]) -> tuple[PageBox, ...]:
    """Boxes of lines, those of neighbouring rows on one page merged."""
    boxes: list[PageBox] = []
    last = -2
    for row, line in zip(rows, lines, strict=True):
        if boxes and row - last <= 1 and boxes[-1].page == line.page:
            old, new = boxes[-1].box, line.box
            merged = Box(min(old.x0, new.x0), min(old.y0, new.y0), max(old.x1, new.x1), max(old.y1, new.y1))
            boxes[-1] = PageBox(line.page, merged)
        else:
            boxes.append(PageBox(line.page, line.box))
        last = row
    return tuple(boxes)


def _warnings(placement: Placement | None, label: str, page: int) -> tuple[Warn, ...]:
    points = placement.points if placement is not None else ()
    return tuple(
        Warn(_DOUBTS[name][0], _DOUBTS[name][1].format(label=label), page)
        for name, _ in points
        if name in _DOUBTS
    )
