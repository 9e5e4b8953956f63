"""What stands on the pages and not in the text: a marking, or a running line, that says something else now.

A running line is no part of an agreement, and its page number is no news. But "OFFICIAL-SENSITIVE" for
"OFFICIAL", or "Version 2" in a footer, is something that a version says of itself: told as data, never as a
change to a clause. On its own: what belongs to the pages is compared apart from what belongs to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mouarchive.comparing.normalise import same_layout
from mouarchive.model import Control

__all__ = ["FurnitureChange", "furniture_changes", "running_lines"]

# "Page 3 of 12", "- 3 -", "3/12": what differs from page to page.
_PAGE = re.compile(
    r"(?i)\b(?:page|pagina|página|seite|tudalen|p\.)\s*\d+(?:\s*(?:of|de|von|van|sur|/|o)\s*\d+)?"
    r"|^\W*\d+(?:\s*/\s*\d+)?\W*$|\b\d+\s+of\s+\d+\b"
)
_AT_THE_EDGE = re.compile(r"^\d+\s+|\s+\d+$")  # a page number where the line prints another on each page
_WHAT = {"marking": "marking", "watermark": "marking", "header": "header", "footer": "footer"}
_CLAIMS = ("version", "status")
"""What a document says of itself, told only where both say something: silence may be what was not read."""

RunningLine = tuple[str, str]
"""What a line is (marking, header, footer, version or status), and its words without page numbers."""


class FurnitureChange(msgspec.Struct, frozen=True):
    """A running line, marking or claim of one version alone: `what` it is, as in `RunningLine`.

    `old` and `new` are its words; None where the other version prints no such line.
    """

    what: str
    old: str | None
    new: str | None


def furniture_changes(old: Sequence[RunningLine], new: Sequence[RunningLine]) -> tuple[FurnitureChange, ...]:
    """What two versions do not have in common of their `running_lines`, in the order of their pages.

    Layout makes no difference, nor whether a line stands at the head or at the foot. A line that differs in
    some of its words is told as one line that became another.
    """
    out: list[FurnitureChange] = []
    for what in dict.fromkeys((*_CLAIMS, *_WHAT.values())):
        gone = [text for kind, text in old if kind == what and not _stands(text, _rivals(what, new))]
        come = [text for kind, text in new if kind == what and not _stands(text, _rivals(what, old))]
        pairs = _paired(gone, come)
        out += [FurnitureChange(what, a, b) for a, b in pairs]
        if what not in _CLAIMS:
            out += [FurnitureChange(what, a, None) for a in _rest(gone, [a for a, _ in pairs])]
            out += [FurnitureChange(what, None, b) for b in _rest(come, [b for _, b in pairs])]
    return tuple(out)


def _rivals(what: str, lines: Sequence[RunningLine]) -> list[RunningLine]:
    """The lines of another version in which one of this sort may stand: a claim only in the same claim."""
    return [one for one in lines if (one[0] == what if what in _CLAIMS else one[0] not in _CLAIMS)]


def running_lines(control: Control, asides: Iterable[tuple[str, str]]) -> tuple[RunningLine, ...]:
    """Each different line that stands on the pages of a version and not in its text; its claims first.

    `asides` are role and text of what was set aside. Page numbers are left out of the lines.
    """
    claims = zip((*_CLAIMS, "marking"), (control.label, control.status, control.marking), strict=True)
    printed = _without_counts([(_WHAT[role], text) for role, text in asides if role in _WHAT])
    seen: list[RunningLine] = []
    for what, raw in dict.fromkeys((*((what, said) for what, said in claims if said), *printed)):
        text = raw if what in _CLAIMS else _tidied(_PAGE.sub(" ", raw))
        if any(map(str.isalnum, text)) and not _stands(text, _rivals(what, seen)):
            seen.append((what, text))
    return tuple(seen)


def _without_counts(lines: Sequence[RunningLine]) -> Iterator[RunningLine]:
    """The lines; those that differ in a number at their edge alone without it: it counts the pages."""
    bare = [(what, _AT_THE_EDGE.sub("", _tidied(text))) for what, text in lines]
    forms: dict[RunningLine, set[str]] = {}
    for one, (_, text) in zip(bare, lines, strict=True):
        forms.setdefault(one, set()).add(_tidied(text))
    for one, line in zip(bare, lines, strict=True):
        yield one if len(forms[one]) > 1 else line


def _tidied(text: str) -> str:
    return " ".join(text.split()).strip(" |·-\u2013\u2014")


def _stands(text: str, lines: Sequence[RunningLine]) -> bool:
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
