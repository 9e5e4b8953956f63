"""Listings and redlines for a terminal, a pipe or a plain file: their marks survive without colour.

Loads rich: import it where text is really written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from mouarchive.model import Change, ChangeKind, Clause, Comparison, DiffPart, Op, Warn
from mouarchive.output.redline import MARKS, settle, shorten
from mouarchive.output.safe import safe, safe_line
from mouarchive.output.selection import differs
from mouarchive.output.source import Source
from mouarchive.output.terminal import console
from mouarchive.output.words import count, numbers, pages, period, summary

__all__ = ["comparison", "indented", "listing", "redlined", "what", "write_warnings"]

_STYLES = {Op.EQUAL: "", Op.DELETE: "red strike", Op.INSERT: "green underline"}
_INDENT = 2


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
    facts = [safe_line(source.name)]
    if source.file and source.file != source.name:
        facts.append(safe_line(source.file))
    if source.dated:
        facts.append(f"dated {source.dated}")
    if source.in_force_from or source.in_force_until:
        facts.append(f"in force {period(source.in_force_from, source.in_force_until)}")
    if source.disclosed:
        facts.append(f"disclosed {source.disclosed}")
    if source.request:
        facts.append(f"request {safe_line(source.request)}")
    facts += [count(source.pages, "page"), count(len(source.clauses), "clause")]
    lead = f"{title:<5}" if title else ""
    indented(out, Text(" · ".join(facts)), len(lead), Text(lead, style="bold"))
    out.print(Text(f"{'':{len(lead)}}sha256 {source.sha256}", style="dim"), soft_wrap=True)
    printed = [source.printed.label, source.printed.status, source.printed.date, source.printed.marking]
    if any(printed):
        said = " · ".join(safe_line(part) for part in printed if part)
        out.print(Text(f"{'':{len(lead)}}says of itself: {said}"))
    if source.specimen:
        out.print(Text(f"{'':{len(lead)}}specimen: written for demonstration, never released by anyone"))


def write_warnings(out: Console, warnings: Iterable[Warn], about: str = "") -> None:
    """Write one line for each warning, those that differ only in their page together."""
    grouped: dict[str, list[int]] = {}
    for warning in warnings:
        places = grouped.setdefault(_anywhere(safe_line(warning.message), warning.page), [])
        if warning.page is not None:
            places.append(warning.page)
    for message, places in grouped.items():
        where = ", ".join(part for part in (about, pages(places)) if part)
        indented(out, Text(f"{where}: {message}" if where else message), 2, Text("! ", style="yellow bold"))


def _anywhere(message: str, page: int | None) -> str:
    """A message without the page it names, which is said apart: so that many can be said at once."""
    if page is None:
        return message
    return re.sub(rf"^page {page}\b", "the page", re.sub(rf"\s+on page {page}\b", "", message))


def _write_clause(out: Console, clause: Clause, indent: int) -> None:
    # The identifier stands beside a printed number that does not give it away, as "(a)" or "1.1" in an annex.
    name = " ".join(dict.fromkeys(filter(None, (safe_line(clause.label), f"[{clause.eid}]"))))
    if clause.label.rstrip(".") == clause.eid:
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
    old: Source,
    new: Source,
    whole: Comparison,
    changes: Sequence[Change],
    *,
    context: int | None = 12,
    explicit: bool = False,
) -> None:
    """Write a redline: the summary and what is not shown first, then each of `changes`.

    `context` is how many unchanged words stand beside each change, None for all of them.
    `explicit`: the reader chose these changes, so unchanged ones among them are shown in full, too.
    """
    out = console(file)
    _write_source(out, old, "old")
    _write_source(out, new, "new")
    write_warnings(out, whole.warnings)
    write_warnings(out, old.warnings, "old")
    write_warnings(out, new.warnings, "new")
    out.print()
    indented(out, Text(summary(whole), style="bold"), 0)
    shown = [change for change in changes if explicit or differs(change)]
    brief = [change for change in shown if not explicit and change.kind is ChangeKind.UNCHANGED]
    if len(shown) < len(whole.changes):
        indented(out, Text(f"Not shown: {_hidden(whole, shown)}."), 0)
    for change in shown:
        if change not in brief:
            _write_change(out, change, context)
    _write_brief(out, brief)


def _hidden(whole: Comparison, shown: Sequence[Change]) -> str:
    kinds = Counter(change.kind.value for change in whole.changes)
    kinds.subtract(change.kind.value for change in shown)
    return ", ".join(count(number, f"{kind} clause") for kind, number in kinds.items() if number)


def _write_change(out: Console, change: Change, context: int | None) -> None:
    facts = _facts(change)
    out.print()
    title = Text.assemble((numbers(change), "bold cyan"), "  ", (facts[0], "bold"), *_dim(facts[1:]))
    indented(out, title, 0)
    whole = change.kind is not ChangeKind.MODIFIED
    indented(out, redlined(change.diff, None if whole else context), _INDENT)


def _dim(facts: Sequence[str]) -> list[tuple[str, str]]:
    return [(f" · {fact}", "dim") for fact in facts]


def _facts(change: Change) -> list[str]:
    facts = [what(change)]
    places = [f"page {side.page}" for side in (change.old, change.new) if side]
    facts.append(" → ".join(dict.fromkeys(places)))
    if change.split_from:
        facts.append(f"split from {safe_line(change.split_from)}")
    if change.merged_into:
        facts.append(f"merged into {safe_line(change.merged_into)}")
    if change.old and change.new and change.rule:
        facts.append(f"paired by: {safe_line(change.rule)}")
    return facts


def what(change: Change) -> str:
    """What happened to a clause, as "modified (substantive), renumbered"."""
    words = [change.kind.value]
    if change.change_class and change.kind is ChangeKind.MODIFIED:
        words.append(f"({change.change_class.value})")
    more = [word for word, said in (("renumbered", change.renumbered), ("moved", change.moved)) if said]
    if more:
        words[-1] += ","
        words.append(" and ".join(more))
    return " ".join(words)


def indented(out: Console, text: Text, indent: int, lead: Text | None = None) -> None:
    """Write a text wrapped and indented, its first line behind `lead`; no blanks are left at line ends."""
    for line in text.wrap(out, max(out.width - indent, 20)):
        line.rstrip()
        out.print(Text.assemble(lead or " " * indent, line), soft_wrap=True)
        lead = None


def redlined(parts: Sequence[DiffPart], context: int | None = None) -> Text:
    """The parts as one text, removed and added words marked with `[-…-]` and `{+…+}` and coloured."""
    text = Text()
    for part in shorten(settle(parts), context):
        start, end = MARKS[part.op]
        text.append(f"{start}{safe(part.text)}{end}", style=_STYLES[part.op])
    return text


def _write_brief(out: Console, changes: Sequence[Change]) -> None:
    """List the clauses whose words are the same, but not their number or place."""
    moved = [change for change in changes if change.moved]
    for title, found in (
        ("Renumbered, words unchanged", [change for change in changes if not change.moved]),
        ("Moved, words unchanged", moved),
    ):
        if found:
            out.print()
            indented(out, Text.assemble((f"{title}: ", "bold"), ", ".join(map(numbers, found))), 0)
