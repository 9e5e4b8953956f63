"""Rows of the database as frozen, typed values: field names are the column names of `schema.py`.

JSON lists arrive as tuples, 0/1 as bool, missing values as None.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from mouarchive.model import Box, Change, ChangeClass, ChangeKind, Clause, DiffPart, Op, PageBox, Warn

__all__ = [
    "AgreementRow", "ClaimRow", "CopyRow", "EventRow", "LineageRow", "PageRow", "PhraseEventRow",
    "PhraseRow", "RegisterRow", "StatementRow", "UpgradeRow", "VersionRow", "WarningRow", "change_row",
    "change_value", "clause_row", "clause_value", "json_text", "load", "tidy_boxes",
]  # fmt: skip

Row = TypeVar("Row")


class AgreementRow(msgspec.Struct, frozen=True):
    """An agreement (the work)."""

    id: str
    title: str
    parties: tuple[str, ...]
    specimen: bool
    about: str | None
    source: str | None


class VersionRow(msgspec.Struct, frozen=True):
    """A version of an agreement; `held` says that its text could be read."""

    id: str
    agreement: str
    label: str
    position: int
    status: str | None
    dated: str | None
    in_force_from: str | None
    in_force_until: str | None
    in_force_source: str | None
    held: bool
    state: str
    exemption: str | None
    note: str | None
    source: str | None
    printed_label: str | None
    printed_date: str | None
    marking: str | None
    sha256: str | None
    pages: int | None
    pages_read: int | None
    clauses: int | None
    engine: str | None


class CopyRow(msgspec.Struct, frozen=True):
    """A copy: one PDF of a version."""

    id: str
    version: str
    agreement: str
    number: int
    file: str | None
    sha256: str | None
    bytes: int | None
    received_as: str | None
    disclosed: str | None
    accessioned: str | None
    authority: str | None
    request: str | None
    url: str | None
    exemptions: tuple[str, ...]
    note: str | None
    source: str | None
    state: str
    of_record: bool
    pages: int | None
    engine: str | None


class ClaimRow(msgspec.Struct, frozen=True):
    """A further or differing assertion about a version, with its source."""

    id: str
    version: str
    agreement: str
    about: str
    value: str
    source: str | None
    note: str | None


class PageRow(msgspec.Struct, frozen=True):
    """One page of a held copy; lengths in points."""

    id: str
    sha256: str
    page: int
    width: float
    height: float
    text: str
    characters: int
    stop_words: float | None
    usable: bool
    ocr_confidence: float | None
    image_share: float
    engine: str


class LineageRow(msgspec.Struct, frozen=True):
    """One clause followed through all held versions of an agreement."""

    id: str
    agreement: str
    first_version: str
    last_version: str
    versions: int
    label: str
    words: str


class PhraseRow(msgspec.Struct, frozen=True):
    """A watched phrase."""

    id: str
    agreement: str
    text: str
    note: str | None


class PhraseEventRow(msgspec.Struct, frozen=True):
    """Where a watched phrase appears, vanishes or returns; `clauses` holds clause ids (version/eid)."""

    id: str
    phrase: str
    agreement: str
    event: str
    version: str | None
    previous_version: str | None
    clauses: tuple[str, ...]
    note: str | None


class StatementRow(msgspec.Struct, frozen=True):
    """Something said in public."""

    id: str
    agreement: str
    date: str
    who: str
    says: str
    phrases: tuple[str, ...]
    source: str | None
    note: str | None


class RegisterRow(msgspec.Struct, frozen=True):
    """A version that a document or the record declares, and whether it is held."""

    id: str
    agreement: str
    label: str
    state: str
    declared_in: tuple[str, ...]
    declared_date: str | None
    declared_note: str | None
    exemption: str | None
    source: str | None


class WarningRow(msgspec.Struct, frozen=True):
    """What a reader must know; `old_version` only where the warning is about a comparison."""

    id: str
    agreement: str
    version: str | None
    old_version: str | None
    sha256: str | None
    page: int | None
    code: str
    message: str


class UpgradeRow(msgspec.Struct, frozen=True):
    """The same bytes read otherwise by a newer reader: a technical upgrade, no change of the agreement.

    `differences` are (kind, identifier before, identifier since, redline as pairs of step and words).
    """

    id: str
    agreement: str
    version: str
    sha256: str
    number: int
    seen: str | None
    old_engine: str
    new_engine: str
    modified: int
    only_old: int
    only_new: int
    renumbered: int
    differences: tuple[Any, ...]

    @property
    def clauses(self) -> int:
        """How many clauses are read otherwise."""
        return len(self.differences)

    def touches(self, eid: str) -> bool:
        """Whether this clause (by its identifier since) is read otherwise than before."""
        return any(new == eid for _, _, new, _ in self.differences)


class EventRow(msgspec.Struct, frozen=True):
    """One line of an agreement's timeline."""

    id: str
    agreement: str
    date: str
    precision: str
    kind: str
    version: str | None
    title: str
    detail: str | None
    source: str | None


def _json_strings(value: str | None) -> tuple[Any, ...]:
    return tuple(json.loads(value)) if value else ()


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "tuple[str, ...]": _json_strings,
    "tuple[Any, ...]": _json_strings,
}


_PLANS: dict[type, tuple[tuple[str, Callable[[Any], Any] | None], ...]] = {}


def _plan(kind: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    if kind not in _PLANS:
        names = kind.__struct_fields__
        _PLANS[kind] = tuple((name, _CONVERTERS.get(kind.__annotations__[name])) for name in names)
    return _PLANS[kind]


def load(kind: type[Row], row: sqlite3.Row) -> Row:
    """Make one typed value from a row that has (at least) the columns its fields name."""
    return kind(**{name: convert(row[name]) if convert else row[name] for name, convert in _plan(kind)})


# ------------------------------------------------------------------ clauses and changes, both ways


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
