"""What is left out of a page's text because it is blacked out, or because the page does not show it.

Only a page that gives reason is painted twice: text in white, unpainted or in the colour behind it, layers,
and pictures, odd shapes or notes over text. Words under something leave a box for the sign of unknown text;
words that are just not painted leave nothing, since no reader misses them. A word stays where the reason
why it does not show may be ours: a font that this machine does not have.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from mouarchive.model import Box
from mouarchive.reading.drawing.drawing_rules import DRAWING
from mouarchive.reading.redaction.boxes import Hidden, around, black_boxes_over, meets, merged
from mouarchive.reading.redaction.hidden import (
    cause,
    clipped,
    colours,
    hidden_words,
    notes_on,
    painted_twice,
    shades,
)
from mouarchive.reading.redaction.redaction_rules import REDACTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mouarchive.reading.drawing.drawn import Drawing, Fill
    from mouarchive.reading.process.wire import Job
    from mouarchive.reading.redaction.hidden import Colour, HiddenWord, Note, Pictures
    from mouarchive.reading.text.glyphs import Glyphs
    from mouarchive.reading.text.pdfium import OpenPage
    from mouarchive.reading.text.words import Piece

__all__ = ["mask"]

_SPACES = (0x20, 0x09, 0xA0)  # fact: code points of space, tab and no-break space
_TONE = (0.299, 0.587, 0.114)  # fact: how much of red, green and blue the eye, and the engine, sees as grey
_COVERS = ("box", "picture", "line", "shape", "annotation", "highlight", "scan")
_UNPAINTED = ("layer", "clip", "transparent")
_FULL = 255  # fact: wholly opaque

_Paints = dict[int, "Colour"]
"""The colours of text objects by their address."""
_unpainted = attrgetter("style.invisible")


def mask(page: OpenPage, job: Job, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece]) -> Hidden:
    """What hides words of the page; their letters are struck from `glyphs` in place."""
    under = black_boxes_over(page, drawing, glyphs, pieces, job.image_pixels)
    _strike(glyphs, under.struck)
    unseen = _unseen(page, job, drawing, glyphs, pieces) if pieces else Hidden()
    _strike(glyphs, unseen.struck)
    boxes = under.boxes or unseen.boxes
    if under.boxes and unseen.boxes:
        boxes = tuple(merged([*under.boxes, *unseen.boxes], pieces))
    letters, struck = under.letters + unseen.letters, under.struck | unseen.struck
    return Hidden(boxes, letters, under.unapplied, unseen.unpainted, struck)


def _strike(glyphs: Glyphs, characters: Iterable[int]) -> None:
    for index in characters:
        glyphs.units[index] = 0


def _unseen(page: OpenPage, job: Job, drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece]) -> Hidden:
    """The words that lie under no box and still cannot be seen, on a page that gives reason to look."""
    paints = dict(zip(drawing.texts, colours(page, drawing.texts), strict=True))
    notes = [note for note in notes_on(page) if note.covers]
    if not (
        job.layers
        or clipped(page, drawing.texts)
        or any(meets(note.box, piece) for note in notes for piece in pieces)
        or _pale(paints, drawing)
        or (page.unpainted and any(any(map(_unpainted, piece.words)) for piece in pieces))
        or _over_text(drawing, glyphs, pieces, paints)
    ):
        return Hidden()
    pictures = painted_twice(page, glyphs, drawing, job.image_pixels)
    found = [
        (word, covered)
        for word in hidden_words(page, glyphs, pieces, pictures, drawing)
        if (covered := _covered(word, _why(page, word, drawing, notes), paints, pictures)) is not None
    ]
    boxes = merged(_passages([word for word, covered in found if covered]), pieces)
    return Hidden(
        tuple(boxes),
        sum(word.letters for word, covered in found if covered),
        unpainted=sum(word.letters for word, covered in found if not covered),
        struck=frozenset(index for word, _ in found for index in _struck(glyphs, word)),
    )


# ------------------------------------------------------------------ whether to look


def _pale(paints: _Paints, drawing: Drawing) -> bool:
    """Whether a text may not show on paper: white, not opaque, or of no plain colour."""
    return drawing.crowded or any(
        min(rgb) >= DRAWING.white or alpha < DRAWING.opaque for *rgb, alpha in set(paints.values())
    )


def _over_text(drawing: Drawing, glyphs: Glyphs, pieces: Sequence[Piece], paints: _Paints) -> bool:
    """Whether a picture, a shape or a fill in the colour of its words could hide text."""
    if not (drawing.images or drawing.shapes or drawing.fills):
        return False  # as on most pages: text and some rules
    first = min(map(drawing.order.__getitem__, drawing.texts), default=0)
    pictures = [fill for fill in drawing.images if _large(fill.box)]
    shapes = [fill for fill in drawing.shapes if fill.order > first and _large(fill.box)]
    tinted = [
        fill
        for fill in (*drawing.fills, *drawing.shapes)
        if min(fill.rgb) < DRAWING.white and any(_near(fill, colour) for colour in set(paints.values()))
    ]
    if len(pictures) + len(shapes) + len(tinted) > REDACTION.covers:
        return True
    return any(
        any(meets(fill.box, piece) for fill in pictures)
        or _beneath(piece, glyphs, drawing, shapes)
        or _in_own_colour(piece, glyphs, tinted, paints)
        for piece in pieces
    )


def _beneath(piece: Piece, glyphs: Glyphs, drawing: Drawing, covers: Sequence[Fill]) -> bool:
    """Whether something was painted over the piece after it."""
    over = [cover.order for cover in covers if meets(cover.box, piece)]
    if not over:
        return False
    inside = range(piece.words[0].glyphs[0], piece.words[-1].glyphs[1])
    return max(over) > min((drawing.order.get(glyphs.object_at(index), 0) for index in inside), default=0)


def _in_own_colour(piece: Piece, glyphs: Glyphs, fills: Sequence[Fill], paints: _Paints) -> bool:
    """Whether a fill has the colour of a word that meets it."""
    near = [fill for fill in fills if meets(fill.box, piece)]
    words = [paints.get(glyphs.object_at(word.glyphs[0])) for word in piece.words] if near else []
    return any(_near(fill, paint) for fill in near for paint in words if paint is not None)


def _large(box: Box) -> bool:
    return min(box.x1 - box.x0, box.y1 - box.y0) >= DRAWING.box


def _near(fill: Fill, colour: Colour) -> bool:
    return all(abs(one - two) <= REDACTION.flat for one, two in zip(fill.rgb, colour, strict=False))


# ------------------------------------------------------------------ what to do


def _why(page: OpenPage, word: HiddenWord, drawing: Drawing, notes: Sequence[Note]) -> str:
    return "" if word.invisible and not word.on_picture else cause(page, word, drawing, notes)


def _covered(word: HiddenWord, why: str, paints: _Paints, pictures: Pictures) -> bool | None:
    """True for a word under something, false for one that is not painted; None where it is to stay."""
    darkest, ground, lightest = shades(pictures, _place(word))
    if not why:
        return None if _drawn_instead(lightest - darkest) else False
    *rgb, alpha = paints.get(word.text_object, (0, 0, 0, _FULL))
    if why in _COVERS:
        return not (min(rgb) >= DRAWING.white and darkest >= DRAWING.white)
    if why in _UNPAINTED or alpha < DRAWING.opaque:
        return False
    tone = sum(part * share for part, share in zip(rgb, _TONE, strict=True))
    return None if _font_missing(abs(tone - ground)) else False


def _drawn_instead(contrast: float) -> bool:
    """Whether letters are drawn as outlines where unpainted text lies over them: that is seen after all."""
    return contrast > REDACTION.flat


def _font_missing(contrast: float) -> bool:
    """Whether a word should show on what is behind it: its font paints nothing here, and elsewhere may."""
    return contrast > REDACTION.flat


def _place(word: HiddenWord) -> Box:
    """Where the hidden letters stand, as high as small letters: a font's own box reaches other lines."""
    whole = word.word
    if whole.style.turned:
        return word.box
    return Box(word.box.x0, whole.baseline - REDACTION.rise * whole.style.size, word.box.x1, whole.baseline)


def _passages(words: Sequence[HiddenWord]) -> list[Box]:
    """The places of words; turned ones that follow each other are one place, level ones are merged later."""
    found: list[Box] = []
    last: HiddenWord | None = None
    for word in words:
        place = _place(word)
        turned = last is not None and last.word.style.turned and word.word.style.turned
        if turned and last is not None and 0 <= word.word.glyphs[0] - last.word.glyphs[1] <= 1:
            place = around([found.pop(), place])
        found.append(place)
        last = word
    return found


def _struck(glyphs: Glyphs, hidden: HiddenWord) -> Iterable[int]:
    """The letters that cannot be seen; where most are hidden the whole word, with the spaces before it."""
    if hidden.letters < REDACTION.share * len(hidden.word.text):
        return hidden.gone
    start, end = hidden.word.glyphs
    while start and glyphs.units[start - 1] in _SPACES:
        start -= 1
    return range(start, end)
