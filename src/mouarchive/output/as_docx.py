"""A redline as a Word file with tracked changes: accepted it is the newer text, rejected the older one.

A summary comes first, on pages of its own that are not tracked. Then each clause is one paragraph: its
printed number, a tab, its words, a line break of the text as a line break. Between start and end of the
bookmarks `redline-1` and so on, accepting all changes leaves exactly the clauses of the newer text,
rejecting all those of the older one.
Characters that no XML may hold, or that command a screen, are shown by name, as in every format.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mouarchive.answers.changes import UNKNOWN, UNREDACTED, because, counted_as, pieces, summary, what
from mouarchive.answers.comparison import Compared, Redlines
from mouarchive.answers.declaring import Beside, beside, blocks
from mouarchive.answers.heading import SPECIMEN, facts, notices, reference_notes
from mouarchive.comparing.alignment.matching import heaviest_chain
from mouarchive.model import Change, Clause, Op
from mouarchive.output.serializer import Wish
from mouarchive.words import safe, safe_line

if TYPE_CHECKING:
    from docx.document import Document

__all__ = [
    "AUTHOR",
    "Tracked",
    "data",
    "document",
    "number_of",
    "sequence",
]

# The same bytes each time: no clock in the file.
_MARGIN, _WIDTHS = 20, (26, 72, 72)  # millimetres: an A4 page, and the summary's columns on it
_NEVER = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_HOW = (
    "Below, each change is a tracked change: Accept All leaves the newer text, Reject All the older one. "
    "Moved clauses are tracked as moves; comments say what was divided or merged, and what cannot be known. "
    "Numbers are those printed in the documents, as text."
)


def data(answer: Redlines, _wish: Wish) -> bytes:
    """The Word file of a redline, or of what heads it."""
    return document(answer.pairs)


def document(pairs: Sequence[Compared]) -> bytes:
    """The Word file with the redlines of these pairs of versions, each behind its summary."""
    import docx  # noqa: PLC0415 - heavy, and only for this format
    from docx.shared import Mm, Pt  # noqa: PLC0415

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    made.styles["Normal"].font.size = Pt(10.5)
    tracked = Tracked()
    for number, pair in enumerate(pairs, 1):
        if number > 1:
            _break_page(made)
        _summary(made, pair)
        if pair.summary_only:
            continue
        _break_page(made)
        made.add_heading("Redline", level=1)
        for element in _redline(made, pair, tracked, number):
            made.element.body.insert(len(made.element.body) - 1, element)  # before the section's properties
        # A document's last paragraph cannot be deleted: this one is nobody's clause.
        made.add_paragraph("End of the redline.")
    return _saved(made, pairs)


def _break_page(made: Document) -> None:
    from docx.enum.text import WD_BREAK  # noqa: PLC0415

    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _saved(made: Document, pairs: Sequence[Compared]) -> bytes:
    """The file's bytes, with nothing in them of the moment when it was made."""
    names = f"{pairs[0].old.name} compared with {pairs[-1].new.name}" if pairs else ""
    core = made.core_properties
    core.author, core.last_modified_by, core.title = "mouarchive", "mouarchive", safe_line(names)[:250]
    core.comments, core.created, core.modified = "", _NEVER, _NEVER
    raw, fixed = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _NEVER.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return fixed.getvalue()


# ------------------------------------------------------------------ summary


def _summary(made: Document, pair: Compared) -> None:
    made.add_heading(f"{safe_line(pair.old.name)} compared with {safe_line(pair.new.name)}", level=1)
    if pair.old.specimen or pair.new.specimen:
        made.add_paragraph().add_run(f"{SPECIMEN.capitalize()}.").bold = True
    _table(made, pair)
    made.add_paragraph().add_run(f"{summary(pair.whole)}.").bold = True
    left = len(pair.whole.changes) - len(pair.changes)
    if left and not pair.summary_only:
        made.add_paragraph(f"This redline holds only what was asked for: {left:,} clauses are left out.")
    for title, notes in (
        ("To beware of", list(notices(pair))),
        ("References", reference_notes(pair.references)),
    ):
        if notes:
            made.add_heading(title, level=2)
        for where, told in notes:
            made.add_paragraph(f"{where}: {told}" if where else told, style="List Bullet")
    _declared(made, None if pair.partial else beside(pair))
    if not pair.summary_only:
        made.add_paragraph(_HOW)


def _declared(made: Document, found: Beside | None) -> None:
    for block in blocks(found) if found else ():
        if block.name:
            made.add_heading(block.name, level=2)
        if block.about:
            made.add_paragraph(block.about)
        for line in block.lines:
            made.add_paragraph(line, style="List Bullet")


def _table(made: Document, pair: Compared) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    sides = [dict(facts(source)) for source in (pair.old, pair.new)]
    names = list(dict.fromkeys([*sides[0], *sides[1]]))
    table: Any = made.add_table(rows=1 + len(names), cols=3, style="Table Grid")
    cells = table._cells  # noqa: SLF001 - table.cell() works out all of them anew each time
    for at, text in enumerate(("", "older", "newer")):
        cells[at].text = text
    for row, name in enumerate(names, 1):
        for column, text in enumerate((name, sides[0].get(name, ""), sides[1].get(name, ""))):
            cells[3 * row + column].text = text
    table.autofit = False  # else the columns are as wide as each other
    for at, width in enumerate(_WIDTHS):
        table.columns[at].width = Mm(width)
    for at, cell in enumerate(cells):
        cell.width = Mm(_WIDTHS[at % 3])
        for run in cell.paragraphs[0].runs:
            run.font.size, run.bold = Pt(9), at < 3 or at % 3 == 0  # noqa: PLR2004 - the head row
    made.add_paragraph().paragraph_format.space_after = Pt(0)


# ------------------------------------------------------------------ redline


def sequence(pair: Compared) -> Iterator[tuple[Change, str]]:
    """The paragraphs of a redline, each with how it stands: "both", "old", "new", "from" or "to".

    Those of "both", "old" and "from" are the older text in its order, those of "both", "new" and "to" the
    newer one. The heaviest run of clauses in the same order stays; what crosses it is moved.
    """
    olds = {clause.eid: at for at, clause in enumerate(pair.old.clauses)}
    news = {clause.eid: at for at, clause in enumerate(pair.new.clauses)}
    links, gone, come = [], [], []
    for change in pair.changes:
        i = olds[change.old.eid] if change.old else None
        j = news[change.new.eid] if change.new else None
        if i is not None and j is not None and change.new:
            links.append((i, j, len(change.new.words) + 1))
        gone += [] if i is None else [(i, change)]
        come += [] if j is None else [(j, change)]
    kept = {i: j for i, j, _ in heaviest_chain(links)}
    standing = set(kept.values())
    gone.sort(key=lambda item: item[0])
    come.sort(key=lambda item: item[0])
    at = 0
    for i, change in gone:
        if i not in kept:
            yield change, "old" if change.new is None else "from"
            continue
        while come[at][0] != kept[i]:
            yield _arrived(come[at][1])
            at += 1
        yield change, "both"
        at += 1
    for j, change in come[at:]:
        if j not in standing:
            yield _arrived(change)


def _arrived(change: Change) -> tuple[Change, str]:
    return change, "new" if change.old is None else "to"


def _redline(made: Document, pair: Compared, tracked: Tracked, number: int) -> Iterator[Any]:
    names: dict[int, str] = {}
    remarks = _remarks(pair)
    yield from tracked.bookmark(f"redline-{number}")
    for change, how in sequence(pair):
        clause = change.old if how in {"old", "from"} else change.new
        paragraph = tracked.paragraph(_depth(clause), how)
        paragraph.extend(_runs(change, how, tracked))
        if id(change) in remarks and how != "from":
            tracked.commented(paragraph, _comment(made, remarks[id(change)]), how)
        if how in {"from", "to"}:
            name = names.setdefault(id(change), f"move{number}-{len(names) + 1}")
            start, end = tracked.move_range(how, name)
            yield from (start, paragraph, end)
        else:
            yield paragraph
    yield tracked.bookmark_end()


def _remarks(pair: Compared) -> dict[int, str]:
    """What a tracked change cannot say, on the clause it concerns: divided, merged, unknown, unredacted."""
    found = {
        id(change): f"{what(change)}; {because(change)}" if change.rule else what(change)
        for change in pair.changes
        if counted_as(change) in {UNKNOWN, UNREDACTED}
    }
    for at, said in pieces(pair.whole.changes).items():
        found[at] = f"{found[at]}; {said}" if at in found else said
    return found


def _comment(made: Document, text: str) -> int:
    """The number of a new comment; the moment when it was made is nobody's business, and never the same."""
    comment = made.comments.add_comment(text=text[0].upper() + text[1:] + ".", author=AUTHOR, initials="m")
    element = comment._comment_elm  # noqa: SLF001 - there is no other way to its date
    element.date = None
    return comment.comment_id


def _depth(clause: Clause | None) -> int:
    return min(clause.depth, 6) if clause else 0


def number_of(clause: Clause | None) -> str:
    """The printed label and a tab; without its closing full stop or dash: "1.1." is clause 1.1."""
    label = clause.label.strip().rstrip(". \u2013\u2014-") or clause.label if clause else ""
    return f"{label}\t" if label else ""


def _runs(change: Change, how: str, tracked: Tracked) -> Iterator[Any]:
    """Label and words of one paragraph as runs, tracked as the paragraph stands."""
    before, after = number_of(change.old), number_of(change.new)
    if how == "both":
        if before == after:
            yield from tracked.runs(before, "equal", bold=True)
        else:
            yield from tracked.runs(before, "delete", bold=True)
            yield from tracked.runs(after, "insert", bold=True)
        yield from tracked.words(change, "")
    elif how in {"old", "new"}:
        kind = "delete" if how == "old" else "insert"
        yield from tracked.runs(before or after, kind, bold=True)
        yield from tracked.words(change, "")
    else:
        label = before if how == "from" else after
        changed = before != after
        kind = ("delete" if how == "from" else "insert") if changed else how
        yield from tracked.runs(label, kind, bold=True)
        yield from tracked.words(change, how)


AUTHOR = "mouarchive"
_INDENT, _NUMBER = 284, 964
"""Twentieths of a point by which each level is indented (5 mm), and how wide a number may be (17 mm)."""

_TRACK = {"delete": "w:del", "insert": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_MARK = {"old": "w:del", "new": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_SPLIT = re.compile(r"([\n\t])")
_NO_XML = re.compile("[\ufffe\uffff]")
_OP = {Op.EQUAL: "equal", Op.DELETE: "delete", Op.INSERT: "insert"}


class Tracked:
    """Makes elements with the ids that Word wants to be distinct in a document."""

    def __init__(self) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and only for this format
        from docx.oxml.ns import qn  # noqa: PLC0415

        self._new, self._qn = OxmlElement, qn
        self._last = 0
        self._bookmark = 0

    def _element(self, tag: str, **attributes: str) -> Any:
        element = self._new(tag)
        for name, value in attributes.items():
            element.set(self._qn(f"w:{name}"), value)
        return element

    def _revision(self, tag: str, **attributes: str) -> Any:
        self._last += 1
        return self._element(tag, id=str(self._last), author=AUTHOR, **attributes)

    def bookmark(self, name: str) -> Iterator[Any]:
        """The start of a bookmark, which `bookmark_end` ends."""
        self._last += 1
        self._bookmark = self._last
        yield self._element("w:bookmarkStart", id=str(self._last), name=name)

    def bookmark_end(self) -> Any:
        """The end of the bookmark that was started last."""
        return self._element("w:bookmarkEnd", id=str(self._bookmark))

    def move_range(self, how: str, name: str) -> tuple[Any, Any]:
        """What stands before and behind one half of a move; both halves bear the same name."""
        start = self._revision(f"{_TRACK[how]}RangeStart", name=name)
        end = self._element(f"{_TRACK[how]}RangeEnd", id=start.get(self._qn("w:id")))
        return start, end

    def paragraph(self, depth: int, how: str) -> Any:
        """An empty paragraph; it and its end are tracked where it stands in one of the texts only."""
        paragraph, properties = self._element("w:p"), self._element("w:pPr")
        indent = str(depth * _INDENT + _NUMBER)
        properties.append(self._element("w:ind", left=indent, hanging=str(_NUMBER)))
        if how in _MARK:
            mark = self._element("w:rPr")
            mark.append(self._revision(_MARK[how]))
            properties.append(mark)
        paragraph.append(properties)
        return paragraph

    def runs(self, text: str, kind: str, *, bold: bool = False) -> Iterator[Any]:
        """One run of text, inside the element that tracks it; nothing for no text."""
        if not text:
            return
        run = self._element("w:r")
        if bold:
            properties = self._element("w:rPr")
            properties.append(self._element("w:b"))
            run.append(properties)
        for piece in _SPLIT.split(_NO_XML.sub("\ufffd", safe(text))):
            if piece:
                run.append(self._piece(piece, deleted=kind == "delete"))
        if kind in _TRACK:
            around = self._revision(_TRACK[kind])
            around.append(run)
            yield around
        else:
            yield run

    def _piece(self, text: str, *, deleted: bool) -> Any:
        if text in "\n\t":
            return self._element("w:br" if text == "\n" else "w:tab")
        element = self._element("w:delText" if deleted else "w:t")
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return element

    def commented(self, paragraph: Any, comment: int, how: str) -> None:
        """Put a comment (by its number among the comments) on all that a paragraph holds so far.

        Its anchor is tracked as the paragraph is, so that it goes with it.
        """
        start = self._element("w:commentRangeStart", id=str(comment))
        paragraph.insert(1, start)  # right behind the paragraph's properties, which must stand first
        paragraph.append(self._element("w:commentRangeEnd", id=str(comment)))
        run = self._element("w:r")
        run.append(self._element("w:commentReference", id=str(comment)))
        if how in _MARK:
            around = self._revision(_TRACK[{"old": "delete", "new": "insert"}.get(how, how)])
            around.append(run)
            run = around
        paragraph.append(run)

    def words(self, change: Change, half: str) -> Iterator[Any]:
        """A clause's words, those of its heading in bold; `half` is "from" or "to" of a move, or empty."""
        ends = [len(side.heading or "") if side else 0 for side in (change.old, change.new)]
        at = [0, 0]
        absent = {"from": Op.INSERT, "to": Op.DELETE}.get(half)
        for part in change.diff:
            side = 0 if part.op is Op.DELETE else 1
            cut = min(max(ends[side] - at[side], 0), len(part.text))
            at[0] += len(part.text) if part.op is not Op.INSERT else 0
            at[1] += len(part.text) if part.op is not Op.DELETE else 0
            if part.op is absent:
                continue
            kind = half if half and part.op is Op.EQUAL else _OP[part.op]
            yield from self.runs(part.text[:cut], kind, bold=True)
            yield from self.runs(part.text[cut:], kind)
