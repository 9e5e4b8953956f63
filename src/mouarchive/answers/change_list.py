"""The changes of a comparison as a list, a line a change, to be read before the redline and quoted. Pure.

On its own: what a line says of a change; which of them are listed is another question.

#1  Article 5(2): modified (substantive; number, period): “thirty” → “fourteen”
#2  footnote 3: added: “See the Act of 2018.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mouarchive.answers.changes import CUT_ALONE, cut_alone, numbers, quoted_number, what
from mouarchive.answers.comparison import Compared
from mouarchive.comparing import Fate, ReferenceFate, sole_reference
from mouarchive.comparing.normalise import same_layout
from mouarchive.model import Change, ChangeKind, DiffPart, Op, Tag
from mouarchive.words import counted, safe_line

__all__ = ["STRAY", "TITLE", "Listed", "change_list"]

TITLE = "List of changes"
STRAY = {
    Fate.DANGLING: "only a reference, which now names a clause that does not exist",
    Fate.ELSEWHERE: "only a reference, which now names another clause",
}
"""Of a change of nothing but a reference: what became of it where it did not follow its clause."""
_SOLE = {Fate.FOLLOWED: "only a reference, which followed its clause", **STRAY}
_LONGEST = 60
"""Letters of the words before or after that a line quotes: enough to know the change by, and still a line."""
_MOST = 2
"""Edits of one change that a line quotes; the redline has all of them."""


class Listed(msgspec.Struct, frozen=True):
    """One change in a line: `number` as it is quoted ("#3"), `where` the clause or passage as people call it.

    `what` is what happened, `tags` what kind of words changed, `words` a few of them.
    """

    number: str
    change_id: str
    where: str
    what: str
    tags: tuple[str, ...]
    words: str

    @property
    def happened(self) -> str:
        """What happened and to what kind of words: "modified (substantive; number, period)"."""
        if not self.tags:
            return self.what
        tags = ", ".join(self.tags)
        if ")" in self.what:
            return self.what.replace(")", f"; {tags})", 1)
        return f"{self.what} ({tags})"

    @property
    def sentence(self) -> str:
        """The whole line."""
        return f"{self.number} {self.where}: {self.happened}" + (f": {self.words}" if self.words else "")


def change_list(pair: Compared, most: int = _MOST, longest: int = _LONGEST) -> tuple[Listed, ...]:
    """The changes that the reader asked for, in the order of their numbers; none that is unchanged.

    A reader who asked for the summary alone gets all of them. `most` edits of a change
    are quoted, each with `longest` letters at most.
    """
    asked = pair.whole.changes if pair.summary_only else pair.changes
    return tuple(_listed(change, pair.references, most, longest) for change in asked if change.number)


def _listed(change: Change, fates: Sequence[ReferenceFate], most: int, longest: int) -> Listed:
    fate = sole_reference(change, fates) if change.tags == (Tag.REFERENCE,) else None
    said = what(change)
    if fate in _SOLE:
        said = said.replace(f"({change.change_class})", f"({_SOLE[fate]})")
    return Listed(
        quoted_number(change),
        change.change_id,
        numbers(change),
        said,
        tuple(tag.value for tag in change.tags),
        _words(change, most, longest),
    )


def _words(change: Change, most: int, longest: int) -> str:
    """A few of the words that went and came."""
    if change.kind is ChangeKind.ADDED or change.kind is ChangeKind.REMOVED:
        side = change.new or change.old
        return _quoted(side.words, longest) if side else ""
    if cut_alone(change):
        return CUT_ALONE
    edits = list(_edits(change.diff))
    told = "; ".join(_edit(gone, come, longest) for gone, come in edits[:most])
    return told + (f" and {counted(len(edits) - most, 'more place')}" if len(edits) > most else "")


def _edit(gone: str, come: str, longest: int) -> str:
    """One place in words: “thirty” → “fourteen”, “not” struck, “only” put in."""
    if gone.strip() and come.strip():
        return f"{_quoted(gone, longest)} → {_quoted(come, longest)}"
    return f"{_quoted(gone, longest)} struck" if gone.strip() else f"{_quoted(come, longest)} put in"


def _edits(parts: Sequence[DiffPart]) -> Iterator[tuple[str, str]]:
    """What went and what came, place by place; where typography alone differs is no place."""
    gone = come = ""
    for part in (*parts, DiffPart(Op.EQUAL, "")):
        if part.op is Op.DELETE:
            gone += part.text
        elif part.op is Op.INSERT:
            come += part.text
        else:
            if (gone or come) and not same_layout(gone, come):
                yield gone, come
            gone = come = ""


def _quoted(words: str, longest: int) -> str:
    line = safe_line(words)
    if not line:
        return ""
    return f"“{line}”" if len(line) <= longest else f"“{line[:longest].rsplit(' ', 1)[0]} …”"
