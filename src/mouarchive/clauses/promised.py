"""A part's own list of its headings: labels one below the other in plain type, each printed again further on.

APPENDIX E
E-0. Model charter             plain type, one below the other: a list of what follows
E-1. Advisory committee
*E-0. Template for a charter*  heading type: here it opens
…
*E-1. Advisory committee*
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout_values import BodyLine
from mouarchive.clauses.measures import Measures, fold, is_heading_type

__all__ = ["named_further_on"]

_FEWEST = 2
_SAME = 0.5
"""Share of the list whose whole text must come again; the others' labels at least do."""


def named_further_on(body: Sequence[BodyLine], usual: Measures) -> frozenset[int]:
    """Rows of lists whose every label comes again below them in heading type, most with the same words."""
    labels = {row: label for row, item in enumerate(body) if (label := _label(item.line.text))}
    last: dict[str, int] = {}
    for row, label in labels.items():
        if is_heading_type(body[row].line, usual):
            last[label] = last[fold(body[row].line.text)] = row
    found: set[int] = set()
    for run in _runs(body, labels, usual):
        again = [last.get(labels[row], -1) > run[-1] for row in run]
        whole = [last.get(fold(body[row].line.text), -1) > run[-1] for row in run]
        if all(again) and sum(whole) >= _SAME * len(run):
            found.update(run)
    return frozenset(found)


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
