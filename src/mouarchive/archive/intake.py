"""What a person must hear before a file becomes part of the record: leaks, redlines, names that mislead."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from mouarchive.archive.accession_values import Chosen, Incoming
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.series import label_in_name
from mouarchive.errors import UnreadableError
from mouarchive.model import LeakReport
from mouarchive.reading.redaction.words import describe

__all__ = ["REDLINE", "alarms", "as_redline", "check", "says_of_itself"]

REDLINE = "redline-document"
"""Code of the reader's warning about a file that shows the old and the new reading at once."""

_DISAGREE = "engines-disagree"
_ODD = frozenset({"bound-together", "tags-text", "tags-artifact", "tags-order"})
_MOST_LEAKS = 5
_MOST_PAGES = 8


def as_redline(incoming: Incoming, chosen: Chosen) -> Chosen:
    """A redline is no version of its own: it counts as a draft, unless a person has said what it is."""
    told = all(key != "status" for key, _, _ in chosen.proposed) and chosen.options.status is not None
    if told or not _is_redline(incoming):
        return chosen
    proposed = tuple(entry for entry in chosen.proposed if entry[0] != "status")
    ground = "it shows the old and the new reading at once; --status says otherwise"
    return replace(
        chosen,
        options=replace(chosen.options, status="draft"),
        proposed=(*proposed, ("status", "draft", ground)),
    )


def _is_redline(incoming: Incoming) -> bool:
    return incoming.reading is not None and any(w.code == REDLINE for w in incoming.reading.warnings)


def says_of_itself(incoming: Incoming) -> Iterator[tuple[str, str, str]]:
    """Marking and history as the document prints them: said in the receipt, kept by the build."""
    if incoming.reading is None:
        return
    control = incoming.reading.cut.control
    if control.marking:
        yield "marking", control.marking, "printed on its pages"
    if control.history:
        rows = ", ".join(f"{row.label} ({row.date})" if row.date else row.label for row in control.history)
        yield "history", rows, "its own table of versions: each becomes part of the register"


def alarms(incoming: Incoming, chosen: Chosen, asked: str | None) -> Iterator[str]:
    """One line for each thing that does not fit; `asked` is the label a person gave."""
    yield from _labels(incoming, chosen, asked)
    if _is_redline(incoming):
        yield "this file shows the old and the new reading at once; it is not a version of its own"
    yield from _doubts(incoming)
    yield from _oddities(incoming)
    if incoming.unchecked:
        yield f"it could not be checked for hidden text: {incoming.unchecked}"
    if incoming.leaks is not None:
        yield from _leaks(incoming.leaks)


def _doubts(incoming: Incoming) -> Iterator[str]:
    """The pages on which two readers have different letters, in one line."""
    if incoming.reading is None:
        return
    pages = [str(w.page) for w in incoming.reading.warnings if w.code == _DISAGREE]
    if pages:
        more = ", ..." if len(pages) > _MOST_PAGES else ""
        which = f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(pages[:_MOST_PAGES])}{more}"
        yield f"two readers do not read the same on {which}: check the text against the page"


def _oddities(incoming: Incoming) -> Iterator[str]:
    """What the text itself gives reason to look at: two documents in one file, tags that say otherwise."""
    if incoming.reading is None:
        return
    for warning in incoming.reading.cut.warnings:
        if warning.code in _ODD:
            yield warning.message[:1].lower() + warning.message[1:].rstrip(".")


def _labels(incoming: Incoming, chosen: Chosen, asked: str | None) -> Iterator[str]:
    """File name, cover and what a person said may name three versions."""
    printed = incoming.reading.cut.control.label if incoming.reading else None
    named = label_in_name(incoming.path.name)
    if asked and printed and plain_label(asked) != plain_label(printed):
        yield f"the document prints the version label {printed}, you said {asked}; what you said is recorded"
    says = plain_label(printed or chosen.label)
    if named and named != says:
        who = "the document itself" if printed else "the record"
        yield f"the file's name says {named}, {who} says {says}"


def _leaks(report: LeakReport) -> Iterator[str]:
    found = [describe(leak) for leak in report.leaks if leak.grave]
    yield from found[:_MOST_LEAKS]
    if len(found) > _MOST_LEAKS:
        yield f"and {len(found) - _MOST_LEAKS} more places; see them all with: mouarchive check"
    if found:
        yield "it holds text that its pages do not show: do not publish it before a person has looked"
    if report.warnings:
        yield f"{len(report.warnings)} of its pages could not be checked for hidden text"


def check(incoming: Incoming) -> Incoming:
    """The same with its leak report, where the file can be read at all."""
    from mouarchive.reading import check_leaks  # noqa: PLC0415 - loads the reading room

    if incoming.unread is not None:
        return incoming
    try:
        return replace(incoming, leaks=check_leaks(incoming.path))
    except UnreadableError as error:
        return replace(incoming, unchecked=str(error))
