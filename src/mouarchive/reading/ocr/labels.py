"""Clause numbers on a scan, read a second time with nothing but digits allowed.

An engine that expects words reads "2.1." as "2.1,", "1.3." as "4.3." and "3.1" as "Sik": the number alone,
with a margin of white around it, is read better, in two thousandths of a second. What looks like a number is
read again wherever it stands first on its line; what does not, only in a column where numbers stand, and only
a reading that is as wide as the ink is believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import NamedTuple

__all__ = ["Corners", "Seen", "reread"]

_LABEL_LIKE = re.compile(
    r"(?=.*\d)[\dIlO]{1,3}(?:\.[\dIlO]{1,3})*[.,]|(?=.*\d)[\dIlO]{1,3}(?:\.[\dIlO]{1,3})+"
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_GAP = 0.8
_MARGINS = (0.2, 0.8)
_LEAST_CONFIDENCE = 50
_CERTAIN = 85
_WIDE_MARGINS = (0.8, 0.2, 0.5, 1.2)
_LABEL = re.compile(r"(?!\d+$)\d{1,3}(?:\.\d{1,3})*\.?")
_LONGEST = 9
_BRACKETS = frozenset("()[]{}")
_COLUMN = 0.6
_FARTHEST = 6.0
_LEAST_HIGH = 0.5
_FIGURE, _POINT = 0.75, 0.37  # widths in heights of a figure, by and large, whatever the typeface
_SLACK = 0.24


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
    slack = _COLUMN * head.height
    if any(head.left - slack <= x <= head.left + max(slack, head.width / 2) for x in columns):
        if _is_garbled(head):
            right = line[end].left - round(_GAP * head.height / 2) if end < len(line) else None
            read = _read_anew(head, right, digits, ink.any)
            line[:end] = [read] if read else line[:end]
        return
    left = max((x for x in columns if x < head.left - 2 * slack), default=None)
    if left is None or head.left - left > _FARTHEST * head.height:
        return
    # Tesseract passes over a figure that stands alone far from its heading.
    spot = Seen(head.line, left, head.top, head.left - left - round(slack), head.height, 0.0, "")
    box = ink.free((left - round(slack), head.top, spot.left + spot.width, head.top + head.height))
    if box is None or not _LEAST_HIGH * head.height <= box[3] - box[1] or box[0] > left + slack:
        return
    read = _read_anew(spot._replace(left=box[0], width=box[2] - box[0]), None, digits, ink.any)
    if read:
        line.insert(0, read)


def _end_of_head(line: list[Seen]) -> int:
    """How many words stand first on a line, apart from what follows; 0 where nothing stands apart."""
    for index, (word, after) in enumerate(pairwise(line), start=1):
        if after.left - word.left - word.width >= _GAP * word.height:
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
    short = len(head.text) <= _LONGEST and not _BRACKETS & set(head.text)
    known = head.confidence >= _CERTAIN or head.text == "\u2022" or _LABEL.fullmatch(head.text)
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
        for share in _WIDE_MARGINS:
            margin = max(2, round(share * high))
            text, sure = digits((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin))
            found = Seen(head.line, box[0], box[1], box[2] - box[0], high, sure, text)
            if _NUMBER.fullmatch(text) and sure >= _CERTAIN and _as_wide(found):
                return found
    return None


def _best(seen: Seen, digits: Digits) -> Seen:
    """What most of up to three readings say; where all differ, the first one stands."""
    readings: list[str] = []
    for share in _MARGINS:
        margin = max(2, round(share * seen.height))
        text, confidence = digits(
            (
                seen.left - margin,
                seen.top - margin,
                seen.left + seen.width + margin,
                seen.top + seen.height + margin,
            )
        )
        if _NUMBER.fullmatch(text) and confidence >= _LEAST_CONFIDENCE:
            readings.append(text)
        if readings and _digits(readings[0]) == _digits(seen.text):
            # Only the full stops are in question, and those are what this reading is better at.
            return seen._replace(text=readings[0])
    text, count = Counter(readings).most_common(1)[0] if readings else (seen.text, 0)
    return seen._replace(text=text) if count > 1 else seen


def _as_wide(seen: Seen) -> bool:
    """Whether figures of the ink's height, and the points between them, are about as wide as the ink."""
    figures = len(_digits(seen.text))
    wide = (figures * _FIGURE + (len(seen.text) - figures) * _POINT) * seen.height
    return abs(wide - seen.width) <= _SLACK * wide


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
