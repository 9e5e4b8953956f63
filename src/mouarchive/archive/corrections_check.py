"""What must hold of a `corrections.toml`: its keys, and that they name versions the record knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mouarchive.archive.lookup import plain_label, shown
from mouarchive.archive.record_keys import CORRECTIONS
from mouarchive.archive.record_values import Correction, Pairing
from mouarchive.archive.toml_check import Checker

__all__ = ["Corrected", "check_corrections"]

Corrected = tuple[tuple[Correction, ...], tuple[Pairing, ...]]
# "1.0/15.2.6 label": a label holds no slash, an identifier may.
_WHAT = re.compile(r"(?P<version>[^/]+)/(?P<clause>.+?)\s+(?P<field>label|heading|text)")


def check_corrections(checker: Checker, labels: Sequence[str]) -> Corrected:
    """The corrections and pairings of one file; `labels` are those of the agreement's versions.

    Problems are added to the checker: every one, with its line and key.
    """
    if checker.problems:
        return (), ()
    known = {plain_label(label): label for label in labels}
    clean = checker.table(checker.raw, CORRECTIONS)
    corrections = [_correction(checker, i, raw, known) for i, raw in enumerate(clean["correction"], 1)]
    pairings = [_pairing(checker, i, raw, known) for i, raw in enumerate(clean["pairing"], 1)]
    _check_decisions(checker, pairings)
    return tuple(corrections), tuple(pairings)


def _correction(checker: Checker, at: int, raw: Mapping[str, Any], known: Mapping[str, str]) -> Correction:
    what = raw["what"] or ""
    found = _WHAT.fullmatch(what.strip())
    path = f"correction[{at}]"
    if what and not found:
        message = f'{shown(what)!r} names no place; write it as "1.0/15.2.6 text" (or label, or heading)'
        checker.problem(f"{path}.what", message)
    if raw["was"] and raw["was"] == raw["now"]:
        checker.problem(f"{path}.now", "is what it was; take the correction out")
    version = _label(checker, f"{path}.what", found["version"], known) if found else ""
    clause, field = (found["clause"].strip(), found["field"]) if found else ("", "")
    was, now, who, why = (raw[name] or "" for name in ("was", "now", "who", "why"))
    return Correction(what, was, now, who, why, version, clause, field)


def _pairing(checker: Checker, at: int, raw: Mapping[str, Any], known: Mapping[str, str]) -> Pairing:
    path = f"pairing[{at}]"
    old, new = (_label(checker, f"{path}.{side}", raw[side] or "", known) for side in ("old", "new"))
    if old and old == new:
        checker.problem(f"{path}.new", f'is the same version as old ("{old}"); name two versions')
    return Pairing(
        old, new, raw["old_clause"] or "", raw["new_clause"] or "", raw["together"] is not False,
        raw["who"] or "", raw["why"] or "",
    )  # fmt: skip


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
