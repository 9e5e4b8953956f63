"""Why a document's clauses are what they are: for each the rules that made it, for each other label why not.

`explain` takes the same steps as `segment` and looks at what each of them made. Pure; nothing is explained
while a document is merely taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mouarchive.clauses.labels import Reading
from mouarchive.clauses.layout import Layout
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.numbering_rules import Points
from mouarchive.clauses.numbering.placing import places
from mouarchive.clauses.numbering.solving import known
from mouarchive.clauses.numbering.stack import ROOT, Node, Placement
from mouarchive.clauses.passages import Unit
from mouarchive.clauses.segment import Steps, take_steps, unusable_pages
from mouarchive.clauses.sorting import sort_lines
from mouarchive.clauses.text.collecting import Draft
from mouarchive.model import Box, Clause, Document, Line

__all__ = ["Explained", "Explanation", "Reason", "SetAside", "Unbelieved", "explain", "explain_layout"]


class Reason(msgspec.Struct, frozen=True):
    """One rule that held: its public name, the points that it gave or took, and why texts are so."""

    rule: str
    points: float
    because: str


class Explained(msgspec.Struct, frozen=True):
    """How one clause came about.

    `eid` is the clause's; `page` (from 1) and `box` (points) say where its label or first line
    stands, and `printed` is that line. `label` is the label as read, `reading` in plain words what
    it was read as, `others` the readings that were not believed; all three are empty for a clause
    without a number. `reasons` are the rules for and against it, the strongest first, `points`
    their sum. `parent` is the eid of the clause it stands in, None at the top. `heading_from` and
    `text_from` say where its words came from, and `lines` are the (page, printed text) of all lines
    joined to it, in their order.
    """

    eid: str
    page: int
    box: Box
    printed: str
    label: str
    reading: str
    others: tuple[str, ...]
    reasons: tuple[Reason, ...]
    points: float
    parent: str | None
    heading_from: str
    text_from: str
    lines: tuple[tuple[int, str], ...]


class Unbelieved(msgspec.Struct, frozen=True):
    """A line that looks as if it began with a label, and was left as text.

    `label` and `reading` are of the reading that would have earned most here, `eid` is what it would have
    been called, `reasons` and `points` what spoke for and against it. `within` is the eid of the clause that
    the line belongs to, None before the first. Points below nought: the line is likelier text. Above:
    believing it would have cost other labels more than it gained.
    """

    page: int
    box: Box
    printed: str
    label: str
    reading: str
    eid: str
    reasons: tuple[Reason, ...]
    points: float
    within: str | None


class SetAside(msgspec.Struct, frozen=True):
    """A line that is no part of any clause, with the role in which it was set aside, such as header."""

    role: str
    page: int
    box: Box
    printed: str


class Explanation(msgspec.Struct, frozen=True):
    """What made each clause, in document order; what looked like a label and was not; what was set aside."""

    clauses: tuple[Explained, ...]
    unbelieved: tuple[Unbelieved, ...]
    aside: tuple[SetAside, ...]

    def of(self, eid: str) -> Explained | None:
        """What made the clause with this eid; None where there is none."""
        return next((one for one in self.clauses if one.eid == eid), None)


def explain(document: Document) -> Explanation:
    """Take a document apart as `segment` does, and say of each clause what made it so."""
    return explain_layout(sort_lines(document), unusable_pages(document))


def explain_layout(layout: Layout, unusable: frozenset[int] = frozenset()) -> Explanation:
    """The same for lines that are already sorted."""
    made = take_steps(layout, unusable)
    eids = {id(draft): clause.eid for draft, clause in zip(made.drafts, made.clauses, strict=True)}
    by_row = {where.row: where for where in made.candidates}
    drafts = {clause.eid: draft for draft, clause in zip(made.drafts, made.clauses, strict=True)}
    clauses = tuple(
        _told(clause, made.made.units[clause.eid])
        if clause.passage
        else _explained(drafts[clause.eid], clause, eids, by_row, numbered=bool(made.placements))
        for clause in made.made.clauses
    )
    asides = tuple(SetAside(one.role, one.page, one.box, one.text) for one in (*layout.asides, *made.unread))
    return Explanation(clauses, tuple(_unbelieved(made, eids)), asides)


def _told(clause: Clause, unit: Unit) -> Explained:
    """How a passage came about: the one rule that made it of its kind."""
    first = unit.lines[0]
    return Explained(
        eid=clause.eid,
        page=first.page,
        box=first.box,
        printed=first.text,
        label=clause.label,
        reading=f"the mark of a {clause.kind}" if clause.label else "",
        others=(),
        reasons=(Reason(unit.rule.name, 0.0, unit.rule.reason),),
        points=0.0,
        parent=None,
        heading_from="the line above it" if clause.heading else "",
        text_from=_lines_from(unit.lines),
        lines=tuple((line.page, line.text) for line in unit.lines),
    )


# ------------------------------------------------------------------ what made a clause


def _explained(
    draft: Draft, clause: Clause, eids: dict[int, str], by_row: dict[int, Candidate], *, numbered: bool
) -> Explained:
    first, placement = draft.lines[0], draft.placement
    points = placement.points if placement is not None else ()
    where = by_row.get(placement.row) if placement is not None else None
    believed = _in_words(placement) if placement is not None else ""
    others = [_reading_in_words(one) for one in where.readings] if where is not None else []
    return Explained(
        eid=clause.eid,
        page=first.page,
        box=first.box,
        printed=first.text,
        label=first.text[placement.mark.start : placement.mark.end].strip() if placement is not None else "",
        reading=believed,
        others=tuple(dict.fromkeys(one for one in others if believed not in one)),
        reasons=_reasons(points),
        points=sum(value for _, value in points),
        parent=None if draft.parent is None else eids[id(draft.parent)],
        heading_from=_heading_from(draft, clause.heading),
        text_from=_text_from(draft, clause.text) if numbered else _PARAGRAPH,
        lines=tuple((line.page, line.text) for line in draft.lines),
    )


def _reasons(points: Points) -> tuple[Reason, ...]:
    found = [Reason(rule.name, value, rule.reason) for rule, value in points if value]
    return tuple(sorted(found, key=lambda one: -abs(one.points)))


_FAMILIES = {
    "number": "the number {}",
    "decimal": "the number {} of several parts",
    "lettered": "the letter and number {}",
    "lower": "the letter {}",
    "upper": "the capital letter {}",
    "lower-roman": "the Roman numeral {}",
    "upper-roman": "the Roman numeral {}",
}


def _mark_in_words(family: str, value: str) -> str:
    return _FAMILIES.get(family, f"the {family} {{}}").format(value).strip()


def _in_words(placement: Placement) -> str:
    return _mark_in_words(placement.mark.family, placement.mark.value)


def _reading_in_words(reading: Reading) -> str:
    return ", then ".join(_mark_in_words(mark.family, mark.value) for mark in reading.marks)


def _heading_from(draft: Draft, heading: str | None) -> str:
    if not heading:
        return ""
    if draft.placement is None:
        return "a line in heading type without a number"
    return "the words beside its label" if draft.pieces[0].text.strip() else "the line below its label"


def _text_from(draft: Draft, text: str) -> str:
    if not text:
        return ""
    lines = _lines_from(draft.lines)
    return lines if len(draft.lines) == 1 else f"{lines}, up to the next label"


_PARAGRAPH = "a paragraph of a document whose text has no numbers"


def _lines_from(lines: Sequence[Line]) -> str:
    pages = sorted({line.page for line in lines})
    if len(lines) == 1:
        return f"one line on page {pages[0]}"
    over = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    return f"{len(lines)} lines on {over}"


# ------------------------------------------------------------------ what was no label


def _unbelieved(made: Steps, eids: dict[int, str]) -> Iterator[Unbelieved]:
    """The candidate lines without a label of their own, each with the best place that it could have had.

    The open clauses at each line are those of the reading that won.
    """
    placed: dict[int, list[Placement]] = {}
    for placement in made.placements:
        placed.setdefault(placement.row, []).append(placement)
    owners = {row: eids[id(draft)] for draft in made.drafts for row in draft.rows}
    stack: tuple[Node, ...] = (ROOT,)
    count = 0
    for where in made.candidates:
        if where.row in placed:
            for placement in placed[where.row]:
                count += 1
                stack = _opened(stack, where, placement, count, chained=placement is not placed[where.row][0])
        elif (best := _best_place(stack, where)) is not None:
            line = made.body[where.row].line
            yield _left_as_text(line, *best, owners.get(where.row))


def _opened(
    stack: tuple[Node, ...], where: Candidate, placement: Placement, uid: int, *, chained: bool
) -> tuple[Node, ...]:
    """The open clauses after a label that was believed: those of the place with the same reasons."""
    known_stack = stack
    for reading in where.readings:
        shorter, marks = known(stack, reading.marks)
        if placement.mark in marks and len(marks) < len(reading.marks):
            known_stack, chained = shorter, True
    options = places(known_stack, placement.mark, where, uid, chained=chained)
    for option in options:
        opened, made = option.open()
        if made.parent == placement.parent and placement.points[-len(made.points) :] == made.points:
            return opened
    return options[0].open()[0] if options else stack


def _best_place(stack: tuple[Node, ...], where: Candidate) -> tuple[Reading, str, Points] | None:
    """The reading of a line, its eid and its points, where it would have earned most; None without any."""
    found: list[tuple[float, Reading, str, Points]] = []
    for reading, own in zip(where.readings, where.own, strict=True):
        opened, marks = known(stack, reading.marks)
        points: Points = (*where.points, *own)
        eid = ""
        for number, mark in enumerate(marks):
            options = places(opened, mark, where, 0, chained=number > 0 or len(marks) < len(reading.marks))
            if not options:
                break
            opened, made = options[0].open()
            points, eid = (*points, *options[0].points), made.eid
        else:
            found.append((sum(value for _, value in points), reading, eid, points))
    if not found:
        return None
    _, reading, eid, points = max(found, key=lambda one: one[0])
    return reading, eid, points


def _left_as_text(line: Line, reading: Reading, eid: str, points: Points, within: str | None) -> Unbelieved:
    return Unbelieved(
        page=line.page,
        box=line.box,
        printed=line.text,
        label=line.text[reading.marks[0].start : reading.marks[-1].end].strip(),
        reading=_reading_in_words(reading),
        eid=eid,
        reasons=_reasons(points),
        points=sum(value for _, value in points),
        within=within,
    )
