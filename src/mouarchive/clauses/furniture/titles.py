"""Running titles that repetition through the whole document does not show: of sections, of few pages.

    9. General                  names the section: its words are a heading's on this page or before it
    ATTACHMENT 2 continued      the title of an earlier page, and what it says of itself
    Operating Guidance          the line that stood below that title
    STRATEGY COMM               first on pages 50 and 51, named on page 49, in the way of a sentence

A heading that merely comes first on its page is not found a second time, and a form that is printed twice is
no running title. Lengths are in points.

On its own: titles are told by what they name, the rest of the furniture by where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    Place,
    Reach,
    clusters,
    key_of,
    outermost,
    sheets_of,
    tops,
)
from mouarchive.clauses.furniture.furniture_rules import FURNITURE
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.text.joining import is_bullet
from mouarchive.model import Line

__all__ = ["continued_titles", "section_heads", "titles_of_some_pages"]

_LABEL = re.compile(r"\d+|[ivxlc]+|[a-z]")
_LABELLED = re.compile(r"\s*\d+\.\s")
_WORD = re.compile(r"[^\W_]+")
_CONTENTS = re.compile(r"(table\s+of\s+)?contents(\s+page)?\W*", re.IGNORECASE)
_CONTINUED = re.compile(
    r"[\[(]?\s*(?P<title>\S.*?)[\s,:;\u2013\u2014-]*[\[(]?\s*(?:continued|cont(?:'|\u2019)?d|contd)\b[\s.)\]]*$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.;:!?,][\u201d\u2019\"')\]]*$")
_Words = tuple[str, ...]
_Titles = dict[_Words, list[tuple[int, Line]]]


def section_heads(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines parted from the text that repeat a heading, at the height of `known` furniture or of a slot."""
    found: list[Place] = []
    for top in (True, False):
        some = [place for place in outermost(sheets, within, top=top) if place.key != NUMBER]
        wanted = {way for place in some for way in _said(place)}
        if not wanted:
            continue
        titles = _titles(sheets, {id(place.line) for place in some}, wanted)
        for cluster in clusters(some):
            named = [place for place in cluster if _repeats(place, titles)]
            if _is_slot(cluster, named, len(sheets)):
                found += [place for place in cluster if place in named or _like(place, named[0])]
            else:
                found += [place for place in named if _with_furniture(place, known)]
    return found


def _is_slot(cluster: Sequence[Place], named: Sequence[Place], pages: int) -> bool:
    """Whether lines stand at this height on most pages, or most left or right ones, and name sections."""
    on = sheets_of(cluster)
    sides = [(len(on), pages)]
    sides += [(sum(sheet % 2 == side for sheet in on), len(range(side, pages, 2))) for side in (0, 1)]
    often = any(count >= FURNITURE.few and count >= FURNITURE.mostly * total for count, total in sides)
    return often and len(named) >= max(2, FURNITURE.mostly * len(cluster))


def _like(one: Place, other: Place) -> bool:
    """Whether two lines are set in the same type."""
    alike = abs(one.line.size - other.line.size) <= FURNITURE.same_size
    return alike and abs(one.line.bold - other.line.bold) <= FURNITURE.bolder


def _with_furniture(place: Place, known: Sequence[Place]) -> bool:
    """Whether words recur at this height on other pages."""
    level = (
        other
        for other in known
        if other.top == place.top and abs(other.distance - place.distance) <= FURNITURE.same_place
    )
    return len(sheets_of(level) - {place.sheet}) > 1


# ------------------------------------------------------------------ headings and their words


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _said(place: Place) -> set[_Words]:
    """A line's words with and without a page number, where they are words and no mere label.

    A number with a full stop is a label's: `6. Costs` does not repeat the heading `2. Costs`.
    """
    words = _words(place.line.text)
    ways = {words}
    if words and words[0].isdecimal() and not _LABELLED.match(place.line.text):
        ways.add(words[1:])
    if words and words[-1].isdecimal():
        ways.add(words[:-1])
    # a word, not a label
    return {way for way in ways if any(len(word) > 2 and not word.isdecimal() for word in way)}  # noqa: PLR2004


def _repeats(place: Place, titles: _Titles) -> bool:
    """Whether a line's words, a page number aside, are a heading's on the same page or an earlier one.

    The heading is set at least as large and as bold as the line that repeats it.
    """
    return any(
        sheet <= place.sheet
        and line.size >= place.line.size - FURNITURE.same_size
        and line.bold >= place.line.bold - FURNITURE.bolder
        for way in _said(place)
        for sheet, line in titles.get(way, ())
    )


def _titles(sheets: Sequence[Sheet], besides: set[int], wanted: Collection[_Words]) -> _Titles:
    """Where the `wanted` words could be a heading, with or without its number; lists of contents left out."""
    found: _Titles = defaultdict(list)
    ends = {words[-1] for words in wanted}

    def enter(sheet: int, line: Line, words: _Words) -> None:
        # The ways to give a heading all end with its last word, but for a label alone.
        if 0 < len(words) <= FURNITURE.title_words and (words[-1] in ends or words[0] in KEYWORDS):
            for way in _ways(words):
                if way in wanted:
                    found[way].append((sheet, line))

    for index, sheet in enumerate(sheets):
        if any(_CONTENTS.fullmatch(line.text.strip()) for line in sheet.lines):
            continue
        lines = [line for line in sheet.lines if id(line) not in besides]
        rows = [_words(line.text) for line in lines]
        for line, row in zip(lines, rows, strict=True):
            enter(index, line, row)
        for (line, row), (_, more) in pairwise(zip(lines, rows, strict=True)):
            enter(index, line, row + more)
    return found


def _ways(words: _Words) -> Iterator[_Words]:
    """A heading's words as a running header may give them: whole, without its number, or its label alone."""
    yield words
    start = 1 if words[0] in KEYWORDS else 0
    end = start
    while end < min(len(words) - 1, start + FURNITURE.label_words) and _LABEL.fullmatch(words[end]):
        end += 1
    if end > start:
        yield words[end:]
        if start:
            yield words[: start + 1]


# ------------------------------------------------------------------ titles of some pages


def continued_titles(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """Lines first on a page that say which part goes on, with the lines of its title they repeat."""
    found: list[Place] = []
    for place in tops(sheets, within):
        said = _CONTINUED.match(place.line.text.strip())
        if said is None or len(place.line.text.split()) > FURNITURE.banner_words + 2:
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
    return abs(one.size - other.size) <= FURNITURE.same_size and abs(one.bold - other.bold) < FURNITURE.bolder


# ------------------------------------------------------------------ titles on successive pages


def _may_run(line: Line) -> bool:
    """Whether a line is short, of one piece, no label, no point of a list and no sentence."""
    text = line.text.strip()
    return (
        len(line.spans) <= 1
        and len(text.split()) <= FURNITURE.banner_words
        and sum(letter.isalpha() for letter in text) >= FURNITURE.letters
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
    level = abs(one.distance - other.distance) <= FURNITURE.same_place
    edge = abs(one.line.box.x0 - other.line.box.x0) <= FURNITURE.same_place
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
