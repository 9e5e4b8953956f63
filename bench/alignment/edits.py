"""Seeded edits of a made-up agreement, by profile."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace

from bench.alignment import sentences
from bench.alignment.documents import Maker, Node, document, numbered, twin, twin_document
from bench.alignment.noise import Numbered, badly_segmented, scanned
from bench.alignment.restating import plant, restate

from mouarchive.model import Clause

__all__ = ["PROFILES", "Case", "case"]


@dataclass(frozen=True)
class Odds:
    """Chance of each edit per clause (per section for those named so)."""

    delete: float = 0.025
    delete_item: float = 0.05
    insert: float = 0.03
    light: float = 0.06
    heavy: float = 0.015
    swapped_out: float = 0.008
    swap: float = 0.008
    move: float = 0.006
    to_annex: float = 0.004
    split: float = 0.008
    merge: float = 0.008
    heading: float = 0.03
    new_section: float = 0.5
    shuffle_sections: float = 0.0


TYPICAL = Odds()
HEAVY = Odds(
    delete=0.09, delete_item=0.15, insert=0.10, light=0.2, heavy=0.05, swapped_out=0.03, swap=0.03, move=0.02,
    to_annex=0.015, split=0.03, merge=0.03, heading=0.1, new_section=1.0,
)  # fmt: skip
REWRITE = replace(TYPICAL, light=0.25, heavy=0.25)
RESTRUCTURED = replace(TYPICAL, shuffle_sections=1.0)


@dataclass(frozen=True)
class Case:
    """Two versions and the truth: pairs of eids that are one clause; `either` are not counted.

    `splits` and `merges` are the pairs of a piece with what it came from or went into; `carried` the older
    eids of clauses put into another list or place, `swapped` those of two neighbours that changed places;
    `restated` the pairs said in other words, `replaced` the older eids whose place other text has taken.
    """

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    truth: frozenset[tuple[str, str]]
    either: Callable[[str, str], bool]
    splits: frozenset[tuple[str, str]] = frozenset()
    merges: frozenset[tuple[str, str]] = frozenset()
    carried: frozenset[str] = frozenset()
    swapped: frozenset[frozenset[str]] = frozenset()
    restated: frozenset[tuple[str, str]] = frozenset()
    replaced: frozenset[str] = frozenset()


def _reword(rng: random.Random, text: str, share: float) -> str:
    words = text.split()
    for _ in range(max(1, round(share * len(words)))):
        at, what = rng.randrange(len(words)), rng.random()
        if what < 0.5:
            words[at] = sentences.other_word(rng)
        elif what < 0.8 or len(words) < 4:
            words.insert(at, sentences.other_word(rng))
        else:
            del words[at]
    return " ".join(words)


def _untouched(node: Node) -> bool:
    """Whether the clause is from the older version, alone and neither split nor merged."""
    return not node.children and not node.origins and node.uid < 1_000_000


class _Editor:
    def __init__(self, rng: random.Random, root: Node, odds: Odds, prose: float) -> None:
        self.rng, self.root, self.odds = rng, root, odds
        self.make = Maker(rng, 1_000_000, prose)
        self.carried: list[Node] = []
        self.swapped: list[tuple[int, int]] = []

    def hit(self, chance: float) -> bool:
        return self.rng.random() < chance

    def edit(self) -> None:
        """All edits of the profile, once through the tree."""
        self._list(self.root)
        for node in list(self.root.walk()):
            if node.heading and self.hit(self.odds.heading):
                node.heading = sentences.heading(self.rng)
        self._put_down()
        if self.hit(self.odds.new_section):
            spot = self.rng.randrange(1 + min(3, len(self.root.children)))
            self.root.children.insert(spot, self.make.section())
        if self.odds.shuffle_sections:
            self._restructure()

    def _list(self, parent: Node) -> None:
        out: list[Node] = []
        for node in parent.children:
            self._list(node)
            out.extend(self._one(node))
        self._swap_and_merge(out)
        parent.children = out

    def _one(self, node: Node) -> list[Node]:  # noqa: PLR0911 - one return an edit
        rng, odds = self.rng, self.odds
        if node.kind == "item":
            if self.hit(odds.delete_item):
                return []
            if self.hit(odds.light / 2):
                node.text = node.text + " (if known)"
            extra = [self.make.node("item", None, sentences.field(rng, 99))] if self.hit(odds.insert) else []
            return [node, *extra]
        if node.kind != "clause":
            return [] if node.kind == "section" and self.hit(odds.delete / 3) else [node]
        if self.hit(odds.delete):
            return []
        if self.hit(odds.swapped_out):
            return [self.make.clause()]
        if self.hit(odds.move + odds.to_annex) and len(node.text.split()) >= 10:
            self.carried.append(node)
            return []
        if self.hit(odds.light):
            node.text = _reword(rng, node.text, 0.06)
        elif self.hit(odds.heavy):
            node.text = _reword(rng, node.text, rng.uniform(0.4, 0.6))
        out = self._maybe_split(node)
        return [*out, self.make.clause()] if self.hit(odds.insert) else out

    def _maybe_split(self, node: Node) -> list[Node]:
        parts = node.text.split(". ")
        if len(parts) < 2 or node.children or not self.hit(self.odds.split * 3):
            return [node]
        rest = self.make.node("clause", None, ". ".join(parts[1:]))
        rest.origins = (node.uid,)
        node.text = parts[0] + "."
        return [node, rest]

    def _swap_and_merge(self, nodes: list[Node]) -> None:
        for at in range(len(nodes) - 1, 0, -1):
            a, b = nodes[at - 1], nodes[at]
            if a.kind != "clause" or b.kind != "clause":
                continue
            if self.hit(self.odds.swap):
                nodes[at - 1], nodes[at] = b, a
                self.swapped.append((a.uid, b.uid))
            elif self.hit(self.odds.merge) and _untouched(a) and _untouched(b):
                a.text, a.origins = f"{a.text} {b.text}", (b.uid,)
                del nodes[at]

    def _put_down(self) -> None:
        places = [node for node in self.root.walk() if node.kind == "section"]
        for node in self.carried:
            goal = self.rng.choice(places)
            goal.children.insert(self.rng.randrange(len(goal.children) + 1), node)

    def _restructure(self) -> None:
        sections = [node for node in self.root.children if node.kind == "section"]
        annexes = [node for node in self.root.children if node.kind == "annex"]
        for _ in range(max(2, len(sections) // 5)):
            node = sections.pop(self.rng.randrange(len(sections)))
            if self.hit(0.5):
                sections.insert(self.rng.randrange(len(sections) + 1), node)
            else:
                holder = self.make.node("annex", sentences.heading(self.rng))
                holder.children = [node]
                annexes.append(holder)
        self.root.children = [*sections, *annexes]


@dataclass(frozen=True)
class Profile:
    """How a pair of versions is made."""

    odds: Odds
    scanned: float = 0.0
    twins: bool = False
    flat: bool = False
    badly_segmented: bool = False
    restated: bool = False
    prose: float = sentences.PROSE


PROFILES = {
    "typical": Profile(TYPICAL),
    "heavy": Profile(HEAVY),
    "rewrite": Profile(REWRITE),
    "ocr": Profile(TYPICAL, scanned=0.015),
    "segmentation": Profile(TYPICAL, scanned=0.004, badly_segmented=True),
    "restructured": Profile(RESTRUCTURED),
    "twins": Profile(TYPICAL, twins=True),
    "heavy twins": Profile(HEAVY, twins=True),
    "hierarchy lost": Profile(HEAVY, flat=True),
    "all templated": Profile(HEAVY, prose=0.0),
    "said otherwise": Profile(TYPICAL, restated=True),
}


def case(name: str, seed: int, size: int) -> Case:
    """Two versions of a made-up agreement of about `size` clauses; the same for the same arguments."""
    profile = PROFILES[name]
    rng = random.Random(f"{name}/{seed}/{size}")  # noqa: S311 - made-up text
    root = twin_document(rng, size) if profile.twins else document(rng, size, profile.prose)
    planted = plant(rng, root) if profile.restated else {}
    edited = deepcopy(root)
    lost: set[int] = set()
    fresh: set[int] = set()
    if profile.twins:
        lost, fresh = _exchange_twin(rng, edited)
    editor = _Editor(rng, edited, profile.odds, profile.prose)
    editor.edit()
    said, gone = restate(rng, edited, planted)
    olds, news = numbered(root, flat=profile.flat), numbered(edited, flat=profile.flat)
    if profile.badly_segmented:
        news = badly_segmented(rng, news)
    if profile.scanned:
        news = scanned(rng, news, profile.scanned)
    made = _case(olds, news, lost, fresh)
    was = {node.uid: clause.eid for node, clause in olds}
    return replace(
        made,
        carried=frozenset(was[node.uid] for node in editor.carried if node.uid in was),
        swapped=frozenset(frozenset((was[a], was[b])) for a, b in editor.swapped if a in was and b in was),
        restated=frozenset((was[node.uid], clause.eid) for node, clause in news if node.uid in said),
        replaced=frozenset(was[uid] for uid in gone),
    )


def _exchange_twin(rng: random.Random, root: Node) -> tuple[set[int], set[int]]:
    """Drop one of the twin annexes, and half of the time add another; identities of both."""
    annexes = [node for node in root.children if node.kind == "annex"]
    gone = rng.choice(annexes)
    root.children.remove(gone)
    lost = {node.uid for node in gone.walk()}
    if rng.random() < 0.5:
        return lost, set()
    added = twin(annexes[0], Maker(rng, 2_000_000))
    root.children.insert(root.children.index(annexes[-1]) if annexes[-1] in root.children else -1, added)
    return lost, {node.uid for node in added.walk()}


def _case(olds: Numbered, news: Numbered, lost: set[int], fresh: set[int]) -> Case:
    where = {node.uid: clause.eid for node, clause in olds}
    own = {(where[node.uid], clause.eid) for node, clause in news if node.uid in where}
    pieces = [(node, where[uid], c.eid) for node, c in news for uid in node.origins if uid in where]
    splits = frozenset((old, new) for node, old, new in pieces if node.uid not in where)
    merges = frozenset((old, new) for node, old, new in pieces if node.uid in where)
    gone = {where[uid] for uid in lost}
    made = {clause.eid for node, clause in news if node.uid in fresh}
    return Case(
        tuple(clause for _, clause in olds),
        tuple(clause for _, clause in news),
        frozenset(own) | splits | merges,
        lambda old, new: old in gone and new in made,
        splits,
        merges,
    )
