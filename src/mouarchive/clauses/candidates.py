"""Lines that may begin with a label, with the evidence that each one's surroundings give.

Evidence is what can be said without knowing the other labels: does a paragraph begin here, is the number set
apart, bold, in a table, named in the contents list. Each piece is a named rule with points, so that every
decision of the solver can be explained.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from mouarchive.clauses.labels import CONTAINERS, Reading, read_labels, skip_blank
from mouarchive.clauses.layout_values import BodyLine, ContentsEntry
from mouarchive.model import Line

__all__ = ["Candidate", "Measures", "find_candidates", "fold", "measure"]

_FULL_LINE = 0.90  # a line reaching this share of the text's width has been wrapped
_LARGER = 0.6  # points by which a heading is larger than body text
_WIDE_GAP = 1.3  # baseline steps above this many usual ones part paragraphs
_MANY_WORDS = 14
_REFERENCE = re.compile(
    r"(?:\b(?:sections?|clauses?|articles?|paragraphs?|paras?|sub-?(?:section|clause|paragraph)s?|annex(?:es)?"
    r"|appendix|schedules?|parts?|chapters?|tables?|figures?|regulations?|rules?|numbers?|no|pages?|version|v"
    r"|act|points?|items?|steps?|under|see|of|to|than|with|within|least|and|or|from|by|in|at|the|per|every)"
    r"\.?|\u00a7|[(\[\u00a3$])$",
    re.IGNORECASE,
)
_HARD_REFERENCE = re.compile(
    r"(?:\b(?:sections?|clauses?|articles?|paragraphs?|paras?|sub-?(?:section|clause|paragraph)s?|annex(?:es)?"
    r"|appendix|schedules?|regulations?|see|under|of|to|than|within|least|from|by|in|at|the|per|version)"
    r"|\u00a7|[(\[\u00a3$])$",
    re.IGNORECASE,
)
_TERMINAL = re.compile(
    r"[.;:!?][\u201d\u2019\"')\]]*(?:\s+(?:and|or|and/or))?$|[;,]\s*(?:and|or|and/or)$|[:\u2014-]\s*[-\u2013\u2014]?$"
)
_LEADERS = re.compile(r"(?:\.\s?){5,}|\u2026{2,}|_{5,}")


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: body size, left and right edge of text, step between baselines (points)."""

    size: float
    left: float
    right: float
    step: float

    @property
    def width(self) -> float:
        """Width of a full line of text."""
        return max(1.0, self.right - self.left)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body line that may begin with a label.

    `row` is its place in the body; `points` maps the named rules that speak for or against any label here to
    their points; `own` holds those of each reading. `x` and `text_x` are the left edges of label and text.
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
    starts: bool
    after_heading: bool = False
    after_colon: bool = False
    points: tuple[tuple[str, float], ...] = ()
    own: tuple[tuple[tuple[str, float], ...], ...] = ()
    titles: tuple[str, ...] = field(default=())


def fold(text: str) -> str:
    """Text for comparing titles and labels: small letters, single spaces, no end punctuation."""
    return re.sub(r"[\s\u200b\u00ad]+", " ", text).strip(" .:\u2013\u2014-").casefold()


def measure(body: Sequence[BodyLine]) -> Measures:
    """What is usual in this body; harmless defaults where there is none."""
    lines = [item.line for item in body if item.line.text.strip()]
    if not lines:
        return Measures(11.0, 72.0, 523.0, 14.0)
    sizes: dict[float, int] = {}
    for line in lines:
        key = round(line.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + len(line.text)
    size = max(sizes, key=lambda key: (sizes[key], -key))
    ends = sorted(line.box.x1 for line in lines)
    starts = sorted(line.box.x0 for line in lines)
    right = ends[int(len(ends) * 0.93)] if len(ends) > 1 else ends[0]
    left = starts[int(len(starts) * 0.05)]
    steps = [
        round(after.baseline - before.baseline, 1)
        for before, after in zip(lines, lines[1:], strict=False)
        if before.page == after.page
        and 0 < after.baseline - before.baseline < 3 * size
        and before.box.x1 > left + _FULL_LINE * (right - left)
    ]
    step = statistics.median(steps) if steps else size * 1.2
    return Measures(size, left, right, step)


def find_candidates(
    body: Sequence[BodyLine], contents: Sequence[ContentsEntry], usual: Measures
) -> tuple[Candidate, ...]:
    """All body lines that may begin with a label, in order, with their evidence."""
    titles = _titles(contents)
    found = []
    for row, item in enumerate(body):
        readings = read_labels(item.line.text)
        if readings:
            found.append(_candidate(body, row, readings, titles, usual))
    return tuple(found)


def _titles(contents: Sequence[ContentsEntry]) -> dict[str, set[str]]:
    titles: dict[str, set[str]] = {}
    for entry in contents:
        titles.setdefault(fold(entry.title), set()).add(fold(entry.label))
    return titles


def _candidate(
    body: Sequence[BodyLine],
    row: int,
    readings: tuple[Reading, ...],
    titles: dict[str, set[str]],
    usual: Measures,
) -> Candidate:
    item = body[row]
    line = item.line
    above = body[row - 1] if row else None
    points = _surroundings(item, above, usual)
    starts = all(name != "inside a sentence" for name, _ in points)
    mark = readings[0].marks[0]
    own = tuple(_own_points(line, reading, titles, usual) for reading in readings)
    return Candidate(
        row=row,
        text=line.text,
        readings=readings,
        page=line.page,
        x=line.box.x0,
        right=_x_at(line, mark.end),
        text_x=_text_x(line, readings[0].marks[0].end),
        bold=line.lead_bold or line.bold > 0.5,
        size=line.size,
        starts=starts,
        after_heading=above is not None and looks_bold(above.line, usual),
        after_colon=above is not None and above.line.text.rstrip().endswith((":", ":-", "\u2014")),
        points=points,
        own=own,
    )


def looks_bold(line: Line, usual: Measures) -> bool:
    """Whether a line is set as a heading: bold or larger, and short."""
    short = len(line.text.split()) <= _MANY_WORDS
    return short and (line.bold > 0.8 or line.size > usual.size + _LARGER)


def _surroundings(item: BodyLine, above: BodyLine | None, usual: Measures) -> tuple[tuple[str, float], ...]:
    """Evidence from where the line stands: does a paragraph begin here?"""
    points: list[tuple[str, float]] = []
    if item.table is not None:
        points.append(("in a table", -5.0))
    if above is None:
        return (*points, ("first line", 1.0))
    before = above.line.text.rstrip()
    same_page = above.line.page == item.line.page
    step = item.line.baseline - above.line.baseline
    parted = same_page and (step > _WIDE_GAP * usual.step or step < -usual.step)
    ended = bool(_TERMINAL.search(before))
    short = above.line.box.x1 < usual.left + _FULL_LINE * usual.width - 20
    heading = looks_bold(above.line, usual) or item.line.size > usual.size + _LARGER
    label_only = any(skip_blank(before, reading.rest) >= len(before) for reading in read_labels(before))
    if parted:
        points.append(("space above", 1.0))
    if ended:
        points.append(("after a full stop", 1.0))
    if short:
        points.append(("after a short line", 0.75))
    if above.table is not None and item.table is None:
        points.append(("after a table", 0.75))
    if heading:
        points.append(("heading type", 0.5))
    if not (parted or ended or short or heading or label_only or above.table is not None):
        points.append(("inside a sentence", -3.5 if same_page else -2.5))
    if _HARD_REFERENCE.search(before) and not heading and not parted:
        points.append(("after a word of reference", -4.0))
    elif _REFERENCE.search(before) and not ended and not heading and not parted:
        points.append(("after a word of reference", -2.0))
    return tuple(points)


def _own_points(
    line: Line, reading: Reading, titles: dict[str, set[str]], usual: Measures
) -> tuple[tuple[str, float], ...]:
    """Evidence from the label's own form and the text after it."""
    mark = reading.marks[0]
    rest = line.text[reading.rest :].strip()
    points: list[tuple[str, float]] = []
    bold = line.lead_bold or line.bold > 0.5
    large = line.size > usual.size + _LARGER
    apart = _set_apart(line, mark.end, usual)
    if mark.keyword:
        points.extend(_keyword_points(line, mark.family, mark.shape, rest, bold=bold, large=large))
    elif mark.shape == "bare" and len(mark.path) == 1:
        points.append(("bare number or letter", -2.0))
        if not (bold or large or apart or not rest):
            points.append(("bare and not set apart", -2.5))
        if mark.family == "upper" and not (apart or large or bold):
            points.append(("a word of one letter", -6.0))
    else:
        points.append(("printed like a label", 0.75 if len(mark.path) > 1 or mark.shape == "()" else 0.25))
    if mark.family.startswith("upper") and mark.shape == "." and re.match(r"[A-Z][a-z]+$|[A-Z]\.", rest):
        points.append(("initials of a name", -2.0))
    if bold:
        points.append(("bold", 0.75))
    if large:
        points.append(("larger than the text", 1.0))
    if apart:
        points.append(("set apart from its text", 1.0))
    if rest[:1].islower() and mark.family in {"number", "decimal"} and mark.shape == "bare":
        points.append(("text begins in small letters", -1.5))
    if _LEADERS.search(rest):
        points.append(("dot leaders of a contents list", -8.0))
    if rest[:1] in {",", ";", ")", "/", "%"}:
        points.append(("punctuation follows", -3.0))
    labels = titles.get(fold(rest)) if rest else None
    if labels is not None:
        points.append(
            ("named in the contents list", 3.0 if fold(line.text[: reading.rest]) in labels else 2.0)
        )
    if len(reading.marks) > 1:
        points.append(("several labels on one line", 0.5))
    return tuple(points)


def _keyword_points(
    line: Line, family: str, shape: str, rest: str, *, bold: bool, large: bool
) -> list[tuple[str, float]]:
    """`Section 3 of this agreement` refers; `Section 3`, `Section 3: Fees`, `SECTION 3 Fees` in bold label."""
    if rest[:1].islower() or rest[:1] in {",", ";", ")"}:
        return [("a reference in the text", -6.0)]
    if not rest and shape != ".":
        return [("keyword alone on its line", 1.5)]
    if shape in {".", ":", ")", "\u2013", "\u2014", "-"}:
        return [("keyword and punctuation", 1.0)]
    if bold or large or line.text.isupper():
        return [("keyword in heading type", 1.0)]
    if family in CONTAINERS and len(rest.split()) > _MANY_WORDS:
        return [("keyword before running text", -2.5)]
    return [("keyword", -1.0)]


def _x_at(line: Line, offset: int) -> float:
    """Where a character stands, by its share of the line (of its span, where spans are known)."""
    for span in line.spans:
        if span.start <= offset <= span.end:
            share = (offset - span.start) / max(1, span.end - span.start)
            return span.x0 + share * (span.x1 - span.x0)
    share = offset / max(1, len(line.text))
    return line.box.x0 + share * (line.box.x1 - line.box.x0)


def _text_x(line: Line, offset: int) -> float | None:
    start = skip_blank(line.text, offset)
    if start >= len(line.text):
        return None
    for span in line.spans:
        if span.start >= start - 1 and span.start > 0:
            return span.x0
        if span.start <= start < span.end:
            break
    return _x_at(line, start)


def _set_apart(line: Line, offset: int, usual: Measures) -> bool:
    """Whether wide white space stands between label and text."""
    start = skip_blank(line.text, offset)
    if "\t" in line.text[offset:start] or start - offset > 2:
        return True
    if start >= len(line.text) or len(line.spans) < 2:
        return False
    for before, after in zip(line.spans, line.spans[1:], strict=False):
        if before.end <= start and after.start >= offset:
            return after.x0 - before.x1 > 0.6 * usual.size
    return False
