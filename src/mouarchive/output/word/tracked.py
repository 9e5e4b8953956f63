"""The elements of tracked changes, each with the number that Word wants to be distinct in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from itertools import count
from typing import Any

from mouarchive.words import safe, safe_line

__all__ = ["AUTHOR", "Tracked"]

AUTHOR = "mouarchive"
"""Who is said to have made the tracked changes where nobody is named: a program, not a person."""

_AROUND = {"delete": "w:del", "insert": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_TABS = re.compile(r"(\t)")
_NO_XML = re.compile("[\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Tracked:
    """Makes the elements of one document.

    `author` and `date` (as Word writes it, "2016-10-07T00:00:00Z") stand on each tracked change; without a
    date there is none on it, since a day that nobody gave would be a claim. How text is tracked is called
    "equal" (not at all), "delete", "insert", "from" or "to" (the two halves of a move).
    """

    def __init__(self, author: str = AUTHOR, date: str | None = None) -> None:
        from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and only for this format
        from docx.oxml.ns import qn  # noqa: PLC0415

        self._new, self._qn = OxmlElement, qn
        self.author = author
        self._whose = {"author": author, **({"date": date} if date else {})}
        self._numbers = count(1)

    def by(self, author: str, day: str | None) -> Tracked:
        """The same document, its tracked changes made by another, on a day ("2016-10-07") or none."""
        other = copy(self)
        other.author = safe_line(author)
        other._whose = {"author": other.author, **({"date": f"{day}T00:00:00Z"} if day else {})}  # noqa: SLF001
        return other

    def element(self, tag: str, **attributes: str) -> Any:
        """An element of WordprocessingML, its attributes in the same namespace."""
        element = self._new(f"w:{tag}")
        for name, value in attributes.items():
            element.set(self._qn(f"w:{name}"), value)
        return element

    def attribute(self, element: Any, name: str) -> str:
        """The value of an attribute."""
        return str(element.get(self._qn(f"w:{name}")))

    def _revision(self, tag: str, **attributes: str) -> Any:
        number = str(next(self._numbers))
        return self.element(tag.removeprefix("w:"), id=number, **self._whose, **attributes)

    def bookmark(self, name: str) -> tuple[Any, Any]:
        """Start and end of a bookmark."""
        number = str(next(self._numbers))
        return self.element("bookmarkStart", id=number, name=name), self.element("bookmarkEnd", id=number)

    def move_range(self, half: str, name: str) -> tuple[Any, Any]:
        """What stands before and behind one half of a move; both halves bear the same name."""
        start = self._revision(f"{_AROUND[half]}RangeStart", name=name)
        end = self.element(f"{_AROUND[half][2:]}RangeEnd", id=self.attribute(start, "id"))
        return start, end

    def mark(self, properties: Any, how: str) -> None:
        """Track the end of the paragraph that has these properties; nothing where it stands in both texts."""
        if how in _AROUND:
            marks = properties.xpath("w:rPr")
            mark = marks[0] if marks else self.element("rPr")
            mark.append(self._revision(_AROUND[how]))
            properties.append(mark)

    def row(self, how: str) -> Any:
        """The properties of a table's row, tracked as it stands."""
        properties = self.element("trPr")
        properties.append(self.element("cantSplit"))
        if how in {"delete", "insert"}:
            properties.append(self._revision(_AROUND[how]))
        return properties

    def runs(self, text: str, how: str, *, bold: bool = False) -> Iterator[Any]:
        """One run of text on one line, inside the element that tracks it; nothing for no text.

        A tab is a run of its own.
        """
        for piece in _TABS.split(_NO_XML.sub("\ufffd", safe(text).replace("\n", " "))):
            if not piece:
                continue
            run = self.element("r")
            if bold:
                properties = self.element("rPr")
                properties.append(self.element("b"))
                run.append(properties)
            run.append(self._words(piece, deleted=how == "delete"))
            yield self.around(run, how)

    def around(self, run: Any, how: str) -> Any:
        """A run inside the element that tracks it."""
        if how not in _AROUND:
            return run
        outer = self._revision(_AROUND[how])
        outer.append(run)
        return outer

    def _words(self, text: str, *, deleted: bool) -> Any:
        if text == "\t":
            return self.element("tab")
        element = self.element("delText" if deleted else "t")
        element.text = text
        element.set(_SPACE, "preserve")
        return element

    def commented(self, paragraph: Any, comment: int, how: str) -> None:
        """Put a comment (by its number among the comments) on all that a paragraph holds so far.

        Its anchor is tracked as the paragraph is, so that it goes with it.
        """
        start = self.element("commentRangeStart", id=str(comment))
        paragraph.insert(1, start)  # right behind the paragraph's properties, which must stand first
        paragraph.append(self.element("commentRangeEnd", id=str(comment)))
        run = self.element("r")
        run.append(self.element("commentReference", id=str(comment)))
        paragraph.append(self.around(run, how))
