"""What speaks for or against a label before the other labels are known, as named rules with points.

Where it stands: does a paragraph begin here, in a table, after "under section"? How it is printed: set apart,
bold, alone? What follows: a title of the contents list, small letters, a comma?

On its own: what speaks for a label before any other label is known.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Container, Iterable, Sequence

from mouarchive.clauses.dates import begins_with_month, find_date
from mouarchive.clauses.labels import Mark, Reading, read_labels, skip_blank, spell
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, fold, is_heading_type
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES, Points, earned
from mouarchive.clauses.vocabulary import CONTAINERS, ENGLISH, LANGUAGES, languages_of, one_of
from mouarchive.model import Line
from mouarchive.rules import Rule
from mouarchive.words import number_at_end

__all__ = ["is_bold", "label_evidence", "place_evidence", "runs_on", "text_edge", "x_of"]

_REFERENCE = re.compile(rf"(?:\b(?:{one_of('naming', 'referring')})|\u00a7|[(\[\u00a3$])$", re.IGNORECASE)
_MAYBE_REFERENCE = re.compile(rf"\b(?:{one_of('perhaps')})\.?$", re.IGNORECASE)
_ENDED = re.compile(
    r"[.;:!?][\u201d\u2019\"')\]]*(?:\s+(?:and|or|and/or))?$|[;,]\s*(?:and|or|and/or)$|[:\u2014-]\s*[-\u2013\u2014]?$"
)
_LEADERS = re.compile(r"(?:\.\s?){5,}|\u2026{2,}|_{5,}")
_WORD = re.compile(r"[^\W\d_]+\.?")
_CAPITAL = re.compile(r"\s+[^\W\d_a-z]")
_NAME = re.compile(r"[A-Z][a-z]+$|[A-Z]\.")


def place_evidence(body: Sequence[BodyLine], row: int, mark: Mark, usual: Measures) -> Points:
    """Evidence from where the line stands: does a paragraph begin here, and one of its own?"""
    item = body[row]
    above = body[row - 1] if row else None
    reasons = (
        (item.table is not None, RULES.in_table),
        (_is_dated(item.line.text, mark), RULES.dated_version),
        (above is None, RULES.first_line),
        (above is not None and _is_day(item.line.text, above, mark, usual), RULES.day_of_month),
        (above is not None and _restates(above.line.text, mark), RULES.restated),
        (above is not None and _is_name_below(body, row, mark), RULES.name_below),
    )
    points = _holding(reasons)
    return (
        points if above is None else (*points, *_begins(item, above, usual), *_among_parts(body, row, mark))
    )


def _holding(reasons: Iterable[tuple[bool, Rule]]) -> Points:
    return tuple(earned(rule) for holds, rule in reasons if holds)


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


def _is_name_below(body: Sequence[BodyLine], row: int, mark: Mark) -> bool:
    """Whether an initial stands below a number on a line of its own, and no list goes on from it.

    1.2
    I. Novak of the Board hears complaints.
    """
    above, text = body[row - 1].line.text, body[row].line.text
    if not (mark.family.startswith("upper") and mark.shape == "." and _CAPITAL.match(text, mark.end)):
        return False
    number = any(
        reading.marks[0].value[:1].isdigit() and skip_blank(above, reading.rest) >= len(above)
        for reading in read_labels(above)
    )
    below = (
        other for item in body[row + 1 : row + NUMBERING.namesake] for other in read_labels(item.line.text)
    )
    nexts = {(one.marks[0].family, one.marks[0].shape, one.marks[0].last) for one in below}
    families = {reading.marks[0].family: reading.marks[0].last for reading in read_labels(text)}
    return number and not any((family, ".", last + 1) in nexts for family, last in families.items())


def _begins(item: BodyLine, above: BodyLine, usual: Measures) -> Points:
    before = above.line.text.rstrip()
    same_page = above.line.page == item.line.page
    step = item.line.baseline - above.line.baseline
    parted = same_page and (step > MEASURES.paragraph * usual.step or step < -usual.step)
    ended = bool(_ENDED.search(before))
    heading = (
        is_heading_type(above.line, usual) and not before[:1].islower()
    ) or item.line.size > usual.size + MEASURES.larger
    points = _holding(
        (
            (parted, RULES.space_above),
            (ended, RULES.full_stop),
            (not usual.fills(above.line, MEASURES.wrap), RULES.short_line),
            (heading, RULES.heading_type),
        )
    )
    if not (points or heading or above.table is not None or _is_label_alone(before)):
        points = (earned(RULES.inside_sentence if same_page else RULES.over_page),)
    if heading or parted:
        return points
    if _REFERENCE.search(before):
        return (*points, earned(RULES.reference))
    if _MAYBE_REFERENCE.search(before) and not ended:
        return (*points, earned(RULES.perhaps_reference))
    return points


def _is_label_alone(text: str) -> bool:
    return any(skip_blank(text, reading.rest) >= len(text) for reading in read_labels(text))


def _among_parts(body: Sequence[BodyLine], row: int, mark: Mark) -> Points:
    """A list of the annexes, one under the other, only names them; three surely are one.

    Schedule 1: Fees
    Schedule 2: Contacts
    Schedule 3: Forms
    """
    if mark.family not in CONTAINERS:
        return ()
    run = 1 + sum(_parts_beside(body, row, mark, step) for step in (-1, 1))
    return (earned(RULES.listed_parts, min(2, run - 1)),) if run > 1 else ()


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
    return line.lead_bold or line.bold > MEASURES.mostly


def label_evidence(
    line: Line,
    reading: Reading,
    titles: Container[str],
    usual: Measures,
    tongues: frozenset[str] = frozenset(),
) -> Points:
    """Evidence from the label's own form and from the text after it.

    `tongues` are the codes of the languages the document is in, none where they are not known.
    """
    mark = reading.marks[0]
    rest = line.text[reading.rest :].strip()
    form = _keyword_form(line, mark, rest, usual) if mark.keyword else _form(line, mark, rest, usual, tongues)
    reasons = (
        (is_bold(line), RULES.bold),
        (line.size > usual.size + MEASURES.larger, RULES.larger),
        (_set_apart(line, mark.end, usual), RULES.set_apart),
        (_is_raised(line, mark), RULES.raised),
        (mark.shape == "bare" and line.size < NUMBERING.small * usual.size, RULES.too_small),
        (_LEADERS.search(rest) is not None, RULES.leaders),
        (rest[:1] in {",", ";", ")", "/", "%"} and bool(rest), RULES.punctuation),
        (bool(rest) and fold(rest) in titles, RULES.in_contents),
        (len(reading.marks) > 1, RULES.several),
        (_is_spoken_of(line, mark, usual), RULES.spoken_of),
        (mark.keyword and _is_foreign(line.text[mark.start : mark.end], tongues), RULES.another_language),
    )
    return (*form, *_holding(reasons))


def _is_spoken_of(line: Line, mark: Mark, usual: Measures) -> bool:
    """Whether `Appendix: …` stands in running text: only heading type shows that it opens the appendix."""
    return mark.keyword and not mark.value and not (is_heading_type(line, usual) or line.text.isupper())


def _is_foreign(label: str, tongues: frozenset[str]) -> bool:
    """Whether a label's word is one of languages that the document is not in; English words stand anywhere.

    Lisa 1 rang the bell.        an annex in Estonian, in an English text a name
    """
    found = [languages_of(word) or languages_of(word.rstrip(".")) for word in _WORD.findall(label)]
    known = frozenset[str]().union(*found)
    return bool(tongues and known) and not known & {*tongues, ENGLISH.code}


def _is_raised(line: Line, mark: Mark) -> bool:
    return any(start <= mark.start < end for start, end in line.superscript)


def _form(line: Line, mark: Mark, rest: str, usual: Measures, tongues: frozenset[str]) -> Points:
    """`(a)` and `2.1` are printed like labels; `5` may be any number, `A` any word, `B. Smith` a person."""
    bare = mark.shape == "bare" and len(mark.path) == 1
    upper = mark.family.startswith("upper")
    apart = is_bold(line) or line.size > usual.size + MEASURES.larger or _set_apart(line, mark.end, usual)
    word = bare and mark.family == "upper" and _is_word(line, mark, rest, usual, tongues)
    small = rest[:1].islower() and mark.family in {"number", "decimal"} and mark.shape == "bare"
    reasons = (
        (small, RULES.small_letters),
        (len(mark.path) > 1 or mark.shape == "()", RULES.label_form),
        (word and not apart and rest[:1].islower(), RULES.in_sentence),
        (upper and mark.shape == "." and _NAME.match(rest) is not None, RULES.initials),
        (bare, RULES.bare),
        (bare and bool(rest) and not any(map(str.isalpha, rest)), RULES.no_words),
        (bare and not rest and mark.family == "upper", RULES.lone_letter),
        (bare and bool(rest) and (word or not apart), RULES.bare_close),
        (bare and bool(rest) and (word or not apart) and mark.family == "upper", RULES.one_letter_word),
    )
    return _holding(reasons)


def _is_word(line: Line, mark: Mark, rest: str, usual: Measures, tongues: frozenset[str]) -> bool:
    """Whether A or I begins a sentence: it stands a space from its text, which is no title.

    A Participant may inspect the register at any time.
    U hebt dertig dagen.         Dutch; which letters are words is asked of the document's languages
    """
    sentence = usual.fills(line) or rest.endswith((".", ";", ",", ":")) or rest[:1].islower()
    words = {word for one in LANGUAGES if not tongues or one.code in tongues for word in one.whole}
    return mark.value.lower() in words and sentence and not _set_apart(line, mark.end, usual)


def _keyword_form(line: Line, mark: Mark, rest: str, usual: Measures) -> Points:
    """`Section 3 of this agreement` refers; `Section 3`, `Section 3: Fees`, `SECTION 3 Fees` open one."""
    if rest[:1].islower() or (rest and rest[0] in ",;)"):
        return (earned(RULES.word_refers),)
    stop = mark.shape in {".", ":", ")", "\u2013", "\u2014", "-"}
    large = is_bold(line) or line.size > usual.size + MEASURES.larger or line.text.isupper()
    if not rest and mark.shape != ".":
        return (earned(RULES.word_alone),)
    if stop or large:
        return (earned(RULES.word_heads),)
    running = mark.family in CONTAINERS and len(rest.split()) > MEASURES.heading_words
    return (earned(RULES.word_in_text if running else RULES.word_plain),)


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
    if "\t" in line.text[offset:start] or start - offset > NUMBERING.blanks:
        return True
    if start >= len(line.text):
        return False
    gaps = [
        (after.x0 - before.x1, before.end, after.start) for before, after in itertools.pairwise(line.spans)
    ]
    others = [gap for gap, _, opens in gaps if opens > start]
    for gap, closes, opens in gaps:
        if closes <= start and opens >= offset:
            return gap > NUMBERING.apart * usual.size and (
                not others or gap > NUMBERING.wider * statistics.median(others)
            )
    return False


# ------------------------------------------------------------------ lists inside sentences


_NAMED = re.compile(
    rf"(?:{one_of('naming')}|\([^\W_]{{1,5}}\)(?:,|,?\s+(?:and/or|{one_of('open_words')}))?)$", re.IGNORECASE
)
"""What stands before a label that is spoken of: `paragraph (a)`, `16(d) and (e)`."""


def runs_on(body: Sequence[BodyLine], row: int, mark: Mark) -> Points:
    """The rule that speaks against a label that wrapping has put at the beginning of a line.

    … for any purpose: (i) by order of a court; (ii) with consent; or
    (iii) as the law requires.
    """
    if mark.keyword or len(mark.path) > 1 or mark.shape not in {"()", ")"}:
        return ()
    if mark.last > 1 and _inline_before(body, row, mark):
        return (earned(RULES.runs_on),)
    if mark.last == 1 and _inline_after(body, row, mark):
        return (earned(RULES.opens_inline),)
    return ()


def _inline_before(body: Sequence[BodyLine], row: int, mark: Mark) -> bool:
    """The number before stands inside a line above, and not at the beginning of one nearer by."""
    wanted = spell(mark.family, mark.last - 1)
    for item in reversed(body[max(0, row - NUMBERING.inline) : row]):
        start = _label_end(item.line.text)
        if _stands_in(item.line.text, wanted, start):
            return True
        if start and any(_is_before(reading.marks[-1], mark) for reading in read_labels(item.line.text)):
            return False
    return False


def _inline_after(body: Sequence[BodyLine], row: int, mark: Mark) -> bool:
    """The number after stands inside this line or one of the next, before any line begins with it."""
    wanted = spell(mark.family, mark.last + 1)
    for number, item in enumerate(body[row : row + NUMBERING.inline]):
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


def _stands_in(text: str, value: str, start: int) -> bool:
    """Whether the label stands inside a sentence, but not as a reference: `paragraph (a)`, `6(1)`."""
    found = re.compile(rf"\s\({value}\)(?=\s)", re.IGNORECASE).finditer(text, start)
    return any(not _NAMED.search(text[: match.start()]) for match in found)
