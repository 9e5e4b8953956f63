"""What a PDF says of itself, and which agreement it seems to belong to: proposals, each with its ground."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import msgspec

from mouarchive.archive.lookup import plain_label
from mouarchive.archive.readings import Reading
from mouarchive.archive.record_keys import STATUSES
from mouarchive.archive.series import label_in_name
from mouarchive.archive.toml_check import partial_date

__all__ = ["Proposal", "belongs_to", "file_name", "propose", "slug_of"]

_ENOUGH, _CLEAR, _WORDS = 0.3, 2.0, 4


class Proposal(msgspec.Struct, frozen=True):
    """What the document prints, None where nothing was found; `label_in_name` is only a hint."""

    label: str | None = None
    status: str | None = None
    dated: str | None = None
    label_in_name: str | None = None


def propose(reading: Reading | None, name: str) -> Proposal:
    """What the document prints about itself, in the form of the record."""
    hint = label_in_name(name)
    if reading is None:
        return Proposal(label_in_name=hint)
    control = reading.cut.control
    status = next((s for s in STATUSES if control.status and s in control.status.casefold()), None)
    label = plain_label(control.label) if control.label else None
    own = (row.date for row in control.history if plain_label(row.label) == label)
    dated = next((date for date in (control.date, *own) if date and partial_date(date)), None)
    return Proposal(label, status, dated, hint)


def belongs_to(reading: Reading, texts: Mapping[str, set[str]]) -> tuple[str, float] | None:
    """The agreement that shares most clauses with the document, and the share 0..1; None where unclear.

    `texts` maps agreements to the clauses of their held versions in comparison form. It must share three in
    ten of the document's clauses (of four words and more), and twice as many as any other agreement does.
    """
    mine = clause_forms(reading)
    if not mine:
        return None
    shares = sorted(((len(mine & theirs) / len(mine), name) for name, theirs in texts.items()), reverse=True)
    if not shares or shares[0][0] < _ENOUGH:
        return None
    if len(shares) > 1 and shares[0][0] < _CLEAR * shares[1][0]:
        return None
    return shares[0][1], shares[0][0]


def clause_forms(reading: Reading) -> set[str]:
    """The document's clauses in comparison form, short ones left out."""
    from mouarchive.comparing.normalise import comparison_form  # noqa: PLC0415 - loads the comparing room

    forms = (comparison_form(clause.words) for clause in reading.cut.clauses)
    return {form for form in forms if form.count(" ") >= _WORDS - 1}


def slug_of(text: str) -> str:
    """A folder name made from a title: small letters, figures and single hyphens, at most sixty of them."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")


def file_name(label: str, status: str | None, dated: str | None, received_as: str) -> str:
    """A plain name for a copy, as 20151218-final-v1.0-redacted.pdf; the record keeps the one received."""
    plain = re.sub(r"[^a-z0-9.]+", "-", plain_label(label)).strip("-.") or "version"
    parts = [
        (dated or "").replace("-", ""),
        status or "",
        f"v{plain}" if plain[0].isdigit() else plain,
        "redacted" if "redact" in received_as.casefold() else "",
    ]
    return "-".join(part for part in parts if part) + ".pdf"
