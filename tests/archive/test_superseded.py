"""Ids of changes whose versions are no neighbours any more: known for good, with what took their place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mouarchive.archive.database.build import ensure_built
from mouarchive.archive.database.superseded import broken_pairs, superseded_rows
from mouarchive.archive.locate import find_root
from mouarchive.archive.store.store import open_store
from mouarchive.comparing import compare, identified
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause

NAME = "specimen-pupil-data"


@pytest.mark.parametrize(
    ("days", "broken", "why"),
    [
        (["2016", "2017", "2018"], [], "each came behind the last"),
        (["2018", "2017", "2016"], [], "each came before the first"),
        (["2016-01-01", "2018-01-01", "2017-01-01"], [(0, 2, (1,))], "one came between two"),
        (["2016-01-01", "2017-01-01", "2017-01-01"], [], "the last two came on one day"),
        (
            ["2016-01-01", "2018-01-01", "2018-01-01", "2017-01-01"],
            [(0, 3, (1, 2))],
            "two came between at once",
        ),
        (
            ["2016-01-01", "2018-01-01", "2019-01-01", "2017-01-01"],
            [(0, 3, (1,)), (1, 3, (2,))],
            "one by one",
        ),
        (["", "2018-01-01", ""], [(0, 2, (1,))], "those without a date were there from the start"),
        (["2016-01-01", "", "2017-01-01"], [], "the one between was there from the start"),
        ([], [], "no version"),
    ],
)
def test_a_version_that_comes_between_two_breaks_their_pair(days, broken, why):
    """A pair was one of neighbours only until a version between its two became public."""
    assert [(one.old, one.new, one.by) for one in broken_pairs(days)] == broken, why


@given(st.lists(st.sampled_from(["", "2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01"]), max_size=12))
def test_a_long_series_costs_one_comparison_for_each_version_at_most(days):
    """Each version breaks one pair at most, no pair breaks twice, and what is left are the neighbours."""
    broken = broken_pairs(days)
    came = [at for one in broken for at in one.by]

    assert len(came) == len(set(came)) <= len(days)
    assert len({(one.old, one.new) for one in broken}) == len(broken)
    made = {pair for one in broken for pair in one.pairs}
    gone = {(one.old, one.new) for one in broken}
    assert {(old, new) for old, new in made - gone} <= {(at, at + 1) for at in range(len(days))}


class _Version:
    """As much of a version as the rows need."""

    def __init__(self, label):
        self.id = f"pupils@{label}"
        self.version = self
        self.label = label


def test_what_took_the_place_of_a_change():
    """A change of six days to twelve became two when the version with nine days came between."""
    versions = [_Version(label) for label in ("1.0", "1.1", "2.0")]
    words = "The data is kept by the department and destroyed after {} days."
    texts = [
        [Clause("1", "1", None, "The scope of this.", 1, 1), Clause("2", "2", None, words.format(days), 1, 1)]
        for days in ("six", "nine", "twelve")
    ]
    whole = {
        (old, new): identified(compare(texts[old], texts[new]), versions[old].id, versions[new].id)
        for old, new in ((0, 1), (1, 2), (0, 2))
    }
    lineage = {(one.label, eid): f"L{eid}" for one in versions for eid in "12"}
    (broken,) = broken_pairs(["2016-01-01", "2018-01-01", "2017-01-01"])
    (row,) = superseded_rows(versions, [broken], whole, lineage)
    changed = [next(c.change_id for c in whole[pair].changes if c.number) for pair in ((0, 1), (1, 2))]

    assert row["change_id"] == next(c.change_id for c in whole[0, 2].changes if c.number)
    assert json.loads(row["superseded_by"]) == changed
    assert (row["since"], json.loads(row["broken_by"])) == ("2018-01-01", ["pupils@1.1"])


@pytest.mark.parametrize(
    ("between", "same", "doubt", "why"),
    [
        ("Sex of the pupil.", 1, 0, "2.0 lacks nationality: it was gone there"),
        ("", 1, 0, "2.0 has neither: gone there, too"),
        ("████████", 0, 1, "2.0 blacks the place out: whether it was gone there is not known"),
    ],
)
def test_a_change_in_doubt_takes_the_place_of_none(between, same, doubt, why):
    """A removal is superseded by a change that says the same, not by one of which nothing is known."""
    versions = [_Version(label) for label in ("1.0", "2.0", "2.1")]
    texts = [
        [Clause("1", "1", None, "The data that the department may share.", 1, 1)]
        + [Clause("2", "2", None, words, 1, 1) for words in (each,) if words]
        for each in ("Nationality of the pupil, where known.", between, "")
    ]
    whole = {
        (old, new): identified(compare(texts[old], texts[new]), versions[old].id, versions[new].id)
        for old, new in ((0, 1), (1, 2), (0, 2))
    }
    lineage = {(one.label, eid): f"L{eid}" for one in versions for eid in "12"}
    (broken,) = broken_pairs(["2016-01-01", "2018-01-01", "2017-01-01"])
    (row,) = superseded_rows(versions, [broken], whole, lineage)

    assert min(len(json.loads(row["superseded_by"])), 1) == same, why
    assert min(len(json.loads(row["unknown_by"])), 1) == doubt, why


@pytest.fixture(scope="module")
def store(project):
    """The archive that comes with the project: its 2.1 and 1.0 were public before 2.0."""
    root = find_root(project)
    ensure_built(root)
    with open_store(root.database) as opened:
        yield opened


@pytest.mark.slow
def test_an_id_that_fell_away_is_still_found(store):
    """Nationality went between 1.0 and 2.1 until 2.0 was disclosed: its id leads to what is said now."""
    whole = store.comparison(f"{NAME}@1.0", f"{NAME}@2.1")
    gone = next(one for one in whole.changes if one.old and one.old.eid == "15.2.6" and not one.new)
    found = store.change(gone.change_id.upper())

    assert found.change == gone
    assert (found.broken_by, found.since) == ((f"{NAME}@2.0",), "2018-08-07")
    assert not found.superseded_by, "2.0 blacks the place out: nobody knows whether it was gone there"
    assert [(one.old_version, one.new_version) for one in found.unknown_by] == [
        (f"{NAME}@1.0", f"{NAME}@2.0")
    ]
    now = store.change(found.unknown_by[0].change_id)
    assert (now.change.old, now.broken_by, now.superseded_by) == (gone.old, (), ())


@pytest.mark.slow
def test_every_id_of_the_archive_is_one_change(store):
    """No id twice, and each leads to its change; one that nobody gave is refused in a line."""
    rows = list(store.conn.execute("select change_id from changes where change_id is not null"))
    rows += list(store.conn.execute("select change_id from superseded"))
    ids = [row[0] for row in rows]

    assert len(set(ids)) == len(ids) > 100
    assert all(store.change(one).change.change_id == one for one in ids[::40])
    with pytest.raises(NotFoundError, match="no change has this id"):
        store.change("nobody")
