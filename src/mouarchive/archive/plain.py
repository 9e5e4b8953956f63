"""The plain form of extracted text in which search hits are checked, and the way back to the raw text.

It applies the named rules by which the search index is made (`comparing.normalise`), each with its offsets,
and makes typographic quotes and dashes plain besides. So what the index finds is found again here, with its
place.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "plain", "tokens"]

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> tuple[str, list[int]]:
    """Return the plain form and, for each of its characters, the offset in `text` it came from."""
    from mouarchive.comparing.normalise import search_rules  # noqa: PLC0415 - loads the comparing room

    pieces = [(piece, at) for at, char in enumerate(text) for piece in _LIGATURES.get(char, char)]
    form = "".join(piece for piece, _ in pieces)
    origin = [at for _, at in pieces]
    for rule in search_rules():
        form, origin = _replaced(rule.pattern, rule.replacement, form, origin)
    start = len(form) - len(form.lstrip())
    end = len(form.rstrip())
    return form[start:end].translate(_SIGNS), origin[start:end]


def _replaced(pattern: re.Pattern[str], new: str, form: str, origin: list[int]) -> tuple[str, list[int]]:
    """`pattern.sub` with the offsets kept: what comes new is put where the old began."""
    out: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in pattern.finditer(form):
        out += [form[last : match.start()], new]
        offsets += origin[last : match.start()]
        offsets += [origin[match.start()]] * len(new)
        last = match.end()
    if not out:
        return form, origin
    return "".join([*out, form[last:]]), offsets + origin[last:]


def fold(text: str) -> tuple[str, list[int]]:
    """The plain form in small letters (same length as the plain form), with the same offsets."""
    form, origin = plain(text)
    return "".join(_small(c) for c in form), origin


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
