"""A table of one page as rows of cells, each cell the lines printed in it. Lengths are in points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.labels.reading import close
from mouarchive.clauses.layout import cut, join
from mouarchive.clauses.tables.tables_rules import TABLES
from mouarchive.clauses.text.joining import Hyphens, is_broken_word
from mouarchive.model import Line

__all__ = ["Cell", "Table", "cell_text", "cut_at", "is_label", "label_run", "mend_words", "row_line"]

Cell = tuple[Line, ...]
_SOFT_HYPHEN = "\u00ad"

_NUMBER = r"\d{1,3}(?-i:[A-Z]{1,2}(?=\.))?(?:\.\d{1,3}(?-i:[A-Z]{1,2}(?=\.))?)*(?-i:[A-Z])?"
"""A number, with the letters of what was inserted later: 1A.2, 4AA."""
_LABEL = re.compile(
    rf"\(?({_NUMBER}|[a-z]{{1,2}}|[ivxlc]{{1,6}}|[A-Z]|[IVXLC]{{1,5}})[.):]*"
    r"(?:[\u2013\u2014-]?\([0-9a-z]{1,4}\))*"
    r"|(annex|appendix|schedule|part|article|section|clause|paragraph|chapter)\s+[\dA-Z]+(\.\d+)*[.:]?"
    r"|[\u2022\u00b7\u25cf\u25cb\u25aa\u2013\u2014\uf0b7\uf0a7*\u2023\u2043o-]",
    re.IGNORECASE,
)
_NUMBER_LABEL = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)]*(?=\s|$)")


class Table(msgspec.Struct, dict=True, frozen=True):
    """Rows of cells of one page, with the left edges of the columns; `number` counts through the document.

    Without slots, so that the texts of its cells, which many rules ask for, are put together once.
    """

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[float, ...]
    number: int = 0

    @property
    def lines(self) -> list[Line]:
        """All lines of the table, row by row and cell by cell."""
        return [line for row in self.rows for cell in row for line in cell]

    def texts(self, row: int) -> tuple[str, ...]:
        """The texts of a row's cells."""
        return self._texts[row]

    @cached_property
    def _texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(cell_text, row)) for row in self.rows)


def mend_words(table: Table, hyphens: Hyphens) -> Table:
    """The table with a soft hyphen wherever a word was only broken at the edge of its cell."""
    rows = tuple(tuple(_mended(cell, hyphens) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _mended(cell: Cell, hyphens: Hyphens) -> Cell:
    lines = list(cell)
    for index, (line, following) in enumerate(pairwise(cell)):
        text = line.text.rstrip()
        if is_broken_word(text, following.text.lstrip(), hyphens):
            soft = text[:-1] + _SOFT_HYPHEN + line.text[len(text) :]
            lines[index] = replace(line, text=soft)
    return tuple(lines)


def _cell_line(cell: Sequence[Line]) -> Line:
    """A cell's lines as one; an address broken at the cell's edge and a hyphenated word are closed up."""
    line = cell[0]
    for following in cell[1:]:
        text = line.text.rstrip()
        if text.endswith(_SOFT_HYPHEN):
            line = join([cut(line, 0, len(text) - 1), following], "")
            continue
        closed = text.endswith(("-", "\u2010")) or _is_broken_address(text, following.text)
        line = join([line, following], "" if closed else " ")
    return line


def _is_broken_address(text: str, following: str) -> bool:
    """Whether a line ends in a mail or web address that was broken at the edge of its cell."""
    last = text.rpartition(" ")[2]
    address = ("@" in last or "://" in last) and not last.endswith((",", ";", "."))
    return address and " " not in following.strip()


def cell_text(cell: Sequence[Line]) -> str:
    """A cell's lines as one text, white space evened out; empty for an empty cell."""
    return " ".join(_cell_line(cell).text.split()) if cell else ""


def is_label(text: str) -> bool:
    """Whether a whole text is a clause's or an item's mark: a number, a letter, a bullet, `Article 4`."""
    plain = close(text).strip()
    sign = 0 < len(plain) <= 2 and not any(letter.isalnum() for letter in plain)  # noqa: PLR2004 - a bullet's glyph
    return sign or _LABEL.fullmatch(plain) is not None


def label_run(texts: Sequence[str]) -> bool:
    """Whether texts begin with clause numbers that go up: the number column of clauses, not data."""
    found = [match[1] for text in texts if (match := _NUMBER_LABEL.match(close(text).strip()))]
    filled = [text for text in texts if text.strip()]
    if len(found) < 2 or len(found) < TABLES.mostly * len(filled):  # noqa: PLR2004 - one number is no run
        return False
    values = [tuple(int(part) for part in number.split(".")) for number in found]
    return all(low < high for low, high in pairwise(values))


def cut_at(line: Line, x: float) -> tuple[Line, Line] | None:
    """A line cut at the white space whose place on the page is nearest to x, within two letters' width."""
    width = (line.box.x1 - line.box.x0) / max(1, len(line.text))
    best: tuple[float, int] | None = None
    for index, letter in enumerate(line.text):
        if letter.isspace() and 0 < index < len(line.text) - 1:
            away = abs(cut(line, index + 1, len(line.text)).box.x0 - x)
            if best is None or away < best[0]:
                best = (away, index)
    if best is None or best[0] > TABLES.letters * width:
        return None
    return cut(line, 0, best[1]), cut(line, best[1], len(line.text))


def row_line(row: Sequence[Cell]) -> Line:
    """A row as one line: its cells' texts joined with a space."""
    return join([_cell_line(cell) for cell in row if cell])
