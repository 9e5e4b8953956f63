"""Small pieces of English that listings and redlines share. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mouarchive.model import Change, ChangeKind, Comparison
from mouarchive.output.safe import safe_line

__all__ = ["count", "numbers", "pages", "period", "summary"]


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
    """The counts of a comparison in one sentence, those of its modified clauses by class."""
    classes = Counter(
        change.change_class.value
        for change in whole.changes
        if change.kind is ChangeKind.MODIFIED and change.change_class
    )
    sorts = ", ".join(f"{number} {name}" for name, number in sorted(classes.items()))
    modified = f"{whole.count(ChangeKind.MODIFIED)} modified" + (f" ({sorts})" if sorts else "")
    return (
        f"{whole.count(ChangeKind.REMOVED)} removed, {whole.count(ChangeKind.ADDED)} added, {modified}, "
        f"{whole.count(ChangeKind.UNCHANGED)} unchanged; {whole.renumbered} renumbered, {whole.moved} moved"
    )
