"""What an archive holds, for a terminal, a pipe or a plain file. Loads rich."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from mouarchive.archive.database.rows import VersionRow
from mouarchive.model import Warn
from mouarchive.output.as_text import indented, write_warnings
from mouarchive.output.safe import safe_line
from mouarchive.output.standing import Standing
from mouarchive.output.terminal import console
from mouarchive.output.upgrades import upgraded
from mouarchive.output.words import count

__all__ = ["standings"]

_STYLES = {"held": "green", "unread": "bold red", "missing": "bold red"}


def standings(file: IO[str], found: Sequence[Standing]) -> None:
    """Write each agreement with its versions, one a line, and what to beware of."""
    out = console(file)
    if not found:
        out.print("The archive is empty: take in a PDF with mouarchive add.")
    for at, one in enumerate(found):
        if at:
            out.print()
        _write(out, one)


def _write(out: Console, one: Standing) -> None:
    name = Text.assemble((safe_line(one.agreement.id), "bold cyan"), f"  {safe_line(one.agreement.title)}")
    indented(out, name, 0)
    states = ", ".join(f"{number} {state}" for state, number in one.states.items() if number)
    specimen = "; specimen: never released by anyone" if one.agreement.specimen else ""
    indented(out, Text(f"{states or 'no version'}{specimen}"), 2)
    rows = [(row.label, row.dated, row.state, _facts(one, row)) for row in one.versions]
    rows += [
        (row.label, row.declared_date, row.state, f"named by {', '.join(row.declared_in)}")
        for row in one.declared
    ]
    labels = max((len(safe_line(row[0])) for row in rows), default=0)
    dates = max((len(row[1] or "?") for row in rows), default=0)
    for label, dated, state, facts in rows:
        lead = Text.assemble(
            f"  {safe_line(label):<{labels}}  {dated or '?':<{dates}}  ",
            (f"{state:<10}", _STYLES.get(state, "")),
        )
        indented(out, Text(safe_line(facts) or "-"), len(lead) + 2, lead.append("  "))
    for version in dict.fromkeys(warning.version for warning in one.warnings):
        found = [Warn(w.code, w.message, w.page) for w in one.warnings if w.version == version]
        write_warnings(out, found, safe_line((version or "").rpartition("@")[2]))
    for upgrade in one.upgrades:
        label = safe_line(upgrade.version.rpartition("@")[2])
        indented(out, Text(upgraded(upgrade)), 4, Text(f"  = {label}: "))


def _facts(one: Standing, row: VersionRow) -> str:
    copies = one.copies_of(row)
    facts = []
    if row.held:
        facts.append(f"{count(row.clauses or 0, 'clause')} on {count(row.pages or 0, 'page')}")
    here = [copy for copy in copies if copy.file]
    if len(here) > 1:
        facts.append(f"{len(here)} copies")
    waiting = [copy for copy in copies if not copy.file and copy.url]
    if waiting:
        facts.append(f"{len(waiting)} to be fetched (mouarchive fetch)")
    bad = [copy for copy in here if copy.state in {"unreadable", "missing"}]
    facts += [f"{copy.file} {copy.state}" for copy in bad]
    if row.exemption:
        facts.append(row.exemption)
    return ", ".join(facts)
