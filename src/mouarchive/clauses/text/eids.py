"""Identifiers of clauses inside one version: distinct, and the same for the same document every time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

__all__ = ["distinct", "heading_eid"]

_WORDS = 6


def distinct(eids: Sequence[str]) -> list[str]:
    """The same identifiers, the second of two equal ones with #2 added, the third with #3.

    >>> distinct(["1", "1(a)", "1(a)"])
    ['1', '1(a)', '1(a)#2']
    """
    seen: Counter[str] = Counter()
    out = []
    for eid in eids:
        seen[eid] += 1
        out.append(eid if seen[eid] == 1 else f"{eid}#{seen[eid]}")
    return out


def heading_eid(text: str) -> str:
    """An identifier of ours for a heading that has no number: its first words.

    >>> heading_eid("Data Providers")
    'heading-data-providers'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)[:_WORDS]
    return "-".join(["heading", *words])
