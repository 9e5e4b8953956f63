"""A version as a text in which a phrase can be traced: the one place where an archive makes it.

`Store.version_texts` makes it from rows, a build from what was just read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mouarchive.model import Clause

if TYPE_CHECKING:
    from mouarchive.comparing.pairings import ByHand
    from mouarchive.comparing.tracing import VersionText

__all__ = ["version_text"]

_RECEIVED = frozenset(("held", "unread"))


def version_text(
    label: str,
    clauses: Sequence[Clause] | None,
    *,
    state: str,
    dated: str | None,
    pages: int | None,
    pages_read: int | None,
    decided: Mapping[str, Sequence[ByHand]] | None = None,
) -> VersionText:
    """The version as `comparing.tracing.trace` takes it, made ready for search.

    `clauses` is None where no text is held; `state` is the version's in the register, `pages` and
    `pages_read` are those of the copy whose text is used. `decided` is what people said about pairs of its
    clauses and those of newer versions, by their label.
    """
    from mouarchive.comparing.phrases import phrase_index  # noqa: PLC0415 - only where it is needed: heavy
    from mouarchive.comparing.tracing import VersionText  # noqa: PLC0415

    return VersionText(
        label,
        clauses,
        held=state in _RECEIVED,
        dated=dated,
        pages=pages,
        pages_read=pages_read,
        decided=decided or {},
        index=None if clauses is None else phrase_index(clauses),
    )
