"""Of how much of a text an answer speaks, in letters and pages; and what may be said where that is not all.

    12,304 letters read: 11,900 in clauses, 350 in passages; 54 set aside (headers); nothing unread

Furniture (running lines, page numbers, contents lists) belongs to the page and not to the text. Where
anything else was not read, or was read and not taken into a clause or a passage, neither "not found" nor "no
difference" can be said of the document: only of what could be read of it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mouarchive.model import FURNITURE, Coverage, Warn
from mouarchive.words import counted, pages

__all__ = ["Reach", "limits", "set_aside_as"]

_CALLED = {
    "header": "headers",
    "footer": "footers",
    "page-number": "page numbers",
    "marking": "protective markings",
    "line-number": "line numbers",
    "watermark": "watermarks",
    "contents": "contents list",
    "rule": "drawn rules",
    "speck": "specks",
    "front": "front matter",
    "cover": "cover",
    "footnote": "footnotes",
    "table": "tables",
    "history": "version history",
    "unreadable": "unreadable text",
}
"""What text is called that was set aside, by its role; one without a name here is called by its role."""


class Reach(msgspec.Struct, frozen=True):
    """Of how much of one text an answer speaks: its letters by where they went, and its pages.

    `known` is None where the letters were not counted; `pages_read` where it is not known how many were read.
    """

    known: Coverage | None
    pages: int
    pages_read: int | None = None

    @property
    def sentence(self) -> str:
        """How many letters were read, and where they are; empty where they were not counted."""
        if self.known is None:
            return ""
        one = self.known
        read = one.letters - one.unread
        aside = sum(letters for _, letters in one.aside)
        places = f"{one.clauses:,} in clauses, {one.passages:,} in passages"
        kinds = ", ".join(set_aside_as(role) for role, _ in one.aside)
        rest = f"{aside:,} set aside ({kinds})" if aside else "nothing set aside"
        return f"{counted(read, 'letter')} read: {places}; {rest}; {self._unread or 'nothing unread'}"

    @property
    def _unread(self) -> str:
        letters = self.known.unread if self.known else 0
        said = [f"{counted(letters, 'letter')} unread"] if letters else []
        where = pages(self.known.pages_unread) if self.known else ""
        if where:
            said.append(f"{where} unread")
        elif self.pages_read is not None and self.pages_read < self.pages:
            said.append(f"{self.pages - self.pages_read} of {counted(self.pages, 'page')} unread")
        return ", ".join(said)

    @property
    def lack(self) -> str:
        """What of the text, furniture apart, was not read or set aside; empty where nothing was."""
        return ", ".join(filter(None, (self._unread, self._left)))

    @property
    def _left(self) -> str:
        """Text that was read, and taken neither into a clause nor into a passage."""
        found = [(role, letters) for role, letters in (self.known.aside if self.known else ())]
        other = [(role, letters) for role, letters in found if role not in FURNITURE]
        if not other:
            return ""
        kinds = ", ".join(set_aside_as(role) for role, _ in other)
        return f"{counted(sum(letters for _, letters in other), 'letter')} set aside as {kinds}"

    @property
    def whole(self) -> bool:
        """Whether all of the text, furniture apart, is in what was looked at."""
        return not self.lack

    def warnings(self) -> Iterator[Warn]:
        """That an answer speaks of a part of the text alone, where it does."""
        if self.lack:
            yield Warn("in-part", f"what is said here speaks of a part of the text alone: {self.lack}")


def set_aside_as(role: str) -> str:
    """What text is called that was set aside: "headers", "page numbers"."""
    return _CALLED.get(role, role)


def limits(reaches: Sequence[tuple[str, Reach]]) -> str:
    """What was not looked at, by the text's name ("older: page 3 unread; newer: …"); empty for nothing."""
    return "; ".join(f"{name}: {reach.lack}" if name else reach.lack for name, reach in reaches if reach.lack)
