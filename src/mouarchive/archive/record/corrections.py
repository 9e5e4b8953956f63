"""Human corrections carried out on what was extracted, and human pairings made ready for the comparison.

Nothing is corrected silently: a corrected clause carries a mark that names who and why, and a correction
that no longer applies is a warning. A clause keeps its identifier whatever is corrected in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mouarchive.archive.lookup import find_clause, plain_label, shown
from mouarchive.archive.record.toml_check import Checker, keys_of, value_of
from mouarchive.archive.record.values import Agreement, Correction, Corrections, Pairing
from mouarchive.errors import NotFoundError
from mouarchive.model import Clause, Segmentation, Warn

if TYPE_CHECKING:
    from mouarchive.comparing.alignment import ByHand

__all__ = [
    "LAPSED", "Applied", "between", "check_corrections", "corrected", "decisions", "unheard",
]  # fmt: skip

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
    from mouarchive.comparing.alignment import ByHand  # noqa: PLC0415 - loads the comparing room

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


# ------------------------------------------------------------------ what must hold of a corrections.toml

# "1.0/15.2.6 label": a label holds no slash, an identifier may.
_WHAT = re.compile(r"(?P<version>[^/]+)/(?P<clause>.+?)\s+(?P<field>label|heading|text)")


def check_corrections(checker: Checker, labels: Sequence[str]) -> Corrections:
    """The corrections and pairings of one file; `labels` are those of the agreement's versions.

    Problems are added to the checker: every one, with its line and key.
    """
    if checker.problems:
        return Corrections()
    known = {plain_label(label): label for label in labels}
    found = value_of(Corrections, checker.table(checker.raw, keys_of(Corrections)))
    corrections = [
        _correction(checker, f"correction[{i}]", c, known) for i, c in enumerate(found.corrections, 1)
    ]
    pairings = [_pairing(checker, f"pairing[{i}]", p, known) for i, p in enumerate(found.pairings, 1)]
    _check_decisions(checker, pairings)
    return Corrections(tuple(corrections), tuple(pairings))


def _correction(checker: Checker, path: str, one: Correction, known: Mapping[str, str]) -> Correction:
    place = _WHAT.fullmatch(one.what.strip())
    if one.what and not place:
        message = f'{shown(one.what)!r} names no place; write it as "1.0/15.2.6 text" (or label, or heading)'
        checker.problem(f"{path}.what", message)
    if one.was and one.was == one.now:
        checker.problem(f"{path}.now", "is what it was; take the correction out")
    if not place:
        return one
    version = _label(checker, f"{path}.what", place["version"], known)
    return replace(one, version=version, clause=place["clause"].strip(), field=place["field"])


def _pairing(checker: Checker, path: str, one: Pairing, known: Mapping[str, str]) -> Pairing:
    old, new = (_label(checker, f"{path}.{side}", getattr(one, side), known) for side in ("old", "new"))
    if old and old == new:
        checker.problem(f"{path}.new", f'is the same version as old ("{old}"); name two versions')
    return replace(one, old=old, new=new)


def _label(checker: Checker, path: str, given: str, known: Mapping[str, str]) -> str:
    """The version's label as the record spells it; a label that the record does not have is a problem."""
    label = known.get(plain_label(given))
    if given and label is None:
        names = ", ".join(known.values()) or "none"
        checker.problem(path, f"{shown(given)!r} is no version of this agreement; it has {names}")
    return label or ""


def _check_decisions(checker: Checker, pairings: Sequence[Pairing]) -> None:
    """Two decisions about the same clauses must not contradict each other, nor be the same."""
    pairs: dict[frozenset[tuple[str, str]], tuple[int, bool]] = {}
    partners: dict[tuple[str, str, str], int] = {}
    for number, one in enumerate(pairings, 1):
        sides = ((one.old, one.old_clause.casefold()), (one.new, one.new_clause.casefold()))
        if not all(part for side in sides for part in side):
            continue
        earlier, together = pairs.setdefault(frozenset(sides), (number, one.together))
        if earlier != number:
            says = "says the same as" if together == one.together else "says the opposite of"
            checker.problem(f"pairing[{number}]", f"{says} pairing[{earlier}]; take one out")
            continue
        for (label, eid), (other, _) in (sides, sides[::-1]):
            first = partners.setdefault((label, eid, other), number) if one.together else number
            if first != number:
                message = f"gives {eid} of {label} another partner than pairing[{first}]; a clause has one"
                checker.problem(f"pairing[{number}]", message)
