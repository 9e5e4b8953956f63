"""Print F1 of clause pairs per profile and method, then CPU time as documents grow.

Example:
    python -m bench.alignment                      # ten seeds of 300 clauses, growth; kept in results
    python -m bench.alignment --small --json       # the twin that the tests run
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import platform
import time
import tracemalloc
from collections.abc import Iterable
from math import log
from pathlib import Path

from bench.alignment import kinds
from bench.alignment.edits import PROFILES, Case, case
from bench.alignment.methods import METHODS

from mouarchive.comparing import compare

RESULTS = Path(__file__).resolve().parents[1] / "results"
LIMITS = {1_000: 0.15, 10_000: 2.5}
"""CPU seconds that comparing so many clauses may take."""

PROTOTYPE = {
    "typical": 1.000,
    "heavy": 0.989,
    "rewrite": 0.977,
    "ocr": 0.994,
    "segmentation": 0.996,
    "restructured": 1.000,
    "twins": 0.998,
    "heavy twins": 0.985,
    "hierarchy lost": 0.956,
}
"""F1 of the prototype that was measured before this was written, on edits of the same kinds."""


def score(
    name: str, seeds: range, size: int, methods: Iterable[str] = tuple(METHODS)
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 (0..1) and CPU milliseconds of each method on one profile."""
    out: dict[str, dict[str, float]] = {}
    for method in methods:
        pairing = METHODS[method]
        right = wrong = missed = 0
        seconds = 0.0
        for seed in seeds:
            made = case(name, seed, size)
            start = time.process_time()
            pairs = pairing(made.old, made.new)
            seconds += time.process_time() - start
            good = pairs & made.truth
            right += len(good)
            wrong += sum(not made.either(*pair) for pair in pairs - good)
            missed += len(made.truth) - len(good)
        precision, recall = right / (right + wrong), right / (right + missed)
        out[method] = {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall),
            "ms": 1000 * seconds / len(seeds),
        }
    return out


def digest(seeds: range, size: int) -> str:
    """Hash of all our pairs with their rules: the same in every run, whatever the hash seed."""
    total = hashlib.sha256()
    for name in PROFILES:
        for seed in seeds:
            made = case(name, seed, size)
            for change in compare(made.old, made.new).changes:
                total.update(repr(change).encode())
    return total.hexdigest()


def turned(seeds: range, size: int) -> list[str]:
    """Profile and seed of the cases in which old and new swapped do not give the same pairs."""
    ours, found = METHODS["mouarchive"], []
    for name in PROFILES:
        for seed in seeds:
            made = case(name, seed, size)
            if ours(made.old, made.new) != {(old, new) for new, old in ours(made.new, made.old)}:
                found.append(f"{name}/{seed}")
    return found


def growth(sizes: tuple[int, ...]) -> list[str]:
    """One line a size: clauses, CPU seconds to align and to compare, memory, F1; typical edits.

    Memory is the most that one comparison holds at once beyond the two versions themselves, in MB.
    """
    lines = [f"{'clauses':>7} {'align s':>8} {'compare s':>10} {'limit s':>8} {'MB':>7} {'F1':>6}  growth"]
    before: tuple[int, float] | None = None
    for size in sizes:
        made = case("typical", 0, size)
        start = time.process_time()
        pairs = METHODS["mouarchive"](made.old, made.new)
        middle = time.process_time()
        compare(made.old, made.new)
        whole = time.process_time() - middle
        f1 = 2 * len(pairs & made.truth) / (len(pairs) + len(made.truth))
        clauses, limit = len(made.old), LIMITS.get(size)
        lines.append(
            f"{clauses:7} {middle - start:8.3f} {whole:10.3f} {limit or '':>8} {_memory(made):7.1f} {f1:6.3f}"
            + (f"  n^{log(whole / before[1]) / log(clauses / before[0]):.2f}" if before else "")
        )
        before = (clauses, whole)
    return lines


def _memory(made: Case) -> float:
    gc.collect()
    tracemalloc.start()
    compare(made.old, made.new)
    top = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return top / 1e6


def table(seeds: range, size: int) -> list[str]:
    """F1 of each profile and method as lines, beside what the prototype reached on edits of the same kind."""
    lines = [
        f"F1 of clause pairs, {len(seeds)} seeds of about {size} clauses (CPU ms a pair of versions).",
        "prototype: what the experiments before this program reached, with their generator and their text.",
    ]
    if "redlines" not in METHODS:
        lines.append("redlines is missing here (pip install redlines==0.6.2 typing-extensions): not compared")
    lines.append(f"{'':16}" + "".join(f"{method:>20}" for method in METHODS) + f"{'prototype':>12}")
    for name in PROFILES:
        rows = score(name, seeds, size)
        known = f"{PROTOTYPE[name]:.3f}" if name in PROTOTYPE else "-"
        cells = "".join(f"{row['f1']:>13.3f} ({row['ms']:4.0f})" for row in rows.values())
        lines.append(f"{name:16}{cells}{known:>12}")
    return lines


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--small", action="store_true", help="two seeds of 120 clauses, no growth")
    parser.add_argument("--json", action="store_true", help="scores and digest as JSON")
    options = parser.parse_args()
    seeds = range(options.first_seed, options.first_seed + (2 if options.small else options.seeds))
    size = 120 if options.small else options.size
    if options.json:
        methods = [method for method in METHODS if method != "redlines"]  # the same whether installed or not
        found = {name: score(name, seeds, size, methods) for name in PROFILES}
        f1 = {name: {key: round(row["f1"], 4) for key, row in rows.items()} for name, rows in found.items()}
        told = {"f1": f1, "digest": digest(seeds, size), "turned": turned(seeds, size)}
        print(json.dumps(told))
        return
    lines = table(seeds, size)
    if options.small:
        print("\n".join(lines))
        return
    lines += ["", *kinds.table(seeds, size)]
    lines += ["", f"Python {platform.python_version()}, {os.cpu_count()} cores; typical edits"]
    lines += growth((100, 300, 1_000, 3_000, 10_000))
    text = "\n".join(lines)
    print(text)
    if options.first_seed == 0 and options.size == 300 and options.seeds == 10:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "alignment.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
