"""Running headers, footers, page numbers and protective markings, set aside from the text.

They are found by repetition at one height (`repeating`), by the headings that they repeat (`titles`), or by
saying themselves what they are: a marking, a browser's address, a page number that counts on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mouarchive.clauses.furniture.edges import (
    NUMBER,
    PAGE_NUMBER,
    Place,
    Reach,
    flush,
    is_page_number,
    places,
    reach,
    says_page,
)
from mouarchive.clauses.furniture.furniture_rules import FURNITURE
from mouarchive.clauses.furniture.repeating import askew, lines_in_parts, repeated, slots
from mouarchive.clauses.furniture.titles import continued_titles, section_heads, titles_of_some_pages
from mouarchive.clauses.layout import Sheet, aside
from mouarchive.model import Aside
from mouarchive.words import roman_value

__all__ = ["is_marking", "set_aside_furniture"]

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
_DIGITS = re.compile(r"[-\u2013\u2014]?\s*(\d{1,3})\s*[-\u2013\u2014]?")


def set_aside_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take running headers, footers, page numbers and markings off the sheets."""
    within, known = reach(sheets), repeated(sheets)
    left, asides = _without(sheets, known)
    while found := [
        *_by_pattern(left, known, within),
        *slots(left, known, within),
        *askew(left, known, within),
        *lines_in_parts(left, known, within),
        *section_heads(left, known, within),
        *continued_titles(left, within),
        *titles_of_some_pages(left, within),
        *_lone_numbers(left),
    ]:  # what stood behind a page number or a marking is the next outermost line
        left, more = _without(left, found)
        asides += more
    return left, asides


def _without(sheets: Sequence[Sheet], some: Iterable[Place]) -> tuple[list[Sheet], list[Aside]]:
    """The sheets without these lines, and each of them set aside once."""
    gone = {id(place.line): place for place in some}.values()
    left = [sheet.without(place.line for place in gone) for sheet in sheets]
    return left, [aside(place.line, _role(place)) for place in gone]


def _role(place: Place) -> str:
    if is_marking(place.line.text):
        return "marking"
    if is_page_number(place.line.text):
        return "page-number"
    return "header" if place.top else "footer"


def is_marking(text: str) -> bool:
    """Whether a whole line is a protective marking, such as OFFICIAL-SENSITIVE, printed in capitals."""
    plain = " ".join(text.split())
    return plain.isupper() and _MARKING.fullmatch(plain) is not None


def _by_pattern(sheets: Sequence[Sheet], known: Sequence[Place], within: Reach) -> list[Place]:
    """Outermost lines that say themselves what they are: a marking, a page number, a browser's address."""
    found = list[Place]()
    numbers: list[tuple[Place, int]] = []
    for place in _edge(sheets, within):
        text = place.line.text.strip()
        number = PAGE_NUMBER.fullmatch(text)
        if is_marking(text) or _is_printer_line(text) or says_page(text):
            found.append(place)
        elif number:
            numbers.append((place, _value(number["number"]) - place.sheet))
    counting = _counting_on(numbers, known)
    for place, step in numbers:
        own = step == 1 and _DASHED.fullmatch(place.line.text.strip()) is not None
        if place in counting or own or _is_few_pages_number(place, sheets) or _is_among(place, counting):
            found.append(place)
    return found


def _is_printer_line(text: str) -> bool:
    """Whether a whole line is what a browser, or a service for signing, prints on each page."""
    return _ALWAYS.fullmatch(text) is not None


def _counting_on(numbers: Iterable[tuple[Place, int]], known: Iterable[Place]) -> list[Place]:
    """Of numbers with their steps from the page's own place those that share theirs with another page."""
    steps = Counter(step for _, step in numbers)
    steps.update(step for place in known for step in _ends(place))
    return [place for place, step in numbers if steps[step] > 1]


def _is_few_pages_number(place: Place, sheets: Sequence[Sheet]) -> bool:
    """Whether a number stands right of a label's place at the foot of a document of few pages."""
    indented = place.line.box.x0 > FURNITURE.indented * sheets[place.sheet].page.width
    return len(sheets) <= FURNITURE.few and indented and not place.top


def _is_among(place: Place, counting: Iterable[Place]) -> bool:
    """Whether a number that does not count on stands where those of other pages do: it is printed wrong.

    Its page may be bound in from elsewhere.
    """
    there = (other for other in counting if abs(place.distance - other.distance) <= FURNITURE.same_place)
    return not place.top and sum(flush(place, other) for other in there) >= FURNITURE.few


def _edge(sheets: Sequence[Sheet], within: Reach) -> list[Place]:
    """The lines of the first and the last band of each sheet, as far as they stand in the zone."""
    found = []
    for place in places(sheets, within):
        heights = [line.baseline for line in sheets[place.sheet].lines]
        outer = min(heights) if place.top else max(heights)
        if abs(place.line.baseline - outer) <= FURNITURE.same_place:
            found.append(place)
    return found


def _lone_numbers(sheets: Sequence[Sheet]) -> list[Place]:
    """Lines alone on the lowest band of their sheet, parted and centred, that say the sheet's own number."""
    found = []
    for index, sheet in enumerate(sheets):
        if len(sheet.bands) < 2 or len(sheet.bands[-1]) > 1:  # noqa: PLR2004 - nothing above, or something beside
            continue
        line, above = sheet.bands[-1][0], sheet.bands[-2][0]
        page = sheet.page
        number = _DIGITS.fullmatch(line.text.strip())
        own = number is not None and int(number[1]) == index + 1
        centred = abs((line.box.x0 + line.box.x1) / 2 - page.width / 2) <= FURNITURE.middle * page.width
        parted = line.baseline - above.baseline >= FURNITURE.parted * sheet.leading
        if own and centred and parted and line.baseline >= FURNITURE.low * page.height:
            found.append(Place(index, False, page.height - line.baseline, NUMBER, line))  # noqa: FBT003 - not top
    return found


def _ends(place: Place) -> frozenset[int]:
    """How far whole numbers at either end of a line are from the page's own place in the document."""
    words = place.line.text.split()
    return frozenset(int(word) - place.sheet for word in {*words[:1], *words[-1:]} if word.isdecimal())


def _value(number: str) -> int:
    """A page number's value, Arabic or Roman."""
    return int(number) if number.isdigit() else roman_value(number)
