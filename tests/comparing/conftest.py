"""Clauses written by hand for the tests of this folder."""

from __future__ import annotations

import re

import pytest

from mouarchive.model import Clause


def tree(text):
    """Clauses from lines `id | text` or `id | heading | text`; the longest id that begins it contains it."""
    clauses = []
    for line in text.strip().splitlines():
        eid, *rest = (part.strip() for part in line.split("|"))
        heading, words = rest if len(rest) > 1 else (None, rest[0])
        known = [c.eid for c in clauses if eid.startswith(c.eid) and not eid[len(c.eid)].isalnum()]
        label = re.search(r"[^.(]+$|\([^()]*\)$", eid)[0] if "(" in eid else eid
        kind = "annex" if re.fullmatch(r"annex-\w+", eid) else "clause"
        parent = max(known, key=len, default=None)
        clauses.append(Clause(eid, label, heading or None, words, 1, 1, eid.count("."), kind, parent))
    return tuple(clauses)


@pytest.fixture(name="tree")
def _tree():
    """The function that makes clauses from lines `id | text`."""
    return tree
