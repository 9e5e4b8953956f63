"""The numbers by which lines become the texts of clauses, each with its reason."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Tolerances, Why

__all__ = ["TEXT", "TextTolerances"]


class TextTolerances(Tolerances, frozen=True):
    """Whose a line is, where a paragraph begins, what is a heading, where back matter begins."""

    # ---- paragraphs
    own_leading: Annotated[float, Why("of the text size", "larger lines have a larger step of their own")] = (
        1.15
    )
    short: Annotated[
        float, Why("share of the text's width", "the last line of a paragraph, not a ragged one")
    ] = 0.85
    no_room: Annotated[
        float, Why("share of the text's width", "right edges are ragged, and differ by page")
    ] = 0.95
    new_size: Annotated[float, Why("pt", "a heading is set in another size; OCR misses by less")] = 1.0
    vague: Annotated[float, Why("of the text size", "of few letters OCR misjudges the height by a tenth")] = (
        0.2
    )
    few_letters: Annotated[int, Why("letters", "a raised mark or no tall letter misleads in short lines")] = (
        24
    )

    # ---- whose a line is
    same_edge: Annotated[float, Why("pt", "lines of one clause begin within two points of each other")] = 3.0
    look: Annotated[float, Why("pt", "labels whose edges round to one multiple are of one column")] = 5.0
    sentence: Annotated[int, Why("words", "names under a signature have up to four, sentences more")] = 4
    heading_lines: Annotated[
        int, Why("lines", "headings run over two or three lines, paragraphs further")
    ] = 3
    all_bold: Annotated[int, Why("lines", "so many bold lines below each other are a bold text")] = 6

    # ---- headings
    heading_letters: Annotated[int, Why("letters", "titles wrap over two lines at most, 220 letters")] = 220
    capitals: Annotated[int, Why("letters", "XIII and UK are capitals, and no headings")] = 4
    run_in: Annotated[
        tuple[float, float], Why("share of bold letters", "less is a word, more the whole line")
    ] = (0.03, 0.9)
    run_in_end: Annotated[
        float, Why("share of the line", "bold ends about where its share of letters says")
    ] = 0.12
    eid_words: Annotated[int, Why("words", "enough to tell headings apart, short enough to read")] = 6

    # ---- back matter
    centred: Annotated[float, Why("pt", "centred lines miss the middle by a letter or two")] = 12.0
    inset: Annotated[float, Why("pt", "white space beside a centred line; less is a full line")] = 24.0
    much_larger: Annotated[float, Why("of the text size", "a title that much larger need not be centred")] = (
        1.25
    )
    room_lines: Annotated[int, Why("lines", "a page that ends short had room for so many")] = 4
    room: Annotated[float, Why("share of the page's foot", "the same where lines are narrow")] = 0.1
    usual_foot: Annotated[float, Why("share of pages", "most pages are full, a fifth may end short")] = 0.8


TEXT = TextTolerances()
