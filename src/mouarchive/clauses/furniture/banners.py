"""Running titles of a few pages only: what repetition through the whole document does not show.

    ATTACHMENT 2 continued      the title of an earlier page, and what it says of itself
    Operating Guidance          the line that stood below that title
    STRATEGY COMM               first on pages 50 and 51, named on page 49, in the way of a sentence

A form that is printed twice, or a heading that comes first on its page, is no running title. Lengths are in
points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mouarchive.clauses.furniture.edges import SAME_HEIGHT, SAME_SIZE, Place, Reach, key_of, tops
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.text.joining import is_bullet
from mouarchive.model import Line

__all__ = ["continued_titles", "titles_of_some_pages"]

_CONTINUED = re.compile(
    r"[\[(]?\s*(?P<title>\S.*?)[\s,:;\u2013\u2014-]*[\[(]?\s*(?:continued|cont(?:'|\u2019)?d|contd)\b[\s.)\]]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
"""Words of a running title, at most."""
_SHORTEST = 5
"""Letters of one, at least: fewer may be a mark or a cell of a table."""
_ENDED = re.compile(r"[.;:!?,][\u201d\u2019\"')\]]*$")
_OTHER_WEIGHT = 0.5
_Words = tuple[str, ...]


def continued_titles(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """Lines first on a page that say which part goes on, with the lines of its title they repeat."""
    found: list[Place] = []
    for place in tops(sheets, within):
        said = _CONTINUED.match(place.line.text.strip())
        if said is None or len(place.line.text.split()) > _LONGEST + 2:
            continue
        below = _below_title(sheets[: place.sheet], _words(said["title"]))
        if below is not None:
            lines = [band[0] for band in sheets[place.sheet].bands[1 : 2 + len(below)]]
            found.append(place)
            found += [replace(place, distance=line.baseline, line=line) for line in _again(lines, below)]
    return found


def titles_of_some_pages(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """Short lines that come first on successive pages and cannot belong to the text they interrupt."""
    found: list[Place] = []
    for run in _runs([place for place in tops(sheets, within) if _may_run(place.line)]):
        before = sheets[: run[0].sheet]
        alone = any(_second(sheets[one.sheet]) != _second(sheets[run[0].sheet]) for one in run[1:])
        named = _is_named(before, _words(run[0].line.text))
        if alone and (named or any(_interrupts(sheets, place) for place in run)):
            found += run
    return found


# ------------------------------------------------------------------ titles that say that they go on


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _below_title(sheets: Sequence[Sheet], title: _Words) -> list[Line] | None:
    """The two lines that stand below a title on the last page that has it; None where there is none."""
    for sheet in reversed(sheets):
        for at, band in enumerate(sheet.bands):
            if title and _words(" ".join(line.text for line in band)) == title:
                return [one[0] for one in sheet.bands[at + 1 : at + 3]]
    return None


def _again(lines: Sequence[Line], below: Sequence[Line]) -> Sequence[Line]:
    """The lines that repeat those of a title; none where what follows them is in their type too.

    Rows of a table have several pieces, and the lines of its head are the table's.
    """
    if any(len(line.spans) > 1 for line in lines):
        return ()
    same = 0
    while same < min(len(lines), len(below)) and _words(lines[same].text) == _words(below[same].text):
        same += 1
    return () if 0 < same < len(lines) and _alike(lines[same], lines[same - 1]) else lines[:same]


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines are set in the same type."""
    return abs(one.size - other.size) <= SAME_SIZE and abs(one.bold - other.bold) < _OTHER_WEIGHT


# ------------------------------------------------------------------ titles on successive pages


def _may_run(line: Line) -> bool:
    """Whether a line is short, of one piece, no label, no point of a list and no sentence."""
    text = line.text.strip()
    return (
        len(line.spans) <= 1
        and len(text.split()) <= _LONGEST
        and sum(letter.isalpha() for letter in text) >= _SHORTEST
        and text[:1].isupper()
        and not _ENDED.search(text)
        and not is_bullet(text)
        and not read_labels(text)
    )


def _runs(some: Sequence[Place]) -> Iterator[list[Place]]:
    """Lines with the same words at the same place of pages that follow each other."""
    run: list[Place] = []
    for place in some:
        if run and not (place.sheet == run[-1].sheet + 1 and _same(place, run[-1])):
            if len(run) > 1:
                yield run
            run = []
        run.append(place)
    if len(run) > 1:
        yield run


def _same(one: Place, other: Place) -> bool:
    level = abs(one.distance - other.distance) <= SAME_HEIGHT
    edge = abs(one.line.box.x0 - other.line.box.x0) <= SAME_HEIGHT
    return level and edge and one.line.text.split() == other.line.text.split()


def _second(sheet: Sheet) -> list[str]:
    """The words below a page's first line, figures aside: the same on each page of a form printed twice."""
    return [key_of(line.text) for line in sheet.bands[1]] if len(sheet.bands) > 1 else []


def _is_named(sheets: Sequence[Sheet], words: _Words) -> bool:
    """Whether an earlier line holds the words."""
    wanted = f" {' '.join(words)} "
    return any(wanted in f" {' '.join(_words(line.text))} " for sheet in sheets for line in sheet.lines)


def _interrupts(sheets: Sequence[Sheet], place: Place) -> bool:
    """Whether the page before ends in mid-sentence and the text goes on below the line."""
    bands = sheets[place.sheet].bands
    above = sheets[place.sheet - 1].bands if place.sheet else ()
    if len(bands) < 2 or not above:  # noqa: PLR2004 - a title, and text
        return False
    return not _ENDED.search(above[-1][-1].text.rstrip()) and bands[1][0].text.lstrip()[:1].islower()
