"""Letters that a font draws and does not name: kept as U+FFFD where they stand, and said.

A font tells which letter each of its shapes is. Where it says "none" (U+0000), as fonts cut down by careless
tools do for ligatures above all, the page shows a letter and the text layer has a hole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mouarchive.model import Warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mouarchive.model import Line

__all__ = ["LOST", "lost_letters"]

LOST = "\ufffd"


def lost_letters(lines: Iterable[Line], number: int) -> list[Warn]:
    """A warning where letters of page `number` (from 1) are not named; nothing where all are."""
    count = sum(line.text.count(LOST) for line in lines)
    if not count:
        return []
    what = "1 letter" if count == 1 else f"{count} letters"
    stand = "it stands as \ufffd" if count == 1 else "they stand as \ufffd"
    said = f"the fonts of page {number} do not say which {what} they draw; {stand}: look at the page itself"
    return [Warn("lost-letter", said, number)]
