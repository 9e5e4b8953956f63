"""What an archive holds of an agreement, and what it knows of without holding it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from mouarchive.archive.database.rows import (
    AgreementRow,
    CopyRow,
    RegisterRow,
    UpgradeRow,
    VersionRow,
    WarningRow,
)
from mouarchive.archive.store.store import Store
from mouarchive.words import counted, safe_line

__all__ = ["Held", "Standing", "Standings", "read_otherwise", "standing", "standings", "upgraded"]

STATES = ("held", "unread", "registered", "withheld", "declared")


class Held(msgspec.Struct, frozen=True):
    """One version in a list: its label, its date, its state, and what is known of it in words."""

    label: str
    dated: str | None
    state: str
    facts: str


class Standing(msgspec.Struct, frozen=True):
    """One agreement: its versions, those only declared by others, its copies and what to beware of.

    `upgrades` tell where a newer reader found other words in the same bytes.
    """

    agreement: AgreementRow
    versions: Sequence[VersionRow]
    declared: Sequence[RegisterRow]
    copies: Sequence[CopyRow]
    warnings: Sequence[WarningRow]
    upgrades: Sequence[UpgradeRow] = ()

    @property
    def states(self) -> dict[str, int]:
        """How many versions are in each state, in a fixed order, none left out."""
        found = Counter([row.state for row in self.versions] + [row.state for row in self.declared])
        return {state: found[state] for state in (*STATES, *sorted(set(found) - set(STATES)))}

    @property
    def sentence(self) -> str:
        """How many versions are in which state, and whether all of it is a specimen."""
        states = ", ".join(f"{number} {state}" for state, number in self.states.items() if number)
        specimen = "; specimen: never released by anyone" if self.agreement.specimen else ""
        return f"{states or 'no version'}{specimen}"

    @property
    def lines(self) -> tuple[Held, ...]:
        """Every version in the order of the series, then those that only others name, each in words."""
        own = (Held(row.label, row.dated, row.state, self._facts(row)) for row in self.versions)
        others = (
            Held(row.label, row.declared_date, row.state, f"named by {', '.join(row.declared_in)}")
            for row in self.declared
        )
        return (*own, *others)

    def _facts(self, row: VersionRow) -> str:
        copies = self.copies_of(row)
        facts = []
        if row.held:
            facts.append(f"{counted(row.clauses or 0, 'clause')} on {counted(row.pages or 0, 'page')}")
        here = [copy for copy in copies if copy.file]
        if len(here) > 1:
            facts.append(f"{len(here)} copies")
        facts += ["a copy is held back (mouarchive decide)" for copy in copies if copy.state == "held-back"]
        waiting = [copy for copy in copies if not copy.file and copy.url]
        if waiting:
            facts.append(f"{len(waiting)} to be fetched (mouarchive fetch)")
        facts += [f"{copy.file} {copy.state}" for copy in here if copy.state in {"unreadable", "missing"}]
        if row.exemption:
            facts.append(row.exemption)
        return ", ".join(facts)

    def copies_of(self, version: VersionRow) -> tuple[CopyRow, ...]:
        """The copies of a version, as recorded."""
        return tuple(copy for copy in self.copies if copy.version == version.id)


class Standings(msgspec.Struct, frozen=True):
    """The answer to `status`: the standing of each agreement asked about."""

    found: tuple[Standing, ...]


def standings(store: Store, agreement: str | None = None) -> Standings:
    """The standing of every agreement, or of the one named. Raises NotFoundError for an unknown one."""
    wanted = [store.agreement(agreement)] if agreement else store.agreements()
    return Standings(tuple(standing(store, one) for one in wanted))


def standing(store: Store, agreement: AgreementRow) -> Standing:
    """Ask the store for all there is to know of an agreement's versions."""
    versions = store.versions(agreement.id)
    known = {version.label for version in versions}
    return Standing(
        agreement,
        versions,
        [row for row in store.register(agreement.id) if row.label not in known],
        store.copies(agreement.id),
        store.warnings(agreement.id),
        store.upgrades(agreement.id),
    )


def upgraded(one: UpgradeRow) -> str:
    """How many clauses a newer reader reads otherwise, and how, in one line."""
    parts = [
        f"{number} {what}"
        for number, what in (
            (one.modified, "in other words"),
            (one.only_new, "found only now"),
            (one.only_old, "no longer found"),
        )
        if number
    ]
    if one.renumbered:
        parts.append(f"{one.renumbered} under another number")
    since = f" since {one.seen}" if one.seen else ""
    return (
        f"technical upgrade, no change of the agreement: the same bytes are read otherwise{since}, "
        f"{counted(one.clauses, 'clause')} ({', '.join(parts)}); {_readers(one)}"
    )


def read_otherwise(one: UpgradeRow) -> str:
    """That one clause is read otherwise by a newer reader, in one line."""
    since = f" since {one.seen}" if one.seen else ""
    return f"technical upgrade: the same bytes were read otherwise before{since}; {_readers(one)}"


def _readers(one: UpgradeRow) -> str:
    """By what it was read before and by what since."""
    old, new = safe_line(one.old_engine), safe_line(one.new_engine)
    return f"read by {old} with other rules" if old == new else f"read by {old} before, by {new} since"
