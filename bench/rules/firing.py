"""On how many independent series of documents a rule matters: what dropping it changes there.

A series is what one source wrote: in the corpus the files named alike before "--"; the cases, printers and
publisher's sets are one each, and so is the made set of the project. Files are read once and kept; then every
one is taken apart and compared with its neighbour, without a change and with each rule dropped.

Rules of reading are not tried here: each would need every file read anew. `--drops` names their tests.
"""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from bench._documents import read_all
from bench._made import documents as made_documents
from bench._outside import at_hand
from bench.rules.changing import Change, Key, caches, watch
from bench.rules.forking import Job, answers

from mouarchive.clauses import segment
from mouarchive.comparing import compare
from mouarchive.model import Document

__all__ = ["Firing", "firings"]

OUTSIDE = (
    ("MOUARCHIVE_CASES", "cases"),
    ("MOUARCHIVE_PRINTERS", "printers"),
    ("MOUARCHIVE_PUBLISHER", "publisher"),
)

Series = dict[str, tuple[Document, ...]]


class Firing(NamedTuple):
    """A dropped rule; the series that ask it, and those where dropping it changes clauses or comparisons."""

    change: Change
    asked: tuple[str, ...]
    changed: tuple[str, ...]


class Seen(msgspec.Struct, frozen=True):
    """A series without a change: what comes out, in short; seconds; which rules were asked."""

    digest: str
    seconds: float
    used: tuple[Key, ...]


def firings(changes: Sequence[Change], say: Callable[[str], None]) -> Iterator[Firing]:
    """Drop each rule; those of the room `reading` are left out."""
    changes = [change for change in changes if change.chamber.room != "reading"]
    series = _series()
    say(f"{sum(map(len, series.values()))} documents of {len(series)} series; {len(changes)} rules")
    answer = next(answers([Job(None, partial(_unchanged, series, changes))]))
    if answer.ended:
        raise SystemExit(f"without any change the program {answer.ended}")
    before = msgspec.json.decode(answer.data, type=dict[str, Seen])
    asked = {
        at: tuple(name for name, seen in before.items() if change.key in seen.used)
        for at, change in enumerate(changes)
    }
    found = {at: Firing(change, asked[at], ()) for at, change in enumerate(changes)}
    jobs = (
        Job(
            at,
            partial(_changed, series, change, asked[at], before),
            sum(before[name].seconds for name in asked[at]),
        )
        for at, change in enumerate(changes)
        if asked[at]
    )
    for answer in answers(jobs):
        names = (answer.ended,) if answer.ended else msgspec.json.decode(answer.data, type=tuple[str, ...])
        found[answer.about] = found[answer.about]._replace(changed=names)
        change = found[answer.about].change
        say(f"  {change.chamber.name} {change.name}: {len(asked[answer.about])} ask, {len(names)} change")
    yield from found.values()


def _series() -> Series:
    """Every document at hand by its series."""
    files: dict[str, list[Path]] = {}
    corpus = at_hand("MOUARCHIVE_CORPUS", "corpus")
    for path in sorted((corpus / "pdf").glob("*.pdf")) if corpus else ():
        files.setdefault(f"corpus {path.stem.partition('--')[0]}", []).append(path)
    for variable, name in OUTSIDE:
        folder = at_hand(variable, name)
        if folder:
            files[name] = sorted(folder.rglob("*.pdf"))
    read = read_all(itertools.chain.from_iterable(files.values()))
    found = {name: tuple(read[path] for path in paths if path in read) for name, paths in files.items()}
    return {**found, "made": tuple(document for _, document in made_documents())}


def _unchanged(series: Series, changes: Sequence[Change]) -> bytes:
    used: set[Key] = set()
    watch(changes, used.add)
    found = {}
    for name, documents in series.items():
        used.clear()
        began = time.monotonic()
        digest = _digest(documents)
        found[name] = Seen(digest, time.monotonic() - began, tuple(used))
    return msgspec.json.encode(found)


def _changed(series: Series, change: Change, names: Sequence[str], before: dict[str, Seen]) -> bytes:
    change.make()
    for cache in caches():
        cache.cache_clear()
    return msgspec.json.encode([name for name in names if _digest(series[name]) != before[name].digest])


def _digest(documents: Sequence[Document]) -> str:
    """All clauses of a series, and what is said of each two neighbours, but for the names of rules."""
    whole = hashlib.sha256()
    clauses = [segment(document).clauses for document in documents]
    for some in clauses:
        whole.update(msgspec.json.encode(some))
    for old, new in itertools.pairwise(clauses):
        for one in compare(old, new).changes:
            ids = one.old and one.old.eid, one.new and one.new.eid
            whole.update(
                msgspec.json.encode((one.kind, *ids, one.moved, one.split_from, one.merged_into, one.diff))
            )
    return whole.hexdigest()
