"""Hand-set numbers and rules of the sorting of lines: columns, contents, control, cautions."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rules, Tolerances, Why

__all__ = ["CAUTIONS", "COLUMNS", "CONTENTS", "CONTROL", "LAYOUT_RULES", "PARTS"]


class PartTolerances(Tolerances, frozen=True):
    """What stands at one height, and which gaps in a line part it."""

    same_band: Annotated[
        float,
        Why(
            "of the text size",
            "baselines of one line differ by raised marks and by a scan's tilt; half a letter and more"
            " is the next line of a narrow table",
        ),
    ] = 0.35
    sentence_gap: Annotated[
        float,
        Why(
            "of the text size",
            "typists leave two blanks after a full stop, justified lines more; wider gaps part cells",
        ),
    ] = 0.65
    one_width: Annotated[
        float,
        Why(
            "of a letter's width",
            "typewriters' letters are one width but for rounding; printers' type differs by a tenth and more"
            " from word to word",
        ),
    ] = 0.03
    whole_blank: Annotated[
        float,
        Why("of a blank's width", "a typewriter's gap is a whole number of blanks, but for rounding"),
    ] = 0.15


class ColumnTolerances(Tolerances, frozen=True):
    """What tells columns of prose from tables and from gaps that happen to stand below each other."""

    edge: Annotated[
        float, Why("pt", "letters overhang the edge of their column; more, and the line crosses the gutter")
    ] = 2.0
    gutter: Annotated[
        float,
        Why(
            "pt",
            "narrower strips are gaps between words that happen to stand below each other",
            "gutters of 10 pt into which the next column's labels hang out by 4",
        ),
    ] = 6.0
    crossed: Annotated[
        float,
        Why(
            "share of the page's lines",
            "titles, tables and figures go over several columns; where more lines cross, the gap is chance",
        ),
    ] = 0.12
    rows: Annotated[
        int, Why("rows", "a shorter page, or a column of fewer rows, shows no gutter: it may be a form")
    ] = 10
    words: Annotated[int, Why("words a row", "rows of prose hold more; a table's cells one to three")] = 4
    density: Annotated[
        float,
        Why("share of the fuller column's rows", "columns of prose are about equally full; labels are not"),
    ] = 0.6
    width: Annotated[
        float, Why("pt", "no agreement is set in narrower columns; numbers and dates of a table are")
    ] = 90.0
    filled: Annotated[
        float, Why("share of the column's width", "prose fills its lines; a list of names does not")
    ] = 0.6
    label_gap: Annotated[
        float, Why("text sizes", "white space between a label and its text; a wider one is a gutter")
    ] = 3.0
    figure: Annotated[
        float,
        Why("usual steps of lines", "white space over all columns that a figure fills parts the page"),
    ] = 5.0


class ContentsTolerances(Tolerances, frozen=True):
    """What tells a contents list from clauses and tables that end in numbers."""

    wrapped: Annotated[
        int, Why("rows", "titles of entries wrap over up to three rows that show no page number")
    ] = 3
    edge: Annotated[float, Why("pt", "page numbers are flush right, about where leaders are typed")] = 8.0
    leaders: Annotated[
        int,
        Why("rows", "one or two rows of dots are blanks to be filled in; three are a list"),
    ] = 3
    led: Annotated[float, Why("share of the page's rows", "a form has dots too, but text between them")] = 0.4
    numbered: Annotated[
        int, Why("rows", "fewer rows that end in rising numbers may be a table of figures")
    ] = 8
    numbered_share: Annotated[
        float, Why("share of the page's rows", "a list without heading or leaders fills its page")
    ] = 0.6
    mostly: Annotated[
        float,
        Why("share of the entries", "a list that prints page numbers prints them for nearly all its entries"),
    ] = 0.7
    letters: Annotated[
        int,
        Why("letters", "titles and headings may be broken differently; fewer agree by chance"),
    ] = 12
    beyond: Annotated[
        int,
        Why("pages", "a part of a longer book counts on from it; years and sums are larger than that"),
    ] = 60
    right: Annotated[
        float,
        Why("share of the text's width", "page numbers stand at the right; section numbers do not"),
    ] = 0.6


class ControlTolerances(Tolerances, frozen=True):
    """Where a document says what it is."""

    words: Annotated[
        int,
        Why("words", "a line that names the version or date says little else; prose is longer"),
    ] = 12
    cover: Annotated[int, Why("lines", "covers are shorter; further down other versions are named")] = 40
    running: Annotated[int, Why("texts", "the commonest running lines; rarer ones name sections")] = 6
    front: Annotated[
        int, Why("pages", "document control stands in front; later tables list other documents")
    ] = 4
    head: Annotated[int, Why("words", "a history's head names its columns; a sentence is longer")] = 14
    versions: Annotated[
        float, Why("share of the rows", "rows of a history begin with versions, but for wrapped ones")
    ] = 0.6


class CautionTolerances(Tolerances, frozen=True):
    """How much must disagree before a reader is told."""

    told: Annotated[int, Why("warnings", "more of one kind are not read; the rest is counted in one")] = 20
    same_letters: Annotated[
        int, Why("letters", "lists shorten long titles; what begins alike so far is the same heading")
    ] = 20
    told_again: Annotated[
        int, Why("clauses", "a few clauses may be printed twice, as in an annex that quotes; five are a copy")
    ] = 5
    opening: Annotated[
        int, Why("words", "a clause is told by its first words; versions differ in later ones")
    ] = 8
    tagged: Annotated[
        float, Why("share of the page's lines", "tags that leave out more were made for a part of the page")
    ] = 0.8
    lines: Annotated[int, Why("lines", "one line a page may be tagged by mistake")] = 2
    backwards: Annotated[
        float,
        Why(
            "share of the lines",
            "notes and captions stand elsewhere in the tags' order",
        ),
    ] = 0.2
    pages: Annotated[int, Why("pages", "pages named in a warning; more are not looked up")] = 8


PARTS = PartTolerances()
COLUMNS = ColumnTolerances()
CONTENTS = ContentsTolerances()
CONTROL = ControlTolerances()
CAUTIONS = CautionTolerances()


class LayoutRules(Rules, frozen=True):
    """Each way a line is cut, ordered, or told to be no clause by what it says of the document itself."""


LAYOUT_RULES = LayoutRules()
