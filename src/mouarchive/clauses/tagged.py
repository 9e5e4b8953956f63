"""The reading held against the file's own tags: where they disagree that is said, and nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mouarchive.model import Aside, Line, Page, Warn

__all__ = ["tag_warnings"]

_FURNITURE = frozenset({"header", "footer", "page-number", "marking", "line-number", "watermark"})
_OUTSIDE = -1
_COMPLETE = 0.8
_LEAST_LINES = 2
_BACKWARDS = 0.2
_MOST_PAGES = 8

_TEXT = (
    "tags-text",
    "The file's own tags call lines part of the text that were set aside as header or footer: {pages}.",
)
_ARTIFACT = (
    "tags-artifact",
    "The file's own tags call lines no part of the text that stand in it here: {pages}.",
)
_ORDER = ("tags-order", "The file's own tags put the lines in another order than they were read in: {pages}.")


def tag_warnings(pages: Sequence[Page], asides: Iterable[Aside]) -> tuple[Warn, ...]:
    """One warning for each kind of disagreement, with its pages; none for pages without tags.

    Tags that leave out a fifth of a page's text are not asked about it: its author tagged in part.
    """
    if not any(page.tags for page in pages):
        return ()
    furniture = {
        (aside.page, round(aside.box.x0), round(aside.box.y0)) for aside in asides if aside.role in _FURNITURE
    }
    found: dict[tuple[str, str], list[int]] = {_TEXT: [], _ARTIFACT: [], _ORDER: []}
    for page in pages:
        if len(page.tags) != len(page.lines) or not page.tags:
            continue
        aside = [_place(line) in furniture for line in page.lines]
        body = [tag for tag, out in zip(page.tags, aside, strict=True) if not out]
        kept = [tag for tag in body if tag != _OUTSIDE]
        if len(kept) < _COMPLETE * len(body) or not kept:
            continue
        if sum(out and tag != _OUTSIDE for tag, out in zip(page.tags, aside, strict=True)) >= _LEAST_LINES:
            found[_TEXT].append(page.number)
        if len(body) - len(kept) >= _LEAST_LINES:
            found[_ARTIFACT].append(page.number)
        if sum(after < before for before, after in pairwise(kept)) > max(
            _LEAST_LINES, _BACKWARDS * len(kept)
        ):
            found[_ORDER].append(page.number)
    return tuple(Warn(kind[0], kind[1].format(pages=_named(at)), at[0]) for kind, at in found.items() if at)


def _place(line: Line) -> tuple[int, int, int]:
    return line.page, round(line.box.x0), round(line.box.y0)


def _named(pages: Sequence[int]) -> str:
    more = ", ..." if len(pages) > _MOST_PAGES else ""
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages[:_MOST_PAGES]))}{more}"
