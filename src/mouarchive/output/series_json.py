"""Answers about whole series as JSON: who brought which words.

On its own: these keys are a contract apart from that of a listing or a redline of two texts.
"""

from __future__ import annotations

from typing import Any

from mouarchive.answers.blaming import Blamed, Blaming
from mouarchive.answers.comparison import Folders, Redlines
from mouarchive.answers.overview import Line, lines
from mouarchive.comparing.blame import Moment

__all__ = ["blaming", "folders", "series"]


def series(answer: Redlines) -> dict[str, Any]:
    """What heads the comparisons of a series: its versions, and what lies beyond them and is not held."""
    return {
        "agreement": answer.series,
        "versions": [_in_series(line) for line in lines(answer)],
        "beyond": list(answer.beyond),
    }


def _in_series(line: Line) -> dict[str, Any]:
    source = line.source
    return {
        "version": source.name,
        "label": source.label,
        "dated": source.dated,
        "disclosed": source.disclosed,
        "clauses": line.units[0],
        "passages": line.units[1],
        "pages": source.pages,
        "pages_read": source.pages_read,
        "classes": None if line.classes is None else dict(line.classes),
        "moved": line.moved,
        "missing": list(line.missing),
    }


def folders(found: Folders) -> dict[str, Any]:
    """What heads the comparisons of two folders: the pairs of files, and those that have no partner."""
    return {
        "folders": {"old": found.old, "new": found.new},
        "pairs": [
            {"old": one.old, "new": one.new, "share": round(one.share, 4), "why": one.why}
            for one in found.pairs
        ],
        "alone": [
            {"side": one.side, "file": one.file, "why": one.why, "unread": one.unread} for one in found.lone
        ],
    }


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
