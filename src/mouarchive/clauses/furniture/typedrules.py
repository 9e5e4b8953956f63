"""Rules made of signs, as typewriters and plain text have them: lines of nothing but hyphens, say.

    2.  Meaning of words
    --------------------        a rule under a heading, no word of it
    +--------+---------+        the edge of a table drawn with signs

Underscores are left alone: they are blanks to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mouarchive.clauses.layout import Sheet, aside
from mouarchive.model import Aside

__all__ = ["set_aside_typed_rules"]

_RULE = re.compile(r"\s*[-=~*+\u2010-\u2015\u2500-\u257f](?:\s?[-=~*+|\u2010-\u2015\u2500-\u257f]){4,}\s*")


def set_aside_typed_rules(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Aside]]:
    """Take off lines of five or more signs that draw a rule, and nothing else."""
    left, asides = list[Sheet](), list[Aside]()
    for sheet in sheets:
        rules = [line for line in sheet.lines if _RULE.fullmatch(line.text)]
        asides.extend(aside(line, "rule") for line in rules)
        left.append(sheet.without(rules))
    return left, asides
