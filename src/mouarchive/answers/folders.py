"""The files of two folders, paired by what they say: which with which, why, and what has no partner.

Two texts are as like as the share of runs of four words that they have in common. Runs that stand in many of
the files, as those of a common template do, weigh less in choosing than those that tell texts apart. Names
and the order of folders decide nothing, except between files that are the same byte for byte.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from mouarchive.answers.comparison import (
    Compared,
    Folders,
    Lone,
    Paired,
    Redlines,
    parse_only,
    redline_of,
)
from mouarchive.answers.texts import ENDINGS, Progress, Source, quiet, read_files
from mouarchive.errors import NotFoundError, UnreadableError, UsageError
from mouarchive.words import safe_line

__all__ = ["between_folders", "files_in", "pairing"]

_RUN = 4
"""Words of a run: three are often chance, and with five one changed word costs too much."""
_LEAST = 0.12
"""Share of runs in common, 0..1, of two texts that are paired: the versions furthest apart that were seen
have .22 in common, the strangers most like each other .05."""
_RIVAL = 0.8
"""Share of the score of a pair, 0..1, from which a file that was not chosen is named beside it."""
_WORD = re.compile(r"[^\W_]+")


class _Text(msgspec.Struct, frozen=True):
    """A file that could be read, with its runs of words."""

    source: Source
    runs: frozenset[tuple[str, ...]]


def files_in(folder: Path) -> tuple[list[Path], list[str]]:
    """The files of a folder and of all in it that are opened, and the names of those that are not.

    Hidden files, locks of open documents and links to folders are passed over. Both are in order of names.
    """
    found, other = [], []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(above, name)
            if name.startswith((".", "~$")):
                continue
            if path.suffix.casefold() in ENDINGS:
                found.append(path)
            else:
                other.append(path.relative_to(folder).as_posix())
    return found, other


def between_folders(
    old: str, new: str, only: str = "", clause: str = "", *, ocr: bool = True, progress: Progress = quiet
) -> Redlines:
    """Pair the files of two folders by content, and compare each pair; `only` and `clause` as for a pair.

    Raises UsageError where neither folder has a file to compare, or for an unknown word in `only`;
    NotFoundError where no pair has such a clause.
    """
    kinds = parse_only(only)
    listed = [files_in(Path(folder)) for folder in (old, new)]
    if not any(files for files, _ in listed):
        raise UsageError(
            f"{safe_line(old)}, {safe_line(new)}: no file there that ends in {', '.join(ENDINGS)}"
        )
    sides: list[list[Source]] = []
    lone: list[Lone] = []
    for side, folder, (files, others) in zip(("old", "new"), (old, new), listed, strict=True):
        texts, unread = _read(Path(folder), files, ocr=ocr, progress=progress)
        sides.append(texts)
        lone += [Lone(side, name, why, unread=True) for name, why in unread]
        lone += [Lone(side, name, "not looked at: no PDF, Word or OpenDocument text") for name in others]
    found, left = pairing(*sides)
    lone += left
    before, after = ({source.name: source for source in side} for side in sides)
    pairs: list[Compared] = []
    missing: NotFoundError | None = None
    for one in found:
        try:
            pairs.append(redline_of(before[one.old], after[one.new], kinds, clause, progress))
        except NotFoundError as error:
            missing = error
    if missing and not pairs:
        raise NotFoundError(f"no text in these folders has a clause {clause}") from missing
    order = sorted(lone, key=lambda one: (one.side != "old", one.file))
    return Redlines(tuple(pairs), folders=Folders(_called(old), _called(new), found, tuple(order)))


def _called(folder: str) -> str:
    """The folder's own name: where it lies on this machine is nobody's business."""
    return Path(folder).resolve().name or folder


def _read(
    folder: Path, files: Sequence[Path], *, ocr: bool, progress: Progress
) -> tuple[list[Source], list[tuple[str, str]]]:
    """The texts of the files, called by their place in the folder; and of those not read, why."""
    texts, unread = [], []
    for path, found in zip(files, read_files(files, ocr=ocr, progress=progress), strict=True):
        name = path.relative_to(folder).as_posix()
        if isinstance(found, UnreadableError):
            unread.append((name, str(found).removeprefix(f"{path.name}: ")))
        else:
            texts.append(msgspec.structs.replace(found, name=name))
    return texts, unread


# ------------------------------------------------------------------ which with which


def pairing(old: Sequence[Source], new: Sequence[Source]) -> tuple[tuple[Paired, ...], tuple[Lone, ...]]:
    """Each file with the one of the other folder that is most like it, each at most once; and the others.

    The likest pair is taken first. Names decide between files with the same bytes alone.
    """
    sides = [
        sorted(map(_text, side), key=lambda one: (one.source.sha256, one.source.name)) for side in (old, new)
    ]
    scores = _scores(*sides)
    order = sorted(scores, key=lambda at: (-scores[at][0], *_tie(sides[0][at[0]], sides[1][at[1]])))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for a, b in order:
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            pairs.append((sides[0][a].source, sides[1][b].source, _why(a, b, sides, scores)))
    lone = [
        Lone(side, one.source.name, _alone(one, at, which, scores, sides))
        for which, side in enumerate(("old", "new"))
        for at, one in enumerate(sides[which])
        if at not in taken[which]
    ]
    found = (Paired(a.name, b.name, share, why) for a, b, (share, why) in pairs)
    return tuple(sorted(found, key=lambda one: (one.old, one.new))), tuple(lone)


def _tie(one: _Text, other: _Text) -> tuple[object, ...]:
    """What decides between pairs that are as like: bytes, then names, whichever folder is the older."""
    first, second = one.source, other.source
    hashes, names = sorted((first.sha256, second.sha256)), sorted((first.name, second.name))
    return *hashes, first.name != second.name, *names


def _text(source: Source) -> _Text:
    words = [word.casefold() for clause in source.clauses for word in _WORD.findall(clause.words)]
    runs = {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))} if words else ()
    return _Text(source, frozenset(runs))


_Scores = Mapping[tuple[int, int], tuple[float, float]]
"""Of the two places in either folder: what decides, and the plain share of runs in common."""


def _scores(old: Sequence[_Text], new: Sequence[_Text]) -> _Scores:
    """The pairs that may be made: of the same bytes, or with enough in common."""
    seen = Counter(run for one in (*old, *new) for run in one.runs)
    weight = {run: 1 / number for run, number in seen.items()}
    whole = {id(one): math.fsum(weight[run] for run in one.runs) for one in (*old, *new)}
    found = {}
    for a, one in enumerate(old):
        for b, other in enumerate(new):
            if one.source.sha256 == other.source.sha256:
                found[a, b] = (2.0, 1.0)  # above every share
                continue
            both = one.runs & other.runs
            share = 2 * len(both) / max(len(one.runs) + len(other.runs), 1)
            if share >= _LEAST:
                told = math.fsum(weight[run] for run in both)
                found[a, b] = (2 * told / (whole[id(one)] + whole[id(other)]), share)
    return found


def _why(a: int, b: int, sides: Sequence[Sequence[_Text]], scores: _Scores) -> tuple[float, str]:
    """The share that two files have in common, and why they are a pair, with the file that came near."""
    score, share = scores[a, b]
    if sides[0][a].source.sha256 == sides[1][b].source.sha256:
        same = [at for at in scores if scores[at][0] == score and (at[0] == a or at[1] == b)]
        more = "; there are others like it, byte for byte" if len(same) > 1 else ""
        return share, f"the same file, byte for byte{more}"
    rivals = [at for at in scores if at != (a, b) and (at[0] == a or at[1] == b)]
    near = max(rivals, key=lambda at: (scores[at][0], at), default=None)
    told = f"{_percent(share)} of their runs of four words are in both"
    if near is None or not score * _RIVAL <= scores[near][0] <= score:
        return share, told
    name = sides[1][near[1]].source.name if near[0] == a else sides[0][near[0]].source.name
    return share, f"{told}; nearly as like: {safe_line(name)}, {_percent(scores[near][1])}"


def _alone(one: _Text, at: int, which: int, scores: _Scores, sides: Sequence[Sequence[_Text]]) -> str:
    """Why a file has no partner: no text, nothing like it, or what is like it has a better one."""
    if not one.runs:
        return "no text could be read in it, so it cannot be paired by content"
    like = [pair for pair in scores if pair[which] == at]
    if not like:
        return "nothing like it in the other folder"
    near = max(like, key=lambda pair: (scores[pair][0], pair))
    name = sides[1 - which][near[1 - which]].source.name
    return f"most like {safe_line(name)}, {_percent(scores[near][1])}, which has a partner already"


def _percent(share: float) -> str:
    """A share that is never said to be all, or nothing, where it is not."""
    return f"{min(max(round(100 * share), 1), 99 if share < 1 else 100)} %"
