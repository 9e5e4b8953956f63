"""Hand-set numbers and rules of furniture: what stands at the edges, in the margins and behind the text."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

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
    figures: Annotated[
        int,
        Why(
            "digits",
            "pages and clauses have up to four; a date or a file's number that recurs has more",
            "agreements whose only header is the date of their version",
        ),
    ] = 6
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
    note_step: Annotated[
        float, Why("text sizes", "lines of one note are 1.2 apart; the next note stands beside other text")
    ] = 2.0
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
    """Each way a line is known to be no part of the agreement's text, or to be part of it all the same."""

    # fmt: off
    recurs: Rule = Rule(
        "the same words recur", "headers and footers say the same at the same height of most pages",
        "Contract for jetties", code="clauses.furniture.finding:repeated", without=())
    figures_recur: Rule = Rule(
        "the same figures recur",
        "a header may be a date alone; numbers of pages and clauses count on, and are shorter",
        "2016-01-22 on each page", code="clauses.furniture.finding:_figures", without="",
        seen="agreements with the date of their version as their only header: it would be text")
    every_other: Rule = Rule(
        "the same words on left or right pages",
        "books print one header on left pages and another on right ones", "title on pages 2, 4, 6",
        code="clauses.furniture.finding:_on_every_other", without=False,
        seen="standards printed on both sides of the paper")
    headings_differ: Rule = Rule(
        "labels that all differ", "annexes that begin at one height are headings: their numbers count on",
        "Schedule 1, Schedule 2", code="clauses.furniture.finding:_headings", without=False,
        seen="annexes that each begin a page at one height: they would go as headers")
    text_recurs: Rule = Rule(
        "text that recurs",
        "annexes open with the same clauses at the same height, below headings that differ",
        "Annex A / 1. In this Annex …", code="clauses.furniture.finding:_without_text", without=AS_IT_WAS,
        seen="annexes that open with the same model clause: it would go as a header")
    tops_alike: Rule = Rule(
        "clauses alike at page tops",
        "where each page begins with the next clause of one pattern its label counts on and the text goes on"
        " below it; white space parts a header from the text",
        "1. Duty 1 / (a) …, 2. Duty 2 / (a) …", code="clauses.furniture.finding:_counts_on", without=False,
        seen="schedules with one list a page: the first two lines of each would go as headers")
    slot: Rule = Rule(
        "a height where most pages have a line",
        "headers name the section: words change, the place does not", "2 Costs, 2 Costs, 3 Term",
        code="clauses.furniture.finding:slots", without=(),
        seen="constitutions with the section's name in their header")
    beside_known: Rule = Rule(
        "beside a known header", "a date or a name beside the header is set like it, in the same place",
        "title on pages 1 to 5, another on 6", code="clauses.furniture.finding:_beside", without=False,
        seen="headers beside which stands a date or a file's name that changes")
    askew: Rule = Rule(
        "a page scanned askew", "its header stands up to a line higher or lower",
        "title 8 points lower on page 4", code="clauses.furniture.finding:askew", without=(),
        seen="scans that were fed in at a slant")
    in_parts: Rule = Rule(
        "one part of a line recurs", "a header gives the title and, parted from it, the section",
        "Contract      9. General", code="clauses.furniture.finding:lines_in_parts", without=(),
        seen="standards whose header has title and section side by side")
    misread: Rule = Rule(
        "misread by OCR", "letters of a small header are read differently from page to page", "gov exampie",
        code="clauses.furniture.edges:_as_one", without=AS_IT_WAS, seen="scans with headers in small type")
    printed_small: Rule = Rule(
        "pages printed small",
        "beside balloons the page is small on its sheet, its header far from the edge",
        "first lines at 200 points", code="clauses.furniture.edges:_inner", without=0.0,
        seen="drafts printed with reviewers' balloons")
    marking: Rule = Rule(
        "protective marking", "OFFICIAL and the like stand alone at the edge, even on a single page",
        "OFFICIAL-SENSITIVE", code="clauses.furniture.finding:is_marking", without=False)
    printer: Rule = Rule(
        "printed by the browser",
        "addresses with page numbers, dates with times, envelope ids are printed on each page",
        "https://a.example/b 1/4", code="clauses.furniture.finding:_is_printer_line", without=False,
        seen="policies printed from a web page")
    says_page: Rule = Rule(
        "page number that says so", "Page 4 and 4 of 11 are no clause numbers", "Page 4 of 11",
        code="clauses.furniture.edges:says_page", without=False,
        seen="papers of one page, on which nothing recurs: 'Page 4 of 11' would be text of a clause")
    counts_on: Rule = Rule(
        "page numbers that count on",
        "bare numbers at the edge are page numbers where they rise with the pages",
        "7 on page 5, 8 on page 6", code="clauses.furniture.finding:_counting_on", without=())
    few_pages: Rule = Rule(
        "number at the foot of few pages",
        "two pages hardly show counting on; a number right of all labels is no label",
        "2, in the middle of the foot",
        code="clauses.furniture.finding:_is_few_pages_number", without=False,
        seen="papers of two or three pages")
    bound_in: Rule = Rule(
        "page number printed wrong",
        "a page bound in from elsewhere has its number where the others have theirs", "17 between 3 and 5",
        code="clauses.furniture.finding:_is_among", without=False, seen="files put together from several")
    lone: Rule = Rule(
        "number of a lone page", "nothing counts on there, but it stands alone, centred, below all text",
        "1, high above the edge", code="clauses.furniture.finding:_lone_numbers", without=(),
        seen="letters and annexes of one page")
    section_heads: Rule = Rule(
        "header that repeats a heading", "sections of a page or two have headers that nothing else repeats",
        "9. General, above the text of section 9",
        code="clauses.furniture.titles:section_heads", without=(),
        seen="handbooks whose sections run over a page or two: the heading would stand twice")
    with_known: Rule = Rule(
        "heading repeated beside known headers", "one such line is enough at the height of other headers",
        "9. General, level with the title", code="clauses.furniture.titles:_with_furniture", without=False,
        seen="handbooks with a section that runs on for one page only")
    continued: Rule = Rule(
        "title that says it goes on", "what is continued stood in full before", "ATTACHMENT 2 continued",
        code="clauses.furniture.titles:continued_titles", without=())
    below_continued: Rule = Rule(
        "lines below a continued title", "the lines below a title are repeated with it",
        "ATTACHMENT 2 continued / Guidance", code="clauses.furniture.titles:_again", without=(),
        seen="attachments with a title of two lines")
    some_pages: Rule = Rule(
        "title of some pages", "a part of a few pages has its own header",
        "STRATEGY COMM on pages 50 and 51",
        code="clauses.furniture.titles:titles_of_some_pages", without=())
    named: Rule = Rule(
        "title named before", "the part is announced in the text before it", "the STRATEGY COMM annex …",
        code="clauses.furniture.titles:_is_named", without=False)
    interrupts: Rule = Rule(
        "title that interrupts", "a heading never stands in mid-sentence",
        "… shall not / BUSINESS CASE / be lent", code="clauses.furniture.titles:_interrupts", without=False,
        seen="headers of two pages alone, in the midst of a sentence")
    typed_rule: Rule = Rule(
        "rule made of signs", "typewriters draw rules with hyphens", "------------",
        code="clauses.furniture.margins:_is_typed_rule", without=False)
    balloon: Rule = Rule(
        "reviewer's balloon", "word processors print changes beside the text, not in it", "Deleted: three",
        code="clauses.furniture.margins:_balloons_from", without=None,
        seen="drafts released with their reviewers' remarks")
    turned: Rule = Rule(
        "text up or down the edge", "stamps and imprints run along the edge, outside all text",
        "RECEIVED 3 MAY", code="clauses.furniture.margins:_turned", without=(),
        seen="files with a registry's stamp or a journal's imprint along the edge")
    watermark: Rule = Rule(
        "large words on most pages", "watermarks stand behind the text, large, on every page", "DRAFT",
        code="clauses.furniture.margins:_watermarks", without=(),
        seen="drafts with a word across each page: it would stand in a clause of each")
    side_notes: Rule = Rule(
        "small words beside clauses", "statutes have side notes instead of headings", "Duty to light",
        code="clauses.furniture.margins:_side_notes", without=frozenset())
    line_numbers: Rule = Rule(
        "margin that counts the lines",
        "court papers and bills number lines; other numbers would make every line differ",
        "12  The Participants", code="clauses.furniture.linenumbers:_margin_column", without=None)
    numbers_outside: Rule = Rule(
        "numbers on the right clear of text", "sums at the end of lines are text", "… shall pay   15",
        code="clauses.furniture.linenumbers:_outside", without=True,
        seen="schedules of fees: their sums are no line numbers")
    numbers_fit: Rule = Rule(
        "number read as one with its line", "it is known by its place in the count", "1148 E-3. Strategy",
        code="clauses.furniture.linenumbers:_fits", without=False, seen="bylaws with numbered lines")
    text_runs_on: Rule = Rule(
        "text beside line numbers runs on", "items of a list begin anew at each number",
        "1 Name 2 Date 3 Place", code="clauses.furniture.linenumbers:_run_on", without=True,
        seen="lists of one-line items: their numbers are no line numbers")
    second_column: Rule = Rule(
        "numbers of a second column", "they go on from the first column", "654 Board   697 Staff",
        code="clauses.furniture.linenumbers:_beside", without=(),
        seen="bylaws in two columns with numbered lines")
    loose_numbers: Rule = Rule(
        "numbers of a short page", "a last page of few lines has line numbers too", "412 Signed",
        code="clauses.furniture.linenumbers:_loose", without=(),
        seen="last pages of drafts with numbered lines")
    # fmt: on


FURNITURE_RULES = FurnitureRules()
