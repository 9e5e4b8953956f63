"""The site as an ASGI application: Datasette on one immutable database, with our pages above it."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any, Final

import msgspec

from mouarchive import __version__
from mouarchive.archive.database.schema import TABLES, VIEWS, Table, View
from mouarchive.archive.store.store import open_store
from mouarchive.errors import MouarchiveError
from mouarchive.site.headers import Asgi, Receive, Scope, Send

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = [
    "DATABASE",
    "SETTINGS",
    "Fresh",
    "Site",
    "datasette_metadata",
    "make_app",
    "serve",
    "site_of",
]

DATABASE: Final = "mouarchive"
_FOLDER: Final = Path(__file__).parent
_BLOCK: Final = 1 << 20


class Site(msgspec.Struct, frozen=True):
    """What the pages need to know beside the database: where files are, and what is being served."""

    documents: Path
    cache: Path
    sha256: str
    code: str

    @property
    def fingerprint(self) -> str:
        """Database and code as one word: when it is the same, so is every page."""
        return f"{self.sha256} {self.code}"


def make_app(database: Path, root: Path | None = None) -> Datasette:
    """Datasette for the archive at `root` (folder that holds documents/ and db/; default: two above).

    Raises MouarchiveError where the database is missing, is none, or was made by another version.
    """
    from datasette.app import Datasette  # noqa: PLC0415  heavy; only the site needs it

    database = database.resolve()
    inspected = _inspect(database)
    datasette = Datasette(
        [],
        immutables=[str(database)],
        inspect_data={database.stem: inspected},
        metadata=datasette_metadata(DATABASE),
        settings=dict(SETTINGS),
        template_dir=str(_FOLDER / "templates" / "datasette"),
    )
    if database.stem != DATABASE:
        opened = datasette.get_database(database.stem)
        datasette.remove_database(database.stem)
        datasette.inspect_data = {DATABASE: inspected}
        datasette.add_database(opened, name=DATABASE)
    datasette.mouarchive_site = _site(database, root, inspected["hash"])
    return datasette


def site_of(datasette: Datasette) -> Site | None:
    """The archive this Datasette serves; None where it serves something else.

    A Datasette started on the database by hand is served too: the archive is then found beside it.
    """
    known: Site | None = getattr(datasette, "mouarchive_site", None)
    if known or DATABASE not in datasette.databases:
        return known
    path = datasette.get_database(DATABASE).path
    if not path:
        return None
    site = _site(Path(path).resolve(), None, _sha256(Path(path)))
    datasette.mouarchive_site = site
    return site


def serve(database: Path, host: str = "127.0.0.1", port: int = 8001, root: Path | None = None) -> None:
    """Serve the site until interrupted; a database built meanwhile takes over by itself.

    Raises MouarchiveError where the database cannot be served.
    """
    import uvicorn  # noqa: PLC0415  heavy; only the site needs it

    application = Fresh(database, root)
    uvicorn.run(application, host=host, port=port, log_level="warning", lifespan="on", server_header=False)


def _site(database: Path, root: Path | None, sha256: str) -> Site:
    home = root.resolve() if root else database.parent.parent
    return Site(home / "documents", database.parent / "cache", sha256, _code())


def _inspect(database: Path) -> dict[str, Any]:
    """Hash, size and row counts, so that Datasette does not have to find them out on the first visit."""
    open_store(database).close()  # is it there, and made by this version?
    try:
        with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
            names = [
                row[0] for row in connection.execute("select name from sqlite_master where type='table'")
            ]
            counts = {name: {"count": _count(connection, name)} for name in names}
    except sqlite3.DatabaseError as error:
        raise MouarchiveError(f"{database} cannot be read as a database ({error}): build it again") from error
    return {
        "hash": _sha256(database),
        "size": database.stat().st_size,
        "file": str(database),
        "tables": counts,
    }


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = '"' + table.replace('"', '""') + '"'
    return int(connection.execute(f"select count(*) from {quoted}").fetchone()[0])  # noqa: S608  quoted


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _code() -> str:
    """Version of the code that makes the pages: ours and Datasette's, and every template and static file."""
    from datasette.version import __version__ as datasette_version  # noqa: PLC0415  heavy

    digest = hashlib.sha256(f"{__version__} {datasette_version}".encode())
    for folder in ("templates", "static"):
        for path in sorted((_FOLDER / folder).rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(_FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


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


_LOG = logging.getLogger(__name__)
Mark = tuple[int, int, int]


def _opened(database: Path, root: Path | None) -> Asgi:
    """A site whose reading threads all have the file open already, whatever is put in its place later."""
    datasette = make_app(database, root)
    threads = int(datasette.setting("num_sql_threads"))
    together = Barrier(threads)
    reading = datasette.get_database(DATABASE)

    async def open_all() -> None:
        await asyncio.gather(*(reading.execute_fn(lambda _: together.wait(30)) for _ in range(threads)))

    asyncio.run(open_all())
    application: Asgi = datasette.app()
    return application


class Fresh:
    """An ASGI application for the database at a path, whichever file stands there.

    Raises MouarchiveError where it cannot be served at the start; later, the last good one stays.
    """

    def __init__(self, database: Path, root: Path | None = None) -> None:
        self._database = database
        self._root = root
        self._mark = self._look()
        with ThreadPoolExecutor(1) as aside:  # its own thread: the caller's may be running an event loop
            self._app: Asgi = aside.submit(_opened, database, root).result()
        self._making: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request from the newest database that can be served."""
        if scope["type"] == "http" and self._look() not in (None, self._mark):
            await self._renewed()
        await self._app(scope, receive, send)

    async def _renewed(self) -> None:
        """Make a new site off the event loop, once for all who wait for it."""
        if self._making is None or self._making.done():
            self._making = asyncio.create_task(self._renew())
        await asyncio.shield(self._making)

    async def _renew(self) -> None:
        mark = self._look()
        try:
            made = await asyncio.to_thread(_opened, self._database, self._root)
        except MouarchiveError as error:
            _LOG.error("the new database is not served: %s", error)
        else:
            self._app = made
        self._mark = mark

    def _look(self) -> Mark | None:
        """What tells one file from another at the same path; None where there is none."""
        try:
            info = self._database.stat()
        except OSError:
            return None
        return (info.st_ino, info.st_mtime_ns, info.st_size)
