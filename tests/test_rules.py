"""Hand-set numbers and rules say why they are what they are."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import pytest

import mouarchive
from mouarchive.rules import Rule, Rules, Tolerances, Why, tolerated

SOURCE = Path(mouarchive.__file__).parent
FILES = sorted(SOURCE.rglob("*_rules.py"))
FIRINGS = Path(__file__).resolve().parents[1] / "bench" / "results" / "firings.txt"


def objects(kind):
    """Every object of tolerances or of rules, with the module that holds it."""
    for path in FILES:
        name = ".".join(("mouarchive", *path.relative_to(SOURCE).with_suffix("").parts))
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, kind):
                yield pytest.param(value, id=f"{path.stem}-{type(value).__name__}")


@pytest.mark.parametrize("numbers", objects(Tolerances))
def test_every_number_says_its_unit_and_reason(numbers):
    """A number that somebody chose has a unit and a sentence on why it is not smaller or larger."""
    for one in tolerated(numbers):
        assert one.why.unit, one.field
        assert len(one.why.reason.split()) > 3, one.field


@pytest.mark.parametrize("rules", objects(Rules))
def test_every_rule_says_its_reason_and_an_example(rules):
    """A rule has a public name, a reason in how agreements are written, and an example that needs it."""
    for field, rule in rules.all():
        assert rule.name, field
        assert len(rule.reason.split()) > 3, field
        assert rule.example, field
        assert (rule.weight is None) == bool(rule.code), f"{field}: points, or a function that decides"


@pytest.mark.parametrize("rules", objects(Rules))
def test_a_rule_that_decides_names_the_function_that_does(rules):
    """The table leads to the code: module and function are there."""
    for _, rule in rules.all():
        if rule.code:
            module, _, function = rule.code.partition(":")
            assert callable(getattr(importlib.import_module(f"mouarchive.{module}"), function))


def test_every_rule_fires_on_two_series_or_says_why_it_stays():
    """A rule that changes nothing in two independent series names the documents that need it all the same.

    So does one that was not tried yet (a question mark in docs/rules.md). On how many a rule fires
    is found by `python -m bench.rules --fires --keep --name FIELD`.
    """
    fires = dict(line.split() for line in FIRINGS.read_text("utf-8").splitlines())
    silent = [
        name for path in FILES for name, rule in _named(path) if int(fires.get(name, 0)) < 2 and not rule.seen
    ]

    assert silent == []


def _named(path):
    """Every rule of a chamber by its room, chamber and field."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    chamber = f"{parts[0]}/{parts[-1].removesuffix('_rules')}"
    for value in vars(importlib.import_module(".".join(("mouarchive", *parts)))).values():
        if isinstance(value, Rules):
            yield from ((f"{chamber}.{field}", rule) for field, rule in value.all())


def test_a_number_without_a_reason_is_refused():
    """Nobody can add a bare number to a chamber's tolerances."""

    class Bare(Tolerances, frozen=True):
        much: float = 3.0

    with pytest.raises(TypeError, match="much"):
        tolerated(Bare())


def test_tolerances_and_rules_are_read_with_their_reasons():
    """Value, unit, reason and the rule's field name come back as written."""

    class Few(Tolerances, frozen=True):
        gap: Annotated[float, Why("pt", "narrower gaps stand between words")] = 9.0

    class One(Rules, frozen=True):
        first: Rule = Rule("first of its list", "lists begin with one", "1. …", weight=1.5)

    assert [(one.field, one.value, one.why.unit) for one in tolerated(Few())] == [("gap", 9.0, "pt")]
    assert [(field, rule.weight) for field, rule in One().all()] == [("first", 1.5)]
