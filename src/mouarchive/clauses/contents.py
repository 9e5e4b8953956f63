"""Contents lists: dot leaders, rows ending in page numbers that never fall, or lists of later headings.

A list may run over several pages; its numbers may stand on rows of their own, before or after the title.
What a contents list prints is never trusted as numbering (lists go stale), only set aside and kept.

On its own: a contents list is a small document of its own, with promises that others check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.layout import ContentsEntry, Sheet, aside, join
from mouarchive.clauses.layout_rules import CONTENTS
from mouarchive.model import Aside, Line

__all__ = ["has_leader", "set_aside_contents"]

_HEADING = re.compile(
    r"((table\s+of\s+)?contents?(\s+(page|list))?(\s+(of|to|for)\s+(the|this)\s+(\w+)(\s+([A-Z]|\d+))?)?"
    r"|(list|table)\s+of\s+(tables|figures|annexes|appendices))"
    r"(\s*\(?cont(inued|'d|d)?\.?\)?)?\s*[:.]?(\s+page(\s+no\.?)?)?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(\.\s?){4,}|(\u2026\s?){2,}|_{4,}|(\u00b7\s?){4,}")
_PAGE = re.compile(
    r"(?:^|\s|[.\u2026_\u00b7])((?:page\s+)?(\d{1,4}|[ivxlc]{1,6})(?:/\d{1,4})?)\s*$", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?P<label>(?i:annex|appendix|schedule|part|article|section|chapter)\s+[\dA-Z]+(?:\.\d+)*\b"
    r"|\d{1,3}(?:[A-Z]{1,2}(?=[.\s]))?(?:\.\d{1,3}(?:[A-Z]{1,2}(?=[.\s]))?)*\.?(?=\s|[A-Z]|$)"
    r"|[A-Z]\.(?=\s)|[IVXLC]{1,6}\.(?=\s)|\([a-z]{1,4}\))\s*[:.\u2013\u2014-]?\s*",
)
_BULLET = re.compile(r"^[\s\u2013\u2014\u2022\u00b7\u25cf\uf0b7*-]+")


class _Row(msgspec.Struct, frozen=True):
    """One band of a page: the sheet's index, its lines, its text from left to right."""

    sheet: int
    lines: tuple[Line, ...]
    text: str
    right: float
    spaced: bool

    @property
    def heads(self) -> bool:
        return _is_head(self.text)

    @property
    def leader(self) -> bool:
        return has_leader(self.text)

    @property
    def page_number(self) -> int | None:
        """The Arabic page number that the row ends in; 0 for a Roman one."""
        found = _PAGE.search(self.text)
        if found is None:
            return None
        return int(found[2]) if found[2].isdigit() else 0

    @property
    def lone(self) -> bool:
        return _is_lone_number(self.text)

    @property
    def key(self) -> str:
        """Letters and digits of the title, to find it again as a heading."""
        return _letters(_LEADER.split(_BULLET.sub("", self.text))[0])

    @property
    def title(self) -> str:
        """Letters and digits of the title without its label, which may be printed on a row of its own."""
        text = _LEADER.split(_BULLET.sub("", self.text))[0]
        label = _LABEL.match(text)
        return _letters(text[label.end() :] if label else text)


def _is_head(text: str) -> bool:
    """Whether a row is a contents list's heading, specks that OCR took for signs aside."""
    return _HEADING.fullmatch(re.sub(r"^[^\w]+|[^\w)]+$", "", text)) is not None


def has_leader(text: str) -> bool:
    """Whether dots, or signs in their place, lead from a title to its page number."""
    return _LEADER.search(text) is not None


def _is_lone_number(text: str) -> bool:
    """Whether a row is nothing but a label or a page number, set apart from its title."""
    return re.fullmatch(r"[\dIVXivx]{1,4}\.?", text.strip()) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _rows(sheets: Sequence[Sheet]) -> list[_Row]:
    found = []
    for index, sheet in enumerate(sheets):
        for band in sheet.bands:
            line = join(band)
            spaced = len(line.spans) > 1
            found.append(_Row(index, band, " ".join(line.text.split()), line.box.x1, spaced))
    return found


class _Walk:
    """Follows a contents list row by row from its first row on."""

    def __init__(self, rows: Sequence[_Row], start: int, pages: int, *, headed: bool) -> None:
        self.rows, self.start, self.pages, self.headed = rows, start, pages, headed
        self.right: float | None = None
        self.last_number = 0
        self.keys: set[str] = set()
        self.entries = 0
        self.with_page = 0
        self.open_title = False

    @cached_property
    def later(self) -> list[str]:
        """The titles of all rows: only needed for lists without leaders or page numbers."""
        return [row.title for row in self.rows]

    @cached_property
    def widths(self) -> dict[int, float]:
        """How far to the right the lines of each page reach, in points."""
        found: dict[int, float] = {}
        for row in self.rows:
            found[row.sheet] = max(found.get(row.sheet, 0.0), *(line.box.x1 for line in row.lines))
        return found

    def _numbered(self, row: _Row) -> bool:
        number = row.page_number
        if number is None or number > self.pages + CONTENTS.beyond or (number and number < self.last_number):
            return False
        aligned = self.right is not None and abs(row.right - self.right) <= CONTENTS.edge
        right = CONTENTS.mostly * self.widths[row.sheet]
        return row.leader or aligned or (row.spaced and row.lines[-1].box.x1 > right)

    def is_entry(self, index: int) -> bool:
        row = self.rows[index]
        if row.leader or row.heads:
            return True
        if row.lone:
            return self.open_title and self.last_number > 0
        return self._numbered(row) or (self.headed and self._may_recur(row) and _recurs(self.later, index))

    def _may_recur(self, row: _Row) -> bool:
        """Whether recurring words alone may make an entry: not on a new page of a list with page numbers.

        There they are the first words of the body, which headings and sentences may well repeat.
        """
        return self.with_page < CONTENTS.mostly * self.entries or row.sheet == self.rows[self.start].sheet

    def _note(self, row: _Row) -> None:
        self.entries += not row.lone
        self.open_title = not row.lone and row.page_number is None
        self.keys.add(re.sub(r"\d+$", "", row.key))
        number = row.page_number
        if number and (row.leader or row.spaced):
            if number <= self.pages + CONTENTS.beyond:
                self.last_number = max(self.last_number, number)
            self.right = row.right
            self.with_page += 1

    def end(self) -> int:
        """Index after the last row of the list."""
        index = end = self.start
        while index < len(self.rows):
            row = self.rows[index]
            if not self._numbered(row) and _begins_body(row, self.rows[index - 1], self.keys):
                break
            if self.is_entry(index):
                self._note(row)
                end = index + 1
            elif index - end >= CONTENTS.wrapped:
                break
            index += 1
        return end


def _recurs(titles: Sequence[str], index: int) -> bool:
    """Whether a row's words come again as a later line: a link list's entry and its heading."""
    key = titles[index]
    if not any(letter.isalpha() for letter in key):
        return False
    joined = key + "".join(titles[index + 1 : index + 2])
    return any(
        other in {key, joined}
        or (
            min(len(other), len(key)) >= CONTENTS.letters
            and (key.startswith(other) or joined.startswith(other))
        )
        for other in titles[index + 1 :]
    )


def _begins_body(row: _Row, above: _Row, keys: Collection[str]) -> bool:
    """Whether a row is an entry's heading itself, come again: there the list is over.

    Its label may stand on the row above.
    """
    return not row.leader and (row.key in keys or (above.lone and f"{above.key}{row.key}" in keys))


def _unheaded_start(rows: Sequence[_Row], own: Sequence[int]) -> int | None:
    """Where a list without a heading begins on a page whose rows are `own`, by index.

    It shows by enough leaders, or enough rising page numbers.
    """
    leaders = [index for index in own if rows[index].leader and rows[index].page_number is not None]
    if len(leaders) >= CONTENTS.leaders and len(leaders) >= CONTENTS.led * len(own):
        return leaders[0]
    numbered = [index for index in own if rows[index].spaced and rows[index].page_number]
    numbers = [rows[index].page_number or 0 for index in numbered]
    rising = numbers == sorted(numbers) and len(set(numbers)) > 2  # noqa: PLR2004 - a column of equal numbers
    right = {round(rows[index].right / CONTENTS.edge) for index in numbered}
    many = len(numbered) >= max(CONTENTS.numbered, CONTENTS.mostly * len(own))
    if rising and many and len(right) <= 2:  # noqa: PLR2004 - an edge may fall between two steps
        return numbered[0]
    return None


def _entries(rows: Sequence[_Row], sheets: Sequence[Sheet]) -> list[ContentsEntry]:
    """Rows of a list as entries: numbers on rows of their own go to the title before or after them."""
    found: list[ContentsEntry] = []
    label, open_title = "", False
    for row in rows:
        if row.heads:
            continue
        page = sheets[row.sheet].page.number
        if row.lone:
            if open_title and row.text.isdigit():
                found[-1] = replace(found[-1], printed_page=row.text)
                open_title = False
            else:
                label = row.text
            continue
        entry = _entry(row, page)
        if open_title and not entry.label and not label and found[-1].page == page and found:
            found[-1] = replace(
                found[-1], title=f"{found[-1].title} {entry.title}", printed_page=entry.printed_page
            )
        else:
            found.append(entry if entry.label else replace(entry, label=label))
        label = ""
        open_title = not entry.printed_page and not _BULLET.match(row.text)
    return found


def _entry(row: _Row, page: int) -> ContentsEntry:
    text = _BULLET.sub("", row.text)
    printed = ""
    number = _PAGE.search(text)
    if number and (row.leader or row.spaced):
        printed, text = number[2], text[: number.start(1)]
    text = _LEADER.sub(" ", text).strip(" .\u2026_")
    label = _LABEL.match(text)
    name = label["label"] if label and label.end() < len(text) else ""
    title = text[label.end() :] if label and name else text
    return ContentsEntry(name.rstrip("."), " ".join(title.split()), printed, page, row.lines[0].box.x0)


def set_aside_contents(
    sheets: Sequence[Sheet],
) -> tuple[list[Sheet], list[Aside], list[ContentsEntry]]:
    """Take contents lists off the sheets, and read their entries."""
    rows = _rows(sheets)
    by_sheet = defaultdict[int, list[int]](list)
    for index, row in enumerate(rows):
        by_sheet[row.sheet].append(index)
    taken: list[_Row] = []
    entries: list[ContentsEntry] = []
    index, tried = 0, -1
    while index < len(rows):
        row = rows[index]
        headed = row.heads
        start: int | None = index if headed else None
        if not headed and row.sheet != tried:
            tried = row.sheet
            start = _unheaded_start(rows, by_sheet[row.sheet])
        if start is not None and start >= index:
            walk = _Walk(rows, start, len(sheets), headed=headed)
            end = walk.end()
            if walk.entries >= CONTENTS.leaders:  # a heading counts as one
                taken += rows[start:end]
                entries += _entries(rows[start:end], sheets)
                index = end
                continue
        index += 1
    left, asides = list(sheets), list[Aside]()
    for row in taken:
        left[row.sheet] = left[row.sheet].without(row.lines)
        asides.extend(aside(line, "contents") for line in row.lines)
    return left, asides, entries
