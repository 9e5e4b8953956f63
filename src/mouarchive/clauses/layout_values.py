"""What sorting a document's lines yields: the body in reading order, and what was set aside from it.

Lengths are in points, boxes and pages as in `model`.
"""

from __future__ import annotations

import msgspec

from mouarchive.model import Aside, Control, Line, Warn

__all__ = ["BodyLine", "ContentsEntry", "Layout"]


class BodyLine(msgspec.Struct, frozen=True):
    """One line of the body, or one whole row of a table.

    `table` is the number of the table it stands in, counted from 1 through the document, None outside;
    `cells` are the texts of that row's cells, empty outside a table (`line.text` is then the row, its cells
    joined with spaces). `first_in_page` is true for the first body line of a page; `gap` is the white space
    above, in points, to the previous body line of the same page and column, 0 for the first.
    """

    line: Line
    table: int | None = None
    cells: tuple[str, ...] = ()
    first_in_page: bool = False
    gap: float = 0.0


class ContentsEntry(msgspec.Struct, frozen=True):
    """One entry of a contents list as printed; `label` or `printed_page` is empty where none is printed.

    `page` is the page of the file on which the entry stands, not the one it points to; `left` is its left
    edge in points, None where it is not known.
    """

    label: str
    title: str
    printed_page: str
    page: int
    left: float | None = None


class Layout(msgspec.Struct, frozen=True):
    """A document's lines sorted: every character is either in `body` or in `asides`, never in both."""

    body: tuple[BodyLine, ...]
    asides: tuple[Aside, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    control: Control = msgspec.field(default_factory=Control)
    warnings: tuple[Warn, ...] = ()
