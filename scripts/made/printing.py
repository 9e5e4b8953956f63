"""The made set's texts set on pages, in several layouts; where each clause's number was printed.

Lengths are in points; y is a baseline counted from the top of the page.
"""

from __future__ import annotations

import io
import itertools

import msgspec
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from made.source import NUMBERED, Piece, Text
from specimen.inline import Word, break_lines, space_width, words_of

__all__ = ["LAYOUTS", "Layout", "print_version"]

MARKING = "Specimen, written for demonstration"
NOTE = 8.0
NOTE_LEADING = 10.0
RAISED = 0.62


class Layout(msgspec.Struct, frozen=True):
    """How a text is set.

    `numbered` prints line numbers in the margin, `capitals` sets headings in them; `own_line` puts a clause's
    number above its text; `indent` is the step from number to text.
    """

    name: str
    font: str
    bold: str
    size: float
    leading: float
    page: tuple[float, float] = A4
    left: float = 72.0
    right: float = 72.0
    top: float = 92.0
    bottom: float = 84.0
    indent: float = 36.0
    gap: float = 6.0
    columns: int = 1
    gutter: float = 24.0
    justified: bool = False
    hyphenated: bool = False
    numbered: bool = False
    capitals: bool = False
    own_line: bool = False
    ruled: bool = True
    head: str = ""
    foot: str = "{page}"


LAYOUTS = (
    Layout("plain", "Helvetica", "Helvetica-Bold", 11, 14),
    Layout(
        "columns",
        "Times-Roman",
        "Times-Bold",
        10,
        12,
        page=LETTER,
        left=54,
        right=54,
        indent=26,
        gap=4,
        columns=2,
        justified=True,
        hyphenated=True,
        foot="- {page} -",
    ),
    Layout(
        "numbered",
        "Times-Roman",
        "Times-Bold",
        12,
        18,
        page=LETTER,
        left=90,
        numbered=True,
        head="{title}",
        foot="Page {page} of {pages}",
        ruled=False,
    ),
    Layout(
        "justified",
        "Times-Roman",
        "Times-Roman",
        11,
        13,
        left=100,
        right=100,
        justified=True,
        hyphenated=True,
        indent=30,
        head="Version {version}",
        foot="{page}",
    ),
    Layout(
        "typed",
        "Courier",
        "Courier",
        10,
        12,
        page=LETTER,
        left=80,
        right=60,
        gap=12,
        indent=42,
        capitals=True,
        ruled=False,
        foot="Page {page}",
    ),
    Layout(
        "apart",
        "Helvetica",
        "Helvetica-Bold",
        10.5,
        13.5,
        own_line=True,
        head="{title}",
        foot="{page} / {pages}",
        justified=True,
    ),
)


def print_version(
    text: Text, version: int, layout: Layout, breaks: dict[str, tuple[int, ...]]
) -> tuple[bytes, dict[str, int]]:
    """The PDF of one version (from 1) in one layout, and by key the page (from 1) of each clause's number."""
    pages: dict[str, int] = {}
    for _ in range(2 if text.contents else 1):
        setter = _Setter(text, layout, breaks)
        setter.write(text.versions[version - 1], pages)
        pages = setter.pages
    return _pdf(setter.sheets, text, version, layout), pages


class _Stroke(msgspec.Struct, frozen=True):
    x: float
    y: float
    words: str
    font: str
    size: float
    stretch: float = 0.0


class _Setter:
    """Sets pieces one after another; a column that is full is followed by the next, then by a new page."""

    def __init__(self, text: Text, layout: Layout, breaks: dict[str, tuple[int, ...]]) -> None:
        self.text = text
        self.layout = layout
        self.breaks = breaks if layout.hyphenated else {}
        self.sheets: list[tuple[list[_Stroke], list[tuple[float, ...]]]] = []
        self.pages: dict[str, int] = {}
        self.column = layout.columns
        self.left = 0.0
        self.y = self.floor = 0.0
        self.notes: list[Word] = []
        self.note_count = 0
        self.open_label = ""
        self._next_column()

    @property
    def width(self) -> float:
        """Width of a column."""
        layout = self.layout
        whole = layout.page[0] - layout.left - layout.right - layout.gutter * (layout.columns - 1)
        return whole / layout.columns

    def write(self, pieces: tuple[Piece, ...], pages: dict[str, int]) -> None:
        """Set a whole version; `pages` are those of the pass before, for the contents list."""
        for line in break_lines(
            words_of(self.text.title, self.layout.bold, self.layout.size + 4), self.width, {}
        ):
            self._line(line, 0, leading=self.layout.size + 9)
        self.y += self.layout.gap
        front = [piece for piece in pieces if piece.kind.startswith("front")]
        for at, piece in enumerate(front):
            self._front(piece, first=at == 0 or front[at - 1].kind != piece.kind)
        if self.text.contents:
            self._contents(pieces, pages)
            self.column = self.layout.columns
            self._next_column()
        rest = [piece for piece in pieces if not piece.kind.startswith("front")]
        for at, piece in enumerate(rest):
            self._piece(piece, first=at == 0 or rest[at - 1].kind != piece.kind)
        self._print_notes()

    # ------------------------------------------------------------------ pages

    def _next_column(self) -> None:
        layout = self.layout
        self._print_notes()
        self.column += 1
        if self.column >= layout.columns:
            self.sheets.append(([], []))
            self.column = 0
        self.left = layout.left + self.column * (self.width + layout.gutter)
        self.y = layout.top
        self.floor = layout.page[1] - layout.bottom

    def _room(self, height: float) -> None:
        if self.y + height > self.floor:
            self._next_column()

    def _print_notes(self) -> None:
        if not self.notes:
            return
        y = self.floor + NOTE
        self.sheets[-1][1].append((self.left, y - NOTE, self.left + self.width / 3, y - NOTE))
        for mark in self.notes:
            y += 2
            self._stroke(self.left, y - 3, mark.text, self.layout.font, NOTE * RAISED + 1)
            for line in break_lines(words_of(mark.note, self.layout.font, NOTE), self.width - 10, {}):
                self._stroke(self.left + 8, y, " ".join(word.text for word in line), self.layout.font, NOTE)
                y += NOTE_LEADING
        self.notes = []

    def _stroke(
        self, x: float, y: float, words: str, font: str, size: float, *, stretch: float = 0.0
    ) -> None:
        self.sheets[-1][0].append(_Stroke(x, y, words, font, size, stretch))

    # ------------------------------------------------------------------ pieces

    def _front(self, piece: Piece, *, first: bool) -> None:
        if piece.kind == "front-row":
            self._row(piece.text, 0, head=first)
            return
        if piece.kind == "front-heading":
            self.y += self.layout.gap
        font = self.layout.bold if piece.kind == "front-heading" else self.layout.font
        self._paragraph(words_of(piece.text, font, self.layout.size), 0)
        self.y += self.layout.gap if piece.kind == "front" else 2

    def _contents(self, pieces: tuple[Piece, ...], pages: dict[str, int]) -> None:
        """A list of the headings with dots and page numbers."""
        layout = self.layout
        self.y += layout.gap * 2
        self._paragraph(words_of("Contents", layout.bold, layout.size + 1), 0)
        dot = stringWidth(".", layout.font, layout.size)
        for piece in pieces:
            if piece.kind != "attached" and (piece.depth != 1 or not piece.heading):
                continue
            title = f"{piece.label}  {piece.heading or piece.text}"
            room = self.width - 24 - stringWidth(title, layout.font, layout.size)
            self._room(layout.leading)
            self._stroke(
                self.left, self.y, title + " " + "." * max(3, int(room / dot)), layout.font, layout.size
            )
            number = str(pages.get(piece.key, 1))
            self._stroke(
                self.left + self.width - stringWidth(number, layout.font, layout.size),
                self.y,
                number,
                layout.font,
                layout.size,
            )
            self.y += layout.leading

    def _piece(self, piece: Piece, *, first: bool) -> None:
        if piece.kind in {"attached", "part"}:
            self._container(piece)
        elif piece.kind == "row":
            self._row(piece.text, self.layout.indent, head=first)
        elif piece.kind == NUMBERED:
            self._clause(piece)
        else:
            x = self.layout.indent
            if piece.kind == "bullet":
                self._room(self.layout.leading)
                self._stroke(self.left + x, self.y, "•", self.layout.font, self.layout.size)
                x += 14
            self._paragraph(words_of(piece.text, self.layout.font, self.layout.size, self.note_count + 1), x)
            self.y += self.layout.gap / 2

    def _container(self, piece: Piece) -> None:
        layout = self.layout
        self.y += layout.gap * 2
        self._room(layout.leading * 5)
        self.pages[piece.key] = len(self.sheets)
        title = (
            f"{piece.label} \u2013 {piece.text}"
            if piece.kind == "attached"
            else f"{piece.label}: {piece.text}"
        )
        title = title.upper() if layout.capitals else title
        for line in break_lines(words_of(title, layout.bold, layout.size + 1), self.width, {}):
            self._line(line, 0)
        self.y += layout.gap

    def _clause(self, piece: Piece) -> None:
        """Number, heading, text; a heading of the first depth stands beside its number, or above it."""
        layout = self.layout
        label_x, text_x = self._places(piece)
        heading = piece.heading.upper() if layout.capitals else piece.heading
        self._room(layout.leading * (4 if heading else 2) + (layout.gap if piece.depth == 1 else 0))
        if piece.depth == 1 and heading:
            self.y += layout.gap
        if self.text.runin and piece.depth == 1:
            self._runin(piece, heading, text_x)
            return
        self.pages[piece.key] = len(self.sheets)
        label = self.open_label + piece.label
        start = label_x if not self.open_label else 0.0
        self.open_label = ""
        self._stroke(
            self.left + start, self.y, label, layout.font if not heading else layout.bold, layout.size
        )
        wide = start + stringWidth(label, layout.bold, layout.size) + 6
        if layout.own_line and piece.depth < 3 and not heading and "(" not in label:
            self.y += layout.leading
        else:
            text_x = max(text_x, wide)
        if heading:
            self._paragraph(words_of(heading, layout.bold, layout.size), text_x)
            self.y += layout.gap
        if piece.text:
            self._paragraph(words_of(piece.text, layout.font, layout.size, self.note_count + 1), text_x)
            self.y += layout.gap

    def _runin(self, piece: Piece, heading: str, text_x: float) -> None:
        """The heading above; the number waits for the first sub-clause (1.—(1)), or precedes the text."""
        layout = self.layout
        self._paragraph(words_of(heading, layout.bold, layout.size), 0)
        self.y += 2
        self.pages[piece.key] = len(self.sheets)
        if not piece.text:
            self.open_label = f"{piece.label}—"
            return
        self._stroke(self.left, self.y, piece.label, layout.font, layout.size)
        self._paragraph(words_of(piece.text, layout.font, layout.size), text_x)
        self.y += layout.gap

    def _places(self, piece: Piece) -> tuple[float, float]:
        """Where the number and where the text of a clause begins, from the column's edge."""
        step = self.layout.indent
        if piece.depth >= 4:
            start = step + (piece.depth - 4) * step * 0.75
            return start, start + step * 0.75
        if piece.depth == 3:
            return step, step * 2.25
        if piece.depth == 2 and piece.label.startswith("("):
            return step * 0.5, step * 1.25
        return 0.0, step

    # ------------------------------------------------------------------ lines

    def _paragraph(self, words: list[Word], x: float) -> None:
        lines = _broken(words, self.width - x, self.breaks)
        for at, line in enumerate(lines):
            self._line(line, x, justify=self.layout.justified and at + 1 < len(lines))

    def _line(self, line: list[Word], x: float, *, justify: bool = False, leading: float = 0.0) -> None:
        marks = [word for word in line if word.note]
        self._room(self.layout.leading * 0.3 + 2 * NOTE_LEADING * len(marks))
        for mark in marks:
            rows = break_lines(words_of(mark.note, self.layout.font, NOTE), self.width - 10, {})
            self.floor -= NOTE_LEADING * len(rows) + 2 + (NOTE if not self.notes else 0)
            self.notes.append(mark)
            self.note_count += 1
        gaps = sum(not word.glued for word in line[1:])
        space = space_width(line[0])
        natural = sum(word.width for word in line) + gaps * space
        stretch = (self.width - x - natural) / gaps if justify and gaps else 0.0
        at, run, run_at = self.left + x, "", self.left + x
        for word in line:
            before = 0.0 if word.glued or word is line[0] else space + stretch
            if word.note:
                self._stroke(run_at, self.y, run, word.font, word.size, stretch=stretch)
                self._stroke(at, self.y - word.size * 0.34, word.text, word.font, word.size * RAISED)
                run = ""
                run_at = at + word.width
            else:
                if not run:
                    run_at = at + before
                run += (" " if before and run else "") + word.text
            at += before + word.width
        if run:
            self._stroke(run_at, self.y, run, line[0].font, line[0].size, stretch=stretch)
        self.y += leading or self.layout.leading

    def _row(self, text: str, x: float, *, head: bool) -> None:
        """One row of a table, its columns as wide as the page allows; ruled or not."""
        layout = self.layout
        cells = [cell.strip() for cell in text.split("|")]
        shares = {3: (0.22, 0.28, 0.5), 4: (0.1, 0.28, 0.22, 0.4)}.get(
            len(cells), (1 / len(cells),) * len(cells)
        )
        width = self.width - x
        edges = [self.left + x]
        for share in shares:
            edges.append(edges[-1] + share * width)
        font = layout.bold if head else layout.font
        size, step = layout.size - 1, layout.leading - 1
        lines = [
            break_lines(words_of(cell, font, size), right - left - 8, {})
            for cell, left, right in zip(cells, edges, edges[1:], strict=False)
        ]
        height = step * max(map(len, lines)) + 4
        self._room(height)
        top = self.y - size
        for cell, left in zip(lines, edges, strict=False):
            for at, line in enumerate(cell):
                self._stroke(left + 4, self.y + at * step, " ".join(word.text for word in line), font, size)
        if layout.ruled:
            rules = self.sheets[-1][1]
            rules += [(edges[0], y, edges[-1], y) for y in (top - 1, top - 1 + height)]
            rules += [(edge, top - 1, edge, top - 1 + height) for edge in edges]
        self.y = top + height + size


def _broken(words: list[Word], width: float, breaks: dict[str, tuple[int, ...]]) -> list[list[Word]]:
    """Lines of which none begins with a footnote's mark or the full stop behind it."""
    lines = break_lines(words, width, breaks)
    for line, after in itertools.pairwise(lines):
        while after[0].glued:
            after.insert(0, line.pop())
    return lines


def _pdf(
    sheets: list[tuple[list[_Stroke], list[tuple[float, ...]]]], text: Text, version: int, layout: Layout
) -> bytes:
    """The sheets with head, foot, line numbers and the marking; the same bytes each time."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=layout.page, invariant=1, pageCompression=0)
    canvas.setTitle(f"{text.title} (specimen)")
    wide, high = layout.page
    for number, (strokes, rules) in enumerate(sheets, 1):
        told = {"page": number, "pages": len(sheets), "title": text.title, "version": version}
        furniture = [
            (40.0, MARKING),
            (54.0, layout.head.format(**told)),
            (high - 40.0, layout.foot.format(**told)),
        ]
        for y, words in furniture:
            x = (wide - stringWidth(words, layout.font, 9)) / 2
            _draw(canvas, high, _Stroke(x, y, words, layout.font, 9))
        for stroke in strokes:
            _draw(canvas, high, stroke)
        for left, top, right, bottom in rules:
            canvas.setLineWidth(0.5)
            canvas.line(left, high - top, right, high - bottom)
        if layout.numbered:
            for at, y in enumerate(sorted({stroke.y for stroke in strokes if stroke.size > NOTE}), 1):
                _draw(canvas, high, _Stroke(layout.left - 40, y, str(at), layout.font, 9))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, high: float, stroke: _Stroke) -> None:
    if stroke.words:
        line = canvas.beginText(stroke.x, high - stroke.y)
        line.setFont(stroke.font, stroke.size)
        line.setWordSpace(stroke.stretch)
        line.textOut(stroke.words)
        canvas.drawText(line)
