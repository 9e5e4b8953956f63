"""Deciding what an incoming PDF is: what a person said stands, what the document prints fills the rest."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from mouarchive.archive.accession_values import AddOptions, Chosen, Incoming
from mouarchive.archive.locate import Root
from mouarchive.archive.proposal import Proposal, belongs_to, propose
from mouarchive.archive.record_values import Record
from mouarchive.errors import MouarchiveError, UsageError

__all__ = ["choose"]


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
    from mouarchive.archive.store import open_store  # noqa: PLC0415 - only for a file that names no agreement
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
