"""The numbers by which every part of clauses judges type and place: one number for one idea."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Tolerances, Why

__all__ = ["MEASURES", "MeasureTolerances"]


# fmt: off
class MeasureTolerances(Tolerances, frozen=True):
    """What counts as larger, bold, wrapped, apart, in one column."""

    larger: Annotated[
        float, Why("pt", "headings are a point larger at least; OCR misses by less", "11 and 12 pt")
    ] = 0.6
    same_size: Annotated[
        float, Why("pt", "one list or heading is set in one size; the next size is a point off")
    ] = 0.8
    bold: Annotated[float, Why("share of bold letters", "a heading's number or full stop may be plain")] = 0.8
    mostly: Annotated[
        float, Why("share", "of two that share a line or a document, one holds more than half")
    ] = 0.5
    heading_words: Annotated[
        int, Why("words", "headings of agreements have up to a dozen; sentences more")
    ] = 14
    full: Annotated[float, Why("share of the text's width", "ragged lines end up to a long word short")] = 0.9
    wrap: Annotated[
        float, Why("pt", "a line that is short by two letters more is surely no full line")
    ] = 20.0
    column: Annotated[
        float, Why("pt", "bold and plain letters, and OCR, begin up to 3 pt apart in one column")
    ] = 4.0
    indent: Annotated[float, Why("pt", "the smallest indent in use is a third of a centimetre")] = 6.0
    paragraph: Annotated[float, Why("usual steps", "paragraphs are a third of a line apart at least")] = 1.3
    leading: Annotated[float, Why("of the text size", "usual where too few lines wrap to measure it")] = 1.3
    spread: Annotated[float, Why("of the text size", "lines further apart are not of one paragraph")] = 3.0
    wrapped: Annotated[
        int, Why("steps between lines", "fewer wrapped lines say nothing about the usual step")
    ] = 5
    small_letters: Annotated[
        float, Why("share of letters", "less is a list of acronyms or a font that lies")
    ] = 0.4
    picture: Annotated[
        float, Why("share of the page", "a picture without text is a scan from here on, below a letterhead")
    ] = 0.3
    vowels: Annotated[
        tuple[float, float], Why("share of letters", "languages in Latin letters have 0.3 to 0.5")
    ] = (0.25, 0.55)
# fmt: on


MEASURES = MeasureTolerances()
