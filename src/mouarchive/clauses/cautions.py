"""What a reader is warned of: where the clauses found may not be all that the file means to say.

    contents-mismatch   the contents list prints a heading that no clause bears out
    bound-together      a covering letter, or two versions of one agreement, in one file
    lost-letter         a letter that a font does not name
    form-field          words that somebody filled into a form, and could change
    typed-on            words that somebody typed or stamped onto the finished page
    tags-…              the file's own tags say otherwise

Nothing is changed by them: where signs disagree, that is said.

On its own: what a reader is warned of, apart from what is made of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from mouarchive.clauses.layout import ContentsEntry
from mouarchive.clauses.layout_rules import CAUTIONS
from mouarchive.clauses.measures import fold
from mouarchive.model import Aside, Box, Clause, FormField, Line, Page, Warn

__all__ = ["bound_warnings", "contents_warnings", "mark_fields", "mark_lost", "tag_warnings"]

_LOST = "\ufffd"
_RUNNING = frozenset({"header", "footer"})
_FURNITURE = _RUNNING | {"page-number", "marking", "line-number", "watermark"}
_OUTSIDE = -1
"""The tag of a line that the file's own tags call no part of its text."""
_OF = re.compile(r"(?<![\w/.])(\d{1,4})\s*(?:\bof\b|/)\s*(\d{1,4})(?![\w/])", re.IGNORECASE)
# Beside other words a bare "3/4" may be part of a date.
_PAGE_OF = re.compile(r"\bpage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.IGNORECASE)
_AGAIN = re.compile(r"(?P<eid>.+?)#(?P<time>\d+)")


# ------------------------------------------------------------------ the contents list


def contents_warnings(contents: Sequence[ContentsEntry], clauses: Sequence[Clause]) -> tuple[Warn, ...]:
    """One warning for each entry that no clause bears out, twenty at most (then one that counts the rest)."""
    by_label: dict[str, list[Clause]] = {}
    by_title: dict[str, list[Clause]] = {}
    for clause in clauses:
        by_label.setdefault(_plain(clause.label), []).append(clause)
        by_title.setdefault(_plain(clause.heading or clause.text), []).append(clause)
    found = []
    for entry in contents:
        labelled, titled = by_label.get(_plain(entry.label), []), by_title.get(_plain(entry.title), [])
        if message := _disagreement(entry, labelled, titled):
            found.append(Warn("contents-mismatch", message, entry.page))
    rest = len(found) - CAUTIONS.told
    if rest > 0:
        said = f"{rest} more entries of the contents list differ from the headings found."
        found[CAUTIONS.told :] = [Warn("contents-mismatch", said)]
    return tuple(found)


def _plain(text: str) -> str:
    """Titles are compared without case, spaces and end punctuation: print differs in all three."""
    return fold(text).replace(" ", "")


def _disagreement(entry: ContentsEntry, labelled: Sequence[Clause], titled: Sequence[Clause]) -> str | None:
    if not entry.label or not entry.title or any(clause in titled for clause in labelled):
        return None
    says = f"The contents list says {f'{entry.label} {entry.title}'!r};"
    if titled:
        return f"{says} that heading is numbered {titled[0].label!r} in the text."
    headed = [clause for clause in labelled if clause.heading]
    if not headed:
        return f"{says} no such heading was found."
    begins = _plain(entry.title)[: CAUTIONS.same_letters]
    if any(_plain(clause.heading or "").startswith(begins) for clause in headed):
        return None
    return f"{says} in the text {entry.label} is headed {headed[0].heading!r}."


# ------------------------------------------------------------------ more than one document


def bound_warnings(clauses: Sequence[Clause], asides: Iterable[Aside]) -> tuple[Warn, ...]:
    """One warning for each page on which another document seems to begin, in order of pages.

        1 Terms … 5.8 Emails      pages 1 to 7, "Page 7 of 7"
        1 Terms … 5.8 Emails      from page 9 on, "Page 1 of 6"

    Two signs, each enough by itself: page numbers that begin again, and a numbering that begins again outside
    any annex with clauses that mostly stood there before.
    """
    signs: dict[int, list[str]] = {}
    for page in _numbered_again(asides):
        signs.setdefault(page, []).append("its page numbers begin again at 1")
    for page, count in _told_again(clauses):
        near = next((at for at in signs if abs(at - page) <= 1), page)
        signs.setdefault(near, []).append(f"{count} clauses stand there again, under the same numbers")
    return tuple(
        Warn(
            "bound-together",
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
        if match and 1 <= int(match[1]) <= int(match[2]):
            found.setdefault(aside.page, (int(match[1]), int(match[2])))
    return [
        page
        for (_, (before, whole)), (page, (number, total)) in pairwise(sorted(found.items()))
        if number == 1 and (before > 1 or total != whole or whole == 1)
    ]


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
        mostly = 2 * count >= len(told) and 2 * len(told) >= len(first)
        if mostly and count >= CAUTIONS.told_again:
            found.append((min(clause.page for clause, _ in told), count))
    return found


def _opening(clause: Clause) -> tuple[str, ...]:
    """Heading and first words, without case and signs: what a clause is told by."""
    return tuple(fold(clause.words).split()[: CAUTIONS.opening])


# ------------------------------------------------------------------ letters and fields


def mark_lost(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses, those with a warning of their own in which a letter is not known."""
    return tuple(_with_lost(clause, clause.words.count(_LOST)) for clause in clauses)


def _with_lost(clause: Clause, count: int) -> Clause:
    if not count:
        return clause
    what = "One letter of this text is" if count == 1 else f"{count} letters of this text are"
    said = f"{what} not named by the font and shown as {_LOST}; look at the page itself."
    return replace(clause, warnings=(*clause.warnings, Warn("lost-letter", said, clause.page)))


_TYPED = "typed"  # fact: the kind of `FormField` that is no field


def mark_fields(clauses: Sequence[Clause], pages: Sequence[Page]) -> tuple[Clause, ...]:
    """The clauses, those with a warning of their own on whose lines a field of the form stands."""
    fields = {page.number: page.fields for page in pages if page.fields}
    return tuple(_with_fields(clause, fields) for clause in clauses)


def _with_fields(clause: Clause, fields: dict[int, tuple[FormField, ...]]) -> Clause:
    found = [
        (field.kind, place.page)
        for place in clause.boxes
        for field in fields.get(place.page, ())
        if _stands_in(field.box, place.box) and (field.text.split() or [field.text])[0] in clause.words
    ]
    typed = [page for kind, page in found if kind == _TYPED]
    if typed:
        said = "Words in this text were typed or stamped onto the finished page."
        clause = replace(clause, warnings=(*clause.warnings, Warn("typed-on", said, typed[0])))
    inside = [page for kind, page in found if kind != _TYPED]
    if not inside:
        return clause
    what = "a field" if len(inside) == 1 else f"{len(inside)} fields"
    said = f"What was filled into {what} of the form stands in this text; it is not part of the print."
    return replace(clause, warnings=(*clause.warnings, Warn("form-field", said, inside[0])))


def _stands_in(inner: Box, outer: Box) -> bool:
    """Whether the two share a row, and the inner one begins inside."""
    middle = (inner.y0 + inner.y1) / 2
    level = outer.y0 <= middle <= outer.y1 or inner.y0 <= (outer.y0 + outer.y1) / 2 <= inner.y1
    return level and outer.x0 - 1 <= inner.x0 <= outer.x1 + 1


# ------------------------------------------------------------------ the file's own tags

_TEXT = (
    "tags-text",
    "The file's own tags call lines part of the text that were set aside as header or footer: {pages}.",
)
_ARTIFACT = (
    "tags-artifact",
    "The file's own tags call lines no part of the text that stand in it here: {pages}.",
)
_ORDER = ("tags-order", "The file's own tags put the lines in another order than they were read in: {pages}.")


def tag_warnings(pages: Sequence[Page], asides: Iterable[Aside]) -> tuple[Warn, ...]:
    """One warning for each kind of disagreement, with its pages; none for pages without tags.

    Tags that leave out a fifth of a page's text are not asked about it: its author tagged in part.
    """
    furniture = {
        (aside.page, round(aside.box.x0), round(aside.box.y0)) for aside in asides if aside.role in _FURNITURE
    }
    found: dict[tuple[str, str], list[int]] = {_TEXT: [], _ARTIFACT: [], _ORDER: []}
    for page in pages:
        if len(page.tags) != len(page.lines):
            continue
        out = [tag for tag, line in zip(page.tags, page.lines, strict=True) if _place(line) in furniture]
        body = [tag for tag, line in zip(page.tags, page.lines, strict=True) if _place(line) not in furniture]
        kept = [tag for tag in body if tag != _OUTSIDE]
        if len(kept) < CAUTIONS.tagged * len(body) or not kept:
            continue
        if sum(tag != _OUTSIDE for tag in out) >= CAUTIONS.lines:
            found[_TEXT].append(page.number)
        if len(body) - len(kept) >= CAUTIONS.lines:
            found[_ARTIFACT].append(page.number)
        backwards = sum(after < before for before, after in pairwise(kept))
        if backwards > max(CAUTIONS.lines, CAUTIONS.backwards * len(kept)):
            found[_ORDER].append(page.number)
    return tuple(Warn(kind[0], kind[1].format(pages=_named(at)), at[0]) for kind, at in found.items() if at)


def _place(line: Line) -> tuple[int, int, int]:
    return line.page, round(line.box.x0), round(line.box.y0)


def _named(pages: Sequence[int]) -> str:
    first = ", ".join(map(str, pages[: CAUTIONS.pages]))
    return f"page{'s' if len(pages) > 1 else ''} {first}{', ...' if len(pages) > CAUTIONS.pages else ''}"
