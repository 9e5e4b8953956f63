"""Which words of a clause are its heading.

2   Legal basis          heading "Legal basis": larger or bold, whether or not its number is too
2.1 The Parties may …    no heading
1.2. Certification. If   heading "Certification.": the bold beginning of the line
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.clauses.measures import LARGER, Measures
from mouarchive.clauses.text.joining import Piece
from mouarchive.clauses.text.weight import text_weight
from mouarchive.model import Line

__all__ = ["heading_size"]

_LONGEST = 220
_WORDS = 14
_FEW = 3  # letters
_LARGER = 0.8  # points
_SOME = 0.03
_BOLD = 0.9  # share of bold letters in a line that is heading throughout
_ENDED = re.compile(r"[.;:,!?]$")


def heading_size(
    lines: Sequence[Line], pieces: Sequence[Piece], usual: Measures, *, section: bool, children: bool
) -> tuple[int, int]:
    """How many whole pieces, and how many characters of the next one, are the heading: (0, 0) for none."""
    start = next((number for number, piece in enumerate(pieces) if piece.text.strip()), None)
    if start is None or lines[start].page - lines[0].page > 1:
        return (0, 0)
    label = len(lines[start].text) - len(pieces[start].text)
    first = replace(lines[start], bold=text_weight(lines[start], label)) if label else lines[start]
    if _is_type(first, usual):
        end = start + 1
        while end < len(pieces) and not pieces[end].paragraph and _same_type(first, lines[end], usual):
            end += 1
        text = " ".join(piece.text for piece in pieces[start:end])
        alone = end == len(pieces) or pieces[end].paragraph or not _same_type(first, lines[end], usual)
        if alone and len(text) <= _LONGEST and not text.rstrip().endswith((";", ",")):
            return (end, 0) if end < len(pieces) or section or children else (0, 0)
        return (0, 0)
    cut = _run_in(lines[start], pieces[start].text)
    if cut:
        return (start, cut)
    text = pieces[start].text.strip()
    followed = (start + 1 < len(pieces) and pieces[start + 1].paragraph) or (
        start + 1 == len(pieces) and children
    )
    plain = followed and len(text.split()) <= _WORDS and not _ENDED.search(text) and text[:1].isupper()
    return (start + 1, 0) if plain and (section or children) else (0, 0)


def _is_type(line: Line, usual: Measures) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    capitals = len(letters) > _FEW and all(letter.isupper() for letter in letters)
    return line.bold > _BOLD or line.size > usual.size + LARGER or capitals


def _same_type(first: Line, line: Line, usual: Measures) -> bool:
    return (
        _is_type(line, usual)
        and abs(line.size - first.size) < _LARGER
        and (line.bold > _BOLD) == (first.bold > _BOLD)
    )


def _run_in(line: Line, text: str) -> int:
    """Length of a bold run-in heading, told from the share of bold letters; 0 for none."""
    if not line.lead_bold or not _SOME < line.bold < _BOLD:
        return 0
    label = len(line.text) - len(text)
    expected = line.bold * len(line.text) - label
    best = 0
    for match in re.finditer(r"[.:](?=\s)", text):
        if abs(match.end() - expected) <= max(4, 0.12 * len(line.text)):
            best = match.end()
            break
    return best if best and len(text[:best].split()) <= _WORDS else 0
