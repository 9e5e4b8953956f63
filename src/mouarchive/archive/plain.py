"""The plain form of extracted text that is indexed and searched, and the way back to the text as extracted.

The rules, by name (not NFKC, which would turn `nationality²` into `nationality2`): ligatures are spelled out;
soft hyphens and characters without width are dropped; a hyphen at a line's end between two small letters is
dropped with the line break; raised footnote figures after a letter are dropped; typographic quotes and dashes
become plain ones; any run of white space is one space.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "plain", "tokens"]

_SPELLED = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
}  # fmt: skip
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_RAISED = frozenset("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079")
_BROKEN_WORD = re.compile(r"(?:(?<=[a-z])[-\u2010]|\u00ad)[ \t]*\r?\n[ \t]*(?=[a-z])")
_WORD = re.compile(r"\w+")


def plain(text: str) -> tuple[str, list[int]]:
    """Return the plain form and, for each of its characters, the offset in `text` it came from."""
    out: list[str] = []
    origin: list[int] = []
    broken = {m.start(): m.end() for m in _BROKEN_WORD.finditer(text)}
    at = 0
    while at < len(text):
        if at in broken:
            at = broken[at]
            continue
        character = text[at]
        for piece in _plain_character(character, out):
            out.append(piece)
            origin.append(at)
        at += 1
    while out and out[-1] == " ":
        out.pop()
        origin.pop()
    return "".join(out), origin


def _plain_character(character: str, before: list[str]) -> str:
    if character.isspace():
        return " " if before and before[-1] != " " else ""
    if character in _DROPPED or (character in _RAISED and before and before[-1].isalpha()):
        return ""
    return _SPELLED.get(character, character)


def fold(text: str) -> tuple[str, list[int]]:
    """The plain form in small letters (same length as the plain form), with the same offsets."""
    form, origin = plain(text)
    return "".join(_small(c) for c in form), origin


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def tokens(folded: str) -> list[tuple[str, int, int]]:
    """Words of a folded text as the search index sees them (accents taken off), with start and end offsets.

    The index splits at every character that is neither letter nor figure, the underscore too.
    """
    found = []
    for match in _WORD.finditer(folded.replace("_", " ")):
        bare = unicodedata.normalize("NFD", match.group())
        found.append(("".join(c for c in bare if not unicodedata.combining(c)), match.start(), match.end()))
    return found
