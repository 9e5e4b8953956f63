"""How alike, how long and how alone two clauses must be to be one: just enough, and just not.

Texts are made of words that say how alike they are: `text(20, other=5)` is a clause of twenty words of which
the last five are others than in `text(20)`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from mouarchive.comparing import compare
from mouarchive.comparing.alignment import in_place, left_over, moves
from mouarchive.comparing.alignment.left_over import Subjects, figure_stands_out, notion
from mouarchive.comparing.alignment.matching import Matching, word_similarity
from mouarchive.comparing.alignment.sides import prepare
from mouarchive.comparing.worddiff import Letters
from mouarchive.model import ChangeKind, Clause

LONG = "telecommunications interoperability documentation"


def text(words: int, other: int = 0, name: str = "word", by: str = "another") -> str:
    """So many words, the last `other` of them changed."""
    kept = [f"{name}{n}" for n in range(words - other)]
    return " ".join([*kept, *(f"{by}{n}" for n in range(other))])


def clause(eid: str, words: str, parent: str | None = None, heading: str | None = None) -> Clause:
    """A clause whose printed number is the last part of its eid."""
    return Clause(eid, eid, heading, words, 1, 1, 0, "clause", parent)


def flat(*texts: str, start: int = 1) -> list[Clause]:
    """Clauses one after the other without any container."""
    return [clause(str(n), words) for n, words in enumerate(texts, start)]


def matching(old, new) -> Matching:
    """Two versions, nothing matched yet."""
    letters, known = Letters(), {}
    return Matching(prepare(old, letters, known), prepare(new, letters, known))


def listed(name, items, heading=None, start=""):
    """A container and its items."""
    return [clause(name, start, None, heading or name), *(
        clause(f"{name}.{n}", item, name) for n, item in enumerate(items, 1)
    )]  # fmt: skip


# ------------------------------------------------------------------ in place


@pytest.mark.parametrize(
    ("changed", "reworded", "paired"),
    [
        (5, False, True),  # three words in four are the same: reworded where it stands
        (11, False, False),  # nine in twenty: not at first
        (10, True, True),  # half of them, once all else has its partner
        (14, True, False),  # three in ten: another clause
    ],
)
def test_a_clause_in_its_place_has_most_of_its_words(changed, reworded, paired):
    """Between the same neighbours a clause is one with .60 of its words in common, at last with .40."""
    found = matching(flat(text(20)), flat(text(20, changed)))
    in_place.match_in_place(found, reworded=reworded)
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(("title", "words", "paired"), [
    ("Audit", 8, True),
    ("Audit", 14, False),  # 'Audit' stands over many things
    ("Audit of records", 14, True),  # a title of several words names its clause
])  # fmt: skip
def test_under_a_title_of_one_word_the_texts_are_no_strangers(title, words, paired):
    """A one-word title needs a tenth of the texts in common, the title counted; a longer one does not."""
    old, new = (clause("1", text(words - 1, name=name), None, title) for name in ("old", "new"))
    found = matching([old], [new])
    in_place.match_titles(found, [0], [0])
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(("title", "is_one"), [
    ("Inspection of the premises at night", True),  # six words
    ("It may inspect premises by day or", False),  # seven: a sentence
])  # fmt: skip
def test_a_title_run_into_the_text_is_short(title, is_one):
    """What runs on before its full stop is a sentence, no title."""
    (old, new) = (clause("1", f"{title}. {text(9, name=name)}") for name in ("old", "new"))
    found = matching([old], [new])
    in_place.match_titles(found, [0], [0])
    assert (0 in found.forward) is is_one
    four = clause("1", "Inspection of the premises. As follows")
    assert prepare([four], Letters(), {}).forms[0].title == "inspection of the premises"


@pytest.mark.parametrize(("same", "paired"), [(6, True), (4, False)])
def test_two_lists_under_equal_words_share_half_of_their_items(same, paired):
    """'The following items are shared:' twice is one list where six items in ten agree, not where four do."""
    head = "The following items are shared"
    old = listed("1", [text(3, name=f"i{n}") for n in range(10)], start=head)
    new = listed("1", [text(3, name=f"i{n}" if n < same else f"j{n}") for n in range(10)], start=head)
    found = matching(old, new)
    in_place.match_texts(found, [0], [0])
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(
    ("alike", "titles", "paired"),
    [
        (4, False, True),  # all items reworded: the list is still the list
        (2, False, False),  # half of them, under another title
        (2, True, True),  # half of them, and most of the title
    ],
)
def test_a_list_without_text_is_known_by_its_reworded_items(alike, titles, paired):
    """A title is often renamed: it counts little, and what stands under it counts most."""
    old = listed("1", [text(12, name=f"i{n}") for n in range(4)], "Process matching of all records")
    items = [text(12, 3, name=f"i{n}" if n < alike else f"j{n}") for n in range(4)]
    new = listed("1", items, "Process matching of all pupils" if titles else "Ways and means")
    found = matching(old, new)
    in_place.match_in_place(found, reworded=True)
    assert (0 in found.forward) is paired


def test_most_of_a_title_does_not_make_up_for_items():
    """Two reworded items of five, under four words of five of the title, are too few."""
    old = listed("1", [text(12, name=f"i{n}") for n in range(5)], "Process matching of all records")
    items = [text(12, 3, name=f"i{n}" if n < 2 else f"j{n}") for n in range(5)]
    found = matching(old, listed("1", items, "Process matching of all pupils"))
    in_place.match_in_place(found, reworded=True)
    assert 0 not in found.forward


@pytest.mark.parametrize(("items", "paired"), [(35, True), (45, False)])
def test_reworded_items_are_compared_in_lists_of_forty_at_most(items, paired):
    """Every item with every item of a long list would take too long, and be asked again and again."""
    old = listed("1", [text(12, name=f"i{n}") for n in range(items)], "Matching")
    new = listed("1", [text(12, 3, name=f"i{n}") for n in range(items)], "Ways")
    assert (matching(old, new).similarity(0, 0, deep=True) > 0.4) is paired


@pytest.mark.parametrize(("size", "paired"), [(170, True), (225, False)])
def test_a_gap_of_two_hundred_clauses_is_still_compared(size, paired):
    """Each with each: 40,000 comparisons and no more."""
    old = flat(*(f"old{n} a{n} b{n} c{n}" for n in range(size)), text(20))
    new = flat(text(20, 5), *(f"new{n} d{n} e{n} f{n}" for n in range(size)))
    found = matching(old, new)
    in_place.match_in_place(found)
    assert bool(found.forward) is paired


# ------------------------------------------------------------------ short items


@pytest.mark.parametrize(
    ("words", "short"),
    [
        (LONG, True),  # three long words
        (f"{LONG} representatives characteristics", False),  # five
        ("name of a pupil at any school", True),  # seven words of 29 letters
        ("name and home address of any of the pupils there", False),  # ten of 48
    ],
)
def test_an_item_has_four_words_or_few_letters(words, short):
    """Short items are compared by letters, and never stand alone elsewhere."""
    assert prepare(flat(words), Letters(), {}).short == (short,)


@pytest.mark.parametrize(
    ("old", "new", "strict", "loose"),
    [
        ("Home address", "Home addresses", True, True),  # one letter in twelve
        ("Surname", "Forename", False, False),  # half of the letters are no likeness
        ("Schedule 12 form", "Schedule 13 form", False, True),  # other figures count against it
        ("Date of birth", "Date of death", False, False),  # one other word is another item
    ],
)
def test_items_are_compared_by_their_letters(old, new, strict, loose):
    """An item in its place is one with four fifths of its letters in common, less where figures differ."""
    for reworded, paired in ((False, strict), (True, loose)):
        found = matching(flat(old), flat(new))
        in_place.match_in_place(found, reworded=reworded)
        assert (0 in found.forward) is paired


@pytest.mark.parametrize(("new", "paired"), [
    ("Home telephone numbers", True),
    ("Home phone number", False),
])  # fmt: skip
def test_an_item_out_of_its_order_is_all_but_the_same(new, paired):
    """In another place of its list an item needs nine letters in ten."""
    found = matching(flat("Home telephone number", "Ward", "Sex"), flat("Ward", "Sex", new))
    in_place.match_texts(found, [0, 1, 2], [0, 1, 2])
    in_place.match_astray(found, [0, 1, 2], [0, 1, 2])
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(("length", "paired"), [(45, True), (75, False)])
def test_in_a_list_of_sixty_items_are_still_found_out_of_order(length, paired):
    """A longer list is a whole document without headings: the same item may belong to many lists."""
    rest = [f"x{n} y{n} z{n}" for n in range(length - 1)]
    found = matching(flat("Home telephone number", *rest), flat(*rest, "Home telephone numbers"))
    at = list(range(length))
    in_place.match_texts(found, at, at)
    in_place.match_astray(found, at, at)
    assert (0 in found.forward) is paired


# ------------------------------------------------------------------ elsewhere


@pytest.mark.parametrize(("words", "score", "moved"), [
    (10, 0.8, True), (10, 0.5, False), (6, 0.9, False),
])  # fmt: skip
def test_a_clause_found_elsewhere_is_long_and_much_alike(words, score, moved):
    """Eight words, .70 of them in common: with no place to speak for it, the words must."""
    assert moves.enough_if_alike(words, score) is moved


@pytest.mark.parametrize(("words", "paired"), [(7, True), (5, False)])
def test_an_equal_text_elsewhere_has_six_words(words, paired):
    """'This clause is not used' stands in many places."""
    found = matching(flat(text(words)), flat(text(9, name="other"), text(words)))
    moves.match_anchors(found)
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(("rival", "moved"), [(5, True), (4, False)])
def test_a_moved_clause_is_clearly_ahead_of_any_other(rival, moved):
    """Of fifty words two differ: believed where the next best differs in five, not where in four."""
    old = [*listed("1", [text(50)], "Use"), *listed("2", ["x"], "Press"), *listed("3", ["y"], "Audit")]
    new = [
        *listed("1", ["z"], "Use"), *listed("2", [text(50, 2)], "Press"),
        *listed("3", [text(50, rival)], "Audit"),
    ]  # fmt: skip
    found = matching(old, new)
    moves.match_moves(found, moves.Index(found.old, found.new))
    assert (found.forward.get(1) == 3) is moved


@pytest.mark.parametrize(("changed", "where"), [(7, "2.1"), (1, "1.1")])
def test_only_a_near_copy_in_its_place_takes_a_clause_from_the_same_words_elsewhere(changed, where):
    """Of twin annexes one says what the other said: place first, where what stands there is a near-copy."""
    old = [*listed("1", [text(20)], "Annex one"), *listed("2", [text(20, changed, by="yet")], "Annex two")]
    new = [*listed("1", [text(20, changed)], "Annex one"), *listed("2", [text(20)], "Annex two")]
    assert {c.old.eid: c.new.eid for c in compare(old, new).changes if c.old and c.new}["1.1"] == where


@pytest.mark.parametrize(
    ("clauses", "words", "paired"),
    [
        (3, 8, True),  # three clauses, 24 words
        (3, 5, False),  # three short ones
        (2, 12, False),  # two long ones
    ],
)
def test_a_passage_is_three_clauses_and_twenty_words(clauses, words, paired):
    """Fewer or shorter clauses follow each other in many lists by chance."""
    passage = [text(words, name=f"p{n}") for n in range(clauses)]
    found = matching(flat(*passage), flat("something else", *passage))
    moves.match_passages(found)
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(
    ("held_by", "items", "paired"),
    [
        (0, 1, True),  # one item that stands in these two lists alone
        (2, 1, False),  # one that two other lists have too
    ],
)
def test_a_moved_list_has_an_item_that_tells(held_by, items, paired):
    """'Surname' is in every list; a list is known by what hardly any other has."""
    rare = [f"kiln{n}" for n in range(items)]
    others = [entry for n in range(held_by) for entry in listed(f"9{n}", rare, f"Other {n}")]
    found = matching([*listed("1", rare, "Use"), *others], listed("2", rare, "Needs"))
    for i in range(2, len(found.old)):
        found.backward[-i] = i
        found.forward[i] = -i
    moves.match_moved_lists(found)
    assert (0 in found.forward) is paired


@pytest.mark.parametrize(("shared", "paired"), [(14, True), (19, False)])
def test_a_moved_list_is_the_only_one_so_alike(shared, paired):
    """Where a second list holds nearly as many of the items it stays open which of them it is."""
    items = [f"kiln{n}" for n in range(20)]
    second = [*items[:shared], *(f"oven{n}" for n in range(20 - shared))]
    found = matching(listed("1", items, "Use"), [*listed("2", items, "Needs"), *listed("3", second, "Means")])
    moves.match_moved_lists(found)
    assert (found.forward.get(0) == 0) is paired


@pytest.mark.parametrize(("holders", "is_found"), [(150, True), (250, False)])
def test_a_word_in_over_two_hundred_clauses_finds_nothing(holders, is_found):
    """A word of every clause would find every clause."""
    old, new = flat("needle alpha beta"), flat("needle gamma", *(f"needle x{n}" for n in range(holders - 2)))
    found = matching(old, new)
    index = moves.Index(found.old, found.new)
    assert bool(index.candidates(found.old.forms[0].code, 1)) is is_found


def test_the_rarest_words_find_up_to_six_clauses():
    """Five clauses that share a rare word are all looked at; of nine, the first few."""
    for holders, least, most in ((5, 5, 5), (12, 5, 8)):
        found = matching(flat("needle alpha"), flat(*(f"needle x{n}" for n in range(holders))))
        index = moves.Index(found.old, found.new)
        assert least <= len(index.candidates(found.old.forms[0].code, 1)) <= most


@pytest.mark.parametrize(("place", "is_found"), [(9, True), (15, False)])
def test_a_clause_is_looked_for_by_its_twelve_rarest_words(place, is_found):
    """The tenth rarest word still finds a clause; the sixteenth is not asked."""
    words = [f"word{n}" for n in range(20)]
    crowd = [words[n] for n in range(20) for _ in range(n)]
    found = matching(flat(" ".join(words), *crowd), flat(f"{words[place]} end"))
    index = moves.Index(found.old, found.new)
    assert bool(index.candidates(found.old.forms[0].code, 1)) is is_found


@pytest.mark.parametrize(("words", "score"), [(14_000, 0.5), (24_000, 1.0)])
def test_order_is_looked_at_up_to_twenty_thousand_words(words, score):
    """Of longer texts the words in common are counted, wherever they stand."""
    half = words // 2
    assert word_similarity("ab" * half, "a" * half + "b" * half) == pytest.approx(score, abs=0.01)


# ------------------------------------------------------------------ ties


@pytest.mark.parametrize(("words", "label_wins"), [(66, True), (40, False)])
def test_the_printed_number_breaks_ties_and_no_more(words, label_wins):
    """One word in sixty-six is less than the number counts, one word in forty is more."""
    old = [clause("4", text(words))]
    new = [clause("4", text(words, 2)), clause("5", text(words, 1))]
    found = matching(old, new)
    in_place.match_in_order(found, [0], [0, 1])
    assert (found.forward[0] == 0) is label_wins


@pytest.mark.parametrize(
    ("inside", "behind", "wins"),
    [
        (9, 0.04, True),  # nine clauses inside that found each other outweigh four words in a hundred
        (9, 0.06, False),  # but not six
        (14, 0.06, False),  # nor do more of them: ten count
    ],
)
def test_what_stands_inside_two_containers_speaks_for_them(inside, behind, wins):
    """Near-copies are told apart by the clauses they hold, as far as the words leave it open."""
    found = matching(flat("a", "b"), flat("c", "d", start=7))
    found.votes = Counter({(0, 0): inside})
    assert (found.weight(0, 0, 0.80 - behind) > found.weight(0, 1, 0.80)) is wins


# ------------------------------------------------------------------ left over


@pytest.mark.parametrize(
    ("piece", "spare", "split"),
    [
        (text(20), text(20, 3), True),  # 17 of 20 words are what the partner has to spare
        (text(20), text(20, 8), False),  # twelve are not enough beside it
        ("Age", "Age", True),
        ("No", "No", False),  # two letters are a misread label
    ],
)
def test_a_piece_is_what_its_neighbour_has_to_spare(piece, spare, split):
    """A clause was split off where three quarters of its words had stood in its neighbour."""
    old, new = flat(f"{text(9, name='kept')} {spare}"), flat(text(9, name="kept"), piece)
    found = matching(old, new)
    found.pair(0, 0, "same place")
    assert left_over.find_splits(found) == ({1: 0} if split else {})


STAY = [text(9, name=f"stay{n}") for n in range(8)]


def left(olds, news, same=6):
    """Two lists that begin and end alike, with some clauses left in their midst."""
    half = same // 2
    old, new = ([*STAY[:half], *mid, *STAY[half:same]] for mid in (olds, news))
    found = matching(flat(*old), flat(*new))
    in_place.match_texts(found, list(range(len(old))), list(range(len(new))))
    left_over.match_sole_survivors(found, set(), set())
    midst = {i: j for i, j in found.forward.items() if half <= i < half + len(olds) and j >= half}
    return {found.old.forms[i].form: found.new.forms[j].form for i, j in midst.items()}


def matter(words, common, name):
    """A clause of unlike words, of which the first are in common with others so made."""
    shared = ["amber", "birch", "cobalt", "dune", "ember", "fjord", "glacier", "heron"][:common]
    return " ".join([*shared, *(f"{chr(97 + n)}{name}{n}x" for n in range(words - common))])


@pytest.mark.parametrize(("words", "paired"), [(10, True), (17, False)])
def test_alone_in_its_place_a_clause_needs_little_matter_in_common(words, paired):
    """One word of ten is enough for the only clause left in its place, one of seventeen is not."""
    assert bool(left([matter(words, 1, "old")], [matter(words, 1, "new")])) is paired


@pytest.mark.parametrize(("common", "paired"), [(4, True), (2, False)])
def test_among_several_the_matter_must_be_plain(common, paired):
    """Of three left on each side two are one clause with three words of ten in common, not with two."""
    olds = [matter(11, common, "old"), text(9, name="gone"), text(9, name="past")]
    news = [matter(11, common, "new"), text(9, name="come"), text(9, name="next")]
    assert bool(left(olds, news)) is paired


@pytest.mark.parametrize(
    ("others", "common", "paired"),
    [
        (2, 3, True),  # one against three, and a figure outlived the rewriting
        (3, 3, False),  # one against four
        (2, 2, False),  # too little matter beside the figure
    ],
)
def test_a_figure_tells_among_three(others, common, paired):
    """'Schedule 7' in both: less matter will do where few clauses are left."""
    olds = [f"{matter(12, common - 1, 'old')} 77"]
    news = [f"{matter(12, common - 1, 'new')} 77", *(text(10, name=f"come{n}") for n in range(others))]
    assert bool(left(olds, news)) is paired


@pytest.mark.parametrize(("rival", "stands_out"), [(0.05, True), (0.10, False)])
def test_a_figure_counts_where_nothing_else_comes_near(rival, stands_out):
    """Three times the matter of any rival: else two clauses speak of that figure."""
    found = matching(flat("the dates in schedule 7"), flat("schedule 7 dates", "other words"))
    subjects = Subjects(found.old, found.new)
    assert figure_stands_out(subjects, {(0, 0): 0.2, (0, 1): rival}, 0, 0) is stands_out


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("houses", "housed", True),
        ("houses", "hotels", False),
        ("storage", "stored", True),
    ],
)
def test_forms_of_a_word_are_one_matter(old, new, same):
    """The first four letters tell, and words for one notion are one."""
    found = matching(flat(old), flat(new))
    assert (Subjects(found.old, found.new).common(0, 0) > 0) is same


@pytest.mark.parametrize(("word", "other"), [("storage", "stored"), ("costing", "charge")])
def test_a_notion_is_known_by_its_beginning(word, other):
    """A short beginning stands for words with up to three letters more."""
    assert notion(word) == notion(other) is not None
    assert notion("costumes") is None


def test_every_clause_is_told_once():
    """Whatever is paired, each clause of either version stands in one change."""
    changes = compare(flat(*STAY), flat(*STAY[2:], text(9))).changes
    assert Counter(c.kind for c in changes) == {
        ChangeKind.UNCHANGED: 6, ChangeKind.REMOVED: 2, ChangeKind.ADDED: 1,
    }  # fmt: skip
