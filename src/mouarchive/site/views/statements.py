"""The page of statements: what was said in public about the agreements, oldest first."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from mouarchive.archive.database.rows import AgreementRow, StatementRow
from mouarchive.archive.store.store import Store
from mouarchive.site.views.frame import Ask, Crumb, Frame

__all__ = ["StatementsView", "statements"]


class Said(msgspec.Struct, frozen=True):
    """A statement and the agreement it concerns."""

    statement: StatementRow
    agreement: AgreementRow


class StatementsView(msgspec.Struct, frozen=True):
    """Everything the page of statements shows."""

    template: ClassVar[str] = "statements.html"
    frame: Frame
    said: tuple[Said, ...]


def statements(store: Store, _ask: Ask) -> StatementsView:
    """Make the page of statements."""
    known = {row.id: row for row in store.agreements()}
    said = tuple(Said(row, known[row.agreement]) for row in store.statements())
    crumbs = (Crumb("Agreements", "/"), Crumb("Statements"))
    return StatementsView(Frame("Statements · mouarchive", "statements", crumbs), said)
