"""Units to passages: texts, identifiers by kind and place, their order among the clauses.

A passage of the body stands where its first line stands, a footnote right after the clause that bears its
mark, else at the end of its page, a note in the margin beside what it stands beside. All stand at the top:
a passage has no clause above it, not in an annex either, for it is no part of any numbering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.clauses.passages import Unit
from mouarchive.clauses.text.collecting import Draft
from mouarchive.clauses.text.joining import Hyphens, join_pieces
from mouarchive.clauses.text.tree import distinct, merge_boxes
from mouarchive.model import Clause

__all__ = ["Made", "in_order"]

_Key = tuple[int, int, int]


class Made(msgspec.Struct, frozen=True):
    """Clauses and passages in reading order; `units` are those of the passages, by eid."""

    clauses: tuple[Clause, ...]
    units: Mapping[str, Unit]


def in_order(
    clauses: Sequence[Clause], drafts: Sequence[Draft], units: Sequence[Unit], hyphens: Hyphens
) -> Made:
    """The clauses with the passages among them."""
    starts = [(draft.rows[0], clause) for draft, clause in zip(drafts, clauses, strict=True)]
    keyed: list[tuple[_Key, Clause | Unit]] = [
        ((row, 1, number), clause) for number, (row, clause) in enumerate(starts)
    ]
    begins = _begins(drafts, units)
    keyed += [(_key(number, unit, begins), unit) for number, unit in enumerate(units)]
    keyed.sort(key=lambda one: one[0])
    sorted_units = [one for _, one in keyed if isinstance(one, Unit)]
    eids = distinct(list(_eids(sorted_units)))
    made = {id(unit): eid for unit, eid in zip(sorted_units, eids, strict=True)}
    owners = _owners(clauses, drafts, sorted_units, eids)
    done = tuple(
        _passage(one, made[id(one)], hyphens, owners) if isinstance(one, Unit) else one for _, one in keyed
    )
    return Made(done, {made[id(unit)]: unit for unit in sorted_units})


def _begins(drafts: Sequence[Draft], units: Sequence[Unit]) -> dict[int, int]:
    """By row, the first row of the clause or passage that it stands in."""
    found = {row: draft.rows[0] for draft in drafts for row in draft.rows}
    return found | {row: unit.rows[0] for unit in units for row in unit.rows}


def _key(number: int, unit: Unit, begins: Mapping[int, int]) -> _Key:
    if unit.behind is not None:
        return (begins.get(unit.behind, unit.behind), 2, number)
    if unit.rows:
        return (unit.rows[0], 1, number)
    return (unit.at, 0 if unit.kind != "signature" else 1, number)


def _owners(
    clauses: Sequence[Clause], drafts: Sequence[Draft], units: Sequence[Unit], eids: Sequence[str]
) -> dict[int, str]:
    """By row, the eid of the clause or passage that it stands in; of several labels on a row the last."""
    found = {row: clause.eid for draft, clause in zip(drafts, clauses, strict=True) for row in draft.rows}
    return found | {row: eid for unit, eid in zip(units, eids, strict=True) for row in unit.rows}


_NAMES = {"parties": "front-parties"}


def _eids(units: Sequence[Unit]) -> Iterator[str]:
    """Kind and place: `front-2`; a recital with a letter has that: `recital-b`.

    The parties stand in the front matter and are `front-parties-1`: programs that read an identifier by the
    words that it begins with take "parties" for a Part.
    """
    places: Counter[str] = Counter()
    for unit in units:
        letter = unit.label.strip("(). ").lower()
        if unit.kind == "recital" and len(letter) == 1 and letter.isalpha():
            yield f"recital-{letter}"
            continue
        places[unit.kind] += 1
        yield f"{_NAMES.get(unit.kind, unit.kind)}-{places[unit.kind]}"


def _passage(unit: Unit, eid: str, hyphens: Hyphens, owners: Mapping[int, str]) -> Clause:
    lines = unit.lines
    rows = unit.rows if len(unit.rows) == len(lines) else tuple(range(len(lines)))
    passage = Clause(
        eid=eid,
        label=unit.label,
        heading=unit.heading or None,
        text=join_pieces(unit.pieces, hyphens),
        page=lines[0].page,
        page_end=max(line.page for line in lines),
        kind=unit.kind,
        boxes=merge_boxes(rows, lines),
        ocr=any(line.confidence is not None for line in lines),
        unsure=tuple(word for line in lines for word in line.unsure),
    )
    return passage if unit.behind is None else replace(passage, note_of=owners.get(unit.behind))
