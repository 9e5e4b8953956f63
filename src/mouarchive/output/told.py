"""What happened to a clause, in words that all formats share. Pure."""

from __future__ import annotations

from mouarchive.model import Change, ChangeClass, ChangeKind
from mouarchive.output.safe import safe_line

__all__ = ["aside", "what"]


def what(change: Change) -> str:
    """What happened to a clause, as "modified (substantive), renumbered"."""
    words = [change.kind.value]
    unknown = change.change_class is ChangeClass.REDACTION
    if change.change_class and (change.kind is ChangeKind.MODIFIED or unknown):
        words.append(f"({change.change_class.value})")
    more = [word for word, said in (("renumbered", change.renumbered), ("moved", change.moved)) if said]
    if more:
        words[-1] += ","
        words.append(" and ".join(more))
    return " ".join(words)


def aside(change: Change) -> list[str]:
    """Where it stands, what it came from or went into, and what paired the two clauses."""
    places = [f"page {side.page}" for side in (change.old, change.new) if side]
    facts = [" → ".join(dict.fromkeys(places))]
    if change.split_from:
        facts.append(f"split from {safe_line(change.split_from)}")
    if change.merged_into:
        facts.append(f"merged into {safe_line(change.merged_into)}")
    if change.old and change.new and change.rule:
        facts.append(f"paired by: {safe_line(change.rule)}")
    elif change.change_class is ChangeClass.REDACTION:
        facts.append(f"why: {safe_line(change.rule)}")
    return facts
