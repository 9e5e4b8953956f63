"""What reading does to a version: letters misread, clauses glued or cut, page furniture inside a text."""

from __future__ import annotations

import dataclasses
import random

from bench.alignment.documents import Node
from msgspec.structs import replace

from mouarchive.model import Clause

__all__ = ["Numbered", "badly_segmented", "scanned"]

Numbered = list[tuple[Node, Clause]]
"""Clauses in document order, each with the node (and so the identities) it comes from."""

_GLUED = _CUT = _FURNITURE = 0.03
_SEEN_AS = {
    "m": "rn",
    "d": "cl",
    "l": "1",
    "i": "l",
    "o": "0",
    "e": "c",
    "s": "5",
    "b": "6",
    "h": "b",
    ",": ".",
}


def scanned(rng: random.Random, found: Numbered, share: float) -> Numbered:
    """The clauses with this share 0..1 of their characters misread or lost."""
    return [(node, replace(clause, text=_misread(rng, clause.text, share))) for node, clause in found]


def _misread(rng: random.Random, text: str, share: float) -> str:
    out = []
    for char in text:
        if rng.random() < share:
            out.append(_SEEN_AS.get(char, "" if rng.random() < 0.5 else char.swapcase()))
        else:
            out.append(char)
    return "".join(out)


def badly_segmented(rng: random.Random, found: Numbered) -> Numbered:
    """Three clauses in a hundred glued to the next, as many cut in two, as many with a page's foot inside.

    The glued clause has the identities of both; both halves of a cut one have its own.
    """
    out: Numbered = []
    containers = {clause.parent for _, clause in found}
    for node, clause in found:
        leaf = clause.eid not in containers and bool(clause.text)
        before = out[-1] if out else None
        if (
            before is not None and leaf and rng.random() < _GLUED
            and before[1].parent == clause.parent and before[1].eid not in containers
        ):  # fmt: skip
            out[-1] = _glued(before, (node, clause))
        elif leaf and len(clause.text.split()) > 8 and rng.random() < _CUT:
            out.extend(_halves(rng, node, clause))
        elif leaf and rng.random() < _FURNITURE:
            out.append((node, _with_furniture(rng, clause)))
        else:
            out.append((node, clause))
    return out


def _glued(first: tuple[Node, Clause], second: tuple[Node, Clause]) -> tuple[Node, Clause]:
    origins = (*first[0].origins, second[0].uid, *second[0].origins)
    text = f"{first[1].text} {second[1].label} {second[1].text}"
    return dataclasses.replace(first[0], origins=origins), replace(first[1], text=text)


def _halves(rng: random.Random, node: Node, clause: Clause) -> Numbered:
    words = clause.text.split()
    at = rng.randrange(4, len(words) - 3)
    rest = replace(
        clause, eid=f"{clause.eid}-rest", label="", heading=None, text=" ".join(words[at:]), kind="unnumbered"
    )
    return [(node, replace(clause, text=" ".join(words[:at]))), (node, rest)]


def _with_furniture(rng: random.Random, clause: Clause) -> Clause:
    words = clause.text.split()
    at = rng.randrange(len(words) + 1)
    foot = f"Page {clause.page} of 30 OFFICIAL".split()
    return replace(clause, text=" ".join([*words[:at], *foot, *words[at:]]))
