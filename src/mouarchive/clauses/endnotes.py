"""End notes, set apart from the end of a document: what footnotes are in print that flows.

    … which buildings to visit first.1                 a mark in the text
    Notes                                              a title of its own, last in the document
    1 It does not decide which tenants may stay.       numbers from 1 on, each of them a mark above

On a page that OCR has read, small raised figures come out as signs, above (`first.!`) and here (`! It does`).

On its own: their place is the end of the document, as that of footnotes is the foot of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouarchive.clauses.layout import Apart, Sheet
from mouarchive.model import Line

__all__ = ["bracketed", "set_apart_endnotes"]

_TITLE = re.compile(
    r"(?:end\s?)?notes|footnotes|notes? de fin|notes|anmerkungen|endnoten|fu\u00dfnoten|notas|eindnoten|note",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\[?(\d{1,3})(?:\]|[.)](?=\s)|(?=\s|[^\W\d_]|$))")
_MISREAD = re.compile(
    r"[\dIl|!+*\u2018-\u201d\"']{1,2}[.,]?\s+(?=\S)|[\d!+*\u2018-\u201d\"']{1,2}(?=[^\W\d_])"
)
_MISREAD_ABOVE = re.compile(r"(?<=[^\W\d_])[.,;:)][\d!?*+|\u00b0\u2018-\u201d\"']{1,2}(?=\s|$)")
_MARK = re.compile(r"\[(\d{1,3})\]|(?<=[^\W\d_.,;:)\u2019\u201d\"'][.,;:)])(\d{1,3})(?=\s|$)")


def set_apart_endnotes(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Apart]]:
    """Take the notes off the end of the last pages, with their title; each is one text, over pages too."""
    lines = [line for sheet in sheets for line in sheet.lines]
    start = next((at for at in range(len(lines) - 1, -1, -1) if _is_title(lines[at])), None)
    notes = [] if start is None else _notes(lines[start + 1 :])
    if start is not None and not (notes and _are_referred_to(notes, lines[:start])):
        notes = _misread_notes(lines[start + 1 :], lines[:start])
    if start is None or not notes:
        return list(sheets), []
    gone = [lines[start], *(line for note in notes for line in note)]
    found = [Apart("notes-title", (lines[start],)), *(Apart("endnote", tuple(note)) for note in notes)]
    return [sheet.without(gone) for sheet in sheets], found


def _is_title(line: Line) -> bool:
    return _TITLE.fullmatch(line.text.strip(" :.")) is not None


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """All lines to the end as notes numbered from 1 on; none where the first has no number."""
    notes: list[list[Line]] = []
    for line in lines:
        number = _NUMBERED.match(line.text)
        if number and int(number[1]) == len(notes) + 1:
            notes.append([line])
        elif notes:
            notes[-1].append(line)
        else:
            return []
    return notes


def _misread_notes(lines: Sequence[Line], above: Sequence[Line]) -> list[list[Line]]:
    """Notes that OCR read, by signs for their numbers; the first may have lost its own.

    None where no mark in the text above was taken for a sign or a figure too.
    """
    if any(line.confidence is None for line in lines):
        return []
    begins = [_MISREAD.match(line.text) is not None for line in lines]
    if not any(begins) or not any(_MISREAD_ABOVE.search(line.text) for line in above):
        return []
    notes: list[list[Line]] = []
    for line, begin in zip(lines, begins, strict=True):
        if begin or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
    return notes


def _are_referred_to(notes: Sequence[Sequence[Line]], above: Sequence[Line]) -> bool:
    """Whether the text above bears the mark of each note: raised, in brackets, or close to a word's end."""
    marks = {line.text[low:high].strip(" []") for line in above for low, high in line.superscript if low}
    for line in above:
        marks.update(found[1] or found[2] for found in _MARK.finditer(line.text))
    return all(str(number) in marks for number in range(1, len(notes) + 1))


def bracketed(line: Line, numbers: frozenset[str]) -> list[tuple[int, int]]:
    """Where marks such as [1] of these notes stand in a line."""
    raised = {at for low, high in line.superscript for at in range(low, high)}
    return [
        found.span()
        for found in _MARK.finditer(line.text)
        if found[1] in numbers and raised.isdisjoint(range(*found.span()))
    ]
