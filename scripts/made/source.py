"""The source texts of the made set: each line is one piece of text, marked with what it is.

The markup is described in README.md beside this file. Numbers are given here, so that a version whose clause
has been taken out numbers those that follow anew. Nothing here knows about pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from msgspec.structs import replace

__all__ = ["NUMBERED", "Piece", "Text", "read_text"]

LINE = re.compile(
    r"(?:<(?P<only>[\d,]+)>)?\s*(?P<mark>@@|@|###|##|#\.|#|--|-|>|\*|\||!\||!!|!|=)\s*"
    r"(?:\[(?P<key>[\w]+)(?:<(?P<parents>[\w,]+))?\]\s*)?(?:!(?P<heading>[^!]+)!\s*)?(?P<text>.*)"
)
DEPTHS = {"#": 1, "#.": 1, "##": 2, "###": 3, "-": 4, "--": 5}
KINDS = {
    "@": "attached", "@@": "part", ">": "paragraph", "*": "bullet", "|": "row",
    "!|": "front-row", "!!": "front-heading", "!": "front",
}  # fmt: skip
NUMBERED = "clause"
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Piece(msgspec.Struct, frozen=True):
    """One piece of one version.

    `kind`: "clause", "attached" (an annex's title), "part", "paragraph", "bullet", "row", "front…"; `depth`:
    1 to 3 for numbered clauses, 4 and 5 for items; `key` names the piece through all versions; `parents`: of
    which pieces of the version before it was made, where it was split or merged; `label` as printed, `id` in
    the form of the accuracy set; `in_parent`: the key of the clause it belongs to.
    """

    kind: str
    key: str
    text: str
    depth: int = 0
    heading: str = ""
    parents: tuple[str, ...] = ()
    label: str = ""
    id: str = ""
    in_parent: str = ""


class Style(msgspec.Struct, frozen=True):
    """How clauses are numbered: a pattern for each depth; `inside`: the same inside attachments."""

    levels: tuple[str, ...]
    items: tuple[str, ...]
    inside: tuple[str, ...]
    attached: str
    restarts: bool


class Text(msgspec.Struct, frozen=True):
    """A source text: name, title, versions in order with their pieces.

    `runin`: the heading stands above, the first sub-clause beside its clause's number (1.—(1)).
    """

    name: str
    title: str
    runin: bool
    contents: bool
    versions: tuple[tuple[Piece, ...], ...]


def read_text(path: Path) -> Text:
    """Read one source; raises ValueError for a line that is none."""
    settings: dict[str, str] = {}
    lines: list[tuple[frozenset[int], Piece]] = []
    for at, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = LINE.fullmatch(raw)
        if not found:
            raise ValueError(f"{path.name}:{at}: no markup: {raw!r}")
        if found["mark"] == "=":
            name, _, value = found["text"].partition(": ")
            settings[name] = value
        else:
            only = frozenset(map(int, found["only"].split(","))) if found["only"] else frozenset()
            lines.append((only, _piece(found, at)))
    last = max((max(only) for only, _ in lines if only), default=1)
    style = _style(settings)
    versions = tuple(
        _numbered([piece for only, piece in lines if not only or version in only], style)
        for version in range(1, last + 1)
    )
    return Text(path.stem, settings["title"], "runin" in settings, "contents" in settings, versions)


def _piece(found: re.Match[str], at: int) -> Piece:
    mark, key, text = found["mark"], found["key"] or f"line{at}", found["text"]
    heading, parents = found["heading"] or "", tuple((found["parents"] or "").split(","))
    if mark == "#" and not heading:
        heading, text = text, ""
    kind = NUMBERED if mark in DEPTHS else KINDS[mark]
    return Piece(kind, key, text, DEPTHS.get(mark, 0), heading, parents if parents != ("",) else ())


def _style(settings: dict[str, str]) -> Style:
    def patterns(name: str, otherwise: str = "") -> tuple[str, ...]:
        return tuple(settings.get(name, otherwise).split(" / "))

    attached, _, counting = settings.get("attached", "Annex A, restart").partition(", ")
    levels = patterns("levels")
    inside = patterns("inside") if "inside" in settings else levels
    return Style(levels, patterns("items"), inside, attached, counting == "restart")


def _numbered(pieces: list[Piece], style: Style) -> tuple[Piece, ...]:
    """Give each piece its number, its id and the clause it belongs to."""
    counts = [0] * 6
    ids = [""] * 6
    above = [""] * 6
    prefix, attached, patterns, owner = "", 0, style.levels, ""
    numbered = []
    for piece in pieces:
        if piece.kind == "attached":
            attached += 1
            word, _, first = style.attached.partition(" ")
            label = f"{word} {_count(first, attached)}"
            if style.restarts:
                counts, patterns = [0] * 6, style.inside
                prefix = label.lower().replace(" ", "-") + "."
            owner = ""
            numbered.append(replace(piece, label=label))
        elif piece.kind == "part":
            before = [one for one in numbered if one.kind == "part" and one.in_parent == str(attached)]
            numbered.append(replace(piece, label=f"Part {len(before) + 1}", in_parent=str(attached)))
        elif piece.kind == NUMBERED:
            depth = piece.depth
            counts[depth] += 1
            counts[depth + 1 :] = [0] * (5 - depth)
            ids[depth + 1 :] = [""] * (5 - depth)
            parent = next((at for at in range(depth - 1, 0, -1) if ids[at]), 0)
            pattern = style.items[depth - 4] if depth > 3 else patterns[depth - 1]
            label = _label(pattern, counts, depth)
            ids[depth] = _id(pattern, label, ids[parent], prefix)
            above[depth] = piece.key
            owner = piece.key
            numbered.append(replace(piece, label=label, id=ids[depth], in_parent=above[parent]))
        else:
            numbered.append(replace(piece, in_parent=owner))
    return tuple(numbered)


def _count(first: str, value: int) -> str:
    """The number of this value in the manner of a first one: A, a, 1, i, I."""
    if first in {"A", "a"}:
        return chr(ord(first) + value - 1)
    if first in {"I", "i"}:
        return ROMAN[value].upper() if first == "I" else ROMAN[value]
    return str(value)


def _label(pattern: str, counts: list[int], depth: int) -> str:
    """`1.1` counts every depth; in `(a)`, `A.` or `Article 1` the one sign is the own count."""
    if re.fullmatch(r"1(\.1)+\.?", pattern):
        path = ".".join(str(count) for count in counts[1 : depth + 1])
        return path + ("." if pattern.endswith(".") else "")
    return re.sub(r"\b[AaIi1]\b", lambda sign: _count(sign[0], counts[depth]), pattern)


def _id(pattern: str, label: str, parent: str, prefix: str) -> str:
    """The id of a clause from its label: brackets stand behind the parent's id, paths by themselves."""
    if re.fullmatch(r"1(\.1)+\.?", pattern):
        return prefix + label.rstrip(".")
    own = label.removeprefix("Article ").strip("().").lower()
    if not parent:
        return prefix + ("article-" if label.startswith("Article") else "") + own
    return f"{parent}({own})" if ")" in pattern or "i" in pattern else f"{parent}.{own}"
