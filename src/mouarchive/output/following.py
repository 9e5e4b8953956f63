"""A phrase followed through an agreement, with what else is known of its versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from mouarchive.archive.database.rows import AgreementRow, ClaimRow, CopyRow, StatementRow, VersionRow
from mouarchive.comparing import Hit, PhraseTrace, VersionState
from mouarchive.output.dates import Likely, by, within

__all__ = ["DATES", "Followed", "earliest"]

DATES = {
    "in-force": "in force",
    "dated": "dated by then",
    "disclosed": "public by then",
    "accessioned": "in this archive by then",
}


class Followed(msgspec.Struct, frozen=True):
    """A phrase in one agreement: the trace, and the rows of the archive that it speaks of."""

    agreement: AgreementRow
    trace: PhraseTrace
    versions: Mapping[str, VersionRow]
    copies: Sequence[CopyRow] = ()
    statements: Sequence[StatementRow] = ()
    claims: Sequence[ClaimRow] = ()
    clauses: Mapping[str, int] = msgspec.field(default_factory=dict)

    @property
    def near(self) -> bool:
        """Whether a version has only near hits."""
        return any(state.near for state in self.trace.versions)

    def copies_of(self, label: str) -> tuple[CopyRow, ...]:
        """The copies of a version, as recorded."""
        return tuple(copy for copy in self.copies if copy.version == self.versions[label].id)

    def disclosed(self, label: str) -> str | None:
        """When the first copy of a version became public."""
        return earliest(copy.disclosed for copy in self.copies_of(label))

    def hits(self) -> tuple[tuple[VersionState, Hit], ...]:
        """Every exact hit with the version it stands in."""
        return tuple((state, hit) for state in self.trace.versions for hit in state.hits)

    def as_at(self, asked: dt.date, which: str) -> tuple[tuple[VersionState, Likely], ...]:
        """The versions for which a date holds on a day, each certainly (True) or perhaps (None)."""
        found = ((state, self._holds(state.version, asked, which)) for state in self.trace.versions)
        return tuple((state, likely) for state, likely in found if likely is not False)

    def _holds(self, label: str, asked: dt.date, which: str) -> Likely:
        version = self.versions[label]
        if which == "in-force":
            return within(version.in_force_from, version.in_force_until, asked)
        if which == "dated":
            return by(version.dated, asked)
        if which == "disclosed":
            return by(self.disclosed(label), asked)
        return by(earliest(copy.accessioned for copy in self.copies_of(label) if copy.file), asked)


def earliest(dates: Iterable[str | None]) -> str | None:
    """The earliest of some ISO dates of any precision; None where there is none."""
    known = sorted(date for date in dates if date)
    return known[0] if known else None
