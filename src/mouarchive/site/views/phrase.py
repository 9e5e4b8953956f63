"""The page of a phrase: where it appears, vanishes and returns, with the clauses it stands in."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec
from markupsafe import Markup

from mouarchive.answers.changes import named_by
from mouarchive.answers.hits import excerpt
from mouarchive.answers.tracing import Followed, follow, letters
from mouarchive.archive.database.rows import AgreementRow, PhraseRow, StatementRow, VersionRow
from mouarchive.archive.store.store import Store
from mouarchive.comparing import Event, PhraseEvent, State, VersionState, VersionText
from mouarchive.comparing.phrases import Hit
from mouarchive.errors import UsageError
from mouarchive.site import addresses
from mouarchive.site.rendering import Ask, Crumb, Frame, Kept, sought

__all__ = ["PhraseView", "Traced", "phrase", "traced"]

_LONGEST: Final = 300
_NEAR: Final = 3
_BEFORE, _AFTER = 160, 420
"""Letters of a clause shown around its hit: enough to understand it, short enough for a list."""

_KINDS: Final = {State.PRESENT: "present", State.ABSENT: "absent", State.NOT_HELD: "not-held"}
_TEXTS: Final[Kept[tuple[VersionText, ...]]] = Kept(most=16)
_TRACES: Final[Kept[Traced]] = Kept(most=256)


class InVersion(msgspec.Struct, frozen=True):
    """The phrase in one version: `state` is present, absent, unknown or not-held, `said` says it in words."""

    version: VersionRow
    href: str
    state: str
    said: str
    grounds: str


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
    """All that is known of a phrase in one agreement; `nowhere` says how much there was to look in.

    `reach` says of each version held how much of its text was looked at.
    """

    states: tuple[InVersion, ...]
    events: tuple[Happening, ...]
    quotes: tuple[Quote, ...]
    near: tuple[Quote, ...]
    statements: tuple[StatementRow, ...]
    nowhere: str
    reach: tuple[tuple[str, str], ...]

    @property
    def found(self) -> bool:
        """Whether it stands, exactly or nearly, in any version."""
        return bool(self.quotes or self.near)


class Biography(msgspec.Struct, frozen=True):
    """What became of the phrase in one agreement."""

    agreement: AgreementRow
    href: str
    traced: Traced
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
    watched = next((row for row in store.phrases(agreement.id) if letters(row.text) == letters(q)), None)
    return Biography(
        agreement, addresses.agreement(agreement.id), traced(store, agreement, q, fingerprint), watched
    )


def _watched(store: Store, row: PhraseRow) -> Watched:
    return Watched(row.text, addresses.phrase(row.text), row.note, store.agreement(row.agreement))


# ------------------------------------------------------------------ one agreement


def traced(store: Store, agreement: AgreementRow, phrase: str, fingerprint: str) -> Traced:
    """Follow a phrase through all versions; `fingerprint` names the database, for what is kept between calls.

    Raises ValueError where the phrase has no letter or digit.
    """

    def make() -> Traced:
        texts = _TEXTS.of((fingerprint, agreement.id), lambda: store.version_texts(agreement.id))
        return _traced(store, follow(store, agreement, phrase, texts))

    return _TRACES.of((fingerprint, agreement.id, phrase), make)


def _traced(store: Store, one: Followed) -> Traced:
    words = _Words(store)
    near = [(state, hit) for state in one.trace.versions for hit in state.near[:_NEAR]]
    return Traced(
        tuple(_in_version(one, state) for state in one.trace.versions),
        tuple(_happening(store, event, one) for event in one.trace.events),
        tuple(words.quote(one.versions[state.version], hit, near=False) for state, hit in one.hits()),
        tuple(words.quote(one.versions[state.version], hit, near=True) for state, hit in near),
        tuple(one.statements),
        one.nowhere,
        one.looked_at,
    )


def _in_version(one: Followed, state: VersionState) -> InVersion:
    version = one.versions[state.version]
    href = addresses.version(version.agreement, version.label)
    kind = _KINDS.get(state.state, "unknown")
    return InVersion(version, href, kind, state.state.value, one.grounds(state))


def _happening(store: Store, event: PhraseEvent, one: Followed) -> Happening:
    compare = None
    if event.previous and event.event is not Event.PRESENT_IN_NEWEST:
        compare = addresses.compare(one.agreement.id, event.previous, event.version)
        compare = _change_page(store, event, one) or compare
    return Happening(event.event.value, event.sentence, compare)


def _change_page(store: Store, event: PhraseEvent, one: Followed) -> str | None:
    """The page of the one change by which the phrase came or went; None for several or none kept."""
    old, new = (one.versions[label].id for label in (event.previous or "", event.version))
    known, gone = store.known_changes(old, new), event.event is Event.VANISHES
    eids = {hit.eid for hit in event.hits}
    if not known:
        return None
    found = [
        each.change_id
        for each in store.comparison(old, new).changes
        if each.change_id in known and (side := each.old if gone else each.new) and side.eid in eids
    ]
    return addresses.change(found[0]) if len(found) == 1 else None


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
        span = (hit.start, min(hit.end, len(words)))
        return Quote(
            version,
            named_by(hit.eid, hit.label, words),
            addresses.clause(version.agreement, version.label, hit.eid),
            hit.page,
            addresses.page_image(version.sha256 or "", hit.page),
            " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(hit.path),
            sought(excerpt(words, (span,), _BEFORE, _AFTER)),
            near,
        )
