"""A redline as runs of text, shortened and marked; the same for terminals and for Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mouarchive.answers.changes import UNKNOWN, counted_as
from mouarchive.comparing.normalise import BLANK
from mouarchive.model import Change, ChangeKind, DiffPart, Op

__all__ = ["MARKS", "settle", "shorten", "shown"]

# Marks that survive without colour, as people know them from `git diff --word-diff`.
MARKS = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_WORD = re.compile(r"\s*\S+\s*")
_GAP = " … "
_EDGE = DiffPart(Op.EQUAL, "\n")  # what stands before the first part and behind the last


def shown(change: Change, context: int | None) -> tuple[DiffPart, ...]:
    """The words of a change as people should see them, shortened to `context` words beside each mark.

    What may stand under a black box of the other text is neither added nor removed: it bears no mark.
    """
    if counted_as(change) == UNKNOWN and not (change.old and change.new):
        return tuple(DiffPart(Op.EQUAL, part.text) for part in change.diff)
    cut = context if change.kind is ChangeKind.MODIFIED else None
    return tuple(shorten(settle(change.diff), cut))


def settle(parts: Sequence[DiffPart]) -> tuple[DiffPart, ...]:
    """The parts as people should see them: white space that was replaced by other white space is no change.

    A line break that became a blank is layout, and so is a line to be filled in that is drawn longer: the
    newer form stands there unmarked. White space that is only added or only removed joins or parts
    words, and stays marked. A line break at the edge of a mark stands outside it. Neighbouring unchanged
    parts become one. At the start and end of all, where a clause was cut from its neighbour, marks begin and
    end with words.
    """
    out: list[DiffPart] = []
    for part in _unbroken(parts):
        last = out[-1] if out else None
        if (
            last
            and {last.op, part.op} == {Op.DELETE, Op.INSERT}
            and _is_empty(last.text)
            and _is_empty(part.text)
        ):
            out.pop()
            part = DiffPart(Op.EQUAL, part.text if part.op is Op.INSERT else last.text)  # noqa: PLW2901
            last = out[-1] if out else None
        if last and last.op is part.op is Op.EQUAL:
            out[-1] = DiffPart(Op.EQUAL, last.text + part.text)
        else:
            out.append(part)
    return _trimmed(tuple(_bare(out)))


def _trimmed(parts: Sequence[DiffPart]) -> tuple[DiffPart, ...]:
    """The parts without the line breaks that a mark at the very start, or at the very end, stands at."""
    if len(parts) < 2:  # noqa: PLR2004 - one side is empty: all of it is marked
        return tuple(parts)
    first, *between, last = parts
    if first.op is not Op.EQUAL:
        first = DiffPart(first.op, first.text.lstrip("\n"))
    if last.op is not Op.EQUAL:
        last = DiffPart(last.op, last.text.rstrip("\n"))
    return tuple(part for part in (first, *between, last) if part.text)


def _is_empty(text: str) -> bool:
    """Whether a text holds white space and lines to be filled in, and nothing else."""
    return not BLANK.sub("", text).strip()


def _bare(parts: Sequence[DiffPart]) -> Iterator[DiffPart]:
    """The parts, with the blank that both of two marks side by side begin or end with put outside them."""
    at = 0
    while at < len(parts):
        part, after = parts[at], parts[at + 1] if at + 1 < len(parts) else _EDGE
        if not (part.op is Op.DELETE and after.op is Op.INSERT and part.text.strip() and after.text.strip()):
            yield part
            at += 1
            continue
        gone, come = part.text, after.text
        start = gone[0] if gone[0] == come[0] and gone[0].isspace() else ""
        end = gone[-1] if gone[-1] == come[-1] and gone[-1].isspace() else ""
        for op, text in (
            (Op.EQUAL, start),
            (Op.DELETE, gone[len(start) : len(gone) - len(end)]),
            (Op.INSERT, come[len(start) : len(come) - len(end)]),
            (Op.EQUAL, end),
        ):
            if text:
                yield DiffPart(op, text)
        at += 2


def _unbroken(parts: Sequence[DiffPart]) -> Iterator[DiffPart]:
    """The parts, with the line breaks at the edges of a mark put before and behind it.

    They stay inside where the mark's neighbour is a mark, too (one text was put in the place of another), and
    where they alone part two words.
    """
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else _EDGE
        after = parts[at + 1] if at + 1 < len(parts) else _EDGE
        if part.op is Op.EQUAL or not part.text.strip() or {before.op, after.op} != {Op.EQUAL}:
            yield part
            continue
        text = part.text
        start = len(text) - len(text.lstrip("\n")) if after.text[:1].isspace() else 0
        end = len(text.rstrip("\n")) if before.text[-1:].isspace() else len(text)
        for op, piece in ((Op.EQUAL, text[:start]), (part.op, text[start:end]), (Op.EQUAL, text[end:])):
            if piece:
                yield DiffPart(op, piece)


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
