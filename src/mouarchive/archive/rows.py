"""Rows of the database as frozen, typed values: field names are the column names of `schema.py`.

JSON lists arrive as tuples, 0/1 as bool, missing values as None.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from mouarchive.model import Change, Clause

__all__ = [
    "AgreementRow",
    "ClaimRow",
    "CopyRow",
    "EventRow",
    "LineageRow",
    "LineageStep",
    "PageRow",
    "PhraseEventRow",
    "PhraseRow",
    "RegisterRow",
    "StatementRow",
    "UpgradeRow",
    "VersionRow",
    "WarningRow",
    "load",
]

Row = TypeVar("Row")


class AgreementRow(msgspec.Struct, frozen=True):
    """An agreement (the work)."""

    id: str
    title: str
    parties: tuple[str, ...]
    specimen: bool
    about: str | None
    source: str | None


class VersionRow(msgspec.Struct, frozen=True):
    """A version of an agreement; `held` says that its text could be read."""

    id: str
    agreement: str
    label: str
    position: int
    status: str | None
    dated: str | None
    in_force_from: str | None
    in_force_until: str | None
    in_force_source: str | None
    held: bool
    state: str
    exemption: str | None
    note: str | None
    source: str | None
    printed_label: str | None
    printed_date: str | None
    marking: str | None
    sha256: str | None
    pages: int | None
    pages_read: int | None
    clauses: int | None
    engine: str | None


class CopyRow(msgspec.Struct, frozen=True):
    """A copy: one PDF of a version."""

    id: str
    version: str
    agreement: str
    number: int
    file: str | None
    sha256: str | None
    bytes: int | None
    received_as: str | None
    disclosed: str | None
    accessioned: str | None
    authority: str | None
    request: str | None
    url: str | None
    exemptions: tuple[str, ...]
    note: str | None
    source: str | None
    state: str
    of_record: bool
    pages: int | None
    engine: str | None


class ClaimRow(msgspec.Struct, frozen=True):
    """A further or differing assertion about a version, with its source."""

    id: str
    version: str
    agreement: str
    about: str
    value: str
    source: str | None
    note: str | None


class PageRow(msgspec.Struct, frozen=True):
    """One page of a held copy; lengths in points."""

    id: str
    sha256: str
    page: int
    width: float
    height: float
    text: str
    characters: int
    stop_words: float | None
    usable: bool
    ocr_confidence: float | None
    image_share: float
    engine: str


class LineageRow(msgspec.Struct, frozen=True):
    """One clause followed through all held versions of an agreement."""

    id: str
    agreement: str
    first_version: str
    last_version: str
    versions: int
    label: str
    words: str


class LineageStep(msgspec.Struct, frozen=True):
    """A lineage in one held version: `clause` is None where it does not stand in it.

    `change` is what happened between the held version before and this one, None for the oldest. `unknown` is
    true where it does not stand in it and the place where it would stand is blacked out. `upgrades` are those
    of the version's copy of record that read the clause otherwise than before.
    """

    version: VersionRow
    clause: Clause | None
    change: Change | None
    unknown: bool = False
    upgrades: tuple[UpgradeRow, ...] = ()


class PhraseRow(msgspec.Struct, frozen=True):
    """A watched phrase."""

    id: str
    agreement: str
    text: str
    note: str | None


class PhraseEventRow(msgspec.Struct, frozen=True):
    """Where a watched phrase appears, vanishes or returns; `clauses` holds clause ids (version/eid)."""

    id: str
    phrase: str
    agreement: str
    event: str
    version: str | None
    previous_version: str | None
    clauses: tuple[str, ...]
    note: str | None


class StatementRow(msgspec.Struct, frozen=True):
    """Something said in public."""

    id: str
    agreement: str
    date: str
    who: str
    says: str
    phrases: tuple[str, ...]
    source: str | None
    note: str | None


class RegisterRow(msgspec.Struct, frozen=True):
    """A version that a document or the record declares, and whether it is held."""

    id: str
    agreement: str
    label: str
    state: str
    declared_in: tuple[str, ...]
    declared_date: str | None
    declared_note: str | None
    exemption: str | None
    source: str | None


class WarningRow(msgspec.Struct, frozen=True):
    """What a reader must know; `old_version` only where the warning is about a comparison."""

    id: str
    agreement: str
    version: str | None
    old_version: str | None
    sha256: str | None
    page: int | None
    code: str
    message: str


class UpgradeRow(msgspec.Struct, frozen=True):
    """The same bytes read otherwise by a newer reader: a technical upgrade, no change of the agreement.

    `differences` are (kind, identifier before, identifier since, redline as pairs of step and words).
    """

    id: str
    agreement: str
    version: str
    sha256: str
    number: int
    seen: str | None
    old_engine: str
    new_engine: str
    modified: int
    only_old: int
    only_new: int
    renumbered: int
    differences: tuple[Any, ...]

    @property
    def clauses(self) -> int:
        """How many clauses are read otherwise."""
        return len(self.differences)

    def touches(self, eid: str) -> bool:
        """Whether this clause (by its identifier since) is read otherwise than before."""
        return any(new == eid for _, _, new, _ in self.differences)


class EventRow(msgspec.Struct, frozen=True):
    """One line of an agreement's timeline."""

    id: str
    agreement: str
    date: str
    precision: str
    kind: str
    version: str | None
    title: str
    detail: str | None
    source: str | None


def _json_strings(value: str | None) -> tuple[Any, ...]:
    return tuple(json.loads(value)) if value else ()


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "tuple[str, ...]": _json_strings,
    "tuple[Any, ...]": _json_strings,
}


_PLANS: dict[type, tuple[tuple[str, Callable[[Any], Any] | None], ...]] = {}


def _plan(kind: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    if kind not in _PLANS:
        names = kind.__struct_fields__
        _PLANS[kind] = tuple((name, _CONVERTERS.get(kind.__annotations__[name])) for name in names)
    return _PLANS[kind]


def load(kind: type[Row], row: sqlite3.Row) -> Row:
    """Make one typed value from a row that has (at least) the columns its fields name."""
    return kind(**{name: convert(row[name]) if convert else row[name] for name, convert in _plan(kind)})
