#!/usr/bin/env python3
"""Make the PDFs of the specimen series from their sources in scripts/specimen, the same bytes each time.

Usage: python scripts/make_specimens.py [FOLDER]      (default: documents/specimen-pupil-data)
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Any

from specimen.compose import Edition, compose
from specimen.inline import hyphenations
from specimen.markup import Block, apply_edits, number, parse
from specimen.pdffile import Sheet, write_pdf
from specimen.scan import scan
from specimen.typeset import Layout

SOURCES = Path(__file__).parent / "specimen"
TARGET = Path(__file__).parent.parent / "documents" / "specimen-pupil-data"


def documents() -> list[dict[str, Any]]:
    """The documents of series.toml, in its order."""
    return list(_series()["document"])


def blocks_of(document: dict[str, Any]) -> list[Block]:
    """The numbered text of one document, with the edits of its version and its history table."""
    blocks = parse((SOURCES / document["text"]).read_text(encoding="utf-8"))
    edits = tomllib.loads((SOURCES / "edits.toml").read_text(encoding="utf-8"))["edit"]
    blocks = apply_edits(blocks, [edit for edit in edits if edit["version"] == document["version"]])
    return number([_history(document) if block.key == "history" else block for block in blocks])


def sheets_of(document: dict[str, Any]) -> list[Sheet]:
    """The pages of one document as drawn, before any scanning."""
    series = _series()
    blocks = blocks_of(document)
    umbrella = document["text"] == "umbrella.md"
    edition = Edition(
        label="" if umbrella else document["version"],
        status=document["status"],
        marking=document["marking"],
        specimen=series["specimen"],
        umbrella=umbrella,
        blocks=tuple(blocks),
        black=_black(document["black"], blocks),
    )
    settings = series["layout"][document["layout"]]
    layout = Layout(**{**settings, "break_before": tuple(settings.get("break_before", ()))})
    breaks = hyphenations((SOURCES / "hyphens.txt").read_text(encoding="utf-8"))
    return compose(edition, layout, breaks)


def make(document: dict[str, Any]) -> bytes:
    """The PDF file of one document."""
    sheets = sheets_of(document)
    title = f"Specimen agreement, {document['version']}"
    return write_pdf(scan(sheets) if document.get("scan") else sheets, title)


def _series() -> dict[str, Any]:
    return tomllib.loads((SOURCES / "series.toml").read_text(encoding="utf-8"))


def _history(document: dict[str, Any]) -> Block:
    rows = [tuple(_series()["history"][label]) for label in document["history"]]
    return Block("table", rows=(("Version", "Date", "Notes"), *rows), widths=(16, 24, 60))


def _black(names: list[str], blocks: list[Block]) -> frozenset[str]:
    """Groups and keys to black out; `children-of:KEY` stands for everything that belongs to a block."""
    black: set[str] = set()
    for name in names:
        parent = name.removeprefix("children-of:")
        if parent == name:
            black.add(name)
            continue
        start = next(at for at, block in enumerate(blocks) if block.key == parent)
        for block in blocks[start + 1 :]:
            if block.level <= blocks[start].level:
                break
            black.add(f"key:{block.key}")
    return frozenset(black)


def main(arguments: list[str]) -> int:
    """Write every document and print its hash, for agreement.toml."""
    folder = Path(arguments[0]) if arguments else TARGET
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents():
        data = make(document)
        (folder / document["file"]).write_bytes(data)
        print(f"{hashlib.sha256(data).hexdigest()}  {len(data):>8}  {document['file']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
