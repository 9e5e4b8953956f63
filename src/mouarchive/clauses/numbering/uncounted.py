"""Numbers before lines that count no clause: of a covering letter, of houses, of a list of what comes below.

Dear Sir,                              1.1  The stations are at:
1.  I enclose the order.                    1 Cliff Road, Port Ellis
Yours faithfully,                           2 The Mole, Skerry
(next page) 1.  Lamp                        14 Tower Street

On its own: lines that look like labels and count nothing: tables, forms, addresses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mouarchive.clauses.labels import Mark, read_labels
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, fold, is_heading_type
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES
from mouarchive.clauses.vocabulary import ANNEXES, CONTAINERS, one_of
from mouarchive.rules import Rule

__all__ = ["count_nothing", "named_further_on"]

_DEAR = re.compile(one_of("salutations"), re.IGNORECASE)
_YOURS = re.compile(rf"(?:{one_of('closings')})\s*[,.]?", re.IGNORECASE)
_NAME = re.compile(r"\s+[A-Z]")
_ENDED = re.compile(r"[.;:]\W*$")


def count_nothing(body: Sequence[BodyLine], usual: Measures) -> tuple[tuple[Rule, frozenset[int]], ...]:
    """Rows whose numbers are no labels, whatever stands around them, by the rule that says so."""
    return (
        (RULES.letter, frozenset(_covering_letter(body))),
        (RULES.house, frozenset(_houses(body, usual))),
        (RULES.named_below, named_further_on(body, usual)),
    )


# ------------------------------------------------------------------ a letter before the document


def _covering_letter(body: Sequence[BodyLine]) -> range:
    """The rows of a letter that has the document itself enclosed, from salutation to signature.

    The document begins with a clause 1 on a page after the close, and more of its lines have labels than the
    letter's. What begins there with an annex belongs to the letter, which then is the document.
    """
    opened = next((row for row, item in enumerate(body) if _DEAR.fullmatch(item.line.text.strip())), None)
    if opened is None or body[opened].line.page > NUMBERING.letter_pages:
        return range(0)
    closes = range(opened, len(body))
    closed = next((row for row in closes if _YOURS.fullmatch(body[row].line.text.strip())), None)
    if closed is None or any((mark := _mark(item)) and mark.path[0] == 1 for item in body[:opened]):
        return range(0)  # the document has begun before the letter
    page = body[closed].line.page
    end = next((row for row in range(closed, len(body)) if body[row].line.page > page), len(body))
    after = [mark for item in body[end:] if (mark := _mark(item))]
    own = sum(_mark(item) is not None for item in body[opened:closed])
    tail = [mark for item in body[closed:end] if (mark := _mark(item))]  # A. B. Smith, who signed it
    begins = after and after[0].path[0] == 1 and after[0].family not in CONTAINERS and after[0].shape != "()"
    signed = all(mark.family in {"upper", "upper-roman"} for mark in tail)
    return range(opened, end) if begins and signed and len(after) > own else range(0)


def _mark(item: BodyLine) -> Mark | None:
    """The first mark that a line may begin with, where it is no number of a date or of a house."""
    marks = [reading.marks[0] for reading in read_labels(item.line.text)]
    return next((mark for mark in marks if mark.shape != "bare" or mark.keyword or len(mark.path) > 1), None)


# ------------------------------------------------------------------ house numbers


def _houses(body: Sequence[BodyLine], usual: Measures) -> Iterator[int]:
    """Rows of a list of addresses: short lines at one edge, each a bare number and a name, out of order.

    A list that counts rises by one from line to line; OCR may misread its numbers, so scans are left alone.
    """
    run: list[tuple[int, int]] = []
    for row, item in enumerate(body):
        number = _house(item, usual)
        follows = run and row == run[-1][0] + 1 and _level(item, body[run[-1][0]])
        if run and not (follows and number is not None):
            yield from _out_of_order(run)
            run = []
        if number is not None:
            run.append((row, number))
    yield from _out_of_order(run)


def _house(item: BodyLine, usual: Measures) -> int | None:
    """The bare number that a short line without an end begins with, before a name."""
    line = item.line
    if line.confidence is not None or item.table is not None or usual.fills(line) or _ENDED.search(line.text):
        return None
    for reading in read_labels(line.text):
        mark = reading.marks[0]
        if mark.family == "number" and mark.shape == "bare" and _NAME.match(line.text, mark.end):
            return mark.last
    return None


def _level(one: BodyLine, other: BodyLine) -> bool:
    return one.line.page == other.line.page and abs(one.line.box.x0 - other.line.box.x0) <= MEASURES.column


def _out_of_order(run: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The rows of a run, where their numbers do not rise by one throughout."""
    if len(run) >= NUMBERING.houses and any(low + 1 != high for (_, low), (_, high) in pairwise(run)):
        yield from (row for row, _ in run)


# ------------------------------------------------------------------ a part's own list of its headings


def named_further_on(body: Sequence[BodyLine], usual: Measures) -> frozenset[int]:
    """Rows of lists whose every label comes again below them in heading type, most with the same words.

    APPENDIX E
    E-0. Model charter             plain type, one below the other: a list of what follows
    E-1. Advisory committee
    *E-0. Template for a charter*  heading type: here it opens

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
        if all(again) and sum(whole) >= NUMBERING.named_again * len(run):
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
            if len(run) > 1:
                yield run
            run = []
        if plain:
            run.append(row)
    if len(run) > 1:
        yield run
