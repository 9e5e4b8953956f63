"""Made-up agreements as trees with an identity for every clause, so that the truth is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from bench.alignment import sentences

from mouarchive.model import Clause

__all__ = ["Maker", "Node", "document", "numbered", "twin", "twin_document"]


@dataclass
class Node:
    """A clause; `uid` is its identity through all edits, `origins` what else went into it."""

    uid: int
    kind: str
    heading: str | None = None
    text: str = ""
    children: list[Node] = field(default_factory=list)
    origins: tuple[int, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Maker:
    """Makes clauses, each with an identity of its own."""

    def __init__(self, rng: random.Random, first: int = 0, prose: float = sentences.PROSE) -> None:
        self.rng = rng
        self.last = first
        self.prose = prose

    def sentence(self) -> str:
        """A sentence, from the wide vocabulary or from ready parts."""
        return sentences.sentence(self.rng, self.prose)

    def node(self, kind: str, heading: str | None = None, text: str = "") -> Node:
        """A clause without children."""
        self.last += 1
        return Node(self.last, kind, heading, text)

    def item_list(self) -> Node:
        """An introduction with three to nine items."""
        rng = self.rng
        intro = self.node("clause", None, f"{self.sentence()[:-1]}, namely:")
        if rng.random() < 0.5:
            intro.text = "The following data items will be shared:"
        intro.children = [self.node("item", None, sentences.field(rng, n)) for n in range(rng.randint(3, 9))]
        return intro

    def clause(self) -> Node:
        """A clause, now and then a list or one with sub-clauses."""
        rng = self.rng
        if rng.random() < 0.15:
            return self.item_list()
        text = sentences.boilerplate(rng) if rng.random() < 0.1 else self.sentence()
        made = self.node("clause", None, text)
        if rng.random() < 0.12:
            made.children = [self.node("clause", None, self.sentence()) for _ in range(rng.randint(2, 4))]
        return made

    def section(self) -> Node:
        """A heading with two to seven clauses."""
        made = self.node("section", sentences.heading(self.rng))
        made.children = [self.clause() for _ in range(self.rng.randint(2, 7))]
        return made


def document(rng: random.Random, size: int, prose: float = sentences.PROSE) -> Node:
    """Sections with clauses and lists, then annexes that restart their numbering; about `size` clauses."""
    make = Maker(rng, prose=prose)
    root = make.node("document")
    while sum(1 for _ in root.walk()) < 0.8 * size:
        root.children.append(make.section())
    while sum(1 for _ in root.walk()) < size:
        annex = make.node("annex", sentences.heading(rng))
        annex.children = [make.section() for _ in range(rng.randint(1, 3))]
        root.children.append(annex)
    return root


def twin_document(rng: random.Random, size: int) -> Node:
    """A short body and process annexes that are near-copies of one skeleton."""
    make = Maker(rng)
    root = make.node("document")
    root.children = [make.section() for _ in range(4)]
    skeleton = make.node("annex", "Process")
    skeleton.children = [make.section() for _ in range(4)]
    while sum(1 for _ in root.walk()) < size:
        root.children.append(twin(skeleton, make))
    return root


def twin(skeleton: Node, make: Maker) -> Node:
    """A copy with identities of its own, one clause in six reworded a little."""
    copy = deepcopy(skeleton)
    for node in copy.walk():
        make.last += 1
        node.uid = make.last
        if node.kind == "annex":
            node.heading = f"Process {sentences.heading(make.rng)}"
        elif node.text and make.rng.random() < 1 / 6:
            words = node.text.split()
            words[make.rng.randrange(len(words))] = sentences.other_word(make.rng)
            node.text = " ".join(words)
    return copy


def numbered(root: Node, *, flat: bool = False) -> list[tuple[Node, Clause]]:
    """The clauses as printed: sections 1, 1.1, 1.1.1, items (a), annexes restarting; `flat` loses parents."""
    out: list[tuple[Node, Clause]] = []
    counts = {"section": 0, "annex": 0}
    for child in root.children:
        kind = "annex" if child.kind == "annex" else "section"
        counts[kind] += 1
        if kind == "annex":
            letter = _letters(counts[kind])
            _emit(out, child, (f"annex-{letter.lower()}", f"Annex {letter}"), None, flat=flat)
        else:
            _emit(out, child, (str(counts[kind]), str(counts[kind])), None, flat=flat)
    return out


def _letters(number: int) -> str:
    return (chr(64 + (number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def _emit(
    out: list[tuple[Node, Clause]], node: Node, name: tuple[str, str], parent: str | None, *, flat: bool
) -> None:
    eid, label = name
    kind = node.kind if node.kind in {"annex", "section"} else "clause"
    page = 1 + len(out) // 12
    out.append(
        (node, Clause(eid, label, node.heading, node.text, page, page, 0, kind, None if flat else parent))
    )
    for number, child in enumerate(node.children, 1):
        if child.kind == "item":
            names = (f"{eid}({_letters(number).lower()})", f"({_letters(number).lower()})")
        else:
            names = (f"{eid}.{number}", str(number) if kind == "annex" else f"{label}.{number}")
        _emit(out, child, names, eid, flat=flat)
