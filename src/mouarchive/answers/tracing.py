"""A phrase followed through the versions of an agreement: what is said of it, and on what it rests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.answers.as_at import DATES, Likely, earliest, holds
from mouarchive.answers.blaming import row_of
from mouarchive.answers.changes import named_by
from mouarchive.answers.coverage import Reach, limits, set_aside_as
from mouarchive.answers.texts import Progress, load, quiet
from mouarchive.archive.database.rows import AgreementRow, ClaimRow, CopyRow, StatementRow, VersionRow
from mouarchive.archive.database.series import version_text
from mouarchive.archive.store.store import Store
from mouarchive.comparing import PhraseTrace, State, VersionState, VersionText, trace
from mouarchive.comparing.phrases import Hit, solid
from mouarchive.errors import UsageError
from mouarchive.words import counted, pages, safe_line

__all__ = [
    "Followed", "OnTheDay", "Tracing", "asked_phrase", "follow", "follow_all", "follow_files", "letters",
]  # fmt: skip


class OnTheDay(msgspec.Struct, frozen=True):
    """What held on a day by one of the four dates: `sentence` says it, `states` are the versions."""

    date: str
    title: str
    states: tuple[tuple[VersionState, bool | None], ...]
    sentence: str


class Followed(msgspec.Struct, frozen=True):
    """A phrase in one agreement: the trace, and the rows of the archive that it speaks of.

    `aside`, of a phrase that stands in no clause and no passage: the version (label), what it was set aside
    as, and the page of each place where it stands among what was set aside. `reaches` tell of how much of
    each version's text this speaks, where that is not known by its copies.
    """

    agreement: AgreementRow
    trace: PhraseTrace
    versions: Mapping[str, VersionRow]
    copies: Sequence[CopyRow] = ()
    statements: Sequence[StatementRow] = ()
    claims: Sequence[ClaimRow] = ()
    aside: Sequence[tuple[str, str, int]] = ()
    reaches: Mapping[str, Reach] = {}

    @property
    def near(self) -> bool:
        """Whether a version has only near hits."""
        return any(state.near for state in self.trace.versions)

    @property
    def found(self) -> bool:
        """Whether it stands, exactly or nearly, in any version."""
        return self.trace.found or self.near

    @property
    def sentences(self) -> tuple[str, ...]:
        """What became of the phrase, an event a sentence; where it is nowhere, how much could be read."""
        told = tuple(safe_line(event.sentence) for event in self.trace.events)
        return told if self.found else (self.nowhere,)

    @property
    def nowhere(self) -> str:
        """How much there was to look in, for a phrase that was not found."""
        states = [state.state for state in self.trace.versions]
        read = states.count(State.ABSENT)
        left = limits([(state.version, self.reach(state.version)) for state in self.trace.versions])
        if self.aside:
            said = f"Only in what was set aside: {'; '.join(self._set_aside())}"
        elif not read:
            said = "Nothing could be read"
        elif left:
            said = f"Not found in what could be read of {counted(read, 'version')}: {left}"
        else:
            said = f"Not found in {counted(read, 'version')} that could be read"
        rest = len(states) - read
        return safe_line(f"{said}; {counted(rest, 'version')} not held or in doubt." if rest else f"{said}.")

    def _set_aside(self) -> Iterator[str]:
        """Where it stands in what was set aside, by version and role: "1.0: headers, pages 1 and 2"."""
        for version, role in dict.fromkeys((version, role) for version, role, _ in self.aside):
            where = pages(page for one, of, page in self.aside if (one, of) == (version, role))
            yield f"{version}: {set_aside_as(role)}, {where}"

    def reach(self, label: str) -> Reach:
        """Of how much of a version's text the trace speaks."""
        if label in self.reaches:
            return self.reaches[label]
        row = self.versions[label]
        known = next((copy.coverage for copy in self.copies if copy.sha256 == row.sha256), None)
        return Reach(known if row.held else None, row.pages or 0, row.pages_read)

    @property
    def looked_at(self) -> tuple[tuple[str, str], ...]:
        """Of how much of each text held the trace speaks: the version's label, and a sentence."""
        found = ((label, self.reach(label).sentence) for label in self.versions)
        return tuple((safe_line(label), said) for label, said in found if said)

    def grounds(self, state: VersionState) -> str:
        """What a state rests on: the clauses, or pages read, passages blacked out, who withholds it."""
        row = self.versions[state.version]
        if state.state is State.PRESENT:
            return _places(state)
        if state.state is State.NOT_HELD:
            return safe_line(f"{row.state}, {row.exemption}" if row.exemption else row.state)
        left = self.reach(state.version).lack if state.state is State.ABSENT else ""
        return safe_line(", ".join((*_read(state), *([left] if left else []))))

    def copies_of(self, label: str) -> tuple[CopyRow, ...]:
        """The copies of a version, as recorded."""
        return tuple(copy for copy in self.copies if copy.version == self.versions[label].id)

    def disclosed(self, label: str) -> str | None:
        """When the first copy of a version became public."""
        return earliest(copy.disclosed for copy in self.copies_of(label))

    def hits(self) -> tuple[tuple[VersionState, Hit], ...]:
        """Every exact hit with the version it stands in."""
        return tuple((state, hit) for state in self.trace.versions for hit in state.hits)

    def near_hits(self) -> tuple[tuple[VersionState, Hit], ...]:
        """Every near hit with the version it stands in."""
        return tuple((state, hit) for state in self.trace.versions for hit in state.near)

    def on_the_day(self, asked: dt.date, which: str | None = None) -> Iterator[OnTheDay]:
        """What held on a day, by one of the dates or by each."""
        for name, title in DATES.items():
            if which in {None, name}:
                found = self._as_at(asked, name)
                said = "; ".join(_on_the_day(state, likely) for state, likely in found) or "no version"
                yield OnTheDay(name, title, found, said)

    def disputed(self) -> tuple[str, ...]:
        """Where sources give other dates than those used, a sentence each."""
        return tuple(
            safe_line(
                f"sources differ: {claim.version.rpartition('@')[2]} {claim.about.replace('_', ' ')} "
                f"{claim.value}{f' ({claim.source})' if claim.source else ''}"
            )
            for claim in self.claims
            if claim.about in {"in_force_from", "in_force_until", "dated", "disclosed"}
        )

    def _as_at(self, asked: dt.date, which: str) -> tuple[tuple[VersionState, Likely], ...]:
        """The versions for which a date holds on a day, each certainly (True) or perhaps (None)."""
        found = ((state, self._holds(state.version, asked, which)) for state in self.trace.versions)
        return tuple((state, likely) for state, likely in found if likely is not False)

    def _holds(self, label: str, asked: dt.date, which: str) -> Likely:
        return holds(self.versions[label], self.copies_of(label), asked, which)


class Tracing(msgspec.Struct, frozen=True):
    """The answer to `trace`: a phrase in every agreement asked about.

    `near` asks for near hits, too; `asked` and `which` for what held on a day, by one date or by each.
    """

    phrase: str
    found: tuple[Followed, ...]
    near: bool = False
    asked: dt.date | None = None
    which: str | None = None


def asked_phrase(phrase: str) -> str:
    """The phrase, where it can be followed at all. Raises UsageError where it has no letter or digit."""
    if not any(char.isalnum() for char in phrase):
        raise UsageError("a phrase to trace needs at least one letter or digit")
    return phrase


def follow(
    store: Store, agreement: AgreementRow, phrase: str, texts: Sequence[VersionText] | None = None
) -> Followed:
    """Follow a phrase through an agreement; `texts` are its versions where they are at hand already.

    Raises ValueError where the phrase has no letter or digit.
    """
    sought = letters(phrase)
    traced = trace(phrase, store.version_texts(agreement.id) if texts is None else texts)
    there = traced.found or any(state.near for state in traced.versions)
    return Followed(
        agreement,
        traced,
        {version.label: version for version in store.versions(agreement.id)},
        store.copies(agreement.id),
        tuple(row for row in store.statements(agreement.id) if _concerns(row, sought)),
        store.claims(agreement.id),
        () if there else tuple(_aside(store, agreement.id, sought)),
    )


def _aside(store: Store, agreement: str, sought: str) -> Iterator[tuple[str, str, int]]:
    """Where a phrase stands in what was set aside of the texts held: version, role and page."""
    for version in store.versions(agreement, held_only=True):
        for row in store.asides(version.sha256 or ""):
            if sought in letters(row.text):
                yield version.label, row.role, row.page


def follow_all(store: Store, phrase: str, agreement: str | None = None) -> tuple[Followed, ...]:
    """Follow a phrase through every agreement, or through the one named. Raises as `asked_phrase` does."""
    asked_phrase(phrase)
    wanted = [store.agreement(agreement)] if agreement else store.agreements()
    return tuple(follow(store, one, phrase) for one in wanted)


def follow_files(
    phrase: str, names: Sequence[str], *, ocr: bool = True, progress: Progress = quiet
) -> Followed:
    """Follow a phrase through files that are no series of an archive, oldest first.

    Raises as `asked_phrase` does, UsageError for a file named twice, UnreadableError for one that cannot be
    read.
    """
    asked_phrase(phrase)
    if len(set(names)) < len(names):
        raise UsageError("name each file once, the oldest first")
    sources = load(names, ocr=ocr, progress=progress)
    rows = [
        replace(row_of(source, at, sources), dated=source.dated or source.printed.date)
        for at, source in enumerate(sources)
    ]
    texts = [
        version_text(
            row.label,
            source.clauses,
            state=row.state,
            dated=row.dated,
            pages=source.pages,
            pages_read=source.pages_read,
        )
        for row, source in zip(rows, sources, strict=True)
    ]
    traced = trace(phrase, texts)
    there = traced.found or any(state.near for state in traced.versions)
    aside = (
        (row.label, one.role, one.page)
        for row, source in zip(rows, sources, strict=True)
        for one in source.asides
        if letters(phrase) in letters(one.text)
    )
    title = f"{rows[0].label} to {rows[-1].label}" if len(rows) > 1 else rows[0].label
    return Followed(
        AgreementRow(id=title, title=title), traced, {row.label: row for row in rows},
        aside=() if there else tuple(aside),
        reaches={row.label: source.reach for row, source in zip(rows, sources, strict=True)},
    )  # fmt: skip


def letters(text: str) -> str:
    """Letters and digits only: what a phrase is compared by."""
    return solid(text).text


def _concerns(row: StatementRow, sought: str) -> bool:
    """A statement on "nationality" concerns "(once collected) nationality" too, and the other way round."""
    said = [letters(text) for text in row.phrases]
    return any(one and (one in sought or sought in one) for one in said)


def _places(state: VersionState) -> str:
    """The clauses and passages where it stands, as people call them."""
    names = dict.fromkeys(named_by(hit.eid, hit.label, hit.quote) for hit in state.hits)
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _read(state: VersionState) -> Iterator[str]:
    if state.pages is not None and state.pages_read is not None:
        yield f"{state.pages_read} of {counted(state.pages, 'page')} read"
    if state.redactions:
        yield counted(state.redactions, "blacked-out passage")
    if state.note:
        yield state.note


def _on_the_day(state: VersionState, likely: bool | None) -> str:  # noqa: FBT001 - three values, no flag
    perhaps = "" if likely else " (perhaps: the date is not precise)"
    where = f" at {_places(state)}" if state.hits else ""
    return f"{safe_line(state.version)} {state.state.value}{where}{perhaps}"
