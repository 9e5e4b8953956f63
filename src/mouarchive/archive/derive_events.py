"""The timeline: when texts were dated, in force, disclosed and taken in, and what was said meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mouarchive.archive.record_values import Agreement, Claim
from mouarchive.archive.series import HeldVersion, Series
from mouarchive.archive.toml_check import partial_date

__all__ = ["event_rows"]

Row = dict[str, Any]

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
# What claims of these names assert is a date of the same kind as the version's own.
_CLAIMED = {
    "dated": "dated",
    "in_force_from": "in-force",
    "in_force_until": "ended",
    "disclosed": "disclosed",
    "accessioned": "accessioned",
}
_TITLES = {
    "dated": "{} is dated",
    "in-force": "{} comes into force",
    "ended": "last day in force of {}",
    "disclosed": "{} is made public",
    "accessioned": "a copy of {} is taken into the archive",
}


def event_rows(series: Series) -> list[Row]:
    """Rows of `events`, by date, then in the order of the series; a month stands before its days."""
    found = [*_statements(series.agreement)]
    for item in series.versions:
        found += _of_version(series.agreement, item)
        found += [row for claim in item.version.claims for row in _of_claim(series.agreement, item, claim)]
    found.sort(key=lambda row: str(row["date"]))
    name = series.agreement.id
    return [{"id": f"{name}/{number}", "agreement": name} | row for number, row in enumerate(found, 1)]


def _event(
    kind: str, date: str | None, item: HeldVersion, detail: str | None, source: str | None
) -> Iterator[Row]:
    if date:
        title = _TITLES[kind].format(f"version {item.version.label}")
        yield {
            "date": date,
            "precision": _PRECISIONS[len(date)],
            "kind": kind,
            "version": item.id,
            "title": title[0].upper() + title[1:],
            "detail": detail,
            "source": source,
        }


def _of_version(agreement: Agreement, item: HeldVersion) -> Iterator[Row]:
    version = item.version
    source = agreement.source_of(version.source)
    yield from _event("dated", version.dated, item, None, source)
    if version.in_force:
        force_source = agreement.source_of(version.in_force.source)
        yield from _event("in-force", version.in_force.start, item, None, force_source)
        yield from _event("ended", version.in_force.until, item, None, force_source)
    for copy in version.copies:
        detail = ", ".join(filter(None, (copy.authority, copy.request and f"request {copy.request}")))
        source = agreement.source_of(copy.source) or copy.url
        yield from _event("disclosed", copy.disclosed, item, detail or None, source)
        yield from _event("accessioned", copy.accessioned, item, copy.file, None)


def _of_claim(agreement: Agreement, item: HeldVersion, claim: Claim) -> Iterator[Row]:
    kind = _CLAIMED.get(claim.about)
    if kind and partial_date(claim.value):
        for row in _event(kind, claim.value, item, claim.note, agreement.source_of(claim.source)):
            yield row | {"title": f"{row['title']}, according to another source"}


def _statements(agreement: Agreement) -> Iterator[Row]:
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
