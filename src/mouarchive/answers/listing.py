"""The clauses of one version or file, all of them or one with what it contains."""

from __future__ import annotations

import msgspec

from mouarchive.answers.texts import Progress, Source, branch, load, quiet
from mouarchive.archive.lookup import find_clause
from mouarchive.model import Clause

__all__ = ["Listing", "listing"]


class Listing(msgspec.Struct, frozen=True):
    """The answer to `show`: a text, and those of its clauses that were asked for."""

    source: Source
    clauses: tuple[Clause, ...]


def listing(name: str, clause: str | None = None, *, ocr: bool = True, progress: Progress = quiet) -> Listing:
    """The clauses of the text of this name; with `clause`, that one and all it contains.

    Raises UnreadableError for a file that cannot be read, NotFoundError for an unknown version or clause.
    """
    (source,) = load([name], ocr=ocr, progress=progress)
    if clause is None:
        return Listing(source, source.clauses)
    return Listing(source, branch(source.clauses, find_clause(clause, source.clauses, source.name)))
