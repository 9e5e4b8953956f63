"""A list of citations as people keep it, read back: lines of text or OSCOLA among other prose, BibTeX, JSON.

Whatever has neither a clause with its page nor a hash is no citation and is passed over: a heading, a remark,
another book of a bibliography. What has one of the two is a broken citation and is told as one. Pure.

On its own: how people keep citations is a grammar, apart from whether they hold.

A value of BibTeX stands in braces, which it counts whether a backslash stands before them or not: so a brace
of the text is written as the name of its sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from mouarchive.answers.citing import Citation
from mouarchive.words import safe_line

__all__ = [
    "MACROS",
    "Entry",
    "address",
    "entries",
    "entry",
    "parse",
    "tex",
]

_SHA256 = re.compile(r"\bsha-?256:?\s+([0-9a-f]{64})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:clause|cl)\s+(\S+?)(?:\s+\[[^\n]*?\])?,\s+(?:page|p)\s+(\d+)\b")
_HASH = re.compile(r"\bsha-?\d+\b|\b[0-9a-f]{40,}\b", re.IGNORECASE)
# A list that is cut off is still one; a file may be called "[2016] Agreement".
_LIST = re.compile(r"\s*[\[{]\s*[\"{}\[\]]")
_BIBTEX = re.compile(r"(?m)^\s*@\w+\s*\{")
_FILE = re.compile(r"\bfile\s+(.+?),\s+sha-?256\b", re.IGNORECASE)
_VERSION = re.compile(r"(?:\(|^)([\w.-]+@[^\s,;()]+)")
_QUOTE = re.compile(r":\s*(?:“(.*)”|\u2018(.*)\u2019|\"(.*)\")")


class Entry(msgspec.Struct, frozen=True):
    """One entry of a list: where it stands in it, and the citation, None where `problem` says why not."""

    place: str
    citation: Citation | None
    problem: str = ""


def parse(text: str) -> list[Entry]:
    """Every entry of a list; a citation that is broken is kept, with what it lacks."""
    text = text.lstrip("\ufeff")
    if text.lstrip()[:1] in {"[", "{"}:
        try:
            items = list(_values(text))
        except (ValueError, RecursionError) as error:
            said = [] if _LIST.match(text) else list(_from_text(text))
            return said or [Entry("the list", None, f"not the JSON that it begins like ({error})")]
        read = (_from_json(f"entry {number}", item) for number, item in enumerate(items, 1))
        return [one for one in read if one]
    if _BIBTEX.search(text):
        return [one for line, fields in entries(text) if (one := _from_fields(f"line {line}", fields))]
    return list(_from_text(text))


def _from_fields(place: str, fields: Mapping[str, str]) -> Entry | None:
    """What the note and the annote of a reference manager's entry hold; None for another work."""
    note, quote = fields.get("note", ""), fields.get("annote", "")
    made = list(
        _citations(f"{note}: “{quote.strip().removeprefix('“').removesuffix('”')}”" if quote else note)
    )
    return Entry(place, *made[0]) if made else None


# ------------------------------------------------------------------ lines among prose


def _from_text(text: str) -> Iterator[Entry]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip() and not line.lstrip().startswith("#"):
            block.append((number, line))
        else:
            yield from _from_block(block)
            block = []


def _from_block(block: Sequence[tuple[int, str]]) -> Iterator[Entry]:
    """The citations of lines on end: each on its own line, or, where that fails, wrapped over several."""
    alone = [Entry(f"line {number}", *made) for number, line in block for made in _citations(line)]
    if len(block) > 1 and any(entry.citation is None for entry in alone):
        wrapped = list(_citations(" ".join(line.strip() for _, line in block), strict=True))
        if wrapped and all(citation for citation, _ in wrapped):
            alone = [Entry(f"lines {block[0][0]}-{block[-1][0]}", *made) for made in wrapped]
    yield from alone


def _citations(text: str, *, strict: bool = False) -> Iterator[tuple[Citation | None, str]]:
    """Each citation of a text, or None and what it lacks.

    `strict`: between two citations stands no other clause with its page, so that none is hidden by the next.
    """
    hashes = [*_SHA256.finditer(text), None]
    at = 0
    for sha256, following in pairwise(hashes):
        if sha256 is None:
            break
        clauses = list(_CLAUSE.finditer(text, at, sha256.start()))
        later = list(_CLAUSE.finditer(text, sha256.end(), following.start())) if following else []
        end = later[-1].start() if later else following.start() if following else len(text)
        quote = _QUOTE.search(text, sha256.end(), end)
        if not clauses or (strict and len(clauses) > 1):
            yield None, "it has no clause with its page"
        elif quote is None:
            yield None, "it has no quote behind the sha256"
        else:
            lead = text[at : sha256.end()]
            yield _found(lead, clauses[-1], sha256[1], next(q for q in quote.groups() if q is not None)), ""
        at = quote.end() if quote else sha256.end()
    if _CLAUSE.search(text, at) or (not at and _HASH.search(text)):
        yield None, "it has no sha256 of a file"


def _found(lead: str, clause: re.Match[str], sha256: str, quote: str) -> Citation:
    file, version = _FILE.search(lead), _VERSION.search(lead.lstrip())
    return Citation(
        clause[1],
        int(clause[2]),
        file[1] if file else "",
        sha256.casefold(),
        quote,
        version[1] if version else None,
    )


# ------------------------------------------------------------------ JSON


def _values(text: str) -> Iterator[Any]:
    """The members of all lists, and all other values, that follow one another, as in a file appended to."""
    decoder, at = json.JSONDecoder(), 0
    while rest := text[at:].lstrip():
        found, length = decoder.raw_decode(rest)
        yield from found if isinstance(found, list) else [found]
        at = len(text) - len(rest) + length


def _from_json(place: str, item: Any) -> Entry | None:
    if not isinstance(item, Mapping):
        return Entry(place, None, "not an object")
    if isinstance(item.get("custom"), Mapping):
        item = item["custom"]
    elif "type" in item and "sha256" not in item:  # a reference manager keeps no custom fields
        return _from_fields(place, {name: str(item.get(name, "")) for name in ("note", "annote")})
    wanted = {"clause": str, "page": int, "sha256": str, "quote": str}
    wrong = [name for name, kind in wanted.items() if not isinstance(item.get(name), kind)]
    if wrong:
        return Entry(place, None, f"{', '.join(wrong)} missing or of the wrong kind")
    file, version = item.get("file"), item.get("version")
    return Entry(
        place,
        Citation(
            item["clause"],
            item["page"],
            file if isinstance(file, str) else "",
            item["sha256"].casefold(),
            item["quote"],
            version if isinstance(version, str) else None,
        ),
    )


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
