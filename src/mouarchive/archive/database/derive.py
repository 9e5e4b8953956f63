"""From the record and what was read of its copies to the rows of the database. Pure, and in a fixed order.

what people assert      agreements, versions, copies, claims, statements, phrases, register, events (here)
what must be known      warnings (here), technical upgrades (`upgrades.py`)
what the texts yield    pages, clauses, asides, changes, lineages, phrase events (`derive_texts.py`)

On its own: it makes rows and writes none: a build can be tested without a database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace

from mouarchive.archive.database.derive_texts import text_rows
from mouarchive.archive.database.readings import HELD_BACK, Reading, Unread
from mouarchive.archive.database.rows import (
    AgreementRow,
    ClaimRow,
    CopyRow,
    CorrectionRow,
    PhraseRow,
    StatementRow,
    VersionRow,
    json_text,
    said,
)
from mouarchive.archive.database.series import (
    HeldVersion,
    Series,
    gap,
    history_of,
    label_in_name,
    label_key,
    lying_between,
    make_series,
)
from mouarchive.archive.database.upgrades import Kept, upgrade_rows
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.record.corrections import unheard
from mouarchive.archive.record.toml_check import partial_date
from mouarchive.archive.record.values import Agreement, Claim, Copy, Record
from mouarchive.model import Coverage, Warn

__all__ = ["NO_TEXT", "Rows", "derive"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def derive(
    record: Record, readings: Mapping[str, Reading | Unread], kept: Mapping[str, Sequence[Kept]]
) -> Iterator[Rows]:
    """The rows of one agreement after the other, by table, in the order in which they are written.

    `kept` holds how each copy was read before and now, oldest first.
    """
    stored: set[str] = set()
    for agreement in sorted(record.agreements, key=lambda a: a.id):
        series = make_series(agreement, readings)
        texts = text_rows(series, stored)
        yield (
            _said_rows(series)
            | texts.tables
            | {
                "upgrades": list(upgrade_rows(series, kept)),
                "warnings": _warning_rows(series, record.warnings, texts.warnings),
            }
        )
        stored |= {row["sha256"] for row in texts.tables["pages"]}


def _said_rows(series: Series) -> Rows:
    """What people assert, and what the documents print of other versions."""
    agreement, versions = series.agreement, series.versions
    return {
        "agreements": [{"id": agreement.id} | said(AgreementRow, agreement, agreement.source_of)],
        "versions": [_version_row(series, at) for at in range(len(versions))],
        "copies": [row for item in versions for row in _copy_rows(agreement, item)],
        "claims": [row for v in versions for row in _numbered(ClaimRow, v.version.claims, agreement, v)],
        "history": [row for item in versions for row in _history_rows(agreement, item)],
        "register": list(_register_rows(series)),
        "phrases": list(_numbered(PhraseRow, agreement.phrases, agreement)),
        "statements": list(_numbered(StatementRow, agreement.statements, agreement)),
        "events": _event_rows(series),
        "corrections": list(_correction_rows(series)),
    }


def _version_row(series: Series, at: int) -> Row:
    """What is asserted about a version, and what its document and its text say."""
    item, agreement = series.versions[at], series.agreement
    row = said(VersionRow, item.version, agreement.source_of) | {
        "id": item.id,
        "agreement": agreement.id,
        "position": at,
        "held": int(item.state == "held"),
        "state": item.state,
    }
    if item.reading is None:
        return row
    reading, control = item.reading, item.reading.cut.control
    return row | {
        "printed_label": control.label,
        "printed_date": control.date,
        "printed_status": control.status,
        "marking": control.marking,
        "sha256": reading.sha256,
        "pages": len(reading.pages),
        "pages_read": reading.pages_read,
        "clauses": len(reading.cut.clauses),
        "engine": reading.engine,
    }


def _copy_rows(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    for at, (copy, reading) in enumerate(item.copies):
        read = reading if isinstance(reading, Reading) else None
        if _held_back(reading):
            copy = replace(copy, **_LEADS_TO_IT)  # noqa: PLW2901 - nothing may lead to the file
        yield (
            said(CopyRow, copy, agreement.source_of)
            | {
                "id": f"{item.id}/{at + 1}",
                "version": item.id,
                "agreement": agreement.id,
                "number": at + 1,
                "sha256": copy.digest or copy.sha256,
                "bytes": copy.size,
                "state": _copy_state(copy, reading),
                "of_record": int(at == item.of_record),
                "pages": len(read.pages) if read else None,
                "engine": read.engine if read else None,
            }
            | (_coverage(read.cut.coverage) if read else {})
        )


# What is known of a copy by which a stranger could find the file.
_LEADS_TO_IT: dict[str, Any] = dict.fromkeys(
    ("file", "sha256", "received_as", "url", "note", "source", "digest", "size")
)


def _held_back(reading: Reading | Unread | None) -> bool:
    return isinstance(reading, Unread) and reading.code == HELD_BACK


def _coverage(found: Coverage) -> Row:
    return {
        "letters": found.letters,
        "letters_in_clauses": found.clauses,
        "letters_in_passages": found.passages,
        "letters_aside": json_text([list(one) for one in found.aside]),
        "letters_unread": found.unread,
        "pages_unread": json_text(list(found.pages_unread)),
    }


def _copy_state(copy: Copy, reading: Reading | Unread | None) -> str:
    if _held_back(reading):
        return HELD_BACK
    if copy.file is None:
        return "registered"
    if isinstance(reading, Reading) and reading.cut.clauses:
        return "ocr" if reading.by_ocr else "read"
    return "unreadable"


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
        yield said(CorrectionRow, one, series.agreement.source_of) | {
            "id": f"{name}/{number}",
            "agreement": name,
            "version": f"{name}@{one.version}",
            "clause": f"{name}@{one.version}/{eid}" if eid else None,
            "applied": int(eid is not None),
        }


def _numbered(
    kind: type[msgspec.Struct],
    values: Sequence[msgspec.Struct],
    agreement: Agreement,
    item: HeldVersion | None = None,
) -> Iterator[Row]:
    """Rows that are all said in the record, numbered within their version, or else within the agreement."""
    of = {"agreement": agreement.id} | ({"version": item.id} if item else {})
    for number, value in enumerate(values, 1):
        row = said(kind, value, agreement.source_of)
        yield {"id": f"{item.id if item else agreement.id}/{number}"} | of | row


# ------------------------------------------------------------------ the timeline

_PRECISIONS = {4: "year", 7: "month", 10: "day"}  # fact: letters of an ISO date
# The dates of a version and of its copies by key: the kind of event that each is, and how it is said.
_DATES = {
    "dated": ("dated", "{} is dated"),
    "in_force_from": ("in-force", "{} comes into force"),
    "in_force_until": ("ended", "last day in force of {}"),
    "disclosed": ("disclosed", "{} is made public"),
    "accessioned": ("accessioned", "a copy of {} is taken into the archive"),
}


def _event_rows(series: Series) -> list[Row]:
    """Rows of `events`, by date, then in the order of the series; a month stands before its days."""
    found = [*_events_of_statements(series.agreement)]
    for item in series.versions:
        found += _events_of_version(series.agreement, item)
        found += [
            row for claim in item.version.claims for row in _events_of_claim(series.agreement, item, claim)
        ]
    found.sort(key=lambda row: str(row["date"]))
    name = series.agreement.id
    return [{"id": f"{name}/{number}", "agreement": name} | row for number, row in enumerate(found, 1)]


def _event(
    key: str, date: str | None, item: HeldVersion, detail: str | None, source: str | None
) -> Iterator[Row]:
    if date:
        kind, title = _DATES[key]
        title = title.format(f"version {item.version.label}")
        yield {
            "date": date,
            "precision": _PRECISIONS[len(date)],
            "kind": kind,
            "version": item.id,
            "title": title[0].upper() + title[1:],
            "detail": detail,
            "source": source,
        }


def _events_of_version(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    version = item.version
    yield from _event("dated", version.dated, item, None, agreement.source_of(version.source))
    for key in ("in_force_from", "in_force_until"):
        source = agreement.source_of(version.in_force_source)
        yield from _event(key, getattr(version, key), item, None, source)
    for one, reading in item.copies:
        copy = replace(one, **_LEADS_TO_IT) if _held_back(reading) else one
        detail = ", ".join(filter(None, (copy.authority, copy.request and f"request {copy.request}")))
        source = agreement.source_of(copy.source) or copy.url
        yield from _event("disclosed", copy.disclosed, item, detail or None, source)
        yield from _event("accessioned", copy.accessioned, item, copy.file, None)


def _events_of_claim(agreement: Agreement, item: HeldVersion, claim: Claim) -> Iterator[Row]:
    if claim.about in _DATES and partial_date(claim.value):
        source = agreement.source_of(claim.source)
        for row in _event(claim.about, claim.value, item, claim.note, source):
            yield row | {"title": f"{row['title']}, according to another source"}


def _events_of_statements(agreement: Agreement) -> Iterator[Row]:
    for statement in agreement.statements:
        yield {
            "date": statement.date,
            "precision": _PRECISIONS[len(statement.date)],
            "kind": "statement",
            "version": None,
            "title": statement.who,
            "detail": statement.says,
            "source": agreement.source_of(statement.source),
        }


# ------------------------------------------------------------------ what a reader must know

NO_TEXT = "no-text"
"""Code of the warning about a copy that was opened, but has no text."""


def _warning_rows(
    series: Series, record_warnings: Sequence[str], comparisons: Mapping[tuple[str, str], Sequence[Warn]]
) -> list[Row]:
    """Rows of `warnings`: of the record first, then version by version, then pair by pair.

    `comparisons` gives those of comparisons by id of the older and the newer version.
    """
    name = series.agreement.id
    secrets = [
        copy.file
        for item in series.versions
        for copy, reading in item.copies
        if copy.file and _held_back(reading)
    ]
    found: list[Row] = [
        {"code": "record", "message": line}
        for line in record_warnings
        if line.startswith(f"documents/{name}/") and not any(secret in line for secret in secrets)
    ]
    for item in series.versions:
        found += _warnings_of_version(item)
    found += _gaps(series)
    for (old, new), warnings in comparisons.items():
        found += [_warning(warn, new) | {"old_version": old} for warn in warnings]
    found += _unheard(series)
    return [{"id": f"{name}/{number}", "agreement": name} | row for number, row in enumerate(found, 1)]


def _warning(warn: Warn, version: str | None, sha256: str | None = None) -> Row:
    return {
        "version": version,
        "sha256": sha256,
        "page": warn.page,
        "code": warn.code,
        "message": warn.message,
    }


def _warnings_of_version(item: HeldVersion) -> Iterator[Row]:
    for copy, reading in item.copies:
        if _held_back(reading):
            yield _warning(Warn(HELD_BACK, "a copy is held back until a person has decided"), item.id)
        elif isinstance(reading, Unread):
            yield _warning(Warn(reading.code, reading.message), item.id, reading.sha256)
        elif isinstance(reading, Reading):
            for warn in (*reading.warnings, *reading.cut.warnings, *_warnings_of_copy(copy, reading, item)):
                yield _warning(warn, item.id, reading.sha256)


def _warnings_of_copy(copy: Copy, reading: Reading, item: HeldVersion) -> Iterator[Warn]:
    """What does not fit together: no text, another label printed on the cover or in the file's name."""
    label = item.version.label
    if not reading.cut.clauses:
        yield Warn(NO_TEXT, f"{copy.file}: no text could be read from it (a scan needs OCR)")
    printed = reading.cut.control.label
    if printed and plain_label(printed) != plain_label(label):
        message = f"{copy.file}: the document prints the version label {printed}, the record says {label}"
        yield Warn("label-differs", message)
    name = copy.received_as or copy.file or ""
    in_name = label_in_name(name)
    says = plain_label(printed or label)
    if in_name and in_name != says:
        message = f'the file name as received, "{name}", says {in_name}; the {_who(printed)} says {says}'
        yield Warn("file-name-differs", message)


def _unheard(series: Series) -> Iterator[Row]:
    """What people decided about versions whose text is not held, and so cannot be carried out."""
    order = [item.version.label for item in series.versions]
    held = [item.version.label for item in series.versions if item.reading]
    for label, warn in unheard(series.agreement, held, order):
        yield _warning(warn, f"{series.agreement.id}@{label}")


def _who(printed: str | None) -> str:
    return "document itself" if printed else "record"


def _gaps(series: Series) -> Iterator[Row]:
    """Where two texts that are held are not neighbours: changes between them may have come in steps."""
    held = [at for at, item in enumerate(series.versions) if item.state == "held"]
    known = [(item.version.label, item.state == "held") for item in series.versions]
    plain = {plain_label(label) for label, _ in known}
    declared = [one.label for name, one in series.declared.items() if name not in plain]
    for before, after in pairwise(held):
        between = lying_between(known, declared, before, after)
        if between:
            old, new = series.versions[before], series.versions[after]
            told = gap(old.version.label, new.version.label, between)
            yield _warning(told, new.id) | {"old_version": old.id}
