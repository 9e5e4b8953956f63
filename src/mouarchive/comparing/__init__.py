"""Two clause trees in, typed changes out; many versions in, lineages and phrase events out. All pure."""

from __future__ import annotations

from mouarchive.comparing.comparison import compare
from mouarchive.comparing.normalise import search_text
from mouarchive.comparing.worddiff import redline

__all__ = ["compare", "redline", "search_text"]
