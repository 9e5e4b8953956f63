"""What is shown, what is called a misreading, what is found: just enough, and just not."""

from __future__ import annotations

import pytest

from mouarchive.comparing import State, VersionText, compare, lineages, phrase_index, redline, trace
from mouarchive.comparing.classes import is_rewritten
from mouarchive.comparing.declared import read_claims
from mouarchive.comparing.misreadings import Reading, judge
from mouarchive.comparing.phrases import find_exact, find_near
from mouarchive.model import ChangeClass, ChangeKind, Clause, HistoryRow, Op

MISREAD, POSSIBLE, CHANGE = Reading.MISREAD, Reading.POSSIBLE, Reading.CHANGE


def clause(text, eid="1", *, ocr=False, heading=None, parent=None):
    return Clause(eid, eid, heading, text, 1, 1, ocr=ocr, parent=parent)


# ------------------------------------------------------------------ redlines


def shown(old, new):
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(marks[part.op].format(part.text) for part in redline(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Ann Lee of the Bob Roe",
            "Cat Day of the Dan Fox",
            "[-Ann Lee of the Bob Roe-]{+Cat Day of the Dan Fox+}",
        ),
        (
            "Ann Lee Roe and of the Bob Day Fox",
            "Cat Day Fox and of the Dan Lee Roe",
            "[-Ann Lee Roe-]{+Cat Day Fox+} and of the [-Bob Day Fox-]{+Dan Lee Roe+}",
        ),
    ],
)
def test_two_words_between_edits_are_no_sameness(old, new, expected):
    """'of the' between two edits is drawn into them, three words are not."""
    assert shown(old, new) == expected


@pytest.mark.parametrize(("words", "islands"), [(2_000, 0), (4_000, 1)])
def test_a_clause_of_three_thousand_words_is_still_cleaned_up(words, islands):
    """Three words that two large edits happen to share are drawn into them, if the clause is no book."""
    tail = " ".join(f"word{n}" for n in range(words))
    old = " ".join([*(f"a{n}" for n in range(6)), "one of the", *(f"b{n}" for n in range(6)), tail])
    new = " ".join([*(f"c{n}" for n in range(6)), "one of the", *(f"d{n}" for n in range(6)), tail])
    equal = [part for part in redline(old, new) if part.op is Op.EQUAL]
    assert len(equal) == 1 + islands


@pytest.mark.parametrize(("letters", "words"), [(1_400_000, True), (2_400_000, False)])
def test_a_clause_of_two_million_letters_is_compared_by_paragraphs(letters, words):
    """Up to that a redline marks the word that changed; beyond, the paragraph."""
    half = "x" * (letters // 2)
    gone = [
        part.text for part in redline(f"{half} may {half}", f"{half} must {half}") if part.op is Op.DELETE
    ]
    assert (gone == ["may"]) is words


@pytest.mark.parametrize(("similarity", "rewritten"), [(0.4, True), (0.6, False)])
def test_with_less_than_half_of_its_words_a_clause_is_rewritten(similarity, rewritten):
    """A redline of such a clause says less than both texts side by side."""
    assert is_rewritten(similarity) is rewritten


# ------------------------------------------------------------------ misreadings


@pytest.mark.parametrize(
    ("old", "new", "doubted", "found"),
    [
        # look-alikes: e/c, q/g, n/u
        ("sequence", "scqucncc", True, MISREAD),  # three letters of eight
        ("sequence", "scgucucc", True, POSSIBLE),  # five of eight: too many to pass
        ("wand", "wamd", False, POSSIBLE),
        ("ward", "wagd", False, POSSIBLE),  # one other letter in four: perhaps that word
        ("wards", "waghs", False, CHANGE),  # two in five
        # a thin letter lost
        ("paving", "pavng", True, MISREAD),  # one of six
        ("pave", "pvei", True, POSSIBLE),
        ("rail", "ral", True, POSSIBLE),  # one of four
        # marks seen in dust beside a look-alike
        ("sequence", "s.c.q.u.e.n.ce", True, MISREAD),
        ("sequence", "s.:c.:q.:u.:e.n.ce", True, POSSIBLE),
        # letters that stand against nothing
        ("", "iii", True, MISREAD),
        ("", "iiii", True, CHANGE),
        ("", "iii", False, CHANGE),
        ("", "no", True, CHANGE),
        # two glyphs taken for one
        ("barnyard", "bamyard", False, MISREAD),
        ("parting", "partmg", True, MISREAD),
        # a mark with a meaning
        ("", "£", False, POSSIBLE),
        ("1,400", "1400", False, POSSIBLE),
        # words that bind, and the commonest words
        ("shall", "sha1l", True, POSSIBLE),
        ("form", "from", False, CHANGE),
        ("form", "from", True, POSSIBLE),
        # a word that the engine doubts and got all wrong
        ("officer", "saaieaa", True, POSSIBLE),
        ("officer", "saa", True, CHANGE),
    ],
)
def test_print_and_what_an_engine_makes_of_it(old, new, doubted, found):
    """What may be a misreading, what a person must look at, and what is a change."""
    assert judge([(old, new)], [new] if doubted else []) is found


@pytest.mark.parametrize(("letters", "found"), [(300, POSSIBLE), (500, CHANGE)])
def test_nothing_long_is_a_misreading(letters, found):
    """A line or two may be misread as a whole; more is other text."""
    text = "ab" * (letters // 2)
    assert judge([(text, text[:-1] + "w")], []) is found


@pytest.mark.parametrize(
    ("old", "new", "ocr", "kind", "sort"),
    [
        ("names of [redacted] staff", "names of Jane Doe staff", False, "modified", "unredacted"),
        ("names of Jane Doe staff", "names of [redacted] staff", False, "modified", "redaction"),
        ("Names, of staff.", "Names of staff", False, "modified", "punctuation"),
        ("Names of Staff", "Names of staff", False, "modified", "substantive"),
        ("a modern school", "a modem school", False, "modified", "substantive"),
        ("the school of the town", "the schoo! of the town;", True, "unchanged", "ocr-like"),
        ("Name of pupil\nAge", "Age\nName of pupil", True, "modified", "ocr-like"),
        ("Name of pupil\nAge", "Age\nName of pupil", False, "modified", "substantive"),
        ("a letter to the ward", "a letter to the mayor", False, "modified", "substantive"),
        ("“names” of staff", '"names"  of staff', False, "unchanged", "cosmetic"),
    ],
)
def test_every_change_has_one_class(old, new, ocr, kind, sort):
    """The first class that fits, in this order."""
    (change,) = compare([clause(old, heading="Names")], [clause(new, heading="Names", ocr=ocr)]).changes
    assert (change.kind, change.change_class) == (ChangeKind(kind), ChangeClass(sort))


def test_items_under_a_black_box_are_unknown():
    """What the other copy blacks out hides the items of the list, so that they are not called removed."""
    old = [clause("The items are passed on:", "1"), clause("Surname", "1.1", parent="1")]
    new = [clause("The items are passed on: [redacted]", "1")]
    gone = next(c for c in compare(old, new).changes if c.kind is ChangeKind.REMOVED)
    assert gone.change_class is ChangeClass.REDACTION
    assert gone.rule.endswith("it may stand under what is blacked out in 1")


# ------------------------------------------------------------------ phrases


@pytest.mark.parametrize(
    ("phrase", "text", "near"),
    [
        ("household income", "the h0usehold income is", True),  # a letter of fifteen
        ("three seven eight", "thres sevem eighl", False),  # a letter in every word: one in five
        ("home addr", "of home aaddr is", True),  # eight letters
        ("library", "of libbrary is", False),  # seven are too few to be told from others
        ("records of the school office", "rebodds of the school office", True),  # two letters of seven
        ("records of the great school office", "records of the grxxt school office", False),  # two of five
    ],
)
def test_a_phrase_is_nearly_found_where_a_scanner_may_have_misread_it(phrase, text, near):
    """Nearly all letters, no word much damaged, and no short phrase."""
    assert bool(find_near(phrase, phrase_index([clause(text)]))) is near


def test_a_hit_is_shown_with_half_a_line_around_it():
    """Some forty letters before a phrase are shown, those eighty before are not."""
    text = f"early {'x' * 30} middle {'x' * 30} nationality of each pupil"
    (hit,) = find_exact("nationality", phrase_index([clause(text)]))
    assert "middle" in hit.context
    assert "early" not in hit.context


@pytest.mark.parametrize(("read", "state"), [(19, State.ABSENT), (14, State.PARTLY_READ)])
def test_an_absence_is_stated_where_nine_pages_in_ten_were_read(read, state):
    """With more pages unread a phrase may stand on one of them."""
    version = VersionText("1.0", [clause("Nothing of that kind.")], pages=20, pages_read=read)
    assert trace("nationality", [version]).versions[0].state is state


@pytest.mark.parametrize(("places", "said"), [
    (3, "at 1 (page 1), 2 (page 1), 3 (page 1)"), (4, "at 1, 2, 3 and 1 other clauses"),
])  # fmt: skip
def test_a_sentence_names_three_places(places, said):
    """With more, it names three and counts the rest."""
    version = VersionText("1.0", [clause("nationality", str(n)) for n in range(1, places + 1)])
    assert said in trace("nationality", [version]).events[0].sentence


# ------------------------------------------------------------------ what notes claim


def named(note):
    return [str(one) for claim in read_claims([HistoryRow("1.1", "2016", note, 1)]) for one in claim.named]


@pytest.mark.parametrize(("last", "clauses"), [(40, 40), (61, 2)])
def test_a_range_names_fifty_clauses_at_most(last, clauses):
    """'4.1 to 4.61' is a misprint, or no range."""
    assert len(named(f"paragraphs 4.1 to 4.{last} removed")) == clauses


@pytest.mark.parametrize(("letters", "clauses"), [(800, ["4.1"]), (1_200, [])])
def test_a_note_of_a_thousand_letters_is_prose(letters, clauses):
    """It is shown as it is, and read by a person."""
    assert named("paragraph 4.1 removed " + "x" * letters) == clauses


@pytest.mark.parametrize(("notes", "least", "most"), [(400, 400, 400), (900, 400, 700)])
def test_the_first_five_hundred_claims_are_read(notes, least, most):
    """A register of changes is read by a person, not all at once."""
    rows = [HistoryRow("1.1", "2016", f"paragraph 4.{n % 90 + 1} removed", 1) for n in range(notes)]
    assert least <= len(read_claims(rows)) <= most


# ------------------------------------------------------------------ lineages


@pytest.mark.parametrize(("behind", "returns"), [(1, True), (3, False)])
def test_of_two_that_ended_the_one_that_stood_in_this_list_returns(behind, returns):
    """Standing in the same list counts as much as four words in forty, and must leave a lead of two."""
    words = [f"word{n}" for n in range(40)]

    def text(changed, by):
        return " ".join([*words[: 40 - changed], *(f"{by}{n}" for n in range(changed))])

    stay = [
        clause("", "1", heading="Use"),
        clause("Each side keeps a register of all that it has sent.", "1.1", parent="1"),
        clause("", "2", heading="Press"),
        clause("Questions are answered by whoever was asked first.", "2.1", parent="2"),
    ]
    here = clause(text(4 + behind, "here"), "1.2", parent="1")
    there = clause(text(4, "there"), "2.2", parent="2")
    back = clause(text(0, ""), "1.2", parent="1")
    versions = [
        ("1", [*stay[:2], here, *stay[2:], there]), ("2", stay), ("3", [*stay[:2], back, *stay[2:]]),
    ]  # fmt: skip
    steps = {line.steps for line in lineages(versions, "seed")}
    assert ((("1", "1.2"), ("3", "1.2")) in steps) is returns
