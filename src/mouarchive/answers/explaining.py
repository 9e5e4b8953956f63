"""Why each clause is a clause, and why each change is what it is: steps and rules in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from mouarchive.answers.changes import numbers, what
from mouarchive.answers.comparison import Compared, Redlines
from mouarchive.answers.heading import coverage, notices
from mouarchive.answers.listing import listing
from mouarchive.answers.texts import Progress, file_of, quiet, read_document
from mouarchive.clauses.explain import Explained as Clause
from mouarchive.clauses.explain import Explanation, Reason, Unbelieved
from mouarchive.clauses.explain import explain as explain_clauses
from mouarchive.comparing.comparison import Explained as Change
from mouarchive.comparing.comparison import explain as explain_changes
from mouarchive.words import counted, safe_line

__all__ = ["Explained", "Part", "explained_redlines", "explained_text"]

_SHOWN = 90
"""Letters of a printed line that are quoted: enough to find it on its page."""


class Part(msgspec.Struct, frozen=True):
    """One clause, change or line: its name, and what made it so, a sentence a line."""

    name: str
    lines: tuple[str, ...]


class Explained(msgspec.Struct, frozen=True):
    """The answer to `--explain`: the parts in reading order."""

    title: str
    parts: tuple[Part, ...]


def explained_text(
    name: str, clause: str | None = None, *, ocr: bool = True, progress: Progress = quiet
) -> Explained:
    """Why the clauses of a text are what they are, or one clause with all it contains.

    The file is read anew. Raises what `listing` raises, MouarchiveError where the file is not held.
    """
    asked = listing(name, clause, ocr=ocr, progress=progress)
    with progress("Reading") as tell:
        document = read_document(
            file_of(asked.source), ocr=ocr, progress=lambda done, total: tell(done, total, name)
        )
    found = explain_clauses(document)
    wanted = {one.eid for one in asked.clauses}
    pages = {page for one in asked.clauses for page in range(one.page, one.page_end + 1)}
    source = asked.source
    parts = [Part("the text", (f"{safe_line(source.name)}, {coverage(source)}, sha256 {source.sha256}",))]
    parts += [_clause(one) for one in found.clauses if one.eid in wanted]
    parts += [_unbelieved(one) for one in found.unbelieved if clause is None or one.within in wanted]
    parts += list(_aside(found, None if clause is None else pages))
    return Explained(f"{safe_line(asked.source.name)}: why its clauses are what they are", tuple(parts))


def _clause(one: Clause) -> Part:
    return Part(one.eid, tuple(_why(one)))


def _why(one: Clause) -> Iterator[str]:
    yield f"it begins on page {one.page}: {_quoted(one.printed)}"
    if one.label:
        others = f"; it was not read as {' or as '.join(one.others)}" if one.others else ""
        yield f"its label {_quoted(one.label)} was read as {one.reading}{others}"
    if one.reasons:
        if any(reason.points for reason in one.reasons):
            yield f"{one.points:+g} points in all:"
        yield from map(_reason, one.reasons)
    yield f"it stands in {one.parent}" if one.parent else "it stands in no other clause"
    if one.heading_from:
        yield f"its heading: {one.heading_from}"
    if one.text_from:
        yield f"its text: {one.text_from}"


def _reason(one: Reason) -> str:
    points = f"{one.points:+g} " if one.points else ""
    return f"{points}{one.rule}: {one.because}"


def _unbelieved(one: Unbelieved) -> Part:
    verdict = (
        "likelier text than a label" if one.points < 0 else "to believe it would have cost other labels more"
    )
    told = (
        f"{_quoted(one.label)} could have been {one.reading}, clause {one.eid}",
        f"{one.points:+g} points in all: {verdict}",
        *map(_reason, one.reasons),
    )
    return Part(f"left as text, page {one.page}: {_quoted(one.printed)}", told)


def _aside(found: Explanation, pages: set[int] | None) -> Iterator[Part]:
    """What was set aside, by role, each line once with how often it stands."""
    lines = Counter((one.role, one.printed) for one in found.aside if pages is None or one.page in pages)
    for role in sorted({role for role, _ in lines}):
        told = tuple(
            _quoted(printed) + (f" ({counted(times, 'time')})" if times > 1 else "")
            for (of, printed), times in lines.items()
            if of == role
        )
        yield Part(f"set aside as {role}", told)


def explained_redlines(redlines: Redlines) -> Explained:
    """Why each change that is to be shown is what it is."""
    several = len(redlines.pairs) > 1
    parts: list[Part] = []
    for pair in redlines.pairs:
        lead = f"{pair.old.name} → {pair.new.name}, " if several else ""
        parts.append(_texts(pair))
        parts += [
            Part(f"{safe_line(lead)}{numbers(one.change)}: {what(one.change)}", tuple(_why_changed(one)))
            for one in explain_changes(pair.whole)
            if one.change in pair.shown or (pair.partial and not pair.shown and one.change in pair.changes)
        ]
    return Explained(f"{safe_line(redlines.title)}: why its changes are what they are", tuple(parts))


def _texts(pair: Compared) -> Part:
    """What is compared, and what to beware of: without it no reason can be relied on."""
    sides = (
        f"{name}: {safe_line(text.name)}, {coverage(text)}, sha256 {text.sha256}"
        for name, text in (("older", pair.old), ("newer", pair.new))
    )
    beware = (f"{where}: {told}" if where else told for where, told in notices(pair))
    nothing = () if pair.shown else ("nothing differs among what was asked for",)
    return Part("the two texts", (*sides, *beware, *nothing))


def _why_changed(one: Change) -> Iterator[str]:
    for told in (one.pairing, one.place, one.sort, one.nearest):
        if told:
            yield told


def _quoted(text: str) -> str:
    line = safe_line(text)
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"
