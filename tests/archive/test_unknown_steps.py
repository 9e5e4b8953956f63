"""A clause under a black box is unknown in that version, neither gone nor added afterwards."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mouarchive.archive.store.store import LineageStep, mark_unknown
from mouarchive.comparing import compare
from mouarchive.model import ChangeKind, Clause

ITEMS = ("Surname of the child", "Home addresses of the last five years", "Date of admission to the school")


def text(*items):
    """A clause 15.2 with these items."""
    head = Clause("15.2", "15.2", None, "The following items are passed on every month:", 1, 1)
    rest = (
        Clause(f"15.2.{at}", f"15.2.{at}", None, words, 1, 1, depth=1, parent="15.2")
        for at, words in enumerate(items, start=1)
    )
    return (head, *rest)


def marked(texts, words):
    """The steps of the item with these words through the texts."""
    steps = [
        LineageStep(SimpleNamespace(id=label), next((c for c in clauses if c.text == words), None), None)
        for label, clauses in texts.items()
    ]
    return mark_unknown(steps, lambda old, new: compare(texts[old], texts[new]), texts.__getitem__)


def test_an_item_of_a_blacked_out_list_is_unknown():
    """Where the list is blacked out nobody can say that the item is gone, nor that it is added later."""
    texts = {"1.0": text(*ITEMS), "2.0": text("[redacted]"), "2.1": text(*ITEMS[1:])}
    steps = marked(texts, ITEMS[1])

    assert [False, True, False] == [step.unknown for step in steps]
    assert steps[1].change is None
    assert (ChangeKind.UNCHANGED, True) == (steps[2].change.kind, steps[2].change.renumbered)


@pytest.mark.parametrize("items", [ITEMS[:1], (*ITEMS[:1], ITEMS[2])])
def test_an_item_that_is_missing_from_a_readable_list_is_not_unknown(items):
    """Where every item can be read, a missing one is simply not in the version."""
    steps = marked({"1.0": text(*ITEMS), "2.0": text(*items)}, ITEMS[1])

    assert [False, False] == [step.unknown for step in steps]


def test_the_change_that_cannot_say_more_stays_with_an_unknown_step():
    """A reader is led to the change itself, though it is no removal that anybody knows of."""
    texts = {"1.0": text(*ITEMS), "2.0": text("[redacted]")}
    clause = texts["1.0"][2]
    change = next(
        one for one in compare(texts["1.0"], texts["2.0"]).changes if one.old and one.old.eid == clause.eid
    )
    steps = [
        LineageStep(SimpleNamespace(id="1.0"), clause, None),
        LineageStep(SimpleNamespace(id="2.0"), None, change),
    ]
    (_, gone) = mark_unknown(steps, lambda old, new: compare(texts[old], texts[new]), texts.__getitem__)

    assert (gone.unknown, gone.change, gone.doubt) == (True, None, change)
