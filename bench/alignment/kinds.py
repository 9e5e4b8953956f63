"""How well splits, merges, moves and rewritten clauses are told, over seeds of one profile."""

from __future__ import annotations

from collections import Counter

from bench.alignment.edits import Case, case

from mouarchive.comparing.alignment import Alignment, align

__all__ = ["table"]

PROFILES = ("typical", "heavy", "segmentation", "said otherwise")


def table(seeds: range, size: int) -> list[str]:
    """Lines: right of reported (precision) and found of true (recall) for each sort of change and profile."""
    lines = [
        "Told apart, over the same seeds: right of those reported | found of those that are there.",
        f"{'':16}{'split':>19}{'merge':>19}{'moved':>19}{'said otherwise':>19}{'another matter':>19}",
    ]
    for name in PROFILES:
        count: Counter[str] = Counter()
        for seed in seeds:
            made = case(name, seed, size)
            _count(count, made, align(made.old, made.new))
        lines.append(f"{name:16}" + "".join(_cell(count, sort) for sort in ("split", "merge", "moved"))
                     + _share(count, "said") + _share(count, "apart"))  # fmt: skip
    lines.append("said otherwise: pairs found of clauses said again in other words")
    lines.append("another matter: clauses kept unpaired of those in whose place another matter was put")
    return lines


def _cell(count: Counter[str], sort: str) -> str:
    right, reported = count[sort + " right"], count[sort + " reported"]
    found, true = count[sort + " found"], count[sort + " true"]
    return f"{f'{right}/{reported} | {found}/{true}':>19}"


def _share(count: Counter[str], sort: str) -> str:
    true = count[sort + " true"]
    return f"{f'{count[sort]}/{true}' if true else '-':>19}"


def _count(count: Counter[str], made: Case, found: Alignment) -> None:
    pairs = {(made.old[p.old].eid, made.new[p.new].eid) for p in found.pairs}
    splits = {(made.old[i].eid, made.new[j].eid) for j, i in found.splits.items()}
    merges = {(made.old[i].eid, made.new[j].eid) for i, j in found.merges.items()}
    for sort, reported, true in (("split", splits, made.splits), ("merge", merges, made.merges)):
        count[sort + " reported"] += len(reported)
        count[sort + " right"] += len(reported & made.truth)
        count[sort + " true"] += len(true)
        count[sort + " found"] += len(true & (pairs | splits | merges))  # either part may be the pair
    _count_moves(count, made, {made.old[p.old].eid for p in found.pairs if p.moved})
    count["said true"] += len(made.restated)
    count["said"] += len(made.restated & pairs)
    count["apart true"] += len(made.replaced)
    count["apart"] += len(made.replaced - {old for old, _ in pairs})


def _count_moves(count: Counter[str], made: Case, moved: set[str]) -> None:
    """Of two swapped clauses one is to be called moved; a carried one that was split or glued is left out."""
    pieces = {old for old, _ in made.splits | made.merges}
    there = {old for old, _ in made.truth} - pieces
    carried, swapped = made.carried & there, {pair for pair in made.swapped if pair <= there}
    either = {eid for pair in made.swapped for eid in pair}
    count["moved reported"] += len(moved - pieces)
    count["moved right"] += len((moved - pieces) & (carried | either))
    count["moved true"] += len(carried) + len(swapped)
    count["moved found"] += len(carried & moved) + sum(bool(pair & moved) for pair in swapped)
