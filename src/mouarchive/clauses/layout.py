"""Sorts the lines of a document into its body, in reading order, and what is set aside.

A pure step: Document in, Layout out. Nothing is dropped: each character of each page is in the body or in
exactly one aside.
"""

from __future__ import annotations

import re
from collections import Counter

from mouarchive.clauses.layout_values import BodyLine, ContentsEntry, Layout
from mouarchive.model import Aside, Document, Line, Page

__all__ = ["BodyLine", "ContentsEntry", "Layout", "sort_lines"]

_ZONE = 0.14
_SHARE = 0.4
_BASELINE_STEP = 3.0


def sort_lines(document: Document) -> Layout:
    """Sort every line of the document into body and asides."""
    repeated = _repeated(document)
    body: list[BodyLine] = []
    asides: list[Aside] = []
    for page in document.pages:
        above: Line | None = None
        for line in page.lines:
            if _key(line, page) in repeated:
                role = "header" if line.box.y1 < page.height / 2 else "footer"
                asides.append(Aside(role, line.text, page.number, line.box))
                continue
            gap = 0.0 if above is None else max(0.0, line.box.y0 - above.box.y1)
            body.append(BodyLine(line, first_in_page=above is None, gap=gap))
            above = line
    return Layout(tuple(body), tuple(asides))


def _key(line: Line, page: Page) -> tuple[str, int] | None:
    in_zone = line.box.y1 < page.height * _ZONE or line.box.y0 > page.height * (1 - _ZONE)
    if not in_zone:
        return None
    return re.sub(r"\d+", "#", " ".join(line.text.split())), round(line.baseline / _BASELINE_STEP)


def _repeated(document: Document) -> set[tuple[str, int] | None]:
    seen = Counter(
        key for page in document.pages for key in {_key(line, page) for line in page.lines} if key is not None
    )
    least = max(3, _SHARE * len(document.pages))
    return {key for key, count in seen.items() if count >= least}
