"""What happened to a clause, in words that all formats share. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mouarchive.model import Change, ChangeClass, ChangeKind
from mouarchive.output.counts import UNKNOWN, UNREDACTED, counted_as
from mouarchive.output.safe import safe_line

__all__ = ["aside", "because", "how", "pieces", "what"]

_BY_HAND = "paired by hand"
_COVERED = "; it may stand under what is blacked out"
# How the alignment calls it, and what that means where the redline shows that something differs.
_IDENTICAL, _SAME_LETTERS = "identical text", "the same letters and figures"


def how(change: Change) -> tuple[str, ...]:
    """What a change counts as, then renumbered or moved: the words that filters go by, the class apart."""
    flags = (("renumbered", change.renumbered), ("moved", change.moved))
    return (counted_as(change), *(word for word, said in flags if said))


def what(change: Change) -> str:
    """What happened to a clause, as "modified (substantive), renumbered"."""
    first, *more = how(change)
    if first == UNKNOWN:
        first = f"unknown, {_unknown(change)}"
    elif first == UNREDACTED:
        first = "unredacted, blacked out in the older text"
    elif change.kind is ChangeKind.MODIFIED and change.change_class:
        first += f" ({change.change_class.value})"
    return f"{first}{', ' if more else ''}{' and '.join(more)}"


def _unknown(change: Change) -> str:
    if change.old and change.new:
        return "blacked out differently"
    return f"in the {'older' if change.old else 'newer'} text only"


def aside(change: Change) -> list[str]:
    """Where it stands, what it came from or went into, and what paired the two clauses."""
    places = [f"page {side.page}" for side in (change.old, change.new) if side]
    facts = [" → ".join(dict.fromkeys(places))]
    if change.split_from:
        facts.append(f"split from {safe_line(change.split_from)}")
    if change.merged_into:
        facts.append(f"merged into {safe_line(change.merged_into)}")
    if change.kind is ChangeKind.MODIFIED and change.change_class is ChangeClass.OCR_LIKE:
        facts.append(_doubt(change))
    paired = bool(change.old and change.new)
    if paired or counted_as(change) == UNKNOWN or " by hand (" in change.rule:
        facts.append(because(change))
    return [fact for fact in facts if fact]


def _doubt(change: Change) -> str:
    """That a difference may be the scan's: what is to be looked at, and where."""
    pages = [side.page for side in (change.old, change.new) if side and side.ocr]
    if not pages:
        return ""
    places = " and ".join(dict.fromkeys(f"page {page}" for page in pages))
    return f"a possible change, or a misreading: check the picture of {places}"


def because(change: Change) -> str:
    """The rule that paired the two clauses, or why one stands alone; empty where none is known."""
    rule = safe_line(change.rule)
    if not rule or rule.startswith(_BY_HAND):
        return rule
    if not (change.old and change.new):
        at = rule.find(_COVERED)
        return f"why: {rule}" if at < 0 else rule[at + 2 :]
    if change.kind is ChangeKind.MODIFIED and rule.startswith(_IDENTICAL):
        rule = _SAME_LETTERS + rule.removeprefix(_IDENTICAL)
    return f"paired by: {rule}"


def pieces(changes: Iterable[Change]) -> dict[int, str]:
    """What was divided or merged, on each clause that it concerns, by the `id` of its change.

    The pieces say where they come from or went, and the clause they came from or went into names them.
    """
    listed = list(changes)
    olds = {change.old.eid: change for change in listed if change.old}
    news = {change.new.eid: change for change in listed if change.new}
    found: dict[int, str] = {}
    divided: dict[str, list[str]] = {}
    merged: dict[str, list[str]] = {}
    for change in listed:
        if change.split_from and change.new:
            found[id(change)] = f"split from {change.split_from} of the older text"
            divided.setdefault(change.split_from, []).append(change.new.eid)
        if change.merged_into and change.old:
            found[id(change)] = f"merged into {change.merged_into} of the newer text"
            merged.setdefault(change.merged_into, []).append(change.old.eid)
    for eid, parts in divided.items():
        if eid in olds:
            found[id(olds[eid])] = f"divided: {', '.join(parts)} of the newer text {_come(parts)} from it"
    for eid, parts in merged.items():
        if eid in news:
            found[id(news[eid])] = f"took in {', '.join(parts)} of the older text"
    return {at: safe_line(said) for at, said in found.items()}


def _come(parts: Sequence[str]) -> str:
    return "comes" if len(parts) == 1 else "come"
