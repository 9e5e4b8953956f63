"""How many lines of each room the fast tests run.

    .venv/bin/python -m pip install coverage
    .venv/bin/python bench/covered.py [-v] [--keep] [TESTS...]

A room is a folder of src/mouarchive; what stands beside the folders is one row. -v lists the lines of each
file that no fast test runs. The child that reads a PDF may write no file and so is not counted: the tests of
`reading` call what it does in their own process too. It takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from _outside import ROOT, publish

FAST = "not slow and not browser and not accuracy and not corpus"
SOURCE = "src/mouarchive"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("tests", nargs="*", default=["tests"], help="only these files or folders of tests")
    parser.add_argument("-v", action="store_true", help="list the lines that no fast test runs")
    parser.add_argument("--keep", action="store_true", help="keep the table in bench/results")
    asked = parser.parse_args()
    if find_spec("coverage") is None:
        sys.exit("coverage is not installed here: .venv/bin/python -m pip install coverage")
    files = run(asked.tests)
    text = "\n".join(table(files))
    if asked.keep:
        publish("covered", text)
    else:
        print(text)
    if asked.v:
        for name, lines in files.items():
            if lines["missing_lines"]:
                print(f"{name}: {', '.join(map(str, lines['missing_lines']))}")


def run(tests: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """Run the fast tests: by file the lines that were run and those that were not."""
    with tempfile.TemporaryDirectory() as folder:
        settings, told = Path(folder, "settings"), Path(folder, "told.json")
        settings.write_text(
            f"[run]\nsource = {SOURCE}\ndata_file = {folder}/data\nparallel = true\nconcurrency = thread\n"
            "    multiprocessing\npatch = subprocess\n",
            encoding="utf-8",
        )
        coverage = [sys.executable, "-m", "coverage"]
        options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-m", FAST, *tests]
        subprocess.run(
            [*coverage, "run", f"--rcfile={settings}", "-m", "pytest", *options], cwd=ROOT, check=False
        )
        subprocess.run([*coverage, "combine", "-q", f"--rcfile={settings}"], cwd=ROOT, check=True)
        subprocess.run([*coverage, "json", "-q", f"--rcfile={settings}", "-o", told], cwd=ROOT, check=True)
        files = json.loads(told.read_bytes())["files"]
    return {name.removeprefix(f"{SOURCE}/"): lines for name, lines in files.items()}


def table(files: Mapping[str, Mapping[str, list[int]]]) -> list[str]:
    """A row a room: its lines of code, those that were run, and their share."""
    rooms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, lines in files.items():
        ran = len(lines["executed_lines"])
        room, apart, _ = name.partition("/")
        for row in (room if apart else "beside the rooms", "all"):
            rooms[row][0] += ran + len(lines["missing_lines"])
            rooms[row][1] += ran
    rows = [f"{'':20}{'lines':>7}{'run':>7}{'share':>8}"]
    order = sorted(rooms, key=lambda room: (room == "all", room == "beside the rooms", room))
    return rows + [
        f"{room:20}{rooms[room][0]:7}{rooms[room][1]:7}{_share(*rooms[room]):>8}" for room in order
    ]


def _share(lines: int, ran: int) -> str:
    """Rounded down: 97.0 % are no less."""
    return f"{ran * 1000 // lines / 10:.1f}%"


if __name__ == "__main__":
    main()
