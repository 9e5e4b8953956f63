"""What `make rules` stands on: changes that change what they say, and watching that changes nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
from msgspec.structs import force_setattr

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.rules.changing import Chamber, drops, moves, watch  # noqa: E402
from bench.rules.forking import DIES, Job, answers  # noqa: E402

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why  # noqa: E402


def chamber(*, code="", without=None):
    """A chamber of three numbers, of points, and of a rule that decides."""

    class Some(Tolerances, frozen=True):
        gap: Annotated[float, Why("pt", "narrower gaps part words")] = 9.0
        few: Annotated[int, Why("pages", "one page may be chance")] = 1
        years: Annotated[tuple[int, int], Why("years", "agreements are of our time")] = (1900, 2100)

    class Two(Rules, frozen=True):
        first: Rule = Rule("first", "lists begin with one", "1. …", weight=1.5)
        last: Rule = Rule("last", "lists end", "9. …", code=code, without=without)

    return Chamber("clauses", "some", (Some(),), (Two(),) if code else ())


def test_each_number_is_tried_half_and_half_as_large_again():
    """A whole number moves by one at least, and each of several numbers is moved alone."""
    some = chamber()
    numbers = some.numbers[0]
    before = {field: getattr(numbers, field) for field in ("gap", "few", "years")}
    tried = {}
    for change in moves(some):
        change.make()
        field = change.key[1]
        tried[change.name, change.direction] = getattr(numbers, field)
        force_setattr(numbers, field, before[field])

    assert tried == {
        ("gap", "half"): 4.5, ("gap", "more"): 13.5, ("few", "half"): 0, ("few", "more"): 2,
        ("years[0]", "half"): (950, 2100), ("years[0]", "more"): (2850, 2100),
        ("years[1]", "half"): (1900, 1050), ("years[1]", "more"): (1900, 3150),
    }  # fmt: skip


@pytest.fixture
def shorten(monkeypatch):
    """A function of a module of the project that is there for this test alone."""
    module = ModuleType("mouarchive.scratch")
    exec("def shorten(text, *, by=1):\n    return text[:-by]\n", vars(module))  # noqa: S102 - a function to change
    monkeypatch.setitem(sys.modules, "mouarchive.scratch", module)
    return module.shorten


@pytest.mark.parametrize(("without", "answer"), [(AS_IT_WAS, "lamp"), ("", ""), (None, None)])
def test_a_dropped_rule_answers_what_it_says(shorten, without, answer):
    """Whoever holds the function gets the answer without the rule: what was given, or one value."""
    points, rule = drops(chamber(code="scratch:shorten", without=without))
    for change in (points, rule):
        change.make()

    assert points.of.weight == 0.0
    assert shorten("lamp", by=2) == answer


def test_watching_says_what_is_used_and_changes_nothing(shorten):
    """A number that is read, points that are added and a function that is called are told, others are not."""
    some = chamber(code="scratch:shorten")
    points, rule = drops(some)
    used = []
    watch([*moves(some), points, rule], used.append)

    assert some.numbers[0].gap == 9.0
    assert points.of.weight == 1.5
    assert shorten("lamp", by=2) == "la"
    assert used == [(id(some.numbers[0]), "gap"), points.key, rule.key]


@pytest.mark.parametrize(
    ("without", "text", "told"),
    [(AS_IT_WAS, "lamp", True), (AS_IT_WAS, "", False), ("la", "lamp", False), ("la", "", True)],
)
def test_an_answer_that_dropping_would_not_change_is_not_told(shorten, without, text, told):
    """Where a rule answers what it would answer if it were dropped it decides nothing."""
    used = []
    watch(list(drops(chamber(code="scratch:shorten", without=without)))[1:], used.append)

    assert shorten(text, by=2) == text[:-2]
    assert bool(used) == told


def test_children_answer_or_die():
    """What a child answers comes back; of one that dies that is said."""
    jobs = [Job("answers", lambda: b"yes"), Job("dies", lambda: os.kill(os.getpid(), 9))]

    assert {one.about: (one.data, one.ended) for one in answers(jobs)} == {
        "answers": (b"yes", ""), "dies": (b"", DIES),
    }  # fmt: skip
