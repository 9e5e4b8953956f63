"""What heads every redline: both texts with dates, hash and coverage; counts, warnings, references. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from mouarchive.answers.comparison import Compared
from mouarchive.answers.coverage import limits
from mouarchive.answers.texts import Source
from mouarchive.comparing import Fate, FurnitureChange, ReferenceFate
from mouarchive.model import Warn
from mouarchive.words import called, counted, pages, period, safe_line

__all__ = [
    "RUNNING", "SPECIMEN", "coverage", "facts", "hidden", "no_difference", "nothing", "notices", "printed",
    "reference_notes", "running_notes", "told_first", "told_later", "warned",
]  # fmt: skip

RUNNING = "On the pages, outside the text"
"""What stands over `running_notes`."""
SPECIMEN = "specimen: written for demonstration, never released by anyone"

_BLACKED_OUT = "blacked out"
_PASSAGES = re.compile(r"(\d+) passages? (?:is|are) blacked out")


def facts(source: Source, *, short: bool = False) -> list[tuple[str, str]]:
    """What is known of a text, as names and values; what is not known is left out.

    `short` leaves out what a client's page has no room for: how its letters were read, and its own claims.
    """
    found = [
        ("version", safe_line(source.name)),
        ("held as", safe_line(source.held_as or "")),
        ("agreement", safe_line(source.title or "")),
        ("file", _file(source)),
        ("dated", source.dated or ""),
        ("in force", period(source.in_force_from, source.in_force_until)),
        ("disclosed", source.disclosed or ""),
        ("request", safe_line(source.request or "")),
        ("read", coverage(source)),
        ("letters", source.reach.sentence),
        ("says of itself", printed(source)),
        ("sha256", source.sha256),
    ]
    return [(name, value) for name, value in found if value and not (short and name in _AT_LENGTH)]


_AT_LENGTH = frozenset(("letters", "says of itself"))


def _file(source: Source) -> str:
    """The name of a version's file; none for a bare one, which is called by it (without its folder)."""
    name = re.split(r"[/\\]", source.file or "")[-1]
    return "" if name == source.name else safe_line(name)


def coverage(source: Source) -> str:
    """How much of a text could be read: "17 of 18 pages read, 165 clauses, 4 with blacked-out passages"."""
    read = counted(source.pages, "page")
    if source.pages_read is not None:
        read = f"{source.pages_read} of {read} read"
    hidden = f", {source.redacted} with blacked-out passages" if source.redacted else ""
    passages = sum(clause.passage for clause in source.clauses)
    numbered = len(source.clauses) - passages
    clauses = counted(numbered, "clause") if numbered else "no clause could be read"
    besides = f", {counted(passages, 'passage')} outside them" if passages else ""
    return f"{read}, {clauses}{besides}{hidden}"


def printed(source: Source) -> str:
    """What the document prints about itself, which need not be true."""
    control = source.printed
    said = (control.label, control.status, control.date, control.marking)
    return " · ".join(safe_line(part) for part in said if part)


def hidden(whole: Compared) -> str:
    """How many clauses are not shown: "157 unchanged clauses"; empty for none."""
    return ", ".join(counted(number, f"{kind} clause") for kind, number in whole.hidden.items())


def nothing(pair: Compared) -> str:
    """That nothing differs among what was asked for, said of no more than was looked at; empty otherwise."""
    return "" if pair.shown or pair.summary_only else no_difference(pair, asked=pair.partial)


def no_difference(pair: Compared, *, asked: bool) -> str:
    """That nothing differs, or nothing `asked` for, in what could be read of the two."""
    among = " among what was asked for" if asked else ""
    left = limits((("older text", pair.old.reach), ("newer text", pair.new.reach)))
    return f"No difference{among} in what could be read: {left}." if left else f"No difference{among}."


def notices(whole: Compared) -> Iterator[tuple[str, str]]:
    """All that a reader must be warned of: where ("old, pages 3-4", or empty), and what."""
    for about, warnings in (
        ("", whole.whole.warnings),
        ("old", whole.old.warnings),
        ("new", whole.new.warnings),
    ):
        yield from warned(warnings, about)


def told_first(whole: Compared) -> list[tuple[str, str]]:
    """What must be known of the pair itself before any number is read: none read, gaps, two agreements."""
    return [one for one in notices(whole) if not one[0]]


def told_later(whole: Compared) -> list[tuple[str, str]]:
    """What is to be known of either text: pages read by OCR, blacked-out passages."""
    return _few(whole, [one for one in notices(whole) if one[0]])


_FEW = 2
"""Notes of each sort for which a client's page has room beside its ten changes and both files."""


def _few(pair: Compared, notes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The notes, and for a summary alone the first of them with how many more there are."""
    left = len(notes) - _FEW
    if not pair.summary_only or left <= 0:
        return notes
    return [*notes[:_FEW], ("", f"and {left:,} more, see the redline")]


def warned(warnings: Iterable[Warn], about: str = "") -> Iterator[tuple[str, str]]:
    """Each warning once, with the pages of those that differ in their page only; black boxes are added up."""
    grouped: dict[str, list[int]] = {}
    passages = 0
    for warning in warnings:
        message = _anywhere(safe_line(warning.message), warning.page)
        if number := _PASSAGES.fullmatch(message):
            message, passages = _BLACKED_OUT, passages + int(number[1])
        places = grouped.setdefault(message, [])
        if warning.page is not None:
            places.append(warning.page)
    for known, places in grouped.items():
        are = f"{counted(passages, 'passage')} {'is' if passages == 1 else 'are'} blacked out"
        message = are if known == _BLACKED_OUT else known
        yield ", ".join(part for part in (about, pages(places)) if part), message


def _anywhere(message: str, page: int | None) -> str:
    """A message without the page it names, which is said apart: so that many can be said at once."""
    if page is None:
        return message
    message = re.sub(rf"\s+on page {page}\b", "", message)
    return re.sub(rf"(^|\boutside )page {page}\b", r"\1the page", message)


def reference_notes(pair: Compared) -> list[tuple[str, str]]:
    """Each reference that is no longer what it was: the clause that makes it, and what became of it."""
    fates = [fate for fate in pair.references if fate.fate is not Fate.INTACT]
    return _few(pair, [(called(fate.new.clause), _told(fate)) for fate in fates])


def _told(fate: ReferenceFate) -> str:
    """What became of a reference, as a sentence to read behind the clause that makes it."""
    quote = f"“{safe_line(fate.new.quote)}”"
    target = called(fate.new.target or "")
    meant = called(fate.old.target or "") if fate.old else ""
    said = f"“{safe_line(fate.old.quote)}”" if fate.old else ""
    where = f"which is now {called(fate.was)}" if fate.was else "which is gone"
    was = f"; it meant {meant}, {where}" if meant else ""
    if fate.fate is Fate.DANGLING:
        end = was or ("; nor did the older one's" if fate.old else "")
        return f"{quote} refers to a clause that does not exist in the newer version{end}"
    if fate.fate is Fate.ELSEWHERE:
        how = "the number was amended" if fate.amended else "the number was left as it was"
        return f"{quote} now refers to another clause, {target}{was}; {how}"
    if fate.fate is Fate.FOLLOWED and fate.old:
        return f"{said} became {quote}: it refers to the same clause under its new number"
    return f"{quote} now refers to {target}, which the older version did not have"


_LINES: Mapping[str, tuple[str, str, str]] = {
    "version": ("The newer document calls itself version {new}, the older one {old}", "", ""),
    "status": ("The newer document calls itself “{new}”, the older one “{old}”", "", ""),
} | {
    what: (
        f"{name} now says “{{new}}”; it said “{{old}}”",
        f"{name} “{{old}}” is no longer printed",
        f"{name} “{{new}}” is new",
    )
    for what, name in (
        ("marking", "The marking"), ("header", "The running header"), ("footer", "The running footer"),
    )
}  # fmt: skip
"""What is said of a line that became another, that went, that came."""
_MANY = 6
"""Lines that are told one by one: a book's headers name each of its chapters."""


def running_notes(pair: Compared) -> list[str]:
    """What the pages say otherwise and the text does not, a sentence each; for the whole comparison alone."""
    if pair.partial:
        return []
    told = [_running(one) for one in pair.running]
    if pair.summary_only:
        return [said for _, said in _few(pair, [("", said) for said in told])]
    left = len(told) - _MANY
    return told if left <= 0 else [*told[:_MANY], f"{counted(left, 'more running line')} differ"]


def _running(one: FurnitureChange) -> str:
    both, gone, come = _LINES[one.what]
    said = both if one.old and one.new else gone if one.old else come
    return said.format(old=safe_line(one.old or ""), new=safe_line(one.new or ""))
