"""A traced phrase for a terminal, a pipe or a plain file. Loads rich."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from mouarchive.comparing import Hit, State, VersionState
from mouarchive.output.as_text import indented
from mouarchive.output.dates import Likely
from mouarchive.output.following import DATES, Followed
from mouarchive.output.safe import safe_line
from mouarchive.output.terminal import console
from mouarchive.output.words import count, period

__all__ = ["tracing"]

_STYLES = {State.PRESENT: "bold green", State.ABSENT: "bold"}


def tracing(
    file: IO[str],
    phrase: str,
    found: Sequence[Followed],
    *,
    near: bool,
    asked: dt.date | None = None,
    which: str | None = None,
) -> None:
    """Write where a phrase appears, vanishes and returns; agreements without it in one line each.

    `near` lists near hits too. `asked` and `which`: what held on a day, by one of the dates or by each.
    """
    out = console(file)
    out.print(Text(f"“{safe_line(phrase)}”", style="bold"))
    for one in found:
        out.print()
        indented(out, Text(_title(one), style="bold cyan"), 0)
        if not one.trace.found and not one.near:
            indented(out, Text(_nowhere(one)), 2)
            continue
        if asked:
            _write_as_at(out, one, asked, which)
        _write_events(out, one)
        _write_versions(out, one)
        _write_quotes(out, one, near=near)
        _write_statements(out, one)


def _title(one: Followed) -> str:
    specimen = " (specimen: never released by anyone)" if one.agreement.specimen else ""
    return f"{safe_line(one.agreement.id)}{specimen}"


def _nowhere(one: Followed) -> str:
    states = [state.state for state in one.trace.versions]
    read = states.count(State.ABSENT)
    words = f"Not found in {count(read, 'version')} that could be read" if read else "Nothing could be read"
    rest = len(states) - read
    return f"{words}; {count(rest, 'version')} not held or in doubt." if rest else f"{words}."


def _write_events(out: Console, one: Followed) -> None:
    for event in one.trace.events:
        indented(out, Text(safe_line(event.sentence), style="bold"), 4, Text("  - "))
    for warning in one.trace.warnings:
        indented(out, Text(safe_line(warning)), 4, Text("  ! ", style="yellow bold"))


def _write_versions(out: Console, one: Followed) -> None:
    """One line a version: its dates apart from each other, and what it says of the phrase."""
    out.print()
    rows = [("version", "dated", "in force", "public", "")]
    for state in one.trace.versions:
        row = one.versions[state.version]
        force = period(row.in_force_from, row.in_force_until)
        rows.append((safe_line(row.label), row.dated or "?", force, one.disclosed(row.label) or "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    out.print(Text("  " + "  ".join(map(str.ljust, rows[0], widths)).rstrip(), style="dim"), soft_wrap=True)
    for cells, state in zip(rows[1:], one.trace.versions, strict=True):
        lead = Text("  " + "  ".join(map(str.ljust, cells, widths)) + "  ")
        text = Text.assemble((state.state.value, _STYLES.get(state.state, "")))
        grounds = _grounds(one, state)
        if len(lead) + len(text) + len(grounds) + 2 <= out.width:
            out.print(Text.assemble(lead, text, ": " if grounds else "", grounds), soft_wrap=True)
        else:
            out.print(Text.assemble(lead, text), soft_wrap=True)
            indented(out, Text(grounds, style="dim"), widths[0] + 4)


def _grounds(one: Followed, state: VersionState) -> str:
    """What a state rests on."""
    row = one.versions[state.version]
    if state.state is State.PRESENT:
        return ", ".join(dict.fromkeys(safe_line(hit.eid) for hit in state.hits))
    if state.state is State.NOT_HELD:
        return safe_line(f"{row.state}, {row.exemption}" if row.exemption else row.state)
    parts = []
    if state.pages is not None and state.pages_read is not None:
        parts.append(f"{state.pages_read} of {count(state.pages, 'page')} read")
    if state.redactions:
        parts.append(count(state.redactions, "blacked-out passage"))
    if state.note:
        parts.append(safe_line(state.note))
    return ", ".join(parts)


def _write_quotes(out: Console, one: Followed, *, near: bool) -> None:
    for state, hit in one.hits():
        _write_quote(out, one, state, hit)
    doubtful = [(state, hit) for state in one.trace.versions for hit in state.near]
    if doubtful and not near:
        out.print()
        out.print(Text(f"  {count(len(doubtful), 'near hit')} not shown: --near shows them."))
    elif doubtful:
        out.print()
        out.print(Text("  Near hits, which may be a scanner's misreading or other words:", style="bold"))
        for state, hit in doubtful:
            _write_quote(out, one, state, hit)


def _write_quote(out: Console, one: Followed, state: VersionState, hit: Hit) -> None:
    row = one.versions[state.version]
    place = " > ".join(safe_line(part) for part in (*hit.path, hit.eid))
    out.print()
    ocr = " · read by OCR" if hit.ocr else ""
    indented(
        out,
        Text.assemble((f"{safe_line(row.label)}  ", "bold"), place, (f" · page {hit.page}{ocr}", "dim")),
        2,
    )
    indented(out, Text(f"“{safe_line(hit.context)}”"), 4)
    out.print(Text(f"    sha256 {row.sha256}", style="dim"), soft_wrap=True)


def _write_statements(out: Console, one: Followed) -> None:
    if not one.statements:
        return
    out.print()
    out.print(Text("  Said in public about it", style="bold"))
    for row in one.statements:
        lead = f"  {row.date:<10}  "
        source = f" ({safe_line(row.source)})" if row.source else ""
        indented(out, Text(f"{safe_line(row.who)}: {safe_line(row.says)}{source}"), len(lead), Text(lead))


def _write_as_at(out: Console, one: Followed, asked: dt.date, which: str | None) -> None:
    out.print(Text(f"  On {asked.isoformat()}", style="bold"))
    width = max(map(len, DATES.values()))
    for name, title in DATES.items():
        if which in {None, name}:
            found = one.as_at(asked, name)
            said = "; ".join(_on_the_day(state, likely) for state, likely in found) or "no version"
            lead = f"    {title:<{width}}  "
            indented(out, Text(said), len(lead), Text(lead))
    for claim in one.claims:
        if claim.about in {"in_force_from", "in_force_until", "dated", "disclosed"}:
            about = f"{safe_line(claim.version.rpartition('@')[2])} {claim.about.replace('_', ' ')}"
            source = f" ({safe_line(claim.source)})" if claim.source else ""
            said = f"sources differ: {about} {safe_line(claim.value)}{source}"
            indented(out, Text(said), 6, Text("    ! ", style="yellow bold"))
    out.print()


def _on_the_day(state: VersionState, likely: Likely) -> str:
    perhaps = "" if likely else " (perhaps: the date is not precise)"
    where = f" at {', '.join(dict.fromkeys(safe_line(hit.eid) for hit in state.hits))}" if state.hits else ""
    return f"{safe_line(state.version)} {state.state.value}{where}{perhaps}"
