"""A change as lines of pieces: which words stand on which line, and how each is tracked.

On its own: no XML, pure.

A line break of a clause's text begins a new paragraph (a list, a row of a table, a definition). White space
is never tracked by itself: where only it differs, that of the newer text stands. So accepting all gives the
newer text, and rejecting all the older one, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mouarchive.model import Change, Clause, DiffPart, Op

__all__ = ["Line", "Piece", "lines", "number_of"]

_OF = {Op.DELETE: "delete", Op.INSERT: "insert"}
_WHOLE = {"both": "equal", "old": "delete", "new": "insert", "from": "from", "to": "to"}
_ABSENT = {"from": Op.INSERT, "to": Op.DELETE}


class Piece(msgspec.Struct, frozen=True):
    """Words on one line; `how` is equal, delete, insert, from or to."""

    text: str
    how: str
    bold: bool = False


class Line(msgspec.Struct, frozen=True):
    """One paragraph: its pieces, and how its end is tracked; `heading` where it is a clause's title."""

    pieces: tuple[Piece, ...]
    end: str
    heading: bool = False

    @property
    def text(self) -> str:
        """All its words, of either text."""
        return "".join(piece.text for piece in self.pieces)


def number_of(clause: Clause | None) -> str:
    """The printed label, without its closing full stop or dash: "1.1." is clause 1.1."""
    return clause.label.strip().rstrip(". \u2013\u2014-") or clause.label.strip() if clause else ""


def lines(change: Change, how: str) -> tuple[Line, ...]:
    """The paragraphs of a change that stands as "both", "old", "new", "from" or "to"."""
    side = change.old if how in {"old", "from"} else change.new
    whole = _WHOLE[how]
    done: list[tuple[list[Piece], str]] = []
    pieces = list(_label(change, how))
    for piece in _words(change, how):
        first, *more = piece.text.split("\n")
        if first:
            pieces.append(Piece(first, piece.how, piece.bold))
        for text in more:
            done.append((pieces, piece.how if how == "both" else whole))
            pieces = [Piece(text, piece.how, piece.bold)] if text else []
    done.append((pieces, whole))
    titled = bool(side and side.heading)
    return tuple(Line(tuple(found), end, titled and not at) for at, (found, end) in enumerate(done))


def _label(change: Change, how: str) -> Iterator[Piece]:
    """The number, tracked where it is another one, and the tab behind it, which never is by itself."""
    before, after = number_of(change.old), number_of(change.new)
    whole = _WHOLE[how]
    if how == "both" and before != after:
        found = [Piece(f"{before} " if before and after else before, "delete", bold=True)]
        found.append(Piece(after, "insert", bold=True))
    elif how in _ABSENT and before != after:
        found = [Piece(before, "delete", bold=True) if how == "from" else Piece(after, "insert", bold=True)]
    else:
        found = [Piece(before if how in {"old", "from"} else after, whole, bold=True)]
    found = [piece for piece in found if piece.text]
    yield from found
    if found:
        yield Piece("\t", found[0].how if len(found) == 1 and how != "both" else "equal")


def _words(change: Change, how: str) -> Iterator[Piece]:
    """A clause's words, those of its heading in bold; one half of a move without what is not in it."""
    for part, bold in _titled(change):
        if part.op is _ABSENT.get(how):
            continue
        blank = not part.text.strip()
        if how in {"old", "new"}:
            yield Piece(part.text, _WHOLE[how], bold)
        elif blank and part.op is Op.DELETE:
            continue
        elif blank or part.op is Op.EQUAL:
            yield Piece(part.text, _WHOLE[how], bold)
        else:
            yield Piece(part.text, _OF[part.op], bold)


def _titled(change: Change) -> Iterator[tuple[DiffPart, bool]]:
    """The parts of the redline, cut where a heading ends, each with whether it is of the heading."""
    ends = [len(side.heading or "") if side else 0 for side in (change.old, change.new)]
    at = [0, 0]
    for part in change.diff:
        side = 0 if part.op is Op.DELETE else 1
        cut = min(max(ends[side] - at[side], 0), len(part.text))
        at[0] += len(part.text) if part.op is not Op.INSERT else 0
        at[1] += len(part.text) if part.op is not Op.DELETE else 0
        for text, bold in ((part.text[:cut], True), (part.text[cut:], False)):
            if text:
                yield DiffPart(part.op, text), bold
