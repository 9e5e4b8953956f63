"""What happened to a clause, in words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.answers.changes import aside, because, how, what
from mouarchive.answers.comparison import Redlines, compared
from mouarchive.answers.heading import running_notes
from mouarchive.comparing import compare
from mouarchive.model import Change, ChangeClass, ChangeKind, Clause

ITEM = Clause("15.2.6", "15.2.6", None, "Nationality", 15, 15)
REASON = "no clause like it in the newer version; it may stand under what is blacked out in 15.2"


@pytest.mark.parametrize(
    ("sort", "said", "facts"),
    [
        (ChangeClass.SUBSTANTIVE, "removed", ["page 15"]),
        (
            ChangeClass.REDACTION,
            "unknown, in the older text only",
            ["page 15", "it may stand under what is blacked out in 15.2"],
        ),
    ],
)
def test_a_clause_that_may_be_under_a_black_box_says_so(sort, said, facts):
    """A clause that a black box may hide is unknown, not removed, and only then is the reason beside it."""
    change = Change(ChangeKind.REMOVED, ITEM, None, rule=REASON, change_class=sort)

    assert said == what(change)
    assert facts == aside(change)


def test_a_pair_made_by_hand_says_so_once():
    """What a person decided reads "paired by hand (who: why)", never "paired by: paired by hand"."""
    change = Change(ChangeKind.UNCHANGED, ITEM, ITEM, rule="paired by hand (A. Archivist: same list)")

    assert ["page 15", "paired by hand (A. Archivist: same list)"] == aside(change)
    assert "paired by: same words" == because(Change(ChangeKind.UNCHANGED, ITEM, ITEM, rule="same words"))


def test_no_rule_says_identical_beside_a_difference():
    """Where only marks or capitals differ, the pair is said to have the same letters, not the same text."""
    change = Change(ChangeKind.MODIFIED, ITEM, ITEM, rule="identical text")

    assert "paired by: the same letters and figures" == because(change)


def test_a_clause_kept_apart_by_hand_says_so():
    """Where a person undid a pair, the clause that stands alone now says who did, and why."""
    rule = "no clause like it in the newer version; kept apart from 15.2.8 by hand (A. Archivist: other list)"
    change = Change(ChangeKind.REMOVED, ITEM, None, rule=rule, change_class=ChangeClass.SUBSTANTIVE)

    assert ["page 15", f"why: {rule}"] == aside(change)


def test_what_an_older_copy_blacked_out_is_told_as_shown_now():
    """Words shown that were blacked out are no modification that anybody made: they are unredacted."""
    change = Change(ChangeKind.MODIFIED, ITEM, ITEM, change_class=ChangeClass.UNREDACTED, renumbered=True)

    assert ("unredacted", "renumbered") == how(change)
    assert "unredacted, blacked out in the older text, renumbered" == what(change)


def test_a_difference_that_may_be_misread_says_where_to_look():
    """What a scan's reading may have made of the same print is shown with the page whose picture tells."""
    scan = replace(ITEM, page=16, ocr=True)
    change = Change(ChangeKind.MODIFIED, ITEM, scan, change_class=ChangeClass.OCR_LIKE)

    assert "a possible change, or a misreading: check the picture of page 16" in aside(change)
    assert not any("picture" in fact for fact in aside(replace(change, new=ITEM)))


LINES = [
    ((("footer", "May"),), (("footer", "June"),), "The running footer now says “June”; it said “May”"),
    ((("marking", "OFFICIAL"),), (("marking", "SECRET"),),
     "The marking now says “SECRET”; it said “OFFICIAL”"),
    ((("header", "Draft"),), (), "The running header “Draft” is no longer printed"),
    ((), (("footer", "Crown copyright"),), "The running footer “Crown copyright” is new"),
    ((("version", "1.0"),), (("version", "2.1"),),
     "The newer document calls itself version 2.1, the older one 1.0"),
    ((("status", "draft"),), (("status", "final"),),
     "The newer document calls itself “final”, the older one “draft”"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), LINES)
def test_what_the_pages_say_otherwise_is_a_sentence_and_no_change(old, before, after, said):
    """A running line, marking or printed version that differs is told, and no clause is changed by it."""
    sides = replace(old, running=before), replace(old, running=after)
    pair = compared(*sides, compare(old.clauses, old.clauses))

    assert running_notes(pair) == [said]
    assert not pair.shown
    assert not Redlines((pair,)).differing
    assert running_notes(replace(pair, changes=())) == []  # asked for some of the changes alone
    assert running_notes(pair.headed) == [said]


def test_many_running_lines_are_counted_behind_the_first(old):
    """A book whose headers name each of its chapters does not fill a page with them."""
    after = replace(old, running=tuple(("header", f"Chapter {word}") for word in "ABCDEFGH"))
    told = running_notes(compared(old, after, compare(old.clauses, old.clauses)))

    assert len(told) == 7
    assert told[-1] == "2 more running lines differ"
