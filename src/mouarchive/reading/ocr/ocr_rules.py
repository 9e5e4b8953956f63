"""Numbers and rules of pages read from their picture, each with its reason.

Lengths "of a word's height" are measured against the usual word of the page, or the word at hand.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["OCR", "OCR_RULES"]

_HIGH = "of a word's height"


class OcrTolerances(Tolerances, frozen=True):
    """What is ink, dirt, a box, a rule, a bullet or a number on a scanned page."""

    dpi: Annotated[
        int, Why("dots an inch", "the engine was trained at this; more is slower and reads no better")
    ] = 300
    black: Annotated[
        int, Why("of 255", "what blacks out is darker than print and shadows, after scaling down")
    ] = 70
    ink: Annotated[int, Why("of 255", "halfway from black to white: ink is darker, paper lighter")] = 128
    rule_ink: Annotated[int, Why("of 255", "a thin rule is scanned paler than letters")] = 140
    light: Annotated[int, Why("of 255", "no ink is as light, but for the soft edges of letters")] = 150
    paper: Annotated[int, Why("of 255", "lighter shades add nothing to a stroke's weight")] = 225
    sure: Annotated[
        int, Why("confidence of 100", "good scans are read surer; below, a person is to look")
    ] = 85
    doubted: Annotated[int, Why("confidence of 100", "below, the engine is more often wrong than right")] = 60
    vote: Annotated[
        int,
        Why("confidence of 100", "a number read alone is short: even a right reading is less sure of itself"),
    ] = 50
    noise: Annotated[int, Why("confidence of 100", "what the engine hardly believes itself is no mark")] = 10
    several: Annotated[
        int,
        Why("marks", "two alike are chance; three are a column, a bullet's picture, a square's corners"),
    ] = 3

    box_wide: Annotated[int, Why("pt", "a name blacked out is wider; a letter or a bullet is not")] = 12
    box_high: Annotated[
        int, Why("pt", "a line blacked out is higher, and a lid's shadow lies nearer to the edge")
    ] = 6
    fill: Annotated[float, Why("of a box's area", "a box is full of ink, a letter or a picture is not")] = 0.9
    largest: Annotated[
        float, Why("of the page's area", "larger areas are a dark cover or the lid of the copier")
    ] = 0.4
    around: Annotated[int, Why("pt", "the dark of a heading goes on so far beyond its plain part")] = 3
    mostly: Annotated[float, Why("of the strip beside a box", "a neighbour's ink fills less of it")] = 0.6
    square: Annotated[float, Why("of a box's longer side", "a punched hole is about as high as wide")] = 0.6
    corner: Annotated[
        float, Why("of a box's longer side", "a circle leaves so much of its corners white")
    ] = 0.12
    corner_ink: Annotated[
        float, Why("of a corner's area", "a box's corner is ink all over, but for a speck")
    ] = 0.75
    rule_long: Annotated[float, Why("pt", "longer than any letter is high: a rule, not a letter l")] = 28.0
    rule_thick: Annotated[float, Why("pt", "rules of tables are thinner, bars and boxes thicker")] = 2.4
    joint: Annotated[float, Why("pt", "rules of one table meet so nearly; an underline meets none")] = 1.5
    fuzz: Annotated[float, Why("pt", "a rule's soft edge, which is painted out with it")] = 0.5

    coarse: Annotated[int, Why("pixels", "the paper's light is measured on squares of two points")] = 8
    thick: Annotated[
        int, Why("squares", "17 points: wider than any letter is thick, so that paper is in each")
    ] = 9
    soft: Annotated[int, Why("squares", "shadows have no edge: what is lightened must have none either")] = 4
    shade: Annotated[int, Why("of 255", "paper that is as light as this is in no shadow")] = 205
    shaded: Annotated[float, Why("of the page", "less shadow than this is a stamp or a picture")] = 0.004
    darkest: Annotated[
        float, Why("of what is darker than paper", "letters have soft edges; their core is a quarter of them")
    ] = 0.25
    pale: Annotated[
        int, Why("of 255", "the ink of a copy that has not faded is darker", "copies of copies")
    ] = 100
    inked: Annotated[int, Why("of 255", "good copies have ink as dark as this")] = 40
    dotted_above: Annotated[
        float, Why("pt", "nothing is written above a place to sign; letters rise higher over a line's foot")
    ] = 7.0
    dotted_below: Annotated[
        float, Why("pt", "dots are lower than any letter, and the line below begins farther down")
    ] = 4.0
    alone: Annotated[
        float, Why("of the ink around", "a row of dots has none beside it but dust; a cut through words has")
    ] = 0.85
    grain: Annotated[
        int, Why("times the spread of shades", "nearly all of the paper's speckle lies within")
    ] = 5
    dust: Annotated[float, Why("pt", "a full stop is as large; what is larger is a letter or a bullet")] = 2.4
    clear: Annotated[float, Why("pt", "half a line: a full stop and an i's dot have a letter nearer")] = 5.0
    least_dark: Annotated[
        int, Why("of 255", "a speck of a pixel or two darkens its square point so much")
    ] = 10
    widest_angle: Annotated[float, Why("degrees", "sheets go in askew by two or three; more is meant")] = 3.0
    coarse_step: Annotated[float, Why("degrees", "steps in which the angle is first looked for")] = 0.5
    fine_step: Annotated[float, Why("degrees", "steps that move a line's end by less than a pixel")] = 0.1
    least_angle: Annotated[
        float, Why("degrees", "the engine reads lines as little askew; turning blurs them")
    ] = 0.15
    small_height: Annotated[int, Why("pixels", "lines are still apart at this size, and turned quickly")] = (
        900
    )
    margin_share: Annotated[float, Why("of a page's side", "shadows lie at the edges, and no lines")] = 0.05

    tall: Annotated[float, Why(_HIGH, "no dash or comma is as high: the engine named a white gap")] = 1.2
    speck: Annotated[float, Why(_HIGH, "dust is smaller, a bullet or a sign larger")] = 0.22
    low: Annotated[
        float, Why(_HIGH, "the lowest letters are higher: a border or a smear is not", "copies")
    ] = 0.45
    few: Annotated[int, Why("characters", "a border seen as letters has few; fine print has words")] = 4
    dots: Annotated[
        int, Why("letters", "a row of dots is spelled with more; a doubted word may have as many")
    ] = 8
    one_letter: Annotated[
        float, Why("of the letters", "a row of dots is one letter over and over; words vary theirs")
    ] = 0.4
    apart: Annotated[
        float, Why(_HIGH, "a mark so far from any word belongs to none; a bullet has such a gap")
    ] = 0.45
    overlap: Annotated[float, Why(_HIGH, "marks that lie in the word before are its own ink")] = 0.2
    blank: Annotated[float, Why(_HIGH, "a low line as long as this is a blank to be filled in")] = 1.5
    bullet: Annotated[float, Why(_HIGH, "a bullet is lower and narrower than a small letter")] = 0.56
    bullet_rise: Annotated[float, Why(_HIGH, "a bullet stands above the baseline, a full stop on it")] = 0.08
    gap: Annotated[float, Why(_HIGH, "a label stands farther from its text than words stand apart")] = 0.8
    margin: Annotated[float, Why(_HIGH, "the white that a number read alone needs around it")] = 0.2
    wide: Annotated[
        float, Why(_HIGH, "as the margin, for a second opinion, with more of the paper in it")
    ] = 0.8
    half: Annotated[float, Why(_HIGH, "as the margin, for a third opinion between the two")] = 0.5
    broad: Annotated[float, Why(_HIGH, "as the margin, for a last opinion, where marks stand close by")] = 1.2
    some: Annotated[float, Why(_HIGH, "as the margin, where the ink's own box is known")] = 0.4
    longest: Annotated[int, Why("characters", "no clause number is longer")] = 9
    edge: Annotated[float, Why(_HIGH, "numbers of one column begin at one edge, but for a figure's side")] = (
        0.6
    )
    one_edge: Annotated[float, Why(_HIGH, "as the edge, where no reading says yet that they are numbers")] = (
        0.4
    )
    nearest: Annotated[float, Why(_HIGH, "ink nearer to its line is a part of its first word")] = 0.5
    farthest: Annotated[float, Why(_HIGH, "ink farther from its line is at the page's edge")] = 9.0
    widest: Annotated[float, Why(_HIGH, "a number is narrower; a wider thing is a word or a line")] = 6.0
    lowest: Annotated[float, Why(_HIGH, "figures are higher, dust and dashes lower")] = 0.35
    highest: Annotated[float, Why(_HIGH, "figures are lower, a bar beside a tall line higher", "faxes")] = 1.6
    reach: Annotated[float, Why(_HIGH, "a number may stand a little above or below its line")] = 0.25
    figure: Annotated[float, Why(_HIGH, "a figure's width, by and large, whatever the typeface")] = 0.75
    point: Annotated[float, Why(_HIGH, "a full stop's width, as above")] = 0.37
    as_wide: Annotated[
        float, Why("of the width", "typefaces differ by a fifth; one figure more is a third")
    ] = 0.24
    heavy: Annotated[float, Why("of the usual stroke", "bold is a third to a half heavier")] = 1.26
    heavy_line: Annotated[
        float, Why("of the usual stroke", "a bold line as a whole, its light words too")
    ] = 1.22
    words: Annotated[int, Why("words", "with fewer there is no usual stroke to be heavier than")] = 12
    bold_share: Annotated[
        float, Why("of a line's letters", "a line is bold where most is: a heavy word is a blot")
    ] = 0.75
    x_height: Annotated[float, Why("em", "small letters are so high")] = 0.47
    ascent: Annotated[float, Why("em", "capitals, figures and tall letters are so high")] = 0.69
    descent: Annotated[float, Why("em", "g, p and commas fall so far below the line")] = 0.21

    picture: Annotated[float, Why("pt", "a pictured number is no lower or narrower; dots and rules are")] = (
        4.0
    )
    picture_high: Annotated[float, Why("pt", "a line is lower: a higher picture is a logo")] = 22.0
    picture_wide: Annotated[float, Why("pt", "the longest number is about an inch wide")] = 70.0
    after: Annotated[float, Why("pt", "a number's text begins within three quarters of an inch")] = 50.0
    before: Annotated[float, Why("pt", "text just in front makes a picture a sign in a sentence")] = 18.0
    pictures: Annotated[int, Why("pictures", "a document with fewer has icons, no numbering")] = 5
    white: Annotated[float, Why("pt", "the engine reads no letter that touches the edge")] = 6.0
    seconds: Annotated[int, Why("seconds", "a number is read in hundredths; more is a hung program")] = 10


def _decides(name: str, reason: str, example: str, code: str, *, without: object, seen: str = "") -> Rule:
    return Rule(name, reason, example, code=f"reading.ocr.{code}", without=without, seen=seen)


class OcrRules(Rules, frozen=True):
    """What is done to a scanned page before and after an engine reads it."""

    shadows: Rule = _decides(
        "shadows are lightened",
        "a copier's lid leaves the spine and the edges dark, and letters in them are lost",
        "a page dark at its left edge, with words there",
        "scans:evened",
        without=AS_IT_WAS,
        seen="copies of bound volumes, dark at their spine",
    )
    paper: Rule = _decides(
        "the paper's grain is made white",
        "a scanner keeps speckle that nobody sees and that hides short words from the engine",
        "2.1.1 on grey paper",
        "scans:whitened",
        without=AS_IT_WAS,
        seen="scans in colour or grey, of which short numbers are lost in speckle",
    )
    dust: Rule = _decides(
        "lone dots are dust",
        "dust on the glass is read as full stops and accents",
        "a dot in the margin",
        "scans:without_dust",
        without=AS_IT_WAS,
        seen="faxes and old scans: a dot would be a full stop or an accent",
    )
    painted_out: Rule = _decides(
        "boxes and rules are painted white",
        "an engine takes a box's ends for stray letters and a rule for |, I or l",
        "a table with ruled columns",
        "scans:without",
        without=AS_IT_WAS,
        seen="scanned schedules of fees: each rule would be an I or an l among the words",
    )
    round_spot: Rule = _decides(
        "a round spot is no black box",
        "punched holes, seals and dots stand beside lines as boxes do",
        "two holes in the left margin",
        "scans:round_spot",
        without=False,
        seen="agreements that were filed in a ring binder, or sealed",
    )
    part_of_more: Rule = _decides(
        "the plain part of a dark heading is no black box",
        "a heading with light letters is black between and around them",
        "a black bar with white words at its left",
        "scans:_part_of_more",
        without=False,
        seen="scanned tables with light letters on a dark head: the head would be a redaction",
    )
    table_rules: Rule = _decides(
        "level rules count where they meet upright ones",
        "underlined words and blanks to be filled in are no table",
        "an underlined heading",
        "scans:_meet",
        without=True,
        seen="scanned letters with underlined headings: each would be a row of a table",
    )
    dirt: Rule = _decides(
        "marks by their size and place are dirt",
        "creases, dust and white gaps are named as signs by an engine that must name something",
        "(a) _ the singular, the _ as high as the line",
        "seen:_is_dirt",
        without=False,
        seen="scans of creased paper: signs that nobody wrote would stand in clauses",
    )
    low: Rule = _decides(
        "a line lower than small letters is dirt",
        "the borders of tables and the edges of boxes and stamps are named as letters",
        "Ra, a third as high as the text, below a table",
        "seen:_is_low",
        without=False,
        seen="scanned tables and stamped pages: their edges would be words behind the last line",
    )
    dots: Rule = _decides(
        "doubted letters over and over are a row of dots",
        "an engine spells dot leaders and rules to sign on with low round letters",
        "cence ees e ee en eee",
        "seen:_spelled_dots",
        without=set(),
        seen="scanned contents lists, and pages to be signed on a dotted line",
    )
    bar: Rule = _decides(
        "a bar with a full stop is a capital I",
        "no sentence has such a bar, and names and roman numbers have that letter",
        "|. Novak of the Board",
        "seen:_as_capital",
        without=AS_IT_WAS,
        seen="scans with initials and Roman numbers",
    )
    bullet: Rule = _decides(
        "a square spot before a gap is a bullet",
        "an engine that knows no bullets calls them *, ¢, « or o",
        "¢  the dates of birth",
        "seen:_is_bullet",
        without=False,
        seen="scanned lists with bullets: their items would run on as one text",
    )
    again: Rule = _decides(
        "a number read again with digits alone",
        "an engine that expects words reads 2.1. as 2.1, and 1.3. as 4.3.",
        "2.1,  Costs",
        "seen:_best",
        without=AS_IT_WAS,
        seen="scans of numbered agreements: the clause with a misread number would be lost from its list",
    )
    garbled: Rule = _decides(
        "a doubted word in a column of numbers",
        "an engine reads 3.1 as Sik where it doubts, and a long word or a bracketed label never so",
        "2.1 Costs / Sik Fees",
        "seen:_is_garbled",
        without=False,
        seen="scans of numbered agreements: a label read as a word leaves the clause to the one before",
    )
    as_wide: Rule = _decides(
        "a number is as wide as its figures",
        "a reading with one figure too many would be wider than the ink",
        "13.21.3 where the ink is as wide as 3.1",
        "seen:_as_wide",
        without=True,
        seen="scans with numbers in a narrow column, read with a figure too many",
    )
    passed_over: Rule = _decides(
        "ink in front of a line that was not read",
        "an engine takes a narrow column of numbers for the page's edge and leaves it out",
        "a column of 1.1, 1.2, 1.3 far from its text",
        "seen:_in_front",
        without=None,
        seen="scans whose numbers hang out far to the left of their text",
    )
    bold: Rule = _decides(
        "a line is bold or not",
        "a single heavy word in running text is more often a blot than a change of type",
        "one word dark of five",
        "seen:_is_bold",
        without=False,
        seen="faxes: a blot would make a word a heading",
    )
    number_like: Rule = _decides(
        "a pictured number has the form of one",
        "icons and bullets stand in front of lines too, and read as a letter or a word",
        "a picture that reads «Note»",
        "recognition:number_like",
        without=True,
        seen="scanned forms with icons before their lines",
    )
    behind: Rule = _decides(
        "a pictured number stands in front of its line",
        "logos and signs in a sentence have text before them, or none after",
        "a small picture between two words",
        "recognition:_behind",
        without=None,
        seen="scanned letters with a small logo among their words",
    )


OCR = OcrTolerances()
OCR_RULES = OcrRules()
