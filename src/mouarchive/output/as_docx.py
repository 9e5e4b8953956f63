"""A redline as a Word file with tracked changes: accepted it is the newer text, rejected the older one.

What a reader needs first comes first, on pages of their own that are not tracked: counts, the list of changes
with their numbers, what to beware of, a legend. Then both texts whole, in reading order, as tracked changes.
The files with their hashes stand last. Characters that no XML may hold, or that command a screen, are shown
by name, as in every format.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mouarchive.answers.blaming import Blaming
from mouarchive.answers.briefing import Brief, brief
from mouarchive.answers.changes import (
    UNKNOWN,
    UNREDACTED,
    because,
    counted_as,
    pieces,
    summary,
    what,
)
from mouarchive.answers.comparison import Compared, Redlines
from mouarchive.answers.declaring import Beside, beside, blocks
from mouarchive.answers.heading import (
    RUNNING,
    SPECIMEN,
    facts,
    reference_notes,
    running_notes,
    told_first,
    told_later,
)
from mouarchive.output.outline import Block, Lines, Paragraph, Table, head
from mouarchive.output.serializer import Wish
from mouarchive.output.word.both_texts import bookmark_of, elements
from mouarchive.output.word.series_text import whole
from mouarchive.output.word.setting import Margin, broken_page, headed, set_page, set_styles
from mouarchive.output.word.tracked import AUTHOR, Tracked
from mouarchive.words import safe_line

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["data", "document"]

_NEVER = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The same bytes each time: no clock in the file."""
_FACTS, _LISTED = (26, 67, 67), (12, 34, 46, 68)
"""Millimetres: the columns of what is known of both files, and of the list of changes, on an A4 page."""
_WIDTH = 160  # millimetres: all columns of a table together
_VERSIONS = (30, 130)
"""The same of the versions of a series."""
_BRIEFLY = (10, 30, 56, 64)
"""The same of the list of changes on a client's page, where what happened must not take many lines."""
_SIZE, _SMALL = 9, 8  # points: the letters of a table, and those of one on a client's page
_LONGEST = 250  # characters that Word takes for a title
_LEGEND = (
    ("Underlined, as a tracked insertion", "words that stand in the newer text only"),
    ("Struck through, as a tracked deletion", "words that stand in the older text only"),
    ("Tracked as a move", "text that stands in another place; what changed in it is marked as well"),
    ("#3 in the margin", "the number of the change in the list: the number of a list, no part of the text"),
    ("Tracked without a number", "typography, or a clause number that followed its place"),
    ("Comment", "what was divided or merged, and what cannot be known"),
)
_HOW = (
    "The redline below is both documents whole. Accept All leaves the newer text, Reject All the older one. "
    "Clause numbers are those printed in the documents, as text. Running headers, footers, page numbers and "
    "the contents list are left out."
)


_SERIES = (
    "Each tracked change is by the version that brought or took the words, on its date. Words that came and "
    "went in between are a deletion within an insertion. Accept All leaves the newest text, Reject All the "
    "oldest one."
)


def data(answer: Redlines | Blaming, wish: Wish) -> bytes:
    """The Word file of a redline, of what heads it, or of a whole series with each word's version."""
    if isinstance(answer, Blaming):
        return _series(answer)
    return document(answer.pairs, wish.author or AUTHOR, wish.date, answer.title, tuple(head(answer)))


def document(
    pairs: Sequence[Compared],
    author: str = AUTHOR,
    date: str | None = None,
    title: str = "",
    above: Sequence[Block] = (),
) -> bytes:
    """The Word file with the redlines of these pairs of versions, each behind its summary.

    What heads them all stands `above` them, under the `title`, where there is any.

    The tracked changes bear `author` and, where given, `date` ("2016-10-07").
    """
    import docx  # noqa: PLC0415 - heavy, and only for this format

    made = docx.Document()
    set_styles(made, small=all(pair.summary_only for pair in pairs))
    tracked = Tracked(safe_line(author), f"{date}T00:00:00Z" if date else None)
    margin = Margin(made, tracked)
    if above:
        set_page(made.sections[0])
        headed(made.sections[0], safe_line(title), "Redlines")
        _above(made, title, above)
    for number, pair in enumerate(pairs, 1):
        section = made.add_section() if number > 1 or above else made.sections[0]
        set_page(section)
        headed(section, f"{safe_line(pair.old.name)} compared with {safe_line(pair.new.name)}", "Redline")
        _summary(made, pair, number, tracked)
        if not pair.summary_only:
            broken_page(made)
            made.add_heading("Redline", level=1)
            comments = {at: _comment(made, said, author) for at, said in _remarks(pair).items()}
            for element in elements(pair, number, tracked, margin, comments):
                made.element.body.insert(
                    len(made.element.body) - 1, element
                )  # before the section's properties
            # A document's last paragraph cannot be deleted: this one is nobody's clause.
            made.add_paragraph("End of the redline.")
        _files(made, pair)
    names = f"{pairs[0].old.name} compared with {pairs[-1].new.name}" if pairs else ""
    return _saved(made, names, author)


def _series(answer: Blaming) -> bytes:
    """A series as one document: what it is, its versions, and all its words as tracked changes."""
    import docx  # noqa: PLC0415 - heavy, and only for this format

    made = docx.Document()
    set_styles(made)
    tracked = Tracked()
    set_page(made.sections[0])
    headed(made.sections[0], answer.title, "Redline of the series")
    made.add_heading(answer.title, level=1)
    if answer.specimen:
        made.add_paragraph().add_run(f"{SPECIMEN.capitalize()}.").bold = True
    for told in (answer.sentence, _SERIES, f"{answer.counts}."):
        made.add_paragraph(told)
    rows = [("Version", "What is known of it"), *((safe_line(v.name), v.said) for v in answer.versions)]
    _table(made, rows, _VERSIONS)
    broken_page(made)
    made.add_heading("Redline of the series", level=1)
    for element in whole(answer, tracked, Margin(made, tracked)):
        made.element.body.insert(len(made.element.body) - 1, element)  # before the section's properties
    made.add_paragraph("End of the redline.")
    return _saved(made, answer.title, AUTHOR)


def _saved(made: Document, names: str, author: str) -> bytes:
    """The file's bytes, with nothing in them of the moment when it was made."""
    core = made.core_properties
    core.author = core.last_modified_by = safe_line(author)[:_LONGEST]
    core.title = safe_line(names)[:_LONGEST]
    core.comments, core.created, core.modified = "", _NEVER, _NEVER
    raw, fixed = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _NEVER.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return fixed.getvalue()


# ------------------------------------------------------------------ what stands first


def _above(made: Document, title: str, blocks: Sequence[Block]) -> None:
    """What heads several redlines at once, on a page of its own."""
    made.add_heading(safe_line(title), level=1)
    for block in blocks:
        if isinstance(block, Table):
            made.add_heading(block.about, level=2)
            _table(made, (block.header, *block.rows), [_WIDTH // len(block.header)] * len(block.header))
            made.add_paragraph()
        elif isinstance(block, Paragraph):
            made.add_paragraph(block.text)
        elif isinstance(block, Lines):
            for item in block.items:
                made.add_paragraph(item, style="List Bullet")


def _summary(made: Document, pair: Compared, number: int, tracked: Tracked) -> None:
    made.add_heading(f"{safe_line(pair.old.name)} compared with {safe_line(pair.new.name)}", level=1)
    if pair.old.specimen or pair.new.specimen:
        made.add_paragraph().add_run(f"{SPECIMEN.capitalize()}.").bold = True
    for _, told in told_first(pair):
        made.add_paragraph(told, style="List Bullet")
    made.add_paragraph().add_run(f"{summary(pair.whole)}.").bold = True
    left = len(pair.whole.changes) - len(pair.changes)
    if left and not pair.summary_only:
        made.add_paragraph(f"This redline holds only what was asked for: {left:,} clauses are left out.")
    found = brief(pair)
    _changes(made, found, number, tracked, links=not pair.summary_only)
    for title, notes in (
        ("To beware of", told_later(pair)),
        ("References", reference_notes(pair)),
        (RUNNING, [("", f"{line}.") for line in running_notes(pair)]),
    ):
        if notes:
            made.add_heading(title, level=2)
        for where, told in notes:
            made.add_paragraph(f"{where}: {told}" if where else told, style="List Bullet")
    _declared(made, None if pair.partial else beside(pair), short=pair.summary_only)
    if not pair.summary_only:
        made.add_heading("How to read it", level=2)
        for mark, meaning in _LEGEND:
            line = made.add_paragraph(style="List Bullet")
            line.add_run(f"{mark}: ").bold = True
            line.add_run(f"{meaning}.")
        made.add_paragraph(_HOW)


def _changes(made: Document, found: Brief, number: int, tracked: Tracked, *, links: bool) -> None:
    """One row a change: its number, which leads to it, where it stands, what happened, and a few words."""
    if found.touched:
        made.add_paragraph(found.touched)
    if not found.changes:
        return
    made.add_heading(found.title, level=2)
    rows = [("", "Where", "What happened", "Words")]
    rows += [(one.number, one.where, one.happened, one.words) for one in found.changes]
    cells = _table(made, rows, _LISTED if links else _BRIEFLY, size=_SIZE if links else _SMALL)
    for at, one in enumerate(found.changes, 1) if links else ():
        paragraph = cells[at * len(_LISTED)].paragraphs[0]
        link = tracked.element("hyperlink", anchor=bookmark_of(number, one.number), history="1")
        for run in paragraph.runs:
            link.append(run._r)  # noqa: SLF001 - python-docx has no links inside a document
        paragraph._p.append(link)  # noqa: SLF001
    if found.more:
        made.add_paragraph(found.more)


def _declared(made: Document, found: Beside | None, *, short: bool) -> None:
    for block in blocks(found, short=short) if found else ():
        if block.name:
            made.add_heading(block.name, level=2)
        if block.about:
            made.add_paragraph(block.about)
        for line in block.lines:
            made.add_paragraph(line, style="List Bullet")


def _files(made: Document, pair: Compared) -> None:
    made.add_heading("The two files", level=2 if pair.summary_only else 1)
    sides = [dict(facts(source, short=pair.summary_only)) for source in (pair.old, pair.new)]
    names = dict.fromkeys([*sides[0], *sides[1]])
    rows = [("", "older", "newer"), *((n, sides[0].get(n, ""), sides[1].get(n, "")) for n in names)]
    _table(made, rows, _FACTS, size=_SMALL if pair.summary_only else _SIZE)
    if not pair.summary_only:
        made.add_paragraph()


def _table(
    made: Document, rows: Sequence[Sequence[str]], widths: Sequence[int], *, size: float = _SIZE
) -> Sequence[Any]:
    """A table whose first row heads each of its pages; its cells, row by row."""
    from docx.shared import Mm, Pt  # noqa: PLC0415

    table: Any = made.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    cells: Sequence[Any] = table._cells  # noqa: SLF001 - table.cell() works out all of them anew each time
    table.autofit = False  # else the columns are as wide as each other
    for at, width in enumerate(widths):
        table.columns[at].width = Mm(width)
    for at, cell in enumerate(cells):
        row, column = divmod(at, len(widths))
        cell.text, cell.width = rows[row][column], Mm(widths[column])
        cell.paragraphs[0].paragraph_format.space_after = Pt(1)
        for run in cell.paragraphs[0].runs:
            run.font.size, run.bold = Pt(size), not row or not column
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(Tracked().element("tblHeader"))
    return cells


# ------------------------------------------------------------------ remarks


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


def _comment(made: Document, text: str, author: str) -> int:
    """The number of a new comment; the moment when it was made is nobody's business, and never the same."""
    initials = "".join(word[0] for word in author.split())[:3].lower() or "m"
    comment = made.comments.add_comment(
        text=text[0].upper() + text[1:] + ".", author=author, initials=initials
    )
    element = comment._comment_elm  # noqa: SLF001 - there is no other way to its date
    element.date = None
    return comment.comment_id
