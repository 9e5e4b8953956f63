"""What is true of the made set: the clauses of each version, and what happened from one to the next."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from made.source import NUMBERED, Piece, Text

__all__ = ["Stated", "Step", "Truth", "clauses_of", "told", "truth_of"]

NOTE = re.compile(r"\^\[[^\]]*\]")


class Stated(msgspec.Struct, frozen=True):
    """One clause as it should be found; `text` is its own, with its paragraphs, bullets and table."""

    key: str
    id: str
    label: str
    heading: str
    text: str


class Step(msgspec.Struct, frozen=True):
    """From one version to the next, by ids.

    `pairs`: the same clause in both; of these `modified` and `moved`; `split`: one old with its new ones,
    `merged`: the old ones with their new one. Of a split or merged clause each part may be its pair.
    """

    pairs: tuple[tuple[str, str], ...]
    modified: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    split: tuple[tuple[str, tuple[str, ...]], ...]
    merged: tuple[tuple[tuple[str, ...], str], ...]


class Truth(msgspec.Struct, frozen=True):
    """The truth of one source text."""

    name: str
    versions: tuple[tuple[Stated, ...], ...]
    steps: tuple[Step, ...]


def truth_of(text: Text) -> Truth:
    """The truth of one source text: for its versions in order, and for each next to the one before."""
    both = zip(text.versions, text.versions[1:], strict=False)
    versions = tuple(map(clauses_of, text.versions))
    if text.runin:
        # A heading above its clause's number is a passage of its own.
        versions = tuple(tuple(replace(one, heading="") for one in version) for version in versions)
    return Truth(text.name, versions, tuple(_step(old, new) for old, new in both))


def told(truth: Truth) -> Iterator[str]:
    """The truth in short: the ids of each version, then what happened to which."""
    for number, clauses in enumerate(truth.versions, 1):
        if number > 1:
            yield from _told(f"{truth.name} {number - 1} to {number}", truth.steps[number - 2])
        ids = " ".join(clause.id for clause in clauses)
        yield from textwrap.wrap(f"{truth.name} {number}: {ids}", 110, subsequent_indent="    ")
    yield ""


def _told(title: str, step: Step) -> Iterator[str]:
    modified = [_arrow(pair) for pair in step.modified]
    moved = [_arrow(pair) for pair in step.moved]
    renumbered = [_arrow(pair) for pair in step.pairs if pair[0] != pair[1] and pair not in step.moved]
    split = [f"{old} > {' + '.join(new)}" for old, new in step.split]
    merged = [f"{' + '.join(old)} > {new}" for old, new in step.merged]
    named = (
        ("added", step.added), ("removed", step.removed), ("modified", modified), ("moved", moved),
        ("split", split), ("merged", merged), ("renumbered", renumbered),
    )  # fmt: skip
    for name, ids in named:
        if ids:
            yield from textwrap.wrap(f"  {title}, {name}: {', '.join(ids)}", 110, subsequent_indent="    ")


def _arrow(pair: tuple[str, str]) -> str:
    return pair[0] if pair[0] == pair[1] else " > ".join(pair)


def clauses_of(pieces: tuple[Piece, ...]) -> tuple[Stated, ...]:
    """The numbered clauses of a version, each with what belongs to it."""
    found = []
    for piece in pieces:
        if piece.kind == NUMBERED:
            own = [one.text for one in pieces if one.kind != NUMBERED and one.in_parent == piece.key]
            own = [one.replace(" | ", " ") for one in own]
            text = NOTE.sub("", "\n".join(filter(None, [piece.text, *own])))
            found.append(Stated(piece.key, piece.id, piece.label, piece.heading, text))
    return tuple(found)


def _step(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> Step:
    before, after = ({one.key: one for one in clauses_of(pieces)} for pieces in (old, new))
    parents = {one.key: one.in_parent for one in old}, {one.key: one.in_parent for one in new}
    made = {one.key: one.parents for one in new if one.parents and one.kind == NUMBERED}
    same = [key for key in before if key in after]
    ids = {key: (before[key].id, after[key].id) for key in same}
    fresh = [key for key in after if key not in before]
    left = [key for key in same if parents[0][key] != parents[1][key]]
    left += _out_of_order([key for key in same if key not in left], list(after), parents[1])
    split = {key: of[0] for key, of in made.items() if len(of) == 1 and key in fresh}
    merged = {key: of for key, of in made.items() if len(of) > 1 and any(one not in after for one in of)}
    into = {one for of in merged.values() for one in of}
    return Step(
        pairs=tuple(ids.values()),
        modified=tuple(ids[key] for key in same if _words(before[key]) != _words(after[key])),
        moved=tuple(ids[key] for key in same if key in left),
        added=tuple(after[key].id for key in fresh if key not in split),
        removed=tuple(before[key].id for key in before if key not in after and key not in into),
        split=tuple(
            (before[of].id, tuple(after[one].id for one in (of, *(key for key in split if split[key] == of))))
            for of in dict.fromkeys(split.values())
        ),
        merged=tuple((tuple(before[one].id for one in of), after[key].id) for key, of in merged.items()),
    )


def _words(clause: Stated) -> tuple[str, str]:
    return clause.heading, clause.text


def _out_of_order(keys: list[str], new: list[str], parent: dict[str, str]) -> list[str]:
    """The clauses that changed places with their neighbours: as few as explain the new order."""
    moved = []
    for one in dict.fromkeys(parent[key] for key in keys):
        order = [new.index(key) for key in keys if parent[key] == one]
        best: list[list[int]] = []
        for at in order:
            best.append(max(([*run, at] for run in ([], *best) if not run or run[-1] < at), key=len))
        kept = max(best, key=len)
        moved += [new[at] for at in order if at not in kept]
    return moved
