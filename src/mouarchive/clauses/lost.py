"""Clauses with letters that a font does not name say so: their words are not all that the page shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mouarchive.model import Clause, Warn

__all__ = ["mark_lost"]

_CODE, _LOST = "lost-letter", "\ufffd"


def mark_lost(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses, those with a warning of their own in which a letter is not known."""
    return tuple(_marked(clause) if _holds(clause) else clause for clause in clauses)


def _holds(clause: Clause) -> bool:
    return _LOST in clause.text or (clause.heading is not None and _LOST in clause.heading)


def _marked(clause: Clause) -> Clause:
    count = clause.words.count(_LOST)
    what = "One letter of this text is" if count == 1 else f"{count} letters of this text are"
    said = f"{what} not named by the font and shown as {_LOST}; look at the page itself."
    warning = Warn(_CODE, said, clause.page)
    return replace(clause, warnings=(*clause.warnings, warning))
