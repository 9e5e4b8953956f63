"""What speaks for or against a label before the other labels are known, as named rules with points.

Where it stands: does a paragraph begin here, in a table, after "under section"? How it is printed: set apart,
bold, alone? What follows: a title of the contents list, small letters, a comma?
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Mapping, Sequence

from mouarchive.clauses.dates import begins_with_month, find_date
from mouarchive.clauses.labels import Mark, Reading, read_labels, skip_blank
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import LARGER, Measures, fold, is_heading_type
from mouarchive.clauses.vocabulary import CONTAINERS, one_of
from mouarchive.model import Line
from mouarchive.words import number_at_end, to_roman

__all__ = ["Points", "is_bold", "label_evidence", "place_evidence", "runs_on", "text_edge", "x_of"]

Points = tuple[tuple[str, float], ...]

_WIDE = 1.3  # baseline steps above this many usual ones part paragraphs
_SHORT = 20.0  # points by which a line stays short of the edge
_HALF = 0.5
_SMALL = 0.75  # of the text size: footnotes and their marks
_MANY_WORDS = 14
_MANY_BLANKS = 2
_GAP = 0.6  # of the text size: white space between label and text
_WIDER = 1.3
_REFERENCE = re.compile(rf"(?:\b(?:{one_of('naming', 'referring')})|\u00a7|[(\[\u00a3$])$", re.IGNORECASE)
_MAYBE_REFERENCE = re.compile(rf"\b(?:{one_of('perhaps')})\.?$", re.IGNORECASE)
_ENDED = re.compile(
    r"[.;:!?][\u201d\u2019\"')\]]*(?:\s+(?:and|or|and/or))?$|[;,]\s*(?:and|or|and/or)$|[:\u2014-]\s*[-\u2013\u2014]?$"
)
_LEADERS = re.compile(r"(?:\.\s?){5,}|\u2026{2,}|_{5,}")
_WORDS_OF_ONE_LETTER = frozenset(one_of("whole").upper().split("|"))
_NAME = re.compile(r"[A-Z][a-z]+$|[A-Z]\.")


def place_evidence(body: Sequence[BodyLine], row: int, mark: Mark, usual: Measures) -> Points:
    """Evidence from where the line stands: does a paragraph begin here, and one of its own?"""
    item = body[row]
    above = body[row - 1] if row else None
    table: Points = (("in a table", -8.0),) if item.table is not None else ()
    if _is_dated(item.line.text, mark):
        table += (("a version and its date", -4.0),)
    if above is not None and _is_day(item.line.text, above, mark, usual):
        table += (("a day of a month", -6.0),)
    if above is not None and _restates(above.line.text, mark):
        table += (("restates the number before it", -5.0),)
    if above is None:
        return (*table, ("first line", 1.0))
    return (*table, *_begins(item, above, usual), *_among_parts(body, row, mark))


def _is_dated(text: str, mark: Mark) -> bool:
    """Whether a date follows a number such as 0.2 or 1.0: a row of a version history.

    1.0  3 April 2017  Signed
    """
    rest = re.sub(r"(?<=[a-z])(?=\d)", " ", text[skip_blank(text, mark.end) :])  # 3 April2017, by OCR
    dated = find_date(rest) if mark.family == "decimal" and mark.shape == "bare" else None
    return dated is not None and rest.startswith(dated[1])


def _is_day(text: str, above: BodyLine, mark: Mark, usual: Measures) -> bool:
    """Whether a date goes on a sentence: `The lamp is lit on`, and below it `1. November and put out`."""
    if (
        mark.family != "number"
        or mark.shape != "."
        or not begins_with_month(text[skip_blank(text, mark.end) :])
    ):
        return False
    return not _ENDED.search(above.line.text.rstrip()) and not is_heading_type(above.line, usual)


def _restates(before: str, mark: Mark) -> bool:
    """Whether a number in brackets says in figures what the line above ends with in words.

    within a period of twelve
    (12) months
    """
    return mark.family == "number" and mark.shape == "()" and number_at_end(before) == mark.last


def _begins(item: BodyLine, above: BodyLine, usual: Measures) -> Points:
    before = above.line.text.rstrip()
    same_page = above.line.page == item.line.page
    step = item.line.baseline - above.line.baseline
    parted = same_page and (step > _WIDE * usual.step or step < -usual.step)
    ended = bool(_ENDED.search(before))
    heading = (
        is_heading_type(above.line, usual) and not before[:1].islower()
    ) or item.line.size > usual.size + LARGER
    reasons = (
        (parted, "space above", 1.0),
        (ended, "after a full stop", 1.0),
        (not usual.fills(above.line, _SHORT), "after a short line", 0.75),
        (above.table is not None and item.table is None, "after a table", 0.75),
        (heading, "heading type", 0.5),
        (_is_label_alone(before), "after a label on a line of its own", 0.0),
    )
    points = [(name, value) for holds, name, value in reasons if holds]
    if not points and above.table is None:
        points.append(("inside a sentence", -3.5 if same_page else -2.5))
    if heading or parted:
        return tuple(points)
    if _REFERENCE.search(before):
        points.append(("after a word of reference", -4.0))
    elif _MAYBE_REFERENCE.search(before) and not ended:
        points.append(("after a word of reference", -2.0))
    return tuple(points)


def _is_label_alone(text: str) -> bool:
    return any(skip_blank(text, reading.rest) >= len(text) for reading in read_labels(text))


def _among_parts(body: Sequence[BodyLine], row: int, mark: Mark) -> tuple[tuple[str, float], ...]:
    """A list of the annexes, one under the other, only names them; three surely are one.

    Schedule 1: Fees
    Schedule 2: Contacts
    Schedule 3: Forms
    """
    if mark.family not in CONTAINERS:
        return ()
    run = 1 + sum(_parts_beside(body, row, mark, step) for step in (-1, 1))
    return (("one of a list of parts", -4.0 if run == 2 else -8.0),) if run > 1 else ()  # noqa: PLR2004 - lines


def _parts_beside(body: Sequence[BodyLine], row: int, mark: Mark, step: int) -> int:
    """How many lines above (step -1) or below (step 1) go on with the mark's number, one after the other."""
    count = 0
    while 0 <= row + step * (count + 1) < len(body):
        line = body[row + step * (count + 1)].line
        others = (reading.marks[0] for reading in read_labels(line.text))
        wanted = mark.last + step * (count + 1)
        if not any(other.family == mark.family and other.last == wanted for other in others):
            break
        count += 1
    return count


def is_bold(line: Line) -> bool:
    """Whether a line begins bold or is mostly bold."""
    return line.lead_bold or line.bold > _HALF


def label_evidence(line: Line, reading: Reading, titles: Mapping[str, set[str]], usual: Measures) -> Points:
    """Evidence from the label's own form and from the text after it."""
    mark = reading.marks[0]
    rest = line.text[reading.rest :].strip()
    large = line.size > usual.size + LARGER
    form = _keyword_form(line, mark, rest, usual) if mark.keyword else _form(line, mark, rest, usual)
    labels = titles.get(fold(rest), set()) if rest else set()
    same = fold(line.text[: reading.rest]) in labels
    reasons = (
        (is_bold(line), "bold", 0.75),
        (large, "larger than the text", 1.0),
        (_set_apart(line, mark.end, usual), "set apart from its text", 1.0),
        (_is_raised(line, mark), "a raised number begins a footnote", -8.0),
        (mark.shape == "bare" and line.size < _SMALL * usual.size, "too small for a label", -4.0),
        (_LEADERS.search(rest) is not None, "dot leaders of a contents list", -8.0),
        (rest[:1] in {",", ";", ")", "/", "%"} and bool(rest), "punctuation follows", -3.0),
        (bool(labels), "named in the contents list", 3.0 if same else 2.0),
        (len(reading.marks) > 1, "several labels on one line", 0.5),
        (_is_spoken_of(line, mark, usual), "a part without number, not in heading type", -8.0),
    )
    return (*form, *((name, value) for holds, name, value in reasons if holds))


def _is_spoken_of(line: Line, mark: Mark, usual: Measures) -> bool:
    """Whether `Appendix: …` stands in running text: only heading type shows that it opens the appendix."""
    return mark.keyword and not mark.value and not (is_heading_type(line, usual) or line.text.isupper())


def _is_raised(line: Line, mark: Mark) -> bool:
    return any(start <= mark.start < end for start, end in line.superscript)


def _form(line: Line, mark: Mark, rest: str, usual: Measures) -> Points:
    """`(a)` and `2.1` are printed like labels; `5` may be any number, `A` any word, `B. Smith` a person."""
    small = rest[:1].islower() and mark.family in {"number", "decimal"} and mark.shape == "bare"
    points: list[tuple[str, float]] = [("text begins in small letters", -1.5)] if small else []
    if mark.shape != "bare" or len(mark.path) > 1:
        points.append(("printed like a label", 0.75 if len(mark.path) > 1 or mark.shape == "()" else 0.25))
        if mark.family.startswith("upper") and mark.shape == "." and _NAME.match(rest):
            points.append(("initials of a name", -2.0))
        return tuple(points)
    points.append(("bare number or letter", -2.0))
    if not rest and mark.family == "upper":
        points.append(("a lone letter", -5.0))
    heading = is_bold(line) or line.size > usual.size + LARGER or _set_apart(line, mark.end, usual)
    word = mark.family == "upper" and _is_word(line, mark, rest, usual)
    if rest and (word or not heading):
        points.append(("bare and not set apart", -2.5))
        if mark.family == "upper":
            points.append(("a word of one letter", -3.5))
    return tuple(points)


def _is_word(line: Line, mark: Mark, rest: str, usual: Measures) -> bool:
    """Whether A or I begins a sentence: it stands a space from its text, which is no title.

    A Participant may inspect the register at any time.
    """
    sentence = usual.fills(line) or rest.endswith((".", ";", ",", ":")) or rest[:1].islower()
    return mark.value in _WORDS_OF_ONE_LETTER and sentence and not _set_apart(line, mark.end, usual)


def _keyword_form(line: Line, mark: Mark, rest: str, usual: Measures) -> Points:
    """`Section 3 of this agreement` refers; `Section 3`, `Section 3: Fees`, `SECTION 3 Fees` open one."""
    if rest[:1].islower() or (rest and rest[0] in ",;)"):
        return (("a reference in the text", -6.0),)
    if not rest and mark.shape != ".":
        return (("keyword alone on its line", 1.5),)
    if mark.shape in {".", ":", ")", "\u2013", "\u2014", "-"}:
        return (("keyword and punctuation", 1.0),)
    if is_bold(line) or line.size > usual.size + LARGER or line.text.isupper():
        return (("keyword in heading type", 1.0),)
    if mark.family in CONTAINERS and len(rest.split()) > _MANY_WORDS:
        return (("keyword before running text", -2.5),)
    return (("keyword", -1.0),)


def x_of(line: Line, offset: int) -> float:
    """Where a character stands, by its share of the line (of its span, where spans are known)."""
    for span in line.spans:
        if span.start <= offset <= span.end:
            share = (offset - span.start) / max(1, span.end - span.start)
            return span.x0 + share * (span.x1 - span.x0)
    share = offset / max(1, len(line.text))
    return line.box.x0 + share * (line.box.x1 - line.box.x0)


def text_edge(line: Line, offset: int) -> float | None:
    """Where the text after a label begins, None where the label stands alone."""
    start = skip_blank(line.text, offset)
    if start >= len(line.text):
        return None
    for span in line.spans:
        if span.start >= start - 1 and span.start > 0:
            return span.x0
        if span.start <= start < span.end:
            break
    return x_of(line, start)


def _set_apart(line: Line, offset: int, usual: Measures) -> bool:
    """Whether wide white space stands between label and text, wider than between a justified line's words."""
    start = skip_blank(line.text, offset)
    if "\t" in line.text[offset:start] or start - offset > _MANY_BLANKS:
        return True
    if start >= len(line.text):
        return False
    gaps = [
        (after.x0 - before.x1, before.end, after.start) for before, after in itertools.pairwise(line.spans)
    ]
    others = [gap for gap, _, opens in gaps if opens > start]
    for gap, closes, opens in gaps:
        if closes <= start and opens >= offset:
            return gap > _GAP * usual.size and (not others or gap > _WIDER * statistics.median(others))
    return False


# ------------------------------------------------------------------ lists inside sentences


_LOOK = 8  # lines to look back or forward for the other labels of the list
_ALPHABET = 26
_NAMED = re.compile(rf"(?:{one_of('naming')})$", re.IGNORECASE)


def runs_on(body: Sequence[BodyLine], row: int, mark: Mark) -> tuple[tuple[str, float], ...]:
    """The rule that speaks against a label that wrapping has put at the beginning of a line.

    … for any purpose: (i) by order of a court; (ii) with consent; or
    (iii) as the law requires.
    """
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
