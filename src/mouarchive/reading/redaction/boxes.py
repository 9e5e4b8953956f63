"""Blacked-out passages: found where they stand in the text, and what lies under them.

A candidate comes from the drawing (a dark box, a small picture, an annotation, anything opaque painted over
text); whether it hides anything is then seen in the rendered page, never guessed from the drawing alone:
light text on a dark table header stays, and so does text over a paragraph's shading.

A box without text under it is unknown text where it stands as text would: beside words of one line, in a
column of a table or signature block on the row of other words, in a ruled cell, or alone on lines between or
right under other lines. Logos, bullets, bars in a heading and blocks of colour do not. A box that stands in
the text counts as a line for its neighbours, so that a row or a column of boxes is found from its first one.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, cast
from unicodedata import category

import msgspec

from mouarchive.model import Box
from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.drawing.raster import grey
from mouarchive.reading.redaction.redaction_rules import REDACTION
from mouarchive.reading.text.glyphs import characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from mouarchive.model import Rule
    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["Hidden", "around", "black_boxes_over", "is_letter", "letter_band", "meets", "merged", "standing"]


_READ = ("L", "N")
"""Unicode's categories of letters and of figures."""


class Hidden(msgspec.Struct, frozen=True):
    """Boxes that hide text or blank it out, and how many letters lie under them in the file.

    `unapplied` counts boxes that only mark text for redaction: the letters are there for all to see.
    `unpainted` counts letters that nothing lies over and that still cannot be seen: they leave no sign.
    `struck` are the characters, by their number on the page, that must not be read.
    """

    boxes: tuple[Box, ...] = ()
    letters: int = 0
    unapplied: int = 0
    unpainted: int = 0
    struck: frozenset[int] = frozenset()


class _Candidate(NamedTuple):
    """What could hide text: the characters whose middle lies in it; `certain` where it asks for it itself."""

    box: Box
    under: tuple[int, ...]
    dark: bool
    certain: bool = False


def black_boxes_over(
    page: OpenPage, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece], most: int
) -> Hidden:
    """Boxes that hide text or blank it out; `most` is the ceiling of pixels of the picture that is taken."""
    found = _candidates(page, drawing, glyphs, pieces)
    in_text = standing([one.box for one in found if one.dark], pieces, drawing.rules)
    found = [one for one in found if one.under or one.box in in_text]
    if not found:
        return Hidden()
    image, scale = grey(page, REDACTION.dpi, most)
    text = characters(glyphs.units)
    black = {one.box for one in found if one.dark and _dark(image, one.box, scale)}
    headings = [one.box for one in found if one.dark and one.under and one.box not in black]
    # Once more, since a logo or a heading's coloured cell is no neighbour to go by.
    in_text = standing(sorted(black, key=_place), pieces, drawing.rules)
    hiding: list[_Candidate] = []
    letters: set[int] = set()
    for one in found:
        under = [i for i in one.under if is_letter(text[i])]
        painted = [i for i in under if _painted(page, glyphs, i)]
        flat = [i for i in painted if one.certain or _unseen(image, glyphs, i, scale)]
        hides = len(flat) >= min(REDACTION.letters, max(1.0, REDACTION.share * len(painted)))
        if hides or (one.dark and not painted and one.box in in_text and not _in_heading(one.box, headings)):
            hiding.append(one)
            # Letters that are not painted, as a scan's layer, lie in the file under the box all the same.
            letters.update(flat, set(under).difference(painted))
    struck = frozenset(i for one in hiding for i in one.under)
    boxes = merged([one.box for one in hiding], pieces)
    return Hidden(tuple(boxes), len(letters), sum(one.certain for one in hiding), struck=struck)


def _candidates(
    page: OpenPage, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece]
) -> list[_Candidate]:
    """Everything that could hide text, with the characters whose middle lies in it."""
    found: list[_Candidate] = []
    for fill in drawing.fills:
        under = (
            _inside(glyphs, fill.box, pieces)
            if fill.dark or _over_text(fill, glyphs, drawing, pieces)
            else ()
        )
        if not fill.dark:
            under = _painted_before(under, fill, glyphs, drawing)
        if fill.dark or under:
            found.append(_Candidate(fill.box, under, fill.dark))
    for fill in drawing.images:
        if not _is_scan(fill.box, page):
            under = _painted_before(_inside(glyphs, fill.box, pieces), fill, glyphs, drawing)
            found.append(_Candidate(fill.box, under, dark=True))
    for box, certain in page.cover_annotations():
        found.append(_Candidate(box, _inside(glyphs, box, pieces), not certain, certain))
    return [one for one in found if min(one.box.x1 - one.box.x0, one.box.y1 - one.box.y0) >= DRAWING.box]


def _is_scan(box: Box, page: OpenPage) -> bool:
    """Whether a picture is of the page itself: what is painted over its text layer is the text."""
    return (box.x1 - box.x0) * (box.y1 - box.y0) > DRAWING.scan * page.width * page.height


def meets(box: Box, piece: Piece) -> bool:
    """Whether a box and a piece of text have any place in common."""
    return piece.x0 < box.x1 and piece.x1 > box.x0 and piece.y0 < box.y1 and piece.y1 > box.y0


def _over_text(fill: Fill, glyphs: Glyphs, drawing: Drawing, pieces: Sequence[Piece]) -> bool:
    """Whether a fill lies over a piece of text that was painted before it: shading is painted first."""
    return any(
        drawing.order.get(glyphs.object_at(piece.words[0].glyphs[0]), fill.order) < fill.order
        for piece in pieces
        if meets(fill.box, piece)
    )


def _inside(glyphs: Glyphs, box: Box, pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Characters, spaces included, whose middle lies in the box."""
    return tuple(
        index
        for piece in pieces
        if meets(box, piece)
        for index in range(piece.words[0].glyphs[0], piece.words[-1].glyphs[1])
        if box.x0 <= (glyphs.left[index] + glyphs.right[index]) / 2 <= box.x1
        and box.y0 <= (glyphs.top[index] + glyphs.bottom[index]) / 2 <= box.y1
    )


def _painted_before(
    indices: tuple[int, ...], fill: Fill, glyphs: Glyphs, drawing: Drawing
) -> tuple[int, ...]:
    """Those characters that were painted before the fill: others lie on it."""
    return tuple(i for i in indices if drawing.order.get(glyphs.object_at(i), fill.order) < fill.order)


def _place(box: Box) -> tuple[float, float, float, float]:
    return box.y0, box.x0, box.y1, box.x1


def is_letter(character: str) -> bool:
    """Whether a character is a letter or a figure: what can be read."""
    return character.isalnum() if character.isascii() else category(character)[:1] in _READ


def _painted(page: OpenPage, glyphs: Glyphs, index: int) -> bool:
    """Whether the character is painted at all: invisible text is the layer under a scan."""
    text_object = glyphs.object_at(index)
    return text_object != 0 and not page.style(text_object).invisible


def letter_band(glyphs: Glyphs, index: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in points where a letter must show: from its baseline to a small letter's top.

    Its box is as high as the font, and reaches into the lines above and below.
    """
    aside = REDACTION.aside * (glyphs.right[index] - glyphs.left[index])
    base = glyphs.baseline(index)
    top = base - REDACTION.band * (glyphs.bottom[index] - glyphs.top[index])
    return glyphs.left[index] + aside, top, glyphs.right[index] - aside, base


def _unseen(image: Image.Image, glyphs: Glyphs, index: int, scale: float) -> bool:
    """Whether the middle of a letter shows nothing but one colour."""
    left, top, right, bottom = (edge * scale for edge in letter_band(glyphs, index))
    x0, y0 = int(left), int(top)
    band = image.crop((x0, y0, max(x0 + 1, int(right)), max(y0 + 1, int(bottom))))
    low, high = cast("tuple[int, int]", band.getextrema())
    return high - low <= REDACTION.flat


def _dark(image: Image.Image, box: Box, scale: float) -> bool:
    """Whether the box, its outermost pixels left out, is dark throughout."""
    left, top = int(box.x0 * scale) + 2, int(box.y0 * scale) + 2
    right, bottom = int(box.x1 * scale) - 1, int(box.y1 * scale) - 1
    counts = image.crop((left, top, max(left + 1, right), max(top + 1, bottom))).histogram()
    return sum(counts[: DRAWING.dark]) >= REDACTION.dark * max(1, sum(counts))


def _in_heading(box: Box, headings: Sequence[Box]) -> bool:
    """Whether a dark cell without words stands in a heading's row, beside cells with light words."""
    return any(same_row(box, other) for other in headings)


# ------------------------------------------------------------------ where text would stand


class _Row(NamedTuple):
    """A line of text, or a box that stands for one; `starts` and `ends` are its cells' edges."""

    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    starts: tuple[float, ...]
    ends: tuple[float, ...]


def standing(boxes: Sequence[Box], pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> set[Box]:
    """Those of `boxes` that stand where text would, among a page's `pieces` and drawn `rules`.

    Where there are so many that they are a drawing, no box speaks for its neighbours.
    """
    # Most pages have no box at all.
    rows = [_row(piece) for piece in pieces if not piece.turned and piece.size > 0] if boxes else []
    if not rows:
        return set()
    em = median(row.size for row in rows)
    found: set[Box] = set()
    left = list(dict.fromkeys(boxes))
    while left:
        more = [box for box in left if _stands(box, rows, rules)]
        more += [box for stack in _stacks(left) if _fills_lines(around(stack), rows) for box in stack]
        found.update(more)
        if not more or len(boxes) > REDACTION.boxes:
            break
        left = [box for box in left if box not in found]
        rows += [_row_of_box(box, em) for box in dict.fromkeys(more)]
    return found


def _row(piece: Piece) -> _Row:
    gap = piece.size
    wide = [(one.x1, two.x0) for one, two in pairwise(piece.words) if two.x0 - one.x1 >= gap]
    starts = (piece.x0, *(start for _, start in wide))
    ends = (*(end for end, _ in wide), piece.x1)
    return _Row(piece.x0, piece.y0, piece.x1, piece.y1, piece.baseline, piece.size, starts, ends)


def _row_of_box(box: Box, em: float) -> _Row:
    return _Row(box.x0, box.y0, box.x1, box.y1, box.y1, em, (box.x0,), (box.x1,))


def _stands(box: Box, rows: Sequence[_Row], rules: Sequence[Rule]) -> bool:
    """Whether a box one line high is on a row of words near by or in its column, or right under one."""
    beside = [row for row in rows if _on_row(box, row)]
    if _near_words(box, beside):
        return True
    if beside and (_in_column(box, rows) or _in_cell(box, rules, beside[0].size)):
        return True
    return _under_line(box, rows)


def _near_words(box: Box, beside: Sequence[_Row]) -> bool:
    """Whether a word of the box's own row stands near it."""
    return any(max(row.x0 - box.x1, box.x0 - row.x1) <= REDACTION.near * row.size for row in beside)


def _on_row(box: Box, row: _Row) -> bool:
    """Whether a box one line high covers at least half of the small letters' height of a row."""
    high = box.y1 - box.y0
    if not REDACTION.low * row.size <= high <= REDACTION.high * row.size:
        return False
    rise = REDACTION.rise * row.size
    return min(box.y1, row.baseline) - max(box.y0, row.baseline - rise) >= rise / 2


def _in_column(box: Box, rows: Sequence[_Row]) -> bool:
    """Whether a cell of a row near by begins or ends where the box does."""
    for row in rows:
        far = max(row.y0 - box.y1, box.y0 - row.y1)
        if not 0 <= far <= REDACTION.far * row.size:
            continue
        slack = REDACTION.edge * row.size
        if any(abs(start - box.x0) <= slack for start in row.starts):
            return True
        if any(abs(end - box.x1) <= slack for end in row.ends):
            return True
    return False


def _in_cell(box: Box, rules: Sequence[Rule], em: float) -> bool:
    """Whether level rules run above and below the box, as those of a table's cell do."""
    across = [
        rule.box
        for rule in rules
        if rule.horizontal and rule.box.x0 <= box.x0 + em and rule.box.x1 >= box.x1 - em
    ]
    above = any(-1 <= box.y0 - rule.y1 <= REDACTION.near * em for rule in across)
    return above and any(-1 <= rule.y0 - box.y1 <= REDACTION.near * em for rule in across)


def _under_line(box: Box, rows: Sequence[_Row]) -> bool:
    """Whether a box one line high begins where the line right above it begins: a name under a greeting."""
    high = box.y1 - box.y0
    return any(
        REDACTION.low * row.size <= high <= REDACTION.high * row.size
        and 0 <= box.y0 - row.baseline <= REDACTION.next_line * row.size
        and any(abs(start - box.x0) <= REDACTION.edge * row.size for start in row.starts)
        for row in rows
    )


def _stacks(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that lie one right under the other, as those of a passage over several lines do."""
    stacks: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        for stack in stacks:
            last = stack[-1]
            common = min(box.x1, last.x1) - max(box.x0, last.x0)
            if common > 0 and -1 <= box.y0 - last.y1 <= min(box.y1 - box.y0, last.y1 - last.y0):
                stack.append(box)
                break
        else:
            stacks.append([box])
    return stacks


def _fills_lines(box: Box, rows: Sequence[_Row]) -> bool:
    """A box of one or more lines: as wide as text, and with text of the same column above and below it."""
    wide = box.x1 - box.x0
    column = [
        row for row in rows if min(box.x1, row.x1) - max(box.x0, row.x0) >= min(wide, row.x1 - row.x0) / 2
    ]
    if not column:
        return False
    em = max(row.size for row in column)
    above = any(0 <= box.y0 - row.baseline <= REDACTION.next_line * em for row in column)
    below = any(0 <= row.y0 - box.y1 <= REDACTION.next_line * em for row in column)
    return wide >= REDACTION.near * em and above and below and box.y1 - box.y0 >= REDACTION.low * em


def same_row(box: Box, other: Box) -> bool:
    """Whether two boxes stand side by side: most of the lower one's height is the other's too."""
    common = min(box.y1, other.y1) - max(box.y0, other.y0)
    return common >= REDACTION.same_row * max(box.y1 - box.y0, other.y1 - other.y0)


def merged(boxes: Sequence[Box], pieces: Sequence[Piece]) -> list[Box]:
    """Boxes that overlap, or stand side by side no farther apart than words, are one passage.

    Each word may have been blacked out by itself, and a scanner's speck may cut a box in two; the cells
    of a table stand farther apart.
    """
    sizes = [piece.size for piece in pieces if not piece.turned and piece.size > 0]
    apart = max(1.0, REDACTION.touching * median(sizes)) if sizes else 1.0
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.x0, box.y0)):
        for index, other in enumerate(found):
            if box.x0 <= other.x1 + apart and same_row(box, other) and not _words_between(other, box, pieces):
                found[index] = around([box, other])
                break
        else:
            found.append(box)
    return found


def _words_between(left: Box, right: Box, pieces: Sequence[Piece]) -> bool:
    """Whether a word stands in the gap between two boxes of one row."""
    if right.x0 <= left.x1:
        return False
    return any(
        left.x1 <= (word.x0 + word.x1) / 2 <= right.x0
        for piece in pieces
        if piece.y0 < left.y1 and piece.y1 > left.y0 and piece.x0 < right.x0 and piece.x1 > left.x1
        for word in piece.words
    )


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of these."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
