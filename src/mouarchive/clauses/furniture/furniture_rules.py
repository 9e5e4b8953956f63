"""Hand-set numbers and rules of furniture: what stands at the edges, in the margins and behind the text."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rules, Tolerances, Why

__all__ = ["FURNITURE", "FURNITURE_RULES", "MARGINS"]


class FurnitureTolerances(Tolerances, frozen=True):
    """Where running lines, page numbers and markings stand, and how often they must recur."""

    same_place: Annotated[
        float,
        Why(
            "pt", "print and scan shift a line by a point or two from page to page; the next line is 10 away"
        ),
    ] = 3.0
    same_size: Annotated[float, Why("pt", "sizes of one style differ by rounding; styles by a point")] = 0.5
    bolder: Annotated[
        float,
        Why("share of the letters in bold", "a line of one style may have a bold or a plain word in it"),
    ] = 0.5
    few: Annotated[
        int,
        Why("pages", "what stands on two pages may be chance; so a document of three must show it on each"),
    ] = 3
    zone: Annotated[
        float,
        Why("share of the page's height", "margins are at most an inch and a half; further in stands text"),
    ] = 0.14
    short_zone: Annotated[
        float,
        Why(
            "share of the page's height",
            "on two or three pages headings repeat by chance, further in than this",
        ),
    ] = 0.10
    inward: Annotated[
        float,
        Why(
            "share of the page's height",
            "pages printed small on their sheet begin further in, all at about the same height",
            "drafts printed beside reviewers' balloons",
        ),
    ] = 0.05
    parted: Annotated[
        float,
        Why("usual steps of lines", "white space parts a running line from the text; one step does not"),
    ] = 1.6
    repeated: Annotated[
        float, Why("share of the pages", "headers change with the part of the document, and covers lack them")
    ] = 0.4
    mostly: Annotated[
        float,
        Why("share of the pages or lines", "what is set at one place on most pages, whatever its words"),
    ] = 0.6
    askew: Annotated[float, Why("pt", "a page scanned askew has its header up to a line higher or lower")] = (
        12.0
    )
    letters: Annotated[int, Why("letters", "fewer may be a mark, an initial or a cell of a table")] = 5
    misread_letters: Annotated[
        int, Why("letters", "in shorter lines a few misread letters are as many as differ between two texts")
    ] = 16
    misread: Annotated[
        float, Why("likeness, 0 to 1", "OCR misreads up to every seventh letter of a small header")
    ] = 0.85
    indented: Annotated[
        float,
        Why("share of the page's width", "a lone number further left is a clause's; page numbers are not"),
    ] = 0.3
    low: Annotated[
        float, Why("share of the page's height", "below it stands no text but the end of a full page")
    ] = 0.75
    middle: Annotated[
        float, Why("share of the page's width", "a centred number is off the middle by uneven margins only")
    ] = 0.05
    next_line: Annotated[
        float, Why("usual steps of lines", "the next line of a paragraph; wider is white space")
    ] = 1.3
    full: Annotated[
        float, Why("share of the text's width", "a line that runs on to the next fills it, but for a word")
    ] = 0.9
    title_words: Annotated[int, Why("words", "a heading that is repeated at an edge fits one line")] = 20
    banner_words: Annotated[int, Why("words", "running titles are short; longer lines are text")] = 8
    label_words: Annotated[int, Why("words", "a label's number has up to three parts: 2.1.3")] = 3


class MarginTolerances(Tolerances, frozen=True):
    """What tells line numbers, side notes, balloons and watermarks from text."""

    same_edge: Annotated[
        float, Why("pt", "figures of one column end at one edge, but for their shapes and the scan")
    ] = 4.0
    numbered: Annotated[
        float, Why("share of the page's lines", "where a margin counts lines, only blank ones lack a number")
    ] = 0.6
    numbers: Annotated[int, Why("numbers", "fewer that count on may be a short list, or rows of a table")] = 8
    numbers_alone: Annotated[
        int, Why("numbers", "on a document's only page fewer could be a list of one-line items")
    ] = 20
    in_step: Annotated[
        float,
        Why("share of the column's numbers", "OCR loses or misreads some; a column of sums has no step"),
    ] = 0.8
    second: Annotated[
        int, Why("numbers", "of a second column that go on from the first; fewer are chance")
    ] = 3
    run_on: Annotated[
        float,
        Why("share of the lines", "text beside line numbers runs on in small letters; items begin anew"),
    ] = 0.1
    small: Annotated[
        float, Why("of the text size", "side notes are set smaller than the text, by two points of twelve")
    ] = 0.85
    apart: Annotated[
        float, Why("pt", "side notes are clear of the text's edge, which hanging numbers overhang")
    ] = 5.0
    notes: Annotated[int, Why("notes", "fewer on a page may be stray words: a stamp, a signature")] = 3
    letters: Annotated[int, Why("letters", "a side note is a word; fewer letters are a mark or a unit")] = 3
    balloons: Annotated[
        float, Why("share of the page's width", "reviewers' balloons begin right of the text")
    ] = 0.6
    large: Annotated[
        float, Why("of the text size", "watermarks are set large; headings are up to half larger than text")
    ] = 1.8


FURNITURE = FurnitureTolerances()
MARGINS = MarginTolerances()


class FurnitureRules(Rules, frozen=True):
    """Each way a line is known to be no part of the agreement's text."""


FURNITURE_RULES = FurnitureRules()
