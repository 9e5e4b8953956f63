"""Making the database's tables from `schema.py` and closing it for reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from mouarchive.archive.schema import SCHEMA_VERSION, TABLES
from mouarchive.archive.schema_views import VIEWS

__all__ = ["create_tables", "finish", "insert_rows"]


def create_tables(conn: sqlite3.Connection) -> None:
    """Create every table and view of the schema, empty, with keys and links; indexes come in `finish`."""
    for table in TABLES:
        columns = [
            f'"{column.name}" {column.type}' + (" PRIMARY KEY NOT NULL" if column.name == "id" else "")
            for column in table.columns
        ]
        links = [f'FOREIGN KEY ("{column}") REFERENCES "{other}"("id")' for column, other in table.links]
        conn.execute(f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join([*columns, *links]) + "\n)")
    for view in VIEWS:
        conn.execute(f'CREATE VIEW "{view.name}" AS {" ".join(view.select.split())}')


def insert_rows(conn: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows into a table; a column a row does not name stays empty, an unknown one is a bug."""
    columns = [column.name for t in TABLES if t.name == table for column in t.columns]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)

    def values(row: Mapping[str, Any]) -> list[Any]:
        unknown = row.keys() - set(columns)
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        return [_storable(row.get(name)) for name in columns]

    conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', (values(row) for row in rows))  # noqa: S608 - fixed names


def _storable(value: object) -> object:
    """Text that UTF-8 cannot hold (a lone surrogate from a broken file) becomes the replacement character."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return value


def finish(conn: sqlite3.Connection) -> None:
    """Index for reading: foreign keys checked, indexes, full-text index, statistics. Commits.

    Raises sqlite3.IntegrityError where a row links to one that is not there.
    """
    import sqlite_utils  # noqa: PLC0415 - heavy, and only a build needs it

    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(
            f"row {broken[0][1]} of {broken[0][0]} links to nothing in {broken[0][2]}"
        )
    for table in TABLES:
        for columns in table.indexes:
            names = ", ".join(f'"{name}"' for name in columns)
            conn.execute(f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({names})')
    conn.commit()
    clauses = sqlite_utils.Database(conn)["clauses"]
    if not isinstance(clauses, sqlite_utils.db.Table):
        raise TypeError("clauses is not a table")
    clauses.enable_fts(
        ["search_text", "label"], create_triggers=False, tokenize="unicode61 remove_diacritics 2"
    )
    clauses.optimize()
    conn.execute("ANALYZE")
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    conn.commit()
