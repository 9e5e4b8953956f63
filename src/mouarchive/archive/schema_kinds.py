"""What the database is described with: columns, tables and views, as values."""

from __future__ import annotations

import msgspec

__all__ = ["Column", "Table", "View", "columns"]


class Column(msgspec.Struct, frozen=True):
    """One column: SQLite type and a sentence for readers of the plain tables."""

    name: str
    type: str
    description: str


class Table(msgspec.Struct, frozen=True):
    """One table. `links` are (column, other table): foreign keys to the other table's id."""

    name: str
    description: str
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None


class View(msgspec.Struct, frozen=True):
    """One view: a question that people ask of the tables, as one SELECT whose columns are these."""

    name: str
    description: str
    columns: tuple[Column, ...]
    select: str
    facets: tuple[str, ...] = ()


def columns(text: str) -> tuple[Column, ...]:
    """Read `name TYPE description` lines."""
    rows = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(name, kind, description) for name, kind, description in rows)
