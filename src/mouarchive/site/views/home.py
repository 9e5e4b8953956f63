"""The home page (agreements, and what their watched phrases tell) and the page of statements."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from mouarchive.archive.database.rows import AgreementRow, PhraseEventRow, StatementRow
from mouarchive.archive.store.store import Store
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame

__all__ = [
    "HomeView",
    "StatementsView",
    "home",
    "statements",
]

# A phrase that stands in every version held is no story.
_TELLING: Final = frozenset({"appears", "vanishes", "returns"})


class Card(msgspec.Struct, frozen=True):
    """An agreement in the list: `first` and `last` are the dates of its oldest and newest dated text."""

    agreement: AgreementRow
    href: str
    held: int
    known: int
    first: str | None
    last: str | None
    statements: int


class Story(msgspec.Struct, frozen=True):
    """What became of a watched phrase."""

    agreement: AgreementRow
    text: str
    href: str
    events: tuple[PhraseEventRow, ...]


class HomeView(msgspec.Struct, frozen=True):
    """Everything the home page shows."""

    template: ClassVar[str] = "home.html"
    frame: Frame
    cards: tuple[Card, ...]
    stories: tuple[Story, ...]
    counts: dict[str, int]


def home(store: Store, _ask: Ask) -> HomeView:
    """Make the home page; agreements that were really made stand before specimens."""
    agreements = sorted(store.agreements(), key=lambda row: (row.specimen, row.title))
    stories = tuple(story for row in agreements for story in _stories(store, row))
    cards = tuple(_card(store, row) for row in agreements)
    return HomeView(Frame("mouarchive: agreements, clause by clause"), cards, stories, store.counts())


def _card(store: Store, agreement: AgreementRow) -> Card:
    versions = store.versions(agreement.id)
    dates = sorted(version.dated for version in versions if version.dated)
    return Card(
        agreement,
        addresses.agreement(agreement.id),
        sum(version.held for version in versions),
        len(versions),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        len(store.statements(agreement.id)),
    )


def _stories(store: Store, agreement: AgreementRow) -> list[Story]:
    told = []
    for phrase in store.phrases(agreement.id):
        events = store.phrase_events(phrase=phrase.id)
        if any(event.event in _TELLING for event in events):
            told.append(Story(agreement, phrase.text, addresses.phrase(phrase.text), events))
    return told


class Said(msgspec.Struct, frozen=True):
    """A statement and the agreement it concerns."""

    statement: StatementRow
    agreement: AgreementRow


class StatementsView(msgspec.Struct, frozen=True):
    """Everything the page of statements shows."""

    template: ClassVar[str] = "statements.html"
    frame: Frame
    said: tuple[Said, ...]


def statements(store: Store, _ask: Ask) -> StatementsView:
    """Make the page of statements."""
    known = {row.id: row for row in store.agreements()}
    said = tuple(Said(row, known[row.agreement]) for row in store.statements())
    crumbs = (Crumb("Agreements", "/"), Crumb("Statements"))
    return StatementsView(Frame("Statements · mouarchive", "statements", crumbs), said)
