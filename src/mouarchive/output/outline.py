"""Any answer as an outline of blocks: what a format must be able to set out to write every command's answer.

A redline has forms of its own in most formats; all other answers, and a redline where a format has nothing
better, are headings, facts, paragraphs, lists, quotations and redlined words. Only arranges: every sentence
comes from the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from mouarchive.answers.blaming import Blamed, Blaming
from mouarchive.answers.briefing import Brief, brief
from mouarchive.answers.changes import aside, headline, summary
from mouarchive.answers.citation_check import Verdicts
from mouarchive.answers.citing import Citation
from mouarchive.answers.comparison import Compared, Redlines, runs
from mouarchive.answers.declaring import beside, blocks
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
from mouarchive.answers.overview import overview
from mouarchive.answers.receipts import Built, Receipts, sentences
from mouarchive.answers.standing import Standings, read_otherwise, upgraded
from mouarchive.answers.texts import Source
from mouarchive.answers.tracing import Followed, Tracing
from mouarchive.archive.database.rows import StatementRow
from mouarchive.model import ChangeKind, Clause, DiffPart, Warn
from mouarchive.words import pages, period, safe_line

__all__ = [
    "FATES", "Attributed", "Block", "Facts", "Heading", "Lines", "Paragraph", "Redlined", "Table", "Words",
    "head", "outline",
]  # fmt: skip


class Heading(msgspec.Struct, frozen=True):
    """A title; `level` 1 is that of the whole answer. `about` are facts said beside it, most often a page."""

    level: int
    text: str
    about: str = ""


class Facts(msgspec.Struct, frozen=True):
    """Names and values."""

    rows: tuple[tuple[str, str], ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A sentence of ours; `warning` says that a reader must beware."""

    text: str
    warning: bool = False


class Lines(msgspec.Struct, frozen=True):
    """A list of sentences of ours."""

    items: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """Words of a document as extracted, cut into (text, whether it was sought) pieces."""

    pieces: tuple[tuple[str, bool], ...]


class Redlined(msgspec.Struct, frozen=True):
    """Words of a document with what went out and what came in."""

    parts: tuple[DiffPart, ...]


class Table(msgspec.Struct, frozen=True):
    """Rows of cells of ours under a header; `about` says what it is a table of."""

    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Attributed(msgspec.Struct, frozen=True):
    """Words of a document with the versions that brought and took them.

    Each piece is (what became of it, words, mark); what became of it is a word of `FATES`.
    """

    pieces: tuple[tuple[str, str, str], ...]


FATES: Mapping[str, tuple[str, str]] = {
    "kept": ("", ""),
    "brought": ("{+", "+}"),
    "struck": ("[-", "-]"),
    "unknown": ("[?", "?]"),
}
"""What may have become of words, and the marks around them that survive without colour."""


Block = Heading | Facts | Paragraph | Lines | Words | Redlined | Table | Attributed


def outline(answer: Any) -> tuple[Block, ...]:
    """The answer's blocks in reading order. Raises KeyError for a value that is no answer."""
    return tuple(_OUTLINES[type(answer)](answer))


def _warned(warnings: Sequence[Warn], about: str = "") -> Iterator[Block]:
    for where, told in warned(warnings, about):
        yield Paragraph(f"{where}: {told}" if where else told, warning=True)


def _source(source: Source) -> Iterator[Block]:
    if source.specimen:
        yield Paragraph(f"{SPECIMEN[0].upper()}{SPECIMEN[1:]}.", warning=True)
    yield Facts(tuple(facts(source)))
    yield from _warned(source.warnings)


def _words(text: str) -> Iterator[Block]:
    if text:
        yield Words(((text, False),))


def _clause(clause: Clause, level: int) -> Iterator[Block]:
    title = " ".join(filter(None, (safe_line(clause.label or clause.eid), safe_line(clause.heading or ""))))
    yield Heading(level, title, pages([clause.page, clause.page_end]))
    yield from _words(clause.text)


def _listing(answer: Listing) -> Iterator[Block]:
    yield Heading(1, safe_line(answer.source.name))
    yield from _source(answer.source)
    for clause in answer.clauses:
        yield from _clause(clause, min(clause.depth, 4) + 2)


def _redlines(answer: Redlines) -> Iterator[Block]:
    yield Heading(1, safe_line(answer.title))
    yield from head(answer)
    for pair in answer.pairs:
        yield from _pair(pair)


def head(answer: Redlines) -> Iterator[Block]:
    """What heads several redlines at once: a table, and what is to be known besides; nothing for one pair."""
    found = overview(answer)
    if found is None:
        return
    yield Table(found.title, found.header, found.rows)
    yield from (Paragraph(found.warning, warning=True),) if found.warning else ()
    yield from (Lines(found.remarks),) if found.remarks else ()


def _listed(found: Brief) -> Iterator[Block]:
    if found.touched:
        yield Paragraph(found.touched)
    if found.changes:
        yield Heading(2, found.title)
        yield Lines(tuple(one.sentence for one in found.changes))
    if found.more:
        yield Paragraph(found.more)


def _pair(pair: Compared) -> Iterator[Block]:
    if pair.old.specimen or pair.new.specimen:
        yield Paragraph(f"{SPECIMEN[0].upper()}{SPECIMEN[1:]}.", warning=True)
    for _, told in told_first(pair):
        yield Paragraph(told, warning=True)
    yield Paragraph(f"{summary(pair.whole)}.")
    if pair.hidden:
        yield Paragraph(f"Not shown: {hidden(pair)}.")
    yield from _listed(brief(pair))
    for where, told in told_later(pair):
        yield Paragraph(f"{where}: {told}", warning=True)
    for change in pair.full:
        yield Heading(3, headline(change), " · ".join(aside(change)))
        yield Redlined(change.diff)
    yield from map(Paragraph, filter(None, [nothing(pair)]))
    if went := runs(pair):
        yield Lines(
            tuple(f"{'moved' if run.moved else 'renumbered'}, words unchanged: {run}" for run in went)
        )
    yield from _notes(pair)
    declared = None if pair.partial else beside(pair)
    for block in blocks(declared, short=pair.summary_only) if declared else ():
        yield from (Heading(3, block.name),) if block.name else ()
        yield from (Paragraph(block.about),) if block.about else ()
        yield from (Lines(block.lines),) if block.lines else ()
    for name, source in (("older", pair.old), ("newer", pair.new)):
        yield Heading(2, f"{name}: {safe_line(source.name)}")
        yield Facts(tuple(facts(source)))


def _notes(pair: Compared) -> Iterator[Block]:
    if notes := reference_notes(pair):
        yield Heading(3, "References")
        yield Lines(tuple(f"{clause}: {told}" if clause else told for clause, told in notes))
    if lines := running_notes(pair):
        yield Heading(3, RUNNING)
        yield Lines(tuple(f"{line}." for line in lines))


def _tracing(answer: Tracing) -> Iterator[Block]:
    yield Heading(1, f"“{safe_line(answer.phrase)}”")
    for one in answer.found:
        specimen = " (specimen: never released by anyone)" if one.agreement.specimen else ""
        yield Heading(2, f"{safe_line(one.agreement.id)}{specimen}")
        yield Lines(one.sentences)
        if not one.found:
            continue
        for warning in one.trace.warnings:
            yield Paragraph(safe_line(warning), warning=True)
        if answer.asked:
            yield Heading(3, f"On {answer.asked.isoformat()}")
            told = one.on_the_day(answer.asked, answer.which)
            yield Facts(tuple((day.title, day.sentence) for day in told))
            for disputed in one.disputed():
                yield Paragraph(disputed, warning=True)
        yield from _versions(one)
        for state, hit in (*one.hits(), *(one.near_hits() if answer.near else ())):
            place = " > ".join(safe_line(part) for part in (*hit.path, hit.eid))
            yield Heading(3, f"{safe_line(one.versions[state.version].label)}  {place}", f"page {hit.page}")
            yield Words(((hit.context, False),))
            yield Facts((("sha256", one.versions[state.version].sha256 or ""),))
        if one.statements:
            yield Heading(3, "Said in public about it")
            yield Lines(
                tuple(f"{row.date}: {safe_line(row.who)}: {safe_line(row.says)}" for row in one.statements)
            )


def _statement(row: StatementRow) -> str:
    return safe_line(f"{row.date}: {row.who}: {row.says}{f' ({row.source})' if row.source else ''}")


def _versions(one: Followed) -> Iterator[Block]:
    rows = []
    for state in one.trace.versions:
        row, grounds = one.versions[state.version], one.grounds(state)
        force = period(row.in_force_from, row.in_force_until)
        public = one.disclosed(row.label)
        known = (
            f"dated {row.dated or '?'}",
            f"in force {force}" if force else "",
            f"public {public}" if public else "",
        )
        said = f"{state.state.value}{': ' if grounds else ''}{grounds}"
        rows.append((safe_line(row.label), "; ".join((*filter(None, known), said))))
    yield Facts(tuple(rows))


def _history(answer: History) -> Iterator[Block]:
    yield Heading(1, f"{safe_line(answer.asked)} through the versions")
    if answer.sentence:
        yield Paragraph(answer.sentence)
    for course in answer.courses:
        yield Heading(2, f"{safe_line(course.lineage.agreement)} · lineage {course.lineage.id}")
        for step in course.steps:
            yield from _step(step)


def _step(step: Step) -> Iterator[Block]:
    row, clause = step.row, step.row.clause
    dated = f", dated {row.version.dated}" if row.version.dated else ""
    about = f"{safe_line(clause.eid)}, page {clause.page}" if clause else ""
    yield Heading(3, f"{safe_line(row.version.label)}{dated}: {step.said}", about)
    if clause and row.change and row.change.kind is not ChangeKind.UNCHANGED:
        yield Redlined(row.change.diff)
    elif clause and row.change is None:
        yield from _words(clause.words)
    for upgrade in row.upgrades:
        yield Paragraph(read_otherwise(upgrade))
    yield Facts((("sha256", row.version.sha256 or ""),))


def _blaming(answer: Blaming) -> Iterator[Block]:
    yield Heading(1, answer.title)
    if answer.specimen:
        yield Paragraph(f"{SPECIMEN[0].upper()}{SPECIMEN[1:]}.", warning=True)
    yield Paragraph(answer.sentence)
    yield Facts(tuple((safe_line(one.name), one.said) for one in answer.versions))
    if not answer.asked:
        yield Paragraph(f"{answer.counts}.")
    for one in answer.found:
        yield from _blamed(one, full=bool(answer.asked))


def _blamed(one: Blamed, *, full: bool) -> Iterator[Block]:
    yield Heading(2, one.name)
    if full or one.changed:
        yield Paragraph(one.sentence)
    yield Attributed(one.pieces)
    yield from (Lines(one.remarks),) if one.remarks else ()
    if full:
        yield Table("Who brought which words", ("words", "brought", "taken"), one.rows)


def _standings(answer: Standings) -> Iterator[Block]:
    yield Heading(1, "What the archive holds")
    for one in answer.found:
        yield Heading(2, safe_line(one.agreement.title), safe_line(one.agreement.id))
        yield Paragraph(one.sentence)
        rows = []
        for line in one.lines:
            said = (line.dated or "?", line.state, safe_line(line.facts))
            rows.append((safe_line(line.label), "; ".join(filter(None, said))))
        yield Facts(tuple(rows))
        for version in dict.fromkeys(row.version for row in one.warnings):
            own = [Warn(row.code, row.message, row.page) for row in one.warnings if row.version == version]
            yield from _warned(own, safe_line((version or "").rpartition("@")[2]))
        for upgrade in one.upgrades:
            yield Paragraph(f"{safe_line(upgrade.version)}: {upgraded(upgrade)}")


def _hits(answer: Hits) -> Iterator[Block]:
    yield Heading(1, answer.sentence)
    yield from (Facts(answer.on_the_day),) if answer.days else ()
    for caution in answer.cautions:
        yield Paragraph(caution, warning=True)
    for hit in answer.found.hits:
        title = f"{safe_line(hit.version)}  {safe_line(hit.eid)}"
        about = (safe_line(hit.heading or ""), f"page {hit.page}", answer.remark(hit))
        yield Heading(2, title, " · ".join(filter(None, about)))
        yield Words(excerpt(hit.words, hit.spans))


def _citation(answer: Citation) -> Iterator[Block]:
    yield Paragraph(answer.sentence)


def _verdicts(answer: Verdicts) -> Iterator[Block]:
    yield Lines(tuple(one.sentence for one in answer.found))
    yield Paragraph(answer.sentence)


def _leaks(answer: Leaks) -> Iterator[Block]:
    for name, report in answer.reports:
        yield Heading(2, safe_line(name))
        yield Lines(tuple(said_of(report)))
    for _, why in answer.refused:
        yield Paragraph(safe_line(why), warning=True)


def _receipts(answer: Receipts) -> Iterator[Block]:
    for receipt in answer.given:
        first, *more = sentences(receipt)
        yield Paragraph(first, warning=receipt.state == "refused")
        yield from (Lines(tuple(line.strip() for line in more)),) if more else ()


def _built(answer: Built) -> Iterator[Block]:
    for problem in (*answer.problems, *answer.warnings):
        yield Paragraph(problem, warning=True)
    yield Paragraph(answer.sentence)


def _explained(answer: Explained) -> Iterator[Block]:
    yield Heading(1, safe_line(answer.title))
    for part in answer.parts:
        yield Heading(2, safe_line(part.name))
        yield Lines(tuple(safe_line(line) for line in part.lines))


_OUTLINES: Mapping[type, Callable[[Any], Iterator[Block]]] = {
    Redlines: _redlines,
    Listing: _listing,
    Tracing: _tracing,
    History: _history,
    Blaming: _blaming,
    Standings: _standings,
    Hits: _hits,
    Citation: _citation,
    Verdicts: _verdicts,
    Leaks: _leaks,
    Receipts: _receipts,
    Built: _built,
    Explained: _explained,
}
