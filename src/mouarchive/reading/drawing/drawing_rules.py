"""Numbers and rules of what is drawn on a page, each with its reason."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["DRAWING", "DRAWING_RULES"]


class DrawingTolerances(Tolerances, frozen=True):
    """What tells lines, boxes and colours apart, and how much of a page is looked at."""

    objects: Annotated[
        int, Why("objects", "a page has thousands; a hostile one must not hold up the rest")
    ] = 60_000
    paths: Annotated[int, Why("paths", "maps and charts have more, and no rules of a table among them")] = (
        4_000
    )
    points: Annotated[int, Why("points", "a rule or a box has few; a path of thousands is a drawing")] = 2_000
    depth: Annotated[int, Why("forms", "forms inside forms beyond this are made to hold up readers")] = 8
    thin: Annotated[float, Why("pt", "a rule is thinner, a bar or a box that covers text is thicker")] = 3.0
    short: Annotated[float, Why("pt", "shorter strokes are letters drawn as lines, ticks and dashes")] = 4.0
    level: Annotated[
        float, Why("pt", "a line drawn with a pen is no higher by itself: its pen makes it so")
    ] = 0.3
    askew: Annotated[
        float, Why("pt", "corners of boxes and clips lie off the straight by rounding; more is a slant")
    ] = 0.75
    box: Annotated[
        float, Why("pt", "lower than the smallest print: bullets and ticks, which hide no text")
    ] = 4.5
    white: Annotated[int, Why("of 255", "lighter ink cannot be told from paper by eye", "white text")] = 240
    dark: Annotated[int, Why("of 255", "darker boxes black out; grey shading under text is lighter")] = 100
    faint: Annotated[int, Why("of 255", "fills less opaque than a fifth are watermarks and tints")] = 50
    opaque: Annotated[int, Why("of 255", "what is less than half opaque lets text show through")] = 128
    scan: Annotated[float, Why("share of the page", "a picture over half the page is a scan of it")] = 0.5
    colours: Annotated[
        int, Why("colours", "text stays sharp, a redline's colours apart, in half the size")
    ] = 16
    marked_colours: Annotated[int, Why("colours", "a mark's ground must not take the page's own colours")] = (
        128
    )
    quality: Annotated[int, Why("of 100", "a scan is still read with ease, at a fifth of its size")] = 60
    around: Annotated[float, Why("pt", "a mark's frame must not touch the letters that it marks")] = 2.0


class DrawingRules(Rules, frozen=True):
    """What a path is taken for."""

    shading: Rule = Rule(
        "white fill is no box",
        "word processors fill the ground of each paragraph in white: taken for boxes, they would be tables",
        "a white rectangle under a paragraph",
        code="reading.drawing.drawn:_is_shading",
        without=False,
        seen="files of word processors that fill the ground of each paragraph: every one would be a table",
    )
    bar: Rule = Rule(
        "a broad line is a bar",
        "a passage may be blacked out by a stroke with a broad pen; a line by itself has no height",
        "a line 12 points wide through a name",
        code="reading.drawing.drawn:_inked",
        without=AS_IT_WAS,
        seen="releases blacked out with a drawing tool: the name under the stroke would be read",
    )


DRAWING = DrawingTolerances()
DRAWING_RULES = DrawingRules()
