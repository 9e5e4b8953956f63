"""Two clause trees in, typed changes out; many versions in, lineages and phrase events out. All pure."""

from __future__ import annotations

from mouarchive.comparing.alignment import Alignment, ByHand, align
from mouarchive.comparing.comparison import Explained, compare, compared, explain
from mouarchive.comparing.declared import Declared, Finding, Undeclared, Verdict, set_beside
from mouarchive.comparing.furniture import FurnitureChange, furniture_changes, running_lines
from mouarchive.comparing.identity import identified
from mouarchive.comparing.lineages import Lineage, lineages
from mouarchive.comparing.normalise import search_text
from mouarchive.comparing.phrases import Hit, PhraseIndex, phrase_index
from mouarchive.comparing.references import Fate, Reference, ReferenceFate, follow, references, sole_reference
from mouarchive.comparing.tracing import (
    Event,
    Gap,
    PhraseEvent,
    PhraseTrace,
    State,
    VersionState,
    VersionText,
    trace,
)
from mouarchive.comparing.worddiff import redline

__all__ = [
    "Alignment", "ByHand", "Declared", "Event", "Explained", "Fate", "Finding", "FurnitureChange", "Gap",
    "Hit", "Lineage", "PhraseEvent", "PhraseIndex", "PhraseTrace", "Reference", "ReferenceFate", "State",
    "Undeclared", "Verdict", "VersionState", "VersionText", "align", "compare", "compared", "explain",
    "follow", "furniture_changes", "identified", "lineages", "phrase_index", "redline", "references",
    "running_lines", "search_text", "set_beside", "sole_reference", "trace",
]  # fmt: skip
