"""Signature blocks and what stands after them: they leave the clause before them.

9.4 This Agreement is governed by the law of Northby.       9.4
IN WITNESS WHEREOF the parties have signed below.           signature
Signed for the Council: ……………… Jane Specimen                signature, one for each that signs
[Remainder of this page intentionally left blank]           end
SCHEDULE 1                                                  an annex again
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from mouarchive.clauses.dates import find_date
from mouarchive.clauses.layout import BodyLine, cut, pieces
from mouarchive.clauses.measures import Measures
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.passages import Unit, plain, text_of
from mouarchive.clauses.passages.passages_rules import PASSAGE, PASSAGE_RULES
from mouarchive.clauses.passages.wording import said
from mouarchive.clauses.text.joining import Piece, begins_paragraph, is_bullet
from mouarchive.model import Line
from mouarchive.rules import Rule

__all__ = ["find_closing"]

_I = re.IGNORECASE
_BLANK = r"(?:_{3,}|\.{4,}|\u2026{2,}|-{5,}|(?:\.\s){4,})"
_HAS_BLANK = re.compile(_BLANK)
_ATTESTED = re.compile(rf"(?:{said('attested')})\b", _I)
_SIGNED = re.compile(rf"(?:{said('signed')})(?=\W|$)", _I)
_HEAD = re.compile(rf"(?:{said('signatures')})\W*", _I)
_SIGN_FIELD = re.compile(rf"(?:{said('signing')})\s*(?:[:(_.\u2026]|$)", _I)
_NAME_FIELD = re.compile(rf"(?:{said('signatory')})\s*(?:\([^)]*\)\s*)?(?:[:_\u2026]|\.{{3,}}|$)", _I)
_END = re.compile(rf"[\W_]*(?:{said('ending')})[\W_]*", _I)
_BEHALF = re.compile(rf"(?:{said('behalf')})\s+\w", _I)
_DONE = re.compile(rf"(?:{said('done')})\s.*\d", _I)
_ENDED = re.compile(r"[.;][\u201d\u2019\"')\]]*$")


def find_closing(
    body: Sequence[BodyLine],
    labels: Mapping[int, Sequence[Placement]],
    kept: Collection[int],
    usual: Measures,
) -> tuple[Unit, ...]:
    """The signature blocks and end matter of the body.

    `labels` are the labels of clauses by row, `kept` the rows of headings and back matter, which are neither.
    """
    rows = sorted(labels)
    stops = sorted({*rows, *(row for row in kept if row in labels or not is_field(body[row].line))})
    units: list[Unit] = []
    taken: set[int] = set()
    for start, stop in zip((-1, *stops), (*stops, len(body)), strict=True):
        at = bisect_right(rows, max(start, stop - 1))
        following = labels[rows[at]][0] if at < len(rows) else None
        before_all = start < 0 and (following is None or following.kind != "container")
        if not before_all and may_close(following):
            last = start >= 0 and at == len(rows)
            found = _closes(body, start + 1, stop, usual) or (
                _rest(body, start + 1, stop, usual) if last and ends_list(body, labels, stop, usual) else []
            )
            units += found
            taken |= {row for unit in found for row in unit.rows}
    units += [_end_unit(body, row) for row in _loose_ends(body, labels, taken)]
    return tuple(sorted(units, key=lambda unit: unit.rows[0] if unit.rows else unit.at))


def may_close(following: Placement | None) -> bool:
    """Whether the numbers of the text do not go on: an annex, a new text, or nothing, comes next."""
    if following is None or following.kind == "container":
        return True
    return following.parent is None and following.mark.path[-1] == 1


def _loose_ends(
    body: Sequence[BodyLine],
    labels: Mapping[int, Sequence[Placement]],
    taken: Collection[int],
) -> Iterator[int]:
    """Rows outside signature blocks that say that a page is left blank or that the text is over."""
    for row, item in enumerate(body):
        if row not in labels and row not in taken and is_end(item.line.text):
            yield row


def _end_unit(body: Sequence[BodyLine], row: int) -> Unit:
    item = body[row]
    return Unit("end", PASSAGE_RULES.closed, (item.line,), (Piece(text_of(item), paragraph=True),), (row,))


# ------------------------------------------------------------------ what begins a block


def is_end(text: str) -> bool:
    """Whether a line says that the text is over, or that a page is left blank.

    A small letter without a sign before it goes on from the line above: `… a year before / the end.`
    """
    return not text.lstrip()[:1].islower() and _END.fullmatch(plain([text])) is not None


def is_attested(texts: Sequence[str]) -> bool:
    """Whether it is the sentence that leads to the signatures."""
    return _ATTESTED.match(plain(texts[:1])) is not None


def is_signed(texts: Sequence[str]) -> bool:
    """Whether a line says for whom, or by whom, is signed, and is no sentence about it."""
    return _SIGNED.match(plain(texts[:1])) is not None and not is_sentence(texts)


def is_sentence(texts: Sequence[str]) -> bool:
    """Whether a paragraph is a sentence: some words, no blank to fill in, a full stop at its end."""
    whole = plain(texts)
    return (
        len(whole.split()) > PASSAGE.name_words
        and _ENDED.search(whole) is not None
        and _HAS_BLANK.search(whole) is None
    )


def is_fields(texts: Sequence[str]) -> bool:
    """Whether a field for a signature stands with a name, an office or a date within the next lines."""
    near = [plain([text]) for text in texts[: PASSAGE.near]]
    if not near or not (_SIGN_FIELD.match(near[0]) or _NAME_FIELD.match(near[0])):
        return False
    signs = any(_SIGN_FIELD.match(text) for text in near)
    return signs and any(_NAME_FIELD.match(text) for text in near)


def is_field(line: Line) -> bool:
    """Whether a line holds nothing but fields of signatures, side by side or one alone: no heading."""
    parts = [part.text.strip() for part in pieces(line)]
    return all(_SIGN_FIELD.match(part) or _NAME_FIELD.match(part) for part in parts)


def is_line_to_sign(texts: Sequence[str]) -> bool:
    """Whether a line is nothing but a blank, with a short name or office below it."""
    return (
        len(texts) > 1
        and _HAS_BLANK.search(texts[0]) is not None
        and not any(map(str.isalnum, texts[0]))
        and _HAS_BLANK.search(texts[1]) is None
        and 0 < len(texts[1].split()) <= PASSAGE.name_words
        and _ENDED.search(texts[1]) is None
    )


def is_in_form(above: Sequence[str], text: str) -> bool:
    """Whether a line of blanks goes on with what the line above it leaves to be filled in."""
    blank = not any(map(str.isalnum, text))
    return blank and bool(above) and _HAS_BLANK.search(above[-1]) is not None


def heads_signatures(texts: Sequence[str]) -> bool:
    """Whether a line is a title such as "Signatures", with a signature near below it."""
    if not texts or _HEAD.fullmatch(plain(texts[:1])) is None:
        return False
    below = texts[1 : 1 + PASSAGE.looked_at]
    return any(
        _SIGN_FIELD.match(text) or _SIGNED.match(text) or _NAME_FIELD.match(text) or _HAS_BLANK.search(text)
        for text in map(str.strip, below)
    )


def _begins(texts: Sequence[str], paragraph: Callable[[], Sequence[str]]) -> Rule | None:
    """The rule by which lines begin a signature block; None where they do not.

    The first line's paragraph is asked for only where it matters: it may be as long as the document.
    """
    rules = PASSAGE_RULES
    for holds, rule in (
        (is_attested, rules.attested),
        (heads_signatures, rules.signing_head),
        (lambda given: bool(_SIGNED.match(plain(given[:1]))) and is_signed(paragraph()), rules.signed),
        (is_fields, rules.fields),
        (is_line_to_sign, rules.over_line),
    ):
        if holds(texts):
            return rule
    return None


def _near(texts: Sequence[str], at: int) -> Sequence[str]:
    """As many lines from one on as any rule looks at."""
    return texts[at : at + 1 + max(PASSAGE.looked_at, PASSAGE.near)]


def is_after(texts: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a paragraph after signatures is none: a sentence of some length, and no signature below it."""
    whole = plain(texts)
    long = is_sentence(texts) and len(whole.split()) > PASSAGE.sentence_words
    signs = any(_SIGN_FIELD.match(plain([text])) for text in below[: PASSAGE.near])
    return long and not signs and not is_attested(texts)


# ------------------------------------------------------------------ a block and its parts


def _closes(body: Sequence[BodyLine], start: int, stop: int, usual: Measures) -> list[Unit]:
    """The signatures and end matter among the rows from `start` up to `stop`, if there are any."""
    told = _block(body, start, stop, usual)
    for row in range(start, told[0].rows[0] if told else stop):
        if begins_paragraph(body[row], body[row - 1] if row else None, usual):
            found = _abreast(body, row, stop, usual)
            if found:
                return found
    return told


def _block(body: Sequence[BodyLine], start: int, stop: int, usual: Measures) -> list[Unit]:
    """The same, where a word says that a signature begins."""
    texts = [body[row].line.text for row in range(start, stop)]
    first = next(
        (
            row
            for row in range(start, stop)
            if not is_bullet(texts[row - start])
            and not is_in_form(texts[max(row - start - 1, 0) : row - start], texts[row - start])
            and _begins(_near(texts, row - start), partial(_paragraph, body, row, stop, usual))
        ),
        None,
    )
    if first is None:
        return []
    first = _with_name(body, start, first, usual)
    return _cut_up(body, first, stop, usual)


def ends_list(
    body: Sequence[BodyLine], labels: Mapping[int, Sequence[Placement]], stop: int, usual: Measures
) -> bool:
    """Whether all labels are of one list that stands in a text, set in from its margin, and the text goes on.

    The layers are:              the margin
         1. Place of each well   every label further in, and nothing at the margin between them
         2. Aerial view
    Further layers may be added.
    """
    rows = sorted(labels)
    edges = [body[row].line.box.x0 for row in rows]
    one_list = len(rows) > 1 and all(labels[row][0].parent is None for row in rows)
    if not one_list or max(edges) - min(edges) > MEASURES.column or min(edges) < usual.left + MEASURES.indent:
        return False
    inside = [body[row].line.box.x0 for row in range(rows[0], rows[-1])]
    return min(inside) >= min(edges) - MEASURES.column and stop > rows[-1]


def _rest(body: Sequence[BodyLine], start: int, stop: int, usual: Measures) -> list[Unit]:
    """The paragraphs from the first one on that stands at the text's margin again."""
    found: list[list[int]] = []
    for row in range(start, stop):
        fresh = begins_paragraph(body[row], body[row - 1], usual)
        at_margin = body[row].line.box.x0 <= usual.left + MEASURES.column
        if (at_margin and not found) or (fresh and found):
            found.append([])
        if found:
            found[-1].append(row)
    return [unit for rows in found for unit in _units(body, "end", PASSAGE_RULES.after_list, rows, usual)]


def _paragraph(body: Sequence[BodyLine], row: int, stop: int, usual: Measures) -> list[str]:
    """The text of a row and of the rows that its paragraph runs on over."""
    end = row + 1
    while (
        end < stop
        and not begins_paragraph(body[end], body[end - 1], usual)
        and not _SIGNED.match(body[end].line.text.strip())
    ):
        end += 1
    return [body[at].line.text for at in range(row, end)]


def _with_name(body: Sequence[BodyLine], start: int, first: int, usual: Measures) -> int:
    """The row with which a block begins whose first line is a field: the party's name above is part of it."""
    row = first
    while row > start and first - row < PASSAGE.names_above:
        above = body[row - 1]
        text = plain([above.line.text])
        short = len(text.split()) <= PASSAGE.name_words and not text.endswith((".", ";", ",", ":"))
        fresh = row - 1 == start or begins_paragraph(above, body[row - 2], usual)
        fields = _SIGN_FIELD.match(body[first].line.text) or _NAME_FIELD.match(body[first].line.text)
        if not (short and fresh and fields and text[:1].isupper()):
            break
        if row - 1 == start and not _in_columns(above.line, body[first].line):
            break
        row -= 1
    return row


def _in_columns(line: Line, other: Line) -> bool:
    """Whether two names stand over fields: a line of two parts, the second above a part of the other."""
    first, second = pieces(line), pieces(other)
    two = len(first) == 2  # noqa: PLR2004 - two columns
    return two and any(abs(first[1].box.x0 - part.box.x0) <= PASSAGE.cell for part in second[1:])


def _cut_up(body: Sequence[BodyLine], first: int, stop: int, usual: Measures) -> list[Unit]:
    """The rows of a block as units: a new one with each that signs, end matter after the last."""
    texts = [body[row].line.text for row in range(first, stop)]
    units: list[tuple[str, Rule, list[int]]] = []
    for row in range(first, stop):
        item = body[row]
        paragraph = partial(_paragraph, body, row, stop, usual)
        fresh = row == first or begins_paragraph(item, body[row - 1], usual)
        rule = _begins(_near(texts, row - first), paragraph)
        titled = rule is PASSAGE_RULES.signing_head and not is_field(item.line)
        one_of_many = titled or rule in {PASSAGE_RULES.attested, PASSAGE_RULES.signed}
        again = bool(units) and _signs_again([body[at].line for at in units[-1][2]], item.line)
        if is_end(item.line.text):
            units.append(("end", PASSAGE_RULES.closed, [row]))
        elif not units or again or (rule is not None and one_of_many):
            units.append(("signature", rule or PASSAGE_RULES.fields, [row]))
        elif fresh and units[-1][0] == "signature" and is_after(paragraph(), _near(texts, row - first + 1)):
            units.append(("end", PASSAGE_RULES.after, [row]))
        elif units[-1][0] == "end":
            if rule is not None:
                units.append(("signature", rule, [row]))
            elif fresh:
                units.append(("end", PASSAGE_RULES.after, [row]))
            else:
                units[-1][2].append(row)
        else:
            units[-1][2].append(row)
    return [unit for kind, rule, rows in units for unit in _units(body, kind, rule, rows, usual)]


def _signs_again(block: Sequence[Line], line: Line) -> bool:
    """Whether the first field of a block comes again, right below a field: the next one signs."""
    fields = [one for one in block if is_field(one)]
    return (
        bool(fields) and fields[-1] is block[-1] and is_field(line) and _letters(fields[0]) == _letters(line)
    )


def _letters(line: Line) -> str:
    return "".join(filter(str.isalpha, line.text)).casefold()


def _units(
    body: Sequence[BodyLine], kind: str, rule: Rule, rows: Sequence[int], usual: Measures
) -> list[Unit]:
    columns = side_by_side([_halves(body[row]) for row in rows]) if kind == "signature" else []
    if columns:
        return _each(columns, PASSAGE_RULES.columns, rows)
    made = []
    for row in rows:
        item = body[row]
        wraps = (
            row > rows[0] and not begins_paragraph(item, body[row - 1], usual) and not _own(item.line.text)
        )
        made.append(Piece(text_of(item), paragraph=not wraps))
    return [Unit(kind, rule, tuple(body[row].line for row in rows), tuple(made), tuple(rows))]


def _each(columns: Sequence[Sequence[Line]], rule: Rule, rows: Sequence[int]) -> list[Unit]:
    """One signature for each column of the rows."""
    return [
        Unit(
            "signature",
            rule,
            tuple(column),
            tuple(Piece(line.text, paragraph=True) for line in column),
            tuple(rows) if number == 0 else (),
            at=rows[0],
        )
        for number, column in enumerate(columns)
    ]


def _own(text: str) -> bool:
    """Whether a line of a block is a field or a blank, and so no part of the line above."""
    words = text.strip()
    return bool(_SIGN_FIELD.match(words) or _NAME_FIELD.match(words) or _HAS_BLANK.search(words))


def _halves(item: BodyLine) -> tuple[Line, ...]:
    """A line cut at its wide gaps; the row of a table at its cells."""
    if item.table is None:
        return pieces(item.line)
    found, end = list[Line](), 0
    for cell in filter(None, item.cells):
        start = item.line.text.find(cell, end)
        if start < 0:
            return (item.line,)
        end = start + len(cell)
        found.append(cut(item.line, start, end))
    return tuple(found) or (item.line,)


def side_by_side(halves: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The parts of a block's lines, left column first, where two sign next to each other; else none."""
    filled = any(len(half) > 2 for half in halves)  # noqa: PLR2004 - fields, and what is filled in
    starts = [part.box.x0 for half in halves for part in half[1:] if not filled or is_field(part)]
    if len(starts) < PASSAGE.beside:
        return []
    if max(starts) - min(starts) > PASSAGE.cell:
        return []
    edge = min(starts)
    left, right = list[Line](), list[Line]()
    for half in halves:
        for part in half:
            (right if part.box.x0 >= edge - PASSAGE.cell / 2 else left).append(part)
    named = any(map(is_field, left)) and not any(map(is_field, right))  # fields, and what is filled in
    return [left, right] if left and right and not named else []


# ------------------------------------------------------------------ signatories side by side, without a word


def _abreast(body: Sequence[BodyLine], row: int, stop: int, usual: Measures) -> list[Unit]:
    """The signatures that begin with a row and go on, in its columns, up to `stop` or to the end matter.

    For the Controller          For the Processor
    Ivana Specimen, Director    Nils Sample, Director
    """
    above = body[row - 1].line if row else None
    among = row > 0 and body[row].table is not None and body[row].table == body[row - 1].table
    if among or (above is not None and above.text.rstrip().endswith(":")):
        return []  # further down in a table, or a table that the clause leads to
    near = range(row, min(stop, row + PASSAGE.near + 1))
    end = next((at for at in near if is_end(body[at].line.text)), stop)
    if end - row > PASSAGE.near:
        return []
    rows = [_halves(body[at]) for at in range(row, end)]
    columns = in_columns(rows)
    if not columns:
        return []
    texts = [[part.text.strip() for part in parts] for parts in rows]
    apart = above is None or _is_apart(body[row].line, above, usual)
    if is_on_behalf(texts):
        rule = PASSAGE_RULES.on_behalf
    elif is_done(texts):
        rule = PASSAGE_RULES.done
    elif apart and is_named_again(texts, (item.line.text for item in body[:row])):
        rule = PASSAGE_RULES.named_again
    else:
        return []
    closing = [_end_unit(body, at) for at in range(end, stop)] if end < stop else []
    return [*_each(columns, rule, range(row, end)), *closing]


def _is_apart(line: Line, above: Line, usual: Measures) -> bool:
    """Whether a line leaves the clause above it: back towards the margin, or below white space."""
    back = line.box.x0 < above.box.x0 - MEASURES.indent
    return back or line.page != above.page or line.baseline - above.baseline > 2 * usual.step


def in_columns(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The cells of each column where short ones stand in the columns of the first row; else none.

    The last row has more than one cell: a single one below a block is a line of its own.
    """
    if not rows or len(rows[0]) < 2 or len(rows[-1]) < 2:  # noqa: PLR2004 - two columns
        return []
    edges = [part.box.x0 for part in rows[0]]
    columns: list[list[Line]] = [[] for _ in edges]
    for parts in rows:
        homes = [min(range(len(edges)), key=lambda n: abs(edges[n] - part.box.x0)) for part in parts]
        if len(set(homes)) < len(parts):
            return []
        for home, part in zip(homes, parts, strict=True):
            if abs(edges[home] - part.box.x0) > PASSAGE.cell or not _is_cell(part.text):
                return []
            columns[home].append(part)
    return columns


def _is_cell(text: str) -> bool:
    """Whether a cell may be of a signature: a few words that are no sentence, and no figures but a date."""
    words = plain([text])
    short = len(words.split()) <= PASSAGE.name_words and not words.endswith((".", ";", ":"))
    dated = find_date(words) is not None or _DONE.match(words) is not None
    return _own(words) or (short and (dated or not any(map(str.isdigit, words))))


def is_on_behalf(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every cell of the first row says for whom, with a row of names or blanks below, if any."""
    signs = len(rows) == 1 or any(all(map(_is_name, texts)) for texts in rows[1:])
    return signs and all(map(_BEHALF.match, rows[0]))


def is_done(rows: Sequence[Sequence[str]]) -> bool:
    """Whether names stand first, and one row below says in every cell where and when is signed."""
    return all(map(_is_title, rows[0])) and any(all(map(_DONE.match, texts)) for texts in rows[1:])


def is_named_again(rows: Sequence[Sequence[str]], before: Iterable[str]) -> bool:
    """Whether the first row repeats names that the text gives, and people's names stand below."""
    parties = [plain([text]).rstrip(",").casefold() for text in rows[0]]
    below = rows[1:]
    if not below or len(set(parties)) < len(parties) or not all(map(_is_title, (*rows[0], *below[0]))):
        return False
    known = plain(list(before)).casefold()
    return all(name in known for name in parties)


def _is_name(text: str) -> bool:
    return _own(text) or _is_title(text)


def _is_title(text: str) -> bool:
    """Whether a text begins as names do: two words, with a capital at the head of the first and the last."""
    words = text.partition(",")[0].split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
