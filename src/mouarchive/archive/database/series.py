"""The versions of one agreement as a series: their order, their copies of record, what they declare. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.archive.database.readings import Reading, Unread
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.record.corrections import corrected
from mouarchive.archive.record.toml_check import partial_date
from mouarchive.archive.record.values import Agreement, Copy, Version
from mouarchive.model import Clause, HistoryRow, Warn
from mouarchive.words import listed

if TYPE_CHECKING:
    from mouarchive.comparing.alignment import ByHand
    from mouarchive.comparing.tracing import VersionText

__all__ = [
    "Between", "Declared", "HeldVersion", "Series", "copy_of_record", "gap", "history_of", "label_in_name",
    "label_key", "lying_between", "make_series", "rows_between", "version_text",
]  # fmt: skip

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_IN_NAME = re.compile(
    r"(?<![a-z0-9])v(?:ersion)?[\s._-]*(\d{1,2})(?:[\s._-]+|\.)(\d{1,2})(?!\d)", re.IGNORECASE
)


class Between(msgspec.Struct, frozen=True):
    """A version that lies between two that are compared: its label, and whether its text is held."""

    label: str
    held: bool


def lying_between(
    known: Sequence[tuple[str, bool]], declared: Sequence[str], old: int, new: int
) -> tuple[Between, ...]:
    """The versions between two, oldest first: of the record, and those that only documents themselves name.

    `known` are label and whether its text is held, in the order of the series; `old` and `new` are places in
    it, the older first. A version that is only named has its place by its number.
    """
    found = [Between(*one) for one in known[old + 1 : new]]
    least, most = label_key(known[old][0]), label_key(known[new][0])
    numbered = not (least[0] or most[0])
    for label in sorted(declared, key=label_key):
        key = label_key(label)
        if numbered and not key[0] and least[1] < key[1] < most[1]:
            later = (at for at, one in enumerate(found) if label_key(one.label) > key)
            found.insert(next(later, len(found)), Between(label, held=False))
    return tuple(found)


def gap(old: str, new: str, between: Sequence[Between]) -> Warn:
    """That other versions lie between two that are compared (labels, the older first), held or not."""
    missing = [one.label for one in between if not one.held]
    here = [one.label for one in between if one.held]
    parts = []
    if missing:
        parts.append(f"{listed(missing)}, whose text is not held or could not be read")
    if here:
        parts.append(f"{listed(here)}, {'which is' if len(here) == 1 else 'which are'} held")
    lie = "lies" if len(between) == 1 else "lie"
    return Warn(
        "gap",
        f"between {old} and {new} {lie} {', and '.join(parts)}: changes may have come and gone in between",
    )


class HeldVersion(msgspec.Struct, frozen=True):
    """A version with what its copies gave; `of_record` is the index of the one whose text stands for it.

    That text has this version's corrections carried out; `corrected` gives for each of them the clause (eid),
    None where it no longer applies.
    """

    version: Version
    id: str
    copies: tuple[tuple[Copy, Reading | Unread | None], ...]
    of_record: int | None
    corrected: tuple[str | None, ...] = ()

    @property
    def reading(self) -> Reading | None:
        """What was read of the copy whose text stands for the version."""
        found = None if self.of_record is None else self.copies[self.of_record][1]
        return found if isinstance(found, Reading) else None

    @property
    def state(self) -> str:
        """held, unread (held, but no text), registered, withheld or declared."""
        if self.of_record is not None:
            return "held"
        if any(copy.file for copy, _ in self.copies):
            return "unread"
        if self.copies:
            return "registered"
        return "withheld" if self.version.exemption else "declared"


class Declared(msgspec.Struct):
    """A version that a held document's own history names: in which versions, and what is said there first."""

    label: str
    declared_in: list[str] = msgspec.field(default_factory=list)
    date: str | None = None
    note: str | None = None


class Series(msgspec.Struct, frozen=True):
    """An agreement's versions, oldest first, and what their own histories declare, by plain label."""

    agreement: Agreement
    versions: tuple[HeldVersion, ...]
    declared: Mapping[str, Declared]


def make_series(agreement: Agreement, readings: Mapping[str, Reading | Unread]) -> Series:
    """Put an agreement's versions in order and choose the copy of record of each."""
    held = [_held(agreement, version, readings) for version in agreement.versions]
    dates = _declared_dates(held)
    ordered = _in_order(held, dates)
    return Series(agreement, tuple(ordered), _declared(ordered))


def _held(agreement: Agreement, version: Version, readings: Mapping[str, Reading | Unread]) -> HeldVersion:
    copies = tuple((copy, readings.get(copy.digest or "")) for copy in version.copies)
    chosen = copy_of_record([reading for _, reading in copies])
    item = HeldVersion(version, f"{agreement.id}@{version.label}", copies, chosen)
    wanted = [one for one in agreement.corrections if one.version == version.label]
    if chosen is None or item.reading is None or not wanted:
        return item
    applied = corrected(item.reading.cut, wanted)
    mended = (copies[chosen][0], replace(item.reading, cut=applied.cut))
    return replace(item, copies=(*copies[:chosen], mended, *copies[chosen + 1 :]), corrected=applied.eids)


def copy_of_record(readings: Sequence[Reading | Unread | None]) -> int | None:
    """Which copy's text stands for a version (index), None where none has text.

    In this order: text as printed before text by OCR; more pages that could be read; fewer clauses with
    blacked-out spans; more clauses; first in agreement.toml.
    """
    ranked = [
        (reading.by_ocr, -reading.pages_read, _redacted(reading), -len(reading.cut.clauses), number)
        for number, reading in enumerate(readings)
        if isinstance(reading, Reading) and reading.cut.clauses
    ]
    return min(ranked)[-1] if ranked else None


def _redacted(reading: Reading) -> int:
    from mouarchive.comparing.normalise import has_redaction  # noqa: PLC0415 - loads the comparing room

    return sum(has_redaction(clause.words) for clause in reading.cut.clauses)


# ------------------------------------------------------------------ order


def label_key(label: str) -> tuple[bool, tuple[int, ...], bool, str]:
    """Sorts labels as version numbers: 0.2 before 1.0 before 10.0; drafts before the text itself."""
    plain = plain_label(label)
    match = _NUMBER.search(plain)
    if not match or match.start() > 0:
        return (True, (), False, plain)
    numbers = [int(part) for part in match.group().split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    rest = plain[match.end() :]
    return (False, tuple(numbers), "draft" not in rest, rest)


def _in_order(held: Sequence[HeldVersion], dates: Mapping[str, str]) -> list[HeldVersion]:
    """Dated versions by date, then number; an undated one before the first with a higher number, else last.

    A version's date is the one asserted for its text, else the one from which it was in force, else the one
    a held document's history gives.
    """

    def date(item: HeldVersion) -> str | None:
        return item.version.dated or item.version.in_force_from or dates.get(plain_label(item.version.label))

    def number(item: HeldVersion) -> tuple[tuple[bool, tuple[int, ...], bool, str], str]:
        return label_key(item.version.label), item.version.label

    ordered = sorted((v for v in held if date(v)), key=lambda v: (date(v), number(v)))
    for item in sorted((v for v in held if not date(v)), key=number):
        numbered = not label_key(item.version.label)[0]
        later = (i for i, other in enumerate(ordered) if numbered and number(other) > number(item))
        ordered.insert(next(later, len(ordered)), item)
    return ordered


def history_of(item: HeldVersion) -> list[HistoryRow]:
    """The rows of the history that a version's document prints: of the copy of record, else of any copy."""
    readings = [item.reading, *(reading for _, reading in item.copies)]
    for reading in readings:
        if isinstance(reading, Reading) and reading.cut.control.history:
            return list(reading.cut.control.history)
    return []


def _named(item: HeldVersion, row: HistoryRow) -> str:
    """Plain label of the version that a row of a document's history names.

    A document whose own label is no number ("umbrella-2019") begins a numbering of its own: its row 1.0 is
    not the series' 1.0. The row with the document's own date is the document itself.
    """
    own = plain_label(item.version.label)
    plain = plain_label(row.label)
    if not plain or not label_key(own)[0]:
        return plain
    return own if plain == own or (row.date and row.date == item.version.dated) else f"{own} {plain}"


def _declared_dates(held: Sequence[HeldVersion]) -> dict[str, str]:
    dates: dict[str, str] = {}
    for item in sorted(held, key=lambda v: (label_key(v.version.label), v.version.label)):
        for row in history_of(item):
            if row.date and partial_date(row.date):
                dates.setdefault(_named(item, row), row.date)
    return dates


def _declared(ordered: Sequence[HeldVersion]) -> dict[str, Declared]:
    found: dict[str, Declared] = {}
    for item in ordered:
        for row in history_of(item):
            plain = _named(item, row)
            if not plain:
                continue
            declared = found.setdefault(plain, Declared(plain))
            declared.declared_in += [item.id] if item.id not in declared.declared_in else []
            declared.date = declared.date or row.date
            declared.note = declared.note or row.note or None
    return found


def rows_between(
    rows: Sequence[HistoryRow], old: tuple[str, str | None], new: tuple[str, str | None]
) -> tuple[HistoryRow, ...]:
    """The rows of a newer document's history that tell of what came after an older version.

    Versions are given as label and date. Rows are chosen by number; by date where one of the two labels is
    no number, since such a document counts anew; none where that cannot be known.
    """
    first, last = label_key(old[0]), label_key(new[0])
    if not (first[0] or last[0]):
        return tuple(
            row
            for row in rows
            if not label_key(row.label)[0] and first[1] < label_key(row.label)[1] <= last[1]
        )
    since, until = old[1], new[1]
    if not (since and until):
        return ()
    return tuple(row for row in rows if row.date and partial_date(row.date) and since < row.date <= until)


def label_in_name(name: str) -> str | None:
    """The version label that a file's name seems to carry: "Final V0 1 REDACTED.PDF.pdf" says 0.1."""
    match = _IN_NAME.search(name)
    return f"{int(match.group(1))}.{int(match.group(2))}" if match else None


# ------------------------------------------------------------------ as texts in which a phrase can be traced

_RECEIVED = frozenset(("held", "unread"))


def version_text(
    label: str,
    clauses: Sequence[Clause] | None,
    *,
    state: str,
    dated: str | None,
    pages: int | None,
    pages_read: int | None,
    decided: Mapping[str, Sequence[ByHand]] | None = None,
) -> VersionText:
    """The version as `comparing.tracing.trace` takes it, made ready for search.

    `clauses` is None where no text is held; `state` is the version's in the register, `pages` and
    `pages_read` are those of the copy whose text is used. `decided` is what people said about pairs of its
    clauses and those of newer versions, by their label.
    """
    from mouarchive.comparing.phrases import phrase_index  # noqa: PLC0415 - only where it is needed: heavy
    from mouarchive.comparing.tracing import VersionText  # noqa: PLC0415

    return VersionText(
        label,
        clauses,
        held=state in _RECEIVED,
        dated=dated,
        pages=pages,
        pages_read=pages_read,
        decided=decided or {},
        index=None if clauses is None else phrase_index(clauses),
    )
