"""Clauses and changes as rows of the database, and back: one place knows both shapes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from mouarchive.model import Box, Change, ChangeClass, ChangeKind, Clause, DiffPart, Op, PageBox, Warn

__all__ = ["change_row", "change_value", "clause_row", "clause_value", "json_text", "tidy_boxes"]


def json_text(value: object) -> str:
    """JSON as stored: compact, letters as they are, lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _encodable(text) else json.dumps(value, separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def tidy_boxes(boxes: Sequence[PageBox]) -> list[list[float]]:
    """Boxes as [page, left, top, right, bottom], to a hundredth of a point."""
    return [[b.page, *(round(side, 2) for side in (b.box.x0, b.box.y0, b.box.x1, b.box.y1))] for b in boxes]


def clause_row(clause: Clause, version: str, agreement: str, position: int) -> dict[str, Any]:
    """A clause's own columns; lineage, sha256 and engine are the builder's to add."""
    from mouarchive.comparing import search_text  # noqa: PLC0415 - only a build needs it: heavy

    return {
        "id": f"{version}/{clause.eid}",
        "version": version,
        "agreement": agreement,
        "eid": clause.eid,
        "position": position,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "search_text": search_text(clause.words),
        "page": clause.page,
        "page_end": clause.page_end,
        "boxes": json_text(tidy_boxes(clause.boxes)),
        "depth": clause.depth,
        "kind": clause.kind,
        "parent": clause.parent,
        "ocr": int(clause.ocr),
        "doubted": json_text(list(clause.unsure)) if clause.unsure else None,
        "warnings": json_text([[w.code, w.message, w.page] for w in clause.warnings]),
    }


def clause_value(row: sqlite3.Row | Mapping[str, Any]) -> Clause:
    """The clause a row of `clauses` holds."""
    return Clause(
        eid=row["eid"],
        label=row["label"],
        heading=row["heading"],
        text=row["text"],
        page=row["page"],
        page_end=row["page_end"],
        depth=row["depth"],
        kind=row["kind"],
        parent=row["parent"],
        boxes=tuple(PageBox(int(page), Box(*sides)) for page, *sides in json.loads(row["boxes"] or "[]")),
        ocr=bool(row["ocr"]),
        unsure=tuple(json.loads(row["doubted"] or "[]")),
        warnings=tuple(Warn(*parts) for parts in json.loads(row["warnings"] or "[]")),
    )


def change_row(change: Change, old: str, new: str, agreement: str, position: int) -> dict[str, Any]:
    """A change's own columns; lineage and engine are the builder's to add."""
    return {
        "id": f"{old}..{new}/{position}",
        "agreement": agreement,
        "old_version": old,
        "new_version": new,
        "position": position,
        "kind": change.kind.value,
        "renumbered": int(change.renumbered),
        "moved": int(change.moved),
        "class": change.change_class.value if change.change_class else None,
        "old_clause": f"{old}/{change.old.eid}" if change.old else None,
        "new_clause": f"{new}/{change.new.eid}" if change.new else None,
        "old_label": change.old.label if change.old else None,
        "new_label": change.new.label if change.new else None,
        "similarity": round(change.similarity, 6),
        "rule": change.rule,
        "split_from": change.split_from,
        "merged_into": change.merged_into,
        "diff": json_text([[part.op.value, part.text] for part in change.diff]),
    }


def change_value(row: sqlite3.Row, clauses: Mapping[str, Clause]) -> Change:
    """The change a row of `changes` holds; `clauses` maps the ids of both versions' clauses."""
    return Change(
        kind=ChangeKind(row["kind"]),
        old=clauses[row["old_clause"]] if row["old_clause"] else None,
        new=clauses[row["new_clause"]] if row["new_clause"] else None,
        renumbered=bool(row["renumbered"]),
        moved=bool(row["moved"]),
        similarity=row["similarity"],
        rule=row["rule"] or "",
        change_class=ChangeClass(row["class"]) if row["class"] else None,
        split_from=row["split_from"],
        merged_into=row["merged_into"],
        diff=tuple(DiffPart(Op(op), text) for op, text in json.loads(row["diff"] or "[]")),
    )
