"""Labels that belong to a list inside sentences, which wrapping has put at the beginning of a line.

… for any purpose: (i) by order of a court; (ii) with consent; or
(iii) as the law requires.               <- only wrapped, no label
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouarchive.clauses.labels import Mark, read_labels, to_roman
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.vocabulary import one_of

__all__ = ["runs_on"]

_LOOK = 8  # lines to look back or forward for the other labels of the list
_ALPHABET = 26
_NAMED = re.compile(rf"(?:{one_of('naming')})$", re.IGNORECASE)


def runs_on(body: Sequence[BodyLine], row: int, mark: Mark) -> tuple[tuple[str, float], ...]:
    """The rule that speaks against the label, if a list inside the sentences holds it."""
    if mark.keyword or len(mark.path) > 1 or mark.shape not in {"()", ")"}:
        return ()
    if mark.last > 1 and _inline_before(body, row, mark):
        return (("goes on with a list inside the sentence", -5.0),)
    if mark.last == 1 and _inline_after(body, row, mark):
        return (("begins a list inside the sentence", -3.0),)
    return ()


def _inline_before(body: Sequence[BodyLine], row: int, mark: Mark) -> bool:
    """The number before stands inside a line above, and not at the beginning of one nearer by."""
    wanted = _spell(mark, mark.last - 1)
    for item in reversed(body[max(0, row - _LOOK) : row]):
        start = _label_end(item.line.text)
        if _stands_in(item.line.text, wanted, start):
            return True
        if start and any(_is_before(reading.marks[-1], mark) for reading in read_labels(item.line.text)):
            return False
    return False


def _inline_after(body: Sequence[BodyLine], row: int, mark: Mark) -> bool:
    """The number after stands inside this line or one of the next, before any line begins with it."""
    wanted = _spell(mark, mark.last + 1)
    for number, item in enumerate(body[row : row + _LOOK]):
        start = _label_end(item.line.text)
        if number and start:
            return False
        if _stands_in(item.line.text, wanted, start):
            return True
    return False


def _label_end(text: str) -> int:
    return max((reading.rest for reading in read_labels(text)), default=0)


def _is_before(before: Mark, mark: Mark) -> bool:
    return before.family == mark.family and before.last == mark.last - 1


def _spell(mark: Mark, value: int) -> str:
    if mark.family in {"lower-roman", "upper-roman"}:
        text = to_roman(value)
    elif mark.family in {"lower", "upper"}:
        text = chr(ord("a") + value - 1) if value <= _ALPHABET else ""
    else:
        text = str(value)
    return text.upper() if mark.family.startswith("upper") else text


def _stands_in(text: str, value: str, start: int) -> bool:
    """Whether the label stands inside a sentence, but not as a reference: `paragraph (a)`, `6(1)`."""
    found = re.compile(rf"\s\({value}\)(?=\s)", re.IGNORECASE).finditer(text, start)
    return any(not _NAMED.search(text[: match.start()]) for match in found)
