"""The course of a phrase through the versions: appears, vanishes, returns; and what cannot be known.

A version that is not held, could not be read, or has blacked out the place where the phrase would stand
is neither with nor without it. Events span such versions and name them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.comparing.alignment import ByHand, align, flipped
from mouarchive.comparing.comparing_rules import TRACING
from mouarchive.comparing.normalise import has_redaction, is_all_redacted, only_redaction_differs, same_layout
from mouarchive.comparing.phrases import Hit, PhraseIndex, find_exact, find_near, phrase_index
from mouarchive.model import Clause
from mouarchive.words import spoken

__all__ = ["Event", "Gap", "PhraseEvent", "PhraseTrace", "State", "VersionState", "VersionText", "trace"]


class VersionText(msgspec.Struct, frozen=True):
    """One version in the order of the series; `clauses` is None where no text of it could be read.

    `held` is false where we have no copy at all. `pages_read` of `pages` had usable text (None: not known).
    `redactions` counts blacked-out passages known from the pages beside those marked in the clauses.
    `index` may carry `phrase_index(clauses)`, built once; `decided` what people said about pairs of these
    clauses and those of newer versions, by the newer one's label.
    """

    label: str
    clauses: Sequence[Clause] | None
    held: bool = True
    dated: str | None = None
    pages: int | None = None
    pages_read: int | None = None
    redactions: int = 0
    index: PhraseIndex | None = None
    decided: Mapping[str, Sequence[ByHand]] = msgspec.field(default_factory=dict)


class State(enum.StrEnum):
    """What a version says of a phrase."""

    PRESENT = "present"
    ABSENT = "absent"
    REDACTED = "unknown (redacted)"
    UNSURE = "unknown (read by OCR, near hit only)"
    PARTLY_READ = "unknown (too little could be read)"
    UNREAD = "unread"
    NOT_HELD = "not held"

    @property
    def known(self) -> bool:
        """Whether the version can be said to hold the phrase, or not to hold it."""
        return self in {State.PRESENT, State.ABSENT}


class Gap(msgspec.Struct, frozen=True):
    """A version that lies within an event's span and says nothing about the phrase, and why."""

    version: str
    why: State


class VersionState(msgspec.Struct, frozen=True):
    """One version: its state, exact and near hits apart, and what the statement rests on."""

    version: str
    state: State
    hits: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()
    pages: int | None = None
    pages_read: int | None = None
    redactions: int = 0
    note: str = ""


class PhraseEvent(msgspec.Struct, frozen=True):
    """An event between `previous` (the last version known before; None at the oldest) and `version`.

    `gaps` are the versions between them (at the edges: beyond them) that say nothing. `hits` stand in
    `version`, or in `previous` where the phrase vanishes. `sentence` says it in plain words.
    """

    event: Event
    version: str
    previous: str | None
    gaps: tuple[Gap, ...]
    hits: tuple[Hit, ...]
    sentence: str


class PhraseTrace(msgspec.Struct, frozen=True):
    """A phrase through all versions given, and its events in order; `warnings` say what limits the answer."""

    phrase: str
    versions: tuple[VersionState, ...]
    events: tuple[PhraseEvent, ...]
    warnings: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any version holds the phrase exactly."""
        return any(version.state is State.PRESENT for version in self.versions)


def trace(phrase: str, versions: Sequence[VersionText]) -> PhraseTrace:
    """Follow a phrase through versions, oldest first, including those that are not held or not readable.

    Raises ValueError where the phrase has no letter or digit.
    """
    if not any(char.isalnum() for char in phrase):
        raise ValueError("a phrase to trace needs at least one letter or digit")
    first = [_first_look(phrase, version) for version in versions]
    states = tuple(_second_look(versions, first, at) for at in range(len(versions)))
    return PhraseTrace(phrase, states, tuple(_events(phrase, states)), tuple(_limits(versions)))


def _limits(versions: Sequence[VersionText]) -> Iterator[str]:
    if not any(version.clauses for version in versions):
        yield "no version of this agreement could be read: nothing can be said about the phrase"


# ------------------------------------------------------------------ one version


def _first_look(phrase: str, version: VersionText) -> VersionState:
    """The state by the version's own text alone."""
    if version.clauses is None:
        return VersionState(version.label, State.UNREAD if version.held else State.NOT_HELD)
    index = version.index or phrase_index(version.clauses)
    hits = find_exact(phrase, index)
    near = () if hits else find_near(phrase, index)
    state = State.PRESENT if hits else State.UNSURE if any(hit.ocr for hit in near) else State.ABSENT
    redactions = max(version.redactions, sum(has_redaction(clause.words) for clause in version.clauses))
    return VersionState(version.label, state, hits, near, version.pages, version.pages_read, redactions)


def _second_look(versions: Sequence[VersionText], states: Sequence[VersionState], at: int) -> VersionState:
    """Whether an absence can be stated, seeing where the phrase stands in the versions around."""
    mine, version = states[at], versions[at]
    if mine.state is not State.ABSENT or version.clauses is None:
        return mine
    incomplete = None not in (mine.pages, mine.pages_read) and (mine.pages_read or 0) < (mine.pages or 0)
    if not mine.redactions and not incomplete:
        return mine
    place = None
    for other in _nearest_with(states, at):
        place = place or _place(versions[other], states[other], version)
    if place is not None and place.hidden:
        note = f"blacked out at {place.hidden}, where the phrase would stand"
        return replace(mine, state=State.REDACTED, note=note)
    if incomplete and (place is None or not place.found):
        share = (mine.pages_read or 0) / (mine.pages or 1)
        if place is not None or share < TRACING.read_enough:
            read = f"{mine.pages_read} of {mine.pages} pages could be read"
            return replace(mine, state=State.PARTLY_READ, note=read)
    return mine


def _nearest_with(states: Sequence[VersionState], at: int) -> list[int]:
    """Versions with the phrase, the nearest before and the nearest after."""
    before = [k for k in range(at) if states[k].state is State.PRESENT]
    after = [k for k in range(at + 1, len(states)) if states[k].state is State.PRESENT]
    return [*before[-1:], *after[:1]]


class _Place(msgspec.Struct, frozen=True):
    """Where the hits in `other` would stand in `version`: the same clause, else container, siblings."""

    hidden: str | None
    found: bool


def _place(other: VersionText, state: VersionState, version: VersionText) -> _Place | None:
    """Where the hits in `other` would stand in `version`: the same clause, else container and siblings."""
    olds, news = list(other.clauses or ()), list(version.clauses or ())
    partner = {pair.old: pair.new for pair in align(olds, news, _decided(other, version)).pairs}
    where = {clause.eid: index for index, clause in reversed(list(enumerate(olds)))}
    found = False
    for eid in dict.fromkeys(hit.eid for hit in state.hits):
        at: int | None = where[eid]
        itself = at in partner
        found = found or itself
        while at is not None and at not in partner:
            at = where.get(olds[at].parent or "")
        anchor = None if at is None else news[partner[at]]
        explained = {news[j].eid for i, j in partner.items() if _explains(olds[i], news[j])}
        hidden = _hidden_near(news, anchor, explained, itself=itself)
        if hidden:
            return _Place(hidden, found)
    return _Place(None, found)


def _decided(one: VersionText, other: VersionText) -> Sequence[ByHand]:
    """What people said about pairs of these two, whichever of them is the newer."""
    return one.decided.get(other.label) or flipped(other.decided.get(one.label, ()))


def _explains(old: Clause, new: Clause) -> bool:
    """Whether what is blacked out in `new` is known to be the words of `old`: then it hides nothing else."""
    if same_layout(old.words, new.words):
        return True
    return not is_all_redacted(new.words) and only_redaction_differs(old.words, new.words)


def _hidden_near(
    clauses: Sequence[Clause], anchor: Clause | None, explained: set[str], *, itself: bool
) -> str | None:
    """Eid of a blacked-out clause at the place where the phrase would stand.

    `itself`: the anchor is the phrase's own clause and alone decides; else it is the container, and
    siblings count unless what they hide is `explained`.
    """
    if anchor is not None and has_redaction(anchor.words):
        return anchor.eid
    if itself:
        return None
    above = None if anchor is None else anchor.eid
    siblings = (clause for clause in clauses if clause.parent == above and clause.eid not in explained)
    return next((clause.eid for clause in siblings if has_redaction(clause.words)), None)


# ------------------------------------------------------------------ events


def _events(phrase: str, states: Sequence[VersionState]) -> Iterator[PhraseEvent]:
    known = [at for at, version in enumerate(states) if version.state.known]
    seen = False
    for position, at in enumerate(known):
        version = states[at]
        before = known[position - 1] if position else None
        gaps = _gaps(states, -1 if before is None else before, at)
        was = before is not None and states[before].state is State.PRESENT
        here = version.state is State.PRESENT
        if here and not was:
            event = Event.RETURNS if seen else Event.PRESENT_IN_OLDEST if before is None else Event.APPEARS
            yield _event(phrase, event, states, (before, at), gaps)
        elif was and not here:
            yield _event(phrase, Event.VANISHES, states, (before, at), gaps)
        seen = seen or here
    if known and states[known[-1]].state is State.PRESENT:
        last = known[-1]
        yield _event(phrase, Event.PRESENT_IN_NEWEST, states, (last, last), _gaps(states, last, len(states)))


def _gaps(states: Sequence[VersionState], before: int, after: int) -> tuple[Gap, ...]:
    return tuple(Gap(version.version, version.state) for version in states[before + 1 : after])


def _event(
    phrase: str,
    event: Event,
    states: Sequence[VersionState],
    span: tuple[int | None, int],
    gaps: tuple[Gap, ...],
) -> PhraseEvent:
    before, at = span
    version = states[at]
    previous = None if before is None or before == at else states[before].version
    shown = states[before] if event is Event.VANISHES and before is not None else version
    words = [
        said(phrase, event, version.version, previous, shown.hits),
        between([(gap.version, gap.why) for gap in gaps]),
        rests_on(version.version, (version.pages_read, version.pages), version.redactions, version.near)
        if event is Event.VANISHES
        else "",
    ]
    sentence = "; ".join(word for word in words if word)
    return PhraseEvent(event, version.version, previous, gaps, shown.hits, sentence + ".")


# ------------------------------------------------------------------ events in sentences
#
# Never "deleted on": only "vanishes between", for nobody saw the day. What lies between is named, and an
# absence says what it rests on.


class Event(enum.StrEnum):
    """What happened to a phrase; at the first and last of the series, the edge of what we hold."""

    PRESENT_IN_OLDEST = "present-in-oldest"
    APPEARS = "appears"
    VANISHES = "vanishes"
    RETURNS = "returns"
    PRESENT_IN_NEWEST = "present-in-newest"


def said(phrase: str, event: Event, version: str, previous: str | None, hits: Sequence[Hit]) -> str:
    """The event itself, with the places where the phrase stands (stood, where it vanishes)."""
    where = _places(hits)
    quoted = f"\u201c{phrase}\u201d"
    if event is Event.PRESENT_IN_OLDEST:
        return f"{quoted} already stands in {version}, the oldest version that could be read, at {where}"
    if event is Event.PRESENT_IN_NEWEST:
        return f"{quoted} still stands in {version}, the newest version that could be read, at {where}"
    if event is Event.APPEARS:
        return f"{quoted} appears in {version} at {where}, and is not in {previous}"
    if event is Event.RETURNS:
        return f"{quoted} returns in {version} at {where}, and is not in {previous}"
    return f"{quoted} vanishes between {previous}, where it stands at {where}, and {version}"


def _places(hits: Sequence[Hit]) -> str:
    """Clause, what it lies in and page of the first places; of many, how many more there are."""
    first = {hit.eid: hit for hit in reversed(hits)}
    shown = [first[eid] for eid in dict.fromkeys(hit.eid for hit in hits)]
    if len(shown) > TRACING.most_places:
        named = ", ".join(_called(hit) for hit in shown[: TRACING.most_places])
        return f"{named} and {len(shown) - TRACING.most_places} other clauses"
    return ", ".join(_spot(hit) for hit in shown)


def _spot(hit: Hit) -> str:
    inside = f"{' '.join(hit.path[0].split())}, " if hit.path else ""
    return f"{_called(hit)} ({inside}page {hit.page})"


def _called(hit: Hit) -> str:
    """The clause or passage as people call it."""
    return spoken(hit.eid, hit.label) or "text without a number"


def between(gaps: Sequence[tuple[str, str]]) -> str:
    """The versions that say nothing, by reason: "0.3 and 0.4 are not held; 2.0 is unknown (redacted)"."""
    reasons: dict[str, list[str]] = {}
    for version, why in gaps:
        reasons.setdefault(why, []).append(version)
    return "; ".join(
        f"{_listed(versions)} {'are' if len(versions) > 1 else 'is'} {why}"
        for why, versions in reasons.items()
    )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def rests_on(version: str, pages: tuple[int | None, int | None], redactions: int, near: Sequence[Hit]) -> str:
    """What an absence rests on: pages (read, in all), passages blacked out elsewhere, the nearest."""
    read, total = pages
    parts = []
    if read is not None and total is not None:
        parts.append(f"{read} of {total} pages were read")
    if redactions:
        parts.append(
            f"{redactions} passage{'s' if redactions > 1 else ''} elsewhere "
            f"{'are' if redactions > 1 else 'is'} blacked out"
        )
    if near:
        parts.append(
            f"the nearest words are \u201c{' '.join(near[0].quote.split())}\u201d at {_called(near[0])}"
        )
    return f"in {version}, {_listed(parts)}" if parts else ""
