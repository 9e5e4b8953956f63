"""Print F1 of clause pairs per profile and method, then CPU time as documents grow.

Example:
    python -m bench.alignment                      # ten seeds of 300 clauses, growth to 10,000
    python -m bench.alignment --small --json       # the twin that the tests run
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from math import log

from bench.alignment.edits import PROFILES, case
from bench.alignment.methods import METHODS

from mouarchive.comparing import compare


def score(name: str, seeds: range, size: int) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each method on one profile, and a digest of our pairs."""
    out: dict[str, dict[str, float]] = {}
    for method, pairing in METHODS.items():
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


def growth(sizes: tuple[int, ...]) -> list[tuple[int, float, float, float]]:
    """Clauses, CPU seconds to align, CPU seconds to compare with redlines, F1; typical edits."""
    rows = []
    for size in sizes:
        made = case("typical", 0, size)
        start = time.process_time()
        pairs = METHODS["mouarchive"](made.old, made.new)
        middle = time.process_time()
        compare(made.old, made.new)
        end = time.process_time()
        good = len(pairs & made.truth)
        rows.append((len(made.old), middle - start, end - middle, 2 * good / (len(pairs) + len(made.truth))))
    return rows


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
    table = {name: score(name, seeds, size) for name in PROFILES}
    if options.json:
        f1 = {
            name: {method: round(row["f1"], 4) for method, row in rows.items()}
            for name, rows in table.items()
        }
        print(json.dumps({"f1": f1, "digest": digest(seeds, size)}))
        return
    print(f"F1 of clause pairs, {len(seeds)} seeds of about {size} clauses (CPU ms a pair of versions)")
    print(f"{'':16}" + "".join(f"{method:>20}" for method in METHODS))
    for name, rows in table.items():
        print(f"{name:16}" + "".join(f"{row['f1']:>13.3f} ({row['ms']:4.0f})" for row in rows.values()))
    if options.small:
        return
    print("\nclauses  align s  compare s  F1     growth (power of n)")
    before: tuple[int, float] | None = None
    for clauses, seconds, whole, f1 in growth((100, 300, 1_000, 3_000, 10_000)):
        power = log(seconds / before[1]) / log(clauses / before[0]) if before else 0.0
        print(
            f"{clauses:7} {seconds:8.3f} {whole:10.3f}  {f1:.3f}  {power:.2f}"
            if before
            else f"{clauses:7} {seconds:8.3f} {whole:10.3f}  {f1:.3f}"
        )
        before = (clauses, seconds)


if __name__ == "__main__":
    main()
