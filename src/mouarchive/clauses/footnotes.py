"""Footnotes, set aside from the foot of each page or column.

    … save where a statute obliges it to.1            a raised mark in the text of this page
    ────────
    1. See section 12 of the 1992 Act.                small type, or parted and last on its page

They are in small type, or below a short rule, and their marks are raised in the text: a numbered list in
small type is no footnote where nothing above refers to its numbers. On a scanned page the raised marks are
lost or misread: there the place and the type have to do. Browsers' print engines set notes in the type of
the text, with no rule above them: nothing but the mark and the place at the foot tells such a note from a
numbered paragraph; so both are asked for, and that no list at its left edge counts up to it or on from it.
Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mouarchive.clauses.footmarks import join_raised, with_mark
from mouarchive.clauses.footnotes_rules import NOTES
from mouarchive.clauses.layout import Sheet, aside, bands, flows, join
from mouarchive.model import Aside, Line, Page

__all__ = ["set_aside_footnotes"]

_NOTE_MARK = re.compile(r"\[?(\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z](?=\s))\]?\s*(?=\S|$)")
_GLUED_NUMBER = re.compile(r"(?<=[a-z.,;:)\]\u2019\u201d\"'%])(\d{1,3})(?=[\s,.;:)]|$)")
_GLUED_SIGN = re.compile(r"(?<=\S)([*\u2020\u2021]{1,3})(?=[\s,.;:)]|$)")
_MISREAD = re.compile(r"[\"'\u2018-\u201d*]{0,2}[\dIl|!]{1,2}[\"'.,]?\s+(?=\S)|[\"'*\u2018-\u201d]+(?=[A-Z])")
"""What OCR makes of a raised mark before a note: 1, I, l, a quotation mark."""
_FINISHED = (".", ";", "!", "?", ")", "\u201d")
_PLAIN_NOTE = re.compile(r"\[?(\d{1,3})[\].]?\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.):]|\s|$)")
_DIGITS = re.compile(r"\d{1,3}")
_Notes = tuple[tuple[Line, ...], ...]


def set_aside_footnotes(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Aside]]:
    """Take footnotes off the foot of each page or column; `size` is the body's usual type, in points."""
    left, asides = list[Sheet](), list[Aside]()
    open_note = False
    noted = set[int]()
    for index, sheet in enumerate(map(join_raised, sheets)):
        gone: list[Line] = []
        for flow in flows(sheet):
            notes = _notes(sheet, flow, size, goes_on=open_note)
            asides += [aside(join(note), "footnote") for note in notes]
            gone += [line for note in notes for line in note]
        open_note = bool(gone) and _is_open(gone[-1])
        noted |= {index} if gone else set()
        left.append(sheet.without(gone))
    left, plain = _plain_notes(left, noted)
    for index, found in enumerate(plain):
        asides += [aside(join(note), "footnote") for note in found]
        left[index] = left[index].without(line for note in found for line in note)
    return left, asides


def _is_open(line: Line) -> bool:
    """Whether a note's last line ends in mid-sentence, so that the note may go on over the page."""
    return not line.text.rstrip().endswith(_FINISHED)


def _marks(lines: Iterable[Line]) -> set[str]:
    """Marks that refer to footnotes: raised runs, and numbers or signs glued to a word's end."""
    found: set[str] = set()
    for line in lines:
        found |= {line.text[low:high].strip(" []") for low, high in line.superscript if low > 0}
        found |= set(_GLUED_NUMBER.findall(line.text)) | set(_GLUED_SIGN.findall(line.text))
    return {mark for run in found for mark in re.split(r"[,\s]+", run)}


def _notes(sheet: Sheet, flow: Sequence[Line], size: float, *, goes_on: bool) -> list[tuple[Line, ...]]:
    """The footnotes at the end of a flow of lines, each with its lines."""
    groups = bands(flow)
    start = len(groups)
    while start > 0 and _is_small(groups[start - 1], size):
        start -= 1
    ruled = _below_rule(sheet.page, groups)
    if start == len(groups) and ruled is None:
        return []
    marks = _marks(sheet.lines)
    if ruled is not None and (start == len(groups) or ruled < start):
        start = ruled if _note_mark(groups[ruled]) in marks else start
    unmarked = _is_scanned(sheet.page) and _stand_apart(sheet, groups, start, ruled=ruled == start)
    notes: list[list[Line]] = []
    for index in range(start, len(groups)):
        mark = _note_mark(groups[index])
        misread = unmarked and _MISREAD.match(groups[index][0].text)
        if misread or (mark is not None and mark in marks):
            notes.append(list(groups[index]))
        elif notes:
            notes[-1] += groups[index]
        elif index == ruled and goes_on:
            notes.append(list(groups[index]))
    return [tuple(note) for note in notes]


def _is_small(band: Sequence[Line], size: float) -> bool:
    """Whether a band is set in smaller type than the text, as notes are."""
    return max(line.size for line in band) <= NOTES.small * size


def _is_scanned(page: Page) -> bool:
    """Whether a page's text was read from its picture, here or before it came to us."""
    return page.quality.image_share >= NOTES.scanned or page.quality.ocr_confidence is not None


def _stand_apart(sheet: Sheet, groups: Sequence[Sequence[Line]], start: int, *, ruled: bool) -> bool:
    """Whether the small type at the foot begins like a note, below a rule or white space."""
    if not 0 < start < len(groups) or not _MISREAD.match(groups[start][0].text):
        return False
    step = groups[start][0].baseline - groups[start - 1][0].baseline
    return ruled or step >= NOTES.parted * sheet.leading


def _note_mark(band: Sequence[Line]) -> str | None:
    """The mark that a band begins with, if it can begin a footnote."""
    first = band[0]
    match = _NOTE_MARK.match(first.text)
    if match is None:
        return None
    raised = any(low == 0 for low, _ in first.superscript)
    rest = first.text[match.end() :] or (band[1].text if len(band) > 1 else "")
    plain = not rest or not rest[0].islower() or rest.startswith(("http", "www", "see", "ibid"))
    return match[1] if (raised or plain) and not re.match(r"[-.),:;/]", first.text[match.end(1) :]) else None


def _below_rule(page: Page, groups: Sequence[Sequence[Line]]) -> int | None:
    """Index of the first band under a short rule that stands at the left of the text, low on the page."""
    if not groups:
        return None
    left = min(line.box.x0 for band in groups for line in band)
    for rule in page.rules:
        wide = rule.box.x1 - rule.box.x0
        if not rule.horizontal or not NOTES.shortest_rule <= wide <= NOTES.rule_width * page.width:
            continue
        if abs(rule.box.x0 - left) > 2 * NOTES.rule_above or rule.box.y0 < NOTES.low * page.height:
            continue
        for index, band in enumerate(groups):
            if band[0].baseline > rule.box.y1:
                near = band[0].baseline - rule.box.y1 <= NOTES.rule_above
                above = groups[index - 1][0].baseline if index else 0.0
                if near and rule.box.y0 - above >= NOTES.underline:
                    return index
                break
    return None


# ------------------------------------------------------------------ notes in the type of the text


class _Block(NamedTuple):
    """The notes at the foot of one sheet: the first one's number, and each note's lines."""

    number: int
    notes: _Notes

    @property
    def left(self) -> float:
        """Left edge of the first note, in points."""
        return self.notes[0][0].box.x0


def _plain_notes(sheets: Sequence[Sheet], noted: Collection[int] = ()) -> tuple[list[Sheet], list[_Notes]]:
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
            and line.size <= NOTES.small * above.size
            and 0 < line.baseline - above.baseline < NOTES.parted * sheet.leading
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
            if groups[index][0].baseline - groups[index - 1][0].baseline >= NOTES.parted * sheet.leading
        ),
        0,
    )
    first = _PLAIN_NOTE.match(groups[start][0].text) if start else None
    if sheet.columns > 1 or first is None or groups[start][0].baseline < NOTES.low * sheet.page.height:
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
        number = _PLAIN_NOTE.match(group[0].text)
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
            abs(x - at) <= NOTES.same_edge
            for x, at in zip((line.box.x0, line.box.x0 - text), edge, strict=True)
        )
        if (found := _NUMBER.match(line.text))
    ]
