"""Where the benchmarks find what is not part of the project."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"


def at_hand(variable: str, folder: str) -> Path | None:
    """Return the folder named by the environment, or the one beside the checkout, where there is one."""
    path = Path(os.environ.get(variable) or ROOT.parent / "shared" / folder)
    return path if path.is_dir() else None


def outside(variable: str, folder: str) -> Path:
    """Return the folder named by the environment, or the one beside the checkout; else say so and stop."""
    path = at_hand(variable, folder)
    if path is None:
        sys.exit(f"{folder}: not here; set {variable} to its folder")
    return path


def mouarchive() -> Path:
    """Return the command of this environment: what is measured is what a user runs."""
    beside = Path(sys.executable).with_name("mouarchive")
    found = beside if beside.exists() else Path(shutil.which("mouarchive") or "mouarchive")
    if not found.exists():
        sys.exit("mouarchive is not installed here: run `make check` once, then .venv/bin/python bench/...")
    return found


def publish(name: str, text: str) -> None:
    """Print a result and keep it under bench/results: a claim in the docs has its figures beside it."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    print(text)
