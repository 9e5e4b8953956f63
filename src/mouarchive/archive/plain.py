"""The plain form of extracted text in which search hits are checked, and the way back to the raw text.

It is the form that the search index holds, with its map (`comparing.maps`), and makes typographic quotes and
dashes plain besides. So what the index finds is found again here, with its place in the text as extracted.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from mouarchive.comparing.mapped import Mapped

__all__ = ["fold", "tokens"]

_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> Mapped:
    """The plain form in small letters, with the way back to `text`."""
    from mouarchive.comparing.maps import search_map  # noqa: PLC0415 - loads the comparing room

    found = search_map(text)
    # Letter for letter, so that the map stays true.
    return replace(found, text="".join(map(_small, found.text.translate(_SIGNS))))


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def tokens(folded: str) -> list[tuple[str, int, int]]:
    """Words of a folded text as the index sees them (accents taken off), with start and end offsets."""
    found = []
    for match in _WORD.finditer(folded):
        bare = unicodedata.normalize("NFD", match.group())
        found.append(("".join(c for c in bare if not unicodedata.combining(c)), match.start(), match.end()))
    return found
