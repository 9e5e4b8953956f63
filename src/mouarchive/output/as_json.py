"""Listings and comparisons as JSON: the contract that other programs read.

Keys are only ever added. Text is exact: every character stands as itself or, where a terminal could
obey it, as its JSON escape, which is the same string to a program.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

from mouarchive.answers.blaming import Blaming
from mouarchive.answers.changes import count_changes
from mouarchive.answers.citation_check import Verdicts
from mouarchive.answers.citing import Citation
from mouarchive.answers.comparison import Compared, Redlines
from mouarchive.answers.declaring import declared_of
from mouarchive.answers.explaining import Explained
from mouarchive.answers.heading import nothing
from mouarchive.answers.history import History, Step
from mouarchive.answers.hits import Hits, InChange
from mouarchive.answers.leaking import Leaks, describe
from mouarchive.answers.listing import Listing
from mouarchive.answers.receipts import Built, Receipts
from mouarchive.answers.standing import Standing, Standings
from mouarchive.answers.texts import Source
from mouarchive.answers.tracing import Followed, Tracing
from mouarchive.archive.database.rows import UpgradeRow, VersionRow
from mouarchive.comparing import Fate, Finding, Reference, ReferenceFate, VersionState
from mouarchive.comparing.phrases import Hit
from mouarchive.model import Change, Clause, Control, Leak, Warn
from mouarchive.output.serializer import Wish
from mouarchive.output.series_json import blaming, folders, series
from mouarchive.words import UNSEEN

__all__ = ["comparison", "dumps", "listing", "tracing", "write"]


def dumps(value: Mapping[str, Any]) -> str:
    """One JSON object, its lists of objects with one object a line: to be read, searched and compared."""
    members = ",\n".join(f"  {_compact(key)}: {_member(item)}" for key, item in value.items())
    return f"{{\n{members}\n}}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(f"    {_compact(item)}" for item in value) + "\n  ]"
    return _compact(value)


def _compact(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    while UNSEEN.search(text):  # a joiner that stood behind an escaped character stands behind a figure now
        text = UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], text)
    return text


def listing(source: Source, clauses: Sequence[Clause]) -> dict[str, Any]:
    """A version's or a file's clauses (`clauses`: those to list) with what is known of their source."""
    return {
        "file": source.file,
        "sha256": source.sha256,
        "pages": source.pages,
        "engine": source.engine,
        "warnings": [_warning(warning) for warning in source.warnings],
        "clauses": [_clause(clause) for clause in clauses],
        "printed": _printed(source.printed),
        "coverage": _coverage(source),
        **_archived(source),
    }


def comparison(whole: Compared) -> dict[str, Any]:
    """A comparison with the changes that were asked for; the summary always counts the whole."""
    return {
        "old": _side(whole.old),
        "new": _side(whole.new),
        "summary": _summary(whole),
        "warnings": [
            *(_warning(warning, "comparison") for warning in whole.whole.warnings),
            *(_warning(warning, "old") for warning in whole.old.warnings),
            *(_warning(warning, "new") for warning in whole.new.warnings),
        ],
        "changes": [_change(change) for change in whole.changes],
        "hidden": len(whole.whole.changes) - len(whole.changes),
        "nothing": nothing(whole) or None,
        "in_between": [{"label": one.label, "held": one.held} for one in whole.in_between],
        "running": [{"what": one.what, "old": one.old, "new": one.new} for one in whole.running],
        "references": [_reference(fate) for fate in whole.references if fate.fate is not Fate.INTACT],
        "declared": _declared(whole),
    }


def _reference(fate: ReferenceFate) -> dict[str, Any]:
    def side(reference: Reference | None) -> dict[str, Any] | None:
        if reference is None:
            return None
        return {
            "clause": reference.clause,
            "quote": reference.quote,
            "number": reference.number,
            "target": reference.target,
        }

    return {
        "fate": fate.fate.value,
        "amended": fate.amended,
        "was": fate.was,
        "old": side(fate.old),
        "new": side(fate.new),
    }


def _archived(source: Source) -> dict[str, Any]:
    """What only a version of an archive has."""
    if source.known_as is None:
        return {}
    return {
        "version": source.known_as,
        "label": source.label,
        "dated": source.dated,
        "in_force_from": source.in_force_from,
        "in_force_until": source.in_force_until,
        "disclosed": source.disclosed,
        "request": source.request,
        "specimen": source.specimen,
    }


def _coverage(source: Source) -> dict[str, Any] | None:
    """Of how much of a text all this speaks; None where its letters were not counted."""
    known = source.coverage
    if known is None:
        return None
    return {
        "letters": known.letters,
        "in_clauses": known.clauses,
        "in_passages": known.passages,
        "set_aside": dict(known.aside),
        "unread": known.unread,
        "pages_unread": list(known.pages_unread),
        "said": source.reach.sentence,
    }


def _printed(control: Control) -> dict[str, Any]:
    """What the document says of itself, which need not be true."""
    return {
        "label": control.label,
        "date": control.date,
        "status": control.status,
        "marking": control.marking,
        "history": [
            {"label": row.label, "date": row.date, "note": row.note, "page": row.page}
            for row in control.history
        ],
    }


def _side(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "file": source.file,
        "sha256": source.sha256,
        "pages": source.pages,
        "engine": source.engine,
        "clauses": len(source.clauses),
        "pages_read": source.pages_read,
        "redacted": source.redacted,
        "printed": _printed(source.printed),
        "coverage": _coverage(source),
        **_archived(source),
    }


def _summary(whole: Compared) -> dict[str, Any]:
    fates = Counter(fate.fate for fate in whole.references)
    counts = count_changes(whole.whole)
    return {
        **counts.clauses,
        "renumbered": counts.renumbered,
        "moved": counts.moved,
        "split": counts.split,
        "merged": counts.merged,
        "classes": counts.classes,
        "unchanged_classes": counts.unchanged,
        "tags": counts.tags,
        "references": {fate.value: fates[fate] for fate in Fate},
    }


def _warning(warning: Warn, about: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"code": warning.code, "page": warning.page, "message": warning.message}
    return found | {"about": about} if about else found


def _boxes(clause: Clause) -> list[list[float]]:
    return [
        [part.page, *(round(side, 2) for side in (part.box.x0, part.box.y0, part.box.x1, part.box.y1))]
        for part in clause.boxes
    ]


def _clause(clause: Clause) -> dict[str, Any]:
    boxes = _boxes(clause)
    return {
        "id": clause.eid,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "page": clause.page,
        "page_end": clause.page_end,
        "box": boxes[0][1:] if boxes else None,
        "depth": clause.depth,
        "kind": clause.kind,
        "parent": clause.parent,
        "boxes": boxes,
        "ocr": clause.ocr,
        "note_of": clause.note_of,
        "warnings": [_warning(warning) for warning in clause.warnings],
    }


def _short(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {
        "id": clause.eid,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "page": clause.page,
        "boxes": _boxes(clause),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "renumbered": change.renumbered,
        "moved": change.moved,
        "old": _short(change.old),
        "new": _short(change.new),
        "similarity": round(change.similarity, 4),
        "rule": change.rule,
        "class": change.change_class.value if change.change_class else None,
        "split_from": change.split_from,
        "merged_into": change.merged_into,
        "diff": [[part.op.value, part.text] for part in change.diff],
        "tags": [tag.value for tag in change.tags],
        "number": change.number,
        "change_id": change.change_id or None,
        "where": change.where,
    }


def _declared(pair: Compared) -> dict[str, Any] | None:
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


# ------------------------------------------------------------------ a phrase, a clause, words


def tracing(answer: Tracing) -> dict[str, Any]:
    """A phrase in each agreement: versions, events and statements; near hits where they were asked for."""
    phrase, found, asked = answer.phrase, answer.found, answer.asked
    result: dict[str, Any] = {
        "phrase": phrase,
        "agreements": [_traced(one, near=answer.near) for one in found],
    }
    if asked:
        result["as_at"] = asked.isoformat()
        for one, row in zip(found, result["agreements"], strict=True):
            row["as_at"] = {
                day.date.replace("-", "_"): [
                    {"version": state.version, "state": state.state.value, "certain": likely is True}
                    for state, likely in day.states
                ]
                for day in one.on_the_day(asked, answer.which)
            }
    return result


def _traced(found: Followed, *, near: bool) -> dict[str, Any]:
    return {
        "agreement": found.agreement.id,
        "title": found.agreement.title,
        "specimen": found.agreement.specimen,
        "found": found.trace.found,
        "versions": [_traced_version(found, state, near=near) for state in found.trace.versions],
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
        "sentences": list(found.sentences),
        "set_aside": [{"label": label, "role": role, "page": page} for label, role, page in found.aside],
    }


def _traced_version(found: Followed, state: VersionState, *, near: bool) -> dict[str, Any]:
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
        "hits": [_trace_hit(hit) for hit in state.hits],
    }
    if near:
        result["near"] = [_trace_hit(hit) | {"score": round(hit.score, 1)} for hit in state.near]
    return result


def _trace_hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.eid,
        "label": hit.label,
        "path": list(hit.path),
        "page": hit.page,
        "quote": hit.quote,
        "context": hit.context,
        "ocr": hit.ocr,
    }


def history(answer: History) -> dict[str, Any]:
    """The lineages that a number has meant, each with one step for every version held."""
    return {
        "clause": answer.asked,
        "lineages": [
            {
                "id": course.lineage.id,
                "agreement": course.lineage.agreement,
                "first_version": course.lineage.first_version,
                "last_version": course.lineage.last_version,
                "steps": [_step(step) for step in course.steps],
            }
            for course in answer.courses
        ],
    }


def _step(told: Step) -> dict[str, Any]:
    step = told.row
    clause, change = step.clause, step.change
    return {
        "version": step.version.id,
        "dated": step.version.dated,
        "sha256": step.version.sha256,
        "id": clause.eid if clause else None,
        "label": clause.label if clause else None,
        "heading": clause.heading if clause else None,
        "text": clause.text if clause else None,
        "page": clause.page if clause else None,
        "unknown": step.unknown,
        "said": told.said,
        "kind": change.kind.value if change else None,
        "class": change.change_class.value if change and change.change_class else None,
        "renumbered": change.renumbered if change else False,
        "moved": change.moved if change else False,
        "rule": change.rule if change else None,
        "diff": [[part.op.value, part.text] for part in change.diff] if change else [],
        "upgrades": [
            _upgrade(one) | {"diff": [d for _, _, new, d in one.differences if clause and new == clause.eid]}
            for one in step.upgrades
        ],
    }


def hits(answer: Hits) -> dict[str, Any]:
    """A search result; `spans` are offsets in `words` (heading, line break, text)."""
    found, scope = answer.found, answer.scope
    return {
        "words": found.words,
        "mode": found.mode,
        "total": found.total,
        "exact": found.exact,
        "capped": found.capped,
        "hits": [
            {
                "version": hit.version,
                "id": hit.eid,
                "label": hit.label,
                "heading": hit.heading,
                "page": hit.page,
                "sha256": hit.sha256,
                "exact": hit.exact,
                "words": hit.words,
                "spans": [list(span) for span in hit.spans],
                "change": _in_change(hit.change) if hit.change else None,
            }
            for hit in found.hits
        ],
        "in": scope.inside,
        "asked_version": scope.version,
        "as_at": scope.on.isoformat() if scope.on else None,
        "on_the_day": {
            name.replace("-", "_"): [{"version": v, "certain": sure is True} for v, sure in versions]
            for name, versions in answer.days
        },
        "cautions": list(answer.cautions),
        "said": answer.sentence,
    }


def _in_change(one: InChange) -> dict[str, Any]:
    """The change in which words came or went: how to find it again, and how much of them it is."""
    change = one.change
    return {
        "change_id": change.change_id or None,
        "number": change.number,
        "old_version": one.old_version,
        "new_version": one.new_version,
        "kind": change.kind.value,
        "class": change.change_class.value if change.change_class else None,
        "tags": [tag.value for tag in change.tags],
        "whole": one.whole,
        "both": one.both,
    }


# ------------------------------------------------------------------ what is held


def standings(answer: Standings) -> dict[str, Any]:
    """The standing of each agreement. Keys are only ever added."""
    return {
        "agreements": [
            {
                "agreement": one.agreement.id,
                "title": one.agreement.title,
                "specimen": one.agreement.specimen,
                "states": one.states,
                "versions": [_standing_version(one, row) for row in one.versions]
                + [
                    {
                        "version": row.id,
                        "label": row.label,
                        "state": row.state,
                        "dated": row.declared_date,
                        "exemption": row.exemption,
                        "declared_in": list(row.declared_in),
                    }
                    for row in one.declared
                ],
                "warnings": [
                    {"version": w.version, "code": w.code, "page": w.page, "message": w.message}
                    for w in one.warnings
                ],
                "upgrades": [_upgrade(upgrade) for upgrade in one.upgrades],
            }
            for one in answer.found
        ]
    }


def _upgrade(one: UpgradeRow) -> dict[str, Any]:
    """A technical upgrade: which bytes, by which readers, how many clauses are read otherwise."""
    return {
        "version": one.version,
        "sha256": one.sha256,
        "seen": one.seen,
        "old_engine": one.old_engine,
        "new_engine": one.new_engine,
        "modified": one.modified,
        "only_old": one.only_old,
        "only_new": one.only_new,
        "renumbered": one.renumbered,
    }


def _standing_version(one: Standing, row: VersionRow) -> dict[str, Any]:
    return {
        "version": row.id,
        "label": row.label,
        "state": row.state,
        "dated": row.dated,
        "exemption": row.exemption,
        "sha256": row.sha256,
        "pages": row.pages,
        "clauses": row.clauses,
        "copies": [
            {
                "file": copy.file,
                "sha256": copy.sha256,
                "state": copy.state,
                "disclosed": copy.disclosed,
                "url": copy.url,
            }
            for copy in one.copies_of(row)
        ],
    }


# ------------------------------------------------------------------ citations, leaks, receipts


def verdicts(answer: Verdicts) -> dict[str, Any]:
    """What became of each citation. Keys are only ever added."""
    return {
        "checked": len(answer.found),
        "failed": answer.failed,
        "citations": [
            {
                "place": verdict.place,
                "cited": verdict.cited,
                "ok": verdict.ok,
                "reason": verdict.reason.value,
                "told": verdict.told,
            }
            for verdict in answer.found
        ],
    }


def leaks(answer: Leaks) -> dict[str, Any]:
    """What was found in each file, and why some could not be checked."""
    return {
        "leaking": sum(report.leaking for _, report in answer.reports),
        "files": [
            {
                "file": name,
                "sha256": report.sha256,
                "pages": report.pages,
                "leaking": report.leaking,
                "leaks": [_leak(leak) for leak in report.leaks],
                "warnings": [
                    {"code": warning.code, "page": warning.page, "message": warning.message}
                    for warning in report.warnings
                ],
            }
            for name, report in answer.reports
        ],
        "refused": [{"file": name, "message": why} for name, why in answer.refused],
    }


def _leak(leak: Leak) -> dict[str, Any]:
    box = leak.box
    return {
        "kind": leak.kind,
        "cause": leak.cause,
        "page": leak.page,
        "box": None if box is None else [box.x0, box.y0, box.x1, box.y1],
        "letters": leak.letters,
        "grave": leak.grave,
        "message": describe(leak),
    }


def receipts(answer: Receipts) -> dict[str, Any]:
    """What became of each file taken in."""
    return {
        "refused": answer.refused,
        "receipts": [
            {
                "source": one.source,
                "state": one.state,
                "message": one.message,
                "sha256": one.sha256,
                "size": one.size,
                "clauses": one.clauses,
                "proposed": [{"key": key, "value": value, "ground": why} for key, value, why in one.proposed],
                "alarms": list(one.alarms),
            }
            for one in answer.given
        ],
    }


def built(answer: Built) -> dict[str, Any]:
    """What a build did, what the database holds now, and what stood in the way."""
    report = answer.report
    return {
        "built": report.built,
        "database": str(report.database),
        "agreements": report.agreements,
        "versions": report.versions,
        "held": report.held,
        "clauses": report.clauses,
        "changes": report.changes,
        "problems": list(report.problems),
        "warnings": list(report.warnings),
        "said": answer.sentence,
    }


def explained(answer: Explained) -> dict[str, Any]:
    """Why each clause or change is what it is."""
    return {
        "title": answer.title,
        "parts": [{"name": part.name, "lines": list(part.lines)} for part in answer.parts],
    }


def redlines(answer: Redlines) -> dict[str, Any]:
    """One comparison, or those of a series or of two folders, oldest first."""
    if answer.folders is None and answer.series is None:
        return comparison(answer.pairs[0])
    head = folders(answer.folders) if answer.folders is not None else series(answer)
    return head | {"comparisons": [comparison(pair) for pair in answer.pairs]}


_DATA: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Redlines: redlines,
    Listing: lambda answer: listing(answer.source, answer.clauses),
    Tracing: tracing,
    History: history,
    Blaming: blaming,
    Standings: standings,
    Hits: hits,
    Citation: lambda answer: answer.known,
    Verdicts: verdicts,
    Leaks: leaks,
    Receipts: receipts,
    Built: built,
    Explained: explained,
}


def write(answer: Any, _wish: Wish, file: IO[str]) -> None:
    """Write any answer as one JSON object."""
    file.write(dumps(_DATA[type(answer)](answer)))
