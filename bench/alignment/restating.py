"""Clauses said again in other words, and clauses in whose place another matter was put."""

from __future__ import annotations

import random

from bench.alignment.documents import Node
from bench.alignment.paraphrases import PARAPHRASES

__all__ = ["plant", "restate"]

_FIRST, _NEW = 3_000_000, 4_000_000


def plant(rng: random.Random, root: Node) -> dict[int, int]:
    """Put every clause that has a paraphrase into a section; its identity to the number of the paraphrase."""
    sections = [node for node in root.walk() if node.kind == "section"]
    for number, (text, _) in enumerate(PARAPHRASES):
        goal = rng.choice(sections)
        goal.children.insert(
            rng.randrange(len(goal.children) + 1), Node(_FIRST + number, "clause", None, text)
        )
    return {_FIRST + number: number for number in range(len(PARAPHRASES))}


def restate(rng: random.Random, root: Node, planted: dict[int, int]) -> tuple[set[int], set[int]]:
    """Say a third of the planted clauses otherwise, put another matter in the place of a third.

    Returns the identities said otherwise, and those of which the place was taken.
    """
    said: set[int] = set()
    gone: set[int] = set()
    if not planted:
        return said, gone
    spare = [after for _, after in PARAPHRASES]
    rng.shuffle(spare)
    for node in [node for node in root.walk() if node.uid in planted and not node.origins]:
        what, own = rng.randrange(3), PARAPHRASES[planted[node.uid]][1]
        if what == 0:
            said.add(node.uid)
            node.text = own
        elif what == 1:
            gone.add(node.uid)
            node.uid, node.text = node.uid + _NEW, next(text for text in spare if text != own)
            spare.remove(node.text)
    return said, gone
