"""References from clause to clause ("paragraph 15.2.6"), and what became of them in the next version. Pure.

    references   what the clauses of one version refer to, each reference with the clause it means there
    follow       the references of two versions side by side: intact, followed, dangling, or elsewhere

A reference counts as dangling only where it meant a clause before, or is so spelled that it can only mean one
("paragraph 15.2.6" in a document whose clauses are numbered in that way).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from mouarchive.comparing.mentions import Mention, mentions
from mouarchive.model import Clause, Comparison

__all__ = ["Fate", "Numbers", "Reference", "ReferenceFate", "follow", "references"]

_ATTACHED = frozenset(("annex", "schedule", "appendix", "part"))
_DEPTH = re.compile(r"\d+(?:\.\d+)*")


class Fate(enum.StrEnum):
    """What became of a reference."""

    INTACT = "intact"
    FOLLOWED = "followed"
    DANGLING = "dangling"
    ELSEWHERE = "elsewhere"
    RESOLVED = "resolved"


class Reference(msgspec.Struct, frozen=True):
    """One reference: the eid of the clause that makes it, its words, and the eid it means (None: no clause).

    `start` and `end` index the words of the clause that makes it.
    """

    clause: str
    quote: str
    number: str
    start: int
    end: int
    target: str | None


class ReferenceFate(msgspec.Struct, frozen=True):
    """A reference in two versions; `old` is None where only the newer text makes it.

    intact: it means the same clause under the same number · followed: that clause has another number now, and
    the reference gives it · dangling: no clause of the newer version has that number · elsewhere: it means
    another clause than before · resolved: it meant no clause before and means one now. `amended`: the number
    in the reference was changed; an elsewhere that is not amended happened behind its back.
    """

    fate: Fate
    old: Reference | None
    new: Reference
    amended: bool = False
    was: str | None = None
    """Eid, in the newer version, of the clause it meant in the older one; None where that is gone."""


class Numbers:
    """The clauses of one version by all that a reference may call them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.by_eid = {clause.eid.casefold(): clause for clause in clauses}
        self.parents = {clause.eid: clause.parent for clause in clauses}
        self.depths = {
            len(m.group().split(".")) for c in clauses if (m := _DEPTH.fullmatch(c.label.rstrip(".")))
        }
        self.attached: dict[tuple[str, str], Clause] = {}
        for clause in clauses:
            for text in (clause.label, clause.heading or "", clause.text[:60]):
                named = re.match(r"(annexe?|schedule|appendix|part)\s+(\w{1,5})\b", text, re.IGNORECASE)
                if named:
                    noun = "annex" if named[1].casefold().startswith("annex") else named[1].casefold()
                    self.attached.setdefault((noun, named[2].casefold()), clause)

    def above(self, eid: str) -> Iterator[str]:
        """A clause and what contains it, from the inside out."""
        seen: set[str] = set()
        at: str | None = eid
        while at is not None and at not in seen:
            yield at
            seen.add(at)
            at = self.parents.get(at)

    def resolve(self, mention: Mention, source: str) -> Clause | None:
        """The clause that is meant by a mention in the clause `source`."""
        if mention.noun == "part":
            return self._part(mention, source)
        if mention.noun in _ATTACHED:
            return self._attachment(mention.noun, mention.number)
        if mention.within is not None:
            annex = self._attachment(*mention.within)
            return None if annex is None else self._inside(annex, mention)
        number = mention.number.casefold()
        if number.startswith("("):
            return self._first(f"{eid}{number}" for eid in self.above(source))
        names = (number, f"{mention.noun}-{number}")
        within = [f"{eid}." for eid in self.above(source) if not eid[0].isdigit()]  # an annex's own first
        near = [f"{eid}{name}" for eid in within for name in (*names, *map(_base, names))]
        return self._first(near) or self._first([*names, *self._shorter(number)])

    def _part(self, mention: Mention, source: str) -> Clause | None:
        """Part 2 of the schedule that is named, else of the one that speaks, else of the document."""
        name = f"part-{mention.number.casefold()}"
        if mention.within is not None:
            annex = self._attachment(*mention.within)
            return None if annex is None else self._first([f"{annex.eid}.{name}"])
        near = [f"{eid}.{name}" for eid in self.above(source) if not eid[0].isdigit()]
        return self._first(near) or self._attachment("part", mention.number)

    def _attachment(self, noun: str, mark: str) -> Clause | None:
        eid = self.by_eid.get(f"{noun}-{mark.casefold()}")
        return eid or self.attached.get((noun, mark.casefold()))

    def _inside(self, annex: Clause, mention: Mention) -> Clause | None:
        number = mention.number.casefold()
        found = self.by_eid.get(f"{annex.eid}.{number}".casefold()) or self.by_eid.get(number)
        return found if found and annex.eid in self.above(found.eid) else None

    def _shorter(self, number: str) -> Iterator[str]:
        """15.2 for 15.2(a), where the items of 15.2 are no clauses of their own."""
        base = _base(number)
        if base != number and not any(eid.startswith(f"{base}(") for eid in self.by_eid):
            yield base

    def _first(self, eids: Iterator[str] | Sequence[str]) -> Clause | None:
        return next((self.by_eid[eid.casefold()] for eid in eids if eid.casefold() in self.by_eid), None)

    def named(self, noun: str, number: str) -> Clause | None:
        """The clause that somebody outside the text calls so: ("annex", "6"), ("", "15.2.6")."""
        if noun in _ATTACHED:
            return self._attachment(noun, number)
        small = number.casefold()
        return self._first([small, *([f"{noun}-{small}"] if noun else ()), *self._shorter(small)])

    def must_exist(self, mention: Mention) -> bool:
        """Whether a mention can mean nothing else: numbered in parts, as this document's clauses are."""
        depth = _DEPTH.match(mention.number)
        parts = len(depth.group().split(".")) if depth else 0
        return mention.noun not in _ATTACHED and parts > 1 and parts in self.depths


def _base(number: str) -> str:
    return number.partition("(")[0]


def references(clauses: Sequence[Clause]) -> tuple[Reference, ...]:
    """All references that the clauses of one version make to each other, in document order.

    A mention that means no clause is kept only where it can mean nothing else.
    """
    numbers = Numbers(clauses)
    return tuple(ref for clause in clauses for ref, sure in _made_by(clause, numbers) if sure)


def _made_by(clause: Clause, numbers: Numbers) -> list[tuple[Reference, bool]]:
    """The references of one clause, each with whether it is one for sure."""
    found = []
    for mention in mentions(clause.words):
        target = numbers.resolve(mention, clause.eid)
        if target is clause and mention.start == 0:
            continue  # "Annex 5 …" at the head of Annex 5 is its name
        reference = Reference(
            clause.eid,
            mention.quote,
            mention.number,
            mention.start,
            mention.end,
            target.eid if target else None,
        )
        found.append((reference, target is not None or numbers.must_exist(mention)))
    return found


def follow(compared: Comparison) -> tuple[ReferenceFate, ...]:
    """What became of every reference that the newer text makes, in its order."""
    changes = compared.changes
    before = Numbers([change.old for change in changes if change.old])
    after = Numbers([change.new for change in changes if change.new])
    partner = {change.old.eid: change.new.eid for change in changes if change.old and change.new}
    found: list[ReferenceFate] = []
    for change in changes:
        if change.new is None:
            continue
        new = _made_by(change.new, after)
        old = _made_by(change.old, before) if change.old else []
        for now, then in _paired(old, new):
            fate = _fate(now, then, partner)
            if fate is not None:
                found.append(fate)
    return tuple(found)


Made = tuple[Reference, bool]


def _paired(old: Sequence[Made], new: Sequence[Made]) -> Iterator[tuple[Made, Made | None]]:
    """Each newer reference with the older one it was: in order where they are as many, else by number."""
    if len(old) == len(new):
        yield from zip(new, old, strict=True)
        return
    match = SequenceMatcher(
        None, [ref.number for ref, _ in old], [ref.number for ref, _ in new], autojunk=False
    )
    for _, i1, i2, j1, j2 in match.get_opcodes():
        same = i2 - i1 == j2 - j1
        for at in range(j1, j2):
            yield new[at], old[i1 + at - j1] if same else None


def _fate(new: Made, old: Made | None, partner: dict[str, str]) -> ReferenceFate | None:
    now, sure = new
    then = old[0] if old else None
    amended = then is not None and then.number != now.number
    meant = then.target if then else None
    was = partner.get(meant) if meant else None
    if now.target is None:
        return (
            ReferenceFate(Fate.DANGLING, then, now, amended, was) if sure or (meant and not amended) else None
        )
    if then is None:
        return ReferenceFate(Fate.INTACT, None, now)
    if meant is None:
        return ReferenceFate(Fate.RESOLVED if old and old[1] else Fate.INTACT, then, now, amended)
    if was != now.target:
        return ReferenceFate(Fate.ELSEWHERE, then, now, amended, was)
    return ReferenceFate(Fate.FOLLOWED if amended else Fate.INTACT, then, now, amended, was)
