"""The numbers and rules by which clauses of two versions find each other, each with its reason.

"Measured": on edited clause trees whose truth is known, `python -m bench.alignment`.
"""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rule, Rules, Tolerances, Why

__all__ = ["ALIGNMENT", "PAIRING", "AlignmentTolerances", "PairingRules"]

_WORDS = "share of words in common"


class AlignmentTolerances(Tolerances, frozen=True):
    """How alike, how long and how alone two clauses must be to be taken for one."""

    # ---- how alike
    alike: Annotated[
        float,
        Why(_WORDS, "neighbours of a true partner share .10, heavily reworded clauses .62; flat from .5"),
    ] = 0.60
    reworded: Annotated[
        float,
        Why(_WORDS, "where place speaks too, less will do; below, most pairs were wrong", "terms of service"),
    ] = 0.40
    elsewhere: Annotated[
        float, Why(_WORDS, "with no place to speak for it, words must; measured flat from .6 to .8")
    ] = 0.70
    lead: Annotated[
        float,
        Why(_WORDS, "a clause found elsewhere is clearly ahead of any other; 0 costs .017 of all pairs"),
    ] = 0.05
    near_copy: Annotated[
        float,
        Why(_WORDS, "so alike in its place, a clause was edited to what its twin annex said", "twin annexes"),
    ] = 0.85
    one_word_title: Annotated[
        float, Why(_WORDS, "'General' and 'Audit' stand over many things, so the texts must say more")
    ] = 0.10
    half: Annotated[
        float, Why("share", "lists whose items, or words whose letters, mostly differ are other ones")
    ] = 0.50
    piece: Annotated[
        float,
        Why("share of a piece's words", "a clause cut off is what its neighbour's partner has to spare"),
    ] = 0.75
    piece_spread: Annotated[
        float,
        Why(
            "times its length",
            "a clause merged stands together, a word or two put in; common words are all over a long text",
            "a heading 'merged' into a page of definitions",
        ),
    ] = 2.0

    # ---- short items of a list
    item_words: Annotated[int, Why("words", "'Unique pupil number': few words, compared by letters")] = 4
    item_letters: Annotated[int, Why("letters", "an item of a few long words is still an item")] = 36
    item_alike: Annotated[
        float, Why("share of letters in common", "'Date of birth' and 'Date of death' are two items")
    ] = 0.80
    item_astray: Annotated[
        float, Why("share of letters in common", "out of its order an item must be all but the same")
    ] = 0.90
    other_figures: Annotated[
        float, Why("of their likeness", "'Form 7' and 'Form 8' have nearly all letters in common")
    ] = 0.70

    # ---- how long
    anchor_words: Annotated[
        int, Why("words", "fewer, though the same, stand in many places: 'This clause is not used'")
    ] = 6
    sentence_words: Annotated[
        int, Why("words", "a text that is only like another proves nothing elsewhere when shorter")
    ] = 8
    title_words: Annotated[int, Why("words", "what runs on longer before its full stop is a sentence")] = 6
    piece_letters: Annotated[int, Why("letters", "a letter or two left over are a misread label")] = 3
    passage_clauses: Annotated[
        int,
        Why(
            "clauses", "two list items follow each other in many lists by chance", "an agreement bound twice"
        ),
    ] = 3
    passage_words: Annotated[int, Why("words", "three items of a word each are in many lists too")] = 20

    # ---- lists known by their items
    list_rival: Annotated[
        float, Why("of the best share", "a second list nearly as alike leaves it open which it is")
    ] = 0.80
    list_tells: Annotated[
        float, Why("lists' worth of rarity", "'surname, forename, date of birth' are in every list")
    ] = 0.40
    bare_title: Annotated[
        float, Why("of a container's likeness", "a title without text of its own is often renamed")
    ] = 0.15
    bare_list: Annotated[
        float, Why("of a container's likeness", "its reworded items say more than its unchanged few")
    ] = 0.60

    # ---- alone in its place
    sole_matter: Annotated[
        float,
        Why("share of matter", "of clauses alone in their place six in seven were the old ones rewritten"),
    ] = 0.06
    plain_matter: Annotated[
        float, Why("share of matter", "among several left over, place says less and matter must be plain")
    ] = 0.25
    figure_matter: Annotated[
        float, Why("share of matter", "less will do where one figure outlived the rewriting: 'Schedule 7'")
    ] = 0.15
    figure_pairs: Annotated[
        int, Why("pairs in the gap", "among many left over a figure is shared by chance")
    ] = 3
    figure_lead: Annotated[float, Why("times any rival's matter", "else two clauses speak of the figure")] = (
        3.0
    )
    stem: Annotated[int, Why("letters", "'household', 'householder': forms of a word begin alike")] = 4
    ending: Annotated[int, Why("letters", "'stor' stands for 'storage', 'cost' not for 'costumier'")] = 3

    # ---- ties
    same_label: Annotated[
        float, Why(_WORDS, "a printed number breaks ties; counting .30 it cost four pairs in a hundred")
    ] = 0.02
    vote: Annotated[
        float, Why(_WORDS, "each clause inside that found its partner speaks for its container")
    ] = 0.005
    votes: Annotated[int, Why("clauses", "a long list must not outvote the words")] = 10

    # ---- how much work
    rare_words: Annotated[int, Why("words", "the rarest words of a clause find it again in any document")] = (
        12
    )
    candidates: Annotated[int, Why("clauses", "the true one is among the first six in .97 of cases")] = 6
    crowded: Annotated[int, Why("clauses", "a word in more clauses finds everything and costs time")] = 200
    cells: Annotated[int, Why("pairs", "200 by 200 clauses compared, a tenth of a second", "a flat scan")] = (
        40_000
    )
    few_cells: Annotated[int, Why("pairs", "40 by 40, asked again and again")] = 1_600
    long_list: Annotated[
        int,
        Why("clauses", "a list so long is a whole document without headings: its items stand in many lists"),
    ] = 60
    longest: Annotated[
        int,
        Why(
            "words",
            "beyond, order is not looked at: the time grows with the square",
            "an annex as one clause",
        ),
    ] = 20_000


class PairingRules(Rules, frozen=True):
    """Every way in which two clauses become one pair, in the order in which they are tried.

    Names stand in the `rule` of a change, mostly with the likeness in brackets.
    """

    by_hand: Rule = Rule(
        "paired by hand",
        "a person who has read both files knows better than any rule",
        "pairings in corrections.toml",
        code="comparing.alignment:pair_by_hand",
        seen="what an archivist decided; no rule of ours may overrule it",
    )
    anchor: Rule = Rule(
        "identical text",
        "a long text that stands once in each version is the same clause, whatever its place and number",
        "1.2 'Each side may inspect …' that is 2.2 in the newer version",
        code="comparing.alignment.moves:match_anchors",
        seen="every long-lived agreement",
    )
    twin_first: Rule = Rule(
        "a near-copy in its place before the same words elsewhere",
        "twin annexes are edited alike, so one says today what the other said before",
        "'monthly' made 'weekly' in Annex A, 'weekly' made 'daily' in Annex B",
        code="comparing.alignment.moves:release_anchors",
        without=False,
        seen="agreements with an annex for each of two parties",
    )
    same_text: Rule = Rule(
        "identical text",
        "equal words that stand once in each of two corresponding lists are one clause, however short",
        "'Surname' in the list of 15.2, though it stands in other lists too",
        code="comparing.alignment.in_place:match_texts",
        seen="lists of data items",
    )
    title: Rule = Rule(
        "same clause title",
        "a heading, a title run into the text or a defined term outlives the text under it",
        "1.2 'Audit. Each side may ask for a report.' rewritten from its second word",
        code="comparing.alignment.in_place:match_titles",
    )
    namesake: Rule = Rule(
        "namesake sections told apart by what they hold",
        "two sections are called Background; what one held stands in another section now",
        "'2 Background' renamed 'History', beside a new '1 Background'",
        code="comparing.alignment.in_place:is_namesake",
        without=False,
        seen="agreements with a Background in the body and in an annex",
    )
    place: Rule = Rule(
        "same place",
        "drafters change words and keep the order of clauses",
        "1.2 between two clauses that are the same, with most of its words",
        code="comparing.alignment.in_place:match_in_order",
        seen="every amended agreement",
    )
    reworded: Rule = Rule(
        "same place (reworded)",
        "a clause may keep its place and few of its words",
        "'destroyed within two years' made 'kept under lock for two years'",
        code="comparing.alignment.in_place:match_reworded",
    )
    hidden: Rule = Rule(
        "same place (blacked out in one copy)",
        "each release of an agreement hides other clauses; what is hidden has no words to go by",
        "'15.2.6 [redacted]' against '15.2.6 Nationality'",
        code="comparing.alignment.in_place:match_hidden",
        seen="two releases of one agreement: without it each hidden clause would be removed and added",
    )
    astray: Rule = Rule(
        "same list, another place",
        "items are put in another order",
        "'Nationality' moved up to the head of its list, with a word more",
        code="comparing.alignment.in_place:match_astray",
    )
    seen_through: Rule = Rule(
        "a title found in one version alone is seen through",
        "titles of annexes and parts are what reading most easily misses",
        "Annex A read as a title in one version, its clauses under clause 9 in the other",
        code="comparing.alignment.in_place:lone_titles",
        without=frozenset(),
        seen="agreements of which one version's annex title was not read",
    )
    same_elsewhere: Rule = Rule(
        "identical text elsewhere",
        "a clause was moved; of its copies, the one ahead of all others",
        "one of two equal sentences carried to the section where its neighbour went",
        code="comparing.alignment.moves:enough_if_equal",
        without=False,
        seen="agreements with the same sentence in several sections, one of which was moved",
    )
    alike_elsewhere: Rule = Rule(
        "similar text elsewhere",
        "a clause was moved and touched on the way",
        "1.2 'Records are destroyed within two years …' as 2.2 with a word more",
        code="comparing.alignment.moves:enough_if_alike",
        without=False,
    )
    same_items: Rule = Rule(
        "same items",
        "a list with a new heading in a new place is known by what it lists",
        "'The following are recorded: kiln number, firing time …'",
        code="comparing.alignment.moves:match_moved_lists",
        seen="lists of data items moved below a new heading",
    )
    titled_items: Rule = Rule(
        "same clause title, with an item of its own",
        "a level of headings is put above sections or taken away: title and one item prove the rest",
        "'1.2 Purposes' with its paragraph (1), that is '2 Purposes' once 'Overview' is gone",
        code="comparing.alignment.moves:is_titled_alike",
        without=False,
        seen="agreements that gained or lost a level of headings",
    )
    last_copy: Rule = Rule(
        "identical text elsewhere, the only copy left",
        "a sentence stands in many sections; once the other copies have found each other one was moved",
        "'Each side bears its own costs' under 1, 2 and 3",
        code="comparing.alignment.moves:match_last_copies",
        seen="agreements with the same sentence in several sections",
    )
    passage: Rule = Rule(
        "identical text, in a passage found elsewhere",
        "a file may hold an agreement twice, or without its headings; its clauses still follow each other",
        "the single copy against a file in which it is bound twice",
        code="comparing.alignment.moves:match_passages",
        seen="files in which an agreement is bound twice",
    )
    inside: Rule = Rule(
        "same words with its items",
        "a paragraph behind a list is read with the clause in one file and with the last item in the other",
        "3 'Members leave' with items 1 to 4, and a sentence that stands above the list or below it",
        code="comparing.alignment.left_over:holds_the_same",
        without=0.0,
        seen="an agreement read from two files, with a paragraph behind its list",
    )
    divided: Rule = Rule(
        "same words, divided into items",
        "a sentence is set out as a list, or a list run together: its number keeps a few words of its own",
        "2 'The Recipient shall keep the data, not pass it on and destroy it' set out as 2(a) to 2(c)",
        code="comparing.alignment.left_over:is_divided",
        without=0.0,
        seen="clauses set out as a list where they were a sentence",
    )
    split: Rule = Rule(
        "split from",
        "a clause is cut in two, and one half keeps its number",
        "1.1 'A. B.' made 1.1 'A.' and 1.2 'B.'",
        code="comparing.alignment.left_over:find_splits",
        without={},
    )
    merged: Rule = Rule(
        "merged into",
        "two clauses are made one, or reading glued two items together",
        "1.1 'A.' and 1.2 'B.' made 1.1 'A. B.'",
        code="comparing.alignment.left_over:find_merges",
        without={},
    )
    another_name: Rule = Rule(
        "same item by another name",
        "forms call one data item by several names; nothing else tells a renaming from a replacement",
        "'Sex' made 'Gender'",
        code="comparing.alignment.left_over:match_renamed_items",
        seen="lists of data items: 'Sex' made 'Gender' is one item, not one gone and one new",
    )
    sole: Rule = Rule(
        "only clause left in its place",
        "where all around is matched, what is left on both sides on one matter was rewritten",
        "'destroyed within two years' made 'shredded once twenty-four months are over'",
        code="comparing.alignment.left_over:is_alone",
        without=False,
    )
    matter: Rule = Rule(
        "same matter in its place",
        "of several left in one place, those plainly on one matter are one clause rewritten",
        "'72 hours notice' of special meetings, two clauses further down",
        code="comparing.alignment.left_over:match_sole_survivors",
    )
    figure: Rule = Rule(
        "a figure outlives its clause's words",
        "a schedule, a sum or a time in digits stays when all around it is said otherwise",
        "'the dates in Schedule 7'",
        code="comparing.alignment.left_over:figure_stands_out",
        without=False,
        seen="clauses rewritten around a figure: without it they would be removed and added",
    )
    one_of_kind: Rule = Rule(
        "only one of its kind left in its place",
        "a date, a name or a row has too few words to be known by them, and its place is fixed",
        "'1 March 2019' under a title, made '1 June 2021'",
        code="comparing.alignment.passages:match_alone",
    )
    recut: Rule = Rule(
        "same words, cut into other paragraphs",
        "one printer sets a title page in three lines, another in one paragraph",
        "'DATA AGREEMENT' / 'between A and B' printed as one line",
        code="comparing.alignment.recut:is_overlap",
        without=False,
    )
    crossed: Rule = Rule(
        "same words, numbered in one version alone",
        "a recital becomes a clause, or a paragraph loses its number; short texts prove nothing",
        "recital (A) 'The Council holds the records of …' as clause 1.1; not 'In witness whereof'",
        code="comparing.alignment.passages:is_one_text",
        without=False,
        seen="clauses that changed places with their neighbour",
    )
    passage_moved: Rule = Rule(
        "a passage that the printer places has not moved",
        "notes stand at the foot of a page or at the end, as the printer likes; a recital where it was put",
        "footnote 1 printed before footnote 2 in one file and behind it in the other",
        code="comparing.alignment.passages:is_passage_moved",
        without=False,
        seen="passages carried to another place",
    )
    regrouped: Rule = Rule(
        "a new title above moves nothing",
        "an annex's or part's title found in one version alone is a new grouping, or a reading",
        "clauses 1 to 4 under a new 'Part I'",
        code="comparing.alignment:only_regrouped",
        without=False,
        seen="agreements whose clauses were grouped into parts",
    )
    other_word: Rule = Rule(
        "one other word makes another item",
        "items of a few words share their frame and differ in the word that matters",
        "'Date of birth' and 'Place of birth'",
        code="comparing.alignment.matching:other_word",
        without=False,
    )
    own_words: Rule = Rule(
        "small words don't make two items one",
        "'the name of the …' begins many items of one list",
        "'the name of the Reader;' and 'the name and address of the first owner;'",
        code="comparing.alignment.matching:shares_matter",
        without=True,
        seen="lists of data items in whole phrases",
    )
    contained: Rule = Rule(
        "all words of one item in the other",
        "a qualifier is put before an item or taken away",
        "'(once collected) nationality' made 'nationality'",
        code="comparing.alignment.matching:contained",
        without=0.0,
    )
    blacked_out: Rule = Rule(
        "what can be read of one stands in the other",
        "a black box hides words in the midst of a clause, so few are left in common",
        "'The [redacted] is told' against the whole sentence",
        code="comparing.alignment.matching:can_be_one_text",
        without=False,
        seen="two releases of one agreement, one with words hidden inside a clause",
    )


ALIGNMENT = AlignmentTolerances()
PAIRING = PairingRules()
