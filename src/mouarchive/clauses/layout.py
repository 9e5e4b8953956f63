"""Lines on their pages: cut at wide gaps, joined, grouped by height; and what sorting them yields.

`Sheet` is what each step takes lines off, `Layout` what is left in the end: the body in reading order, and
what was set aside. Every cut keeps all non-space characters. Lengths are in points, boxes and pages as in
`model`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby, pairwise

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.layout_rules import PARTS
from mouarchive.model import Aside, Box, Control, Document, Line, Page, Span, Warn

__all__ = [
    "Apart",
    "BodyLine",
    "ContentsEntry",
    "Layout",
    "Sheet",
    "aside",
    "bands",
    "body_size",
    "cut",
    "flows",
    "join",
    "letters",
    "phrases",
    "pieces",
    "union",
]

_LABEL_LIKE = re.compile(r"(?=.*[\d().\]])[\w().\[\]]{1,10}")
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|[\])])[\"'\u2019\u201d]?[.?!][\"'\u2019\u201d)\]]*\s*$")


class Sheet(msgspec.Struct, dict=True, frozen=True):
    """A page and those of its lines that are not yet set aside, in reading order.

    `columns` is the number of columns of prose that the lines are read in, one after the other; `beside` is
    where the text begins, in points, that headings stand left of. Without slots, so that what several rules
    ask of the same lines is worked out once.
    """

    page: Page
    lines: tuple[Line, ...]
    columns: int = 1
    beside: float | None = None

    def without(self, gone: Iterable[Line]) -> Sheet:
        """The sheet after some of its lines (these very objects) have been set aside."""
        ids = {id(line) for line in gone}
        return replace(self, lines=tuple(line for line in self.lines if id(line) not in ids)) if ids else self

    @cached_property
    def bands(self) -> tuple[tuple[Line, ...], ...]:
        """The lines grouped by height from the top of the page down, each group from left to right."""
        return tuple(map(tuple, bands(self.lines)))

    @cached_property
    def leading(self) -> float:
        """The usual step, in points, from one baseline to the next; the size of type where none is usual."""
        heights = [band[0].baseline for band in self.bands]
        steps = Counter(round(low - high) for high, low in pairwise(heights))
        likely = {step: count for step, count in steps.items() if step > 0}
        if not likely:
            return self.lines[0].size if self.lines else 0.0
        return float(max(likely, key=lambda step: (likely[step], -step)))


class BodyLine(msgspec.Struct, frozen=True):
    """One line of the body, or one whole row of a table.

    `table` is the number of the table it stands in, counted from 1 through the document, None outside;
    `cells` are the texts of that row's cells, empty outside a table (`line.text` is then the row, its cells
    joined with spaces, and `mended` how many hyphens it lost where a word was broken at the edge of its
    cell). `first_in_page` is true for the first body line of a page; `gap` is the white space
    above, in points, to the previous body line of the same page and column, 0 for the first.
    """

    line: Line
    table: int | None = None
    cells: tuple[str, ...] = ()
    first_in_page: bool = False
    gap: float = 0.0
    mended: int = 0


class Apart(msgspec.Struct, frozen=True):
    """Text that stands beside or below the body and belongs to the document: it becomes a passage.

    `role` is footnote, side-note, comment or history; `lines` are its lines in reading order, of a row of a
    version history the row as one line, `cells` then its cells. `title` where it is the heading of a table.
    """

    role: str
    lines: tuple[Line, ...]
    cells: tuple[str, ...] = ()
    title: bool = False
    mended: int = 0

    @property
    def text(self) -> str:
        """All its lines, joined with spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def page(self) -> int:
        """The page (from 1) on which it begins."""
        return self.lines[0].page

    @property
    def box(self) -> Box:
        """The box around those of its lines that stand on that page."""
        return union(line.box for line in self.lines if line.page == self.page)


class ContentsEntry(msgspec.Struct, frozen=True):
    """One entry of a contents list as printed; `label` or `printed_page` is empty where none is printed.

    `page` is the page of the file on which the entry stands, not the one it points to; `left` is its left
    edge in points, None where it is not known.
    """

    label: str
    title: str
    printed_page: str
    page: int
    left: float | None = None


class Layout(msgspec.Struct, frozen=True):
    """A document's lines sorted: every character is in exactly one of `body`, `apart` and `asides`."""

    body: tuple[BodyLine, ...]
    apart: tuple[Apart, ...] = ()
    asides: tuple[Aside, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    control: Control = msgspec.field(default_factory=Control)
    warnings: tuple[Warn, ...] = ()


# ------------------------------------------------------------------ lines and their parts


def flows(sheet: Sheet) -> list[list[Line]]:
    """A sheet's lines in reading order, parted where a new column begins further up the page.

    Headings beside the text are parted from it, too: they are no cells of a table.
    """
    if sheet.beside is not None:
        edge = sheet.beside
        return [list(side) for _, side in groupby(sheet.lines, key=lambda line: line.box.x0 < edge)]
    if sheet.columns == 1:
        return [list(sheet.lines)]
    found: list[list[Line]] = []
    for line in sheet.lines:
        if found and line.baseline >= found[-1][-1].baseline - line.size:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def letters(text: str) -> int:
    """How many characters of a text are no white space: what coverage is counted in."""
    return len("".join(text.split()))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes, of which there must be one."""
    found = list(boxes)
    return Box(
        min(box.x0 for box in found),
        min(box.y0 for box in found),
        max(box.x1 for box in found),
        max(box.y1 for box in found),
    )


def aside(line: Line, role: str) -> Aside:
    """The line as text set aside in a role."""
    return Aside(role, line.text, line.page, line.box)


def _x_at(line: Line, index: int) -> float:
    """Where on the page the character at an index begins, taken in proportion inside its span."""
    for span in line.spans or (Span(0, len(line.text), line.box.x0, line.box.x1, line.size, bold=False),):
        if index <= span.start:
            return span.x0
        if index < span.end:
            return span.x0 + (span.x1 - span.x0) * (index - span.start) / (span.end - span.start)
    return line.box.x1


def cut(line: Line, start: int, end: int) -> Line:
    """The part of a line between two indices of its text, without white space at either end."""
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    if (start, end) == (0, len(line.text)):
        return line
    spans = tuple(
        Span(
            max(span.start, start) - start,
            min(span.end, end) - start,
            span.x0 if span.start >= start else _x_at(line, start),
            span.x1 if span.end <= end else _x_at(line, end),
            span.size,
            span.bold,
        )
        for span in line.spans
        if span.start < end and span.end > start
    )
    x0 = spans[0].x0 if spans else _x_at(line, start)
    x1 = spans[-1].x1 if spans else _x_at(line, end)
    bold = line.bold
    if spans and any(span.bold != spans[0].bold for span in line.spans):
        kept = line.text[start:end]
        bold = _bold_share(line, kept, "".join(kept[span.start : span.end] for span in spans if span.bold))
    return replace(
        line,
        text=line.text[start:end],
        box=Box(x0, line.box.y0, max(x0, x1), line.box.y1),
        spans=spans,
        bold=bold,
        lead_bold=line.lead_bold if start == 0 else _leads_bold(line.text[start:end], spans, bold),
        size=spans[0].size if spans else line.size,
        superscript=tuple(
            (max(low, start) - start, min(high, end) - start)
            for low, high in line.superscript
            if low < end and high > start
        ),
        hyphen=line.hyphen and end == len(line.text.rstrip()),
        struck=line.struck if line.struck < len(line.text) else end - start,
        unsure=tuple(word for word in line.unsure if word in line.text[start:end]),
    )


def _bold_share(line: Line, part: str, bold: str) -> float:
    """Share of bold letters in a part of a line, of which `bold` stands in bold spans.

    A span counts as bold where most of it is. The part has no more bold letters than the whole line, and
    lacks no more than the line lacks.
    """
    whole, letters, found = (len("".join(text.split())) for text in (line.text, part, bold))
    least, most = letters - (1 - line.bold) * whole, line.bold * whole
    return max(0.0, min(1.0, max(least, min(most, found)) / max(1, letters)))


def _leads_bold(part: str, spans: Sequence[Span], bold: float) -> bool:
    """Whether a part begins bold: its first span does, and its first word is not just what lacks."""
    letters = len("".join(part.split()))
    first = len(part.split(maxsplit=1)[0]) if letters else 0
    return bool(spans and spans[0].bold) and (bold in {0.0, 1.0} or round((1 - bold) * letters) != first)


def pieces(line: Line) -> tuple[Line, ...]:
    """A line cut at its wide gaps: one line for each span, every non-space character in exactly one."""
    if len(line.spans) < 2:  # noqa: PLR2004 - one span, or none told, is one piece
        return (line,)
    starts = [0, *(span.start for span in line.spans[1:])]
    ends = [*starts[1:], len(line.text)]
    return tuple(
        part for start, end in zip(starts, ends, strict=True) if (part := cut(line, start, end)).text.strip()
    )


def phrases(line: Line) -> tuple[Line, ...]:
    """A line's pieces, those kept together that only the wider space after a sentence parts.

    So are the words of a typewritten line that is justified with one and two blanks.
    """
    if len(line.spans) < 2:  # noqa: PLR2004 - as above
        return (line,)
    starts = [0]
    typed = _typed_prose(line)
    for before, span in pairwise(line.spans):
        label = before is line.spans[0] and _is_label_like(line, before)
        if not (typed and not label) and not _next_sentence(line, before, span):
            starts.append(span.start)
    ends = [*starts[1:], len(line.text)]
    return tuple(
        part for start, end in zip(starts, ends, strict=True) if (part := cut(line, start, end)).text.strip()
    )


def _next_sentence(line: Line, before: Span, span: Span) -> bool:
    """Whether a span is the next sentence, parted by no more than the wider space after a full stop."""
    near = span.x0 - before.x1 <= PARTS.sentence_gap * line.size
    begins = not line.text[span.start : span.end].lstrip()[:1].islower()
    return near and begins and _SENTENCE_END.search(line.text[before.start : before.end]) is not None


def _typed_prose(line: Line) -> bool:
    """Whether a line is set in type of one width, its gaps are one or two blanks, and it goes on small.

    The gap behind a label may be of any width. A row of a table goes on with cells, which begin large.
    """
    widths = [(span.x1 - span.x0) / (span.end - span.start) for span in line.spans if span.end > span.start]
    blank = max(widths)
    if blank - min(widths) > PARTS.one_width * blank:
        return False
    spans = line.spans
    spans = spans[1:] if _is_label_like(line, spans[0]) else spans
    gaps = [(after.x0 - before.x1) / blank for before, after in pairwise(spans)]
    small = any(line.text[span.start : span.end].lstrip()[:1].islower() for span in spans[1:])
    return small and all(round(gap) <= 2 and abs(gap - round(gap)) <= PARTS.whole_blank for gap in gaps)  # noqa: PLR2004


def _is_label_like(line: Line, span: Span) -> bool:
    return _LABEL_LIKE.fullmatch(line.text, span.start, span.end) is not None


def join(lines: Sequence[Line], separator: str = " ") -> Line:
    """Lines as one line: texts joined, spans kept, boxes united as far as they stand on the first's page."""
    if len(lines) == 1:
        return lines[0]
    text, spans, raised = "", list[Span](), list[tuple[int, int]]()
    for line in lines:
        offset = len(text) + (len(separator) if text else 0)
        text = f"{text}{separator}{line.text}" if text else line.text
        own = line.spans or (
            Span(0, len(line.text), line.box.x0, line.box.x1, line.size, bold=2 * line.bold > 1),
        )
        spans += [
            Span(span.start + offset, span.end + offset, span.x0, span.x1, span.size, span.bold)
            for span in own
        ]
        raised += [(low + offset, high + offset) for low, high in line.superscript]
    letters = sum(len(line.text) for line in lines) or 1
    known = [line.confidence for line in lines if line.confidence is not None]
    return replace(
        lines[0],
        text=text,
        box=union(line.box for line in lines if line.page == lines[0].page),
        size=max(lines, key=lambda line: len(line.text)).size,
        bold=sum(line.bold * len(line.text) for line in lines) / letters,
        italic=sum(line.italic * len(line.text) for line in lines) / letters,
        spans=tuple(spans),
        superscript=tuple(raised),
        hyphen=lines[-1].hyphen,
        confidence=min(known) if known else None,
        struck=sum(line.struck for line in lines),
        unsure=tuple(word for line in lines for word in line.unsure),
    )


def bands(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines grouped by height from the top of the page down, each group from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.box.x0)):
        if found and line.baseline - found[-1][0].baseline <= PARTS.same_band * line.size:
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(band, key=lambda line: line.box.x0) if len(band) > 1 else band for band in found]


def body_size(document: Document) -> float:
    """The font size, to half a point, that most letters of the document are set in; 0 where it has none."""
    sizes: Counter[float] = Counter()
    for page in document.pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
