"""A comparison as all formats show it: both texts, what differs, which changes to list. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from mouarchive.comparing import ReferenceFate, follow
from mouarchive.model import Change, ChangeKind, Comparison
from mouarchive.output.counts import counted_as
from mouarchive.output.selection import differs
from mouarchive.output.source import Source

__all__ = ["Compared", "compared"]


class Compared(msgspec.Struct, frozen=True):
    """Two texts and what differs: `whole` is everything, `changes` what the reader asked for.

    `explicit`: the reader chose these changes, so unchanged ones among them are shown in full, too.
    `summary_only`: the reader wants what heads a redline and no change by itself.
    """

    old: Source
    new: Source
    whole: Comparison
    changes: tuple[Change, ...]
    references: tuple[ReferenceFate, ...] = ()
    explicit: bool = False
    summary_only: bool = False

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes with something to tell, and those that were asked for by name."""
        return tuple(change for change in self.changes if self.explicit or differs(change))

    @property
    def brief(self) -> tuple[Change, ...]:
        """Those of the shown changes whose words are the same, but not their number or place."""
        return tuple(c for c in self.shown if not self.explicit and c.kind is ChangeKind.UNCHANGED)

    @property
    def full(self) -> tuple[Change, ...]:
        """Those of the shown changes that are shown with their words."""
        return tuple(c for c in self.shown if self.explicit or c.kind is not ChangeKind.UNCHANGED)

    @property
    def hidden(self) -> dict[str, int]:
        """How many clauses are not shown, by what they count as; nothing where none was to be shown."""
        if self.summary_only:
            return {}
        kinds = Counter(map(counted_as, self.whole.changes))
        kinds.subtract(map(counted_as, self.shown))
        return {kind: number for kind, number in kinds.items() if number}

    @property
    def partial(self) -> bool:
        """Whether the reader asked for some of the changes alone."""
        return not self.summary_only and len(self.changes) < len(self.whole.changes)

    @property
    def headed(self) -> Compared:
        """The same comparison with its summary alone to be shown."""
        return replace(self, changes=(), summary_only=True)


def compared(
    old: Source,
    new: Source,
    whole: Comparison,
    changes: Sequence[Change] | None = None,
    *,
    explicit: bool = False,
) -> Compared:
    """Put a comparison together; `changes` are those to list, all of them by default."""
    listed = whole.changes if changes is None else tuple(changes)
    return Compared(old, new, whole, listed, follow(whole), explicit)
