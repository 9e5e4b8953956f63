"""A clause's course through the versions for a terminal, a pipe or a plain file. Loads rich."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from mouarchive.archive.database.rows import LineageRow
from mouarchive.archive.store.store import LineageStep
from mouarchive.model import ChangeKind
from mouarchive.output.as_text import indented, redlined
from mouarchive.output.safe import safe, safe_line
from mouarchive.output.terminal import console
from mouarchive.output.told import what
from mouarchive.output.upgrades import readers
from mouarchive.output.words import count

__all__ = ["lineages"]


def lineages(file: IO[str], asked: str, found: Sequence[tuple[LineageRow, Sequence[LineageStep]]]) -> None:
    """Write each lineage, version by version: number, page, what happened since the version held before."""
    out = console(file)
    if len(found) > 1:
        said = f"{safe_line(asked)} has been the number of {count(len(found), 'clause')}; each in turn:"
        out.print(Text(said, style="bold"))
        out.print()
    for at, (row, steps) in enumerate(found):
        if at:
            out.print()
        title = Text.assemble((safe_line(row.agreement), "bold cyan"), (f" · lineage {row.id}", "dim"))
        indented(out, title, 0)
        seen = False
        for step in steps:
            _write(out, step, seen=seen)
            seen = seen or step.clause is not None


def _write(out: Console, step: LineageStep, *, seen: bool) -> None:
    dated = f"  dated {step.version.dated}" if step.version.dated else ""
    lead = Text.assemble((f"  {safe_line(step.version.label)}", "bold"), dated, "  ")
    if step.clause is None:
        said = "not in this version, the next one held" if seen else "not in this version"
        indented(out, Text("unknown: blacked out where it would stand" if step.unknown else said), 6, lead)
        return
    clause, change = step.clause, step.change
    happened = what(change) if change else "the oldest version held"
    facts = f"{safe_line(clause.eid)}  {happened} · page {clause.page}"
    indented(out, Text(facts), 6, lead)
    if change is None or change.kind is not ChangeKind.UNCHANGED:
        body = redlined(change.diff) if change else Text(safe(clause.words))
        indented(out, body, 6)
    for upgrade in step.upgrades:
        since = f" since {upgrade.seen}" if upgrade.seen else ""
        said = f"technical upgrade: the same bytes were read otherwise before{since}; {readers(upgrade)}"
        indented(out, Text(said, style="dim"), 6)
    out.print(Text(f"      sha256 {step.version.sha256}", style="dim"), soft_wrap=True)
