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
import resource
import select
import shutil
import signal
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
from bench.rules.changing import SOURCE, Chamber, Change, Key, watch
from hypothesis import settings

from mouarchive.model import Document
from mouarchive.reading import read_pdf

__all__ = ["Notice", "notices"]

# Tests of the tables themselves (tests/test_rules.py, tests/test_docs.py) say nothing of what is answered.
FAST = "not slow and not browser and not accuracy and not corpus"
AT_ONCE = 2
CPU_FACTOR, CPU_MORE, WALL_FACTOR = 4.0, 20, 15
MOST_MEMORY = 6 << 30
HANGS, DIES = "hangs", "dies"


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


def notices(changes: Sequence[Change], say: Callable[[str], None]) -> Iterator[Notice]:
    """Try every change; `say` is told what goes on."""
    rooms = sorted({change.chamber.room for change in changes})
    for room in rooms:
        of_room = [change for change in changes if change.chamber.room == room]
        say(f"{room}: {len(of_room)} changes")
        yield from _try(room, of_room, say)


def _try(room: str, changes: Sequence[Change], say: Callable[[str], None]) -> list[Notice]:
    tests = ROOT / "tests" / room, ROOT / "tests" / "test_made_set.py"
    named = [str(path) for path in tests if path.exists()]
    trial = _Trial(changes, say)
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


class _Child(NamedTuple):
    pid: int
    pipe: int
    until: float
    folder: str


class _Trial:
    """The plugin: instead of running the tests it runs them in children."""

    def __init__(self, changes: Sequence[Change], say: Callable[[str], None]) -> None:
        self.changes = changes
        self.say = say
        self.readings = tempfile.mkdtemp(prefix="rules-readings-")
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
        self.caches = _caches()
        if self.changes[0].chamber.room != "reading":
            _remember_readings(Path(self.readings))
        gc.freeze()
        began = time.monotonic()
        runs = self._without_change()
        broken = [item.nodeid for item, run in zip(self.items, runs, strict=True) if not run.passed]
        self.say(f"  {len(runs)} tests once, {time.monotonic() - began:.0f} s")
        for name in broken:
            self.say(f"  fails without any change and is left out: {name}")
        self._with_changes(runs)
        self.last.keep()
        shutil.rmtree(self.readings, ignore_errors=True)
        return True

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
        child = self._fork(lambda: self._recorded(), limit=0)  # noqa: PLW0108 - run in the child
        data = b"".join(iter(lambda: os.read(child.pipe, 1 << 16), b""))
        _end(child)
        if not data:
            raise SystemExit("the tests die without any change: run pytest")
        runs: list[Run] = pickle.loads(data)  # noqa: S301 - our own child wrote it
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
        waiting = list(self.changes)[::-1]
        children: dict[int, tuple[_Child, Change, int]] = {}
        done: dict[int, Notice] = {}
        try:
            while waiting or children:
                while waiting and len(children) < AT_ONCE:
                    self._start(waiting.pop(), runs, children, done)
                for pipe in self._ready(children):
                    child, change, tests = children.pop(pipe)
                    test = self._answer_of(child)
                    done[id(change)] = Notice(change, test, tests)
                    self.last.note(change, test)
                    where = f"{change.chamber.name} {change.name} {change.direction}"
                    self.say(f"  {where}: {test or 'NOT NOTICED'}")
        finally:
            for child, *_ in children.values():
                _end(child, wait=0)
        self.found = [done[id(change)] for change in self.changes]

    def _start(
        self,
        change: Change,
        runs: Sequence[Run],
        children: dict[int, tuple[_Child, Change, int]],
        done: dict[int, Notice],
    ) -> None:
        """Start the child for a change, unless no test could notice it."""
        order = self._order(change, runs)
        if order:
            work = functools.partial(self._first_failure, change, order)
            child = self._fork(work, limit=sum(runs[at].seconds for at in order))
            children[child.pipe] = child, change, len(order)
        else:
            done[id(change)] = Notice(change, "", 0)
            self.say(f"  {change.chamber.name} {change.name} {change.direction}: NO TEST USES IT")

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

    @staticmethod
    def _ready(children: dict[int, tuple[_Child, Change, int]]) -> list[int]:
        """The pipes of children that answered, died, or have had their time."""
        if not children:
            return []
        wait = max(0.0, min(child.until for child, *_ in children.values()) - time.monotonic())
        ready, _, _ = select.select(list(children), [], [], wait)
        late = [pipe for pipe, (child, *_) in children.items() if child.until <= time.monotonic()]
        return list({*ready, *late})

    @staticmethod
    def _answer_of(child: _Child) -> str:
        if not select.select([child.pipe], [], [], 0)[0]:
            _end(child)
            return HANGS
        data = b"".join(iter(lambda: os.read(child.pipe, 1 << 16), b""))
        status = _end(child)
        if os.WIFSIGNALED(status):
            return HANGS if os.WTERMSIG(status) == signal.SIGXCPU else DIES
        return data.decode() if os.WEXITSTATUS(status) == 0 else DIES

    @staticmethod
    def _fork(work: Callable[[], bytes], limit: float) -> _Child:
        """Do work in a child with its own folder for temporary files; `limit`: its seconds, 0 for any."""
        folder = tempfile.mkdtemp(prefix="rules-")
        out, into = os.pipe()
        pid = os.fork()
        if pid:
            os.close(into)
            return _Child(pid, out, time.monotonic() + _wall(limit), folder)
        status = 1
        try:
            os.setpgid(0, 0)
            os.close(out)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for number in range(3):
                os.dup2(nowhere, number)
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            if limit:
                cpu = int(limit * CPU_FACTOR + CPU_MORE)
                resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            answer = work()
            while answer:
                answer = answer[os.write(into, answer) :]
            status = 0
        finally:
            os._exit(status)


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
        if test not in {HANGS, DIES}:
            self.tests[self._name(change)] = test

    def keep(self) -> None:
        """Keep it for the next time."""
        self.path.write_bytes(msgspec.json.encode(self.tests))

    @staticmethod
    def _name(change: Change) -> str:
        return f"{change.chamber.room}/{change.chamber.name} {change.name} {change.direction}"


def _remember_readings(folder: Path) -> None:
    """Let `read_pdf` answer what it answered for the same bytes and options before."""
    inner = FunctionType(read_pdf.__code__, read_pdf.__globals__, "read_pdf", read_pdf.__defaults__)
    inner.__kwdefaults__ = read_pdf.__kwdefaults__
    read_pdf.__code__ = _remembered.__code__
    read_pdf.__defaults__ = None
    # The code runs among the names of the module that it is put into: it gets its own with it.
    read_pdf.__kwdefaults__ = {"inner__": inner, "kept__": functools.partial(_kept, folder)}


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


def _wall(limit: float) -> float:
    return (limit * CPU_FACTOR + CPU_MORE) * WALL_FACTOR if limit else 3600.0


def _end(child: _Child, wait: float = 1.0) -> int:
    """End a child with whatever it started, in so many seconds by force; return its status."""
    os.close(child.pipe)
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    began = time.monotonic()
    while not pid and time.monotonic() - began < wait:
        time.sleep(0.005)
        pid, status = os.waitpid(child.pid, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    if not pid:
        _, status = os.waitpid(child.pid, 0)
    shutil.rmtree(child.folder, ignore_errors=True)
    return status


def _caches() -> list[Any]:
    """What functions of the project and of its tests remember of earlier calls."""
    roots = (str(SOURCE), str(ROOT / "tests"))
    kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001
    return [one for one in kept if _file(one).startswith(roots)]


def _file(wrapper: Any) -> str:
    code = getattr(getattr(wrapper, "__wrapped__", None), "__code__", None)
    return code.co_filename if code else ""


def _is_near(path: Path, chamber: Chamber) -> bool:
    """Whether a test stands with the chamber's own."""
    parts: Iterable[str] = path.relative_to(ROOT / "tests").with_suffix("").parts
    return any(chamber.name in part for part in parts)
