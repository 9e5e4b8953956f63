"""Lines that may begin with a label, with the evidence for and against each.

Evidence is what can be said without knowing which other lines begin with labels. Each piece is a named rule
with points, so that every decision of the solver can be explained.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels import Mark, Reading, read_labels
from mouarchive.clauses.labels.reading import is_plain_word, read_misread
from mouarchive.clauses.layout import BodyLine, ContentsEntry
from mouarchive.clauses.measures import Measures, fold, is_heading_type
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.evidence import (
    is_bold,
    label_evidence,
    place_evidence,
    runs_on,
    text_edge,
    x_of,
)
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES, Points, earned
from mouarchive.clauses.numbering.uncounted import count_nothing
from mouarchive.clauses.vocabulary import ANNEXES, spoken
from mouarchive.model import Line

__all__ = ["Candidate", "beside_others", "find_candidates"]

_NUMBER_ALONE = re.compile(r"(?=\S*\d)(?=\S*[.,:])\S{2,8}")


class Candidate(msgspec.Struct, frozen=True):
    """A body line that may begin with a label.

    `row` is its place in the body; `points` holds the named rules that speak for or against any label here,
    `own` those of each reading. `x`, `right` and `text_x` are the left and right edge of the label and the
    left edge of its text, `above_x` the left edge of the line above on the page, in points; `table` is the
    number of the table it stands in, `counted` whether that table counts its own rows from 1 up to this one,
    `unsure` where an OCR line has something short before its text; `listed_beside` whether the contents list
    names the part that opens here at the level of the other sorts of annexes; `heads_page` whether the label
    stands alone on a page's first line.
    """

    row: int
    text: str
    readings: tuple[Reading, ...]
    page: int
    x: float
    right: float
    text_x: float | None
    bold: bool
    size: float
    table: int | None = None
    counted: bool = False
    unsure: tuple[int, int] | None = None
    above_x: float | None = None
    after_heading: bool = False
    after_colon: bool = False
    listed_beside: bool = False
    heads_page: bool = False
    points: Points = ()
    own: tuple[Points, ...] = ()


def find_candidates(
    body: Sequence[BodyLine], contents: Sequence[ContentsEntry], usual: Measures
) -> tuple[Candidate, ...]:
    """All body lines that may begin with a label, in order, with their evidence."""
    titles = frozenset(fold(entry.title) for entry in contents)
    beside = beside_others(contents)
    counted = _counted_rows(body)
    nothing = count_nothing(body, usual)
    tongues = _tongues(body)
    found = []
    for row, item in enumerate(body):
        readings = read_labels(item.line.text, _apart(item.line))
        doubtful = read_misread(item.line.text) if item.line.confidence is not None else ()
        if readings or doubtful or _unsure(item) is not None:
            where = _candidate(body, row, (*readings, *doubtful), len(readings), titles, usual, tongues)
            against = tuple(earned(rule) for rule, rows in nothing if row in rows)
            label = fold(item.line.text[: readings[0].rest]) if readings else ""
            found.append(
                replace(
                    where,
                    points=(*where.points, *against),
                    counted=row in counted,
                    listed_beside=label in beside,
                )
            )
    return tuple(found)


def _tongues(body: Sequence[BodyLine]) -> frozenset[str]:
    """The codes of the languages the document is in, two of a bilingual one; none where it is too short."""
    found = spoken(item.line.text for item in body)
    most = max(found.values(), default=0)
    if most < NUMBERING.spoken:
        return frozenset()
    return frozenset(code for code, count in found.items() if count >= NUMBERING.second_tongue * most)


def _apart(line: Line) -> int:
    """Where a line's first part ends, if white space sets it apart from the rest or it is all; else 0."""
    return line.spans[0].end if line.spans else 0


def _counted_rows(body: Sequence[BodyLine]) -> frozenset[int]:
    """Rows of tables that count their own rows from 1: such numbers belong to no list outside.

    1  Manager  A. Bell
    2  Adviser  C. Dean
    """
    counted: set[int] = set()
    reached: dict[tuple[int, str], int] = {}
    for row, item in enumerate(body):
        if item.table is None:
            continue
        for mark in (reading.marks[0] for reading in read_labels(item.line.text)):
            key = (item.table, mark.family)
            if len(mark.path) == 1 and mark.last == reached.get(key, 0) + 1:
                reached[key] = mark.last
                counted.add(row)
                break
    return frozenset(counted)


def _candidate(  # noqa: PLR0917 - a private constructor
    body: Sequence[BodyLine],
    row: int,
    readings: tuple[Reading, ...],
    sure: int,
    titles: frozenset[str],
    usual: Measures,
    tongues: frozenset[str],
) -> Candidate:
    line = body[row].line
    above = body[row - 1].line if row else None
    unsure = _unsure(body[row])
    first = readings[0].marks[0] if readings else Mark("", (0,), "", "", *(unsure or (0, 0)))
    return Candidate(
        row=row,
        text=line.text,
        readings=readings,
        page=line.page,
        x=line.box.x0,
        right=x_of(line, first.end),
        text_x=text_edge(line, first.end),
        bold=is_bold(line),
        size=line.size,
        table=body[row].table,
        unsure=unsure,
        above_x=above.box.x0 if above is not None and above.page == line.page else None,
        heads_page=body[row].first_in_page and (not readings or readings[0].rest >= len(line.text)),
        after_heading=above is not None and is_heading_type(above, usual),
        after_colon=above is not None and above.text.rstrip().endswith((":", ":-", "\u2014")),
        points=(*place_evidence(body, row, first, usual), *_inside(body, row, readings)),
        own=tuple(
            (
                *label_evidence(line, reading, titles, usual, tongues),
                *((earned(RULES.misread),) if number >= sure else ()),
            )
            for number, reading in enumerate(readings)
        ),
    )


def _unsure(item: BodyLine) -> tuple[int, int] | None:
    """Where an OCR line has something short set apart before its text: a label, however it was read.

    Also where a number stands on a line of its own, with its text below, or two letters or signs that the
    engine doubts: `2.` alone on its line is read as `z`. Not so in a table, whose first
    cells are short and set apart by nature, nor for a plain word, `Date:` in a signature block say, unless
    the engine doubts that word.
    """
    line = item.line
    if line.confidence is None or item.table is not None:
        return None
    if len(line.spans) < 2:  # noqa: PLR2004 - label, text
        alone = line.text.strip()
        garbled = len(alone) <= NUMBERING.garbled and alone in line.unsure
        return (0, len(line.text)) if garbled or _NUMBER_ALONE.fullmatch(alone) else None
    label, text = line.spans[0], line.spans[1]
    short = (
        label.end - label.start <= NUMBERING.label_letters
        and label.x1 - label.x0 < NUMBERING.label_width * line.size
    )
    apart = text.x0 - label.x1 > NUMBERING.apart * line.size
    read = line.text[label.start : label.end]
    word = is_plain_word(read) and not set(line.unsure) & set(read.split())
    return (label.start, label.end) if short and apart and not word else None


def _inside(body: Sequence[BodyLine], row: int, readings: tuple[Reading, ...]) -> Points:
    """The strongest sign that any reading of the label belongs to a list inside sentences."""
    found = [points for reading in readings if (points := runs_on(body, row, reading.marks[0]))]
    return min(found, key=lambda points: points[0][1]) if found else ()


# ------------------------------------------------------------------ levels of annexes in the contents list


def beside_others(contents: Sequence[ContentsEntry]) -> frozenset[str]:
    """Labels, folded, of annexes that stand at the left edge of annexes of another sort.

    Schedule 4  Data protection      7          Schedule 4  Data protection      7
    Annex 1     List of jetties      7             Annex 1  List of jetties      7

    Of a sort with a label that is listed twice there is none: each schedule counts its annexes from 1.
    """
    parts = [
        (fold(entry.label), family, entry.left)
        for entry in contents
        if entry.left is not None and (family := _family(entry.label)) in ANNEXES
    ]
    times = Counter(label for label, _, _ in parts)
    again = {family for label, family, _ in parts if times[label] > 1}
    return frozenset(
        label
        for label, family, left in parts
        if family not in again
        and any(other != family and abs(edge - left) <= MEASURES.column for _, other, edge in parts)
    )


def _family(label: str) -> str:
    readings = read_labels(label)
    return readings[0].marks[0].family if readings else ""
