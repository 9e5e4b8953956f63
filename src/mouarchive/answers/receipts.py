"""What became of releases taken in and of a build, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from mouarchive.words import counted, safe_line

if TYPE_CHECKING:
    from mouarchive.archive.database.build import BuildReport
    from mouarchive.archive.intake.incoming import Receipt

__all__ = ["Built", "Receipts", "sentences"]


class Receipts(msgspec.Struct, frozen=True):
    """The answer to `add` and `fetch`: a receipt for each file."""

    given: tuple[Receipt, ...]

    @property
    def person_needed(self) -> bool:
        """Whether a file was not taken in, or is held back until somebody has decided about it."""
        return self.refused or any(receipt.held_back for receipt in self.given)

    @property
    def refused(self) -> bool:
        """Whether a file was not taken in."""
        return any(receipt.state == "refused" for receipt in self.given)


def sentences(receipt: Receipt) -> Iterator[str]:
    """One receipt: what became of the file, what was taken from the document itself, its hash, alarms."""
    yield safe_line(receipt.message)
    if receipt.state == "refused":
        return
    for key, value, ground in receipt.proposed:
        yield f"  {key}: {safe_line(value)} ({safe_line(ground)})"
    if receipt.sha256 and receipt.state == "added":
        clauses = f", {receipt.clauses} clauses" if receipt.clauses is not None else ""
        yield f"  sha256 {receipt.sha256}, {receipt.size} bytes{clauses}"
    for alarm in receipt.alarms:
        yield f"  ! {safe_line(alarm)}"


class Built(msgspec.Struct, frozen=True):
    """The answer to `build`: what the database holds now, and what stood in the way."""

    report: BuildReport

    @property
    def problems(self) -> Sequence[str]:
        """What could not be read, and what is held back until a person decides, a line each."""
        return [safe_line(problem) for problem in (*self.report.problems, *self.report.held_back)]

    @property
    def warnings(self) -> Sequence[str]:
        """What to beware of in the record, a line each."""
        return [safe_line(warning) for warning in self.report.warnings]

    @property
    def sentence(self) -> str:
        """What was done, and what is held, in one sentence."""
        report = self.report
        did = "Built" if report.built else "Nothing has changed since the last build of"
        read = (
            f"; {counted(report.files_read, 'file')} read, {report.files_unchanged} known"
            if report.built
            else ""
        )
        return (
            f"{did} {safe_line(str(report.database))}: {counted(report.agreements, 'agreement')},"
            f" {counted(report.versions, 'version')} of which {report.held} held,"
            f" {counted(report.clauses, 'clause')}, {counted(report.changes, 'change')}{read}."
        )
