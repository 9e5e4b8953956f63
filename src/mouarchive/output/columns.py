"""Text laid out on a terminal: wrapped and indented, marked as a redline, or in two columns. Loads rich."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from mouarchive.model import DiffPart, Op
from mouarchive.output.redline import MARKS
from mouarchive.output.safe import safe

__all__ = ["columned", "indented", "marked"]

_STYLES = {Op.EQUAL: "", Op.DELETE: "red strike", Op.INSERT: "green underline"}
_GUTTER = " │ "
_NARROWEST = 16


def indented(out: Console, text: Text, indent: int, lead: Text | None = None) -> None:
    """Write a text wrapped and indented, its first line behind `lead`; no blanks are left at line ends."""
    for line in text.wrap(out, max(out.width - indent, 20)):
        line.rstrip()
        out.print(Text.assemble(" " * indent if lead is None else lead, line), soft_wrap=True)
        lead = None


def marked(parts: Sequence[DiffPart], without: Op | None = None) -> Text:
    """The parts as one text, removed and added words marked with `[-…-]` and `{+…+}` and coloured.

    `without` leaves out what was removed, or what was added: one side of the redline.
    """
    text = Text()
    for part in parts:
        if part.op is not without:
            start, end = MARKS[part.op]
            text.append(f"{start}{safe(part.text)}{end}", style=_STYLES[part.op])
    return text


def columned(out: Console, left: Text, right: Text) -> None:
    """Write two texts in columns of the same width, as wide as the page allows."""
    width = max((out.width - len(_GUTTER)) // 2, _NARROWEST)
    pair = [list(text.wrap(out, width)) for text in (left, right)]
    for before, after in zip_longest(*pair, fillvalue=Text()):
        before.rstrip()
        after.rstrip()
        before.truncate(width, pad=True)
        line = Text.assemble(before, _GUTTER, after)
        line.rstrip()
        out.print(line, soft_wrap=True)
