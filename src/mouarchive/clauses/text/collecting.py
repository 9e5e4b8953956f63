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
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

import msgspec

from mouarchive.clauses.labels import skip_blank
from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type
from mouarchive.clauses.measures_rules import MEASURES
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.joining import Piece, begins_paragraph, goes_on, is_bullet
from mouarchive.clauses.text.text_rules import TEXT
from mouarchive.clauses.vocabulary import one_of
from mouarchive.model import Line

__all__ = ["Draft", "Heads", "collect", "find_back_matter", "find_heads"]

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
        return (kind, family, round(self.x / TEXT.look))

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
        if any(abs(x - column) < TEXT.same_edge for column in columns):
            return True
        wraps = any(not piece.paragraph for piece in self.pieces[1:])
        known = bool(columns) and (wraps or self.hangs)  # paragraphs set in alone show no hanging text
        hanging = min(columns) > self.x + MEASURES.indent if known else self.hangs
        if hanging and self.placement is not None and self.placement.kind == "item":
            return x > self.x + TEXT.same_edge
        return x >= self.x - TEXT.same_edge

    @property
    def container(self) -> bool:
        """Whether it is an annex or part, whose numbers are sections and seldom a list in its text."""
        return self.placement is not None and self.placement.kind == "container"

    def led(self, x: float) -> bool:
        """Whether it is of a list that its annex or part leads in, set in from text at this left edge."""
        parent = self.parent
        beside = parent.lines if parent is not None and parent.leads else ()
        return any(abs(x - line.box.x0) < TEXT.same_edge for line in beside)

    @property
    def ended(self) -> bool:
        """Whether the text so far reads as finished, and is no heading waiting for its text."""
        text = "".join(piece.text for piece in self.pieces).rstrip()
        return self.children or bool(re.search(r"(?:[.;:,)\u201d]|\band|\bor)$", text))


class Heads(msgspec.Struct, frozen=True):
    """What begins in the body: labels by row, headings without a number, and the titles of back matter."""

    labels: Mapping[int, Sequence[Placement]]
    loose: Mapping[int, int | None]
    matter: Mapping[int, int]


def find_heads(body: Sequence[BodyLine], placements: Sequence[Placement], usual: Measures) -> Heads:
    """The rows at which clauses and headings begin."""
    labels = _by_row(placements)
    loose = _loose_headings(body, labels, usual)
    return Heads(labels, loose, find_back_matter(body, labels, usual))


def collect(
    body: Sequence[BodyLine], found: Heads, gone: Collection[int], usual: Measures
) -> tuple[Draft, ...]:
    """The clauses with their lines, in document order.

    Lines before the first label are left out, and those `gone` to passages.
    """
    labels, heads, matter = found.labels, found.loose, found.matter
    hangs = _items_hang(body, labels, usual)
    drafts: list[Draft] = []
    known: dict[int, Draft] = {}
    owner: Draft | None = None
    newest: Draft | None = None
    outdented: set[_Look | tuple[_Look, int]] = set()
    for row, item in ((row, item) for row, item in enumerate(body) if row not in gone):
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
        if item.line.box.x0 < owner.x - TEXT.same_edge and item.table is None:
            outdented |= {owner.look, owner.kin}
        owner.add(row, item.line, item.line.text, paragraph=fresh)
    return tuple(drafts)


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


def _items_hang(body: Sequence[BodyLine], labels: Mapping[int, Sequence[Placement]], usual: Measures) -> bool:
    """Whether items are set with their text apart from their labels, told from the lines that wrap."""
    votes = 0
    for row, beside in labels.items():
        if beside[-1].kind != "item" or row + 1 >= len(body) or row + 1 in labels:
            continue
        item, after = body[row], body[row + 1]
        if after.line.page == item.line.page and not begins_paragraph(after, item, usual):
            votes += 1 if after.line.box.x0 > item.line.box.x0 + MEASURES.indent else -1
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
    if is_bullet(text) or not (len(text.split()) > TEXT.sentence or text.rstrip().endswith((".", ";", ":"))):
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
        while (
            at > 0 and at not in labels and len(rows) < TEXT.heading_lines and _is_loose(body, at, row, usual)
        ):
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
    if text.startswith("[") and text.endswith("]"):  # where the text above is from: [SOURCE: ISO 6646, 3.1]
        return False
    heading = is_heading_type(item.line, usual) or (capitals and len(letters) > TEXT.sentence)
    return heading and not (item.line.bold > MEASURES.bold and _all_bold(body, label))


def _all_bold(body: Sequence[BodyLine], label: int) -> bool:
    """Whether the text around is bold throughout, so that bold says nothing."""
    around = [item.line.bold > MEASURES.bold for item in body[label : label + TEXT.all_bold]]
    return len(around) > TEXT.heading_lines and all(around)


# ------------------------------------------------------------------ back matter


_OPEN = re.compile(rf"(?:[,:\u2014\u2013-]|\b(?:{one_of('open_words')}))$", re.IGNORECASE)
_ENDED = re.compile(r"[.;!?][\u201d\u2019\"')\]]*$")
_NO_TITLE = re.compile(
    rf"(?:{one_of('captions')})\s*\w{{0,3}}\b|.*\b(?:{one_of('continued')})\b\W*$",
    re.IGNORECASE,
)


def find_back_matter(
    body: Sequence[BodyLine], labels: Mapping[int, Sequence[Placement]], usual: Measures
) -> dict[int, int]:
    """Rows with which back matter begins, each with the number of lines of its title.

    5. If you have questions, ask the desk.      the page ends short, its sentence is complete
                                                 and the numbers do not go on
                     OVERVIEW                    first on a new page, centred, in heading type
    This memorandum is supported by …            back matter: unnumbered, and no part of 5

    Text must never be taken from a clause that runs over a page: all of these signs are asked for together.
    """
    rows = sorted(labels)
    foot = _usual_foot(body)
    tops: dict[str, int] = {}
    for item in body:
        if item.first_in_page:
            tops[item.line.text] = tops.get(item.line.text, 0) + 1
    found: dict[int, int] = {}
    for row, item in enumerate(body):
        if not rows or row <= rows[0] or row in labels or not item.first_in_page or item.table is not None:
            continue
        at = bisect_left(rows, row)
        following = labels[rows[at]][0] if at < len(rows) else None
        until = rows[at] if at < len(rows) else len(body)
        within = labels[rows[at - 1]][-1]
        if within.kind == "container":  # an annex of running text has titles of its own
            continue
        if _goes_on(following) or tops[item.line.text] > 1 or not _is_title(body, row, usual):
            continue
        if _ends(body, row - 1, usual) and _ends_short(body[row - 1].line, foot, usual):
            found[row] = _title_lines(body, row, until, usual)
    return found


def _goes_on(following: Placement | None) -> bool:
    """Whether the next label is of the lists in progress, rather than a new part or a new list."""
    if following is None or following.kind == "container":
        return False
    return following.parent is not None or following.mark.path[-1] != 1


def _usual_foot(body: Sequence[BodyLine]) -> float:
    """The height down to which pages are usually filled: that of the fuller ones."""
    lowest: dict[int, float] = {}
    for item in body:
        lowest[item.line.page] = max(lowest.get(item.line.page, 0.0), item.line.baseline)
    feet = sorted(lowest.values())
    return feet[round(TEXT.usual_foot * (len(feet) - 1))] if feet else 0.0


def _ends_short(last: Line, foot: float, usual: Measures) -> bool:
    room = foot - last.baseline
    return room >= TEXT.room_lines * usual.step and room >= TEXT.room * foot


def _ends(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether the sentence before is complete: it ends in a full stop, or is a short line of its own."""
    item = body[row]
    text = item.line.text.rstrip()
    if _ENDED.search(text) or item.table is not None:
        return True
    return not _OPEN.search(text) and item.line.box.x1 < usual.left + TEXT.short * usual.width


def _is_title(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether a line is set as the title of something new: in heading type, and centred or much larger."""
    line = body[row].line
    text = line.text.strip()
    if is_bullet(text) or _NO_TITLE.match(text) or not text[:1].isupper() or not _is_type(line, usual):
        return False
    if line.size >= TEXT.much_larger * usual.size:
        return True
    return not text.endswith((".", ",", ";", ":")) and _is_centred(body, row, usual)


def _is_type(line: Line, usual: Measures) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    capitals = len(letters) > TEXT.capitals and all(letter.isupper() for letter in letters)
    return is_heading_type(line, usual) or capitals


def _is_centred(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether a line stands in the middle of the text of its page, or of the document."""
    line = body[row].line
    below = [item.line.box for item in body[row + 1 :] if item.line.page == line.page]
    blocks = [(usual.left, usual.right)]
    if below:
        blocks.append((min(box.x0 for box in below), max(box.x1 for box in below)))
    middle = line.box.x0 + line.box.x1
    return any(
        abs(middle - left - right) <= 2 * TEXT.centred and line.box.x0 >= left + TEXT.inset
        for left, right in blocks
    )


def _title_lines(body: Sequence[BodyLine], row: int, until: int, usual: Measures) -> int:
    """How many lines of one type the title runs over."""
    first = body[row].line
    end = row + 1
    while (
        end < min(until, row + TEXT.heading_lines)
        and not body[end].first_in_page
        and _is_type(body[end].line, usual)
        and abs(body[end].line.size - first.size) < MEASURES.same_size
    ):
        end += 1
    return end - row
