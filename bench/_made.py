"""The made set of scripts/made, printed into a folder, read, and held against its truth."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mouarchive.clauses import segment
from mouarchive.comparing import compare
from mouarchive.model import Clause, Document

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from bench._documents import read_all

import make_set
from made.scoring import FIGURES, Score, score_clauses, score_layout, score_step, total

__all__ = ["documents", "scores", "table"]

SAME = "plain"


class Scored(NamedTuple):
    """The score of one answer: about one version, or one version and the one before or another layout."""

    text: str
    layout: str
    about: str
    score: Score


def documents() -> list[tuple[make_set.Print, Document]]:
    """Every printed version with what is read of it."""
    with tempfile.TemporaryDirectory() as folder:
        prints = make_set.make(Path(folder))
        read = read_all(one.file for one in prints)
    return [(one, read[one.file]) for one in prints]


def scores() -> Iterator[Scored]:
    """Hold every document, every step to a next version, and every pair of layouts against the truth."""
    clauses: dict[tuple[str, int, str], tuple[Clause, ...]] = {}
    truths = make_set.truths()
    for one, document in documents():
        truth = truths[one.text]
        stated = truth.versions[one.version - 1]
        found = clauses[one.text, one.version, one.layout] = segment(document).clauses
        about = f"{one.text} {one.version}, {one.layout}"
        yield Scored(one.text, one.layout, about, score_clauses(stated, one.pages, found, headed=one.headed))
        if one.version > 1:
            changes = compare(clauses[one.text, one.version - 1, one.layout], found).changes
            step = truth.steps[one.version - 2]
            yield Scored(one.text, one.layout, f"{about}, from {one.version - 1}", score_step(step, changes))
        if one.layout != SAME:
            changes = compare(clauses[one.text, one.version, SAME], found).changes
            yield Scored(one.text, one.layout, f"{about}, from {SAME}", score_layout(stated, changes))


def table(found: Iterable[Scored], *, verbose: bool) -> list[str]:
    """A row a layout, a row a text and one for all; every mistake where they are asked for."""
    found = list(found)
    lines = ["made set of the project", f"{'':16}" + "".join(f"{figure:>11}" for figure in FIGURES)]
    names = [*dict.fromkeys(one.layout for one in found), *dict.fromkeys(one.text for one in found)]
    rows = {name: [one.score for one in found if name in {one.text, one.layout}] for name in names}
    for name, row in {**rows, "all": [one.score for one in found]}.items():
        whole = total(row)
        cells = (whole.figure(figure) for figure in FIGURES)
        lines.append(f"{name:16}" + "".join(f"{'-' if c is None else format(c, '.3f'):>11}" for c in cells))
    if verbose:
        lines += [f"  {one.about} | {mistake}" for one in found for mistake in one.score.mistakes]
    return lines
