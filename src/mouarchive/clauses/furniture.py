"""Running headers, footers, page numbers and protective markings: found by repetition at one height.

A line is furniture where the same words (digits aside) stand at the same height on many pages; a table's
head or a form's field that recurs at different heights is not. Distances are in points and measured from
the nearer edge of the page, so that pages of different size agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mouarchive.clauses.pieces import Sheet, aside, bands, leading
from mouarchive.model import Aside, Line

__all__ = ["is_marking", "is_page_number", "set_aside_furniture"]

_ZONE = 0.14
"""Share of the page's height, at top and bottom, in which furniture stands."""
_SHORT_ZONE = 0.10
"""The same where two or three pages alone must show the repetition."""
_SHORT = 3
_SAME_HEIGHT = 3.0
_SAME_SIZE = 0.5
_REPEATED = 0.4
"""Share of the pages on which the same words must recur at the same height."""
_SLOT = 0.6
"""Share of the pages on which a line stands at a height, whatever its words, to make the height a slot."""
_APART = 1.6
"""White space, in leadings from baseline to baseline, that parts a slot from the text."""
_NUMBER = "#"
"""The key of a line that holds nothing but a number: a page's or a clause's, told apart by counting on."""

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
_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014|\s]*(?P<word>p(age|g)?[.:|\s]*)?(?P<number>\d{1,4}|(?=[ivx])x{0,3}(ix|iv|v?i{0,3}))"
    r"(?P<total>\s*(of|/|\|)\s*\d{1,4})?[-\u2013\u2014|\s]*",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"docusign\s+envelope\s+id\b.*"
    r"|(https?|file)://\S+\s+\d+(/|\s+of\s+)\d+"
    r"|.*\b\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d{2}(\s*[ap]m)?"
    r"|.*\bpage\s+\d+\s+of\s+\d+",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def is_marking(text: str) -> bool:
    """Whether a whole line is a protective marking, such as OFFICIAL-SENSITIVE, printed in capitals."""
    plain = " ".join(text.split())
    return plain.isupper() and _MARKING.fullmatch(plain) is not None


def is_page_number(text: str) -> bool:
    """Whether a whole line is nothing but a page number: `4`, `- 4 -`, `Page 4 of 11`, `iv`."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def _says_page(text: str) -> bool:
    """Whether a page number says that it is one: `Page 4`, `4 of 11`, `4/11`."""
    number = _PAGE_NUMBER.fullmatch(text.strip())
    return number is not None and bool(number["word"] or number["total"])


def _value(number: str) -> int:
    """A page number's value, Arabic or Roman."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.casefold()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class _Place:
    """A line in the zone: the sheet's index, which edge it is near, its distance from that edge, its key."""

    sheet: int
    top: bool
    distance: float
    key: str
    line: Line


def _key(text: str) -> str:
    """The words of a line without its digits, so that page numbers and dates that count on don't differ."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if is_page_number(plain):
        return _NUMBER
    return re.sub(r"\d+", "#", plain).strip(" #|-.:\u2013\u2014\u00b7") or _NUMBER


def _places(sheets: Sequence[Sheet], zone: float) -> list[_Place]:
    found = []
    for index, sheet in enumerate(sheets):
        height = sheet.page.height
        for line in sheet.lines:
            top = line.baseline <= height / 2
            distance = line.baseline if top else height - line.baseline
            if distance <= zone * height:
                found.append(_Place(index, top, distance, _key(line.text), line))
    return found


def _clusters(places: Iterable[_Place]) -> list[list[_Place]]:
    """Places grouped by distance from the edge, no more than the tolerance from one to the next."""
    groups: list[list[_Place]] = []
    for place in sorted(places, key=lambda place: (place.top, place.distance)):
        last = groups[-1][-1] if groups else None
        if last and last.top == place.top and place.distance - groups[-1][0].distance <= _SAME_HEIGHT:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _sheets_of(places: Iterable[_Place]) -> int:
    return len({place.sheet for place in places})


def _repeated(sheets: Sequence[Sheet]) -> list[_Place]:
    """Lines whose words recur at the same height on at least the set share of the pages."""
    pages = len(sheets)
    if pages <= 1:
        return []
    places = _places(sheets, _SHORT_ZONE if pages <= _SHORT else _ZONE)
    by_key = defaultdict[tuple[str, bool], list[_Place]](list)
    for place in places:
        if place.key != _NUMBER or _says_page(place.line.text):
            by_key[place.key, place.top].append(place)
    least = max(min(pages, _SHORT) if pages > 2 else 2, _REPEATED * pages)  # noqa: PLR2004 - both of two pages
    return [
        place
        for same in by_key.values()
        for cluster in _clusters(same)
        if _sheets_of(cluster) >= least
        for place in cluster
    ]


def _outermost(sheets: Sequence[Sheet], *, top: bool) -> list[list[_Place]]:
    """For each sheet the band nearest an edge, where white space parts it from the text."""
    found = []
    for index, sheet in enumerate(sheets):
        groups = bands(sheet.lines)
        if not top:
            groups.reverse()
        if len(groups) < 2:  # noqa: PLR2004 - nothing to be parted from
            continue
        first, second = groups[0][0], groups[1][0]
        distance = first.baseline if top else sheet.page.height - first.baseline
        if distance > _ZONE * sheet.page.height:
            continue
        if abs(second.baseline - first.baseline) >= _APART * leading(sheet.lines):
            found.append([_Place(index, top, distance, _key(line.text), line) for line in groups[0]])
    return found


def _slots(sheets: Sequence[Sheet], known: Sequence[_Place]) -> list[_Place]:
    """Lines at a height where most pages have a parted line, though its words vary (section names)."""
    found: list[_Place] = []
    for top in (True, False):
        places = [place for band in _outermost(sheets, top=top) for place in band]
        for cluster in _clusters(places):
            counts = Counter(place.key for place in cluster)
            recurring = sum(count for key, count in counts.items() if count > 1 and key != _NUMBER)
            pages = _sheets_of(cluster)
            if pages > _SHORT and pages >= _SLOT * len(sheets) and recurring >= len(cluster) / 2:
                found += [place for place in cluster if place.key != _NUMBER]
            else:
                found += [
                    place for place in cluster if place.key != _NUMBER and _beside(place, known, len(sheets))
                ]
    return found


def _beside(place: _Place, known: Sequence[_Place], pages: int) -> bool:
    """Whether repeated words stand at this height on many other pages, in like type and in the same place."""
    same = (
        other
        for other in known
        if other.top == place.top
        and other.key != _NUMBER
        and abs(other.distance - place.distance) <= _SAME_HEIGHT
        and abs(other.line.size - place.line.size) <= _SAME_SIZE
        and _same_edge(other.line, place.line)
    )
    return len({other.sheet for other in same}) >= _REPEATED * pages


def _same_edge(one: Line, other: Line) -> bool:
    """Whether two lines are set flush left, flush right or centred on the same x."""
    return (
        abs(one.box.x0 - other.box.x0) <= _SAME_HEIGHT
        or abs(one.box.x1 - other.box.x1) <= _SAME_HEIGHT
        or abs(one.box.x0 + one.box.x1 - other.box.x0 - other.box.x1) <= 2 * _SAME_HEIGHT
    )


def _by_pattern(sheets: Sequence[Sheet]) -> list[_Place]:
    """Outermost lines that say themselves what they are: a marking, a page number, a browser's address."""
    found = []
    numbers: list[tuple[_Place, int]] = []
    for place in _edge(sheets):
        text = place.line.text.strip()
        number = _PAGE_NUMBER.fullmatch(text)
        if is_marking(text) or _ALWAYS.fullmatch(text) or _says_page(text):
            found.append(place)
        elif number:
            numbers.append((place, _value(number["number"]) - sheets[place.sheet].page.number))
    steps = Counter(step for _, step in numbers)
    for place, step in numbers:
        indented = place.line.box.x0 > sheets[place.sheet].page.width * 0.3
        if steps[step] > 1 or (len(sheets) <= _SHORT and indented and not place.top):
            found.append(place)
    return found


def _edge(sheets: Sequence[Sheet]) -> list[_Place]:
    """The lines of the first and the last band of each sheet, as far as they stand in the zone."""
    found = []
    for place in _places(sheets, _ZONE):
        heights = [line.baseline for line in sheets[place.sheet].lines]
        outer = min(heights) if place.top else max(heights)
        if abs(place.line.baseline - outer) <= _SAME_HEIGHT:
            found.append(place)
    return found


def _role(place: _Place) -> str:
    if is_marking(place.line.text):
        return "marking"
    if is_page_number(place.line.text):
        return "page-number"
    return "header" if place.top else "footer"


def set_aside_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take running headers, footers, page numbers and markings off the sheets."""
    left, asides = list(sheets), list[Aside]()

    def take(places: Iterable[_Place]) -> bool:
        gone = defaultdict[int, dict[int, _Place]](dict)
        for place in places:
            gone[place.sheet][id(place.line)] = place
        for index, found in gone.items():
            left[index] = left[index].without(place.line for place in found.values())
            asides.extend(aside(place.line, _role(place)) for place in found.values())
        return bool(gone)

    known = _repeated(left)
    take(known)
    for _ in range(3):  # what stood behind a page number or a marking is the next outermost line
        if not (take(_by_pattern(left)) | take(_slots(left, known))):
            break
    return left, asides
