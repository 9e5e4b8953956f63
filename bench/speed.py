"""Speed, in one command: whole processes, CPU seconds of the process and its children, as ratios in one run.

    .venv/bin/python bench/speed.py [--runs 5]

Measures `mouarchive diff` of two 18-page PDFs from a cold start beside `pdftotext -layout` twice followed by
`git diff --word-diff` on the same files, and `mouarchive build` of documents/ from nothing (no OCR) beside
`pdftotext -layout` and `git diff --word-diff` over the same copies and pairs. Then what a page costs beside
`pdftotext -layout`: to lines and to finished clauses over the corpus' long files, as a picture, by OCR; and
the reader's peak memory over the corpus.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import _pages
from _outside import ROOT, mouarchive, publish

SERIES = ROOT / "documents" / "specimen-pupil-data"
OLD, NEW, SCAN = "1.0", "2.1", "2.0"


def specimen(label: str) -> Path:
    """Return the first copy held of a version of the specimen series."""
    record = tomllib.loads((SERIES / "agreement.toml").read_text())
    version = next(v for v in record["version"] if v["label"] == label)
    return SERIES / version["copy"][0]["file"]


def held_pdfs() -> list[Path]:
    """Return every PDF of documents/."""
    return sorted((ROOT / "documents").rglob("*.pdf"))


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Return (wall seconds, CPU seconds of all children) of one call."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(run: Callable[[], None], runs: int) -> tuple[float, float]:
    """Return the medians of wall and CPU seconds after one uncounted run."""
    run()
    figures = [timed(run) for _ in range(runs)]
    return statistics.median(f[0] for f in figures), statistics.median(f[1] for f in figures)


def call(*command: object, cwd: Path | None = None, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command silently; stop the benchmark where it fails."""
    done = subprocess.run([str(c) for c in command], capture_output=True, cwd=cwd, check=False)
    if done.returncode not in codes:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[-800:]}")


def peer_diff(old: Path, new: Path, folder: Path) -> None:
    """Do what people do today: two text dumps and a word diff."""
    call("pdftotext", "-layout", old, folder / "old.txt")
    call("pdftotext", "-layout", new, folder / "new.txt")
    call("git", "diff", "--no-index", "--word-diff", "old.txt", "new.txt", cwd=folder, codes=(0, 1))


def peer_build(pdfs: list[Path], folder: Path) -> None:
    """Dump every copy's text and word-diff each with the next."""
    names = []
    for number, pdf in enumerate(pdfs):
        names.append(f"{number}.txt")
        call("pdftotext", "-layout", pdf, folder / names[-1])
    for old, new in itertools.pairwise(names):
        call("git", "diff", "--no-index", "--word-diff", old, new, cwd=folder, codes=(0, 1))


def cold_build(folder: Path) -> None:
    """Build the database of a copy of documents/ from nothing, with no OCR engine in reach."""
    shutil.rmtree(folder / "db", ignore_errors=True)
    env = {**os.environ, "MOUARCHIVE_OCR": "off"}
    done = subprocess.run([str(mouarchive()), "build"], cwd=folder, env=env, capture_output=True, check=False)
    if not (folder / "db" / "mouarchive.db").exists():
        sys.exit(f"build failed: {done.stderr.decode(errors='replace')[-800:]}")


def row(name: str, ours: tuple[float, float], peer: tuple[float, float], limit: float) -> str:
    """Lay out one comparison."""
    return (
        f"{name:34}{ours[0]:9.2f}{ours[1]:9.2f}{peer[0]:9.2f}{peer[1]:9.2f}"
        f"{ours[0] / peer[0]:9.1f}{ours[1] / peer[1]:9.1f}{limit:9.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    old, new = specimen(OLD), specimen(NEW)
    pdfs = held_pdfs()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "documents", folder / "documents")
        diff = medians(lambda: call(mouarchive(), "diff", old, new, codes=(0,)), runs)
        diff_peer = medians(lambda: peer_diff(old, new, folder), runs)
        build = medians(lambda: cold_build(folder), max(1, runs // 2))
        build_peer = medians(lambda: peer_build(pdfs, folder), max(1, runs // 2))
        pages = list(_pages.rows(new, specimen(SCAN), folder, runs))
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of whole processes",
        "peer = pdftotext -layout + git diff --word-diff on the same files",
        f"{'':34}{'wall s':>9}{'cpu s':>9}{'peer':>9}{'peer cpu':>9}{'x wall':>9}{'x cpu':>9}{'limit s':>9}",
        row(f"diff {OLD} {NEW} (18 + 18 pages)", diff, diff_peer, 2),
        row(f"build documents/ ({len(pdfs)} PDFs), no OCR", build, build_peer, 20),
        "",
        "peer = pdftotext -layout on the same pages",
        *pages,
    ]
    publish("speed", "\n".join(lines))


if __name__ == "__main__":
    main()
