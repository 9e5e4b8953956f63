"""Hand-set numbers and rules of the sorting of lines: columns, contents, control, cautions."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["CAUTIONS", "COLUMNS", "CONTENTS", "CONTROL", "LAYOUT_RULES", "PARTS", "SIDEHEADS"]


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
    long_word: Annotated[
        int,
        Why(
            "letters",
            "hardly a word is longer; lines set tight to justify them lose their blanks",
            "statutes in narrow columns: whole lines without a blank",
        ),
    ] = 24
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


class SideHeadTolerances(Tolerances, frozen=True):
    """What tells headings beside the text from labels, tables and definitions."""

    same_edge: Annotated[
        float, Why("pt", "text beside headings begins at one edge, but for the shapes of its letters")
    ] = 3.0
    heads: Annotated[
        int, Why("headings a page", "one heading with text beside it may be a row of a form")
    ] = 2
    lines: Annotated[
        float, Why("lines of text a heading", "rows of a table have one line; clauses run on below it")
    ] = 1.5
    wrapped: Annotated[
        float, Why("text sizes", "a heading's next line is 1.2 below; another heading stands further down")
    ] = 1.6
    words: Annotated[int, Why("words", "headings beside the text are short; a longer line is a column")] = 8
    mostly: Annotated[
        float, Why("share of the headings", "one may lack its number; where more do the columns are a table")
    ] = 0.6
    letters: Annotated[int, Why("letters", "a heading is a word; fewer letters are a label or a sum")] = 3


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
    mostly: Annotated[
        float,
        Why(
            "share of the entries, of the page's rows and of its width",
            "a list prints page numbers for most entries, fills its page, and has them at the right",
        ),
    ] = 0.6
    letters: Annotated[
        int,
        Why("letters", "titles and headings may be broken differently; fewer agree by chance"),
    ] = 12
    beyond: Annotated[
        int,
        Why("pages", "a part of a longer book counts on from it; years and sums are larger than that"),
    ] = 60


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
SIDEHEADS = SideHeadTolerances()
CONTENTS = ContentsTolerances()
CONTROL = ControlTolerances()
CAUTIONS = CautionTolerances()


class LayoutRules(Rules, frozen=True):
    """Each way a line is cut or ordered, or tells what the document says of itself."""

    # fmt: off
    next_sentence: Rule = Rule(
        "next sentence of a cell",
        "typists put two blanks after a full stop, which is no gap between columns", "to be kept.  It",
        code="clauses.layout:_next_sentence", without=False,
        seen="tables typed with two blanks after each full stop")
    typed_prose: Rule = Rule(
        "typewritten line justified with blanks",
        "machines of one width justify by doubling blanks, and text goes on in small letters",
        "the  data  are kept", code="clauses.layout:_typed_prose", without=False,
        seen="typewritten agreements, justified with blanks: their lines would be cut into cells")
    gutters: Rule = Rule(
        "columns of prose",
        "a strip that hardly any line crosses parts columns, which are read one after the other",
        "two columns of ten lines", code="clauses.columns:_gutters", without=())
    gutters_of_others: Rule = Rule(
        "gutters of other pages", "a last page with little text is set as the pages before it",
        "a last page with three lines a column", code="clauses.columns:_fits", without=False,
        seen="regulations in two columns, on their last page")
    prose: Rule = Rule(
        "a column is prose", "numbers, dates and short cells stand beside their text, and are read with it",
        "12 May   The clerk reports that …", code="clauses.columns:_is_prose", without=True,
        seen="minutes with dates beside their text")
    side_by_side: Rule = Rule(
        "columns stand side by side", "a note below and left of a text is no column of it",
        "a narrow paragraph left below a right one", code="clauses.columns:_side_by_side", without=True,
        seen="letters with a note below their address: it would be read before the letter")
    label_with_text: Rule = Rule(
        "label with the text beside it", "the white space between labels and text would be a strip, too",
        "(a)   first item", code="clauses.columns:_labelled", without=AS_IT_WAS,
        seen="lists with wide gaps behind their labels, in two columns")
    label_behind: Rule = Rule(
        "label behind a narrow gutter",
        "where a label hangs out into the gutter no wide gap parts it from the other column",
        "… of the Act 4.   Costs", code="clauses.columns:_label_behind", without=0,
        seen="regulations in two columns whose numbers hang out into the gutter")
    figure: Rule = Rule(
        "a figure parts the columns", "text above a picture is read to its end before the text below it",
        "two columns, a chart, two columns", code="clauses.columns:_holds_figure", without=False,
        seen="notices in columns with a chart between")
    side_headings: Rule = Rule(
        "headings beside the text",
        "some templates set headings in a column of their own: they are read before the text beside them",
        "1. Purpose   1.1 The Board shares …", code="clauses.sideheads:_edge", without=None,
        seen="agreements made in tables without rules, and terms with headings in the margin")
    contents_head: Rule = Rule(
        "heading of a contents list", "lists are headed Contents, whatever their rows look like",
        "Contents / Costs / Term", code="clauses.contents:_is_head", without=False)
    leader: Rule = Rule(
        "dots lead to a page number", "only contents lists have them before a number", "Costs . . . . . 7",
        code="clauses.contents:has_leader", without=False)
    no_head: Rule = Rule(
        "contents list without a heading",
        "covers of forms print the list alone: it shows by its leaders, or by page numbers that rise",
        "eight rows ending in 1, 2, 2, 3 …", code="clauses.contents:_unheaded_start", without=None,
        seen="paper forms whose cover is the list of their parts")
    link_list: Rule = Rule(
        "titles that come again",
        "lists of links on web pages print no page numbers; their titles are headings further down",
        "Contents / Costs … 1. Costs", code="clauses.contents:_recurs", without=False)
    list_over: Rule = Rule(
        "heading of an entry",
        "where the title of an entry comes again the list is over and the text begins",
        "Contents / Costs 2 / Costs", code="clauses.contents:_begins_body", without=False,
        seen="lists that end on the page where the text begins: it would go with them")
    lone_number: Rule = Rule(
        "number on a row of its own",
        "some printers set labels or page numbers on rows of their own, beside their titles", "Costs / 7",
        code="clauses.contents:_is_lone_number", without=False,
        seen="lists whose page numbers were set as a column of their own")
    history: Rule = Rule(
        "table of the versions", "agreements list their own versions, whose numbers are no clauses",
        "Version | Date | Change", code="clauses.control:is_history_head", without=False)
    history_goes_on: Rule = Rule(
        "history over the page", "its table is printed on, without a head, at the top of the next page",
        "1.3 | 2 May 2016 | Annex B", code="clauses.control:_goes_on", without=False,
        seen="histories of more than a page")
    history_lines: Rule = Rule(
        "history in plain lines", "some print their versions as lines under a heading, without a table",
        "Version history / 1.0 2 May 2016 final", code="clauses.control:_loose_row", without=None,
        seen="drafts that list their versions without a table")
    history_heading: Rule = Rule(
        "heading of the history",
        "an unnumbered heading over the history belongs to it; a numbered one is a clause",
        "Document history", code="clauses.control:_bare_heading", without=False)
    history_once: Rule = Rule(
        "history told once", "a second copy of the table, in an annex, declares nothing new",
        "the same rows on pages 2 and 40", code="clauses.control:_distinct", without=AS_IT_WAS,
        seen="agreements that print their history in front and in an annex")
    label_printed: Rule = Rule(
        "version that a document prints", "covers and footers name it", "Version 2.1",
        code="clauses.control:_label", without=None)
    work_cited: Rule = Rule(
        "version of a work that is cited",
        "what a document cites has versions, too: what it says of itself is taken from its own title",
        "see the Guide, version 3.1; Open Government Licence v3.0",
        code="clauses.control:_is_of_another", without=False,
        seen="covers of agreements that name a guide to be read with them, or the licence of their text")
    date_printed: Rule = Rule(
        "date that a document prints", "covers and footers name it, in full or month and year",
        "7 October 2016", code="clauses.control:_date", without=None)
    status_printed: Rule = Rule(
        "status that a document prints", "covers and footers name it", "DRAFT",
        code="clauses.control:_status", without=None)
    marking_printed: Rule = Rule(
        "protective marking", "each page is marked with it", "OFFICIAL-SENSITIVE",
        code="clauses.control:_marking", without=None)
    contents_borne_out: Rule = Rule(
        "contents list against headings", "lists go stale, and so do our readings: a reader is told",
        "Contents: 3 Costs, and 4 Costs in the text", code="clauses.cautions:contents_warnings", without=())
    pages_again: Rule = Rule(
        "page numbers that begin again", "a file that binds two documents prints page 1 twice",
        "Page 7 of 7, then Page 1 of 6", code="clauses.cautions:_numbered_again", without=())
    clauses_again: Rule = Rule(
        "clauses that stand there again",
        "a file that binds two versions prints the same clauses twice, outside any annex",
        "1 to 5.8, then 1 to 5.8", code="clauses.cautions:_told_again", without=(),
        seen="files that bind two versions")
    lost_letters: Rule = Rule(
        "letters without a name", "some fonts do not say which letters they draw",
        "of\ufb03ce read as of\ufffdce", code="clauses.cautions:mark_lost", without=AS_IT_WAS,
        seen="fonts cut down by careless tools: the clause must say that it lacks a letter")
    filled_in: Rule = Rule(
        "words filled into a form", "anybody could have changed them since", "Name: [Anna]",
        code="clauses.cautions:mark_fields", without=AS_IT_WAS,
        seen="forms: their filled-in words must not pass for printed ones")
    tags_differ: Rule = Rule(
        "the file's own tags",
        "authors tag what is text and what is header; where they disagree with us one is wrong",
        "a footer tagged as text", code="clauses.cautions:tag_warnings", without=(),
        seen="tagged files of word processors: a lost header or clause would go unsaid")
    # fmt: on


LAYOUT_RULES = LayoutRules()
