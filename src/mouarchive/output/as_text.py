"""Every answer as text, for a terminal, a pipe or a plain file: its marks survive without colour.

Loads rich: it is imported where text is really written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import IO, Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mouarchive.answers.as_at import DATES
from mouarchive.answers.blaming import Blaming
from mouarchive.answers.briefing import brief
from mouarchive.answers.changes import aside, by_part, numbers, quoted_number, summary, what
from mouarchive.answers.citation_check import Verdicts
from mouarchive.answers.citing import Citation
from mouarchive.answers.comparison import Compared, Redlines, Run, runs
from mouarchive.answers.declaring import Beside, beside, blocks, in_short
from mouarchive.answers.explaining import Explained
from mouarchive.answers.heading import (
    RUNNING,
    SPECIMEN,
    facts,
    hidden,
    nothing,
    reference_notes,
    running_notes,
    told_first,
    told_later,
    warned,
)
from mouarchive.answers.history import History, Step
from mouarchive.answers.hits import Hits, excerpt
from mouarchive.answers.leaking import Leaks, said_of
from mouarchive.answers.listing import Listing
from mouarchive.answers.receipts import Built, Receipts, sentences
from mouarchive.answers.standing import Standing, Standings, read_otherwise, upgraded
from mouarchive.answers.texts import Source
from mouarchive.answers.tracing import Followed, Tracing
from mouarchive.comparing import State, VersionState
from mouarchive.comparing.phrases import Hit
from mouarchive.model import Change, ChangeKind, Clause, DiffPart, Op, Warn
from mouarchive.output.outline import (
    FATES,
    Attributed,
    Block,
    Facts,
    Heading,
    Lines,
    Paragraph,
    Table,
    head,
    outline,
)
from mouarchive.output.redline import MARKS, settle, shorten, shown
from mouarchive.output.serializer import Wish
from mouarchive.output.terminal import console
from mouarchive.words import counted, pages, period, safe, safe_line

__all__ = [
    "columned",
    "comparison",
    "indented",
    "listing",
    "marked",
    "redlined",
    "write",
]

_STATE_STYLES = {"held": "green", "unread": "bold red", "missing": "bold red"}
_TRACE_STYLES = {State.PRESENT: "bold green", State.ABSENT: "bold"}
_NAMED = ("dated", "in force", "disclosed", "request")
_INDENT = 2
_WORD = re.compile(r"(\S+)\s*")
_HANG = 6  # how far the further lines of a title are indented: more than the words below it


def listing(file: IO[str], source: Source, clauses: Sequence[Clause]) -> None:
    """Write a source's clauses, indented by depth, each with its page; what to know of the source first."""
    _write_listing(console(file), source, clauses)


def _write_listing(out: Console, source: Source, clauses: Sequence[Clause]) -> None:
    _write_source(out, source)
    _write_warnings(out, source.warnings)
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
    if "letters" in known:
        indented(out, Text(known["letters"]), len(lead))
    if "says of itself" in known:
        indented(out, Text(f"says of itself: {known['says of itself']}"), len(lead))
    if source.specimen and not title:
        indented(out, Text(SPECIMEN), len(lead))


def _write_warnings(out: Console, warnings: Iterable[Warn], about: str = "") -> None:
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
    """Write a redline: counts and what to beware of first, then each change to be shown, then both files.

    `context` is how many unchanged words stand beside each change, None for all of them; `columns` sets the
    older words beside the newer ones.
    """
    out = console(file, wide=columns)
    declared = beside(whole)
    _write_head(out, whole, declared)
    for name, changes in by_part(whole.full):
        if name:
            out.print()
            out.print(Text(name, style="bold underline"))
        for change in changes:
            _write_change(out, change, context, columns=columns)
    if told := nothing(whole):
        out.print()
        out.print(Text(told))
    _write_brief(out, runs(whole))
    _write_references(out, whole)
    if declared and not whole.partial:
        _write_declared(out, declared)
    _write_sources(out, whole)


def _write_head(out: Console, whole: Compared, declared: Beside | None) -> None:
    """What a reader needs first: what is compared, how much differs, what to beware of."""
    title = f"{safe_line(whole.old.name)} compared with {safe_line(whole.new.name)}"
    indented(out, Text(title, style="bold"), 0)
    if whole.old.specimen or whole.new.specimen:
        indented(out, Text(f"{SPECIMEN.capitalize()}."), 0)
    _write_notices(out, told_first(whole))
    indented(out, Text(f"{summary(whole.whole)}."), 0)
    if whole.hidden:
        indented(out, Text(f"Not shown: {hidden(whole)}."), 0)
    if declared:
        indented(out, Text(f"{in_short(declared)}."), 0)
    _write_list(out, whole)
    if later := told_later(whole):
        out.print()
        _write_notices(out, later)


def _write_list(out: Console, whole: Compared) -> None:
    """The list of changes, or those that weigh most where the summary alone is asked for."""
    found = brief(whole)
    if found.touched:
        indented(out, Text(found.touched), 0)
    if not found.changes:
        return
    out.print()
    out.print(Text(found.title, style="bold"))
    width = max(len(one.number) for one in found.changes)
    for one in found.changes:
        lead = Text.assemble("  ", (f"{one.number:>{width}}", "bold cyan"), "  ")
        indented(out, Text(one.sentence.removeprefix(one.number).lstrip()), width + 4, lead)
    if found.more:
        indented(out, Text(found.more), 2)


def _write_sources(out: Console, whole: Compared) -> None:
    """What is known of both files, hashes and all: for the file, so it stands last."""
    out.print()
    out.print(Text("The two texts", style="bold"))
    _write_source(out, whole.old, "old")
    _write_source(out, whole.new, "new")


def _write_change(out: Console, change: Change, context: int | None, *, columns: bool) -> None:
    out.print()
    name = " ".join(filter(None, (quoted_number(change), numbers(change))))
    title = Text.assemble((name, "bold cyan"), "  ", (what(change), "bold"), *_dim(aside(change)))
    indented(out, title, _HANG if len(title) > out.width else 0, Text())
    parts = shown(change, context)
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
    notes = reference_notes(whole)
    if notes:
        out.print()
        out.print(Text("References", style="bold"))
    for clause, told in notes:
        indented(out, Text(told), 4, Text.assemble("  ", (clause, "bold cyan"), "  "))
    if lines := running_notes(whole):
        out.print()
        out.print(Text(RUNNING, style="bold"))
    for line in lines:
        indented(out, Text(f"{line}."), 4, Text("  - "))


def _write_declared(out: Console, found: Beside) -> None:
    for block in blocks(found):
        out.print()
        if block.name:
            indented(out, Text(block.name, style="bold"), 0)
        if block.about:
            indented(out, Text(block.about), 0)
        for line in block.lines:
            indented(out, Text(line), 4, Text("  - "))


# ------------------------------------------------------------------ what an archive holds


def standings(out: Console, answer: Standings) -> None:
    """Write each agreement with its versions, one a line, and what to beware of."""
    if not answer.found:
        out.print("The archive is empty: take in a PDF with mouarchive add.")
    for at, one in enumerate(answer.found):
        if at:
            out.print()
        _write_standing(out, one)


def _write_standing(out: Console, one: Standing) -> None:
    name = Text.assemble((safe_line(one.agreement.id), "bold cyan"), f"  {safe_line(one.agreement.title)}")
    indented(out, name, 0)
    indented(out, Text(one.sentence), 2)
    labels = max((len(safe_line(line.label)) for line in one.lines), default=0)
    dates = max((len(line.dated or "?") for line in one.lines), default=0)
    for line in one.lines:
        lead = Text.assemble(
            f"  {safe_line(line.label):<{labels}}  {line.dated or '?':<{dates}}  ",
            (f"{line.state:<10}", _STATE_STYLES.get(line.state, "")),
        )
        indented(out, Text(safe_line(line.facts) or "-"), len(lead) + 2, lead.append("  "))
    for version in dict.fromkeys(warning.version for warning in one.warnings):
        found = [Warn(w.code, w.message, w.page) for w in one.warnings if w.version == version]
        _write_warnings(out, found, safe_line((version or "").rpartition("@")[2]))
    for upgrade in one.upgrades:
        label = safe_line(upgrade.version.rpartition("@")[2])
        indented(out, Text(upgraded(upgrade)), 4, Text(f"  = {label}: "))


# ------------------------------------------------------------------ words found


def hits(out: Console, answer: Hits) -> None:
    """Write how many clauses hold the words, then each with version, page and the passage."""
    indented(out, Text(answer.sentence, style="bold"), 0)
    width = max(map(len, DATES.values()))
    for title, versions in answer.on_the_day:
        lead = f"  {title:<{width}}  "
        indented(out, Text(versions), len(lead), Text(lead))
    _write_notices(out, (("", caution) for caution in answer.cautions))
    for hit in answer.found.hits:
        heading = f"  {safe_line(hit.heading)}" if hit.heading else ""
        remark = answer.remark(hit)
        out.print()
        place = Text.assemble(
            (f"{safe_line(hit.version)}  {safe_line(hit.eid)}", "bold cyan"),
            heading,
            (f" · page {hit.page}{' · ' if remark else ''}{remark}", "dim"),
        )
        indented(out, place, 0)
        pieces = [
            (f"*{safe_line(text)}*", "bold") if sought else (_plain(text), "")
            for text, sought in excerpt(hit.words, hit.spans)
        ]
        indented(out, Text.assemble(*pieces), 2)


def _plain(text: str) -> str:
    """Text on one line; the blanks at its ends, which part it from its neighbours, stay."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{safe_line(text)}{tail}"


# ------------------------------------------------------------------ a clause through the versions


def history(out: Console, answer: History) -> None:
    """Write each course, version by version: number, page, what happened since the version held before."""
    if answer.sentence:
        out.print(Text(answer.sentence, style="bold"))
        out.print()
    for at, course in enumerate(answer.courses):
        if at:
            out.print()
        row = course.lineage
        title = Text.assemble((safe_line(row.agreement), "bold cyan"), (f" · lineage {row.id}", "dim"))
        indented(out, title, 0)
        for step in course.steps:
            _write_step(out, step)


def _write_step(out: Console, step: Step) -> None:
    version, clause, change = step.row.version, step.row.clause, step.row.change
    dated = f"  dated {version.dated}" if version.dated else ""
    lead = Text.assemble((f"  {safe_line(version.label)}", "bold"), dated, "  ")
    if clause is None:
        indented(out, Text(step.said), 6, lead)
        return
    indented(out, Text(f"{safe_line(clause.eid)}  {step.said} · page {clause.page}"), 6, lead)
    if change is None or change.kind is not ChangeKind.UNCHANGED:
        indented(out, redlined(change.diff) if change else Text(safe(clause.words)), 6)
    for upgrade in step.row.upgrades:
        indented(out, Text(read_otherwise(upgrade), style="dim"), 6)
    out.print(Text(f"      sha256 {version.sha256}", style="dim"), soft_wrap=True)


# ------------------------------------------------------------------ a phrase through the versions


def tracing(out: Console, answer: Tracing) -> None:
    """Write where a phrase appears, vanishes and returns; agreements without it in one line each."""
    out.print(Text(f"“{safe_line(answer.phrase)}”", style="bold"))
    for one in answer.found:
        specimen = " (specimen: never released by anyone)" if one.agreement.specimen else ""
        out.print()
        indented(out, Text(f"{safe_line(one.agreement.id)}{specimen}", style="bold cyan"), 0)
        if not one.found:
            indented(out, Text(one.nowhere), 2)
            continue
        if answer.asked:
            _write_as_at(out, one, answer.asked, answer.which)
        for sentence in one.sentences:
            indented(out, Text(sentence, style="bold"), 4, Text("  - "))
        for warning in one.trace.warnings:
            indented(out, Text(safe_line(warning)), 4, Text("  ! ", style="yellow bold"))
        _write_versions(out, one)
        _write_quotes(out, one, near=answer.near)
        _write_statements(out, one)


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
        text = Text.assemble((state.state.value, _TRACE_STYLES.get(state.state, "")))
        grounds = one.grounds(state)
        if len(lead) + len(text) + len(grounds) + 2 <= out.width:
            out.print(Text.assemble(lead, text, ": " if grounds else "", grounds), soft_wrap=True)
        else:
            out.print(Text.assemble(lead, text), soft_wrap=True)
            indented(out, Text(grounds, style="dim"), widths[0] + 4)


def _write_quotes(out: Console, one: Followed, *, near: bool) -> None:
    for state, hit in one.hits():
        _write_quote(out, one, state, hit)
    doubtful = one.near_hits()
    if doubtful and not near:
        out.print()
        them = "it" if len(doubtful) == 1 else "them"
        out.print(Text(f"  {counted(len(doubtful), 'near hit')} not shown: --near shows {them}."))
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
    for day in one.on_the_day(asked, which):
        lead = f"    {day.title:<{width}}  "
        indented(out, Text(day.sentence), len(lead), Text(lead))
    for said in one.disputed():
        indented(out, Text(said), 6, Text("    ! ", style="yellow bold"))
    out.print()


# ------------------------------------------------------------------ short answers


def _write_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _verdicts(answer: Verdicts) -> str:
    return _write_lines([*(one.sentence for one in answer.found), "", answer.sentence])


def _leaks(answer: Leaks) -> str:
    return _write_lines(f"{safe_line(n)}: {said}" for n, report in answer.reports for said in said_of(report))


def _receipts(answer: Receipts) -> str:
    return _write_lines(s for one in answer.given if one.state != "refused" for s in sentences(one))


def _built(answer: Built) -> str:
    return _write_lines([*(f"! {warning}" for warning in answer.warnings), answer.sentence])


def explained(out: Console, answer: Explained) -> None:
    """Write why each clause or change is what it is."""
    out.print(Text(safe_line(answer.title), style="bold"))
    for part in answer.parts:
        out.print()
        indented(out, Text(safe_line(part.name), style="bold cyan"), 0)
        for line in part.lines:
            indented(out, Text(safe_line(line)), 4, Text("  - "))


# ------------------------------------------------------------------ any answer that has no form of its own

_FATE_STYLES = {"brought": "green underline", "struck": "red strike", "unknown": "yellow"}


def outlined(out: Console, answer: Any) -> None:
    """Write an answer as its outline has it."""
    _write_blocks(out, outline(answer))


def _write_blocks(out: Console, blocks: Iterable[Block], title: str = "") -> bool:
    """Write blocks below each other, behind a title where there are any; whether there were."""
    found = (*((Heading(1, safe_line(title)),) if title else ()), *blocks)
    if title and len(found) == 1:
        return False
    for at, block in enumerate(found):
        if isinstance(block, Heading):
            out.print(end="\n" if at else "")
            about = [(f" · {block.about}", "dim")] if block.about else []
            indented(out, Text.assemble((block.text, "bold cyan" if block.level > 1 else "bold"), *about), 0)
        elif isinstance(block, Table):
            _write_table(out, block)
        else:
            _write_block(out, block)
    return True


def _write_block(out: Console, block: Block) -> None:
    if isinstance(block, Facts):
        width = max((len(name) for name, _ in block.rows), default=0)
        for name, value in block.rows:
            indented(out, Text(value), width + 4, Text(f"  {name:<{width}}  ", style="dim"))
    elif isinstance(block, Paragraph):
        lead = Text("! ", style="yellow bold") if block.warning else None
        indented(out, Text(block.text), 2 if block.warning else 0, lead)
    elif isinstance(block, Lines):
        for item in block.items:
            indented(out, Text(item), 4, Text("  - "))
    elif isinstance(block, Attributed):
        indented(out, _attributed(block), _INDENT)


def _attributed(block: Attributed) -> Text:
    """Words with the versions that brought or took them in brackets behind them."""
    text = Text()
    for fate, words, mark in block.pieces:
        bare = words.rstrip()
        start, end = FATES[fate] if bare else ("", "")
        text.append(f"{start}{safe(bare)}{end}", style=_FATE_STYLES.get(fate, "") if bare else "")
        text.append(f"({mark})" if bare and mark else "", style="dim")
        text.append(safe(words[len(bare) :]))
    return text


def _write_table(out: Console, table: Table) -> None:
    """Write a table in columns; cells that are too long for the page run on below each other."""
    from rich.table import Table as Drawn  # noqa: PLC0415 - only where there is one

    out.print()
    drawn = Drawn(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", title_justify="left")
    for name in table.header:
        drawn.add_column(Text(name), overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    with out.capture() as held:
        out.print(drawn)
    out.print(Text.from_ansi("\n".join(line.rstrip() for line in held.get().splitlines())), soft_wrap=True)


_DRAWN: Mapping[type, Callable[[Console, Any], None]] = {
    Listing: lambda out, answer: _write_listing(out, answer.source, answer.clauses),
    Standings: standings,
    Hits: hits,
    History: history,
    Tracing: tracing,
    Explained: explained,
    Blaming: outlined,
}
_SPELLED: Mapping[type, Callable[[Any], str]] = {
    Citation: lambda answer: f"{answer.sentence}\n",
    Verdicts: _verdicts,
    Leaks: _leaks,
    Receipts: _receipts,
    Built: _built,
}


def write(answer: Any, wish: Wish, file: IO[str]) -> None:
    """Write any answer as text, as wide as the window or the pipe that `file` is."""
    if isinstance(answer, Redlines):
        headed = _write_blocks(console(file), head(answer), answer.title)
        for index, pair in enumerate(answer.pairs):
            file.write("\n\n" if index or headed else "")
            comparison(file, pair, context=wish.context, columns=wish.columns)
    elif type(answer) in _SPELLED:
        file.write(_SPELLED[type(answer)](answer))
    else:
        _DRAWN[type(answer)](console(file), answer)


_STYLES = {Op.EQUAL: "", Op.DELETE: "red strike", Op.INSERT: "green underline"}
_GUTTER = " │ "
_NARROWEST = 16


def indented(out: Console, text: Text, indent: int, lead: Text | None = None) -> None:
    """Write a text wrapped and indented, its first line behind `lead`; no blanks are left at line ends.

    A word that is wider than the page, most often an address, is never cut: it can still be copied whole.
    """
    for line in _wrapped(out, text, max(out.width - indent, 20)):
        line.rstrip()
        out.print(Text.assemble(" " * indent if lead is None else lead, line), soft_wrap=True)
        lead = None


def _wrapped(out: Console, text: Text, width: int) -> Iterator[Text]:
    if all(cell_len(word) <= width for word in text.plain.split()):
        yield from text.wrap(out, width)
        return
    for line in text.split("\n", allow_blank=True):
        at, ends = 0, []
        for word in _WORD.finditer(line.plain):
            used = cell_len(line.plain[at : word.start()])
            if used and used + cell_len(word[1]) > width:
                at = word.start()
                ends.append(at)
        yield from line.divide(ends)


def marked(parts: Sequence[DiffPart], without: Op | None = None) -> Text:
    """The parts as one text, removed and added words marked with `[-…-]` and `{+…+}` and coloured.

    `without` leaves out what was removed, or what was added: one side of the redline.
    """
    text = Text()
    for part in parts:
        if part.op is not without:
            start, end = MARKS[part.op]
            text.append(f"{start}{safe(part.text)}{end}", style=_STYLES[part.op])
    return text


def columned(out: Console, left: Text, right: Text) -> None:
    """Write two texts in columns of the same width, as wide as the page allows."""
    width = max((out.width - len(_GUTTER)) // 2, _NARROWEST)
    pair = [list(text.wrap(out, width)) for text in (left, right)]
    for before, after in zip_longest(*pair, fillvalue=Text()):
        before.rstrip()
        after.rstrip()
        before.truncate(width, pad=True)
        line = Text.assemble(before, _GUTTER, after)
        line.rstrip()
        out.print(line, soft_wrap=True)
