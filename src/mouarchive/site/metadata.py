"""What Datasette's own table pages say about the tables: taken from the schema, so that it is said once."""

from __future__ import annotations

from typing import Any, Final

from mouarchive.archive.database.schema import TABLES, VIEWS, Table, View

__all__ = ["SETTINGS", "datasette_metadata"]

# Public host: no SQL from guests, no costly extras, short limits (measured under hostile traffic).
SETTINGS: Final[dict[str, int | bool]] = {
    "suggest_facets": False,
    "default_allow_sql": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "sql_time_limit_ms": 500,
    "facet_time_limit_ms": 200,
    "max_returned_rows": 500,
    "default_page_size": 50,
    "num_sql_threads": 3,
    "template_debug": False,
    "trace_debug": False,
    "default_cache_ttl": 60,
}


def datasette_metadata(database: str) -> dict[str, Any]:
    """Titles, descriptions, facets, label columns and search table for the database of this name."""
    tables = {table.name: _table(table) for table in TABLES}
    tables |= {view.name: _table(view) for view in VIEWS}
    tables["clauses"] |= {"fts_table": "clauses_fts", "fts_pk": "rowid"}
    return {
        "title": "mouarchive",
        "databases": {
            database: {
                "title": "The archive as tables",
                "description": (
                    "Every row behind the pages of this archive, with filters. JSON is exact; in CSV a cell "
                    "that a spreadsheet could take for a formula begins with an apostrophe."
                ),
                "tables": tables,
            }
        },
    }


def _table(table: Table | View) -> dict[str, Any]:
    said: dict[str, Any] = {
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
    }
    if table.facets:
        said["facets"] = list(table.facets)
    if isinstance(table, Table) and table.label:
        said["label_column"] = table.label
    return said
