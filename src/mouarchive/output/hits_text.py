"""Search results for a terminal, a pipe or a plain file. Loads rich."""

from __future__ import annotations

from typing import IO

from rich.text import Text

from mouarchive.archive.store.searching import SearchResult
from mouarchive.output.as_text import indented
from mouarchive.output.hits import excerpt
from mouarchive.output.safe import safe_line
from mouarchive.output.terminal import console
from mouarchive.output.words import count

__all__ = ["hits"]


def hits(file: IO[str], found: SearchResult) -> None:
    """Write how many clauses hold the words, then each with version, page and the passage."""
    out = console(file)
    least = "at least " if found.capped else ""
    total = f"{least}{count(found.total, 'clause')}" if found.total else "No clause"
    holds = "holds" if found.total <= 1 else "hold"
    how = " (all of them, in any order)" if found.mode == "all" else ""
    more = f"; the first {len(found.hits)} of them" if len(found.hits) < found.total else ""
    indented(out, Text(f"{total} {holds} “{safe_line(found.words)}”{how}{more}", style="bold"), 0)
    for hit in found.hits:
        heading = f"  {safe_line(hit.heading)}" if hit.heading else ""
        loose = "" if hit.exact or found.mode == "all" else " · other punctuation"
        out.print()
        place = Text.assemble(
            (f"{safe_line(hit.version)}  {safe_line(hit.eid)}", "bold cyan"),
            heading,
            (f" · page {hit.page}{loose}", "dim"),
        )
        indented(out, place, 0)
        pieces = [
            (f"*{safe_line(text)}*", "bold") if sought else (_plain(text), "")
            for text, sought in excerpt(hit.words, hit.spans)
        ]
        indented(out, Text.assemble(*pieces), 2)


def _plain(text: str) -> str:
    """Text on one line; the blanks at its ends, which part it from its neighbours, stay."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{safe_line(text)}{tail}"
