"""What makes letters words, words lines and lines a page in the reader's order: numbers and rules.

Lengths in ems are of the text size; where letters are still without a style, of their box, which is as high
as the font (about a fifth more).
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["FONT", "LINE", "PIECE", "TEXT_RULES", "TYPE"]


class TypeTolerances(Tolerances, frozen=True):
    """What is one word, one run of type, one baseline."""

    space: Annotated[
        float,
        Why("em", "the narrowest space of a justified line is 0.15, kerning and rounding stay below 0.06"),
    ] = 0.1
    space_by_mark: Annotated[
        float,
        Why("em", "a footnote's figure stands off its word by up to 0.2 and is still set at it", "Word"),
    ] = 0.25
    level: Annotated[
        float, Why("em", "rounding moves a baseline by 0.05; the smallest raised figure stands 0.2 higher")
    ] = 0.12
    same_line: Annotated[
        float,
        Why("em", "numbers and their texts are set up to 0.2 apart; the next line is 1 below", "tables"),
    ] = 0.25
    same_edge: Annotated[
        float, Why("of the box's height", "a letter that rises above its font's own height has a higher box")
    ] = 0.08
    raised: Annotated[float, Why("em", "the highest footnote marks; above it stands another line")] = 0.6
    small: Annotated[
        float, Why("share of the size beside it", "marks are set at 0.5 to 0.8, small capitals at 0.9")
    ] = 0.88
    goes_back: Annotated[
        float, Why("em", "accents and kerned letters go back by a letter's half; a new cell starts far left")
    ] = 0.8
    overlap: Annotated[float, Why("em", "italics lean over what follows; cells never overlap")] = 0.3
    spaced_share: Annotated[
        float,
        Why("of the pairs of letters", "letter-spaced type has gaps everywhere, others at word ends: 0.2"),
    ] = 0.4
    spaced_gaps: Annotated[int, Why("gaps", "one gap shows no pattern")] = 2
    spelt_letters: Annotated[
        int, Why("letters", "a heading spelt with blanks has a word of four; three are initials or answers")
    ] = 4
    spelt_gap: Annotated[float, Why("em", "blanks between spelt letters are small; cells are apart")] = 0.9
    even: Annotated[
        float,
        Why("times the usual gap", "letters of one word are set evenly; a word's end has two blanks or more"),
    ] = 1.6


TYPE = TypeTolerances()


class PieceTolerances(Tolerances, frozen=True):
    """When text lies on other text, and where a box's token stands."""

    near: Annotated[
        float,
        Why(
            "em", "a shadow or a double for weight is drawn up to 0.1 aside; another letter 0.25", "headings"
        ),
    ] = 0.2
    covered: Annotated[
        float,
        Why("of a piece's letters", "a double may lack an accent; other words share half of their letters"),
    ] = 0.8
    hidden: Annotated[
        float,
        Why(
            "of the small letters' height", "a box drawn by hand leaves strokes; one on the next line dips in"
        ),
    ] = 0.5
    ascent: Annotated[float, Why("em", "small letters and capitals reach 0.7 above it")] = 0.7
    token_ascent: Annotated[float, Why("em", "the token's own box, as high as type of its line")] = 0.75
    token_descent: Annotated[float, Why("em", "the token's own box, as deep as type of its line")] = 0.2
    token_near: Annotated[float, Why("em", "a token joins the line it stands on, not the next")] = 0.3
    box_descent: Annotated[
        float, Why("em", "a box drawn over one line goes down to its descenders: the baseline is above")
    ] = 0.25
    body_size: Annotated[float, Why("pt", "the usual size, where nothing is left to see")] = 11.0


PIECE = PieceTolerances()


class LineTolerances(Tolerances, frozen=True):
    """Where a line is cut into cells, what strikes it out, and when a page has columns."""

    wide: Annotated[float, Why("em", "no justified line has such gaps; columns of tables do")] = 2.5
    wide_alone: Annotated[
        float,
        Why("em", "with one or two gaps nothing is usual: a number stands 0.9 and more before its text"),
    ] = 0.9
    wide_least: Annotated[float, Why("em", "two blanks; a single one is 0.25 to 0.33")] = 0.42
    wide_ratio: Annotated[
        float,
        Why("times the line's usual gap", "justified lines stretch all gaps alike, a cell's stands out"),
    ] = 1.9
    few_gaps: Annotated[int, Why("gaps", "the median of two is one of them")] = 2
    strike_thick: Annotated[float, Why("pt", "a line through letters or below is thin; bars are not")] = 1.8
    strike_low: Annotated[float, Why("em above the baseline", "an underline lies lower")] = 0.15
    strike_high: Annotated[float, Why("em above the baseline", "a cell's border lies higher")] = 0.45
    strike_least: Annotated[
        float, Why("of a word's width", "a line drawn through the next word reaches into this one's edge")
    ] = 0.2
    column_lines: Annotated[int, Why("lines", "a table's cell has fewer; a column of a page has dozens")] = 8
    column_width: Annotated[
        float, Why("of the page's width", "four columns a page at most; numbers and dates are narrower")
    ] = 1 / 6
    column_beside: Annotated[
        float,
        Why("of the shorter one's height", "columns stand side by side, blocks below each other do not"),
    ] = 0.5
    column_step: Annotated[float, Why("lines of text", "a heading's space in a column is two lines")] = 3.0


LINE = LineTolerances()


class FontTolerances(Tolerances, frozen=True):
    """What is bold, what is turned, and how much of a hostile page is looked at."""

    bold_weight: Annotated[int, Why("weight 100..900", "semi-bold headings say 600, medium text 500")] = 600
    level_degrees: Annotated[float, Why("degrees", "crooked stamps and slanted type are read as level")] = 10
    turned_letters: Annotated[
        int, Why("letters", "a stamp on an empty page is no reason to turn it", "blank pages")
    ] = 40
    turned_share: Annotated[float, Why("of the letters", "a landscape table has its head upright")] = 0.6
    letters_sampled: Annotated[int, Why("letters", "each takes time; a hundred tell a page's turn")] = 100
    objects: Annotated[int, Why("objects", "a map has thousands; more keep a reader busy")] = 20_000
    annotations: Annotated[int, Why("annotations", "a much-commented page has a hundred")] = 2_000
    boxes_at_once: Annotated[int, Why("characters", "a full page in one go, in 64 kB used again")] = 4_096


FONT = FontTolerances()


class TextRules(Rules, frozen=True):
    """What is done with the letters of a page before anything is read from them."""

    controls: Rule = Rule(
        "controls are letters",
        "fonts of TeX and of Windows keep ligatures, quotation marks and dashes at codes that no page shows",
        "O\\x1ece is Office", code="reading.text.words:name_controls", without=AS_IT_WAS,
        seen="files of TeX and of old word processors: 'Office' would be 'O ce'",
    )  # fmt: skip
    lost: Rule = Rule(
        "a letter without a name is said",
        "a font cut down by a careless tool draws ligatures and names none: the words are not all there",
        "the o\ufffdce", code="reading.text.words:lost_letters", without=[],
        seen="fonts cut down by careless tools: the clause must say that it lacks a letter",
    )  # fmt: skip
    spaced: Rule = Rule(
        "letter-spaced type has no spaces inside a word",
        "headings are set with wide letters; each gap would be a space",
        "A G R E E M E N T set by position", code="reading.text.words:_letter_spaced", without=False,
        seen="covers with wide-set titles: 'AGREEMENT' would be nine words",
    )  # fmt: skip
    spelt: Rule = Rule(
        "a heading spelt with blanks is words", "typists space out a heading by a blank after each letter",
        "1. R E L I E F", code="reading.text.words:_unspelt", without=AS_IT_WAS,
        seen="typewritten agreements with spaced headings",
    )  # fmt: skip
    doubles: Rule = Rule(
        "letters painted twice are one",
        "shadows and false bold are drawn as the same text a little aside, in other pieces",
        "4.2 The parties, drawn again 0.4 pt right", code="reading.text.pieces:strike_doubles",
        without=False,
        seen="files with shadowed or falsely bold headings: each would stand twice",
    )  # fmt: skip
    off_page: Rule = Rule(
        "what lies outside the page is left out",
        "nobody who looks at the page sees it: cropped margins, marks of a print shop",
        "a line below the crop box", code="reading.text.pieces:_outside", without=False,
        seen="files cropped for print: the marks of the print shop would stand among the clauses",
    )  # fmt: skip
    token: Rule = Rule(
        "a box is unknown text",
        "what is blacked out was text; without a sign the sentence would read on as if nothing were missing",
        "contact [redacted] for more", code="reading.text.pieces:insert_tokens", without=AS_IT_WAS,
        seen="every release with a black box: words that were there would be missing unseen",
    )  # fmt: skip
    upright: Rule = Rule(
        "a page drawn sideways is turned",
        "programs put a landscape table on a portrait page by drawing it turned", "an annex of wide tables",
        code="reading.text.pdfium:_upright", without=None,
        seen="agreements with wide tables as an annex: each letter would be a line",
    )  # fmt: skip
    bold: Rule = Rule(
        "a font's name says bold", "embedded fonts often carry no weight and no flags: TeX's never do",
        "CMBX10", code="reading.text.pdfium:bold_name", without=False,
        seen="agreements set by TeX: no heading would be told by its type",
    )  # fmt: skip
    slanted: Rule = Rule(
        "a font's name says italic", "embedded fonts carry no flag for slanted type either",
        "CMTI10 and Univers-Obl carry no flag", code="reading.text.pdfium:slanted_name", without=False,
        seen="agreements set by TeX, and others whose fonts carry no flags",
    )  # fmt: skip
    interlock: Rule = Rule(
        "words drawn in any order are one line",
        "editors draw changed words of a line last, so that its pieces reach over one another",
        "The … agree., then: parties", code="reading.text.lines:_interlock", without=False,
        seen="files that were corrected in a PDF editor: the corrected line would be read out of order",
    )  # fmt: skip
    cells: Rule = Rule(
        "a wide gap parts cells",
        "the cells of a table's row stand on one baseline with nothing drawn between them",
        "Version      Date      Summary", code="reading.text.lines:_wide", without=False,
        seen="tables without rules, such as a history of versions: a row would be one sentence",
    )  # fmt: skip
    ruled_cells: Rule = Rule(
        "an upright rule parts cells",
        "a drawn rule stands between two cells however close their words are", "Draft | 2016",
        code="reading.text.lines:_uprights", without=[],
        seen="ruled tables with narrow columns: two cells would be one word",
    )  # fmt: skip
    struck: Rule = Rule(
        "a level rule through letters strikes them out",
        "redlines and amended forms show old words so; they are no longer the text",
        "seventy-five days, crossed out", code="reading.text.lines:_struck", without=0,
        seen="amended forms and redlines: what was struck would be read as the law",
    )  # fmt: skip
    marks: Rule = Rule(
        "small raised type is a mark",
        "a footnote's figure would be read as part of the word or number before it", "former pupils.1",
        code="reading.text.lines:_raised", without=(),
        seen="agreements with footnotes: 'pupils1' is no word, and 20 with a mark would be 201",
    )  # fmt: skip
    hyphen: Rule = Rule(
        "a hyphen at a line's end", "the word may go on in the next line", "exam-",
        code="reading.text.lines:_ends_in_hyphen", without=False,
        seen="agreements set in justified lines: half a word would stand at each line's end",
    )  # fmt: skip
    columns: Rule = Rule(
        "columns are read one after the other",
        "two long runs of lines side by side are two columns of text, not rows of a table",
        "a licence printed in two columns", code="reading.text.lines:_columns", without=[],
        seen="licences and regulations in two columns: their lines would be read across as rows",
    )  # fmt: skip


TEXT_RULES = TextRules()
