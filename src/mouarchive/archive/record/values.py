"""The record as frozen, typed values: what people assert about agreements, versions and copies.

A field with a `Key` is a key of agreement.toml or corrections.toml. This is the one place that names it: how
the file is read and checked, the columns of the database that repeat it, and the table of keys in
docs/archivist.md follow from here. A field without one is worked out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import msgspec

from mouarchive.archive.record.toml_check import Key

__all__ = [
    "DECISIONS", "SLUG", "STATUSES", "Agreement", "AgreementKeys", "Claim", "Copy", "CopyKeys", "Correction",
    "CorrectionKeys", "Corrections", "Pairing", "Phrase", "Record", "Statement", "Version", "VersionKeys",
]  # fmt: skip

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
STATUSES = ("draft", "final", "withdrawn")
DECISIONS = ("publish", "hold-back")
# Labels stand in addresses and in "agreement@label"; these two words are addresses of their own.
_LABEL = re.compile(r"\w(?:[\w .+()-]*[\w)+])?")
_TAKEN = ("compare", "lineages")
_LONGEST_LABEL = 60
"""Characters: a label is part of addresses, file names and headings, and no document prints a longer one."""


def _label(text: str) -> str | None:
    if not _LABEL.fullmatch(text) or ".." in text or len(text) > _LONGEST_LABEL:
        return f"{text!r} cannot be a label: use letters, figures, spaces and . - + ( ) as printed"
    return f'"{text}" cannot be a label: it is an address of the site' if text.casefold() in _TAKEN else None


def _status(text: str) -> str | None:
    return None if text in STATUSES else f"{text!r} is no status; use {', '.join(STATUSES)}"


def _decision(text: str) -> str | None:
    return None if text in DECISIONS else f"{text!r} is no decision; use {' or '.join(DECISIONS)}"


def _sha256(text: str) -> str | None:
    ok = re.fullmatch(r"[0-9a-f]{64}", text)
    return None if ok else "must be 64 small hexadecimal figures (sha256sum FILE prints them)"


def _url(text: str) -> str | None:
    ok = re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", text)
    return None if ok else f"{text[:60]!r} is no web address; it begins with https:// and has no spaces"


# ------------------------------------------------------------------ versions and their copies


class Claim(msgspec.Struct, frozen=True):
    """A further or differing assertion about a version: kept beside the others, never preferred silently."""

    about: Annotated[str, Key("what is asserted: dated, in_force_from, disclosed, ...")]
    value: Annotated[str, Key("the value asserted")]
    source: Annotated[str | None, Key("who asserts it", is_source=True)] = None
    note: Annotated[str | None, Key("in what it differs")] = None


class CopyKeys(msgspec.Struct, frozen=True):
    """What is asserted about one PDF of a version."""

    file: Annotated[str | None, Key("file name under documents/, empty while only registered")] = None
    sha256: Annotated[str | None, Key("SHA-256 of the bytes", check=_sha256)] = None
    received_as: Annotated[str | None, Key("file name as received")] = None
    disclosed: Annotated[str | None, Key("date made public", is_date=True)] = None
    accessioned: Annotated[str | None, Key("date taken into this archive", is_date=True)] = None
    authority: Annotated[str | None, Key("public body that released it")] = None
    request: Annotated[str | None, Key("FOI request reference")] = None
    url: Annotated[str | None, Key("where it was published", check=_url)] = None
    exemptions: Annotated[tuple[str, ...], Key("exemptions claimed in it")] = ()
    note: Annotated[str | None, Key("what else is known")] = None
    source: Annotated[str | None, Key("where the facts about this copy come from", is_source=True)] = None
    decision: Annotated[
        str | None, Key("publish or hold-back, where it holds text that its pages hide", check=_decision)
    ] = None
    decided_by: Annotated[str | None, Key("who decided so")] = None
    decided_on: Annotated[str | None, Key("when it was decided", is_date=True)] = None
    decided_why: Annotated[str | None, Key("why, without the hidden words: it is published")] = None


class Copy(CopyKeys, frozen=True):
    """One PDF of a version. `file` is None while it is only registered; `digest` is what its bytes give."""

    digest: str | None = None
    size: int | None = None


class VersionKeys(msgspec.Struct, frozen=True):
    """What is asserted about one text of an agreement under one printed label."""

    label: Annotated[str, Key("version label as asserted in agreement.toml", check=_label)]
    status: Annotated[str | None, Key("draft, final or withdrawn", check=_status)] = None
    dated: Annotated[str | None, Key("date of the text", is_date=True)] = None
    in_force_from: Annotated[str | None, Key("first day in force", key="in_force.from", is_date=True)] = None
    in_force_until: Annotated[str | None, Key("last day in force", key="in_force.until", is_date=True)] = None
    in_force_source: Annotated[
        str | None, Key("source of the in-force dates", key="in_force.source", is_source=True)
    ] = None
    held: Annotated[bool | None, Key("false where it is only declared: known of, and not here")] = None
    exemption: Annotated[str | None, Key("FOI exemption claimed for withholding it")] = None
    note: Annotated[str | None, Key("what else is known")] = None
    source: Annotated[str | None, Key("source of what is asserted", is_source=True)] = None


class Version(VersionKeys, frozen=True):
    """A version with its copies, and with what other sources say of it."""

    copies: Annotated[tuple[Copy, ...], Key("its PDFs, one block each", key="copy")] = ()
    claims: Annotated[tuple[Claim, ...], Key("further or differing assertions", key="claim")] = ()


# ------------------------------------------------------------------ agreements


class Phrase(msgspec.Struct, frozen=True):
    """A watched phrase."""

    text: Annotated[str, Key("the phrase")]
    note: Annotated[str | None, Key("why it is watched")] = None


class Statement(msgspec.Struct, frozen=True):
    """Something said in public."""

    date: Annotated[str, Key("when", is_date=True)]
    who: Annotated[str, Key("who said or did it")]
    says: Annotated[str, Key("what, in our words")]
    phrases: Annotated[tuple[str, ...], Key("watched phrases it concerns")] = ()
    source: Annotated[str | None, Key("where it is recorded", is_source=True)] = None
    note: Annotated[str | None, Key("what else is known")] = None


class AgreementKeys(msgspec.Struct, frozen=True):
    """What is asserted about an agreement as a whole."""

    title: Annotated[str, Key("title of the agreement")]
    parties: Annotated[tuple[str, ...], Key("the parties")] = ()
    specimen: Annotated[bool, Key("the text was written for demonstration and never released by anyone")] = (
        False
    )
    about: Annotated[str | None, Key("what the series is, in a few sentences")] = None
    source: Annotated[str | None, Key("where the facts about the series come from", is_source=True)] = None


class Agreement(AgreementKeys, frozen=True, kw_only=True):
    """All that is asserted about one agreement; `id` is its folder's name."""

    id: str
    folder: Path
    sources: Annotated[
        tuple[tuple[str, str], ...], Key("short names for sources, used wherever one is named")
    ] = ()
    versions: Annotated[tuple[Version, ...], Key("its versions, one block each", key="version")] = ()
    phrases: Annotated[tuple[Phrase, ...], Key("watched phrases, one block each", key="phrase")] = ()
    statements: Annotated[tuple[Statement, ...], Key("what was said in public", key="statement")] = ()
    corrections: tuple[Correction, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    unnamed: tuple[str, ...] = ()

    def source_of(self, name: str | None) -> str | None:
        """A source written out: a short name of the [sources] table stands for its address."""
        return dict(self.sources).get(name, name) if name else None


# ------------------------------------------------------------------ corrections


class CorrectionKeys(msgspec.Struct, frozen=True):
    """What a person says about a text as extracted."""

    what: Annotated[str, Key("what is corrected: version label/clause identifier and label, heading or text")]
    was: Annotated[str, Key("what was extracted")]
    now: Annotated[str, Key("what it was corrected to")]
    who: Annotated[str, Key("who decided")]
    why: Annotated[str, Key("why")]


class Correction(CorrectionKeys, frozen=True):
    """A person's correction with the place that `what` names: version label, clause, and the field of it."""

    version: str = ""
    clause: str = ""
    field: str = ""


class Pairing(msgspec.Struct, frozen=True):
    """A person's decision that clauses of two versions (labels) are the same clause, or are not."""

    old: Annotated[str, Key("label of one version", check=_label)]
    new: Annotated[str, Key("label of the other", check=_label)]
    old_clause: Annotated[str, Key("clause of the one")]
    new_clause: Annotated[str, Key("clause of the other")]
    together: Annotated[bool, Key("the two are the same clause; false where they are not")]
    who: Annotated[str, Key("who decided")]
    why: Annotated[str, Key("why")]


class Corrections(msgspec.Struct, frozen=True):
    """All of a corrections.toml."""

    corrections: Annotated[tuple[Correction, ...], Key("of what was extracted", key="correction")] = ()
    pairings: Annotated[tuple[Pairing, ...], Key("of two versions' clauses", key="pairing")] = ()


# ------------------------------------------------------------------ the whole


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
