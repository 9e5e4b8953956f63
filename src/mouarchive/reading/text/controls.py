r"""Control characters in a text layer: no page shows one, so each is a letter that the font names wrongly.

Old TeX fonts keep ligatures, quotation marks and dashes at codes below 32; without a table to Unicode those
codes are what a reader gets ("O\x1ece" for "Office"). Where one of TeX's two layouts explains them, they are
what it says; letters of Windows' code page between 128 and 159 are those; any other becomes U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mouarchive.reading.text.lostletters import LOST

if TYPE_CHECKING:
    from array import array

__all__ = ["name_controls"]

# U+0000 is no character here: it was struck out. Tabs and line ends are white space.
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04"
# TeX's layouts: T1 (EC fonts, from 1990) and OT1 (the first one); only what stands in English text.
_T1 = dict(zip("\x1b\x1c\x1d\x1e\x1f\x10\x11\x15\x16", _LIGATURES + "\u201c\u201d\u2013\u2014", strict=True))
_OT1 = dict(zip("\x0b\x0c\x0e\x0f", "\ufb00\ufb01\ufb03\ufb04", strict=True))
_IN_T1 = re.compile(r"(?<=[^\W\d_])[\x1b-\x1f](?=[a-z])|(?<![^\s(])[\x1b-\x1f](?=[a-z])")
_IN_OT1 = re.compile(r"(?<=[^\W\d_])[\x0b\x0c\x0e\x0f](?=[a-z])|(?<![^ (])[\x0b\x0c\x0e\x0f](?=[a-z])")


def name_controls(text: str, units: array[int]) -> str:
    """The page's text with its control characters named, here and in `units`, one for each character."""
    if not _CONTROL.search(text):
        return text
    names = dict(_OT1) if _IN_OT1.search(text) else dict(_T1) if _IN_T1.search(text) else {}
    named = _CONTROL.sub(lambda found: names.get(found[0]) or _by_code_page(found[0]), text)
    for index, (before, after) in enumerate(zip(text, named, strict=True)):
        if before != after:
            units[index] = ord(after)
    return named


def _by_code_page(character: str) -> str:
    """What Windows' code page 1252 has at a code from 128 to 159; U+FFFD where it has nothing."""
    code = ord(character)
    if code < 0x80:  # noqa: PLR2004 - the first code that is not ASCII
        return LOST
    return bytes([code]).decode("cp1252", "replace")
