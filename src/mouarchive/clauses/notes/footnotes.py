"""Footnotes: small type at the foot of a page or column whose marks are raised in the text above.

A numbered list in small type is no footnote where nothing above refers to its numbers. On a scanned page the
raised marks are lost or misread: there the place and the type have to do. Notes in the type of the text are
found in `plainnotes`. Lengths are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mouarchive.clauses.layout import Sheet, aside, bands, flows, join
from mouarchive.clauses.notes.plainnotes import plain_notes
from mouarchive.clauses.notes.raised import join_raised
from mouarchive.model import Aside, Line, Page

__all__ = ["set_aside_footnotes"]

_MARK = re.compile(r"\[?(\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z](?=\s))\]?\s*(?=\S|$)")
_GLUED = re.compile(r"(?<=[a-z.,;:)\]\u2019\u201d\"'%])(\d{1,3})(?=[\s,.;:)]|$)")
_SYMBOL = re.compile(r"(?<=\S)([*\u2020\u2021]{1,3})(?=[\s,.;:)]|$)")
_SMALLER = 0.93
"""Size of a footnote's type, as a share of the body's, at most."""
_SEPARATOR = 0.6
"""Width of the rule above footnotes, as a share of the page's, at most."""
_SHORTEST_RULE = 40.0
_SCANNED = 0.5
"""Share of the page that a picture covers where its text was read from that picture."""
_PARTED = 1.5
"""White space above footnotes without known marks, in leadings from baseline to baseline, at least."""
_MISREAD = re.compile(r"[\"'\u2018-\u201d*]{0,2}[\dIl|!]{1,2}[\"'.,]?\s+(?=\S)|[\"'*\u2018-\u201d]+(?=[A-Z])")
"""What OCR makes of a raised mark before a note: 1, I, l, a quotation mark."""
_FINISHED = (".", ";", "!", "?", ")", "\u201d")
_RULE_ABOVE = 24.0
"""Distance from that rule down to the first footnote's baseline, at most."""


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
        open_note = bool(gone) and not gone[-1].text.rstrip().endswith(_FINISHED)
        noted |= {index} if gone else set()
        left.append(sheet.without(gone))
    left, plain = plain_notes(left, noted)
    for index, found in enumerate(plain):
        asides += [aside(join(note), "footnote") for note in found]
        left[index] = left[index].without(line for note in found for line in note)
    return left, asides


def _marks(lines: Iterable[Line]) -> set[str]:
    """Marks that refer to footnotes: raised runs, and numbers or signs glued to a word's end."""
    found: set[str] = set()
    for line in lines:
        found |= {line.text[low:high].strip(" []") for low, high in line.superscript if low > 0}
        found |= set(_GLUED.findall(line.text)) | set(_SYMBOL.findall(line.text))
    return {mark for run in found for mark in re.split(r"[,\s]+", run)}


def _notes(sheet: Sheet, flow: Sequence[Line], size: float, *, goes_on: bool) -> list[tuple[Line, ...]]:
    """The footnotes at the end of a flow of lines, each with its lines."""
    groups = bands(flow)
    start = len(groups)
    while start > 0 and max(line.size for line in groups[start - 1]) <= _SMALLER * size:
        start -= 1
    ruled = _below_rule(sheet.page, groups)
    if start == len(groups) and ruled is None:
        return []
    marks = _marks(sheet.lines)
    if ruled is not None and (start == len(groups) or ruled < start):
        start = ruled if _mark(groups[ruled]) in marks else start
    unmarked = _is_scanned(sheet.page) and _stand_apart(sheet, groups, start, ruled=ruled == start)
    notes: list[list[Line]] = []
    for index in range(start, len(groups)):
        mark = _mark(groups[index])
        misread = unmarked and _MISREAD.match(groups[index][0].text)
        if misread or (mark is not None and mark in marks):
            notes.append(list(groups[index]))
        elif notes:
            notes[-1] += groups[index]
        elif index == ruled and goes_on:
            notes.append(list(groups[index]))
    return [tuple(note) for note in notes]


def _is_scanned(page: Page) -> bool:
    """Whether a page's text was read from its picture, here or before it came to us."""
    return page.quality.image_share >= _SCANNED or page.quality.ocr_confidence is not None


def _stand_apart(sheet: Sheet, groups: Sequence[Sequence[Line]], start: int, *, ruled: bool) -> bool:
    """Whether the small type at the foot begins like a note, below a rule or white space."""
    if not 0 < start < len(groups) or not _MISREAD.match(groups[start][0].text):
        return False
    step = groups[start][0].baseline - groups[start - 1][0].baseline
    return ruled or step >= _PARTED * sheet.leading


def _mark(band: Sequence[Line]) -> str | None:
    """The mark that a band begins with, if it can begin a footnote."""
    first = band[0]
    match = _MARK.match(first.text)
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
        if not rule.horizontal or not _SHORTEST_RULE <= wide <= _SEPARATOR * page.width:
            continue
        if abs(rule.box.x0 - left) > 2 * _RULE_ABOVE or rule.box.y0 < page.height / 3:
            continue
        for index, band in enumerate(groups):
            if band[0].baseline > rule.box.y1:
                near = band[0].baseline - rule.box.y1 <= _RULE_ABOVE
                above = groups[index - 1][0].baseline if index else 0.0
                if near and rule.box.y0 - above >= 2.0:  # noqa: PLR2004 - closer, it is an underline
                    return index
                break
    return None
