"""Weight and slant from a font's name, as typesetters and foundries write them.

Embedded fonts often carry no weight and no flags: TeX's never do. Rules: TeX's names are families of two
letters with a shape (Computer Modern, its successors, and the eight-letter names of PostScript fonts);
foundries end a name in a style, in words or in their short forms ("-BdIt", "DemiBold", "-Hv").
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

__all__ = ["bold_name", "slanted_name"]

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_TEX_BOLD = re.compile(
    r"(?:cm(?:b|bx|bxsl|bxti|bxcd|bsy|mib|ssbx)"  # Computer Modern
    r"|(?:sf|ec|tc|la|ae)(?:bx|bi|bl|rb|sx|so|xc|oc)"  # its European successors
    r"|(?:rm-|ec-|ts1-|qx-)?lm(?:b|bo|bx|bxi|bxo|csb|mib|ssbx|ssbo|tkb?)"  # Latin Modern
    r"|(?:tx|px)b\w*?|(?:p|u|b|m)(?:tm|hv|pl|cr|bk|ag|nc)[bd]\w*?)\d+\w*",
    re.IGNORECASE,
)
_TEX_SLANTED = re.compile(
    r"(?:cm(?:ti|sl|mi|mib|bxti|bxsl|ssi|itt|sltt)|(?:sf|ec|tc|la)(?:ti|sl|bi|bl|si|so)"
    r"|(?:rm-|ec-|ts1-|qx-)?lm(?:ri|ro|mi|bxi|bxo|bo|sso))\d+\w*",
    re.IGNORECASE,
)
# URW's Medium is the bold of its Times; elsewhere Medium is a weight for running text.
_MEDIUM_IS_BOLD = re.compile(r"nimbus(?:rom|mon).*-medi(?!um)", re.IGNORECASE)
_HEAVY = frozenset({"black", "blk", "demi", "heavy", "halbfett", "fett", "extrabold", "ultrabold"})
_HEAVY_ENDINGS = frozenset({"b", "bd", "bi", "dm", "dmbd", "hv", "hvy", "sb", "sbd", "smbd", "xbd", "ultra"})
_LIGHT = frozenset({"light", "thin", "lt"})
_SLANTED = frozenset({"ital", "obl", "kursiv", "slanted"})
_MOST_KEPT = 256
_SLANTED_ENDINGS = frozenset({"it", "i", "bi", "obl", "ita"})


# The pages of a document ask for the same few.
@lru_cache(_MOST_KEPT)
def bold_name(name: str) -> bool:
    """Whether a font of this name is bold: semi-bold and demi count, medium and book do not."""
    name = _SUBSET.sub("", name)
    if "bold" in name.lower() or _TEX_BOLD.fullmatch(name) or _MEDIUM_IS_BOLD.match(name):
        return True
    for word, after in pairwise([*_words(name), ""]):
        if word in _HEAVY and after not in _LIGHT:
            return True
    return not _HEAVY_ENDINGS.isdisjoint(_style(name)) and _LIGHT.isdisjoint(_style(name))


@lru_cache(_MOST_KEPT)
def slanted_name(name: str) -> bool:
    """Whether a font of this name is italic or oblique."""
    name = _SUBSET.sub("", name)
    plain = name.lower()
    if "italic" in plain or "oblique" in plain or _TEX_SLANTED.fullmatch(name):
        return True
    return not _SLANTED.isdisjoint(_words(name)) or not _SLANTED_ENDINGS.isdisjoint(_style(name))


def _words(name: str) -> list[str]:
    return [word.lower() for word in _TOKEN.findall(name)]


def _style(name: str) -> list[str]:
    """The words behind the last hyphen or comma: there, short forms are styles and not syllables."""
    parts = re.split("[-,_]", name)
    return _words(parts[-1]) if len(parts) > 1 else []
