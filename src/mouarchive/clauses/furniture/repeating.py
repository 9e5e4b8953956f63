"""Running lines found by repetition: the same words, or the same part of a line, at one height of many pages.

    Contract for the survey of jetties                    9. General      parted by white space
    2. Stores - Order 1903                                                parted by a dash

Of lines in two parts one is the same on every page, and the other names the section. Digits are left out, and
a part that is a number or a mere label shows nothing.

    ANNEX A                                ANNEX B
    Data items                             Contacts
    1. In this Annex words have the …      1. In this Annex words have the …      a clause of each annex

A running line is the outermost on its page: what stands below a heading that is no running line, and is a
clause or a sentence, belongs to that heading; so does what it runs on to. A table's head or a form's field
that recurs at different heights is no running line either. Lengths are in points.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    Place,
    Reach,
    clusters,
    flush,
    key_of,
    outermost,
    places,
    reach,
    says_page,
    sheets_of,
)
from mouarchive.clauses.furniture.furniture_rules import FURNITURE
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet
from mouarchive.model import Line

__all__ = ["askew", "lines_in_parts", "repeated", "slots"]

_LABEL = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)]|\([a-z\d]{1,4}\))\s+\w", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.;:]")
_SEPARATOR = re.compile(r"\s+[\u2013\u2014\u00b7\u2022/|-]+\s+")


def repeated(sheets: Sequence[Sheet]) -> list[Place]:
    """Lines whose words recur at the same height on the set share of the pages, or of every other page."""
    pages = len(sheets)
    if pages <= 1:
        return []
    by_key = defaultdict[tuple[str, bool], list[Place]](list)
    for place in places(sheets, reach(sheets, repeated=True)):
        if place.key != NUMBER or says_page(place.line.text):
            by_key[place.key, place.top].append(place)
    least = max(min(pages, FURNITURE.few) if pages > 2 else 2, FURNITURE.repeated * pages)  # noqa: PLR2004 - both of two pages
    recurring = (
        cluster
        for same in by_key.values()
        for cluster in clusters(same)
        if len(sheets_of(cluster)) >= least or _on_every_other(cluster, pages)
        if not _headings(cluster)
    )
    return [place for cluster in _without_text(recurring, sheets) for place in cluster]


def _headings(cluster: Sequence[Place]) -> bool:
    """Whether lines are labels that all differ: `Schedule 1`, `Schedule 2`, headings and no header."""
    texts = {place.line.text for place in cluster}
    return len(texts) == len(cluster) and all(_is_label(place) for place in cluster)


def _is_label(place: Place) -> bool:
    words = place.key.split()
    return len(words) <= 2 and words[0] in KEYWORDS  # noqa: PLR2004 - "annex", "annex b"


def _on_every_other(cluster: Sequence[Place], pages: int) -> bool:
    """Whether a two-sided document prints these words on its left pages, or on its right ones."""
    side = cluster[0].sheet % 2
    on = {place.sheet for place in cluster if place.sheet % 2 == side}
    return len(on) >= max(FURNITURE.few, FURNITURE.mostly * len(range(side, pages, 2)))


# ------------------------------------------------------------------ whatever the words


def slots(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines at a height where most pages have a parted line, though its words vary (section names)."""
    found: list[Place] = []
    for top in (True, False):
        for cluster in clusters(outermost(sheets, within, top=top)):
            counts = Counter(place.key for place in cluster)
            recurring = sum(count for key, count in counts.items() if count > 1 and key != NUMBER)
            pages = len(sheets_of(cluster))
            often = pages > FURNITURE.few and pages >= FURNITURE.mostly * len(sheets)
            if often and recurring >= len(cluster) / 2 and not _headings(cluster):
                found += [place for place in cluster if place.key != NUMBER]
            else:
                found += [
                    place for place in cluster if place.key != NUMBER and _beside(place, known, len(sheets))
                ]
    return found


def _beside(place: Place, known: Sequence[Place], pages: int) -> bool:
    """Whether repeated words stand at this height on many other pages, in like type and in the same place."""
    same = (
        other
        for other in known
        if other.top == place.top
        and other.key != NUMBER
        and abs(other.distance - place.distance) <= FURNITURE.same_place
        and abs(other.line.size - place.line.size) <= FURNITURE.same_size
        and flush(other, place)
    )
    return len(sheets_of(same)) >= FURNITURE.repeated * pages


def askew(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Outermost lines with the words of a known one, at much the same height (a page scanned askew)."""
    heights = defaultdict[tuple[str, bool], list[float]](list)
    for place in known:
        heights[place.key, place.top].append(place.distance)
    return [
        place
        for top in (True, False)
        for place in outermost(sheets, within, top=top)
        if place.key != NUMBER
        and any(abs(height - place.distance) <= FURNITURE.askew for height in heights[place.key, place.top])
    ]


# ------------------------------------------------------------------ lines in two parts


class _Part(msgspec.Struct, frozen=True):
    """A part of a line near an edge: its words without digits, and the extent that it is aligned by.

    A part before or behind a dash has the extent of what the white space on either side leaves.
    """

    place: Place
    key: str
    x0: float
    x1: float


def lines_in_parts(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines parted from the text one part of which stands at that height of many pages."""
    found: list[Place] = []
    size = _usual_size(sheets)
    for top in (True, False):
        edge = outermost(sheets, within, top=top)
        by_key = defaultdict[str, list[_Part]](list)
        for part in _parts([*edge, *(place for place in known if place.top == top)]):
            by_key[part.key].append(part)
        for same in by_key.values():
            found += [
                one.place
                for one in same
                if one.place in edge and _recurs([two for two in same if _level(one, two)], len(sheets), size)
            ]
    return found


def _recurs(same: Sequence[_Part], pages: int, size: float) -> bool:
    """Whether a part stands on enough pages; lines in the text's type that all differ may be headings.

    In larger type, or in bold, they are.
    """
    lines = [part.place.line for part in same]
    on = sheets_of(part.place for part in same)
    least = min(pages, FURNITURE.few) if pages > 2 else 2  # noqa: PLR2004 - both of two pages
    small = all(line.size <= size - FURNITURE.same_size for line in lines)
    if small or len({line.text for line in lines}) < len(on):
        return len(on) >= max(least, FURNITURE.repeated * pages)
    plain = all(line.size <= size + FURNITURE.same_size and line.bold <= FURNITURE.bolder for line in lines)
    return plain and len(on) >= max(least, FURNITURE.mostly * pages)


def _level(one: _Part, other: _Part) -> bool:
    """Whether two parts stand at the same height in the same type, flush with each other or centred."""
    return (
        abs(one.place.distance - other.place.distance) <= FURNITURE.same_place
        and abs(one.place.line.size - other.place.line.size) <= FURNITURE.same_size
        and (
            abs(one.x0 - other.x0) <= FURNITURE.same_place
            or abs(one.x1 - other.x1) <= FURNITURE.same_place
            or abs(one.x0 + one.x1 - other.x0 - other.x1) <= 2 * FURNITURE.same_place
        )
    )


def _parts(some: Iterable[Place]) -> Iterator[_Part]:
    """The parts of lines that hold words and are no labels."""
    for place in some:
        for text, x0, x1 in _pieces(place.line):
            for part in _SEPARATOR.split(text):
                key = key_of(part)
                if key != NUMBER and key not in KEYWORDS and sum(map(str.isalpha, key)) >= FURNITURE.letters:
                    yield _Part(place, key, x0, x1)


def _pieces(line: Line) -> Iterator[tuple[str, float, float]]:
    """What white space parts, with its extent."""
    if not line.spans:
        yield line.text, line.box.x0, line.box.x1
    for span in line.spans:
        yield line.text[span.start : span.end], span.x0, span.x1


def _usual_size(sheets: Sequence[Sheet]) -> float:
    """The size of type that most of the letters are set in."""
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


# ------------------------------------------------------------------ text that recurs


def _without_text(clusters: Iterable[Sequence[Place]], sheets: Sequence[Sheet]) -> list[Sequence[Place]]:
    """The clusters of recurring lines without those that are text on most of their pages."""
    left = list(clusters)
    known = {id(place.line) for cluster in left for place in cluster}
    text: set[int] = set()
    while True:
        found = [
            cluster
            for cluster in left
            if 2 * sum(_is_text(place, sheets[place.sheet], known, text) for place in cluster) > len(cluster)
        ]
        if not found:
            return left
        text |= {id(place.line) for cluster in found for place in cluster}
        left = [cluster for cluster in left if cluster not in found]


def _is_text(place: Place, sheet: Sheet, known: set[int], text: set[int]) -> bool:
    """Whether a line is a clause or sentence below a heading, a clause that runs on, or what runs on."""
    line = place.line
    full = line.box.x1 - line.box.x0 >= FURNITURE.full * _width(sheet)
    above, below = _neighbours(line, sheet)
    if any(id(one) in text and _reaches(one, sheet) for one in above):
        return True
    labelled = _LABEL.match(line.text) is not None
    if labelled and full and below:
        return True
    worded = labelled or (full and below) or _SENTENCE.fullmatch(line.text.strip())
    return bool(worded) and any(
        id(one) not in known and read_labels(one.text) for one in _outer(place, sheet)
    )


def _width(sheet: Sheet) -> float:
    return max(line.box.x1 for line in sheet.lines) - min(line.box.x0 for line in sheet.lines)


def _reaches(line: Line, sheet: Sheet) -> bool:
    """Whether a line goes on to near the right edge of the page's text."""
    right = max(one.box.x1 for one in sheet.lines)
    return line.box.x1 >= right - (1 - FURNITURE.full) * _width(sheet)


def _neighbours(line: Line, sheet: Sheet) -> tuple[list[Line], list[Line]]:
    """The lines one usual step above and below."""
    near = FURNITURE.next_line * sheet.leading
    steps = [(one, one.baseline - line.baseline) for one in sheet.lines if one is not line]
    return [one for one, step in steps if -near <= step < 0], [one for one, step in steps if 0 < step <= near]


def _outer(place: Place, sheet: Sheet) -> list[Line]:
    """The lines nearer the edge that a place is near."""
    height = place.line.baseline
    return [
        one
        for one in sheet.lines
        if one is not place.line and (one.baseline < height if place.top else one.baseline > height)
    ]
