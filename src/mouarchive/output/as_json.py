"""Listings and comparisons as JSON: the contract that other programs read.

Keys are only ever added. Text is exact: every character stands as itself or, where a terminal could
obey it, as its JSON escape, which is the same string to a program.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from mouarchive.comparing import Fate, Reference, ReferenceFate
from mouarchive.model import Change, Clause, Control, Warn
from mouarchive.output.compared import Compared
from mouarchive.output.counts import count_changes
from mouarchive.output.declared_json import declared
from mouarchive.output.safe import UNSAFE
from mouarchive.output.source import Source

__all__ = ["comparison", "dumps", "listing", "series"]


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
    return UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text)


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
        "references": [_reference(fate) for fate in whole.references if fate.fate is not Fate.INTACT],
        "declared": declared(whole),
    }


def series(agreement: str, pairs: Sequence[Compared]) -> dict[str, Any]:
    """All comparisons of a series, oldest first, each as `comparison` gives it."""
    return {"agreement": agreement, "comparisons": [comparison(pair) for pair in pairs]}


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
    if source.version is None:
        return {}
    return {
        "version": source.version,
        "label": source.label,
        "dated": source.dated,
        "in_force_from": source.in_force_from,
        "in_force_until": source.in_force_until,
        "disclosed": source.disclosed,
        "request": source.request,
        "specimen": source.specimen,
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
        "references": {fate.value: fates[fate] for fate in Fate},
    }


def _warning(warning: Warn, about: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"code": warning.code, "page": warning.page, "message": warning.message}
    return found | {"about": about} if about else found


def _clause(clause: Clause) -> dict[str, Any]:
    boxes = [
        [part.page, *(round(side, 2) for side in (part.box.x0, part.box.y0, part.box.x1, part.box.y1))]
        for part in clause.boxes
    ]
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
    }
