"""Which fast test notices a change first.

One process collects the room's tests and runs them once, noting which numbers and rules each of them uses.
For every change it forks a child, which makes the change and runs the tests that use the number or the rule
until one fails: first the one that noticed last time, then those of the same chamber, quicker ones before
slower. A test that never uses it cannot notice.

What a PDF file is read as depends on nothing outside the room `reading`, and on nothing that is changed here,
as it is read by another process: for the other rooms each file is read once.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

import msgspec
import pytest
from bench._documents import cache_folder
from bench._outside import ROOT
from bench.rules.changing import Chamber, Change, Key, caches, watch
from bench.rules.forking import Job, answers
from hypothesis import settings

from mouarchive.model import Document
from mouarchive.reading import read_pdf

__all__ = ["Notice", "notices"]

# Tests of the tables themselves (tests/test_rules.py, tests/test_docs.py) say nothing of what is answered.
FAST = "not slow and not browser and not accuracy and not corpus"


class Notice(NamedTuple):
    """A change, and the first test that failed for it: "" if none; `hangs` or `dies` without an answer."""

    change: Change
    test: str
    tests: int


class Run(NamedTuple):
    """How a test went without any change."""

    seconds: float
    passed: bool
    used: frozenset[Key]


def notices(changes: Sequence[Change], say: Callable[[str], None], at_once: int) -> Iterator[Notice]:
    """Try every change, so many at a time; `say` is told what goes on."""
    rooms = sorted({change.chamber.room for change in changes})
    for room in rooms:
        of_room = [change for change in changes if change.chamber.room == room]
        say(f"{room}: {len(of_room)} changes")
        yield from _try(room, of_room, say, at_once)


def _try(room: str, changes: Sequence[Change], say: Callable[[str], None], at_once: int) -> list[Notice]:
    tests = ROOT / "tests" / room, ROOT / "tests" / "test_made_set.py"
    named = [str(path) for path in tests if path.exists()]
    trial = _Trial(changes, say, at_once)
    options = [
        "-q",
        "-s",
        "-m",
        FAST,
        "--rootdir",
        str(ROOT),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:faulthandler",
    ]
    with _silence():
        status = pytest.main([*options, *named], plugins=[trial])
    if trial.error or status not in {0, 5}:
        raise SystemExit(trial.error or f"the tests of {room} cannot be collected (pytest says {status})")
    return trial.found


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """What pytest prints is not the table."""
    sys.stdout.flush()
    kept = os.dup(1)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)


class _Trial:
    """The plugin: instead of running the tests it runs them in children."""

    def __init__(self, changes: Sequence[Change], say: Callable[[str], None], at_once: int) -> None:
        self.changes = changes
        self.say = say
        self.at_once = at_once
        self.last = _Last()
        self.found: list[Notice] = []
        self.error = ""
        self.items: list[Any] = []
        self.caches: list[Any] = []
        self.failed = False
        self.seen: set[Key] = set()
        self.of_fixture: dict[object, set[Key]] = {}

    # ------------------------------------------------------------------ what pytest calls

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run nothing here: first once without a change, then one child for each change."""
        if session.testsfailed:
            self.error = "some tests cannot be collected: run pytest"
            return True
        settings.register_profile("same", settings.get_profile("mouarchive"), derandomize=True, database=None)
        settings.load_profile("same")
        self.items = list(session.items)
        self.caches = caches()
        with tempfile.TemporaryDirectory(prefix="rules-readings-") as folder:
            known = _remembering(Path(folder)) if self.changes[0].chamber.room != "reading" else None
            with known or contextlib.nullcontext():
                self._run()
        return True

    def _run(self) -> None:
        gc.freeze()
        began = time.monotonic()
        runs = self._without_change()
        broken = [item.nodeid for item, run in zip(self.items, runs, strict=True) if not run.passed]
        self.say(f"  {len(runs)} tests once, {time.monotonic() - began:.0f} s")
        for name in broken:
            self.say(f"  fails without any change and is left out: {name}")
        self._with_changes(runs)
        self.last.keep()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure."""
        self.failed = self.failed or report.failed

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: object) -> Any:
        """Note what a fixture uses: each test that has its value has to do with that."""
        outer, self.seen = self.seen, set()
        try:
            return (yield)
        finally:
            self.of_fixture.setdefault(fixturedef, set()).update(self.seen)
            self.seen |= outer

    # ------------------------------------------------------------------ without a change

    def _without_change(self) -> list[Run]:
        """Run every test once, in a child, so that nothing of it stays here."""
        answer = next(answers([Job(None, self._recorded)]))
        if answer.ended:
            raise SystemExit(f"without any change the run of the tests {answer.ended}: run pytest")
        runs: list[Run] = pickle.loads(answer.data)  # noqa: S301 - our own child wrote it
        return runs

    def _recorded(self) -> bytes:
        watch(self.changes, self._used)
        runs = []
        for at, item in enumerate(self.items):
            for cache in self.caches:
                cache.cache_clear()
            self.seen, began = set(), time.monotonic()
            passed = self._passes(at, range(len(self.items)))
            used = self.seen.union(
                *(
                    self.of_fixture.get(definition, ())
                    for definitions in item._fixtureinfo.name2fixturedefs.values()  # noqa: SLF001
                    for definition in definitions
                )
            )
            runs.append(Run(time.monotonic() - began, passed, frozenset(used)))
        return pickle.dumps(runs)

    def _used(self, key: Key) -> None:
        self.seen.add(key)

    def _passes(self, at: int, order: Sequence[int]) -> bool:
        """Run the test at this place of the order."""
        item = self.items[order[at]]
        follows = self.items[order[at + 1]] if at + 1 < len(order) else None
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=follows)
        return not self.failed

    # ------------------------------------------------------------------ with one change each

    def _with_changes(self, runs: Sequence[Run]) -> None:
        done: dict[int, Notice] = {}

        def jobs() -> Iterator[Job]:
            for at, change in enumerate(self.changes):
                order = self._order(change, runs)
                done[at] = Notice(change, "", len(order))
                if order:
                    work = functools.partial(self._first_failure, change, order)
                    yield Job(at, work, sum(runs[test].seconds for test in order))

        for answer in answers(jobs(), self.at_once):
            test = answer.ended or answer.data.decode()
            change = done[answer.about].change
            done[answer.about] = done[answer.about]._replace(test=test)
            self.last.note(change, answer.data.decode())
            self.say(f"  {change.chamber.name} {change.name} {change.direction}: {test or 'NOT NOTICED'}")
        self.found = [done[at] for at in range(len(self.changes))]

    def _order(self, change: Change, runs: Sequence[Run]) -> list[int]:
        """The tests that could notice, those most likely to first."""
        near = [_is_near(item.path, change.chamber) for item in self.items]
        able = [at for at, run in enumerate(runs) if run.passed and change.key in run.used]
        noticed = self.last.of(change)
        return sorted(able, key=lambda at: (self.items[at].nodeid != noticed, not near[at], runs[at].seconds))

    def _first_failure(self, change: Change, order: Sequence[int]) -> bytes:
        change.make()
        for cache in self.caches:
            cache.cache_clear()
        for at in range(len(order)):
            if not self._passes(at, order):
                return self.items[order[at]].nodeid.encode()
        return b""


class _Last:
    """Which test noticed a change when it was last tried here: the first to be tried again."""

    def __init__(self) -> None:
        self.path = cache_folder() / f"noticed-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:16]}.json"
        self.tests: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError):
            self.tests = msgspec.json.decode(self.path.read_bytes(), type=dict[str, str])

    def of(self, change: Change) -> str:
        """The test, or ""."""
        return self.tests.get(self._name(change), "")

    def note(self, change: Change, test: str) -> None:
        """Remember a test."""
        if test:
            self.tests[self._name(change)] = test

    def keep(self) -> None:
        """Keep it for the next time."""
        self.path.write_bytes(msgspec.json.encode(self.tests))

    @staticmethod
    def _name(change: Change) -> str:
        return f"{change.chamber.room}/{change.chamber.name} {change.name} {change.direction}"


@contextlib.contextmanager
def _remembering(folder: Path) -> Iterator[None]:
    """Let `read_pdf` answer what it answered for the same bytes and options before, as long as this lasts."""
    was = read_pdf.__code__, read_pdf.__defaults__, read_pdf.__kwdefaults__
    inner = FunctionType(read_pdf.__code__, read_pdf.__globals__, "read_pdf", read_pdf.__defaults__)
    inner.__kwdefaults__ = read_pdf.__kwdefaults__
    read_pdf.__code__ = _remembered.__code__
    read_pdf.__defaults__ = None
    # The code runs among the names of the module that it is put into: it gets its own with it.
    read_pdf.__kwdefaults__ = {"inner__": inner, "kept__": functools.partial(_kept, folder)}
    try:
        yield
    finally:
        read_pdf.__code__, read_pdf.__defaults__, read_pdf.__kwdefaults__ = was


def _remembered(*given: Any, inner__: Any, kept__: Any, **named: Any) -> Any:
    return kept__(inner__, given, named)


def _kept(
    folder: Path, read: Callable[..., Document], given: tuple[Any, ...], named: dict[str, Any]
) -> Document:
    file = given[0] if given else named.get("path")
    if not isinstance(file, Path) or not file.is_file():
        return read(*given, **named)
    asked = f"{file.name} {given[1:]} {sorted(named.items(), key=str)}".encode()
    name = hashlib.sha256(asked + file.read_bytes()).hexdigest()
    path = folder / f"{name}.msgpack"
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=Document)
    document = read(*given, **named)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(msgspec.msgpack.encode(document))
    beside.replace(path)
    return document


def _is_near(path: Path, chamber: Chamber) -> bool:
    """Whether a test stands with the chamber's own."""
    parts: Iterable[str] = path.relative_to(ROOT / "tests").with_suffix("").parts
    return any(chamber.name in part for part in parts)
