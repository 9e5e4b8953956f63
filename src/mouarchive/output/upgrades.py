"""A technical upgrade in words: the reader changed, the document did not. Pure."""

from __future__ import annotations

from mouarchive.archive.database.rows import UpgradeRow
from mouarchive.output.safe import safe_line
from mouarchive.output.words import count

__all__ = ["readers", "upgraded"]


def upgraded(one: UpgradeRow) -> str:
    """How many clauses a newer reader reads otherwise, and how, in one line."""
    parts = [
        f"{number} {what}"
        for number, what in (
            (one.modified, "in other words"),
            (one.only_new, "found only now"),
            (one.only_old, "no longer found"),
        )
        if number
    ]
    if one.renumbered:
        parts.append(f"{one.renumbered} under another number")
    since = f" since {one.seen}" if one.seen else ""
    return (
        f"technical upgrade, no change of the agreement: the same bytes are read otherwise{since}, "
        f"{count(one.clauses, 'clause')} ({', '.join(parts)}); {readers(one)}"
    )


def readers(one: UpgradeRow) -> str:
    """By what it was read before and by what since."""
    old, new = safe_line(one.old_engine), safe_line(one.new_engine)
    return f"read by {old} with other rules" if old == new else f"read by {old} before, by {new} since"
