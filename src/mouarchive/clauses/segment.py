"""A document taken apart into clauses, step by step: layout, labels, numbering, text. Pure."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.cautions import (
    bound_warnings,
    contents_warnings,
    mark_fields,
    mark_lost,
    tag_warnings,
)
from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.layout import BodyLine, Layout
from mouarchive.clauses.measures import Measures, measure, readable
from mouarchive.clauses.numbering.behind import part_run_in_labels
from mouarchive.clauses.numbering.candidates import Candidate, find_candidates
from mouarchive.clauses.numbering.solving import solve
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.sorting import sort_lines
from mouarchive.clauses.text.collecting import Draft, collect
from mouarchive.clauses.text.joining import learn_hyphens
from mouarchive.clauses.text.tree import build_clauses, opening, set_preamble_apart
from mouarchive.model import Aside, Clause, Document, Segmentation

__all__ = ["Steps", "segment", "segment_layout", "take_steps", "unusable_pages"]


class Steps(msgspec.Struct, frozen=True):
    """What each step from lines to clauses made, in their order.

    `body` are the lines that can be read and `unread` the others; `usual` measures the body; `candidates` may
    begin with labels, `placements` are the labels believed; `drafts` are their lines and `clauses` their
    texts; `opened` the clauses and asides made of the lines before the first label.
    """

    body: tuple[BodyLine, ...]
    unread: tuple[Aside, ...]
    usual: Measures
    candidates: tuple[Candidate, ...]
    placements: tuple[Placement, ...]
    drafts: tuple[Draft, ...]
    clauses: tuple[Clause, ...]
    opened: tuple[tuple[Clause, ...], tuple[Aside, ...]]


def segment(document: Document) -> Segmentation:
    """Take a document apart into clauses and what was set aside; never refuses, never loses a character."""
    cut = segment_layout(sort_lines(document), unusable_pages(document))
    warnings = (*cut.warnings, *tag_warnings(document.pages, cut.asides))
    return replace(cut, clauses=mark_fields(mark_lost(cut.clauses), document.pages), warnings=warnings)


def segment_layout(layout: Layout, unusable: frozenset[int] = frozenset()) -> Segmentation:
    """The same from lines that are already sorted; text of `unusable` pages makes no clauses."""
    made = take_steps(layout, unusable)
    paragraphs, front = made.opened
    warnings = (
        *layout.warnings,
        *contents_warnings(layout.contents, made.clauses),
        *bound_warnings(made.clauses, layout.asides),
    )
    asides = (*layout.asides, *made.unread, *front)
    return Segmentation((*paragraphs, *made.clauses), asides, layout.control, warnings)


def take_steps(layout: Layout, unusable: frozenset[int]) -> Steps:
    """From sorted lines to clauses; each step takes what the ones before it made."""
    body, unread = readable(drop_footnote_marks(layout.body, layout.asides), unusable)
    body = part_run_in_labels(body)
    usual = measure(body)
    hyphens = learn_hyphens(item.line.text for item in body)
    candidates = find_candidates(body, layout.contents, usual)
    placements = set_preamble_apart(solve(candidates))
    drafts = collect(body, placements, usual)
    clauses = build_clauses(drafts, usual, hyphens)
    opened = opening(body, placements, usual, hyphens)
    return Steps(body, unread, usual, candidates, placements, drafts, clauses, opened)


def unusable_pages(document: Document) -> frozenset[int]:
    """Pages whose text layer is missing or garbled, and which OCR has not replaced."""
    return frozenset(page.number for page in document.pages if not page.quality.usable)
