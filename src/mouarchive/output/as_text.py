"""Listings and redlines for a terminal, a pipe or a plain file: their marks survive without colour.

Loads rich: import it where text is really written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from mouarchive.model import Change, ChangeKind, Clause, DiffPart, Op, Warn
from mouarchive.output.columns import columned, indented, marked
from mouarchive.output.compared import Compared
from mouarchive.output.declaring import Beside, beside, blocks, in_short
from mouarchive.output.moves import Run, runs
from mouarchive.output.redline import settle, shorten
from mouarchive.output.safe import safe, safe_line
from mouarchive.output.source import Source
from mouarchive.output.summary import SPECIMEN, facts, hidden, notices, reference_notes, warned
from mouarchive.output.terminal import console
from mouarchive.output.told import aside, what
from mouarchive.output.words import numbers, pages, summary

__all__ = ["comparison", "indented", "listing", "redlined", "what", "write_warnings"]

_NAMED = ("dated", "in force", "disclosed", "request")
_INDENT = 2
_HANG = 6  # how far the further lines of a title are indented: more than the words below it


def listing(file: IO[str], source: Source, clauses: Sequence[Clause]) -> None:
    """Write a source's clauses, indented by depth, each with its page; what to know of the source first."""
    out = console(file)
    _write_source(out, source)
    write_warnings(out, source.warnings)
    out.print()
    if not clauses:
        out.print("No clauses were found in it.")
        return
    top = min(clause.depth for clause in clauses)
    for clause in clauses:
        _write_clause(out, clause, min(clause.depth - top, 6) * _INDENT)


def _write_source(out: Console, source: Source, title: str = "") -> None:
    known = dict(facts(source))
    parts = [known["version"], known.get("file", "")]
    parts += [f"{name} {known[name]}" for name in _NAMED if name in known]
    parts += known["read"].split(", ")
    lead = f"{title:<5}" if title else ""
    indented(out, Text(" · ".join(part for part in parts if part)), len(lead), Text(lead, style="bold"))
    out.print(Text(f"{'':{len(lead)}}sha256 {source.sha256}", style="dim"), soft_wrap=True)
    if "says of itself" in known:
        indented(out, Text(f"says of itself: {known['says of itself']}"), len(lead))
    if source.specimen:
        indented(out, Text(SPECIMEN), len(lead))


def write_warnings(out: Console, warnings: Iterable[Warn], about: str = "") -> None:
    """Write one line for each warning, those that differ only in their page together."""
    _write_notices(out, warned(warnings, about))


def _write_notices(out: Console, found: Iterable[tuple[str, str]]) -> None:
    for where, message in found:
        indented(out, Text(f"{where}: {message}" if where else message), 2, Text("! ", style="yellow bold"))


def _write_clause(out: Console, clause: Clause, indent: int) -> None:
    # The identifier stands beside a printed number that does not give it away, as "(a)" or "1.1" in an annex.
    name = " ".join(dict.fromkeys(filter(None, (safe_line(clause.label), f"[{clause.eid}]"))))
    if clause.label.rstrip(". \u2013\u2014-") == clause.eid:
        name = safe_line(clause.label)
    heading = Text.assemble((name, "bold cyan"), "  ", (safe_line(clause.heading or ""), "bold"))
    heading.rstrip()
    heading.append(f"  · {pages([clause.page, clause.page_end])}", style="dim")
    if clause.ocr:
        heading.append(" · read by OCR", style="dim")
    indented(out, heading, indent)
    if clause.text:
        indented(out, Text(safe(clause.text)), indent + _INDENT)


def comparison(
    file: IO[str],
    whole: Compared,
    *,
    context: int | None = 12,
    columns: bool = False,
) -> None:
    """Write a redline: the summary and what is not shown first, then each change that is to be shown.

    `context` is how many unchanged words stand beside each change, None for all of them; `columns` sets the
    older words beside the newer ones.
    """
    out = console(file, wide=columns)
    declared = beside(whole)
    _write_summary(out, whole, declared)
    for change in whole.full:
        _write_change(out, change, context, columns=columns)
    _write_brief(out, runs(whole))
    _write_references(out, whole)
    if declared and not whole.partial:
        _write_declared(out, declared)


def _write_summary(out: Console, whole: Compared, declared: Beside | None) -> None:
    _write_source(out, whole.old, "old")
    _write_source(out, whole.new, "new")
    _write_notices(out, notices(whole))
    out.print()
    indented(out, Text(summary(whole.whole), style="bold"), 0)
    if whole.hidden:
        indented(out, Text(f"Not shown: {hidden(whole)}."), 0)
    if declared:
        indented(out, Text(f"{in_short(declared)}."), 0)


def _write_change(out: Console, change: Change, context: int | None, *, columns: bool) -> None:
    out.print()
    title = Text.assemble((numbers(change), "bold cyan"), "  ", (what(change), "bold"), *_dim(aside(change)))
    indented(out, title, _HANG if len(title) > out.width else 0, Text())
    parts = tuple(shorten(settle(change.diff), context if change.kind is ChangeKind.MODIFIED else None))
    if columns:
        columned(out, marked(parts, without=Op.INSERT), marked(parts, without=Op.DELETE))
    else:
        indented(out, marked(parts), _INDENT)


def _dim(facts: Sequence[str]) -> list[tuple[str, str]]:
    return [(f" · {fact}", "dim") for fact in facts]


def redlined(parts: Sequence[DiffPart], context: int | None = None) -> Text:
    """The parts as one text, removed and added words marked with `[-…-]` and `{+…+}` and coloured."""
    return marked(tuple(shorten(settle(parts), context)))


def _write_brief(out: Console, found: Sequence[Run]) -> None:
    """List the clauses whose words are the same, but not their number or place; neighbours as one."""
    for title, chosen in (
        ("Renumbered, words unchanged", [run for run in found if not run.moved]),
        ("Moved, words unchanged", [run for run in found if run.moved]),
    ):
        if chosen:
            out.print()
            indented(out, Text.assemble((f"{title}: ", "bold"), "; ".join(map(str, chosen))), 0)


def _write_references(out: Console, whole: Compared) -> None:
    notes = reference_notes(whole.references)
    if notes:
        out.print()
        out.print(Text("References", style="bold"))
    for clause, told in notes:
        indented(out, Text(told), 4, Text.assemble("  ", (clause, "bold cyan"), "  "))


def _write_declared(out: Console, found: Beside) -> None:
    for block in blocks(found):
        out.print()
        if block.name:
            indented(out, Text(block.name, style="bold"), 0)
        if block.about:
            indented(out, Text(block.about), 0)
        for line in block.lines:
            indented(out, Text(line), 4, Text("  - "))
