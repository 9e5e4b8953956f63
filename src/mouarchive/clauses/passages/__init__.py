"""Text outside the numbered clauses: what a passage is made of before it has its identifier.

Its kind, its lines, and the rule that made it so. `opening`, `closing` and `beside` find
them, `making` names them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.text.joining import Piece
from mouarchive.model import Line
from mouarchive.rules import Rule

__all__ = ["Unit", "plain", "text_of"]


class Unit(msgspec.Struct, frozen=True):
    """One passage to be: `rows` are those of the body, none where it stands apart from it.

    `lines` are its lines and `pieces` their texts without its `label`; `heading` those of a title above it.
    `at` is the row before which it stands where it has none of its own; `behind` the row that bears its mark.
    """

    kind: str
    rule: Rule
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    rows: tuple[int, ...] = ()
    label: str = ""
    heading: str = ""
    at: int = 0
    behind: int | None = None


def text_of(item: BodyLine) -> str:
    """A line as it stands in a passage: of a row of a table its cells, parted by spaces as in clauses."""
    return item.line.text


def plain(texts: Sequence[str]) -> str:
    """Texts as one line with single spaces."""
    return " ".join(" ".join(texts).split())
