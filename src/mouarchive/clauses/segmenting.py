"""A document taken apart into clauses: layout, label candidates, numbering, tree, text. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.clauses.cautions import (
    bound_warnings,
    contents_warnings,
    mark_fields,
    mark_lost,
    tag_warnings,
)
from mouarchive.clauses.layout import BodyLine, Layout
from mouarchive.clauses.measures import Measures, measure
from mouarchive.clauses.notes.footmarks import drop_footnote_marks
from mouarchive.clauses.numbering.candidates import find_candidates
from mouarchive.clauses.numbering.solving import solve
from mouarchive.clauses.sorting import sort_lines
from mouarchive.clauses.text.joining import Hyphens, Piece, begins_paragraph, join_pieces, learn_hyphens
from mouarchive.clauses.text.preamble import set_preamble_apart
from mouarchive.clauses.text.tree import build_clauses, merge_boxes
from mouarchive.model import Aside, Clause, Document, Segmentation

__all__ = ["segment", "segment_layout"]

_MOSTLY = 0.5
_SMALL = 0.4  # least share of plain small letters in readable text, lists of acronyms included
_FEWEST, _MOST = 0.25, 0.55  # share of vowels


def segment(document: Document) -> Segmentation:
    """Take a document apart into clauses and what was set aside; never refuses, never loses a character."""
    unusable = frozenset(page.number for page in document.pages if not page.quality.usable)
    cut = segment_layout(sort_lines(document), unusable)
    warnings = (*cut.warnings, *tag_warnings(document.pages, cut.asides))
    return replace(cut, clauses=mark_fields(mark_lost(cut.clauses), document.pages), warnings=warnings)


def segment_layout(layout: Layout, unusable: frozenset[int] = frozenset()) -> Segmentation:
    """The same from lines that are already sorted; text of `unusable` pages makes no clauses."""
    body, unread = _readable(drop_footnote_marks(layout.body, layout.asides), unusable)
    usual = measure(body)
    hyphens = learn_hyphens(item.line.text for item in body)
    placements = set_preamble_apart(solve(find_candidates(body, layout.contents, usual)))
    first = placements[0].row if placements else len(body)
    clauses = build_clauses(body, placements, usual, hyphens)
    warnings = (
        *layout.warnings,
        *contents_warnings(layout.contents, clauses),
        *bound_warnings(clauses, layout.asides),
    )
    front: tuple[Aside, ...] = ()
    if _weight(body[:first]) > _MOSTLY * _weight(body):
        clauses = (*_paragraphs(body[:first], usual, hyphens), *clauses)
    else:
        front = _front(body[:first], body[first].line.page if first < len(body) else 0)
    return Segmentation(clauses, (*layout.asides, *unread, *front), layout.control, warnings)


def _readable(
    body: Sequence[BodyLine], unusable: frozenset[int]
) -> tuple[tuple[BodyLine, ...], tuple[Aside, ...]]:
    """The lines of pages whose text can be relied on, and the others set aside as they are.

    A page that only lacks common English words is read all the same if its letters look like words: it may
    be in another language.
    """
    texts: dict[int, str] = {}
    for item in body:
        if item.line.page in unusable:
            texts[item.line.page] = texts.get(item.line.page, "") + item.line.text
    lost = {page for page, text in texts.items() if not _looks_like_words(text)}
    unread = (item.line for item in body if item.line.page in lost)
    return (
        tuple(item for item in body if item.line.page not in lost),
        tuple(Aside("unreadable", line.text, line.page, line.box) for line in unread),
    )


def _looks_like_words(text: str) -> bool:
    """Enough small letters of the Latin alphabet, with as many vowels as languages have."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.isascii() and letter.islower() for letter in letters)
    vowels = sum(letter in "aeiouyAEIOUY" for letter in letters)
    return bool(letters) and small > _SMALL * len(letters) and _FEWEST < vowels / len(letters) < _MOST


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
    """Paragraphs of a text without numbers, with identifiers of our own: p1, p2 and so on."""
    groups: list[list[int]] = []
    for row, item in enumerate(body):
        above = body[row - 1] if row else None
        same_table = above is not None and item.table is not None and item.table == above.table
        if not groups or (begins_paragraph(item, above, usual) and not same_table):
            groups.append([])
        groups[-1].append(row)
    clauses: list[Clause] = []
    for rows in groups:
        lines = [body[row].line for row in rows]
        text = join_pieces([Piece(body[row].line.text, body[row].table is not None) for row in rows], hyphens)
        if text:
            clauses.append(
                Clause(
                    eid=f"p{len(clauses) + 1}",
                    label="",
                    heading=None,
                    text=text,
                    page=lines[0].page,
                    page_end=lines[-1].page,
                    kind="unnumbered",
                    boxes=merge_boxes(rows, lines),
                    ocr=any(line.confidence is not None for line in lines),
                    unsure=tuple(word for line in lines for word in line.unsure),
                )
            )
    return tuple(clauses)
