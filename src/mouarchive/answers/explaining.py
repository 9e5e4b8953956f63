"""Why each clause is a clause, and why each change is what it is: steps and rules in plain words."""

from __future__ import annotations

import msgspec

__all__ = ["Explained", "Part"]


class Part(msgspec.Struct, frozen=True):
    """One clause or change: its name, and what made it so, a sentence a line."""

    name: str
    lines: tuple[str, ...]


class Explained(msgspec.Struct, frozen=True):
    """The answer to `--explain`: the parts in reading order."""

    title: str
    parts: tuple[Part, ...]
