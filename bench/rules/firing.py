"""On how many independent series of documents a rule matters: what dropping it changes there.

A series is what one source wrote: in the corpus the files of one repository; the labelled set, the cases,
the printers' and the publisher's sets are one each, and so are the specimen and the made set of the project.
A rule of reading matters where a file is read otherwise, a rule of clauses where a document is taken apart
otherwise or its comparison with its neighbour comes out otherwise, a rule of comparing where that does.

What a document is without any change is worked out once, and which rules each step asks on the way. A rule is
then tried on the documents that ask it; only steps that ask it, or are given something else than before, are
taken again, and a series is left at its first difference. Names of rules and likeness are no difference.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import bench._made  # noqa: F401 - puts scripts on the path
import msgspec
from bench._documents import read_all
from bench._outside import RESULTS, ROOT, at_hand
from bench.rules.changing import Change, Key, caches, chambers, drops, watch
from bench.rules.forking import Job, answers
from msgspec.structs import replace

import make_set
from mouarchive.clauses import segment
from mouarchive.comparing import compare
from mouarchive.errors import UnreadableError
from mouarchive.model import Change as Changed
from mouarchive.model import Clause, Document, Segmentation
from mouarchive.reading import read_pdf
from mouarchive.reading.process.parent import Death
from mouarchive.reading.process.worker import do

__all__ = ["Firing", "firings", "keep"]

OUTSIDE = (
    ("MOUARCHIVE_ACCURACY", "accuracy"),
    ("MOUARCHIVE_CASES", "cases"),
    ("MOUARCHIVE_PRINTERS", "printers"),
    ("MOUARCHIVE_PUBLISHER", "publisher"),
)
KEPT = RESULTS / "firings.txt"
# The long steps of taking a document apart, each a function of what it is given, by the module they stand in.
LONG_STEPS = {
    "mouarchive.clauses.sorting": (
        "set_aside_turned", "set_aside_typed_rules", "set_aside_balloons", "set_aside_line_numbers",
        "set_aside_watermarks", "set_aside_furniture", "set_aside_side_notes", "set_aside_contents",
        "read_columns", "set_aside_footnotes", "place_tables",
    ),
    "mouarchive.clauses.segment": ("find_candidates", "solve"),
}  # fmt: skip
# A table remembers its texts: what is asked of them later may have been asked when it was made.
TABLES = "place_tables"
READING, REST, COMPARING = "read", "rest", "compare"
# A longer scan is not read again for each rule: OCR takes a second a page.
MOST_SCANNED = 4


class Firing(NamedTuple):
    """A dropped rule; the series that ask it, and those where dropping it changes something."""

    change: Change
    asked: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def name(self) -> str:
        """The rule with its chamber, as it is kept."""
        return f"{self.change.chamber.room}/{self.change.chamber.name}.{self.change.name}"


class Series(NamedTuple):
    """What one source wrote, as it is without any change.

    `files[at]` was read as `documents[at]`; `steps[at]` has what its long steps were given and answered;
    `pairs` are the places of older and newer versions, `compared` what is said of them.
    """

    name: str
    files: tuple[Path, ...]
    documents: tuple[Document, ...]
    cuts: tuple[Segmentation, ...]
    steps: tuple[_Steps, ...]
    pairs: tuple[tuple[int, int], ...]
    compared: tuple[tuple[Changed, ...], ...]


class Use(msgspec.Struct, frozen=True):
    """Which rules a step asks of a document, or of a pair of documents, and how long it takes."""

    series: str
    at: int
    step: str
    used: frozenset[Key]
    seconds: float


def firings(changes: Sequence[Change], say: Callable[[str], None], at_once: int) -> Iterator[Firing]:
    """Drop each rule, so many at a time."""
    with tempfile.TemporaryDirectory() as folder:
        every = _every_series(Path(folder))
        say(f"{sum(len(one.documents) for one in every)} documents of {len(every)} series")
        answer = next(answers([Job(None, partial(_uses, every, changes))]))
        if answer.ended:
            raise SystemExit(f"without any change the program {answer.ended}")
        uses = _Uses(msgspec.msgpack.decode(answer.data, type=tuple[Use, ...]))
        say(f"{uses.seconds:.0f} s without any change; {len(changes)} rules")
        found = {at: Firing(change, uses.series(change.key), ()) for at, change in enumerate(changes)}
        jobs = (
            Job(at, partial(_changed, every, change, uses), uses.cost(change.key))
            for at, change in enumerate(changes)
            if found[at].asked
        )
        for answer in answers(jobs, at_once):
            names = (
                (answer.ended,) if answer.ended else msgspec.json.decode(answer.data, type=tuple[str, ...])
            )
            one = found[answer.about] = found[answer.about]._replace(changed=names)
            say(f"  {one.change.chamber.name} {one.change.name}: {len(one.asked)} ask, {len(names)} change")
        yield from found.values()


def keep(found: Sequence[Firing]) -> None:
    """Keep on how many series each rule fires; rules that are gone are left out."""
    kept = {row.split()[0]: row for row in KEPT.read_text("utf-8").splitlines()} if KEPT.exists() else {}
    kept |= {one.name: f"{one.name:44}{len(one.changed):4}" for one in found}
    names = (Firing(change, (), ()).name for chamber in chambers() for change in drops(chamber))
    KEPT.write_text("".join(f"{kept[name]}\n" for name in names if name in kept), "utf-8")


# ------------------------------------------------------------------ the documents, as they are


def _every_series(folder: Path) -> tuple[Series, ...]:
    """Every document at hand by its series; the made set is printed into a folder."""
    files: dict[str, list[Path]] = defaultdict(list)
    corpus = at_hand("MOUARCHIVE_CORPUS", "corpus")
    sources = _sources(corpus) if corpus else {}
    for path in sorted((corpus / "pdf").glob("*.pdf"), key=_order) if corpus else ():
        files[sources.get(path.stem, path.stem)].append(path)
    for variable, name in OUTSIDE:
        outside = at_hand(variable, name)
        if outside:
            files[name] = sorted(outside.rglob("*.pdf"), key=_order)
    files["specimen"] = sorted((ROOT / "documents").rglob("*.pdf"))
    files["made"] = [one.file for one in make_set.make(folder)]
    read = read_all(itertools.chain.from_iterable(files.values()), ocr=True)
    return tuple(
        _series(name, [(one, read[one]) for one in paths if one in read]) for name, paths in files.items()
    )


def _sources(corpus: Path) -> dict[str, str]:
    """The repository of each file of the corpus."""
    rows = (line.split("\t") for line in (corpus / "MANIFEST.tsv").read_text("utf-8").splitlines()[1:])
    return {row[0]: row[2].partition(":")[0].removeprefix("github.com/") for row in rows}


def _order(path: Path) -> str:
    """Older versions stand before newer ones, also where they are called so."""
    return str(path).replace("-new", "-old-new")


def _series(name: str, read: Sequence[tuple[Path, Document]]) -> Series:
    documents = tuple(document for _, document in read)
    steps = tuple(_Steps() for _ in documents)
    cuts = tuple(map(_taken_apart, documents, steps))
    texts: dict[str, list[int]] = defaultdict(list)
    for at, (path, _) in enumerate(read):
        texts[_text(name, path)].append(at)
    pairs = tuple(pair for versions in texts.values() for pair in itertools.pairwise(versions))
    compared = tuple(_said(cuts[old].clauses, cuts[new].clauses) for old, new in pairs)
    return Series(name, tuple(path for path, _ in read), documents, cuts, steps, pairs, compared)


def _text(series: str, path: Path) -> str:
    """What files that may be versions of one text have in common in their names."""
    if series == "specimen":
        return str(path.parent)
    if series == "made":  # name, version, layout: one layout follows the next
        return re.sub(r"-\d+-", "-", path.stem)
    return re.split(r"--|[-_](?=[^-_]*$)", str(path), maxsplit=1)[0]


def _said(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Changed, ...]:
    """What is said of each clause, but for the name of the rule and the likeness it goes by."""
    return tuple(replace(one, rule="", similarity=0.0) for one in compare(old, new).changes)


# ------------------------------------------------------------------ taking apart, step by step


_Given = tuple[tuple[Any, ...], dict[str, Any]]


class _Steps:
    """What the long steps of one document were given and answered, and which of them are taken again."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[_Given, Any]] = {}

    def take(self, step: str, given: _Given, function: Callable[..., Any]) -> Any:
        """Take a step for the first time."""
        answered = function(*given[0], **given[1])
        self.known[step] = given, answered
        return answered


class _Again(_Steps):
    """The same, with a rule dropped that only these steps ask."""

    def __init__(self, before: _Steps, asked: frozenset[str]) -> None:
        super().__init__()
        self.known = before.known
        self.asked = asked | {TABLES} if REST in asked else asked

    def take(self, step: str, given: _Given, function: Callable[..., Any]) -> Any:
        """Take a step that asks the rule, or is given something else; else answer as before."""
        before, answered = self.known[step]
        if step not in self.asked and before == given:
            return answered
        return function(*given[0], **given[1])


class _Watched(_Steps):
    """The same, noting how long each step takes and which rules it asks."""

    def __init__(self, used: set[Key]) -> None:
        super().__init__()
        self.used = used
        self.spent: list[tuple[str, frozenset[Key], float]] = []

    def take(self, step: str, given: _Given, function: Callable[..., Any]) -> Any:
        """Note what was asked since the last step as asked by the rest."""
        self.note(REST, 0.0)
        began = time.process_time()
        answered = function(*given[0], **given[1])
        self.note(step, time.process_time() - began)
        return answered

    def note(self, step: str, seconds: float) -> None:
        """Note what was asked since the last note."""
        self.spent.append((step, frozenset(self.used), seconds))
        self.used.clear()


def _taken_apart(document: Document, steps: _Steps) -> Segmentation:
    with contextlib.ExitStack() as put_back:
        for name, taken in LONG_STEPS.items():
            module = importlib.import_module(name)
            for step in taken:
                function = getattr(module, step)
                put_back.callback(setattr, module, step, function)
                setattr(module, step, partial(_step, steps, step, function))
        return segment(document)


def _step(steps: _Steps, name: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return steps.take(name, (given, named), function)


def _read_here(file: Path, document: Document) -> Document | None:
    """Read a file in this process, whose rules are changed, with OCR if that was needed before."""
    parent = importlib.import_module("mouarchive.reading.process.parent")
    parent.run = _run  # type: ignore[attr-defined]  # this process is thrown away
    try:
        return read_pdf(file, ocr=_scanned(document) > 0)
    except UnreadableError:
        return None


def _run(job: Any, *_: object) -> Iterator[Any]:
    messages: list[Any] = []
    try:
        do(replace(job, ocr_workers=1), messages.append)
    except Exception as error:
        raise Death("crashed", str(error)) from error
    return iter(messages)


def _scanned(document: Document) -> int:
    """How many pages were read by OCR."""
    return sum(page.quality.ocr_confidence is not None for page in document.pages)


# ------------------------------------------------------------------ which rules are asked where


class _Uses:
    """Who asks a rule, where."""

    def __init__(self, uses: Iterable[Use]) -> None:
        self.seconds = 0.0
        self._of: dict[Key, list[Use]] = defaultdict(list)
        for use in uses:
            self.seconds += use.seconds
            for key in use.used:
                self._of[key].append(use)

    def series(self, key: Key) -> tuple[str, ...]:
        """The series that ask a rule."""
        return tuple(dict.fromkeys(use.series for use in self._of[key]))

    def cost(self, key: Key) -> float:
        """Seconds that it takes at most to ask it everywhere, and to do what follows from that."""
        return sum(use.seconds for use in self._of[key]) + self.seconds / 4

    def steps(self, key: Key, series: str) -> dict[int, frozenset[str]]:
        """The steps by document of a series, those first that take least time."""
        found: dict[int, set[str]] = defaultdict(set)
        spent: dict[int, float] = defaultdict(float)
        for use in self._of[key]:
            if use.series == series and use.step != COMPARING:
                found[use.at].add(use.step)
                spent[use.at] += use.seconds
        return {at: frozenset(found[at]) for at in sorted(found, key=lambda at: spent[at])}

    def pairs(self, key: Key, series: str) -> tuple[int, ...]:
        """The pairs of a series that ask it."""
        return tuple(use.at for use in self._of[key] if use.series == series and use.step == COMPARING)


def _forget(remembered: Iterable[Any]) -> None:
    """Let nothing be answered from memory: who asks is seen only where it is worked out."""
    for cache in remembered:
        cache.cache_clear()


def _uses(every: Sequence[Series], changes: Sequence[Change]) -> bytes:
    """Do it all once more, watched."""
    used: set[Key] = set()
    watch(changes, used.add)
    remembered = caches()
    reading = any(change.chamber.room == "reading" for change in changes)
    found = []
    for series in every:
        for at, (file, document) in enumerate(zip(series.files, series.documents, strict=True)):
            watched = _Watched(used)
            _forget(remembered)
            if reading and _scanned(document) <= MOST_SCANNED:
                began = time.process_time()
                same = _read_here(file, document) == document
                watched.note(READING, time.process_time() - began)
                if not same:  # it depends on more than the file: nothing can be told from a difference
                    watched.spent.clear()
            _taken_apart(document, watched)
            watched.note(REST, 0.0)
            found += [Use(series.name, at, *one) for one in watched.spent]
        for at, (old, new) in enumerate(series.pairs):
            _forget(remembered)
            began = time.process_time()
            compare(series.cuts[old].clauses, series.cuts[new].clauses)
            found.append(Use(series.name, at, COMPARING, frozenset(used), time.process_time() - began))
            used.clear()
    return msgspec.msgpack.encode(found)


# ------------------------------------------------------------------ with a rule dropped


def _changed(every: Sequence[Series], change: Change, uses: _Uses) -> bytes:
    change.make()
    _forget(caches())
    return msgspec.json.encode([one.name for one in every if _differs(one, change, uses)])


def _differs(series: Series, change: Change, uses: _Uses) -> bool:
    for at, steps in uses.steps(change.key, series.name).items():
        document = series.documents[at]
        if READING in steps and _read_here(series.files[at], document) != document:
            return True
        if steps == {READING}:
            continue
        if _taken_apart(document, _Again(series.steps[at], steps)) != series.cuts[at]:
            return True
    for at in uses.pairs(change.key, series.name):
        old, new = series.pairs[at]
        if _said(series.cuts[old].clauses, series.cuts[new].clauses) != series.compared[at]:
            return True
    return False
