"""What a reader must know before relying on a text: of the record, the copies, the comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from mouarchive.archive.corrections import unheard
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.readings import Reading, Unread
from mouarchive.archive.record_values import Copy
from mouarchive.archive.series import HeldVersion, Series, label_in_name
from mouarchive.model import Warn

__all__ = ["NO_TEXT", "warning_rows"]

Row = dict[str, Any]

NO_TEXT = "no-text"
"""Code of the warning about a copy that was opened, but has no text."""


def warning_rows(
    series: Series, record_warnings: Sequence[str], comparisons: Mapping[tuple[str, str], Sequence[Warn]]
) -> list[Row]:
    """Rows of `warnings`: of the record first, then version by version, then pair by pair.

    `comparisons` gives those of comparisons by id of the older and the newer version.
    """
    name = series.agreement.id
    found: list[Row] = [
        {"code": "record", "message": line}
        for line in record_warnings
        if line.startswith(f"documents/{name}/")
    ]
    for item in series.versions:
        found += _of_version(item)
    found += _gaps(series)
    for (old, new), warnings in comparisons.items():
        found += [_row(warn, new) | {"old_version": old} for warn in warnings]
    found += _unheard(series)
    return [{"id": f"{name}/{number}", "agreement": name} | row for number, row in enumerate(found, 1)]


def _row(warn: Warn, version: str | None, sha256: str | None = None) -> Row:
    return {
        "version": version,
        "sha256": sha256,
        "page": warn.page,
        "code": warn.code,
        "message": warn.message,
    }


def _of_version(item: HeldVersion) -> Iterator[Row]:
    for copy, reading in item.copies:
        if isinstance(reading, Unread):
            yield _row(Warn(reading.code, reading.message), item.id, reading.sha256)
        elif isinstance(reading, Reading):
            for warn in (*reading.warnings, *reading.cut.warnings, *_of_copy(copy, reading, item)):
                yield _row(warn, item.id, reading.sha256)


def _of_copy(copy: Copy, reading: Reading, item: HeldVersion) -> Iterator[Warn]:
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
        yield _row(warn, f"{series.agreement.id}@{label}")


def _who(printed: str | None) -> str:
    return "document itself" if printed else "record"


def _gaps(series: Series) -> Iterator[Row]:
    """Where two texts that are held are not neighbours: changes between them may have come in steps."""
    held = [at for at, item in enumerate(series.versions) if item.state == "held"]
    for before, after in pairwise(held):
        between = [series.versions[at].version.label for at in range(before + 1, after)]
        if between:
            old, new = series.versions[before], series.versions[after]
            message = (
                f"between {old.version.label} and {new.version.label} "
                f"{'lies' if len(between) == 1 else 'lie'} {', '.join(between)}, whose text is not held or "
                "could not be read: a change between the two may have come in steps"
            )
            yield _row(Warn("gap", message), new.id) | {"old_version": old.id}
