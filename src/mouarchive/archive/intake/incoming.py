"""A PDF on its way in: what a person says of it, what it says of itself, and what must be heard first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mouarchive.archive.database.readings import Reading
from mouarchive.archive.database.series import label_in_name
from mouarchive.archive.locate import Root
from mouarchive.archive.lookup import plain_label
from mouarchive.archive.record.toml_check import partial_date
from mouarchive.archive.record.values import STATUSES, Record
from mouarchive.errors import MouarchiveError, UnreadableError, UsageError
from mouarchive.model import LeakReport
from mouarchive.reading.redaction import describe

__all__ = [
    "REDLINE", "AddOptions", "Chosen", "Incoming", "Proposal", "Receipt", "alarms", "as_redline",
    "belongs_to", "check", "choose", "file_name", "holds_back", "propose", "says_of_itself", "slug_of",
]  # fmt: skip


class AddOptions(msgspec.Struct, frozen=True):
    """What a person says about the PDFs; what is None is proposed by the document where it can be.

    `agreement` is an existing agreement's id or the id of a new one, for which `title` is needed.
    """

    agreement: str | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    label: str | None = None
    status: str | None = None
    dated: str | None = None
    disclosed: str | None = None
    authority: str | None = None
    request: str | None = None
    url: str | None = None
    exemptions: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None


class Receipt(msgspec.Struct, frozen=True):
    """What became of one file.

    `state` is added, known (the same bytes are held already) or refused; `message` says it in one line.
    `proposed` lists (key, value, ground) for all that was taken from the document itself, `alarms` one line
    for each thing that a person must look at: hidden text, a redline, names that do not fit. `held_back` says
    that nothing of it is published before somebody has decided about the text that it hides.
    """

    source: str
    state: str
    message: str
    sha256: str | None = None
    size: int | None = None
    agreement: str | None = None
    label: str | None = None
    stored: Path | None = None
    proposed: tuple[tuple[str, str, str], ...] = ()
    clauses: int | None = None
    alarms: tuple[str, ...] = ()
    held_back: bool = False


class Incoming(msgspec.Struct, frozen=True):
    """A file on its way in, and what the reader made of it (`unread` says why it made nothing).

    `leaks` is what the leak check found, `unchecked` why there is none.
    """

    path: Path
    sha256: str
    size: int
    reading: Reading | None
    unread: UnreadableError | None
    leaks: LeakReport | None = None
    unchecked: str | None = None


class Chosen(msgspec.Struct, frozen=True):
    """All that has to be known before a file is taken in; `proposed` lists what the document itself said."""

    agreement: str
    label: str
    options: AddOptions
    proposed: tuple[tuple[str, str, str], ...]


# ------------------------------------------------------------------ what it says of itself

_ENOUGH = 0.3
"""Share of a document's clauses, 0..1, that its agreement must have: versions share most, strangers few."""
_CLEAR = 2.0
"""Times as much as the next agreement: two with the same stock clauses must not be taken for each other."""
_WORDS = 4
"""Words: shorter clauses ("Not used.", "Signed") stand in every agreement and tell nothing."""
_LONGEST_SLUG = 60
"""Characters of a folder's name: it is part of addresses and of every version's name."""


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
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_LONGEST_SLUG].strip("-")


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


# ------------------------------------------------------------------ what it is


def choose(root: Root, record: Record, incoming: Incoming, options: AddOptions) -> Chosen:
    """Agreement, label, status and date: as said, else as printed. Raises UsageError where unknown."""
    says = propose(incoming.reading, incoming.path.name)
    proposed: list[tuple[str, str, str]] = []
    agreement = options.agreement
    if agreement is None:
        agreement, share = _which_agreement(root, record, incoming)
        proposed.append(("agreement", agreement, f"{share:.0%} of its clauses stand in that agreement too"))
    label = options.label or says.label
    if label is None:
        raise UsageError(_no_label(incoming, says))
    if not options.label:
        proposed.append(("label", label, "printed on the document"))
    status, dated = options.status or says.status, options.dated or says.dated
    for key, value, said in (("status", status, options.status), ("dated", dated, options.dated)):
        if value and not said:
            proposed.append((key, value, "printed on the document"))
    return Chosen(agreement, label, replace(options, status=status, dated=dated), tuple(proposed))


def _no_label(incoming: Incoming, says: Proposal) -> str:
    why = str(incoming.unread or f"{incoming.path}: the document prints no version label")
    hint = f" (its name says {says.label_in_name}, but names mislead)" if says.label_in_name else ""
    return f"{why}; give the label with --label{hint}"


def _which_agreement(root: Root, record: Record, incoming: Incoming) -> tuple[str, float]:
    known = [agreement.id for agreement in record.agreements]
    if incoming.reading is not None:
        found = belongs_to(incoming.reading, _texts(root))
        if found and found[0] in known:
            return found
    why = incoming.unread or f"{incoming.path}: it is not clear which agreement this belongs to"
    have = f"known: {', '.join(known[:6])}" if known else "as in --agreement pupil-data --title 'Pupil data'"
    raise UsageError(f"{why}; name it with --agreement ({have})")


def _texts(root: Root) -> Mapping[str, set[str]]:
    """Clauses of the held versions by agreement, in comparison form; nothing without a database."""
    from mouarchive.archive.store.store import open_store  # noqa: PLC0415 - only for a file that names no agreement
    from mouarchive.comparing.normalise import comparison_form  # noqa: PLC0415 - loads the comparing room

    texts: dict[str, set[str]] = {}
    try:
        with open_store(root.database) as store:
            for version in store.versions(held_only=True):
                forms = {comparison_form(clause.words) for clause in store.clauses(version.id)}
                texts.setdefault(version.agreement, set()).update(forms)
    except MouarchiveError:
        return {}
    return texts


# ------------------------------------------------------------------ what a person must hear

REDLINE = "redline-document"
"""Code of the reader's warning about a file that shows the old and the new reading at once."""

_DISAGREE = "engines-disagree"
_ODD = frozenset({"bound-together", "tags-text", "tags-artifact", "tags-order"})
_MOST_LEAKS = 5
"""Places named one by one: enough to see what is wrong; `mouarchive check` has them all."""
_MOST_PAGES = 8
"""Page numbers in one line."""


def as_redline(incoming: Incoming, chosen: Chosen) -> Chosen:
    """A redline is no version of its own: it counts as a draft, unless a person has said what it is."""
    told = all(key != "status" for key, _, _ in chosen.proposed) and chosen.options.status is not None
    if told or not _is_redline(incoming):
        return chosen
    proposed = tuple(entry for entry in chosen.proposed if entry[0] != "status")
    ground = "it shows the old and the new reading at once; --status says otherwise"
    return replace(
        chosen,
        options=replace(chosen.options, status="draft"),
        proposed=(*proposed, ("status", "draft", ground)),
    )


def _is_redline(incoming: Incoming) -> bool:
    return incoming.reading is not None and any(w.code == REDLINE for w in incoming.reading.warnings)


def says_of_itself(incoming: Incoming) -> Iterator[tuple[str, str, str]]:
    """Marking and history as the document prints them: said in the receipt, kept by the build."""
    if incoming.reading is None:
        return
    control = incoming.reading.cut.control
    if control.marking:
        yield "marking", control.marking, "printed on its pages"
    if control.history:
        rows = ", ".join(f"{row.label} ({row.date})" if row.date else row.label for row in control.history)
        yield "history", rows, "its own table of versions: each becomes part of the register"


def alarms(incoming: Incoming, chosen: Chosen, asked: str | None) -> Iterator[str]:
    """One line for each thing that does not fit; `asked` is the label a person gave."""
    yield from _labels(incoming, chosen, asked)
    if _is_redline(incoming):
        yield "this file shows the old and the new reading at once; it is not a version of its own"
    yield from _doubts(incoming)
    yield from _oddities(incoming)
    if incoming.unchecked:
        yield f"it could not be checked for hidden text: {incoming.unchecked}"
    if incoming.leaks is not None:
        yield from _leaks(incoming.leaks)


def _doubts(incoming: Incoming) -> Iterator[str]:
    """The pages on which two readers have different letters, in one line."""
    if incoming.reading is None:
        return
    pages = [str(w.page) for w in incoming.reading.warnings if w.code == _DISAGREE]
    if pages:
        more = ", ..." if len(pages) > _MOST_PAGES else ""
        which = f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(pages[:_MOST_PAGES])}{more}"
        yield f"two readers do not read the same on {which}: check the text against the page"


def _oddities(incoming: Incoming) -> Iterator[str]:
    """What the text itself gives reason to look at: two documents in one file, tags that say otherwise."""
    if incoming.reading is None:
        return
    for warning in incoming.reading.cut.warnings:
        if warning.code in _ODD:
            yield warning.message[:1].lower() + warning.message[1:].rstrip(".")


def _labels(incoming: Incoming, chosen: Chosen, asked: str | None) -> Iterator[str]:
    """File name, cover and what a person said may name three versions."""
    printed = incoming.reading.cut.control.label if incoming.reading else None
    named = label_in_name(incoming.path.name)
    if asked and printed and plain_label(asked) != plain_label(printed):
        yield f"the document prints the version label {printed}, you said {asked}; what you said is recorded"
    says = plain_label(printed or chosen.label)
    if named and named != says:
        who = "the document itself" if printed else "the record"
        yield f"the file's name says {named}, {who} says {says}"


def _leaks(report: LeakReport) -> Iterator[str]:
    found = [describe(leak) for leak in report.leaks if leak.grave]
    yield from found[:_MOST_LEAKS]
    if len(found) > _MOST_LEAKS:
        yield f"and {len(found) - _MOST_LEAKS} more places; see them all with: mouarchive check"
    if found:
        yield "it holds text that its pages do not show: it is not published until somebody decides"
    if report.warnings:
        yield f"{len(report.warnings)} of its pages could not be checked for hidden text"


def holds_back(incoming: Incoming) -> bool:
    """Whether nothing of it is published before a person decides: it hides text, or was not checked whole."""
    if incoming.unread is not None:
        return False
    found = incoming.leaks
    return found is None or found.leaking or bool(found.warnings)


def check(incoming: Incoming) -> Incoming:
    """The same with its leak report, where the file can be read at all."""
    from mouarchive.reading import check_leaks  # noqa: PLC0415 - loads the reading room

    if incoming.unread is not None:
        return incoming
    try:
        return replace(incoming, leaks=check_leaks(incoming.path))
    except UnreadableError as error:
        return replace(incoming, unchecked=str(error))
