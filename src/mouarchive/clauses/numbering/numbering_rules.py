"""The rules and numbers by which a line's label is believed, each with its reason.

    (h)                          2.1 …                     1. …
    (i)  next in its list: +3    (a) first of a new        2. …
                                     list: +1.5            4. …  a number is missing: -1.5

Points add up over the document, and the sum decides. They were set by hand, so that one strong reason (next
in its list, at its column, where a paragraph begins) outweighs one doubt, and two doubts outweigh it.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rule, Rules, Tolerances, Why

__all__ = ["NUMBERING", "RULES", "NumberingRules", "NumberingTolerances", "Points", "earned"]

Points = tuple[tuple[Rule, float], ...]
"""Rules that hold of a label, each with the points that it gives or takes."""


def earned(rule: Rule, share: float = 1.0) -> tuple[Rule, float]:
    """A rule that holds, with its points; `share` where it holds in part, or several times."""
    return rule, (rule.weight or 0.0) * share


# fmt: off
class NumberingRules(Rules, frozen=True):
    """What speaks for and against a label, in points."""

    # ---- where the line stands
    first_line: Rule = Rule("first line", "what a document begins with is a heading, or its number",
        "1 Purpose, on the first line", weight=1.0, seen="extracts that begin with a clause")
    space_above: Rule = Rule("space above", "clauses are set apart by white space, wrapped lines are not",
        "a blank line, then 1.2 Notice is given", weight=1.0)
    full_stop: Rule = Rule("after a full stop", "a sentence is complete before the next clause begins",
        "… by agreement. / 1.2 Notice is given", weight=1.0)
    short_line: Rule = Rule("after a short line",
        "a line that wraps is full; a shorter one ends its paragraph", "Fees / 2.1 Each party pays",
        weight=0.75)
    inside_sentence: Rule = Rule("inside a sentence",
        "a number that wrapping put first is part of its sentence", "… of not more than / 3. months may pass",
        weight=-3.5)
    reference: Rule = Rule("after a word of reference", "what follows 'under section' names another clause",
        "… as set out in clause / 3.1 and no more", weight=-4.0)
    perhaps_reference: Rule = Rule("after a word that may refer",
        "'Table' and 'and' often have a number after them", "… is shown in table / 4. The sums", weight=-2.0,
        seen="sentences that wrap behind 'and' or 'table'")
    in_table: Rule = Rule("in a table",
        "rows of tables count themselves, and their cells are full of numbers", "| 3 | 12 April | paid |",
        weight=-8.0)
    dated_version: Rule = Rule("a version and its date", "histories of versions print 1.0 before a date",
        "1.0  3 April 2017  Signed", weight=-4.0, seen="histories of versions in plain lines")
    day_of_month: Rule = Rule("a day of a month", "a date may wrap before its day: '1. November'",
        "The lamp is lit on / 1. November and put out", weight=-6.0,
        seen="German texts: '1. November' may wrap before its day")
    restated: Rule = Rule("restates the number before it",
        "agreements say numbers in words and then in figures", "within a period of twelve / (12) months",
        weight=-5.0, seen="periods in words and figures, as lawyers write them")
    listed_parts: Rule = Rule("one of a list of parts",
        "annexes named one under the other are a list of them", "Schedule 1: Fees / Schedule 2: Forms",
        weight=-4.0, seen="agreements that list their annexes before they follow")
    named_below: Rule = Rule("one of a list of headings that come further on",
        "a part may list its own headings", "E-1. Fees / E-2. Forms / *E-1. Fees*", weight=-8.0,
        seen="annexes that list their own headings")
    letter: Rule = Rule("in a covering letter", "a letter's own numbers are not those of what it encloses",
        "Dear Sir / 1. I enclose … / Yours faithfully", weight=-8.0,
        seen="agreements released behind a covering letter")
    house: Rule = Rule("the number of a house", "lists of addresses count no clauses: their numbers jump",
        "1 Cliff Road / 2 The Mole / 14 Tower Street", weight=-8.0, seen="lists of addresses of the parties")
    runs_on: Rule = Rule("goes on with a list inside the sentence", "a list inside a sentence wraps anywhere",
        "(i) by order; (ii) with consent; or / (iii) as the law requires", weight=-5.0)
    opens_inline: Rule = Rule("begins a list inside the sentence", "the next label stands inside the line",
        "… that is / (a) names, (b) dates", weight=-3.0,
        seen="sentences that wrap at the first item of their list")

    # ---- how the label is printed
    label_form: Rule = Rule("printed like a label",
        "brackets, or several numbers, seldom stand for anything else", "(a), 2.1", weight=0.75)
    bare: Rule = Rule("bare number or letter", "a number alone may count anything", "5 copies are made",
        weight=-2.0)
    bare_close: Rule = Rule("bare and not set apart", "a bare number that is a label stands apart or is bold",
        "5 copies are made", weight=-2.5)
    lone_letter: Rule = Rule("a lone letter", "a letter alone on its line is a mark or a column's head", "A",
        weight=-5.0, seen="drawings and forms with letters of their own")
    one_letter_word: Rule = Rule("a word of one letter", "A and I are words, and begin sentences",
        "A Participant may inspect", weight=-3.5)
    in_sentence: Rule = Rule("a word of one letter before a small one",
        "a text behind a capital label begins large; behind a word the sentence goes on",
        "A list of all parts can be had", weight=-8.0,
        seen="standards whose foreword has such a sentence: it would hold all that follows")
    initials: Rule = Rule("initials of a name", "those who sign print their initials", "B. Smith",
        weight=-2.0, seen="names of signatories that would go on a list of letters")
    name_below: Rule = Rule("a name below its clause's number",
        "where each number stands on a line of its own, an initial on the next line begins a name",
        "1.2 / I. Novak hears complaints", weight=-8.0, seen="numbers printed above their text")
    bold: Rule = Rule("bold", "headings and their numbers are often bold", "*3 Fees*", weight=0.75)
    larger: Rule = Rule("larger than the text", "headings are often larger", "3 Fees, in 14 pt", weight=1.0,
        seen="headings with a bare number, told by their type alone")
    set_apart: Rule = Rule("set apart from its text", "labels hang left of their text", "3   The fees",
        weight=1.0)
    raised: Rule = Rule("a raised number begins a footnote", "labels are never raised, notes' numbers are",
        "\u00b9 See the Act", weight=-8.0, seen="notes that stand outside the foot of the page")
    too_small: Rule = Rule("too small for a label", "bare numbers in small type belong to notes and pictures",
        "7 in 6 pt", weight=-4.0, seen="pictures with small numbers, which would go on a list")
    misread: Rule = Rule("as OCR may have misread it",
        "what was printed is likelier than what it may stand for", "l.2 for 1.2", weight=-1.0,
        seen="scans: of two readings of a label the printed one is to win")
    from_place: Rule = Rule("number told from its place",
        "a label that OCR garbled looks like what is due there", "15:15 where 15.1.5 is due", weight=4.0,
        seen="scans with numbers that OCR garbled")

    several: Rule = Rule("several labels on one line", "a clause may open with its own first item",
        "1. (a) The fees", weight=1.0, seen="clauses that open with their own first item")

    # ---- what follows the label
    leaders: Rule = Rule("dot leaders of a contents list", "dots lead to page numbers, never through clauses",
        "3 Fees ........ 12", weight=-8.0, seen="contents lists that are not known as such")
    punctuation: Rule = Rule("punctuation follows", "a comma or a per cent sign goes on a sentence",
        "3.1, and 3.2", weight=-3.0, seen="lists of clause numbers in a sentence that wraps")
    small_letters: Rule = Rule("text begins in small letters",
        "a bare number before a small word counts things", "30 days after", weight=-1.5)
    no_words: Rule = Rule("a bare number before signs", "code and formulas count their lines, too",
        "3 } ;", weight=-5.0, seen="listings in standards")
    in_contents: Rule = Rule("named in the contents list", "the document itself says that this is a heading",
        "3 Fees, listed as Fees", weight=2.0,
        seen="headings without type of their own, listed in the contents")
    spoken_of: Rule = Rule("a part without number, not in heading type", "text names its only appendix, too",
        "Appendix: see overleaf", weight=-8.0, seen="agreements that name their only appendix in a sentence")

    # ---- words before the number
    another_language: Rule = Rule("a word of another language",
        "what opens an article in one language is a name or another word in the next",
        "Lisa 1 rang the bell", weight=-4.0, seen="standards with French titles on an English cover")
    word_refers: Rule = Rule("a reference in the text", "after a heading's number no small word follows",
        "Section 3 of this agreement", weight=-6.0)
    word_heads: Rule = Rule("set as a heading with its word",
        "headings stand alone, with a stop, bold or in capitals", "Section 3: Fees", weight=1.0,
        seen="headings that have the word and the number in plain type")
    word_alone: Rule = Rule("keyword alone on its line", "titles of annexes stand below their number",
        "Schedule 3 / Fees", weight=1.5)
    word_in_text: Rule = Rule("keyword before running text",
        "after an annex's number stands a title, no text", "Annex 3 The parties agree that …", weight=-2.5,
        seen="references to an annex at a line's beginning")

    # ---- its number among the others
    next: Rule = Rule("next in its list", "lists count on by one", "(a), then (b)", weight=3.0)
    inserted: Rule = Rule("inserted after its number",
        "what is put in later takes the number before and a letter", "4, then 4A", weight=3.0,
        seen="statutes and long-lived agreements: 4A is put in behind 4")
    again: Rule = Rule("number again", "a number stands once, though a drafter may err", "3, then 3",
        weight=-2.5)
    backwards: Rule = Rule("number runs backwards", "lists do not count down", "4, then 2", weight=-6.0)
    slip: Rule = Rule("number set wrong by its writer",
        "a clause that is set like its list is one, though its writer gave it a number used before",
        "3. 5. 3. 5. 9.", weight=-2.0, seen="by-laws amended by hand")
    out_of_order: Rule = Rule("number out of order", "clauses may be moved and keep their numbers",
        "4.1, 4.3, 4.2", weight=-1.0, seen="agreements whose clauses were moved and kept their numbers")
    missing: Rule = Rule("number missing", "a number passed over was left out, or not found; few are",
        "1, then 3", weight=-0.75)
    two_letters: Rule = Rule("list that begins with two letters", "(as) and (or) are words", "(as) follows",
        weight=-6.0)
    second_first: Rule = Rule("list that begins in the middle", "lists begin with one; its line may be lost",
        "(b) as first of its list", weight=-2.0)
    middle_first: Rule = Rule("list that begins far from its first", "lists begin with one",
        "7. as first of its list", weight=-4.5)
    bracket_middle: Rule = Rule("list in brackets that begins in the middle",
        "its first items may stand inside a line", "(c) as first of its list", weight=-3.0)
    later_annex: Rule = Rule("annex that is not the first", "annexes may stand apart from each other",
        "Annex C as the only one", weight=-0.5,
        seen="annexes that were released without the ones before them")
    first_below: Rule = Rule("first below its number", "2.1 stands in 2", "2, then 2.1", weight=3.0)
    level_missing: Rule = Rule("a level is not printed", "each level is mostly printed", "2, then 2.1.1",
        weight=-0.75, seen="agreements that go from 2 to 2.1.1")
    starts_late: Rule = Rule("numbers below it do not begin with 1", "what stands in 2 begins with 2.1",
        "2, then 2.4", weight=-2.0)
    unprinted: Rule = Rule("first below a number that is not printed",
        "a section's heading may have no number", "*Fees* / 3.1 Each party pays", weight=1.5,
        seen="regulations whose sections have headings and no numbers")
    from_one: Rule = Rule("numbers begin again", "an annex or a new part may count from 1 again",
        "3.2, then 1.1", weight=-1.5, seen="annexes that count from 1 again")
    one_below_heading: Rule = Rule("numbers begin again below a heading",
        "a heading opens what counts from 1", "3.2 / *Notes* / 1.1", weight=1.0,
        seen="notes and annexes with a heading and no number, which count from 1")
    new_list: Rule = Rule("first of a new list", "lists stand in the clause just opened",
        "2.1 The data are: / (a) names", weight=1.5)
    list_above: Rule = Rule("first of a list in a clause above", "a list may go back to an earlier clause",
        "2 / 2.1 … / (a) of 2 itself", weight=0.5)
    after_colon: Rule = Rule("after a colon", "a colon leads a list in", "the data are: / (a) names",
        weight=0.75)
    after_heading: Rule = Rule("after a heading", "below a heading a list begins", "*Fees* / 1. Each",
        weight=0.5)
    heading_type: Rule = Rule("heading type", "a clause follows its heading; a heading is larger than text",
        "*Fees* / 2.1 Each party pays", weight=0.5,
        seen="clauses below headings that are told by their type alone")
    word_plain: Rule = Rule("keyword", "a sentence may begin with the number of a clause", "Section 3 Fees",
        weight=-1.0, seen="sentences that begin with the number of a section")
    over_page: Rule = Rule("inside a sentence, first on a page",
        "a sentence may begin with the number of a clause", "Section 3 Fees", weight=-2.5,
        seen="sentences that go on over the page with the number of a section")
    second_list: Rule = Rule("list begins again", "a clause seldom has two lists of one sort",
        "1. 2. 3., then 1. 2.", weight=-0.5, seen="clauses with two lists of one sort")
    second_below_heading: Rule = Rule("list begins again below a heading",
        "each heading may have its own list", "*Providers* 1. 2. / *Recipients* 1. 2.", weight=1.0,
        seen="roles and duties, with a list of each below a heading")
    after_outdent: Rule = Rule("after text left of the list", "text of the clause itself parts its two lists",
        "(a) … / It shall also: / (a) …", weight=1.0,
        seen="clauses with two lists and text of their own between")
    newer_heading: Rule = Rule("a newer heading could hold it", "a list belongs to the heading above it",
        "1. 2. / 3.1 Leadership / 1.", weight=-3.0)
    another_sort: Rule = Rule("another sort of section", "sections of one document are numbered in one way",
        "1, 2, then A", weight=-1.0, seen="agreements with lettered annexes below numbered sections")
    parts_ran_on: Rule = Rule("the parts before ran on", "if one part's numbers run on, so do the next one's",
        "Part 1: 1-4, Part 2: 1", weight=-1.0, seen="constitutions whose articles run on through their parts")
    runs_over_parts: Rule = Rule("numbers may run on", "of two even ways, numbers that run on through parts",
        "Part 1: 1-4, Part 2: 5", weight=0.1, seen="constitutions whose articles run on through their parts")
    part_outside: Rule = Rule("first of its sort, outside an open part",
        "what is first of its sort belongs to the part that it stands in", "Appendix, then its Annex I",
        weight=-0.25, seen="schedules whose appendix has annexes of its own")
    from_part_before: Rule = Rule("goes on from the part before", "articles may run on through chapters",
        "Chapter 1: Article 1, Chapter 2: Article 2", weight=3.0,
        seen="statutes whose articles run on through chapters")
    annex_first: Rule = Rule("an annex before any clause", "annexes stand behind the body", "Annex A, then 1",
        weight=-7.0)
    beside: Rule = Rule("the contents list has it beside this part", "the contents list shows its level",
        "Schedule 4 / Annex 1, at one edge", weight=-3.0,
        seen="schedules with annexes of their own beside them")
    behind_heading: Rule = Rule("goes on behind a newer heading", "a list seldom goes on behind a heading",
        "6. / 3.1 Leadership / 7.", weight=-1.5)

    # ---- how it is set among the others
    at_column: Rule = Rule("at its list's column", "the labels of a list stand below each other",
        "(a) and (b) at one edge", weight=1.0)
    off_column: Rule = Rule("off its list's column", "labels of a list stand below each other",
        "(b) set in from (a)", weight=-1.0)
    unlike_list: Rule = Rule("set unlike its list", "a list has one weight, one size, one punctuation",
        "*1.*, then 2:", weight=-1.0)
    through_table: Rule = Rule("goes on a list from outside the table", "clauses may be set in a ruled grid",
        "1. 2., then | 3. |, at one edge", weight=7.0, seen="agreements laid out as a grid")
    indented: Rule = Rule("indented below its parent", "items are set in from their clause",
        "2.1 / set in: (a)", weight=0.75)
    no_deeper: Rule = Rule("no deeper than its parent", "an item's items are set in further", "(a) / (i)",
        weight=-0.75)
    left_of_parent: Rule = Rule("left of its parent", "nothing stands left of what holds it",
        "set in: 2.1 / (a)", weight=-1.0)
    bolder: Rule = Rule("bolder or larger than its parent", "a heading is no part of plain text",
        "(a) / *(i)*", weight=-1.5)
    same_sort: Rule = Rule("same sort of label as a list around it", "a list inside another looks unlike it",
        "1. / 1. / 1.", weight=-3.0)
    alike_but_deeper: Rule = Rule("same sort of label as a list around it, set apart from it",
        "an indented list may use its parent's sort of label", "1. / set in: 1.", weight=-0.5)


class NumberingTolerances(Tolerances, frozen=True):
    """Shares, counts and limits of reading and placing labels."""

    guessed_column: Annotated[
        float, Why("pt", "OCR cuts a half-read label's box wider or narrower than a well read one's", "forms")
    ] = 5.0
    apart: Annotated[
        float, Why("of the text size", "white space between words is a quarter to a half of it")
    ] = 0.6
    wider: Annotated[
        float, Why("of the usual gap", "a justified line's gaps are all wide, and about as wide")
    ] = 1.3
    blanks: Annotated[
        int, Why("blanks", "more blanks than behind a full stop are a gap that somebody typed")
    ] = 2
    small: Annotated[
        float, Why("of the text size", "notes are set about two thirds as large, quotations larger")
    ] = 0.75
    label_letters: Annotated[
        int, Why("letters", "10.1.12. and (xviii) are long labels; words are longer", "OCR")
    ] = 8
    label_width: Annotated[
        float, Why("of the text size", "as wide as seven figures, the longest labels", "OCR")
    ] = 4.0
    spoken: Annotated[
        int, Why("words", "a few common words may be a name or a title in another language", "covers")
    ] = 5
    second_tongue: Annotated[
        float,
        Why("of the first language's common words", "bilingual texts have about as many of both, titles few"),
    ] = 0.3
    run_in_words: Annotated[
        int, Why("words", "headings before a list on their line are short, sentences longer", "regulations")
    ] = 8
    second_label: Annotated[
        int, Why("lines", "an item is seldom longer; further on, another list begins", "regulations")
    ] = 30
    namesake: Annotated[
        int, Why("lines", "the next item of a list stands within a page of the one before it")
    ] = 40
    inline: Annotated[int, Why("lines", "further on, a label inside a line is of another sentence")] = 8
    letter_pages: Annotated[int, Why("pages", "covering letters stand first, behind a cover at most")] = 2
    houses: Annotated[
        int, Why("lines", "two numbers out of order may be a slip, three addresses are a list")
    ] = 3
    named_again: Annotated[
        float, Why("share of a list", "headings may be worded anew, but hardly most of them")
    ] = 0.5
    gaps: Annotated[int, Why("numbers", "who moves clauses moves a few; more would let any number in")] = 5
    far: Annotated[
        float, Why("times the points of one missing number", "beyond ten a gap says no more")
    ] = 10.5
    far_named: Annotated[
        float,
        Why("times the points of one missing number",
            "an excerpt keeps the numbers of its articles; so may clauses set just like their list",
            "extracts of statutes"),
    ] = 2.0
    garbled: Annotated[
        int, Why("letters", "a number alone on its line is read as a sign or two; words have more", "scans")
    ] = 2
    deepest: Annotated[int, Why("levels", "nobody numbers deeper; misread labels would nest for ever")] = 10
    alike: Annotated[
        float, Why("share of signs", "15:15 has most of the signs of 15.1.5, by chance few agree")
    ] = 0.5
    unlike: Annotated[
        float, Why("share of signs", "labels with fewer signs in common speak against it")
    ] = 0.625
    beam: Annotated[int, Why("readings", "the true one was never below the tenth; time grows with it")] = 14
    margin: Annotated[float, Why("points", "three strong reasons behind the best, none has come back")] = 9.0
    branches: Annotated[int, Why("places", "the true place of a label is among the best three")] = 3
# fmt: on


RULES = NumberingRules()
NUMBERING = NumberingTolerances()
