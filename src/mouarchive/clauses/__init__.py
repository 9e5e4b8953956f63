"""From lines to clauses: furniture set aside, labels read, numbering solved, texts joined."""

from __future__ import annotations

from mouarchive.clauses.segmenting import segment

__all__ = ["segment"]
