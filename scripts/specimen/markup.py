"""The specimen's source texts as numbered blocks: parsing, the edits of each version, numbering.

The markup is described in README.md beside this file. Nothing here knows about pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

__all__ = ["Block", "apply_edits", "number", "parse"]

LEVELS = {"annex": 0, "section": 1, "party": 2, "clause": 2, "sub": 3, "item": 4, "subitem": 5}
MARKS = {"@": "annex", "#": "section", "*": "clause", "**": "sub", "-": "item", "--": "subitem", ">": "para"}
LINE = re.compile(
    r"(?P<mark>@|#|\*\*|\*|--|-|>)\s+(?:\[(?P<key>[\w.-]+)\]\s*)?(?:!(?P<heading>[^!]+)!\s*)?(?P<text>.*)"
)
PARTY = re.compile(r"(?P<label>\d+\))\s+(?P<text>.*)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
ATTACHED = 9  # paragraphs and tables belong to whatever stands before them


@dataclass(frozen=True)
class Block:
    """One piece of text. `label` is its number without the layout's punctuation, `number` in full."""

    kind: str
    key: str = ""
    heading: str = ""
    text: str = ""
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = field(default=())

    @property
    def level(self) -> int:
        """How deep the block stands: a block owns what follows it and stands deeper."""
        return LEVELS.get(self.kind, ATTACHED)


def parse(source: str) -> list[Block]:
    """Read markup; raises ValueError for a line that is none."""
    blocks: list[Block] = []
    for line in source.splitlines():
        if not line.strip():
            continue
        if line.startswith("|"):
            _table_row(blocks, line)
        elif line.startswith("%"):
            blocks.append(Block("include", key=line[1:].strip()))
        elif match := LINE.fullmatch(line):
            part = {name: value or "" for name, value in match.groupdict().items()}
            blocks.append(Block(MARKS[part["mark"]], part["key"], part["heading"], part["text"]))
        elif match := PARTY.fullmatch(line):
            blocks.append(Block("party", text=match["text"], label=match["label"]))
        else:
            raise ValueError(f"no markup: {line!r}")
    return blocks


def _table_row(blocks: list[Block], line: str) -> None:
    if line.startswith("|="):
        blocks.append(Block("table", widths=tuple(int(part) for part in line[2:].split())))
        return
    row = tuple(cell.strip() for cell in line.strip().lstrip("|").split("|"))
    blocks[-1] = replace(blocks[-1], rows=(*blocks[-1].rows, row))


def apply_edits(blocks: list[Block], edits: list[dict[str, str]]) -> list[Block]:
    """The blocks of another version; raises KeyError when an edit names a key that is not there."""
    for edit in edits:
        start, end = _extent(blocks, edit["key"])
        if edit["op"] == "drop":
            blocks = blocks[:start] + blocks[end:]
        elif edit["op"] == "text":
            blocks = [*blocks[:start], replace(blocks[start], text=edit["text"]), *blocks[start + 1 :]]
        elif edit["op"] == "after":
            blocks = blocks[:end] + parse(edit["text"]) + blocks[end:]
        elif edit["op"] == "move":
            taken, rest = blocks[start:end], blocks[:start] + blocks[end:]
            _, place = _extent(rest, edit["behind"])
            blocks = rest[:place] + taken + rest[place:]
        else:
            raise ValueError(f"unknown op {edit['op']!r}")
    return blocks


def _extent(blocks: list[Block], key: str) -> tuple[int, int]:
    """Where a block begins, and where what belongs to it ends."""
    start = next((at for at, block in enumerate(blocks) if block.key == key), None)
    if start is None:
        raise KeyError(key)
    end = start + 1
    while end < len(blocks) and blocks[end].level > blocks[start].level:
        end += 1
    return start, end


def number(blocks: list[Block]) -> list[Block]:
    """Give every block its number and put numbers where `{ref key}` stands."""
    counts = [0] * 6
    numbered = []
    for block in blocks:
        if block.level != ATTACHED and block.kind != "party":
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (5 - block.level)
        numbered.append(replace(block, label=block.label or _label(block.kind, counts)))
    places = {block.key: block.label for block in numbered if block.key}
    return [_resolve(block, places) for block in numbered]


def _label(kind: str, counts: list[int]) -> str:
    if kind in ("section", "clause", "sub"):
        return ".".join(str(count) for count in counts[1 : LEVELS[kind] + 1])
    if kind == "item":
        return f"({chr(ord('a') + counts[4] - 1)})"
    return f"({ROMAN[counts[5] - 1]})" if kind == "subitem" else ""


def _resolve(block: Block, places: dict[str, str]) -> Block:
    text = re.sub(r"\{ref ([\w.-]+)\}", lambda match: places[match[1]], block.text)
    return replace(block, text=text)
