"""Many versions: the same clause followed through all of them, whatever its number in each.

Neighbouring versions are linked first. A clause that has no partner in the version before is then looked
for among the clauses that ended earlier, so that what vanishes and returns is one lineage with a gap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from mouarchive.comparing.alignment import Alignment, ByHand, Decisions, align, decide
from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.matching import word_similarity
from mouarchive.comparing.normalise import comparison_form
from mouarchive.comparing.worddiff import Letters
from mouarchive.model import Clause

__all__ = ["Lineage", "chained", "decided", "lineages"]


_BY_PLACE = (PAIRING.sole.name, PAIRING.matter.name, PAIRING.one_of_kind.name)


class Lineage(msgspec.Struct, frozen=True):
    """One clause through the versions: `steps` are (version label, eid), oldest first, gaps left out.

    `id` is permanent: it is made from where the clause was first seen, so later versions don't change it.
    """

    id: str
    steps: tuple[tuple[str, str], ...]

    def eid(self, label: str) -> str | None:
        """Its eid in this version; None where it has no place in it."""
        return dict(self.steps).get(label)


class _Thread(msgspec.Struct):
    """A lineage while it grows: steps are (version index, clause index), `above` the container's."""

    steps: list[tuple[int, int]] = msgspec.field(default_factory=list)
    above: _Thread | None = None


class _Text(msgspec.Struct, frozen=True):
    form: str
    code: str


def lineages(
    versions: Sequence[tuple[str, Sequence[Clause]]],
    seed: str,
    pairings: Decisions | None = None,
    aligned: Sequence[Alignment] | None = None,
) -> tuple[Lineage, ...]:
    """Follow every clause through `versions` (label and clauses, oldest first; only what could be read).

    `seed` tells agreements apart in the ids. A later version that is added changes no id; an older one
    changes the ids of those clauses alone that it holds. Ordered by first version, then place in it.
    `pairings` are what people decided, by label of the older and the newer version: of neighbours as in
    their comparison; of versions further apart the two clauses are one lineage, or are not. `aligned` are the
    alignments of neighbours, in order, where they have been made already.
    """
    pairings = pairings or {}
    texts = _Texts()
    threads: list[_Thread] = []
    current: dict[int, _Thread] = {}
    owners: list[dict[int, _Thread]] = []
    for at, (_, clauses) in enumerate(versions):
        previous = current
        current = {}
        placed: set[int] = set()
        if at:
            for pair in _neighbours(versions, at, pairings, aligned).pairs:
                current[pair.new] = previous[pair.old]
                if pair.rule.startswith(_BY_PLACE):
                    placed.add(pair.new)
        barred = _decide(versions, pairings, owners, at, current)
        alive = set(map(id, current.values()))
        ended = [thread for thread in threads if id(thread) not in alive and thread.steps[-1][0] < at - 1]
        loose = {index: current.pop(index) for index in placed & current.keys()}
        _find_returns(versions, texts, ended, at, current, barred=barred, loose=loose)
        _note_parents(clauses, current)
        for index in range(len(clauses)):
            if index not in current:
                current[index] = _Thread()
                threads.append(current[index])
            current[index].steps.append((at, index))
        _note_parents(clauses, current)
        owners.append(current)
    return tuple(_finished(thread, versions, seed) for thread in threads)


def _neighbours(
    versions: Sequence[tuple[str, Sequence[Clause]]],
    at: int,
    pairings: Decisions,
    aligned: Sequence[Alignment] | None,
) -> Alignment:
    if aligned is not None:
        return aligned[at - 1]
    (before, old), (label, new) = versions[at - 1 : at + 1]
    return align(old, new, pairings.get((before, label), ()))


def _finished(thread: _Thread, versions: Sequence[tuple[str, Sequence[Clause]]], seed: str) -> Lineage:
    steps = tuple((versions[at][0], versions[at][1][index].eid) for at, index in thread.steps)
    first = "\x1f".join((seed, *steps[0]))
    return Lineage(hashlib.sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:12], steps)


def _note_parents(clauses: Sequence[Clause], current: dict[int, _Thread]) -> None:
    where = {clause.eid: index for index, clause in reversed(list(enumerate(clauses)))}
    for index, thread in current.items():
        above = where.get(clauses[index].parent or "")
        thread.above = None if above is None else current.get(above)


def _decide(
    versions: Sequence[tuple[str, Sequence[Clause]]],
    pairings: Decisions,
    owners: Sequence[dict[int, _Thread]],
    at: int,
    current: dict[int, _Thread],
) -> set[tuple[int, int]]:
    """Carry out what people decided about version `at` and those before its neighbour.

    Returns the (clause, id of a lineage) that they have ruled out.
    """
    label, clauses = versions[at]
    barred: set[tuple[int, int]] = set()
    for before in range(at - 1):
        decided = decide(versions[before][1], clauses, pairings.get((versions[before][0], label), ()))
        for i, j in decided.together:
            mine = owners[before][i]
            for index in [k for k, thread in current.items() if thread is mine]:
                del current[index]
            current[j] = mine
        for i, j in decided.apart:
            mine = owners[before][i]
            barred.add((j, id(mine)))
            if current.get(j) is mine:
                del current[j]
    return barred


# ------------------------------------------------------------------ what returns


class _Texts:
    """Comparison form and word letters of clauses, worked out once."""

    def __init__(self) -> None:
        self._letters = Letters()
        self._known: dict[str, _Text] = {}

    def of(self, clause: Clause) -> _Text:
        words = clause.words
        if words not in self._known:
            form = comparison_form(words)
            self._known[words] = _Text(form, self._letters.encode(form.split()))
        return self._known[words]


def _find_returns(
    versions: Sequence[tuple[str, Sequence[Clause]]],
    texts: _Texts,
    ended: Sequence[_Thread],
    at: int,
    current: dict[int, _Thread],
    *,
    barred: set[tuple[int, int]],
    loose: Mapping[int, _Thread],
) -> None:
    """Give clauses of version `at` without partner the lineage that ended earlier and holds their words.

    The same words in the same container are enough even for a list item; elsewhere they must be as many, or
    as much alike, as those of a clause that was moved, and no other ended lineage may come near. A clause
    that was paired for its place more than for its words (`loose`) goes to the lineage that held these very
    words, if any.
    """
    clauses = versions[at][1]
    threads = _threads_above(clauses, current)
    links: list[tuple[float, int, int]] = []
    for index, clause in enumerate(clauses):
        if index in current:
            continue
        mine = texts.of(clause)
        scored = []
        for number, thread in enumerate(ended):
            if (index, id(thread)) in barred:
                continue
            last_at, last = thread.steps[-1]
            theirs = texts.of(versions[last_at][1][last])
            same_list = threads[index] is thread.above and thread.above is not None
            score = _return_score(mine, theirs, same_list=same_list)
            if score and (index not in loose or mine.form == theirs.form):
                scored.append((score, number))
        scored.sort(key=lambda entry: (-entry[0], -entry[1]))
        if scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= ALIGNMENT.lead):
            links.append((scored[0][0], index, scored[0][1]))
    taken: set[int] = set()
    for _, index, number in sorted(links, key=lambda link: (-link[0], link[1])):
        if number not in taken:
            taken.add(number)
            current[index] = ended[number]
    for index, thread in loose.items():
        current.setdefault(index, thread)


def _threads_above(clauses: Sequence[Clause], current: dict[int, _Thread]) -> list[_Thread | None]:
    where = {clause.eid: index for index, clause in reversed(list(enumerate(clauses)))}
    return [current.get(where.get(clause.parent or "", -1)) for clause in clauses]


def _return_score(mine: _Text, theirs: _Text, *, same_list: bool) -> float:
    """0..1, and more in the same container; 0 where the two are not held to be one clause."""
    bonus = 2 * ALIGNMENT.lead if same_list else 0.0
    if mine.form == theirs.form:
        return 1.0 + bonus if mine.form and (same_list or len(mine.code) >= ALIGNMENT.anchor_words) else 0.0
    if min(len(mine.code), len(theirs.code)) < ALIGNMENT.sentence_words:
        return 0.0
    score = word_similarity(mine.code, theirs.code, ALIGNMENT.elsewhere)
    return score + bonus if score else 0.0


# ------------------------------------------------------------------ decisions carried along lineages
#
# Who says that clause 5 of version 1 is clause 7 of version 2 has also said what it is in version 3, where
# the lineage of clause 7 goes on; and two clauses kept apart stay apart whichever versions are compared.


def chained(
    decisions: Decisions, lines: Sequence[Lineage], order: Sequence[str], old: str, new: str
) -> tuple[ByHand, ...]:
    """What the decisions made about other versions say about `old` and `new` (labels, the older first).

    Only decisions about versions from `old` to `new` count, in `order` (oldest first); `lines` are the
    lineages that were made with them. Each says between which versions it was decided.
    """
    rank = {label: place for place, label in enumerate(order)}
    owner = {step: line for line in lines for step in line.steps}
    found: dict[tuple[str, str, bool], ByHand] = {}
    for (a, b), given in sorted(decisions.items(), key=lambda entry: (rank[entry[0][0]], rank[entry[0][1]])):
        if (a, b) == (old, new) or not rank[old] <= rank[a] < rank[b] <= rank[new]:
            continue
        for one in given:
            before, after = owner.get((a, one.old)), owner.get((b, one.new))
            if before is None or after is None or (before is after) is not one.together:
                continue  # a decision that could not be carried out
            for mine, theirs in _sides(before, after, old, new):
                why = f"{one.why}; decided for {a} and {b}"
                found.setdefault(
                    (mine, theirs, one.together), ByHand(mine, theirs, one.together, one.who, why)
                )
    return tuple(found.values())


def decided(
    decisions: Decisions, lines: Sequence[Lineage], order: Sequence[str], old: str, new: str
) -> tuple[ByHand, ...]:
    """All that holds between `old` and `new`: decisions about these two first, then those carried over.

    What is carried over never gives a clause another partner than a decision about these two did.
    """
    direct = tuple(decisions.get((old, new), ()))
    mine = {one.old for one in direct if one.together}
    theirs = {one.new for one in direct if one.together}
    carried = chained(decisions, lines, order, old, new)
    return (*direct, *(one for one in carried if one.old not in mine and one.new not in theirs))


def _sides(before: Lineage, after: Lineage, old: str, new: str) -> Iterator[tuple[str, str]]:
    """The eids of the two lineages in the two versions, either way round."""
    for one, other in ((before, after), (after, before)):
        mine, theirs = one.eid(old), other.eid(new)
        if mine is not None and theirs is not None:
            yield mine, theirs
