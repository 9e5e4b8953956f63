"""What a listing or a redline is about: a version of the archive or a bare PDF file, as read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mouarchive.errors import NotFoundError
from mouarchive.model import Clause, Control, Warn

__all__ = ["Source", "branch"]


class Source(msgspec.Struct, frozen=True):
    """One text and where it comes from.

    `name` is what people call it ("agreement@label" or the file's name); `file` the name of its PDF, with
    its folder where it is no part of an archive; `printed` what the document says of itself; dates are ISO,
    of day, month or year precision; `pages_read` counts the pages whose text can be relied on, None where
    that is not known; `title`, `parties` and `url` are what the record says of the agreement and the copy.
    """

    name: str
    file: str | None
    sha256: str
    pages: int
    engine: str
    clauses: tuple[Clause, ...]
    warnings: tuple[Warn, ...] = ()
    printed: Control = msgspec.field(default_factory=Control)
    version: str | None = None
    label: str | None = None
    dated: str | None = None
    in_force_from: str | None = None
    in_force_until: str | None = None
    disclosed: str | None = None
    request: str | None = None
    specimen: bool = False
    pages_read: int | None = None
    title: str | None = None
    parties: tuple[str, ...] = ()
    url: str | None = None

    @property
    def agreement(self) -> str | None:
        """The agreement of a version of the archive; bare files are taken to be of one agreement."""
        return self.version.rpartition("@")[0] if self.version else None

    @property
    def redacted(self) -> int:
        """How many clauses hold a blacked-out passage: text that is unknown."""
        from mouarchive.comparing.normalise import has_redaction  # noqa: PLC0415 - only where it is asked

        return sum(has_redaction(clause.words) for clause in self.clauses)


def branch(clauses: Sequence[Clause], top: Clause) -> tuple[Clause, ...]:
    """A clause and all it contains, in document order.

    Raises NotFoundError where the clause is none of these.
    """
    if top not in clauses:
        raise NotFoundError(f"no clause {top.eid}")
    inside = {top.eid}
    found = []
    for clause in clauses:
        if clause is top or clause == top or (clause.parent in inside and clause.parent != clause.eid):
            inside.add(clause.eid)
            found.append(clause)
    return tuple(found)
