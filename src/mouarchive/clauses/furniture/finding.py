"""Running headers, footers, page numbers and protective markings, set aside from the text.

They are found by repetition at one height (`repeating`), by the headings that they repeat (`titles`), or by
saying themselves what they are: a marking, a browser's address, a page number that counts on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mouarchive.clauses.furniture.edges import (
    KEYWORDS,
    NUMBER,
    PAGE_NUMBER,
    Place,
    Reach,
    clusters,
    flush,
    is_page_number,
    key_of,
    outermost,
    places,
    reach,
    says_page,
    sheets_of,
)
from mouarchive.clauses.furniture.furniture_rules import FURNITURE
from mouarchive.clauses.furniture.titles import continued_titles, section_heads, titles_of_some_pages
from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.layout import Sheet, aside
from mouarchive.model import Aside, Line
from mouarchive.words import roman_value

__all__ = [
    "askew",
    "is_marking",
    "lines_in_parts",
    "repeated",
    "set_aside_furniture",
    "slots",
]

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
        elif figures := _figures(place.line.text):
            by_key[figures, place.top].append(place)
    least = max(min(pages, FURNITURE.few) if pages > 2 else 2, FURNITURE.repeated * pages)  # noqa: PLR2004 - both of two pages
    recurring = (
        cluster
        for same in by_key.values()
        for cluster in clusters(same)
        if len(sheets_of(cluster)) >= least or _on_every_other(cluster, pages)
        if not _headings(cluster)
    )
    return [place for cluster in _without_text(recurring, sheets) for place in cluster]


def _figures(text: str) -> str:
    """A line of figures that is too long for the number of a page or clause, as a date is; else nothing."""
    return " ".join(text.split()) if sum(map(str.isdigit, text)) >= FURNITURE.figures else ""


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
            if _counts_on(cluster, sheets)
            or 2 * sum(_is_text(place, sheets[place.sheet], known, text) for place in cluster) > len(cluster)
        ]
        if not found:
            return left
        text |= {id(place.line) for cluster in found for place in cluster}
        left = [cluster for cluster in left if cluster not in found]


def _counts_on(cluster: Sequence[Place], sheets: Sequence[Sheet]) -> bool:
    """Whether lines with labels all differ, and the text goes on below each: `1. Duty 1`, `2. Duty 2`.

    Where each page begins with the next clause of one pattern, only the white space tells it from a header.
    """
    texts = {place.line.text for place in cluster}
    return len(texts) == len(cluster) and all(
        place.top and read_labels(place.line.text) and _goes_on(place.line, sheets[place.sheet])
        for place in cluster
    )


def _goes_on(line: Line, sheet: Sheet) -> bool:
    """Whether the next line stands one usual step below, in type of the same size."""
    _, below = _neighbours(line, sheet)
    return any(abs(one.size - line.size) <= FURNITURE.same_size for one in below)


def _is_text(place: Place, sheet: Sheet, known: set[int], text: set[int]) -> bool:
    """Whether a line is a clause or sentence below a heading, a clause that runs on, or what runs on."""
    line = place.line
    full = line.box.x1 - line.box.x0 >= FURNITURE.full * _width(sheet)
    above, below = _neighbours(line, sheet)
    labelled = _LABEL.match(line.text) is not None
    if any(id(one) in text and (labelled or _reaches(one, sheet)) for one in above):
        return True
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
