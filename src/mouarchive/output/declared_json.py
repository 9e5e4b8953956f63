"""What the newer document's own notes say changed, set beside what was found: the JSON of it."""

from __future__ import annotations

from typing import Any

from mouarchive.comparing import Finding
from mouarchive.output.compared import Compared
from mouarchive.output.declaring import declared_of

__all__ = ["declared"]


def declared(pair: Compared) -> dict[str, Any] | None:
    """The notes read, a verdict on each claim, and what no note declares; None where there are no notes.

    Changes are given by place in the whole comparison, from 0, whatever part of it is listed.
    """
    found = declared_of(pair)
    if found is None:
        return None
    return {
        "notes": [
            {"label": row.label, "date": row.date, "note": row.note, "page": row.page or None}
            for row in found.rows
        ],
        "claims": [_claim(finding) for finding in found.findings],
        "undeclared": [{"change": one.change, "inside": one.inside} for one in found.undeclared],
        "small": found.small,
    }


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
