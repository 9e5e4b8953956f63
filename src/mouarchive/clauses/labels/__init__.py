"""What may stand before a clause as its number: forms, families, values."""

from __future__ import annotations

from mouarchive.clauses.labels.reading import (
    ANNEXES,
    CONTAINERS,
    DIVISIONS,
    LETTERS,
    UNITS,
    Mark,
    Reading,
    parse_roman,
    read_labels,
    skip_blank,
    to_roman,
)

__all__ = [
    "ANNEXES",
    "CONTAINERS",
    "DIVISIONS",
    "LETTERS",
    "UNITS",
    "Mark",
    "Reading",
    "parse_roman",
    "read_labels",
    "skip_blank",
    "to_roman",
]
