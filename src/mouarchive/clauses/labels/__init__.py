"""What may stand before a clause as its number: forms, families, values."""

from __future__ import annotations

from mouarchive.clauses.labels.marks import LETTERS, Mark, parse_roman, skip_blank, spell
from mouarchive.clauses.labels.reading import Reading, read_labels

__all__ = ["LETTERS", "Mark", "Reading", "parse_roman", "read_labels", "skip_blank", "spell"]
