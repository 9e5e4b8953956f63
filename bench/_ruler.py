"""What a false change is, worked out from the clauses' texts alone.

The ruler knows two lists of clauses and no pairing. A clause has *stayed* where the letters and digits of
its own words (heading and text, without its number) stand in both versions, as whole clauses, equally often
and at least once; or, from thirty letters on, where they stand equally often in the whole text of both, so
that a clause that one reading glued to its neighbour counts too. Nothing of such a clause was taken out or
put in.

A *false change* is a clause that has stayed, of which a tool shows a word as deleted (in the older version)
or inserted (in the newer one). A number shown as changed is counted apart: it is no false change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from _peers import Marked

__all__ = ["Tally", "Unit", "judged", "stayed"]

_LONG = 30


@dataclass(frozen=True)
class Unit:
    """One clause of one version: its id, its number as printed, its own words."""

    eid: str
    label: str
    words: str


@dataclass(frozen=True)
class Tally:
    """Clauses that stayed, those shown with changed words, those of which only the number is marked."""

    stayed: int = 0
    false: int = 0
    number: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.stayed + other.stayed, self.false + other.false, self.number + other.number)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def stayed(mine: Sequence[Unit], theirs: Sequence[Unit]) -> list[bool]:
    """Which clauses of the one version stand in the other with the same words."""
    forms = [[_letters(unit.words) for unit in side] for side in (mine, theirs)]
    counts = [Counter(side) for side in forms]
    whole = ["".join(_letters(unit.label) + form for unit, form in zip(*pair, strict=True))
             for pair in ((mine, forms[0]), (theirs, forms[1]))]  # fmt: skip
    out: list[bool] = []
    for form in forms[0]:
        as_clause = counts[0][form] == counts[1][form]
        as_text = len(form) >= _LONG and whole[0].count(form) == whole[1].count(form) > 0
        out.append(bool(form) and (as_clause or as_text))
    return out


def judged(units: Sequence[Unit], same: Sequence[bool], marked: Marked) -> Tally:
    """Count one version as a tool marked it.

    The clauses' words are found in the tool's text as the longest common run of words in order, so that page
    furniture between them costs the tool nothing; a word that is not found there is not held against it.
    """
    mine = [
        (index, is_label, word)
        for index, unit in enumerate(units)
        for is_label, text in ((True, unit.label), (False, unit.words))
        for word in text.split()
    ]
    codes: dict[str, int] = {}
    a = [codes.setdefault(_letters(word) or word, len(codes)) for _, _, word in mine]
    b = [codes.setdefault(_letters(word) or word, len(codes)) for word in marked.words]
    words_shown: set[int] = set()
    labels_shown: set[int] = set()
    for op in Indel.opcodes(a, b):
        if op.tag != "equal":
            continue
        for step in range(op.src_end - op.src_start):
            if marked.changed[op.dest_start + step]:
                index, is_label, _ = mine[op.src_start + step]
                (labels_shown if is_label else words_shown).add(index)
    kept = {index for index, is_same in enumerate(same) if is_same}
    return Tally(len(kept), len(kept & words_shown), len(kept & labels_shown - words_shown))
