"""Where the last clause of a list ends though no label follows: an enclosure, an index, a back cover.

    5. If you have questions, ask the desk.      the page ends short, its sentence is complete
                                                 and the numbers do not go on
                     OVERVIEW                    first on a new page, centred, in heading type
    This memorandum is supported by …            back matter: unnumbered, and no part of 5

Text must never be taken from a clause that runs over a page, so all of these signs are asked for together.
Lengths are in points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from mouarchive.clauses.layout import BodyLine
from mouarchive.clauses.measures import Measures, is_heading_type
from mouarchive.clauses.numbering.stack import Placement
from mouarchive.clauses.text.joining import is_bullet
from mouarchive.clauses.vocabulary import one_of
from mouarchive.model import Line

__all__ = ["find_back_matter"]

_CENTRED = 12.0
_INSET = 24.0
"""White space on either side of a centred line, at least."""
_MUCH_LARGER = 1.25
"""Size of a title that need not be centred, as a share of the text's."""
_SHORT_BY = 4
"""Lines that would still have had room on a page that ends short."""
_ROOM = 0.1
"""The same as a share of the usual height of the text."""
_TITLE_LINES = 3
_FEW = 4  # letters: less may be a numeral
_USUAL_FOOT = 0.8  # of the pages end above it
_SAME_SIZE = 0.8
_OPEN = re.compile(rf"(?:[,:\u2014\u2013-]|\b(?:{one_of('open_words')}))$", re.IGNORECASE)
_ENDED = re.compile(r"[.;!?][\u201d\u2019\"')\]]*$")
_NO_TITLE = re.compile(
    rf"(?:{one_of('captions')})\s*\w{{0,3}}\b|.*\b(?:{one_of('continued')})\b\W*$",
    re.IGNORECASE,
)


def find_back_matter(
    body: Sequence[BodyLine], labels: Mapping[int, Sequence[Placement]], usual: Measures
) -> dict[int, int]:
    """Rows with which back matter begins, each with the number of lines of its title."""
    rows = sorted(labels)
    foot = _usual_foot(body)
    tops: dict[str, int] = {}
    for item in body:
        if item.first_in_page:
            tops[item.line.text] = tops.get(item.line.text, 0) + 1
    found: dict[int, int] = {}
    for row, item in enumerate(body):
        if not rows or row <= rows[0] or row in labels or not item.first_in_page or item.table is not None:
            continue
        at = bisect_left(rows, row)
        following = labels[rows[at]][0] if at < len(rows) else None
        until = rows[at] if at < len(rows) else len(body)
        within = labels[rows[at - 1]][-1]
        if within.kind == "container":  # an annex of running text has titles of its own
            continue
        if _goes_on(following) or tops[item.line.text] > 1 or not _is_title(body, row, usual):
            continue
        if _ends(body, row - 1, usual) and _ends_short(body[row - 1].line, foot, usual):
            found[row] = _title_lines(body, row, until, usual)
    return found


def _goes_on(following: Placement | None) -> bool:
    """Whether the next label is of the lists in progress, rather than a new part or a new list."""
    if following is None or following.kind == "container":
        return False
    return following.parent is not None or following.mark.path[-1] != 1


def _usual_foot(body: Sequence[BodyLine]) -> float:
    """The height down to which pages are usually filled: that of the fuller ones."""
    lowest: dict[int, float] = {}
    for item in body:
        lowest[item.line.page] = max(lowest.get(item.line.page, 0.0), item.line.baseline)
    feet = sorted(lowest.values())
    return feet[round(_USUAL_FOOT * (len(feet) - 1))] if feet else 0.0


def _ends_short(last: Line, foot: float, usual: Measures) -> bool:
    room = foot - last.baseline
    return room >= _SHORT_BY * usual.step and room >= _ROOM * foot


def _ends(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether the sentence before is complete: it ends in a full stop, or is a short line of its own."""
    item = body[row]
    text = item.line.text.rstrip()
    if _ENDED.search(text) or item.table is not None:
        return True
    return not _OPEN.search(text) and item.line.box.x1 < usual.left + 0.8 * usual.width


def _is_title(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether a line is set as the title of something new: in heading type, and centred or much larger."""
    line = body[row].line
    text = line.text.strip()
    if is_bullet(text) or _NO_TITLE.match(text) or not text[:1].isupper() or not _is_type(line, usual):
        return False
    if line.size >= _MUCH_LARGER * usual.size:
        return True
    return not text.endswith((".", ",", ";", ":")) and _is_centred(body, row, usual)


def _is_type(line: Line, usual: Measures) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    capitals = len(letters) > _FEW and all(letter.isupper() for letter in letters)
    return is_heading_type(line, usual) or capitals


def _is_centred(body: Sequence[BodyLine], row: int, usual: Measures) -> bool:
    """Whether a line stands in the middle of the text of its page, or of the document."""
    line = body[row].line
    below = [item.line.box for item in body[row + 1 :] if item.line.page == line.page]
    blocks = [(usual.left, usual.right)]
    if below:
        blocks.append((min(box.x0 for box in below), max(box.x1 for box in below)))
    middle = line.box.x0 + line.box.x1
    return any(
        abs(middle - left - right) <= 2 * _CENTRED and line.box.x0 >= left + _INSET for left, right in blocks
    )


def _title_lines(body: Sequence[BodyLine], row: int, until: int, usual: Measures) -> int:
    """How many lines of one type the title runs over."""
    first = body[row].line
    end = row + 1
    while (
        end < min(until, row + _TITLE_LINES)
        and not body[end].first_in_page
        and _is_type(body[end].line, usual)
        and abs(body[end].line.size - first.size) < _SAME_SIZE
    ):
        end += 1
    return end - row
