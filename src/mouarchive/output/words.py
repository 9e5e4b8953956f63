"""Small pieces of English that listings and redlines share. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mouarchive.model import Change, Comparison
from mouarchive.output.counts import UNKNOWN, UNREDACTED, Counts, count_changes
from mouarchive.output.safe import safe_line

__all__ = ["count", "count_lines", "numbers", "pages", "period", "summary"]

# Counted apart where there are any: neither a change nor the lack of one can be stated of the first.
_ABOUT = {
    UNKNOWN: "blacked out in one of the two",
    UNREDACTED: "shown now, blacked out in the older",
}


def count(number: int, noun: str) -> str:
    """A number and its noun, in the plural where it must be: "1 page", "2 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def pages(found: Iterable[int]) -> str:
    """Pages as people write them: "page 3", "pages 1-4, 7"; nothing for none."""
    ordered = sorted(set(found))
    runs: list[list[int]] = []
    for page in ordered:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if not runs:
        return ""
    listed = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"{'page' if len(ordered) == 1 else 'pages'} {listed}"


def period(start: str | None, end: str | None) -> str:
    """A span of dates, either end of which may not be known: "2015-12-18 to 2016-10-06", "from 2019"."""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def numbers(change: Change) -> str:
    """A change's clause: "15.2.7 → 15.2.6" where its identifier differs, else the one it has."""
    sides = [safe_line(side.eid) for side in (change.old, change.new) if side]
    return " → ".join(dict.fromkeys(sides))


def summary(whole: Comparison) -> str:
    """The counts of a comparison in one sentence, each clause once, those modified by class."""
    said: list[str] = []
    counts = count_changes(whole)
    for name, number in counts.clauses.items():
        if number or name not in _ABOUT:
            inside = _inside(counts, name)
            about = ", ".join(f"{many:,} {sort}" for sort, many in inside.items()) or _ABOUT.get(name)
            if number in inside.values():
                about = f"{'all ' if number > 1 else ''}{next(iter(inside))}"
            said.append(f"{number:,} {name}{f' ({about})' if about else ''}")
    besides = [f"{counts.renumbered:,} renumbered", f"{counts.moved:,} moved"]
    besides += [f"{many:,} {name}" for name, many in _pieces(counts) if many]
    return f"{', '.join(said)}; {', '.join(besides)}"


def count_lines(whole: Comparison) -> Iterator[tuple[str, int]]:
    """The counts of a comparison as names and numbers, one line each."""
    counts = count_changes(whole)
    for name, number in counts.clauses.items():
        if name not in _ABOUT:
            yield name, number
        elif number:
            yield f"{name}: {_ABOUT[name]}", number
        yield from ((f"of these {sort}", many) for sort, many in _inside(counts, name).items())
    yield "renumbered", counts.renumbered
    yield "moved", counts.moved
    yield from ((name, many) for name, many in _pieces(counts) if many)


def _pieces(counts: Counts) -> tuple[tuple[str, int], ...]:
    """Of the added clauses those that came from part of one, of the removed ones those that went into one."""
    return ("split off", counts.split), ("merged", counts.merged)


def _inside(counts: Counts, name: str) -> Mapping[str, int]:
    return {"modified": counts.modified, "unchanged": counts.unchanged}.get(name, {})
