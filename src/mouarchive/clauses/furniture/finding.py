"""Running headers, footers, page numbers and protective markings: found by repetition at one height.

A line is furniture where the same words (digits aside) stand at the same height on many pages; a table's
head or a form's field that recurs at different heights is not. Distances are in points and measured from
the nearer edge of the page, so that pages of different size agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from mouarchive.clauses.furniture.banners import continued_titles, titles_of_some_pages
from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    PAGE_NUMBER,
    SAME_HEIGHT,
    SAME_SIZE,
    SHORT,
    Place,
    Reach,
    clusters,
    is_page_number,
    outermost,
    places,
    reach,
    sheets_of,
)
from mouarchive.clauses.furniture.headparts import lines_in_parts
from mouarchive.clauses.furniture.lonenumbers import lone_numbers
from mouarchive.clauses.furniture.recurring import without_text
from mouarchive.clauses.furniture.running import section_heads
from mouarchive.clauses.layout import Sheet, aside
from mouarchive.model import Aside, Line

__all__ = ["is_marking", "set_aside_furniture"]

_REPEATED = 0.4
"""Share of the pages on which the same words must recur at the same height."""
_SLOT = 0.6
"""Share of the pages on which a line stands at a height, whatever its words, to make the height a slot."""
_EVERY_OTHER = 0.7
"""Share of the left pages, or of the right ones, on which the same words must recur."""
_ASKEW = 12.0
"""How far the same words may stand from their usual height on a page that was scanned askew."""

_MARKING = re.compile(
    r"""(uk\s+)?(
        official (\s*[-\u2013\u2014:/]?\s* sensitive)? | not\s+protectively\s+marked | unclassified
        | restricted | protect | (strictly\s+)?confidential | in\s+confidence | (top\s+)?secret
        | internal\s+use\s+only
        | for\s+official\s+use\s+only | controlled\s+unclassified\s+information | cui | draft | specimen
        | (privileged|private)\s+and\s+confidential | commercial\s+in\s+confidence
    )(\s*[-\u2013\u2014:/(\[]\s*[\w ,/-]+[)\]]? | \s+when\s+completed.*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ALWAYS = re.compile(
    r"docusign\s+envelope\s+id\b.*"
    r"|(https?|file)://\S+\s+\d+(/|\s+of\s+)\d+"
    r"|.*\b\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}(\s*[ap]m)?"
    r"|.*\bpage\s+\d+\s+of\s+\d+",
    re.IGNORECASE,
)
_DASHED = re.compile(r"[-\u2013\u2014]\s*\d{1,4}\s*[-\u2013\u2014]")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def is_marking(text: str) -> bool:
    """Whether a whole line is a protective marking, such as OFFICIAL-SENSITIVE, printed in capitals."""
    plain = " ".join(text.split())
    return plain.isupper() and _MARKING.fullmatch(plain) is not None


def _says_page(text: str) -> bool:
    """Whether a page number says that it is one: `Page 4`, `4 of 11`, `4/11`."""
    number = PAGE_NUMBER.fullmatch(text.strip())
    return number is not None and bool(number["word"] or number["total"])


def _value(number: str) -> int:
    """A page number's value, Arabic or Roman."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.casefold()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _repeated(sheets: Sequence[Sheet]) -> list[Place]:
    """Lines whose words recur at the same height on the set share of the pages, or of every other page."""
    pages = len(sheets)
    if pages <= 1:
        return []
    by_key = defaultdict[tuple[str, bool], list[Place]](list)
    for place in places(sheets, reach(sheets, repeated=True)):
        if place.key != NUMBER or _says_page(place.line.text):
            by_key[place.key, place.top].append(place)
    least = max(min(pages, SHORT) if pages > 2 else 2, _REPEATED * pages)  # noqa: PLR2004 - both of two pages
    recurring = (
        cluster
        for same in by_key.values()
        for cluster in clusters(same)
        if len(sheets_of(cluster)) >= least or _on_every_other(cluster, pages)
        if not _headings(cluster)
    )
    return [place for cluster in without_text(recurring, sheets) for place in cluster]


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
    return len(on) >= max(SHORT, _EVERY_OTHER * len(range(side, pages, 2)))


def _ends(place: Place) -> frozenset[int]:
    """How far whole numbers at either end of a line are from the page's own place in the document."""
    words = place.line.text.split()
    return frozenset(int(word) - place.sheet for word in {*words[:1], *words[-1:]} if word.isdecimal())


def _slots(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Lines at a height where most pages have a parted line, though its words vary (section names)."""
    found: list[Place] = []
    for top in (True, False):
        for cluster in clusters(outermost(sheets, within, top=top)):
            counts = Counter(place.key for place in cluster)
            recurring = sum(count for key, count in counts.items() if count > 1 and key != NUMBER)
            pages = len(sheets_of(cluster))
            often = pages > SHORT and pages >= _SLOT * len(sheets)
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
        and abs(other.distance - place.distance) <= SAME_HEIGHT
        and abs(other.line.size - place.line.size) <= SAME_SIZE
        and _same_edge(other.line, place.line)
    )
    return len(sheets_of(same)) >= _REPEATED * pages


def _askew(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Outermost lines with the words of a known one, at much the same height (a page scanned askew)."""
    heights = defaultdict[tuple[str, bool], list[float]](list)
    for place in known:
        heights[place.key, place.top].append(place.distance)
    return [
        place
        for top in (True, False)
        for place in outermost(sheets, within, top=top)
        if place.key != NUMBER
        and any(abs(height - place.distance) <= _ASKEW for height in heights[place.key, place.top])
    ]


def _same_edge(one: Line, other: Line) -> bool:
    """Whether two lines are set flush left, flush right or centred on the same x."""
    return (
        abs(one.box.x0 - other.box.x0) <= SAME_HEIGHT
        or abs(one.box.x1 - other.box.x1) <= SAME_HEIGHT
        or abs(one.box.x0 + one.box.x1 - other.box.x0 - other.box.x1) <= 2 * SAME_HEIGHT
    )


def _by_pattern(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Outermost lines that say themselves what they are: a marking, a page number, a browser's address."""
    found = list[Place]()
    numbers: list[tuple[Place, int]] = []
    for place in _edge(sheets, within):
        text = place.line.text.strip()
        number = PAGE_NUMBER.fullmatch(text)
        if is_marking(text) or _ALWAYS.fullmatch(text) or _says_page(text):
            found.append(place)
        elif number:
            numbers.append((place, _value(number["number"]) - place.sheet))
    steps = Counter(step for _, step in numbers)
    steps.update(step for place in known for step in _ends(place))
    counting = [place for place, step in numbers if steps[step] > 1]
    for place, step in numbers:
        indented = place.line.box.x0 > sheets[place.sheet].page.width * 0.3
        dashed = step == 1 and _DASHED.fullmatch(place.line.text.strip())
        if steps[step] > 1 or dashed or (len(sheets) <= SHORT and indented and not place.top):
            found.append(place)
        elif not place.top and sum(_same_spot(place, other) for other in counting) >= SHORT:
            found.append(place)  # printed wrong: a page bound in from elsewhere
    return found


def _same_spot(one: Place, other: Place) -> bool:
    """Whether two lines stand at the same height and on the same x."""
    return abs(one.distance - other.distance) <= SAME_HEIGHT and _same_edge(one.line, other.line)


def _edge(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """The lines of the first and the last band of each sheet, as far as they stand in the zone."""
    found = []
    for place in places(sheets, within):
        heights = [line.baseline for line in sheets[place.sheet].lines]
        outer = min(heights) if place.top else max(heights)
        if abs(place.line.baseline - outer) <= SAME_HEIGHT:
            found.append(place)
    return found


def _role(place: Place) -> str:
    if is_marking(place.line.text):
        return "marking"
    if is_page_number(place.line.text):
        return "page-number"
    return "header" if place.top else "footer"


def set_aside_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take running headers, footers, page numbers and markings off the sheets."""
    left, asides = list(sheets), list[Aside]()

    def take(some: Iterable[Place]) -> bool:
        gone = defaultdict[int, dict[int, Place]](dict)
        for place in some:
            gone[place.sheet][id(place.line)] = place
        for index, found in gone.items():
            left[index] = left[index].without(place.line for place in found.values())
            asides.extend(aside(place.line, _role(place)) for place in found.values())
        return bool(gone)

    within = reach(left)
    known = _repeated(left)
    take(known)
    for _ in range(3):  # what stood behind a page number or a marking is the next outermost line
        found = [
            *_by_pattern(left, known, within),
            *_slots(left, known, within),
            *_askew(left, known, within),
            *lines_in_parts(left, known, within),
            *section_heads(left, known, within),
            *continued_titles(left, within),
            *titles_of_some_pages(left, within),
            *lone_numbers(left),
        ]
        if not take(found):
            break
    return left, asides
