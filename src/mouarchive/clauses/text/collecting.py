"""Which lines belong to which clause: from its label to the next, but for paragraphs that lead back.

2.1 The Authority may                 2.1
    (a) inspect the premises;         2.1(a)
    (b) take copies.                  2.1(b)
It shall give notice of both.         2.1 again: it stands left of the items' labels
Costs                                 a heading without a number, before the list that begins again
1. …
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from mouarchive.clauses.labels import skip_blank
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.backmatter import find_back_matter
from mouarchive.clauses.text.joining import Piece, begins_paragraph, goes_on, is_bullet
from mouarchive.model import Line

__all__ = ["Draft", "collect"]

_NEAR = 3.0  # points: the same column
_COLUMN = 5.0
_HANGING = 6.0
_FEW = 4  # words: less is no sentence
_HEADING_LINES = 3
_Look = tuple[str, str, int]


class Draft(msgspec.Struct):
    """A clause while its lines are collected; `placement` is None for unnumbered headings and back matter.

    `hangs` tells whether wrapped lines of the document's items stand right of their labels; `title` is how
    many lines are the title of back matter, 0 for a heading, which is nothing else; `leads` whether the
    clause's own text leads the clauses below it in with a colon.
    """

    placement: Placement | None
    parent: Draft | None
    x: float
    lines: list[Line] = msgspec.field(default_factory=list)
    pieces: list[Piece] = msgspec.field(default_factory=list)
    rows: list[int] = msgspec.field(default_factory=list)
    children: bool = False
    hangs: bool = False
    leads: bool = False
    title: int = 0

    def add(self, row: int, line: Line, text: str, *, paragraph: bool) -> None:
        """Take a line, or the part of it after the label."""
        self.rows.append(row)
        self.lines.append(line)
        self.pieces.append(Piece(text, paragraph))

    @property
    def heading(self) -> list[Piece]:
        """Of what has no number, the lines that are its heading."""
        return self.pieces[: self.title] if self.title else self.pieces

    @property
    def look(self) -> _Look:
        """Clauses that are set alike: sort, family of label and column."""
        kind, family = (self.placement.kind, self.placement.mark.family) if self.placement else ("", "")
        return (kind, family, round(self.x / _COLUMN))

    @property
    def kin(self) -> tuple[_Look, int]:
        """Clauses of one list that are set alike."""
        return (self.look, id(self.parent))

    def holds(self, x: float) -> bool:
        """Whether text at this left edge may be the clause's own.

        (a) an item with its text      <- its own lines stand here, or right of here;
            set apart                     what stands at its label again is the parent's
        """
        columns = [line.box.x0 for line in self.lines[1:]]
        if any(abs(x - column) < _NEAR for column in columns):
            return True
        wraps = any(not piece.paragraph for piece in self.pieces[1:])
        known = bool(columns) and (wraps or self.hangs)  # paragraphs set in alone show no hanging text
        hanging = min(columns) > self.x + _HANGING if known else self.hangs
        if hanging and self.placement is not None and self.placement.kind == "item":
            return x > self.x + _NEAR
        return x >= self.x - _NEAR

    @property
    def container(self) -> bool:
        """Whether it is an annex or part, whose numbers are sections and seldom a list in its text."""
        return self.placement is not None and self.placement.kind == "container"

    def led(self, x: float) -> bool:
        """Whether it is of a list that its annex or part leads in, set in from text at this left edge."""
        parent = self.parent
        beside = parent.lines if parent is not None and parent.leads else ()
        return any(abs(x - line.box.x0) < _NEAR for line in beside)

    @property
    def ended(self) -> bool:
        """Whether the text so far reads as finished, and is no heading waiting for its text."""
        text = "".join(piece.text for piece in self.pieces).rstrip()
        return self.children or bool(re.search(r"(?:[.;:,)\u201d]|\band|\bor)$", text))


def collect(body: Sequence[BodyLine], placements: Sequence[Placement], usual: Measures) -> list[Draft]:
    """The clauses with their lines, in document order; lines before the first label are left out."""
    labels = _by_row(placements)
    heads = _loose_headings(body, labels, usual)
    matter = find_back_matter(body, labels, usual)
    hangs = _items_hang(body, labels, usual)
    drafts: list[Draft] = []
    known: dict[int, Draft] = {}
    owner: Draft | None = None
    newest: Draft | None = None
    outdented: set[_Look | tuple[_Look, int]] = set()
    for row, item in enumerate(body):
        if row in labels:
            for placement in labels[row]:
                newest = owner = _open(placement, labels[row], item.line, row, known)
                newest.hangs = hangs
                drafts.append(newest)
            continue
        if owner is None or newest is None:
            continue
        fresh = begins_paragraph(item, body[row - 1], usual)
        if row in heads:
            if heads[row] is not None or drafts[-1].placement is not None:
                drafts.append(Draft(None, known.get(heads[row] or -1), item.line.box.x0))
            drafts[-1].add(row, item.line, item.line.text, paragraph=fresh)
            continue
        if row in matter:
            newest = owner = Draft(None, _part_of(newest), item.line.box.x0, title=matter[row])
            drafts.append(newest)
        elif fresh and item.table is None:
            owner = _owner(newest, owner, item, outdented)
        if item.line.box.x0 < owner.x - _NEAR and item.table is None:
            outdented |= {owner.look, owner.kin}
        owner.add(row, item.line, item.line.text, paragraph=fresh)
    return drafts


def _by_row(placements: Sequence[Placement]) -> dict[int, list[Placement]]:
    labels: dict[int, list[Placement]] = {}
    for placement in placements:
        labels.setdefault(placement.row, []).append(placement)
    return labels


def _part_of(draft: Draft) -> Draft | None:
    """The annex or other part that a clause stands in."""
    above: Draft | None = draft
    while above is not None and not above.container:
        above = above.parent
    return above


def _items_hang(body: Sequence[BodyLine], labels: dict[int, list[Placement]], usual: Measures) -> bool:
    """Whether items are set with their text apart from their labels, told from the lines that wrap."""
    votes = 0
    for row, beside in labels.items():
        if beside[-1].kind != "item" or row + 1 >= len(body) or row + 1 in labels:
            continue
        item, after = body[row], body[row + 1]
        if after.line.page == item.line.page and not begins_paragraph(after, item, usual):
            votes += 1 if after.line.box.x0 > item.line.box.x0 + _HANGING else -1
    return votes > 0


def _open(
    placement: Placement, beside: Sequence[Placement], line: Line, row: int, known: dict[int, Draft]
) -> Draft:
    parent = known.get(placement.parent) if placement.parent is not None else None
    x = line.box.x0
    if placement is not beside[0]:
        share = placement.mark.start / max(1, len(line.text))
        x += share * (line.box.x1 - line.box.x0)
    draft = known[placement.uid] = Draft(placement, parent, x)
    if parent is not None:
        parent.leads = parent.leads if parent.children else parent.pieces[-1].text.rstrip().endswith(":")
        parent.children = True
    rest = line.text[skip_blank(line.text, placement.mark.end) :] if placement is beside[-1] else ""
    draft.add(row, line, rest, paragraph=True)
    return draft


def _owner(newest: Draft, owner: Draft, item: BodyLine, outdented: set[_Look | tuple[_Look, int]]) -> Draft:
    """Whose a new paragraph is: one to the left of an item's label belongs to a clause above it.

    Not so where text stands left of such labels anyway, below a label that has only a heading yet, for a
    bullet, and for a few words without a full stop (names under a signature).
    """
    text = item.line.text
    if is_bullet(text) or not (len(text.split()) > _FEW or text.rstrip().endswith((".", ";", ":"))):
        return owner
    draft, x = owner, item.line.box.x0
    while draft.parent is not None and not draft.holds(x):
        led = draft.parent.container and draft.led(x)
        if (draft.kin if led else draft.look) in outdented or not draft.ended:
            return newest
        if draft.parent.container and not led:
            break
        draft = draft.parent
    return draft


def _loose_headings(
    body: Sequence[BodyLine], labels: dict[int, list[Placement]], usual: Measures
) -> dict[int, int | None]:
    """Rows of headings without a number that stand directly before a label.

    The first row of each maps to the clause it stands in (the parent of the label below), or None.
    Below a number on a line of its own stands that number's heading, not a loose one:

    2.
    Legal basis
    2.1.
    """
    heads: dict[int, int | None] = {}
    for row, beside in labels.items():
        rows: list[int] = []
        at = row - 1
        while at > 0 and at not in labels and len(rows) < _HEADING_LINES and _is_loose(body, at, row, usual):
            rows.insert(0, at)
            at -= 1
        while rows and at >= 0 and goes_on(body[rows[0] - 1].line, body[rows[0]].line, usual):
            at = rows.pop(0)
        own = at in labels and _stands_alone(body[at].line, labels[at][-1])
        if rows and not own and at >= 0 and begins_paragraph(body[rows[0]], body[rows[0] - 1], usual):
            heads.update(dict.fromkeys(rows, None))
            heads[rows[0]] = beside[0].parent or 0
    return heads


def _stands_alone(line: Line, placement: Placement) -> bool:
    """Whether nothing follows the label on its line."""
    return skip_blank(line.text, placement.mark.end) >= len(line.text)


def _is_loose(body: Sequence[BodyLine], row: int, label: int, usual: Measures) -> bool:
    item = body[row]
    text = item.line.text.strip()
    letters = [letter for letter in text if letter.isalpha()]
    capitals = bool(letters) and all(letter.isupper() for letter in letters)
    if item.table is not None or is_bullet(text) or not letters or text.endswith((".", ";", ",", ":")):
        return False
    heading = is_heading_type(item.line, usual) or (capitals and len(letters) > _FEW)
    return heading and not (item.line.bold > 0.8 and _all_bold(body, label))  # noqa: PLR2004 - share


def _all_bold(body: Sequence[BodyLine], label: int) -> bool:
    """Whether the text around is bold throughout, so that bold says nothing."""
    around = [item.line.bold > 0.8 for item in body[label : label + 6]]  # noqa: PLR2004 - share, lines
    return len(around) > _HEADING_LINES and all(around)
