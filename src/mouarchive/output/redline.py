"""A redline as runs of text, shortened and marked; the same for terminals and for Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mouarchive.model import DiffPart, Op

__all__ = ["MARKS", "settle", "shorten"]

# Marks that survive without colour, as people know them from `git diff --word-diff`.
MARKS = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_WORD = re.compile(r"\s*\S+\s*")
_GAP = " … "


def settle(parts: Sequence[DiffPart]) -> tuple[DiffPart, ...]:
    """The parts as people should see them: white space that was replaced by other white space is no change.

    A line break that became a blank is layout. White space that is only added or only removed joins or parts
    words, and stays marked. Neighbouring unchanged parts become one.
    """
    out: list[DiffPart] = []
    for part in parts:
        last = out[-1] if out else None
        if (
            last
            and {last.op, part.op} == {Op.DELETE, Op.INSERT}
            and not (last.text.strip() or part.text.strip())
        ):
            out.pop()
            part = DiffPart(Op.EQUAL, part.text if part.op is Op.INSERT else last.text)  # noqa: PLW2901
            last = out[-1] if out else None
        if last and last.op is part.op is Op.EQUAL:
            out[-1] = DiffPart(Op.EQUAL, last.text + part.text)
        else:
            out.append(part)
    return tuple(out)


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
