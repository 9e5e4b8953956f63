"""Telling a redline from a version: a document whose text layer holds the old and the new words at once.

Old words are struck out; new ones are set in a colour, and underlined or beside a bar in the margin. A link
is coloured and underlined too: what lies in a link, is spelled like an address or has the colour that
programs give to links is left out (the last only on pages where nothing is struck out).
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from mouarchive.model import Warn
from mouarchive.reading.page_rules import REDLINE_LOOKS
from mouarchive.reading.text.text_rules import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mouarchive.model import Box, Page, Rule
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece, Word

__all__ = ["REDLINE", "inserted_letters", "redline_warnings"]

REDLINE = "redline-document"
"""Code of the warning."""

_BALLOON = re.compile(
    r"(?:Deleted|Formatted|Commented|Inserted|Moved(?: down| up)?)\s?(?:\[[^\]]*\])?:|Comment \["
)
_PATCH = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_ADDRESS = ("://", "www.", "@")
# fact: what word processors, browsers and the styles of public bodies give to links
_LINK_COLOURS = tuple(
    bytes.fromhex(colour)
    for colour in ("0000ff", "0000ee", "0563c1", "1155cc", "0645ad", "1d70b8", "005ea5", "467886")
)


def redline_warnings(pages: Iterable[Page]) -> tuple[Warn, ...]:
    """The warning about a document that is itself a redline; no warning for any other.

    One is: a share of its letters struck out, or some struck out and as many put in; a share put in; balloons
    in its margin that say what was deleted; or the output of a comparing program.
    """
    looks = REDLINE_LOOKS
    letters = struck = inserted = balloons = patches = 0
    for page in pages:
        letters += page.quality.characters
        struck += page.quality.struck
        inserted += page.quality.inserted
        for line in page.lines:
            patches += _PATCH.match(line.text) is not None
            aside = line.box.x0 > looks.margin * page.width
            balloons += aside and _BALLOON.match(line.text) is not None
    grounds = []
    if struck >= looks.letters and (struck >= looks.struck_share * letters or inserted >= looks.letters):
        grounds.append(f"{struck} letters are struck out")
    if inserted >= looks.letters and (grounds or balloons or inserted >= looks.inserted_share * letters):
        grounds.append(f"{inserted} are marked as put in")
    if balloons >= looks.notes:
        grounds.append(f"{balloons} notes in the margin say what was changed")
    if patches >= looks.notes:
        grounds.append("it is the output of a comparing program")
    if not grounds:
        return ()
    why = ", ".join(grounds)
    message = f"this file shows both readings at once ({why}); it is not a version of its own"
    return (Warn(REDLINE, message),)


# ------------------------------------------------------------------ words put in


def inserted_letters(
    page: OpenPage, glyphs: Glyphs, pieces: Sequence[Piece], rules: Sequence[Rule], *, struck: bool
) -> int:
    """How many letters of a page look put in; `struck` says that others on it are struck out."""
    level = [rule.box for rule in rules if rule.horizontal and rule.box.y1 - rule.box.y0 <= LINE.strike_thick]
    bars = _bars(pieces, rules)
    if not level and not bars:
        return 0
    level.sort(key=_height)
    heights = [_height(box) for box in level]
    marked = [
        word
        for piece in pieces
        for word in piece.words
        if word.glyphs[0] < word.glyphs[1]
        and (_underlined(word, level, heights) or any(bar.y0 <= word.baseline <= bar.y1 for bar in bars))
    ]
    colours = [(word, _coloured(page, glyphs, word)) for word in marked]
    coloured = [word for word, colour in colours if colour and (struck or not _link_colour(colour))]
    links = page.links() if coloured else []
    return sum(len(word.text) for word in coloured if not _is_link(word, links))


def _bars(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Box]:
    """Upright rules on one side of all text: change bars. Those on both sides are a table or a frame."""
    if not pieces:
        return []
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    upright = [
        rule.box for rule in rules if not rule.horizontal and rule.box.y1 - rule.box.y0 >= REDLINE_LOOKS.bar
    ]
    outer = [
        box
        for box in upright
        if box.x1 <= left - REDLINE_LOOKS.bar_gap or box.x0 >= right + REDLINE_LOOKS.bar_gap
    ]
    return outer if len({round(box.x0) for box in outer}) == 1 else []


def _height(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _underlined(word: Word, level: Sequence[Box], heights: Sequence[float]) -> bool:
    """Whether one of the level rules, sorted by their heights, underlines most of a word."""
    em = word.style.size
    for at in range(bisect_left(heights, word.baseline - REDLINE_LOOKS.line_above * em), len(level)):
        if heights[at] > word.baseline + REDLINE_LOOKS.line_below * em:
            return False
        box = level[at]
        if min(box.x1, word.x1) - max(box.x0, word.x0) >= REDLINE_LOOKS.underlined * (word.x1 - word.x0):
            return True
    return False


def _coloured(page: OpenPage, glyphs: Glyphs, word: Word) -> bytes | None:
    """The colour in which a word is set, red green blue; None where it is black, grey or not told."""
    call, text_object = page.functions, glyphs.object_at(word.glyphs[0])
    colour = call.four(call.fill_colour, text_object, ctypes.c_uint) if text_object else None
    if colour is None or max(colour[:3]) - min(colour[:3]) < REDLINE_LOOKS.vivid:
        return None
    return bytes(map(int, colour[:3]))


def _link_colour(colour: bytes) -> bool:
    return any(
        all(abs(a - b) <= REDLINE_LOOKS.same_colour for a, b in zip(colour, known, strict=True))
        for known in _LINK_COLOURS
    )


def _is_link(word: Word, links: Sequence[Box]) -> bool:
    if any(sign in word.text for sign in _ADDRESS):
        return True
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return any(box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1 for box in links)
