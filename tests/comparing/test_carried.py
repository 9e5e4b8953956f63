"""Words that went from one clause into another are told once, where they stand now."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mouarchive.comparing import compare
from mouarchive.comparing.alignment.recut import is_overlap, overlaps, recut
from mouarchive.model import ChangeKind, Clause, Op

LIST = "The Recipient shall keep the data under lock, not pass it to others, and destroy it after two years."


def shown(found):
    """What a reader sees struck and added, change by change, with the two eids."""
    return [
        (
            c.old and c.old.eid,
            c.new and c.new.eid,
            "".join(p.text for p in c.diff if p.op is Op.DELETE).strip(),
            "".join(p.text for p in c.diff if p.op is Op.INSERT).strip(),
        )
        for c in found.changes
    ]


def test_a_clause_divided_into_items_shows_only_new_words(tree):
    """2 is divided into 2 and 2(a) to (c): nothing of it is struck, and what is new in (c) is added."""
    old = tree(f"1 | Nothing else is said here.\n2 | {LIST}")
    new = tree(
        "1 | Nothing else is said here.\n2 | The Recipient shall\n2(a) | keep the data under lock,\n"
        "2(b) | not pass it to others, and\n2(c) | destroy it safely after two years."
    )
    found = compare(old, new)

    assert shown(found)[1:] == [
        ("2", "2", "", ""), ("2", "2(a)", "", ""), ("2", "2(b)", "", ""), ("2", "2(c)", "", "safely"),
    ]  # fmt: skip
    assert [c.split_from for c in found.changes] == [None, None, "2", "2", "2"]
    kinds = [c.kind.value for c in found.changes]
    assert kinds == ["unchanged", "modified", "unchanged", "unchanged", "modified"]


def test_items_merged_into_their_clause_show_only_lost_words(tree):
    """The mirror: three items that became one sentence are not struck."""
    old = tree(
        "1 | Nothing else is said here.\n2 | The Recipient shall\n2(a) | keep the data under lock,\n"
        "2(b) | not pass it to others, and\n2(c) | destroy it safely after two years."
    )
    new = tree(f"1 | Nothing else is said here.\n2 | {LIST}")
    found = compare(old, new)

    assert shown(found)[1:] == [
        ("2", "2", "", ""), ("2(a)", "2", "", ""), ("2(b)", "2", "", ""), ("2(c)", "2", "safely", ""),
    ]  # fmt: skip
    assert [c.new.label for c in found.changes[1:]] == ["2", "", "", ""]


@pytest.mark.parametrize(
    ("run", "shared", "old", "new", "enough"),
    [(3, 3, 90, 90, True), (2, 4, 90, 90, False), (1, 3, 4, 90, True), (1, 2, 4, 90, False)],
)
def test_words_in_common_are_a_run_or_most_of_a_piece(run, shared, old, new, enough):
    """Three words in a row, or three quarters of the shorter piece: "of the" is nothing in common."""
    assert is_overlap(run, shared, old, new) is enough


def test_pieces_without_words_in_common_in_this_order_are_not_recut():
    """Where a piece has nothing of what it is said to have, nothing is known of what stands where."""
    assert recut(["one two three"], ["one two", "four"], {(0, 0), (0, 1)}) is None


@pytest.mark.parametrize(
    ("new", "portions"),
    [
        (
            ["one two three", "ten five six"],
            [("one two three", "one two three"), (" four five six", "ten five six")],
        ),
        (
            ["one two ten", "five six seven"],
            [("one two three four ", "one two ten"), ("five six", "five six seven")],
        ),
    ],
)
def test_what_stands_at_a_cut_goes_where_it_was_replaced(new, portions):
    """A word put in for another at the head of the second piece is struck there, and not in the first."""
    old = ["one two three four five six"]
    assert [(p.before, p.after) for p in recut(old, new, {(0, 0), (0, 1)})] == portions


WORDS = st.lists(st.sampled_from(["the", "data", "are", "kept", "and", "not", "passed", "on"]), max_size=9)


def words(text):
    return Counter(text.split())


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
@settings(max_examples=150)
def test_no_word_is_lost_or_invented(pieces, data):
    """What is shown as added less what is shown as struck is what the newer text has more."""
    joined = data.draw(st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)))
    old = [Clause(f"{n}", f"{n}", None, " ".join(piece), 1, 1) for n, piece in enumerate(pieces, 1)]
    texts: list[list[str]] = []
    for piece, glue in zip(pieces, joined, strict=True):
        if glue and texts:
            texts[-1] = texts[-1] + piece
        else:
            texts.append(piece)
    new = [Clause(f"{n}", f"{n}", None, " ".join(text), 1, 1) for n, text in enumerate(texts, 1)]
    for a, b in ((old, new), (new, old)):
        changes = compare(a, b).changes
        added, struck = Counter(), Counter()
        for c in changes:
            before, after = (words(side.words) if side else Counter() for side in (c.old, c.new))
            added.update(after - before)
            struck.update(before - after)
        before, after = (sum((words(c.words) for c in side), Counter()) for side in (a, b))
        for word in before | after:
            assert added[word] - struck[word] == after[word] - before[word]


@given(
    st.lists(st.text("ab \n", max_size=8), min_size=1, max_size=4),
    st.lists(st.text("ab \n", max_size=8), min_size=1, max_size=4),
)
def test_portions_joined_are_the_pieces_exactly(olds, news):
    """Whatever is cut, the portions of each piece are its letters, each once and in order."""
    known = overlaps(olds, news)
    portions = recut(olds, news, set(known))
    assert portions is not None
    for side, texts in ((0, olds), (1, news)):
        for at in {pair[side] for pair in known}:
            mine = [(p.before, p.after)[side] for p in portions if (p.old, p.new)[side] == at]
            assert "".join(mine) == texts[at]


def test_a_heading_stays_one_with_the_portion_that_begins_with_it():
    """A clause whose second sentence went elsewhere keeps its heading as a heading."""
    clause = Clause("1", "1.", "Use", "One. Two.", 1, 1)
    assert clause.portion("Use\nOne. ").heading == "Use"
    assert (clause.portion("Two.", numbered=False).heading, clause.portion("Two.", numbered=False).label) == (
        None,
        "",
    )
    assert clause.portion(clause.words) is clause


def test_a_divided_clause_is_a_change_though_its_words_stayed(tree):
    """Who is referred to clause 2 finds other words there: it counts as modified, and its piece does not."""
    old = tree(f"1 | Nothing else is said here.\n2 | {LIST}")
    new = tree(
        "1 | Nothing else is said here.\n"
        "2 | The Recipient shall keep the data under lock,\n"
        "3 | not pass it to others, and destroy it after two years."
    )
    found = compare(old, new)
    assert found.count(ChangeKind.MODIFIED) == 1
    assert found.count(ChangeKind.ADDED) == 0


VOTE = "by a vote of no confidence of the whole parliament."
EMPTY = "If a desk is not filled, the board shares out its tasks among its other members."
ITEMS = "3.1 | with the election of a new board,\n3.2 | when they are no longer students,\n3.3 | on leaving,"


@pytest.mark.parametrize(
    ("above", "below", "struck"),
    [
        (EMPTY, EMPTY, []),
        (EMPTY, EMPTY.replace("tasks", "work"), [("tasks", "work")]),
        (
            "If a desk is empty.",
            "If a desk is empty.",
            [("If a desk is empty.", ""), ("", "If a desk is empty.")],
        ),
    ],
)
def test_a_paragraph_read_with_the_clause_or_with_its_last_item(tree, above, below, struck):
    """A sentence that stands under the list in one file and above it in the other is carried."""
    old = tree(f"1 | Nothing else is said here.\n3 | Members leave. {above}\n{ITEMS}\n3.4 | {VOTE}")
    new = tree(f"1 | Nothing else is said here.\n3 | Members leave.\n{ITEMS}\n3.4 | {VOTE} {below}")
    there, back = compare(old, new), compare(new, old)
    assert [(one[2], one[3]) for one in shown(there) if one[2] or one[3]] == struck
    assert sorted((b, a) for _, _, a, b in shown(back) if a or b) == sorted(struck)
    for found, side in ((there, old), (back, new)):
        for clause in side:
            mine = [c.old.words for c in found.changes if c.old and c.old.eid == clause.eid]
            assert "".join(sorted(mine, key=clause.words.find)) == clause.words


def test_items_under_a_clause_that_is_known_by_them_alone(tree):
    """Its sentence stands with its last item now: clause and items are found, nothing came or went."""
    old = tree(f"1 | Nothing else is said.\n3 | Members leave | {EMPTY}\n{ITEMS}\n3.4 | {VOTE}")
    new = tree(f"1 | Nothing else is said.\n3 | Members leave\n{ITEMS}\n3.4 | {VOTE} {EMPTY}")
    for a, b in ((old, new), (new, old)):
        found = compare(a, b)
        assert not found.count(ChangeKind.ADDED)
        assert not found.count(ChangeKind.REMOVED)
        assert [one for one in shown(found) if one[2] or one[3]] == []
