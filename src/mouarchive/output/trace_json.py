"""A traced phrase as JSON. Keys are only ever added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from mouarchive.comparing import Hit, VersionState
from mouarchive.output.following import DATES, Followed

__all__ = ["tracing"]


def tracing(
    phrase: str,
    found: Sequence[Followed],
    *,
    near: bool,
    asked: dt.date | None = None,
    which: str | None = None,
) -> dict[str, Any]:
    """A phrase in each agreement: versions, events and statements; `near` adds the near hits."""
    result: dict[str, Any] = {"phrase": phrase, "agreements": [_agreement(one, near=near) for one in found]}
    if asked:
        result["as_at"] = asked.isoformat()
        for one, row in zip(found, result["agreements"], strict=True):
            row["as_at"] = {
                name.replace("-", "_"): [
                    {"version": state.version, "state": state.state.value, "certain": likely is True}
                    for state, likely in one.as_at(asked, name)
                ]
                for name in DATES
                if which in {None, name}
            }
    return result


def _agreement(found: Followed, *, near: bool) -> dict[str, Any]:
    return {
        "agreement": found.agreement.id,
        "title": found.agreement.title,
        "specimen": found.agreement.specimen,
        "found": found.trace.found,
        "versions": [_version(found, state, near=near) for state in found.trace.versions],
        "events": [
            {
                "event": event.event.value,
                "version": event.version,
                "previous": event.previous,
                "in_doubt": [{"version": gap.version, "state": gap.why.value} for gap in event.gaps],
                "clauses": list(dict.fromkeys(hit.eid for hit in event.hits)),
                "sentence": event.sentence,
            }
            for event in found.trace.events
        ],
        "statements": [
            {"date": row.date, "who": row.who, "says": row.says, "source": row.source}
            for row in found.statements
        ],
        "warnings": list(found.trace.warnings),
    }


def _version(found: Followed, state: VersionState, *, near: bool) -> dict[str, Any]:
    row = found.versions[state.version]
    result: dict[str, Any] = {
        "version": row.id,
        "label": row.label,
        "state": state.state.value,
        "dated": row.dated,
        "in_force_from": row.in_force_from,
        "in_force_until": row.in_force_until,
        "disclosed": found.disclosed(row.label),
        "sha256": row.sha256,
        "pages": state.pages,
        "pages_read": state.pages_read,
        "redactions": state.redactions,
        "note": state.note or row.note,
        "hits": [_hit(hit) for hit in state.hits],
    }
    if near:
        result["near"] = [_hit(hit) | {"score": round(hit.score, 1)} for hit in state.near]
    return result


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.eid,
        "label": hit.label,
        "path": list(hit.path),
        "page": hit.page,
        "quote": hit.quote,
        "context": hit.context,
        "ocr": hit.ocr,
    }
