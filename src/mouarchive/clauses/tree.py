"""Believed labels and body lines to clauses: who owns each line, headings, texts, boxes, distinct eids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mouarchive.clauses.candidates import Measures
from mouarchive.clauses.eids import distinct
from mouarchive.clauses.headings import heading_size
from mouarchive.clauses.joining import Hyphens, Piece, begins_paragraph, is_bullet, join_pieces
from mouarchive.clauses.labels import skip_blank
from mouarchive.clauses.layout_values import BodyLine
from mouarchive.clauses.stack import Placement
from mouarchive.model import Box, Clause, Line, PageBox, Warn

__all__ = ["build_clauses"]

_NEAR = 3.0
_ANNEXES = frozenset({"annex", "appendix", "schedule", "attachment", "exhibit"})
_DOUBTS = {
    "number again": ("duplicate-number", "The number {label} is printed more than once in its list."),
    "number missing": ("missing-number", "Before {label} at least one number of its list was not found."),
    "number runs backwards": ("number-order", "The number {label} is lower than the one before it."),
    "list that begins in the middle": (
        "missing-number",
        "The list of {label} does not begin with its first number.",
    ),
}


@dataclass(slots=True)
class _Draft:
    """A clause while its lines are collected."""

    placement: Placement
    x: float
    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    children: bool = False
    outdented: bool = False


def build_clauses(
    body: Sequence[BodyLine], placements: Sequence[Placement], usual: Measures, hyphens: Hyphens
) -> tuple[Clause, ...]:
    """The clauses of a body from its first label on, in document order."""
    drafts = _collect(body, placements, usual)
    eids = distinct([draft.placement.eid for draft in drafts])
    names = {draft.placement.uid: eid for draft, eid in zip(drafts, eids, strict=True)}
    depths: dict[int, int] = {}
    clauses = []
    for draft, eid in zip(drafts, eids, strict=True):
        parent = draft.placement.parent
        depth = 0 if parent is None else depths[parent] + 1
        depths[draft.placement.uid] = depth
        clauses.append(
            _clause(draft, eid, None if parent is None else names[parent], depth, body, usual, hyphens)
        )
    return tuple(clauses)


def _collect(body: Sequence[BodyLine], placements: Sequence[Placement], usual: Measures) -> list[_Draft]:
    labels: dict[int, list[Placement]] = {}
    for placement in placements:
        labels.setdefault(placement.row, []).append(placement)
    drafts: dict[int, _Draft] = {}
    owner: _Draft | None = None
    newest: _Draft | None = None
    for row, item in enumerate(body):
        above = body[row - 1] if row else None
        for number, placement in enumerate(labels.get(row, ())):
            x = item.line.box.x0 if number == 0 else _inner_x(item.line, placement)
            owner = newest = drafts[placement.uid] = _Draft(placement, x)
            if placement.parent is not None:
                drafts[placement.parent].children = True
            last = number == len(labels[row]) - 1
            text = item.line.text[skip_blank(item.line.text, placement.mark.end) :] if last else ""
            _add(owner, row, item.line, text, paragraph=True)
        if row in labels or owner is None or newest is None:
            continue
        fresh = begins_paragraph(item, above, usual)
        if fresh and item.table is None:
            owner = _owner(drafts, newest, owner, item, above)
        if item.line.box.x0 < owner.x - _NEAR:
            owner.outdented = True
        _add(owner, row, item.line, item.line.text, paragraph=fresh)
    return list(drafts.values())


def _add(draft: _Draft, row: int, line: Line, text: str, *, paragraph: bool) -> None:
    draft.rows.append(row)
    draft.lines.append(line)
    draft.pieces.append(Piece(text, paragraph))


def _inner_x(line: Line, placement: Placement) -> float:
    share = placement.mark.start / max(1, len(line.text))
    return line.box.x0 + share * (line.box.x1 - line.box.x0)


def _owner(
    drafts: dict[int, _Draft], newest: _Draft, owner: _Draft, item: BodyLine, above: BodyLine | None
) -> _Draft:
    """Whose a new paragraph is: a paragraph to the left of an item's label belongs to a clause above it.

        (a) the first;
        (b) the last.
    This paragraph is the parent's.
    """
    if is_bullet(item.line.text):
        return owner
    draft = newest
    x = item.line.box.x0
    del above
    while x < draft.x - _NEAR and not draft.outdented and draft.placement.parent is not None:
        parent = drafts[draft.placement.parent]
        if parent.placement.kind in {"container"}:
            break
        draft = parent
    return draft


def _clause(
    draft: _Draft,
    eid: str,
    parent: str | None,
    depth: int,
    body: Sequence[BodyLine],
    usual: Measures,
    hyphens: Hyphens,
) -> Clause:
    mark = draft.placement.mark
    label = draft.lines[0].text[mark.start : mark.end].strip()
    kind = _kind(draft.placement)
    whole, part = heading_size(
        draft.lines,
        draft.pieces,
        usual,
        section=kind in {"section", "annex", "part", "article"},
        children=draft.children,
    )
    heading_pieces, text_pieces = _split(draft.pieces, whole, part)
    heading = join_pieces([Piece(piece.text, paragraph=False) for piece in heading_pieces], hyphens)
    return Clause(
        eid=eid,
        label=label,
        heading=heading or None,
        text=join_pieces(text_pieces, hyphens),
        page=draft.lines[0].page,
        page_end=max(line.page for line in draft.lines),
        depth=depth,
        kind=kind,
        parent=parent,
        boxes=_boxes(draft),
        ocr=any(line.confidence is not None for line in draft.lines),
        warnings=_warnings(draft.placement, label, draft.lines[0].page),
    )


def _split(pieces: Sequence[Piece], whole: int, part: int) -> tuple[list[Piece], list[Piece]]:
    heading, text = list(pieces[:whole]), list(pieces[whole:])
    if part:
        heading.append(Piece(text[0].text[:part], paragraph=False))
        text[0] = Piece(text[0].text[part:], paragraph=True)
    return heading, text


def _kind(placement: Placement) -> str:
    family = placement.mark.family
    if placement.kind == "container":
        return "annex" if family in _ANNEXES else "part"
    if placement.kind == "unit":
        return "article" if family == "article" else "section"
    return {"section": "section", "decimal": "clause", "item": "item"}[placement.kind]


def _boxes(draft: _Draft) -> tuple[PageBox, ...]:
    """Boxes of a clause's lines, neighbours on one page merged."""
    boxes: list[PageBox] = []
    last = -2
    for row, line in zip(draft.rows, draft.lines, strict=True):
        if boxes and row - last <= 1 and boxes[-1].page == line.page:
            old = boxes[-1].box
            box = Box(
                min(old.x0, line.box.x0),
                min(old.y0, line.box.y0),
                max(old.x1, line.box.x1),
                max(old.y1, line.box.y1),
            )
            boxes[-1] = PageBox(line.page, box)
        else:
            boxes.append(PageBox(line.page, line.box))
        last = row
    return tuple(boxes)


def _warnings(placement: Placement, label: str, page: int) -> tuple[Warn, ...]:
    return tuple(
        Warn(_DOUBTS[name][0], _DOUBTS[name][1].format(label=label), page)
        for name, _ in placement.points
        if name in _DOUBTS
    )
