r"""Labels with blanks or invisible characters inside: read as if they stood close, with the way back.

    1 . 1   The parties      typed or typeset with blanks round the full stop, each sign drawn by itself
    ( a )   any data         as above
    1.\u200b3 The parties    an invisible place for a line break, as web pages and Word put them in

`1. 1` may also be the number 1 before a text that begins with a number, so it is one label only where it is
set apart from what follows; and with a blank before the stop the other reading is kept beside it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["INVISIBLE", "Tight", "close", "tightened"]

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters without ink or width, as a table for `str.translate` that drops them."""

_HEAD = 24  # characters: no label is longer
# What a label with something inside begins with; most lines begin with neither.
_LIKELY = re.compile(r"\s*(?:[(\[]|\d{1,3}[\s.])|.{0,16}[\u00ad\u200b-\u200d\u2060\ufeff]")
_BRACKETED = re.compile(r"\s*[(\[]\s?(?:\d{1,3}[A-Z]?|[a-z]{1,5}|[A-Z]{1,5})\s?[)\]]")
_NUMBER = re.compile(r"\s*\d{1,3}(?:\s?\.\s?\d{1,3}(?!\d))*(?:\s?\.(?=\s|$))?")
_BLANK_STOP = re.compile(r"\d\s\.")
_BLANK = re.compile(r"\s")


class Tight(NamedTuple):
    """A line without the blanks in its label; `places` are the kept characters' places in the line.

    `sure` is false where the line may be read with its blanks, too.
    """

    text: str
    places: tuple[int, ...]
    sure: bool

    def end(self, index: int) -> int:
        """Where in the line what ends at an index of `text` ends."""
        return self.places[index - 1] + 1 if index else 0


def tightened(text: str, apart: int = 0) -> Tight | None:
    """The line with its label made close; None where nothing stands inside the label.

    `apart` is where the line's first part ends, if white space sets it apart from the rest, else 0.
    """
    if not _LIKELY.match(text):
        return None
    gone = set[int]()
    if not text.isascii():
        gone = {index for index, letter in enumerate(text[:_HEAD]) if ord(letter) in INVISIBLE}
    plain = text if not gone else "".join(letter for index, letter in enumerate(text) if index not in gone)
    places = [index for index in range(len(text)) if index not in gone]
    blanks, sure = _blanks(plain, sum(index < apart for index in places) if gone else apart)
    if not gone and not blanks:
        return None
    kept = [index for index in range(len(plain)) if index not in blanks]
    return Tight("".join(plain[index] for index in kept), tuple(places[index] for index in kept), sure)


def close(text: str) -> str:
    """A text that may be a label alone, without what stands inside the label."""
    tight = tightened(text, len(text))
    return text if tight is None else tight.text


def _blanks(text: str, apart: int) -> tuple[set[int], bool]:
    """The places of blanks inside the label, and whether they must be."""
    found, sure = _BRACKETED.match(text), True
    if not found:
        found = _NUMBER.match(text)
        if not found or not (whole := found[0].strip()):
            return set(), True
        inside = _BLANK.search(whole)
        if not inside or not (_BLANK_STOP.search(whole) or text[:apart].strip() == whole):
            return set(), True
        sure = not _BLANK.search(whole.rstrip(" ."))
    first = len(text) - len(text.lstrip())
    return {index for index in range(first, found.end()) if text[index].isspace()}, sure
