"""One text, many printers: the made set printed by every toolchain at hand, read, and crossed.

    .venv/bin/python bench/printers.py [-v] [--text NAME,...] [--printer NAME,...] [--scans] [--keep FOLDER]

For each toolchain: the clauses found, their text, the text outside clauses; the edits from one version to
the next, printed by it; the same with the newer version printed by the next toolchain; and one version
against the same version by the next toolchain, where every change is false. Toolchains that are not installed
are named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._documents import read_all
from bench._outside import publish
from bench._toolchains import NOTE, TOOLCHAINS, Block, blocks_of, notes_of, print_all

import make_set
from made.scoring import Score, score_clauses, score_step, total
from mouarchive.clauses import segment
from mouarchive.comparing import compare
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause

HEAD = ("segF1", "text", "outside", "events", "crossed", "layout", "marked")


class Printed(NamedTuple):
    """One version by one toolchain: what it should be, and what was read."""

    text: str
    version: int
    printer: str
    blocks: list[Block]
    clauses: tuple[Clause, ...]


class Row(NamedTuple):
    """The figures of one toolchain; `false` and `marked` are changes of so many layout-only `pairs`."""

    read: Score
    outside: tuple[int, int]
    same: Score
    crossed: Score
    false: int
    marked: int
    pairs: int
    mistakes: tuple[str, ...]


def printed(names: list[str], wanted: list[str], folder: Path) -> tuple[list[Printed], list[str]]:
    """Every version of the texts by every toolchain asked for and at hand; and what is missing."""
    texts = [text for text in make_set.texts() if not names or text.name in names]
    chains = [chain for chain in TOOLCHAINS if chain.name in wanted]
    jobs = {
        (text.name, version): blocks_of(text, version)
        for text in texts
        for version in range(1, len(text.versions) + 1)
    }
    missing = list(
        print_all(chains, [(blocks, folder / f"{n}-{v}") for (n, v), blocks in jobs.items()], folder)
    )
    files = {
        (name, version, chain.name): folder / f"{name}-{version}-{chain.name}.pdf"
        for name, version in jobs
        for chain in chains
    }
    files = {key: path for key, path in files.items() if path.exists()}
    plain = [path for path in files.values() if not path.stem.endswith("-scan")]
    read = read_all(plain) | read_all([path for path in files.values() if path not in plain], ocr=True)
    found = [
        Printed(name, version, printer, jobs[name, version], segment(read[path]).clauses)
        for (name, version, printer), path in files.items()
        if path in read
    ]
    return found, missing


def rows(found: list[Printed]) -> Iterator[tuple[str, Row]]:
    """The figures by toolchain, each crossed with the one after it."""
    by_printer: dict[str, dict[tuple[str, int], Printed]] = defaultdict(dict)
    for one in found:
        by_printer[one.printer][one.text, one.version] = one
    order = list(by_printer)
    for printer, after in pairwise([*order, order[0]]):
        yield printer, _row(by_printer[printer], by_printer[after])


def _row(mine: dict[tuple[str, int], Printed], other: dict[tuple[str, int], Printed]) -> Row:
    truths = make_set.truths()
    read, same, crossed, mistakes = [], [], [], []
    outside, false, marked, pairs = [0, 0], 0, 0, 0
    for (name, version), one in mine.items():
        truth = truths[name]
        score = score_clauses(truth.versions[version - 1], defaultdict(int), one.clauses, headed=False)
        read.append(score)
        mistakes += [
            f"{name} {version} | {mistake}" for mistake in score.mistakes if ": page " not in mistake
        ]
        lost = [text for text in _outside(one.blocks) if not _holds(one.clauses, text)]
        outside = [outside[0] + len(_outside(one.blocks)) - len(lost), outside[1] + len(_outside(one.blocks))]
        mistakes += [f"{name} {version} | outside, not found: {text[:60]}" for text in lost]
        for newer, kept, how in ((mine, same, "same"), (other, crossed, "crossed")):
            if (name, version + 1) in newer:
                changes = compare(one.clauses, newer[name, version + 1].clauses).changes
                score = score_step(truth.steps[version - 1], changes)
                kept.append(score)
                mistakes += [f"{name} {version} to {version + 1}, {how} | {it}" for it in score.mistakes]
        if other is not mine and (name, version) in other:
            changes = [
                it for it in compare(one.clauses, other[name, version].clauses).changes if _is_false(it)
            ]
            pairs += 1
            doubts = [it for it in changes if it.change_class is ChangeClass.OCR_LIKE]
            false, marked = false + len(changes) - len(doubts), marked + len(doubts)
            mistakes += [f"{name} {version}, layout | {_told(it)}" for it in changes]
    return Row(
        total(read),
        (outside[0], outside[1]),
        total(same),
        total(crossed),
        false,
        marked,
        pairs,
        tuple(mistakes),
    )


def _outside(blocks: list[Block]) -> list[str]:
    """The text that belongs to no clause: title, front matter, footnotes."""
    first = next((at for at, one in enumerate(blocks) if one.kind == "clause"), len(blocks))
    front = [one for one in blocks[:first] if one.kind in {"title", "front", "table"}]
    cells = [cell for one in front for row in one.rows for cell in row]
    return [*(NOTE.sub("", one.text) for one in front if one.text), *cells, *notes_of(blocks)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _holds(clauses: tuple[Clause, ...], text: str) -> bool:
    return _letters(text) in _letters(" ".join(f"{it.label} {it.heading or ''} {it.text}" for it in clauses))


def _is_false(change: Change) -> bool:
    """Whether a change is one that no printer accounts for: notes and their title come and go with it."""
    kinds = {side.kind for side in (change.old, change.new) if side is not None}
    words = {(side.text or side.heading or "") for side in (change.old, change.new) if side is not None}
    if kinds <= {"footnote"} or words == {"Notes"}:
        return False
    return change.kind is not ChangeKind.UNCHANGED or change.moved or change.renumbered


def _told(change: Change) -> str:
    sides = [side for side in (change.old, change.new) if side is not None]
    said = " > ".join(f"{side.eid} {(side.words or '')[:160]!r}" for side in sides)
    return f"{change.kind}{' moved' * change.moved}: {said}"


def table(found: list[tuple[str, Row]], missing: list[str]) -> list[str]:
    """A row for each toolchain; false changes are counted a pair."""
    lines = ["one text, many printers", f"{'':14}" + "".join(f"{name:>9}" for name in HEAD)]
    for name, row in found:
        cells = (
            row.read.figure("segF1"),
            row.read.figure("text"),
            row.outside[0] / max(1, row.outside[1]),
            row.same.figure("events"),
            row.crossed.figure("events"),
            row.false / max(1, row.pairs),
            row.marked / max(1, row.pairs),
        )
        lines.append(f"{name:14}" + "".join(f"{'-' if it is None else format(it, '.3f'):>9}" for it in cells))
    notes = [
        "layout: false changes a pair, one version by this toolchain and the next; marked: said to be misread"
    ]
    return [*lines, *notes, *missing]


def main() -> None:
    """Print the table, with every mistake where -v asks for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-v", action="store_true", help="list every mistake")
    parser.add_argument("--text", default="", help="only these texts of the made set")
    parser.add_argument("--printer", default="", help="only these toolchains")
    parser.add_argument("--scans", action="store_true", help="a scan too, read by OCR (minutes)")
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    asked = parser.parse_args()
    wanted = [it for it in asked.printer.split(",") if it]
    wanted = wanted or [chain.name for chain in TOOLCHAINS if asked.scans or chain.name != "scan"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found, missing = printed([it for it in asked.text.split(",") if it], wanted, folder)
        scored = list(rows(found))
    lines = table(scored, missing)
    if asked.v:
        lines += [f"  {name} | {mistake}" for name, row in scored for mistake in row.mistakes]
    if asked.v or asked.text or asked.printer:
        print("\n".join(lines))
    else:
        publish("printers", "\n".join(lines))


if __name__ == "__main__":
    main()
