"""Answers about whole series as JSON: who brought which words.

On its own: these keys are a contract apart from that of a listing or a redline of two texts.
"""

from __future__ import annotations

from typing import Any

from mouarchive.answers.blaming import Blamed, Blaming
from mouarchive.comparing.blame import Moment

__all__ = ["blaming"]


def blaming(answer: Blaming) -> dict[str, Any]:
    """Clauses of a series with their runs of words, each with the versions that brought and took it."""
    return {
        "series": answer.series,
        "clause": answer.asked or None,
        "specimen": answer.specimen,
        "versions": [
            {
                "version": one.name,
                "state": one.state,
                "dated": one.dated,
                "sha256": one.sha256,
                "ocr": one.ocr,
            }
            for one in answer.versions
        ],
        "clauses": [_blamed(one) for one in answer.found],
    }


def _blamed(one: Blamed) -> dict[str, Any]:
    clause = one.last.clause
    return {
        "lineage": one.lineage,
        "id": clause.eid,
        "label": clause.label,
        "kind": clause.kind,
        "page": clause.page,
        "version": one.last.version,
        "stands": one.stands,
        "said": one.sentence,
        "places": [
            {"version": place.version, "id": place.clause.eid, "page": place.clause.page}
            for place in one.places
        ],
        "remarks": list(one.remarks),
        "runs": [
            {
                "text": run.text,
                "state": run.state,
                "redaction": run.mark,
                "spells": [
                    {
                        "brought": _moment(spell.brought),
                        "last": spell.last,
                        "taken": _moment(spell.taken) if spell.taken else None,
                    }
                    for spell in run.spells
                ],
            }
            for run in one.blame.runs
        ],
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {"version": moment.version, "after": moment.after, "between": list(moment.between)}
