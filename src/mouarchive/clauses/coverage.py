"""Of how much of a document its clauses and passages speak, counted in letters.

On its own: it counts what every step before it has made, and makes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from mouarchive.clauses.layout import Apart, BodyLine, letters
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.model import Aside, Coverage, Page

__all__ = ["count_coverage", "count_letters"]


def count_letters(pages: Iterable[Page]) -> int:
    """All letters on the lines of pages: characters that are no white space."""
    return sum(letters(line.text) for page in pages for line in page.lines)


def count_coverage(
    pages: Sequence[Page],
    body: Sequence[BodyLine],
    apart: Sequence[Apart],
    asides: Sequence[Aside],
    clause_rows: Collection[int],
) -> Coverage:
    """The letters of a document by what became of them, each counted from the lines as printed.

    `body` are the lines that could be read, the marks of footnotes in them; `clause_rows` those in clauses.
    """
    clauses = passages = 0
    for row, item in enumerate(body):
        count = letters(item.line.text) + item.mended
        if row in clause_rows:
            clauses += count
        else:
            passages += count
    passages += sum(letters(line.text) for one in apart for line in one.lines)
    passages += sum(one.mended for one in apart)
    roles: Counter[str] = Counter()
    unread = 0
    for aside in asides:
        if aside.role == "unreadable":
            unread += letters(aside.text)
        elif aside.role != "speck":  # no letter of the page
            roles[aside.role] += letters(aside.text)
    return Coverage(
        letters=count_letters(pages),
        clauses=clauses,
        passages=passages,
        aside=tuple(sorted(roles.items(), key=lambda one: (-one[1], one[0]))),
        unread=unread,
        pages_unread=_unread_pages(pages, asides),
    )


def _unread_pages(pages: Sequence[Page], asides: Sequence[Aside]) -> tuple[int, ...]:
    """Pages of which nothing, or nothing reliable, was read; a blank page is not among them."""
    garbled = {aside.page for aside in asides if aside.role == "unreadable"}
    return tuple(
        page.number
        for page in pages
        if page.number in garbled
        or (not page.lines and (not page.quality.usable or page.quality.image_share >= MEASURES.picture))
    )
