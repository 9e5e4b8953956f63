"""What an archive holds of an agreement, and what it knows of without holding it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

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

__all__ = ["Standing", "standing", "standings_json", "upgrade_json"]

STATES = ("held", "unread", "registered", "withheld", "declared")


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
        counted = Counter([row.state for row in self.versions] + [row.state for row in self.declared])
        return {state: counted[state] for state in (*STATES, *sorted(set(counted) - set(STATES)))}

    def copies_of(self, version: VersionRow) -> tuple[CopyRow, ...]:
        """The copies of a version, as recorded."""
        return tuple(copy for copy in self.copies if copy.version == version.id)


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


def standings_json(found: Sequence[Standing]) -> dict[str, Any]:
    """The standing of each agreement. Keys are only ever added."""
    return {
        "agreements": [
            {
                "agreement": one.agreement.id,
                "title": one.agreement.title,
                "specimen": one.agreement.specimen,
                "states": one.states,
                "versions": [_version(one, row) for row in one.versions]
                + [
                    {
                        "version": row.id,
                        "label": row.label,
                        "state": row.state,
                        "dated": row.declared_date,
                        "exemption": row.exemption,
                        "declared_in": list(row.declared_in),
                    }
                    for row in one.declared
                ],
                "warnings": [
                    {"version": w.version, "code": w.code, "page": w.page, "message": w.message}
                    for w in one.warnings
                ],
                "upgrades": [upgrade_json(upgrade) for upgrade in one.upgrades],
            }
            for one in found
        ]
    }


def upgrade_json(one: UpgradeRow) -> dict[str, Any]:
    """A technical upgrade: which bytes, by which readers, how many clauses are read otherwise."""
    return {
        "version": one.version,
        "sha256": one.sha256,
        "seen": one.seen,
        "old_engine": one.old_engine,
        "new_engine": one.new_engine,
        "modified": one.modified,
        "only_old": one.only_old,
        "only_new": one.only_new,
        "renumbered": one.renumbered,
    }


def _version(one: Standing, row: VersionRow) -> dict[str, Any]:
    return {
        "version": row.id,
        "label": row.label,
        "state": row.state,
        "dated": row.dated,
        "exemption": row.exemption,
        "sha256": row.sha256,
        "pages": row.pages,
        "clauses": row.clauses,
        "copies": [
            {
                "file": copy.file,
                "sha256": copy.sha256,
                "state": copy.state,
                "disclosed": copy.disclosed,
                "url": copy.url,
            }
            for copy in one.copies_of(row)
        ],
    }
