"""The page of a phrase: where it appears, vanishes and returns, with the clauses it stands in."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from mouarchive.archive.database.rows import AgreementRow, PhraseRow, StatementRow
from mouarchive.archive.store.store import Store
from mouarchive.errors import UsageError
from mouarchive.site import addresses
from mouarchive.site.views.frame import Ask, Crumb, Frame
from mouarchive.site.views.tracing import Traced, letters, traced

__all__ = ["PhraseView", "phrase"]

_LONGEST = 300


class Biography(msgspec.Struct, frozen=True):
    """What became of the phrase in one agreement, and what was said about it."""

    agreement: AgreementRow
    href: str
    traced: Traced
    statements: tuple[StatementRow, ...]
    watched: PhraseRow | None


class Watched(msgspec.Struct, frozen=True):
    """A phrase that the archive watches."""

    text: str
    href: str
    note: str | None
    agreement: AgreementRow


class PhraseView(msgspec.Struct, frozen=True):
    """Everything the page of a phrase shows; `nowhere` names the agreements in which it was not found."""

    template: ClassVar[str] = "phrase.html"
    frame: Frame
    q: str
    only: str
    agreements: tuple[AgreementRow, ...]
    biographies: tuple[Biography, ...]
    nowhere: tuple[Biography, ...]
    watched: tuple[Watched, ...]


def phrase(store: Store, ask: Ask) -> PhraseView:
    """Make the page of a phrase, or the list of watched ones where none is asked for.

    Raises UsageError where the phrase is too long, NotFoundError for an unknown agreement.
    """
    q, only = ask.one("q"), ask.one("agreement")
    if len(q) > _LONGEST:
        raise UsageError(f"the phrase is longer than {_LONGEST} characters")
    every = store.agreements()
    chosen = (store.agreement(only),) if only else every
    told = [_biography(store, row, q, ask.fingerprint) for row in chosen] if letters(q) else []
    title = f"“{q[:60]}” · Phrase · mouarchive" if q else "Phrases · mouarchive"
    told.sort(key=lambda row: not row.traced.found)
    shown = tuple(row for row in told if row.traced.found or row.watched)
    return PhraseView(
        Frame(
            title,
            "phrases",
            (Crumb("Agreements", "/"), Crumb("Phrases", "/phrases/" if q else None)),
            bool(shown) and all(row.agreement.specimen for row in shown),
        ),
        q,
        only,
        every,
        shown,
        tuple(row for row in told if row not in shown),
        tuple(_watched(store, row) for row in store.phrases()),
    )


def _biography(store: Store, agreement: AgreementRow, q: str, fingerprint: str) -> Biography:
    sought = letters(q)
    statements = tuple(
        row
        for row in store.statements(agreement.id)
        if any(_touch(sought, letters(text)) for text in row.phrases)
    )
    watched = next((row for row in store.phrases(agreement.id) if letters(row.text) == sought), None)
    return Biography(
        agreement,
        addresses.agreement(agreement.id),
        traced(store, agreement.id, q, fingerprint),
        statements,
        watched,
    )


def _touch(sought: str, said: str) -> bool:
    """A statement on "nationality" concerns "(once collected) nationality" too, and the other way round."""
    return bool(said) and (said in sought or sought in said)


def _watched(store: Store, row: PhraseRow) -> Watched:
    return Watched(row.text, addresses.phrase(row.text), row.note, store.agreement(row.agreement))
