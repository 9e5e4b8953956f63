"""The hand-set numbers and rules of every chamber, and how one of them is changed in a running program."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from msgspec.structs import force_setattr

import mouarchive
from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances

__all__ = ["SOURCE", "Chamber", "Change", "chambers", "drops", "functions", "moves", "readers"]

SOURCE = Path(mouarchive.__file__).parent

HALF, MORE = 0.5, 1.5


class Chamber(NamedTuple):
    """One `<name>_rules.py`: its room, its objects of numbers and of rules."""

    room: str
    name: str
    numbers: tuple[Tolerances, ...]
    rules: tuple[Rules, ...]


class Change(NamedTuple):
    """One change of one number or rule.

    `direction`: "half", "more" or "dropped"; `make` makes it in this process, for good; `reads`: the name
    that code which uses the number or rule mentions; `code`: the function that is the rule.
    """

    chamber: Chamber
    name: str
    direction: str
    make: Callable[[], None]
    reads: str = ""
    code: CodeType | None = None


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
                    yield Change(chamber, name, direction, partial(force_setattr, numbers, field, new), field)


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
                dropped = partial(_answer, function, rule.without)
                yield Change(chamber, field, "dropped", dropped, code=function.__code__)
            else:
                yield Change(chamber, field, "dropped", partial(force_setattr, rule, "weight", 0.0), field)


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


def functions(code: CodeType) -> Iterator[CodeType]:
    """A piece of compiled code, and all that is written inside it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from functions(inner)


def readers() -> dict[str, set[CodeType]]:
    """For every name that the project's code mentions inside a function, the functions that do.

    Code objects are compared by what they are, file and line included: those compiled here equal those that
    run.
    """
    found: dict[str, set[CodeType]] = {}
    for path in SOURCE.rglob("*.py"):
        whole = compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)
        for code in functions(whole):
            if code is not whole:
                for name in code.co_names:
                    found.setdefault(name, set()).add(code)
    return found
