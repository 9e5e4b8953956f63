"""The forms of a text that people search and quote in, each with the way back to the text as extracted.

Made by the very rules of `normalise`, so that `search_map(t).text == search_text(t)` and
`layout_map(t).text == layout_form(t)`, whatever `t` is. They are not stored: a map follows from the text and
the rules alone, and is made where something was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mouarchive.comparing.mapped import Mapped, mapped
from mouarchive.comparing.normalise import DASH_BULLET, LIGATURES, PLAIN, search_rules

__all__ = ["layout_map", "located", "search_map"]

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SPACE = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"…|\.\.\.")


def search_map(text: str) -> Mapped:
    """The text as the search index holds it, with its map."""
    found = mapped(text).spelled(LIGATURES)
    for rule in search_rules():
        found = found.replaced(rule.pattern, rule.replacement)
    return found.stripped()


def layout_map(text: str) -> Mapped:
    """The text as a reader sees it, whatever the typesetter did, with its map."""
    found = mapped(text).replaced(DASH_BULLET, " ")
    if not found.text.isascii():
        found = found.edited(_composed(found.text))
        found = found.edited(
            (at, at + 1, plain)
            for at, char in enumerate(found.text)
            if (not char.isascii() or char == "`") and (plain := PLAIN[ord(char)]) != char
        )
    elif "`" in found.text:
        found = found.spelled({"`": "'"})
    return found.replaced(_SPACE, " ").stripped()


def located(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Where a quote stands in a text as extracted: one span, or one for each part that an ellipsis leaves.

    White space, quotation marks, dashes and ligatures make no difference; letters, case and digits do.
    Nothing where it does not stand there.
    """
    plain, at = layout_map(text), 0
    spans: list[tuple[int, int]] = []
    for piece in (layout_map(part).text for part in _ELLIPSIS.split(quote)):
        found = plain.text.find(piece, at)
        if found < 0:
            return ()
        at = found + len(piece)
        if piece:
            spans.append(plain.span(found, at))
    return tuple(spans)


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits that put letters and their accents together, as `unicodedata.normalize("NFC", text)` does.

    A letter is composed with the marks behind it, also an ASCII letter. Where a script composes in another
    way (Hangul), all of its run is one edit.
    """
    for match in _FOREIGN.finditer(text):
        start, end = match.span()
        if start and unicodedata.combining(text[start]):
            start -= 1
        whole = unicodedata.normalize("NFC", text[start:end])
        if whole == text[start:end]:
            continue
        edits = list(_clusters(text, start, end))
        if "".join(new for _, _, new in edits) != whole:
            edits = [(start, end, whole)]
        yield from (edit for edit in edits if text[edit[0] : edit[1]] != edit[2])


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A letter with the marks that follow it, each as one edit."""
    first = start
    for at in range(start + 1, end + 1):
        if at == end or not unicodedata.combining(text[at]):
            yield first, at, unicodedata.normalize("NFC", text[first:at])
            first = at
