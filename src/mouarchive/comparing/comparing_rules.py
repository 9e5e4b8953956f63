"""The numbers and rules by which paired clauses, phrases and notes are judged, each with its reason.

Those by which clauses find each other stand in `alignment/alignment_rules.py`.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rule, Rules, Tolerances, Why

__all__ = ["CLASSES", "COMPARING", "IDENTITY", "MISREADING", "OCR", "TAGGING", "TAGS", "TRACING"]


class ComparingTolerances(Tolerances, frozen=True):
    """How a difference is shown and named."""

    rewritten: Annotated[
        float,
        Why(
            "share of words in common",
            "below it a redline word by word says less than both texts side by side",
        ),
    ] = 0.50
    semantic_words: Annotated[
        int,
        Why(
            "words",
            "three thousand differing words take a second, twice as many four",
            "an annex as one clause",
        ),
    ] = 3_000
    coarse: Annotated[
        int, Why("characters", "words of so long a clause take minutes; its paragraphs a second")
    ] = 2_000_000
    island: Annotated[int, Why("words", "'of the' between two edits is no sameness to a reader")] = 2
    widest_range: Annotated[
        int, Why("clauses", "'4.1 to 4.99' is a misprint or a date, not ninety-nine clauses")
    ] = 50
    longest_note: Annotated[int, Why("letters", "notes are a line or two; a longer one is prose")] = 1_000
    most_claims: Annotated[
        int, Why("claims", "a register of changes is read by a person, not all at once")
    ] = 500


class TracingTolerances(Tolerances, frozen=True):
    """When a phrase counts as found, as nearly found, and as absent."""

    near: Annotated[
        float,
        Why("percent of letters", "finds .96 of phrases at 1 % scanning errors; at 84 a quarter is false"),
    ] = 88.0
    near_letters: Annotated[int, Why("letters", "'the data': too much looks like a shorter phrase")] = 8
    letters_an_edit: Annotated[int, Why("letters of a word", "one in three misread is still that word")] = 3
    window: Annotated[
        int, Why("letters", "the text is looked through in pieces, for each has one best place")
    ] = 400
    context: Annotated[int, Why("letters", "half a line before and after a phrase tell where it stands")] = 60
    read_enough: Annotated[
        float, Why("share of pages", "with more of them unread an absence says nothing")
    ] = 0.90
    most_places: Annotated[int, Why("clauses", "a sentence with more places in it is a list")] = 3


class IdentityTolerances(Tolerances, frozen=True):
    """How an id of a change is spelt."""

    letters: Annotated[
        int,
        Why(
            "letters",
            "in an archive of a million changes two share twelve letters once in eight thousand archives; "
            "eleven would do so twenty times as often",
        ),
    ] = 12


class OcrTolerances(Tolerances, frozen=True):
    """What it costs to take one print for another, in letters, and how much may be misread."""

    look_alike: Annotated[float, Why("letters", "four look-alikes are as unlikely as one other letter")] = (
        0.25
    )
    lost_mark: Annotated[float, Why("letters", "dust makes points, and points are lost in it")] = 0.10
    thin_letter: Annotated[float, Why("letters", "'i', 'l', 't' vanish in a fold more easily than 'm'")] = (
        0.60
    )
    misread: Annotated[
        float, Why("of a word's letters", "two look-alikes in four letters are seen, one in nine passes")
    ] = 0.12
    possible: Annotated[
        float, Why("of a word's letters", "a third of the letters other: perhaps that word, perhaps not")
    ] = 0.34
    blot: Annotated[int, Why("letters", "a blot is read as 'es' or 'iii'; longer, it is a word")] = 3
    longest: Annotated[
        int, Why("letters", "no misreading is this long, and the time grows with the square")
    ] = 400


class TaggingTolerances(Tolerances, frozen=True):
    """What is an item of a list of data and what a sentence."""

    item_words: Annotated[
        int, Why("words", "an item with its remarks has a line or two; what is longer says what is done")
    ] = 30
    lead_words: Annotated[
        int, Why("words", "what a list holds is named just before it begins: 'the following data on each:'")
    ] = 8


class ClassRules(Rules, frozen=True):
    """What sort of difference it is: the first that fits, in this order; none of them is substantive.

    A cosmetic one is no change, nor one that a scan was surely misread in; every other is. What is not proved
    to be typography is shown as a change.
    """

    cosmetic: Rule = Rule(
        "cosmetic",
        "typesetting alone: glyphs of quotation marks, dashes and bullets, spaces, ligatures, soft and "
        "line-end hyphens, ellipses, the length of a blank, capitals of a heading",
        "'the “MoU”, infor-\\nmation' and 'the \"MoU\", information', but not '5 %' and '5'",
        code="comparing.classes:is_cosmetic",
        without=False,
    )
    unredacted: Rule = Rule(
        "unredacted",
        "a newer release shows what an older one blacked out; nothing else differs",
        "'names of [redacted] staff' and 'names of Jane Doe staff'",
        code="comparing.classes:is_unredacted",
        without=False,
        seen="two releases of one agreement, the newer one with less hidden",
    )
    redaction: Rule = Rule(
        "redaction",
        "a copy with more blacked out says nothing else than the copy with less",
        "'Surname, Nationality' and 'Surname, [redacted]'",
        code="comparing.classes:is_redaction",
        without=False,
        seen="two releases of one agreement, the newer one with more hidden",
    )
    misread: Rule = Rule(
        "ocr-like",
        "one side was read by OCR, which may have misread the words that differ: look at the page",
        "'1,400' and '1400' of a scan; never of two text layers",
        code="comparing.classes:is_misread",
        without=False,
    )
    surely_misread: Rule = Rule(
        "ocr-like",
        "a side was read by OCR, and what differs is what an engine makes of one print: no change",
        "'school' and 'schoo!' of a scan",
        code="comparing.classes:is_surely_misread",
        without=False,
    )
    other_order: Rule = Rule(
        "ocr-like",
        "an engine reads the cells of a table by row or by column",
        "'Name\\nAge' and 'Age\\nName' of a scan",
        code="comparing.misreadings:same_words",
        without=False,
        seen="scans of agreements with tables",
    )
    punctuation: Rule = Rule(
        "punctuation",
        "only commas, full stops, semicolons, colons, brackets or quotation marks come or go: "
        "seldom meant, but 'not, however,' can carry the law",
        "'name; and' and 'name, and', but not '1.5' and '15' or 'pupils\u2019' and 'pupils'",
        code="comparing.classes:is_punctuation",
        without=False,
    )
    rewritten: Rule = Rule(
        "rewritten",
        "paired by place with few words in common: a reader needs both texts, not a redline",
        "'Files are shredded.' for 'Records are destroyed within two years.'",
        code="comparing.classes:is_rewritten",
        without=False,
    )
    covered: Rule = Rule(
        "it may stand under what is blacked out",
        "a black box over a list hides its items: they are unknown, not removed",
        "'15.2.1 Surname' where the other copy has '[redacted]' under 15.2",
        code="comparing.classes:covering_box",
        seen="two releases of one agreement, one with a whole list hidden: nobody may call its items removed",
    )


class TagRules(Rules, frozen=True):
    """What kind of words a change touches: all that fit.

    Told from the words that went and came and what they are part of ("30" before "days" is a period); where
    the same words of a kind stand on both sides, only elsewhere in the sentence, it is none.
    """

    obligation: Rule = Rule(
        "obligation",
        "what must, may or will be done is what an agreement is made for",
        "'shall' and 'may'",
        code="comparing.tags:touches",
        without=False,
    )
    negation: Rule = Rule(
        "negation",
        "a word that says no turns a sentence round",
        "'shall' and 'shall not'",
        code="comparing.tags:touches",
        without=False,
    )
    opposite: Rule = Rule(
        "negation",
        "so does what is put before a word to make it its opposite",
        "'lawful' and 'unlawful'",
        code="comparing.tags:is_negated",
        without=False,
        seen="agreements that say 'unlawful' where they said 'lawful'",
    )
    number: Rule = Rule(
        "number",
        "a figure, its sign or its unit; not one in a date or in a reference to a clause",
        "'5 %' and '5', '> 5' and '< 5', '30 days' and '90 days'",
        code="comparing.tags:touches",
        without=False,
    )
    ordinal: Rule = Rule(
        "number",
        "so is one ordinal for another; one alone may be part of a name, as in 'first language'",
        "'the first day' and 'the second day'",
        code="comparing.tags:orders",
        without=False,
        seen="terms and deadlines: 'the second day' made 'the third day' would be called a rewording",
    )
    period: Rule = Rule(
        "period",
        "how long, how soon or how often, with what measures it",
        "'within 30 days' and 'within 30 working days'",
        code="comparing.tags:touches",
        without=False,
    )
    money: Rule = Rule(
        "money",
        "a sum or its currency",
        "'£1,000' and '£10,000'",
        code="comparing.tags:touches",
        without=False,
    )
    date: Rule = Rule(
        "date",
        "a day, month or year of the calendar",
        "'1 May 2016' and '1 June 2016'",
        code="comparing.tags:touches",
        without=False,
    )
    party: Rule = Rule(
        "party",
        "the name or role of a party, as the document or any agreement calls it",
        "'the Council' and 'the Agency'",
        code="comparing.tags:touches_party",
        without=False,
    )
    term: Rule = Rule(
        "defined-term",
        "a term that the document defines, or capitals that mark one",
        "'Personal Data' and 'personal data'",
        code="comparing.tags:touches_term",
        without=False,
    )
    definition: Rule = Rule(
        "defined-term",
        "a changed definition changes every clause that uses its term",
        "'“Data” means records' and '“Data” means all records'",
        code="comparing.tags:defines",
        without=False,
        seen="agreements with defined terms",
    )
    condition: Rule = Rule(
        "condition",
        "what must be so before a sentence binds",
        "'unless' and 'if'",
        code="comparing.tags:touches",
        without=False,
    )
    scope: Rule = Rule(
        "scope",
        "how much a sentence takes in",
        "'any' and 'all', 'including' and 'solely'",
        code="comparing.tags:touches",
        without=False,
    )
    connective: Rule = Rule(
        "connective",
        "one connective for another; 'and' beside words that are new is none",
        "'and' and 'or'",
        code="comparing.tags:connects",
        without=False,
    )
    reference: Rule = Rule(
        "reference",
        "a number that names a clause of the document: it followed its clause, or points elsewhere",
        "'clause 3.1' and 'clause 3.4'",
        code="comparing.tags:touches",
        without=False,
    )
    item: Rule = Rule(
        "data-item",
        "a list that a clause introduces as one of data says what may be passed on, item by item",
        "'15.2.6 Nationality' under 'the following items:'",
        code="comparing.tags:is_data_item",
        without=False,
    )


class MisreadingRules(Rules, frozen=True):
    """What an engine makes of print, and what it does not."""

    meaning_marks: Rule = Rule(
        "a mark that carries meaning",
        "'1,400' and '1400', '£500' and '500': signs and points in figures are part of the words",
        "'15.2' read '152'",
        code="comparing.misreadings:meaning",
        without="",
        seen="scans with sums: a lost point is a change of the law, not of the scan",
    )
    one_for_another: Rule = Rule(
        "one look-alike for another",
        "glyphs of one shape are taken for each other",
        "'l' read '!', 'o' read '0'",
        code="comparing.misreadings:look_alike",
        without=False,
    )
    two_for_one: Rule = Rule(
        "two glyphs for one",
        "letters set close run together",
        "'rn' read 'm', 'li' read 'h'",
        code="comparing.misreadings:run_together",
        without=False,
        seen="scans in small or heavy type",
    )
    confused: Rule = Rule(
        "only confusions differ",
        "once the best known confusions are joined, the words are the same",
        "'school' read 'schoo!'",
        code="comparing.misreadings:only_confusions_differ",
        without=False,
    )
    binding: Rule = Rule(
        "a word or figure that binds",
        "'not', 'shall' and figures decide what an agreement says: a person looks at the page",
        "'shall' read 'sha1l'",
        code="comparing.misreadings:binds",
        without=False,
    )
    common: Rule = Rule(
        "common words",
        "engines know the commonest words best: one for another is a change, if the engine has no doubt",
        "'form' and 'from', 'and' and 'or'",
        code="comparing.misreadings:both_common",
        without=False,
        seen="scans: 'form' and 'from' are both words, and either may be meant",
    )
    blot: Rule = Rule(
        "a blot",
        "a few letters that the engine doubts, with nothing against them, were seen in dirt",
        "'es' behind the last word",
        code="comparing.misreadings:is_blot",
        without=False,
        seen="scans with dirt",
    )
    doubted: Rule = Rule(
        "a doubted word of like length",
        "an engine that doubts a word may have got all of its letters wrong, but hardly their number",
        "'officer' read 'saaieaa'",
        code="comparing.misreadings:of_one_length",
        without=False,
        seen="faxes, of which whole words are misread",
    )


COMPARING = ComparingTolerances()
IDENTITY = IdentityTolerances()
TRACING = TracingTolerances()
OCR = OcrTolerances()
TAGGING = TaggingTolerances()
CLASSES = ClassRules()
TAGS = TagRules()
MISREADING = MisreadingRules()
