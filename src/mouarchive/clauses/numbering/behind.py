"""Labels that stand behind another label's short heading on one line, told from what follows.

(a) Examples. (1) A log of each request.      (a) Examples.
    (2) A copy of each reply.                     (1) A log of each request.
                                                  (2) A copy of each reply.
(b) In this part (1) logs and (2) copies      one sentence: its labels stay inside
are records.

On its own: it parts lines before any label is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.clauses.labels import Mark, read_labels
from mouarchive.clauses.layout import BodyLine, cut
from mouarchive.clauses.numbering.numbering_rules import NUMBERING

__all__ = ["part_run_in_labels"]

_HEAD = re.compile(
    r"(?P<head>[^\W\d_a-z][^.:;()]*(?:\.[\u2014\u2013-]*|[\u2014\u2013]))\s*(?=\((?:1|a|A|i)\)\s*[^\W\d_])"
)
"""A heading with its stop, and the first label of a list behind it."""


def part_run_in_labels(body: Sequence[BodyLine]) -> tuple[BodyLine, ...]:
    """The body with lines parted before a list's first label that stands behind a heading on its line.

    Only where the second label of the list begins a line further down, or where lists of the same sort behind
    headings of the same sort do so elsewhere in the document.
    """
    found = {row: where for row, item in enumerate(body) if (where := _run_in(item)) is not None}
    sure = {
        where[1:]
        for row, where in found.items()
        if _goes_on(body[row + 1 : row + 1 + NUMBERING.second_label], where[2:])
    }
    parted: list[BodyLine] = []
    for row, item in enumerate(body):
        if row in found and found[row][1:] in sure:
            at, line = found[row][0], item.line
            parted.append(replace(item, line=cut(line, 0, at)))
            inner = cut(line, at, len(line.text))
            inner = replace(inner, box=replace(inner.box, x0=line.box.x0))  # its own column says nothing
            parted.append(replace(item, line=inner, first_in_page=False, gap=0.0))
        else:
            parted.append(item)
    return tuple(parted)


def _run_in(item: BodyLine) -> tuple[int, str, str, str] | None:
    """Where a label behind a heading begins, the sort of the label before it, its own sort and shape."""
    if item.table is not None:
        return None
    for reading in read_labels(item.line.text):
        head = _HEAD.match(item.line.text, reading.rest)
        if head and len(head["head"].split()) <= NUMBERING.run_in_words:
            inner = _first_mark(item.line.text[head.end() :])
            outer = reading.marks[-1]
            if inner is not None and inner.family != outer.family:
                return head.end(), outer.family, inner.family, inner.shape
    return None


def _first_mark(text: str) -> Mark | None:
    """The label that a text begins with, read as the first of its list."""
    marks = [reading.marks[0] for reading in read_labels(text)]
    return next((mark for mark in marks if mark.last == 1), None)


def _goes_on(lines: Sequence[BodyLine], sort: tuple[str, ...]) -> bool:
    """Whether a list of this sort goes on below with its second label before it begins anew."""
    for item in lines:
        marks = [reading.marks[0] for reading in read_labels(item.line.text)]
        same = [mark.last for mark in marks if (mark.family, mark.shape) == sort]
        if same:
            return 1 not in same
    return False
