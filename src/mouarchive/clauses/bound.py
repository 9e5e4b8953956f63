"""Whether a file binds more than one document: a covering letter, or two versions of one agreement.

    1 Terms … 5.8 Emails      pages 1 to 7, "Page 7 of 7"
    1 Terms … 5.8 Emails      from page 9 on, "Page 1 of 6"

Two signs, each enough by itself, and each said: page numbers that begin again ("1 of n"), and a numbering
that begins again outside any annex with clauses that mostly stood there before. Annexes that restart their
numbers are no sign, nor is a single number printed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mouarchive.clauses.measures import fold
from mouarchive.model import Aside, Clause, Warn

__all__ = ["bound_warnings"]

_CODE = "bound-together"
_RUNNING = frozenset({"header", "footer"})
_OF = re.compile(r"(?<![\w/.])(\d{1,4})\s*(?:\bof\b|/)\s*(\d{1,4})(?![\w/])", re.IGNORECASE)
# Beside other words a bare "3/4" may be part of a date.
_PAGE_OF = re.compile(r"\bpage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.IGNORECASE)
_AGAIN = re.compile(r"(?P<eid>.+?)#(?P<time>\d+)")
_LEAST = 5
_MOSTLY = 0.5
_WORDS = 8


def bound_warnings(clauses: Sequence[Clause], asides: Iterable[Aside]) -> tuple[Warn, ...]:
    """One warning for each page on which another document seems to begin, in order of pages."""
    signs: dict[int, list[str]] = {}
    for page in _numbered_again(asides):
        signs.setdefault(page, []).append("its page numbers begin again at 1")
    for page, count in _told_again(clauses):
        near = next((at for at in signs if abs(at - page) <= 1), page)
        signs.setdefault(near, []).append(f"{count} clauses stand there again, under the same numbers")
    return tuple(
        Warn(
            _CODE,
            f"More than one document seems to be bound in this file: another begins on page {page}"
            f" ({'; '.join(why)}). Split it before its clauses are compared.",
            page,
        )
        for page, why in sorted(signs.items())
    )


def _numbered_again(asides: Iterable[Aside]) -> list[int]:
    """Pages that are "1 of n" where a page before them has such a number already."""
    found: dict[int, tuple[int, int]] = {}
    for aside in asides:
        match = _OF.search(aside.text) if aside.role == "page-number" else None
        if aside.role in _RUNNING:
            match = _PAGE_OF.search(aside.text)
        if match:
            number, whole = int(match[1]), int(match[2])
            if 1 <= number <= whole:
                found.setdefault(aside.page, (number, whole))
    again: list[int] = []
    before: tuple[int, int] | None = None
    for page, (number, whole) in sorted(found.items()):
        if before is not None and number == 1 and (before[0] > 1 or whole != before[1] or before[1] == 1):
            again.append(page)
        before = (number, whole)
    return again


def _told_again(clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Where the clauses begin a second time, third time …: the page, and how many are the same as before."""
    first = {clause.eid: clause for clause in clauses if "#" not in clause.eid}
    times: dict[int, list[tuple[Clause, bool]]] = {}
    for clause in clauses:
        match = _AGAIN.fullmatch(clause.eid)
        if match and (earlier := first.get(match["eid"])) is not None:
            same = _opening(clause) == _opening(earlier) and clause.page > earlier.page
            times.setdefault(int(match["time"]), []).append((clause, same))
    found = []
    for told in times.values():
        count = sum(alike for _, alike in told)
        if count >= _LEAST and count >= _MOSTLY * len(told) and len(told) >= _MOSTLY * len(first):
            found.append((min(clause.page for clause, _ in told), count))
    return found


def _opening(clause: Clause) -> tuple[str, ...]:
    """Heading and first words, without case and signs: what a clause is told by."""
    return tuple(fold(clause.words).split()[:_WORDS])
