"""A part's own list of its headings: labels one below the other in plain type, each printed again further on.

APPENDIX E
E-0. Model charter             plain type, one below the other: a list of what follows
E-1. Advisory committee
*E-0. Template for a charter*  heading type: here it opens
…
*E-1. Advisory committee*
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mouarchive.clauses.labels import ANNEXES, read_labels
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, fold, is_heading_type

__all__ = ["named_further_on"]

_FEWEST = 2
_SAME = 0.5
"""Share of the list whose whole text must come again; the others' labels at least do."""


def named_further_on(body: Sequence[BodyLine], usual: Measures) -> frozenset[int]:
    """Rows of lists whose every label comes again below them in heading type, most with the same words.

    The headings are of the same part: the next annex may have the same ones as this annex has clauses.
    """
    labels = {row: label for row, item in enumerate(body) if (label := _label(item.line.text))}
    headed = defaultdict[str, list[int]](list)
    for row, label in labels.items():
        if is_heading_type(body[row].line, usual):
            headed[label].append(row)
            headed[fold(body[row].line.text)].append(row)
    parts = [
        row
        for row, item in enumerate(body)
        if is_heading_type(item.line, usual) and _names_annex(item.line.text)
    ]
    found: set[int] = set()
    for run in _runs(body, labels, usual):
        at = bisect_right(parts, run[-1])
        end = len(body) if at == len(parts) or _names_annex(body[run[0]].line.text) else parts[at]
        again = [any(run[-1] < one < end for one in headed[labels[row]]) for row in run]
        whole = [any(run[-1] < one < end for one in headed[fold(body[row].line.text)]) for row in run]
        if all(again) and sum(whole) >= _SAME * len(run):
            found.update(run)
    return frozenset(found)


def _names_annex(text: str) -> bool:
    """Whether a line begins with an annex's name, such as ANNEX B, alone or with a title."""
    return any(reading.marks and reading.marks[0].family in ANNEXES for reading in read_labels(text))


def _label(text: str) -> str:
    """The longest label that a line may begin with, where words follow it on the line."""
    marks = max((reading.marks for reading in read_labels(text)), key=len, default=())
    end = marks[-1].end if marks else 0
    return fold(text[:end]) if any(letter.isalpha() for letter in text[end:]) else ""


def _runs(body: Sequence[BodyLine], labels: Mapping[int, str], usual: Measures) -> Iterator[list[int]]:
    """Labelled lines in plain type that follow each other on one page, outside tables."""
    run: list[int] = []
    for row in labels:
        plain = not is_heading_type(body[row].line, usual) and body[row].table is None
        onward = run and row == run[-1] + 1 and body[row].line.page == body[run[-1]].line.page
        if run and not (plain and onward):
            if len(run) >= _FEWEST:
                yield run
            run = []
        if plain:
            run.append(row)
    if len(run) >= _FEWEST:
        yield run
