"""Words and dates as readers see them, and what the words mean."""

from __future__ import annotations

import re
from typing import Final

import msgspec

__all__ = [
    "EVENTS", "GLOSSARY", "KINDS", "STATES", "Term", "counted", "long_date", "numbered", "short_hash",
]  # fmt: skip

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

STATES: Final[dict[str, str]] = {
    "held": "held: the text is here",
    "unread": "received, but could not be read",
    "registered": "known, but the file is not here",
    "withheld": "withheld by the authority",
    "declared": "named in another version's history, not seen",
}

KINDS: Final[dict[str, str]] = {
    "added": "added",
    "removed": "not in the newer version",
    "modified": "changed",
    "unchanged": "unchanged",
    "unknown": "unknown: blacked out in one of the two",
    "unredacted": "shown now, blacked out in the older",
}

EVENTS: Final[dict[str, str]] = {
    "present-in-oldest": "already there in the oldest version held",
    "appears": "appears",
    "vanishes": "vanishes",
    "returns": "returns",
    "present-in-newest": "still there in the newest version held",
    "dated": "Text dated",
    "in-force": "In force",
    "ended": "No longer in force",
    "disclosed": "Made public",
    "accessioned": "Taken into this archive",
    "statement": "Said in public",
}


class Term(msgspec.Struct, frozen=True):
    """A word of the archive and what it means, in plain English."""

    word: str
    meaning: str


GLOSSARY: Final[tuple[Term, ...]] = (
    Term("agreement", "an arrangement between public bodies, whatever its version"),
    Term("version", "one text of an agreement, under the label printed on it, such as 1.0"),
    Term("copy", "one PDF file of a version, with its own blacked-out parts"),
    Term("clause", "a numbered part of a version"),
    Term("lineage", "the same clause followed through all versions, whatever its number in each"),
    Term("redline", "the words of two versions in one text, with what went out and what came in marked"),
    Term("dated", "the date the text gives itself"),
    Term("in force", "the days on which the agreement applied"),
    Term("made public", "the day the text was first released, often years later"),
    Term("taken in", "the day this archive received the file"),
    Term("withheld", "an authority has the text and has refused to release it"),
    Term("SHA-256", "a fingerprint of a file: if one byte differs, so does the fingerprint"),
)


def long_date(iso: str | None) -> str:
    """A date in words, as precise as it is known: "18 December 2015", "July 2015", "2015"."""
    match = _DATE.fullmatch(iso or "")
    if not match:
        return iso or ""
    year, month, day = match.groups()
    if not month or not 1 <= int(month) <= len(_MONTHS):
        return iso if month and iso else year
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 clause", "2 clauses", "1,204 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def numbered(label: str) -> str:
    """A printed number as it is spoken of: "15.2.6." with its closing full stop is clause 15.2.6."""
    return label.strip().removesuffix(".") or label


def short_hash(sha256: str | None) -> str:
    """The first twelve digits of a fingerprint: enough to tell files apart, short enough to read."""
    return (sha256 or "")[:12]
