"""The contents list held against the clauses found: where they disagree, a reader is told."""

from __future__ import annotations

from collections.abc import Sequence

from mouarchive.clauses.layout_values import ContentsEntry
from mouarchive.clauses.measures import fold
from mouarchive.model import Clause, Warn

__all__ = ["contents_warnings"]

_CODE = "contents-mismatch"
_MOST = 20


def contents_warnings(contents: Sequence[ContentsEntry], clauses: Sequence[Clause]) -> tuple[Warn, ...]:
    """One warning for each entry that no clause bears out, twenty at most (then one that counts the rest)."""
    by_label: dict[str, list[Clause]] = {}
    by_title: dict[str, list[Clause]] = {}
    for clause in clauses:
        by_label.setdefault(_plain(clause.label), []).append(clause)
        by_title.setdefault(_plain(clause.heading or clause.text), []).append(clause)
    found = [
        Warn(_CODE, message, entry.page)
        for entry in contents
        if (
            message := _disagreement(
                entry, by_label.get(_plain(entry.label), []), by_title.get(_plain(entry.title), [])
            )
        )
    ]
    if len(found) > _MOST:
        rest = len(found) - _MOST
        found[_MOST:] = [
            Warn(_CODE, f"{rest} more entries of the contents list differ from the headings found.")
        ]
    return tuple(found)


def _plain(text: str) -> str:
    """Titles are compared without case, spaces and end punctuation: print differs in all three."""
    return fold(text).replace(" ", "")


def _disagreement(entry: ContentsEntry, labelled: Sequence[Clause], titled: Sequence[Clause]) -> str | None:
    printed = f"{entry.label} {entry.title}".strip()
    if not entry.label or not entry.title:
        return None
    if any(clause in titled for clause in labelled):
        return None
    if titled:
        return (
            f"The contents list says {printed!r}; that heading is numbered {titled[0].label!r} in the text."
        )
    headed = [clause for clause in labelled if clause.heading]
    if not headed:
        return f"The contents list says {printed!r}; no such heading was found."
    title = _plain(entry.title)
    near = any(_plain(clause.heading or "").startswith(title[:20]) for clause in headed)
    if near:
        return None
    return f"The contents list says {printed!r}; in the text {entry.label} is headed {headed[0].heading!r}."
