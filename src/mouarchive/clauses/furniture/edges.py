"""The lines near a page's top and foot, by their distance from that edge and by their words.

Distances are in points and measured from the nearer edge of the page, so that pages of different size agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from mouarchive.clauses.furniture.furniture_rules import FURNITURE
from mouarchive.clauses.layout import Sheet
from mouarchive.clauses.vocabulary import UNITS, one_of, spellings
from mouarchive.model import Line

__all__ = [
    "KEYWORDS",
    "NUMBER",
    "PAGE_NUMBER",
    "Place",
    "Reach",
    "clusters",
    "flush",
    "is_page_number",
    "key_of",
    "outermost",
    "places",
    "reach",
    "says_page",
    "sheets_of",
    "tops",
]

NUMBER = "#"
"""The key of a line that holds nothing but a number: a page's or a clause's, told apart by counting on."""
KEYWORDS = frozenset(
    (*spellings("annex", "appendix", "schedule", "part", "chapter", *UNITS), *one_of("paragraphs").split("|"))
)
"""Words that with a number or letter are a heading's label."""
PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014|\s]*(?P<word>p(age|g)?[.:|\s]*)?(?P<number>\d{1,4}|(?=[ivx])x{0,3}(ix|iv|v?i{0,3}))"
    r"(?P<total>\s*(of|/|\|)\s*\d{1,4})?[-\u2013\u2014|\s]*",
    re.IGNORECASE,
)


class Place(msgspec.Struct, frozen=True):
    """A line near an edge: the sheet's index, which edge it is near, its distance from that edge, its key."""

    sheet: int
    top: bool
    distance: float
    key: str
    line: Line


class Reach(msgspec.Struct, frozen=True):
    """How far from the edge furniture may stand: a share of the page's height, or a distance if that is more.

    The distances, in points, are for pages printed small on their sheets, as beside reviewers' balloons.
    """

    share: float
    top: float
    foot: float

    def holds(self, sheet: Sheet, distance: float, *, top: bool) -> bool:
        """Whether a line at this distance from an edge of the sheet can be furniture."""
        return distance <= max(self.share * sheet.page.height, self.top if top else self.foot)


def is_page_number(text: str) -> bool:
    """Whether a whole line is nothing but a page number: `4`, `- 4 -`, `Page 4 of 11`, `iv`."""
    return PAGE_NUMBER.fullmatch(text.strip()) is not None


def says_page(text: str) -> bool:
    """Whether a page number says that it is one: `Page 4`, `4 of 11`, `4/11`."""
    number = PAGE_NUMBER.fullmatch(text.strip())
    return number is not None and bool(number["word"] or number["total"])


def reach(sheets: Sequence[Sheet], *, repeated: bool = False) -> Reach:
    """How far from the edge this document's furniture may stand.

    It is less where `repeated` words are the only sign of furniture and the document is short.
    """
    if len(sheets) <= FURNITURE.few:
        return Reach(FURNITURE.short_zone if repeated else FURNITURE.zone, 0.0, 0.0)
    return Reach(FURNITURE.zone, _inner(sheets, top=True), _inner(sheets, top=False))


def _inner(sheets: Sequence[Sheet], *, top: bool) -> float:
    """Where the lines usually begin further in than furniture stands, with some way to go; else 0."""
    printed = [sheet for sheet in sheets if sheet.lines]
    if not printed:
        return 0.0
    first = median(min(_distance(sheet, line, top=top) for line in sheet.lines) for sheet in printed)
    height = median(sheet.page.height for sheet in printed)
    return first + FURNITURE.inward * height if first > FURNITURE.zone * height else 0.0


def _distance(sheet: Sheet, line: Line, *, top: bool) -> float:
    return line.baseline if top else sheet.page.height - line.baseline


def key_of(text: str) -> str:
    """The words of a line without its digits, so that page numbers and dates that count on don't differ."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if is_page_number(plain):
        return NUMBER
    return re.sub(r"\d+", "#", re.sub(r"[^\w\s]+|_", " ", plain)).strip(" #") or NUMBER


def places(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """The lines that stand within reach of the edge they are nearer to."""
    found = []
    for index, sheet in enumerate(sheets):
        for line in sheet.lines:
            top = line.baseline <= sheet.page.height / 2
            distance = _distance(sheet, line, top=top)
            if within.holds(sheet, distance, top=top):
                found.append(Place(index, top, distance, key_of(line.text), line))
    return _as_one(found)


def _as_one(found: Sequence[Place]) -> list[Place]:
    """The places, where those read by OCR at one height have one key although letters were misread.

    Each takes the commonest of the keys that are nearly its own: `gov exampie` is `gov example`.
    """
    read = [place for place in found if place.line.confidence is not None]
    heights: dict[tuple[bool, str], list[float]] = {}
    for place in read:
        if len(place.key) >= FURNITURE.misread_letters:
            heights.setdefault((place.top, place.key), []).append(place.distance)
    usual = sorted(heights, key=lambda known: (-len(heights[known]), known))
    same = {
        (place.top, place.key, place.distance): next(
            (key for top, key in usual if top == place.top and _nearly(place, key, heights[top, key])), None
        )
        for place in read
        if (place.top, place.key) in heights
    }
    return [
        replace(place, key=same.get((place.top, place.key, place.distance)) or place.key) for place in found
    ]


def _nearly(place: Place, key: str, heights: Iterable[float]) -> bool:
    """Whether a line's key is another, or is much like it and stands at one of its heights."""
    if key == place.key:
        return True
    level = any(abs(height - place.distance) <= 2 * FURNITURE.same_place for height in heights)
    least = FURNITURE.misread
    return level and Indel.normalized_similarity(_solid(key), _solid(place.key), score_cutoff=least) > 0


def _solid(key: str) -> str:
    return "".join(filter(str.isalpha, key))


def clusters(some: Iterable[Place]) -> list[list[Place]]:
    """Places grouped by distance from the edge, no more than the tolerance from first to last."""
    groups: list[list[Place]] = []
    for place in sorted(some, key=lambda place: (place.top, place.distance)):
        last = groups[-1][-1] if groups else None
        if last and last.top == place.top and place.distance - groups[-1][0].distance <= FURNITURE.same_place:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def sheets_of(some: Iterable[Place]) -> set[int]:
    """The sheets on which places stand, by index."""
    return {place.sheet for place in some}


def outermost(sheets: Sequence[Sheet], within: Reach, *, top: bool) -> list[Place]:
    """The lines of each sheet's band nearest an edge, where white space parts it from the text."""
    found: list[Place] = []
    for index, sheet in enumerate(sheets):
        groups = sheet.bands if top else sheet.bands[::-1]
        if len(groups) < 2:  # noqa: PLR2004 - nothing to be parted from
            continue
        first, second = groups[0][0], groups[1][0]
        distance = _distance(sheet, first, top=top)
        parted = abs(second.baseline - first.baseline) >= FURNITURE.parted * sheet.leading
        if parted and within.holds(sheet, distance, top=top):
            found += [Place(index, top, distance, key_of(line.text), line) for line in groups[0]]
    return _as_one(found)


def tops(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """The line that stands alone on the first band of each sheet, as far as it is within reach."""
    return [
        Place(sheet=index, top=True, distance=line.baseline, key=key_of(line.text), line=line)
        for index, sheet in enumerate(sheets)
        if sheet.bands and len(sheet.bands[0]) == 1
        for line in sheet.bands[0]
        if within.holds(sheet, line.baseline, top=True)
    ]


def flush(one: Place, other: Place) -> bool:
    """Whether two lines are set flush left, flush right or centred on the same x."""
    a, b = one.line.box, other.line.box
    return (
        abs(a.x0 - b.x0) <= FURNITURE.same_place
        or abs(a.x1 - b.x1) <= FURNITURE.same_place
        or abs(a.x0 + a.x1 - b.x0 - b.x1) <= 2 * FURNITURE.same_place
    )
