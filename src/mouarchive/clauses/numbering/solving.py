"""Which labels are believed, decided for the whole document at once.

Each candidate line is either text or one of its readings at one place in the tree. A beam of the best
alternatives is carried from line to line; points add up; the best total at the end wins. So a wrong turn that
looks better for one line is taken back when the lines after it do not fit. Deterministic: ties go to the
alternative found first. Cost: candidates x beam.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mouarchive.clauses.labels import Mark
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.guessing import GUESSED, guesses
from mouarchive.clauses.numbering.placing import places
from mouarchive.clauses.numbering.stack import ROOT, Node, Placement, Points

__all__ = ["solve"]

_BEAM = 14
_MARGIN = 9.0
_BRANCHES = 3


class _Trace(NamedTuple):
    placements: tuple[Placement, ...]
    before: _Trace | None


class _State(NamedTuple):
    stack: tuple[Node, ...]
    score: float
    placed: int
    trace: _Trace | None


def solve(candidates: Sequence[Candidate]) -> tuple[Placement, ...]:
    """The labels believed, in document order, each with its place and the rules that spoke for it."""
    beam = [_State((ROOT,), 0.0, 0, None)]
    for where in candidates:
        grown = list(beam)
        for state in beam:
            grown.extend(_believe(state, where))
            grown.extend(_guess(state, where))
        beam = _best(grown)
    return _unwind(beam[0].trace)


def _believe(state: _State, where: Candidate) -> list[_State]:
    """Every state in which this line begins with a label."""
    around = sum(value for _, value in where.points)
    out: list[_State] = []
    for reading, own in zip(where.readings, where.own, strict=True):
        score = state.score + around + sum(value for _, value in own)
        stack, marks = _known(state.stack, reading.marks)
        partial: list[tuple[tuple[Node, ...], float, tuple[Placement, ...]]] = [(stack, score, ())]
        for number, mark in enumerate(marks, len(reading.marks) - len(marks)):
            grown = []
            for stack, total, done in partial:
                uid = state.placed + len(done) + 1
                for option in places(stack, mark, where, uid, chained=number > 0)[:_BRANCHES]:
                    placement = (
                        option.placement if done else _with_points(option.placement, where.points, own)
                    )
                    grown.append((option.stack, total + option.score, (*done, placement)))
            partial = grown
        out.extend(
            _State(stack, total, state.placed + len(done), _Trace(done, state.trace))
            for stack, total, done in partial
        )
    return out


def _guess(state: _State, where: Candidate) -> list[_State]:
    """Every state in which this OCR line begins with a label that is told from its place."""
    around = sum(value for _, value in where.points)
    out = []
    for option, likeness in guesses(state.stack, where, state.placed + 1):
        placement = _with_points(option.placement, where.points, ((GUESSED, likeness),))
        score = state.score + around + likeness + option.score
        out.append(_State(option.stack, score, state.placed + 1, _Trace((placement,), state.trace)))
    return out


def _known(stack: tuple[Node, ...], marks: tuple[Mark, ...]) -> tuple[tuple[Node, ...], tuple[Mark, ...]]:
    """Of run-on labels only the last part is new where the first repeats an open clause: 1(1), then 1(2)."""
    if len(marks) == 1 or marks[0].end != marks[1].start:
        return stack, marks
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].kind in {"section", "decimal"} and _is(stack[at], marks[0]):
            return stack[: at + 1], (replace(marks[1], start=marks[0].start), *marks[2:])
    return stack, marks


def _is(node: Node, mark: Mark) -> bool:
    return len(node.path or ()) == len(mark.path) and node.begins(mark)


def _with_points(placement: Placement, around: Points, own: Points) -> Placement:
    return Placement(
        placement.uid,
        placement.row,
        placement.mark,
        placement.parent,
        placement.kind,
        placement.eid,
        (*around, *own, *placement.points),
    )


def _by_score(state: _State) -> float:
    return -state.score


def _best(states: list[_State]) -> list[_State]:
    """The best alternatives, only the better one of any two with the same open clauses and lists."""
    states.sort(key=_by_score)
    limit = states[0].score - _MARGIN
    kept: list[_State] = []
    seen: set[object] = set()
    for state in states:
        if state.score < limit or len(kept) == _BEAM:
            break
        signature = tuple(
            (node.eid, node.path, node.letters, node.scope, node.series) for node in state.stack
        )
        if signature not in seen:
            seen.add(signature)
            kept.append(state)
    return kept


def _unwind(trace: _Trace | None) -> tuple[Placement, ...]:
    runs = []
    while trace is not None:
        runs.append(trace.placements)
        trace = trace.before
    return tuple(placement for run in reversed(runs) for placement in run)
