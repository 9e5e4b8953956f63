"""False changes and seconds beside the tools in use today, in one run.

    .venv/bin/python bench/side_by_side.py

On the specimen pair in which one list item was removed, and on five pairs of real documents: `mouarchive
diff`, and on what `pdftotext -layout` gives of the same files `git diff --word-diff`, `wdiff` and the Python
package `redlines`. A tool that is not installed is said to be missing.

What a false change is stands in `_ruler.py`: a clause whose own words stand in both versions equally often,
shown with changed words. Both versions are counted, the older for deletions, the newer for insertions.
Seconds are those of whole processes, from two PDFs to the finished diff: on the clock, and of processor time.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import mouarchive as library
from _outside import ROOT, outside, publish
from _peers import PEERS, Marked, Spent, ours, peer
from _ruler import Tally, Unit, judged, stayed

SPECIMEN = ROOT / "documents" / "specimen-pupil-data"
REAL = (
    ("edi-compsoc--2015-03-04a", "edi-compsoc--2015-03-04b"),
    ("le-sa--v1.4", "le-sa--v1.5"),
    ("fpki-common--v2.4", "fpki-common--v2.5"),
    ("omf-bylaws--v1.42", "omf-bylaws--v1.50"),
    ("hive13-bylaws--2015-01", "hive13-bylaws--2015-08"),
)


@dataclass(frozen=True)
class Case:
    """Two PDFs, their clauses, and which of these have stayed."""

    name: str
    files: tuple[Path, Path]
    units: tuple[list[Unit], list[Unit]]
    same: tuple[list[bool], list[bool]]


def case(name: str, old: Path, new: Path) -> Case:
    """Read both files, and measure what has stayed."""
    a, b = ([Unit(c.eid, c.label, c.words) for c in library.read(path).clauses] for path in (old, new))
    return Case(name, (old, new), (a, b), (stayed(a, b), stayed(b, a)))


def our_tally(made: Case, changes: list[dict]) -> Tally:
    """Count our redline by clauses: what it shows as deleted or inserted, moves and numbers apart."""
    total = Tally()
    for side, units, same, sign in zip(
        ("old", "new"), made.units, made.same, ("delete", "insert"), strict=True
    ):
        shown = {
            change[side]["id"] for change in changes
            if change[side] and change["kind"] != "unchanged"
            and any(op == sign and text.strip() for op, text in change["diff"])
        }  # fmt: skip
        numbers = {change[side]["id"] for change in changes if change[side] and change["renumbered"]}
        kept = {unit.eid for unit, is_same in zip(units, same, strict=True) if is_same}
        total += Tally(len(kept), len(kept & shown), len(kept & numbers - shown))
    return total


def peer_tally(made: Case, old: Marked, new: Marked) -> Tally:
    """Count a word diff of the whole texts by the same clauses."""
    return judged(made.units[0], made.same[0], old) + judged(made.units[1], made.same[1], new)


def row(tool: str, found: Tally, marked: int, spent: Spent) -> str:
    """Lay out one tool's figures on one case."""
    share = f"{100 * found.false / found.stayed:6.2f} %" if found.stayed else "-"
    return f"  {tool:22}{found.false:7}{share:>10}{found.number:9}{marked:8}{spent.wall:8.2f}{spent.cpu:8.2f}"


def measured(made: Case) -> list[str]:
    """Run every tool on one case."""
    spent, said = ours(*made.files)
    words = sum(
        len(text.split())
        for change in said["changes"] if change["kind"] != "unchanged"
        for op, text in change["diff"] if op != "equal"
    )  # fmt: skip
    found = our_tally(made, said["changes"])
    lines = [f"{made.name}: {found.stayed} clauses stayed", row("mouarchive", found, words, spent)]
    with tempfile.TemporaryDirectory() as name:
        for tool in PEERS:
            result = peer(tool, *made.files, Path(name))
            if isinstance(result, str):
                lines.append(f"  {tool:22}{result}")
                continue
            taken, old, new = result
            marked = sum(old.changed) + sum(new.changed)
            lines.append(row(tool, peer_tally(made, old, new), marked, taken))
    return lines


def main() -> None:
    """Print the table."""
    pairs = [
        ("removed list item (specimen 1.0, 2.1)",
         SPECIMEN / "20151218-final-v1.0-redacted.pdf", SPECIMEN / "20161007-final-v2.1-redacted.pdf"),
    ]  # fmt: skip
    corpus = outside("MOUARCHIVE_CORPUS", "corpus") / "pdf"
    pairs += [
        (f"{old}, {new.split('--')[1]}", corpus / f"{old}.pdf", corpus / f"{new}.pdf") for old, new in REAL
    ]
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores; one run each, whole processes",
        f"  {'':22}{'false':>7}{'share':>10}{'number':>9}{'marked':>8}{'s':>8}{'cpu s':>8}",
    ]
    for name, old, new in pairs:
        print(name, file=sys.stderr)
        lines += measured(case(name, old, new))
    lines += [
        "false: clauses whose own words stand in both versions, shown with changed words",
        "number: such clauses of which only the number is marked; marked: words deleted and inserted in all",
    ]
    publish("side_by_side", "\n".join(lines))


if __name__ == "__main__":
    main()
