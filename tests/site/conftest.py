"""A Datasette on the archive of `made.py`, and a way to ask it for pages."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mouarchive.site.app import make_app

Get = Callable[..., Any]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("site_made", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["site_made"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module that makes the archive, with the words it puts in."""
    return _load(Path(__file__).with_name("made.py"))


@pytest.fixture(scope="session")
def database(made: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its documents beside it."""
    return Path(made.make_archive(tmp_path_factory.mktemp("archive") / "root"))


@pytest.fixture(scope="session")
def datasette(database: Path) -> Any:
    """The site."""
    return make_app(database)


@pytest.fixture(scope="session")
def loop() -> Any:
    """One event loop for the session, on a thread of its own: other tests may run loops meanwhile."""
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever, daemon=True)
    thread.start()
    yield made
    made.call_soon_threadsafe(made.stop)
    thread.join(10)
    made.close()


@pytest.fixture(scope="session")
def get(datasette: Any, loop: Any) -> Get:
    """Asks for an address, with headers if wished; the answer comes as it is, redirects not followed."""

    def ask(path: str, method: str = "GET", **more: Any) -> Any:
        return wait(datasette.client.request(method, path, **more))

    def wait(coming: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coming, loop).result(60)

    wait(datasette.invoke_startup())
    return ask
