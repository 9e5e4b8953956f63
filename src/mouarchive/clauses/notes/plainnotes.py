"""Footnotes in the type of the text, with no rule above them, as browsers' print engines set them.

    … save where a statute obliges it to.1            a raised mark in the text of this page

    1. See section 12 of the 1992 Act.                last on the page, parted, and next in no list

Nothing but the mark in the text and the place at the foot tells such a note from a numbered paragraph; so
both are asked for, and that no list at its left edge counts up to it or on from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.notes.raised import with_mark
from mouarchive.model import Line

__all__ = ["plain_notes"]

_NOTE = re.compile(r"\[?(\d{1,3})[\].]?\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.):]|\s|$)")
_DIGITS = re.compile(r"\d{1,3}")
_SMALLER = 0.93
"""Size of a mark that wrapped onto a line of its own, as a share of the text's, at most."""
_PARTED = 1.5
"""White space above the notes, in leadings from baseline to baseline, at least."""
_LOW = 0.5
"""Share of the page's height below which notes stand."""
_SAME_EDGE = 2.0
_Notes = tuple[tuple[Line, ...], ...]


class _Block(NamedTuple):
    """The notes at the foot of one sheet: the first one's number, and each note's lines."""

    number: int
    notes: _Notes

    @property
    def left(self) -> float:
        """Left edge of the first note, in points."""
        return self.notes[0][0].box.x0


def plain_notes(sheets: Sequence[Sheet], noted: Collection[int] = ()) -> tuple[list[Sheet], list[_Notes]]:
    """The sheets with wrapped marks put back behind their lines, and the notes of each that has such.

    The sheets with an index among the `noted` have notes in small type, and so no others.
    """
    mended = [_with_wrapped_marks(sheet) for sheet in sheets]
    blocks = [None if index in noted else _block(sheet) for index, sheet in enumerate(mended)]
    kept = [
        () if block is None or _is_listed(mended, blocks, index) else block.notes
        for index, block in enumerate(blocks)
    ]
    return [
        changed if notes else sheet for sheet, changed, notes in zip(sheets, mended, kept, strict=True)
    ], kept


def _with_wrapped_marks(sheet: Sheet) -> Sheet:
    """The sheet with a small number that is a line of its own put behind the finished sentence above it."""
    lines: list[Line] = []
    for line in sheet.lines:
        above = lines[-1] if lines else None
        if (
            above is not None
            and _DIGITS.fullmatch(line.text.strip())
            and line.size <= _SMALLER * above.size
            and 0 < line.baseline - above.baseline < _PARTED * sheet.leading
            and line.box.x0 < above.box.x1
            and above.text.rstrip().endswith((".", ";", ",", ":"))
        ):
            lines[-1] = with_mark(above, line, len(above.text))
        else:
            lines.append(line)
    return replace(sheet, lines=tuple(lines)) if len(lines) < len(sheet.lines) else sheet


def _block(sheet: Sheet) -> _Block | None:
    """What stands last on a sheet of one column, parted, and begins with a number raised further up."""
    groups = sheet.bands
    start = next(
        (
            index
            for index in range(len(groups) - 1, 0, -1)
            if groups[index][0].baseline - groups[index - 1][0].baseline >= _PARTED * sheet.leading
        ),
        0,
    )
    first = _NOTE.match(groups[start][0].text) if start else None
    if sheet.columns > 1 or first is None or groups[start][0].baseline < _LOW * sheet.page.height:
        return None
    marks = {
        line.text[low:high].strip(" []")
        for group in groups[:start]
        for line in group
        for low, high in line.superscript
        if low > 0
    }
    notes: list[list[Line]] = []
    for group in groups[start:]:
        number = _NOTE.match(group[0].text)
        if number and number[1] == str(int(first[1]) + len(notes)) and number[1] in marks:
            notes.append(list(group))
        elif notes:
            notes[-1] += group
        else:
            return None
    return _Block(int(first[1]), tuple(tuple(note) for note in notes))


def _is_listed(sheets: Sequence[Sheet], blocks: Sequence[_Block | None], index: int) -> bool:
    """Whether the numbers at the notes' left edge count up to the first one or on from the last."""
    block = blocks[index]
    if block is None:
        return False
    own = sheets[index]
    edge = block.left, block.left - _edge(own, block)
    before = [n for at in range(index + 1) for n in _numbers(sheets[at], blocks[at], edge)]
    after = [n for at in range(index + 1, len(sheets)) for n in _numbers(sheets[at], blocks[at], edge)]
    return before[-1:] == [block.number - 1] or after[:1] == [block.number + len(block.notes)]


def _edge(sheet: Sheet, block: _Block | None) -> float:
    """The left edge of a sheet's text, what may be notes left aside."""
    notes = {id(line) for note in block.notes for line in note} if block else set()
    return min((line.box.x0 for line in sheet.lines if id(line) not in notes), default=0.0)


def _numbers(sheet: Sheet, block: _Block | None, edge: tuple[float, float]) -> list[int]:
    """The numbers that lines begin with at a left edge, what may be notes left aside.

    The edge is given on the paper and from the text's own edge: left and right pages may differ.
    """
    notes = {id(line) for note in block.notes for line in note} if block else set()
    text = _edge(sheet, block)
    return [
        int(found[1])
        for line in sheet.lines
        if id(line) not in notes
        if any(
            abs(x - at) <= _SAME_EDGE for x, at in zip((line.box.x0, line.box.x0 - text), edge, strict=True)
        )
        if (found := _NUMBER.match(line.text))
    ]
