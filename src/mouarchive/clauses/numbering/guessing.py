"""Labels that OCR could not read, told from their place: at the label column, set apart, in the sequence.

    15.1.4  Last known address
    15:15   Date on which contact was lost        15.1.5, for it is next and its figures are the same
    152     Information returned                  15.2
    2511.   Surname                               15.1.1: at its column, three figures of four

Only for lines that came out of OCR; each is marked with a warning that says what was read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from mouarchive.clauses.labels import Mark, to_roman
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.misread import as_figures
from mouarchive.clauses.numbering.placing import places
from mouarchive.clauses.numbering.stack import Node, Option

__all__ = ["GUESSED", "guesses"]

#: The rule under which such a label is believed.
GUESSED = "number told from its place"
_NEAR = 5.0  # points: the same column
_ALIKE = 0.5
_LEFT_OVER = ".)"  # what is left of a label whose figure was lost
_ALPHABET = 26
_SEVERAL_PARTS = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_LOST_STOP = re.compile(r"\d{2,4}\.")
_SIGNS = re.compile(r"[.,:]+")


def guesses(stack: tuple[Node, ...], where: Candidate, uid: int) -> Iterator[tuple[Option, float]]:
    """The labels that could stand here next, each with its place and the points of the likeness."""
    if where.unsure is None:
        return
    seen = {reading.marks[0].value for reading in where.readings}
    for mark, x in _expected(stack, where):
        alike = _likeness(where.text[mark.start : mark.end], mark.value)
        near = abs(x - where.x) < _NEAR
        read = where.text[mark.start : mark.end]
        other = _is_another(read, mark.value, alone=read == where.text)
        nothing = alike == 0 and len(read) == 1 and read not in _LEFT_OVER
        if mark.value in seen or nothing or other or not (near or alike >= _ALIKE):
            continue
        seen.add(mark.value)
        options = places(stack, mark, where, uid, chained=False)
        if options:
            yield options[0], 4.0 * alike - 2.5


def _expected(stack: tuple[Node, ...], where: Candidate) -> Iterator[tuple[Mark, float]]:
    """What would be next in each list in progress, and the first below each number, with its column."""
    start, end = where.unsure or (0, 0)
    sections = stack[0].list_of("number.")
    if stack[-1].keyword and not stack[-1].series:
        shape, x = (sections.shape, sections.x) if sections is not None else (".", where.x)
        yield Mark("number", (1,), shape, "1", start, end), x
    for node in reversed(stack):
        if node.path and node.kind in {"section", "decimal"} and not node.list_of("decimal"):
            path = (*node.path, 1)
            yield Mark("decimal", path, "bare", ".".join(map(str, path)), start, end), node.x
        for series in node.series:
            following = series.last + 1
            if series.key == "decimal" and node.path is not None:
                path = (*node.path, following)
                yield Mark("decimal", path, series.shape, ".".join(map(str, path)), start, end), series.x
            elif series.key.startswith(("number", "lower", "upper")):
                family = series.key.rstrip("().")
                value = _spell(family, following)
                if value:
                    yield Mark(family, (following,), series.shape, value, start, end), series.x


def _is_another(read: str, expected: str, *, alone: bool) -> bool:
    """Whether what was read is a number of its own, not one of other parts that lost or gained a full stop.

    `2.3` is not a misread 3, nor `4.1` a misread 2.4.1; `15.13` may be 15.1.3, but not on a line of its own;
    there `25.` may be 2.5 where that is next.
    """
    if _parts(read) == _parts(expected):
        return False
    figures = (re.sub(r"\D", "", text) for text in (read, expected))
    same = len(set(figures)) == 1
    if alone:
        return not (same and _LOST_STOP.fullmatch(read))
    return bool(_SEVERAL_PARTS.fullmatch(read)) and not same


def _spell(family: str, value: int) -> str:
    if family == "number":
        return str(value)
    if family.endswith("roman"):
        text = to_roman(value)
    else:
        text = chr(ord("a") + value - 1) if value <= _ALPHABET else ""
    return text.upper() if family.startswith("upper") else text


def _parts(label: str) -> int:
    """Of how many numbers a label consists; one that stands alone on its line must agree in this."""
    return len(_SIGNS.split(label.strip(" .,:")))


def _likeness(read: str, expected: str) -> float:
    """Share 0..1 of letters and figures that agree, punctuation aside."""
    plain = "".join(filter(str.isalnum, expected))
    variants = ("".join(filter(str.isalnum, text)) for text in (as_figures(read), read.lower()))
    return max(difflib.SequenceMatcher(None, variant, plain, autojunk=False).ratio() for variant in variants)
