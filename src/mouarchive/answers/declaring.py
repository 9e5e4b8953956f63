"""What the newer document's own notes say changed, set beside what was found, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from mouarchive.answers.changes import named
from mouarchive.answers.comparison import Compared
from mouarchive.answers.texts import Source
from mouarchive.archive.database.series import rows_between
from mouarchive.comparing.declared import (
    Declared,
    Finding,
    Undeclared,
    Verb,
    Verdict,
    notes_outside,
    set_beside,
)
from mouarchive.model import Change, ChangeKind, Clause, Comparison, HistoryRow
from mouarchive.words import counted, safe_line

__all__ = [
    "TITLE",
    "UNDECLARED",
    "Beside",
    "Block",
    "Group",
    "Item",
    "beside",
    "blocks",
    "declared_of",
    "in_short",
    "on_changes",
    "once",
    "told",
]

TITLE: Final = "What the document says changed"
UNDECLARED: Final = "Found, not named in any note"
# In the order in which they matter to a reader: heading, and what it means.
_GROUPS: Final = {
    Verdict.NOT_FOUND: ("Declared, not found", "The notes say so, and nothing was found there."),
    Verdict.OTHERWISE: (
        "Declared, found otherwise",
        "Something else was found there than the notes say.",
    ),
    Verdict.FOUND: ("Declared and found", "The notes say so, and so it was found."),
    Verdict.FREE: (
        "Declared without a clause",
        "These notes name no clause: whether they speak of what was found is for a reader to judge.",
    ),
}
_KINDS: Final = {
    ChangeKind.ADDED: "new in the newer version",
    ChangeKind.REMOVED: "not in the newer version",
    ChangeKind.MODIFIED: "changed wording",
    ChangeKind.UNCHANGED: "moved",
}
_SEVERAL: Final = (
    "These are the notes of several versions: what one of them did a later one may have undone, and each "
    "numbers clauses as it was then."
)
_NOTHING: Final = "No change was found that the notes do not name."
_HISTORY: Final = "The newer text says this of itself:"
_LONGEST: Final = 80
"""Letters of a clause's first words, which stand beside its number so that it can be told from others."""


class Item(msgspec.Struct, frozen=True):
    """One line: `quote` is the note's own words (empty for what no note names), `version` whose note it is.

    `changes` are those that bear on it, by place in the comparison.
    """

    quote: str
    version: str
    said: str
    changes: tuple[int, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """The lines of one verdict; `meaning` is one sentence."""

    name: str
    meaning: str
    items: tuple[Item, ...]


class Beside(msgspec.Struct, frozen=True):
    """Both sides in words: the notes as printed, what became of each, what no note names.

    `remarks` are sentences to read with it.
    """

    notes: tuple[HistoryRow, ...]
    groups: tuple[Group, ...]
    undeclared: tuple[Item, ...]
    remarks: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether the notes are of more than one version."""
        return len({row.label for row in self.notes}) > 1


def declared_of(pair: Compared) -> Declared | None:
    """The newer document's notes set beside a comparison; None where there are none, or of two agreements.

    They are the rows of its version history or, where it has none, what it says on its cover or in a note.
    """
    listed = rows_between(pair.new.printed.history, _when(pair.old), _when(pair.new))
    rows = listed or notes_outside(pair.whole, _when(pair.new)[0])
    if not rows or pair.old.agreement != pair.new.agreement:
        return None
    return set_beside(rows, pair.whole)


def _when(source: Source) -> tuple[str, str | None]:
    return source.label or source.printed.label or "", source.dated or source.printed.date


def beside(pair: Compared, name: Callable[[Clause], str] | None = None) -> Beside | None:
    """Both sides in words, clauses called as `name` says; None where there are no notes."""
    declared = declared_of(pair)
    return told(declared, pair.whole, name) if declared else None


def told(declared: Declared, comparison: Comparison, name: Callable[[Clause], str] | None = None) -> Beside:
    """Put it into words; `name` says how clauses are called there, else as people call them."""
    groups = (
        Group(title, meaning, tuple(_item(f) for f in declared.findings if f.verdict is verdict))
        for verdict, (title, meaning) in _GROUPS.items()
    )
    return Beside(
        declared.rows,
        tuple(group for group in groups if group.items),
        tuple(_left(one, comparison.changes[one.change], name or named) for one in declared.undeclared),
        tuple(_remarks(declared)),
    )


def _remarks(declared: Declared) -> Iterator[str]:
    if len({row.label for row in declared.rows}) > 1:
        yield _SEVERAL
    if not declared.undeclared:
        yield _NOTHING
    if declared.small:
        verb = "differs" if declared.small == 1 else "differ"
        clauses = counted(declared.small, "clause")
        yield f"Not listed: {clauses} that {verb} in looks, by a black box, or as a misread scan would."


def _item(finding: Finding) -> Item:
    judged = finding.verdict is not Verdict.FREE or finding.claim.verb is Verb.NOTHING
    said = finding.said if judged else ""
    return Item(
        safe_line(finding.claim.quote),
        safe_line(finding.claim.version),
        safe_line(said),
        finding.changes if finding.named else (),
    )


def _left(one: Undeclared, change: Change, name: Callable[[Clause], str]) -> Item:
    clause = change.new or change.old
    title = " ".join((clause.heading or clause.text).split()).rstrip(".,;:") if clause else ""
    title = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
    inside = f", with {counted(one.inside, 'clause')} inside it" if one.inside else ""
    lead = " ".join(filter(None, (name(clause) if clause else "", title)))
    return Item("", "", f"{safe_line(lead)}: {_KINDS[change.kind]}{inside}", (one.change,))


class Block(msgspec.Struct, frozen=True):
    """A part of the section as every format shows it: a heading, a sentence about it (or none), lines."""

    name: str
    about: str
    lines: tuple[str, ...]


def once(found: Beside) -> tuple[Beside, str]:
    """The same without what would be told twice, and a sentence in its place (empty for nothing).

    Notes that name no clause stand as printed already. Where none names any, nothing can be set beside what
    was found, and the list of changes is not told over again.
    """
    free, meaning = _GROUPS[Verdict.FREE]
    silent = sum(not item.said for group in found.groups for item in group.items)
    if all(group.name == free for group in found.groups) and silent:
        return replace(found, groups=(), undeclared=(), remarks=()), meaning
    told = (replace(group, items=tuple(item for item in group.items if item.said)) for group in found.groups)
    more = f"{counted(silent, 'note')} more {'names' if silent == 1 else 'name'} no clause." if silent else ""
    return replace(found, groups=tuple(group for group in told if group.items)), more


_ROOM = 900
"""Letters about the notes for which a client's page has room."""


def blocks(found: Beside, *, short: bool = False) -> Iterator[Block]:
    """The section, part by part: the notes as printed, what became of each, what no note names.

    `short` is for a client's page: where all of it has no room there, what the notes come to in a sentence.
    """
    told = list(_blocks(found))
    if short and sum(len("".join((block.name, block.about, *block.lines))) for block in told) > _ROOM:
        yield Block(TITLE, f"{in_short(found)}; see the redline.", ())
    else:
        yield from told


def _blocks(found: Beside) -> Iterator[Block]:
    """The section, part by part: the notes as printed, what became of each, what no note names."""
    yield Block(TITLE, _HISTORY, tuple(_note(row) for row in found.notes))
    kept, more = once(found)
    for group in kept.groups:
        lines = tuple(_line(item, several=found.several) for item in group.items)
        yield Block(f"{group.name} ({len(lines):,})", group.meaning, lines)
    if more:
        yield Block("", more, ())
    if kept.undeclared:
        lines = tuple(item.said for item in kept.undeclared)
        yield Block(f"{UNDECLARED} ({len(lines):,})", "", lines)
    if kept.remarks:
        yield Block("", " ".join(kept.remarks), ())


def _note(row: HistoryRow) -> str:
    dated = f" ({row.date})" if row.date else ""
    page = f" (page {row.page})" if row.page else ""
    return safe_line(f"{row.label}{dated}: “{row.note}”{page}")


def _line(item: Item, *, several: bool) -> str:
    whose = f" ({item.version})" if several else ""
    return f"“{item.quote}”{whose}" + (f": {item.said}" if item.said else "")


def in_short(found: Beside) -> str:
    """Both sides as counts: "2 declared and found; 3 found, not named in any note"."""
    parts = [f"{len(group.items):,} {group.name[0].lower()}{group.name[1:]}" for group in found.groups]
    if found.undeclared:
        parts.append(f"{len(found.undeclared):,} {UNDECLARED[0].lower()}{UNDECLARED[1:]}")
    return f"{TITLE}: {'; '.join(parts) or 'nothing'}"


def on_changes(declared: Declared) -> dict[int, str]:
    """For each change by its place: what the notes say of it, or that no note names it."""
    found: dict[int, list[str]] = {at: [UNDECLARED.lower()] for at in declared.unnamed}
    for finding in declared.findings:
        title = _GROUPS[finding.verdict][0].lower()
        for at in finding.changes if finding.named else ():
            found.setdefault(at, []).append(f"{title}: “{finding.claim.quote}” ({finding.claim.version})")
    return {at: "; ".join(dict.fromkeys(said)) for at, said in found.items()}
