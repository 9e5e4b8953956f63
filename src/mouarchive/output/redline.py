"""A redline as runs of text, shortened and marked; the same for terminals and for Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mouarchive.model import DiffPart, Op

__all__ = ["MARKS", "shorten"]

# Marks that survive without colour, as people know them from `git diff --word-diff`.
MARKS = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_WORD = re.compile(r"\s*\S+\s*")
_GAP = " … "


def shorten(parts: Sequence[DiffPart], context: int | None) -> Iterator[DiffPart]:
    """Yield the parts with long unchanged runs cut to `context` words beside each change; None keeps all.

    A cut is shown by an ellipsis and only made where it hides more than it costs; words that were added or
    removed are never cut.
    """
    last = len(parts) - 1
    for index, part in enumerate(parts):
        if part.op is not Op.EQUAL or context is None:
            yield part
            continue
        before = 0 if index == 0 else context
        after = 0 if index == last else context
        yield DiffPart(Op.EQUAL, _cut(part.text, before, after))


def _cut(text: str, before: int, after: int) -> str:
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) <= before + after + 3:
        return text
    head = text[: words[before - 1][1]].rstrip() if before else ""
    tail = text[words[-after][0] :].lstrip() if after else ""
    return f"{head}{_GAP if head else '… '}{tail}" if tail else f"{head} …"
