"""A document taken apart into clauses, step by step: layout, labels, numbering, text. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.cautions import (
    bound_warnings,
    contents_warnings,
    mark_fields,
    mark_lost,
    tag_warnings,
)
from mouarchive.clauses.coverage import count_coverage
from mouarchive.clauses.footnotes import drop_footnote_marks
from mouarchive.clauses.layout import Apart, BodyLine, Layout, aside
from mouarchive.clauses.measures import Measures, measure, readable
from mouarchive.clauses.numbering.behind import part_run_in_labels
from mouarchive.clauses.numbering.candidates import Candidate, find_candidates
from mouarchive.clauses.numbering.solving import solve
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.passages import Unit
from mouarchive.clauses.passages.beside import find_beside
from mouarchive.clauses.passages.closing import find_closing
from mouarchive.clauses.passages.making import Made, in_order
from mouarchive.clauses.passages.opening import find_opening, part_preamble
from mouarchive.clauses.sorting import sort_lines
from mouarchive.clauses.text.collecting import Draft, collect, find_heads
from mouarchive.clauses.text.joining import learn_hyphens
from mouarchive.clauses.text.tree import build_clauses, paragraphs
from mouarchive.model import Aside, Clause, Document, Segmentation

__all__ = ["Steps", "segment", "segment_layout", "take_steps", "unusable_pages"]


class Steps(msgspec.Struct, frozen=True):
    """What each step from lines to clauses made, in their order.

    `printed` are the lines that can be read, as printed, `body` the same without the marks of footnotes,
    `unread` the others; `apart` is what stands beside the lines that can be read; `usual` measures the body;
    `candidates` may begin with labels, `placements` are the labels of clauses believed; `drafts` are their
    lines and `clauses` their texts (of a text without labels its paragraphs); `units` what becomes
    passages, and `made` all of them in reading order.
    """

    printed: tuple[BodyLine, ...]
    body: tuple[BodyLine, ...]
    unread: tuple[Aside, ...]
    apart: tuple[Apart, ...]
    usual: Measures
    candidates: tuple[Candidate, ...]
    placements: tuple[Placement, ...]
    drafts: tuple[Draft, ...]
    clauses: tuple[Clause, ...]
    units: tuple[Unit, ...]
    made: Made


def segment(document: Document) -> Segmentation:
    """Take a document apart into clauses, passages and what is set aside; never refuses, loses no letter."""
    layout = sort_lines(document)
    made = take_steps(layout, unusable_pages(document))
    cut = _segmentation(layout, made)
    warnings = (*cut.warnings, *tag_warnings(document.pages, cut.asides))
    rows = {row for draft in made.drafts for row in draft.rows}
    return replace(
        cut,
        clauses=mark_fields(mark_lost(cut.clauses), document.pages),
        warnings=warnings,
        coverage=count_coverage(document.pages, made.printed, made.apart, cut.asides, rows),
    )


def segment_layout(layout: Layout, unusable: frozenset[int] = frozenset()) -> Segmentation:
    """The same from lines that are already sorted; text of `unusable` pages makes no clauses."""
    return _segmentation(layout, take_steps(layout, unusable))


def _segmentation(layout: Layout, made: Steps) -> Segmentation:
    numbered = tuple(clause for clause in made.made.clauses if not clause.passage)
    warnings = (
        *layout.warnings,
        *contents_warnings(layout.contents, made.clauses),
        *bound_warnings(numbered, layout.asides),
    )
    return Segmentation(made.made.clauses, (*layout.asides, *made.unread), layout.control, warnings)


def take_steps(layout: Layout, unusable: frozenset[int]) -> Steps:
    """From sorted lines to clauses and passages; each step takes what the ones before it made."""
    printed, unread = readable(layout.body, unusable)
    apart, lost = _apart(layout.apart, {aside.page for aside in unread})
    printed = part_run_in_labels(printed)
    body = drop_footnote_marks(printed, apart)
    usual = measure(body)
    hyphens = learn_hyphens(item.line.text for item in body)
    candidates = find_candidates(body, layout.contents, usual)
    preamble, placements = part_preamble(solve(candidates))
    heads = find_heads(body, placements, usual)
    closing = find_closing(body, heads.labels, {*heads.loose, *heads.matter}, usual) if placements else ()
    gone = {row for unit in closing for row in unit.rows}
    first = placements[0].row if placements else 0
    opening = find_opening(body, first, preamble, gone, usual)
    if placements:
        drafts = collect(body, heads, gone, usual)
        clauses = build_clauses(drafts, usual, hyphens)
    else:
        drafts, clauses = paragraphs(body, usual, hyphens)
    units = (*opening, *closing, *find_beside(apart, printed))
    made = in_order(clauses, drafts, units, hyphens)
    return Steps(
        printed, body, (*unread, *lost), apart, usual, candidates, placements, drafts, clauses, units, made
    )


def _apart(apart: Sequence[Apart], unread: Collection[int]) -> tuple[tuple[Apart, ...], tuple[Aside, ...]]:
    """What stands beside the lines of pages that can be read, and that of the others as it is."""
    lost = (line for one in apart if one.page in unread for line in one.lines)
    return (
        tuple(one for one in apart if one.page not in unread),
        tuple(aside(line, "unreadable") for line in lost),
    )


def unusable_pages(document: Document) -> frozenset[int]:
    """Pages whose text layer is missing or garbled, and which OCR has not replaced."""
    return frozenset(page.number for page in document.pages if not page.quality.usable)
