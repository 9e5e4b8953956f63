"""The keys of agreement.toml and corrections.toml, as data (docs/ describes them from here)."""

from __future__ import annotations

import re

from mouarchive.archive.toml_check import Key

__all__ = ["AGREEMENT", "CORRECTIONS", "SLUG", "STATUSES"]

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
