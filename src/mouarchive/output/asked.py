"""The comparisons that a person asks for, with the changes chosen from them."""

from __future__ import annotations

from msgspec.structs import replace

from mouarchive.errors import NotFoundError
from mouarchive.output.caveats import caveats
from mouarchive.output.compared import Compared, compared
from mouarchive.output.selection import UNCHANGED_TOO, parse_only, select
from mouarchive.output.sources import compare, load, series

__all__ = ["pair", "pairs_of_series"]


def pair(old: str, new: str, only: str = "", clause: str = "", *, ocr: bool = True) -> Compared:
    """Compare two texts by their names; `only` and `clause` are those of the command.

    Raises UsageError for an unknown word in `only`, NotFoundError where neither text has such a clause.
    """
    kinds = parse_only(only)
    before, after = load([old, new], ocr=ocr)
    whole = compare(before, after)
    whole = replace(whole, warnings=(*caveats(before, after, whole), *whole.warnings))
    chosen = select(whole.changes, kinds, clause)
    return compared(before, after, whole, chosen, explicit=bool(kinds & UNCHANGED_TOO))


def pairs_of_series(agreement: str, only: str = "", clause: str = "") -> list[Compared]:
    """Compare each held version of an agreement with the next; with `clause`, those pairs that have it.

    Raises what `pair` raises, NotFoundError for a clause where no pair has it.
    """
    kinds = parse_only(only)
    found: list[Compared] = []
    missing: NotFoundError | None = None
    for old, new, known in series(agreement):
        whole = replace(known, warnings=(*caveats(old, new, known), *known.warnings))
        try:
            chosen = select(whole.changes, kinds, clause)
        except NotFoundError as error:
            missing = error
        else:
            found.append(compared(old, new, whole, chosen, explicit=bool(kinds & UNCHANGED_TOO)))
    if not found and missing:
        raise NotFoundError(f"no version of {agreement} that is held has a clause {clause}") from missing
    return found
