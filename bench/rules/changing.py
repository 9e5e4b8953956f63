"""The hand-set numbers and rules of every chamber, and how one of them is changed in a running program."""

from __future__ import annotations

import functools
import gc
import importlib
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

from bench._outside import ROOT
from msgspec.structs import force_setattr

import mouarchive
from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances

__all__ = ["SOURCE", "Chamber", "Change", "Key", "caches", "chambers", "drops", "moves", "watch"]

SOURCE = Path(mouarchive.__file__).parent

HALF, MORE = 0.5, 1.5

Key = tuple[int, str]


class Chamber(NamedTuple):
    """One `<name>_rules.py`: its room, its objects of numbers and of rules."""

    room: str
    name: str
    numbers: tuple[Tolerances, ...]
    rules: tuple[Rules, ...]


class Change(NamedTuple):
    """One change of one number or rule.

    `direction`: "half", "more" or "dropped"; `make` makes it in this process, for good; `of`: the object of
    numbers, the rule with its points, or the function that is the rule; `key`: what `watch` says of its use;
    `without`: what that function answers when it is dropped.
    """

    chamber: Chamber
    name: str
    direction: str
    make: Callable[[], None]
    of: object
    key: Key
    without: object = None


def chambers() -> tuple[Chamber, ...]:
    """Every chamber that has its numbers or rules written down, in the order of their paths."""
    found = []
    for path in sorted(SOURCE.rglob("*_rules.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        held = vars(importlib.import_module(".".join(("mouarchive", *parts)))).values()
        own = [value for value in held if type(value).__module__.endswith(".".join(parts))]
        numbers = tuple(value for value in own if isinstance(value, Tolerances))
        rules = tuple(value for value in own if isinstance(value, Rules))
        found.append(Chamber(parts[0], parts[-1].removesuffix("_rules"), numbers, rules))
    return tuple(found)


def moves(chamber: Chamber) -> Iterator[Change]:
    """Each number to half and to one and a half times; whole numbers move by one at least."""
    for numbers in chamber.numbers:
        for field in numbers.__struct_fields__:
            value = getattr(numbers, field)
            for place, one in _places(value):
                for direction, factor in (("half", HALF), ("more", MORE)):
                    moved = _moved(one, factor)
                    new = moved if place is None else (*value[:place], moved, *value[place + 1 :])
                    name = field if place is None else f"{field}[{place}]"
                    make = partial(force_setattr, numbers, field, new)
                    yield Change(chamber, name, direction, make, numbers, (id(numbers), field))


def _places(value: object) -> Iterator[tuple[int | None, float]]:
    """The numbers of a field: itself, or each of several with its place."""
    for place, one in enumerate(value) if isinstance(value, tuple) else ((None, value),):
        if isinstance(one, int | float) and not isinstance(one, bool):
            yield place, one


def _moved(value: float, factor: float) -> float:
    """The changed number: nought, which no factor moves, by one."""
    step = 1 if factor > 1 else -1
    if isinstance(value, int) or not value:
        moved = round(value * factor)
        return moved if moved != value else value + step
    return value * factor


def drops(chamber: Chamber) -> Iterator[Change]:
    """Each rule dropped: its points nought, or its function answering `without`."""
    for rules in chamber.rules:
        for field, rule in rules.all():
            if rule.code:
                function = _function(rule)
                make, key = partial(_answer, function, rule.without), (id(function), "")
                yield Change(chamber, field, "dropped", make, function, key, rule.without)
            else:
                make, key = partial(force_setattr, rule, "weight", 0.0), (id(rule), "weight")
                yield Change(chamber, field, "dropped", make, rule, key)


def _function(rule: Rule) -> FunctionType:
    module, _, name = rule.code.partition(":")
    found: Any = importlib.import_module(f"mouarchive.{module}")
    for part in name.split("."):
        found = getattr(found, part)
    function = inspect.unwrap(found)
    if not isinstance(function, FunctionType):
        raise TypeError(f"{rule.code} is no function")
    return function


def _answer(function: FunctionType, without: object) -> None:
    """Let a function answer one thing, wherever it is held: its code is exchanged, not a name for it."""

    def constant(*_: object, answer: object, **__: object) -> object:
        return answer

    def first(*given: object, answer: object, **named: object) -> object:  # noqa: ARG001 - the same signature
        return given[0] if given else next(iter(named.values()))

    substitute = first if without == AS_IT_WAS else constant
    if function.__closure__:
        raise TypeError(f"{function.__qualname__} is made inside another function: it cannot be dropped")
    function.__code__ = substitute.__code__
    function.__defaults__ = None
    function.__kwdefaults__ = {"answer": without}


def watch(changes: Iterable[Change], seen: Callable[[Key], None]) -> None:
    """Let it be told, in this process and for good, whenever a number, points or a function are used.

    Of a function that is a rule only answers are told that it would not give if it were dropped.
    """
    told: set[Key] = set()
    for change in changes:
        if change.key in told:
            continue
        told.add(change.key)
        if isinstance(change.of, FunctionType):
            _tell_answers(change.of, change.key, change.without, seen)
        else:
            _tell_reads(type(change.of), change.key[1], seen)


def _tell_reads(kind: type, field: str, seen: Callable[[Key], None]) -> None:
    """Put a property in front of a field; which object it is read from is in the key."""
    inner = kind.__dict__.get(field) or getattr(kind, field)
    if isinstance(inner, property):
        return

    def read(self: object) -> object:
        seen((id(self), field))
        return inner.__get__(self, kind)

    type.__setattr__(kind, field, property(read))


def _tell_answers(function: FunctionType, key: Key, without: object, seen: Callable[[Key], None]) -> None:
    """Let the function do what it did, and say so where that is not what it answers when it is dropped."""
    names = function.__code__, function.__globals__, function.__name__, function.__defaults__
    inner = FunctionType(*names, function.__closure__)
    inner.__kwdefaults__ = function.__kwdefaults__

    def call(*given: object, inner__: Any, told__: Any, **named: object) -> object:
        answer = inner__(*given, **named)
        told__(answer, given, named)
        return answer

    def told(answer: object, given: Sequence[object], named: dict[str, object]) -> None:
        dropped = _first(given, named) if without == AS_IT_WAS else without
        if answer is None or not _alike(answer, dropped):  # what answers nothing may work on what it is given
            seen(key)

    function.__code__ = call.__code__
    function.__defaults__ = None
    function.__kwdefaults__ = {"inner__": inner, "told__": told}


def _alike(answer: object, dropped: object) -> bool:
    """Whether two answers come to the same: equal ones of one type, or nothing in each of two collections."""
    if isinstance(answer, Collection) and isinstance(dropped, Collection) and not answer and not dropped:
        return True
    return type(answer) is type(dropped) and answer == dropped


def _first(given: Sequence[object], named: dict[str, object]) -> object:
    return given[0] if given else next(iter(named.values()))


def caches() -> list[Any]:
    """What functions of the project and of its tests remember of earlier calls."""
    roots = (str(SOURCE), str(ROOT / "tests"))
    kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001
    return [one for one in kept if _file(one).startswith(roots)]


def _file(wrapper: Any) -> str:
    code = getattr(getattr(wrapper, "__wrapped__", None), "__code__", None)
    return code.co_filename if code else ""
