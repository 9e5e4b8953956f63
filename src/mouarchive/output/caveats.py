"""What to know of a pair before its comparison is read: no clauses, one file twice, two agreements. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from mouarchive.model import Comparison, Warn
from mouarchive.output.source import Source

__all__ = ["caveats"]

_FEW, _ENOUGH = 0.1, 5
"""Below this share of clauses in common, of at least so many, two texts look like different documents."""


def caveats(old: Source, new: Source, whole: Comparison) -> Iterator[Warn]:
    """Warnings about the pair: the comparison is made all the same."""
    empty = [name for name, side in (("older", old), ("newer", new)) if not side.clauses]
    if empty:
        which = f"the {empty[0]}" if len(empty) == 1 else "either"
        message = f"no clause could be read in {which} file: what is listed says nothing about the agreement"
        yield Warn("no-clauses", message)
    if old.sha256 == new.sha256:
        yield Warn("same-file", "both are the same file, byte for byte: nothing can differ")
    elif old.agreement != new.agreement and old.agreement and new.agreement:
        message = f"these are versions of two agreements, {old.agreement} and {new.agreement}: what they have"
        yield Warn("two-agreements", f"{message} in common may be chance")
    else:
        fewest = min(len(old.clauses), len(new.clauses))
        common = sum(change.old is not None and change.new is not None for change in whole.changes)
        if fewest >= _ENOUGH and common < _FEW * fewest:
            message = f"the two have {common} of {fewest} clauses in common: they may be different documents"
            yield Warn("little-in-common", message)
