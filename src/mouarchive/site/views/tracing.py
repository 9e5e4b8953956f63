"""A phrase through the versions of an agreement, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from markupsafe import Markup

from mouarchive.archive.database.rows import VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.comparing import (
    Event,
    Hit,
    PhraseEvent,
    State,
    VersionState,
    VersionText,
    trace,
)
from mouarchive.comparing.phrases import solid
from mouarchive.site import addresses
from mouarchive.site.kept import Kept
from mouarchive.site.views.search import excerpt
from mouarchive.site.words import counted, numbered

__all__ = ["Happening", "InVersion", "Quote", "Traced", "letters", "traced"]

_STATES: Final = {
    State.PRESENT: ("present", "present"),
    State.ABSENT: ("absent", "absent"),
    State.REDACTED: ("unknown", "unknown: blacked out"),
    State.UNSURE: ("unknown", "unknown: poorly legible"),
    State.PARTLY_READ: ("unknown", "unknown: not all could be read"),
    State.UNREAD: ("unknown", "unknown: could not be read"),
    State.NOT_HELD: ("not-held", "not held"),
}


class InVersion(msgspec.Struct, frozen=True):
    """The phrase in one version: `state` is present, absent, unknown or not-held, `said` says it in words."""

    version: VersionRow
    href: str
    state: str
    said: str
    coverage: str


class Happening(msgspec.Struct, frozen=True):
    """An event of the phrase in a sentence, with the comparison that shows it."""

    kind: str
    sentence: str
    compare: str | None


class Quote(msgspec.Struct, frozen=True):
    """A clause in which the phrase stands; `inside` names the titles it lies under."""

    version: VersionRow
    label: str
    href: str
    page: int
    picture: str
    inside: str
    text: Markup
    near: bool


class Traced(msgspec.Struct, frozen=True):
    """All that is known of a phrase in one agreement; `looked` says how much there was to look in."""

    states: tuple[InVersion, ...]
    events: tuple[Happening, ...]
    quotes: tuple[Quote, ...]
    near: tuple[Quote, ...]
    looked: str

    @property
    def found(self) -> bool:
        """Whether it stands, exactly or nearly, in any version."""
        return bool(self.quotes or self.near)


def letters(text: str) -> str:
    """Letters and digits only: what a phrase is compared by."""
    return solid(text).text


def traced(store: Store, agreement: str, phrase: str, fingerprint: str) -> Traced:
    """Follow a phrase through all versions; `fingerprint` names the database, for what is kept between calls.

    Raises ValueError where the phrase has no letter or digit.
    """
    return _TRACES.of(
        (fingerprint, agreement, phrase), lambda: _traced(store, agreement, phrase, fingerprint)
    )


def _traced(store: Store, agreement: str, phrase: str, fingerprint: str) -> Traced:
    versions = store.versions(agreement)
    known = {version.label: version for version in versions}
    told = trace(phrase, _texts(store, agreement, fingerprint))
    pairs = [(known[state.version], state) for state in told.versions]
    words = _Words(store)
    return Traced(
        tuple(_in_version(version, state) for version, state in pairs),
        tuple(_happening(event, known) for event in told.events),
        tuple(words.quote(version, hit, near=False) for version, state in pairs for hit in state.hits),
        tuple(words.quote(version, hit, near=True) for version, state in pairs for hit in state.near[:3]),
        _looked(versions),
    )


_TEXTS: Final[Kept[tuple[VersionText, ...]]] = Kept(most=16)
_TRACES: Final[Kept[Traced]] = Kept(most=256)


def _texts(store: Store, agreement: str, fingerprint: str) -> tuple[VersionText, ...]:
    return _TEXTS.of((fingerprint, agreement), lambda: store.version_texts(agreement))


def _in_version(version: VersionRow, state: VersionState) -> InVersion:
    kind, said = _STATES[state.state]
    if state.state is State.PRESENT and len(state.hits) > 1:
        said += f", {len(state.hits)} times"
    return InVersion(
        version, addresses.version(version.agreement, version.label), kind, said, _coverage(state)
    )


def _coverage(state: VersionState) -> str:
    """What a state other than present rests on: pages read, passages blacked out."""
    if state.state in {State.PRESENT, State.NOT_HELD, State.UNREAD}:
        return ""
    parts = []
    if state.pages is not None and state.pages_read is not None:
        parts.append(f"{state.pages_read} of {counted(state.pages, 'page')} read")
    if state.redactions:
        parts.append(counted(state.redactions, "blacked-out passage"))
    if state.note:
        parts.append(state.note)
    return ", ".join(parts)


def _happening(event: PhraseEvent, known: dict[str, VersionRow]) -> Happening:
    compare = None
    if event.previous and event.event is not Event.PRESENT_IN_NEWEST:
        agreement = known[event.version].agreement
        compare = addresses.compare(agreement, event.previous, event.version)
    return Happening(event.event.value, event.sentence, compare)


class _Words:
    """Quotes of clauses; the clauses of each version are read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clauses: dict[str, dict[str, str]] = {}

    def quote(self, version: VersionRow, hit: Hit, *, near: bool) -> Quote:
        """The clause of a hit, with the hit marked."""
        if version.id not in self._clauses:
            self._clauses[version.id] = {c.eid: c.words for c in self._store.clauses(version.id)}
        words = self._clauses[version.id][hit.eid]
        return Quote(
            version,
            numbered(hit.label) or "unnumbered text",
            addresses.clause(version.agreement, version.label, hit.eid),
            hit.page,
            addresses.page_image(version.sha256 or "", hit.page),
            " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(hit.path),
            excerpt(words, ((hit.start, min(hit.end, len(words))),)),
            near,
        )


def _looked(versions: Sequence[VersionRow]) -> str:
    """How much there was to look in, for a phrase that was not found."""
    held = sum(version.held for version in versions)
    if not held:
        return "the text of no version is held"
    missing = len(versions) - held
    also = f"; {counted(missing, 'version')} known but not held" if missing else ""
    return f"in none of the {counted(held, 'version')} held{also}"
