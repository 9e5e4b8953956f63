"""The rules of pairing, one by one: each pair keeps the rule that made it."""

from __future__ import annotations

import time

import pytest

from mouarchive.comparing import compare
from mouarchive.model import ChangeClass, ChangeKind, Clause

PURPOSE = "This memorandum records how the two departments exchange information about pupils in schools."
KEEP = "Records received under this agreement are destroyed within two years of the date of receipt."
AUDIT = "Each side may inspect the premises of the other on ten working days' notice, once a year at most."
PRESS = "Questions from the press are answered by the department that was asked, after it has told the other."


def found(tree, old, new):
    return compare(tree(old), tree(new))


def change(comparison, eid):
    return next(c for c in comparison.changes if (c.new or c.old).eid == eid)


def pair_rules(comparison):
    return {(c.old.eid, c.new.eid): c.rule for c in comparison.changes if c.old and c.new}


def test_an_equal_text_is_the_same_clause_wherever_it_stands(tree):
    """Anchor: six words or more, once in each version; in another section it has moved, not changed."""
    old = f"1 | Purpose |\n1.1 | {PURPOSE}\n1.2 | {AUDIT}\n2 | Data |\n2.1 | {KEEP}"
    new = f"1 | Purpose |\n1.1 | {PURPOSE}\n2 | Data |\n2.1 | {KEEP}\n2.2 | {AUDIT}"
    moved = change(found(tree, old, new), "2.2")
    assert (moved.rule, moved.kind, moved.moved, moved.renumbered) == (
        "identical text", ChangeKind.UNCHANGED, True, False,
    )  # fmt: skip


def test_an_inserted_clause_renumbers_what_follows(tree):
    """The number decides nothing but the flag."""
    old = f"1 | Purpose |\n1.1 | {PURPOSE}\n1.2 | {KEEP}"
    new = f"1 | Purpose |\n1.1 | {AUDIT}\n1.2 | {PURPOSE}\n1.3 | {KEEP}"
    result = found(tree, old, new)
    assert pair_rules(result) == {
        ("1", "1"): "identical text", ("1.1", "1.2"): "identical text", ("1.2", "1.3"): "identical text",
    }  # fmt: skip
    assert [(c.new.eid, c.renumbered) for c in result.changes] == [
        ("1", False), ("1.1", False), ("1.2", True), ("1.3", True),
    ]  # fmt: skip


def test_a_title_outlives_its_text(tree):
    """The same heading, run-in title or defined term in the same container is the same clause."""
    old = (
        '1 | Terms |\n1.1 | "Agreement" means this memorandum.\n1.2 | Audit. Each side may ask for a report.'
    )
    new = (
        '1 | Terms |\n1.1 | "Agreement" means what the parties have signed, with annexes.\n'
        f"1.2 | Audit. {AUDIT}"
    )
    rules = pair_rules(found(tree, old, new))
    assert rules["1.1", "1.1"] == "same clause title"
    assert rules["1.2", "1.2"] == "same clause title"


def test_a_reworded_clause_keeps_its_place(tree):
    """Between two matched neighbours a clause with half of its words is modified; the rule says how alike."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    reworded = "Records received under this agreement are kept under lock for two years."
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {reworded}\n1.3 | {AUDIT}"
    result = change(found(tree, old, new), "1.2")
    assert result.kind is ChangeKind.MODIFIED
    assert result.rule.startswith("same place (reworded) (0.")


def test_what_alone_is_left_between_neighbours_is_rewritten(tree):
    """Prose replaced by prose in an otherwise unchanged list is one rewritten clause, and says that it is."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    rewritten = "Nobody needs to be told of the date on which files are shredded."
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {rewritten}\n1.3 | {AUDIT}"
    result = change(found(tree, old, new), "1.2")
    assert result.rule.startswith("only clause left in its place")
    assert result.change_class is ChangeClass.REWRITTEN


@pytest.mark.parametrize(
    ("number", "text", "one"),
    [
        # another matter in the same place, with many of the same small words
        (
            "1.2",
            "Votes of the board are cast by the raising of hands under the eye of the chair.",
            False,
        ),
        # the same matter in other words, under its number
        ("1.2", "Once the twenty-four months are over, whatever has been received must be shredded.", True),
    ],
)
def test_text_of_another_matter_in_the_same_place_is_another_clause(tree, number, text, one):
    """In the place of a clause, other words on its matter are that clause rewritten; others are a new one."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n{number} | {text}\n1.3 | {AUDIT}"
    assert (("1.2", number) in pair_rules(found(tree, old, new))) is one


def test_of_several_left_in_one_place_the_matter_decides(tree):
    """Where several clauses are left in one place, those plainly on one matter are paired, in order."""
    old = (
        f"1 | Use |\n1.1 | {PURPOSE}\n"
        "1.2 | Special meetings require 72 hours notice, given to all voting members in person.\n"
        f"1.3 | Dues are fixed by the treasurer at the start of every calendar year.\n1.4 | {AUDIT}"
    )
    new = (
        f"1 | Use |\n1.1 | {PURPOSE}\n"
        "1.2 | Printers shall be switched off whenever the workshop closes for the night.\n"
        "1.3 | Notice of a special meeting reaches the members at least 72 hours beforehand.\n"
        f"1.4 | {AUDIT}"
    )
    rules = pair_rules(found(tree, old, new))
    assert rules["1.2", "1.3"].startswith("same matter in its place")
    assert not {("1.2", "1.2"), ("1.3", "1.2"), ("1.3", "1.3")} & set(rules)


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("Sex", "Gender", True),
        ("E-mail", "Email address", True),
        ("Postcode", "Post code", True),
        ("(once collected) nationality", "Country of birth", False),
        ("Date of birth", "Place of birth", False),
    ],
)
def test_an_item_under_another_of_its_names_is_one_item(tree, before, after, one):
    """A data item that is known by two names is modified; any other item in its place is another item."""
    old = f"1 | Items |\n1.1 | Surname\n1.2 | {before}\n1.3 | Ward"
    new = f"1 | Items |\n1.1 | Surname\n1.2 | {after}\n1.3 | Ward"
    assert (("1.2", "1.2") in pair_rules(found(tree, old, new))) is one


def test_two_titles_are_two_clauses(tree):
    """Where each of the two left over has a title of its own they are no rewritten clause."""
    old = (
        f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | Officer. The post of officer stays empty for now.\n1.3 | {AUDIT}"
    )
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | Questions. Write to the usual address for now.\n1.3 | {AUDIT}"
    assert ("1.2", "1.2") not in pair_rules(found(tree, old, new))


def test_two_sections_of_one_name_are_told_apart_by_what_they_hold(tree):
    """A section whose clauses all stand under a renamed one now is that one, not its namesake."""
    old = f"1 | Use |\n1.1 | {PRESS}\n2 | Background |\n2.1 | {PURPOSE}\n2.2 | {KEEP}\n2.3 | {AUDIT}"
    new = (
        "1 | Background |\n1.1 | Nobody has asked for a licence since the library closed its doors.\n"
        f"2 | Use |\n2.1 | {PRESS}\n3 | History |\n3.1 | {PURPOSE}\n3.2 | {KEEP}\n3.3 | {AUDIT}"
    )
    rules = pair_rules(found(tree, old, new))
    assert ("2", "3") in rules
    assert ("2", "1") not in rules


def test_two_swapped_sections_are_one_move(tree):
    """Of sections that changed order the fewest are called moved, and none of the clauses inside them."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Audit |\n2.1 | {AUDIT}\n2.2 | {KEEP}"
    new = f"1 | Audit |\n1.1 | {AUDIT}\n1.2 | {KEEP}\n2 | Use |\n2.1 | {PURPOSE}"
    result = found(tree, old, new)
    assert [(c.old.eid, c.new.eid) for c in result.changes if c.moved] == [("1", "2")]
    assert result.count(ChangeKind.UNCHANGED) == 5


def test_a_split_names_its_origin(tree):
    """A clause cut in two: one half keeps the pair, the other says where it came from, and is not added."""
    old = f"1 | Use |\n1.1 | {PURPOSE} {KEEP}\n1.2 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    comparison = found(tree, old, new)
    assert [c.split_from for c in comparison.changes if c.split_from] == ["1.1"]
    assert (comparison.count(ChangeKind.ADDED), comparison.count(ChangeKind.MODIFIED)) == (0, 1)


def test_a_merge_names_its_goal(tree):
    """Two clauses made one: one keeps the pair, the other is removed and says where it went."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE} {KEEP}\n1.2 | {AUDIT}"
    comparison = found(tree, old, new)
    assert [c.merged_into for c in comparison.changes if c.merged_into] == ["1.1"]
    assert (comparison.count(ChangeKind.REMOVED), comparison.count(ChangeKind.MODIFIED)) == (0, 1)


def test_items_that_reading_glued_together_are_a_merge_or_a_split(tree):
    """A list item glued to its neighbour has gone into it, and come out of it the other way round."""
    apart = (
        "1 | Data shared |\n1.1(a) | Surname\n1.1(b) | Nationality\n1.1(c) | Household size\n1.1(d) | Gender"
    )
    glued = "1 | Data shared |\n1.1(a) | Surname\n1.1(b) | Nationality (c) Household size\n1.1(c) | Gender"
    merged = [c for c in found(tree, apart, glued).changes if c.merged_into]
    split = [c for c in found(tree, glued, apart).changes if c.split_from]
    assert [(c.old.text, c.merged_into) for c in merged] == [("Nationality", "1.1(b)")]
    assert [(c.new.text, c.split_from) for c in split] == [("Nationality", "1.1(b)")]


def test_a_removed_item_whose_word_stands_beside_it_anyway_is_no_merge(tree):
    """An item is merged into its neighbour only where the neighbour gained its words."""
    old = "1 | Data shared |\n1.1(a) | Name\n1.1(b) | Former name\n1.1(c) | Gender"
    new = "1 | Data shared |\n1.1(a) | Former name\n1.1(b) | Gender"
    gone = [c for c in found(tree, old, new).changes if c.kind is ChangeKind.REMOVED]
    assert [(c.old.text, c.merged_into) for c in gone] == [("Name", None)]


@pytest.mark.parametrize(
    ("gained", "into"),
    [
        ("Sharing of data about pupils", "1.1"),
        ("Any sharing of these data about all the pupils", "1.1"),
        (("Sharing means handing over. A set of records is kept here. Personal data are any words about a"
         " person. Schools list their pupils"), None),
    ],
    ids=["as it was", "a few words put in", "its words all over a long text"],
)  # fmt: skip
def test_a_clause_merged_stands_together_in_what_took_it_in(tree, gained, into):
    """Common words found one here and one there in a long text are no clause merged into it."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | Sharing of data about pupils\n1.3 | {PRESS}"
    new = f"1 | Use |\n1.1 | {PURPOSE} {gained}\n1.2 | {PRESS}"
    gone = [c.merged_into for c in found(tree, old, new).changes if c.old and c.old.eid == "1.2"]
    assert gone == [into]


def test_the_same_list_item_in_two_lists_is_not_confused(tree):
    """Lists of the same data items are told apart by the list that they stand in."""
    head = "The following data items will be shared with the other department:"
    items = "2.1(a) | Surname\n2.1(b) | Nationality\n2.1(c) | Address"
    old = f"1 | A |\n1.1 | {head}\n1.1(a) | Surname\n1.1(b) | Nationality\n2 | B |\n2.1 | {head}\n{items}"
    new = f"1 | A |\n1.1 | {head}\n1.1(a) | Surname\n2 | B |\n2.1 | {head}\n{items}"
    result = found(tree, old, new)
    assert [c.old.eid for c in result.changes if c.kind is ChangeKind.REMOVED] == ["1.1(b)"]


def test_a_near_copy_is_known_by_what_stands_in_it_not_by_its_title(tree):
    """An annex renamed beside a new near-copy is still itself: its own words tell, not its name."""
    old = f"annex-a | Process Matching and review |\nannex-a.1 | {PURPOSE}\nannex-a.2 | Former surname"
    new = (
        f"annex-a | Process Matching of records |\nannex-a.1 | {PURPOSE}\nannex-a.2 | Surname\n"
        f"annex-b | Data quality |\nannex-b.1 | {PURPOSE}\nannex-b.2 | Former surname"
    )
    pairs = {c.old.eid: c.new.eid for c in found(tree, old, new).changes if c.old and c.new}
    assert pairs["annex-a"] == "annex-b"


def test_a_boilerplate_sentence_is_no_move(tree):
    """Where several clauses look alike none is called moved: a wrong move is worse than none."""
    same = "Each department bears the costs that it incurs under this part of the agreement."
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {same}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {same}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {same}"
    new += f"\n3 | Audit |\n3.1 | {AUDIT}\n3.2 | {same}"
    result = found(tree, old, new)
    assert not result.moved
    assert [c.old.eid for c in result.changes if c.kind is ChangeKind.REMOVED] == ["1.2"]


def test_of_many_copies_the_one_left_over_was_moved(tree):
    """Where all copies of a sentence but one found each other, the one left on each side is one, moved."""
    same = "Each department bears the costs that it incurs under this part of the agreement."
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {same}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {same}"
    old += f"\n3 | Audit |\n3.1 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {PRESS}\n2.2 | {same}"
    new += f"\n3 | Audit |\n3.1 | {AUDIT}\n3.2 | {same}"
    result = change(found(tree, old, new), "3.2")
    assert result.old.eid == "1.2"
    assert result.moved


def test_place_comes_before_the_very_words_in_near_copies(tree):
    """A clause edited to what its twin in another annex said stays the clause of its own annex."""
    rest = "destroyed within two years of the date on which they were received by the team."
    annexes = (
        "annex-a | Process A |\nannex-a.1 | {}\nannex-a.2 | " + PURPOSE + "\n"
        "annex-b | Process B |\nannex-b.1 | {}\nannex-b.2 | " + PRESS
    )
    old = annexes.format(f"All monthly records are {rest}", f"All weekly records are {rest}")
    new = annexes.format(f"All weekly records are {rest}", f"All daily records are {rest}")
    rules = pair_rules(found(tree, old, new))
    assert {("annex-a.1", "annex-a.1"), ("annex-b.1", "annex-b.1")} <= set(rules)


@pytest.mark.parametrize(("rare", "one"), [("Exclusions", True), ("Gender", False)])
def test_a_list_is_known_elsewhere_by_an_item_that_few_lists_have(tree, rare, one):
    """A list of items that stand in every list is not taken for another one elsewhere."""
    items = ("Surname", "Forename", "Date of birth", rare)

    def listed(eid):
        lines = [f"{eid}({letter}) | {item}" for letter, item in zip("abcd", items, strict=True)]
        return "\n".join([f"{eid} | Items:", *lines])

    every = "\n".join(
        f"{n} | Process {n} |\n{n}.1 | Items:\n{n}.1(a) | Surname\n"
        f"{n}.1(b) | Forename\n{n}.1(c) | Date of birth\n{n}.1(d) | Gender"
        for n in range(3, 9)
    )
    old = f"1 | Use |\n1.1 | {PURPOSE}\n{listed('1.2')}\n2 | Press |\n2.1 | {PRESS}\n{every}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n2 | Press |\n2.1 | {PRESS}\n{listed('2.2')}\n{every}"
    assert (("1.2", "2.2") in pair_rules(found(tree, old, new))) is one


@pytest.mark.parametrize(
    ("old", "new", "kind", "sort"),
    [
        pytest.param(KEEP, KEEP, "unchanged", None, id="equal"),
        pytest.param(KEEP, KEEP.replace(" ", "\n"), "unchanged", "cosmetic", id="line breaks"),
        pytest.param(AUDIT, AUDIT.replace("'", "’"), "unchanged", "cosmetic", id="curly quotes"),  # noqa: RUF001
        pytest.param(KEEP, KEEP.replace("agreement", "Agreement"), "modified", "substantive", id="case"),
        pytest.param(KEEP, KEEP.replace(".", ";"), "modified", "punctuation", id="punctuation"),
        pytest.param(KEEP, KEEP.replace("two", "three"), "modified", "substantive", id="a word"),
        pytest.param(
            KEEP + " See 15.2.6.",
            KEEP + " See 15.2.5.",
            "modified",
            "substantive",
            id="a reference to a number",
        ),
        pytest.param(
            KEEP, KEEP.replace("date", "clate"), "modified", "substantive", id="letters that look alike"
        ),
        pytest.param(
            KEEP, KEEP.replace("two years", "[redacted]"), "modified", "redaction", id="blacked out"
        ),
        pytest.param(
            KEEP.replace("two years", "[redacted]"), KEEP, "modified", "unredacted", id="shown later"
        ),
        pytest.param(
            KEEP.replace("two years", "[redacted]"),
            KEEP.replace("destroyed", "kept"),
            "modified",
            "substantive",
            id="shown later and changed",
        ),
        pytest.param(
            "[redacted]", KEEP, "modified", "unredacted", id="wholly blacked out: never removed and added"
        ),
        pytest.param(f"{KEEP} [redacted]", KEEP, "modified", "redaction", id="a black box that is gone"),
        pytest.param(
            KEEP.replace("two years", "[redacted]").replace("destroyed", "[redacted]"),
            KEEP.replace("two years", "[redacted]"),
            "modified",
            "unredacted",
            id="one of two passages shown later",
        ),
        pytest.param(
            KEEP.replace("two years", "[redacted]"),
            KEEP.replace("Records received", "[redacted]"),
            "modified",
            "redaction",
            id="two copies, blacked out differently",
        ),
    ],
)
def test_kinds_and_classes(tree, old, new, kind, sort):
    """Layout is no change; case, punctuation, scanning and blacking out are classes of their own."""
    before = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | x\n1.3 | {AUDIT} Twice."
    a, b = list(tree(before)), list(tree(before))
    a[2] = Clause("1.2", "1.2", None, old, 1, 1, 1, "clause", "1")
    b[2] = Clause("1.2", "1.2", None, new, 1, 1, 1, "clause", "1")
    result = change(compare(a, b), "1.2")
    assert (str(result.kind), result.change_class and str(result.change_class)) == (kind, sort)


@pytest.mark.parametrize(
    ("word", "read"), [("date", "clate"), ("years", "years,"), ("agreement", "agreement."), ("Rec", "rec")]
)
def test_a_misread_word_of_a_scan_is_no_change_of_the_agreement(word, read):
    """Where one copy was read by OCR, look-alike letters and marks are unchanged, of class ocr-like."""
    old = [Clause("1", "1", None, KEEP, 1, 1)]
    new = [Clause("1", "1", None, KEEP.replace(word, read), 1, 1, ocr=True)]
    result = compare(old, new).changes[0]
    assert (result.kind, result.change_class) == (ChangeKind.UNCHANGED, ChangeClass.OCR_LIKE)


def test_an_annex_title_found_in_one_version_alone_moves_nothing(tree):
    """Where reading missed the title of an annex, its clauses with the same numbers are in place."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\nannex-5 | Process |\n15 | Data |\n15.1 | {KEEP}\n15.2 | Short item"
    a = list(tree(old))
    a[3] = Clause("15", "15", "Data", "", 1, 1, 1, "section", "annex-5")
    b = [c for c in a if c.eid != "annex-5"]
    b[2] = Clause("15", "15", "Data", "", 1, 1, 0, "section", None)
    result = compare(a, b)
    assert result.count(ChangeKind.UNCHANGED) == 5
    assert not result.moved
    assert not result.renumbered


def test_unnumbered_clauses_are_never_renumbered():
    """An identifier that we made up for want of a number says nothing about numbering."""
    old = [
        Clause("p1", "", None, PURPOSE, 1, 1, 0, "unnumbered"),
        Clause("p2", "", None, KEEP, 1, 1, 0, "unnumbered"),
    ]
    result = compare(old, [Clause("p1", "", None, KEEP, 1, 1, 0, "unnumbered")])
    assert result.renumbered == 0
    assert result.count(ChangeKind.REMOVED) == 1


def test_removals_stand_where_they_stood(tree):
    """The result follows the new text; what is gone comes after what stood before it."""
    old = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {KEEP}\n1.3 | {AUDIT}"
    new = f"1 | Use |\n1.1 | {PURPOSE}\n1.2 | {AUDIT}"
    order = [(str(c.kind), (c.new or c.old).eid) for c in found(tree, old, new).changes]
    assert order == [("unchanged", "1"), ("unchanged", "1.1"), ("removed", "1.2"), ("unchanged", "1.2")]


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("1 | Use | text of it", ""), ("", "1 | Use | text of it")]
)
def test_nothing_on_one_side(tree, old, new):
    """An empty version is compared like any other."""
    assert len(found(tree, old, new).changes) == bool(old or new)


def test_unrelated_versions_have_nothing_in_common(tree):
    """A rewrite from nothing is removed and added; no pair is made up."""
    old = f"1 | Use | \n1.1 | {PURPOSE}\n1.2 | {KEEP}"
    new = "1 | Fees | \n1.1 | Invoices fall due after thirty days.\n1.2 | Interest runs daily."
    assert not pair_rules(found(tree, old, new))


def test_a_long_flat_list_of_equal_items():
    """Where a list is too long to weigh every pair, equal items are still paired in order."""
    old = [Clause(f"i{k}", "", None, f"Item {k % 7}", 1, 1) for k in range(400)]
    new = [clause for k, clause in enumerate(old) if k % 50]
    for a, b in ((old, new), (new, old)):
        result = compare(a, b)
        assert result.count(ChangeKind.UNCHANGED) == len(new)
        assert result.count(ChangeKind.REMOVED) + result.count(ChangeKind.ADDED) == 8


def test_a_huge_clause_is_compared_and_said_to_be():
    """A clause of millions of characters ends in a coarser redline, and a warning says so."""
    words = [f"word{k % 1999}" for k in range(300_000)]
    old = Clause("1", "1", None, " ".join(words), 1, 1)
    new = Clause("1", "1", None, " ".join([*words[:-1], "end"]), 1, 1)
    result = compare([old], [new])
    assert [warning.code for warning in result.warnings] == ["coarse-diff"]
    assert result.changes[0].kind is ChangeKind.MODIFIED


@pytest.mark.slow
def test_large_unrelated_versions_end():
    """Two long texts without structure or likeness are compared in seconds."""
    old = [Clause(f"a{k}", "", None, f"alpha{k} beta{k} gamma{k} delta{k}", 1, 1) for k in range(3_000)]
    new = [Clause(f"b{k}", "", None, f"one{k} two{k} three{k} four{k}", 1, 1) for k in range(3_000)]
    start = time.process_time()
    assert not pair_rules(compare(old, new))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("the instrument is being mended;", "the apparatus is being mended;", ["modified"]),
        ("Data shall be kept 2 days.", "Data shall be kept 3 days.", ["modified"]),
        ("It is visited once a week.", "It is visited twice a week.", ["modified"]),
        ("Date of birth", "Date of death", ["added", "removed"]),
        ("Nationality", "Ethnicity", ["added", "removed"]),
        ("Place of birth of mother", "Place of birth of pupil", ["added", "removed"]),
    ],
)
def test_a_short_sentence_is_no_item(tree, old, new, kinds):
    """A few words with a verb are reworded where most stay the same; the name of a thing is another thing."""
    before, after = (
        tree(f"1 | The office is closed while\n1(a) | {words}\n1(b) | it snows a lot") for words in (old, new)
    )

    assert sorted(c.kind.value for c in compare(before, after).changes if c.kind != "unchanged") == kinds
