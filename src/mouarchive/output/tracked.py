"""The XML of Word's tracked changes: insertions, deletions and moves, of runs and of whole paragraphs.

A moved paragraph stands twice: where it was, its common words are w:moveFrom and the words it lost w:del;
where it is, its common words are w:moveTo and the words it gained w:ins. So a move that was also edited is
rejected to the older words and accepted to the newer ones, and both halves of the move hold the same words.
Names and nesting as in ECMA-376 part 1, 17.13.5 (Revisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mouarchive.model import Change, Op
from mouarchive.output.safe import safe

__all__ = ["AUTHOR", "Tracked"]

AUTHOR = "mouarchive"
_INDENT, _NUMBER = 284, 964
"""Twentieths of a point by which each level is indented (5 mm), and how wide a number may be (17 mm)."""

_TRACK = {"delete": "w:del", "insert": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_MARK = {"old": "w:del", "new": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_SPLIT = re.compile(r"([\n\t])")
_NO_XML = re.compile("[\ufffe\uffff]")
_OP = {Op.EQUAL: "equal", Op.DELETE: "delete", Op.INSERT: "insert"}


class Tracked:
    """Makes elements with the ids that Word wants to be distinct in a document."""

    def __init__(self) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and only for this format
        from docx.oxml.ns import qn  # noqa: PLC0415

        self._new, self._qn = OxmlElement, qn
        self._last = 0
        self._bookmark = 0

    def _element(self, tag: str, **attributes: str) -> Any:
        element = self._new(tag)
        for name, value in attributes.items():
            element.set(self._qn(f"w:{name}"), value)
        return element

    def _revision(self, tag: str, **attributes: str) -> Any:
        self._last += 1
        return self._element(tag, id=str(self._last), author=AUTHOR, **attributes)

    def bookmark(self, name: str) -> Iterator[Any]:
        """The start of a bookmark, which `bookmark_end` ends."""
        self._last += 1
        self._bookmark = self._last
        yield self._element("w:bookmarkStart", id=str(self._last), name=name)

    def bookmark_end(self) -> Any:
        """The end of the bookmark that was started last."""
        return self._element("w:bookmarkEnd", id=str(self._bookmark))

    def move_range(self, how: str, name: str) -> tuple[Any, Any]:
        """What stands before and behind one half of a move; both halves bear the same name."""
        start = self._revision(f"{_TRACK[how]}RangeStart", name=name)
        end = self._element(f"{_TRACK[how]}RangeEnd", id=start.get(self._qn("w:id")))
        return start, end

    def paragraph(self, depth: int, how: str) -> Any:
        """An empty paragraph; it and its end are tracked where it stands in one of the texts only."""
        paragraph, properties = self._element("w:p"), self._element("w:pPr")
        indent = str(depth * _INDENT + _NUMBER)
        properties.append(self._element("w:ind", left=indent, hanging=str(_NUMBER)))
        if how in _MARK:
            mark = self._element("w:rPr")
            mark.append(self._revision(_MARK[how]))
            properties.append(mark)
        paragraph.append(properties)
        return paragraph

    def runs(self, text: str, kind: str, *, bold: bool = False) -> Iterator[Any]:
        """One run of text, inside the element that tracks it; nothing for no text."""
        if not text:
            return
        run = self._element("w:r")
        if bold:
            properties = self._element("w:rPr")
            properties.append(self._element("w:b"))
            run.append(properties)
        for piece in _SPLIT.split(_NO_XML.sub("\ufffd", safe(text))):
            if piece:
                run.append(self._piece(piece, deleted=kind == "delete"))
        if kind in _TRACK:
            around = self._revision(_TRACK[kind])
            around.append(run)
            yield around
        else:
            yield run

    def _piece(self, text: str, *, deleted: bool) -> Any:
        if text in "\n\t":
            return self._element("w:br" if text == "\n" else "w:tab")
        element = self._element("w:delText" if deleted else "w:t")
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return element

    def commented(self, paragraph: Any, comment: int, how: str) -> None:
        """Put a comment (by its number among the comments) on all that a paragraph holds so far.

        Its anchor is tracked as the paragraph is, so that it goes with it.
        """
        start = self._element("w:commentRangeStart", id=str(comment))
        paragraph.insert(1, start)  # right behind the paragraph's properties, which must stand first
        paragraph.append(self._element("w:commentRangeEnd", id=str(comment)))
        run = self._element("w:r")
        run.append(self._element("w:commentReference", id=str(comment)))
        if how in _MARK:
            around = self._revision(_TRACK[{"old": "delete", "new": "insert"}.get(how, how)])
            around.append(run)
            run = around
        paragraph.append(run)

    def words(self, change: Change, half: str) -> Iterator[Any]:
        """A clause's words, those of its heading in bold; `half` is "from" or "to" of a move, or empty."""
        ends = [len(side.heading or "") if side else 0 for side in (change.old, change.new)]
        at = [0, 0]
        absent = {"from": Op.INSERT, "to": Op.DELETE}.get(half)
        for part in change.diff:
            side = 0 if part.op is Op.DELETE else 1
            cut = min(max(ends[side] - at[side], 0), len(part.text))
            at[0] += len(part.text) if part.op is not Op.INSERT else 0
            at[1] += len(part.text) if part.op is not Op.DELETE else 0
            if part.op is absent:
                continue
            kind = half if half and part.op is Op.EQUAL else _OP[part.op]
            yield from self.runs(part.text[:cut], kind, bold=True)
            yield from self.runs(part.text[cut:], kind)
