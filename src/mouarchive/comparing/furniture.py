"""What stands on the pages and not in the text: a marking, or a running line, that says something else now.

A running line is no part of an agreement, and its page number is no news. But "OFFICIAL-SENSITIVE" for
"OFFICIAL", or "Version 2" in a footer, is something that a version says of itself: told as data, never as a
change to a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mouarchive.comparing.normalise import same_layout
from mouarchive.model import Aside, Segmentation

__all__ = ["FurnitureChange", "furniture_changes"]

# "Page 3 of 12", "- 3 -", "3/12": what differs from page to page.
_PAGE = re.compile(
    r"(?i)\b(?:page|pagina|página|seite|tudalen|p\.)\s*\d+(?:\s*(?:of|de|von|van|sur|/|o)\s*\d+)?"
    r"|^\W*\d+(?:\s*/\s*\d+)?\W*$|\b\d+\s+of\s+\d+\b"
)
_WHAT = {"marking": "marking", "watermark": "marking", "header": "header", "footer": "footer"}


class FurnitureChange(msgspec.Struct, frozen=True):
    """A running line or marking of one version alone: `what` is marking, header or footer.

    `old` and `new` are its words; None where the other version prints no such line.
    """

    what: str
    old: str | None
    new: str | None


def furniture_changes(old: Segmentation, new: Segmentation) -> tuple[FurnitureChange, ...]:
    """The markings, headers and footers that two versions do not have in common, in the order of their pages.

    Page numbers make no difference, nor does layout, nor whether a line stands at the head or at the foot.
    A line that differs in some of its words is told as one line that became another.
    """
    before, after = _lines(old), _lines(new)
    out: list[FurnitureChange] = []
    for what in dict.fromkeys(_WHAT.values()):
        gone = [text for kind, text in before if kind == what and not _stands(text, after)]
        come = [text for kind, text in after if kind == what and not _stands(text, before)]
        pairs = _paired(gone, come)
        out += [FurnitureChange(what, a, b) for a, b in pairs]
        out += [FurnitureChange(what, a, None) for a in _rest(gone, [a for a, _ in pairs])]
        out += [FurnitureChange(what, None, b) for b in _rest(come, [b for _, b in pairs])]
    return tuple(out)


def _lines(cut: Segmentation) -> list[tuple[str, str]]:
    """What each different running line is, and its words without page numbers; the marking first."""
    marking = [("marking", cut.control.marking)] if cut.control.marking else []
    found = dict.fromkeys((*marking, *((_WHAT[a.role], a.text) for a in _printed(cut))))
    seen: list[tuple[str, str]] = []
    for what, raw in found:
        text = " ".join(_PAGE.sub(" ", raw).split()).strip(" |·-\u2013\u2014")
        if any(char.isalnum() for char in text) and not _stands(text, seen):
            seen.append((what, text))
    return seen


def _printed(cut: Segmentation) -> Iterator[Aside]:
    return (aside for aside in cut.asides if aside.role in _WHAT)


def _stands(text: str, lines: list[tuple[str, str]]) -> bool:
    return any(same_layout(text, other) for _, other in lines)


def _paired(gone: list[str], come: list[str]) -> list[tuple[str, str]]:
    """Lines that became others: those with a word in common; then the one left on each side."""
    out: list[tuple[str, str]] = []
    for text in gone:
        words = set(text.casefold().split())
        free = _rest(come, [b for _, b in out])
        likely = max(free, key=lambda other: len(words & set(other.casefold().split())), default=None)
        if likely is not None and words & set(likely.casefold().split()):
            out.append((text, likely))
    last = _rest(gone, [a for a, _ in out]), _rest(come, [b for _, b in out])
    return [*out, (last[0][0], last[1][0])] if len(last[0]) == len(last[1]) == 1 else out


def _rest(lines: list[str], told: list[str]) -> list[str]:
    return [line for line in lines if line not in told]
