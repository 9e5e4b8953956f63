"""From the record and what was read of its copies to the rows of the database. Pure, and in a fixed order.

what people assert      agreements, versions, copies, claims, statements, phrases, register, events (here)
what the texts yield    pages, clauses, asides, changes, lineages, phrase events (derive_texts)
what must be known      warnings (derive_warnings), technical upgrades (derive_upgrades)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mouarchive.archive.derive_events import event_rows
from mouarchive.archive.derive_texts import Derived, text_rows
from mouarchive.archive.derive_upgrades import upgrade_rows
from mouarchive.archive.derive_warnings import warning_rows
from mouarchive.archive.kept import Kept
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.readings import Reading, Unread
from mouarchive.archive.record_values import Agreement, Copy, Record, Statement
from mouarchive.archive.series import HeldVersion, Series, history_of, label_key, make_series
from mouarchive.archive.values import json_text

__all__ = ["Rows", "derive"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def derive(
    record: Record, readings: Mapping[str, Reading | Unread], kept: Mapping[str, Sequence[Kept]]
) -> Rows:
    """All rows of all tables, by table, in the order in which they are written.

    `kept` holds how each copy was read before and now, oldest first.
    """
    rows = Derived()
    for agreement in sorted(record.agreements, key=lambda a: a.id):
        series = make_series(agreement, readings)
        rows.add("agreements", [_agreement_row(agreement)])
        rows.add("versions", (_version_row(series, at) for at in range(len(series.versions))))
        for version in series.versions:
            rows.add("copies", _copy_rows(agreement, version))
            rows.add("claims", _claim_rows(agreement, version))
            rows.add("history", _history_rows(agreement, version))
        rows.add("register", _register_rows(series))
        rows.add("phrases", _phrase_rows(agreement))
        rows.add(
            "statements", (_statement_row(agreement, n, s) for n, s in enumerate(agreement.statements, 1))
        )
        rows.add("events", event_rows(series))
        warnings = text_rows(series, rows)
        rows.add("upgrades", upgrade_rows(series, kept))
        rows.add("corrections", _correction_rows(series))
        rows.add("warnings", warning_rows(series, record.warnings, warnings))
    return rows.tables


def _agreement_row(agreement: Agreement) -> Row:
    return {
        "id": agreement.id,
        "title": agreement.title,
        "parties": json_text(list(agreement.parties)),
        "specimen": int(agreement.specimen),
        "about": agreement.about,
        "source": agreement.source_of(agreement.source),
    }


def _version_row(series: Series, at: int) -> Row:
    item, agreement = series.versions[at], series.agreement
    version, reading = item.version, item.reading
    force, control = version.in_force, reading.cut.control if reading else None
    return {
        "id": item.id,
        "agreement": agreement.id,
        "label": version.label,
        "position": at,
        "status": version.status,
        "dated": version.dated,
        "in_force_from": force.start if force else None,
        "in_force_until": force.until if force else None,
        "in_force_source": agreement.source_of(force.source) if force else None,
        "held": int(item.state == "held"),
        "state": item.state,
        "exemption": version.exemption,
        "note": version.note,
        "source": agreement.source_of(version.source),
        "printed_label": control.label if control else None,
        "printed_date": control.date if control else None,
        "marking": control.marking if control else None,
        "sha256": reading.sha256 if reading else None,
        "pages": len(reading.pages) if reading else None,
        "pages_read": reading.pages_read if reading else None,
        "clauses": len(reading.cut.clauses) if reading else None,
        "engine": reading.engine if reading else None,
    }


def _copy_rows(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    for at, (copy, reading) in enumerate(item.copies):
        read = reading if isinstance(reading, Reading) else None
        yield {
            "id": f"{item.id}/{at + 1}",
            "version": item.id,
            "agreement": agreement.id,
            "number": at + 1,
            "file": copy.file,
            "sha256": copy.digest or copy.sha256,
            "bytes": copy.size,
            "received_as": copy.received_as,
            "disclosed": copy.disclosed,
            "accessioned": copy.accessioned,
            "authority": copy.authority,
            "request": copy.request,
            "url": copy.url,
            "exemptions": json_text(list(copy.exemptions)),
            "note": copy.note,
            "source": agreement.source_of(copy.source),
            "state": _copy_state(copy, reading),
            "of_record": int(at == item.of_record),
            "pages": len(read.pages) if read else None,
            "engine": read.engine if read else None,
        }


def _copy_state(copy: Copy, reading: Reading | Unread | None) -> str:
    if copy.file is None:
        return "registered"
    if isinstance(reading, Reading) and reading.cut.clauses:
        return "ocr" if reading.by_ocr else "read"
    return "unreadable"


def _claim_rows(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    for number, claim in enumerate(item.version.claims, 1):
        yield {
            "id": f"{item.id}/{number}",
            "version": item.id,
            "agreement": agreement.id,
            "about": claim.about,
            "value": claim.value,
            "source": agreement.source_of(claim.source),
            "note": claim.note,
        }


def _history_rows(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    for number, row in enumerate(history_of(item), 1):
        yield {
            "id": f"{item.id}/{number}",
            "version": item.id,
            "agreement": agreement.id,
            "label": row.label,
            "date": row.date,
            "note": row.note,
            "page": row.page,
        }


def _register_rows(series: Series) -> Iterator[Row]:
    """Versions of the record in their order, then those that only the documents' own histories name."""
    known = {plain_label(item.version.label) for item in series.versions}
    for item in series.versions:
        declared = series.declared.get(plain_label(item.version.label))
        yield {
            "id": item.id,
            "agreement": series.agreement.id,
            "label": item.version.label,
            "state": item.state,
            "declared_in": json_text(declared.declared_in if declared else []),
            "declared_date": declared.date if declared else None,
            "declared_note": declared.note if declared else None,
            "exemption": item.version.exemption,
            "source": series.agreement.source_of(item.version.source),
        }
    for plain in sorted(series.declared.keys() - known, key=label_key):
        declared = series.declared[plain]
        yield {
            "id": f"{series.agreement.id}@{declared.label}",
            "agreement": series.agreement.id,
            "label": declared.label,
            "state": "declared",
            "declared_in": json_text(declared.declared_in),
            "declared_date": declared.date,
            "declared_note": declared.note,
        }


def _correction_rows(series: Series) -> Iterator[Row]:
    """Every correction as it was made, and which clause has it; none where it no longer applies."""
    name = series.agreement.id
    waiting = {item.version.label: iter(item.corrected) for item in series.versions}
    for number, one in enumerate(series.agreement.corrections, 1):
        eid = next(waiting[one.version], None)
        yield {
            "id": f"{name}/{number}",
            "agreement": name,
            "version": f"{name}@{one.version}",
            "clause": f"{name}@{one.version}/{eid}" if eid else None,
            "what": one.what,
            "was": one.was,
            "now": one.now,
            "who": one.who,
            "why": one.why,
            "applied": int(eid is not None),
        }


def _phrase_rows(agreement: Agreement) -> Iterator[Row]:
    for number, phrase in enumerate(agreement.phrases, 1):
        yield {
            "id": f"{agreement.id}/{number}",
            "agreement": agreement.id,
            "text": phrase.text,
            "note": phrase.note,
        }


def _statement_row(agreement: Agreement, number: int, statement: Statement) -> Row:
    return {
        "id": f"{agreement.id}/{number}",
        "agreement": agreement.id,
        "date": statement.date,
        "who": statement.who,
        "says": statement.says,
        "phrases": json_text(list(statement.phrases)),
        "source": agreement.source_of(statement.source),
        "note": statement.note,
    }
