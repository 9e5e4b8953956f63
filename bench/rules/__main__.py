"""What the hand-set numbers and rules do, and which test would notice if they changed.

    python -m bench.rules [--numbers] [--drops] [--fires] [--chamber NAME] [--name NAME] [--sample N] [--keep]

numbers: each number to half and to one and a half times: does a fast test notice?
drops:   each rule dropped: does a fast test notice?
fires:   each rule dropped: on how many series of documents does that change what is answered?

Kept firings stand in bench/results/firings.txt, a row a rule; those of rules that were not tried stay.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
from collections.abc import Sequence

from bench._outside import publish
from bench.rules.changing import Change, chambers, drops, moves
from bench.rules.firing import Firing, firings, keep
from bench.rules.forking import DIES, HANGS
from bench.rules.noticing import Notice, notices


def main() -> None:
    """Print the tables that are asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules", description=__doc__.split("\n\n")[0])
    parser.add_argument("--numbers", action="store_true", help="which test notices a changed number")
    parser.add_argument("--drops", action="store_true", help="which test notices a dropped rule")
    parser.add_argument("--fires", action="store_true", help="on how many series of documents a rule matters")
    parser.add_argument("--chamber", action="append", help="only this one, or this room (may be repeated)")
    parser.add_argument("--name", action="append", help="only this rule or number (may be repeated)")
    parser.add_argument("--sample", type=int, metavar="N", help="only N changes, the same each time")
    parser.add_argument("--keep", action="store_true", help="keep the tables in bench/results")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many children at a time (2)")
    parser.add_argument("-v", action="store_true", help="say on the way which test noticed what")
    asked = parser.parse_args()
    chosen = [one for one in chambers() if not asked.chamber or {one.name, one.room} & set(asked.chamber)]
    if not chosen:
        sys.exit("no such chamber: " + ", ".join(f"{one.room}/{one.name}" for one in chambers()))
    every = not (asked.numbers or asked.drops or asked.fires)
    wanted: list[Change] = []
    for chamber in chosen:
        wanted += moves(chamber) if asked.numbers or every else ()
        wanted += drops(chamber) if asked.drops or every else ()
    tried = [change for chamber in chosen for change in drops(chamber)] if asked.fires or every else []
    wanted, tried = (
        [one for one in some if not asked.name or one.name in asked.name] for some in (wanted, tried)
    )
    wanted, tried = _sample(wanted, asked.sample), _sample(tried, asked.sample)
    began = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # the children are ended too

    def say(text: str) -> None:
        if asked.v or not text.startswith("  ") or "left out" in text:
            print(text, file=sys.stderr, flush=True)

    if wanted:
        lines = [*_table(list(notices(wanted, say, asked.jobs))), _seconds(began)]
        publish("rules", "\n".join(lines)) if asked.keep else print("\n".join(lines))
    if tried:
        fired = list(firings(tried, say, asked.jobs))
        print("\n".join(_fires(fired)), _seconds(began), sep="\n")
        if asked.keep:
            keep(fired)


def _seconds(began: float) -> str:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"{time.monotonic() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of the processor"


def _sample(changes: list[Change], size: int | None) -> list[Change]:
    if not size or size >= len(changes):
        return changes
    picked = sorted(random.Random(1).sample(range(len(changes)), size))  # noqa: S311 - a sample
    return [changes[at] for at in picked]


def _fires(found: Sequence[Firing]) -> list[str]:
    """A row a rule: the series that ask it, and those that dropping it changes."""
    lines = ["", f"{'rules dropped: series of documents that':48}{'ask':>6}{'change':>8}"]
    for one in found:
        shown = ", ".join(one.changed[:4]) + (" ..." if len(one.changed) > 4 else "")
        lines.append(f"{one.name:48}{len(one.asked):6}{len(one.changed):8}  {shown}")
    for title, idle in (
        ("change nothing anywhere", [one.name for one in found if not one.changed]),
        ("change one series", [one.name for one in found if len(one.changed) == 1]),
    ):
        lines.append(f"{title} ({len(idle)}): {', '.join(idle) or 'none'}")
    return lines


def _table(found: Sequence[Notice]) -> list[str]:
    """A row a chamber, the total, then the names of what nothing notices."""
    names = list(dict.fromkeys(f"{one.change.chamber.room}/{one.change.chamber.name}" for one in found))
    lines = [f"{'':26}{'numbers':>9}{'both':>7}{'one':>7}{'none':>7}{'ways':>7}{'rules':>9}{'noticed':>9}"]
    rows = {name: [one for one in found if _chamber(one) == name] for name in names}
    if len(rows) > 1:
        rows["all"] = list(found)
    for name, notes in rows.items():
        lines.append(f"{name:26}{_counts(notes)}")
    for name in names:
        notes = rows[name]
        for title, listed in (
            ("no test notices", [key for key, ways in _numbers(notes).items() if not any(ways.values())]),
            ("no test notices one way", [
                f"{key} {way}" for key, ways in _numbers(notes).items() if any(ways.values())
                for way, test in ways.items() if not test
            ]),
            ("used by no function that a test calls", sorted({n.change.name for n in notes if not n.tests})),
            ("no test notices the rule dropped", [n.change.name for n in _dropped(notes) if not n.test]),
            ("noticed by a hang or a death alone", [
                f"{n.change.name} {n.change.direction}" for n in notes if n.test in {HANGS, DIES}
            ]),
        ):  # fmt: skip
            if listed:
                lines.append(f"{name}, {title}: {', '.join(listed)}")
    return lines


def _chamber(one: Notice) -> str:
    return f"{one.change.chamber.room}/{one.change.chamber.name}"


def _numbers(notes: Sequence[Notice]) -> dict[str, dict[str, str]]:
    """For each number the first test that noticed, by direction."""
    found: dict[str, dict[str, str]] = {}
    for one in notes:
        if one.change.direction != "dropped":
            found.setdefault(one.change.name, {})[one.change.direction] = one.test
    return found


def _dropped(notes: Sequence[Notice]) -> list[Notice]:
    return [one for one in notes if one.change.direction == "dropped"]


def _counts(notes: Sequence[Notice]) -> str:
    by_chamber: dict[str, list[Notice]] = {}
    for one in notes:
        by_chamber.setdefault(_chamber(one), []).append(one)
    each = [ways for some in by_chamber.values() for ways in _numbers(some).values()]
    ways = [test for one in each for test in one.values()]
    both, none = sum(all(one.values()) for one in each), sum(not any(one.values()) for one in each)
    rules = _dropped(notes)
    noticed = sum(bool(one.test) for one in rules)
    cells = (
        len(each), both, len(each) - both - none, none,
        _share(sum(map(bool, ways)), len(ways)), len(rules), _share(noticed, len(rules)),
    )  # fmt: skip
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, (9, 7, 7, 7, 7, 9, 9), strict=True))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


if __name__ == "__main__":
    main()
