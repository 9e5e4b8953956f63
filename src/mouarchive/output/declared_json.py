"""What the newer document's own notes say changed, set beside what was found: the JSON of it."""

from __future__ import annotations

from typing import Any

from mouarchive.archive.series import rows_between
from mouarchive.comparing import Finding, set_beside
from mouarchive.output.compared import Compared
from mouarchive.output.source import Source

__all__ = ["declared"]


def declared(pair: Compared) -> dict[str, Any] | None:
    """The notes read, a verdict on each claim, and what no note declares; None where there are no notes.

    Changes are given by place in the whole comparison, from 0, whatever part of it is listed.
    """
    rows = rows_between(pair.new.printed.history, _when(pair.old), _when(pair.new))
    if not rows or _agreement(pair.old) != _agreement(pair.new):
        return None
    found = set_beside(rows, pair.whole)
    return {
        "notes": [
            {"label": row.label, "date": row.date, "note": row.note, "page": row.page or None}
            for row in found.rows
        ],
        "claims": [_claim(finding) for finding in found.findings],
        "undeclared": [{"change": one.change, "inside": one.inside} for one in found.undeclared],
        "small": found.small,
    }


def _when(source: Source) -> tuple[str, str | None]:
    return source.label or source.printed.label or "", source.dated or source.printed.date


def _agreement(source: Source) -> str | None:
    """The agreement of a version of the archive; bare files are taken to be of one agreement."""
    return source.version.rpartition("@")[0] if source.version else None


def _claim(finding: Finding) -> dict[str, Any]:
    return {
        "version": finding.claim.version,
        "quote": finding.claim.quote,
        "says": finding.claim.verb.value if finding.claim.verb else None,
        "clause": str(finding.named) if finding.named else None,
        "verdict": finding.verdict.value,
        "found": finding.said,
        "changes": list(finding.changes),
    }
