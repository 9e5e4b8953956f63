"""Numbered blocks set on pages: lines, tables, footnotes, black boxes, page breaks."""

from __future__ import annotations

from dataclasses import dataclass, field

from specimen.inline import RAISED, Word, break_lines, space_width, words_of
from specimen.markup import Block
from specimen.pdffile import A4, Sheet

__all__ = ["Layout", "Typesetter"]

BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
CELL = 4.0  # white space inside a table cell, points
NOTE = 8.5  # size of a footnote, points


@dataclass(frozen=True)
class Layout:
    """How a version is set; lengths in points. See series.toml."""

    number: str
    font: str
    size: float
    leading: float
    left: float
    right: float
    top: float
    bottom: float
    indent: float
    justify: bool
    double_space: bool
    hyphenate: bool
    gap: float
    dot: bool = True
    break_before: tuple[str, ...] = ()

    @property
    def edge(self) -> float:
        """Right edge of the text."""
        return A4[0] - self.right

    @property
    def bold(self) -> str:
        """The bold face."""
        return BOLD[self.font]


@dataclass
class _Run:
    """Words of one line that are printed together, `gap` points apart, with two spaces where `doubled`."""

    sheet: Sheet
    y: float
    style: Word
    gap: float
    doubled: bool
    x: float = 0.0
    words: str = ""

    def add(self, word: str, x: float, *, spaced: bool) -> None:
        """Append a word that begins at `x`."""
        if self.words:
            self.words += (("  " if self.doubled else " ") if spaced else "") + word
        else:
            self.x, self.words = x, word

    def flush(self) -> None:
        """Print what has been gathered."""
        if self.words:
            stretch = self.gap / (2 if self.doubled else 1) - space_width(self.style)
            self.sheet.text(self.x, self.y, self.words, self.style.font, self.style.size, stretch=stretch)
        self.words = ""


@dataclass
class Typesetter:
    """Sets blocks one after another; `sheets` grows. `black` names groups and keys that are blacked out."""

    layout: Layout
    black: frozenset[str]
    breaks: dict[str, tuple[int, ...]]
    sheets: list[Sheet] = field(default_factory=list)
    section_pages: dict[str, int] = field(default_factory=dict)
    y: float = 0.0
    floor: float = 0.0
    notes: list[Word] = field(default_factory=list)
    note_count: int = 0
    box_from: float = 0.0

    # ------------------------------------------------------------------ pages

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    def new_page(self) -> None:
        """Finish the page with its footnotes and begin the next."""
        self._print_notes()
        self.sheets.append(Sheet())
        self.y = self.layout.top
        self.floor = A4[1] - self.layout.bottom

    def finish(self) -> None:
        """Print the footnotes of the last page."""
        self._print_notes()

    def room(self, height: float) -> None:
        """Begin a new page unless so many points are free."""
        if self.y + height > self.floor:
            self.new_page()

    def _print_notes(self) -> None:
        if not self.notes:
            return
        y = self.floor + 6
        self.sheet.line(self.layout.left, y - 2, self.layout.left + 144, y - 2)
        for mark in self.notes:
            y += NOTE * 1.3
            self.sheet.text(self.layout.left, y - NOTE * 0.3, mark.text, self.layout.font, NOTE * 0.7)
            self.sheet.text(self.layout.left + 8, y, mark.note, self.layout.font, NOTE)
        self.notes = []

    # ----------------------------------------------------------------- blocks

    def block(self, block: Block) -> None:
        """Set one block."""
        if block.kind in ("annex", "section"):
            self._title(block)
        elif block.kind == "table":
            self._table(block)
        else:
            self._paragraph(block)

    def _title(self, block: Block) -> None:
        layout = self.layout
        if block.kind == "annex" or block.key in layout.break_before:
            self.new_page()
        self.room(layout.leading * 5)
        self.y += layout.gap
        self.section_pages[block.key] = len(self.sheets)
        x = layout.left
        if block.label:
            self._plain(x, block.label + ".", layout.bold, layout.size + 1)
            if layout.number == "own-line":
                self.y += layout.leading
            else:
                x += layout.indent
        for line in break_lines(words_of(block.text, layout.bold, layout.size + 1), layout.edge - x, {}):
            self._line(line, x, layout.edge, last=True)
        self.y += layout.gap

    def _paragraph(self, block: Block) -> None:
        """A clause, item, party or paragraph: number, bold heading, text."""
        layout = self.layout
        if f"key:{block.key}" in self.black:
            self._blacked_out()
            return
        own_line = layout.number == "own-line" and block.kind in ("clause", "sub")
        label_x, text_x = self._columns(block.kind)
        words = words_of(block.text, layout.font, layout.size, self.note_count + 1)
        self.room(layout.leading * (3 if own_line or block.heading else 2))
        if block.label:
            label = block.label + "." if layout.dot and block.kind in ("clause", "sub") else block.label
            self._plain(label_x, label, layout.font, layout.size)
            if own_line:
                self.y += layout.leading
        if block.heading:
            self._line(words_of(block.heading, layout.bold, layout.size), text_x, layout.edge, last=True)
        lines = break_lines(words, layout.edge - text_x, self.breaks if layout.hyphenate else {})
        for at, line in enumerate(lines):
            self._line(line, text_x, layout.edge, last=at == len(lines) - 1)
        self.y += layout.gap

    def _columns(self, kind: str) -> tuple[float, float]:
        """Where the number and where the text of such a block begins."""
        layout = self.layout
        base = layout.left + layout.indent
        if kind == "item":
            return base, base + 24
        if kind == "subitem":
            return base + 24, base + 48
        if kind == "sub" and layout.number != "own-line":
            return base, base + 52
        return layout.left, base

    def _blacked_out(self) -> None:
        """A black box as high as a short clause with its number; boxes in a row leave no gap."""
        layout = self.layout
        height = layout.leading * (2 if layout.number == "own-line" else 1) + layout.gap
        self.room(height)
        top = self.y - layout.size - 3
        self.sheet.box(layout.left - 4, top, layout.edge, top + height + 1)
        self.y += height

    # ------------------------------------------------------------------ lines

    def _plain(self, x: float, words: str, font: str, size: float) -> None:
        self.sheet.text(x, self.y, words, font, size)

    def _line(self, line: list[Word], left: float, right: float, *, last: bool) -> None:
        """Print one line and move down; its footnotes take their room from the foot of the page."""
        marks = [word for word in line if word.note]
        self.room(self.layout.leading * 0.4 + NOTE * 1.5 * len(marks))
        for mark in marks:
            self.notes.append(mark)
            self.note_count += 1
            self.floor -= NOTE * 1.3 + (8 if len(self.notes) == 1 else 0)
        self._print_line(line, left, right, justify=self.layout.justify and not last)
        self.y += self.layout.leading

    def _print_line(self, line: list[Word], left: float, right: float, *, justify: bool) -> None:
        """Print words from left to right in as few runs as possible, with boxes and raised marks between."""
        gaps = sum(not word.glued for word in line[1:])
        space = space_width(line[0])
        natural = sum(word.width for word in line) + gaps * space
        gap = space + ((right - left - natural) / gaps if justify and gaps else 0.0)
        doubled = self.layout.double_space and gap > space * 1.25
        run = _Run(self.sheet, self.y, line[0], gap, doubled=doubled)
        x, before = left, None
        for word in line:
            step = 0.0 if word.glued or before is None else gap
            if word.group in self.black:
                run.flush()
                self._black_box(word, x if before and before.group == word.group else x + step, x + step)
            elif word.note:
                run.flush()
                self.sheet.text(x, self.y - word.size * 0.34, word.text, word.font, word.size * RAISED)
            else:
                run.add(word.text, x + step, spaced=step > 0)
            x += step + word.width
            before = word
        run.flush()

    def _black_box(self, word: Word, left: float, start: float) -> None:
        """Cover a word; a box that ends where this one begins is made longer instead, as one stroke would."""
        top, bottom, right = self.y - word.size * 0.86, self.y + word.size * 0.26, start + word.width
        if left < start:
            left = self.box_from
            self.sheet.operations.pop()
        self.box_from = left
        self.sheet.box(left - 1, top, right + 1, bottom)

    # ----------------------------------------------------------------- tables

    def _table(self, block: Block) -> None:
        layout = self.layout
        left = layout.left + layout.indent
        edges = [left]
        for share in block.widths:
            edges.append(edges[-1] + (layout.edge - left) * share / 100)
        self.y += 2
        for at, row in enumerate(block.rows):
            self._row(row, edges, layout.bold if at == 0 else layout.font)
        self.y += layout.gap + layout.leading * 0.6

    def _row(self, row: tuple[str, ...], edges: list[float], font: str) -> None:
        """One table row in its ruled cells; a row is never cut by the end of a page."""
        size, leading = self.layout.size - 1, self.layout.leading - 1
        cells = [
            break_lines(words_of(text, font, size), right - left - 2 * CELL, {})
            for text, left, right in zip(row, edges[:-1], edges[1:], strict=True)
        ]
        height = leading * max(1, *(len(cell) for cell in cells)) + CELL
        self.room(height)
        top = self.y - size
        for cell, left in zip(cells, edges, strict=False):
            self.y = top + size
            for line in cell:
                self._print_line(line, left + CELL, 0, justify=False)
                self.y += leading
        for y in (top - 1, top - 1 + height):
            self.sheet.line(edges[0], y, edges[-1], y)
        for x in edges:
            self.sheet.line(x, top - 1, x, top - 1 + height)
        self.y = top + height + size
