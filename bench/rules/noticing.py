"""Which fast test notices a change first.

One process collects the tests and runs them once, noting which functions each of them calls. For every change
it forks a child, which makes the change and runs the tests that call a function which uses the number or the
rule: those of the same chamber first, the quicker ones before the slower, until one fails. A test that never
comes near such a function cannot notice.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import pickle
import resource
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest
from bench._outside import ROOT
from bench.rules.changing import SOURCE, Chamber, Change, readers
from hypothesis import settings

__all__ = ["Notice", "notices"]

FAST = "not slow and not browser and not accuracy and not corpus"
# They compare the tables with themselves, or look at the shape of the project: they say nothing of what is
# answered. tests/test_bench_rules.py would start this very program.
NOT_RUN = (
    "test_rules.py", "test_docs.py", "test_architecture.py", "test_lock.py", "test_packaging.py",
    "test_bench_rules.py",
)  # fmt: skip
AT_ONCE = 2
CPU_FACTOR, CPU_MORE, WALL_FACTOR = 4.0, 20, 15
MOST_MEMORY = 6 << 30
HANGS, DIES = "hangs", "dies"

Key = tuple[str, int, str]


class Notice(NamedTuple):
    """A change, and the first test that failed for it: "" if none; `hangs` or `dies` without an answer."""

    change: Change
    test: str
    tests: int


class Run(NamedTuple):
    """How a test went without any change."""

    seconds: float
    passed: bool
    called: frozenset[Key]


def notices(changes: Sequence[Change], say: Callable[[str], None]) -> Iterator[Notice]:
    """Try every change; `say` is told what goes on."""
    rooms = sorted({change.chamber.room for change in changes})
    for room in rooms:
        of_room = [change for change in changes if change.chamber.room == room]
        say(f"{room}: {len(of_room)} changes")
        yield from _try(room, of_room, say)


def _try(room: str, changes: Sequence[Change], say: Callable[[str], None]) -> list[Notice]:
    tests = [ROOT / "tests" / room, *sorted((ROOT / "tests").glob("test_*.py"))]
    named = [str(path) for path in tests if path.exists() and path.name not in NOT_RUN]
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
        self.found: list[Notice] = []
        self.error = ""
        self.items: list[Any] = []
        self.caches: list[Any] = []
        self.failed = False
        self.seen: set[CodeType] = set()
        self.of_fixture: dict[object, set[CodeType]] = {}

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
        gc.freeze()
        began = time.monotonic()
        runs = self._without_change()
        broken = [item.nodeid for item, run in zip(self.items, runs, strict=True) if not run.passed]
        self.say(f"  {len(runs)} tests once, {time.monotonic() - began:.0f} s")
        for name in broken:
            self.say(f"  fails without any change and is left out: {name}")
        self._with_changes(runs)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure."""
        self.failed = self.failed or report.failed

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: object) -> Any:
        """Note what a fixture calls: each test that has its value has to do with that."""
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
        runs = []
        for at, item in enumerate(self.items):
            for cache in self.caches:
                cache.cache_clear()
            self.seen, began = set(), time.monotonic()
            sys.settrace(self._called)
            threading.settrace(self._called)
            passed = self._passes(at, range(len(self.items)))
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            called = self.seen.union(
                *(
                    self.of_fixture.get(definition, ())
                    for definitions in item._fixtureinfo.name2fixturedefs.values()  # noqa: SLF001
                    for definition in definitions
                )
            )
            ours = frozenset(_key(code) for code in called if code.co_filename.startswith(str(SOURCE)))
            runs.append(Run(time.monotonic() - began, passed, ours))
        return pickle.dumps(runs)

    def _called(self, frame: FrameType, *_: object) -> None:
        self.seen.add(frame.f_code)

    def _passes(self, at: int, order: Sequence[int]) -> bool:
        """Run the test at this place of the order."""
        item = self.items[order[at]]
        follows = self.items[order[at + 1]] if at + 1 < len(order) else None
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=follows)
        return not self.failed

    # ------------------------------------------------------------------ with one change each

    def _with_changes(self, runs: Sequence[Run]) -> None:
        reading = readers()
        waiting = list(self.changes)[::-1]
        children: dict[int, tuple[_Child, Change, list[int]]] = {}
        done: dict[int, Notice] = {}
        places = {id(change): at for at, change in enumerate(self.changes)}
        while waiting or children:
            while waiting and len(children) < AT_ONCE:
                change = waiting.pop()
                order = self._order(change, runs, reading)
                if not order:
                    done[places[id(change)]] = Notice(change, "", 0)
                    continue
                child = self._fork(
                    functools.partial(self._first_failure, change, order),
                    limit=sum(runs[at].seconds for at in order),
                )
                children[child.pipe] = child, change, order
            for pipe in self._ready(children):
                child, change, order = children.pop(pipe)
                test = self._answer_of(child)
                done[places[id(change)]] = Notice(change, test, len(order))
                self.say(f"  {change.chamber.name} {change.name} {change.direction}: {test or 'NOT NOTICED'}")
        self.found = [done[at] for at in sorted(done)]

    def _order(self, change: Change, runs: Sequence[Run], reading: dict[str, set[CodeType]]) -> list[int]:
        """The tests that could notice, those most likely to first."""
        codes = {change.code} if change.code else reading.get(change.reads, set())
        keys = {_key(code) for code in codes}
        near = [_is_near(item.path, change.chamber) for item in self.items]
        able = [at for at, run in enumerate(runs) if run.passed and run.called & keys]
        return sorted(able, key=lambda at: (not near[at], runs[at].seconds))

    def _first_failure(self, change: Change, order: Sequence[int]) -> bytes:
        change.make()
        for cache in self.caches:
            cache.cache_clear()
        for at in range(len(order)):
            if not self._passes(at, order):
                return self.items[order[at]].nodeid.encode()
        return b""

    @staticmethod
    def _ready(children: dict[int, tuple[_Child, Change, list[int]]]) -> list[int]:
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


def _wall(limit: float) -> float:
    return (limit * CPU_FACTOR + CPU_MORE) * WALL_FACTOR if limit else 3600.0


def _end(child: _Child) -> int:
    """End a child with whatever it started; return its status."""
    os.close(child.pipe)
    time.sleep(0)
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    began = time.monotonic()
    while not pid and time.monotonic() - began < 1:
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


def _key(code: CodeType) -> Key:
    return code.co_filename, code.co_firstlineno, code.co_qualname


def _is_near(path: Path, chamber: Chamber) -> bool:
    """Whether a test stands with the chamber's own."""
    parts: Iterable[str] = path.relative_to(ROOT / "tests").with_suffix("").parts
    return any(chamber.name in part for part in parts)
