"""How far an answer agrees with the truth of the made set: one figure for each thing that can be wrong.

Ids are compared as their parts ("Article 4(2)" = 4.2; schedule, appendix and annex are one word; a part of a
schedule is none), words as letters and figures. Containers and text outside clauses are not scored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rapidfuzz.distance import Indel

from made.truth import Stated, Step
from mouarchive.model import Change, ChangeKind, Clause

__all__ = ["FIGURES", "Score", "score_clauses", "score_layout", "score_step", "total"]

FIGURES = (
    "segF1", "text", "page", "heading", "pairing", "kind", "renumbered", "moved", "events", "parted",
    "stable",
)  # fmt: skip
CONTAINERS = {"annex", "part"}
PASSAGES = {
    "front", "unnumbered", "footnote", "parties", "recital", "signature", "control", "note", "table", "end",
    "paragraph",
}  # fmt: skip

Pair = tuple[str, str]


class Score(msgspec.Struct, frozen=True):
    """For each figure what was right, what was asked for, what was answered; and each mistake in words.

    A figure is the harmonic mean of right/asked and right/answered.
    """

    counts: dict[str, tuple[float, float, float]]
    mistakes: tuple[str, ...] = ()

    def figure(self, name: str) -> float | None:
        """A figure from 0 to 1; None where there was nothing to find and nothing was answered."""
        right, asked, answered = self.counts.get(name, (0, 0, 0))
        return 2 * right / (asked + answered) if asked + answered else None


def total(scores: Iterable[Score]) -> Score:
    """Several scores as one."""
    counts: dict[str, tuple[float, float, float]] = {}
    mistakes: list[str] = []
    for score in scores:
        mistakes += score.mistakes
        for name, found in score.counts.items():
            before = counts.get(name, (0, 0, 0))
            counts[name] = (before[0] + found[0], before[1] + found[1], before[2] + found[2])
    return Score(counts, tuple(mistakes))


def same_id(eid: str) -> str:
    """An id as its parts."""
    words = re.findall(r"[a-z]+|\d+", eid.lower())
    parts = ["annex" if word in {"schedule", "appendix"} else word for word in words if word != "article"]
    return re.sub(r"\bpart\.\w+\.", "", ".".join(parts) + ".").rstrip(".")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _scored(clause: Clause | None) -> bool:
    return clause is not None and clause.kind not in CONTAINERS | PASSAGES and not clause.eid.startswith("~")


def score_clauses(
    truth: Sequence[Stated], pages: Mapping[str, int], found: Sequence[Clause], *, headed: bool = True
) -> Score:
    """How far the clauses of one document are the true ones; `pages` by id.

    `headed`: headings are printed in another type than the text, so that they can be told from it.
    """
    answered = [clause for clause in found if _scored(clause)]
    by_id: dict[str, Clause] = {}
    for clause in answered:
        by_id.setdefault(same_id(clause.eid), clause)
    mistakes = []
    right = Counter[str]()
    for stated in truth:
        clause = by_id.pop(same_id(stated.id), None)
        if clause is None:
            mistakes.append(f"{stated.id} is missing")
            continue
        right["segF1"] += 1
        pairs = [("page", clause.page, pages[stated.id])]
        if headed:
            pairs.append(("heading", _letters(clause.heading or ""), _letters(stated.heading)))
        for name, answer, true in pairs:
            right[name] += answer == true
            if answer != true:
                mistakes.append(f"{stated.id}: {name} {answer!r}, not {true!r}")
        likeness = _likeness(clause, stated)
        right["text"] += likeness
        if likeness < 1:
            mistakes.append(f"{stated.id}: text {clause.words!r}")
    mistakes += [f"{clause.eid} is none" for clause in by_id.values()]
    mistakes += [f"{clause.eid} twice" for clause in answered if clause.eid.endswith("#2")]
    asked = float(len(truth))
    counts = {name: (right[name], asked, asked) for name in ("text", "page", "heading")[: 3 if headed else 2]}
    return Score({"segF1": (right["segF1"], asked, len(answered)), **counts}, tuple(mistakes))


def _likeness(clause: Clause, stated: Stated) -> float:
    """Of heading and text together, in whatever order the cells of a table were read."""
    mine, true = _letters(clause.words), _letters(stated.heading + stated.text)
    if sorted(clause.words.split()) == sorted(f"{stated.heading} {stated.text}".split()):
        return 1.0
    return float(Indel.normalized_similarity(mine, true))


def score_step(truth: Step, changes: Sequence[Change]) -> Score:
    """How far a comparison says what really happened.

    A clause that was split or merged may be paired with any of its parts, and nothing said of the others
    counts, except under "parted": that it was split or merged.
    """
    pairs, modified, moved = (
        [(same_id(old), same_id(new)) for old, new in some]
        for some in (truth.pairs, truth.modified, truth.moved)
    )
    parted = {(same_id(old), same_id(new)) for old, many in truth.split for new in many}
    parted |= {(same_id(old), same_id(new)) for many, new in truth.merged for old in many}
    olds, news = {old for old, _ in parted}, {new for _, new in parted}
    scored = [change for change in changes if _scored(change.new or change.old)]
    found = {_ids(change): change for change in scored}
    free = {ids for ids in found if ids[0] in olds or ids[1] in news}
    plain = [pair for pair in pairs if pair[0] not in olds and pair[1] not in news]
    expected: dict[Pair, ChangeKind] = {
        pair: ChangeKind.MODIFIED if pair in modified else ChangeKind.UNCHANGED for pair in plain
    }
    answered = {ids: change for ids, change in found.items() if ids not in free}
    paired = {ids for ids in answered if all(ids)}
    expected_all = expected | {("", same_id(new)): ChangeKind.ADDED for new in truth.added}
    expected_all |= {(same_id(old), ""): ChangeKind.REMOVED for old in truth.removed}
    real = {(ids, kind) for ids, kind in expected_all.items() if kind is not ChangeKind.UNCHANGED}
    said = {(ids, one.kind) for ids, one in answered.items() if one.kind is not ChangeKind.UNCHANGED}
    kinds = sum(ids in answered and answered[ids].kind is kind for ids, kind in expected_all.items())
    at_hand = [ids for ids in expected if ids in answered and ids not in moved]
    numbers = sum(answered[ids].renumbered == (ids[0] != ids[1]) for ids in at_hand)
    shifted = {ids for ids, change in answered.items() if change.moved}
    true_moves = {ids for ids in moved if ids in expected}
    split = sum(
        any(found[ids].split_from or found[ids].merged_into for ids in free if _touches(ids, old, new))
        for old, new in _groups(truth)
    )
    counts = {
        "pairing": (len(paired & set(expected)), len(expected), len(paired)),
        "kind": (kinds, len(expected_all), len(expected_all)),
        "renumbered": (numbers, len(at_hand), len(at_hand)),
        "moved": (len(shifted & true_moves), len(true_moves), len(shifted)),
        "events": (len(real & said), len(real), len(said)),
        "parted": (split, len(_groups(truth)), len(_groups(truth))),
    }
    mistakes = [f"{_shown(ids)}: not said to be {kind}" for ids, kind in sorted(real - said)]
    mistakes += [f"{_shown(ids)}: falsely said to be {kind}" for ids, kind in sorted(said - real)]
    mistakes += [f"{_shown(ids)}: not paired" for ids in expected if ids not in paired]
    mistakes += [f"{_shown(ids)}: moved is wrong" for ids in sorted(shifted ^ true_moves)]
    if split < len(_groups(truth)):
        mistakes.append("a split or merged clause is not said to be one")
    return Score({name: tuple(map(float, found)) for name, found in counts.items()}, tuple(mistakes))  # type: ignore[misc]


def score_layout(truth: Sequence[Stated], changes: Sequence[Change]) -> Score:
    """How far a comparison of one version printed in two layouts shows no change at all."""
    scored = [change for change in changes if _scored(change.new or change.old)]
    false = [one for one in scored if one.kind is not ChangeKind.UNCHANGED or one.moved or one.renumbered]
    right = len(scored) - len(false)
    mistakes = tuple(f"{_shown(_ids(one))}: falsely {one.kind}{' moved' * one.moved}" for one in false)
    return Score({"stable": (right, float(len(truth)), float(len(scored)))}, mistakes)


def _groups(truth: Step) -> list[tuple[set[str], set[str]]]:
    found = [({same_id(old)}, set(map(same_id, new))) for old, new in truth.split]
    return found + [(set(map(same_id, old)), {same_id(new)}) for old, new in truth.merged]


def _touches(ids: Pair, old: set[str], new: set[str]) -> bool:
    return ids[0] in old or ids[1] in new


def _ids(change: Change) -> Pair:
    return same_id(change.old.eid) if change.old else "", same_id(change.new.eid) if change.new else ""


def _shown(ids: Pair) -> str:
    return " > ".join(filter(None, ids)) if ids[0] != ids[1] else ids[0]
