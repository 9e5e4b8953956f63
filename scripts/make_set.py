#!/usr/bin/env python3
"""Make the PDFs of the made set from their sources in scripts/made, the same bytes each time.

Usage: python scripts/make_set.py FOLDER     writes the PDFs into FOLDER
       python scripts/make_set.py            writes the summary of the truth, scripts/made/truth.txt, anew
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from made.printing import LAYOUTS, Layout, print_version
from made.source import Text, read_text
from made.truth import Truth, told, truth_of
from specimen.inline import hyphenations

SOURCES = Path(__file__).parent / "made"
TRUTH = SOURCES / "truth.txt"
HYPHENS = Path(__file__).parent / "specimen" / "hyphens.txt"


class Print(msgspec.Struct, frozen=True):
    """One printed version: its text's name, its number from 1, its layout, where; by clause id the page.

    `headed`: headings are printed in another type than the text.
    """

    text: str
    version: int
    layout: str
    file: Path
    pages: dict[str, int]
    headed: bool


@cache
def texts() -> tuple[Text, ...]:
    """The source texts, by name."""
    return tuple(map(read_text, sorted(SOURCES.glob("[a-z]*.md"))))


@cache
def truths() -> dict[str, Truth]:
    """The truth, by the text's name."""
    return {text.name: truth_of(text) for text in texts()}


def summary() -> str:
    """The truth in short, to be looked through by a person: numbers, and what each version changed."""
    return "\n".join(line for truth in truths().values() for line in told(truth)) + "\n"


def make(folder: Path, names: Iterable[str] = (), layouts: Iterable[Layout] = LAYOUTS) -> list[Print]:
    """Print every version of these texts (of all, if none is named) in these layouts."""
    folder.mkdir(parents=True, exist_ok=True)
    breaks = hyphenations(HYPHENS.read_text("utf-8"))
    wanted = set(names) or {text.name for text in texts()}
    found = []
    for text in (text for text in texts() if text.name in wanted):
        for version, pieces in enumerate(text.versions, 1):
            for layout in layouts:
                data, pages = print_version(text, version, layout, breaks)
                file = folder / f"{text.name}-{version}-{layout.name}.pdf"
                file.write_bytes(data)
                by_id = {piece.id: pages[piece.key] for piece in pieces if piece.id}
                found.append(Print(text.name, version, layout.name, file, by_id, layout.bold != layout.font))
    return found


def main(arguments: list[str]) -> int:
    """Write the PDFs, or the truth."""
    if arguments:
        print(f"{len(make(Path(arguments[0])))} files in {arguments[0]}")
    else:
        TRUTH.write_text(summary(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
