"""Footnotes, set aside from the foot of each page or column.

    … save where a statute obliges it to.1            a raised mark in the text of this page
    ────────
    1. See section 12 of the 1992 Act.                small type, or parted and last on its page

They are in small type, or below a short rule, and their marks are raised in the text: a numbered list in
small type is no footnote where nothing above refers to its numbers. On a scanned page the raised marks are
lost or misread: there the place and the type have to do. Browsers' print engines set notes in the type of
the text, with no rule above them: nothing but the mark and the place at the foot tells such a note from a
numbered paragraph; so both are asked for, and that no list at its left edge counts up to it or on from it.
Lengths are in points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mouarchive.clauses.endnotes import bracketed
from mouarchive.clauses.footnotes_rules import NOTES
from mouarchive.clauses.layout import Apart, BodyLine, Sheet, bands, cut, flows, union
from mouarchive.clauses.vocabulary import one_of
from mouarchive.model import Line, Page, Span

__all__ = [
    "borne_marks",
    "drop_footnote_marks",
    "is_power",
    "join_raised",
    "note_parts",
    "set_aside_footnotes",
    "with_mark",
]

_MARK = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}")
_ONLY_MARK = re.compile(r"\s*(\d{1,3}|[*\u2020\u2021\u00a7]{1,3})\s*")
_SHORT = "as|at|be|by|do|he|if|in|is|it|me|my|of|on|or|so|to|up|us|we"
"""Short words that may end a sentence or a part of it; others of two letters are rather abbreviations."""
_GLUED = re.compile(
    rf"(?:(?P<word>[^\W\d_]{{3,}}|(?<![^\W_])(?:{_SHORT}))[)\]\u2019\u201d\"']*[.,;:?!]?"
    r"|[)\]\u2019\u201d\"'][.,;:?!]?)"
    r"(?P<mark>\d{1,3}|[*\u2020\u2021]{1,3})(?=[\s,;:)\]]|[.](?!\d)|$)"
)
"""A number or sign right behind a word's end or a closing bracket or quotation mark, with no white space."""
_ABBREVIATIONS = frozenset(one_of("abbreviated").split("|"))
"""Words whose number may be printed without white space before it."""
_BEFORE_POINT = re.compile(r"\s+(?=[,.;:)])")
"""White space that only the mark put before a punctuation mark."""
_Cut = tuple[int, int]


def join_raised(sheet: Sheet) -> Sheet:
    """The sheet with each raised mark that is a line of its own joined to the line it stands on."""
    sheet = _parted(sheet)
    marks = [line for line in sheet.lines if _MARK.fullmatch(line.text.strip())]
    joined: dict[int, Line] = {}
    gone: list[Line] = []
    for mark in marks:
        line = next((line for line in sheet.lines if _is_raised(mark, line)), None)
        if line is not None:
            now = joined.get(id(line), line)
            at = _index(mark, now)
            if at is not None:
                joined[id(line)] = with_mark(now, mark, at)
                gone.append(mark)
    if not gone:
        return sheet
    rest = sheet.without(gone)
    return replace(rest, lines=tuple(joined.get(id(line), line) for line in rest.lines))


def _parted(sheet: Sheet) -> Sheet:
    """The sheet with marks cut off lines that they only share a height with.

    A mark may raise its line so that the line's own label stands level with the mark: `3.2  1` and, a little
    lower and between the two, the sentence that the mark ends.
    """
    lines: list[Line] = []
    for line in sheet.lines:
        mark = cut(line, line.spans[-1].start, len(line.text)) if len(line.spans) > 1 else None
        if (
            mark is not None
            and _MARK.fullmatch(mark.text)
            and any(_ends_before(mark, other) for other in sheet.lines if other is not line)
        ):
            lines += [cut(line, 0, line.spans[-1].start), mark]
        else:
            lines.append(line)
    return replace(sheet, lines=tuple(lines)) if len(lines) > len(sheet.lines) else sheet


def _ends_before(mark: Line, line: Line) -> bool:
    """Whether a mark is raised right behind the end of a line."""
    return mark.box.x0 >= line.box.x1 - 1 and _is_raised(mark, line)


def _is_raised(mark: Line, line: Line) -> bool:
    """Whether a line is the one that a mark is raised on: a little lower, and beside it.

    The mark is much smaller, or at least no larger and behind the line's end, where nothing else is raised.
    """
    low, high = NOTES.lowest * line.size, NOTES.highest * line.size
    near = NOTES.near * line.size
    behind = mark.size <= line.size and mark.box.x0 >= line.box.x1 - 1
    return (
        (mark.size <= NOTES.raised * line.size or behind)
        and low <= line.baseline - mark.baseline <= high
        and line.box.x0 - near <= mark.box.x1
        and mark.box.x0 <= line.box.x1 + near
    )


def _index(mark: Line, line: Line) -> int | None:
    """The index in the line's text at which the mark stands: before it all, or right behind a word."""
    if mark.box.x1 <= line.box.x0 + 1:
        return 0
    spans = line.spans or (Span(0, len(line.text), line.box.x0, line.box.x1, line.size, bold=False),)
    middle = (mark.box.x0 + mark.box.x1) / 2
    before = [span for span in spans if span.x0 < mark.box.x0]
    if not before:
        return None
    last = before[-1]
    if last.x1 <= middle:
        return last.end
    share = (mark.box.x0 - last.x0) / max(1.0, last.x1 - last.x0)
    guess = last.start + share * (last.end - last.start)
    ends = [found.end() for found in re.finditer(r"\S+", line.text) if last.start < found.end() <= last.end]
    return min(ends, key=lambda end: abs(end - guess), default=None)


def with_mark(line: Line, mark: Line, at: int) -> Line:
    """The line with the mark's text put in at an index, as a raised run of it."""
    text = mark.text.strip() + ("" if at else " ")
    size = len(text)
    shifted = tuple((low + size, high + size) if low >= at else (low, high) for low, high in line.superscript)
    return replace(
        line,
        text=line.text[:at] + text + line.text[at:],
        box=union((line.box, mark.box)),
        spans=_with_raised(line.spans, mark, at, size),
        superscript=tuple(sorted((*shifted, (at, at + len(text.strip()))))),
    )


def _with_raised(spans: Sequence[Span], mark: Line, at: int, size: int) -> tuple[Span, ...]:
    """The spans with the mark in that which it is glued to: the one that ends, or first begins, there."""
    found: list[Span] = []
    for number, span in enumerate(spans):
        if span.start < at <= span.end or (at == 0 and number == 0):
            x0, x1 = min(span.x0, mark.box.x0), max(span.x1, mark.box.x1)
            found.append(replace(span, end=span.end + size, x0=x0, x1=x1))
        elif span.start >= at:
            found.append(replace(span, start=span.start + size, end=span.end + size))
        else:
            found.append(span)
    return tuple(found)


# ------------------------------------------------------------------ marks taken out


def drop_footnote_marks(body: Sequence[BodyLine], apart: Sequence[Apart]) -> tuple[BodyLine, ...]:
    """The body without the marks of those footnotes that were set aside.

    A raised figure without a footnote stays: it may be an exponent or the only trace of a note. A mark
    that the font itself draws raised is told by its place alone: glued to a word's end, once on the page of
    the footnote, where nothing raised refers to it.
    """
    cuts = _cuts(body, apart)
    return tuple(_unmarked(item, cuts[row]) if row in cuts else item for row, item in enumerate(body))


def borne_marks(body: Sequence[BodyLine], apart: Sequence[Apart]) -> tuple[tuple[int, str], ...]:
    """The marks that `drop_footnote_marks` takes out: each with its row, in reading order."""
    return tuple(
        (row, body[row].line.text[low:high].strip(" []"))
        for row, places in _cuts(body, apart).items()
        for low, high in places
    )


def note_parts(note: Apart) -> tuple[str, int]:
    """A footnote's mark as printed, and the index in its first line at which its text begins.

    The mark is empty, and the index 0, where OCR lost it.
    """
    found = _PRINTED_MARK.match(note.lines[0].text)
    return (found[0].strip(), found.end()) if found else ("", 0)


def _cuts(body: Sequence[BodyLine], apart: Sequence[Apart]) -> dict[int, list[_Cut]]:
    """By row, where the marks of known footnotes stand."""
    notes, on_page = set[str](), defaultdict[int, set[str]](set)
    last = frozenset(note_parts(one)[0].strip("[].)") for one in apart if one.role == "endnote")
    for one in apart:
        if one.role == "footnote" and (found := _ONLY_MARK.match(one.text)):
            notes.add(found[1])
            on_page[one.page].add(found[1])
    if not notes and not last:
        return {}
    glued = _glued(body, on_page)
    found_cuts = {
        row: sorted({*_raised(item.line, notes | last), *bracketed(item.line, last), *glued.get(row, ())})
        for row, item in enumerate(body)
    }
    return {row: cuts for row, cuts in found_cuts.items() if cuts}


def _unmarked(item: BodyLine, cuts: Sequence[_Cut]) -> BodyLine:
    """A body line without the marks at `cuts`, and so the cells of a row."""
    line = _without(item.line, cuts)
    return replace(item, line=line, cells=_cells_of(line.text, item, cuts))


def _cells_of(text: str, item: BodyLine, cuts: Sequence[_Cut]) -> tuple[str, ...]:
    """A row's cells without the marks: the cells stand one after the other in the row's text."""
    cells, at = list[str](), 0
    for cell in item.cells:
        size = len("".join(cell.split()))
        start, seen = at, 0
        while at < len(item.line.text) and seen < size:
            seen += not item.line.text[at].isspace()
            at += 1
        gone = {index for low, high in cuts for index in range(low, high)}
        kept = "".join(item.line.text[index] for index in range(start, at) if index not in gone)
        cells.append(" ".join(_BEFORE_POINT.sub("", kept).split()) if cell else "")
    return tuple(cells) if "".join("".join(cells).split()) == "".join(text.split()) else item.cells


def _raised(line: Line, notes: set[str]) -> list[_Cut]:
    return [
        (start, end)
        for start, end in line.superscript
        if _is_mark(line.text[start:end], notes) and not is_power(line.text[:start])
    ]


def _glued(body: Sequence[BodyLine], on_page: Mapping[int, set[str]]) -> dict[int, list[_Cut]]:
    """By row, where the only reference on a footnote's page is a mark glued to a word's end."""
    places = defaultdict[tuple[int, str], list[tuple[int, _Cut]]](list)
    for row, item in enumerate(body):
        line = item.line
        if line.page not in on_page:
            continue
        for low, high in line.superscript:
            if is_power(line.text[:low]):
                continue
            places[line.page, line.text[low:high].strip()].append((row, (low, low)))
        for found in _GLUED.finditer(line.text):
            if (found["word"] or "").casefold() not in _ABBREVIATIONS:
                places[line.page, found["mark"]].append((row, found.span("mark")))
    cuts = defaultdict[int, list[_Cut]](list)
    for (page, mark), references in places.items():
        row, (low, high) = references[0]
        if mark in on_page[page] and len(references) == 1 and low < high:
            cuts[row].append((low, high))
    return cuts


def _without(line: Line, cuts: Sequence[_Cut]) -> Line:
    """The line without the marks at `cuts`; its spans move with the text."""
    text, spans = line.text, list(line.spans)
    for start, last in reversed(cuts):
        space = _BEFORE_POINT.match(text, last)
        end = space.end() if space else last
        text = text[:start] + text[end:]
        spans = [_shift(span, start, end) for span in spans]
    return replace(
        line, text=text, spans=tuple(span for span in spans if span.end > span.start), superscript=()
    )


def is_power(before: str) -> bool:
    """Whether a figure raised behind these words is a power or belongs to a unit, and no mark of a note.

    >>> is_power("no more than 250 m"), is_power("up to 10"), is_power("the form"), is_power("of 2010")
    (True, True, False, False)
    """
    return _POWER.search(before) is not None


def _is_mark(text: str, notes: set[str]) -> bool:
    found = _ONLY_MARK.fullmatch(text)
    return found is not None and found[1] in notes


def _shift(span: Span, start: int, end: int) -> Span:
    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - (end - start))

    return replace(span, start=moved(span.start), end=moved(span.end))


_POWER = re.compile(
    r"(?:(?:^|[\d\s(/\u00b7*])(?:[kcdmn\u00b5\u03bc]?m|ft|in|yd|mi|ha|kg|sec|s|h)|(?:^|[^\d.,])10|\b(?:CO|CH|NO|SO|PM|H))$"
)
"""What a raised figure belongs to: units of length, area, mass and time, powers of ten, common formulas."""
_PRINTED_MARK = re.compile(r"\[?(?:\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z](?=\s))\]?[.)]?\s*(?=\S|$)")
_NOTE_MARK = re.compile(r"\[?(\d{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z](?=\s))\]?\s*(?=\S|$)")
_GLUED_NUMBER = re.compile(r"(?<=[a-z.,;:)\]\u2019\u201d\"'%])(\d{1,3})(?=[\s,.;:)]|$)")
_GLUED_SIGN = re.compile(r"(?<=\S)([*\u2020\u2021]{1,3})(?=[\s,.;:)]|$)")
_MISREAD = re.compile(r"[\"'\u2018-\u201d*]{0,2}[\dIl|!]{1,2}[\"'.,]?\s+(?=\S)|[\"'*\u2018-\u201d]+(?=[A-Z])")
"""What OCR makes of a raised mark before a note: 1, I, l, a quotation mark."""
_FINISHED = (".", ";", "!", "?", ")", "\u201d")
_PLAIN_NOTE = re.compile(r"\[?(\d{1,3})[\].)]?\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.):]|\s|$)")
_DIGITS = re.compile(r"\d{1,3}")
_Notes = tuple[tuple[Line, ...], ...]


def set_aside_footnotes(sheets: Sequence[Sheet], size: float) -> tuple[list[Sheet], list[Apart]]:
    """Take footnotes off the foot of each page or column; `size` is the body's usual type, in points."""
    left, apart = list[Sheet](), list[Apart]()
    open_note = False
    noted = set[int]()
    for index, sheet in enumerate(map(join_raised, sheets)):
        gone: list[Line] = []
        for flow in flows(sheet):
            notes = _notes(sheet, flow, size, goes_on=open_note)
            if notes and open_note and apart and not _carries_mark(notes[0], sheet):
                apart[-1] = replace(apart[-1], lines=(*apart[-1].lines, *notes[0]))
                apart += [Apart("footnote", note) for note in notes[1:]]
            else:
                apart += [Apart("footnote", note) for note in notes]
            gone += [line for note in notes for line in note]
        open_note = bool(gone) and _is_open(gone[-1])
        noted |= {index} if gone else set()
        left.append(sheet.without(gone))
    left, plain = _plain_notes(left, noted)
    for index, found in enumerate(plain):
        apart += [Apart("footnote", note) for note in found]
        left[index] = left[index].without(line for note in found for line in note)
    return left, sorted(apart, key=lambda note: note.page)


def _carries_mark(note: Sequence[Line], sheet: Sheet) -> bool:
    """Whether a note begins with a mark that its page refers to; else it goes on from the page before."""
    return _note_mark(note) in _marks(sheet.lines)


def _is_open(line: Line) -> bool:
    """Whether a note's last line ends in mid-sentence, so that the note may go on over the page."""
    return not line.text.rstrip().endswith(_FINISHED)


def _raised_marks(lines: Iterable[Line]) -> set[str]:
    """Figures raised behind words, and no powers."""
    found = (
        line.text[low:high].strip(" []")
        for line in lines
        for low, high in line.superscript
        if low > 0 and not is_power(line.text[:low])
    )
    return {mark for mark in found if mark.isdigit()}


def _marks(lines: Iterable[Line]) -> set[str]:
    """Marks that refer to footnotes: raised runs, and numbers or signs glued to a word's end."""
    found: set[str] = set()
    for line in lines:
        raised = ((low, high) for low, high in line.superscript if low > 0 and not is_power(line.text[:low]))
        found |= {line.text[low:high].strip(" []") for low, high in raised}
        found |= set(_GLUED_NUMBER.findall(line.text)) | set(_GLUED_SIGN.findall(line.text))
    return {mark for run in found for mark in re.split(r"[,\s]+", run)}


def _notes(sheet: Sheet, flow: Sequence[Line], size: float, *, goes_on: bool) -> list[tuple[Line, ...]]:
    """The footnotes at the end of a flow of lines, each with its lines."""
    groups = bands(flow)
    start = len(groups)
    while start > 0 and _is_small(groups[start - 1], size):
        start -= 1
    ruled = _below_rule(sheet.page, groups)
    if start == len(groups) and ruled is None:
        return []
    marks, raised = _marks(sheet.lines), _raised_marks(sheet.lines)
    if ruled is not None and (start == len(groups) or ruled < start):
        start = ruled if _note_mark(groups[ruled]) in marks else start
    unmarked = _is_scanned(sheet.page) and _stand_apart(sheet, groups, start, ruled=ruled == start)
    notes: list[list[Line]] = []
    for index in range(start, len(groups)):
        mark = _note_mark(groups[index], raised)
        misread = unmarked and _MISREAD.match(groups[index][0].text)
        if misread or (mark is not None and mark in marks):
            notes.append(list(groups[index]))
        elif notes:
            notes[-1] += groups[index]
        elif index == ruled and goes_on:
            notes.append(list(groups[index]))
    return [tuple(note) for note in notes]


def _is_small(band: Sequence[Line], size: float) -> bool:
    """Whether a band is set in smaller type than the text, as notes are."""
    return max(line.size for line in band) <= NOTES.small * size


def _is_scanned(page: Page) -> bool:
    """Whether a page's text was read from its picture, here or before it came to us."""
    return page.quality.image_share >= NOTES.scanned or page.quality.ocr_confidence is not None


def _stand_apart(sheet: Sheet, groups: Sequence[Sequence[Line]], start: int, *, ruled: bool) -> bool:
    """Whether the small type at the foot begins like a note, below a rule or white space."""
    if not 0 < start < len(groups) or not _MISREAD.match(groups[start][0].text):
        return False
    step = groups[start][0].baseline - groups[start - 1][0].baseline
    return ruled or step >= NOTES.parted * sheet.leading


def _note_mark(band: Sequence[Line], closed: Collection[str] = ()) -> str | None:
    """The mark that a band begins with, if it can begin a footnote.

    "1." and "1)" begin list items, too: they are marks where they are `closed`, raised in the text above.
    """
    first = band[0]
    match = _NOTE_MARK.match(first.text)
    if match is None:
        return None
    raised = any(low == 0 for low, _ in first.superscript)
    rest = first.text[match.end() :] or (band[1].text if len(band) > 1 else "")
    plain = not rest or not rest[0].islower() or rest.startswith(("http", "www", "see", "ibid"))
    after = first.text[match.end(1) : match.end(1) + 2]
    item = re.match(r"[-.),:;/]", after) and not (match[1] in closed and re.match(r"[.)](?:\s|$)", after))
    return match[1] if (raised or plain) and not item else None


def _below_rule(page: Page, groups: Sequence[Sequence[Line]]) -> int | None:
    """Index of the first band under a short rule that stands at the left of the text, low on the page."""
    if not groups:
        return None
    left = min(line.box.x0 for band in groups for line in band)
    for rule in page.rules:
        wide = rule.box.x1 - rule.box.x0
        if not rule.horizontal or not NOTES.shortest_rule <= wide <= NOTES.rule_width * page.width:
            continue
        if abs(rule.box.x0 - left) > 2 * NOTES.rule_above or rule.box.y0 < NOTES.low * page.height:
            continue
        for index, band in enumerate(groups):
            if band[0].baseline > rule.box.y1:
                near = band[0].baseline - rule.box.y1 <= NOTES.rule_above
                above = groups[index - 1][0].baseline if index else 0.0
                if near and rule.box.y0 - above >= NOTES.underline:
                    return index
                break
    return None


# ------------------------------------------------------------------ notes in the type of the text


class _Block(NamedTuple):
    """The notes at the foot of a sheet: the first one's number, if a bracket follows it, and the lines."""

    number: int
    bracket: bool
    notes: _Notes

    @property
    def left(self) -> float:
        """Left edge of the first note, in points."""
        return self.notes[0][0].box.x0


def _plain_notes(sheets: Sequence[Sheet], noted: Collection[int] = ()) -> tuple[list[Sheet], list[_Notes]]:
    """The sheets with wrapped marks put back behind their lines, and the notes of each that has such.

    The sheets with an index among the `noted` have notes in small type, and so no others.
    """
    mended = [_with_wrapped_marks(sheet) for sheet in sheets]
    blocks = [None if index in noted else _block(sheet) for index, sheet in enumerate(mended)]
    kept = [
        () if block is None or _is_listed(mended, blocks, index) else block.notes
        for index, block in enumerate(blocks)
    ]
    return [
        changed if notes else sheet for sheet, changed, notes in zip(sheets, mended, kept, strict=True)
    ], kept


def _with_wrapped_marks(sheet: Sheet) -> Sheet:
    """The sheet with a small number that is a line of its own put behind the finished sentence above it."""
    lines: list[Line] = []
    for line in sheet.lines:
        above = lines[-1] if lines else None
        if (
            above is not None
            and _DIGITS.fullmatch(line.text.strip())
            and line.size <= NOTES.small * above.size
            and 0 < line.baseline - above.baseline < NOTES.parted * sheet.leading
            and line.box.x0 < above.box.x1
            and above.text.rstrip().endswith((".", ";", ",", ":"))
        ):
            lines[-1] = with_mark(above, line, len(above.text))
        else:
            lines.append(line)
    return replace(sheet, lines=tuple(lines)) if len(lines) < len(sheet.lines) else sheet


def _block(sheet: Sheet) -> _Block | None:
    """What stands last on a sheet of one column, parted, and begins with numbers raised further up.

    The notes may be parted from each other as they are from the text: `1) …` and, two lines below, `2) …`.
    """
    groups = sheet.bands
    if sheet.columns > 1:
        return None
    parted = [
        index
        for index in range(1, len(groups))
        if groups[index][0].baseline - groups[index - 1][0].baseline >= NOTES.parted * sheet.leading
    ]
    low = [index for index in parted if groups[index][0].baseline >= NOTES.low * sheet.page.height]
    found = (_notes_from(groups, start, {*parted}) for start in low)
    return next((block for block in found if block is not None), None)


def _notes_from(groups: Sequence[Sequence[Line]], start: int, parted: Collection[int]) -> _Block | None:
    """The notes that begin with a group and go on to the page's end; None where it begins none.

    Below white space stands the next note, or the block is over: it does not end the page.
    """
    first = _PLAIN_NOTE.match(groups[start][0].text)
    if first is None:
        return None
    marks = {
        line.text[low:high].strip(" []().")
        for group in groups[:start]
        for line in group
        for low, high in line.superscript
        if low > 0
    }
    notes: list[list[Line]] = []
    for index in range(start, len(groups)):
        group = groups[index]
        number = _PLAIN_NOTE.match(group[0].text)
        if number and number[1] == str(int(first[1]) + len(notes)) and number[1] in marks:
            notes.append(list(group))
        elif notes and index not in parted:
            notes[-1] += group
        else:
            return None
    return _Block(int(first[1]), _in_bracket(first), tuple(tuple(note) for note in notes))


def _is_listed(sheets: Sequence[Sheet], blocks: Sequence[_Block | None], index: int) -> bool:
    """Whether the numbers at the notes' left edge count up to the first one or on from the last."""
    block = blocks[index]
    if block is None:
        return False
    own = sheets[index]
    edge = block.left, block.left - _edge(own, block)
    before = [
        n for at in range(index + 1) for n in _numbers(sheets[at], blocks[at], edge, bracket=block.bracket)
    ]
    after = [
        n
        for at in range(index + 1, len(sheets))
        for n in _numbers(sheets[at], blocks[at], edge, bracket=block.bracket)
    ]
    return before[-1:] == [block.number - 1] or after[:1] == [block.number + len(block.notes)]


def _edge(sheet: Sheet, block: _Block | None) -> float:
    """The left edge of a sheet's text, what may be notes left aside."""
    notes = {id(line) for note in block.notes for line in note} if block else set()
    return min((line.box.x0 for line in sheet.lines if id(line) not in notes), default=0.0)


def _in_bracket(number: re.Match[str]) -> bool:
    """Whether a bracket stands behind a number: notes `5)` are not counted by headings `4` or `4.`."""
    return number.string[number.end(1) : number.end()].strip() == ")"


def _numbers(sheet: Sheet, block: _Block | None, edge: tuple[float, float], *, bracket: bool) -> list[int]:
    """The numbers that lines begin with at a left edge, but for what may be notes.

    Either all have a bracket behind them or none.

    The edge is given on the paper and from the text's own edge: left and right pages may differ.
    """
    notes = {id(line) for note in block.notes for line in note} if block else set()
    text = _edge(sheet, block)
    return [
        int(found[1])
        for line in sheet.lines
        if id(line) not in notes
        if any(
            abs(x - at) <= NOTES.same_edge
            for x, at in zip((line.box.x0, line.box.x0 - text), edge, strict=True)
        )
        if (found := _NUMBER.match(line.text)) and _in_bracket(found) == bracket
    ]
