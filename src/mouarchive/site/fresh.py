"""A site that notices a new database: readers see the old archive or the new one, never a mixture.

A build replaces the database file as a whole. Connections already open keep reading the old file; a new
Datasette is made for the new one, and takes over between two requests.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from mouarchive.errors import MouarchiveError
from mouarchive.site.app import DATABASE, make_app
from mouarchive.site.headers import Asgi, Receive, Scope, Send

__all__ = ["Fresh"]

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
