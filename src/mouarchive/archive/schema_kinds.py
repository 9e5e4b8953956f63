"""What the database is described with: columns, tables and views, as values."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Column", "Table", "View", "columns"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: SQLite type and a sentence for readers of the plain tables."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `links` are (column, other table): foreign keys to the other table's id."""

    name: str
    description: str
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    facets: tuple[str, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class View:
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
