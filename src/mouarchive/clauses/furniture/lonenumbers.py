"""The page number of a page that has no other page to count on from, however far from the edge it stands.

Typesetters hang the number a fixed step below the block of text, which on paper larger than the block was
made for is far above the paper's edge. On a document of one page nothing repeats and nothing counts on; but
the number is the page's own, stands alone in the middle below all text, and where it stands no label does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouarchive.clauses.furniture.edges import NUMBER, Place
from mouarchive.clauses.layout import Sheet

__all__ = ["lone_numbers"]

_DIGITS = re.compile(r"[-\u2013\u2014]?\s*(\d{1,3})\s*[-\u2013\u2014]?")
_LOW = 0.75
"""Share of the page's height below which such a number stands."""
_MIDDLE = 0.05
"""Distance from the middle of the page, as a share of its width, at most."""
_PARTED = 1.6
"""White space, in leadings from baseline to baseline, that parts it from the text."""


def lone_numbers(sheets: Sequence[Sheet]) -> list[Place]:
    """Lines alone on the lowest band of their sheet, parted and centred, that say the sheet's own number."""
    found = []
    for index, sheet in enumerate(sheets):
        if len(sheet.bands) < 2 or len(sheet.bands[-1]) > 1:  # noqa: PLR2004 - nothing above, or something beside
            continue
        line, above = sheet.bands[-1][0], sheet.bands[-2][0]
        page = sheet.page
        number = _DIGITS.fullmatch(line.text.strip())
        own = number is not None and int(number[1]) == index + 1
        centred = abs((line.box.x0 + line.box.x1) / 2 - page.width / 2) <= _MIDDLE * page.width
        parted = line.baseline - above.baseline >= _PARTED * sheet.leading
        if own and centred and parted and line.baseline >= _LOW * page.height:
            found.append(Place(index, False, page.height - line.baseline, NUMBER, line))  # noqa: FBT003 - not top
    return found
