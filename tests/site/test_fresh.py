"""A database built while the site is served."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from mouarchive.errors import MouarchiveError
from mouarchive.site.app import Fresh, make_app


def _renamed(database: Path, title: str) -> Path:
    """A copy of the database, beside it, in which the specimen has another title."""
    other = database.with_name("other.db")
    other.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("update agreements set title = ? where id = 'specimen'", (title,))
        connection.commit()
    return other


async def _ask(app: Fresh, path: str, times: int = 1) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        return await asyncio.gather(*(client.get(path) for _ in range(times)))


def test_readers_see_the_old_archive_or_the_new_one(made, tmp_path):
    """A database put in place of the old one is served from the next question on, to all at once."""
    database = made.make_archive(tmp_path / "root")

    async def story() -> None:
        app = Fresh(database)
        before = (await _ask(app, "/agreements/specimen"))[0]
        assert "Specimen memorandum on pupil data" in before.text
        _renamed(database, "A newer title").replace(database)
        after = await _ask(app, "/agreements/specimen", times=8)
        assert all("A newer title" in answer.text for answer in after)
        assert after[0].headers["etag"] != before.headers["etag"]

    asyncio.run(story())


def test_a_broken_database_does_not_take_the_site_down(made, tmp_path, caplog):
    """What cannot be served is said in the log, and the last good archive stays."""
    database = made.make_archive(tmp_path / "root")

    async def story() -> None:
        app = Fresh(database)
        await _ask(app, "/")
        broken = database.with_name("broken.db")
        broken.write_bytes(b"this is no database")
        broken.replace(database)
        answers = await _ask(app, "/agreements/specimen", times=8)
        assert all("Specimen memorandum on pupil data" in answer.text for answer in answers)
        database.unlink()
        assert (await _ask(app, "/agreements/specimen/1.0"))[0].status_code == 200

    asyncio.run(story())
    assert "not served" in caplog.text


def test_a_database_that_is_missing_or_none_is_refused_in_a_line(tmp_path):
    """The command that serves learns at once what is wrong and what to do."""
    with pytest.raises(MouarchiveError, match="mouarchive build"):
        make_app(tmp_path / "missing.db")
    (tmp_path / "none.db").write_bytes(b"x" * 5000)
    with pytest.raises(MouarchiveError, match="build"):
        make_app(tmp_path / "none.db")
