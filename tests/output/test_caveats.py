"""What to know of a pair before its comparison is read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mouarchive.answers.comparison import caveats, select
from mouarchive.errors import NotFoundError
from mouarchive.model import Change, ChangeKind, Comparison, Control


def codes(*pair):
    return [warning.code for warning in caveats(*pair)]


def test_one_file_twice_is_said(old, whole):
    """The same bytes on both sides are compared, with a warning that nothing can differ."""
    assert codes(old, old, whole) == ["same-file"]


def test_two_agreements_are_said(old, new, whole):
    """Versions of two agreements are compared, with a warning; two bare files are not told apart so."""
    assert codes(old, replace(new, version="visas@1.0"), whole) == ["two-agreements"]
    assert codes(old, new, whole) == []


def test_a_side_without_any_clause_is_said_first(old, new, whole):
    """A blank file removes no clause: that none could be read is told before the counts, naming the side."""
    blank = replace(new, clauses=())
    found = list(caveats(old, blank, whole))
    assert [warning.code for warning in found] == ["no-clauses"]
    assert "no clause could be read in the newer file" in found[0].message
    assert "in the older file" in next(caveats(replace(old, clauses=()), new, whole)).message
    assert "in either file" in next(caveats(replace(old, clauses=()), blank, whole)).message
    assert codes(blank, blank, Comparison(())) == ["no-clauses", "same-file"]


def test_texts_without_clauses_in_common_are_said(old, new):
    """Where hardly any clause has a counterpart, the texts may be different documents."""
    more = replace(new, clauses=(*new.clauses, replace(new.clauses[0], eid="17")))
    apart = [Change(ChangeKind.REMOVED, clause, None) for clause in old.clauses]
    apart += [Change(ChangeKind.ADDED, None, clause) for clause in more.clauses]

    assert codes(old, more, Comparison(tuple(apart))) == ["little-in-common"]


def test_a_clause_that_is_not_there_names_the_nearest(whole):
    """Who asks for a clause that neither version has is told which ones come near."""
    with pytest.raises(NotFoundError, match=r"neither version has a clause 15\.2\.8; nearest: 15\.2"):
        select(whole.changes, clause="15.2.8")


@pytest.mark.parametrize(
    ("was", "now", "warned"),
    [
        (("2016-10-07", "2015-12-18"), (None, None), "is dated 2015-12-18, before the older one, 2016-10-07"),
        (("2015-12-18", "2016-10-07"), (Control(date="2016"), Control(date="2015")), ""),
        (
            (None, None),
            (Control(date="2016-10-07"), Control(date="2015-12")),
            "prints the date 2015-12",
        ),
        ((None, None), (Control(date="2015-12"), Control(date="2015-12-18")), ""),
        ((None, None), (Control(date="2015-12-18"), Control(date="2015")), ""),
        (
            (None, None),
            (Control(label="2.1"), Control(label="1.10")),
            "calls itself version 1.10",
        ),
        ((None, None), (Control(label="1.9"), Control(label="1.10")), ""),
        ((None, None), (Control(label="2.1", date="2015"), Control(label="1.0", date="2016")), ""),
        ((None, None), (Control(label="2.1"), Control()), ""),
    ],
)
def test_a_pair_given_the_wrong_way_round_is_said(old, new, whole, was, now, warned):
    """An older date of the record, else an older printed date, else an older printed version is warned of."""
    before = replace(old, dated=was[0], printed=now[0] or Control())
    after = replace(new, dated=was[1], printed=now[1] or Control())
    said = [one.message for one in caveats(before, after, whole) if one.code == "backwards"]
    assert len(said) == bool(warned)
    assert warned in "".join(said)
