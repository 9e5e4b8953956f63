"""The page of an agreement: its versions with four dates kept apart, its timeline, what is not held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from mouarchive.archive.database.rows import (
    AgreementRow,
    ClaimRow,
    CopyRow,
    EventRow,
    PhraseRow,
    RegisterRow,
    StatementRow,
    VersionRow,
)
from mouarchive.archive.store.store import Store
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Frame, agreement_frame
from mouarchive.site.views.phrase import InVersion, traced

__all__ = ["AgreementView", "agreement"]


class VersionLine(msgspec.Struct, frozen=True):
    """A version in the list: every date beside who says so; `compare` leads to the held version before."""

    version: VersionRow
    href: str
    copies: tuple[CopyRow, ...]
    disclosed: tuple[str, ...]
    accessioned: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    compare: str | None
    compared_with: str | None


class PhraseLine(msgspec.Struct, frozen=True):
    """A row of the matrix: in which versions a watched phrase stands."""

    phrase: PhraseRow
    href: str
    cells: tuple[InVersion, ...]


class AgreementView(msgspec.Struct, frozen=True):
    """Everything the page of an agreement shows."""

    template: ClassVar[str] = "agreement.html"
    frame: Frame
    agreement: AgreementRow
    versions: tuple[VersionLine, ...]
    held: tuple[VersionRow, ...]
    missing: tuple[RegisterRow, ...]
    matrix: tuple[PhraseLine, ...]
    events: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]


def agreement(store: Store, ask: Ask) -> AgreementView:
    """Make the page of an agreement. Raises NotFoundError with the nearest ids."""
    row = store.agreement(ask.parts["agreement"])
    versions = store.versions(row.id)
    copies, claims = store.copies(row.id), store.claims(row.id)
    held = tuple(version for version in versions if version.held)
    return AgreementView(
        agreement_frame(row, row.title),
        row,
        tuple(_line(version, held, copies, claims) for version in versions),
        held,
        tuple(entry for entry in store.register(row.id) if entry.state != "held"),
        tuple(_phrase(store, row, phrase, ask.fingerprint) for phrase in store.phrases(row.id)),
        store.events(row.id),
        store.statements(row.id),
    )


def _line(
    version: VersionRow, held: Sequence[VersionRow], copies: Sequence[CopyRow], claims: Sequence[ClaimRow]
) -> VersionLine:
    own = tuple(copy for copy in copies if copy.version == version.id)
    before = next((other for other in reversed(held) if other.position < version.position), None)
    shown = before if version.held else None
    return VersionLine(
        version,
        addresses.version(version.agreement, version.label),
        own,
        _dates(copy.disclosed for copy in own),
        _dates(copy.accessioned for copy in own),
        tuple(claim for claim in claims if claim.version == version.id),
        addresses.compare(version.agreement, shown.label, version.label) if shown else None,
        shown.label if shown else None,
    )


def _dates(dates: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({date for date in dates if date}))


def _phrase(store: Store, row: AgreementRow, phrase: PhraseRow, fingerprint: str) -> PhraseLine:
    return PhraseLine(
        phrase,
        addresses.phrase(phrase.text, phrase.agreement),
        traced(store, row, phrase.text, fingerprint).states,
    )
