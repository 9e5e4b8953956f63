"""What stands beside or below the body as units: footnotes, side notes, balloons, the history of versions."""

from __future__ import annotations

from collections.abc import Sequence

from mouarchive.clauses.footnotes import borne_marks, note_parts
from mouarchive.clauses.layout import Apart, BodyLine
from mouarchive.clauses.passages import Unit
from mouarchive.clauses.passages.passages_rules import PASSAGE_RULES
from mouarchive.clauses.text.joining import Piece
from mouarchive.rules import Rule

__all__ = ["find_beside"]


def find_beside(apart: Sequence[Apart], body: Sequence[BodyLine]) -> tuple[Unit, ...]:
    """A unit for each text that stands apart; `body` is as printed, the marks of footnotes in it.

    A title over a table is the heading of the row below it.
    """
    bearers = _bearers(apart, body)
    units: list[Unit] = []
    title: Apart | None = None
    for number, one in enumerate(apart):
        if one.title:
            title = one
            continue
        rule, kind = _sort(one)
        label, start = note_parts(one) if is_footnote(one) else ("", 0)
        shown = one.lines[0].text[start:]
        first = Piece(shown, paragraph=True)
        rest = [Piece(line.text, paragraph=False) for line in one.lines[1:]]
        place = one if title is None else title
        units.append(
            Unit(
                kind,
                rule,
                lines=(*(title.lines if title is not None else ()), *one.lines),
                pieces=(first, *rest),
                label=label,
                heading=title.text if title is not None else "",
                at=_row_at(place, body),
                behind=bearers.get(number),
            )
        )
        title = None
    return tuple(units)


def _sort(one: Apart) -> tuple[Rule, str]:
    rules = PASSAGE_RULES
    if is_footnote(one):
        return rules.footnote, "footnote"
    if is_notes_title(one):
        return rules.notes_title, "end"
    if is_declared(one):
        return rules.declared, "control"
    return rules.margin, "note"


def is_footnote(one: Apart) -> bool:
    """Whether it stands at the foot of a page under a mark."""
    return one.role in {"footnote", "endnote"}


def is_notes_title(one: Apart) -> bool:
    """Whether it is the title over the notes at the end of a document."""
    return one.role == "notes-title"


def is_declared(one: Apart) -> bool:
    """Whether it is a row of the table of versions."""
    return one.role == "history"


def is_margin(one: Apart) -> bool:
    """Whether it stands in the margin."""
    return one.role in {"side-note", "comment"}


def _row_at(one: Apart, body: Sequence[BodyLine]) -> int:
    """The row before which a text stands: footnotes at the end of their page, all else at its height."""
    for row, item in enumerate(body):
        line = item.line
        if line.page > one.page:
            return row
        level = line.page == one.page and one.role != "footnote"
        if level and line.box.y0 > one.box.y0 + line.size / 2:
            return row
    return len(body)


def _bearers(apart: Sequence[Apart], body: Sequence[BodyLine]) -> dict[int, int]:
    """By footnote, the row that bears its mark: on its page, else nearest before it, else any."""
    marks = borne_marks(body, apart)
    free = set(range(len(marks)))
    found: dict[int, int] = {}
    for number, note in enumerate(apart):
        if not is_footnote(note):
            continue
        label = note_parts(note)[0].strip("[].)")
        likely = [at for at in free if marks[at][1] == label]
        if not likely:
            continue
        best = min(likely, key=lambda at: (_away(note.page, body[marks[at][0]].line.page), at))
        free.discard(best)
        found[number] = marks[best][0]
    return found


def _away(note: int, bearer: int) -> tuple[int, int]:
    """How far a bearer's page is from its note's; a note stands on its page or after it."""
    return (0, note - bearer) if bearer <= note else (1, bearer - note)
