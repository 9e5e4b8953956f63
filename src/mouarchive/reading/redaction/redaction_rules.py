"""Numbers and rules of redactions and of text that is not seen, each with its reason.

Lengths "of the text size" are shares of the type size of the line beside a box.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["REDACTION", "REDACTION_RULES"]

_EM = "of the text size"


class RedactionTolerances(Tolerances, frozen=True):
    """What makes a black box unknown text, and what makes text unseen."""

    low: Annotated[
        float, Why(_EM, "a box that blacks out a line is as high as its letters; bullets are lower")
    ] = 0.6
    high: Annotated[float, Why(_EM, "a box over one line is no higher than two; higher ones are logos")] = 2.0
    near: Annotated[
        float,
        Why(_EM, "words beside a box, or a cell's rules above it, are nearer than a table's next column"),
    ] = 4.0
    far: Annotated[
        float, Why(_EM, "cells of a column stand some lines apart, those of another table farther")
    ] = 6.0
    edge: Annotated[
        float, Why(_EM, "cells of a column begin or end at one edge, but for a letter's side")
    ] = 0.35
    next_line: Annotated[
        float, Why(_EM, "the next line is within two spacings; a paragraph's gap is wider")
    ] = 2.5
    rise: Annotated[float, Why(_EM, "letters rise so high: what covers half of it covers the line")] = 0.7
    touching: Annotated[
        float, Why(_EM, "words blacked out one by one stand a space apart, cells of a table farther")
    ] = 0.6
    same_row: Annotated[
        float,
        Why(
            "of the higher box",
            "boxes of one row have most of their height in common, those of two lines little",
        ),
    ] = 0.7
    boxes: Annotated[int, Why("boxes", "more are a drawing or a pattern, and are looked at once only")] = 500
    covers: Annotated[
        int, Why("objects", "with more it is quicker to paint the page than to compare places")
    ] = 300
    dpi: Annotated[int, Why("dots an inch", "a small letter is some pixels high; more costs time")] = 144
    dark: Annotated[
        float, Why("of a box's pixels", "a box that blacks out is dark throughout; letters on it are not")
    ] = 0.995
    flat: Annotated[
        int, Why("of 255", "shades nearer than this are one colour to the eye, as after compression")
    ] = 28
    seen: Annotated[int, Why("of 255", "nobody sees a smaller difference between ink and paper")] = 8
    band: Annotated[
        float, Why("of the font's height", "a small letter's body is as high, above the baseline")
    ] = 0.45
    aside: Annotated[float, Why("of a letter's width", "the neighbour's ink reaches into a letter's box")] = (
        0.15
    )
    in_band: Annotated[
        float, Why("of a sign's height", "low signs have less of their ink where letters have it")
    ] = 0.3
    letters: Annotated[
        int, Why("letters", "one or two unseen letters are thin strokes, three in a row a cover")
    ] = 3
    share: Annotated[
        float, Why("of a word's letters", "where most are hidden, the rest is a cover's rough edge")
    ] = 0.6
    side_by_side: Annotated[float, Why("of their height", "words of one passage stand a space apart")] = 1.2
    clips: Annotated[int, Why("clips", "text has one or two; more are asked of the painted page")] = 16
    notes: Annotated[int, Why("notes", "a page has dozens; a hostile one must not hold up the rest")] = 2_000
    description: Annotated[int, Why("bytes", "a description has some thousand; more is a hostile file's")] = (
        1_000_000
    )
    revisions: Annotated[
        int, Why("revisions", "a file is saved over a few times; each is read as a whole")
    ] = 8
    revision: Annotated[int, Why("bytes", "a larger one would be read into memory as a whole")] = 60_000_000
    seconds: Annotated[
        int, Why("seconds of computing", "what one page may take; the usual one takes a fiftieth")
    ] = 5


def _decides(
    name: str, reason: str, example: str, code: str, *, without: object = False, seen: str = ""
) -> Rule:
    return Rule(name, reason, example, code=f"reading.redaction.{code}", without=without, seen=seen)


class RedactionRules(Rules, frozen=True):
    """What makes a black box a redaction, and what makes words hidden."""

    beside: Rule = _decides(
        "a box beside words of its line",
        "a name in a sentence is blacked out between its words",
        "The contact is ■■■■ of the department.",
        "boxes:_near_words",
        seen="letters and clauses with a name blacked out in a sentence",
    )
    column: Rule = _decides(
        "a box in a column of a table",
        "in a list of contacts the cells of one column are blacked out, far from the words of their rows",
        "Office … Registrar … ■■■■ under the heading Telephone",
        "boxes:_in_column",
        seen="lists of contacts of which a whole column is blacked out",
    )
    cell: Rule = _decides(
        "a box in a ruled cell",
        "a cell's content may begin anywhere between its rules",
        "a ruled cell with a box in its middle, on the row of other words",
        "boxes:_in_cell",
        seen="schedules with cells blacked out: they would read as empty",
    )
    under_line: Rule = _decides(
        "a box right under a line",
        "a name under a greeting or a signature has no words beside it",
        "Yours faithfully, / ■■■■",
        "boxes:_under_line",
        seen="letters whose signatory is blacked out",
    )
    lines: Rule = _decides(
        "boxes between two lines",
        "a whole paragraph may be blacked out, by one box or one a line",
        "a line, three boxes as wide as text, a line",
        "boxes:_fills_lines",
        seen="releases with whole paragraphs blacked out: their place would close up unseen",
    )
    passage: Rule = _decides(
        "boxes side by side are one passage",
        "each word may have been blacked out by itself",
        "■■■■ ■■■■■ for a first and a last name",
        "boxes:merged",
        without=AS_IT_WAS,
        seen="releases blacked out word by word: one name would be two unknowns",
    )
    words_between: Rule = _decides(
        "a word between two boxes",
        "boxes with a short word between them are two passages, though they stand near",
        "■■■■ a ■■■■",
        "boxes:_words_between",
        seen="releases with an 'and' left between two names",
    )
    heading: Rule = _decides(
        "an empty cell of a dark heading",
        "a heading row with light letters may have a cell without any",
        "a dark row: Version, an empty cell",
        "boxes:_in_heading",
        seen="tables with a dark head of which a cell is empty: it would be called blacked out",
    )
    visible: Rule = _decides(
        "what shows in the picture is not hidden",
        "tables have light letters on dark headings: the box was painted first",
        "Version in white on a black cell",
        "boxes:_unseen",
        without=True,
        seen="tables with light letters on dark heads: their words would be called hidden",
    )
    scan_picture: Rule = _decides(
        "a picture of the page hides nothing",
        "a scan is painted over its text layer, and shows the same words",
        "a scanned page with a text layer under it",
        "boxes:_is_scan",
        seen="scans with a text layer: all of their words would be called hidden",
    )
    painted_before: Rule = _decides(
        "words painted on a box stay",
        "a box hides only what was painted before it",
        "a name, a white box over it, and «Withheld» printed on the box",
        "boxes:_painted_before",
        without=AS_IT_WAS,
        seen="releases with a reason printed on the box: 'Withheld' would be called hidden",
    )
    under_scan: Rule = _decides(
        "a layer under a scan's picture",
        "some programs paint the words first and the scanned picture over them",
        "the words of a scan, painted in black under its picture",
        "hidden:_under_scan",
        seen="scans by programs that paint the words first: all would be called hidden",
    )
    elsewhere: Rule = _decides(
        "low signs are seen below the letters' band",
        "a font with a broken encoding has underscores under the codes of letters",
        "a row of underscores that the file calls letters",
        "hidden:_seen_elsewhere",
        seen="files with a broken font: lines to be filled in would be called hidden words",
    )
    enough: Rule = _decides(
        "one or two unseen letters are no cover",
        "thin strokes, an accent or a comma may leave a letter's middle blank",
        "a word of which one letter has no ink in its middle",
        "hidden:_enough",
        without=True,
        seen="agreements in light type: the leak check would cry over words that anybody sees",
    )
    clip: Rule = _decides(
        "a clip around the text is harmless",
        "most programs clip each paragraph to its frame",
        "a sentence inside a rectangular clip",
        "hidden:_left_whole",
        seen="files of most word processors: without it every paragraph is doubted, or none",
    )
    drawn_instead: Rule = _decides(
        "unpainted words over drawn letters stay",
        "some programs draw letters as outlines and lay their text over them unpainted",
        "outlines of letters, and unpainted text on them",
        "masking:_drawn_instead",
        seen="files for print with letters as outlines: all of their words would be called hidden",
    )
    font_missing: Rule = _decides(
        "words in a font that is not here stay",
        "a font that the file only names may paint nothing on this machine, and all on another",
        "Chinese words in a font that every Chinese reader has",
        "masking:_font_missing",
        seen="agreements in Chinese or Japanese that bring no font with them",
    )


REDACTION = RedactionTolerances()
REDACTION_RULES = RedactionRules()
