"""BibTeX entries, written and read back. Pure.

A value stands in braces, which BibTeX counts whether a backslash stands before them or not: so a brace of the
text is written as the name of its sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mouarchive.words import safe_line

__all__ = ["MACROS", "address", "entries", "entry", "tex"]

MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every style knows; index 0 is January."""

_NAMED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_SIGNS = {name: sign for sign, name in _NAMED.items()} | {r"\{": "{", r"\}": "}"}
_ANY_NAME = re.compile("|".join(re.escape(name) for name in sorted(_SIGNS, key=len, reverse=True)))
_START = re.compile(r"@(\w+)\s*\{\s*([^\s,{}]*)\s*,")
_FIELD = re.compile(r"\s*,?\s*([\w-]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}]*")
_PERCENT = {" ": "%20", "{": "%7B", "}": "%7D", "\\": "%5C", "^": "%5E"}


def tex(text: str) -> str:
    """A text with nothing in it that TeX would obey."""
    return "".join(_NAMED.get(char, char) for char in safe_line(text))


def address(url: str) -> str:
    r"""An address as `\\url` takes it: verbatim, but for the signs that would end the value."""
    return "".join(_PERCENT.get(char, char) for char in safe_line(url))


def entry(key: str, fields: Mapping[str, str]) -> str:
    """One @misc entry; `fields` are values as BibTeX wants them, in braces; empty ones are left out."""
    lines = [f"  {name} = {value}," for name, value in fields.items() if value not in {"", "{}", "{{}}"}]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def entries(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Every entry of a .bib file: the line on which it starts, and its fields as plain text."""
    at = 0
    while start := _START.search(text, at):
        fields: dict[str, str] = {}
        at = start.end()
        while field := _FIELD.match(text, at):
            value, at = _value(text, field.end())
            fields[field[1].casefold()] = value
        yield text.count("\n", 0, start.start()) + 1, fields


def _value(text: str, at: int) -> tuple[str, int]:
    """The value that begins here, and where it ends."""
    if text[at : at + 1] not in {"{", '"'}:
        bare = _BARE.match(text, at)
        return (bare[0], bare.end()) if bare else ("", at)
    depth, quoted = 0, text[at] == '"'
    for place in range(at, len(text)):
        char = text[place]
        depth += (char == "{") - (char == "}")
        closed = char == '"' and place > at if quoted else True
        if not depth and closed:
            return _plain(text[at + 1 : place]), place + 1
    return _plain(text[at + 1 :]), len(text)


def _plain(value: str) -> str:
    value = " ".join(value.split())
    while value.startswith("{") and value.endswith("}"):
        value = value[1:-1]
    return _ANY_NAME.sub(lambda match: _SIGNS[match[0]], value)
