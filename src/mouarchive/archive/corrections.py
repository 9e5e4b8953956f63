"""Human corrections carried out on what was extracted, and human pairings made ready for the comparison.

Nothing is corrected silently: a corrected clause carries a mark that names who and why, and a correction
that no longer applies is a warning. A clause keeps its identifier whatever is corrected in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.archive.lookup import find_clause, shown
from mouarchive.archive.record_values import Agreement, Correction, Pairing
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause, Segmentation, Warn

if TYPE_CHECKING:
    from mouarchive.comparing.pairings import ByHand

__all__ = ["LAPSED", "Applied", "between", "corrected", "decisions", "unheard"]

LAPSED = "correction-lapsed"
"""Code of the warning about a correction that no longer applies."""


class Applied(msgspec.Struct, frozen=True):
    """A text with the corrections carried out; `eids` gives for each the clause corrected, or None."""

    cut: Segmentation
    eids: tuple[str | None, ...]


def corrected(cut: Segmentation, corrections: Iterable[Correction]) -> Applied:
    """Carry out one version's corrections, in their order.

    `was` must be all of the label, heading or text, or stand in the heading or text exactly once. Where it
    is not so (the extraction has changed, or the clause is gone), the text gets a warning instead.
    """
    clauses = list(cut.clauses)
    warnings = list(cut.warnings)
    eids: list[str | None] = []
    for one in corrections:
        done = _carry_out(clauses, one)
        if isinstance(done, Warn):
            warnings.append(done)
        eids.append(None if isinstance(done, Warn) else done)
    return Applied(replace(cut, clauses=tuple(clauses), warnings=tuple(warnings)), tuple(eids))


def _carry_out(clauses: list[Clause], one: Correction) -> str | Warn:
    """Change the list; return the eid of the clause, or why it was left as it is."""
    try:
        clause = find_clause(one.clause, clauses, one.version)
    except NotFoundError as error:
        return _lapsed(one, str(error))
    before = {"label": clause.label, "heading": clause.heading or "", "text": clause.text}[one.field]
    times = before.count(one.was)
    if before == one.was:
        after = one.now
    elif one.field != "label" and times == 1:
        after = before.replace(one.was, one.now)
    else:
        where = f"stands {times} times in the {one.field}" if times > 1 else f"is not its {one.field}"
        return _lapsed(one, f"“{shown(one.was)}” {where}", clause.page)
    message = f"{one.field} corrected by {one.who}: {one.why} (as extracted: “{one.was}”)"
    marked = (*clause.warnings, Warn("corrected", message, clause.page))
    clauses[clauses.index(clause)] = _with(clause, one.field, after, marked)
    return clause.eid


def _with(clause: Clause, field: str, value: str, warnings: tuple[Warn, ...]) -> Clause:
    if field == "label":
        return replace(clause, label=value, warnings=warnings)
    if field == "heading":
        return replace(clause, heading=value, warnings=warnings)
    return replace(clause, text=value, warnings=warnings)


def _lapsed(one: Correction, why: str, page: int | None = None) -> Warn:
    message = f"the correction of {shown(one.what)} by {one.who} ({one.why}) no longer applies: {why}"
    return Warn(LAPSED, message, page)


# ------------------------------------------------------------------ pairings


def between(pairings: Iterable[Pairing], old: str, new: str) -> tuple[Pairing, ...]:
    """The pairings of two versions (labels), each turned so that `old` is its older side."""
    found = []
    for one in pairings:
        if (one.old, one.new) == (old, new):
            found.append(one)
        elif (one.old, one.new) == (new, old):
            turned = replace(one, old=old, new=new, old_clause=one.new_clause, new_clause=one.old_clause)
            found.append(turned)
    return tuple(found)


def decisions(
    pairings: Iterable[Pairing], old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[ByHand, ...]:
    """Pairings of two versions as `comparing.compare` takes them, clauses found however they are spelled."""
    from mouarchive.comparing.pairings import ByHand  # noqa: PLC0415 - loads the comparing room

    return tuple(
        ByHand(_eid(one.old_clause, old), _eid(one.new_clause, new), one.together, one.who, one.why)
        for one in pairings
    )


def _eid(ref: str, clauses: Sequence[Clause]) -> str:
    """The clause's identifier; as it was given where no clause, or more than one, is meant."""
    try:
        return find_clause(ref, clauses, "").eid
    except NotFoundError:
        return ref


def unheard(agreement: Agreement, held: Sequence[str], order: Sequence[str]) -> Iterator[tuple[str, Warn]]:
    """What nothing else can tell of, since a text is not held, as (label of the version, warning).

    `held` are the labels whose text is held, `order` all labels, each oldest first.
    """
    for correction in agreement.corrections:
        if correction.version not in held:
            yield correction.version, _lapsed(correction, "its text is not held")
    for one in agreement.pairings:
        missing = [label for label in (one.old, one.new) if label not in held]
        if missing:
            what = "paired with" if one.together else "kept apart from"
            message = (
                f"{one.old_clause} of {one.old} cannot be {what} {one.new_clause} of {one.new}, as decided "
                f"by hand ({one.who}: {one.why}): the text of {' and '.join(missing)} is not held"
            )
            yield max((one.old, one.new), key=order.index), Warn("pairing-unusable", message)
