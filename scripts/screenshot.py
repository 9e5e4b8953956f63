#!/usr/bin/env python3
"""Take docs/site.png: the phrase page of the specimen series, as a reader at a desk sees it.

Usage: python scripts/screenshot.py [ADDRESS-ON-THE-SITE]
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/phrases/?q=%28once+collected%29+nationality&agreement=specimen-pupil-data"
PATIENCE = 120.0  # seconds until the site answers, building the database first where needed
SIZE = {"width": 1200, "height": 900}


def browser() -> str:
    """The system's Chromium. Raises SystemExit where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("no Chromium here; make test installs it")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Return as soon as the site answers. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {PATIENCE:.0f} s")


def take(address: str, target: Path) -> None:
    """Draw the top of a page into a PNG."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        page.screenshot(path=target)
        chromium.close()


if __name__ == "__main__":
    port = free_port()
    command = [sys.executable, "-m", "mouarchive", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            take(f"http://127.0.0.1:{port}{(sys.argv[1:] or [PAGE])[0]}", ROOT / "docs" / "site.png")
        finally:
            server.terminate()
