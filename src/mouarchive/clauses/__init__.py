"""From lines to clauses: furniture set aside, labels read, numbering solved, texts joined.

`segment` leads through it, `layout` through its first half, from pages to the body's lines. `labels` knows
the forms of clause numbers, `numbering` decides which are believed, `text` gives each clause its words;
`furniture`, `tables` and `footnotes` know what else stands on pages.
"""

from __future__ import annotations

from mouarchive.clauses.segment import segment

__all__ = ["segment"]
