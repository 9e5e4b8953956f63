"""What an OCR engine saw, put right: marks that are no letters, bullets, clause numbers, and what is bold.

    (a) _ the singular     an underscore as high as the whole row: the engine had to name the white gap
    received.        :     a colon the size of a full stop, far from every word: a speck of dust
    _(c)  schoo|_          marks stuck to a word that no word begins or ends with
    ¢  the dates           a square spot of half a letter's height before a gap: a bullet
    cence ees e ee en eee  a row of dots, or a rule to sign on, that the engine tried to spell
    Ra                     a whole line lower than any small letter: a table's border, the edge of a box
    |. Novak, and | agree  a capital I
    2.1,  4.3.  Sik        numbers read as words: read again alone with nothing but digits allowed, better
    [    ] Fees            a column of numbers taken for the page's edge and left out: read one by one

Nothing is thrown away: what is no mark is handed back apart from the words. Lengths are in heights of a usual
word of the page, or of the word at hand.

On its own: what an engine saw, as values, whichever engine it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from mouarchive.reading.ocr.ocr_rules import OCR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

__all__ = ["Corners", "Seen", "Sifted", "bold_words", "reread", "sift", "unread_heads", "with_heads"]

_INK_BYTE = 255  # fact: what is set apart from 0
_RULES = "|\u00a6\u2502"
# A comma or quotation mark that no word touches is dirt on the glass; no word is a low line or a tilde.
_LONE = frozenset(",'`\u2018\u2019_~^\\\u00ac")
_LOW = frozenset("_.-\u2013\u2014~,:;'\"`\u2018\u2019\u201c\u201d*=\u00b0\u00b7\u00ab\u00bb\u00a2")
"""Marks that never stand as high as the row they are in."""
_BULLET = "\u2022"
_BULLET_LIKE = re.compile("[\u2022*\u00a2\u00ab\u00bb\u00a9\u00ae\u00b0\u20ac@>+eoOcCé\u201c\"'\u2018]{1,2}")
_EDGES = re.compile(r"^[_~|\u00a6]+(?=\w|\()|(?<=[\w.,;:)])[_~|\u00a6]+$")
_BEFORE_LABEL = re.compile(
    "^[_~|\u2018\u2019\u201c\u201d\"'`.,:;\u00b7\u2014-]{1,2}(?=\\([A-Za-z0-9]{1,5}\\)$)"
)
_LABEL_LIKE = re.compile(
    r"(?=.*\d)[\dIlO]{1,3}(?:\.[\dIlO]{1,3})*[.,]|(?=.*\d)[\dIlO]{1,3}(?:\.[\dIlO]{1,3})+"
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_LABEL = re.compile(r"(?!\d+$)\d{1,3}(?:\.\d{1,3})*\.?")
_BRACKETS = frozenset("()[]{}")
_DOTTED = frozenset("ceosanupb")
"""What the engine makes of rows of dots: letters as low and round as they are."""
_THRICE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_BAR_WITH_STOP = re.compile(r"[|\u00a6]\.")


Corners = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


class Seen(NamedTuple):
    """A recognised word: its line in the engine's own count, box in pixels, confidence 0..100."""

    line: tuple[int, ...]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


Digits = Callable[[Corners], tuple[str, float]]
Ink = Callable[[Corners], Corners | None]


class Sifted(NamedTuple):
    """Words, and the marks that are none."""

    words: list[Seen]
    dirt: list[Seen]


def sift(seen: Sequence[Seen]) -> Sifted:
    """Part the words of a page from what is none; the order of both is kept."""
    usual = _height(seen)
    words: list[Seen] = []
    dirt: list[Seen] = []
    for _, group in groupby(seen, key=lambda word: word.line):
        line = [_as_capital(word) for word in group]
        if _is_low(line, usual):
            dirt += line
            continue
        leaders = _spelled_dots(line)
        kept = [index for index in range(len(line)) if index not in leaders]
        kept = [index for index in kept if not _is_dirt(line, index, usual)]
        dirt += [word for index, word in enumerate(line) if index not in kept]
        for place, index in enumerate(kept):
            after = line[kept[place + 1]] if place + 1 < len(kept) else None
            if place == 0 and _is_bullet(line[index], after, usual):
                words.append(line[index]._replace(text=_BULLET))
                continue
            for part, is_word in _trimmed(line[index]):
                (words if is_word else dirt).append(part)
    return Sifted(words, dirt)


def _height(seen: Sequence[Seen]) -> float:
    """How high words usually are, in pixels."""
    heights = [word.height for word in seen if word.text[2:] and word.text.isalpha()]
    return median(heights) if heights else 0.0


def _as_capital(word: Seen) -> Seen:
    """A bar with a full stop as the capital I of a name or a roman number, which it looks like."""
    return word._replace(text="I.") if _BAR_WITH_STOP.fullmatch(word.text) else word


def _is_low(line: Sequence[Seen], usual: float) -> bool:
    """Whether a line is lower than any small letter of the page, and is doubted or no longer than a word."""
    if not line or max(word.height for word in line) >= OCR.low * usual:
        return False
    text = "".join(word.text for word in line)
    short = len(text) <= OCR.few and not any(letter.isdigit() for letter in text)
    return short or all(word.confidence < OCR.doubted for word in line)


def _spelled_dots(line: Sequence[Seen]) -> set[int]:
    """Words that are a row of dots or a rule: doubted, of low round letters, one of them over and over.

    No word has a letter three times running, and no three words side by side are so alike. A capital word
    that goes on from others is the end of a title before its dots.
    """
    found: set[int] = set()
    start = 0
    for dotted, group in groupby(line, key=_may_be_dots):
        words = list(group)
        letters = [letter for word in words for letter in word.text.casefold() if letter.isalpha()]
        often = max(Counter(letters).values(), default=0)
        many = len(words) >= OCR.several or _THRICE.search(" ".join(word.text for word in words))
        if dotted and many and len(letters) >= OCR.dots and often >= OCR.one_letter * len(letters):
            first = next((at for at, word in enumerate(words) if not word.text[0].isupper()), 0)
            found |= set(range(start + (first if start else 0), start + len(words)))
        start += len(words)
    return found


def _may_be_dots(word: Seen) -> bool:
    letters = {letter for letter in word.text.casefold() if letter.isalnum()}
    return word.confidence < OCR.doubted and letters <= _DOTTED


def _is_dirt(line: Sequence[Seen], index: int, usual: float) -> bool:
    word = line[index]
    text = word.text
    if any(letter.isalnum() for letter in text):
        return False
    if word.confidence < OCR.noise or not text.strip(_RULES):
        return True
    if len(text) == 1 and text in _LONE:
        return text != "_" or word.width < OCR.blank * usual
    if not usual:
        return False
    before = word.left - line[index - 1].left - line[index - 1].width if index else usual
    after = line[index + 1].left - word.left - word.width if index + 1 < len(line) else usual
    if max(word.width, word.height) < OCR.speck * usual and min(before, after) >= OCR.apart * usual:
        return True
    ghost = _LOW.issuperset(text) and word.height > OCR.tall * usual
    return ghost or before < -OCR.overlap * usual


def _is_bullet(word: Seen, after: Seen | None, usual: float) -> bool:
    """Whether the first word of a line is a spot as wide as high, above the baseline, before a gap."""
    if after is None or not usual or not _BULLET_LIKE.fullmatch(word.text):
        return False
    least, most = OCR.speck * usual, OCR.bullet * usual
    gap = after.left - word.left - word.width
    level = after.top + after.height - word.top - word.height
    square = least <= word.width <= most and least <= word.height <= most
    return square and gap >= OCR.apart * usual and level >= OCR.bullet_rise * usual


def _trimmed(word: Seen) -> Iterator[tuple[Seen, bool]]:
    """A word without the marks that stuck to it, and those marks; whether each is the word."""
    cuts = [match.span() for match in (*_EDGES.finditer(word.text), *_BEFORE_LABEL.finditer(word.text))]
    start = max((end for low, end in cuts if low == 0), default=0)
    end = min((low for low, high in cuts if low > 0 and high == len(word.text)), default=len(word.text))
    if not cuts or not any(letter.isalnum() for letter in word.text[start:end]):
        yield word, True
        return
    share = word.width / len(word.text)
    for low, high in ((0, start), (start, end), (end, len(word.text))):
        if low < high:
            left = word.left + round(low * share)
            part = word._replace(text=word.text[low:high], left=left, width=round((high - low) * share))
            yield part, (low, high) == (start, end)


# ------------------------------------------------------------------ numbers read again


def reread(words: list[Seen], digits: Digits, ink: Ink | None = None) -> list[Seen]:
    """The words, with each number that stands first on its line, apart from what follows, read again.

    `digits` reads what a box in pixels holds with only digits and full stops allowed, and says how sure
    it is, 0..100; `ink` cuts a box down to the ink in it. Without `ink` only what looks like a number is
    read again.
    """
    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    for line in lines:
        if _end_of_head(line) == 1 and _LABEL_LIKE.fullmatch(line[0].text):
            line[0] = _best(line[0], digits)
    columns = [line[0].left for line in lines if _end_of_head(line) == 1 and _NUMBER.fullmatch(line[0].text)]
    if ink is not None:
        for line in lines:
            _mend(line, columns, digits, _Ink(ink, words))
    return [word for line in lines for word in line]


class _Ink:
    """Ink that no word of the page has yet, for what the engine may have passed over."""

    def __init__(self, ink: Ink, words: list[Seen]) -> None:
        self.any = ink
        self._words = words

    def free(self, box: Corners) -> Corners | None:
        """A box cut down to its ink; None where a word stands in it that was read."""
        x0, y0, x1, y1 = box
        taken = any(
            word.left < x1 and word.left + word.width > x0 and word.top < y1 and word.top + word.height > y0
            for word in self._words
        )
        return None if taken else self.any(box)


def _mend(line: list[Seen], columns: list[int], digits: Digits, ink: _Ink) -> None:
    """Put the number that a line begins with in its place, where it was garbled or passed over."""
    end = _end_of_head(line)
    head = _joined(line[:end])
    slack = OCR.edge * head.height
    if any(head.left - slack <= x <= head.left + max(slack, head.width / 2) for x in columns):
        if _is_garbled(head):
            right = line[end].left - round(OCR.gap * head.height / 2) if end < len(line) else None
            read = _read_anew(head, right, digits, ink.any)
            line[:end] = [read] if read else line[:end]
        return
    left = max((x for x in columns if x < head.left - 2 * slack), default=None)
    if left is None or head.left - left > OCR.farthest * head.height:
        return
    # Tesseract passes over a figure that stands alone far from its heading.
    spot = Seen(head.line, left, head.top, head.left - left - round(slack), head.height, 0.0, "")
    box = ink.free((left - round(slack), head.top, spot.left + spot.width, head.top + head.height))
    if box is None or not OCR.lowest * head.height <= box[3] - box[1] or box[0] > left + slack:
        return
    read = _read_anew(spot._replace(left=box[0], width=box[2] - box[0]), None, digits, ink.any)
    if read:
        line.insert(0, read)


def _end_of_head(line: list[Seen]) -> int:
    """How many words stand first on a line, apart from what follows; 0 where nothing stands apart."""
    for index, (word, after) in enumerate(pairwise(line), start=1):
        if after.left - word.left - word.width >= OCR.gap * word.height:
            return index
    return len(line)


def _joined(words: list[Seen]) -> Seen:
    """Words side by side as one."""
    first, last = words[0], words[-1]
    top = min(word.top for word in words)
    bottom = max(word.top + word.height for word in words)
    return first._replace(
        text="".join(word.text for word in words),
        top=top,
        height=bottom - top,
        width=last.left + last.width - first.left,
        confidence=min(word.confidence for word in words),
    )


def _is_garbled(head: Seen) -> bool:
    """Whether what was read may stand for a number: short, doubted, without brackets, and none itself."""
    short = len(head.text) <= OCR.longest and not _BRACKETS & set(head.text)
    known = head.confidence >= OCR.sure or head.text == "\u2022" or _LABEL.fullmatch(head.text)
    return short and not known


def _read_anew(head: Seen, right: int | None, digits: Digits, ink: Ink) -> Seen | None:
    """The number that stands where something else was read; None where no reading is sure of one.

    Where the engine's box holds a part of the number only, the ink is looked at up to `right`.
    """
    wider = max(head.left + head.width, right or 0)
    for end in dict.fromkeys((head.left + head.width, wider)):
        box = ink((head.left, head.top, end, head.top + head.height))
        if box is None:
            continue
        high = box[3] - box[1]
        for share in (OCR.wide, OCR.margin, OCR.half, OCR.broad):
            margin = max(2, round(share * high))
            text, sure = digits((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin))
            found = Seen(head.line, box[0], box[1], box[2] - box[0], high, sure, text)
            if _NUMBER.fullmatch(text) and sure >= OCR.sure and _as_wide(found):
                return found
    return None


def _best(seen: Seen, digits: Digits) -> Seen:
    """What most of up to three readings say; where all differ, the first one stands."""
    readings: list[str] = []
    for share in (OCR.margin, OCR.wide):
        margin = max(2, round(share * seen.height))
        text, confidence = digits(
            (
                seen.left - margin,
                seen.top - margin,
                seen.left + seen.width + margin,
                seen.top + seen.height + margin,
            )
        )
        if _NUMBER.fullmatch(text) and confidence >= OCR.vote:
            readings.append(text)
        if readings and _digits(readings[0]) == _digits(seen.text):
            # Only the full stops are in question, and those are what this reading is better at.
            return seen._replace(text=readings[0])
    text, count = Counter(readings).most_common(1)[0] if readings else (seen.text, 0)
    return seen._replace(text=text) if count > 1 else seen


def _as_wide(seen: Seen) -> bool:
    """Whether figures of the ink's height, and the points between them, are about as wide as the ink."""
    figures = len(_digits(seen.text))
    wide = (figures * OCR.figure + (len(seen.text) - figures) * OCR.point) * seen.height
    return abs(wide - seen.width) <= OCR.as_wide * wide


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


# ------------------------------------------------------------------ numbers passed over


def unread_heads(image: Image.Image, words: Sequence[Seen], dirt: Sequence[Seen] = ()) -> list[Seen]:
    """Places in front of lines where ink stands that is in no word, each with the line it belongs to.

    All measures are in heights of a usual line of the page.
    """
    from PIL import ImageDraw  # noqa: PLC0415 - only pages without text pay for it

    lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    if len(lines) < OCR.several:
        return []
    usual = median(word.height for word in words)
    rest = image.point(lambda value: _INK_BYTE if value < OCR.ink else 0)
    brush = ImageDraw.Draw(rest)
    for word in (*words, *dirt):
        brush.rectangle(
            (word.left - 2, word.top - 2, word.left + word.width + 2, word.top + word.height + 2), 0
        )
    found = [place for line in lines if (place := _in_front(line, rest, usual)) is not None]
    near = OCR.one_edge * usual
    return [
        place
        for place in found
        if sum(abs(place.left - other.left) <= near for other in found) >= OCR.several
    ]


def _in_front(line: Sequence[Seen], rest: Image.Image, usual: float) -> Seen | None:
    """The ink in front of a line, as a word without text; None where there is none like a label."""
    first = min(line, key=lambda word: word.left)
    reach = round(OCR.reach * usual)
    top, bottom = min(word.top for word in line) - reach, max(word.top + word.height for word in line) + reach
    left, right = round(first.left - OCR.farthest * usual), round(first.left - OCR.nearest * usual)
    box = (max(0, left), max(0, top), max(0, right), bottom)
    ink = rest.crop(box).getbbox() if box[2] > box[0] and box[3] > box[1] else None
    if ink is None:
        return None
    wide, high = ink[2] - ink[0], ink[3] - ink[1]
    # What goes on beyond the place that was looked at is no label: a bar along changed lines, say.
    cut = (ink[0] == 0 and box[0] > 0) or (ink[1] == 0 and ink[3] == box[3] - box[1])
    if cut or wide > OCR.widest * usual or not OCR.lowest * usual <= high <= OCR.highest * usual:
        return None
    return Seen(first.line, box[0] + ink[0], box[1] + ink[1], wide, high, 0.0, "")


def with_heads(
    words: Sequence[Seen], places: Sequence[Seen], read: Callable[[Corners], tuple[str, float]]
) -> tuple[list[Seen], int]:
    """The words with what `read` makes of each place put first on its line; how many it could not read."""
    heads: dict[tuple[int, ...], Seen] = {}
    for place in places:
        margin = max(2, round(OCR.some * place.height))
        right, bottom = place.left + place.width + margin, place.top + place.height + margin
        text, sure = read((place.left - margin, place.top - margin, right, bottom))
        if text and sure >= OCR.noise:
            heads[place.line] = place._replace(text="".join(text.split()), confidence=sure)
    found: list[Seen] = []
    for line, group in groupby(words, key=lambda word: word.line):
        found += [heads[line]] if line in heads else []
        found += group
    return found, len(places) - len(heads)


# ------------------------------------------------------------------ bold


def bold_words(image: Image.Image, lines: Sequence[Sequence[Seen]]) -> list[list[bool]]:
    """For each word of each line whether it is set in bold; `image` is the page that was read.

    A line is bold throughout or not at all.
    """
    strokes = [[_stroke(image, word) for word in line] for line in lines]
    known = [
        stroke
        for line, found in zip(lines, strokes, strict=True)
        for word, stroke in zip(line, found, strict=True)
        if stroke and _letters(word) >= OCR.several
    ]
    if len(known) < OCR.words:
        return [[False] * len(line) for line in lines]
    usual = median(known)
    return [
        _settled(line, [stroke / usual for stroke in found])
        for line, found in zip(lines, strokes, strict=True)
    ]


def _stroke(image: Image.Image, word: Seen) -> float:
    """Thickness of a word's strokes in pixels; 0 where it has none."""
    part = image.crop((word.left, word.top, word.left + word.width, word.top + word.height))
    ink = sum((OCR.paper - shade) * count for shade, count in enumerate(part.histogram()[: OCR.paper]))
    rows = part.point(lambda value: 1 if value < OCR.ink else 0).tobytes()
    strokes = rows.count(b"\x00\x01")
    return ink / OCR.paper / strokes if strokes else 0.0


def _letters(word: Seen) -> int:
    return sum(letter.isalpha() for letter in word.text)


def _settled(line: Sequence[Seen], weights: Sequence[float]) -> list[bool]:
    """Weights as bold or not, made whole: all of the line, or nothing."""
    sizes = [len(word.text) for word in line]
    mean = sum(weight * size for weight, size in zip(weights, sizes, strict=True)) / sum(sizes)
    heavy = sum(size for weight, size in zip(weights, sizes, strict=True) if weight >= OCR.heavy)
    return [_is_bold(mean, heavy / sum(sizes))] * len(line)


def _is_bold(mean: float, share: float) -> bool:
    """Whether a line is as heavy as bold type, and throughout: a single heavy word is a blot."""
    return mean >= OCR.heavy_line and share >= OCR.bold_share
