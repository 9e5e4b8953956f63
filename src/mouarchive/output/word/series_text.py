"""A whole series as the paragraphs of one Word file: each word by the version that brought or took it.

Between start and end of the bookmark `redline-1`, accepting all changes leaves the clauses and passages of
the newest text that is held, rejecting all those of the oldest one; white space aside. Words that came
after the oldest and were gone before the newest are an insertion with a deletion in it, and stay in neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from mouarchive.answers.blaming import Blamed, Blaming
from mouarchive.comparing.alignment.matching import heaviest_chain
from mouarchive.comparing.blame import Moment, Run
from mouarchive.output.word.both_texts import paragraph_properties
from mouarchive.output.word.setting import Margin
from mouarchive.output.word.spelled import Line, Piece, number_of
from mouarchive.output.word.tracked import Tracked

__all__ = ["whole"]

_DAY = len("2016-10-07")


class _Both(msgspec.Struct, frozen=True):
    """The oldest and the newest version whose text is held, and the days of all versions that have one."""

    oldest: str
    newest: str
    dates: Mapping[str, str]


class _Fate(msgspec.Struct, frozen=True):
    """Who brought words and who took them, as authors; None where the oldest or the newest text holds them.

    `moved` is "from" or "to" where they stand in both, but in another place.
    """

    brought: str | None = None
    taken: str | None = None
    moved: str = ""


class _Bit(msgspec.Struct, frozen=True):
    """Words with one fate; a line break in them ends a paragraph."""

    text: str
    fate: _Fate
    bold: bool = False


def whole(answer: Blaming, tracked: Tracked, margin: Margin) -> Iterator[Any]:
    """The elements of the redline of a series."""
    dates = {one.name: one.dated for one in answer.versions if one.dated and len(one.dated) == _DAY}
    held = [one.name for one in answer.versions if one.state == "held"]
    both = _Both(held[0], held[-1], dates)
    start, end = tracked.bookmark("redline-1")
    yield start
    for at, (one, half) in enumerate(_sequence(answer.found, both.oldest, both.newest)):
        made = list(_paragraphs(one, half, both, tracked, margin))
        if half:
            name = f"move1-{one.lineage}"[:40] or f"move1-{at}"
            opens, closes = tracked.by(_mover(both), None).move_range(half, name)
            yield from (opens, *made, closes)
        else:
            yield from made
    yield end


def _sequence(found: Sequence[Blamed], oldest: str, newest: str) -> Iterator[tuple[Blamed, str]]:
    """The clauses, each with the half of a move that it is; both texts stand in their own order.

    Of the clauses that stand in both, the heaviest run in the same order stays; what crosses it was moved.
    """
    places = [{place.version: place.at for place in one.places} for one in found]
    olds = sorted((at[oldest], i) for i, at in enumerate(places) if oldest in at)
    links = [
        (rank, places[i][newest], len(found[i].blame.stands) + 1)
        for rank, (_, i) in enumerate(olds)
        if newest in places[i]
    ]
    kept = {olds[rank][1] for rank, _, _ in heaviest_chain(links)}
    later = [i for i, at in enumerate(places) if newest in at or oldest not in at]
    done = 0
    for _, i in olds:
        if i not in kept:
            yield found[i], "from" if newest in places[i] else ""
            continue
        while later[done] != i:
            yield found[later[done]], "to" if oldest in places[later[done]] else ""
            done += 1
        yield found[i], ""
        done += 1
    for i in later[done:]:
        yield found[i], "to" if oldest in places[i] else ""


def _mover(both: _Both) -> str:
    return f"between {both.oldest} and {both.newest}"


def _author(moment: Moment) -> str:
    return f"{moment.version} or before" if moment.between else moment.version


def _paragraphs(
    one: Blamed,
    half: str,
    both: _Both,
    tracked: Tracked,
    margin: Margin,
) -> Iterator[Any]:
    clause = (one.places[0] if half == "from" else one.last).clause
    for at, (bits, end) in enumerate(_lines(one, half, both)):
        line = Line(tuple(Piece(bit.text, "equal") for bit in bits), "equal", bool(clause.heading) and not at)
        paragraph = tracked.element("p")
        properties = paragraph_properties(clause, line, tracked, margin, None if at else 0)
        _ended(properties, end, both, tracked)
        paragraph.append(properties)
        for bit in bits:
            paragraph.extend(_runs(bit, both, tracked))
        yield paragraph


def _lines(one: Blamed, half: str, both: _Both) -> Iterator[tuple[list[_Bit], _Fate]]:
    """The paragraphs of a clause: what stands in each, and the fate of its end."""
    bits = list(_label(one, half, both))
    if bits:
        bits.append(_Bit("\t", bits[0].fate if len(bits) == 1 else _standing(one, half, both)))
    for bit in _words(one, half, both):
        first, *more = bit.text.split("\n")
        if first:
            bits.append(_Bit(first, bit.fate, bit.bold))
        for text in more:
            if bits:
                yield bits, bit.fate
            bits = [_Bit(text, bit.fate, bit.bold)] if text else []
    yield bits, _standing(one, half, both)


def _standing(one: Blamed, half: str, both: _Both) -> _Fate:
    """The fate of the clause itself."""
    if half:
        return _Fate(moved=half)
    names = [place.version for place in one.places]
    brought = None if both.oldest in names else _author(_first(one, names[0]))
    return _Fate(brought, None if both.newest in names else _gone(one))


def _first(one: Blamed, version: str) -> Moment:
    return next((run.brought for run in one.blame.runs if run.brought.version == version), Moment(version))


def _gone(one: Blamed) -> str:
    """Who took the clause out, or that nobody knows."""
    last = one.last.version
    taken = (run.taken for run in one.blame.runs if run.taken and run.taken.after == last)
    found = next(taken, None)
    return _author(found) if found else f"unknown after {last}"


def _label(one: Blamed, half: str, both: _Both) -> Iterator[_Bit]:
    """The numbers that the clause has had, each with the version that gave it and the one that changed it."""
    held: list[tuple[str, list[str]]] = []
    for place in one.places:
        number = number_of(place.clause)
        if not held or held[-1][0] != number:
            held.append((number, []))
        held[-1][1].append(place.version)
    whole = _standing(one, "", both)
    for at, (number, versions) in enumerate(held):
        brought = None if both.oldest in versions else versions[0] if at else whole.brought
        taken = None if both.newest in versions else held[at + 1][1][0] if at + 1 < len(held) else whole.taken
        if number and (fate := _halved(_Fate(brought, taken), half)):
            yield _Bit(f"{number} " if at + 1 < len(held) else number, fate, bold=True)


def _words(one: Blamed, half: str, both: _Both) -> Iterator[_Bit]:
    """The words of all versions in reading order, those of the heading in bold."""
    left = len(one.last.clause.heading or "")
    for run in one.blame.runs:
        spelled = dict(run.spelled)
        fate = _halved(_fate(run, both), half)
        here = spelled.get(both.oldest if half == "from" else both.newest, spelled.get(both.oldest, run.text))
        cut = len(here)
        if one.last.version in spelled:
            cut = min(left, len(here))
            left -= cut
        elif not left:
            cut = 0
        for text, bold in ((here[:cut], True), (here[cut:], False)):
            if text and fate:
                yield _Bit(text, fate, bold)


def _fate(run: Run, both: _Both) -> _Fate:
    spelled = dict(run.spelled)
    brought = None if both.oldest in spelled else _author(run.brought)
    if both.newest in spelled:
        return _Fate(brought)
    return _Fate(brought, _author(run.taken) if run.taken else f"unknown after {run.spells[-1].last}")


def _halved(fate: _Fate, half: str) -> _Fate | None:
    """A fate in one half of a move; None where the words are not in that half."""
    if not half:
        return fate
    if fate.brought is None and fate.taken is None:
        return _Fate(moved=half)
    return fate if (fate.brought is None) is (half == "from") else None


def _revisions(fate: _Fate, both: _Both, tracked: Tracked) -> Iterator[tuple[str, Tracked]]:
    """What is tracked, and by whom, from the inside out."""
    if fate.taken is not None:
        yield "delete", tracked.by(fate.taken, both.dates.get(fate.taken))
    if fate.brought is not None:
        yield "insert", tracked.by(fate.brought, both.dates.get(fate.brought))
    if fate.moved:
        yield fate.moved, tracked.by(_mover(both), None)


def _runs(bit: _Bit, both: _Both, tracked: Tracked) -> Iterator[Any]:
    around = list(_revisions(bit.fate, both, tracked)) or [("equal", tracked)]
    how, first = around[0]
    for run in first.runs(bit.text, how, bold=bit.bold):
        outer = run
        for more, who in around[1:]:
            outer = who.around(outer, more)
        yield outer


def _ended(properties: Any, fate: _Fate, both: _Both, tracked: Tracked) -> None:
    """Track the end of a paragraph; the schema wants an insertion before a deletion."""
    for how, who in reversed(list(_revisions(fate, both, tracked))):
        who.mark(properties, how)
