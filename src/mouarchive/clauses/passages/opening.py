"""What the lines before the first clause are: title, document control, parties, recitals, tables.

DATA SHARING AGREEMENT                     front
Version: 2.1                               control
THIS AGREEMENT is made between             parties
(1) THE COUNCIL OF NORTHBY; and            parties
BACKGROUND                                 front: a title
(A) The Council holds records.             recital
IT IS AGREED as follows:                   front
1. Definitions                             the first clause
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from mouarchive.clauses.labels import skip_blank
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.passages import Unit, plain, text_of
from mouarchive.clauses.passages.passages_rules import PASSAGE, PASSAGE_RULES
from mouarchive.clauses.passages.wording import said
from mouarchive.clauses.text.joining import Piece, begins_paragraph
from mouarchive.clauses.vocabulary import one_of
from mouarchive.rules import Rule

__all__ = ["find_opening", "part_preamble"]

_I = re.IGNORECASE
_CONTROL_WORD = re.compile(rf"(?:{said('control')})\s*(?:no\.?|number)?", _I)
_CONTROL = re.compile(
    rf"(?:{said('control')})\s*(?:no\.?|number)?\s*(?::\s*\S.*|:)"
    r"|(?:(?:document\s+)?(?:version|issue|revision)(?:\s+(?:no\.?|number))?|v\.?)\s*\d+(?:\.\d+)*[a-z]?"
    rf"(?:\W+(?:\w+\W*){{0,4}})?|(?:{one_of('statuses')})",
    _I,
)
_PARTIES_HEAD = re.compile(rf"(?:the\s+)?(?:{said('parties')})\W*", _I)
_RECITALS_HEAD = re.compile(rf"(?:{said('recitals')}|{said('whereas')})\W*", _I)
_BETWEEN = re.compile(rf"\b(?:{said('between')})\b", _I)
_MADE = re.compile(
    rf"(?:{said('this')})\b.{{0,160}}?\b(?:{said('made')})\b.{{0,160}}?\b(?:{said('between')})\b"
    rf"|(?:{said('this')})(?:\s+of\s+\w+)?\s+(?:{said('between')})\b|(?:{said('between')})\b",
    _I | re.DOTALL,
)
_AND = re.compile(rf"\W*(?:{said('also')})(?:\s+the)?\W*", _I)
_WHEREAS = re.compile(rf"(?:{said('whereas')})\b", _I)
_AGREED = re.compile(rf"(?:{said('agreed')})\b", _I)
_LABEL = re.compile(r"\s*(?:\((?P<in>[A-Z]|\d{1,2}|[a-z]|[ivx]+)\)|(?P<dot>[A-Z])\.)\s+(?=\S)")
_CLOSED = re.compile(rf"(?:[.:]|;(?:\s+(?:{said('also')}))?)[\u201d\u2019\"')\]]*$", _I)
_ENDED = re.compile(r"[.][\u201d\u2019\"')\]]*$")


class _State(NamedTuple):
    """Where in the opening we are: `part` is front, parties, due (a party is next), after or recital.

    After is after the last party, before anything else has begun.
    """

    part: str = "front"


class _Group(NamedTuple):
    """Lines of the body that are one paragraph, table or row, and the label that they begin with."""

    rows: tuple[int, ...]
    text: str
    label: str
    cells: tuple[tuple[str, ...], ...]
    heading: bool


def part_preamble(placements: Sequence[Placement]) -> tuple[tuple[Placement, ...], tuple[Placement, ...]]:
    """Bracketed labels before the first section, of parties and recitals, and the labels of clauses.

    (1) THE COUNCIL of …; and           a party
    (A) The Council is the authority.   a recital
    1.  INTERPRETATION                  the first clause

    Only where every label before that section is bracketed: a document whose clauses are all (1), (2) keeps
    them as its clauses.
    """
    first = next((number for number, placement in enumerate(placements) if _opens_body(placement)), None)
    if not first or any(placement.mark.shape != "()" for placement in placements[:first]):
        return (), tuple(placements)
    return tuple(placements[:first]), tuple(placements[first:])


def _opens_body(placement: Placement) -> bool:
    """The first number of the body: 1, 1., I., Article 1, 1.1 at the root."""
    mark = placement.mark
    return placement.parent is None and mark.shape != "()" and mark.path[0] == 1


def find_opening(
    body: Sequence[BodyLine],
    until: int,
    preamble: Sequence[Placement],
    gone: Collection[int],
    usual: Measures,
) -> tuple[Unit, ...]:
    """The passages of the rows before `until`, those `gone` to others left out."""
    labels: dict[int, Placement] = {}
    for placement in preamble:
        if placement.parent is None or placement.mark.family == "upper":
            labels.setdefault(placement.row, placement)
    state = _State()
    units = []
    for rows in _groups(body, until, labels, gone, usual):
        group = _group(body, rows, labels, usual)
        kind, rule, state = _kind(group, state)
        units.append(_unit(body, group, kind, rule, {one.row for one in preamble}))
    return tuple(units)


def _groups(
    body: Sequence[BodyLine],
    until: int,
    labels: Mapping[int, Placement],
    gone: Collection[int],
    usual: Measures,
) -> list[tuple[int, ...]]:
    found: list[list[int]] = []
    named = {body[row].table for row in range(until) if body[row].table is not None}
    controls = {number for number in named if _is_control_table(_cells(body, until, number))}
    for row in range(until):
        if row in gone:
            continue
        above = body[row - 1] if row and row - 1 not in gone else None
        if not found or above is None or _parts(body[row], above, usual, controls) or row in labels:
            found.append([])
        found[-1].append(row)
    return [tuple(rows) for rows in found]


def _parts(item: BodyLine, above: BodyLine, usual: Measures, controls: Collection[int | None]) -> bool:
    """Whether a line begins another paragraph, table, row of control or title than the one above."""
    if item.table is not None and item.table == above.table:
        return item.table in controls
    text, before = plain([item.line.text]), plain([above.line.text])
    alone = (_PARTIES_HEAD, _RECITALS_HEAD, _CONTROL, _AND)
    return (
        begins_paragraph(item, above, usual)
        or (_is_title(above) and not _is_title(item))
        or had_room(above, item, usual)
        or (item.first_in_page and _has_room(above, item, usual))
        or any(pattern.fullmatch(one) for pattern in alone for one in (text, before))
        or (_LABEL.match(text) is not None and not item.line.text[:1].islower())
        or (_WHEREAS.match(text) is not None and before.endswith((";", ".", ":", ",")))
    )


def had_room(above: BodyLine, item: BodyLine, usual: Measures) -> bool:
    """Whether a line that ends like a sentence or party had room for the first word of the next line."""
    return _CLOSED.search(above.line.text.rstrip()) is not None and _has_room(above, item, usual)


def _has_room(above: BodyLine, item: BodyLine, usual: Measures) -> bool:
    line, words = above.line, item.line.text.split(maxsplit=1)
    if not words or not line.text.strip():
        return False
    letter = (line.box.x1 - line.box.x0) / len(line.text)
    return line.box.x1 + letter * (len(words[0]) + 1) < usual.right


def _is_title(item: BodyLine) -> bool:
    """Whether a line is in capitals and short, as titles are."""
    letters = [letter for letter in item.line.text if letter.isalpha()]
    short = len(item.line.text.split()) <= PASSAGE.title_words
    return short and bool(letters) and all(map(str.isupper, letters))


def _cells(body: Sequence[BodyLine], until: int, number: int | None) -> tuple[tuple[str, ...], ...]:
    return tuple(body[row].cells for row in range(until) if body[row].table == number)


def _group(
    body: Sequence[BodyLine], rows: tuple[int, ...], labels: Mapping[int, Placement], usual: Measures
) -> _Group:
    first = body[rows[0]]
    text = plain([body[row].line.text for row in rows])
    label = ""
    if rows[0] in labels:
        mark = labels[rows[0]].mark
        label = first.line.text[mark.start : mark.end].strip()
    elif first.table is None and (found := _LABEL.match(first.line.text)):
        label = found[0].strip()
    cells = tuple(body[row].cells for row in rows if body[row].table is not None)
    heading = not cells and all(is_heading_type(body[row].line, usual) for row in rows)
    return _Group(rows, text, label, cells, heading)


def _kind(group: _Group, state: _State) -> tuple[str, Rule, _State]:
    """The kind of a group of lines, the rule that says so, and where in the opening that leads."""
    rules = PASSAGE_RULES
    tried = (
        (is_control, "control", rules.control, state.part),
        (is_table, "table", rules.table, state.part),
        (heads_parties, "front", rules.parties_head, "due"),
        (heads_recitals, "front", rules.recitals_head, "recital"),
        (is_agreed, "front", rules.agreed, "front"),
        (is_made_between, "parties", rules.made_between, _after_between(group.text)),
        (is_recital, "recital", rules.recital, "recital"),
        (is_after_parties, "recital", rules.after_parties, "after"),
        (is_among_recitals, "recital", rules.among_recitals, "recital"),
        (is_party, "parties", rules.party, _after_party(group, state)),
    )
    for holds, kind, rule, part in tried:
        if holds(group, state):
            return kind, rule, _State(part)
    return "front", rules.front, _State("front" if group.heading else state.part)


def is_control(group: _Group, state: _State) -> bool:
    """Whether it is a word such as Version or Owner with its value, in a line or in a row of such a table."""
    del state
    if group.cells:
        return _is_control_table(group.cells)
    return len(group.text.split()) <= PASSAGE.control_words and _CONTROL.fullmatch(group.text) is not None


def _is_control_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows of a table begin with a word such as Version or Owner, or its head has such words."""
    named = [row[0].strip(" :") for row in rows if row and row[0].strip()]
    said = sum(_CONTROL_WORD.fullmatch(name) is not None for name in named)
    return bool(named) and said > 0 and said >= PASSAGE.control_rows * len(named)


def is_table(group: _Group, state: _State) -> bool:
    """Whether it is rows of a table."""
    del state
    return bool(group.cells)


def heads_parties(group: _Group, state: _State) -> bool:
    """Whether it is a title such as "Parties"."""
    del state
    return not group.label and _PARTIES_HEAD.fullmatch(group.text) is not None


def heads_recitals(group: _Group, state: _State) -> bool:
    """Whether it is a title such as "Background", or the word whereas alone."""
    del state
    return not group.label and _RECITALS_HEAD.fullmatch(group.text) is not None


def is_made_between(group: _Group, state: _State) -> bool:
    """Whether it says between whom the agreement is made: "This Agreement is made between …"."""
    if group.label or state.part == "recital":
        return False
    return _MADE.match(group.text) is not None


def _after_between(text: str) -> str:
    """What follows the sentence that says between whom: its parties, where it breaks off before them."""
    rest = _BETWEEN.split(text)[-1].strip(" :\u2013\u2014-")
    if len(rest.split()) <= 1:  # "between", "between the"
        return "due"
    if text.rstrip().endswith((":", ";", ",")):
        return "parties"
    return "after" if _ENDED.search(text) else "front"


def _after_party(group: _Group, state: _State) -> str:
    """What follows a party: another one where a word such as "and" stands alone or ends it."""
    if _AND.fullmatch(group.text):
        return "due"
    if _ENDED.search(group.text):
        return "after"
    return "parties" if state.part == "due" else state.part


def is_party(group: _Group, state: _State) -> bool:
    """Whether it stands among the parties: below their heading, or a number before the background."""
    if state.part == "due":
        return True
    if state.part == "parties":
        return not group.heading or _AND.fullmatch(group.text) is not None or bool(group.label)
    return state.part in {"front", "after"} and group.label.strip("()").isdigit()


def is_recital(group: _Group, state: _State) -> bool:
    """Whether it begins with whereas or considering, or with a capital letter as its label."""
    del state
    letter = group.label.strip("().")
    return (len(letter) == 1 and letter.isupper()) or _WHEREAS.match(_unlabelled(group)) is not None


def _unlabelled(group: _Group) -> str:
    return group.text.removeprefix(group.label).lstrip()


def is_after_parties(group: _Group, state: _State) -> bool:
    """Whether it is a sentence after the last party, without a label."""
    return (
        state.part == "after"
        and not group.label
        and not group.heading
        and _ENDED.search(group.text) is not None
    )


def is_among_recitals(group: _Group, state: _State) -> bool:
    """Whether it stands below the heading of the recitals and is no heading itself."""
    return state.part == "recital" and not group.heading


def is_agreed(group: _Group, state: _State) -> bool:
    """Whether it is the sentence with which the agreed terms begin."""
    del state
    return _AGREED.match(group.text) is not None


def _unit(body: Sequence[BodyLine], group: _Group, kind: str, rule: Rule, labelled: Collection[int]) -> Unit:
    pieces = []
    for row in group.rows:
        item = body[row]
        text = text_of(item)
        if row == group.rows[0] and group.label and kind in {"parties", "recital"}:
            at = text.index(group.label) + len(group.label)
            text = text[skip_blank(text, at) :]
        pieces.append(Piece(text, paragraph=item.table is not None or row in labelled))
    return Unit(
        kind,
        rule,
        lines=tuple(body[row].line for row in group.rows),
        pieces=tuple(pieces),
        rows=group.rows,
        label=group.label if kind in {"parties", "recital"} else "",
    )
