"""Which labels are believed, decided for the whole document at once.

Each candidate line is either text or one of its readings at one place in the tree. A beam of the best
alternatives is carried from line to line; points add up; the best total at the end wins. So a wrong turn that
looks better for one line is taken back when the lines after it do not fit. Deterministic: ties go to the
alternative found first. Cost: candidates x beam.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mouarchive.clauses.labels import Mark, spell
from mouarchive.clauses.labels.reading import as_figures
from mouarchive.clauses.numbering.candidates import Candidate
from mouarchive.clauses.numbering.numbering_rules import NUMBERING, RULES, Points, earned
from mouarchive.clauses.numbering.placing import places
from mouarchive.clauses.numbering.stack import ROOT, Node, Option, Placement
from mouarchive.rules import Rule

__all__ = ["known", "solve"]


class _Trace(NamedTuple):
    placement: Placement
    before: _Trace | None


class _State(NamedTuple):
    stack: tuple[Node, ...]
    score: float
    placed: int
    trace: _Trace | None

    def reached(self) -> _State:
        """Itself: it is known already what it leads to."""
        return self


class _Step(NamedTuple):
    """A state with one more label, not yet looked at; `around` are the points of the line and its reading."""

    before: _State
    score: float
    option: Option
    around: Points

    def reached(self) -> _State:
        """The state in which the label is placed."""
        stack, placement = self.option.open()
        if self.around:
            placement = placement._replace(points=(*self.around, *placement.points))
        return _State(stack, self.score, self.before.placed + 1, _Trace(placement, self.before.trace))


def solve(candidates: Sequence[Candidate]) -> tuple[Placement, ...]:
    """The labels believed, in document order, each with its place and the rules that spoke for it."""
    beam = [_State((ROOT,), 0.0, 0, None)]
    for where in candidates:
        grown: list[_State | _Step] = list(beam)
        for state in beam:
            grown.extend(_believe(state, where))
            grown.extend(_guess(state, where))
        beam = _best(grown)
    return _unwind(beam[0].trace)


def _believe(state: _State, where: Candidate) -> Iterator[_Step]:
    """Every state in which this line begins with a label."""
    for reading, own in zip(where.readings, where.own, strict=True):
        stack, marks = known(state.stack, reading.marks)
        around: Points = (*where.points, *own)
        gained = state.score + sum(value for _, value in where.points) + sum(value for _, value in own)
        steps = _steps(
            state._replace(stack=stack, score=gained),
            marks[0],
            where,
            around,
            chained=len(marks) < len(reading.marks),
        )
        for mark in marks[1:]:
            reached = [step.reached() for step in steps]
            steps = [further for one in reached for further in _steps(one, mark, where, (), chained=True)]
        yield from steps


def _steps(state: _State, mark: Mark, where: Candidate, around: Points, *, chained: bool) -> list[_Step]:
    options = places(state.stack, mark, where, state.placed + 1, chained=chained)[: NUMBERING.branches]
    return [_Step(state, state.score + one.score, one, around) for one in options]


def _guess(state: _State, where: Candidate) -> Iterator[_Step]:
    """Every state in which this OCR line begins with a label that is told from its place."""
    around = sum(value for _, value in where.points)
    for option, likeness in guesses(state.stack, where, state.placed + 1):
        score = state.score + around + likeness[1] + option.score
        yield _Step(state, score, option, (*where.points, likeness))


def known(stack: tuple[Node, ...], marks: tuple[Mark, ...]) -> tuple[tuple[Node, ...], tuple[Mark, ...]]:
    """Of run-on labels only the last part is new where the first repeats an open clause: 1(1), then 1(2)."""
    if len(marks) == 1 or marks[0].end != marks[1].start:
        return stack, marks
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].kind in {"section", "decimal"} and _is(stack[at], marks[0]):
            return stack[: at + 1], (replace(marks[1], start=marks[0].start), *marks[2:])
    return stack, marks


def _is(node: Node, mark: Mark) -> bool:
    return len(node.path or ()) == len(mark.path) and node.begins(mark)


def _by_score(state: _State | _Step) -> float:
    return -state.score


def _best(grown: list[_State | _Step]) -> list[_State]:
    """The best alternatives, only the better one of any two with the same open clauses and lists."""
    grown.sort(key=_by_score)
    limit = grown[0].score - NUMBERING.margin
    kept: list[_State] = []
    seen: set[object] = set()
    for one in grown:
        if one.score < limit or len(kept) == NUMBERING.beam:
            break
        state = one.reached()
        signature = tuple(
            (node.eid, node.path, node.letters, node.scope, node.series) for node in state.stack
        )
        if signature not in seen:
            seen.add(signature)
            kept.append(state)
    return kept


def _unwind(trace: _Trace | None) -> tuple[Placement, ...]:
    found = []
    while trace is not None:
        found.append(trace.placement)
        trace = trace.before
    return tuple(reversed(found))


# ------------------------------------------------------------------ labels that OCR could not read


_LEFT_OVER = ".)"  # what is left of a label whose figure was lost
_SEVERAL_PARTS = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")
_LOST_STOP = re.compile(r"\d{2,4}\.")
_SIGNS = re.compile(r"[.,:]+")


def guesses(
    stack: tuple[Node, ...], where: Candidate, uid: int
) -> Iterator[tuple[Option, tuple[Rule, float]]]:
    """The labels that could stand on an OCR line next, each with its place and the points of the likeness.

    15.1.4  Last known address
    15:15   Date on which contact was lost        15.1.5, for it is next and its figures are the same
    152     Information returned                  15.2
    2511.   Surname                               15.1.1: at its column, three figures of four
    """
    if where.unsure is None:
        return
    seen = {reading.marks[0].value for reading in where.readings}
    for mark, x in _expected(stack, where):
        alike = _likeness(where.text[mark.start : mark.end], mark.value)
        near = abs(x - where.x) < NUMBERING.guessed_column
        read = where.text[mark.start : mark.end]
        other = _is_another(read, mark.value, alone=read == where.text)
        nothing = alike == 0 and len(read) == 1 and read not in _LEFT_OVER
        if mark.value in seen or nothing or other or not (near or alike >= NUMBERING.alike):
            continue
        seen.add(mark.value)
        options = places(stack, mark, where, uid, chained=False)
        if options:
            yield options[0], earned(RULES.from_place, alike - NUMBERING.unlike)


def _expected(stack: tuple[Node, ...], where: Candidate) -> Iterator[tuple[Mark, float]]:
    """What would be next in each list in progress, and the first below each number, with its column."""
    start, end = where.unsure or (0, 0)
    sections = stack[0].list_of("number.")
    if stack[-1].keyword and not stack[-1].series:
        shape, x = (sections.shape, sections.x) if sections is not None else (".", where.x)
        yield Mark("number", (1,), shape, "1", start, end), x
    for node in reversed(stack):
        if node.path and node.kind in {"section", "decimal"} and not node.list_of("decimal"):
            path = (*node.path, 1)
            yield Mark("decimal", path, "bare", ".".join(map(str, path)), start, end), node.x
        for series in node.series:
            following = series.last + 1
            if series.key == "decimal" and node.path is not None:
                path = (*node.path, following)
                yield Mark("decimal", path, series.shape, ".".join(map(str, path)), start, end), series.x
            elif series.key.startswith(("number", "lower", "upper")):
                family = series.key.rstrip("().")
                value = spell(family, following)
                if value:
                    yield Mark(family, (following,), series.shape, value, start, end), series.x


def _is_another(read: str, expected: str, *, alone: bool) -> bool:
    """Whether what was read is a number of its own, not one of other parts that lost or gained a full stop.

    `2.3` is not a misread 3, nor `4.1` a misread 2.4.1; `15.13` may be 15.1.3, but not on a line of its own;
    there `25.` may be 2.5 where that is next.
    """
    if _parts(read) == _parts(expected):
        return False
    figures = (re.sub(r"\D", "", text) for text in (read, expected))
    same = len(set(figures)) == 1
    if alone:
        return not (same and _LOST_STOP.fullmatch(read))
    return bool(_SEVERAL_PARTS.fullmatch(read)) and not same


def _parts(label: str) -> int:
    """Of how many numbers a label consists; one that stands alone on its line must agree in this."""
    return len(_SIGNS.split(label.strip(" .,:")))


def _likeness(read: str, expected: str) -> float:
    """Share 0..1 of letters and figures that agree, punctuation aside."""
    plain = "".join(filter(str.isalnum, expected))
    variants = ("".join(filter(str.isalnum, text)) for text in (as_figures(read), read.lower()))
    return max(difflib.SequenceMatcher(None, variant, plain, autojunk=False).ratio() for variant in variants)
