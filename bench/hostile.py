"""Hostile files through every command that reads one: what each did, in how long, with how much memory.

    .venv/bin/python bench/hostile.py [COUNT [SECONDS]]

Files come from the tests' generator. Each is shown, checked, compared with a sound file, added to an archive
of its own and built there; then come the pairs made to defeat comparison. Right is: an answer, or one plain
line; no traceback, no control byte, no process left; time and memory (of all processes together) as promised.
"""

from __future__ import annotations

import collections
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from _outside import ROOT, mouarchive, publish

sys.path.insert(0, str(ROOT / "tests"))
import hostile

MOST_SECONDS = 45
MOST_BYTES = 1_200_000_000
PATIENCE = 100  # seconds, after which a command is ended
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Outcome(NamedTuple):
    """How one command ended; `faults` are the promises it broke."""

    command: str
    seconds: float
    size: int
    status: int
    faults: tuple[str, ...]


def main() -> None:
    """Run all files and print a table by kind and command."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    until = time.monotonic() + (float(sys.argv[2]) if len(sys.argv) > 2 else 1e9)
    found: dict[str, list[Outcome]] = collections.defaultdict(list)
    done = 0
    for name, data in hostile.files(count):
        if time.monotonic() > until:
            break
        found[name.rpartition("-")[0]] += tried(name, data)
        done += 1
    for kind in hostile.PAIRS:
        if time.monotonic() < until:
            found[f"pair {kind}"] += compared(*hostile.pair(kind))
    publish("hostile", "\n".join([*table(found), f"{done} files of {count}"]))


def tried(name: str, data: bytes) -> list[Outcome]:
    """One file through show, check, diff, add and build."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / name).write_bytes(data)
        (place / "sound.pdf").write_bytes(
            hostile.text_pages([f"{n}. Data of party {n}." for n in range(1, 40)])
        )
        kept = place / "archive"
        kept.mkdir()
        run(kept, "init")
        described = ("--agreement", "made", "--title", "Made", "--party", "A", "--label", "1.0")
        return [
            run(place, "show", name, "--format", "json"),
            run(place, "check", name),
            run(place, "diff", "sound.pdf", name),
            run(kept, "add", f"../{name}", *described),
            run(kept, "build"),
        ]


def compared(older: bytes, newer: bytes) -> list[Outcome]:
    """A pair of versions through diff."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.pdf").write_bytes(older)
        (Path(folder) / "b.pdf").write_bytes(newer)
        return [run(Path(folder), "diff", "a.pdf", "b.pdf")]


def run(place: Path, *arguments: str) -> Outcome:
    """Run one command there and hold it to what is promised."""
    begun, peak = time.monotonic(), 0
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        process = subprocess.Popen(
            [mouarchive(), *arguments], cwd=place, stdin=subprocess.DEVNULL, stdout=said, stderr=complained
        )
        ender = threading.Timer(PATIENCE, process.kill)
        ender.start()
        family: set[int] = set()
        while process.poll() is None:
            now = offspring(process.pid)
            family |= now
            peak = max(peak, sum(map(resident, now)))
            time.sleep(1 / 20)
        ender.cancel()
        seconds = time.monotonic() - begun
        said.seek(0)
        complained.seek(0)
        out, words = said.read(), complained.read()
    left = [pid for pid in family - {process.pid} if resident(pid)]
    faults = {
        "traceback": b"Traceback" in words,
        "control byte": CONTROLS.search(out + words),
        "more than a line": process.returncode and len(words.splitlines()) != 1 and arguments[0] != "check",
        "time": seconds > MOST_SECONDS,
        "memory": peak > MOST_BYTES,
        "process left": left,
        "killed": process.returncode < 0,
    }
    broken = tuple(name for name, fault in faults.items() if fault)
    return Outcome(arguments[0], seconds, peak, process.returncode, broken)


def offspring(first: int) -> set[int]:
    """A process and all that come from it."""
    children = collections.defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError, IndexError):
                stat = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                children[int(stat[1])].append(int(folder.name))
    found, waiting = {first}, [first]
    while waiting:
        waiting += children[waiting.pop()]
        found |= set(waiting)
    return found


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 where it is gone."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        words = Path(f"/proc/{process}/statm").read_text("ascii").split()
        return int(words[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def table(found: dict[str, list[Outcome]]) -> list[str]:
    """One line a kind: runs, how many answered, the longest, the largest, what was broken and by what."""
    lines = [f"{'kind':20}{'runs':>6}{'answered':>10}{'most s':>8}{'most MB':>9}  broken"]
    for kind, outcomes in found.items():
        broken = collections.Counter(f"{one.command}: {fault}" for one in outcomes for fault in one.faults)
        answered = sum(one.status == 0 for one in outcomes)
        seconds, size = max(one.seconds for one in outcomes), max(one.size for one in outcomes)
        said = ", ".join(f"{fault} {count}" for fault, count in sorted(broken.items())) or "-"
        lines.append(f"{kind:20}{len(outcomes):6}{answered:10}{seconds:8.1f}{size / 1e6:9.0f}  {said}")
    every = [one for outcomes in found.values() for one in outcomes]
    return [*lines, f"{len(every)} runs, {sum(bool(one.faults) for one in every)} of them break a promise"]


if __name__ == "__main__":
    main()
