"""How many clauses changed, and how."""

from __future__ import annotations

from mouarchive.answers.changes import count_changes, count_lines, summary, tag_lines, touched
from mouarchive.answers.comparison import compared, parse_only, select
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause, Comparison, Tag

ITEM = Clause("15.2.6", "15.2.6", None, "Nationality", 15, 15)
WHOLE = Comparison(
    (
        Change(ChangeKind.REMOVED, ITEM, None, change_class=ChangeClass.SUBSTANTIVE),
        Change(ChangeKind.REMOVED, ITEM, None, change_class=ChangeClass.REDACTION),
        Change(ChangeKind.ADDED, None, ITEM, change_class=ChangeClass.REDACTION),
        Change(ChangeKind.MODIFIED, ITEM, ITEM, change_class=ChangeClass.REDACTION),
        Change(ChangeKind.MODIFIED, ITEM, ITEM, change_class=ChangeClass.UNREDACTED, moved=True),
        Change(ChangeKind.MODIFIED, ITEM, ITEM, change_class=ChangeClass.SUBSTANTIVE),
        Change(ChangeKind.UNCHANGED, ITEM, ITEM, change_class=ChangeClass.COSMETIC),
        Change(ChangeKind.UNCHANGED, ITEM, ITEM, renumbered=True),
    )
)


def test_what_is_blacked_out_counts_as_unknown():
    """A clause under a black box is neither removed, added nor modified; one shown anew counts by itself."""
    assert {
        "removed": 1,
        "added": 0,
        "modified": 1,
        "unknown": 3,
        "unredacted": 1,
        "unchanged": 2,
    } == count_changes(WHOLE).clauses


def test_the_sentence_and_the_lines_tell_the_same_counts():
    """Every clause is counted once, in words; unchanged ones that differ in looks are said to be there."""
    assert (
        "1 removed, 0 added, 1 modified (substantive), 3 unknown (blacked out in one of the two), "
        "1 unredacted (shown now, blacked out in the older), 2 unchanged (1 cosmetic); "
        "1 renumbered, 1 moved"
    ) == summary(WHOLE)
    assert [
        ("removed", 1),
        ("added", 0),
        ("modified", 1),
        ("of these substantive", 1),
        ("unknown: blacked out in one of the two", 3),
        ("unredacted: shown now, blacked out in the older", 1),
        ("unchanged", 2),
        ("of these cosmetic", 1),
        ("renumbered", 1),
        ("moved", 1),
    ] == list(count_lines(WHOLE))


TOUCHING = Comparison(
    (
        Change(ChangeKind.REMOVED, ITEM, None, tags=(Tag.DATA_ITEM,)),
        Change(ChangeKind.MODIFIED, ITEM, ITEM, tags=(Tag.NUMBER, Tag.PERIOD)),
        Change(ChangeKind.MODIFIED, ITEM, ITEM, tags=(Tag.OBLIGATION, Tag.NUMBER)),
        Change(ChangeKind.MODIFIED, ITEM, ITEM),
    )
)


def test_what_changes_touch_is_counted_by_what_became_of_it():
    """The summary ends with the kinds of words touched, and each can be asked for by its name."""
    said = "1 obligation, 2 numbers and 1 period changed, 1 data item removed"

    assert touched(TOUCHING) == said
    assert summary(TOUCHING).endswith(f"; {said}")
    assert touched(WHOLE) == ""
    assert {"obligation": 1, "number": 2, "period": 1, "data-item": 1} == count_changes(TOUCHING).tags
    assert [many for _, many in tag_lines(TOUCHING)] == [1, 2, 1, 1]
    assert select(TOUCHING.changes, parse_only("obligation,data-item")) == (
        TOUCHING.changes[0],
        TOUCHING.changes[2],
    )


def test_removed_and_unknown_are_asked_for_apart(old, new):
    """--only removed lists what is gone, --only unknown what a black box may hide; the rest is counted."""
    removed = select(WHOLE.changes, parse_only("removed"))
    unknown = select(WHOLE.changes, parse_only("unknown"))

    assert WHOLE.changes[:1] == removed
    assert WHOLE.changes[1:4] == unknown
    assert {"modified": 1, "unknown": 3, "unredacted": 1, "unchanged": 2} == compared(
        old, new, WHOLE, removed
    ).hidden
