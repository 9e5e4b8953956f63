"""Diff tools in use today, each run on the text that `pdftotext -layout` gives, and what they mark."""

from __future__ import annotations

import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from _outside import mouarchive

__all__ = ["PEERS", "Marked", "Spent", "ours", "peer"]

PATIENCE = 300
"""Seconds after which a tool is given up."""

Runs = Iterable[tuple[str, str]]
"""A redline of whole texts: ("=", "-" or "+", text), in order."""


@dataclass(frozen=True)
class Marked:
    """The words of one version in order, and which of them the tool marks as changed."""

    words: list[str]
    changed: list[bool]


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock, and of processor time in all processes."""

    wall: float
    cpu: float


class _Watch:
    def __init__(self) -> None:
        self._start = time.perf_counter(), self._used()

    @staticmethod
    def _used() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def read(self) -> Spent:
        return Spent(time.perf_counter() - self._start[0], self._used() - self._start[1])


def ours(old: Path, new: Path) -> tuple[Spent, dict[str, list[dict[str, object]]]]:
    """What `mouarchive diff` takes, PDFs in and JSON out, and what it says."""
    watch = _Watch()
    done = _run([str(mouarchive()), "diff", str(old), str(new), "--format", "json"])
    spent = watch.read()
    if done.returncode:
        sys.exit(done.stderr)
    return spent, json.loads(done.stdout)


def peer(name: str, old: Path, new: Path, folder: Path) -> tuple[Spent, Marked, Marked] | str:
    """What it takes from PDFs to a word diff, and both versions as marked; or why there is no figure."""
    reason = _missing(name)
    if reason:
        return reason
    watch = _Watch()
    for pdf, text in ((old, "old.txt"), (new, "new.txt")):
        _run(["pdftotext", "-layout", str(pdf), str(folder / text)])
    try:
        runs = list(PEERS[name](folder))
    except subprocess.TimeoutExpired:
        return f"over {PATIENCE} s"
    spent = watch.read()
    return spent, _side(runs, "-"), _side(runs, "+")


def _run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    folder = more.pop("cwd", None)
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False, cwd=folder,
        env={**os.environ, **more},
    )  # fmt: skip


def _missing(name: str) -> str:
    if shutil.which("pdftotext") is None:
        return "pdftotext is missing"
    if name == "redlines":
        done = _run([sys.executable, "-c", "import redlines"])
        return "missing (pip install redlines==0.6.2 typing-extensions)" if done.returncode else ""
    tool = name.split(maxsplit=1)[0]
    return "" if shutil.which(tool) else f"missing (Debian package {tool})"


def _side(runs: Runs, mark: str) -> Marked:
    """One version's words; a word of which a part is marked is marked."""
    words: list[str] = []
    changed: list[bool] = []
    open_word = False
    for sign, text in runs:
        if sign not in {"=", mark} or not text:
            continue
        for between, group in itertools.groupby(text, str.isspace):
            part = "".join(group)
            if between:
                open_word = False
            elif open_word:
                words[-1] += part
                changed[-1] |= sign == mark
            else:
                words.append(part)
                changed.append(sign == mark)
                open_word = True
    return Marked(words, changed)


# ------------------------------------------------------------------ the tools


def _git(folder: Path) -> Runs:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000", "old.txt", "new.txt"]
    lines = _run(command, cwd=str(folder)).stdout.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("@@")]
    if not starts:
        yield "=", (folder / "old.txt").read_text(errors="replace")
        return
    for line in lines[starts[0] + 1 :]:
        sign = {" ": "=", "-": "-", "+": "+"}.get(line[:1])
        yield (sign, f"{line[1:]} ") if sign else ("=", "\n")


_OPEN = {"\x01": "-", "\x03": "+"}


def _wdiff(folder: Path) -> Runs:
    command = ["wdiff", "-w", "\x01", "-x", "\x02", "-y", "\x03", "-z", "\x04", "old.txt", "new.txt"]
    return _bracketed(_run(command, cwd=str(folder)).stdout)


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    sign, begin = "=", 0
    for at, char in enumerate(text):
        if char in "\x01\x02\x03\x04":
            yield sign, text[begin:at]
            sign, begin = _OPEN.get(char, "="), at + 1
    yield sign, text[begin:]


_REDLINES = """
import json, pathlib, sys
from redlines import Redlines
found = Redlines(*(pathlib.Path(name).read_text(errors="replace") for name in ("old.txt", "new.txt")))
old, new = ([], []) if not found.opcodes else (
    found._diff_ops[0].source_chunk.text, found._diff_ops[0].test_chunk.text)
runs = []
for tag, i, k, j, m in found.opcodes:
    if tag == "equal":
        runs.append(("=", "".join(old[i:k])))
    else:
        runs += [("-", "".join(old[i:k])), ("+", "".join(new[j:m]))]
json.dump(runs, sys.stdout)
"""


def _redlines(folder: Path) -> Runs:
    done = _run([sys.executable, "-c", _REDLINES], cwd=str(folder))
    return [(sign, text.replace("¶", " ")) for sign, text in json.loads(done.stdout)]


PEERS: dict[str, Callable[[Path], Runs]] = {
    "git diff --word-diff": _git,
    "wdiff": _wdiff,
    "redlines": _redlines,
}
