"""The record as frozen, typed values: what people assert about agreements, versions and copies."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from mouarchive.archive.record.toml_check import Key

__all__ = [
    "AGREEMENT", "CORRECTIONS", "SLUG", "STATUSES", "Agreement", "Claim", "Copy", "Correction", "InForce",
    "Pairing", "Phrase", "Record", "Statement", "Version",
]  # fmt: skip


class InForce(msgspec.Struct, frozen=True):
    """First and last day in force, as asserted by `source`."""

    start: str | None
    until: str | None
    source: str | None


class Claim(msgspec.Struct, frozen=True):
    """A further or differing assertion about a version: kept beside the others, never preferred silently."""

    about: str
    value: str
    source: str | None = None
    note: str | None = None


class Copy(msgspec.Struct, frozen=True):
    """One PDF of a version. `file` is None while it is only registered; `digest` is what its bytes give."""

    file: str | None = None
    sha256: str | None = None
    received_as: str | None = None
    disclosed: str | None = None
    accessioned: str | None = None
    authority: str | None = None
    request: str | None = None
    url: str | None = None
    exemptions: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None
    digest: str | None = None
    size: int | None = None


class Version(msgspec.Struct, frozen=True):
    """One text of an agreement under one printed label; `held` is False where it is declared but withheld."""

    label: str
    status: str | None = None
    dated: str | None = None
    in_force: InForce | None = None
    held: bool | None = None
    exemption: str | None = None
    note: str | None = None
    source: str | None = None
    copies: tuple[Copy, ...] = ()
    claims: tuple[Claim, ...] = ()


class Phrase(msgspec.Struct, frozen=True):
    """A watched phrase."""

    text: str
    note: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """Something said in public."""

    date: str
    who: str
    says: str
    phrases: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


class Correction(msgspec.Struct, frozen=True):
    """A person's correction to what was extracted: what, was, now, who, why.

    `what` reads "1.0/15.2.6 text": a version's label, a clause's eid, and one of text, label and heading.
    """

    what: str
    was: str
    now: str
    who: str
    why: str
    version: str = ""
    clause: str = ""
    field: str = ""


class Pairing(msgspec.Struct, frozen=True):
    """A person's decision that clauses of two versions (labels) are the same clause, or are not."""

    old: str
    new: str
    old_clause: str
    new_clause: str
    together: bool
    who: str
    why: str


class Agreement(msgspec.Struct, frozen=True):
    """All that is asserted about one agreement; `id` is its folder's name."""

    id: str
    folder: Path
    title: str
    parties: tuple[str, ...] = ()
    specimen: bool = False
    about: str | None = None
    source: str | None = None
    sources: tuple[tuple[str, str], ...] = ()
    versions: tuple[Version, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    statements: tuple[Statement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    unnamed: tuple[str, ...] = ()

    def source_of(self, name: str | None) -> str | None:
        """A source written out: a short name of the [sources] table stands for its address."""
        return dict(self.sources).get(name, name) if name else None


class Record(msgspec.Struct, frozen=True):
    """Everything under `documents/`, by agreement id. `warnings` are one line each and stop nothing.

    `fingerprint` is a SHA-256 over every file that counts: equal fingerprints, equal records.
    """

    documents: Path
    agreements: tuple[Agreement, ...] = ()
    warnings: tuple[str, ...] = ()
    fingerprint: str = ""
    files: tuple[tuple[str, str], ...] = ()

    def agreement(self, name: str) -> Agreement | None:
        """The agreement of this id, or None."""
        return next((a for a in self.agreements if a.id == name), None)

    def copies_with(self, sha256: str) -> list[tuple[Agreement, Version, Copy]]:
        """Where the bytes of this SHA-256 are held."""
        return [
            (a, v, c) for a in self.agreements for v in a.versions for c in v.copies if c.digest == sha256
        ]


# ------------------------------------------------------------------ the keys of the files

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
STATUSES = ("draft", "final", "withdrawn")
# Labels stand in addresses and in "agreement@label"; these two words are addresses of their own.
_LABEL = re.compile(r"\w(?:[\w .+()-]*[\w)+])?")
_TAKEN = ("compare", "lineages")
_LONGEST_LABEL = 60


def _label(text: str) -> str | None:
    if not _LABEL.fullmatch(text) or ".." in text or len(text) > _LONGEST_LABEL:
        return f"{text!r} cannot be a label: use letters, figures, spaces and . - + ( ) as printed"
    return f'"{text}" cannot be a label: it is an address of the site' if text.casefold() in _TAKEN else None


def _status(text: str) -> str | None:
    return None if text in STATUSES else f"{text!r} is no status; use {', '.join(STATUSES)}"


def _sha256(text: str) -> str | None:
    ok = re.fullmatch(r"[0-9a-f]{64}", text)
    return None if ok else "must be 64 small hexadecimal figures (sha256sum FILE prints them)"


def _url(text: str) -> str | None:
    ok = re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", text)
    return None if ok else f"{text[:60]!r} is no web address; it begins with https:// and has no spaces"


_TEXT = Key("text")
_NEEDED = Key("text", required=True)
_DATE = Key("date")

_COPY = {
    "file": _TEXT,
    "sha256": Key("text", check=_sha256),
    "received_as": _TEXT,
    "disclosed": _DATE,
    "accessioned": _DATE,
    "authority": _TEXT,
    "request": _TEXT,
    "url": Key("text", check=_url),
    "exemptions": Key("texts"),
    "note": _TEXT,
    "source": _TEXT,
}
_CLAIM = {"about": _NEEDED, "value": _NEEDED, "source": _TEXT, "note": _TEXT}
_VERSION = {
    "label": Key("text", required=True, check=_label),
    "status": Key("text", check=_status),
    "dated": _DATE,
    "in_force": Key("table", inside={"from": _DATE, "until": _DATE, "source": _TEXT}),
    "held": Key("flag"),
    "exemption": _TEXT,
    "note": _TEXT,
    "source": _TEXT,
    "copy": Key("tables", inside=_COPY),
    "claim": Key("tables", inside=_CLAIM),
}
_STATEMENT = {
    "date": Key("date", required=True),
    "who": _NEEDED,
    "says": _NEEDED,
    "phrases": Key("texts"),
    "source": _TEXT,
    "note": _TEXT,
}
AGREEMENT = {
    "title": _NEEDED,
    "parties": Key("texts"),
    "specimen": Key("flag"),
    "about": _TEXT,
    "source": _TEXT,
    "sources": Key("words"),
    "version": Key("tables", inside=_VERSION),
    "phrase": Key("tables", inside={"text": _NEEDED, "note": _TEXT}),
    "statement": Key("tables", inside=_STATEMENT),
}
_CORRECTION = {"what": _NEEDED, "was": _NEEDED, "now": _NEEDED, "who": _NEEDED, "why": _NEEDED}
_PAIRING = {
    "old": Key("text", required=True, check=_label),
    "new": Key("text", required=True, check=_label),
    "old_clause": _NEEDED,
    "new_clause": _NEEDED,
    "together": Key("flag", required=True),
    "who": _NEEDED,
    "why": _NEEDED,
}
CORRECTIONS = {
    "correction": Key("tables", inside=_CORRECTION),
    "pairing": Key("tables", inside=_PAIRING),
}
