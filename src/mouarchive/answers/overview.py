"""What heads several redlines at once: a table of the series, or of the pairs of two folders. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from mouarchive.answers.changes import count_changes
from mouarchive.answers.comparison import Compared, Folders, Redlines
from mouarchive.answers.texts import Source
from mouarchive.words import counted, listed, safe_line

__all__ = ["Line", "Overview", "lines", "overview"]


class Line(msgspec.Struct, frozen=True):
    """One version of a series: its text, and what differs from the held one before.

    `classes` counts the changed clauses by their class, None where there is nothing before it; `moved` those
    whose place alone differs; `missing` are the labels between the two whose text is not held.
    """

    source: Source
    classes: Mapping[str, int] | None = None
    moved: int = 0
    missing: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[int, int]:
        """How many clauses and how many passages were read."""
        passages = sum(clause.passage for clause in self.source.clauses)
        return len(self.source.clauses) - passages, passages

    @property
    def read(self) -> str:
        """What was read of it: "165 clauses, 30 passages", and the pages where not all of them were."""
        clauses, passages = self.units
        said = [counted(clauses, "clause"), counted(passages, "passage")]
        one = self.source
        if one.pages_read is not None and one.pages_read < one.pages:
            said.append(f"{one.pages_read} of {counted(one.pages, 'page')} read")
        return ", ".join(said)

    @property
    def changed(self) -> str:
        """What differs from the version before, by class."""
        if self.classes is None:
            return "none before it here"
        said = [f"{number:,} {name}" for name, number in self.classes.items()]
        said += [f"{self.moved:,} moved"] if self.moved else []
        return ", ".join(said) or "no difference"


class Overview(msgspec.Struct, frozen=True):
    """A table of ours that heads several redlines; a reader must beware of `warning`, `remarks` say more."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    warning: str = ""
    remarks: tuple[str, ...] = ()


def lines(answer: Redlines) -> tuple[Line, ...]:
    """The versions of a series of redlines, oldest first; a text before none of them has no classes."""
    return tuple(_lines(answer))


def _lines(answer: Redlines) -> Iterator[Line]:
    last: str | None = None
    for pair in answer.pairs:
        if pair.old.key != last:  # the first of the series, or behind a pair that was not asked for
            yield Line(pair.old)
        yield _line(pair)
        last = pair.new.key


def _line(pair: Compared) -> Line:
    counts = count_changes(pair.whole)
    missing = tuple(one.label for one in pair.in_between if not one.held)
    return Line(pair.new, counts.classes, counts.moved, missing)


_SIDES = {"old": "older", "new": "newer"}


def _of_folders(found: Folders) -> Overview:
    rows = tuple((safe_line(one.old), safe_line(one.new), one.why) for one in found.pairs)
    sides = {"old": safe_line(found.old), "new": safe_line(found.new)}
    remarks = tuple(
        f"{safe_line(one.file)} of the {_SIDES[one.side]} folder, {sides[one.side]}: {safe_line(one.why)}."
        for one in found.lone
    )
    told = counted(len(found.pairs), "pair", "pairs") if found.pairs else "No pair"
    warning = f"{counted(len(remarks), 'file')} compared with none." if remarks else ""
    header = ("older", "newer", "why a pair")
    return Overview(f"{told} of files, by what they say", header, rows, warning, remarks)


_HEADER = ("version", "dated", "public", "read", "against the one before", "between, not held")


def overview(answer: Redlines) -> Overview | None:
    """The table that heads the redlines of a series, or of two folders; None for a single pair."""
    if answer.folders is not None:
        return _of_folders(answer.folders)
    if answer.series is None:
        return None
    rows = tuple(
        (
            safe_line(one.source.label or one.source.name),
            one.source.dated or "?",
            one.source.disclosed or "?",
            one.read,
            one.changed,
            ", ".join(map(safe_line, one.missing)) or "none",
        )
        for one in lines(answer)
    )
    beyond = [safe_line(label) for label in answer.beyond]
    what = "whose text is not held" if len(beyond) == 1 else "whose texts are not held"
    warning = f"Before or after these: {listed(beyond)}, {what}." if beyond else ""
    return Overview("The series", _HEADER, rows, warning)
