"""Lines that recur at one height and are text all the same: annexes that open with the same words.

    ANNEX A                                ANNEX B
    Data items                             Contacts
    1. In this Annex words have the …      1. In this Annex words have the …      a clause of each annex

A running line is the outermost on its page. What stands below a heading that is no running line, and is a
clause or a sentence, belongs to that heading; so does what it runs on to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mouarchive.clauses.furniture.edges import Place
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet
from mouarchive.model import Line

__all__ = ["without_text"]

_LABEL = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)]|\([a-z\d]{1,4}\))\s+\w", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.;:]")
_CLOSE = 1.3
"""Step to the next line of the same paragraph, in the page's usual steps from line to line, at most."""
_FULL = 0.9
"""Share of the width of the page's text that a line fills which runs on to the next."""


def without_text(clusters: Iterable[Sequence[Place]], sheets: Sequence[Sheet]) -> list[Sequence[Place]]:
    """The clusters of recurring lines without those that are text on most of their pages."""
    left = list(clusters)
    known = {id(place.line) for cluster in left for place in cluster}
    text: set[int] = set()
    while True:
        found = [
            cluster
            for cluster in left
            if 2 * sum(_is_text(place, sheets[place.sheet], known, text) for place in cluster) > len(cluster)
        ]
        if not found:
            return left
        text |= {id(place.line) for cluster in found for place in cluster}
        left = [cluster for cluster in left if cluster not in found]


def _is_text(place: Place, sheet: Sheet, known: set[int], text: set[int]) -> bool:
    """Whether a line is a clause or sentence below a heading, a clause that runs on, or what runs on."""
    line = place.line
    full = line.box.x1 - line.box.x0 >= _FULL * _width(sheet)
    above, below = _neighbours(line, sheet)
    if any(id(one) in text and _reaches(one, sheet) for one in above):
        return True
    labelled = _LABEL.match(line.text) is not None
    if labelled and full and below:
        return True
    worded = labelled or (full and below) or _SENTENCE.fullmatch(line.text.strip())
    return bool(worded) and any(
        id(one) not in known and read_labels(one.text) for one in _outer(place, sheet)
    )


def _width(sheet: Sheet) -> float:
    return max(line.box.x1 for line in sheet.lines) - min(line.box.x0 for line in sheet.lines)


def _reaches(line: Line, sheet: Sheet) -> bool:
    """Whether a line goes on to near the right edge of the page's text."""
    right = max(one.box.x1 for one in sheet.lines)
    return line.box.x1 >= right - (1 - _FULL) * _width(sheet)


def _neighbours(line: Line, sheet: Sheet) -> tuple[list[Line], list[Line]]:
    """The lines one usual step above and below."""
    near = _CLOSE * sheet.leading
    steps = [(one, one.baseline - line.baseline) for one in sheet.lines if one is not line]
    return [one for one, step in steps if -near <= step < 0], [one for one, step in steps if 0 < step <= near]


def _outer(place: Place, sheet: Sheet) -> list[Line]:
    """The lines nearer the edge that a place is near."""
    height = place.line.baseline
    return [
        one
        for one in sheet.lines
        if one is not place.line and (one.baseline < height if place.top else one.baseline > height)
    ]
