"""Headless Chromium on the site, served over loopback from the archive of tests/site/made.py."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SERVE = (
    "import sys; from pathlib import Path; from mouarchive.site.app import serve;"
    " serve(Path(sys.argv[1]), port=int(sys.argv[2]))"
)


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module that makes the archive, with the words it puts in."""
    path = Path(__file__).parent.parent / "site" / "made.py"
    spec = importlib.util.spec_from_file_location("browser_made", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["browser_made"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(made: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running server."""
    database = made.make_archive(tmp_path_factory.mktemp("browser") / "root")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", _SERVE, str(database), str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        assert process.poll() is None, "the server stopped before it answered"
        try:
            urllib.request.urlopen(address + "/robots.txt", timeout=2)  # noqa: S310 our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not answer within 30 seconds")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without it these tests fail, since nothing else shows what a reader sees.

    For each module anew: while Playwright runs, no other test can start an event loop on this thread.
    """
    executable = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        pytest.fail(
            "Chromium is not installed, and the browser tests need it: "
            "apt-get install chromium fonts-liberation (Debian) or brew install --cask chromium (macOS)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@dataclass
class Reader:
    """A page of the browser, and everything it complained of."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page


@pytest.fixture
def reader(chromium: Browser, site: str) -> Iterator[Any]:
    """Makes readers of a given width, 375 for a phone, with a log of what went wrong."""
    contexts = []

    def make(width: int = 1280, **options: Any) -> Reader:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        context.route("**/*", lambda route: _only_loopback(route, site, made))
        made = Reader(context.new_page(), site)
        made.page.on("console", lambda said: said.type == "error" and made.complaints.append(said.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("dialog", lambda dialog: (made.complaints.append(dialog.message), dialog.dismiss()))
        return made

    yield make
    for context in contexts:
        context.close()


def _only_loopback(route: Any, site: str, made: Reader) -> None:
    if route.request.url.startswith(site):
        route.continue_()
    else:
        made.complaints.append(f"asked for {route.request.url}")
        route.abort()
