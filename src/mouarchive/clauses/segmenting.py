"""A document taken apart into clauses: layout, label candidates, numbering, tree, text. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from mouarchive.clauses.candidates import Measures, find_candidates, measure
from mouarchive.clauses.joining import Hyphens, Piece, begins_paragraph, join_pieces, learn_hyphens
from mouarchive.clauses.layout import sort_lines
from mouarchive.clauses.layout_values import BodyLine, Layout
from mouarchive.clauses.numbering import solve
from mouarchive.clauses.tree import build_clauses
from mouarchive.model import Aside, Box, Clause, Document, PageBox, Segmentation

__all__ = ["segment"]

_MOSTLY = 0.5


def segment(document: Document) -> Segmentation:
    """Take a document apart into clauses and what was set aside; never refuses, never loses a character."""
    return segment_layout(sort_lines(document))


def segment_layout(layout: Layout) -> Segmentation:
    """The same from lines that are already sorted."""
    body = layout.body
    usual = measure(body)
    hyphens = learn_hyphens(body)
    placements = solve(find_candidates(body, layout.contents, usual))
    first = placements[0].row if placements else len(body)
    clauses = build_clauses(body, placements, usual, hyphens)
    if _weight(body[:first]) > _MOSTLY * _weight(body):
        clauses = (*_paragraphs(body[:first], usual, hyphens), *clauses)
        front: tuple[Aside, ...] = ()
    else:
        front = _front(body[:first], body[first].line.page if first < len(body) else 0)
    return Segmentation(clauses, (*layout.asides, *front), layout.control, layout.warnings)


def _weight(body: Sequence[BodyLine]) -> int:
    return sum(len(item.line.text) for item in body)


def _front(body: Sequence[BodyLine], first_page: int) -> tuple[Aside, ...]:
    """Lines before the first clause: the cover on earlier first pages, else front matter."""
    return tuple(
        Aside(
            "cover" if item.line.page == 1 < first_page else "front",
            item.line.text,
            item.line.page,
            item.line.box,
        )
        for item in body
    )


def _paragraphs(body: Sequence[BodyLine], usual: Measures, hyphens: Hyphens) -> tuple[Clause, ...]:
    """Paragraphs of a text without numbers, with identifiers of our own: p1, p2 …"""
    groups: list[list[BodyLine]] = []
    above: BodyLine | None = None
    for item in body:
        same_row = above is not None and item.table is not None and item.table == above.table
        if not groups or (begins_paragraph(item, above, usual) and not same_row):
            groups.append([])
        groups[-1].append(item)
        above = item
    clauses = []
    for group in groups:
        text = join_pieces([Piece(item.line.text, item.table is not None) for item in group], hyphens)
        if not text:
            continue
        pages: dict[int, Box] = {}
        for item in group:
            box, old = item.line.box, pages.get(item.line.page)
            pages[item.line.page] = (
                box
                if old is None
                else Box(min(old.x0, box.x0), min(old.y0, box.y0), max(old.x1, box.x1), max(old.y1, box.y1))
            )
        clauses.append(
            Clause(
                eid=f"p{len(clauses) + 1}",
                label="",
                heading=None,
                text=text,
                page=group[0].line.page,
                page_end=group[-1].line.page,
                kind="unnumbered",
                boxes=tuple(PageBox(page, box) for page, box in pages.items()),
                ocr=any(item.line.confidence is not None for item in group),
            )
        )
    return tuple(clauses)
